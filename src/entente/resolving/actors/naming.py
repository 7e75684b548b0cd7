"""Whom a name means that the lexicon does not know as written: a surname alone, another transliteration, a slip."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from entente.resolving.actors.names import PARTICLES
from entente.resolving.actors.people import Choice, People, Standing, Title
from entente.resolving.actors.phrase import HONORIFICS
from entente.resolving.actors.table import SOUND_MARK, Person
from entente.resolving.actors.text import key_of, name_sound

MIN_SOUND: Final = 5
"""A shorter surname is looked up as written only: too many names sound alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What the text tells about somebody besides the name."""

    on: dt.date | None
    code: str | None
    title: Title | None

    @property
    def any(self) -> bool:
        """Whether there is a country or a title to hold candidates against."""
        return self.code is not None or self.title is not None


def find_person(people: People, name: str, clues: Clues) -> Choice | None:
    """Whom ``name`` means, in the light of ``clues``; None where nobody fits or the name is nobody's."""
    words = [w for w in key_of(name).split() if w not in HONORIFICS and len(w) > 1]
    if not words:
        return None
    if _is_short(words):
        return _by_surname(people, words, clues)
    return _by_whole_name(people, " ".join(words), clues)


def _is_short(words: list[str]) -> bool:
    """Whether the words are one surname, with its particles."""
    return all(w in PARTICLES for w in words[:-1])


def _by_whole_name(people: People, key: str, clues: Clues) -> Choice | None:
    """By the whole name; else somebody known by surname only who held just this office."""
    for how, persons in (
        ("spelt otherwise", people.by_sound(key)),
        ("spelt nearly so", people.by_likeness(key, clues.code)),
    ):
        found = _choose(people, persons, clues)
        if found is not None:
            return replace(found, how=how)
    bare = [p for p in people.by_surname(key.split()[-1]) if " " not in key_of(p.name)]
    found = _choose(people, bare, clues) if clues.title is not None else None
    if found is not None and found.is_ruler and found.standing in (Standing.IN_OFFICE, Standing.TITLED):
        return replace(found, how="by surname and office")
    return None


def _by_surname(people: People, words: list[str], clues: Clues) -> Choice | None:
    key = " ".join(words)
    persons = people.by_surname(key) or people.by_surname(words[-1])
    how = "by surname"
    if not persons and clues.any and len(words[-1]) >= MIN_SOUND:
        persons = people.by_surname(SOUND_MARK + name_sound(words[-1]))
        how = "by surname, spelt otherwise"
    found = _choose(people, persons, clues)
    if found is None:
        return None
    return replace(found, how=how, ambiguous=_is_ambiguous(found, people, clues))


def _choose(people: People, persons: list[Person], clues: Clues) -> Choice | None:
    return people.choose(persons, on=clues.on, code=clues.code, title=clues.title) if persons else None


def _is_ambiguous(choice: Choice, people: People, clues: Clues) -> bool:
    """Whether somebody else fits as well: several in office on the day, or several and none of them."""
    if not choice.others:
        return False
    if choice.standing in (Standing.IN_OFFICE, Standing.TITLED):
        rivals = (people.choose([p], on=clues.on, code=clues.code, title=clues.title) for p in choice.others)
        return any(r is not None and r.standing is choice.standing and _as_likely(r, choice) for r in rivals)
    return True


def _as_likely(rival: Choice, choice: Choice) -> bool:
    """A ruler is likelier meant than somebody of another office."""
    return rival.is_ruler or not choice.is_ruler
