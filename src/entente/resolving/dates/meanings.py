"""What the words of a time expression say before anybody knows when they were written: a small algebra.

The grammar builds meanings out of tokens; ``resolution`` turns a meaning into days once it knows the publication date,
the tense of the sentence and the dates that the text named before.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from entente.resolving.dates.days import Length, Unit


class Part(StrEnum):
    """Which part of a stretch is meant. The interval stays the whole stretch, as TIMEX3 does it (``mod``)."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Which(StrEnum):
    """Which one of many: "last April", "next Friday", "the following day"."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"
    PREVIOUS = "previous"
    FOLLOWING = "following"
    SAME = "same"


class From(StrEnum):
    """What a relative expression is counted from."""

    PUBLICATION = "publication"
    TEXT = "text"
    """A date that the text named before; the publication where it named none."""
    EVENT = "event"
    """Something that has no date here: "two days after the coup"."""


@dataclass(frozen=True, slots=True)
class Day:
    """Such as "December 4", "Dec. 4, 2023"."""

    month: int
    day: int
    year: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class NumericDay:
    """Such as "03/04/2023": day first or month first, which the text or its date must tell."""

    first: int
    second: int
    year: int
    dotted: bool


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """Such as "the 14th"."""

    day: int


@dataclass(frozen=True, slots=True)
class Month:
    """Such as "March", "March 2015", "last March"."""

    month: int
    year: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """Such as "the summer of 1988", "last fall"."""

    season: str
    year: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """Such as "the third quarter", "Q3 2015"; ``last`` is that of "the first two quarters"."""

    quarter: int
    year: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Half:
    """Such as "the first half"."""

    half: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """Such as "1994", "fiscal 1994"."""

    year: int


@dataclass(frozen=True, slots=True)
class ShortYear:
    """Such as "'94"."""

    year: int


@dataclass(frozen=True, slots=True)
class Decade:
    """Such as "the 1990s", and with ``short`` "the '90s"."""

    first: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Century:
    """Such as "the 19th century"."""

    century: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """Such as "Christmas", "last Ramadan", "Easter 2019"."""

    name: str
    year: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """Such as "Friday", "last Friday"; Monday is 0."""

    weekday: int
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Weekend:
    """Such as "the weekend", "last weekend"."""

    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """A stretch of the calendar around a day, ``shift`` units on: "yesterday", "last week", "the following year"."""

    unit: Unit
    shift: int
    start: From = From.PUBLICATION


@dataclass(frozen=True, slots=True)
class FocusPeriod:
    """Such as "the quarter", "the year-ago period": the reported period, ``years`` on, or that of ``year``."""

    years: int = 0
    year: int | None = None
    start: From = From.PUBLICATION


@dataclass(frozen=True, slots=True)
class Counted:
    """Such as "two weeks ago", "three days later": a length away (``sign``) from something, as coarse as its unit."""

    length: Length
    sign: int
    start: From = From.PUBLICATION


@dataclass(frozen=True, slots=True)
class Window:
    """Such as "the past two months", "within six weeks": every day from one end to the other of a length."""

    length: Length
    sign: int
    start: From = From.PUBLICATION


@dataclass(frozen=True, slots=True)
class Lasting:
    """Such as "six months" and nothing more; a length of None is "several years"."""

    length: Length | None


@dataclass(frozen=True, slots=True)
class InLength:
    """Such as "in two weeks": a day to come, or how long something took; the tense tells."""

    length: Length


@dataclass(frozen=True, slots=True)
class DayTime:
    """Such as "at 3 p.m.", "that evening": it belongs to a day told before, else to that of publication."""

    start: From = From.TEXT


@dataclass(frozen=True, slots=True)
class Every:
    """Such as "daily", "each July", "Fridays"."""


@dataclass(frozen=True, slots=True)
class Vague:
    """Such as "now", "recently"."""


@dataclass(frozen=True, slots=True)
class PartOf:
    """Such as "early March", "the end of the year"."""

    part: Part
    inner: Meaning


@dataclass(frozen=True, slots=True)
class In:
    """Such as "May of last year", "the first quarter of next year": the year comes from another expression."""

    inner: Day | Month | Season | Quarter | Half | Holiday | Weekday
    year: Meaning


@dataclass(frozen=True, slots=True)
class Piece:
    """Such as "the first week of March": the ``number``-th unit inside a stretch, -1 the last; ``count`` of them."""

    unit: Unit
    number: int
    inner: Meaning
    count: int = 1


@dataclass(frozen=True, slots=True)
class WeekAt:
    """Such as "the week of March 6"."""

    inner: Meaning


@dataclass(frozen=True, slots=True)
class CountedFrom:
    """Such as "two days before Christmas": counted from a date inside the expression."""

    length: Length
    sign: int
    inner: Meaning


@dataclass(frozen=True, slots=True)
class WeekdayBeside:
    """Such as "the Friday before Easter", and without ``inner`` "the Monday after the vote"."""

    weekday: int
    sign: int
    inner: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """Such as "from 3 to 5 May"."""

    first: Meaning
    last: Meaning


@dataclass(frozen=True, slots=True)
class LastingFrom:
    """Such as "for six months from 1 July", and with ``graced`` "within six months of 1 July"."""

    length: Length
    first: Meaning
    graced: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """Such as "since 2015"."""

    inner: Meaning


@dataclass(frozen=True, slots=True)
class Until:
    """Such as "by 31 March", "until the end of March", and with ``before`` "before 31 March"."""

    inner: Meaning
    before: bool = False


Meaning: TypeAlias = (
    Day | NumericDay | DayOfMonth | Month | Season | Quarter | Half | Year | ShortYear | Decade | Century | Holiday
    | Weekday | Weekend | Around | FocusPeriod | Counted | Window | InLength | Lasting | DayTime | Every | Vague
    | PartOf | In | Piece | WeekAt | CountedFrom | WeekdayBeside | Between | LastingFrom | Since | Until
)  # fmt: skip


SHAPES: dict[type[object], str] = {
    Day: "DAY", NumericDay: "DAY", DayOfMonth: "DAY", Holiday: "DAY", Weekday: "WEEKDAY", Weekend: "WEEK",
    Month: "MONTH", Season: "SEASON", Quarter: "QUARTER", FocusPeriod: "QUARTER", Half: "HALF", Year: "YEAR",
    ShortYear: "YEAR", Decade: "DECADE", Century: "CENTURY", Counted: "AGO", CountedFrom: "AGO",
    WeekdayBeside: "AGO", Window: "WINDOW", InLength: "WINDOW", Lasting: "LENGTH", DayTime: "DAYTIME", Every: "SET",
    Vague: "VAGUE", WeekAt: "WEEK", Between: "RANGE", LastingFrom: "RANGE", Since: "OPEN", Until: "OPEN",
}  # fmt: skip
UNIT_SHAPES: dict[Unit, str] = {
    Unit.DAY: "RELDAY", Unit.WEEK: "WEEK", Unit.MONTH: "RELMONTH", Unit.QUARTER: "QUARTER", Unit.YEAR: "RELYEAR",
    Unit.DECADE: "DECADE", Unit.CENTURY: "CENTURY",
}  # fmt: skip


def shape_of(meaning: Meaning) -> str:
    """The class that later rules of the cascade know a meaning by: how big it is, and what it hangs on."""
    match meaning:
        case PartOf(inner=inner) | In(inner=inner):
            return shape_of(inner)
        case Around(unit=unit):
            return UNIT_SHAPES.get(unit, "RELDAY")
        case Piece(unit=unit):
            return "DAY" if unit is Unit.DAY else "WEEK"
        case _:
            return SHAPES[type(meaning)]
