"""Where reports of one event cannot all be true, every value with the outlets that give it, and which to prefer.

Mere precision is no contradiction: an interval within another is the same day told more loosely, a country holds its
towns, "about 500" is 480. Nor is time passing: a plan and its execution, a toll that rises from day to day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from entente.consolidating.blocking import Index, Telling
from entente.consolidating.copies import Voices
from entente.consolidating.identity import content_id
from entente.consolidating.merging import count_voices, evidence_of
from entente.consolidating.similarity import BARS, SAME_DOCUMENT, Bar, is_same_place, score
from entente.records import (
    Attribution,
    Claim,
    Contradiction,
    Count,
    DateBasis,
    Entity,
    Event,
    EventType,
    Location,
    Modality,
    Stance,
)

TOLD = frozenset({Modality.ACTUAL, Modality.HISTORICAL})
TOLLS = frozenset({"dead", "injured", "arrested"})
"""Numbers that grow as more becomes known."""
ROUND = 0.1
"""Part by which two numbers may differ and still be one, rounded."""
WIDEST_DATE = 3
"""A date said with no more than so many days beyond its first contradicts others; a month or a year does not."""
FLOOR = re.compile(r"\b(?:more than|over|at least|upwards? of|no fewer than)\b", re.IGNORECASE)
CEILING = re.compile(r"\b(?:less than|under|up to|at most|no more than|fewer than|nearly|almost)\b", re.IGNORECASE)
DENIAL_SCORE = 0.5
WORDED_SCORE = -1.0
"""Scores from which a denial is about an event; what is said to be denied need not be of the denial's own type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value and the tellings that give it."""

    text: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One ground on which a value is preferred: a number for each, the higher the better."""

    measure: Callable[[Value, Voices], int]
    words: str


def _directness(value: Value, _: Voices) -> int:
    """Tellings in an outlet's own words, with the day itself in the text."""
    return sum(t.event.attribution is None and t.event.date_basis is not DateBasis.EVENT for t in value.tellings)


def _recency(value: Value, _: Voices) -> int:
    return max(t.published for t in value.tellings)


SUPPORTS = (
    Support(measure=lambda v, voices: count_voices(v.tellings, voices), words="{0} independent voices against {1}"),
    Support(measure=_directness, words="as many voices; told directly {0} times against {1}"),
    Support(measure=_recency, words="as many voices, as directly; told later"),
)
"""Looked at in this order; the first in which one value stands above all others decides."""


def prefer(values: Sequence[Value], voices: Voices) -> tuple[str | None, str]:
    """The best supported value and why; None where nothing speaks for one."""
    left = list(values)
    for support in SUPPORTS:
        measured = sorted(((support.measure(v, voices), v.text) for v in left), reverse=True)
        if measured[0][0] > measured[1][0]:
            return measured[0][1], support.words.format(measured[0][0], measured[1][0])
        left = [v for v in left if support.measure(v, voices) == measured[0][0]]
    return None, "nothing speaks for one value more than for another"


def contradiction(
    about: str, name: str, values: Sequence[Value], voices: Voices, *, undecided: bool = False
) -> Contradiction:
    """The record of a contradiction; ``undecided`` where votes cannot settle it unless one value has more voices."""
    preferred, reason = prefer(values, voices)
    if undecided and "against" not in reason:
        preferred, reason = None, "one word against another"
    claims = tuple(
        Claim(
            value=value.text,
            outlets=tuple(dict.fromkeys(t.document.outlet or t.document.key for t in value.tellings)),
            evidence=evidence_of(value.tellings),
        )
        for value in sorted(values, key=lambda v: (-count_voices(v.tellings, voices), v.text))
    )
    return Contradiction(
        id=content_id("ctr", about, name), about=about, field=name, preferred=preferred, reason=reason, values=claims
    )


def contradictions_of(event: Event, tellings: Sequence[Telling], voices: Voices) -> list[Contradiction]:
    """Where the tellings of one event contradict each other."""
    if len({t.document.id for t in tellings}) < 2:
        return []
    told = [t for t in tellings if t.event.modality in TOLD]
    found = [("date", _dates(told)), ("place", _places(tellings)), ("actor", _persons(told))]
    units = sorted({u for t in tellings for u in t.event.counts})
    found += [(unit, _numbers(tellings, unit)) for unit in units]
    return [contradiction(event.id, name, values, voices) for name, values in found if _is_between_reports(values)]


def _is_between_reports(values: Sequence[Value]) -> bool:
    """Whether two values are told by different documents: one document that gives two tells two things."""
    documents = [{t.document.id for t in value.tellings} for value in values]
    return any(not one & two for number, one in enumerate(documents) for two in documents[:number])


