"""From a raw document to the document of the record: its article, its day, its language and its id."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from entente.errors import SourceError
from entente.ingest.article import Article, clean_page, holds_sentence, is_stopped
from entente.ingest.dates import find_date
from entente.ingest.language import CODED_LANGUAGE, detect_language, normalise_language
from entente.ingest.limits import MAX_CHARACTERS, MAX_TAGS, TOO_MANY_TAGS, TOO_MUCH_TEXT
from entente.ingest.markdown import read_markdown
from entente.ingest.plain import one_line, writable
from entente.ingest.raw import Form, RawDocument
from entente.ingest.webpage import read_webpage
from entente.records import Document, PublishedSource

_ID_BYTES = 12
_FEWEST_FOREIGN_CHARACTERS = 60


def make_document(raw: RawDocument, *, given: dt.date | None = None) -> Document:
    """Make the document of the record.

    ``text`` is the article: paragraphs with a blank line between them, the title as the first one, once, so that what
    is read in a headline can be shown in it. The day of publication is the row's own, else ``given``, else the one
    that an HTML page declares, else the one in a stamp line or dateline of the text.

    Raises SourceError where there is no article, or one of more than a million characters.
    """
    if raw.form is Form.MARKDOWN:
        raw = _from_markdown(raw)
    if raw.form is Form.HTML:
        return _from_html(raw, given)
    if len(raw.body) > MAX_CHARACTERS:
        raise SourceError(raw.key, TOO_MUCH_TEXT)
    article = clean_page(one_line(raw.body) if raw.is_line else raw.body, title=raw.title)
    if not article.paragraphs:
        raise SourceError(raw.key, "holds no text" if not raw.body.strip() else "holds nothing but page furniture")
    return _document(raw, article, given=given, declared=None)


def document_id(*, text: str, title: str | None, published: dt.date | None, url: str | None, outlet: str | None,
                own_id: str | None) -> str:  # fmt: skip
    """Derive the id of a document from what its source itself holds.

    Two articles that differ in text, title, own date, URL, outlet or the id that a row gives itself are two documents.
    Where the file lies and what the call adds (``--date``) play no part: moving a file or dating it later leaves the
    id as it is.
    """
    parts = (text, title, published.isoformat() if published else None, url, outlet, own_id)
    digest = hashlib.blake2b(digest_size=_ID_BYTES)
    for part in parts:
        data = b"" if part is None else part.encode("utf-8")
        # The length in front keeps ("ab", "c") and ("a", "bc") apart, and None from the empty string.
        digest.update(f"{-1 if part is None else len(data)}:".encode("ascii"))
        digest.update(data)
    return f"doc_{digest.hexdigest()}"


def _from_markdown(raw: RawDocument) -> RawDocument:
    page = read_markdown(raw.body)
    fields = page.fields
    return replace(
        raw,
        body=page.text,
        form=Form.PLAIN,
        title=raw.title or fields.get("title"),
        byline=raw.byline or fields.get("byline"),
        date=raw.date or find_date(fields.get("date", "")),
        url=raw.url or fields.get("url"),
        outlet=raw.outlet or fields.get("outlet"),
        language=raw.language or fields.get("language"),
    )


def _from_html(raw: RawDocument, given: dt.date | None) -> Document:
    if raw.body.count("<") > MAX_TAGS:
        raise SourceError(raw.key, TOO_MANY_TAGS)
    page = read_webpage(raw.body, url=raw.url)
    if len(page.text) > MAX_CHARACTERS:
        raise SourceError(raw.key, TOO_MUCH_TEXT)
    title = raw.title or page.title
    article = clean_page(page.text, title=title)
    language = raw.language or detect_language(article.text) or page.language
    if not _holds_article(article, language):
        raise SourceError(raw.key, "holds no article that can be told from the rest of the page")
    known = replace(
        raw,
        title=title,
        byline=raw.byline or page.byline,
        url=raw.url or page.url,
        outlet=raw.outlet or page.outlet,
    )
    return _document(replace(known, language=language), article, given=given, declared=page.date)


def _holds_article(article: Article, language: str | None) -> bool:
    """Whether an article was found on a page: there is a sentence beside the title.

    What a sentence is, is only known of English; elsewhere any text of some length will do.
    """
    body = article.paragraphs[1:] if article.title else article.paragraphs
    if normalise_language(language) not in (None, CODED_LANGUAGE):
        return sum(map(len, body)) >= _FEWEST_FOREIGN_CHARACTERS
    return any(is_stopped(paragraph) and holds_sentence(paragraph) for paragraph in body)


def _document(raw: RawDocument, article: Article, *, given: dt.date | None, declared: dt.date | None) -> Document:
    published, source = _published(raw, given=given, declared=declared, stamped=article.stamped)
    own_day = raw.date or declared or (None if raw.undated else article.stamped)
    title = article.title
    text = article.text
    outlet = one_line(raw.outlet) if raw.outlet else None
    url = one_line(raw.url) if raw.url else None
    return Document(
        id=document_id(
            text=text,
            title=title,
            published=own_day,
            url=url,
            outlet=outlet,
            own_id=None if raw.own_id is None else writable(raw.own_id),
        ),
        key=writable(raw.key),
        url=url,
        outlet=outlet,
        title=title,
        byline=(one_line(raw.byline) if raw.byline else None) or article.byline,
        published=published,
        published_source=source,
        retrieved=raw.retrieved,
        language=normalise_language(raw.language) or detect_language(text),
        text=text,
    )


def _published(
    raw: RawDocument, *, given: dt.date | None, declared: dt.date | None, stamped: dt.date | None
) -> tuple[dt.date | None, PublishedSource]:
    """The day of publication and where it comes from, never guessed.

    A row's date that cannot be read has no stand-in.
    """
    if raw.undated:
        return None, PublishedSource.UNKNOWN
    sources = (
        (raw.date, PublishedSource.METADATA),
        (given, PublishedSource.GIVEN),
        (declared, PublishedSource.METADATA),
        (stamped, PublishedSource.TEXT),
    )
    return next(((day, source) for day, source in sources if day is not None), (None, PublishedSource.UNKNOWN))
