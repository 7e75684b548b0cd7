"""Word pieces and windows: everything is read once, in order, and at its place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.reading.model_files import SHIPPED, TOKENIZER
from entente.reading.sentences import split_sentences
from entente.reading.tokens import PieceTokenizer, Shape, shape_of
from entente.reading.windows import MAX_PIECES, build_windows, window_words

TOKENIZE = PieceTokenizer(SHIPPED / TOKENIZER)
WORDS = st.sampled_from(
    ["Niger", "signed", "the", "accord", ",", "U.S.", "Yunus-Bek", "12,500", "said", "É", "unverifiablyness", '"']
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
TEXT = st.lists(SENTENCE, min_size=1, max_size=12).map(lambda parts: ".\n\n".join(parts) + ".")


@pytest.mark.parametrize(
    ("word", "opens", "shape"),
    [
        ("said", False, Shape.LOWER),
        ("Niger", False, Shape.CAPITALISED),
        ("Niger", True, Shape.SENTENCE_CAPITAL),
        ("A", True, Shape.SENTENCE_CAPITAL),
        ("NATO", False, Shape.UPPER),
        ("McCain", False, Shape.MIXED),
        ("2005", False, Shape.DIGITS),
        ("M23", False, Shape.DIGITS),
        (",", False, Shape.OTHER),
    ],
)
def test_shape(word, opens, shape):
    assert shape_of(word, starts_sentence=opens) is shape


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_every_piece_is_owned_by_exactly_one_window_in_order(text):
    sentences = split_sentences(text)
    pieces = TOKENIZE(text, sentences)
    windows = build_windows(pieces, sentences)
    owned = np.concatenate([w.pieces[w.own[0] : w.own[1]] for w in windows]) if windows else np.zeros(0)
    assert owned.tolist() == list(range(len(pieces)))
    assert all(len(w.pieces) <= MAX_PIECES for w in windows)


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_words_of_a_window_lie_in_the_text_and_in_order(text):
    sentences = split_sentences(text)
    pieces = TOKENIZE(text, sentences)
    for window in build_windows(pieces, sentences):
        words = window_words(pieces, window, sentences)
        assert (words.starts < words.ends).all()
        assert (np.diff(words.starts) > 0).all()
        assert (words.first_piece >= 1).all()
        assert words.last_piece.max(initial=0) <= len(window.pieces)
        for start, sentence in zip(words.starts.tolist(), words.sentence.tolist(), strict=True):
            assert sentences[sentence][0] <= start < sentences[sentence][1]


def test_offsets_count_code_points_not_bytes():
    text = "Élysée 🕊 says Côte d’Ivoire agreed"
    pieces = TOKENIZE(text, [(0, len(text))])
    words = [text[s:e] for s, e in zip(pieces.word_starts, pieces.word_ends, strict=True)]
    assert words[0] == "Élysée"
    assert "Côte" in words
    assert words[-1] == "agreed"


def test_empty_text_has_no_pieces():
    pieces = TOKENIZE("", [])
    assert len(pieces) == 0
    assert build_windows(pieces, []) == []


def test_later_window_sees_title_and_foregoing_sentence():
    text = "A title here\n\n" + " ".join(f"Sentence number {i} tells of something new." for i in range(60))
    sentences = split_sentences(text)
    pieces = TOKENIZE(text, sentences)
    second = build_windows(pieces, sentences)[1]
    context = second.pieces[: second.own[0]]
    assert pieces.starts[context[0]] == 0
    first_owned = second.pieces[second.own[0]]
    assert context[-1] == first_owned - 1
