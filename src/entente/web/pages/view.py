"""What every page shares: the snapshot it speaks of, links that keep the day, and the template it is shown with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente.analysis import Side, read_side
from entente.codebook import load_codebook
from entente.errors import UsageError
from entente.records import Entity, Event, Location, Party
from entente.web import asking, names
from entente.web.charts import Chart
from entente.web.desk import Desk
from entente.web.snapshot import Snapshot

View = Callable[[Request], HTMLResponse]


def desk_of(request: Request) -> Desk:
    """The open record, and what else the dashboard works with."""
    desk: Desk = request.app.state.desk
    return desk


def snapshot_of(request: Request) -> Snapshot:
    """The record as of the day in the address."""
    return desk_of(request).snapshots.get(asking.day(request.query_params, "as_of"))


def show(
    request: Request,
    template: str,
    *,
    status: int = 200,
    snapshot: Snapshot | None = None,
    **content: Any,  # noqa: ANN401 - what a template takes
) -> HTMLResponse:
    """A page. Its links keep the day as of which the record is shown."""
    as_of = request.query_params.get("as_of", "") if snapshot is None else str(snapshot.as_of or "")

    def url(path: str, **params: object) -> str:
        return address(path, **({"as_of": as_of} | params))

    def again(**params: object) -> str:
        """The same page with other parameters; a cursor does not outlive a change of filters."""
        kept = {name: request.query_params.getlist(name) for name in request.query_params if name != "cursor"}
        return address(request.url.path, **(kept | params))

    markup = (
        templates()
        .get_template(template)
        .render(
            content
            | {
                "url": url,
                "again": again,
                "as_of": as_of,
                "snapshot": snapshot,
                "here": request.url.path,
                "params": request.query_params,
                "csrf": request.state.form_token,
            }
        )
    )
    return HTMLResponse(markup, status_code=status)


def address(path: str, **params: object) -> str:
    """A path with parameters; empty ones are left out, lists give one each."""
    pairs = [
        (name.rstrip("_"), str(one))
        for name, value in params.items()
        for one in (value if isinstance(value, (list, tuple)) else [value])
        if one not in (None, "", False)
    ]
    query = urlencode(pairs)
    return quote(path, safe="/:~") + (f"?{query}" if query else "")


@lru_cache(maxsize=1)
def templates() -> jinja2.Environment:
    """The templates; everything that goes into one is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("entente.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=day, days=days, side=side, entity=attrgetter("name"), words=names.words, country=names.code_name,
        signed=signed, percent=percent, count=count, chart=chart_data, place=place, reading=reading, sidekey=sidekey,
    )  # fmt: skip
    environment.globals.update(QUADS=names.QUADS, codebook=load_codebook(), world=world())
    return environment


def day(value: dt.date | None) -> str:
    """A day as people read one: 4 Dec 2023."""
    return "no date" if value is None else f"{value.day} {value:%b %Y}"


def days(event: Event) -> str:
    """When an event was: a day, or from one to another, as short as it can be said."""
    begin, end = event.date, event.enddate
    if begin is None or end is None or begin == end:
        only = begin or end
        return day(only) if begin == end or only is None else f"from {day(begin)}" if begin else f"by {day(end)}"
    if (begin.year, begin.month) == (end.year, end.month):
        whole = begin.day == 1 and (end + dt.timedelta(days=1)).month != end.month
        return f"{begin:%b %Y}" if whole else f"{begin.day}–{day(end)}"
    if (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31) and begin.year == end.year:
        return f"{begin.year}"
    return f"{day(begin)} – {day(end)}"


def side(value: Side | str) -> str:
    """A side, or the key of one, as people say it."""
    if isinstance(value, Side):
        return names.side_name(value)
    try:
        return names.side_name(read_side(value))
    except UsageError:
        return value


def sidekey(entity: Entity | Party) -> str | None:
    """The key of the side that an actor belongs to; None where nobody knows."""
    from entente.analysis import side_of

    found = side_of(entity)
    return None if found is None else found.key


def signed(value: float | None) -> str:
    """A score with its sign."""
    return "–" if value is None else f"{value:+.1f}".replace("-", "−")


def percent(value: float) -> str:
    """A probability in percent."""
    return f"{round(100 * value)} %"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number of things: 1 event, 2 events."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def place(location: Location) -> str:
    """A place with its country."""
    name = location.name or location.text
    country = names.code_name(location.country) if location.country else None
    return name if country in (None, name) else f"{name}, {country}"


def chart_data(chart: Chart) -> Markup:
    """A chart's specification as JSON that stands safely inside a page."""
    # A data block ends at the first "</script"; with every < written as an escape there is none.
    return Markup(chart.json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def reading(sequence: Sequence[object]) -> str:
    """Words one after the other with commas."""
    return ", ".join(names.words(item) for item in sequence)


@lru_cache(maxsize=1)
def world() -> str:
    """The outline of the world's lands as one SVG path, made by ``tools/world_outline.py``."""
    from importlib import resources

    return resources.files("entente.web").joinpath("world.txt").read_text(encoding="ascii").strip()
