"""Vega-Lite charts through Altair, drawn in the browser by the scripts that vl-convert-python carries.

Colours are names of the style sheet's variables (``var(--q1)``), which the page's script puts in, so that a chart follows
light and dark as everything else does. Every chart stands beside a table with the same numbers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from entente.analysis import Alignments, Point, Series, Shift
from entente.records import Event
from entente.web.names import QUADS, side_name

HEIGHT = 300
PARTNERS = 6
COOPERATIVE = (1, 2)

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart for a page: ``json`` is its specification, ``label`` says what it shows to those who cannot see it."""

    json: str
    label: str


def realignment(found: Alignments, shifts: Sequence[Shift], *, balance: bool = True) -> Chart:
    """A line a partner with its interval as a band, and a rule at every turn."""
    rows: list[Row] = [
        {
            "partner": side_name(one.partner),
            "day": point.begin.isoformat(),
            "period": point.period,
            "value": point.balance if balance else point.mean,
            "low": interval.low if interval else None,
            "high": interval.high if interval else None,
            "events": point.count,
        }
        for one in found.partners
        for point in one.points
        for interval in [point.balance_interval if balance else point.mean_interval]
    ]
    people = [side_name(one.partner) for one in found.partners]
    title = "sum of scores since the beginning" if balance else f"mean score over {found.window} {found.period.value}s"
    # Parameters let a reader follow one line among many by its name in the legend.
    chosen = alt.selection_point(fields=["partner"], bind="legend")
    base = alt.Chart(_data(rows)).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, tickCount=8, grid=False)),
        color=alt.Color(
            "partner:N",
            title=None,
            sort=people,
            legend=alt.Legend(symbolType="circle", symbolOpacity=1, labelLimit=220),
            scale=alt.Scale(domain=people, range=[f"var(--p{n + 1})" for n in range(len(people))]),
        ),
    )
    # Six bands at once would hide the lines: one stands out when its name is chosen.
    faint = alt.when(chosen, empty=False).then(alt.value(0.2)).otherwise(alt.value(0.04))
    band = base.mark_area().encode(y=alt.Y("low:Q", title=title), y2="high:Q", opacity=faint)
    line = (
        base.mark_line(strokeWidth=2.25, point={"size": 36, "filled": True}, interpolate="monotone")
        .encode(
            y=alt.Y("value:Q", title=title),
            opacity=alt.condition(chosen, alt.value(1), alt.value(0.15)),
            tooltip=["partner:N", "period:N", alt.Tooltip("value:Q", format="+.1f", title="score"), "events:Q"],
        )
        .add_params(chosen)
    )
    zero = alt.Chart(_data([{"zero": 0}])).mark_rule(color="var(--rule)").encode(y="zero:Q")
    layers: list[Any] = [zero, band, line]
    if shifts:
        turns = [{"day": (s.day or s.begin).isoformat(), "what": f"{side_name(s.b)} {s.kind.value}"} for s in shifts]
        layers.insert(
            0,
            alt.Chart(_data(turns))
            .mark_rule(color="var(--muted)", strokeDash=[3, 3])
            .encode(x="day:T", tooltip=["what:N", "day:T"]),
        )
    return _chart(alt.layer(*layers), f"{side_name(found.state)} towards {', '.join(people)}: {title}", legend=True)


def quads(series: Series, *, per_hundred: bool = False) -> Chart:
    """Events a period by quad class: cooperation above the line, conflict below."""
    rows: list[Row] = [row for point in series.points for row in _stacked(point, per_hundred)]
    title = "events per 100 articles" if per_hundred else "events"
    bars = (
        alt.Chart(_data(rows))
        .mark_bar(binSpacing=1)
        .encode(
            x=_time(),
            x2="next:T",
            y=alt.Y("low:Q", title=f"conflict ◂ {title} ▸ cooperation", axis=alt.Axis(format="~s")),
            y2="high:Q",
            color=_quad_colour(),
            tooltip=["period:N", "quad:N", "events:Q"],
        )
    )
    label = f"{side_name(series.a)} and {side_name(series.b)}: {title} by {series.period.value} and quad class"
    return _chart(alt.layer(bars, _zero(series)), label, height=220, legend=True)


