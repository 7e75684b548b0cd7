"""Answers of a record as JSON Lines, as CSV and as a table for people.

JSON Lines are the whole objects, the same as ``entente read`` prints. CSV and the table have one line an object, with
the columns that are named here.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import msgspec

from entente.records import Commitment, Entity, Event, Party
from entente.store.queries import KeptDocument
from entente.store.summaries import ActorLine, CoverageLine

if TYPE_CHECKING:
    from rich.console import Console

Answer = Event | Commitment | KeptDocument | ActorLine | CoverageLine

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
    return "; ".join(e.identifier_text or e.entity_text for e in entities)


def _sentence(event: Event) -> str | None:
    return " ".join(event.evidence[0].text.split()) if event.evidence else None


EVENT_COLUMNS = (
    Column(name="date", value=lambda e: e.date, in_table=True),
    Column(name="enddate", value=lambda e: e.enddate),
    Column(name="type", value=lambda e: "; ".join(e.event), in_table=True),
    Column(name="mode", value=lambda e: "; ".join(e.mode), in_table=True),
    Column(name="actor", value=lambda e: _codes(e.actor), in_table=True),
    Column(name="actor_name", value=lambda e: _names(e.actor)),
    Column(name="recipient", value=lambda e: _codes(e.recipient), in_table=True),
    Column(name="recipient_name", value=lambda e: _names(e.recipient)),
    Column(name="place", value=lambda e: (e.event_loc.name or e.event_loc.text) if e.event_loc else None),
    Column(name="country", value=lambda e: e.event_loc.country if e.event_loc else None),
    Column(name="quad_code", value=lambda e: e.quad_code),
    Column(name="event_scale", value=lambda e: e.event_scale),
    Column(name="modality", value=lambda e: e.modality.value, in_table=True),
    Column(name="confidence", value=lambda e: e.confidence, in_table=True),
    Column(name="reported", value=lambda e: e.reported),
    Column(name="document", value=lambda e: "; ".join(dict.fromkeys(x.document for x in e.evidence))),
    Column(name="sentence", value=_sentence, in_table=True),
    Column(name="id", value=lambda e: e.id),
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


def show_table(answers: Iterable[Answer], columns: Sequence[Column], console: Console) -> int:
    """A table for people; how many lines it has."""
    from rich.table import Table
    from rich.text import Text

    shown = [column for column in columns if column.in_table]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in shown:
        table.add_column(
            column.name.replace("_", " "), overflow="ellipsis", no_wrap=column.name in ("date", "due", "id")
        )
    for answer in answers:
        values = (column.value(answer) for column in shown)
        # Text, not markup: a headline may hold square brackets.
        table.add_row(*(Text("" if value is None else str(value)) for value in values))
    if table.row_count:
        console.print(table)
    return table.row_count
