"""Answers of a record as JSON Lines, as CSV, as Parquet and as a table for people.

JSON Lines are the whole objects, the same as ``entente read`` prints. The others have one line an object, with the
columns that are named here.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import msgspec

from entente.extras import needed
from entente.records import Commitment, Contradiction, Entity, Event, Party
from entente.store.judging import Kept
from entente.store.queries import KeptDocument
from entente.store.summaries import ActorLine, CoverageLine

if TYPE_CHECKING:
    from rich.console import Console

Answer = Event | Commitment | Contradiction | Kept | KeptDocument | ActorLine | CoverageLine

WIDE = frozenset({"title", "sentence", "values"})
WHOLE = frozenset({"type", "status", "outcome", "modality", "id", "about"})
WHOLE |= frozenset({"date", "due", "published", "first", "last", "made"})
"""Columns of short words that say nothing when cut, and of ids, which other commands take."""
NARROW, NARROWEST = 26, 12
"""Columns of names and codes are cut to the one, or in a small window to the other, so that sentences have room."""
SHORTEST = 20
GAP = 2

_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of CSV; ``in_table`` says whether the table for people has it too."""

    name: str
    value: Callable[[Any], object]
    in_table: bool = False


def _codes(entities: Sequence[Entity | Party]) -> str:
    return "; ".join("/".join(x for x in (e.code or "?", e.sector) if x) for e in entities)


def _names(entities: Sequence[Entity | Party]) -> str:
    return "; ".join(e.name for e in entities)


def _sentence(event: Event) -> str | None:
    return " ".join(event.evidence[0].text.split()) if event.evidence else None


EVENT_COLUMNS = (
    Column(name="date", value=lambda e: e.date, in_table=True),
    Column(name="enddate", value=lambda e: e.enddate),
    Column(name="type", value=lambda e: "; ".join(e.event), in_table=True),
    Column(name="mode", value=lambda e: "; ".join(e.mode)),
    Column(name="actor", value=lambda e: _codes(e.actor), in_table=True),
    Column(name="actor_name", value=lambda e: _names(e.actor)),
    Column(name="recipient", value=lambda e: _codes(e.recipient), in_table=True),
    Column(name="recipient_name", value=lambda e: _names(e.recipient)),
    Column(name="place", value=lambda e: (e.event_loc.name or e.event_loc.text) if e.event_loc else None),
    Column(name="country", value=lambda e: e.event_loc.country if e.event_loc else None),
    Column(name="quad_code", value=lambda e: e.quad_code),
    Column(name="event_scale", value=lambda e: e.event_scale),
    Column(name="modality", value=lambda e: e.modality.value, in_table=True),
    Column(name="confidence", value=lambda e: e.confidence),
    Column(name="reported", value=lambda e: e.reported),
    Column(name="reports", value=lambda e: len({x.document for x in e.evidence}), in_table=True),
    Column(name="document", value=lambda e: "; ".join(dict.fromkeys(x.document for x in e.evidence))),
    Column(name="sentence", value=_sentence, in_table=True),
    Column(name="id", value=lambda e: e.id, in_table=True),
)

COMMITMENT_COLUMNS = (
    Column(name="due", value=lambda c: c.due, in_table=True),
    Column(name="due_text", value=lambda c: c.due_text),
    Column(name="type", value=lambda c: c.type.value, in_table=True),
    Column(name="title", value=lambda c: c.title, in_table=True),
    Column(name="parties", value=lambda c: _codes(c.parties), in_table=True),
    Column(name="roles", value=lambda c: "; ".join(p.role.value for p in c.parties)),
    Column(name="party_names", value=lambda c: _names(c.parties)),
    Column(name="status", value=lambda c: c.status.value, in_table=True),
    Column(name="outcome", value=lambda c: c.outcome.value, in_table=True),
    Column(name="events", value=lambda c: "; ".join(c.events)),
    Column(name="id", value=lambda c: c.id),
)


def _values(found: Contradiction) -> str:
    return " | ".join(f"{c.value} ({', '.join(c.outlets)})" if c.outlets else c.value for c in found.values)


CONTRADICTION_COLUMNS = (
    Column(name="about", value=lambda c: c.about, in_table=True),
    Column(name="field", value=lambda c: c.field, in_table=True),
    Column(name="values", value=_values, in_table=True),
    Column(name="preferred", value=lambda c: c.preferred, in_table=True),
    Column(name="reason", value=lambda c: c.reason, in_table=True),
    Column(
        name="documents", value=lambda c: "; ".join(dict.fromkeys(e.document for v in c.values for e in v.evidence))
    ),
    Column(name="id", value=lambda c: c.id),
)

JUDGEMENT_COLUMNS = (
    Column(name="number", value=lambda k: k.number, in_table=True),
    Column(name="ruling", value=lambda k: k.judgement.ruling.value, in_table=True),
    Column(name="first", value=lambda k: k.judgement.first, in_table=True),
    Column(name="second", value=lambda k: k.judgement.second, in_table=True),
    Column(name="field", value=lambda k: k.judgement.field, in_table=True),
    Column(name="value", value=lambda k: k.judgement.value, in_table=True),
    Column(name="by", value=lambda k: k.judgement.who, in_table=True),
    Column(name="made", value=lambda k: k.judgement.when, in_table=True),
    Column(name="note", value=lambda k: k.judgement.why, in_table=True),
    Column(name="is_found", value=lambda k: k.is_found),
    Column(name="withdrawn_by", value=lambda k: k.withdrawn_by),
    Column(name="withdrawn", value=lambda k: k.withdrawn),
)

