"""The one form under which a name is kept and looked up, whatever its accents, case, hyphens or dots."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import Final

PLAIN_LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "a",
        "ħ": "h",
        "ŋ": "ng",
    }
)
"""Letters that Unicode does not take apart into a plain letter and an accent."""

APOSTROPHES: Final = "'’‘ʻʼ`´ʿʾ′"
HYPHENS: Final = "-‐‑–—"

SHORT_FORMS: Final = {
    "st": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
    "pt": "point",
    "&": "and",
}
"""Words that newspapers shorten inside a name: 'St. Cloud', 'Ft. Worth', 'Mt. Pleasant'."""

_DROPPED: Final = str.maketrans("", "", APOSTROPHES + ".")
_SPACED: Final = str.maketrans(dict.fromkeys(HYPHENS + ",/", " "))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The plain lower-case form of one word: no accents, apostrophes or full stops; short forms in full."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.lower().translate(PLAIN_LETTERS))
        word = "".join(letter for letter in word if not unicodedata.combining(letter))
    word = word.lower().translate(_DROPPED)
    return SHORT_FORMS.get(word, word)


def name_key(name: str) -> str:
    """The form under which a whole name is kept: its words folded, with single spaces between them."""
    return " ".join(folded for word in name.translate(_SPACED).split() if (folded := fold(word)))


def key_hash(key: str) -> int:
    """A stable 64-bit number for a key; among half a million names no two are expected to share one."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


LONGEST_NAME: Final = 40


def may_stand_in_english(name: str) -> bool:
    """Whether another name of a place may stand in English text: a capital first, Latin letters, no code."""
    return (
        name[:1].isupper()
        and 3 <= len(name) <= LONGEST_NAME
        and not name.isupper()
        and not any(letter.isdigit() or letter in "(),;:/" for letter in name)
        and (len(name) > 3 or not name.isascii())
        and is_latin(name)
    )


def is_latin(name: str) -> bool:
    """Whether every letter of a name is of the Latin script."""
    return all(not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in name)


def weight_of(population: int) -> float:
    """Population on a logarithmic scale (base 10); a place with unknown population counts as a village of 300."""
    return math.log10(max(population, 300))
