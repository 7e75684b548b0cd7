"""Builds the actor table from rows of facts: what the build script and the import of a user's own actors share."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from entente.errors import TableError
from entente.resolving.actors.names import surnames
from entente.resolving.actors.offices import RULERS, office_key
from entente.resolving.actors.table import (
    FORMAT,
    SOUND_MARK,
    Body,
    Kind,
    Modifier,
    Person,
    Place,
    Portfolio,
    Role,
    Row,
    Sense,
    Spell,
    Table,
    holder_key,
)
from entente.resolving.actors.text import fold, is_acronym, key_of, name_sound

Record = Mapping[str, str]
"""One line of a table of facts: column to text, empty where nothing is known."""

# Sectors of offices whose line of facts does not say: an office is government unless a word here says otherwise.
OFFICE_SECTORS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    (r"defen[cs]e", "GOV", ("MIL",)),
    (r"chief of (?:the )?(?:general |army |defen[cs]e )?(?:staff|forces)|joint chiefs", "MIL", ()),
    (r"^speaker|^senator|member of parliament", "LEG", ()),
    (r"attorney general|prosecutor|chief justice", "JUD", ()),
    (r"director of the cia|intelligence", "SPY", ()),
)

SOUNDED: Final = frozenset({"state", "demonym", "capital"})
SOUNDED_LENGTH: Final = 5
"""Places whose misspellings are found by sound ("Afganistan", "Khatmandu"): states and capitals, no short names."""

SHARED_MARK: Final = "~"
"""Stands before names that bodies of many states bear ("~Senate"), as does ``SHARED_NOTE`` in the note of a body."""
SHARED_NOTE: Final = "shared name"


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values, parted by bars."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def slug(name: str) -> str:
    """``name`` as part of an identifier."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def first_day(date: str) -> str | None:
    """The first day of a year, month or day, as an ISO date."""
    return (date + "-01-01"[len(date) - 4 :]) if date else None


def last_day(date: str) -> str | None:
    """The last day of a year, month or day, as an ISO date."""
    if len(date) == len("2021-02"):
        year, month = (int(part) for part in date.split("-"))
        return f"{date}-{monthrange(year, month)[1]:02d}"
    return f"{date}-12-31" if len(date) == len("2021") else date or None


def plural(phrase: str) -> str:
    """The plural of a role ("chief of staff" gives "chiefs of staff")."""
    head, of, rest = phrase.partition(" of ")
    return _plural_word(head) + of + rest


def _plural_word(word: str) -> str:
    if word.endswith(("man", "woman")):
        return word[:-2] + "en"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"


def office_sector(office: str) -> tuple[str, tuple[str, ...]]:
    """Sector and other sectors of an office by its title."""
    for pattern, sector, others in OFFICE_SECTORS:
        if re.search(pattern, office, re.IGNORECASE):
            return sector, others
    return "GOV", ()


@dataclass(slots=True)
class _Draft:
    """A person whose spells are still being gathered."""

    id: str
    name: str
    code: str
    names: list[str]
    words: set[str]
    spells: list[Spell] = field(default_factory=list)


