"""``relations`` and ``shifts``: how two states deal with each other, and where that turned."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entente.commands.shared import DAY, FILE, console, guarded
from entente.commands.store import FORMATS, Names, as_of_option, store_option
from entente.errors import UsageError
from entente.extras import needed
from entente.records import Modality

if TYPE_CHECKING:
    from entente.analysis import Act, Side
    from entente.analysis.rows import Row
    from entente.store import Store

Command = Callable[..., Any]
"""What click makes a command of; each has options of its own."""

WHOSE = ("country", "state")


def register(group: click.Group) -> None:
    """Add the commands to ``group``."""
    for command in (relations, shifts):
        group.add_command(command)


def _analysis_options(period: str) -> Callable[[Command], Command]:
    """The options that both commands take; ``period`` is the default one."""

    def decorate(command: Command) -> Command:
        for option in (
            click.option("-o", "--output", type=FILE, help="Write to this file instead of standard output."),
            click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True),
            as_of_option,
            store_option,
            click.option("--per-hundred", is_flag=True, help="Count per hundred articles read in the period."),
            click.option(
                "--dated-by",
                "clock",
                type=click.Choice(["best", "event", "reported"]),
                default="best",
                show_default=True,
                help="What places an event in time: its own day, that of its first report, or its own, else the report's.",
            ),
            click.option(
                "--whose",
                type=click.Choice(WHOSE),
                default="country",
                show_default=True,
                help="Whose acts count: those of everybody in a country but its opposition, or of bodies of the state.",
            ),
            click.option(
                "--modality",
                "modalities",
                type=Names([m.value for m in Modality], everything=True),
                default="actual",
                show_default=True,
                help="How certain the act is; or all.",
            ),
            click.option("--to", "end", type=DAY, help="Last day, widened to whole periods."),
            click.option("--from", "begin", type=DAY, help="First day, widened to whole periods."),
            click.option(
                "--period", type=click.Choice(["week", "month", "quarter"]), default=period, show_default=True
            ),
        ):
            command = option(command)
        return command

    return decorate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options that both commands take."""

    period: str
    begin: dt.date | None
    end: dt.date | None
    modalities: tuple[str, ...]
    whose: str
    clock: str
    per_hundred: bool
    address: str
    as_of: dt.date | None
    form: str
    output: Path | None


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--directed", is_flag=True, help="Only what A does to B, and what they do together.")
@_analysis_options("month")
def relations(a: str, b: str, directed: bool, **options: Any) -> None:  # noqa: ANN401 - the options of _analysis_options
    """Show how A and B deal with each other, period by period.

    A and B are codes (NER), a country's opposition (MLI/REB), or names (Niger, ECOWAS). Counts go by quad, cooperation
    and conflict apart, each event once; scores are PLOVER's. Every line of jsonl, csv and parquet has its events' ids.
    """
    asked = _Asked(**options)
    guarded(lambda: _relations(a, b, directed, asked))


@click.command()
@click.argument("state", metavar="STATE")
@click.option("--towards", "partners", multiple=True, metavar="B", help="Only towards B; may be given again.")
@click.option("--around", type=DAY, help="Instead of looking for turns, compare before this day and from it on.")
@click.option("--days", type=click.IntRange(1), default=90, show_default=True, help="How long, with --around.")
@click.option(
    "--measure",
    type=click.Choice(["both", "score", "cooperation", "conflict"]),
    default="both",
    show_default=True,
    help="What is followed: cooperative and conflictual scores side by side, their sum, or counts of either.",
)
@click.option(
    "--strictness", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True, help="More finds fewer."
)
@click.option("--limit", type=click.IntRange(1), default=12, show_default=True, help="So many partners.")
@_analysis_options("week")
def shifts(
    state: str,
    partners: tuple[str, ...],
    around: dt.date | None,
    days: int,
    measure: str,
    strictness: float,
    limit: int,
    **options: Any,  # noqa: ANN401 - the options of _analysis_options
) -> None:
    """Show where STATE turned towards its partners, and on which events.

    Change points by PELT; the documentation says with which penalty. --around DAY gives a table of before and after.
    """
    asked = _Asked(**options)
    if around is not None:
        guarded(lambda: _around(state, partners, around, days, limit, asked))
    else:
        guarded(lambda: _turns(state, partners, measure, strictness, limit, asked))


def _relations(a: str, b: str, directed: bool, asked: _Asked) -> None:
    from entente.analysis import Clock, Period, dyad_series
    from entente.analysis.rows import SERIES_COLUMNS, series_rows

    one, other = _side(a), _side(b)
    if one == other:
        raise UsageError(f"{a} and {b} are the same side, {one}")
    period = Period(asked.period)
    with _opened(asked) as store:
        acts = _acts(store, asked)
        coverage = store.coverage(period=period, as_of=asked.as_of)
    series = dyad_series(
        acts, one, other, period=period, coverage=coverage, begin=asked.begin, end=asked.end, directed=directed,
        clock=Clock(asked.clock),
    )  # fmt: skip
    shown = ["period", "count", "cooperation", "conflict", "score_sum", "score_mean", "articles"]
    if asked.per_hundred:
        shown[1:6] = ["count_per_hundred", "cooperation_per_hundred", "conflict_per_hundred", "score_sum_per_hundred"]
    _write(series_rows(series), SERIES_COLUMNS, shown, asked)
    if not series.count:
        click.echo(f"entente: no event between {one} and {other} found", err=True)
    if series.undated:
        click.echo(f"entente: {len(series.undated)} more that no {asked.period} can be told for", err=True)


