"""Charts with Altair, for notebooks and the dashboard. Colours keep their distance for colour-blind eyes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from entente.analysis import rows
from entente.analysis.alignment import Alignments
from entente.analysis.extras import altair
from entente.analysis.series import Series

if TYPE_CHECKING:
    import altair as alt

COOPERATION, CONFLICT, LINE = "#0072b2", "#d55e00", "#555555"
PARTNER_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999999")
"""The palette of Okabe and Ito (2008), Color Universal Design, darkest lines first."""
WIDTH, HEIGHT = 640, 320


def series_chart(series: Series, *, per_hundred: bool = False) -> alt.LayerChart:
    """Cooperation above the line and conflict below it, as sums of scores; the line is their sum.

    Hovering tells the period, the counts and the events. Raises UsageError without Altair.
    """
    library = altair()
    data = [
        {
            "period": p.period,
            "begin": _local(p.begin),
            "beyond": _local(p.end + dt.timedelta(days=1)),
            "kind": kind,
            "score": _scaled(p.per_hundred(score) if per_hundred else score),
            "events": count,
            "sum": _scaled(p.per_hundred(p.tally.score_sum) if per_hundred else p.tally.score_sum),
        }
        for p in series.points
        for kind, score, count in (
            ("cooperation", p.tally.cooperation_score, p.tally.cooperation),
            ("conflict", p.tally.conflict_score, p.tally.conflict),
        )
    ]
    unit = "PLOVER score" + (" per 100 articles" if per_hundred else "")
    base = library.Chart(library.Data(values=data)).encode(x=library.X("begin:T", title=None))
    bars = base.mark_bar(stroke="white", strokeWidth=1).encode(
        x2="beyond:T",
        y=library.Y("score:Q", title=unit, stack="zero"),
        color=library.Color(
            "kind:N",
            title=None,
            scale=library.Scale(domain=["cooperation", "conflict"], range=[COOPERATION, CONFLICT]),
        ),
        tooltip=["period:N", "kind:N", "events:Q", "score:Q"],
    )
    line = base.mark_line(color=LINE, point=True, strokeWidth=1.5).encode(y="sum:Q")
    return _titled(bars + line, f"{series.a.label} and {series.b.label} by {series.period.value}")


def alignment_chart(found: Alignments, *, balance: bool = False) -> alt.LayerChart:
    """A line a partner, with its bootstrap interval as a band. Raises UsageError without Altair."""
    library = altair()
    value = "balance" if balance else "mean"
    names = {one.partner.key: one.partner.label for one in found.partners}
    data = [
        {
            "partner": names[str(row["partner"])],
            "period": row["period"],
            "begin": f"{row['begin']}T00:00:00",
            "value": row[value],
            "low": row[f"{value}_low"],
            "high": row[f"{value}_high"],
            "events": row["count"],
        }
        for row in rows.alignment_rows(found)
    ]
    title = "balance of PLOVER scores" if balance else f"mean PLOVER score, {found.window} {found.period.value}s"
    colour = library.Color(
        "partner:N",
        title=None,
        legend=library.Legend(labelLimit=280),
        scale=library.Scale(domain=list(names.values()), range=list(PARTNER_COLOURS[: len(names)])),
    )
    base = library.Chart(library.Data(values=data)).encode(x=library.X("begin:T", title=None), color=colour)
    band = base.mark_area(opacity=0.12).encode(y=library.Y("low:Q", title=title), y2="high:Q")
    line = base.mark_line(point=True).encode(
        y=library.Y("value:Q", title=title), tooltip=["partner:N", "period:N", "events:Q", "value:Q", "low:Q", "high:Q"]
    )
    return _titled(band + line, f"{found.state.label} towards its partners")


def _local(day: dt.date) -> str:
    # A bare date is midnight in Greenwich to Vega, and so the day before to readers west of it.
    return f"{day}T00:00:00"


def _scaled(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _titled(chart: Any, title: str) -> alt.LayerChart:  # noqa: ANN401 - a chart of a library loaded when asked for
    made: alt.LayerChart = chart.properties(width=WIDTH, height=HEIGHT, title=title)
    return made
