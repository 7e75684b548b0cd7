"""``ActorResolver``: from the words of a mention to code, sectors, identity, office and the reason why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from entente.records import Resolution
from entente.resolving.actors.answers import own_code
from entente.resolving.actors.offices import has_one_holder
from entente.resolving.actors.people import Choice, People, Standing
from entente.resolving.actors.phrase import Parser
from entente.resolving.actors.reading import Reader, Reading
from entente.resolving.actors.rules import decide
from entente.resolving.actors.table import Table, read_shipped


class Memory(Protocol):
    """What a document has told about its actors so far."""

    def refer(self, text: str) -> Resolution | None:
        """Whom a short form means that was introduced before; None where nobody."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorContext:
    """What is known around a mention.

    Attributes:
        country: ISO 3166-1 alpha-3 code of the state that the document is about, used where a phrase names none.
        on: the day of the text, where the call gives none.
        memory: the document's memory, asked before the table.
        names: names learnt elsewhere, by their text.
    """

    country: str | None = None
    on: dt.date | None = None
    memory: Memory | None = None
    names: Mapping[str, Resolution] = field(default_factory=dict)


NO_CONTEXT = ActorContext()

CACHED = 2048
"""Phrases kept as read."""


class ActorResolver:
    """Resolves phrases with one actor table; holds the loaded table and nothing that changes."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._people = People(table)
        parse = lru_cache(maxsize=CACHED)(Parser(table).parse)
        reader = Reader(table, self._people)

        def read(text: str, on: dt.date | None, country: str | None) -> Reading:
            return self._with_holder(reader.read(parse(text), on=on, country=country))

        # The same phrase comes again and again in a document: first to be resolved, then to be remembered.
        self._read = lru_cache(maxsize=CACHED)(read)

    @staticmethod
    def load(user_table: Path | None = None) -> ActorResolver:
        """The resolver with the shipped table and, where given, a user's own table merged in.

        Raises:
            TableError: a table is missing or broken.
        """
        if user_table is None:
            return _shipped()
        # Reading a user's file is rare and needs more than resolving does.
        from entente.resolving.actors.importing import merged

        return ActorResolver(merged(_shipped().table, user_table))

    def resolve(self, text: str, *, on: dt.date | None = None, context: ActorContext | None = None) -> Resolution:
        """Whom ``text``, a whole noun phrase, means on the day ``on``.

        Fields are None where the text does not tell; ``reason`` says which rule decided and why. Without a day, an
        office in the text is taken at its word, and a bare name as of the day that the table describes.
        """
        context = context or NO_CONTEXT
        told = self._told(text, context)
        if told is not None:
            return told
        reading = self.read(text, on=on or context.on, country=context.country)
        return decide(reading)

    def read(self, text: str, *, on: dt.date | None = None, country: str | None = None) -> Reading:
        """What the words of ``text`` say, before the rules decide."""
        return self._read(text, on, country)

    @staticmethod
    def _told(text: str, context: ActorContext) -> Resolution | None:
        """What the document itself has told about ``text``."""
        if text in context.names:
            known = context.names[text]
            return replace(known, reason=f"the document says so: {known.reason or 'named there'}")
        return context.memory.refer(text) if context.memory is not None else None

    def _with_holder(self, reading: Reading) -> Reading:
        """``reading`` with the holder of an office that is named with its state and day but without a name."""
        title, nation, head = reading.title, reading.nation, reading.head
        if reading.choice or reading.name or title is None or head is None or reading.on is None:
            return reading
        told = nation.code if nation is not None else own_code(reading.roles)
        code = reading.named.row.code if reading.named is not None else told
        if code is None or reading.joined or reading.plural or not (has_one_holder(title.key) or title.is_head):
            return reading
        if reading.effects & {"former", "exiled", "future", "opposition", "rebel"}:
            return reading
        holders = self._people.holders(code, title, reading.day)
        if not holders:
            return reading
        (person, spell), *rest = holders
        others = tuple(p for p, _ in rest if p is not person)
        choice = Choice(
            person=person,
            spell=spell,
            standing=Standing.IN_OFFICE,
            dated=True,
            how=f"who held the office of '{title.key}'",
            others=others,
            # Several deputies hold office at once; of rulers and ministers the last to come in is meant.
            ambiguous=bool(others) and title.key.startswith("deputy"),
        )
        return replace(reading, choice=choice)


@lru_cache(maxsize=1)
def _shipped() -> ActorResolver:
    return ActorResolver(read_shipped())


def cow_code(iso3: str) -> int | None:
    """The Correlates of War number of a state; None for what is no state of that list."""
    state = _shipped().table.states.get(iso3)
    return state[1] if state is not None else None
