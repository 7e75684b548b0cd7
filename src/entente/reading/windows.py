"""Packs consecutive sentences into windows that the encoder reads in one pass.

One sentence alone cannot tell what "the mission" or "both nations" means. Every window therefore begins with the
title and with the sentence before its own; what those tell as events belongs to the window that owns them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from entente.reading.tokens import IntArray, Pieces
from entente.records import Span

MAX_PIECES = 190
"""Pieces in a window besides the encoder's two marks."""
MAX_CONTEXT = 56
"""Pieces of title and foregoing sentence that a window may carry as context."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of one encoder pass: indices into the document's pieces; ``own`` marks those read for their events."""

    pieces: IntArray
    own: tuple[int, int]
    """First and last (exclusive) position in ``pieces`` that this window owns."""


def build_windows(pieces: Pieces, sentences: Sequence[Span], *, max_pieces: int = MAX_PIECES) -> list[Window]:
    """Windows over a document; every sentence is owned by exactly one, in order."""
    chunks = _chunks(pieces, sentences, max_pieces - MAX_CONTEXT)
    windows: list[Window] = []
    at = 0
    while at < len(chunks):
        context = _context(chunks, at)
        room = max_pieces - len(context)
        end, size = at, 0
        while end < len(chunks) and (size == 0 or size + chunks[end][1] - chunks[end][0] <= room):
            size += chunks[end][1] - chunks[end][0]
            end += 1
        own = np.arange(chunks[at][0], chunks[end - 1][1], dtype=np.int64)
        windows.append(Window(np.concatenate([context, own]), (len(context), len(context) + len(own))))
        at = end
    return windows


def _chunks(pieces: Pieces, sentences: Sequence[Span], limit: int) -> list[tuple[int, int]]:
    """Piece ranges of the sentences; one that is too long for a window is cut at word ends."""
    out: list[tuple[int, int]] = []
    for start, end in sentences:
        first, last = (int(i) for i in np.searchsorted(pieces.starts, [start, end]))
        while last - first > limit:
            cut = first + limit
            while cut > first + 1 and pieces.word[cut] == pieces.word[cut - 1]:
                cut -= 1
            out.append((first, cut))
            first = cut
        if last > first:
            out.append((first, last))
    return out


def _context(chunks: Sequence[tuple[int, int]], at: int) -> IntArray:
    """Title and foregoing sentence of a window that begins at chunk ``at``, as far as they fit."""
    if at == 0:
        return np.zeros(0, dtype=np.int64)
    title_start, title_end = chunks[0]
    title_end = min(title_end, title_start + MAX_CONTEXT // 2)
    before_start, before_end = chunks[at - 1]
    if at == 1:
        return np.arange(title_start, title_end, dtype=np.int64)
    room = MAX_CONTEXT - (title_end - title_start)
    if before_end - before_start > room:
        return np.arange(title_start, title_end, dtype=np.int64)
    return np.concatenate([np.arange(title_start, title_end), np.arange(before_start, before_end)]).astype(np.int64)


@dataclass(frozen=True, slots=True)
class WindowWords:
    """Words of one window: document offsets, number of the sentence, pieces in the encoder's input ([CLS] counted).

    ``own_from`` is the first word owned.
    """

    starts: IntArray
    ends: IntArray
    sentence: IntArray
    first_piece: IntArray
    last_piece: IntArray
    own_from: int


def window_words(pieces: Pieces, window: Window, sentences: Sequence[Span]) -> WindowWords:
    """The words that a window's pieces make up; ``sentences`` are those of the document."""
    at = window.pieces
    numbers = pieces.word[at]
    new = np.ones(len(numbers), dtype=bool)
    new[1:] = (numbers[1:] != numbers[:-1]) | (np.diff(at) != 1)
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(numbers)) - 1
    own_from = int(np.searchsorted(first, window.own[0]))
    starts = pieces.starts[at][first]
    sentence = np.searchsorted([start for start, _ in sentences], starts, side="right") - 1
    return WindowWords(starts, pieces.ends[at][last], sentence, first + 1, last + 1, own_from)
