"""Which words of a text are people's names: places are named after people and people after places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from entente.resolving.places.feature import Feature
from entente.resolving.places.spans import Hit, joins
from entente.resolving.places.tables import Word
from entente.resolving.places.text import Token
from entente.resolving.places.words import BODY_HEADS, PLACE_HEADS, ROLES, STREET_HEADS, TITLES

LONGEST_PERSON: Final = 5

NAME_PARTICLES: Final = frozenset("al el bin ibn ben van von der de da di du dos del la le abu bint ould".split())
"""Small words inside people's names."""

NOT_SURNAMES: Final = PLACE_HEADS | BODY_HEADS | STREET_HEADS | frozenset("and the of".split())

_AGE: Final = re.compile(r"\s*,\s*(?:now\s)?\d{1,2}\s*(?:,|\.|;|-year)")

BIG: Final = 5.0
"""Weight from which a place of several words is itself even where its words could be a person's name."""


@dataclass(frozen=True, slots=True)
class People:
    """The words that belong to people's names, and the single names by which these people are named again."""

    words: frozenset[int]
    names: frozenset[str]


def people_in(
    tokens: Sequence[Token],
    flags: Mapping[int, Word],
    hits: Mapping[int, Sequence[Hit]],
    text: str,
) -> People:
    """Finds the people named in a text by title, given name, initial or age."""
    words: set[int] = set()
    names: set[str] = set()
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capital:
            at += 1
            continue
        place_end = _place_wins(hits.get(at, ()), flags, tokens)
        span = None if place_end else _person_at(tokens, flags, hits, text, at)
        if span is None:
            at = (place_end or at) + 1
            continue
        first, last = span
        words.update(range(first, last + 1))
        names.add(tokens[last].folded)
        if flags.get(first, Word(0)) & Word.GIVEN:
            names.add(tokens[first].folded)
        at = last + 1
    return People(frozenset(words), frozenset(names))


def _person_at(
    tokens: Sequence[Token],
    flags: Mapping[int, Word],
    hits: Mapping[int, Sequence[Hit]],
    text: str,
    at: int,
) -> tuple[int, int] | None:
    """First and last word of the person's name that begins at a word, if one does."""
    token = tokens[at]
    last = _run_end(tokens, flags, hits, at)
    if _follows_title(tokens, at) and token.folded not in NOT_SURNAMES:
        return at, last
    if last == at:
        return (at, at) if _has_age(tokens, flags, text, at) else None
    if _is_full_name(tokens, flags, hits, at, last) or _AGE.match(text, tokens[last].end):
        return at, last
    return None


def _place_wins(hits: Sequence[Hit], flags: Mapping[int, Word], tokens: Sequence[Token]) -> int | None:
    """The last word of a name of several words that begins here and is a place, no person: Virginia Beach, San Jose."""
    for hit in hits:
        if hit.length == 1:
            return None
        if hit.entries[0].weight >= BIG or hit.entries[0].feature not in (Feature.CITY, Feature.ADMIN2):
            return hit.last
        first, last = flags.get(hit.first, Word(0)), flags.get(hit.last, Word(0))
        looks_person = hit.length == 2 and first & Word.GIVEN and last & Word.SURNAME and not last & Word.COMMON
        if not looks_person or tokens[hit.last].folded in NOT_SURNAMES:
            return hit.last
    return None


def _run_end(tokens: Sequence[Token], flags: Mapping[int, Word], hits: Mapping[int, Sequence[Hit]], first: int) -> int:
    """The last word of the run of capitalised words (and particles) that begins at a word."""
    last = first
    for at in range(first + 1, min(first + LONGEST_PERSON, len(tokens))):
        token = tokens[at]
        if not joins(token, tokens[at - 1]) or token.folded in NOT_SURNAMES:
            break
        if token.is_capital:
            if flags.get(at, Word(0)) & Word.COMMON and not flags[at] & (Word.SURNAME | Word.GIVEN):
                break
            if at > first and _place_wins(hits.get(at, ()), flags, tokens):
                break
            last = at
        elif token.folded not in NAME_PARTICLES:
            break
    return last


def _follows_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word before is a title (Gov. Palin), or a lower-case role (spokesman Houston)."""
    if at == 0 or tokens[at].gap not in (" ", ". ", "\u00a0"):
        return False
    before = tokens[at - 1]
    if before.is_capital:
        return before.folded in TITLES
    return before.folded in ROLES and tokens[at].gap == " "


def _has_age(tokens: Sequence[Token], flags: Mapping[int, Word], text: str, at: int) -> bool:
    """Whether a lone surname is followed by an age: 'Clinton, 45, was'."""
    return bool(flags.get(at, Word(0)) & Word.SURNAME and _AGE.match(text, tokens[at].end))


def _is_full_name(
    tokens: Sequence[Token], flags: Mapping[int, Word], hits: Mapping[int, Sequence[Hit]], first: int, last: int
) -> bool:
    """Whether a run is a given name or initial and a surname."""
    if len(tokens[first].folded) == 1:
        return tokens[first + 1].gap in (". ", ".") and not hits.get(first)
    flag = flags.get(first, Word(0))
    if not flag & Word.GIVEN:
        return False
    second = flags.get(first + 1, Word(0))
    if len(tokens[first + 1].folded) == 1:
        return True
    if second & Word.SURNAME and not second & Word.COMMON and not hits.get(first + 1):
        return True
    if second & (Word.SURNAME | Word.GIVEN):
        return bool(flag & Word.COMMON_GIVEN) or not _is_major(hits.get(first, ()))
    if second & Word.COMMON or _is_major(hits.get(first, ())):
        return False
    return not hits.get(first + 1) or bool(flag & Word.COMMON_GIVEN and not _is_state(hits[first + 1]))


def _is_major(hits: Sequence[Hit]) -> bool:
    """Whether the first word alone is a country, province or big city."""
    return any(hit.length == 1 and hit.entries[0].weight >= BIG for hit in hits)


def _is_state(hits: Sequence[Hit]) -> bool:
    """Whether the first word alone is mostly a country or a province: 'Jackson Mississippi', without a comma."""
    mostly = [hit.entries[0] for hit in hits if hit.length == 1]
    return any(entry.feature in (Feature.COUNTRY, Feature.ADMIN1) for entry in mostly)
