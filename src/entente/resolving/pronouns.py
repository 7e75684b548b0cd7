"""Whom a pronoun stands for, where the reader links it to nobody: the likeliest actor named before that fits it.

"He" asks for a person, "it" for a state or body, "they" for several people or a body. Within reach lie the pronoun's
own sentence and the one before; whoever opens a sentence, its subject most often, comes first. Whoever stands on the
other side of the pronoun's own act is somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from entente.reading.mentions import Reading
from entente.records import Resolution

REACH: Final = 1
"""Sentences before the pronoun's own in which its antecedent is looked for."""


class Fits(StrEnum):
    """What a pronoun asks for."""

    PERSON = "person"
    THING = "thing"
    SEVERAL = "several"


ASKS: Final = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "himself", "herself"), Fits.PERSON),
    **dict.fromkeys(("it", "its", "itself"), Fits.THING),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), Fits.SEVERAL),
}
PRONOUNS: Final = frozenset(ASKS) | frozenset("we us our i me my who which whom".split())

PERSON: Final = re.compile(
    r"\b(?:president|premier|chancellor|(?:prime |foreign |\w+ )?minister|secretary(?:-general)?|envoy|ambassador|general|"
    r"colonel|major|captain|admiral|marshal|commander|chief|leader|spokes(?:man|woman|person)|commissioner|king|queen|prince|emir|"
    r"sultan|pope|archbishop|bishop|cardinal|patriarch|judge|justice|prosecutor|governor|mayor|senator|deputy|lawmaker|"
    r"speaker|chair(?:man|woman)?|head|official|officer|diplomat|attaché|adviser|consul|mediator|rapporteur|monarch|"
    r"dictator|strongman|candidate|lawyer|activist|mr|mrs|ms|dr|sir|lord|lady)\b(?! of staff's)",
    re.IGNORECASE,
)
PLURAL: Final = re.compile(
    r"\b(?:police|troops|people|forces|men|women|gunmen|clergy|crew|staff|militia|gendarmes|both|two|three|dozens|"
    r"hundreds|thousands|taliban|and)\b|(?<![isu'’])s(?:\s+(?:of|from|in|at)\b|$)",
    re.IGNORECASE,
)
BODY: Final = re.compile(
    r"\b(?:government|ministry|army|navy|air force|court|council|commission|committee|parliament|senate|assembly|"
    r"party|group|movement|union|league|office|embassy|agency|mission|force|bank|fund|cabinet|side|junta|authorities|"
    r"delegation|house|kremlin|bloc|alliance|team|guard|tribunal|secretariat)s?$",
    re.IGNORECASE,
)


def asks_for(words: str) -> Fits | None:
    """What a pronoun asks for; None for words that are no pronoun of the third person."""
    return ASKS.get(words.lower())


def is_person(words: str, resolution: Resolution) -> bool:
    """Whether words name one person: by title, or as somebody whom the resolver knows."""
    text = words.rstrip(",")
    if PLURAL.search(text) or BODY.search(text):
        return False
    return resolution.office is not None or bool(PERSON.search(text))


def fits(asked: Fits, words: str, resolution: Resolution) -> bool:
    """Whether an actor may be whom a pronoun of this kind stands for."""
    if asked is Fits.PERSON:
        return is_person(words, resolution)
    if asked is Fits.SEVERAL:
        return not is_person(words, resolution)
    return not is_person(words, resolution) and not PLURAL.search(words)


def antecedent(
    reading: Reading,
    at: int,
    order: Sequence[int],
    known: Mapping[int, Resolution],
    rivals: Callable[[int], frozenset[int]],
) -> int | None:
    """The actor span that the pronoun at span ``at`` stands for; None where none within reach fits.

    ``order`` are the actor spans in the order of the text, ``rivals`` gives those on the other side of a span's acts.
    """
    span = reading.spans[at]
    asked = asks_for(span.text)
    if asked is None:
        return None
    barred = rivals(at)
    sentence = sentence_at(reading, span.span[0])
    before = [
        i
        for i in order
        if reading.spans[i].span[1] <= span.span[0]
        and i not in barred
        and reading.spans[i].text.lower() not in PRONOUNS
        and fits(asked, reading.spans[i].text, known[i])
    ]
    for there in range(sentence, sentence - REACH - 1, -1):
        here = [i for i in before if sentence_at(reading, reading.spans[i].span[0]) == there]
        if here:
            several = [i for i in here if PLURAL.search(reading.spans[i].text)]
            return (several if asked is Fits.SEVERAL and several else here)[0]
    return None


LIST_GAP: Final = len(", and ")
"""Most characters between two actors of one list."""


def listed_with(reading: Reading, order: Sequence[int], first: int) -> list[int]:
    """The list of actors that the one at span ``first`` opens: "Mali, Niger and Burkina Faso"; itself where it opens none."""
    out = [first]
    for i in order:
        gap = reading.spans[i].span[0] - reading.spans[out[-1]].span[1]
        if 0 < gap <= LIST_GAP:
            out.append(i)
    return out


def sentence_at(reading: Reading, offset: int) -> int:
    """Number of the sentence that an offset lies in; the last one begun before it."""
    return max((n for n, (start, _) in enumerate(reading.sentences) if start <= offset), default=0)
