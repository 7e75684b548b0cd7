"""Rules that put expressions together: parts of them, spans between them, what is counted from them."""

from __future__ import annotations

from entente.resolving.dates.days import Length
from entente.resolving.dates.grammar import Built, Match, Rule
from entente.resolving.dates.meanings import (
    Between,
    CountedFrom,
    Day,
    Decade,
    Half,
    Holiday,
    In,
    Lasting,
    LastingFrom,
    Month,
    Part,
    PartOf,
    Piece,
    Quarter,
    Season,
    Since,
    Until,
    WeekAt,
    Weekday,
    WeekdayBeside,
    Which,
)
from entente.resolving.dates.readers import unit_of
from entente.resolving.dates.relative_rules import A_DAY, COUNTED_RULES, EVENT_FOLLOWS

PARTS = {
    "early": Part.START, "beginning": Part.START, "start": Part.START, "outset": Part.START, "onset": Part.START,
    "mid": Part.MIDDLE, "middle": Part.MIDDLE, "late": Part.END, "end": Part.END, "close": Part.END,
    "earlier": Part.START, "later": Part.END,
}  # fmt: skip


def _inner(match: Match) -> Built:
    return match.meaning("t")


def _part(match: Match) -> Built:
    return PartOf(PARTS[match.word("part")], match.meaning("t"))


def _in_year(match: Match) -> Built:
    inner = match.meaning("t")
    if isinstance(inner, Day | Month | Season | Quarter | Half | Holiday) and inner.year is None:
        return In(inner, match.meaning("y"))
    return None


def _in_week(match: Match) -> Built:
    inner = match.meaning("t")
    return In(inner, match.meaning("y")) if isinstance(inner, Weekday) else None


def _half(match: Match) -> Built:
    inner = match.meaning("t")
    half = 1 if match.word("o") == "first" else 2
    if match.word("o") not in ("first", "second", "last", "latter"):
        return None
    if isinstance(inner, Decade):
        return PartOf(Part.START if half == 1 else Part.END, inner)
    return In(Half(half), inner)


def _number(match: Match) -> int:
    return -1 if match.word("o") in ("last", "final") else match.number("o")


def _piece(match: Match) -> Built:
    return Piece(unit_of(match.item("u")), _number(match), match.meaning("t"))


def _length(match: Match) -> Length | None:
    meaning = match.meaning("l")
    return meaning.length if isinstance(meaning, Lasting) else None


def _pieces(match: Match) -> Built:
    """Several units inside a stretch: "the first nine months of 1989"."""
    length = _length(match)
    if length is None or match.word("o") not in ("first", "last", "final"):
        return None
    return Piece(length.unit, _number(match), match.meaning("t"), int(length.value))


def _week_at(match: Match) -> Built:
    return WeekAt(match.meaning("t"))


def _counted_from(match: Match) -> Built:
    length = _length(match)
    if length is None:
        return None
    return CountedFrom(length, 1 if match.word("side") in ("after", "following") else -1, match.meaning("t"))


def _day_from(match: Match) -> Built:
    sign = 1 if match.word("side") in ("after", "following") else -1
    return CountedFrom(A_DAY, sign, match.meaning("t"))


def _weekday_beside(match: Match) -> Built:
    meaning = match.meaning("t")
    sign = 1 if match.word("side") == "after" else -1
    return WeekdayBeside(meaning.weekday, sign, match.meaning("e")) if isinstance(meaning, Weekday) else None


def _weekday_beside_event(match: Match) -> Built:
    meaning = match.meaning("t")
    sign = 1 if match.word("side") == "after" else -1
    return WeekdayBeside(meaning.weekday, sign) if isinstance(meaning, Weekday) else None


def _eve(match: Match) -> Built:
    return CountedFrom(A_DAY, -1, match.meaning("t"))


def _between(match: Match) -> Built:
    return Between(match.meaning("t"), match.meaning("e"))


def _alike(match: Match) -> Built:
    """A span for "May-June"; "this year through August" are two times told one after the other."""
    first, last = match.meaning("t"), match.meaning("e")
    return Between(first, last) if type(first) is type(last) else None


def _lasting_from(match: Match) -> Built:
    length = _length(match)
    return LastingFrom(length, match.meaning("t")) if length else None


def _within_from(match: Match) -> Built:
    """The last day of grace counts, as a deadline is kept on the day that it falls on."""
    length = _length(match)
    return LastingFrom(length, match.meaning("t"), graced=True) if length else None


def _length_on(match: Match) -> Built:
    length = _length(match)
    start = match.meaning("t")
    if isinstance(start, Weekday) and start.which is None:
        start = Weekday(start.weekday, Which.NEXT)  # "a week from Friday" is to come.
    return CountedFrom(length, 1, start) if length else None


