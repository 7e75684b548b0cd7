"""Pages from the web: what is refused, what is followed, and what becomes of them. A server on this machine answers."""

from __future__ import annotations

import datetime as dt
import ipaddress
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from entente.errors import SourceError
from entente.ingest import fetch as fetching
from entente.ingest.fetch import Timeouts, fetch, is_public

SENTENCE = "The envoys of Togo and Ghana met in Lomé on Monday."
HTML = f"<html><body><article><h1>Envoys meet</h1><p>{SENTENCE}</p><p>They will meet again.</p></article></body></html>"


class Server(BaseHTTPRequestHandler):
    """Answers by path; keeps what it was asked for."""

    asked: list[str] = []  # noqa: RUF012 - one server a test

    def do_GET(self):
        self.asked.append(f"{self.headers['Host']}{self.path}")
        getattr(self, f"do_{self.path.strip('/').split('?')[0]}", self.do_missing)()

    def answer(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_page(self):
        self.answer(HTML.encode())

    def do_latin(self):
        self.answer(HTML.encode("latin-1"), "text/html; charset=ISO-8859-1")

    def do_plain(self):
        self.answer(SENTENCE.encode(), "text/plain; charset=utf-8")

    def do_rows(self):
        self.answer(b'{"text": "The army left."}', "application/json")

    def do_pdf(self):
        self.answer(b"%PDF", "application/pdf")

    def do_missing(self):
        self.answer(b"", status=404)

    def do_moved(self):
        self.answer(b"", status=301, Location="/page")

    def do_round(self):
        self.answer(b"", status=302, Location="/round")

    def do_away(self):
        self.answer(b"", status=302, Location="http://169.254.169.254/latest")

    def do_ftp(self):
        self.answer(b"", status=302, Location="ftp://example.org/x")

    def do_endless(self):
        self.answer(b"x")
        try:
            for _ in range(400):
                self.wfile.write(b"word " * 20_000)
        except OSError:
            pass

    def do_slow(self):
        time.sleep(1.5)

    def do_drip(self):
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        try:
            for number in range(40):
                self.wfile.write(f"X-{number}: y\r\n".encode())
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def server():
    Server.asked = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()


def test_page_is_read_with_its_url_and_the_day_of_retrieval(read, server):
    document = read(f"{server}/page", allow_private=True).document
    assert document.text == f"Envoys meet\n\n{SENTENCE}\n\nThey will meet again."
    assert document.key == document.url == f"{server}/page"
    assert document.retrieved == dt.date.today()


def test_private_address_is_refused_before_anything_is_asked(read, server):
    assert "127.0.0.1 is not a public address" in read(f"{server}/page").problem
    assert "is not a public address" in read(f"{server.replace('127.0.0.1', 'localhost')}/page").problem
    assert Server.asked == []


def test_charset_of_the_reply_is_used(read, server):
    assert SENTENCE in read(f"{server}/latin", allow_private=True).document.text


def test_plain_text_and_rows_are_read(read, server):
    assert read(f"{server}/plain", allow_private=True).document.text == SENTENCE
    assert read(f"{server}/rows", allow_private=True).document.text == "The army left."


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("pdf", "holds application/pdf, not a page of HTML, text or JSON"),
        ("missing", "answers with the status 404"),
        ("round", "is redirected more than 5 times"),
        ("ftp", "leads to ftp://example.org/x, and only http and https are read, not ftp"),
        ("endless", "is larger than 10 MB, the most that is downloaded"),
    ],
)
def test_what_is_no_page_is_refused(read, server, path, problem):
    assert problem in read(f"{server}/{path}", allow_private=True).problem


def test_redirect_is_followed(server):
    assert fetch(f"{server}/moved", allow_private=True).url == f"{server}/page"


def test_every_hop_is_checked(server, monkeypatch):
    # Only the first address counts as public, as for a public page that redirects to an inner one.
    monkeypatch.setattr(fetching, "is_public", lambda address: str(address) == "127.0.0.1")
    with pytest.raises(SourceError, match=r"leads to http://169\.254\.169\.254/latest, and 169\.254\.169\.254 is"):
        fetch(f"{server}/away")


def test_connection_goes_to_the_address_that_was_checked(server, monkeypatch):
    port = int(server.rpartition(":")[2])
    asked = []

    def resolve_once(host, *arguments, **options):
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "192.0.2.1"
        return [(2, 1, 6, "", (address, port))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", _only_for("news.example", resolve_once))
    monkeypatch.setattr(fetching, "is_public", lambda address: True)
    assert fetch(f"http://news.example:{port}/page").ending == ".html"
    assert asked == ["news.example"]
    assert Server.asked == [f"news.example:{port}/page"]


def test_one_private_address_among_many_is_enough_to_refuse(monkeypatch):
    found = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *arguments, **options: found)
    with pytest.raises(SourceError, match=r"10\.0\.0\.1 is not a public address"):
        fetch("http://news.example/page")


def test_slow_reply_is_given_up(server):
    with pytest.raises(SourceError, match="cannot be reached"):
        fetch(f"{server}/slow", allow_private=True, timeouts=Timeouts(connect=1, read=0.2, total=5))


def test_headers_that_drip_in_are_given_up(server):
    with pytest.raises(SourceError, match=r"does not answer within 0\.5 seconds"):
        fetch(f"{server}/drip", allow_private=True, timeouts=Timeouts(connect=1, read=1, total=0.5))


def test_unreachable_and_unknown_hosts_are_named(monkeypatch, server):
    port = int(server.rpartition(":")[2])
    with pytest.raises(SourceError, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port + 1 if port < 65535 else port - 1}/page", allow_private=True)

    def unknown(*arguments, **options):
        raise OSError("Name or service not known")

    monkeypatch.setattr(fetching.socket, "getaddrinfo", unknown)
    with pytest.raises(SourceError, match=r"the name nowhere\.example is not known"):
        fetch("http://nowhere.example/")


@pytest.mark.parametrize("url", ["ftp://example.org/x", "file:///etc/hosts", "gopher://example.org"])
def test_only_http_is_read(read, url):
    assert "only http and https are read" in read(url).problem


@pytest.mark.parametrize("url", ["http://", "http:///x", "http://[::1", "http://exa mple.org:abc/"])
def test_urls_that_are_none_are_refused(read, url):
    assert "is no valid URL" in read(url).problem


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1",
    ],
)  # fmt: skip
def test_address_that_is_not_public_is_known(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_address_is_known(address):
    assert is_public(ipaddress.ip_address(address))


def _only_for(host, resolve):
    original = fetching.socket.getaddrinfo

    def getaddrinfo(name, *arguments, **options):
        return resolve(name) if name == host else original(name, *arguments, **options)

    return getaddrinfo
