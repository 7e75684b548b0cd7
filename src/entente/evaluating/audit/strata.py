"""Which events stand for which: strata by event type and confidence, and how many rows each gets.

Rows are shared out in proportion to the size of a stratum by the largest remainder (Hamilton's method), but none goes
without a row: what has no row in the sample, no answer can speak for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from entente.records import Event

BAND_EDGES = (0.5, 0.7, 0.9)
"""Confidence bands: below 0.5, from 0.5, from 0.7, from 0.9."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Events of one type (several, where these are one stratum) and of neighbouring confidence."""

    name: str
    events: tuple[Event, ...]


def type_name(event: Event) -> str:
    """The types of an event as one word."""
    return "+".join(str(t) for t in event.event)


def strata_of(events: Iterable[Event], rows: int) -> tuple[Stratum, ...]:
    """Strata of which each gets at least one of ``rows``.

    Within a type, a band that is too small for a row of its own is joined with its neighbour. Where there are still
    more strata than rows, all events are one.
    """
    ordered = sorted(events, key=lambda e: e.id)
    by_type: dict[str, list[Event]] = defaultdict(list)
    for event in ordered:
        by_type[type_name(event)].append(event)
    a_row = Fraction(len(ordered), rows)
    strata = [
        Stratum(name=f"{name} {number}", events=tuple(band))
        for name in sorted(by_type)
        for number, band in enumerate(_joined(_bands(by_type[name]), a_row))
    ]
    if len(strata) > rows:
        return (Stratum(name="all", events=tuple(ordered)),)
    return tuple(strata)


def _bands(events: Iterable[Event]) -> list[list[Event]]:
    bands: list[list[Event]] = [[] for _ in range(len(BAND_EDGES) + 1)]
    for event in events:
        bands[bisect_right(BAND_EDGES, event.confidence)].append(event)
    return bands


def _joined(bands: Iterable[Sequence[Event]], a_row: Fraction) -> list[list[Event]]:
    """Bands joined from below until each holds events for a row; what is left over goes to the last."""
    out: list[list[Event]] = []
    waiting: list[Event] = []
    for band in bands:
        waiting += band
        if waiting and len(waiting) >= a_row:
            out.append(waiting)
            waiting = []
    if waiting and out:
        out[-1] += waiting
    elif waiting:
        out.append(waiting)
    return out


def allot(sizes: Sequence[int], rows: int) -> tuple[int, ...]:
    """How many of ``rows`` each stratum of the given size gets: its share, by largest remainder, but at least one.

    Needs ``len(sizes) <= rows <= sum(sizes)`` and no empty stratum. Strata whose share is less than one row get one;
    the others share the rest, which leaves each with at most its size.
    """
    if not len(sizes) <= rows <= sum(sizes) or min(sizes) < 1:
        raise ValueError(f"{rows} rows cannot be shared out among strata of {list(sizes)}")
    small: set[int] = set()
    while True:
        open_rows, open_size = rows - len(small), sum(s for i, s in enumerate(sizes) if i not in small)
        shares = {i: Fraction(open_rows * s, open_size) for i, s in enumerate(sizes) if i not in small}
        under = {i for i, share in shares.items() if share < 1}
        if not under:
            break
        small |= under
    given = {i: int(share) for i, share in shares.items()}
    left = open_rows - sum(given.values())
    for i in sorted(shares, key=lambda i: (given[i] - shares[i], i))[:left]:
        given[i] += 1
    return tuple(given.get(i, 1) for i in range(len(sizes)))