@dataclass(slots=True)
class TableBuilder:
    """Gathers rows of facts; ``table`` gives the finished table.

    Lines are added in the order in which they win: of two senses of one key, the one added first is preferred.
    """

    as_of: str
    places: list[Place] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    modifiers: list[Modifier] = field(default_factory=list)
    portfolios: list[Portfolio] = field(default_factory=list)
    states: dict[str, tuple[str, int | None, str]] = field(default_factory=dict)
    leaders: dict[str, list[tuple[str, str | None, str | None]]] = field(default_factory=dict)
    _lexicon: dict[str, list[Sense]] = field(default_factory=dict)
    _people: dict[str, _Draft] = field(default_factory=dict)
    _of_state: dict[str, list[_Draft]] = field(default_factory=dict)
    _body_ids: dict[str, int] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _place_sounds: dict[str, int] = field(default_factory=dict)

    # -- places ------------------------------------------------------------------------------------------------

    def add_states(self, rows: Iterable[Record]) -> None:
        """States and territories: iso3, iso2, cow, name, aliases."""
        for row in rows:
            cow = int(row["cow"]) if row["cow"] else None
            self.states[row["iso3"]] = (row["name"], cow, row["iso2"])
            place = Place("state", row["name"], row["iso3"], id=f"iso:{row['iso3']}", sector="GOV")
            self._place(place, (row["name"], *split(row["aliases"])))

    def add_historic(self, rows: Iterable[Record]) -> None:
        """States that are no more: iso3 of the successor, id, name, aliases, note."""
        for row in rows:
            place = Place("historic", row["name"], row["iso3"], id=row["id"], sector="GOV", note=row["note"])
            self._place(place, (row["name"], *split(row["aliases"])))

    def add_demonyms(self, rows: Iterable[Record]) -> None:
        """Names of peoples of states: demonym, iso3, note. A second line of a demonym is an alternative."""
        lines = list(rows)
        codes: dict[str, list[str]] = {}
        for row in lines:
            codes.setdefault(row["demonym"], []).append(row["iso3"])
        known = set(codes)
        for name, (code, *others) in codes.items():
            note = next(r["note"] for r in lines if r["demonym"] == name)
            many = _is_plural(name, known)
            place = Place(
                "demonym",
                self._state_name(code),
                code,
                id=f"iso:{code}",
                sector="GOV",
                alternatives=tuple(others),
                plural=many,
                note=note,
            )
            self._place(place, (name,))

    def add_peoples(self, rows: Iterable[Record]) -> None:
        """Peoples without a state of their own: the state by default, by sector and by day."""
        by_name: dict[str, list[Record]] = {}
        for row in rows:
            by_name.setdefault(row["name"], []).append(row)
        for name, lines in by_name.items():
            rows_of = tuple(
                Row(
                    r["iso3"],
                    r["sector"] or None,
                    split(r["alternatives"]),
                    first_day(r["start"]),
                    last_day(r["end"]),
                    r["note"],
                )
                for r in lines
            )
            last = lines[-1]
            names = _people_names(name)
            self._place(
                Place(
                    "people",
                    names[0],
                    last["iso3"],
                    sector="GOV",
                    rows=rows_of,
                    note=last["note"],
                    side=last["side"],
                ),
                names,
            )

    def add_capitals(self, rows: Iterable[Record]) -> None:
        """Capitals, which stand for their governments: iso3, name, aliases."""
        for row in rows:
            code = row["iso3"]
            place = Place("capital", self._state_name(code), code, id=f"iso:{code}", sector="GOV")
            self._place(place, (row["name"], *split(row["aliases"])))

    def add_seats(self, rows: Iterable[Record]) -> None:
        """Palaces, streets and cities that stand for an institution: name, iso3, sector, office, aliases."""
        for row in rows:
            code = row["iso3"]
            place = Place(
                "seat",
                self._state_name(code) if code in self.states else row["office"],
                code,
                id=f"iso:{code}" if code in self.states else None,
                sector=row["sector"] or None,
                others=split(row["other_sectors"]),
                office=row["office"] or None,
                note=row["note"],
            )
            self._place(place, (row["name"], *split(row["aliases"])))

    def add_regions(self, rows: Iterable[Record], *, kind: str) -> None:
        """Regions or cities: name, iso3, note. A name that is taken already keeps its sense."""
        for row in rows:
            if key_of(row["name"]) in self._lexicon:
                continue
            code = row["iso3"]
            place = Place(
                kind,
                row["name"],
                code,
                sector="GOV",
                alternatives=split(row.get("alternatives") or ""),
                note=row.get("note") or "",
            )
            self._place(place, (row["name"],))

    def _state_name(self, code: str) -> str:
        state = self.states.get(code)
        if state is None:
            raise TableError(f"{code} is used in the facts but has no line in states.tsv; add one")
        return state[0]

    def _place(self, place: Place, names: Sequence[str]) -> None:
        self.places.append(place)
        if place.kind in SOUNDED:
            for key in map(key_of, names):
                if " " not in key and len(key) >= SOUNDED_LENGTH:
                    self._place_sounds.setdefault(name_sound(key), len(self.places) - 1)
        self._senses(Kind.PLACE, len(self.places) - 1, names)

    # -- bodies ------------------------------------------------------------------------------------------------

    def add_bodies(self, rows: Iterable[Record], *, kind: str) -> None:
        """Organisations of one kind. Lines of the same name are one body at different times."""
        grouped: dict[str, list[Record]] = {}
        for row in rows:
            grouped.setdefault(row["name"], []).append(row)
        for name, lines in grouped.items():
            body = Body(kind, self._body_id(name, lines[0]), name, tuple(_row(r) for r in lines))
            self.bodies.append(body)
            number = len(self.bodies) - 1
            shared = any(SHARED_NOTE in r["note"] for r in lines)
            names = [SHARED_MARK + name if shared else name]
            names += [alias for r in lines for alias in split(r["aliases"])]
            self._senses(Kind.BODY, number, names)
            for alias in names:
                self._body_ids.setdefault(key_of(alias.removeprefix(SHARED_MARK)), number)

    def _body_id(self, name: str, row: Record) -> str:
        plain = row.get("id") or f"entente:body/{slug(name)}"
        if plain in self._taken:
            plain = f"{plain}-{row['code'].lower()}"
        self._taken.add(plain)
        return plain

    # -- roles -------------------------------------------------------------------------------------------------

    def add_roles(self, rows: Iterable[Record]) -> None:
        """Nouns of roles: kind, sector, other_sectors, phrase, office, code; plurals are added."""
        lines = list(rows)
        phrases = {key_of(r["phrase"]) for r in lines}
        for row in lines:
            names = [row["phrase"]]
            if row["kind"] in ("office", "group", "imgroup", "weak", "neutral", "body", "mnc"):
                many = plural(row["phrase"])
                names += [many] if key_of(many) not in phrases else []
            role = Role(
                row["kind"],
                row["phrase"],
                row["sector"] or None,
                split(row["other_sectors"]),
                row["office"] or None,
                row["code"] or None,
                _is_plural(row["phrase"], phrases),
            )
            self.roles.append(role)
            self._senses(Kind.ROLE, len(self.roles) - 1, names)

    def add_modifiers(self, rows: Iterable[Record]) -> None:
        """Words that change a role: word, effect, note."""
        for row in rows:
            self.modifiers.append(Modifier(row["word"], row["effect"], row["note"]))
            self._senses(Kind.MODIFIER, len(self.modifiers) - 1, (row["word"],))

    def add_portfolios(self, rows: Iterable[Record]) -> None:
        """Portfolios of ministries: portfolio, other_sectors, aliases."""
        for row in rows:
            self.portfolios.append(Portfolio(row["portfolio"], split(row["other_sectors"])))
            self._senses(Kind.PORTFOLIO, len(self.portfolios) - 1, split(row["aliases"]))

    # -- people ------------------------------------------------------------------------------------------------

    def add_leader_offices(self, rows: Iterable[Record]) -> None:
        """Offices of effective leaders: iso3, office, start, end."""
        for row in rows:
            spell = (office_key(row["office"]), first_day(row["start"]), last_day(row["end"]))
            self.leaders.setdefault(row["iso3"], []).append(spell)

    def add_spells(self, rows: Iterable[Record]) -> None:
        """Offices held: name, aliases, code, office, sector, other_sectors, start, end, source.

        A line that another source tells as well (same state, a shared part of the name, a ruler's office at the
        same time) is not added twice; the spell that is there takes over its source.
        """
        for row in rows:
            spell = self._spell(row)
            if row.get("surname_only") and self._is_told(row, spell):
                continue
            draft = self._draft(row)
            draft.spells.append(spell)
            for name in split(row["aliases"]):
                if name not in draft.names:
                    draft.names.append(name)
                    draft.words.update(key_of(name).split())
            held = self._of_state.setdefault(spell.code, [])
            if all(other is not draft for other in held):
                held.append(draft)

    def _spell(self, row: Record) -> Spell:
        sector, others = office_sector(row["office"])
        if row["sector"]:
            sector, others = row["sector"], split(row["other_sectors"])
        office, body = row["office"], None
        if row["code"] not in self.states:
            office, body = self._of_body(row["office"])
        return Spell(
            row["code"],
            row["office"],
            office_key(office),
            body,
            sector,
            others,
            first_day(row["start"]),
            last_day(row["end"]),
            row["source"],
        )

    def _of_body(self, office: str) -> tuple[str, str | None]:
        """Title and organisation of "Secretary General of NATO"."""
        title, _, rest = office.partition(" of ")
        number = self._body_ids.get(key_of(rest.removeprefix("the ")))
        return (title, self.bodies[number].id) if number is not None else (office, None)

    def _is_told(self, row: Record, spell: Spell) -> bool:
        words = {w for w in key_of(row["name"]).split() if len(w) > 1}
        found = [
            (len(words & draft.words), _apart(other, spell), draft, i)
            for draft in self._of_state.get(spell.code, ())
            if words & draft.words
            for i, other in enumerate(draft.spells)
            if other.key in RULERS and _overlap(other, spell)
        ]
        if not found:
            return False
        _, _, draft, i = min(found, key=lambda f: (-f[0], f[1]))
        if draft.spells[i].source == "unverified":
            draft.spells[i] = _with_source(draft.spells[i], spell.source)
        return True

    def _draft(self, row: Record) -> _Draft:
        # Namesakes of different states stay apart unless an international office joins them to one person.
        name, code = row["name"], row["code"]
        plain = row.get("id") or f"entente:person/{slug(name)}"
        draft = self._people.get(plain)
        if draft is None or row.get("surname_only"):
            plain = plain if not row.get("surname_only") else f"{plain}-{code.lower()}"
            draft = self._people.setdefault(plain, _Draft(plain, name, code, [name], set(key_of(name).split())))
        return draft

    # -- the whole ---------------------------------------------------------------------------------------------

    def _senses(self, kind: Kind, number: int, names: Iterable[str]) -> None:
        for written in names:
            name = written.removeprefix(SHARED_MARK)
            key = key_of(name.removeprefix("the ").removeprefix("The "))
            if not key:
                continue
            senses = self._lexicon.setdefault(key, [])
            case = _case(name)
            same = next((s for s in senses if (s.kind, s.index) == (kind, number)), None)
            if same is not None and same.case > case:
                senses.remove(same)
            if same is None or same.case > case:
                senses.append(Sense(int(kind), number, case, name != written))

    def table(self) -> Table:
        """The finished table."""
        persons: list[Person] = []
        surname_of: dict[str, list[int]] = {}
        sounds: dict[str, list[int]] = {}
        holders: dict[str, list[tuple[int, int]]] = {}
        for number, draft in enumerate(self._people.values()):
            persons.append(Person(draft.id, draft.name, tuple(draft.spells)))
            self._index_names(draft, number, surname_of, sounds)
            for i, spell in enumerate(draft.spells):
                holders.setdefault(holder_key(spell.code, spell.body, spell.key), []).append((number, i))
        return Table(
            format=FORMAT,
            as_of=self.as_of,
            places=self.places,
            bodies=self.bodies,
            persons=persons,
            roles=self.roles,
            modifiers=self.modifiers,
            portfolios=self.portfolios,
            lexicon=self._lexicon,
            longest=_longest(self._lexicon),
            surnames=surname_of,
            sounds=sounds,
            place_sounds=self._place_sounds,
            holders=holders,
            states=self.states,
            leaders=self.leaders,
        )

    def _index_names(
        self, draft: _Draft, number: int, surname_of: dict[str, list[int]], sounds: dict[str, list[int]]
    ) -> None:
        codes = {s.code for s in draft.spells}
        for name in draft.names:
            key = key_of(name)
            if " " in key:
                self._senses(Kind.PERSON, number, (name,))
                _file(sounds, name_sound(key), number)
            for code in codes:
                for short in surnames(name, code):
                    _file(surname_of, short, number)
                    _file(surname_of, SOUND_MARK + name_sound(short), number)


