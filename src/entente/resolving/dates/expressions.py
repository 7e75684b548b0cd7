"""What a time expression is, once found and resolved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from entente.records import DateBasis
from entente.resolving.dates.days import Length
from entente.resolving.dates.meanings import Meaning, Part


class TimeKind(StrEnum):
    """What sort of time an expression names."""

    DATE = "date"
    """A day, month, year or any other stretch of the calendar."""
    LENGTH = "length"
    """How long: "six months", "within six weeks"."""
    OPEN_START = "open-start"
    """Up to a date: "by 31 March", "until 1998"; ``date`` is None."""
    OPEN_END = "open-end"
    """From a date on: "since 2015"; ``enddate`` is None."""
    SET = "set"
    """Again and again: "every Friday", "annually"."""
    VAGUE = "vague"
    """Some time that no calendar holds: "now", "recently"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression in a text, and the days it means.

    ``start`` and ``end`` are code points of the text. ``date`` to ``enddate`` are days, both included; None is
    unknown (or, with an open kind, open). ``basis`` says what the days rest on, also where they are unknown: "two
    days after the coup" rests on another event. ``length`` is what a deadline is counted with. ``hangs_on`` is the
    date inside an open or counted expression: "2015" in "since 2015".
    """

    text: str
    start: int
    end: int
    kind: TimeKind
    date: dt.date | None = None
    enddate: dt.date | None = None
    basis: DateBasis | None = None
    length: Length | None = None
    part: Part | None = None
    hangs_on: TimeExpression | None = None
    meaning: Meaning = field(repr=False, compare=False)
