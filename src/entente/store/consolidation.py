"""The seam between what documents tell and what the record answers with.

Below it lie the events of each document, one beside the other; above it the events of the record. Every query for
events goes through one function of this shape, after the day of an ``as_of`` and superseded versions have narrowed
what it gets, so that whatever joins reports sees only what was known then.

For now each document's events stand by themselves: an event told by nine outlets is nine events, and there are no
contradictions. A stage that joins them takes the place of :func:`each_by_itself`. Filters work on what single documents
tell; such a stage therefore also has to say which other reports belong to one that a filter found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from entente.records import Contradiction, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """Events of many documents, and where their reports contradict each other."""

    events: Iterable[Event]
    contradictions: Iterable[Contradiction] = ()


Consolidate = Callable[[Iterable[Event]], Consolidated]
"""From events as single documents tell them, in the order of the record, to events and contradictions."""


def each_by_itself(told: Iterable[Event]) -> Consolidated:
    """Every event of every document, as it was told; nothing is joined and nothing contradicts."""
    return Consolidated(events=told)
