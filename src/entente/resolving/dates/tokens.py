"""Text to tokens: spans with a class each, so that patterns can be written over classes instead of letters.

Every alternative of the one pattern below is bounded or runs straight ahead, so the time is linear in the text whatever
the text is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from entente.resolving.dates import holidays
from entente.resolving.dates.meanings import Meaning
from entente.resolving.dates.words import CODES, LEXICON, NUMBERS

CHUNK = 8000
"""About how many characters are looked at together; a chunk ends with a paragraph or a sentence where one does."""

# Abbreviations whose full stop ends no sentence.
TITLES = (
    "Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Pres|Prof|Rev|Hon|St|Inc|Corp|Co|Ltd|No|Nos|vs|Jr|Sr|Messrs"
)
DATE_ABBREVIATIONS = (
    "Jan|Febr?|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun"
    "|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC"
)

ISO = (
    r"(?:1[0-9]|2[01])[0-9]{2}(?P<iso_mark>[-/])[01]?[0-9](?P=iso_mark)[0-3]?[0-9]"
    r"(?:T[0-9:.]{4,15}(?:Z|[+-][0-9:]{4,6})?)?(?![0-9/-])"
)
COMPACT_ISO = r"(?:19|20)[0-9]{2}[01][0-9][0-3][0-9](?![0-9.,%-])"
SLASHED = (
    r"[0-3]?[0-9]/[0-3]?[0-9]/(?:[0-9]{4}|[0-9]{2})(?![0-9/])"
    r"|[0-3]?[0-9](?P<day_mark>[.-])[0-3]?[0-9](?P=day_mark)[12][0-9]{3}(?![0-9-]|\.[0-9])"
)
CLOCK = r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])|[0-2]?[0-9]\.[0-5][0-9](?=\s?[ap]\.?m\b)"


# Blanks are run over possessively, so that a long run of them is looked at once; a blank line is a token of its own.
BLANK = r"(?:[^\S\n]|\n(?!\s*\n))*+"


def _alternatives() -> tuple[tuple[str, str], ...]:
    """The shapes of tokens, the first that fits wins."""
    return (
        ("plain", r"(?!vs\.)[a-z]{2,}+(?!['’]|\w)"),  # By far the most; the rest sees to what is written otherwise.
        ("iso", rf"(?<![0-9/.-])(?:{ISO}|{COMPACT_ISO})"),
        ("slashed", rf"(?<![0-9/.-])(?:{SLASHED})"),
        ("nineeleven", r"(?<![0-9/])9/11(?![0-9/])"),
        ("clock", rf"(?<![0-9:.])(?:{CLOCK})"),
        ("digitdecade", r"(?:1[0-9]|20)[0-9]0['’]?s\b|['’‘`][0-9]0['’]?s\b|(?<![0-9.,])[2-9]0s\b"),
        ("shortyear", r"['’‘`][0-9]{2}(?![0-9A-Za-z])"),
        ("qtoken", r"Q[1-4]\b|(?<![0-9.])[1-4]Q\b"),
        ("htoken", r"H[12]\b(?!-)|(?<![0-9.])[12]H\b"),
        ("fytoken", r"FY\s?['’]?[0-9]{2}(?:[0-9]{2})?\b"),
        ("ord31", r"(?<![0-9.,])[0-3]?[0-9](?:st|nd|rd|th)\b"),
        ("frac", r"(?<![0-9/])[13]/[234](?![0-9/])|[½¼¾]"),
        ("x", r"[0-9]++(?=[A-Za-z])(?![ap]m\b|[AP]M\b|GMT)[0-9A-Za-z]+"),  # "4C" is no number.
        ("number", r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"),
        ("holiday", holidays.name_pattern()),
        ("title", rf"\b(?:{TITLES})\."),
        ("abbreviation", rf"\b(?:{DATE_ABBREVIATIONS})\."),
        ("initials", r"(?:[A-Za-z]\.){2,}"),
        ("word", r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?"),
        ("poss", r"['’]s\b"),
        ("para", r"\n\s*"),
        ("dash", r"(?<!-)[-–](?!-)"),
        ("comma", r","),
        ("slash", r"/"),
        ("lpar", r"\("),
        ("rpar", r"\)"),
        ("stop", r"[.!?](?=[\s\"'’”)]|\Z)"),
        ("p", r"[^\s\w]|_|\w"),
    )


@cache
def token_pattern() -> re.Pattern[str]:
    """The tokeniser's pattern, compiled when first needed."""
    shapes = "|".join(f"(?P<{name}>{shape})" for name, shape in _alternatives())
    return re.compile(f"{BLANK}(?:{shapes}|\\Z)")


