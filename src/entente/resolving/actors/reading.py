"""What a phrase says about who is meant: nation, body, roles, name, and what changes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from entente.resolving.actors.names import PARTICLES
from entente.resolving.actors.naming import Clues, find_person
from entente.resolving.actors.offices import office_key
from entente.resolving.actors.people import Choice, People, Title
from entente.resolving.actors.phrase import (
    EMPTY_WORDS,
    HONORIFICS,
    OF_LINKS,
    PLACE_LINKS,
    Complement,
    Part,
    Phrase,
    Segment,
)
from entente.resolving.actors.sectors import STRONG, Sectors, after_modifiers, combine, of_people
from entente.resolving.actors.table import Body, Place, Role, Row, Table

# Envoys to a state are not of that state.
SENT: Final = frozenset(
    {"Ambassador", "Permanent Representative", "Diplomat", "High Commissioner", "Consul", "Nuncio",
     "Deputy Ambassador", "Military Attaché", "Deputy High Commissioner"}
)  # fmt: skip
RANK: Final = "Officer"
"""The office of military ranks: a general may hold any other office besides."""

# Bodies that every state has: a nation beside the name says whose they are.
SHARED_KINDS: Final = frozenset({"institution", "party", "company"})
LEADING: Final = frozenset(
    {"leader", "ruler", "strongman", "dictator", "top leader", "veteran leader", "autocrat", "longtime leader"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nation:
    """Whose people or body is meant, by which word, and where it stands (core, complement, apposition)."""

    code: str
    place: Place
    word: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A body named in the phrase, as what it was on the day, and where it stands (head, before or after a role)."""

    body: Body
    row: Row
    word: str
    where: str
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A phrase understood as far as its words go; the rules decide what it comes to."""

    phrase: Phrase
    on: dt.date | None
    as_of: str
    core: tuple[Part, ...] = ()
    nations: tuple[Nation, ...] = ()
    joined: tuple[str, ...] = ()
    named: Named | None = None
    roles: tuple[Role, ...] = ()
    effects: frozenset[str] = frozenset()
    name: str | None = None
    choice: Choice | None = None
    owner: Choice | None = None
    title: Title | None = None
    plural: bool = False
    country: str | None = None

    @property
    def head(self) -> Role | None:
        """The role that the phrase is about."""
        return self.roles[-1] if self.roles else None

    @property
    def nation(self) -> Nation | None:
        """The nation that counts, where one is told."""
        return self.nations[0] if self.nations else None

    @property
    def sectors(self) -> Sectors:
        """The sectors of the roles as the words around them change them."""
        found = combine(self.roles)
        if self.nation is not None:
            found = of_people(found, self.nation.place.side)
        return after_modifiers(found, self.effects)

    @property
    def day(self) -> str:
        """The day in question, as an ISO date."""
        return self.on.isoformat() if self.on is not None else self.as_of


def row_on(rows: Sequence[Row], day: str) -> Row:
    """The first row that holds on ``day``; else the last one that held before; else the first to come."""
    for row in rows:
        if (row.start or "") <= day <= (row.end or "9999"):
            return row
    past = [r for r in rows if (r.end or "9999") < day]
    return max(past, key=lambda r: r.end or "") if past else min(rows, key=lambda r: r.start or "")


def people_row(place: Place, day: str, sector: str | None) -> Row | None:
    """Which state's people are meant, by sector and day; None for a place of one state."""
    fit = [r for r in place.rows if r.sector in (None, sector)]
    return row_on(fit or place.rows, day) if place.rows else None