def _since(match: Match) -> Built:
    return Since(match.meaning("t"))


def _until(match: Match) -> Built:
    return Until(match.meaning("t"), before=match.word("side") == "before")


def _no_later(match: Match) -> Built:
    return Until(match.meaning("t")) if match.word("no") in ("no", "not") else None


RULES: tuple[Rule, ...] = (
    # Days and what belongs to them.
    Rule("day and part of it", "t:aday (daypart|DAYTIME)", _inner, "Monday morning"),
    Rule("day and clock", "t:aday at? DAYTIME", _inner, "Wednesday at 10 p.m."),
    Rule("clock and day", "DAYTIME (comma|on|comma on)? t:aday", _inner, "10 p.m. Wednesday"),
    Rule("early hours of a day", "the early units (of|on) t:aday", _inner, "the early hours of Monday"),
    Rule("part of the day and day", "(the? (daypart) (of|on)|noon|daypart) t:aday", _inner, "noon Thursday"),
    # Years, weeks and what lies in them.
    Rule("day of a week", "t:WEEKDAY (of|in)? y:WEEK", _in_week, "Tuesday of last week"),
    Rule("part of a year, the year behind",
         "t:(DAY|MONTH|SEASON|QUARTER|HALF) (of|in|comma)? y:ayear", _in_year,
         "May of last year"),
    Rule("part of a year, the year before", "y:ayear poss t:(QUARTER|HALF|SEASON)", _in_year,
         "next year's first quarter"),
    Rule("half of a stretch", "the? o:(ord4|last|latter) dash? half of t:(YEAR|RELYEAR|DECADE)", _half,
         "the first half of 1990"),
    Rule("piece of a stretch", "the? o:(ord|last|latter) u:calunit of t:stretch", _piece, "the first week of March"),
    Rule("pieces of a stretch", "the? o:(ord4|last|latter) l:LENGTH (of|in) t:stretch", _pieces,
         "the first nine months of 1989"),
    Rule("week at a day", "the? week (of|ending|starting|begin) on? t:DAY", _week_at, "the week of March 6"),
    Rule("part of a stretch, the part first",
         "part:(early|late|mid|earlier|later) dash? (in|on)? t:(stretch|aday)", _part,
         "early March"),
    Rule("part of a stretch",
         "(the|approx)? part:(end|begin|middle) of t:(stretch|aday)", _part, "the end of the year"),
    Rule("end of a stretch, joined", "part:(end|begin) dash t:(MONTH|YEAR)", _part, "end-March"),
    # Counted from a date in the text.
    Rule("weekday beside a date", "the t:WEEKDAY side:(before|after) e:T", _weekday_beside, "the Friday before Easter"),
    Rule("weekday beside an event", f"the t:WEEKDAY side:(before|after) {EVENT_FOLLOWS}", _weekday_beside_event,
         "the Monday after the vote"),
    Rule("length from a date", "l:LENGTH side:(before|after|following) t:(T|RANGE)", _counted_from,
         "two days before Christmas"),
    Rule("day from a date", "(the|a)? (day|night|morning) side:(before|after|following) t:T", _day_from,
         "the day after Christmas"),
    Rule("eve of a date", "the? eve of t:T", _eve, "on the eve of Ramadan"),
    *COUNTED_RULES,
    # Spans.
    Rule("span from one date to another", "(from|starting|begin) t:T (to|until|through|dash) e:T", _between,
         "from May to July 1998"),
    Rule("span between dates", "between t:T and e:T", _between, "between 1998 and 2001"),
    Rule("span of two alike", "t:T (dash|to|through) e:T", _alike, "May-June"),
    Rule("span of a length from a date",
         "for l:LENGTH (from|starting|begin|as of|as from) (on|from|in)? t:T", _lasting_from,
         "for six months from 1 July"),
    Rule("span from a date for a length", "(from|starting|begin) (on|in)? t:T for l:LENGTH", _lasting_from,
         "from 1 July for six months"),
    Rule("span within a length of a date",
         "within l:LENGTH (of|from|after) t:T", _within_from, "within six weeks of 1 July"),
    Rule("length on from a date", "l:LENGTH from t:T", _length_on, "six months from 1 July"),
    # One side open.
    Rule("since a date", "since (approx|at x)? t:T", _since, "since 2015"),
    Rule("from a date on", "(from|starting|begin) (on|in)? t:T onward", _since, "from 1 July onwards"),
    Rule("as from a date", "starting (on|in|from)? t:T", _since, "starting Monday"),
    Rule("no later than a date", "no:x later than t:T", _no_later, "no later than 31 March"),
    Rule("up to a date", "side:(by|until|through|before) (approx|at x)? t:T (?!poss)", _until, "by 31 March"),
)  # fmt: skip
