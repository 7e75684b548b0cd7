"""When one document is a corrected version of another, and which of the two is the newer.

Versions are told pair by pair and by nothing but the two documents and the order in which they arrived. So the
versions among the reports of some days are the same whether or not later reports are in the record.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from entente.ingest.blobs import STDIN
from entente.records import Document

ALIKE = 0.5
"""Share of all different words of two texts that both must have to be versions of one."""

DAYS_TO_CORRECT = 31
"""A document under a known key counts as a correction within so many days; longer after, the key is used anew."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRule:
    """A ground on which two documents are versions of one article."""

    fits: Callable[[Document, Document], bool]
    reason: str


def is_article_address(url: str | None) -> bool:
    """Whether a URL can name one article: a bare host is a front page, which data sets put behind every row."""
    if url is None:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def is_telling_key(key: str) -> bool:
    """Whether a key can name one article: standard input, with or without the number of a line, is no name."""
    return key.partition(":")[0] != STDIN


def _same_url(a: Document, b: Document) -> bool:
    return a.url == b.url and is_article_address(a.url)


def _same_key(a: Document, b: Document) -> bool:
    """Row ids and file names are used again by other data sets, so the text must speak for it too."""
    if not is_telling_key(a.key) or a.key != b.key or a.outlet != b.outlet or (a.url and b.url):
        return False
    return _close_in_time(a.published, b.published) and alike(a.text, b.text)


VERSION_RULES = (
    VersionRule(fits=_same_url, reason="the same URL"),
    VersionRule(fits=_same_key, reason="the same key and outlet, and mostly the same words"),
)


def version_reason(a: Document, b: Document) -> str | None:
    """Why two different documents are versions of one article; None where they are not."""
    return next((rule.reason for rule in VERSION_RULES if rule.fits(a, b)), None)


def supersedes(newer: Document, older: Document) -> bool:
    """Whether ``newer``, which arrived later, also is the later version: by day of publication, then of retrieval.

    A document without a day comes before one with it; where both say the same, what arrived later is the correction.
    """
    return _moment(newer) >= _moment(older)


def _moment(document: Document) -> tuple[dt.date, dt.date]:
    return document.published or dt.date.min, document.retrieved or dt.date.min


def alike(a: str, b: str) -> bool:
    """Whether two texts have most of their different words in common (Jaccard)."""
    one, two = (frozenset(_WORD.findall(text.lower())) for text in (a, b))
    return bool(one | two) and len(one & two) >= ALIKE * len(one | two)


def _close_in_time(a: dt.date | None, b: dt.date | None) -> bool:
    return a is None or b is None or abs((a - b).days) <= DAYS_TO_CORRECT
