"""Word pieces of a text, with what capitals tell.

The encoder's vocabulary is lower-case, so the shape of each word (Capitalised, UPPER, digits, ...) goes to it beside
the pieces, as a small embedding added to theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from entente.errors import ModelError
from entente.records import Span

IntArray = npt.NDArray[np.int64]


class Shape(IntEnum):
    """What a word looks like. ``SPECIAL`` stands for the encoder's own marks."""

    SPECIAL = 0
    LOWER = 1
    CAPITALISED = 2
    SENTENCE_CAPITAL = 3
    UPPER = 4
    MIXED = 5
    DIGITS = 6
    OTHER = 7


def shape_of(word: str, *, starts_sentence: bool) -> Shape:
    """The shape of one word; a capital that opens a sentence tells less than another, so it has its own."""
    if word.islower():
        return Shape.LOWER
    if any(c.isdigit() for c in word):
        return Shape.DIGITS
    if not any(c.isalpha() for c in word):
        return Shape.OTHER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return Shape.SENTENCE_CAPITAL if starts_sentence else Shape.CAPITALISED
    if word.isupper():
        return Shape.UPPER
    return Shape.MIXED


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a document, as parallel arrays over pieces.

    ``word`` numbers the word each piece belongs to; ``starts`` and ``ends`` are code points of the piece.
    ``word_starts`` and ``word_ends`` are over words.
    """

    ids: IntArray
    shapes: IntArray
    starts: IntArray
    ends: IntArray
    word: IntArray
    word_starts: IntArray
    word_ends: IntArray

    def __len__(self) -> int:
        return len(self.ids)


class PieceTokenizer:
    """The encoder's tokenizer, with word shapes."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.cls_id = self._id("[CLS]")
        self.sep_id = self._id("[SEP]")

    def _id(self, mark: str) -> int:
        found = self._tokenizer.token_to_id(mark)
        if found is None:
            raise ModelError(f"the tokenizer knows no {mark}; is it the encoder's own?")
        return found

    def __call__(self, text: str, sentences: Sequence[Span]) -> Pieces:
        """Pieces of ``text``; ``sentences`` tell which capitals open a sentence."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
        raw_words = np.array([-1 if w is None else w for w in encoded.word_ids], dtype=np.int64)
        new_word = np.ones(len(raw_words), dtype=bool)
        new_word[1:] = raw_words[1:] != raw_words[:-1]
        word = np.cumsum(new_word) - 1 if len(raw_words) else raw_words
        first = np.flatnonzero(new_word)
        last = np.append(first[1:], len(raw_words)) - 1 if len(first) else first
        word_starts, word_ends = offsets[first, 0], offsets[last, 1]
        opening = self._opening_words(word_starts, sentences)
        word_shapes = np.array(
            [
                shape_of(text[s:e], starts_sentence=opens)
                for s, e, opens in zip(word_starts.tolist(), word_ends.tolist(), opening.tolist(), strict=True)
            ],
            dtype=np.int64,
        )
        return Pieces(
            ids=np.array(encoded.ids, dtype=np.int64),
            shapes=word_shapes[word] if len(word) else word,
            starts=offsets[:, 0],
            ends=offsets[:, 1],
            word=word,
            word_starts=word_starts,
            word_ends=word_ends,
        )

    @staticmethod
    def _opening_words(word_starts: IntArray, sentences: Sequence[Span]) -> npt.NDArray[np.bool_]:
        opening = np.zeros(len(word_starts), dtype=bool)
        firsts = np.searchsorted(word_starts, [start for start, _ in sentences])
        opening[firsts[firsts < len(word_starts)]] = True
        return opening
