"""Documents that are one voice: near-duplicate and syndicated copies of one report.

MinHash signatures (Broder 1997; the datasketch library) find likely pairs; whether two are copies is then decided on
their words themselves, so that the answer does not hang on the sketch. Copies stay in the record, each with its
sentences; only where voices are counted do they count once.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from entente.records import Document

SHINGLE_WORDS = 4
COPIED = 0.5
"""Share of the shorter report's runs of words that the other holds too for the two to be copies."""
SKETCHED = 0.3
"""Estimated Jaccard similarity from which a pair is looked at."""
PERMUTATIONS = 32
KEEP_ONE_IN = 4
"""Only runs of words whose digest is divisible by this stand for a document: an even sample, the same everywhere."""
FEWEST = 8
"""Documents with fewer runs left are too short to be called copies."""
DAYS_APART = 14

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Who speaks in each document: ids of the first document of each group of copies."""

    first: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)

    def of(self, document: str) -> str:
        """The voice of a document: the outlet of the report that it copies, or the document itself."""
        first = self.first.get(document, document)
        return self.outlets.get(first, first)

    def copies(self) -> dict[str, tuple[str, ...]]:
        """Documents with copies, the first of each group with the others."""
        groups: dict[str, list[str]] = {}
        for document, first in self.first.items():
            if document != first:
                groups.setdefault(first, []).append(document)
        return {first: tuple(sorted(others)) for first, others in sorted(groups.items())}


def find_voices(documents: Iterable[Document]) -> Voices:
    """The voice of every document; the earliest published of a group of copies stands for it."""
    ordered = sorted(documents, key=lambda d: (d.published or dt.date.max, d.id))
    shingles = {d.id: shingles_of(d.text) for d in ordered}
    days = {d.id: d.published.toordinal() for d in ordered if d.published}
    order = {d.id: number for number, d in enumerate(ordered)}
    first: dict[str, str] = {}
    for document, earlier in _likely(shingles):
        copied = [
            e for e in earlier if _is_copy(shingles[document], shingles[e]) and _near(days.get(document), days.get(e))
        ]
        first[document] = min((first[e] for e in copied), key=order.__getitem__) if copied else document
    return Voices(first=first, outlets={d.id: d.outlet for d in ordered if d.outlet})


def shingles_of(text: str) -> frozenset[int]:
    """An even sample of the digests of a text's runs of words."""
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1))
    return frozenset(d for run in runs if (d := zlib.crc32(run.encode())) % KEEP_ONE_IN == 0)


def _likely(shingles: Mapping[str, frozenset[int]]) -> Iterable[tuple[str, list[str]]]:
    """Each document with the earlier ones that may be copies, in order."""
    # Imported where it is needed: it brings scipy with it.
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=SKETCHED, num_perm=PERMUTATIONS)
    blank = MinHash(num_perm=PERMUTATIONS, hashfunc=_as_is)
    order = {document: number for number, document in enumerate(shingles)}
    for document, found in shingles.items():
        if len(found) < FEWEST:
            yield document, []
            continue
        sketch = blank.copy()
        sketch.update_batch(sorted(found))
        yield document, sorted(index.query(sketch), key=order.__getitem__)
        index.insert(document, sketch, check_duplication=False)


def _as_is(digest: int) -> int:
    """Shingles are digests already."""
    return digest


def _is_copy(one: frozenset[int], two: frozenset[int]) -> bool:
    return len(one & two) >= COPIED * min(len(one), len(two))


def _near(one: int | None, two: int | None) -> bool:
    return one is None or two is None or abs(one - two) <= DAYS_APART
