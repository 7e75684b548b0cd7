"""Words as the actor tables see them: folded, cut at hyphens, freed of dots, accents and possessives.

The tables and the texts go through the same functions, so that "Côte d'Ivoire", "Cote d’Ivoire" and
"COTE D'IVOIRE" meet under one key. What folding loses and a reader needs (a capital, a hyphen, a possessive, the
comma before an apposition) stays on the token.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

# Letters that Unicode does not decompose into a base letter and a mark.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "þ": "th",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "ʿ": "",
        "ʾ": "",
        "‐": "-",
        "‑": "-",
        "–": "-",
    }
)

_WORD = re.compile(
    r"(?P<abbreviation>(?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z]))(?:'s(?![^\W_]))?"
    r"|(?P<number>\d[\d.,]*\d|\d)(?![^\W_])"
    r"|(?P<word>[^\W_]+(?:'[^\W_]+)*)(?P<poss>'s?(?![^\W_]))?"
    r"|(?P<comma>[,;:()])"
    r"|(?P<hyphen>-)"
    r"|(?P<and>&)"
)


class Token(NamedTuple):
    """One word of a phrase.

    Attributes:
        key: the folded word, as the tables spell it; a comma, bracket or colon is itself.
        word: the word as written, without a possessive ending.
        start: where it starts in the text.
        end: where it ends in the text, possessive ending included.
        capital: written with a capital letter somewhere.
        upper: written in capitals only.
        possessive: followed by an apostrophe that makes it a possessor.
        hyphen: joined by a hyphen to the word before.
    """

    key: str
    word: str
    start: int
    end: int
    capital: bool = False
    upper: bool = False
    possessive: bool = False
    hyphen: bool = False

    @property
    def is_break(self) -> bool:
        """Whether this is a comma, bracket or colon and no word."""
        return self.key in BREAKS


BREAKS = frozenset(",;:()")


def fold(text: str) -> str:
    """Return ``text`` in small plain letters: no accents, straight apostrophes and hyphens."""
    text = text.translate(_PLAIN)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold()


def _word_key(word: str) -> str:
    """The key of one word: apostrophes inside a word carry nothing ("Sana'a", "Shi'ite")."""
    return fold(word).replace("'", "").replace(".", "")


def _plain(text: str) -> str:
    """``text`` with straight apostrophes and hyphens, at the same length."""
    return (
        text
        if text.isascii()
        else text.replace("’", "'").replace("‘", "'").replace("ʼ", "'").replace("–", "-").replace("‑", "-")
    )


def tokenize(text: str) -> list[Token]:
    """Cut ``text`` into tokens; words joined by a hyphen become tokens of their own that remember it."""
    tokens: list[Token] = []
    hyphen_end = -1
    for match in _WORD.finditer(_plain(text)):
        kind = match.lastgroup
        if kind == "hyphen":
            hyphen_end = match.end()
        elif kind == "comma":
            tokens.append(Token(match[0], match[0], match.start(), match.end()))
        else:
            tokens.append(_word_token(match, joined=hyphen_end == match.start()))
    return tokens


class _Shape(NamedTuple):
    """What a word is wherever it stands."""

    key: str
    word: str
    capital: bool
    upper: bool
    possessive: bool


CACHED: Final = 16384
"""Words and names kept with their shapes and keys: texts say the same ones again and again."""


@lru_cache(maxsize=CACHED)
def _shape(whole: str) -> _Shape:
    # "Taliban's" is one match of the inner group when nothing follows the s: take the ending off here.
    word = whole[:-2] if whole.endswith("'s") else whole
    letters = word.replace(".", "")
    return _Shape(
        key="and" if word == "&" else _word_key(word),
        word=word,
        capital=any(c.isupper() for c in letters),
        upper=letters.isupper(),
        possessive=word != whole,
    )


def _word_token(match: re.Match[str], *, joined: bool) -> Token:
    whole = match[0] if match["abbreviation"] is not None else match["word"] or match[0]
    key, word, capital, upper, possessive = _shape(whole)
    return Token(key, word, match.start(), match.end(), capital, upper, possessive or match["poss"] is not None, joined)


@lru_cache(maxsize=CACHED)
def key_of(text: str) -> str:
    """The table key of a name or phrase: its words' keys, joined by spaces."""
    return " ".join(token.key for token in tokenize(text) if not token.is_break)


def is_acronym(name: str) -> bool:
    """Whether ``name`` is short and all capitals, so that only capitals may match it ("ICE", "AU", "WHO")."""
    letters = name.replace(".", "").replace("-", "")
    return len(letters) <= 5 and letters.isupper() and letters.isalnum() and " " not in name


# Transliteration turns that differ between newsrooms. Longer turns come first.
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("tch", "c"),
    ("sch", "s"),
    ("zh", "j"),
    ("kh", "k"),
    ("gh", "k"),
    ("qu", "k"),
    ("ck", "k"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ch", "c"),
    ("sh", "s"),
    ("dj", "j"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("iy", "i"),
    ("ij", "i"),
    ("yi", "i"),
    ("ye", "e"),
    ("q", "k"),
    ("g", "k"),
    ("y", "i"),
    ("w", "v"),
    ("x", "ks"),
    ("h", ""),
    ("e", "a"),
    ("o", "u"),
)


def sound(word: str) -> str:
    """A rough sound of a folded name, equal for common transliterations (Gaddafi, Qadhafi, Kadhafi)."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    out: list[str] = []
    for letter in word:
        if not out or out[-1] != letter:
            out.append(letter)
    return "".join(out)


def name_sound(key: str) -> str:
    """The sounds of a name's words, without the article "al" that newsrooms put in or leave out."""
    return " ".join(sound(word) for word in key.split() if word not in ("al", "el"))
