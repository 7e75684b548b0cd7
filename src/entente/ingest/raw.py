"""A document as its source gives it, before the article is taken out of its page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How the body of a document is written."""

    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """Body and what the source says about it; nothing is found out yet.

    ``own_id`` is the id that a row gives itself. ``is_line`` marks one line of a file of lines: there is no page
    around it, so nothing is taken away from it. ``undated`` says that the row has a date that cannot be read, so that
    no other date may stand in for it.
    """

    key: str
    body: str
    form: Form
    own_id: str | None = None
    title: str | None = None
    byline: str | None = None
    date: dt.date | None = None
    undated: bool = False
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    retrieved: dt.date | None = None
    is_line: bool = False
