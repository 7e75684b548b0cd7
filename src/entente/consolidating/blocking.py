"""Which tellings are compared at all: those of a like type that share a side or a name and lie near in time.

A telling is an event as one document tells it. Tellings are taken up in the order of their publication, and each is
compared with earlier ones only. So what reports joined never depends on reports that came later, nor on the order in
which documents were read. Every list of candidates is bounded, so that cost grows with the number of tellings, not
with its square.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from entente.consolidating.within import MUTUAL, codes
from entente.records import Commitment, Document, Entity, Event, EventType, Modality

BUCKET_DAYS = 8
UNDATED_DAYS = 6
"""An act told without a day is taken to have happened within so many days before the report."""
WIDEST_DAYS = 92
"""Intervals longer than a quarter say too little to look for a report by."""
LIST_LENGTH = 24
"""Candidates taken from one list, the latest first."""
MOST_CANDIDATES = 40
NAME_KEYS = 4
ANY_TIME = -1

E = EventType
FAMILIES: tuple[frozenset[str], ...] = tuple(
    frozenset(family)
    for family in (
        (E.AGREE, E.CONCEDE, E.SUPPORT),
        (E.SUPPORT, E.COOPERATE, E.AID, E.MOBILIZE),
        (E.CONCEDE, E.RETREAT),
        (E.REQUEST, E.THREATEN),
        (E.ACCUSE, E.REJECT),
        (E.ACCUSE, E.THREATEN),
        (E.SANCTION, E.COERCE),
        (E.SANCTION, E.REJECT),
        (E.SANCTION, E.RETREAT),
        (E.COERCE, E.ASSAULT),
        (E.MOBILIZE, E.THREATEN),
    )
)
"""Types between which coders and readers waver; only tellings of one type or one family can be one event."""

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
STEM = 6
SHORTEST_WORD = 3
COMMON = frozenset(
    """the and that for with from this have has had was were are been being its their his her they them she him who
    which what when where while after before since until into onto over under than then there here not but also said
    says say told saying according would could should will may might can must more most some any all other such one
    two both each between against about above below among because during through out off for again new last next
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december year years month months week weeks day days morning evening night today
    yesterday late early government president minister ministry foreign official officials country countries state
    states people spokesman spokeswoman statement republic national general
    announced announce called call signed sign signing met meet meeting asked ask accused accuse warned warn urged urge
    agreed agree talks visit visited""".split()
)
"""Words that are in so many reports that sharing them says nothing."""


class DocumentTold(Protocol):
    """What one document tells; :class:`entente.pipeline.DocumentRecord` is one."""

    @property
    def document(self) -> Document:
        """The article."""
        ...

    @property
    def events(self) -> Sequence[Event]:
        """Its events."""
        ...

    @property
    def commitments(self) -> Sequence[Commitment]:
        """Its commitments."""
        ...


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days as ordinals; ``known`` where the text gives it, else it follows from the publication."""

    first: int
    last: int
    known: bool

    @property
    def width(self) -> int:
        """Days beyond the first."""
        return self.last - self.first


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """An event as one document tells it, with what comparing needs."""

    event: Event
    document: Document
    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    sides: frozenset[str]
    """Codes on either side."""
    identities: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    story: frozenset[str]
    days: Days | None

    @property
    def id(self) -> str:
        """The event's id within its document."""
        return self.event.id

    @property
    def mutual(self) -> bool:
        """Whether its type is one in which reports put the sides in either order."""
        return self.type in MUTUAL

    @property
    def published(self) -> int:
        """The day of publication; unknown ones come last."""
        return self.document.published.toordinal() if self.document.published else dt.date.max.toordinal()


def tellings_of(records: Iterable[DocumentTold]) -> list[Telling]:
    """Every event of every document once, in order of publication, then of document and place in it."""
    unique = {record.document.id: record for record in records}
    ordered = sorted(unique.values(), key=lambda r: (r.document.published or dt.date.max, r.document.id))
    seen: dict[str, Telling] = {}
    for record in ordered:
        story = names_in(f"{record.document.title or ''}\n{record.document.text}") if record.events else frozenset()
        for event in record.events:
            seen.setdefault(event.id, _telling(event, record.document, story))
    return list(seen.values())


