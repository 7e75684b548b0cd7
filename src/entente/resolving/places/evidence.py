"""Whether a known name is a place where it stands: named features, each with its weight."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from entente.resolving.places.feature import Feature
from entente.resolving.places.model import Entry
from entente.resolving.places.spans import POSSESSIVE_GAPS
from entente.resolving.places.tables import Word
from entente.resolving.places.text import Token
from entente.resolving.places.words import (
    BODY_HEADS,
    CALENDAR,
    LOCATIVES,
    NATURE_HEADS,
    ORGANISATIONS,
    PLACE_HEADS,
    SPEECH_VERBS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A known name where it stands: what is before, after and around it, and what else the document says.

    ``first`` is the name's first word, ``before`` and ``after`` are the words around it; ``best`` is the weight of its
    weightiest sense, ``flags`` a ``Word`` as a plain number, which is asked often.
    """

    tokens: Sequence[Token]
    first_at: int
    last_at: int
    first: Token
    before: Token | None
    after: Token | None
    entries: tuple[Entry, ...]
    best: float
    flags: int
    is_surname_here: bool
    is_qualified: bool
    follows_person: bool
    stands_lower: bool
    stands_in_list: bool
    times: int
    located_times: int


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence: what it is called, its weight, how much of it a setting has."""

    name: str
    weight: float
    measure: Callable[[Setting], float]


GREAT: Final = 5.5

SETTLED: Final = frozenset({Feature.CITY, Feature.CAPITAL, Feature.ADMIN2})
"""Kinds whose names take no article."""

SPEAKERS: Final = frozenset({Feature.COUNTRY, Feature.CAPITAL, Feature.BUILDING})

BUILT: Final = frozenset({Feature.BUILDING, Feature.SITE, Feature.BASE, Feature.AIRPORT})

STATES: Final = frozenset({Feature.COUNTRY, Feature.ADMIN1})


COMMON: Final = int(Word.COMMON)
COMMON_GIVEN: Final = int(Word.COMMON_GIVEN)
SURNAME: Final = int(Word.SURNAME)
COMMON_SURNAME: Final = int(Word.COMMON_SURNAME)
ONE_SPACE: Final = frozenset({" "})


def best_weight(entries: Sequence[Entry]) -> float:
    """The weight of the weightiest sense; less where the place is mostly known by another name."""
    return max(e.weight - (1.0 if e.alternate else 0) for e in entries)


def _is_single(setting: Setting) -> bool:
    return setting.first_at == setting.last_at


def weight_over_village(s: Setting) -> float:
    """How weighty the weightiest place of the name is, from a village of 300 on."""
    return s.best - 2.5


def is_country(s: Setting) -> float:
    """The name is a state's."""
    return float(any(e.feature is Feature.COUNTRY for e in s.entries))


def is_landmark(s: Setting) -> float:
    """The name is a sea's, an island's, a region's: one of those that the project itself lists."""
    return float(
        any(e.feature not in SETTLED and e.feature not in STATES and e.feature not in BUILT for e in s.entries)
    )


def is_great(s: Setting) -> float:
    """The name is that of a city or area of more than 300,000."""
    return float(s.best >= GREAT)


def stands_in_list(s: Setting) -> float:
    """A state, province or great city stands beside it in a list."""
    return float(s.stands_in_list)


def is_long(s: Setting) -> float:
    """The name has several words."""
    return float(s.first_at < s.last_at)


def is_common_word(s: Setting) -> float:
    """The name is a word that mostly means something else."""
    return float(_is_single(s) and bool(s.flags & COMMON))


def is_given_name(s: Setting) -> float:
    """The name is a frequent given name."""
    return float(_is_single(s) and bool(s.flags & COMMON_GIVEN))


def is_surname(s: Setting) -> float:
    """The name is a frequent surname."""
    return float(_is_single(s) and bool(s.flags & COMMON_SURNAME))


def is_rare_surname(s: Setting) -> float:
    """The name is a surname, though not a frequent one."""
    return float(_is_single(s) and bool(s.flags & SURNAME) and not s.flags & COMMON_SURNAME)


def names_person_here(s: Setting) -> float:
    """Somebody in the text bears the name."""
    return float(_is_single(s) and s.is_surname_here)


def has_no_other_meaning(s: Setting) -> float:
    """The name is a single word that is no ordinary word, given name or surname."""
    return float(_is_single(s) and not s.flags and any(not e.alternate for e in s.entries))


