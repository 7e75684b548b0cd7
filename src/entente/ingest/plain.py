"""The lines of a page as they were meant: one paragraph each, whatever wrapped or broke them on the way.

Text reaches Entente wrapped at 72 columns, with a line a paragraph, with blank lines between paragraphs or without,
broken inside sentences by a ``<br>``. What comes out is always one line a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Soft hyphen, zero-width space and no-break, word joiner, directional marks: they show nothing and break words apart.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")

_BULLET = re.compile(r"(?:[•·▪▫◦●○■□►▶‣⁃✓✔➤*]|[-–—](?=\s))\s*(?=\S)")
# "HAVANA (AP) --" or "NIAMEY, Dec. 5 (Reuters)" on a line of its own belongs to the paragraph below.
_LONE_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][\w.'’-]*){0,5}(?:,? \d{1,2})?(?:,? \d{4})?"
    r" ?(?:\([A-Z][\w /]{1,30}\) ?(?:[-–—]{1,2})?|[-–—]{1,2})"
)
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_DANGLING = re.compile(r"\b(?:a|an|the|of|and|or|its),?$")
_LOWER_START = re.compile(r"[a-z](?!\w*:/|ww\.)")
_PARTICLE_START = re.compile(r"(?:al|el|ash|as|ad|an|ar|az)-[A-Z]")

_WIDEST_WRAP = 140
"""Columns: longer lines were not wrapped by anybody."""

_NARROWEST_WRAP = 30
"""Columns: shorter lines are headings, names and buttons, and say nothing about wrapping."""

_RAGGED = 8
"""Columns by which a wrapped line may be longer than those that were seen to run on."""

_WRAPPED_SHARE = 0.3
"""Of the lines that follow another in a block, the share that begin in lower case, above which the text is wrapped.

About two thirds do in wrapped English; where each line is a paragraph, nearly none.
"""


def normalise(text: str) -> str:
    r"""Make a text plain: composed Unicode, ``\n`` for every line end, no invisible or control characters.

    Lone surrogates, which JSON can smuggle in, become the replacement character: they could not be written again.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", writable(text)))
    return _CONTROL.sub(" ", _LINE_END.sub("\n", text))


def writable(text: str) -> str:
    """Make a text that can be written as UTF-8 again: lone surrogates become the replacement character."""
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Give a text in one line: white space of any kind as single spaces."""
    return _SPACES.sub(" ", normalise(text)).strip()


def paragraph_lines(text: str) -> list[str]:
    """Give the paragraphs of a normalised text, one string each, with soft-wrapped and broken lines joined again.

    Bullets are taken off. Nothing else is lost: the letters and digits are those of the text.
    """
    blocks = list(_blocks(text))
    width = _wrap_width(blocks)
    lines: list[str] = []
    for block in blocks:
        starts_inside = bool(lines) and (_broken_off(lines[-1], block[0]) or _LONE_DATELINE.fullmatch(lines[-1]))
        joined = _joined_block(block, width)
        if starts_inside:
            lines[-1] = f"{lines[-1]} {joined[0]}"
            joined = joined[1:]
        lines.extend(joined)
    return [stripped for line in lines if (stripped := _BULLET.sub("", line, count=1) if _BULLET.match(line) else line)]


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines without a blank one between them."""
    block: list[str] = []
    for raw in text.split("\n"):
        line = _SPACES.sub(" ", raw).strip()
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """The column at which a text is wrapped; None where it is not."""
    lines = broken = width = 0
    for block in blocks:
        for line, following in pairwise(block):
            if len(line) < _NARROWEST_WRAP:
                continue
            lines += 1
            if _LOWER_START.match(following) and len(line) <= _WIDEST_WRAP:
                broken += 1
                width = max(width, len(line))
    return width if broken >= 2 and broken / lines >= _WRAPPED_SHARE else None


def _joined_block(block: Sequence[str], width: int | None) -> list[str]:
    joined = [block[0]]
    for line, following in pairwise(block):
        if _runs_on(line, following, width) and not _BULLET.match(following):
            # A word broken at its own hyphen ("six-\nmonth") takes no space.
            space = "" if re.search(r"[a-z]-$", line) and _LOWER_START.match(following) else " "
            joined[-1] += space + following
        else:
            joined.append(following)
    return joined


def _runs_on(line: str, following: str, width: int | None) -> bool:
    """Whether a line goes on in the following one: it was full, or it stops inside a sentence."""
    if _LONE_DATELINE.fullmatch(line):
        return True
    if width is not None and len(line) >= _NARROWEST_WRAP:
        first_word = following.partition(" ")[0]
        if width < len(line) + 1 + len(first_word) and len(line) <= width + _RAGGED:
            return True
    return _broken_off(line, following) or _dangles(line, following)


def _dangles(line: str, following: str) -> bool:
    """Whether a headline was broken behind a small word; what follows is its rest, and has no stop either."""
    is_headline = len(line) > _NARROWEST_WRAP and len(following) < len(line) and _ENDED.search(following) is None
    return is_headline and _DANGLING.search(line) is not None


def _broken_off(line: str, following: str) -> bool:
    """Whether a line stops inside a sentence that the following one goes on with in lower case."""
    long_enough = len(line) > _NARROWEST_WRAP or line.endswith(",")
    return (
        long_enough
        and _ENDED.search(line) is None
        and _LOWER_START.match(following) is not None
        and _PARTICLE_START.match(following) is None
    )
