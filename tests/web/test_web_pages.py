"""Pages: what they show, what they refuse, and that strangers' text stays text."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from web_making import HOSTILE

from entente.store import EventFilter, Store
from entente.web.app import make_app

PAGES = (
    "/", "/states", "/states/NER", "/states/NER?measure=mean&period=quarter", "/dyad?a=NER&b=FRA",
    "/dyad?a=FRA&b=NER&period=week&directed=1&per_hundred=1", "/events", "/events?quad=4", "/commitments",
    "/contradictions", "/map", "/map?zoom=world", "/network", "/network?from=2024-01-01", "/articles", "/search",
    "/search?q=Niger", "/add", "/?as_of=2023-08-01", "/states/NER?as_of=2023-08-01", "/events?as_of=2000-01-01",
)  # fmt: skip


class Tags(HTMLParser):
    """Every tag of a page with its attributes, so that a stranger's markup shown as text does not count."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_without_inline_script_or_style(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    for tag, attributes in Tags(answer.text).found:
        assert tag not in ("style", "iframe", "object", "base")
        assert (
            tag != "script"
            or attributes.get("type") == "application/json"
            or attributes.get("src") == "/static/page.js"
        )
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert not str(attributes.get("href", "")).startswith(("http", "javascript", "//"))


def test_every_field_of_a_form_has_a_label(client: TestClient) -> None:
    for path in ("/events", "/add", "/dyad?a=NER&b=FRA", "/commitments"):
        page = client.get(path).text
        outside = re.sub(r"<label[ >].*?</label>", "", page, flags=re.DOTALL)
        named = set(re.findall(r'<label[^>]* for="(\w+)"', page))
        for field in re.findall(r'<(?:input|select|textarea)(?![^>]*type="hidden")[^>]*>', outside):
            identity = re.search(r'id="(\w+)"', field)
            assert identity, field
            assert identity[1] in named


def test_links_keep_the_day_as_of_which_the_record_is_shown(client: TestClient) -> None:
    text = client.get("/states/NER?as_of=2023-08-05").text
    inner = re.findall(r'href="(/(?:events|commitments|articles|dyad|states\?|map)[^"]*)"', text)
    assert len(inner) > 5
    assert all("as_of=2023-08-05" in link for link in inner)


def test_as_of_hides_what_was_told_later(client: TestClient) -> None:
    assert "Month 13" not in client.get("/articles?as_of=2023-08-05").text
    assert "Month 13" in client.get("/articles").text


def test_a_strangers_markup_is_shown_as_text_everywhere(client: TestClient, store: Store) -> None:
    event = next(e for e in store.events() if "attacked" in e.evidence[0].text)
    places = [
        "/",
        "/articles",
        "/events",
        f"/events/{event.id}",
        f"/articles/{event.evidence[0].document}",
        f"/search?q={HOSTILE}",
    ]
    for path in places:
        text = client.get(path).text
        assert "<script>document" not in text
        assert "<img" not in text
        assert "&lt;script&gt;" in text


def test_pages_of_events_hold_each_event_once(client: TestClient, store: Store) -> None:
    expected = store.event_ids(EventFilter())
    path, found = "/events?limit=7", []
    while path:
        text = client.get(path).text
        found += re.findall(r'class="head"><a href="/events/(evt_\w+)"', text)
        more = re.search(r'rel="next" href="([^"]+)"', text)
        path = more[1].replace("&amp;", "&") if more else ""
    assert sorted(found) == sorted(expected)


def test_filters_of_the_address_are_those_of_the_store(client: TestClient, store: Store) -> None:
    for query, wanted in (
        ("quad=4", EventFilter(quads=(4,))),
        ("type=AID&from=2024-01-01", EventFilter(types=("AID",), begin=dt.date(2024, 1, 1))),
        ("q=Mali", EventFilter(text="Mali")),
    ):
        shown = set(re.findall(r"/events/(evt_\w+)", client.get(f"/events?{query}&limit=500").text))
        assert shown == set(store.event_ids(wanted))
        assert shown


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404), ("/events/evt_no", 404), ("/articles/doc_no", 404), ("/commitments/com_no", 404),
        ("/states/XXX", 404), ("/states/niger", 400), ("/events?from=yesterday", 400), ("/events?as_of=2023-02-30", 400),
        ("/events?from=2024-01-02&to=2024-01-01", 400), ("/events?cursor=abc", 400), ("/events?quad=9", 400),
        ("/dyad?a=NER&b=NER", 400), ("/events?q=%22%22", 400), ("/events?q=%00", 400), ("/static/..%2fapp.py", 404),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told_on_a_page(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "<h1>" in answer.text


def test_a_pasted_article_is_read_and_shown(own_app: Starlette) -> None:
    with TestClient(own_app, base_url="http://localhost") as client:
        token = re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)
        assert token
        form = {
            "csrf": token[1],
            "kind": "text",
            "text": "Russia attacked Mali.",
            "title": "New",
            "published": "2024-07-01",
        }
        answer = client.post("/add", data=form, files={"none": ("", b"")})
        assert answer.status_code == 200
        assert "1 event" in answer.text
        assert "/articles/doc_" in str(answer.url)
        assert "Russia attacked Mali." in client.get("/events?q=attacked").text


def test_an_uploaded_file_is_read_under_its_own_name(own_app: Starlette) -> None:
    with TestClient(own_app, base_url="http://localhost") as client:
        token = re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)
        assert token
        rows = b'{"text": "Russia attacked Mali."}\n{"text": "Mali met Niger.", "title": "Second"}\nno json\n'
        answer = client.post("/add", data={"csrf": token[1], "kind": "file"}, files={"file": ("news.jsonl", rows)})
        assert "2 articles taken up" in answer.text
        assert "news.jsonl:3" in answer.text
        assert "entente-" not in answer.text


def test_a_form_of_another_site_changes_nothing(own_app: Starlette) -> None:
    with TestClient(own_app, base_url="http://localhost") as client:
        good = re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)
        assert good
        form = {"kind": "text", "text": "Russia attacked Mali."}
        for headers, token in (({}, ""), ({}, "0" * 64), ({"Origin": "http://evil.example"}, good[1]),
                               ({"Sec-Fetch-Site": "cross-site"}, good[1])):  # fmt: skip
            answer = client.post("/add", data=form | {"csrf": token}, headers=headers)
            assert answer.status_code == 403
        client.cookies.clear()
        assert client.post("/add", data=form | {"csrf": good[1]}).status_code == 403


def test_another_name_for_this_machine_is_refused(app: Starlette) -> None:
    assert TestClient(app, base_url="http://evil.example").get("/").status_code == 421
    assert TestClient(app, base_url="http://127.0.0.1:99").get("/").status_code == 200


def test_with_a_token_nothing_is_told_without_it(store: Store) -> None:
    app = make_app(store, load=None, token="s" * 20)
    with TestClient(app, base_url="http://record.example") as client:
        for path in ("/", "/api/v1/events", "/static/style.css", "/?token=wrong"):
            assert client.get(path).status_code == 401
        assert client.get("/api/v1/events", headers={"Authorization": "Bearer " + "s" * 20}).status_code == 200
        answer = client.get("/events?quad=4&token=" + "s" * 20)
        assert answer.status_code == 200
        assert str(answer.url).endswith("/events?quad=4")
        assert client.get("/").status_code == 200


def test_a_read_only_dashboard_takes_nothing(store: Store) -> None:
    with TestClient(make_app(store, load=None), base_url="http://localhost") as client:
        assert "<textarea" not in client.get("/add").text
        assert client.post("/api/v1/documents", json={"text": "Mali met Niger."}).status_code == 400