def _turns(state: str, partners: Sequence[str], measure: str, strictness: float, limit: int, asked: _Asked) -> None:
    from entente.analysis import Clock, Measure, Period, shifts_of
    from entente.analysis.rows import SHIFT_COLUMNS, shift_rows

    side, period = _side(state), Period(asked.period)
    with _opened(asked) as store:
        acts = _acts(store, asked)
        coverage = store.coverage(period=period, as_of=asked.as_of)
    turns = shifts_of(
        acts, side, [_side(partner) for partner in partners] or None, period=period, measure=Measure(measure),
        coverage=coverage, per_hundred=asked.per_hundred, begin=asked.begin, end=asked.end, clock=Clock(asked.clock),
        strictness=strictness, limit=limit,
    )  # fmt: skip
    _write(shift_rows(turns.shifts), SHIFT_COLUMNS, ["begin", "b", "kind", "before", "after", "day", "events"], asked)
    if turns.too_short:
        names = ", ".join(str(partner) for partner in turns.too_short)
        click.echo(f"entente: fewer than eight {asked.period}s were read, too few to find a turn: {names}", err=True)
    if not turns.shifts:
        click.echo(f"entente: no turn of {side} found", err=True)


def _around(state: str, partners: Sequence[str], day: dt.date, days: int, limit: int, asked: _Asked) -> None:
    from entente.analysis import Clock, Period, before_after
    from entente.analysis.rows import BEFORE_AFTER_COLUMNS, before_after_rows

    with _opened(asked) as store:
        acts = _acts(store, asked)
        coverage = store.coverage(period=Period.DAY, as_of=asked.as_of)
    found = before_after(
        acts, _side(state), day, [_side(partner) for partner in partners] or None, days=days, coverage=coverage,
        clock=Clock(asked.clock), limit=limit,
    )  # fmt: skip
    shown = [
        "partner",
        "before_count",
        "after_count",
        "before_mean",
        "after_mean",
        "change",
        "change_low",
        "change_high",
    ]
    _write(before_after_rows(found), BEFORE_AFTER_COLUMNS, shown, asked)
    if not found:
        click.echo(f"entente: no event of {state} in {days} days before {day} or from it on", err=True)


def _opened(asked: _Asked) -> Store:
    from entente.store import open_store

    return open_store(asked.address, create=False)


def _acts(store: Store, asked: _Asked) -> list[Act]:
    from entente.analysis import Scope, acts_of
    from entente.store import EventFilter

    modalities = tuple(Modality(name) for name in asked.modalities)
    told = store.events(EventFilter(modalities=modalities), as_of=asked.as_of)
    return acts_of(told, modalities=modalities, scope=Scope(asked.whose))


def _side(text: str) -> Side:
    """A side by its code, or by a name that the resolver knows. Raises UsageError for what neither can be."""
    from entente.analysis import read_side, side_of
    from entente.commands import tables
    from entente.records import Entity
    from entente.resolving.actors import ActorResolver

    try:
        return read_side(text)
    except UsageError:
        found = ActorResolver.load(tables.own_table(None, tables.OWN_ACTORS)).resolve(text)
    side = side_of(
        Entity(
            entity_text=text,
            span=(0, len(text)),
            code=found.code,
            sector=found.sector,
            identifier_id=found.identifier_id,
            identifier_text=found.identifier_text,
        )
    )
    if side is None:
        raise UsageError(
            f"{text!r} is no state or body that is known; write a code such as NER, NER/REB or its full name"
        )
    return side


def _write(rows: Sequence[Row], columns: Mapping[str, str], shown: Sequence[str], asked: _Asked) -> None:
    """Rows in the form that was asked for, on standard output or into a file."""
    if asked.form == "table" and asked.output is None:
        _show(rows, shown)
        return
    content = _content(rows, columns, asked.form)
    if asked.output is None:
        if asked.form == "parquet" and sys.stdout.isatty():
            raise UsageError("Parquet is no text; give a file with -o")
        click.echo(content, nl=False)
        return
    try:
        asked.output.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{asked.output}: cannot be written: {error.strerror}") from error


def _content(rows: Sequence[Row], columns: Mapping[str, str], form: str) -> bytes:
    from entente.export.jsonl import json_line

    if form == "jsonl":
        return "".join(json_line(row) + "\n" for row in rows).encode()
    if form == "parquet":
        return _parquet(rows, columns)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def _parquet(rows: Sequence[Row], columns: Mapping[str, str]) -> bytes:
    from entente.analysis.frames import frame

    needed("pyarrow", "Parquet needs", "frames")
    content: bytes = frame(rows, columns).to_parquet(index=False)
    return content


def _show(rows: Sequence[Row], shown: Sequence[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in shown:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_word(row[name])) for name in shown))
    if table.row_count:
        console().print(table)


def _word(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
