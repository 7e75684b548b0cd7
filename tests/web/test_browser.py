"""The dashboard in a real Chromium: every page, filters, a sentence in its article, adding, and a hostile article.

Needs Playwright and Debian's chromium; elsewhere the tests are skipped and say what is missing.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from web_making import HOSTILE, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("needs chromium (apt-get install chromium, or CHROMIUM=path)", allow_module_level=True)
pytest.importorskip("playwright.sync_api", reason="needs playwright")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PAGES = ("/", "/states", "/states/NER", "/dyad?a=NER&b=FRA", "/events", "/commitments", "/contradictions", "/map", "/network",
         "/articles", "/search?q=Niger", "/add", "/states/NER?as_of=2024-01-31", "/nothing")  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test on a message in the console or a request to anywhere else."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") and "404" not in m.text else None
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: None if _is_own(r.url) else wrong.append(f"asked for {r.url}"))
    page.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def address(app: Starlette) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def own_address(own_app: Starlette) -> Iterator[str]:
    with served(own_app) as address:
        yield address


def _is_own(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def _drawn(page: Page) -> None:
    page.wait_for_selector("html[data-charts=drawn]")


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_shows_without_a_word_in_the_console(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(address + path)
        assert page.locator("h1").first.is_visible()
        if page.locator("script[data-chart]").count():
            _drawn(page)
            assert page.locator(".vega svg path").count() > 2
        # Nothing sticks out to the side, on a phone either.
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_filters_stand_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/events")
    page.get_by_label("material conflict").check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("quad=4"))
    assert page.locator(".events > li.q4").count() == page.locator(".events > li").count() > 0
    page.get_by_role("link", name=re.compile("Clear")).click()
    assert page.locator(".events > li").count() > 1


def test_a_sentence_opens_in_its_article(page: Page, address: str) -> None:
    page.goto(f"{address}/events?q=Niamey")
    page.locator(".events .head a").first.click()
    sentence = page.locator("mark").first.inner_text()
    page.get_by_role("link", name="Open in the article").first.click()
    target = page.locator("mark:target")
    assert target.inner_text() == sentence
    assert target.evaluate("m => { const b = m.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }")


def test_a_day_is_chosen_and_kept(page: Page, address: str) -> None:
    page.goto(f"{address}/articles")
    page.get_by_label("As of").fill("2023-08-31")
    page.wait_for_url(re.compile("as_of=2023-08-31"))
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="States").click()
    assert "as_of=2023-08-31" in page.url


def test_keys_alone_reach_the_content(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_chart_follows_light_and_dark(page: Page, address: str) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{address}/dyad?a=NER&b=FRA")
        _drawn(page)
        colours.append(page.locator(".vega .mark-rect path[fill]").first.get_attribute("fill"))
    assert colours[0] != colours[1]


def test_an_article_is_added_by_paste(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/add")
    page.get_by_label("Text").fill("Russia attacked Mali on Monday.")
    page.get_by_label("Title").fill("Pasted in the browser")
    page.get_by_role("button", name="Read it into the record").click()
    page.wait_for_url(re.compile("/articles/doc_"))
    assert "1 event" in page.get_by_role("status").inner_text()
    assert page.locator("mark").inner_text() == "Russia attacked Mali on Monday."


def test_a_hostile_article_runs_nothing(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/add")
    page.get_by_label("Text").fill(f"Russia attacked Mali. {HOSTILE} France met Niger.")
    page.get_by_label("Title").fill(HOSTILE)
    page.get_by_label("Outlet").fill(HOSTILE)
    page.locator("form.stack").first.get_by_label("Day of publication").fill("2024-06-01")
    page.get_by_role("button", name="Read it into the record").click()
    page.wait_for_url(re.compile("/articles/doc_"))
    for path in ("", "/events", "/articles", "/dyad?a=MLI&b=RUS", "/map", "/contradictions"):
        page.goto(own_address + path) if path else None
        assert page.title().endswith("Entente")
        assert page.locator("img").count() == 0
        assert _scripts(page) <= {"/static/page.js", None}


def _scripts(page: Page) -> set[Any]:
    return set(page.locator("script").evaluate_all("all => all.map(s => s.getAttribute('src'))"))