UNKNOWN = CODES["x"]


class Item(NamedTuple):
    """A token, or later what a rule has built from some."""

    start: int
    end: int
    word: str
    number: float | None = None
    capital: bool = False
    meaning: Meaning | None = None
    parts: tuple[Item, ...] = ()


class Sentence(NamedTuple):
    """Items and, for each, the character of its class."""

    codes: str
    items: list[Item]


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Spans that cover a text, none much longer than ``CHUNK``, ended where no expression is likely to be cut."""
    start = 0
    while len(text) - start > 2 * CHUNK:
        end = _break_after(text, start + CHUNK, start + 2 * CHUNK)
        yield start, end
        start = end
    yield start, len(text)


def _break_after(text: str, low: int, high: int) -> int:
    """The best place to break a text: after a paragraph, a sentence, a clause, a word."""
    for mark in ("\n\n", ". ", "\n", "; ", ", ", " "):
        place = text.find(mark, low, high)
        if place >= 0:
            return place + len(mark)
    return high


def tokenise(text: str, start: int, end: int) -> Sentence:
    """The tokens of a stretch of text, by their shape and their word alone."""
    codes: list[str] = []
    items: list[Item] = []
    for match in token_pattern().finditer(text, start, end):
        shape = match.lastgroup
        if shape is None:
            break
        first, last = match.span(shape)
        if shape == "plain":
            word = text[first:last]
            codes.append(LEXICON.get(word, UNKNOWN))
            items.append(Item(first, last, word, NUMBERS.get(word)))
            continue
        code, item = _READERS.get(shape, _plain)(shape, text[first:last], first, last)
        codes.append(code)
        items.append(item)
    return Sentence("".join(codes), items)


def _plain(shape: str, token: str, start: int, end: int) -> tuple[str, Item]:
    return CODES[shape], Item(start, end, token)


def _word(_shape: str, token: str, start: int, end: int) -> tuple[str, Item]:
    word = token.lower()
    capital = token[0].isupper()
    code = LEXICON.get(word)
    if code is not None:
        return code, Item(start, end, word, NUMBERS.get(word), capital)
    return CODES["Name" if capital else "x"], Item(start, end, word, None, capital)


def _abbreviation(_shape: str, token: str, start: int, end: int) -> tuple[str, Item]:
    word = token[:-1].lower()
    return LEXICON[word], Item(start, end, word + ".", None, True)


def _initials(_shape: str, token: str, start: int, end: int) -> tuple[str, Item]:
    word = token.replace(".", "").lower()
    return CODES["ampm" if word in ("am", "pm") else "Name"], Item(start, end, word)


def _title(_shape: str, token: str, start: int, end: int) -> tuple[str, Item]:
    return CODES["Name"], Item(start, end, token.lower())


def _number(_shape: str, token: str, start: int, end: int) -> tuple[str, Item]:
    if len(token) > 15:
        return CODES["x"], Item(start, end, token)
    if "." in token or "," in token:
        return CODES["dec"], Item(start, end, token, float(token.replace(",", "")))
    value = int(token)
    shape = "yr" if len(token) == 4 and 1000 <= value < 2200 else _size(value) if len(token) < 3 else "num"
    return CODES[shape], Item(start, end, token, value)


def _size(value: int) -> str:
    return "n12" if 1 <= value <= 12 else "n24" if 12 < value <= 24 else "n31" if 24 < value <= 31 else "num"


def _ordinal(_shape: str, token: str, start: int, end: int) -> tuple[str, Item]:
    value = int(token[:-2])
    return CODES["ord31" if 1 <= value <= 31 else "x"], Item(start, end, token, value)


FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75, "1/3": 1 / 3}


def _fraction(_shape: str, token: str, start: int, end: int) -> tuple[str, Item]:
    return CODES["frac" if token in FRACTIONS else "x"], Item(start, end, token, FRACTIONS.get(token))


def _digits(shape: str, token: str, start: int, end: int) -> tuple[str, Item]:
    """What is known by its digits alone: "'94", "1990s", "Q3", "FY2015"."""
    return CODES[shape], Item(start, end, token, int(re.sub(r"[^0-9]", "", token)))


_READERS: dict[str, Callable[[str, str, int, int], tuple[str, Item]]] = {
    "word": _word,
    "number": _number,
    "ord31": _ordinal,
    "frac": _fraction,
    "abbreviation": _abbreviation,
    "initials": _initials,
    "title": _title,
    "digitdecade": _digits,
    "shortyear": _digits,
    "qtoken": _digits,
    "htoken": _digits,
    "fytoken": _digits,
}
