"""Derive the ids of a record again from its content.

Ids are digests. An event's and a commitment's hold the place of the verb that first tells it, which the record does not
keep, but which lies in a sentence that it does: so every place there is tried. A digest of 64 bits does not come out by
chance.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from entente.consolidating.identity import content_id
from entente.ingest.documents import document_id
from entente.records import Commitment, Document, Event, PublishedSource, Span

MOST_WORDS = 5
LONGEST = 80
"""Words, then characters, that a verb with what belongs to it may be long."""

DAYS_AROUND = 3660
"""Days on either side of a given day of publication among which the document's own is looked for."""

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def is_derivable(document: Document) -> bool:
    """Whether the id of a document comes out of its text, title, day, URL, outlet and key.

    Where the day was given (``--date``), the id rests on the day that the document itself names, or on none.
    """
    return any(
        document.id
        == document_id(
            text=document.text,
            title=document.title,
            published=day,
            url=document.url,
            outlet=document.outlet,
            own_id=own_id,
        )
        for day in _own_days(document)
        for own_id in (None, document.key)
    )


def is_event_derivable(document: Document, event: Event) -> bool:
    """Whether the id of an event comes out of its document, its type and a place in one of its sentences."""
    kinds = [str(kind) for kind in event.event]
    spans = [(e.start, e.end) for e in event.evidence if e.document == document.id]
    return any(
        content_id("evt", document.id, *span, kind) == event.id
        for span in _places(document.text, spans)
        for kind in kinds
    )


def is_commitment_derivable(document: Document, commitment: Commitment, events: Iterable[Event]) -> bool:
    """Whether the id of a commitment comes out of its document, its type and a place in a sentence that tells it."""
    evidence = [*commitment.evidence]
    evidence += [e for event in events if event.id in commitment.events for e in event.evidence]
    spans = dict.fromkeys((e.start, e.end) for e in evidence if e.document == document.id)
    return any(
        content_id("com", document.id, *span, commitment.type) == commitment.id
        for span in _places(document.text, list(spans))
    )


def _own_days(document: Document) -> Iterator[dt.date | None]:
    yield document.published
    if document.published is None or document.published_source is not PublishedSource.GIVEN:
        return
    yield None
    for days in range(1, DAYS_AROUND):
        for sign in (-1, 1):
            yield document.published + dt.timedelta(days=sign * days)


def _places(text: str, sentences: Iterable[Span]) -> Iterator[Span]:
    """Places in sentences where a verb may stand: whole words first, then anything."""
    sentences = list(sentences)
    for start, end in sentences:
        words = list(_WORD.finditer(text, start, end))
        for number, first in enumerate(words):
            for last in words[number : number + MOST_WORDS]:
                yield first.start(), last.end()
    for start, end in sentences:
        for begin in range(start, end):
            yield from ((begin, stop) for stop in range(begin + 1, min(begin + LONGEST, end) + 1))
