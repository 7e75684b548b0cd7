"""One page from the web, with limits: time, size, kind of content, redirects, and whose address it is.

A name is resolved once, every address behind it is checked, and the connection goes to the very address that was
checked, so that a name that answers differently a second time (DNS rebinding) gains nothing. Each redirect is a new
name and is checked like the first. Proxies of the environment are not used: behind one nothing could be checked.
"""

from __future__ import annotations

import io
import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from entente.errors import SourceError
from entente.ingest.blobs import Blob
from entente.ingest.limits import CHUNK_BYTES, MAX_BYTES, in_megabytes

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool
    from urllib3.util import Url

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_REDIRECTS = 5

CONTENT_ENDINGS: dict[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/x-jsonlines": ".jsonl",
}
"""What a reply may hold, by its content type, and how it is read."""

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,application/json;q=0.8"
_AGENT = "entente (reads single pages that a person names)"

# Blocks whose addresses carry an IPv4 address in them, and the bit at which its last one lies: NAT64 and 6to4.
_CARRIERS = ((ipaddress.IPv6Network("64:ff9b::/96"), 0), (ipaddress.IPv6Network("2002::/16"), 80))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds for a connection, for a pause in the reply, and for everything together, names and redirects included."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    url: str
    data: bytes
    content_type: str
    location: str | None = None


