"""Persons and their spells in office: who is meant, and what they were on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from rapidfuzz import fuzz

from entente.records import Alternative
from entente.resolving.actors.offices import HEADS, RULERS
from entente.resolving.actors.table import Person, Spell, Table, holder_key
from entente.resolving.actors.text import key_of, name_sound

CLOSE_NAME: Final = 88.0
"""Names whose spelling is at least this alike (0 to 100) may be one name misspelt."""

OFFICIAL: Final = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY"})
"""Sectors that one leaves with the office: whoever held it is of the former elite afterwards."""

HEADS_OF_BODIES: Final = ("secretary-general", "director-general", "president", "chairperson", "managing director")
"""Offices whose holder a text may call the chief of an international organisation."""

ALTERNATIVES: Final = 5


class Standing(Enum):
    """How a person stands to an office on the day in question."""

    IN_OFFICE = "in office"
    TITLED = "titled so"
    FORMER = "former"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A person, the spell that decides, how it stands, and who else might be meant."""

    person: Person
    spell: Spell
    standing: Standing
    dated: bool
    how: str = "by name"
    others: tuple[Person, ...] = ()
    ambiguous: bool = False

    @property
    def is_ruler(self) -> bool:
        """Whether the deciding spell is that of a head of state or government."""
        return self.spell.key in RULERS

    @property
    def sector(self) -> str | None:
        """The sector on the day: that of the spell, ELI after an office, nothing known before the first."""
        if self.standing is Standing.FORMER and self.spell.sector in OFFICIAL:
            return "ELI"
        return None if self.standing is Standing.NOT_YET else self.spell.sector

    @property
    def other_sectors(self) -> tuple[str, ...]:
        """Other sectors on the day."""
        return self.spell.others if self.standing in (Standing.IN_OFFICE, Standing.TITLED) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The office that a text gives to somebody: its comparable name and the organisation it belongs to."""

    key: str
    body: str | None = None

    @property
    def is_leader(self) -> bool:
        """Whether any head of state or government may be meant ("the Libyan leader")."""
        return self.key in ("leader", "ruler", "leaders", "strongman", "dictator")

    @property
    def is_head(self) -> bool:
        """Whether whoever heads the state or organisation may be meant ("the UN chief")."""
        return self.is_leader or (self.body is not None and self.key in ("chief", "head", "boss", "director"))

    def fits(self, spell: Spell) -> bool:
        """Whether ``spell`` is an office that a text may call so."""
        if self.is_leader:
            return spell.key in HEADS or "leader" in spell.key
        if self.body is not None and spell.body != self.body:
            return False
        return spell.key == self.key or (self.key == "president" and spell.key == "leader")


class People:
    """The persons of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        # Names alike begin alike and have as many words: only those are compared.
        self._alike: dict[tuple[str, int], list[tuple[str, list[int]]]] = {}
        for sounds, numbers in table.sounds.items():
            self._alike.setdefault(_shape(sounds), []).append((sounds, numbers))

    def person(self, number: int) -> Person:
        """The person of that number."""
        return self._table.persons[number]

    def by_surname(self, key: str) -> list[Person]:
        """Persons whom newspapers call by ``key`` alone."""
        return [self._table.persons[n] for n in self._table.surnames.get(key, ())]

    def by_sound(self, name: str) -> list[Person]:
        """Persons whose whole name sounds like ``name`` in another transliteration."""
        return [self._table.persons[n] for n in self._table.sounds.get(name_sound(name), ())]

    def by_likeness(self, name: str, code: str | None) -> list[Person]:
        """Persons whose whole name is spelt nearly as ``name``; only those of a state where one is told."""
        sounds = name_sound(name)
        best: tuple[float, list[int]] = (CLOSE_NAME, [])
        for known, numbers in self._alike.get(_shape(sounds), ()):
            score = fuzz.ratio(sounds, known, score_cutoff=best[0])
            fit = [n for n in numbers if code is None or any(s.code == code for s in self.person(n).spells)]
            if fit and score > best[0]:
                best = (score, fit)
        return [self.person(n) for n in best[1]]

    def holders(self, code: str, title: Title, day: str) -> list[tuple[Person, Spell]]:
        """Who held the office in ``code`` on ``day``, the latest to enter it first."""
        keys: tuple[str, ...] = (*self._leading(code, day), *HEADS) if title.is_leader else (title.key,)
        if title.is_head and title.body is not None:
            keys = HEADS_OF_BODIES
        found: list[tuple[Person, Spell]] = []
        for key in keys:
            for number, i in self._table.holders.get(holder_key(code, title.body, key), ()):
                spell = self.person(number).spells[i]
                if covers(spell, day):
                    found.append((self.person(number), spell))
            if found:
                break
        return sorted(found, key=lambda f: f[1].start or "", reverse=True)

    def _leading(self, code: str, day: str) -> Iterator[str]:
        """The office whose holder led the state on that day, where it was not the president's."""
        for key, start, end in self._table.leaders.get(code, ()):
            if (start or "") <= day <= (end or "9999"):
                yield key

    def choose(
        self, persons: Sequence[Person], *, on: dt.date | None, code: str | None, title: Title | None
    ) -> Choice | None:
        """Whom of ``persons`` a text means that gives this country and title on this day.

        Nobody where the country or the title speak against all of them.
        """
        day = on.isoformat() if on is not None else None
        choices = [c for p in persons if (c := self._stand(p, day, code, title)) is not None]
        if not choices:
            return None
        choices.sort(key=_likelihood, reverse=True)
        return replace(choices[0], others=tuple(c.person for c in choices[1:]))

    def _stand(self, person: Person, day: str | None, code: str | None, title: Title | None) -> Choice | None:
        spells = [s for s in person.spells if code is None or s.code == code]
        titled = [s for s in spells if title is not None and title.fits(s)]
        if not spells or (title is not None and not titled and not _may_differ(title)):
            return None
        if day is None and titled:
            return _choice(person, _latest(titled), Standing.TITLED, dated=False)
        at = day or self._table.as_of
        held = [s for s in spells if covers(s, at)]
        if held:
            fit = [s for s in held if s in titled]
            return _choice(person, _latest(fit or held), Standing.IN_OFFICE, dated=day is not None)
        past = [s for s in spells if (s.end or "9999") < at]
        if past:
            ended = [s for s in past if s in titled] or past
            return _choice(person, max(ended, key=lambda s: s.end or ""), Standing.FORMER, dated=day is not None)
        return _choice(person, spells[0], Standing.NOT_YET, dated=day is not None)


