"""Choose from a store what an export is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from entente.export.selection import Selection, commitment_without_text, without_text
from entente.records import Commitment, Document, Event
from entente.store import EventFilter, Period, Store

_ALL = EventFilter(modalities=())


def choose(store: Store, wanted: EventFilter, *, as_of: dt.date | None, with_text: bool) -> Selection:
    """The events that ``wanted`` asks for, the commitments that bear on them, and the documents that tell either.

    A commitment is chosen where one of its events is, of whatever modality: a deadline is often told as a plan. One
    without events is chosen only where nothing narrows the events down.
    """
    events = tuple(store.events(wanted, as_of=as_of))
    commitments = _commitments(store, wanted, as_of)
    names = {line.document for event in events for line in event.evidence}
    names |= {line.document for c in commitments for line in c.evidence}
    documents = {
        kept.document.id: kept.document if with_text else replace(kept.document, text="")
        for kept in store.documents(as_of=as_of)
        if kept.document.id in names
    }
    return _selection(events, commitments, documents, store, as_of, with_text)


def _selection(
    events: tuple[Event, ...],
    commitments: tuple[Commitment, ...],
    documents: dict[str, Document],
    store: Store,
    as_of: dt.date | None,
    with_text: bool,
) -> Selection:
    return Selection(
        events=events if with_text else tuple(without_text(e) for e in events),
        commitments=commitments if with_text else tuple(commitment_without_text(c) for c in commitments),
        documents=documents,
        coverage=tuple(store.coverage(period=Period.MONTH, as_of=as_of)),
        with_text=with_text,
    )


def _commitments(store: Store, wanted: EventFilter, as_of: dt.date | None) -> tuple[Commitment, ...]:
    anyhow = replace(wanted, modalities=())
    found = store.commitments(as_of=as_of)
    if anyhow == _ALL:
        return tuple(found)
    ids = {name for event in store.events(anyhow, as_of=as_of) for name in (event.id, *event.aliases)}
    return tuple(c for c in found if ids.intersection(c.events))
