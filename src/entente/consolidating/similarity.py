"""How alike two tellings are: a table of named features, each with its weight and what it means.

The score is the sum of weight times value, and ``BIAS``; above ``THRESHOLD`` two tellings are taken for one event.
A feature that cannot be told (nobody named, no number) is zero and speaks neither way. The weights are those of
a logistic regression on the project's own demonstration corpus, rounded and moved towards what a feature is worth in
any story; they look at no single name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio

from entente.consolidating.blocking import Telling, like_types
from entente.records import Location, Modality

BIAS = -4.2
THRESHOLD = 0.0
SAME_DOCUMENT = 1.5
"""Two events of one document were kept apart once, with more in view; only what is very alike joins them."""

FARTHEST_DAYS = 7
NEAR_DAYS = 2
SMOOTHING = 3.0
"""Added to the length of the shorter set, so that two short sentences cannot agree by one word."""
SHARED_CODES = frozenset({"IGO", "NGO", "IMG", "MNC", "ISM", "UNO"})
"""Codes of kinds of bodies: two that have one are not the same for that."""
UNIQUE = {
    "first": re.compile(r"\b(?:the|a|its|their|his|her) (?:very )?first\b|\bfirst (?=[a-z])", re.IGNORECASE),
    "last": re.compile(
        r"\b(?:the|its|their|'s|’s|s') (?:very )?(?:last|final)\b(?! (?:week|month|year|night))", re.IGNORECASE
    ),
}
"""Words by which a sentence tells of an act that there is only one of."""
PLANNED = frozenset({Modality.FUTURE, Modality.HYPOTHETICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One ground for or against taking two tellings for one event."""

    name: str
    value: Callable[[Telling, Telling], float]
    weight: float
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a feature contributed to a score."""

    name: str
    value: float
    weight: float
    meaning: str

    @property
    def contribution(self) -> float:
        """Weight times value."""
        return round(self.value * self.weight, 3)


def _type(a: Telling, b: Telling) -> float:
    return 1.0 if a.type == b.type else 0.0


def _mode(a: Telling, b: Telling) -> float:
    one, two = a.event.mode, b.event.mode
    if not one or not two:
        return 0.0
    return 1.0 if set(one) & set(two) else -1.0


def _share(one: frozenset[str], two: frozenset[str]) -> float | None:
    if not one or not two:
        return None
    return len(one & two) / min(len(one), len(two))


def _sides(a: Telling, b: Telling) -> float:
    """Agreement of the sides that both name, from -1 (others) to 1 (the same)."""
    if a.mutual or b.mutual:
        pairs = [_share(a.sides, b.sides)]
    else:
        pairs = [_share(a.actors, b.actors), _share(a.recipients, b.recipients)]
    known = [p for p in pairs if p is not None]
    if not known:
        return 0.0 if not (a.sides and b.sides) or a.sides & b.sides else -1.0
    # Each naming somebody whom the other leaves out speaks for two acts.
    return min(1.0 if p == 1 else p - 1 for p in known)


def _dyad(a: Telling, b: Telling) -> float:
    return 1.0 if len(a.sides & b.sides) > 1 else 0.0


def _identities(a: Telling, b: Telling) -> float:
    return 1.0 if a.identities & b.identities else 0.0


def _place(a: Telling, b: Telling) -> float:
    one, two = a.event.event_loc, b.event.event_loc
    if one is None or two is None or one.country is None or two.country is None:
        return 0.0
    if is_same_place(one, two):
        return 1.0
    return -0.3 if one.country == two.country else -1.0


def is_same_place(a: Location, b: Location) -> bool:
    """Whether two places are one, by number where both have one, else by name."""
    if a.geonames_id is not None and b.geonames_id is not None:
        return a.geonames_id == b.geonames_id
    return (a.name or a.text).lower() == (b.name or b.text).lower()


def gap(a: Telling, b: Telling) -> int | None:
    """Days between two tellings' times; 0 where they overlap, None where one is unknown."""
    if a.days is None or b.days is None:
        return None
    return max(0, a.days.first - b.days.last, b.days.first - a.days.last)


