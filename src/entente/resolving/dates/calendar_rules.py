"""Rules for what the calendar itself names: days, months, years, quarters, seasons, holidays."""

from __future__ import annotations

import re

from entente.resolving.dates import holidays
from entente.resolving.dates.grammar import Built, Match, Piece, Rule
from entente.resolving.dates.meanings import (
    Between,
    Century,
    Day,
    DayOfMonth,
    Decade,
    FocusPeriod,
    Half,
    Holiday,
    In,
    Month,
    NumericDay,
    Quarter,
    Season,
    ShortYear,
    Year,
)
from entente.resolving.dates.readers import WHICH, month_number, which
from entente.resolving.dates.words import DECADES, SEASONS

DAYS_LINK = "link:(dash|to|and|or|until|through)"
YEAR_ONLY = "(comma? y:yr (?!dash (yr|int)))?"
YEAR_TAIL = "(comma? (y:yr|short:shortyear) (?!dash (yr|int)))?"
WEEKDAY = "(weekday comma?)?"


def _in_its_year(match: Match, inner: Day | Month | Season) -> Built:
    """With the year behind it where that has two digits only: "June '94"."""
    return In(inner, ShortYear(match.number("short"))) if match.has("short") else inner


def _iso(match: Match) -> Built:
    digits = re.sub(r"[^0-9].*", "", match.word("i"))
    if len(digits) == 8:
        return Day(int(digits[4:6]), int(digits[6:]), int(digits[:4]))
    year, month, day = (int(part) for part in re.findall(r"[0-9]+", match.word("i"))[:3])
    return Day(month, day, year)


def _slashed(match: Match) -> Built:
    word = match.word("s")
    first, second, year = (int(part) for part in re.findall(r"[0-9]+", word))
    return NumericDay(first, second, year, "/" not in word)


def _day(match: Match) -> Built:
    day = Day(month_number(match.item("m")), match.number("d"), match.maybe("y"), which(match))
    return _in_its_year(match, day)


def _two_days(match: Match) -> Built:
    """One stretch for "3 to 5 May", two days for "3 and 5 May"."""
    month, year = month_number(match.item("m")), match.maybe("y")
    first, last = Day(month, match.number("d"), year), Day(month, match.number("e"), year)
    if match.word("link") not in ("and", "or") or match.has("between"):
        return Between(first, last)
    begin, end = match.span("all")
    split = match.span("link")[0]
    return Piece(begin, split, first), Piece(split + 1, end, last)


def _listed_days(match: Match) -> Built:
    """Each of "May 3, 4 and 5" is a day of its own, and its year is told with the last."""
    month, year = month_number(match.item("m")), match.maybe("y")
    begin, end = match.span("all")
    places = [place for place, item in zip(range(*match.span("list")), match.items("list"), strict=True) if item.number]
    edges = [(begin if place == places[0] else place, end if place == places[-1] else place + 1) for place in places]
    return tuple(
        Piece(first, last, Day(month, int(match.at(place).number or 0), year))
        for (first, last), place in zip(edges, places, strict=True)
    )


def _day_of_month(match: Match) -> Built:
    return DayOfMonth(match.number("d"))


def _month(match: Match) -> Built:
    return _in_its_year(match, Month(month_number(match.item("m")), match.maybe("y"), which(match)))


def _plain_month(match: Match) -> Built:
    return Month(month_number(match.item("m")), None, which(match))


def _two_years(match: Match) -> Built:
    """Years such as "2014-15" and "1998-2001"."""
    first, last = match.number("y"), match.number("z")
    if last < 100:
        last += first // 100 * 100
    return Between(Year(first), Year(last)) if first < last < first + 100 else None


def _year(match: Match) -> Built:
    return Year(match.number("y"))


def _spelled_year(match: Match) -> Built:
    """A year as a transcript writes it: "nineteen ninety-one"."""
    century, rest = match.number("a"), match.number("b") + (match.maybe("c") or 0)
    return Year(century * 100 + rest) if century in (18, 19) and 10 <= rest <= 99 else None


def _thousands(match: Match) -> Built:
    """A year such as "the year two thousand five"."""
    return Year(2000 + (match.maybe("c") or 0)) if (match.number("a"), match.number("b")) == (2, 1000) else None


