"""What the dashboard works with: the open record, its snapshots, and the reader, which is loaded when first needed."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from entente.errors import SourceError, UsageError
from entente.ingest.blobs import is_url
from entente.ingest.documents import make_document
from entente.ingest.raw import Form, RawDocument
from entente.ingest.sources import open_sources
from entente.records import Document
from entente.store import Addition, Report, Store
from entente.store.adding import add_sources
from entente.web.security import Guard
from entente.web.snapshot import Snapshots

Read = Callable[[Document], Report]
"""From a document to what it tells."""

PASTED = "pasted text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """An article typed or pasted into a form."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file sent with a form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One open record. ``load`` loads what reads articles; None where nothing may be added."""

    store: Store
    snapshots: Snapshots
    guard: Guard
    load: Callable[[], Read] | None = None
    _reader: list[Read] = field(default_factory=list)
    _adding: threading.Lock = field(default_factory=threading.Lock)

    def add(self, what: Pasted | Uploaded | str, *, published: dt.date | None = None) -> list[Addition | SourceError]:
        """Read a pasted article, a file or the page at a URL into the record; what cannot be read comes as an error.

        Raises UsageError where this dashboard only shows, or for an address that is no URL.
        """
        if self.load is None:
            raise UsageError("this dashboard only shows the record; start it without --read-only to add to it")
        if isinstance(what, str) and not (is_url(what) and what.lower().startswith(("http://", "https://"))):
            raise UsageError(f"{what!r} is no address of a page; write one that begins with https://")
        with self._adding:
            if not self._reader:
                self._reader.append(self.load())
            found = list(
                add_sources(
                    _documents(what, published),
                    read=self._reader[0],
                    is_known=self.store.is_known,
                    add=self.store.add,
                )
            )
            try:
                self.store.refresh()
            finally:
                self.snapshots.changed()
            return found


def _documents(what: Pasted | Uploaded | str, published: dt.date | None) -> Iterator[Document | SourceError]:
    if isinstance(what, Pasted):
        yield _pasted(what)
    elif isinstance(what, str):
        yield from open_sources([what], date=published)
    else:
        yield from _uploaded(what, published)


def _pasted(what: Pasted) -> Document | SourceError:
    # Two articles pasted one after the other are no versions of each other.
    key = f"{PASTED} {hashlib.blake2b(what.text.encode(), digest_size=4).hexdigest()}"
    raw = RawDocument(
        key=key, body=what.text, form=Form.PLAIN, title=what.title, outlet=what.outlet, url=what.url,
        date=what.published,
    )  # fmt: skip
    try:
        return make_document(raw)
    except SourceError as error:
        return SourceError("the pasted text", error.problem)


def _uploaded(what: Uploaded, published: dt.date | None) -> Iterator[Document | SourceError]:
    """The documents of a file, under the name that it has on its owner's machine."""
    # Of a name that a stranger chose, nothing but the ending touches the disk.
    endings = "".join(Path(what.name.replace("\\", "/")).suffixes[-2:]).lower()
    if not all(c.isalnum() or c == "." for c in endings):
        yield SourceError(what.name, "has an ending that is not supported")
        return
    with tempfile.TemporaryDirectory(prefix="entente-") as folder:
        path = Path(folder, f"upload{endings}")
        path.write_bytes(what.content)
        yield from _renamed(open_sources([str(path)], date=published), str(path), what.name)


def _renamed(found: Iterable[Document | SourceError], path: str, name: str) -> Iterator[Document | SourceError]:
    for item in found:
        if isinstance(item, SourceError):
            yield SourceError(item.source.replace(path, name), item.problem)
        else:
            yield replace(item, key=item.key.replace(path, name))


def shipped_reader() -> Read:
    """What reads articles: the pipeline with the shipped weights. Raises ModelError where they are missing."""
    from entente.pipeline import load_pipeline

    return load_pipeline().read
