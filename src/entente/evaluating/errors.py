"""The two errors of this room, each a list of problems with their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entente.errors import EntenteError

SHOWN = 10
"""How many problems a message lists; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in one line of a file, and what to do; ``line`` is None where the whole file is meant."""

    line: int | None
    what: str


class FileError(EntenteError):
    """A file that a person made cannot be used as it is.

    Attributes:
        source: the file's name.
        problems: every problem found, in the order of lines.
    """

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        lines = [_told(source, problem) for problem in problems[:SHOWN]]
        if len(problems) > SHOWN:
            lines.append(f"{source}: and {len(problems) - SHOWN} more problems of this kind")
        super().__init__("\n".join(lines))
        self.source = source
        self.problems = tuple(problems)


class GoldError(FileError):
    """Gold that cannot be compared with: a bad line, or a text other than the one that was read."""


class SheetError(FileError):
    """An audit sheet that cannot be written, read or scored."""


def _told(source: str, problem: Problem) -> str:
    return f"{source}: {problem.what}" if problem.line is None else f"{source}:{problem.line}: {problem.what}"