def _date(a: Telling, b: Telling) -> float:
    apart = gap(a, b)
    if apart is None or a.days is None or b.days is None:
        return UNDATED
    if not (a.days.known and b.days.known):
        return 0.1 if not apart else next(value for days, value in GUESSED if apart <= days)
    if apart:
        return -0.5 if apart <= NEAR_DAYS else -1.5
    widest = max(a.days.width, b.days.width)
    return 1.0 if widest == 0 else 0.5 if widest <= FARTHEST_DAYS else 0.15


UNDATED = -0.4
GUESSED = ((7, -0.2), (60, -0.4), (400, -0.7), (dt.date.max.toordinal(), -1.0))
"""Where a day is only guessed from the publication: days between, and what they are worth. Reports look back."""


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / (min(len(one), len(two)) + SMOOTHING)


def _text(a: Telling, b: Telling) -> float:
    return _overlap(a.words, b.words)


def _names(a: Telling, b: Telling) -> float:
    return min(len(a.names & b.names), 3) / 3


def _story(a: Telling, b: Telling) -> float:
    return _overlap(a.story, b.story)


def _object(a: Telling, b: Telling) -> float:
    one, two = a.event.object, b.event.object
    if one is None or two is None:
        return 0.0
    return token_set_ratio(one.text.lower(), two.text.lower()) / 50 - 1


def _counts(a: Telling, b: Telling) -> float:
    shared = a.event.counts.keys() & b.event.counts.keys()
    known = [(a.event.counts[u].value, b.event.counts[u].value) for u in shared]
    if not known:
        return 0.0
    return 1.0 if any(x == y for x, y in known) else -1.0


def _unique(a: Telling, b: Telling) -> float:
    return 1.0 if any(_says(a, pattern) and _says(b, pattern) for pattern in UNIQUE.values()) else 0.0


def _says(telling: Telling, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(line.text) for line in telling.event.evidence)


def _modality(a: Telling, b: Telling) -> float:
    one, two = a.event.modality, b.event.modality
    return -1.0 if one != two and (one in PLANNED or two in PLANNED) else 0.0