def is_only_alternate(s: Setting) -> float:
    """No place is mostly known by the name."""
    return float(all(e.alternate for e in s.entries))


def after_person_of(s: Setting) -> float:
    """A person or an age and 'of' or 'from' stand before: 'Jensen, 87, of Williston'."""
    return float(s.follows_person)


def after_kind(s: Setting) -> float:
    """'The village of' or 'the port' stands before."""
    before, first = s.before, s.first_at
    if before is None or s.first.gap != " ":
        return 0.0
    if before.text == "of" and first >= 2:
        before = s.tokens[first - 2]
    return float(before.folded in PLACE_HEADS and not before.is_capital)


def after_the(s: Setting) -> float:
    """'The' stands before what is no country, region or water: the Webb Center."""
    before = s.before
    if before is None or before.folded != "the" or not s.first.is_capital:
        return 0.0
    return float(all(e.feature in SETTLED for e in s.entries))


def stands_lower(s: Setting) -> float:
    """The same word stands elsewhere in the text without a capital."""
    return float(s.stands_lower)


def before_number(s: Setting) -> float:
    """A number follows: Highway 9, District 2."""
    return float(s.after is not None and s.after.gap == " " and s.after.text[0].isdigit())


def after_locative(s: Setting) -> float:
    """A word such as 'in', 'near' or 'northern' stands before."""
    before = s.before
    if before is not None and before.folded == "the" and s.first_at > 1:
        before = s.tokens[s.first_at - 2]
    return float(before is not None and before.folded in LOCATIVES and s.first.gap in (" ", "\u00a0"))


def is_qualified(s: Setting) -> float:
    """The state or country follows after a comma, or the name qualifies the one before it."""
    return float(s.is_qualified)


def before_place_head(s: Setting) -> float:
    """'County', 'city', 'airport' or the like follows."""
    return float(s.after is not None and s.after.gap in (" ", "-") and s.after.folded in PLACE_HEADS)


def before_body_head(s: Setting) -> float:
    """'Police', 'Mayor', 'residents' or the like follows."""
    return float(s.after is not None and s.after.gap in (" ", "-", "'s ", "’s ") and s.after.folded in BODY_HEADS)


def _meets_capital(s: Setting, gaps: frozenset[str]) -> bool:
    after = s.after
    return (
        after is not None
        and after.gap in gaps
        and after.is_capital
        and after.folded not in BODY_HEADS
        and after.folded not in PLACE_HEADS
        and after.folded not in CALENDAR
    )


def before_other_capital(s: Setting) -> float:
    """Another capitalised word follows that is no such head: the name may be part of a longer one."""
    return float(_meets_capital(s, ONE_SPACE))


def owns_capital(s: Setting) -> float:
    """Another capitalised word follows in the possessive: Conakry's Madina, Moore's Ford."""
    return float(_meets_capital(s, POSSESSIVE_GAPS))


def after_other_capital(s: Setting) -> float:
    """A capitalised word stands directly before, and not at the start of a sentence."""
    before = s.before
    return float(
        before is not None
        and s.first.gap == " "
        and before.is_capital
        and not before.starts_sentence
        and before.folded not in LOCATIVES
    )


def before_nature_head(s: Setting) -> float:
    """'Creek', 'National Forest' or the like follows: a feature nearby that the gazetteer does not know."""
    following = s.tokens[s.last_at + 1 : s.last_at + 3]
    for token in following:
        if token.gap != " ":
            return 0.0
        if token.is_capital and token.folded in NATURE_HEADS:
            return 1.0
    return 0.0


def before_university(s: Setting) -> float:
    """'University' or 'College' follows."""
    return float(s.after is not None and s.after.gap == " " and s.after.text in ("University", "College", "Institute"))


def after_body_of(s: Setting) -> float:
    """'University of', 'Bank of' or 'Television' stands before: the place is part of the body's name."""
    before = s.before
    if before is None or s.first.gap != " ":
        return 0.0
    if before.text == "of" and s.first_at >= 2 and before.gap == " ":
        before = s.tokens[s.first_at - 2]
    return float(before.is_capital and before.folded in ORGANISATIONS)


def after_owner_of(s: Setting) -> float:
    """Another capitalised word and 'of' stand before."""
    if s.first_at < 2 or s.before is None or s.before.text != "of" or s.first.gap != " ":
        return 0.0
    owner = s.tokens[s.first_at - 2]
    return float(owner.is_capital and not owner.starts_sentence and s.before.gap == " ")


