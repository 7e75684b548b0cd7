"""The words of time, by class. A class is what the grammar's patterns are written in.

Compiled from common knowledge of English; no list is taken over from another work.
"""

from __future__ import annotations

from types import MappingProxyType

from entente.resolving.dates.days import Unit

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}

MONTH_ABBREVIATIONS = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAY_ABBREVIATIONS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

CARDINALS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000,
}  # fmt: skip
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip

UNITS = {
    "second": Unit.HOUR, "minute": Unit.HOUR, "hour": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK,
    "fortnight": Unit.WEEK, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year": Unit.YEAR, "decade": Unit.DECADE,
    "century": Unit.CENTURY,
}  # fmt: skip
"""A unit, and how many of it one of the word is where that is not one, in ``UNIT_FACTORS``."""
UNIT_FACTORS = {"second": 1 / 3600, "minute": 1 / 60, "fortnight": 2.0}
UNIT_PLURALS = {word + "s": word for word in UNITS if word != "century"} | {"centuries": "century"}

WORD_CLASSES: dict[str, tuple[str, ...]] = {
    "month": tuple(word for word in MONTHS if word not in ("march", "may", "august")),
    # Names and verbs too; tokens.py tells them apart.
    "maymonth": ("march", "may", "august"),
    "mabbr": tuple(MONTH_ABBREVIATIONS),
    "weekday": WEEKDAYS,
    "weekdays": tuple(word + "s" for word in WEEKDAYS),
    "wabbr": tuple(WEEKDAY_ABBREVIATIONS),
    "season": ("spring", "summer", "autumn", "winter"),
    "fall": ("fall",),
    "card": CARDINALS[1:],
    "tens": tuple(TENS),
    "ord4": ("first", "third", "fourth", "second"),
    "ordword": ORDINALS[4:],
    "decadeword": tuple(DECADES),
    "few": ("few", "several", "many", "some"),
    "couple": ("couple",),
    "dozen": ("dozen",),
    "half": ("half",),
    "day": ("day",),
    "week": ("week",),
    "weekmonth": ("month",),
    "quarter": ("quarter",),
    "year": ("year",),
    "bigunit": ("decade", "century"),
    "smallunit": ("hour", "minute", "fortnight"),
    "days": ("days",),
    "units": tuple(word for word in UNIT_PLURALS if word != "days"),
    "weekend": ("weekend",),
    "weekends": ("weekends",),
    "period": ("period",),
    "morning": ("morning", "afternoon", "evening"),
    "night": ("night",),
    "noon": ("noon", "midnight", "midday", "dawn", "dusk", "sunrise", "sunset", "daybreak", "nightfall", "lunchtime"),
    "mornings": ("mornings", "afternoons", "evenings", "nights"),
    "today": ("today",),
    "yesterday": ("yesterday",),
    "tomorrow": ("tomorrow",),
    "tonight": ("tonight",),
    "overnight": ("overnight",),
    "now": ("now", "nowadays", "currently", "presently", "recently", "lately", "soon", "shortly"),
    "current": ("current",),
    "vagueword": ("recent", "future"),
    "present": ("present",),
    "latter": ("latter", "final"),
    "pastword": ("past",),
    "daily": ("daily", "weekly", "monthly", "quarterly", "annually", "yearly", "nightly", "hourly"),
    "every": ("every", "each"),
    "last": ("last",),
    "next": ("next",),
    "coming": ("coming", "upcoming"),
    "previous": ("previous", "preceding", "prior"),
    "following": ("following", "subsequent", "ensuing"),
    "this": ("this",),
    "that": ("that",),
    "these": ("these", "those"),
    "same": ("same",),
    "latest": ("latest",),
    "early": ("early",),
    "late": ("late",),
    "earlier": ("earlier",),
    "later": ("later",),
    "mid": ("mid",),
    "end": ("end", "close"),
    "begin": ("beginning", "start", "outset", "onset"),
    "middle": ("middle",),
    "eve": ("eve",),
    "ago": ("ago",),
    "hence": ("hence",),
    "before": ("before",),
    "after": ("after",),
    "since": ("since",),
    "until": ("until", "till"),
    "through": ("through", "thru"),
    "by": ("by",),
    "within": ("within",),
    "in": ("in",),
    "on": ("on",),
    "at": ("at",),
    "of": ("of",),
    "from": ("from",),
    "to": ("to",),
    "as": ("as",),
    "and": ("and",),
    "or": ("or",),
    "between": ("between",),
    "during": ("during",),
    "over": ("over",),
    "for": ("for",),
    "than": ("than",),
    "onward": ("onward", "onwards", "forward"),
    "starting": ("starting", "effective", "commencing"),
    "ending": ("ended", "ending"),
    "pron": ("it", "he", "she", "they", "we", "i", "you", "there", "when", "where", "while", "but", "with"),
    "the": ("the",),
    "a": ("a", "an"),
    "approx": ("about", "nearly", "almost", "roughly", "around", "approximately", "barely", "just", "exactly", "only"),
    "more": ("more", "less"),
    "old": ("old",),
    "long": ("long",),
    "time": ("time",),
    "fiscal": ("fiscal", "financial"),
    "trading": ("trading", "calendar", "consecutive", "straight"),
    "full": ("full", "whole", "entire"),
    "working": ("working", "business"),
    "ampm": ("am", "pm"),
    "oclock": ("o'clock", "o’clock"),
    "zone": tuple("gmt utc est edt cst cdt mst mdt pst pdt cet cest bst msk et ct pt ist jst aest".split()),
    "local": ("local",),
}
"""Every class of words that the grammar knows, and its words (lower case)."""