class Reader:
    """Reads phrases with one table."""

    def __init__(self, table: Table, people: People) -> None:
        self._table = table
        self._people = people

    def read(self, phrase: Phrase, *, on: dt.date | None, country: str | None) -> Reading:
        """What ``phrase`` says, as told on the day ``on`` in a document about ``country``."""
        blank = Reading(phrase=phrase, on=on, as_of=self._table.as_of, country=country)
        if not phrase.segments:
            return blank
        segment = main_segment(phrase.segments)
        core = settled(segment.core)
        roles = tuple(p.role for p in core if p.role is not None)
        head = roles[-1] if roles else None
        named = find_named(core, segment.complements, blank.day, head)
        if head is not None and head.kind not in STRONG and named is None:
            roles = with_complement_roles(roles, segment.complements)
        effects = frozenset(p.modifier.effect for p in core if p.modifier is not None and p.role is None)
        sector = after_modifiers(combine(roles), effects).sector
        nations = tuple(_nations(core, segment, phrase, head, blank.day, sector))
        title = title_of(head, named)
        name, numbers = name_of(phrase, segment, core)
        reading = replace(
            blank,
            core=core,
            nations=nations,
            joined=_joined(core, blank.day),
            plural=any(p.plural for p in core if p.role is not None and p.role is head),
            named=named,
            roles=roles,
            effects=effects,
            name=name,
            title=title,
        )
        return replace(reading, choice=self._choice(reading, numbers), owner=self._owner(reading))

    def _choice(self, reading: Reading, numbers: Sequence[int]) -> Choice | None:
        """Whom the name means, where it is somebody whom the table knows."""
        clues = Clues(on=reading.on, code=_code_told(reading), title=reading.title)
        if numbers:
            persons = [self._people.person(n) for n in numbers]
            # A whole name that the table knows outweighs a title or a country that it does not know.
            for code, title in ((clues.code, clues.title), (clues.code, None), (None, None)):
                found = self._people.choose(persons, on=reading.on, code=code, title=title)
                if found is not None:
                    return found
            return None
        return find_person(self._people, reading.name, clues) if reading.name else None

    def _owner(self, reading: Reading) -> Choice | None:
        """Whose government or people are meant in "the Biden administration", "Assad's forces"."""
        if reading.nations or reading.named is not None or reading.name is not None or reading.head is None:
            return None
        words = name_before_role(reading.core)
        if not words:
            return None
        clues = Clues(on=reading.on, code=None, title=None)
        found = find_person(self._people, text_of(reading.phrase, words), clues)
        return found if found is not None and not found.ambiguous else None


def _code_told(reading: Reading) -> str | None:
    if reading.named is not None and reading.named.row.code not in (None, "NGO"):
        return None if reading.named.body.kind == "company" else reading.named.row.code
    return reading.nation.code if reading.nation is not None and not reading.joined else None


# -- segments and parts ----------------------------------------------------------------------------------------


def main_segment(segments: Sequence[Segment]) -> Segment:
    """The stretch that says who is meant: the first, unless it is only a name or a rank and a later one tells more."""
    first = segments[0]
    if _says(first) >= _TELLING:
        return first
    # What stands in brackets is an acronym of the name before, which the table may know as somebody else's.
    open_ones = [s for s in segments if s is first or not s.bracketed]
    return max(open_ones, key=lambda s: (_says(s), -segments.index(s)))


_TELLING: Final = 3


def _says(segment: Segment) -> int:
    """How much a stretch tells: 0 a name, 1 a rank, 2 a role, 3 a role and whose, or a body or state."""
    parts = segment.core
    roles = [p.role for p in parts if p.role is not None]
    if any(p.body is not None or p.place is not None for p in parts):
        return _TELLING
    if not roles:
        return 0
    if roles[-1].office == RANK:
        return 1
    placed = any(p.place or p.body for c in segment.complements for p in c.parts)
    return _TELLING if placed else 2


def settled(core: Sequence[Part]) -> tuple[Part, ...]:
    """``core`` with one reading for parts that may be several things."""
    return tuple(_settle(part, core, i) for i, part in enumerate(core))


