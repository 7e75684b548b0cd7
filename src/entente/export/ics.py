"""iCalendar (RFC 5545): an all-day entry for the due date of each commitment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from entente.export.manifest import counted, manifest_json
from entente.export.selection import Request, Selection, Written, plain
from entente.records import Commitment

FOLD_AT = 75
"""Octets of a line, without its end."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write(request: Request) -> Written:
    """The deadlines as a calendar; a commitment without a due date is left out, and counted."""
    chosen = request.selection
    due = [c for c in chosen.commitments if c.due is not None]
    left_out = len(chosen.commitments) - len(due)
    counts = {"commitments": len(due), "without_due_date": left_out}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Entente//{request.manifest.software}//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Commitments",
        f"X-ENTENTE-MANIFEST:{_text(manifest_json(counted(request.manifest, counts)))}",
    ]
    for commitment in due:
        lines += _entry(commitment, chosen)
    lines.append("END:VCALENDAR")
    warnings = () if due else ("no commitment has a due date; the calendar is empty",)
    return Written(data="".join(f"{fold(line)}\r\n" for line in lines).encode(), counts=counts, warnings=warnings)


def fold(line: str) -> str:
    """``line`` folded to 75 octets, never within a character."""
    parts: list[str] = []
    part, size = "", 0
    for c in line:
        octets = len(c.encode())
        if size + octets > FOLD_AT:
            parts.append(part)
            # The space that a continued line begins with counts too.
            part, size = "", 1
        part, size = part + c, size + octets
    return "\r\n ".join([*parts, part])


def _entry(commitment: Commitment, chosen: Selection) -> Iterator[str]:
    assert commitment.due is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{commitment.id}@entente"
    yield f"DTSTAMP:{_stamp(commitment, chosen)}"
    yield f"DTSTART;VALUE=DATE:{commitment.due.year:04}{commitment.due:%m%d}"
    yield f"SUMMARY:{_text('Due: ' + commitment.title)}"
    yield f"DESCRIPTION:{_text(_description(commitment, chosen))}"
    yield f"CATEGORIES:{_text(commitment.type.value)},{_text(commitment.outcome.value)}"
    if (url := _url(commitment, chosen)) is not None:
        yield f"URL:{url}"
    # A deadline takes nobody's day.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _stamp(commitment: Commitment, chosen: Selection) -> str:
    """The day on which it was last told, so that the same record gives the same file; else its due date."""
    days = [d.published for name in _told_in(commitment) if (d := chosen.documents.get(name)) and d.published]
    day: dt.date | None = max(days, default=commitment.due)
    assert day is not None
    return f"{day.year:04}{day:%m%d}T000000Z"


def _description(commitment: Commitment, chosen: Selection) -> str:
    parties = "; ".join(f"{p.name} ({p.role.value})" for p in commitment.parties)
    kind, status = (str(x.value).replace("_", " ") for x in (commitment.type, commitment.status))
    lines = [
        f"{kind}, {status}; outcome {commitment.outcome.value}",
        f"Term: {plain(commitment.due_text)}" if commitment.due_text else "",
        f"Parties: {plain(parties)}" if parties else "",
    ]
    for line in commitment.evidence:
        told = chosen.documents.get(line.document)
        about = ", ".join(str(x) for x in (told.outlet, told.title, told.published) if x) if told else line.document
        words = f": {plain(line.text)}" if line.text else ""
        lines.append(f"{plain(about)} ({line.document} {line.start}-{line.end}){words}")
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _told_in(commitment: Commitment) -> dict[str, None]:
    return dict.fromkeys(line.document for line in commitment.evidence)


def _url(commitment: Commitment, chosen: Selection) -> str | None:
    for name in _told_in(commitment):
        told = chosen.documents.get(name)
        if (
            told is not None
            and told.url
            and told.url.startswith(("http://", "https://"))
            and plain(told.url) == told.url
        ):
            return told.url
    return None


def _text(value: str) -> str:
    return "\n".join(plain(line) for line in value.split("\n")).translate(_ESCAPES)
