"""A text as the words of which names are made: where they stand, how they are written, what lies between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from entente.resolving.places.names import APOSTROPHES, fold

_WORD: Final = re.compile(
    r"(?:[A-Z]\.){2,}(?:[A-Z](?!\w))?"  # U.S., D.C., U.S.A
    r"|[NSW]\.\s?(?:Va|Mex|Dak|Car)(?=\.)"  # W.Va, N. Mex
    r"|[^\W\d_]+(?:['’‘ʻʼ`](?!s\b)[^\W\d_]+)*"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?\b"
)

_APOSTROPHES: Final = frozenset(APOSTROPHES)
_SENTENCE_BREAK: Final = re.compile(r"[.!?]['\"”’)]*\s|\n|[“\"]\s*$|^\s*[“\"]|[:;•|]\s|\.\.\.|…")
_ABBREVIATED: Final = frozenset(
    "st ste mt ft pt mr mrs ms dr gov sen rep sgt lt col gen capt rev hon prof jr sr no vs".split()
)


class Token(NamedTuple):
    """A word: its text, offsets, folded form, the gap of text before it, whether it begins with a capital."""

    text: str
    start: int
    end: int
    folded: str
    gap: str
    starts_sentence: bool
    is_capital: bool

    @property
    def is_shouted(self) -> bool:
        """Whether the word is written in capitals alone."""
        return len(self.text) > 1 and self.text.isupper()


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order. A closing ``'s`` belongs to the gap, and so does a full stop after a short form."""
    tokens: list[Token] = []
    end = 0
    previous = ""
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[end:start]
        if gap in _APOSTROPHES and gap and match.group() == "s":
            continue
        starts = not tokens or (gap != " " and _breaks(gap, previous))
        word = match.group()
        end = match.end()
        folded, previous, capital = _shape(word)
        tokens.append(Token(word, start, end, folded, gap, starts, capital))
    return tokens


CACHED: Final = 32768
"""Words kept with their shapes: texts use the same ones again and again."""


@lru_cache(maxsize=CACHED)
def _shape(word: str) -> tuple[str, str, bool]:
    """A word folded, in small letters, and whether it begins with a capital."""
    return fold(word), word.lower(), _is_capital(word)


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital letter, maybe after a short article: Paris, d'Ivoire."""
    return word[0].isupper() or (word[1:2] in _APOSTROPHES and word[2:3].isupper())


def _breaks(gap: str, previous: str) -> bool:
    """Whether a sentence ends in the gap after the word ``previous``."""
    if not _SENTENCE_BREAK.search(gap):
        return False
    short = gap in (". ", ".") and (previous in _ABBREVIATED or len(previous) == 1)
    return not short