def _stacked(point: Point, per_hundred: bool) -> list[Row]:
    """The bars of one period: words next to the line, deeds beyond them, cooperation above and conflict below."""
    counts = (
        point.quads.verbal_cooperation, point.quads.material_cooperation,
        point.quads.verbal_conflict, point.quads.material_conflict,
    )  # fmt: skip
    rows: list[Row] = []
    reached = {1: 0.0, -1: 0.0}
    for quad, count in enumerate(counts, start=1):
        value = point.per_hundred(count) if per_hundred else float(count)
        sign = 1 if quad in COOPERATIVE else -1
        if value:
            rows.append(
                {
                    "day": point.begin.isoformat(), "next": point.end.isoformat(), "period": point.period,
                    "quad": QUADS[quad], "events": count,
                    "low": sign * reached[sign], "high": sign * (reached[sign] + value),
                }
            )  # fmt: skip
            reached[sign] += value
    return rows


def timeline(events: Sequence[Event], href: Callable[[Event], str], about: str, within: Series) -> Chart:
    """Each event a point at its day and score, which leads to its page, over the time of a series."""
    rows: list[Row] = [
        {
            "day": (event.date or event.enddate or event.reported).isoformat(),  # type: ignore[union-attr]
            "score": event.event_scale,
            "quad": QUADS[event.quad_code],
            "type": event.event[0].lower(),
            "told": event.evidence[0].text[:140],
            "href": href(event),
        }
        for event in events
        if event.date or event.enddate or event.reported
    ]
    points = (
        alt.Chart(_data(rows))
        .mark_circle(size=70, opacity=0.85, cursor="pointer")
        .encode(
            x=_time(),
            y=alt.Y("score:Q", title="score of each event", scale=alt.Scale(domain=[-10, 10])),
            color=_quad_colour(legend=False),
            href="href:N",
            tooltip=["day:T", "type:N", "told:N"],
        )
    )
    return _chart(alt.layer(_zero(within), points), f"Events of {about} by day and score", height=200)


def _time() -> alt.X:
    return alt.X("day:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, tickCount=8, grid=False))


def _zero(series: Series) -> Any:  # noqa: ANN401 - Altair leaves it untyped
    """The line between cooperation and conflict, over the whole time of a series, so that its charts share an axis."""
    ends = [(series.points[0].begin.isoformat(), series.points[-1].end.isoformat())] if series.points else []
    rows = [{"zero": 0, "day": begin, "next": end} for begin, end in ends]
    return alt.Chart(_data(rows)).mark_rule(color="var(--rule)").encode(x=_time(), x2="next:T", y="zero:Q")


def _quad_colour(*, legend: bool = True) -> alt.Color:
    return alt.Color(
        "quad:N",
        title=None,
        sort=list(QUADS.values()),
        scale=alt.Scale(domain=list(QUADS.values()), range=[f"var(--q{n})" for n in QUADS]),
        legend=alt.Legend() if legend else None,
    )


def _data(rows: Sequence[Row]) -> Any:  # noqa: ANN401 - Altair leaves it untyped
    return alt.Data(values=rows)  # type: ignore[no-untyped-call, unused-ignore]


def _chart(chart: Any, label: str, *, height: int = HEIGHT, legend: bool = False) -> Chart:  # noqa: ANN401 - a layered chart
    sized = chart.properties(width="container", height=height, description=label)
    sized = sized.configure_legend(orient="top", columns=2 if legend else 1)
    return Chart(json=sized.to_json(indent=None), label=label)


_LOCK = threading.Lock()


def scripts() -> bytes:
    """Vega, Vega-Lite and vega-embed as one script, out of vl-convert-python; made once, which takes a second."""
    with _LOCK:
        return _scripts()


@lru_cache(maxsize=1)
def _scripts() -> bytes:
    import vl_convert

    # Its type stub says that a snippet is needed; without one, the whole is given.
    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg, unused-ignore]
    return str(bundle).encode()
