"""Mark what was read in an article: text cut into parts, each with what is told in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from entente.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of text under the same marks. ``begins`` are the places of marks that start here."""

    text: str
    start: int
    marks: tuple[str, ...] = ()
    begins: bool = False
    ends: tuple[Span, ...] = ()


def mark_up(text: str, spans: Mapping[Span, str]) -> list[list[Part]]:
    """The paragraphs of ``text`` in parts, so that every span begins and ends with a part, however they overlap.

    The parts of all paragraphs with the blank lines between them are the text again.
    """
    paragraphs: list[list[Part]] = []
    start = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            paragraphs.append(_parts(paragraph, start, spans))
        start += len(paragraph) + 1
    return paragraphs


def _parts(paragraph: str, offset: int, spans: Mapping[Span, str]) -> list[Part]:
    end = offset + len(paragraph)
    here = {span: mark for span, mark in spans.items() if span[0] < end and offset < span[1]}
    cuts = sorted({offset, end, *(min(max(cut, offset), end) for span in here for cut in span)})
    parts: list[Part] = []
    for begin, stop in pairwise(cuts):
        over = [(span, mark) for span, mark in here.items() if span[0] <= begin and stop <= span[1]]
        parts.append(
            Part(
                text=paragraph[begin - offset : stop - offset],
                start=begin,
                marks=tuple(dict.fromkeys(mark for _, mark in over)),
                begins=any(max(span[0], offset) == begin for span, _ in over),
                ends=tuple(span for span, _ in over if min(span[1], end) == stop),
            )
        )
    return parts
