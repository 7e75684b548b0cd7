"""How much of anything is read: beyond these limits a source is refused with a message, never loaded.

A book has about 600,000 characters; the longest newspaper pages measured have under 200,000. The limits leave room
above that and keep memory bounded whatever somebody feeds in (a dump in one line, a compressed bomb, an endless reply).
"""

from __future__ import annotations

MAX_BYTES = 10_000_000
"""Bytes of one document as it comes in: a whole text or HTML file, one line or row, one downloaded page."""

MAX_CHARACTERS = 1_000_000
"""Characters of one document's text once the article has been taken out of its page."""

MAX_TAGS = 100_000
"""Tags of an HTML page; the longest live blogs have a third of that, and extraction grows slow beyond."""

CHUNK_BYTES = 1 << 16
"""Bytes read at a time from a stream."""


def in_megabytes(count: int) -> str:
    """A number of bytes for people: ``10 MB``."""
    return f"{count / 1_000_000:.3g} MB"


TOO_LONG = f"is longer than {in_megabytes(MAX_BYTES)}, the most that one document may have; split it into its articles"
TOO_MANY_TAGS = f"is a page of more than {MAX_TAGS:,} tags, the most that is read; save its article by itself"
TOO_MUCH_TEXT = (
    f"holds more than {MAX_CHARACTERS:,} characters of text, the most that one document may have; "
    "split it into its articles"
)
