"""Which part of a person's name newspapers use alone."""

from __future__ import annotations

from typing import Final

from entente.resolving.actors.text import key_of

# Where the family name, or the name of address, comes first.
FAMILY_FIRST: Final = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "KHM", "HKG"})
GIVEN_USED: Final = frozenset({"ETH", "ERI"})
SUFFIXES: Final = frozenset({"jr", "sr", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "x", "xiv", "xvi"})
# Words that belong to the name that follows.
PARTICLES: Final = frozenset(
    "al el ul von van der den de da dos das do del della di la le bin ben bint ould abu ibn ag zu ter af".split()
)


def surnames(name: str, code: str) -> frozenset[str]:
    """Keys of the parts of ``name`` that stand for the whole: "leyen" and "von der leyen", "xi", "abiy"."""
    words = key_of(name).split()
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    if not words:
        return frozenset()
    found = {words[-1]}
    start = len(words) - 1
    while start > 0 and words[start - 1] in PARTICLES:
        start -= 1
        found.add(" ".join(words[start:]))
    if code in FAMILY_FIRST:
        found = {words[0]}
    elif code in GIVEN_USED:
        found.add(words[0])
    return frozenset(w for w in found if len(w) > 1)
