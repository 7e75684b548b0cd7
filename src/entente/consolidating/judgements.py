"""What people decided about the record, which holds against every score and outlives every re-run.

Judgements name tellings: ids of events as single documents tell them, which are also the ids and aliases of the events
that they were joined to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Ruling(StrEnum):
    """What a person decides."""

    SAME = "same"
    APART = "apart"
    REJECTED = "rejected"
    CORRECTED = "corrected"


ON_PAIRS = frozenset({Ruling.SAME, Ruling.APART})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision, with who made it, when and why.

    Whether ``first`` and ``second`` are one event; that ``first`` is none; or that a ``field`` of the event of
    ``first`` has another ``value`` (None empties it).
    """

    ruling: Ruling
    first: str
    second: str | None = None
    field: str | None = None
    value: str | None = None
    who: str = ""
    when: dt.date | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise ValueError(f"a judgement on two events names {self.first!r} twice")
        if (self.second is not None) != (self.ruling in ON_PAIRS):
            raise ValueError(f"a ruling of {self.ruling!r} needs {'one id' if self.second else 'two ids'}")
        if (self.field is not None) != (self.ruling is Ruling.CORRECTED):
            raise ValueError("a correction, and only a correction, names a field")


@dataclass(frozen=True, slots=True)
class Judgements:
    """Judgements in a form to be asked; of two about the same the later holds, by day, then by order."""

    _pairs: dict[frozenset[str], Judgement] = field(default_factory=dict)
    _partners: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _corrections: dict[str, dict[str, Judgement]] = field(default_factory=dict)

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Judgements:
        """Look-up tables from single judgements."""
        pairs: dict[frozenset[str], Judgement] = {}
        corrections: dict[str, dict[str, Judgement]] = {}
        for judgement in sorted(judgements, key=lambda j: j.when or dt.date.min):
            if judgement.field is not None:
                corrections.setdefault(judgement.first, {})[judgement.field] = judgement
            else:
                pairs[frozenset(i for i in (judgement.first, judgement.second) if i is not None)] = judgement
        partners: dict[str, list[str]] = {}
        for ids in pairs:
            if len(ids) > 1:
                for one in ids:
                    partners.setdefault(one, []).extend(sorted(ids - {one}))
        return cls(pairs, {one: tuple(sorted(others)) for one, others in partners.items()}, corrections)

    def on(self, a: str, b: str) -> Judgement | None:
        """The judgement on two tellings."""
        return self._pairs.get(frozenset((a, b)))

    def partners(self, telling: str) -> tuple[str, ...]:
        """Tellings that a judgement names together with this one."""
        return self._partners.get(telling, ())

    def is_rejected(self, telling: str) -> bool:
        """Whether a person rejected a telling."""
        return frozenset((telling,)) in self._pairs

    def corrections(self, tellings: Sequence[str]) -> dict[str, Judgement]:
        """By field, the corrections of the event that ``tellings`` tell."""
        return {name: j for one in tellings for name, j in self._corrections.get(one, {}).items()}

    def pairs(self) -> list[list[str]]:
        """The rulings on which tellings are joined, in one order: what clustering hangs on."""
        return sorted([j.ruling.value, *sorted(ids)] for ids, j in self._pairs.items())


NONE = Judgements()
