"""From what a person names on the command line to streams of bytes: files, folders, archives, standard input."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from entente.errors import SourceError
from entente.ingest.limits import CHUNK_BYTES

ENDINGS = (".txt", ".html", ".htm", ".md", ".json", ".jsonl", ".csv", ".parquet")
"""Endings of names that say what a file holds; each may be followed by ``.gz``."""

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A stream of bytes that holds documents.

    ``key`` names it in messages and in the record; ``ending`` says what it holds; ``open`` begins to read it; ``path``
    is where it lies, if it is a plain file; ``url`` and ``charset`` are known of a download.
    """

    key: str
    ending: str
    open: Callable[[], BinaryIO]
    path: Path | None = None
    url: str | None = None
    charset: str | None = None


def is_url(source: str) -> bool:
    r"""Whether a source is meant as a URL; a Windows drive (``C:\\``) is not."""
    return _URL.match(source) is not None


def blobs_of(source: str) -> Iterator[Blob | SourceError]:
    """The streams behind a path or ``-``; a folder is walked in the order of its names, an archive likewise."""
    if source == STDIN:
        yield Blob(key=STDIN, ending="", open=_standard_input)
        return
    path = Path(source)
    try:
        is_folder, is_file = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        # A name too long for the system, or with a NUL in it.
        yield SourceError(source, f"is no path that can be read ({error})")
        return
    if is_folder:
        yield from _in_folder(path, source)
    elif is_file:
        yield from _in_file(path, source)
    else:
        yield SourceError(source, "does not exist")


class _StandardInput(io.RawIOBase):
    """Standard input that stays open when a reader is done with it."""

    def readable(self) -> bool:
        """Standard input is there to be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what is there, as much as fits."""
        data = cast(io.BufferedReader, sys.stdin.buffer).read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _standard_input() -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_StandardInput(), CHUNK_BYTES))


def _in_folder(folder: Path, source: str) -> Iterator[Blob | SourceError]:
    """Every file below a folder that can be read, sorted by name; hidden files and other kinds are passed over."""
    found = False
    unreadable: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _ending(name) is not None:
                found = True
                path = Path(parent, name)
                yield from _in_file(path, path.as_posix())
    for error in unreadable:
        yield _cannot_open(Path(error.filename).as_posix(), "the folder cannot be read")
    if not found and not unreadable:
        yield SourceError(source, f"holds no file that can be read ({', '.join(ENDINGS)}, .zip, or any with .gz)")


def _in_file(path: Path, key: str) -> Iterator[Blob | SourceError]:
    ending = _ending(path.name)
    if ending is None:
        kind = f"the ending {path.suffix} is" if path.suffix else "a name without an ending is"
        yield SourceError(key, f"{kind} not supported; use one of {', '.join(ENDINGS)}, .zip, or any with .gz")
    elif ending == ".zip":
        yield from _in_zip(path, key)
    elif path.suffix.lower() == ".gz":
        yield Blob(key=key, ending=ending, open=partial(_open_gzip, path))
    else:
        yield Blob(key=key, ending=ending, open=partial(_open_file, path), path=path)


def _open_file(path: Path) -> BinaryIO:
    return path.open("rb")


def _open_gzip(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb"))


def _open_member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    return cast(BinaryIO, archive.open(name))


def _in_zip(path: Path, key: str) -> Iterator[Blob | SourceError]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if _is_member(name))
            for name in names:
                ending = _ending(PurePosixPath(name).name) or ""
                yield Blob(key=f"{key}/{name}", ending=ending, open=partial(_open_member, archive, name))
    except zipfile.BadZipFile as error:
        yield SourceError(key, f"is a broken zip archive ({error})")
        return
    except OSError as error:
        yield _cannot_open(key, str(error.strerror or error))
        return
    if not names:
        yield SourceError(key, f"holds no file that can be read ({', '.join(ENDINGS)})")


def _is_member(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not hidden and PurePosixPath(name).suffix.lower() in ENDINGS


def _ending(name: str) -> str | None:
    """The ending that says what a file holds, without ``.gz``; None for one that cannot be read."""
    path = PurePosixPath(name.lower())
    if path.suffix == ".gz":
        path = path.with_suffix("")
    if path.suffix == ".zip" and not name.lower().endswith(".gz"):
        return ".zip"
    return path.suffix if path.suffix in ENDINGS else None


def _cannot_open(key: str, why: str) -> SourceError:
    return SourceError(key, f"cannot be opened: {why}")
