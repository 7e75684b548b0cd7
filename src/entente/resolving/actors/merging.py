"""Joins a user's own table to the shipped one: what the user says is asked first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from entente.resolving.actors.table import Kind, Sense, Table

Entry = TypeVar("Entry")


def join(base: Table, own: Table) -> Table:
    """``base`` with everything of ``own``; under a shared key the senses and persons of ``own`` come first."""
    moved = {Kind.PERSON: len(base.persons), Kind.BODY: len(base.bodies)}
    persons = len(base.persons)

    def sense(s: Sense) -> Sense:
        return Sense(s.kind, s.index + moved.get(Kind(s.kind), 0), s.case, s.shared)

    return msgspec.structs.replace(
        base,
        persons=base.persons + own.persons,
        bodies=base.bodies + own.bodies,
        lexicon=_joined(base.lexicon, {k: [sense(s) for s in v] for k, v in own.lexicon.items()}),
        longest=base.longest | {k: max(n, base.longest.get(k, 1)) for k, n in own.longest.items()},
        surnames=_joined(base.surnames, _shifted(own.surnames, persons)),
        sounds=_joined(base.sounds, _shifted(own.sounds, persons)),
        holders=_joined(base.holders, {k: [(number + persons, i) for number, i in v] for k, v in own.holders.items()}),
    )


def _shifted(index: Mapping[str, Iterable[int]], by: int) -> dict[str, list[int]]:
    return {key: [number + by for number in numbers] for key, numbers in index.items()}


def _joined(base: Mapping[str, list[Entry]], own: Mapping[str, list[Entry]]) -> dict[str, list[Entry]]:
    return {**base, **{key: [*entries, *base.get(key, ())] for key, entries in own.items()}}