def fetch(url: str, *, allow_private: bool = False, timeouts: Timeouts | None = None) -> Blob:
    """Download a page.

    Raises SourceError where the URL is not http or https, leads to an address that is not public (unless
    ``allow_private``), does not answer in time, answers with an error, with too much, or with something else than
    text, HTML or JSON.
    """
    limits = timeouts or Timeouts()
    deadline = time.monotonic() + limits.total

    def follow() -> _Reply:
        current = url
        for _ in range(MAX_REDIRECTS + 1):
            reply = _request(current, url, allow_private=allow_private, timeouts=limits, deadline=deadline)
            if reply.location is None:
                return reply
            current = urljoin(current, reply.location)
        raise SourceError(url, f"is redirected more than {MAX_REDIRECTS} times")

    reply = _within(limits.total, follow, url)
    mime, charset = _content_type(reply.content_type)
    ending = CONTENT_ENDINGS.get(mime)
    if ending is None:
        raise SourceError(url, f"holds {mime}, not a page of HTML, text or JSON")
    data = reply.data
    return Blob(key=url, ending=ending, open=lambda: io.BytesIO(data), url=reply.url, charset=charset)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet, whatever it is wrapped in.

    Private, loopback, link-local, multicast, shared, reserved and unspecified addresses do not, nor do IPv6 addresses
    that carry one of those (IPv4-mapped, 6to4, NAT64, Teredo).
    """
    if isinstance(address, ipaddress.IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(carried)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.teredo is not None:
        return address.teredo[1]
    for network, shift in _CARRIERS:
        if address in network:
            return ipaddress.IPv4Address(int(address) >> shift & 0xFFFFFFFF)
    return None


def _within(seconds: float, work: Callable[[], _Reply], url: str) -> _Reply:
    """The result of ``work``, or SourceError when it takes too long.

    A thread, because neither the resolution of a name nor headers that drip in byte by byte can be given a time-out;
    one that hangs is left behind and ends with its socket.
    """
    results: queue.Queue[_Reply | Exception] = queue.Queue(maxsize=1)

    def run() -> None:
        try:
            results.put(work())
        except Exception as error:  # carried over to the thread that waits, and raised there
            results.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        result = results.get(timeout=seconds)
    except queue.Empty:
        raise SourceError(url, f"does not answer within {seconds:g} seconds") from None
    if isinstance(result, Exception):
        raise result
    return result


def _request(url: str, source: str, *, allow_private: bool, timeouts: Timeouts, deadline: float) -> _Reply:
    """One hop: resolve, check, connect to what was checked, read."""
    from urllib3.exceptions import HTTPError

    parts = _parse(url, source)
    addresses = _checked_addresses(parts, source, allow_private=allow_private)
    for number, address in enumerate(addresses, 1):
        pool = _pool(parts, address, timeouts)
        try:
            response = pool.request(
                "GET",
                parts.request_uri,
                headers={"Host": parts.netloc or "", "User-Agent": _AGENT, "Accept": _ACCEPT,
                         "Accept-Encoding": "gzip, deflate"},
                redirect=False,
                retries=False,
                preload_content=False,
            )  # fmt: skip
            return _read(response, parts, source, deadline)
        except HTTPError as error:
            if number == len(addresses):
                raise SourceError(source, f"cannot be reached: {_reason(error)}") from error
        finally:
            pool.close()
    raise SourceError(source, "cannot be reached: its name has no address")


def _parse(url: str, source: str) -> Url:
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise SourceError(source, f"is no valid URL ({error})") from error
    if parts.scheme not in _PORTS:
        raise SourceError(source, f"{_led(url, source)}only http and https are read, not {parts.scheme}")
    if not parts.host:
        raise SourceError(source, "is no valid URL (it names no host)")
    return parts


def _checked_addresses(parts: Url, source: str, *, allow_private: bool) -> list[Address]:
    """Every address of a host, none of which may be private."""
    host = (parts.host or "").strip("[]")
    try:
        found = socket.getaddrinfo(host, parts.port or _PORTS[parts.scheme or "http"], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(source, f"cannot be reached: the name {host} is not known ({error})") from error
    # The order of the system's answer is its order of preference; a scope such as %eth0 is no part of the address.
    names = dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found)
    addresses = [ipaddress.ip_address(name) for name in names]
    refused = next((address for address in addresses if not is_public(address)), None)
    if refused is not None and not allow_private:
        raise SourceError(
            source,
            f"{_led(parts.url, source)}{refused} is not a public address; private ones are read only when allowed",
        )
    return addresses


def _led(url: str, source: str) -> str:
    return "" if url == source else f"leads to {url}, and "


def _pool(parts: Url, address: Address, timeouts: Timeouts) -> HTTPConnectionPool:
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout

    host = f"[{address}]" if address.version == 6 else str(address)
    timeout = Timeout(connect=timeouts.connect, read=timeouts.read)
    name = (parts.host or "").strip("[]")
    if parts.scheme == "http":
        return HTTPConnectionPool(host, parts.port or 80, timeout=timeout, maxsize=1)
    import certifi

    return HTTPSConnectionPool(
        host, parts.port or 443, timeout=timeout, maxsize=1, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where(),
        assert_hostname=name, server_hostname=name,
    )  # fmt: skip


def _read(response: BaseHTTPResponse, parts: Url, source: str, deadline: float) -> _Reply:
    location = response.headers.get("Location")
    content_type = response.headers.get("Content-Type", "text/html")
    if response.status in _REDIRECTS and location:
        return _Reply(url=parts.url, data=b"", content_type=content_type, location=location)
    if response.status != 200:
        raise SourceError(source, f"answers with the status {response.status}")
    chunks: list[bytes] = []
    size = 0
    for chunk in response.stream(CHUNK_BYTES, decode_content=True):
        size += len(chunk)
        if size > MAX_BYTES:
            raise SourceError(source, f"is larger than {in_megabytes(MAX_BYTES)}, the most that is downloaded")
        if time.monotonic() > deadline:
            raise SourceError(source, "takes too long to download")
        chunks.append(chunk)
    return _Reply(url=parts.url, data=b"".join(chunks), content_type=content_type)


def _content_type(header: str) -> tuple[str, str | None]:
    mime, _, parameters = header.partition(";")
    charset = None
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'") or None
    return mime.strip().lower(), charset


def _reason(error: Exception) -> str:
    """What went wrong in a line, without the names of classes and objects that urllib3 puts in front."""
    text = str(error).rpartition(": ")[2] or type(error).__name__
    return text.strip("()'\" ").splitlines()[0][:160]
