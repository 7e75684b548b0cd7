"""JSON values one at a time from a stream: an array, or values one after the other, of any length in bounded memory."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator

from entente.errors import SourceError
from entente.ingest.limits import MAX_BYTES, TOO_LONG

_SPACE = " \t\r\n"
_FEED_CHARACTERS = 1 << 16

# An escaped pair (``\ud83d\ude00``) or ``-Infinity`` that is not all here yet is reported this far before the end.
_LONGEST_TOKEN = 12


def iter_json_values(chunks: Iterable[bytes], key: str) -> Iterator[object]:
    """The elements of the array that a stream holds, or the values that stand in it one after the other.

    Raises SourceError, after the values before it, where the JSON breaks off or breaks its own rules (with the line),
    where it is not UTF-8 (with the byte offset), and where one value is longer than a document may be.
    """
    text = _Text(chunks, key)
    in_array = text.take("[")
    while text.peek():
        if in_array and text.take("]"):
            text.refuse_rest()
            return
        yield text.value()
        if in_array and not text.take(",") and text.peek() != "]":
            raise text.broken("a comma or the end of the array is missing")
        if not in_array:
            text.take(",")
    if in_array:
        raise text.broken("the file is cut off inside an array")


class _Text:
    """The part of a stream not yet parsed, filled as far as it is needed."""

    def __init__(self, chunks: Iterable[bytes], key: str) -> None:
        self._chunks = iter(chunks)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder()
        self._key = key
        self._buffer = ""
        self._at = 0
        self._line = 1
        self._bytes = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is no white space; empty at the end of the stream."""
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._buffer) or not self._fill():
                return self._buffer[self._at : self._at + 1]

    def take(self, character: str) -> bool:
        """Whether ``character`` comes next; if so, go past it."""
        if self.peek() != character:
            return False
        self._at += 1
        return True

    def value(self) -> object:
        """The next JSON value."""
        self._forget_parsed()
        wanted = _FEED_CHARACTERS
        while True:
            try:
                value, end = self._json.raw_decode(self._buffer, self._at)
            except RecursionError as error:
                raise self.broken("it is nested too deeply") from error
            except json.JSONDecodeError as error:
                if not self._may_go_on(error) or not self._fill(wanted):
                    raise self._explained(error) from error
                wanted *= 2
            else:
                if end == len(self._buffer) and not isinstance(value, dict | list | str) and self._fill():
                    continue
                self._at = end
                return value

    def refuse_rest(self) -> None:
        """Raise SourceError where anything but white space follows."""
        if self.peek():
            raise self.broken("something follows the end of the array")

    def broken(self, why: str) -> SourceError:
        """The error for what is wrong at this place."""
        line = self._line + self._buffer.count("\n", 0, self._at)
        return SourceError(f"{self._key}:{line}", f"is not valid JSON: {why}")

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Whether more of the stream could mend a value: it stops at the end of what is here, or inside a string."""
        return error.msg.startswith("Unterminated string") or error.pos >= len(self._buffer) - _LONGEST_TOKEN

    def _explained(self, error: json.JSONDecodeError) -> SourceError:
        line = self._line + self._buffer.count("\n", 0, min(error.pos, len(self._buffer)))
        cut_off = error.pos >= len(self._buffer) or error.msg.startswith("Unterminated string")
        why = "the file is cut off inside a value" if cut_off else error.msg
        return SourceError(f"{self._key}:{line}", f"is not valid JSON: {why}")

    def _forget_parsed(self) -> None:
        self._line += self._buffer.count("\n", 0, self._at)
        self._buffer = self._buffer[self._at :]
        self._at = 0

    def _fill(self, characters: int = 1) -> bool:
        """Read at least so many characters more, as far as there are any; False at the end of the stream."""
        parts: list[str] = []
        size = 0
        while size < characters and not self._ended:
            part = self._decoded()
            parts.append(part)
            size += len(part)
        self._buffer += "".join(parts)
        if len(self._buffer) - self._at > MAX_BYTES:
            raise SourceError(f"{self._key}:{self._line}", TOO_LONG)
        return size > 0

    def _decoded(self) -> str:
        chunk = next(self._chunks, None)
        self._ended = chunk is None
        try:
            return self._decoder.decode(chunk or b"", final=self._ended)
        except UnicodeDecodeError as error:
            offset = max(0, self._bytes - 3) + error.start if self._bytes else error.start
            raise SourceError(
                self._key, f"is not valid UTF-8 at about byte offset {offset}; save it as UTF-8"
            ) from error
        finally:
            self._bytes += len(chunk or b"")
