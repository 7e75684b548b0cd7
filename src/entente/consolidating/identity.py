"""Ids that come from content, so that the same input gives the same record everywhere."""

from __future__ import annotations

import hashlib

DIGEST_BYTES = 8


def content_id(prefix: str, *parts: object) -> str:
    """``prefix`` and a digest of ``parts``, which are told apart and kept in order."""
    content = "\x1f".join(str(part) for part in parts)
    return f"{prefix}_{hashlib.blake2b(content.encode(), digest_size=DIGEST_BYTES).hexdigest()}"
