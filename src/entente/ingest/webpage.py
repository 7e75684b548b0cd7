"""The article of an HTML page, and what the page says about it, through trafilatura."""

from __future__ import annotations

import datetime as dt
import logging
import re
from dataclasses import dataclass

from entente.ingest.dates import parse_field
from entente.ingest.plain import one_line

_LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z]+)?)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_SITE_TAIL = re.compile(r"\s+(?:[|–—»·-]|::)\s+([^|–—»·]{2,40})$")

# The date of first publication, from what the page declares; "extensive" search would guess one from any number in it.
_DATE_PARAMETERS: dict[str, object] = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """What a page holds as its article, a paragraph a line, and says about it; ``text`` is empty where it has none."""

    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    date: dt.date | None = None
    language: str | None = None


def read_webpage(html: str, *, url: str | None = None) -> WebPage:
    """Take the article out of a page; comments, tables of figures, navigation and the like stay behind."""
    import trafilatura

    # It warns about every page without an article; the caller says so to the person who asked.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        _whole_page(html), url=url, with_metadata=True, include_comments=False, include_tables=False,
        date_extraction_params=dict(_DATE_PARAMETERS),
    )  # fmt: skip
    language = _LANGUAGE.search(html[:5000])
    if found is None or isinstance(found, dict):
        return WebPage(text="", language=language.group(1) if language else None)
    outlet = _field(found.sitename) or _field(found.hostname)
    return WebPage(
        text=found.text or "",
        title=_without_site(_field(found.title), outlet),
        byline=_authors(_field(found.author)),
        outlet=outlet,
        url=_field(found.url),
        date=parse_field(found.date) if found.date else None,
        language=language.group(1) if language else None,
    )


def _whole_page(html: str) -> str:
    """A page of its own for a fragment ("<p>...</p>"), which rows often hold and which is else not taken for HTML."""
    return html if _PAGE.search(html) else f"<html><body>{html}</body></html>"


def _field(value: str | None) -> str | None:
    return one_line(value) or None if value else None


def _authors(names: str | None) -> str | None:
    """Authors as a by-line names them; trafilatura separates them by semicolons."""
    if names is None:
        return None
    unique = dict.fromkeys(name.strip() for name in names.split(";") if name.strip())
    return ", ".join(unique) or None


def _without_site(title: str | None, outlet: str | None) -> str | None:
    """A title without the name of the site that follows it ("... - The Lake Courier")."""
    if title is None or outlet is None:
        return title
    match = _SITE_TAIL.search(title)
    if match is None:
        return title
    tail, site = (re.sub(r"\W+", "", name).casefold() for name in (match.group(1), outlet))
    return title[: match.start()] if tail and (tail in site or site in tail) else title