def _settle(part: Part, core: Sequence[Part], i: int) -> Part:
    if part.persons:
        return replace(part, place=None, body=None, role=None, modifier=None)
    if part.body is not None:
        codes = {p.place.code for p in core if p.place is not None and p is not part and not p.weak}
        row_codes = {r.code for r in part.body.rows}
        others = part.body.kind in SHARED_KINDS and codes and not codes & row_codes
        # "the Reunification Democrats" are no Democrats.
        longer = part.shared and i > 0 and core[i - 1].is_name_word and not core[i - 1].possessive
        if longer or (part.role is not None and others):
            return replace(part, body=None, place=None)
        return replace(part, role=None, place=None, modifier=None)
    if part.role is not None and part.role.kind == "empty" and any(_tells(p) for p in core if p is not part):
        return replace(part, role=None)
    if part.role is not None and part.modifier is not None:
        later = any(p.role is not None or p.body is not None for p in core[i + 1 :])
        return replace(part, role=None) if later and not part.possessive else replace(part, modifier=None)
    if part.place is not None and part.role is not None:
        return replace(part, role=None)
    return part


def _tells(part: Part) -> bool:
    return part.body is not None or part.place is not None or (part.role is not None and part.role.kind != "empty")


def with_complement_roles(roles: tuple[Role, ...], complements: Sequence[Complement]) -> tuple[Role, ...]:
    """Roles of "head of the Syrian army": those after "of" come before the neutral head that takes them over."""
    for complement in complements:
        if complement.link in ("of", "for", "from") or complement.allegiance:
            inner = tuple(p.role for p in settled(complement.parts) if p.role is not None)
            if inner and inner[-1].kind in STRONG:
                return (*inner, *roles)
    return roles


# -- bodies ----------------------------------------------------------------------------------------------------


def find_named(core: Sequence[Part], complements: Sequence[Complement], day: str, head: Role | None) -> Named | None:
    """The body that a phrase names: in the core, else after "of" or where allegiance is told."""
    at = max((p.first for p in core if p.role is not None), default=-1)
    for part in reversed(core):
        if part.body is not None and not part.weak:
            where = "before" if part.first < at else "head"
            return _named(part, part.body, day, where)
    links = {"of", "from"} if head is not None and head.office in SENT else OF_LINKS | PLACE_LINKS
    for complement in complements:
        if complement.link in links or complement.allegiance:
            for part in complement.parts:
                if part.body is not None and not part.weak and (part.role is None or part.capital):
                    return _named(part, part.body, day, "after")
    return None


def _named(part: Part, body: Body, day: str, where: str) -> Named:
    return Named(body=body, row=row_on(body.rows, day), word=part.text, where=where, shared=part.shared)


# -- nations ---------------------------------------------------------------------------------------------------


def _nations(
    core: Sequence[Part], segment: Segment, phrase: Phrase, head: Role | None, day: str, sector: str | None
) -> Iterator[Nation]:
    """Nations of the phrase, the one that counts first: in the core, after "of" or "in", in an apposition."""
    inside = list(_nations_in(core, "core", day, sector))
    states = [n for n in inside if n.place.kind not in ("people", "city", "region")]
    if states or (inside and inside[0].place.kind != "people"):
        yield from states or inside
        return
    links = {"of", "from"} if head is not None and head.office in SENT else PLACE_LINKS | OF_LINKS
    after = [
        n
        for c in segment.complements
        if c.link in links or c.allegiance
        for n in _nations_in(c.parts, "complement", day, sector)
    ]
    if inside:
        # A people without a state of its own is of the state where it is told of: "Tuareg rebels in Niger".
        yield from (replace(n, code=after[0].code) if after else n for n in inside)
        return
    if after:
        yield from after
        return
    for other in phrase.segments:
        if other.core is not segment.core:
            yield from _nations_in(other.core, "apposition", day, sector)


def _nations_in(parts: Sequence[Part], where: str, day: str, sector: str | None) -> Iterator[Nation]:
    for part in parts:
        if part.place is not None and part.body is None and not part.weak:
            row = people_row(part.place, day, sector)
            code = row.code if row is not None and row.code else part.place.code
            yield Nation(code=code, place=part.place, word=part.text, where=where)


