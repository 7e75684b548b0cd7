"""What looks like a date and may be none: "May" and "March", "Sun.", "2000 troops", "Resolution 2231".

Each class of such words has one test, which looks at the neighbours only. What fails it becomes a name or a number.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from entente.resolving.dates.tokens import Sentence
from entente.resolving.dates.words import CODES, UNIONS


def _codes(*names: str) -> frozenset[str]:
    """The characters of some classes."""
    return frozenset(CODES[part] for name in names for part in UNIONS.get(name, (name,)))


DAY = _codes("dom")
DAY_OR_YEAR = _codes("dom", "yr", "shortyear")
# After these words a month is meant, whatever else its name may be: "in May", "last March", "early August".
MONTH_LEADS = _codes("prep", "last", "next", "this", "coming", "previous", "following", "early", "late", "mid", "every",
                     "earlier", "later", "approx")  # fmt: skip
LIST_MARKS = _codes("and", "or", "to", "through", "dash")
ANY_MONTH = _codes("month", "maymonth", "mabbr")
MONTH_OR_PART = ANY_MONTH | _codes("mid", "early", "late", "end", "begin")
PICKS = _codes("last", "next", "this", "that", "yr")
NAME = _codes("Name")
COMMA = _codes("comma")
DASH = _codes("dash")

# "the March on Washington", "the march to the border".
AFTER_A_WALK = frozenset({"on", "of", "for", "to", "from", "by", "in", "through", "against", "past"})
NUMBERED_THINGS = frozenset({
    "$", "£", "€", "¥", "#", "no.", "nos.", "no", "number", "resolution", "resolutions", "flight", "boeing", "airbus",
    "page", "pages", "room", "article", "section", "paragraph", "route", "highway", "model", "channel", "building",
    "unit", "block", "version", "windows", "bus", "train", "apartment", "suite", "chapter", "psalm", "convention",
    "protocol", "iso", "rs", "eur", "usd", "gbp",
})  # fmt: skip
COUNTED_THINGS = frozenset({
    "people", "troops", "soldiers", "men", "women", "children", "fighters", "civilians", "refugees", "migrants",
    "police", "officers", "workers", "prisoners", "hostages", "deaths", "dead", "wounded", "injured", "casualties",
    "miles", "mile", "kilometers", "kilometres", "km", "kms", "meters", "metres", "meter", "metre", "feet", "tons",
    "tonnes", "barrels", "shares", "dollars", "euros", "pounds", "rubles", "yen", "percent", "per", "points", "jobs",
    "homes", "houses", "members", "delegates", "supporters", "protesters", "demonstrators", "militants", "rebels",
    "rounds", "rockets", "missiles", "tanks", "warheads", "megawatts", "bc", "b.c.", "bce", "ft", "hp", "rpm", "mm",
    "cc", "calories", "acres", "hectares",
})  # fmt: skip
# Plural things that a year stands before more often than a number does.
DATED_THINGS = frozenset({
    "elections", "protests", "attacks", "bombings", "talks", "riots", "results", "sales", "earnings", "figures",
    "olympics", "games", "polls", "sanctions", "accords", "profits", "levels", "rules", "guidelines", "championships",
    "losses", "hostilities", "floods", "massacres", "killings", "clashes", "peace", "reforms",
})  # fmt: skip
NOT_PLURAL = frozenset({
    "was", "has", "is", "his", "as", "its", "this", "always", "us", "does", "plus", "versus", "less", "across",
    "besides", "unless", "perhaps", "towards", "sometimes", "vs",
})  # fmt: skip
YEAR_LEADS = _codes("in", "since", "until", "by", "of", "from", "to", "between", "year", "before", "after", "during",
                    "through", "and", "the", "poss", "dash", "fiscal", "early", "late", "mid", "every")  # fmt: skip
OLD_YEAR_LEADS = _codes("in", "since", "until", "year")
OWNERS = frozenset({"its", "their", "his", "her", "our", "circa", "c."})
GROWN_PREFIXES = frozenset({"mid", "post", "pre", "early", "late"})
BUT_ROUGHLY = _codes("approx", "over", "than")
QUANTITIES = _codes("anyunit", "ampm", "zone", "num", "dec")
# Far from our days a number is a year only where a word says so.
COMMON_YEARS = range(1700, 2101)

NAMED_SUNDAYS = frozenset({"bloody", "black", "super", "cyber", "good"})
NEWSPAPERS = frozenset({"times", "telegraph", "mirror", "express", "herald", "post", "mail", "star", "independent"})
SEASON_LEADS = _codes("last", "next", "this", "early", "late", "mid", "previous", "following", "the", "in", "every")


def _at(sentence: Sentence, place: int) -> tuple[str, str]:
    """Class and word at a place; empty beyond the ends."""
    if 0 <= place < len(sentence.items):
        return sentence.codes[place], sentence.items[place].word
    return "", ""


def is_month(sentence: Sentence, place: int) -> bool:
    """Yes for "In May", "May 3", "the March accession"; no for "may", "Theresa May", "March for peace"."""
    if not sentence.items[place].capital:
        return False
    before, _ = _at(sentence, place - 1)
    after, word_after = _at(sentence, place + 1)
    if after in DAY_OR_YEAR or before in MONTH_LEADS or before in DAY_OR_YEAR:
        return True
    if before in LIST_MARKS or before in COMMA:
        return _at(sentence, place - 2)[0] in MONTH_OR_PART
    if _names_its_year(sentence, place):
        return True
    if after in LIST_MARKS:
        return _at(sentence, place + 2)[0] in ANY_MONTH
    return before == CODES["the"] and after in _codes("x", "year") and word_after not in AFTER_A_WALK


def _names_its_year(sentence: Sentence, place: int) -> bool:
    """Yes for "May last year", "March of this year"."""
    after, _ = _at(sentence, place + 1)
    if after == CODES["of"]:
        after, _ = _at(sentence, place + 2)
        return after in PICKS
    return after == CODES["last"]


def is_plain_month(sentence: Sentence, place: int) -> bool:
    """Yes but for people: "Theresa April", "April Glaspie said"."""
    before, _ = _at(sentence, place - 1)
    after, _ = _at(sentence, place + 1)
    if after in DAY_OR_YEAR or before in MONTH_LEADS or sentence.items[place].word not in ("april", "june"):
        return True
    return before not in NAME and after not in NAME


def is_abbreviated_month(sentence: Sentence, place: int) -> bool:
    """Yes for "Dec. 4", "Dec 2015", "in Sept."; no for "Jan" alone."""
    item = sentence.items[place]
    after, _ = _at(sentence, place + 1)
    if after in DAY_OR_YEAR:
        return item.capital
    if _at(sentence, place - 1)[0] in DAY or (after in LIST_MARKS and _at(sentence, place + 2)[0] in ANY_MONTH):
        return item.capital
    return item.word.endswith(".") and _at(sentence, place - 1)[0] in MONTH_LEADS


def is_abbreviated_weekday(sentence: Sentence, place: int) -> bool:
    """Yes for "Sun., Dec. 4", "on Fri."; no for "the Sun"."""
    item = sentence.items[place]
    if not item.capital:
        return False
    after, _ = _at(sentence, place + 1)
    if after in COMMA:
        after, _ = _at(sentence, place + 2)
    if after in ANY_MONTH or after in DAY:
        return True
    return item.word.endswith(".") and _at(sentence, place - 1)[0] in MONTH_LEADS


def is_weekday(sentence: Sentence, place: int) -> bool:
    """A weekday, but no "Bloody Sunday" and no "Sunday Times"."""
    _, before = _at(sentence, place - 1)
    after_code, after = _at(sentence, place + 1)
    if before in NAMED_SUNDAYS and sentence.items[place - 1].capital:
        return False
    return not (after in NEWSPAPERS and after_code in NAME)


def is_season(sentence: Sentence, place: int) -> bool:
    """Yes for "summer"; no for "Arab Spring" and "Winter Olympics"."""
    if not sentence.items[place].capital:
        return True
    before, _ = _at(sentence, place - 1)
    after, _ = _at(sentence, place + 1)
    return after in DAY_OR_YEAR or (before in SEASON_LEADS and after not in NAME)


def is_year(sentence: Sentence, place: int) -> bool:
    """Yes for "in 1994", "the 1994 accord"; no for "2000 troops", "Resolution 2231", "B-2000", "at 1830 GMT"."""
    before, word_before = _at(sentence, place - 1)
    after, word_after = _at(sentence, place + 1)
    if before in ANY_MONTH or _ends_date(sentence, place):
        return True
    if word_before in NUMBERED_THINGS or word_after in COUNTED_THINGS or word_after == "%":
        return False
    if before == CODES["the"] and word_after in ("quarter", "period"):
        return True
    if after in QUANTITIES or before in NAME or _is_glued(sentence, place):
        return False
    if sentence.items[place].number not in COMMON_YEARS:
        return before in OLD_YEAR_LEADS and not _looks_plural(word_after, after)
    if before in BUT_ROUGHLY and after in _codes("x"):
        return False
    if _looks_plural(word_after, after):
        return before in YEAR_LEADS or word_before in OWNERS or word_after in DATED_THINGS
    return True


def _ends_date(sentence: Sentence, place: int) -> bool:
    """Whether month, day and comma stand before: "May 3, 2021 rebels"."""
    before = sentence.codes[max(0, place - 3) : place]
    return before[-1:] in COMMA and before[-2:-1] in DAY and before[:1] in ANY_MONTH


def _is_glued(sentence: Sentence, place: int) -> bool:
    """Joined by a hyphen to what is neither a year nor a prefix: "B-2000", "555-1998"."""
    before, _ = _at(sentence, place - 1)
    if before not in DASH or sentence.items[place - 1].end != sentence.items[place].start:
        return False
    first, word = _at(sentence, place - 2)
    return (
        first != CODES["yr"]
        and word not in GROWN_PREFIXES
        and sentence.items[place - 2].end == sentence.items[place - 1].start
    )


def _looks_plural(word: str, code: str) -> bool:
    return code in _codes("x") and len(word) > 3 and word.endswith("s") and word not in NOT_PLURAL


def is_today(sentence: Sentence, place: int) -> bool:
    """Yes but for a newspaper or broadcast called after it."""
    return not (sentence.items[place].capital and _at(sentence, place - 1)[0] in NAME)


TESTS: MappingProxyType[str, tuple[Callable[[Sentence, int], bool], str]] = MappingProxyType({
    CODES["maymonth"]: (is_month, CODES["Name"]),
    CODES["month"]: (is_plain_month, CODES["Name"]),
    CODES["mabbr"]: (is_abbreviated_month, CODES["Name"]),
    CODES["wabbr"]: (is_abbreviated_weekday, CODES["Name"]),
    CODES["weekday"]: (is_weekday, CODES["Name"]),
    CODES["today"]: (is_today, CODES["Name"]),
    CODES["season"]: (is_season, CODES["Name"]),
    CODES["yr"]: (is_year, CODES["num"]),
})  # fmt: skip
"""For each class that may be something else: the test, and what it is when the test fails."""


def settle(sentence: Sentence) -> Sentence:
    """The sentence with everything that only looks like a date taken for what it is."""
    if not any(code in sentence.codes for code in TESTS):
        return sentence
    codes = list(sentence.codes)
    for place, code in enumerate(sentence.codes):
        if code in TESTS:
            test, otherwise = TESTS[code]
            if not test(sentence, place):
                codes[place] = otherwise
            elif code in SAME_AS:
                codes[place] = SAME_AS[code]
    return Sentence("".join(codes), sentence.items)


SAME_AS = MappingProxyType({
    CODES["maymonth"]: CODES["month"],
    CODES["mabbr"]: CODES["month"],
    CODES["wabbr"]: CODES["weekday"],
})  # fmt: skip
"""What passed its test counts as the plain class."""
