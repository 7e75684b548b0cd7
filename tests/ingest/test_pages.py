"""Pages of many kinds of sites, line by line, and what else is found on them. The cases are in pages.md."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from entente.ingest.article import clean_page


@dataclass
class Page:
    name: str
    fields: dict[str, str]
    source: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    title: str | None = None

    def add(self, line: str) -> None:
        mark, text = line[:1], line[2:]
        if mark in ("", "=", "+", "-", "~"):
            self.source.append(text)
        if mark in ("=", "+", ">"):
            self.kept.append(text)
        if mark == "-":
            self.dropped.append(text)
        if mark == "=":
            self.title = text


def _pages() -> list[Page]:
    text = (Path(__file__).parent / "pages.md").read_text(encoding="utf-8")
    pages = []
    for section in text.split("\n## ")[1:]:
        head, _, body = section.partition("```\n")
        name, *fields = head.strip().split("\n")
        page = Page(name, dict(re.split(r":\s*", line, maxsplit=1) for line in fields))
        for line in body.partition("\n```")[0].split("\n"):
            page.add(line)
        pages.append(page)
    return pages


PAGES = _pages()


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def test_there_are_thirty_pages():
    assert len(PAGES) >= 30


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_without_blank_lines_and_with_them(page):
    for separator in ("\n", "\n\n"):
        source = separator.join(line for line in page.source if line)
        # The title is not always the first line of the source, but always the first paragraph.
        expected = ([page.title] if page.title else []) + [line for line in page.kept if line != page.title]
        article = clean_page(source)
        assert list(article.paragraphs) == expected
        assert article.title == page.title
        assert sorted(dropped.line for dropped in article.dropped) == sorted(page.dropped)
        assert all(dropped.reason for dropped in article.dropped)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_as_pasted_tells_author_and_day(page):
    article = clean_page("\n".join(page.source))
    assert article.byline == page.fields.get("byline")
    assert article.stamped == _day(page.fields.get("stamped"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_cleaning_a_clean_page_changes_nothing(page):
    once = clean_page("\n".join(page.source))
    again = clean_page(once.text, title=once.title)
    assert again.text == once.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_title_that_the_source_gives_stands_once(page):
    article = clean_page("\n".join(page.source), title=page.title)
    assert article.paragraphs[0] == page.title
    assert article.paragraphs.count(page.title) == 1
