"""What rules of every class read out of a match: which one, how many, how long."""

from __future__ import annotations

from collections.abc import Sequence

from entente.resolving.dates.days import Length, Unit
from entente.resolving.dates.grammar import Match
from entente.resolving.dates.meanings import Which
from entente.resolving.dates.tokens import Item
from entente.resolving.dates.words import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    NUMBERS,
    UNIT_FACTORS,
    UNIT_PLURALS,
    UNITS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)

WHICH = "(the? this? (last|pastword|next|coming|previous|following)|this)"
"""Pattern for "last", "this coming", "the previous" and their kin."""

COUNT = (
    "((a|the)? few | a? couple of? | a? dozen | half a | a half dash? | frac"
    " | (a|approx)? number (dash? number){0,2} ((to|or) number)? (and? frac | and a half)? | a)"
)
"""Pattern for "two", "2 1/2", "a couple of", "two to three", "a"."""

WHICH_WORDS = {
    "last": Which.LAST, "past": Which.LAST, "next": Which.NEXT, "coming": Which.NEXT, "upcoming": Which.NEXT,
    "previous": Which.PREVIOUS, "preceding": Which.PREVIOUS, "prior": Which.PREVIOUS, "following": Which.FOLLOWING,
    "subsequent": Which.FOLLOWING, "ensuing": Which.FOLLOWING,
}  # fmt: skip


def month_number(item: Item) -> int:
    """1 for "January", "Jan." and "jan"."""
    word = item.word.rstrip(".")
    return MONTHS.index(word) + 1 if word in MONTHS else MONTH_ABBREVIATIONS[word]


def weekday_number(item: Item) -> int:
    """0 for "Monday" and "Mon."."""
    word = item.word.rstrip(".")
    return WEEKDAYS.index(word) if word in WEEKDAYS else WEEKDAY_ABBREVIATIONS[word]


def which(match: Match, name: str = "w") -> Which | None:
    """Which one the words under a capture pick; None where it took no part."""
    if not match.has(name):
        return None
    return next((WHICH_WORDS[item.word] for item in match.items(name) if item.word in WHICH_WORDS), Which.THIS)


def unit_of(item: Item) -> Unit:
    """The unit that "week" or "weeks" names."""
    return UNITS[UNIT_PLURALS.get(item.word, item.word)]


def length_of(count: float, item: Item, workdays: bool = False) -> Length:
    """So many of a unit as a length: a fortnight is two weeks, ninety minutes an hour and a half."""
    unit = Unit.WORKDAY if workdays and unit_of(item) is Unit.DAY else unit_of(item)
    return Length(value=count * UNIT_FACTORS.get(UNIT_PLURALS.get(item.word, item.word), 1), unit=unit)


VAGUE_COUNTS = frozenset({"few", "several", "many", "some"})


def count_of(items: Sequence[Item]) -> float | None:
    """How many: "two" is 2, "two to three" 2 (the lower), "a couple of" 2, "several" None."""
    words = [item.word for item in items]
    if VAGUE_COUNTS & set(words):
        return None
    if "couple" in words:
        return 2
    if "dozen" in words:
        return 12
    for mark in ("to", "or"):
        if mark in words:
            return count_of(items[: words.index(mark)])
    return _whole(items) + _broken(items)


def _whole(items: Sequence[Item]) -> float:
    """The whole number: digits as they stand, words added up ("two hundred", "thirty-five")."""
    numbers = [item for item in items if item.number is not None and item.number >= 1]
    if not numbers:
        return 0 if any(item.word == "half" or item.number is not None for item in items) else 1
    if numbers[0].word not in NUMBERS:
        return numbers[0].number or 0
    total = 0.0
    for item in numbers:
        number = item.number or 0
        total = (total or 1) * number if number >= 100 else total + number
    return total


def _broken(items: Sequence[Item]) -> float:
    """The fraction of "2 1/2", "one and a half"."""
    if any(item.word == "half" for item in items):
        return 0.5
    return next((item.number for item in items if item.number is not None and item.number < 1), 0)
