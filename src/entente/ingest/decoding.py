"""From bytes to text: byte order marks, binary files, invalid UTF-8, and lines of any length in bounded memory."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from entente.errors import SourceError
from entente.ingest.limits import CHUNK_BYTES, MAX_BYTES, TOO_LONG

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# What people most often pass by mistake, by its first bytes.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF; save its text first"),
    (b"PK\x03\x04", "an archive or an office document; unpack it, or save its text, first"),
    (b"\x1f\x8b", "compressed with gzip; its name has to end in .gz"),
    (b"PAR1", "a Parquet file; its name has to end in .parquet"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text first"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
)

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})", re.IGNORECASE)

# The HTML standard reads these labels as windows-1252, as every browser does.
_READ_AS_WINDOWS_1252 = frozenset({"iso8859-1", "ascii"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ByteLine:
    """One line of a stream in UTF-8, without its line end.

    ``number`` counts from 1 and ``offset`` from 0, in the stream as UTF-8; ``content`` is None where the line is
    longer than a document may be.
    """

    number: int
    offset: int
    content: bytes | None


def refuse_binary(key: str, head: bytes) -> None:
    """Raise SourceError where the first bytes of a stream are not text."""
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise SourceError(key, f"is not text but {name}")
    if head.startswith(_UTF16_MARKS):
        return
    nul = head.find(b"\0")
    if nul >= 0:
        raise SourceError(key, f"is binary, not text (NUL byte at offset {nul})")


def read_bounded(stream: BinaryIO, key: str) -> bytes:
    """All bytes of a stream, read in chunks; SourceError where it holds more than one document may."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(CHUNK_BYTES):
        size += len(chunk)
        if size > MAX_BYTES:
            raise SourceError(key, TOO_LONG)
        chunks.append(chunk)
    return b"".join(chunks)


def decode_text(data: bytes, key: str) -> str:
    """Text of a whole file: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Raises SourceError for binary data, and for invalid text with the offset of the first bad byte.
    """
    refuse_binary(key, data[:CHUNK_BYTES])
    if data.startswith(_UTF16_MARKS):
        return _decode(data, "utf-16", key)
    text = _decode(data.removeprefix(codecs.BOM_UTF8), "utf-8", key, skipped=_mark_length(data))
    refuse_nul(text, key)
    return text


def decode_html(data: bytes, key: str, *, charset: str | None = None) -> str:
    """Text of an HTML page, by byte order mark, by the charset of the reply, by what the page declares, else UTF-8."""
    if data.startswith((codecs.BOM_UTF8, *_UTF16_MARKS)):
        return decode_text(data, key)
    refuse_binary(key, data[:CHUNK_BYTES])
    name = _known_charset(charset or _declared_charset(data[:4096]))
    if name in _READ_AS_WINDOWS_1252:
        # Five bytes have no meaning in windows-1252; browsers show a replacement for them.
        return data.decode("cp1252", errors="replace")
    return _decode(data, name, key)


def refuse_nul(text: str, key: str) -> None:
    """Raise SourceError where a text holds NUL characters, which no article does."""
    nul = text.find("\0")
    if nul >= 0:
        raise SourceError(key, f"holds a NUL character at offset {nul}; it is not plain text")


def utf8_chunks(stream: BinaryIO, key: str) -> Iterator[bytes]:
    """The bytes of a stream as UTF-8, chunk by chunk; UTF-16 with a byte order mark is recoded.

    Raises SourceError at once where the stream is binary.
    """
    head = stream.read(CHUNK_BYTES)
    refuse_binary(key, head)
    if not head.startswith(_UTF16_MARKS):
        yield head
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        while head:
            yield decoder.decode(head).encode("utf-8")
            head = stream.read(CHUNK_BYTES)
        yield decoder.decode(b"", final=True).encode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(key, f"is not valid UTF-16 ({error.reason}); save it as UTF-8") from error


def bounded_lines(chunks: Iterable[bytes], *, limit: int = MAX_BYTES) -> Iterator[ByteLine]:
    """The lines of a stream of UTF-8; of one longer than ``limit`` only its number is kept, never its content."""
    parts: list[bytes] = []
    size = number = offset = 0
    for chunk in chunks:
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            size += end - start
            parts.append(chunk[start:end])
            number += 1
            yield ByteLine(number=number, offset=offset, content=_joined(parts, size, limit))
            offset += size + 1
            parts, size, start = [], 0, end + 1
        size += len(chunk) - start
        parts = [*parts, chunk[start:]] if size <= limit else []
    if size:
        yield ByteLine(number=number + 1, offset=offset, content=_joined(parts, size, limit))


def decode_line(line: ByteLine, path: str) -> str:
    """Text of one line; SourceError for ``path:line`` where it is too long, invalid, or not text."""
    key = f"{path}:{line.number}"
    if line.content is None:
        raise SourceError(key, TOO_LONG)
    text = _decode(line.content, "utf-8", key, skipped=line.offset)
    refuse_nul(text, key)
    return text.removeprefix("\ufeff") if line.number == 1 else text


def _joined(parts: list[bytes], size: int, limit: int) -> bytes | None:
    return b"".join(parts).removesuffix(b"\r") if size <= limit else None


def _decode(data: bytes, encoding: str, key: str, *, skipped: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.upper()
        offset = skipped + error.start
        raise SourceError(
            key, f"is not valid {name}: bad byte 0x{data[error.start]:02x} at byte offset {offset}; save it as UTF-8"
        ) from error
    except UnicodeError as error:
        raise SourceError(key, f"is not valid {encoding.upper()} ({error}); save it as UTF-8") from error


def _mark_length(data: bytes) -> int:
    return len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0


def _known_charset(label: str | None) -> str:
    """Python's name for a charset; UTF-8 where none is declared or it cannot be.

    A page that says in ASCII letters that it is UTF-16 is not (the HTML standard reads it as UTF-8), and Python also
    lists codecs that are no charsets, such as ``hex``.
    """
    try:
        name = codecs.lookup(label or "utf-8").name
        "".encode(name)
    except LookupError:
        return "utf-8"
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _declared_charset(head: bytes) -> str | None:
    match = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return match.group(1).decode("ascii") if match else None