def _short_year(match: Match) -> Built:
    return ShortYear(match.number("s"))


def _fiscal_token(match: Match) -> Built:
    number = match.number("f")
    return Year(number) if number > 99 else ShortYear(number)


def _decade(match: Match) -> Built:
    """A decade for "the 90s" and "'90s"; "his 20s" are an age."""
    number = match.number("d")
    plain = number < 100 and match.word("d")[0].isdigit()
    led = match.has("t") or (match.before is not None and match.before.word in ("early", "late", "mid", "-"))
    return Decade(number, short=number < 100) if led or not plain else None


def _decade_word(match: Match) -> Built:
    tens = DECADES[match.word("d")]
    if not match.has("c"):
        return Decade(tens, short=True)
    century = match.number("c")
    return Decade(century * 100 + tens) if century in (18, 19) else None


def _century(match: Match) -> Built:
    return Century(match.number("o")) if match.word("u") == "century" and match.number("o") <= 30 else None


def _quarter(match: Match) -> Built:
    number = match.number("o")
    return Quarter(number, match.maybe("y") or match.maybe("z")) if 1 <= number <= 4 else None


def _quarters(match: Match) -> Built:
    if match.word("u") != "quarters":
        return None
    first, last = match.number("o"), match.number("e")
    return Quarter(first, match.maybe("z"), last) if first < last else None


def _quarter_token(match: Match) -> Built:
    return Quarter(match.number("q"), match.maybe("z"))


def _half_token(match: Match) -> Built:
    return Half(match.number("h"), match.maybe("z"))


def _focus_period(match: Match) -> Built:
    return FocusPeriod(years=-1) if not match.has("y") else FocusPeriod(year=match.number("y"))


def _season(match: Match) -> Built:
    return _in_its_year(match, Season(SEASONS[match.word("s")], match.maybe("y"), which(match)))


def _holiday(match: Match) -> Built:
    return Holiday(holidays.named(match.word("h")), match.maybe("y"), which(match))


def _nine_eleven(_match: Match) -> Built:
    return Day(9, 11, 2001)


def _attacks_of_2001(match: Match) -> Built:
    month, day = month_number(match.item("m")), match.number("d")
    after = match.item("x").word
    named = after in ("attacks", "attack", "hijackings", "hijackers", "terrorist", "terror")
    return Day(9, 11, 2001) if (month, day) == (9, 11) and named else None


