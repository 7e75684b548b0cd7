"""Rules for times that are told from somewhere else: from the day of publication, or from a date told before."""

from __future__ import annotations

from entente.resolving.dates.days import Length, Unit
from entente.resolving.dates.grammar import Builder, Built, Match, Rule
from entente.resolving.dates.meanings import (
    Around,
    Counted,
    Day,
    DayTime,
    Every,
    FocusPeriod,
    From,
    InLength,
    Lasting,
    Meaning,
    Part,
    PartOf,
    Vague,
    Weekday,
    Weekend,
    Which,
    Window,
)
from entente.resolving.dates.readers import COUNT, WHICH, count_of, length_of, unit_of, weekday_number, which

A_DAY, A_YEAR = Length(value=1, unit=Unit.DAY), Length(value=1, unit=Unit.YEAR)
TODAY = Around(Unit.DAY, 0)
PART_OF_DAY = "(early|late|earlier|later)?"

SHIFTS: dict[Which, tuple[int, From]] = {
    Which.LAST: (-1, From.PUBLICATION),
    Which.THIS: (0, From.PUBLICATION),
    Which.NEXT: (1, From.PUBLICATION),
    Which.PREVIOUS: (-1, From.TEXT),
    Which.FOLLOWING: (1, From.TEXT),
}
"""How many units on "last", "this", "next", "the previous" and "the following" are, and from where."""


def always(meaning: Meaning) -> Builder:
    """For expressions that mean the same whatever words they are made of."""
    return lambda _match: meaning


NOWADAYS = frozenset({"world", "youth", "society", "standards", "generation", "children", "economy", "technology"})


def _these_times(match: Match) -> Built:
    return Vague() if match.word("x") in NOWADAYS else None


def _weekday(match: Match) -> Built:
    return Weekday(weekday_number(match.item("d")), which(match))


def _same_weekday(match: Match) -> Built:
    return Weekday(weekday_number(match.item("d")), Which.SAME)


def _weekend(match: Match) -> Built:
    return Weekend(which(match))


def _picked_unit(match: Match) -> Built:
    """A calendar week for "last week", the day after one told for "the next day", a window for "the past year"."""
    unit, picked = unit_of(match.item("u")), which(match) or Which.THIS
    shift, start = SHIFTS[picked]
    if unit is Unit.DAY:
        return Around(unit, shift, From.TEXT if picked is not Which.THIS else start)
    words = {item.word for item in match.items("w")}
    if "past" in words or ("the" in words and picked in (Which.LAST, Which.NEXT)):
        return Window(Length(value=1, unit=unit), shift)
    return Around(unit, shift, start)


def _that_unit(match: Match) -> Built:
    return Weekend(Which.SAME) if match.word("u") == "weekend" else Around(unit_of(match.item("u")), 0, From.TEXT)


def _this_unit(match: Match) -> Built:
    if match.item("u").capital and match.item("u").word == "year":
        return None  # "Rookie of the Year".
    return Around(unit_of(match.item("u")), 0)


def _two_units_back(match: Match) -> Built:
    return Around(unit_of(match.item("u")), -2)


def _two_units_on(match: Match) -> Built:
    return Around(unit_of(match.item("u")), 2)


def _latest_unit(match: Match) -> Built:
    if match.word("u") in ("quarter", "period"):
        return FocusPeriod()
    return Around(unit_of(match.item("u")), -1)


def _end_of_unit(match: Match) -> Built:
    if match.word("u") == "year":
        return Day(12, 31)
    return PartOf(Part.END, Around(unit_of(match.item("u")), 0))


def _length(match: Match) -> Built:
    count = count_of(match.items("n"))
    if count is None:
        return Lasting(None)
    return Lasting(length_of(count + (0.5 if match.has("half") else 0), match.item("u"), workdays=match.has("work")))


def _length_under(match: Match) -> Length | None:
    meaning = match.meaning("l")
    return meaning.length if isinstance(meaning, Lasting) else None


def _counted(sign: int, start: From) -> Builder:
    def build(match: Match) -> Built:
        length = _length_under(match)
        return Counted(length, sign, start) if length else Vague()

    return build


def _ago(match: Match) -> Built:
    """In a report of results "a year ago" means the same quarter of the year before."""
    length = _length_under(match)
    start = From.PUBLICATION if match.word("back") == "ago" else From.TEXT
    if length == A_YEAR:
        return FocusPeriod(years=-1, start=start)
    return Counted(length, -1, start) if length else Vague()