def _shape(sounds: str) -> tuple[str, int]:
    return sounds[:1], sounds.count(" ")


def covers(spell: Spell, day: str) -> bool:
    """Whether the office was held on ``day``."""
    return (spell.start or "") <= day <= (spell.end or "9999")


def alternative(person: Person, reason: str) -> Alternative:
    """``person`` as somebody else whom a text might mean."""
    spell = _latest(person.spells)
    return Alternative(
        code=spell.code,
        sector=spell.sector,
        identifier_id=person.id,
        identifier_text=person.name,
        reason=reason,
    )


def alternatives(persons: Iterable[Person], reason: str) -> tuple[Alternative, ...]:
    """The first few of ``persons`` as alternatives."""
    return tuple(alternative(p, reason) for p in list(persons)[:ALTERNATIVES])


def is_full_name(name: str) -> bool:
    """Whether ``name`` has given and family name."""
    return " " in key_of(name)


def _may_differ(title: Title) -> bool:
    """Whether the title leaves room for offices that the table does not have: not that of a ruler or a minister."""
    return title.key not in RULERS and not title.key.startswith(("minister:", "deputy minister:"))


def _choice(person: Person, spell: Spell, standing: Standing, *, dated: bool) -> Choice:
    return Choice(person=person, spell=spell, standing=standing, dated=dated)


def _latest(spells: Sequence[Spell]) -> Spell:
    return max(spells, key=lambda s: (s.start or "", s.key in RULERS))


_STANDINGS: Final = (Standing.NOT_YET, Standing.FORMER, Standing.TITLED, Standing.IN_OFFICE)


def _likelihood(choice: Choice) -> tuple[int, bool, str]:
    """In office before former, rulers before others, the later before the earlier."""
    return (
        _STANDINGS.index(choice.standing),
        choice.spell.key in RULERS,
        choice.spell.end or choice.spell.start or "9999",
    )
