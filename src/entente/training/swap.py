"""Augmentation: the same news told of other countries.

Who acts must not teach what is done. A swap maps every state named in an item to another one and puts name for name,
demonym for demonym and capital for capital; spans move with the text. Codes stay as they are: the learner only asks
whether two of them are equal, and a swap keeps that.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from entente.training.corpus import Item, MarkedSpan

FORMS = ("name", "demonym", "capital")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateNames:
    """One state's short name, its adjective, and its capital."""

    code: str
    name: str
    demonym: str
    capital: str


class Swapper:
    """Swaps states in items; made once for a table of names."""

    def __init__(self, states: Sequence[StateNames]) -> None:
        self._states = states
        self._forms: dict[str, tuple[int, str]] = {}
        for i, state in enumerate(states):
            for form in FORMS:
                self._forms.setdefault(getattr(state, form), (i, form))
        longest_first = sorted(self._forms, key=len, reverse=True)
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")

    def __call__(self, item: Item, rng: random.Random) -> Item:
        """``item`` told of other states; the item itself where it names none."""
        found = [m for m in self._pattern.finditer(item.text) if not _cuts_span(m, item.spans)]
        named = sorted({self._forms[m[0]][0] for m in found})
        if not named:
            return item
        others = rng.sample(range(len(self._states)), len(named))
        mapping = dict(zip(named, others, strict=True))
        return rewrite(item, [(m.start(), m.end(), self._put(m[0], mapping)) for m in found])

    def _put(self, words: str, mapping: Mapping[int, int]) -> str:
        state, form = self._forms[words]
        out: str = getattr(self._states[mapping[state]], form)
        return out


def _cuts_span(match: re.Match[str], spans: Mapping[str, MarkedSpan]) -> bool:
    return any(
        s.start < match.end() and match.start() < s.end and not (s.start <= match.start() and match.end() <= s.end)
        for s in spans.values()
    )


def rewrite(item: Item, edits: Sequence[tuple[int, int, str]]) -> Item:
    """``item`` with other words at places of its text, given in order; marked spans move with what they mark."""
    pieces, at, moved = [], 0, []
    for start, end, words in edits:
        pieces += [item.text[at:start], words]
        moved.append((start, end, len(words) - (end - start)))
        at = end
    text = "".join([*pieces, item.text[at:]])

    def shift(offset: int, *, is_end: bool) -> int:
        return offset + sum(d for s, e, d in moved if (e <= offset if is_end else e <= offset and s < offset))

    spans = {}
    for name, span in item.spans.items():
        start, end = shift(span.start, is_end=False), shift(span.end, is_end=True)
        spans[name] = replace(span, start=start, end=end, text=text[start:end])
    return replace(item, text=text, spans=spans)


def load_states(path: Path) -> list[StateNames]:
    """State names from a tab-separated table with the columns code, name, demonym and capital."""
    with path.open(encoding="utf-8", newline="") as file:
        return [StateNames(**row) for row in csv.DictReader(file, delimiter="\t")]
