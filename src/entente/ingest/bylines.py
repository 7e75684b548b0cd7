"""Who wrote an article: by-lines, credit lines of agencies, and names that stand alone above or below the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from entente.ingest.agencies import AGENCY, SECTIONS, is_agency, is_section

_OPENER = r"(?:The|There|This|That|These|Those|It|He|She|They|We|You|I|Our|His|Her|Their|What|How|Why|When)\b"
_WORD = rf"(?:(?!{_OPENER})[A-ZÀ-ÞŠŽŁ][\w'’-]*\.?|(?:al|el|ben)-[A-Z][\w'’-]*)"
_PARTICLE = r"(?:de|da|di|do|dos|du|del|della|van|von|der|den|ter|al|el|bin|bint|ibn|abu|la|le|ould|mac|y|e)"
_NAME = rf"{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{0,4}}"
_NAMES = rf"{_NAME}(?:(?: ?, ?| and | ?& ?| ?, and ){_NAME})*"
_POST = (
    r"(?:staff|correspondents?|reporters?|desk|bureau|newsroom|team|agenc(?:y|ies)|editors?|writers?|service|"
    r"contributors?)"
)
_KIND = (
    r"(?:our|own|the|a|staff|special|senior|chief|guest|freelance|foreign|diplomatic|political|defen[cs]e|security|"
    r"africa|asia|europe|world|news|web|online|digital|city|national|regional|international|agency|wire)"
)
_BODY = rf"(?i:the )?(?:[\w.'’-]+ ){{0,4}}(?i:{_POST})\b"
_FIELD = rf"(?:{_KIND}|" + "|".join(map(re.escape, sorted(SECTIONS))) + r"|bbc|cnn|afp|ap|reuters)"
_DESK = rf"(?:{_KIND} ){{0,3}}{_POST}"

# What may follow the names: their paper or place, or who else had a hand in it.
_AFTER_NAME = r"(?: ?(?:[,|–—/(-]|\bin\b|\bfor\b|\bat\b|\bwith\b|\bfrom\b) ?[^.!?]{1,80})?"
_AFTER_NAMES = r"(?: ?[,;/|()\[\]–—.&-].{0,180}| (?:in|and|from|for|with|at) .{1,180})?"

_OUTLET_WORDS = frozenset(
    "daily times news post herald tribune journal today press agency gazette courier guardian observer standard "
    "monitor mail express star sun mirror independent telegraph chronicle record review report online tv radio media "
    "network broadcasting world bulletin dispatch examiner globe sentinel weekly magazine insider watch desk editor "
    "admin staff correspondent bureau team service wire newspaper voice nation vanguard punch "
    "notebook currents diary letter letters forum institute centre center programme council ministry".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a by-line says: the names, or None where it only names a desk or editors."""

    names: str | None


def read_byline(line: str) -> Byline | None:
    """Read a line that only says who wrote, reported or edited the article; None for any other line."""
    if len(line) > 220:
        return None
    for pattern in _patterns():
        match = pattern.fullmatch(line)
        if match:
            return Byline(names=_tidy(match.groupdict().get("names")))
    return None


def is_name(line: str) -> bool:
    """Whether a line may be a person's name and nothing else: two to four capitalised words, no section, no agency."""
    if is_section(line) or is_agency(line) or len(line) > 60:
        return False
    if line.isupper() and line.count(" ") > 1:
        return False
    if any(word in _OUTLET_WORDS for word in line.lower().split()):
        return False
    return _lone_name().fullmatch(line) is not None


def _tidy(names: str | None) -> str | None:
    """The names without the papers and desks among them; None where nobody is left."""
    if names is None:
        return None
    first, *others = re.split(r" ?, ?", names)
    # A single word behind the first name is a place or a paper.
    people = [name for name in (first, *(other for other in others if " " in other)) if not _is_body(name)]
    tidy = ", ".join(people)
    return (tidy.title() if tidy.isupper() else tidy) or None


def _is_body(name: str) -> bool:
    return is_agency(name) or is_section(name) or re.fullmatch(_DESK, name, re.IGNORECASE) is not None


@cache
def _lone_name() -> re.Pattern[str]:
    return re.compile(rf"{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{1,3}}")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    writing = (
        r"(?i:(?:additional )?(?:reporting|writing|compiled|reported|written|story|words|text|authors?|analysis|"
        r"by-?line))"
    )
    others = (
        r"(?i:editing|edited|produced|translated|translation|fact-?check(?:ed|ing)?|"
        r"additional (?:reporting|writing|research)|"
        r"with (?:additional )?(?:reporting|assistance|contributions?|files|inputs?))"
    )
    told = r"(?: (?i:by) ?:?| ?:) ?(?i:by )?"
    opening = r"[\[(–— -]*"
    work = r"(?:report|story|article|post|piece)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            # "By Ada Mensah in Accra", "By our staff reporter"
            rf"(?i:by):? (?P<names>{_NAMES}){_AFTER_NAME}",
            rf"[\[(]?(?i:by|from):? (?i:{_DESK})(?:(?:,| in| and) [^.!?]{{1,60}})?[)\]]?",
            # "(Reporting by Ada Mensah; editing by ...)", "Author: Ada Mensah"
            rf"{opening}{writing}{told}(?P<names>{_NAMES}){_AFTER_NAMES}",
            rf"{opening}{others}{told}{_NAMES}{_AFTER_NAMES}",
            # "(Writing by the Kyiv desk; editing in Gdansk)", "Additional reporting from the Miami newsroom"
            rf"[\[(](?:{writing}|{others}) (?i:by|from|in) {_BODY}.{{0,140}}",
            rf"(?:{writing}|{others}) (?i:by|from|in) {_BODY}[^.!?]{{0,80}}",
            rf"{opening}(?:{writing}|{others}) (?i:from) {_NAMES}{_AFTER_NAMES}",
            # "Ada Mensah, Staff Writer", "Ada Mensah | Reuters"
            rf"(?P<names>{_NAME} {_WORD}) ?[,|–—-] ?(?i:(?:{_FIELD} ){{0,3}}{_POST})(?: ?[,|–—-].{{0,60}})?",
            rf"(?P<names>{_NAMES}) ?[|,–—-] ?{AGENCY}",
            # "Ada Mensah in Accra contributed to this report."
            (
                rf"{opening}[A-ZÀ-Þ][^!?]{{0,160}} (?i:contributed (?:additional )?(?:reporting )?(?:to|for) this"
                rf" {work})\.?"
            ),
            rf"(?i:{_DESK}|news (?:desk|agencies)|agencies|web ?desk)",
            (
                rf"(?i:about the authors?|(?:view all )?posts? by .{{2,60}}|more (?:from|by) (?:this author|"
                rf"(?-i:{_NAME})))"
            ),
        )
    )