FEATURES = (
    Feature(name="type", value=_type, weight=2.0, meaning="the same type, not merely one of its family"),
    Feature(name="mode", value=_mode, weight=0.4, meaning="the same mode, or another"),
    Feature(name="sides", value=_sides, weight=0.8, meaning="codes of the sides that both name"),
    Feature(name="dyad", value=_dyad, weight=0.4, meaning="two codes in common"),
    Feature(name="identities", value=_identities, weight=0.6, meaning="the same person or body"),
    Feature(name="place", value=_place, weight=0.4, meaning="the same place, or another"),
    Feature(name="date", value=_date, weight=2.2, meaning="days in common; a day or two apart may be an error"),
    Feature(name="text", value=_text, weight=3.5, meaning="telling words that the sentences share"),
    Feature(
        name="names", value=_names, weight=0.6, meaning="names and numbers beside the sides that both sentences hold"
    ),
    Feature(name="story", value=_story, weight=1.2, meaning="names that the two articles share"),
    Feature(name="object", value=_object, weight=0.3, meaning="what is signed, given or demanded"),
    Feature(name="counts", value=_counts, weight=0.3, meaning="the same number of the same unit, or another"),
    Feature(name="unique", value=_unique, weight=1.0, meaning="both tell of the first or the last of its kind"),
    Feature(name="modality", value=_modality, weight=0.8, meaning="a plan and a deed may be one, but need more"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A ground on which two tellings cannot be one event, whatever else speaks for it."""

    holds: Callable[[Telling, Telling], bool]
    reason: str
    of_sign: bool = False
    """Whether it is that one denies the other."""
    of_type: bool = False
    """Whether it is that their types differ."""
    of_pair: bool = False
    """Whether it holds for a first pair only: other tellings of the event need not all be alike in words."""


BARS = (
    Bar(
        holds=lambda a, b: b.type not in like_types(a.type),
        reason="types that are not mistaken for each other",
        of_type=True,
    ),
    Bar(
        holds=lambda a, b: (a.event.modality is Modality.NEGATION) != (b.event.modality is Modality.NEGATION),
        reason="one says that it was not so",
        of_sign=True,
    ),
    Bar(holds=lambda a, b: _far(a, b), reason="more than a week apart"),
    Bar(holds=lambda a, b: _strangers(a, b), reason="nobody in common"),
    Bar(holds=lambda a, b: _other_bodies(a, b), reason="two bodies of one kind, such as two organisations of states"),
    Bar(holds=lambda a, b: _other_pair(a, b), reason="two sides each, and only one of them in common"),
    Bar(
        holds=lambda a, b: _vague(a, b),
        reason="only who and about when agree, and two states do more than one thing in a week",
        of_pair=True,
    ),
)
"""First match wins; its reason is given."""

LEAST_TEXT = 0.15


MOST_TEXT = 0.35


def _far(a: Telling, b: Telling) -> bool:
    return bool(a.days and b.days and a.days.known and b.days.known and (gap(a, b) or 0) > FARTHEST_DAYS)


def _strangers(a: Telling, b: Telling) -> bool:
    """Whether sides differ, and the words are not so alike that one report must have named them otherwise."""
    return bool(a.sides and b.sides) and a.sides.isdisjoint(b.sides) and _text(a, b) < MOST_TEXT


def _other_pair(a: Telling, b: Telling) -> bool:
    """Whether one side deals with another partner each time."""
    return len(a.sides) == len(b.sides) == 2 and len(a.sides & b.sides) == 1 and _text(a, b) < MOST_TEXT


def _other_bodies(a: Telling, b: Telling) -> bool:
    """Whether both name bodies of one kind that are known and not the same."""
    for code in SHARED_CODES & a.sides & b.sides:
        one, two = (
            {
                i
                for e in (*t.event.actor, *t.event.recipient)
                if e.code == code and (i := e.identifier_id) and _is_body(i)
            }
            for t in (a, b)
        )
        if one and two and one.isdisjoint(two):
            return True
    return False


def _is_body(identifier: str) -> bool:
    return "person/" not in identifier


def _vague(a: Telling, b: Telling) -> bool:
    """Whether no words agree, nor the very day, the type and all that is told of the sides."""
    if not a.names.isdisjoint(b.names) or _text(a, b) >= LEAST_TEXT:
        return False
    return not (a.type == b.type and _date(a, b) == 1.0 and _sides(a, b) == 1.0 and _dyad(a, b))


def are_unlike(a: Telling, b: Telling) -> bool:
    """A quick test for most of what :func:`barred` keeps apart: no word, no name and not the same type in common."""
    return a.type != b.type and a.words.isdisjoint(b.words) and a.names.isdisjoint(b.names)


def barred(a: Telling, b: Telling, *, joined: bool = False) -> str | None:
    """Why two tellings cannot be one event; None where nothing keeps them apart.

    ``joined`` where another telling of the same event is already known to be alike.
    """
    return next((bar.reason for bar in BARS if not (joined and bar.of_pair) and bar.holds(a, b)), None)


def score(a: Telling, b: Telling) -> float:
    """How much speaks for one event; above :data:`THRESHOLD` it is."""
    total = sum(feature.weight * feature.value(a, b) for feature in FEATURES) + BIAS
    return round(total - SAME_DOCUMENT if a.document.id == b.document.id else total, 6)


def grounds(a: Telling, b: Telling) -> tuple[Grounds, ...]:
    """The table behind :func:`score`: every feature that spoke either way, the weightiest first."""
    rows = [Grounds(name=f.name, value=round(f.value(a, b), 3), weight=f.weight, meaning=f.meaning) for f in FEATURES]
    if a.document.id == b.document.id:
        rows.append(Grounds(name="one document", value=-1.0, weight=SAME_DOCUMENT, meaning="kept apart within it"))
    return tuple(sorted((r for r in rows if r.contribution), key=lambda r: (-abs(r.contribution), r.name)))
