"""The compiled actor table: its records, and how it is read from the package.

``tools/compile_actors.py`` builds the table from the TSV files under ``facts/``; nothing here is written by hand.
Days are ISO strings and compare as such; a spell known to the month starts on its first and ends on its last day.
"""

from __future__ import annotations

from enum import IntEnum
from importlib import resources
from typing import Final

import msgspec

from entente.errors import TableError

FORMAT = 8
"""Raised whenever the records below change, so that an old file is refused and not misread."""


class Kind(IntEnum):
    """What a key of the lexicon may stand for."""

    PLACE = 0
    BODY = 1
    PERSON = 2
    ROLE = 3
    MODIFIER = 4
    PORTFOLIO = 5


class Sense(msgspec.Struct, frozen=True, array_like=True):
    """One thing that a key may stand for: its kind, its number there, and the capitals it needs in a text.

    ``case`` is 0 where small letters match too, 1 where a capital is needed ("Commons"), 2 where all letters must be
    capitals ("ICE"). ``shared`` marks names that bodies of many states bear ("Senate"); the best known is meant.
    """

    kind: int
    index: int
    case: int = 0
    shared: bool = False


class Row(msgspec.Struct, frozen=True, array_like=True):
    """What a name stands for from one day to another (both None where always)."""

    code: str | None
    sector: str | None
    others: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    note: str = ""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A state, a people, a capital or another place, and whose actors it names.

    ``kind`` is one of state, historic, demonym, people, capital, seat, city, region. ``rows`` hold choices that
    depend on the sector told or on the day (peoples); the first that fits wins. ``side`` says of a people that it is
    armed against its state, or that its land is a breakaway one.
    """

    kind: str
    name: str
    code: str
    id: str | None = None
    sector: str | None = None
    others: tuple[str, ...] = ()
    office: str | None = None
    alternatives: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    plural: bool = False
    note: str = ""
    side: str = ""


class Body(msgspec.Struct, frozen=True, array_like=True):
    """An organisation, armed group, institution, party or company, and what it was when."""

    kind: str
    id: str
    name: str
    rows: tuple[Row, ...]


class Role(msgspec.Struct, frozen=True, array_like=True):
    """What people or bodies a noun names: the sector, and how strongly it says so."""

    kind: str
    phrase: str
    sector: str | None = None
    others: tuple[str, ...] = ()
    office: str | None = None
    code: str | None = None
    plural: bool = False


class Modifier(msgspec.Struct, frozen=True, array_like=True):
    """A word before a role that changes it: former, acting, exiled, rebel, opposition."""

    word: str
    effect: str
    note: str = ""


class Portfolio(msgspec.Struct, frozen=True, array_like=True):
    """The business of a ministry; the name ``*`` is the words of the text ("disaster management")."""

    name: str
    others: tuple[str, ...] = ()


class Spell(msgspec.Struct, frozen=True, array_like=True):
    """An office held from one day to another, and who says so.

    ``key`` is the office as compared ("minister: Defence"); ``body`` the organisation where the office is none of a
    state's.
    """

    code: str
    office: str
    key: str
    body: str | None
    sector: str | None
    others: tuple[str, ...]
    start: str | None
    end: str | None
    source: str


class Person(msgspec.Struct, frozen=True, array_like=True):
    """Somebody whose offices are known."""

    id: str
    name: str
    spells: tuple[Spell, ...]


class Table(msgspec.Struct, frozen=True):
    """Everything that the resolver knows, as one immutable record.

    ``lexicon`` leads from a key to its senses; ``longest`` from a first word to the number of words of the longest
    key that begins with it. ``surnames`` and ``sounds`` lead to numbers of persons, ``place_sounds`` to states and
    capitals, ``holders`` from "code|body|office key" to pairs of person and spell. ``states`` gives name, Correlates
    of War number and ISO 3166-1 alpha-2 code by alpha-3 code, ``leaders`` the office (with its first and last day)
    whose holder a state's leader is where that is not the president.
    """

    format: int
    as_of: str
    places: list[Place]
    bodies: list[Body]
    persons: list[Person]
    roles: list[Role]
    modifiers: list[Modifier]
    portfolios: list[Portfolio]
    lexicon: dict[str, list[Sense]]
    longest: dict[str, int]
    surnames: dict[str, list[int]]
    sounds: dict[str, list[int]]
    place_sounds: dict[str, int]
    holders: dict[str, list[tuple[int, int]]]
    states: dict[str, tuple[str, int | None, str]]
    leaders: dict[str, list[tuple[str, str | None, str | None]]]


SOUND_MARK: Final = "~"
"""Stands before the sound of a surname in ``Table.surnames``, which holds surnames as written as well."""


def holder_key(code: str, body: str | None, office: str) -> str:
    """The key of ``Table.holders``."""
    return f"{code}|{body or ''}|{office}"


def decode(data: bytes) -> Table:
    """The table in ``data``.

    Raises:
        TableError: it is no actor table, or one of another version.
    """
    try:
        table = msgspec.msgpack.decode(data, type=Table)
    except msgspec.MsgspecError as error:
        raise TableError(f"the actor table cannot be read ({error}); build it again or reinstall") from error
    if table.format != FORMAT:
        raise TableError(f"the actor table has format {table.format}, this version needs {FORMAT}; build it again")
    return table


def encode(table: Table) -> bytes:
    """The bytes of ``table``; the same table gives the same bytes."""
    return msgspec.msgpack.encode(table, order="deterministic")


def read_shipped() -> Table:
    """The table that comes with the package.

    Raises:
        TableError: the file is missing or broken.
    """
    file = resources.files(__package__).joinpath("data/actors.msgpack")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise TableError(
            "the package lacks its actor table; build it with tools/compile_actors.py or reinstall"
        ) from error
    return decode(data)
