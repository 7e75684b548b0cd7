"""Which stretches of a text may be place names: every run of words that the gazetteer knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from entente.resolving.places.model import Entry
from entente.resolving.places.tables import Word
from entente.resolving.places.text import Token
from entente.resolving.places.words import DIRECTIONS, NAME_LEADS, NAME_LINKS, PLACE_HEADS

LONGEST: Final = 6
"""Words in the longest name that is looked for."""

_JOINING_GAPS: Final = frozenset({" ", "-", "–", "—", "\u00a0", ". ", ".", "‑", "/"})


class Tables(Protocol):
    """What recognition needs of a gazetteer."""

    def find(self, keys: Sequence[str]) -> list[tuple[Entry, ...]]:
        """The entries under each key."""
        ...

    def words(self, folded: Sequence[str]) -> list[Word]:
        """What each single word may be besides a place."""
        ...


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``first`` to ``last`` (inclusive) that the gazetteer knows under ``key``."""

    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]

    @property
    def length(self) -> int:
        """How many words the name has."""
        return self.last - self.first + 1


POSSESSIVE_GAPS: Final = frozenset({"'s ", "’s "})


def joins(token: Token, before: Token) -> bool:
    """Whether a word may belong to the same name as the word before it."""
    if token.gap not in _JOINING_GAPS:
        return token.gap in POSSESSIVE_GAPS and token.is_capital
    return "." not in token.gap or len(before.text) <= 3 or before.text.endswith(".")


def hits_in(tokens: Sequence[Token], tables: Tables) -> dict[int, list[Hit]]:
    """For each word at which known names begin, those names, the longest first."""
    spans: list[tuple[int, int, str]] = []
    for first in range(len(tokens)):
        spans.extend(_candidates(tokens, first))
    found: dict[int, list[Hit]] = {}
    entries = tables.find([key for _, _, key in spans])
    for (first, last, key), senses in zip(spans, entries, strict=True):
        if senses:
            found.setdefault(first, []).insert(0, Hit(first, last, key, senses))
    return found


def _candidates(tokens: Sequence[Token], first: int) -> list[tuple[int, int, str]]:
    """The stretches that begin at a word and may be names, with the key of each."""
    token = tokens[first]
    if not _may_begin(token, tokens[first + 1] if first + 1 < len(tokens) else None):
        return []
    words = [_direction(token, tokens, first)]
    spans = [(first, first, token.folded)] if token.is_capital and len(token.folded) > 1 else []
    for last in range(first + 1, min(first + LONGEST, len(tokens))):
        token = tokens[last]
        if not joins(token, tokens[last - 1]):
            break
        if token.gap in POSSESSIVE_GAPS:  # Queen Anne's County
            words[-1] += "s"
        words.append(token.folded)
        if token.is_capital:
            spans.append((first, last, " ".join(words)))
        elif token.folded in PLACE_HEADS and tokens[last - 1].is_capital:  # the Niger river, Rafah crossing
            spans.append((first, last, " ".join(words)))
            break
        elif token.folded not in NAME_LINKS:
            break
    return spans


def _may_begin(token: Token, following: Token | None) -> bool:
    if token.is_capital:
        return True
    return token.folded in NAME_LEADS and following is not None and following.is_capital


def _direction(token: Token, tokens: Sequence[Token], at: int) -> str:
    """The folded word, or the direction that a single letter with a full stop stands for."""
    if token.folded in DIRECTIONS and at + 1 < len(tokens) and tokens[at + 1].gap in (". ", "."):
        return DIRECTIONS[token.folded]
    return token.folded