def _dates(tellings: Sequence[Telling]) -> list[Value]:
    """Days that tellings give and that do not overlap, each with what bears it out."""
    dated = [t for t in tellings if t.days is not None and t.days.known and t.days.width <= WIDEST_DATE]
    narrow = sorted(dated, key=lambda t: (t.days.width, t.days.first) if t.days else (0, 0))
    groups: list[list[Telling]] = []
    for telling in narrow:
        home = next((g for g in groups if _overlap(telling, g[0])), None)
        if home is None:
            groups.append(home := [])
        home.append(telling)
    return [Value(text=_day_text(g[0].event), tellings=_in_order(g)) for g in groups]


def _overlap(a: Telling, b: Telling) -> bool:
    return bool(a.days and b.days and a.days.first <= b.days.last and b.days.first <= a.days.last)


def _day_text(event: Event) -> str:
    days = [d.isoformat() for d in (event.date, event.enddate) if d is not None]
    return "/".join(dict.fromkeys(days))


def _in_order(tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    return tuple(sorted(tellings, key=lambda t: (t.published, t.document.id, t.id)))


def _places(tellings: Sequence[Telling]) -> list[Value]:
    """Towns that differ. A country or a region may hold the town, so it says nothing else."""
    groups: list[list[Telling]] = []
    for telling in tellings:
        place = telling.event.event_loc
        if place is None or place.country is None or place.geonames_id is None or _is_wide(place, tellings):
            continue
        home = next((g for g in groups if (p := g[0].event.event_loc) is not None and is_same_place(p, place)), None)
        if home is None:
            groups.append(home := [])
        home.append(telling)
    return [Value(text=_place_text(g[0].event.event_loc), tellings=tuple(g)) for g in groups]


def _is_wide(place: Location, tellings: Sequence[Telling]) -> bool:
    """Whether a place is a side of the event itself, as a country named as the scene is."""
    sides = [e for t in tellings for e in (*t.event.actor, *t.event.recipient)]
    names = {name.lower() for e in sides for name in (e.entity_text, e.identifier_text) if name}
    return (place.name or place.text).lower() in names or _names_country(place, sides)


def _names_country(place: Location, sides: Sequence[Entity]) -> bool:
    """Whether a place is the country that it lies in, as far as the sides of the event tell that country's name."""
    known = {e.identifier_text for e in sides if e.identifier_id == f"iso:{place.country}" and e.identifier_text}
    return (place.name or place.text) in known


def _place_text(place: Location | None) -> str:
    return (place.name or place.text) if place else ""


def _persons(tellings: Sequence[Telling]) -> list[Value]:
    """Different people whom tellings name as the one who acted, for the same side."""
    found: list[Value] = []
    for code in sorted({code for t in tellings for code in t.actors}):
        groups: dict[str, list[Telling]] = {}
        texts: dict[str, str] = {}
        for telling in tellings:
            people = [e for e in telling.event.actor if e.code == code and _is_person(e)]
            if len(people) == 1:
                groups.setdefault(str(people[0].identifier_id), []).append(telling)
                texts.setdefault(str(people[0].identifier_id), people[0].name)
        if len(groups) > 1:
            found = found or [Value(text=texts[person], tellings=tuple(g)) for person, g in groups.items()]
    return found


def _is_person(entity: Entity) -> bool:
    return entity.identifier_id is not None and "person/" in entity.identifier_id


def _numbers(tellings: Sequence[Telling], unit: str) -> list[Value]:
    """Numbers of one unit that differ by more than rounding; tolls that only rise are one number growing."""
    groups: list[list[Telling]] = []
    for telling in _in_order(tellings):
        count = telling.event.counts.get(unit)
        if count is None or count.value is None:
            continue
        home = next((g for g in groups if _agree(g[0].event.counts[unit], count)), None)
        if home is None:
            groups.append(home := [])
        home.append(telling)
    if unit in TOLLS and _only_rises(groups, unit):
        return []
    return [Value(text=_number_text(g[0].event.counts[unit]), tellings=tuple(g)) for g in groups]


def _only_rises(groups: Sequence[Sequence[Telling]], unit: str) -> bool:
    ordered = sorted((t.published, t.event.counts[unit].value or 0.0) for g in groups for t in g)
    days = {day for day, _ in ordered}
    values = [value for _, value in ordered]
    return len(days) == len(ordered) and values == sorted(values)


def _agree(a: Count, b: Count) -> bool:
    if a.value is None or b.value is None or (a.unit and b.unit and a.unit != b.unit):
        return True
    low, high = sorted((a, b), key=lambda c: c.value or 0.0)
    assert low.value is not None
    assert high.value is not None
    return high.value - low.value <= ROUND * high.value or bool(FLOOR.search(low.text) or CEILING.search(high.text))


def _number_text(count: Count) -> str:
    value = count.value or 0.0
    number = str(int(value)) if value == int(value) else str(value)
    return f"{count.unit} {number}" if count.unit else number


DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|refut\w+|disput(?:es?|ed)|disavow\w*|fabricat\w+|untrue|not true|baseless|"
    r"(?:reject|dismiss)(?:s|es|ed)?\b.{0,30}\b(?:lies|allegations?|accusations?|claims?|reports?|suspicions?)|unfounded|hoax)\b",
    re.IGNORECASE,
)
"""Words by which a report says that somebody contests what others tell."""
DENIES = frozenset({EventType.REJECT, EventType.ACCUSE})