def _case(name: str) -> int:
    """The capitals that ``name`` needs in a text (see ``Sense``)."""
    return 2 if is_acronym(name) else int(name != name.lower())


def _file(index: dict[str, list[int]], key: str, number: int) -> None:
    numbers = index.setdefault(key, [])
    if number not in numbers:
        numbers.append(number)


def _overlap(a: Spell, b: Spell) -> bool:
    return (a.start or "") <= (b.end or "9999") and (b.start or "") <= (a.end or "9999")


def _apart(a: Spell, b: Spell) -> int:
    """Days, roughly, between the starts and the ends of two spells: how unlikely they are the same one."""
    return _gap(a.start, b.start) + _gap(a.end, b.end)


def _gap(a: str | None, b: str | None) -> int:
    def days(date: str) -> int:
        year, month, day = (int(part) for part in date.split("-"))
        return (year * 12 + month) * 31 + day

    if a is None or b is None:
        return 0 if a is b else 10_000
    return abs(days(a) - days(b))


def _with_source(s: Spell, source: str) -> Spell:
    return Spell(s.code, s.office, s.key, s.body, s.sector, s.others, s.start, s.end, source)


def _row(row: Record) -> Row:
    return Row(
        row["code"],
        row["sector"] or None,
        split(row["other_sectors"]),
        first_day(row["start"]),
        last_day(row["end"]),
        row["note"].replace(SHARED_NOTE, "").strip("; "),
    )


def _is_plural(name: str, known: set[str]) -> bool:
    return name.endswith("s") and name[:-1] in known


def _people_names(name: str) -> tuple[str, ...]:
    """Spellings of a people's name; "Albanian ethnic" is written "ethnic Albanian"."""
    if name.endswith(" ethnic"):
        people = name.removesuffix(" ethnic")
        return (f"ethnic {people}", f"ethnic {people}s")
    return (name, name + "s") if not name.endswith("ish") else (name,)


def _longest(lexicon: Mapping[str, object]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in lexicon:
        first, *rest = key.split()
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    return longest
