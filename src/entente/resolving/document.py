"""A document's reading resolved: actors to codes, places to coordinates, times to days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from entente.reading.mentions import Mention, Reading, SpanMention
from entente.records import (
    Attribution,
    Count,
    Document,
    Entity,
    Location,
    Modality,
    Stance,
    Thing,
)
from entente.resolving.dates import TimeExpression
from entente.resolving.moments import Moment, Moments
from entente.resolving.numbers import quantity
from entente.resolving.references import Actors, Memory, References, resolve_references
from entente.resolving.resolved import ResolvedMention
from entente.resolving.voice import in_passive

SAME_EVENT = 0.5
PEOPLE = "people"
RIGHT_BEHIND = re.compile(r"\s+(?:(?:in|at|to|near)\s+)?(?:the\s+)?")
"""What may stand between an act and its place where nothing else does: "visited Bamako", "a reception in Bamako"."""


class Places(Protocol):
    """Locates the place spans of a document, all at once, since each tells of the others."""

    def __call__(self, text: str, spans: Sequence[tuple[int, int]]) -> Sequence[Location | None]:
        """Location of each span, in order; None where it is unknown."""
        ...


class Times(Protocol):
    """Finds the time expressions of a text."""

    def __call__(self, text: str, *, published: dt.date | None = None) -> Sequence[TimeExpression]:
        """Expressions in the order of the text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolvers:
    """What a document is resolved with."""

    actors: Actors
    memory: Callable[[], Memory]
    places: Places
    times: Times
    cow: Callable[[str], int | None]


def resolve_document(document: Document, reading: Reading, resolvers: Resolvers) -> tuple[ResolvedMention, ...]:
    """Mentions of ``document`` with everything resolved, in the order of the text."""
    if not reading.mentions:
        return ()
    locations = _locations(document.text, reading, resolvers.places)
    references = _references(document, reading, locations, resolvers)
    times = resolvers.times(document.text, published=document.published)
    moments = Moments(document.text, reading, times, document.published)
    order = sorted(range(len(reading.mentions)), key=lambda i: reading.mentions[i].trigger)
    return tuple(_resolve(document, reading, i, references, locations, moments.of(reading.mentions[i])) for i in order)


def references_of(document: Document, reading: Reading, resolvers: Resolvers) -> References:
    """Who each actor span of a reading is, whether or not anything is told of it."""
    return _references(document, reading, _locations(document.text, reading, resolvers.places), resolvers)


def _references(
    document: Document, reading: Reading, locations: dict[int, Location], resolvers: Resolvers
) -> References:
    return resolve_references(
        reading,
        published=document.published,
        actors=resolvers.actors,
        memory=resolvers.memory(),
        countries={i: loc.country for i, loc in locations.items() if loc.country is not None},
        cow=resolvers.cow,
    )


def _locations(text: str, reading: Reading, places: Places) -> dict[int, Location]:
    numbers = [i for i, s in enumerate(reading.spans) if s.kind == "place"]
    found = places(text, [reading.spans[i].span for i in numbers])
    return {
        i: location if location is not None else Location(text=reading.spans[i].text, span=reading.spans[i].span)
        for i, location in zip(numbers, found, strict=True)
    }


def _resolve(
    document: Document,
    reading: Reading,
    number: int,
    references: References,
    locations: dict[int, Location],
    moment: Moment,
) -> ResolvedMention:
    mention = reading.mentions[number]
    actors = _side(mention, "actor", references)
    taken = {a.span for a in actors}
    recipients = tuple(r for r in _side(mention, "recipient", references) if r.span not in taken)
    actors, recipients = in_passive(document.text, mention.types[0][0], mention.trigger, actors, recipients)
    place = _place(document.text, reading, mention, locations)
    thing = mention.roles.get("object", ())
    return ResolvedMention(
        number=number,
        type=mention.types[0][0],
        mode=mention.mode,
        modality=_modality(mention, moment, document.published),
        contexts=mention.contexts,
        actor=actors,
        recipient=recipients,
        location=locations.get(place) if place is not None else None,
        when=moment.when,
        deadline=moment.deadline,
        object=_thing(reading.spans[thing[0].span]) if thing else None,
        counts=_counts(mention, reading),
        plan=moment.plan,
        attribution=_attribution(mention, reading, references),
        commitment=mention.commitment,
        trigger=mention.trigger,
        sentence=reading.sentences[mention.sentence],
        in_title=document.title is not None and mention.trigger[1] <= len(document.title),
        same_as=_same_as(reading, number),
        features=_features(mention, actors, recipients),
    )


