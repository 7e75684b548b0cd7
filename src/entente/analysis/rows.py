"""Results of analysis as rows of plain values, for tables, CSV, JSON Lines and data frames alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from entente.analysis.alignment import Alignments
from entente.analysis.bootstrap import Interval
from entente.analysis.partners import Partner
from entente.analysis.series import Point, Series
from entente.analysis.shifts import BeforeAfter, Shift
from entente.analysis.tally import Tally

Row = dict[str, object]
JOIN = " "
"""Between the ids of events: a value of one column, which every format can hold."""

DAY = "datetime64[s]"
SERIES_COLUMNS = {
    "period": "string", "begin": DAY, "end": DAY, "a": "category", "b": "category", "count": "Int64",
    "verbal_cooperation": "Int64", "material_cooperation": "Int64", "verbal_conflict": "Int64",
    "material_conflict": "Int64", "cooperation": "Int64", "conflict": "Int64", "score_sum": "Float64",
    "score_mean": "Float64", "cooperation_score": "Float64", "conflict_score": "Float64", "by_report": "Int64",
    "articles": "Int64", "count_per_hundred": "Float64", "cooperation_per_hundred": "Float64",
    "conflict_per_hundred": "Float64", "score_sum_per_hundred": "Float64", "events": "string",
}  # fmt: skip
"""Columns of a series and their types in a data frame."""
ALIGNMENT_COLUMNS = {
    "state": "category", "partner": "category", "period": "string", "begin": DAY, "end": DAY, "count": "Int64",
    "within": "Int64", "mean": "Float64", "mean_low": "Float64", "mean_high": "Float64", "balance": "Float64",
    "balance_low": "Float64", "balance_high": "Float64", "events": "string",
}  # fmt: skip
SHIFT_COLUMNS = {
    "period": "string", "begin": DAY, "day": DAY, "a": "category", "b": "category", "kind": "category",
    "before": "Float64", "after": "Float64", "change": "Float64", "before_count": "Int64", "after_count": "Int64",
    "events": "string",
}  # fmt: skip
PARTNER_COLUMNS = {
    "partner": "category", "count": "Int64", "cooperation": "Int64", "conflict": "Int64", "score_sum": "Float64",
    "score_mean": "Float64", "first": DAY, "last": DAY, "events": "string",
}  # fmt: skip
BEFORE_AFTER_COLUMNS = {
    "state": "category", "partner": "category", "day": DAY, "days": "Int64", "before_count": "Int64",
    "after_count": "Int64", "before_mean": "Float64", "after_mean": "Float64", "change": "Float64",
    "change_low": "Float64", "change_high": "Float64", "articles_before": "Int64", "articles_after": "Int64",
    "before_events": "string", "after_events": "string",
}  # fmt: skip


def series_rows(series: Series) -> list[Row]:
    """A row a period."""
    return [
        {"period": p.period, "begin": p.begin, "end": p.end, "a": series.a.key, "b": series.b.key}
        | _tally(p.tally)
        | {"by_report": p.by_report, "articles": p.articles}
        | _per_hundred(p)
        | {"events": JOIN.join(p.events)}
        for p in series.points
    ]


def alignment_rows(found: Alignments) -> list[Row]:
    """A row a partner and period."""
    return [
        {"state": found.state.key, "partner": one.partner.key, "period": p.period, "begin": p.begin, "end": p.end}
        | {"count": p.count, "within": p.within, "mean": p.mean}
        | _interval("mean", p.mean_interval)
        | {"balance": p.balance}
        | _interval("balance", p.balance_interval)
        | {"events": JOIN.join(p.events)}
        for one in found.partners
        for p in one.points
    ]


def shift_rows(shifts: Iterable[Shift]) -> list[Row]:
    """A row a turn."""
    return [
        {
            "period": s.period, "begin": s.begin, "day": s.day, "a": s.a.key, "b": s.b.key, "kind": s.kind.value,
            "before": s.before.mean, "after": s.after.mean, "change": s.change, "before_count": s.before.tally.count,
            "after_count": s.after.tally.count, "events": JOIN.join(s.events),
        }
        for s in shifts
    ]  # fmt: skip


def partner_rows(partners: Iterable[Partner]) -> list[Row]:
    """A row a partner."""
    return [
        {
            "partner": p.partner.key, "count": p.count, "cooperation": p.tally.cooperation, "conflict": p.tally.conflict,
            "score_sum": p.tally.score_sum, "score_mean": _rounded(p.tally.score_mean), "first": p.first, "last": p.last,
            "events": JOIN.join(p.events),
        }
        for p in partners
    ]  # fmt: skip


def before_after_rows(found: Sequence[BeforeAfter]) -> list[Row]:
    """A row a partner."""
    return [
        {
            "state": b.state.key, "partner": b.partner.key, "day": b.day, "days": b.days, "before_count": b.before.count,
            "after_count": b.after.count, "before_mean": _rounded(b.before.score_mean),
            "after_mean": _rounded(b.after.score_mean), "change": b.change,
        }
        | _interval("change", b.change_interval)
        | {
            "articles_before": b.articles_before, "articles_after": b.articles_after,
            "before_events": JOIN.join(b.before.events), "after_events": JOIN.join(b.after.events),
        }
        for b in found
    ]  # fmt: skip


def _tally(told: Tally) -> Row:
    return {
        "count": told.count, "verbal_cooperation": told.quads.verbal_cooperation,
        "material_cooperation": told.quads.material_cooperation, "verbal_conflict": told.quads.verbal_conflict,
        "material_conflict": told.quads.material_conflict, "cooperation": told.cooperation, "conflict": told.conflict,
        "score_sum": told.score_sum, "score_mean": _rounded(told.score_mean),
        "cooperation_score": told.cooperation_score, "conflict_score": told.conflict_score,
    }  # fmt: skip


def _per_hundred(point: Point) -> Row:
    told = point.tally
    values = {
        "count": told.count, "cooperation": told.cooperation, "conflict": told.conflict, "score_sum": told.score_sum,
    }  # fmt: skip
    return {f"{name}_per_hundred": _rounded(point.per_hundred(value)) for name, value in values.items()}


def _interval(name: str, found: Interval | None) -> Row:
    return {f"{name}_low": found.low if found else None, f"{name}_high": found.high if found else None}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
