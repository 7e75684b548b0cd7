"""How records and results show themselves in a notebook: plain HTML tables, every word from a text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from entente.records import Commitment, Entity, Event, Party

if TYPE_CHECKING:
    from entente.analysis.alignment import Alignments
    from entente.analysis.series import Series
    from entente.analysis.shifts import Turns
    from entente.api import Record

SHOWN = 20
"""Lines of a table before it is cut, with a word on how many there are."""


def table(columns: Sequence[str], lines: Iterable[Sequence[object]], *, caption: str, more: int = 0) -> str:
    """An HTML table; what is None is empty, and everything is escaped."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(_cell(value) for value in line)}</tr>" for line in lines)
    rest = f"<p>… and {more} more</p>" if more > 0 else ""
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"
    )


def event_html(event: Event) -> str:
    """One event with its sentences."""
    what = "/".join([*event.event, *event.mode])
    facts = [_days(event), event.modality.value, f"confidence {event.confidence:.2f}"]
    sentences = "".join(f"<blockquote>{escape(' '.join(e.text.split()))}</blockquote>" for e in event.evidence)
    who = f"{_names(event.actor) or '(nobody named)'} <b>{escape(what)}</b> {_names(event.recipient)}"
    return f"<div><p>{who}<br><small>{escape(' · '.join(f for f in facts if f))}</small></p>{sentences}</div>"


def record_html(record: Record) -> str:
    """What was read, in numbers, and its first events and commitments."""
    counts = (
        f"{len(record.documents)} documents, {len(record.events)} events, {len(record.commitments)} commitments"
        + (f", {len(record.unreadable)} that could not be read" if record.unreadable else "")
    )
    parts = [f"<p><b>Entente record</b>: {counts}</p>"]
    if record.events:
        parts.append(events_html(record.events))
    if record.commitments:
        parts.append(commitments_html(record.commitments))
    return "".join(parts)


def events_html(events: Sequence[Event]) -> str:
    """The first events as a table."""
    lines = [
        (_days(e), "/".join([*e.event, *e.mode]), _plain(e.actor), _plain(e.recipient), f"{e.confidence:.2f}", _told(e))
        for e in events[:SHOWN]
    ]
    columns = ("when", "event", "actor", "recipient", "confidence", "sentence")
    return table(columns, lines, caption="Events", more=len(events) - SHOWN)


def commitments_html(commitments: Sequence[Commitment]) -> str:
    """The first commitments as a table."""
    lines = [
        (c.due, c.type.value.replace("_", " "), c.title, _plain(c.parties), c.status.value, c.outcome.value)
        for c in commitments[:SHOWN]
    ]
    columns = ("due", "type", "title", "parties", "status", "outcome")
    return table(columns, lines, caption="Commitments", more=len(commitments) - SHOWN)


def series_html(series: Series) -> str:
    """A dyad's series as a table."""
    lines = [
        (p.period, p.count, p.tally.cooperation, p.tally.conflict, _number(p.tally.score_sum), p.articles)
        for p in series.points
    ]
    columns = ("period", "events", "cooperation", "conflict", "score", "articles")
    return table(columns, lines, caption=f"{series.a} and {series.b}; {len(series.undated)} events without a day")


def alignment_html(found: Alignments) -> str:
    """The last point of each partner as a table."""
    last = [one.points[-1] for one in found.partners if one.points]
    lines = [
        (one.partner.label, sum(p.count for p in one.points), _number(point.balance))
        for one, point in zip((x for x in found.partners if x.points), last, strict=True)
    ]
    return table(("partner", "events", "balance"), lines, caption=f"{found.state} towards its partners")


def shifts_html(turns: Turns) -> str:
    """Turns as a table."""
    lines = [
        (s.begin, s.day, s.b.label, s.kind.value, s.before.mean, s.after.mean, len(s.events)) for s in turns.shifts
    ]
    columns = ("from", "made on", "partner", "turn", "before", "after", "events")
    return table(columns, lines, caption=f"Turns of {turns.state}")


def _cell(value: object) -> str:
    return f"<td>{'' if value is None else escape(str(value))}</td>"


def _days(event: Event) -> str:
    first, last = event.date, event.enddate
    return "" if first is None else str(first) if last in (None, first) else f"{first} to {last}"


def _plain(entities: Sequence[Entity | Party]) -> str:
    return "; ".join(f"{e.name} [{e.code or '?'}]" for e in entities)


def _names(entities: Sequence[Entity | Party]) -> str:
    return escape(_plain(entities))


def _told(event: Event) -> str:
    return " ".join(event.evidence[0].text.split()) if event.evidence else ""


def _number(value: float) -> str:
    return f"{value:+.1f}"
