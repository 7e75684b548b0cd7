"""Where the sentences of an English news text begin and end.

A stop ends a sentence unless a rule says why not. The rules are tried in order and the first that applies decides;
each has its reason. They know the abbreviations, initials, datelines and quotations of news, and nothing of meaning.
Paragraphs (a blank line between them) always end a sentence, with a stop or without: headlines have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from entente.records import Span

MAX_SENTENCE = 1000
"""Characters: a longer sentence is cut at a semicolon, else at a space, else where the limit is."""

# Before a name: never the end of a sentence. "He" and "An" are surnames, so what follows cannot help.
TITLES = frozenset(
    "Mr Mrs Ms Mx Dr Drs Prof Rev Fr Hon Msgr Messrs Mme Mlle M Sra Sta Gen Lt Lieut Col Maj Sgt Cpl Pvt Capt Cmdr Cdr "
    "Comdr Brig Adm Gov Sen Rep Reps Sens Pres Amb Sec Min Supt Insp Det Atty Asst Assoc Dep Dir Chmn Cllr Comm Ald "
    "Ret Spc Pfc Ens Hrh Snr Jnr Eng Engr Ing Arch Alh Hajj Ust Fmr Rt".split()
)

# Before a number or a name; they end a sentence only where a word follows that opens one.
PLACES = frozenset("St Ste Mt Ft Pt Ave Blvd Rd Hwy Sq Apt Bldg".split())

# Before a number: the end of a sentence where none follows ("No." is an answer).
NUMBERED = frozenset(
    "No Nos Art Arts art arts Para para paras Sect sect Ch ch Fig fig Vol vol Pp p pp par nr Res".split()
)

MONTHS = frozenset("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split())
WEEKDAYS = frozenset("Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun".split())
DATED = MONTHS | WEEKDAYS

# Never the end.
RUNNING = frozenset("vs v cf viz al approx ca c e.g i.e eg ie est incl tel ext".split())

# Behind a name or number: the end where a word follows that opens a sentence.
TRAILING = frozenset(
    "Inc Corp Ltd Co Cos Bros Jr Sr Plc LLC Intl Int'l Nat'l Govt Gov't Dept Univ Assn Ph.D M.D B.A M.A Ala Ariz Ark "
    "Calif Colo Conn Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt "
    "Wash Wis Wyo Ont Que Alta Sask Man N.Y N.J N.C S.C N.D S.D N.M N.H W.Va R.I D.C B.C U.S U.N U.K E.U U.A.E "
    "U.S.S.R D.R.C P.R A.D B.C.E C.E a.k.a".split()
)

# After a time: the end where a capital follows, if it is not a day or a zone.
CLOCK = frozenset("a.m p.m am pm A.M P.M hrs etc mph km kg".split())
AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{1,2}[SD]?T|GMT|UTC|[A-Z]{2,4}T|Eastern|Central|Pacific|"
    r"Mountain|Greenwich|Moscow|Beijing|Local|local|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\w+ time\b"
)

# Numerals are written like initials, but after these words a sentence may end in one ("World War I.").
BEFORE_NUMERAL = frozenset(
    "War Phase Part Annex Stage Category Group Plan Type Class Grade Schedule Point Vitamin Hepatitis Title Chapter "
    "Article Division Zone Tier Level Block Area Gate Terminal Building Room Line Minsk Astana Oslo Corps "
    "Option".split()
)

# Words that open a sentence far more often than they follow an abbreviation or an initial as part of a name.
OPENERS = frozenset(
    "The A An This That These Those It Its He She They We You I His Her Their Our My There Here But And Or So Yet Nor "
    "In On At By For From With Without Within After Before During Since Until While When Where Why What Who How If "
    "Although Though Because As However Meanwhile Moreover Also Still Then Thus Earlier Later Now Today Yesterday Last "
    "Some Many Most Several Other Others Another Both Each Every All Any Neither Nobody No Not Only Under Over Among "
    "Amid Despite According Asked Speaking Such To Once Even Just Like Officials Police Analysts Critics Witnesses "
    "Residents Two Three Four Five Hundreds Thousands Dozens More".split()
)

REPORTING = frozenset(
    "said says asked asks told tells added adds replied replies shouted shouts cried warned warns wrote writes tweeted "
    "insisted exclaimed wondered declared continued demanded chanted joked quipped yelled screamed posted "
    "responded responds".split()
)

_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘«(\\["
# A stop with what closes behind it and a space after it; or one run together with the capital of the next word.
_STOP = re.compile(
    rf"(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?:\[\d{{1,3}}\])*(?=\s|$)"
    rf"|(?<=[a-z]{{2}})[.!?][{_CLOSERS}]*(?=[{_OPENERS}]?[A-Z][a-z]*\s)"
)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_SPACE = re.compile(r"\s*")
_LONGEST_ABBREVIATION = 20
_TOKEN_BEFORE = re.compile(rf"([^\s{_OPENERS}/—–\d-][^\s{_OPENERS}/—–-]*)$")
_WORD_AFTER = re.compile(rf"[{_OPENERS}]*([A-Z]\.(?=\s)|[^\s,;:.!?{_CLOSERS}]{{1,30}})")
# What a sentence may begin with: quotes, signs and dashes, then a capital, a digit, a name like al-Shabab or iPhone,
# or a letter of a script without capitals.
_BEGINS = re.compile(
    rf"(?:[{_OPENERS}¿¡•*#@$€£¥–—-]+\s?)*"
    r"(?:[^\W_a-z]|(?:al|el|ash|as|ad|an|at|az|ar)-[A-Z]|[a-z][A-Z]|[^\x00-\x7f“‘«»’”—–…])"
)
_ENUMERATOR = re.compile(rf"[{_OPENERS}]*(?:\d{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}})\.$")
_ITEM = re.compile(r"[\"'(]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]\s")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.-?)*[A-ZÀ-Þ]")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_LONGEST_HEADLINE = 150
_CAPITAL_SHARE = 0.8
_ATTRIBUTION = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,4}(\w+)")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place at which a sentence may end, and what stands around it.

    ``before`` is the word that the stop follows, without it and without what a hyphen or digits put in front of it;
    ``mark`` the stop itself with the quotes and brackets that close behind it; ``after`` is the next word, with its
    stop if it is a single letter; ``following`` is where that begins.
    """

    text: str
    begin: int
    at: int
    following: int
    before: str
    mark: str
    after: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a single full stop, maybe with a bracket behind it: the kind that abbreviations have."""
        return self.mark in (".", ".)", ".]")

    @property
    def is_closed(self) -> bool:
        """Whether a quote or bracket closes behind the stop."""
        return self.mark[-1] not in ".!?…"

    @property
    def opens_sentence(self) -> bool:
        """Whether the next word is one that sentences open with."""
        return self.after in OPENERS

    @property
    def before_that(self) -> str:
        """The word before the one that the stop follows."""
        words = self.text[max(self.begin, self.at - len(self.before) - 30) : self.at - len(self.before)].split()
        return words[-1].lstrip("\"'“‘«([") if words else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a stop is held for where the rule applies: the end of a sentence or not, and why."""

    name: str
    ends: bool
    applies: Callable[[Stop], bool]
    reason: str


