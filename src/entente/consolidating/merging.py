"""Tellings of one event become the event: every field the value that is best supported, the sentences of all.

A value is supported by the voices that give it, then by how certain its tellings are, then by how early it was told.
Whole values are taken, never mixed: an actor as one document names it, a place as one document names it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from entente.consolidating.blocking import Telling
from entente.consolidating.copies import Voices
from entente.consolidating.within import STRONGEST_FIRST
from entente.records import Count, Entity, Event, Evidence, Modality, Thing

Value = TypeVar("Value")
UNKNOWN_DAYS = 10**6
DONE = frozenset({Modality.ACTUAL, Modality.HISTORICAL})


def merge(tellings: Sequence[Telling], voices: Voices) -> Event:
    """The event that ``tellings``, in order of publication, tell together; its id is that of the first."""
    if len(tellings) == 1:
        return tellings[0].event
    first = tellings[0].event
    modality = min((t.event.modality for t in tellings), key=STRONGEST_FIRST.index)
    # What was done is told by those who tell it as done; the others fill what these leave open.
    told = [t for t in tellings if t.event.modality is modality or (modality in DONE and t.event.modality in DONE)]
    ordered = [*told, *(t for t in tellings if t not in told)]
    lead = _best(told, voices, lambda t: t.event.event, lambda t: t.event.event) or tellings[0]
    when = _when(told, voices) or _when(ordered, voices)
    where = _best(ordered, voices, lambda t: t.event.event_loc, lambda t: _place_key(t.event))
    thing = _best(ordered, voices, lambda t: t.event.object, lambda t: _object_key(t.event.object))
    plan = _best(ordered, voices, lambda t: t.event.planned, lambda t: _planned_key(t.event))
    mode = _best(told, voices, lambda t: t.event.mode, lambda t: t.event.mode)
    word = next((t.event.attribution for t in told if t.event.attribution is not None), None)
    return replace(
        first,
        event=lead.event.event,
        quad_code=lead.event.quad_code,
        event_scale=lead.event.event_scale,
        mode=mode.event.mode if mode else (),
        context=tuple(dict.fromkeys(c for t in tellings for c in t.event.context)),
        date=when.event.date if when else None,
        enddate=when.event.enddate if when else None,
        date_text=when.event.date_text if when else None,
        date_span=when.event.date_span if when else None,
        date_basis=when.event.date_basis if when else None,
        actor=_entities(ordered, voices, lambda e: e.actor),
        recipient=_recipients(ordered, voices),
        event_loc=where.event.event_loc if where else None,
        object=thing.event.object if thing else None,
        counts=_counts(ordered, voices),
        planned=plan.event.planned if plan else None,
        modality=modality,
        # Where one outlet says so in its own words, the event no longer hangs on somebody's word.
        attribution=word if all(t.event.attribution is not None for t in told) else None,
        confidence=max(t.event.confidence for t in told),
        evidence=evidence_of(tellings),
        aliases=tuple(dict.fromkeys(i for t in tellings for i in (t.id, *t.event.aliases) if i != first.id)),
    )


def evidence_of(tellings: Sequence[Telling]) -> tuple[Evidence, ...]:
    """Every sentence that tells the event, in order of publication, each once."""
    seen: dict[tuple[str, int, int], Evidence] = {}
    for telling in tellings:
        for line in telling.event.evidence:
            seen.setdefault((line.document, line.start, line.end), line)
    return tuple(seen.values())


def count_voices(tellings: Sequence[Telling], voices: Voices) -> int:
    """How many independent voices speak in ``tellings``."""
    return len({voices.of(t.document.id) for t in tellings})


def _best(
    tellings: Sequence[Telling],
    voices: Voices,
    value: Callable[[Telling], object],
    key: Callable[[Telling], Hashable],
) -> Telling | None:
    """The telling that gives the best supported value best; None where none gives one."""
    groups: dict[Hashable, list[Telling]] = {}
    for telling in tellings:
        if value(telling):
            groups.setdefault(key(telling), []).append(telling)
    if not groups:
        return None
    group = max(groups.values(), key=lambda g: (count_voices(g, voices), max(t.event.confidence for t in g)))
    return max(group, key=lambda t: t.event.confidence)


def _when(tellings: Sequence[Telling], voices: Voices) -> Telling | None:
    """The telling with the interval that most voices bear out; of such the narrowest."""
    dated = [t for t in tellings if t.event.date is not None or t.event.enddate is not None]

    def support(telling: Telling) -> tuple[int, int]:
        agreeing = [t for t in dated if _overlap(telling, t)]
        return count_voices(agreeing, voices), -_width(telling.event)

    return max(dated, key=support, default=None)


def _overlap(a: Telling, b: Telling) -> bool:
    if a.days is None or b.days is None:
        return False
    return a.days.first <= b.days.last and b.days.first <= a.days.last


def _width(event: Event) -> int:
    if event.date is None or event.enddate is None:
        return UNKNOWN_DAYS
    return (event.enddate - event.date).days


def _side_key(entities: Sequence[Entity]) -> tuple[str, ...]:
    return tuple(sorted({e.code for e in entities if e.code is not None}))


def _entities(
    tellings: Sequence[Telling], voices: Voices, side: Callable[[Event], tuple[Entity, ...]]
) -> tuple[Entity, ...]:
    """A side as the best telling of the best supported codes names it; without a code only where nobody gives one."""
    coded = _best(tellings, voices, lambda t: _side_key(side(t.event)), lambda t: _side_key(side(t.event)))
    if coded is not None:
        codes = _side_key(side(coded.event))
        same = [t for t in tellings if _side_key(side(t.event)) == codes]
        return max((side(t.event) for t in same), key=_fullness)
    return next((side(t.event) for t in tellings if side(t.event)), ())


def _fullness(entities: tuple[Entity, ...]) -> tuple[int, int]:
    return sum(e.identifier_id is not None for e in entities), -len(entities)


def _recipients(tellings: Sequence[Telling], voices: Voices) -> tuple[Entity, ...]:
    """The other side, unless the best supported actors already hold it."""
    actors = _side_key(_entities(tellings, voices, lambda e: e.actor))
    recipients = _entities(tellings, voices, lambda e: e.recipient)
    within = any(t.event.recipient == recipients and _side_key(t.event.actor) == actors for t in tellings)
    return recipients if within or not set(_side_key(recipients)) & set(actors) else ()


def _place_key(event: Event) -> Hashable:
    place = event.event_loc
    return (place.geonames_id or place.name or place.text) if place else None


def _object_key(thing: Thing | None) -> Hashable:
    return thing.text.lower() if thing else None


def _planned_key(event: Event) -> Hashable:
    return (event.planned.event, event.planned.date, event.planned.enddate) if event.planned else None


def _counts(tellings: Sequence[Telling], voices: Voices) -> dict[str, Count]:
    """Per unit the number that most voices give."""
    counts: dict[str, Count] = {}
    for unit in sorted({u for t in tellings for u in t.event.counts}):
        holders = [t for t in tellings if unit in t.event.counts]
        best = _best(holders, voices, lambda t: True, lambda t, unit=unit: t.event.counts[unit].value)  # type: ignore[misc]
        if best is not None:
            counts[unit] = best.event.counts[unit]
    return counts
