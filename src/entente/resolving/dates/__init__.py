"""When: time expressions in a text, and the days that they mean."""

from __future__ import annotations

from entente.resolving.dates.days import Length, Unit, add_length, subtract_length
from entente.resolving.dates.expressions import TimeExpression, TimeKind
from entente.resolving.dates.finding import find_times, reanchor
from entente.resolving.dates.meanings import Part
from entente.resolving.dates.plain import when_json

__all__ = [
    "Length", "Part", "TimeExpression", "TimeKind", "Unit", "add_length", "find_times", "reanchor", "subtract_length",
    "when_json",
]  # fmt: skip