def _is_glued(stop: Stop) -> bool:
    return stop.following == stop.at + len(stop.mark) and not stop.opens_sentence


def _goes_on_small(stop: Stop) -> bool:
    is_next_item = _ITEM.match(stop.text, stop.following) and _ITEM.match(stop.text, stop.begin)
    return not is_next_item and _BEGINS.match(stop.text, stop.following) is None


def _is_enumerator(stop: Stop) -> bool:
    return stop.mark == "." and _ENUMERATOR.fullmatch(stop.text[stop.begin : stop.at + 1]) is not None


def _is_attributed(stop: Stop) -> bool:
    if not stop.is_closed or stop.mark[0] not in "?!":
        return False
    match = _ATTRIBUTION.match(stop.text, stop.following)
    return match is not None and str(match.group(1)) in REPORTING


def _is_stammer(stop: Stop) -> bool:
    return stop.mark[:2] in ("..", "…") and stop.before == stop.after


def _is_in_headline(stop: Stop) -> bool:
    """Whether a stop stands in a headline whose words are all capitalised, so that a capital says nothing."""
    if stop.before not in TRAILING:
        return False
    end = stop.text.find("\n", stop.at, stop.at + _LONGEST_HEADLINE)
    line = stop.text[stop.begin : end if end >= 0 else stop.begin + _LONGEST_HEADLINE + 1].strip()
    if len(line) > _LONGEST_HEADLINE or line[-1] in ".!?":
        return False
    words: list[str] = re.findall(r"[^\W\d_]{4,}", line)
    return sum(1 for word in words if word[0].isupper()) >= _CAPITAL_SHARE * len(words)


def _is_numeral(stop: Stop) -> bool:
    return len(stop.before) <= 3 and stop.before.isupper() and stop.before_that.capitalize() in BEFORE_NUMERAL