RULES: tuple[Rule, ...] = (
    Rule("year, month and day in digits", "i:iso", _iso, "2023-12-04"),
    Rule("day and month in digits", "s:slashed", _slashed, "04/12/2023",
         "Day first or month first is settled when all dates of the text are known."),
    Rule("the date that is a name", "nineeleven", _nine_eleven, "9/11",
         "The attacks of 2001 are called by their day."),
    Rule("the date that is a name, spelled", "span:(m:month d:dom) x:x", _attacks_of_2001, "Sept. 11 attacks"),
    Rule("several days of a month, month first",
         f"all:({WEEKDAY} m:month list:(dom (comma dom){{1,5}} comma? (and|or) dom)"
         f" (?!of? month|x|Name|anyunit) {YEAR_ONLY})",
         _listed_days, "May 3, 4 and 5, 2022"),
    Rule("several days of a month, day first",
         f"all:(list:(dom (comma dom){{1,5}} comma? (and|or) dom) of? m:month {YEAR_ONLY})",
         _listed_days, "3, 4 and 5 May 2022"),
    Rule("days of a month, day first",
         f"(from|between:between)? all:({WEEKDAY} the? d:dom {DAYS_LINK} the? e:dom of? m:month {YEAR_ONLY})",
         _two_days, "from 3 to 5 May 2022"),
    Rule("days of a month, month first",
         f"(from|between)? all:({WEEKDAY} m:month the? d:dom link:(dash|to|until|through) the? e:dom"
         f" (?!of? month|anyunit|ampm|zone|dash) {YEAR_ONLY})",
         _two_days, "June 12-15"),
    Rule("two days of a month, month first",
         f"between:between? all:({WEEKDAY} m:month the? d:dom link:(and|or) the? e:dom"
         f" (?!of? month|x|Name|anyunit|ampm|zone|dash) {YEAR_ONLY})",
         _two_days, "June 12 and 15"),
    Rule("day of a month, day first", f"{WEEKDAY} the? d:dom of? m:month {YEAR_TAIL}", _day, "4 December 2023"),
    Rule("day of a month, month first",
         f"{WEEKDAY} w:(last|this|next)? m:month the? d:domword (?!dash? (quarter|half)|ampm|dash? anyunit)"
         f" {YEAR_TAIL}",
         _day, "Friday, Dec. 4, 2023"),
    Rule("weekday and day of the month", "weekday comma? the d:ord31", _day_of_month, "Friday the 13th"),
    Rule("day of the month alone", "(?<=on) the d:ord31 (?!x|Name|dash|unit|month)", _day_of_month, "on the 14th"),
    Rule("month of a year", "m:month (of|comma)? (y:yr|short:shortyear)", _month, "March 2015"),
    Rule("month", f"w:{WHICH}? m:month", _plain_month, "last March"),
    Rule("span of years", "(from|between)? y:yr (dash|slash) z:(yr|int)", _two_years, "2014-15"),
    Rule("quarter of a year, the year first", "the? y:yr poss? fiscal? o:ord dash? fiscal? quarter", _quarter,
         "the 1988 third quarter"),
    Rule("quarter of a year", "the? fiscal? o:ord dash? fiscal? quarter (of? fiscal? year? z:yr)?", _quarter,
         "the third quarter of 1990", "Fiscal years differ; without more, business news means the calendar's quarter."),
    Rule("quarters of a year", "the? o:ord4 (and|or|to|through) e:ord4 u:units (of? fiscal? z:yr)?", _quarters,
         "the third and fourth quarters"),
    Rule("quarter by its sign", "q:qtoken (of|comma)? z:yr?", _quarter_token, "Q3 2015"),
    Rule("half by its sign", "h:htoken (of|comma)? z:yr", _half_token, "H1 2015"),
    Rule("reported period of a year", "the y:yr (period|quarter)", _focus_period, "the 1988 period",
         "The period of which the text tells, in another year."),
    Rule("season", f"w:{WHICH}? the? s:anyseason of? (y:yr|short:shortyear)", _season, "the summer of 1988"),
    Rule("season picked", f"w:{WHICH} s:anyseason", _season, "last fall"),
    Rule("season with its part", "(?<=early|late|mid|dash) s:anyseason", _season, "early spring"),
    Rule("season after a preposition", "(?<=in|during|since|until|by|over) the? s:season", _season, "in the summer"),
    Rule("the fall", "(?<=in) the s:fall (?!of|in)", _season, "in the fall"),
    Rule("holiday", f"w:{WHICH}? h:holiday (of|in|comma)? y:yr", _holiday, "Easter 2019"),
    Rule("holiday picked", f"w:{WHICH}? h:holiday", _holiday, "last Christmas"),
    Rule("fiscal year", "fiscal year? y:yr", _year, "fiscal 1990",
         "Its months are not told; TIMEX3 writes the calendar year."),
    Rule("fiscal year by its sign", "f:fytoken", _fiscal_token, "FY2015"),
    Rule("year called a year", "the? year y:yr", _year, "the year 2000"),
    Rule("year spelled out", "a:card b:(tens|card) (dash? c:card)? (?!dash? anyunit)", _spelled_year,
         "nineteen ninety-one"),
    Rule("year of this millennium spelled out", "(the year|(?<=in)) a:card b:tens (and? c:card)?", _thousands,
         "the year two thousand"),
    Rule("year", "y:yr", _year, "1994"),
    Rule("year of two digits", "(?<=in|of|since|by|until|fiscal|early|late|mid) s:shortyear", _short_year, "in '94"),
    Rule("decade in digits", "t:the? d:digitdecade", _decade, "the 1990s"),
    Rule("decade in words", "(the|(?<=early|late|mid|dash)) c:card? d:decadeword", _decade_word, "the nineties"),
    Rule("century", "the? o:ord dash? u:bigunit", _century, "the 19th century"),
)  # fmt: skip