def _is_worded(telling: Telling) -> bool:
    """Whether a telling reports that somebody contests something."""
    word = telling.event.attribution
    if word is not None and word.stance is Stance.DENIES:
        return True
    contests = telling.event.modality is Modality.NEGATION or telling.type in DENIES
    return contests and any(DENYING.search(line.text) for line in telling.event.evidence)


def _is_denial(telling: Telling) -> bool:
    return telling.event.modality is Modality.NEGATION or _is_worded(telling)


@dataclass(frozen=True, slots=True)
class Denials:
    """Denials with what they deny, by the ids of their events, and the contradictions that they make."""

    denied: Mapping[str, str] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()

    def tie(self, event: Event) -> Event:
        """The event with what it denies set, where it is a denial of another."""
        denied = self.denied.get(event.id)
        if denied is None:
            return event
        word = event.attribution or _own_word(event)
        return event if word is None else replace(event, attribution=replace(word, stance=Stance.DENIES, denies=denied))


def _own_word(event: Event) -> Attribution | None:
    """Who denies, where the text reports it as an act and nobody's word: the actor."""
    speaker: Entity | None = next(iter(event.actor), None)
    return Attribution(entity=speaker, stance=Stance.DENIES) if speaker is not None else None


def deny(groups: Sequence[Sequence[Telling]], voices: Voices) -> Denials:
    """Tie events that say that something was not so to the events that say that it was."""
    claims = [(t, number) for number, g in enumerate(groups) for t in g if not any(map(_is_denial, g))]
    index = Index()
    for position, (telling, _) in enumerate(claims):
        index.add(position, telling)
    denied: dict[str, str] = {}
    against: dict[int, list[Telling]] = {}
    for group in groups:
        target = _target(group, claims, index) if any(map(_is_denial, group)) else None
        if target is not None:
            denied[group[0].id] = groups[target][0].id
            against.setdefault(target, []).extend(group)
    made = tuple(
        contradiction(
            groups[target][0].id,
            "modality",
            (
                Value(text=groups[target][0].event.modality.value, tellings=tuple(groups[target])),
                Value(text=Modality.NEGATION.value, tellings=_in_order(tellings)),
            ),
            voices,
            undecided=True,
        )
        for target, tellings in sorted(against.items())
    )
    return Denials(denied, made)


SIGN_BARS: tuple[Bar, ...] = tuple(bar for bar in BARS if not bar.of_sign)
WORDED_BARS: tuple[Bar, ...] = tuple(bar for bar in SIGN_BARS if not bar.of_type)


def _target(group: Sequence[Telling], claims: Sequence[tuple[Telling, int]], index: Index) -> int | None:
    """The number of the event that a denial is likest, if it is like enough but for the denying."""
    best: tuple[float, int] | None = None
    types = sorted({claim.type for claim, _ in claims})
    for telling in filter(_is_denial, group):
        worded = _is_worded(telling)
        for position in index.candidates(telling, types if worded else (telling.type,)):
            claim, number = claims[position]
            if not worded and claim.document.id == telling.document.id:
                continue
            inside = worded and claim.document.id == telling.document.id
            bars = WORDED_BARS if worded else SIGN_BARS
            if any(bar.holds(telling, claim) for bar in bars if not (inside and bar.of_pair)):
                continue
            # A report that tells a claim is where its denial is told, too.
            alike = (score(telling, claim) + (SAME_DOCUMENT if inside else 0.0), -number)
            if alike[0] > (WORDED_SCORE if worded else DENIAL_SCORE) and (best is None or alike > best):
                best = alike
    return -best[1] if best is not None else None
