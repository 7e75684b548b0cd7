"""What to ask a record for. Nothing here knows how the answer is found."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from entente.errors import UsageError
from entente.records import CommitmentStatus, CommitmentType, EventName, Modality, Outcome

HAPPENED = (Modality.ACTUAL, Modality.HISTORICAL)
"""What is asked for where no modality is named: what happened."""

_CODE = re.compile(r"[A-Za-z]{3}")
_CODE_AND_SECTOR = re.compile(r"([A-Za-z]{3})[/ ]([A-Za-z]{3})")
_IDENTIFIER = re.compile(r"[a-z]+:\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPattern:
    """Whom to look for; what is None plays no part.

    ``name`` is looked for anywhere in the words of the text, the known name or the office, in any case.
    """

    code: str | None = None
    sector: str | None = None
    identifier: str | None = None
    name: str | None = None


def read_actor(text: str) -> ActorPattern:
    """An actor as people write one: ``NER``, ``NER/MIL``, an identifier such as ``iso:NER``, or part of a name.

    Raises UsageError where nothing is given.
    """
    text = text.strip()
    if not text:
        raise UsageError("an actor is empty; give a code such as NER, NER/MIL, an identifier or a name")
    if _CODE.fullmatch(text) and text.isupper():
        return ActorPattern(code=text)
    if (both := _CODE_AND_SECTOR.fullmatch(text)) and text.isupper():
        return ActorPattern(code=both[1], sector=both[2])
    if _IDENTIFIER.fullmatch(text):
        return ActorPattern(identifier=text)
    return ActorPattern(name=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events; what is empty or None plays no part.

    ``dyad`` are two actors that deal with each other, whichever acts: one is actor and the other recipient, or both are
    sides of a mutual act. ``begin`` to ``end`` are days, one of which the event's own days must share; an event without
    any day lies in no interval. ``text`` are words and "phrases" that must all occur in what tells the event.
    """

    actor: ActorPattern | None = None
    recipient: ActorPattern | None = None
    dyad: tuple[ActorPattern, ActorPattern] | None = None
    types: tuple[EventName, ...] = ()
    quads: tuple[int, ...] = ()
    modalities: tuple[Modality, ...] = HAPPENED
    country: str | None = None
    begin: dt.date | None = None
    end: dt.date | None = None
    outlet: str | None = None
    text: str | None = None
    minimum_confidence: float | None = None

    def __post_init__(self) -> None:
        _check_interval(self.begin, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFilter:
    """Which commitments; what is empty or None plays no part. ``due_after`` and ``due_before`` exclude their day."""

    parties: tuple[ActorPattern, ...] = ()
    types: tuple[CommitmentType, ...] = ()
    statuses: tuple[CommitmentStatus, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    due_after: dt.date | None = None
    due_before: dt.date | None = None
    outlet: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which documents; what is empty or None plays no part. ``begin`` to ``end`` are days of publication.

    ``name`` is an id, a key or a URL. ``superseded`` asks for the older versions too.
    """

    name: str | None = None
    outlet: str | None = None
    language: str | None = None
    begin: dt.date | None = None
    end: dt.date | None = None
    text: str | None = None
    superseded: bool = False

    def __post_init__(self) -> None:
        _check_interval(self.begin, self.end)


def _check_interval(begin: dt.date | None, end: dt.date | None) -> None:
    if begin is not None and end is not None and begin > end:
        raise UsageError(f"the interval ends before it begins: {begin} to {end}")


def search_terms(text: str) -> tuple[str, ...]:
    """The words and "phrases" of a text search. Raises UsageError where there is no word in it."""
    terms = [quoted or word for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', text)]
    found = tuple(term for term in terms if re.search(r"\w", term))
    if not found:
        raise UsageError('a text search needs a word; write words, or a "phrase" in quotes')
    return found