RULES: tuple[Rule, ...] = (
    Rule("glued", False, _is_glued, "no space follows: a name of a site, a decimal, an abbreviation"),
    Rule("small", False, _goes_on_small, "what follows does not begin a sentence"),
    Rule("enumerator", False, _is_enumerator, "the number of an item stays with it"),
    Rule("attributed", False, _is_attributed, "a quoted question or cry stays with the one who utters it"),
    Rule("title", False, lambda s: s.before in TITLES and s.mark[:2] != "..", "a title stands before its name"),
    Rule("stammer", False, _is_stammer, "the same word begins again"),
    Rule("full", True, lambda s: not s.is_plain, "a question mark, a cry, dots, or a stop inside quotes"),
    Rule("running", False, lambda s: s.before in RUNNING, "an abbreviation that something always follows"),
    Rule("number", False, lambda s: s.before in NUMBERED and s.after[:1].isdigit(), "the number follows"),
    Rule("date", False, lambda s: s.before in DATED and s.after[:1].isdigit(), "the day follows"),
    Rule("day", False, lambda s: s.before in WEEKDAYS and s.after[:3] in MONTHS, "the month follows"),
    Rule(
        "clock",
        False,
        lambda s: s.before in CLOCK and bool(AFTER_CLOCK.match(s.text, s.following)),
        "the day or zone follows",
    ),
    Rule("after clock", True, lambda s: s.before in CLOCK, "a time, and a capital after it"),
    Rule("headline", False, _is_in_headline, "all words are capitalised"),
    Rule("numeral", True, _is_numeral, "a numeral behind what it counts, not an initial"),
    Rule("opener", True, lambda s: s.opens_sentence, "a word follows that opens sentences"),
    Rule("place", False, lambda s: s.before in PLACES, "the name or number follows"),
    Rule("trailing", False, lambda s: s.before in TRAILING, "an abbreviation behind a name, and a name after it"),
    Rule("initial", False, lambda s: _INITIALS.fullmatch(s.before) is not None, "an initial of a name"),
    Rule("dotted", False, lambda s: _DOTTED.fullmatch(s.before) is not None, "letters with stops between them"),
)
"""Tried in order; the first that applies decides. Where none does, the stop ends its sentence."""


def split_sentences(text: str) -> tuple[Span, ...]:
    """Give the sentences of a text as spans: in order, without overlap, trimmed, covering all that is not space.

    Paragraphs are separated by blank lines; a single line break is a space.
    """
    spans: list[Span] = []
    begin = 0
    for gap in _PARAGRAPH.finditer(text):
        _split_paragraph(text, begin, gap.start(), spans)
        begin = gap.end()
    _split_paragraph(text, begin, len(text), spans)
    return tuple(spans)


def deciding_rule(stop: Stop) -> Rule | None:
    """Give the rule that decides about a stop; None where none does and it ends its sentence."""
    return next((rule for rule in RULES if rule.applies(stop)), None)


def _split_paragraph(text: str, begin: int, end: int, spans: list[Span]) -> None:
    at = begin
    for match in _STOP.finditer(text, begin, end):
        if match.end() >= end:
            break
        stop = _stop_at(text, at, match)
        rule = deciding_rule(stop)
        if rule is None or rule.ends:
            spans.extend(_within_limit(text, at, match.end()))
            at = match.end()
    spans.extend(_within_limit(text, at, end))


def _stop_at(text: str, begin: int, match: re.Match[str]) -> Stop:
    at = match.start()
    before = _TOKEN_BEFORE.search(text, max(begin, at - _LONGEST_ABBREVIATION), at)
    following = _first(text, match.end(), len(text))
    after = _WORD_AFTER.match(text, following)
    return Stop(
        text=text,
        begin=_first(text, begin, at),
        at=at,
        following=following,
        before=_as_listed(before.group(1)) if before else "",
        mark=match.group(),
        after=after.group(1) if after else "",
    )


def _as_listed(word: str) -> str:
    """An abbreviation as the tables have it: in capitals ("GEN.", "ST.") it is the same."""
    return word.capitalize() if len(word) > 1 and word.isalpha() and word.isupper() else word


def _first(text: str, begin: int, end: int) -> int:
    space = _SPACE.match(text, begin, end)
    return space.end() if space else begin


def _within_limit(text: str, begin: int, end: int) -> Iterator[Span]:
    """The span between two places without the space around it, cut where it is too long."""
    while end > begin and text[end - 1].isspace():
        end -= 1
    begin = _first(text, begin, end)
    while end - begin > MAX_SENTENCE:
        cut = _cut(text, begin)
        last = cut
        while last > begin and text[last - 1].isspace():
            last -= 1
        if last > begin:
            yield (begin, last)
        begin = _first(text, cut, end)
    if end > begin:
        yield (begin, end)


def _cut(text: str, begin: int) -> int:
    """Where to cut a sentence that is too long: behind a semicolon in the second half of what fits, else at a space."""
    limit = begin + MAX_SENTENCE
    semicolon = text.rfind("; ", begin + MAX_SENTENCE // 2, limit)
    if semicolon >= 0:
        return semicolon + 1
    space = text.rfind(" ", begin + 1, limit)
    return space if space >= 0 else limit