def _window(match: Match) -> Built:
    """Up to now for "the past two months", from now for "the next two months"."""
    length = _length_under(match)
    if length is None:
        return Vague()
    shift, start = SHIFTS[which(match) or Which.LAST]
    return Window(length, shift or -1, start)


def _within(match: Match) -> Built:
    length = _length_under(match)
    return Window(length, 1) if length else Vague()


def _in_length(match: Match) -> Built:
    length = _length_under(match)
    return InLength(length) if length and length.unit is not Unit.QUARTER else None


def _from_event(match: Match) -> Built:
    """When the coup of "two days after the coup" was, this sentence does not say."""
    sign = 1 if match.word("side") in ("after", "following", "since", "into") else -1
    if not match.has("l"):
        return Counted(A_DAY, sign, From.EVENT)
    length = _length_under(match)
    return Counted(length, sign, From.EVENT) if length else Vague()


CLOCK_TAIL = "(in the morning|at night)? zone? (local time)? (lpar (num|clock) ampm? zone rpar)?"
EVENT_FOLLOWS = "(?=x|Name|pron|the|a|poss|these|that|this|same|int|card|ord4)"

RULES: tuple[Rule, ...] = (
    # Days.
    Rule("day before yesterday", "the? day before yesterday", always(Around(Unit.DAY, -2)), "the day before yesterday"),
    Rule("day after tomorrow", "the? day after tomorrow", always(Around(Unit.DAY, 2)), "the day after tomorrow"),
    Rule("yesterday", f"{PART_OF_DAY} yesterday (morning|night)?", always(Around(Unit.DAY, -1)), "yesterday morning"),
    Rule("tomorrow", f"{PART_OF_DAY} tomorrow (morning|night)?", always(Around(Unit.DAY, 1)), "tomorrow night"),
    Rule("these times", "today poss x:x", _these_times, "today's world", "Of nowadays, not of the day."),
    Rule("today", f"{PART_OF_DAY} (today|tonight)", always(TODAY), "later today"),
    Rule("last night", "(early|late)? last (night|morning)", always(Around(Unit.DAY, -1)), "last night"),
    Rule("overnight", "overnight", always(Around(Unit.DAY, -1)), "overnight",
         "The night before the news appears; TIMEX3 dates a night by the day that it begins on."),
    Rule("this morning", f"{PART_OF_DAY} this (morning|night)", always(TODAY), "this morning"),
    Rule("that evening", f"{PART_OF_DAY} (that|the? same) (morning|night)", always(DayTime()), "that evening"),
    Rule("the next morning", "the? (next|following) (morning|night)", always(Around(Unit.DAY, 1, From.TEXT)),
         "the next morning"),
    Rule("the evening before", "the? previous (morning|night)", always(Around(Unit.DAY, -1, From.TEXT)),
         "the previous evening"),
    Rule("the day before that", "the day before (?=stop|comma|para|rpar|and)", always(Around(Unit.DAY, -1, From.TEXT)),
         "the day before", "\"Had visited Bamako the day before\" counts from the day that was told last."),
    Rule("the day after that", "the day after (?=stop|comma|para|rpar|and)", always(Around(Unit.DAY, 1, From.TEXT)),
         "the day after"),
    Rule("the same stretch", "(the? same|that) u:(calunit|weekend)", _that_unit, "on the same day"),
    # Again and again.
    Rule("every such time",
         "every (x|ord)? (weekday|weekdays|holiday|month|daypart|anyseason|weekend|MONTH|SEASON|DAY)",
         always(Every()), "every Friday"),
    Rule("every so many units", f"every ({COUNT}|x|ord)? anyunit", always(Every()), "every six months"),
    Rule("such weekdays", "weekdays | weekday mornings", always(Every()), "Fridays"),
    Rule("adverb of repetition", "daily|weekends|mornings", always(Every()), "annually"),
    # Weekdays.
    Rule("weekday picked", f"{PART_OF_DAY} w:{WHICH} d:weekday", _weekday, "last Friday"),
    Rule("weekday after now", "d:weekday w:(next|last)", _weekday, "Monday next"),
    Rule("the same weekday", "(that|the? same) d:weekday", _same_weekday, "that Friday"),
    Rule("weekday", "d:weekday", _weekday, "Friday"),
    # Weeks, months and years.
    Rule("weekend picked", f"w:{WHICH} weekend", _weekend, "last weekend"),
    Rule("weekend", "the weekend", _weekend, "over the weekend"),
    Rule("unit before the last", "the u:calunit before last", _two_units_back, "the year before last"),
    Rule("unit after the next", "the u:calunit after next", _two_units_on, "the week after next"),
    Rule("period a year before",
         "((the|a) (x|latter)?)? year dash (earlier|ago) (period|quarter)?"
         " | (the|a) x? year (earlier|ago) (period|quarter) | the year (earlier|ago)",
         always(FocusPeriod(years=-1)), "the year-ago quarter"),
    Rule("unit picked", f"w:{WHICH} fiscal? u:calunit (?!of|dash? ago)", _picked_unit, "last week"),
    Rule("current unit", "the? current fiscal? u:calunit", _this_unit, "the current year"),
    Rule("latest unit", "the? latest fiscal? u:(calunit|period)", _latest_unit, "the latest quarter"),
    Rule("reported period",
         "(?<=in|for|during|of|through|over|by) the (quarter|period) (?!of|end)", always(FocusPeriod()),
         "for the quarter"),
    Rule("end of a unit", "(the|approx)? u:(year|weekmonth) dash? end", _end_of_unit, "year-end"),
    Rule("unit of now", "(?<=in|for|during|of|through|over|later|earlier) the full? u:(week|weekmonth|year)"
         " (?!of|end|dash|ago|before|after|earlier|ending)", _this_unit, "the end of the year"),
    Rule("day of now", "(early|late|earlier|later) in the day", always(DayTime()), "later in the day"),
    # Lengths, and what is counted with them.
    Rule("length", f"(more than|approx over|approx|at x)? n:{COUNT} dash? (trading|work:working|more)? dash? u:anyunit"
         " half:(and a half)? (dash old)?", _length, "six months"),
    Rule("length of no number",
         "(these|vagueword|coming|pastword|latest) u:manyunits", always(Vague()), "recent weeks"),
    Rule("long ago", "(long|manyunits|time) (ago|earlier|later|before now|after|before)", always(Vague()), "years ago"),
    Rule("ago", "l:LENGTH (or x)? back:(ago|earlier)", _ago, "two weeks ago"),
    Rule("before that", "l:LENGTH before (?!x|Name|the|a|T|that|this)", _counted(-1, From.TEXT), "two weeks before"),
    Rule("after that",
         "l:LENGTH (later|after (?!x|Name|the|a|T|that|this))", _counted(1, From.TEXT), "three days later"),
    Rule("from now", "l:LENGTH (from now|hence|from today)", _counted(1, From.PUBLICATION), "two weeks from now"),
    Rule("past or coming length",
         "w:(the this? (last|pastword|next|coming|previous|following)|last|pastword|next|coming)"
         " l:LENGTH (?!of (T|yr))",
         _window, "the past two months"),
    Rule("within a length", "within (the x)? l:LENGTH (?!of)", _within, "within six weeks"),
    Rule("in a length", "in l:LENGTH (?!ago|of)", _in_length, "in two weeks"),
    # Times of the day.
    Rule("clock", f"(approx|at|on)? ((clock|hour) ampm|hour oclock) {CLOCK_TAIL}", always(DayTime()), "10:35 a.m."),
    Rule("clock of a zone", f"(approx|at)? (num|clock) (zone|local time) {CLOCK_TAIL}", always(DayTime()), "1830 GMT"),
    Rule("clock after a preposition", "(at|approx|before|after|by|until|since) clock", always(DayTime()), "at 15:30"),
    Rule("hour in the morning", "(at|approx)? n12 in the (morning)", always(DayTime()), "4 in the morning"),
    Rule("noon", "(at|by|before|after|approx|until) noon", always(DayTime()), "at noon"),
    Rule("part of the day", "(mid|early|late) dash? (morning|night) | (?<=in|during|by) the (early|late)? morning",
         always(DayTime()), "mid-afternoon"),
    # Nothing that a calendar holds.
    Rule("now", "now", always(Vague()), "now"),
    Rule("the past",
         "the vagueword? pastword (?!x|Name)|the vagueword (?!x|Name)|vagueword", always(Vague()), "the future"),
    Rule("the present", "(at|the) present (?!x|Name)", always(Vague()), "at present"),
    Rule("current", "current", always(Vague()), "current"),
)  # fmt: skip

COUNTED_RULES: tuple[Rule, ...] = (
    Rule("length from an event", f"l:LENGTH side:(before|after|following|since) {EVENT_FOLLOWS}", _from_event,
         "two days after the coup"),
    Rule("day from an event", f"the (day|morning|night) side:(before|after|following) {EVENT_FOLLOWS}", _from_event,
         "the day after the vote"),
)  # fmt: skip
"""Rules that come after the date that something is counted from has had its chance to be one in the text."""
