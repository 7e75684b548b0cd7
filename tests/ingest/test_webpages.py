"""Articles in HTML pages, and what the pages say about them."""

from __future__ import annotations

import datetime as dt

import pytest

from entente.ingest import limits
from entente.records import PublishedSource

HEAD = """<meta charset="utf-8"><title>Envoys meet in Lomé - The Lake Courier</title>
<meta property="og:site_name" content="The Lake Courier"><meta name="author" content="Ada Mensah">
<meta property="article:published_time" content="2024-05-05T21:12:00+01:00">
<link rel="canonical" href="https://courier.example/2024/envoys">"""
ARTICLE = """<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Envoys meet in Lomé</h1>
<p class="byline">By Ada Mensah</p><time datetime="2024-05-05">5 May 2024</time>
<figure><img src="x.jpg"><figcaption>The hall in Lomé. Photo: AFP</figcaption></figure>
<p>LOMÉ (AFP) - The envoys of Togo and Ghana met in Lomé on Monday
for the first time since the border was closed.</p>
<p>They agreed to <a href="/x">meet again</a>,<br>the host said.</p>
<p>Advertisement</p><h2>What comes next</h2><ul><li>Buses run again on Friday.</li>
<li>Trucks have to wait until June.</li></ul>
<p>Read more: The road to Lomé</p></article>
<footer><p>Copyright 2024 The Lake Courier. All rights reserved.</p></footer>"""
TEXT = """Envoys meet in Lomé

LOMÉ (AFP) - The envoys of Togo and Ghana met in Lomé on Monday for the first time since the border was closed.

They agreed to meet again, the host said.

What comes next

Buses run again on Friday.

Trucks have to wait until June."""


def _page(head: str = HEAD, article: str = ARTICLE, language: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{article}</body></html>'


@pytest.mark.parametrize("name", ["page.html", "page.htm", "PAGE.HTML"])
def test_page_gives_its_article_and_what_it_declares(read, write, name):
    document = read(write(name, _page())).document
    assert document.text == TEXT
    assert document.title == "Envoys meet in Lomé"
    assert document.byline == "Ada Mensah"
    assert document.outlet == "The Lake Courier"
    assert document.url == "https://courier.example/2024/envoys"
    assert document.language == "en"
    assert (document.published, document.published_source) == (dt.date(2024, 5, 5), PublishedSource.METADATA)


def test_given_date_wins_over_the_one_that_a_page_declares(read, write):
    document = read(write("a.html", _page()), date=dt.date(2024, 5, 7)).document
    assert (document.published, document.published_source) == (dt.date(2024, 5, 7), PublishedSource.GIVEN)


def test_numbers_in_a_page_are_not_taken_for_its_date(read, write):
    article = (
        "<article><h1>Envoys meet in Lomé</h1><p>The envoys met in Lomé on Monday, as they had on 3 March 2015.</p>"
        "<p>They agreed to meet again.</p><p>Copyright 2019 The Courier.</p></article>"
    )
    document = read(write("a.html", _page(head="<title>Envoys meet</title>", article=article))).document
    assert (document.published, document.published_source) == (None, PublishedSource.UNKNOWN)
    assert "2015" in document.text
    assert "2019" not in document.text


def test_page_in_a_declared_charset_is_read(read, write):
    page = _page(head=HEAD.replace("utf-8", "iso-8859-1"))
    assert read(write("a.html", page.encode("cp1252"))).document.text == TEXT
    page = _page(head=HEAD.replace("utf-8", "windows-1250"))
    assert read(write("b.html", page.encode("cp1250"))).document.text == TEXT
    assert read(write("c.html", _page().encode("utf-16"))).document.text == TEXT


@pytest.mark.parametrize("declared", ["utf-16", "hex", "no-such-thing"])
def test_charset_that_cannot_be_is_not_believed(read, write, declared):
    assert read(write("a.html", _page(head=HEAD.replace("utf-8", declared)))).document.text == TEXT


def test_page_that_is_not_in_its_charset_is_refused(read, write):
    assert "is not valid UTF-8: bad byte 0xe9" in read(write("a.html", _page().encode("latin-1"))).problem


@pytest.mark.parametrize(
    "body",
    [
        "<nav><a href='/'>World</a><a href='/s'>Sport</a></nav><ul><li>Log in</li><li>Subscribe now</li></ul>",
        "<li><a href='/x'>A link to follow</a></li>" * 30,
        "<h1>404</h1><p>Page not found</p>",
        "",
    ],
)
def test_page_without_an_article_is_refused(read, write, body):
    assert "holds no article" in read(write("a.html", _page(head="<title>Home</title>", article=body))).problem


def test_broken_markup_is_read_as_browsers_do(read, write):
    html = "<html><body><p>The envoys of Togo and Ghana met in Lomé on Monday.<p>They agreed to meet again<b>."
    assert "The envoys of Togo and Ghana met in Lomé on Monday." in read(write("a.html", html)).document.text


def test_page_with_an_xml_declaration_is_read(read, write):
    assert read(write("a.html", f'<?xml version="1.0" encoding="utf-8"?>\n{_page()}')).document.text == TEXT


def test_language_is_found_in_the_text_before_it_is_believed(read, write):
    article = (
        "<article><h1>Les envoyés se rencontrent</h1><p>Les envoyés du Togo et du Ghana se sont rencontrés lundi "
        "à Lomé pour la première fois depuis la fermeture du poste.</p><p>Ils se reverront en juin.</p></article>"
    )
    assert read(write("a.html", _page(head="", article=article, language="en"))).document.language == "fr"


def test_page_of_too_many_tags_is_refused(read, write):
    assert "tags, the most that is read" in read(write("a.html", "<b>" * (limits.MAX_TAGS + 1))).problem


def test_deep_markup_does_no_harm(read, write):
    assert "holds no article" in read(write("a.html", "<div>" * 40_000 + "x")).problem