def _side(mention: Mention, role: str, references: References) -> tuple[Entity, ...]:
    """Everybody on one side, each once: two mentions of one actor linked to the same act are one."""
    out: dict[tuple[object, ...], Entity] = {}
    for link in mention.roles.get(role, ()):
        for entity in references.of(link.span):
            key = _who(entity)
            if key not in out:
                out[key] = entity
    return tuple(e for e in out.values() if not _speaks_through_another(e, out.values()))


def _speaks_through_another(entity: Entity, side: Iterable[Entity]) -> bool:
    """Whether a state stands beside its own minister or army on one side, which then acts for it."""
    if entity.code is None or not _is_state(entity):
        return False
    return any(other.code == entity.code and not _is_state(other) for other in side)


def _is_state(entity: Entity) -> bool:
    return entity.identifier_id is not None and entity.identifier_id.startswith("iso:")


def _who(entity: Entity) -> tuple[object, ...]:
    if entity.code is None and entity.identifier_id is None:
        return (entity.entity_text,)
    return entity.code, entity.sector, entity.identifier_id


def _place(text: str, reading: Reading, mention: Mention, locations: Mapping[int, Location]) -> int | None:
    """The place of an act, by its span: the one that the reader linked, else the one right behind the trigger.

    A place behind another act of the sentence that it is linked to as well belongs to that one alone: of "after a
    reception the day before, he was received in Niamey" only the second was there.
    """
    linked = mention.roles.get("place", ())
    if linked and not _is_beyond_another(reading, mention, linked[0].span):
        return linked[0].span
    end = mention.trigger[1]
    sides = {s.span for s in reading.spans if s.kind == "actor"}  # Of "visits Niger" the state is the host.
    known = (i for i, location in sorted(locations.items()) if location.name is not None)
    beside = (i for i in known if reading.spans[i].span[0] >= end and reading.spans[i].span not in sides)
    return next((i for i in beside if RIGHT_BEHIND.fullmatch(text[end : reading.spans[i].span[0]])), None)


def _is_beyond_another(reading: Reading, mention: Mention, place: int) -> bool:
    return any(
        other.sentence == mention.sentence
        and mention.trigger[1] <= other.trigger[0]
        and other.trigger[1] <= reading.spans[place].span[0]
        and any(link.span == place for link in other.roles.get("place", ()))
        for other in reading.mentions
    )


def _modality(mention: Mention, moment: Moment, published: dt.date | None) -> Modality:
    """The reader's, unless the days told contradict it: what lies more than a year back is history."""
    when = moment.when
    if mention.modality is not Modality.ACTUAL or published is None or when is None or when.enddate is None:
        return mention.modality
    year_before = published - dt.timedelta(days=366)
    return Modality.HISTORICAL if when.enddate < year_before else mention.modality


def _thing(span: SpanMention) -> Thing:
    return Thing(text=span.text, span=span.span)


def _counts(mention: Mention, reading: Reading) -> dict[str, Count]:
    out: dict[str, Count] = {}
    for link in mention.roles.get("count", ()):
        span = reading.spans[link.span]
        number = quantity(span.text)
        kind = span.count_kind or "other"
        if number.currency is not None:
            kind = "money"
        out.setdefault(kind, Count(value=number.value, unit=number.currency, text=span.text, span=span.span))
    return out


def _attribution(mention: Mention, reading: Reading, references: References) -> Attribution | None:
    """Whose word the act is, where its own sentence names them: "he said" of another sentence is another report."""
    start, end = reading.sentences[mention.sentence]
    links = [k for k in mention.roles.get("by", ()) if start <= reading.spans[k.span].span[0] < end]
    entities = references.of(links[0].span) if links else ()
    if not entities:
        return None
    return Attribution(entity=entities[0], stance=mention.stance or Stance.SAYS)


def _same_as(reading: Reading, number: int) -> tuple[int, ...]:
    return tuple(
        sorted(
            a if b == number else b
            for (a, b), score in reading.same_event.items()
            if score >= SAME_EVENT and number in (a, b)
        )
    )


def _features(mention: Mention, actors: Sequence[Entity], recipients: Sequence[Entity]) -> dict[str, float]:
    """What confidence is computed from; see ``entente.reading.confidence``."""

    def weakest(role: str) -> float:
        return min((link.score for link in mention.roles.get(role, ())), default=1.0)

    everyone = [*actors, *recipients]
    return {
        "trigger": mention.trigger_score,
        "type": mention.types[0][1],
        "actor_link": weakest("actor"),
        "recipient_link": weakest("recipient"),
        "no_actor": float(not actors),
        "no_recipient": float(not recipients),
        "uncoded": float(any(e.code is None for e in everyone)),
        "ambiguous": float(any(e.alternatives for e in everyone)),
        "modality": mention.modality_score,
    }
