"""Markdown to the text of a page: front matter to fields, marks taken off, pictures and code left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_-]{2,30})\s*:\s*(.*)")

# What front matter calls the fields of a row.
_FIELD_NAMES: dict[str, str] = {
    "title": "title", "headline": "title", "date": "date", "published": "date", "pubdate": "date", "author": "byline",
    "byline": "byline", "authors": "byline", "url": "url", "link": "url", "canonical": "url", "source": "outlet",
    "outlet": "outlet", "publisher": "outlet", "lang": "language", "language": "language",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownPage:
    """The plain text of a Markdown page, a blank line between its blocks, and the fields of its front matter."""

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)


def read_markdown(source: str) -> MarkdownPage:
    """Read a Markdown page. Line breaks inside a block are kept: whether they mean something is found out later."""
    from markdown_it import MarkdownIt

    body, fields = _front_matter(source.replace("\r\n", "\n"))
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    blocks = [_inline_text(token.children or []) for token in tokens if token.type == "inline"]
    return MarkdownPage(text="\n\n".join(block for block in blocks if block.strip()), fields=fields)


def _front_matter(source: str) -> tuple[str, dict[str, str]]:
    match = _FRONT_MATTER.match(source)
    if match is None:
        return source, {}
    fields: dict[str, str] = {}
    for line in match.group(1).split("\n"):
        pair = _FIELD.fullmatch(line.strip())
        name = _FIELD_NAMES.get(pair.group(1).lower()) if pair else None
        if pair and name:
            value = pair.group(2).strip().strip("\"'[]").strip()
            if value:
                fields.setdefault(name, value)
    return source[match.end() :], fields


def _inline_text(tokens: Sequence[Token]) -> str:
    """The words of a block. A picture's words are no part of it, and a link's are."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts)