def is_dateline(s: Setting) -> float:
    """In capitals at the start of a paragraph, or with a dash after it."""
    after = s.after
    dashed = after is not None and after.gap.strip(" .)") in ("—", "–", "--", "-") and after.gap[:1] in " .)"
    return float(dashed and (s.first.starts_sentence or s.first.is_shouted))


def before_speech(s: Setting) -> float:
    """'Said' or the like follows: the name speaks, and is no state's or capital's, which speak too."""
    if any(entry.feature in SPEAKERS for entry in s.entries):
        return 0.0
    return float(s.after is not None and s.after.gap == " " and s.after.folded in SPEECH_VERBS)


def starts_sentence(s: Setting) -> float:
    """The name begins a sentence, where every word has a capital."""
    return float(s.first.starts_sentence)


def is_repeated(s: Setting) -> float:
    """The name stands more than once in the text."""
    return math.log(s.times)


def is_located_elsewhere(s: Setting) -> float:
    """The name stands elsewhere in the text after 'in', before 'County' or with its state."""
    return math.log1p(s.located_times)


CLUES: Final = (
    Clue("weight", 0.5, weight_over_village),
    Clue("country", 0.8, is_country),
    Clue("landmark", 0.4, is_landmark),
    Clue("great", 0.2, is_great),
    Clue("in list", 1.4, stands_in_list),
    Clue("long", 0.8, is_long),
    Clue("common word", -1.8, is_common_word),
    Clue("given name", 0.0, is_given_name),
    Clue("surname", -0.9, is_surname),
    Clue("rare surname", 0.4, is_rare_surname),
    Clue("person here", -0.5, names_person_here),
    Clue("no other meaning", 0.3, has_no_other_meaning),
    Clue("only alternate", -0.4, is_only_alternate),
    Clue("after person of", 1.8, after_person_of),
    Clue("after locative", 0.7, after_locative),
    Clue("qualified", 0.9, is_qualified),
    Clue("before place head", 0.5, before_place_head),
    Clue("before body head", -0.3, before_body_head),
    Clue("before capital", -2.1, before_other_capital),
    Clue("owns capital", -0.9, owns_capital),
    Clue("after capital", -0.7, after_other_capital),
    Clue("before nature head", -0.5, before_nature_head),
    Clue("before university", -2.2, before_university),
    Clue("after body of", -2.6, after_body_of),
    Clue("after owner of", -1.2, after_owner_of),
    Clue("dateline", 1.9, is_dateline),
    Clue("after kind", 1.2, after_kind),
    Clue("after the", -0.2, after_the),
    Clue("stands lower", -1.6, stands_lower),
    Clue("before number", -1.8, before_number),
    Clue("speaks", -0.8, before_speech),
    Clue("starts sentence", -0.1, starts_sentence),
    Clue("repeated", -0.3, is_repeated),
    Clue("located elsewhere", 0.4, is_located_elsewhere),
)
MEASURES: Final = tuple((clue.weight, clue.measure) for clue in CLUES)
INTERCEPT: Final = -1.6


SUPPORT_WEIGHT: Final = 0.3
"""For each unit by which the other places of the text support the sense chosen."""

MANY_OTHERS: Final = 4
SILENT_SUPPORT: Final = 1.5
"""What a name in a short text is given for the support that a longer one might have held."""

ELSEWHERE_WEIGHT: Final = 0.2
"""For each unit of the score that the same name has at its best other stand in the text."""

TWO: Final = 2
MOST_ELSEWHERE: Final = 3.0
"""Bound of what the same name elsewhere may say, for and against."""


def score(setting: Setting) -> float:
    """The log odds that a known name is a place where it stands, by what stands around it alone."""
    total = 0.0
    for weight, measure in MEASURES:
        total += weight * measure(setting)
    return INTERCEPT + total


def with_support(alone: float, support: float, others: int) -> float:
    """A score with what the ``others`` around add to it; where there are few, their silence says nothing."""
    return alone + SUPPORT_WEIGHT * (support if others >= MANY_OTHERS else max(support, SILENT_SUPPORT))


def with_others(own: float, top: Sequence[float]) -> float:
    """A score with what the best other stand of the same name adds; ``top`` has the two best scores, its own included."""
    if len(top) < TWO:
        return own
    best = top[1] if own == top[0] else top[0]
    return own + ELSEWHERE_WEIGHT * max(-MOST_ELSEWHERE, min(MOST_ELSEWHERE, best))