def _telling(event: Event, document: Document, story: frozenset[str]) -> Telling:
    text = " ".join(dict.fromkeys(e.text for e in event.evidence))
    sides = (*event.actor, *event.recipient)
    own = frozenset(stem(w) for e in sides for w in WORD.findall(e.entity_text) if e.code and not _is_person(e))
    return Telling(
        event=event,
        document=document,
        type=str(event.event[0]) if event.event else "",
        actors=codes(event.actor),
        recipients=codes(event.recipient),
        sides=codes(sides),
        identities=frozenset(
            e.identifier_id for e in sides if e.identifier_id and not e.identifier_id.startswith("iso:")
        ),
        words=words_in(text) - own,
        names=names_in(text) - own,
        story=story,
        days=days_of(event, document.published),
    )


def _is_person(entity: Entity) -> bool:
    return entity.identifier_id is not None and "person/" in entity.identifier_id


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word as it is compared: lower case, without its ending; a possessive falls away."""
    return word.lower().replace("’", "'").removesuffix("'s")[:STEM]


def words_in(text: str) -> frozenset[str]:
    """Stems of the telling words of a text, numbers among them."""
    return frozenset(stem(w) for w in WORD.findall(text) if _tells(w))


def names_in(text: str) -> frozenset[str]:
    """Stems of capitalised words and numbers: names, for the most part."""
    return frozenset(stem(w) for w in WORD.findall(text) if (w[0].isupper() or w[0].isdigit()) and _tells(w))


def _tells(word: str) -> bool:
    return (len(word) >= SHORTEST_WORD or word.isdigit()) and word.lower() not in COMMON


def days_of(event: Event, published: dt.date | None) -> Days | None:
    """When an act took place: what the text says, else about when it was reported; None where neither tells."""
    if event.date is not None or event.enddate is not None:
        first, last = event.date or event.enddate, event.enddate or event.date
        assert first is not None
        assert last is not None
        if event.date is None or event.enddate is None:
            return Days(first.toordinal(), last.toordinal(), event.modality is not Modality.FUTURE)
        return Days(first.toordinal(), last.toordinal(), True)
    if published is None or event.modality is Modality.HISTORICAL:
        return None
    day = published.toordinal()
    return Days(day - UNDATED_DAYS, day, False)


@lru_cache(maxsize=256)
def like_types(kind: str) -> frozenset[str]:
    """The type itself and those that it may be mistaken for; a type of a user's own codebook is like itself only."""
    return frozenset((kind,)).union(*(family for family in FAMILIES if kind in family))


@dataclass(slots=True)
class Index:
    """Earlier tellings by type, side or name, and time."""

    lists: dict[tuple[str, int], dict[str, list[int]]] = field(default_factory=dict)

    def add(self, number: int, telling: Telling) -> None:
        """Take up a telling under its number."""
        buckets = _buckets(telling)
        keys = [(about, bucket) for about in _about(telling) for bucket in buckets]
        keys += [(about, ANY_TIME) for about in _at_any_time(telling)]
        for key in keys:
            self.lists.setdefault(key, {}).setdefault(telling.type, []).append(number)

    def candidates(self, telling: Telling, types: Iterable[str] | None = None) -> list[int]:
        """Numbers of earlier tellings that may tell the same: those that share most first, then the latest.

        Tellings of ``types`` are looked for; without them, of those that its own may be mistaken for.
        """
        counts: dict[int, int] = {}
        wanted = like_types(telling.type) if types is None else frozenset(types)
        near = sorted({b + step for b in _buckets(telling) for step in (-1, 0, 1)})
        places = [(about, bucket) for about in _about(telling) for bucket in near]
        places += [(about, ANY_TIME) for about in _at_any_time(telling)]
        for about, bucket in places:
            by_type = self.lists.get((about, bucket))
            if by_type is None:
                continue
            for kind in by_type.keys() & wanted:
                for number in by_type[kind][-LIST_LENGTH:]:
                    counts[number] = counts.get(number, 0) + 1
        return sorted(counts, key=lambda n: (-counts[n], -n))[:MOST_CANDIDATES]


def _buckets(telling: Telling) -> range:
    days = telling.days
    if days is None or days.width > WIDEST_DAYS:
        return range(0)
    return range(days.first // BUCKET_DAYS, days.last // BUCKET_DAYS + 1)


def _about(telling: Telling) -> Iterator[str]:
    yield from telling.sides
    for name in _key_names(telling):
        yield f"name {name}"


def _at_any_time(telling: Telling) -> Iterator[str]:
    """A side with a name: what a look back, without a day or after months, is found by."""
    for name in _key_names(telling):
        for side in telling.sides:
            yield f"{side} {name}"


def _key_names(telling: Telling) -> list[str]:
    """The longest names say most; sorted, since sets come in no order."""
    return sorted(telling.names, key=lambda n: (-len(n), n))[:NAME_KEYS]
