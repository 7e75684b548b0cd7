"""Stamp lines, which say when a page was published, and datelines, which say so in the first paragraph.

A stamp leaves the text; a dateline stays in it, because it also names the place. Both give a publication date only
with day, month and year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from entente.ingest.dates import FULL_DATE, MONTH, find_date

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_ZONE = (
    r"(?:GMT|UTC|BST|CES?T|EET|MSK|E[SD]?T|C[SD]T|CT|M[SD]?T|P[SD]?T|IST|WAT|CAT|EAT|SAST|JST|KST|AE[SD]T|PKT|Z|"
    r"local time)\b"
)
_CLOCK = (
    r"(?:[01]?\d|2[0-4]) ?[:.h] ?[0-5]\d(?:[:.][0-5]\d)? ?(?:[ap]\.?m\b\.?)?|(?:1[0-2]|0?[1-9]) ?[ap]\.?m\b\.?|"
    r"[+-]\d\d:?\d\d"
)
_UNIT = r"(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?"
_AGO = rf"(?:an?|\d+|one|two|three|just) ?(?:now|{_UNIT} ago|[hdm] ago)"
_PUBLISHED = (
    r"(?:(?:first |originally )?published|posted|publication date|publish date|issued|dated?|created|uploaded|"
    r"release date|released|for immediate release|on)"
)
_UPDATED = r"(?:(?:last )?(?:updated|modified|edited|revised|reviewed|changed|update))"
_FILLER = (
    r"(?:at|on|by|in|print edition|from|edition|page ?\w+|pages? ?\d+|issue \d+|news (?:desk|agency)|staff|"
    r"web ?desk|and|the)\b"
)

# A word or two before the date that say who published: "Xinhua |", "The Lake Courier -", "(Reuters)", "China Daily".
_OUTLET = r"(?:[A-Z][\w.&'’-]*(?:\s+[A-Z&][\w.&'’-]*){0,4})"


class Weight(IntEnum):
    """How good a stamp is as the day of publication, the best first."""

    PUBLISHED = 0
    BARE = 1
    DATELINE = 2
    UPDATED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a stamp line tells: a day, if it names one whole, how good it is, and who stands beside it, if somebody.

    A line with the weight ``DATELINE`` ("Rabat, 14 August 2024") also names the place and stays in the text.
    """

    day: dt.date | None
    weight: Weight
    publisher: str | None = None


def read_stamp(line: str, *, beside_article: bool) -> Stamp | None:
    """Read a line that holds nothing but when the page was published or changed; None for any other line.

    A bare date counts only ``beside_article``, before its first sentence or after its last: inside, it may head an
    entry of a timeline.
    """
    if len(line) > 160 or not re.search(r"\d|\bago\b|\bnow\b", line):
        return None
    for weight, pattern in _patterns():
        if weight in (Weight.BARE, Weight.DATELINE) and not beside_article:
            continue
        match = pattern.fullmatch(line)
        if match:
            return Stamp(day=find_date(line), weight=weight, publisher=match.groupdict().get("publisher"))
    return None


def read_dateline(paragraph: str) -> Stamp | None:
    """Read the day in the dateline that a paragraph begins with, if it has its year."""
    match = _dateline().match(paragraph)
    day = find_date(match.group(0)) if match else None
    return None if day is None else Stamp(day=day, weight=Weight.DATELINE)


def best_day(stamps: Iterable[Stamp]) -> dt.date | None:
    """Choose the day of publication among stamps: the best kind wins, and of one kind the first."""
    dated = [stamp for stamp in stamps if stamp.day is not None]
    return min(dated, key=lambda stamp: stamp.weight).day if dated else None


@cache
def _patterns() -> tuple[tuple[Weight, re.Pattern[str]], ...]:
    # Every piece is atomic and every gap possessive: a line of fifty weekdays is refused as fast as any other.
    date = re.sub(r"\?P<\w+>", "?:", FULL_DATE)
    part = rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|{MONTH}\s+\d{{4}})"
    gap = r"[\s,;:.|·•/()\[\]–—-]*+"
    piece = rf"(?>(?:{date}|{part}|{_WEEKDAY}|{_CLOCK}|{_ZONE}|{_AGO}|T(?=\d)|{_FILLER}){gap})"
    day = rf"(?:{date}|{_AGO}|{_CLOCK}|{part}{gap}$)"
    label = rf"(?>(?:{_PUBLISHED}|{_UPDATED})\b{gap})"
    outlet = rf"(?:\(?(?P<publisher>(?-i:{_OUTLET}))\)?\s*[|·•,–—-]+\s*)?"
    rest = rf"(?:{piece}|{label})*(?:(?-i:{_OUTLET}){gap})?"
    return tuple(
        (weight, re.compile(pattern, re.IGNORECASE))
        for weight, pattern in (
            (
                Weight.PUBLISHED,
                rf"{gap}{outlet}{_PUBLISHED}\b{gap}(?={piece}*?(?:{date}|{part}|{_AGO}|{_CLOCK})){rest}",
            ),
            (Weight.UPDATED, rf"{gap}{outlet}{_UPDATED}\b{gap}(?={piece}){rest}"),
            (Weight.BARE, rf"{gap}(?={piece}*?{day}){piece}+{rest}"),
            (Weight.DATELINE, rf"(?:(?-i:{_OUTLET}), ?(?:{_WEEKDAY},? ?)?{date}|{date}, ?(?-i:{_OUTLET}))"),
            (Weight.BARE, rf"{gap}(?P<publisher>(?-i:{_OUTLET})){gap}{date}{gap}{rest}"),
            (Weight.BARE, rf"{date}{gap}(?P<publisher>(?-i:{_OUTLET})){gap}"),
        )
    )


@cache
def _dateline() -> re.Pattern[str]:
    date = re.sub(r"\?P<\w+>", "?:", FULL_DATE)
    place = r"(?-i:[A-Z][A-Za-zÀ-ÿ.'’-]+(?:[ ,/]+[A-Z][A-Za-zÀ-ÿ.'’-]+){0,5})"
    return re.compile(
        rf"\(?(?:{place}\s*[,(:–—-]+\s*)?(?:{_WEEKDAY},?\s*)?{date}[^.!?]{{0,40}}?(?:\s[-–—]{{1,2}}\s|–|—|\)|:|/)",
        re.IGNORECASE,
    )
