"""Time expressions as the plain objects that ``entente when`` prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from entente.resolving.dates.expressions import TimeExpression
from entente.resolving.dates.finding import find_times


def when_json(text: str, published: dt.date | None = None) -> list[dict[str, object]]:
    """Every time expression of a text: ``text``, ``start``, ``end``, ``date``, ``enddate``, null where unknown.

    An open or counted expression ("since 2015") is followed by the date that it hangs on ("2015").
    """
    return [
        {
            "text": found.text,
            "start": found.start,
            "end": found.end,
            "date": found.date.isoformat() if found.date else None,
            "enddate": found.enddate.isoformat() if found.enddate else None,
        }
        for outer in find_times(text, published=published)
        for found in _with_inner(outer)
    ]


def _with_inner(expression: TimeExpression) -> Iterator[TimeExpression]:
    yield expression
    if expression.hangs_on is not None:
        yield from _with_inner(expression.hangs_on)