TOKEN_CLASSES = (
    "n12", "n24", "n31", "num", "dec", "yr", "ord31", "frac", "iso", "slashed", "clock", "qtoken", "htoken", "fytoken",
    "shortyear", "digitdecade", "holiday", "nineeleven", "poss", "comma", "dash", "slash", "lpar", "rpar", "stop",
    "para", "p", "x", "Name",
)  # fmt: skip
"""Classes that the tokeniser gives by shape: numbers up to 12, 24 and 31, other numbers, years, and so on."""

SHAPE_CLASSES = (
    "DAY", "WEEKDAY", "WEEK", "MONTH", "QUARTER", "HALF", "SEASON", "YEAR", "RELYEAR", "RELMONTH", "DECADE", "CENTURY",
    "RELDAY", "LENGTH", "WINDOW", "DAYTIME", "AGO", "RANGE", "OPEN", "SET", "VAGUE",
)  # fmt: skip
"""Classes of what a rule has built, by the size of what is meant."""

UNIONS: dict[str, tuple[str, ...]] = {
    "dom": ("n12", "n24", "n31", "ord31"),
    "domword": ("n12", "n24", "n31", "ord31", "ord4", "ordword"),
    "ord": ("ord4", "ordword", "ord31"),
    "hour": ("n12", "n24"),
    "int": ("n12", "n24", "n31", "num"),
    "number": ("n12", "n24", "n31", "num", "dec", "card", "tens", "yr"),
    "unit": ("day", "week", "weekmonth", "quarter", "year", "bigunit", "smallunit"),
    "calunit": ("day", "week", "weekmonth", "quarter", "year", "bigunit"),
    "anyunit": ("day", "week", "weekmonth", "quarter", "year", "bigunit", "smallunit", "days", "units"),
    "manyunits": ("days", "units"),
    "daypart": ("morning", "night", "noon"),
    "anyseason": ("season", "fall"),
    "prep": ("in", "on", "since", "until", "by", "of", "from", "to", "through", "during", "before", "after", "over",
             "between", "at", "for", "within", "than"),
    "T": ("DAY", "WEEKDAY", "WEEK", "MONTH", "QUARTER", "HALF", "SEASON", "YEAR", "RELYEAR", "RELMONTH", "DECADE",
          "CENTURY", "RELDAY", "AGO"),
    "aday": ("DAY", "WEEKDAY", "RELDAY"),
    "ayear": ("YEAR", "RELYEAR"),
    "stretch": ("MONTH", "QUARTER", "HALF", "SEASON", "YEAR", "RELYEAR", "RELMONTH", "DECADE", "CENTURY",
                "WEEK"),
}  # fmt: skip
"""Names for several classes at once."""


def _codes() -> dict[str, str]:
    """One private-use character for each class, so that a sentence is a string and a pattern a regular expression."""
    names = (*WORD_CLASSES, *TOKEN_CLASSES, *SHAPE_CLASSES)
    return {name: chr(0xE000 + number) for number, name in enumerate(names)}


CODES = MappingProxyType(_codes())
LEXICON = MappingProxyType({word: CODES[name] for name, words in WORD_CLASSES.items() for word in words})
NUMBERS = MappingProxyType(
    {word: number for number, word in enumerate(CARDINALS)}
    | TENS
    | {word: number for number, word in enumerate(ORDINALS, start=1)}
)
"""What number words count."""
