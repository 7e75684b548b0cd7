"""A tidy table of dyads: one row for two sides and a month, with ISO and Correlates of War codes, as CSV.

Sides and mutual acts are those of :mod:`entente.analysis.dyads`: an event counts once for two sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from entente.analysis import Period, Side, acts_between, acts_of, articles_by_period, networks
from entente.analysis.calendar import Clock, placed
from entente.analysis.dyads import Act
from entente.analysis.networks import Network, Tie
from entente.export.countries import countries, cow_of
from entente.export.delimited import delimited
from entente.export.selection import Request, Written

COLUMNS = (
    "month", "side_a", "iso_a", "cow_a", "name_a", "side_b", "iso_b", "cow_b", "name_b",
    "events", "a_to_b", "b_to_a", "mutual",
    "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
    "cooperation_score", "conflict_score", "score_sum", "score_mean", "articles", "event_ids",
)  # fmt: skip


def write(request: Request) -> Written:
    """The ties of every month that has any, earliest first, then by side."""
    chosen = request.selection
    acts = acts_of(chosen.events, modalities=())
    dated, undated = placed(acts, Clock.BEST, Period.MONTH)
    read = articles_by_period(chosen.coverage)
    months = networks((act for _, act in dated), period=Period.MONTH)
    by_id: dict[str, list[Act]] = {}
    for act in acts:
        by_id.setdefault(act.event, []).append(act)
    rows = [row for month in months for row in _rows(month, by_id, read)]
    lost = len({act.event for act in undated} - {act.event for _, act in dated})
    warnings = (f"{lost} events belong to no single month and were left out",) if lost else ()
    counts = {
        "events": len({act.event for _, act in dated}), "rows": len(rows), "undated": lost,
        "without_two_sides": len(chosen.events) - len(by_id),
    }  # fmt: skip
    return Written(data=delimited(rows, header=COLUMNS), counts=counts, warnings=warnings)


def _rows(month: Network, acts: dict[str, list[Act]], read: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for tie in sorted(month.ties, key=lambda tie: (tie.a.key, tie.b.key)):
        told, quads = tie.tally, tie.tally.quads
        ways = _ways(tie, acts)
        mean = round(told.score_sum / told.count, 6)
        yield (
            month.period, *_side(tie.a), *_side(tie.b), told.count, *ways,
            quads.verbal_cooperation, quads.material_cooperation, quads.verbal_conflict, quads.material_conflict,
            told.cooperation_score, told.conflict_score, told.score_sum, mean, read.get(month.period or "", 0),
            " ".join(told.events),
        )  # fmt: skip


def _ways(tie: Tie, acts: dict[str, list[Act]]) -> tuple[int, int, int]:
    """How many of a tie's events go from a to b, from b to a, and are mutual."""
    own = [act for event in tie.tally.events for act in acts_between(acts[event], tie.a, tie.b)]
    mutual = sum(act.mutual for act in own)
    forward = sum(not act.mutual and act.source == tie.a for act in own)
    return forward, len(own) - mutual - forward, mutual


def _side(side: Side) -> tuple[object, ...]:
    country = countries().get(side.code)
    name = side.name or (country.name if country else side.code)
    return side.key, country.iso3 if country else None, cow_of(side.code), name
