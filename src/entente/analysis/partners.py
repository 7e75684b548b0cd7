"""With whom a side deals, how often, and how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from entente.analysis.calendar import Clock, day_of
from entente.analysis.dyads import Act, Side
from entente.analysis.tally import Tally, tally
from entente.store.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """What a side has done with one partner, either way; ``first`` and ``last`` are the days of its acts that have one."""

    partner: Side
    tally: Tally
    first: dt.date | None
    last: dt.date | None

    @property
    def count(self) -> int:
        """How many events."""
        return self.tally.count

    @property
    def events(self) -> tuple[str, ...]:
        """Ids of the events."""
        return self.tally.events


def rank_partners(
    acts: Iterable[Act],
    state: Side,
    *,
    begin: dt.date | None = None,
    end: dt.date | None = None,
    clock: Clock = Clock.BEST,
    limit: int | None = None,
) -> list[Partner]:
    """The partners of ``state`` by number of events, the most frequent first, each event once for a partner.

    With ``begin`` or ``end``, only acts that a day places there (by ``clock``, as for a month).
    """
    found: dict[Side, dict[str, Act]] = {}
    for act in acts:
        if state not in (act.source, act.target) or not _is_in(act, begin, end, clock):
            continue
        found.setdefault(act.other(state), {}).setdefault(act.event, act)
    ranked = [_partner(side, list(told.values()), clock) for side, told in found.items()]
    return sorted(ranked, key=lambda p: (-p.count, p.partner.key))[:limit]


def _is_in(act: Act, begin: dt.date | None, end: dt.date | None, clock: Clock) -> bool:
    if begin is None and end is None:
        return True
    day = day_of(act, clock, Period.MONTH)
    return day is not None and (begin or day) <= day <= (end or day)


def _partner(side: Side, acts: list[Act], clock: Clock) -> Partner:
    days = [day for act in acts if (day := day_of(act, clock, Period.MONTH)) is not None]
    return Partner(partner=side, tally=tally(acts), first=min(days, default=None), last=max(days, default=None))