def _joined(core: Sequence[Part], day: str) -> tuple[str, ...]:
    """Codes of actors side by side ("Iraqi and Iranian border guards"); empty where there are not two."""
    told = [p for p in core if (p.place is not None or p.body is not None) and not p.weak]
    for first, second in pairwise(told):
        link = [p.key for p in core if first.last <= p.first < second.first]
        codes = (_code_of(first, day), _code_of(second, day))
        if "and" in link and None not in codes and codes[0] != codes[1]:
            return tuple(dict.fromkeys(c for p in told if (c := _code_of(p, day)) is not None))
    return ()


def _code_of(part: Part, day: str) -> str | None:
    if part.body is not None:
        return row_on(part.body.rows, day).code
    return part.place.code if part.place is not None else None


# -- names -----------------------------------------------------------------------------------------------------


def title_of(head: Role | None, named: Named | None) -> Title | None:
    """The office that the phrase gives to whom it names."""
    if head is None or head.kind in ("body", "ministry", "empty", "emptygov"):
        return None
    body = named.body.id if named is not None and named.body.kind == "international" else None
    if head.phrase in LEADING:
        return Title(key="leader", body=body)
    return Title(key=office_key(head.office or head.phrase), body=body)


def name_of(phrase: Phrase, segment: Segment, core: Sequence[Part]) -> tuple[str | None, tuple[int, ...]]:
    """The personal name in a phrase as written, and the numbers of persons who bear it in the table."""
    for other in (segment, *phrase.segments):
        for part in (*other.core, *_after_post(other)):
            if part.persons:
                return part.text, part.persons
    words = _name_words(core)
    if words is None:
        for other in phrase.segments:
            words = words or (_name_words(other.core) if other is not segment else None)
    if words is None:
        words = _name_words(_after_post(segment))
    return (text_of(phrase, words), ()) if words is not None else (None, ())


def text_of(phrase: Phrase, words: Sequence[Part]) -> str:
    """The words as written, without a possessive ending."""
    start, end = phrase.tokens[words[0].first], phrase.tokens[words[-1].last - 1]
    return phrase.text[start.start : end.start + len(end.word)]


def name_before_role(core: Sequence[Part]) -> Sequence[Part]:
    """The run of name words just before the first role; empty where there is none."""
    end = next((i for i, p in enumerate(core) if p.role is not None), 0)
    start = end
    while start > 0 and core[start - 1].is_name_word:
        start -= 1
    return core[start:end]


def _after_post(segment: Segment) -> Sequence[Part]:
    """What stands after the post in "ambassador to the United Nations Gilad Erdan": the envoy's name."""
    if not segment.complements or not any(p.role is not None and p.role.office for p in segment.core):
        return ()
    last = segment.complements[-1]
    posts = [i for i, p in enumerate(last.parts) if p.place is not None or p.body is not None]
    return last.parts[posts[-1] + 1 :] if posts and last.link in ("to", "for", "in", "of", "at") else ()


def _name_words(core: Sequence[Part]) -> Sequence[Part] | None:
    """The run of name words after the head role, or the whole stretch where it has no role."""
    at = max((i for i, p in enumerate(core) if p.role is not None), default=-1)
    rest = [p for p in core[at + 1 :] if p.key not in HONORIFICS]
    if at < 0:
        rest = [p for p in rest if p.key not in EMPTY_WORDS]
    while rest and not rest[0].is_name_word and rest[0].key not in PARTICLES:
        if at < 0:
            return None
        rest = rest[1:]
    end = 0
    while end < len(rest) and (rest[end].is_name_word or rest[end].key in PARTICLES):
        end += 1
    run = rest[:end]
    return run if run and run[-1].is_name_word and (at >= 0 or end == len(rest)) else None
