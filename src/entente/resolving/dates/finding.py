"""Finding time expressions in a text and resolving them, one after the other, each in the light of those before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from entente.records import DateBasis, DateInterval
from entente.resolving.dates import calendar_rules, compound_rules, relative_rules
from entente.resolving.dates.days import Length
from entente.resolving.dates.expressions import TimeExpression, TimeKind
from entente.resolving.dates.grammar import Rule, apply
from entente.resolving.dates.lookalikes import settle
from entente.resolving.dates.meanings import (
    Counted,
    CountedFrom,
    Every,
    From,
    InLength,
    Lasting,
    LastingFrom,
    Meaning,
    Month,
    PartOf,
    Since,
    Until,
    Vague,
    WeekdayBeside,
    Window,
    Year,
)
from entente.resolving.dates.resolution import Resolved, Setting, resolve
from entente.resolving.dates.story import Candidate, after, at, explicit_year, puts_day_first
from entente.resolving.dates.tense import Tense, tense_at
from entente.resolving.dates.tokens import Item, Sentence, chunks, tokenise
from entente.resolving.dates.words import CODES


@cache
def rules() -> tuple[Rule, ...]:
    """The whole cascade, in its order."""
    return calendar_rules.RULES + relative_rules.RULES + compound_rules.RULES


def find_times(text: str, *, published: dt.date | None = None) -> tuple[TimeExpression, ...]:
    """Every time expression of a text, in order, none inside another.

    Args:
        text: any English text; the time this takes grows with its length only.
        published: the day that the text appeared. Without it, what hangs on it stays unknown and no year is made up.

    Returns:
        The expressions with their days; ``date`` and ``enddate`` are None where the text does not tell them.
    """
    candidates = list(_candidates(text))
    setting = Setting(published=published, day_first=puts_day_first(candidate.meaning for candidate in candidates))
    found: list[TimeExpression] = []
    told_in = 0
    for candidate in candidates:
        here = at(candidate, setting, told_in)
        resolved = resolve(candidate.meaning, here)
        found.append(_expression(text, candidate.item, candidate.meaning, here, resolved))
        setting = after(candidate, resolved, here)
        if explicit_year(candidate.meaning) is not None:
            told_in = candidate.sentence
    return tuple(found)


def reanchor(expression: TimeExpression, anchor: DateInterval) -> TimeExpression:
    """The expression with everything that it leaves open counted from another date.

    "two days after the coup" with the days of the coup becomes the day two days later; "a month ago" is counted from
    the anchor's first day, "the following week" from its last. What names its own year stays as it is.

    Args:
        expression: as ``find_times`` gave it.
        anchor: the days to count from; an end that is not known is taken to be the other end.
    """
    first = anchor.start or anchor.end
    last = anchor.end or anchor.start
    if first is None or last is None:
        return expression
    resolved = resolve(expression.meaning, Setting(published=last, anchor=(first, last)))
    if resolved is None:
        return replace(expression, date=None, enddate=None)
    return replace(expression, date=resolved.first, enddate=resolved.last, basis=resolved.basis)


# Candidates: what the grammar finds.

ENDS = frozenset({CODES["stop"], CODES["para"]})
OWNERS = frozenset({CODES["the"], CODES["poss"]})
LEADS = ENDS | {CODES["in"], CODES["on"], CODES["early"], CODES["late"]}


def _candidates(text: str) -> Iterator[Candidate]:
    """What the grammar finds, with what its resolution needs of its surroundings."""
    number = 0
    for start, end in chunks(text):
        sentence = apply(rules(), settle(tokenise(text, start, end)))
        for place, item in enumerate(sentence.items):
            if sentence.codes[place] in ENDS:
                number += 1
            if item.meaning is not None:
                tense = Tense.UNKNOWN if _names_a_thing(sentence, place) else tense_at(sentence, place)
                yield Candidate(item, item.meaning, tense, number, _dates_what_is_told(sentence, place))


def _names_a_thing(sentence: Sentence, place: int) -> bool:
    """Of "the May launch" the verb does not say when it was."""
    between = sentence.codes[place - 1 : place + 2] if place else ""
    return isinstance(sentence.items[place].meaning, Month) and between[:1] in OWNERS and between[-1:] == CODES["x"]


def _dates_what_is_told(sentence: Sentence, place: int) -> bool:
    """Yes for "On 3 May 1994", and for "In 1994" where it opens a sentence; no for "the 1994 accord"."""
    led = place == 0 or sentence.codes[place - 1] in LEADS
    meaning = sentence.items[place].meaning
    if isinstance(meaning, Since | Until):
        return False  # It lasts into another time.
    if isinstance(meaning, Year):
        return led and (place < 2 or sentence.codes[place - 2] in ENDS)
    return led


# Expressions: what is handed out.


def _expression(text: str, item: Item, meaning: Meaning, setting: Setting, resolved: Resolved | None) -> TimeExpression:
    return TimeExpression(
        text=text[item.start : item.end],
        start=item.start,
        end=item.end,
        kind=_kind(meaning),
        date=resolved.first if resolved else None,
        enddate=resolved.last if resolved else None,
        basis=resolved.basis if resolved else _basis(meaning),
        length=_length(meaning),
        part=meaning.part if isinstance(meaning, PartOf) else None,
        hangs_on=_hangs_on(text, item, meaning, setting),
        meaning=meaning,
    )


def _kind(meaning: Meaning) -> TimeKind:
    match meaning:
        case Lasting() | Window() | InLength():
            return TimeKind.LENGTH if not (isinstance(meaning, Lasting) and meaning.length is None) else TimeKind.VAGUE
        case Since():
            return TimeKind.OPEN_END
        case Until():
            return TimeKind.OPEN_START
        case Every():
            return TimeKind.SET
        case Vague():
            return TimeKind.VAGUE
        case _:
            return TimeKind.DATE


def _basis(meaning: Meaning) -> DateBasis | None:
    """What the days of an expression would rest on, where they are not known."""
    from_event = isinstance(meaning, Counted) and meaning.start is From.EVENT
    return DateBasis.EVENT if from_event or (isinstance(meaning, WeekdayBeside) and meaning.inner is None) else None


def _length(meaning: Meaning) -> Length | None:
    match meaning:
        case Lasting() | Window() | InLength() | Counted() | CountedFrom() | LastingFrom():
            return meaning.length
        case _:
            return None


def _hangs_on(text: str, item: Item, meaning: Meaning, setting: Setting) -> TimeExpression | None:
    match meaning:
        case Since(inner=inner) | Until(inner=inner) | CountedFrom(inner=inner) | LastingFrom(first=inner):
            part = next((part for part in item.parts if part.meaning == inner), None)
            return _expression(text, part, inner, setting, resolve(inner, setting)) if part else None
        case _:
            return None