DOCUMENT_COLUMNS = (
    Column(name="published", value=lambda d: d.document.published, in_table=True),
    Column(name="published_source", value=lambda d: d.document.published_source.value),
    Column(name="outlet", value=lambda d: d.document.outlet, in_table=True),
    Column(name="title", value=lambda d: d.document.title, in_table=True),
    Column(name="key", value=lambda d: d.document.key, in_table=True),
    Column(name="url", value=lambda d: d.document.url),
    Column(name="language", value=lambda d: d.document.language),
    Column(name="sentences", value=lambda d: d.document.sentences, in_table=True),
    Column(name="superseded_by", value=lambda d: "; ".join(d.superseded_by)),
    Column(name="id", value=lambda d: d.document.id, in_table=True),
)

ACTOR_COLUMNS = (
    Column(name="code", value=lambda a: a.code, in_table=True),
    Column(name="sector", value=lambda a: a.sector, in_table=True),
    Column(name="name", value=lambda a: a.name, in_table=True),
    Column(name="identifier_id", value=lambda a: a.identifier_id),
    Column(name="as_actor", value=lambda a: a.as_actor, in_table=True),
    Column(name="as_recipient", value=lambda a: a.as_recipient, in_table=True),
    Column(name="first", value=lambda a: a.first, in_table=True),
    Column(name="last", value=lambda a: a.last, in_table=True),
)

COVERAGE_COLUMNS = (
    Column(name="outlet", value=lambda c: c.outlet, in_table=True),
    Column(name="period", value=lambda c: c.period, in_table=True),
    Column(name="articles", value=lambda c: c.articles, in_table=True),
    Column(name="coded", value=lambda c: c.coded, in_table=True),
)


def write_jsonl(answers: Iterable[Answer], stream: IO[str]) -> None:
    """One object a line."""
    for answer in answers:
        whole = answer.document if isinstance(answer, KeptDocument) else answer
        stream.write(_ENCODER.encode(whole).decode() + "\n")


def write_csv(answers: Iterable[Answer], columns: Sequence[Column], stream: IO[str]) -> None:
    """One line an object under a line of names; what is not known is empty."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for answer in answers:
        writer.writerow([column.value(answer) for column in columns])


def write_parquet(answers: Iterable[Answer], columns: Sequence[Column], stream: IO[bytes]) -> None:
    """One row an object; days are dates and numbers are numbers. Raises UsageError where pyarrow is not installed."""
    pa, pq = (needed(name, "Parquet needs", "frames") for name in ("pyarrow", "pyarrow.parquet"))
    rows = [[column.value(answer) for column in columns] for answer in answers]
    table = pa.table(
        {column.name: pa.array([row[n] for row in rows], _arrow_type(pa, rows, n)) for n, column in enumerate(columns)}
    )
    pq.write_table(table, stream)


def _arrow_type(pa: Any, rows: Sequence[Sequence[object]], number: int) -> object:  # noqa: ANN401 - pyarrow has no types
    """The type of a column by its first value; text where there is none."""
    value = next((row[number] for row in rows if row[number] is not None), "")
    kinds = ((bool, pa.bool_()), (int, pa.int64()), (float, pa.float64()), (dt.date, pa.date32()))
    return next((arrow for kind, arrow in kinds if isinstance(value, kind)), pa.string())


def show_table(answers: Iterable[Answer], columns: Sequence[Column], console: Console) -> int:
    """A table for people; how many lines it has."""
    from rich.table import Table
    from rich.text import Text

    shown = [column for column in columns if column.in_table]
    rows = [["" if (value := column.value(answer)) is None else str(value) for column in shown] for answer in answers]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, width in zip(shown, _widths(shown, rows, console.width), strict=True):
        table.add_column(column.name.replace("_", " "), overflow="ellipsis", no_wrap=True, width=width)
    for row in rows:
        # Text, not markup: a headline may hold square brackets.
        table.add_row(*map(Text, row))
    if table.row_count:
        console.print(table)
    return table.row_count


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """How many characters each column gets: short words whole, names cut, long texts what is left, in equal parts."""
    needs = [max(len(x) for x in (column.name, *cells)) for column, *cells in zip(columns, *rows, strict=True)]
    wide = sorted((need, i) for i, need in enumerate(needs) if columns[i].name in WIDE)
    for narrow in (NARROW, NARROWEST):
        widths = [n if c.name in WHOLE else min(n, narrow) for c, n in zip(columns, needs, strict=True)]
        left = (
            room - GAP * (len(columns) - 1) - sum(w for w, c in zip(widths, columns, strict=True) if c.name not in WIDE)
        )
        if left >= SHORTEST * len(wide):
            break
    for number, (need, i) in enumerate(wide):
        widths[i] = min(need, max(SHORTEST, left // (len(wide) - number)))
        left -= widths[i]
    return widths
