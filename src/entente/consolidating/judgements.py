"""What people decided about the record, which holds against every score and outlives every re-run.

Judgements name tellings: ids of events as single documents tell them, which are also the ids and aliases of the events
that they were joined to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Ruling(StrEnum):
    """What a person decides."""

    SAME = "same"
    APART = "apart"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision: whether ``first`` and ``second`` are one event, or that ``first`` is none; who, when and why."""

    ruling: Ruling
    first: str
    second: str | None = None
    who: str = ""
    when: dt.date | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise ValueError(f"a judgement on two events names {self.first!r} twice")
        if (self.second is None) != (self.ruling is Ruling.REJECTED):
            raise ValueError(f"a ruling of {self.ruling!r} needs {'one id' if self.second else 'two ids'}")


@dataclass(frozen=True, slots=True)
class Judgements:
    """Judgements in a form to be asked; of two about the same ids the later holds, by day, then by order."""

    _pairs: dict[frozenset[str], Judgement] = field(default_factory=dict)
    _partners: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Judgements:
        """Look-up tables from single judgements."""
        pairs: dict[frozenset[str], Judgement] = {}
        for judgement in sorted(judgements, key=lambda j: j.when or dt.date.min):
            pairs[frozenset(i for i in (judgement.first, judgement.second) if i is not None)] = judgement
        partners: dict[str, list[str]] = {}
        for ids in pairs:
            if len(ids) > 1:
                for one in ids:
                    partners.setdefault(one, []).extend(sorted(ids - {one}))
        return cls(pairs, {one: tuple(sorted(others)) for one, others in partners.items()})

    def on(self, a: str, b: str) -> Judgement | None:
        """The judgement on two tellings."""
        return self._pairs.get(frozenset((a, b)))

    def partners(self, telling: str) -> tuple[str, ...]:
        """Tellings that a judgement names together with this one."""
        return self._partners.get(telling, ())

    def is_rejected(self, telling: str) -> bool:
        """Whether a person rejected a telling."""
        return frozenset((telling,)) in self._pairs


NONE = Judgements()
