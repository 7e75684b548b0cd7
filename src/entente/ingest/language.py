"""Which language a document is in, so that only English is coded.

Most documents are English and show it by their small words; for those the identifier (py3langid, some 130 MB once
loaded) is never loaded. A language other than English is only claimed with good reason: a headline of names and nouns
looks like any language to any identifier.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Protocol

from entente.records import Document

CODED_LANGUAGE = "en"

_SAMPLE = 3000
"""Characters of a document that are looked at."""

# Frequent words of English. Left out are those that its neighbours have too: "in", "is", "was", "had" and "over" are
# Dutch, "for" and "by" Danish, "will" and "not" German.
_ENGLISH_WORDS = frozenset(
    "the and of to that with were has have been from which its this these those they their would said says after "
    "before into than but who when where while about against between during".split()
)

_ENGLISH_SHOWN = ((3, 0.10), (2, 0.20))
"""Number of different small words, one of the commonest among them, and their share of all words, that make a text
English without further ado."""

_FEWEST_LETTERS = 20
"""Letters of Latin script below which a text is not held for anything but English."""

_THRESHOLDS = ((40, 0.35, 0.02), (_FEWEST_LETTERS, 0.80, 0.006))
"""From so many letters on, a text is held for another language where the identifier gives it so much, and English so
little. Measured on 5,021 English sentences and headlines of the project's corpus, none of which may be taken away."""

_SCRIPT_SHARE = 0.5
"""Share of letters outside the Latin script above which a text is not English, however short."""

# Creoles and pidgins of English, and Scots: the identifier takes headlines for them, and their news is readable.
_LIKE_ENGLISH = frozenset({"en", "sco", "pcm", "jam", "tpi", "bi"})

_SCRIPT_LANGUAGES: dict[str, str] = {
    "CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "HEBREW": "he", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja",
    "HANGUL": "ko", "DEVANAGARI": "hi", "BENGALI": "bn", "GURMUKHI": "pa", "GUJARATI": "gu", "TAMIL": "ta",
    "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "THAI": "th", "LAO": "lo", "MYANMAR": "my",
    "KHMER": "km", "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am", "TIBETAN": "bo", "MONGOLIAN": "mn",
}  # fmt: skip
"""Scripts and the language most written in each: what a short text is taken for."""

# ISO 639-2 and English names of the languages that sources most often name so; codes of two letters pass as they are.
_NAMES: dict[str, str] = {
    "eng": "en", "english": "en", "fra": "fr", "fre": "fr", "french": "fr", "deu": "de", "ger": "de", "german": "de",
    "spa": "es", "spanish": "es", "por": "pt", "portuguese": "pt", "ita": "it", "italian": "it", "rus": "ru",
    "russian": "ru", "ukr": "uk", "ukrainian": "uk", "ara": "ar", "arabic": "ar", "zho": "zh", "chi": "zh",
    "chinese": "zh", "jpn": "ja", "japanese": "ja", "kor": "ko", "korean": "ko", "tur": "tr", "turkish": "tr",
    "fas": "fa", "per": "fa", "persian": "fa", "farsi": "fa", "heb": "he", "hebrew": "he", "hin": "hi", "hindi": "hi",
    "urd": "ur", "urdu": "ur", "nld": "nl", "dut": "nl", "dutch": "nl", "pol": "pl", "polish": "pl", "swa": "sw",
    "swahili": "sw", "hau": "ha", "hausa": "ha", "som": "so", "somali": "so", "amh": "am", "amharic": "am",
}  # fmt: skip

_CODE = re.compile(r"[a-z]{2,3}")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


def is_coded_language(document: Document) -> bool:
    """Whether a document is read for events: it is in English, or its language is not known."""
    return document.language in (None, CODED_LANGUAGE)


def normalise_language(name: str | None) -> str | None:
    """Give the ISO 639 code for what a source calls a language ("en-GB", "eng", "English"); None for anything else."""
    if name is None:
        return None
    base = re.split(r"[-_;, ]", name.strip().lower(), maxsplit=1)[0]
    if base in _NAMES:
        return _NAMES[base]
    return base if _CODE.fullmatch(base) and base not in ("und", "zxx", "mul") else None


def detect_language(text: str) -> str | None:
    """Give the ISO 639 code of the language of a text; None where it is too short to say."""
    sample = text[:_SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return None
    foreign = _foreign_script(letters)
    if foreign is not None:
        return _language_of_script(sample, foreign)
    if _has_english_words(sample):
        return CODED_LANGUAGE
    if len(letters) < _FEWEST_LETTERS:
        return None
    return _identified(sample, len(letters))


def _has_english_words(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    counts = Counter(word for word in words if word in _ENGLISH_WORDS)
    return any(
        len(counts) >= kinds and counts.total() >= share * len(words) and counts.keys() & {"the", "and", "to"}
        for kinds, share in _ENGLISH_SHOWN
    )


def _foreign_script(letters: list[str]) -> str | None:
    """The script other than Latin that most letters are of; None where most are Latin."""
    others = [letter for letter in letters if letter > "\u024f"]
    if len(others) <= _SCRIPT_SHARE * len(letters):
        return None
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in others)
    script = min(scripts, key=lambda name: (-scripts[name], name))
    return None if script == "LATIN" else script


def _language_of_script(sample: str, script: str) -> str:
    if script == "CJK" and any(unicodedata.name(c, "").startswith(("HIRAGANA", "KATAKANA")) for c in sample):
        return "ja"
    if script not in ("CYRILLIC", "ARABIC", "DEVANAGARI") or len(sample) < _FEWEST_LETTERS:
        return _SCRIPT_LANGUAGES.get(script, "und")
    language, _ = _identifier().rank(sample)[0]
    return language if language != CODED_LANGUAGE else _SCRIPT_LANGUAGES[script]


def _identified(sample: str, letters: int) -> str | None:
    """What the identifier says of a text in Latin script; None where it is not sure that it is not English."""
    ranking = _identifier().rank(sample)
    language, probability = ranking[0]
    if language == CODED_LANGUAGE:
        return CODED_LANGUAGE
    english = sum(share for name, share in ranking if name in _LIKE_ENGLISH)
    least, most = next((least, most) for fewest, least, most in _THRESHOLDS if letters >= fewest)
    return language if probability >= least and english <= most else None


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
