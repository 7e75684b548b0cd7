"""The blind sheet: one event a row, what the record claims of it in words, and room for answers.

A sheet is CSV in UTF-8 with a byte order mark, which spreadsheet programs open as it is. Cells that such a program
would take for a formula get an apostrophe in front (OWASP, "CSV injection"). Whatever delimiter the program writes on
saving is read again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from entente.evaluating.errors import Problem, SheetError


class Question(StrEnum):
    """What is asked of a row; the value is the column of the answer."""

    TYPE = "type_right"
    ACTOR = "actor_right"
    RECIPIENT = "recipient_right"
    DATE = "date_right"
    PLACE = "place_right"
    MODALITY = "modality_right"


class Answer(StrEnum):
    """What may be answered. No answer at all is None."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "?"


WORDS = {
    Answer.YES: ("yes", "y", "1", "true", "right", "ok"),
    Answer.NO: ("no", "n", "0", "false", "wrong"),
    Answer.CANNOT_TELL: ("?", "unclear", "cannot tell"),
}
ANSWER_OF = MappingProxyType({word: answer for answer, words in WORDS.items() for word in words})
CLAIMS = ("type", "type_means", "actor", "recipient", "when", "where", "modality")
COLUMNS = ("row", "document", "sentence", *CLAIMS, *Question, "comment", "stratum", "stratum_events")
NEEDED = ("row", "type", *Question, "stratum", "stratum_events")
FORMULA_STARTS = tuple("=+-@|%＝＋－＠")
LONGEST_CELL = 32_000
"""Spreadsheet programs cut a cell at 32,767 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One event to be checked.

    ``row`` is its number and how many there are ("r7/100"). ``stratum_events`` is how many events of the record its
    stratum holds; the stratum's number says nothing about what it is.
    """

    row: str
    document: str = ""
    sentence: str = ""
    type: str
    type_means: str = ""
    actor: str = ""
    recipient: str = ""
    when: str = ""
    where: str = ""
    modality: str = ""
    answers: Mapping[Question, Answer] = field(default_factory=dict)
    comment: str = ""
    stratum: str
    stratum_events: int

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions that nobody has answered; none where the type is wrong, which makes the others idle."""
        if self.answers.get(Question.TYPE) is Answer.NO:
            return ()
        return tuple(q for q in Question if q not in self.answers)


def write_sheet(rows: Sequence[SheetRow], path: Path, *, replace: bool = False) -> None:
    """Write rows as a sheet, whole or not at all.

    Raises :class:`SheetError` where the file is there already, unless ``replace`` is given, or cannot be written.
    """
    if path.exists() and not replace:
        raise _error(path, None, "is there already, perhaps with answers; choose another name")
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(sheet_text(rows), encoding="utf-8-sig", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _error(
            path, None, f"cannot be written ({error.strerror}); close it elsewhere, or choose another folder"
        ) from error


def sheet_text(rows: Iterable[SheetRow]) -> str:
    """The sheet as text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_safe(_cell(row, column)) for column in COLUMNS])
    return out.getvalue()


def _cell(row: SheetRow, column: str) -> str:
    if column in [*Question]:
        return row.answers.get(Question(column), "")
    return str(getattr(row, column))


def _safe(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula, on one line."""
    flat = " ".join(text.split())[:LONGEST_CELL]
    return f"'{flat}" if _is_like_formula(flat) else flat


def _is_like_formula(text: str) -> bool:
    """Whether a cell starts like a formula; apostrophes of its own do not hide that, so that reading undoes writing."""
    return text.lstrip("'").startswith(FORMULA_STARTS)


def read_sheet(path: Path) -> tuple[SheetRow, ...]:
    """The rows of a sheet with whatever was answered. Raises :class:`SheetError`, which lists every bad line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _error(path, None, f"cannot be opened ({error.strerror}); check name and rights") from error
    except UnicodeDecodeError as error:
        raise _error(path, None, "is not UTF-8; save it as “CSV UTF-8” in the spreadsheet program") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        missing = [c for c in NEEDED if c not in (reader.fieldnames or ())]
        if missing:
            raise _error(path, 1, f"has no column {', '.join(missing)}; keep the columns of the sheet as they were")
        return _rows(path, reader)
    except csv.Error as error:
        raise _error(path, reader.line_num, f"is no CSV ({error}); save the sheet as CSV") from error


def _delimiter(text: str) -> str:
    """Programs in countries with a decimal comma write semicolons."""
    head = text.partition("\n")[0]
    return max((",", ";", "\t"), key=head.count)


def _rows(path: Path, reader: csv.DictReader[str]) -> tuple[SheetRow, ...]:
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    for cells in reader:
        if not any(isinstance(value, str) and value.strip() for value in cells.values()):
            continue
        found = [Problem(line=reader.line_num, what=what) for what in _problems(cells, rows)]
        problems += found
        if not found:
            rows.append(_row(cells))
    if problems:
        raise SheetError(str(path), problems)
    return tuple(rows)


def _problems(cells: Mapping[str, str | None], before: Sequence[SheetRow]) -> Iterator[str]:
    """What is wrong with a row; ``before`` are the good rows above it."""
    name = _text(cells, "row")
    if not name:
        yield "has no row number; keep the first column as it was"
    if any(row.row == name for row in before):
        yield f"row {name} stands in the sheet twice; keep one of them"
    if not _text(cells, "type"):
        yield f"row {name} has no type; keep the columns of the claim as they were"
    for question in Question:
        said = _text(cells, question)
        if said and said.lower() not in ANSWER_OF:
            yield f"row {name}, {question}: {said!r} is no answer; write yes, no or ?, or leave it empty"
    size = _text(cells, "stratum_events")
    if not size.isdecimal() or not int(size):
        yield f"row {name}: stratum_events is {size!r}, not a number; keep the last two columns as they were"
        return
    other = next((r.stratum_events for r in before if r.stratum == _text(cells, "stratum")), int(size))
    if other != int(size):
        yield f"row {name}: stratum_events is {size}, but {other} in other rows of its stratum; keep them as they were"


def _row(cells: Mapping[str, str | None]) -> SheetRow:
    said = {q: _text(cells, q).lower() for q in Question}
    texts = {name: _text(cells, name) for name in ("row", "document", "sentence", *CLAIMS, "comment", "stratum")}
    return SheetRow(
        **texts,
        answers={q: ANSWER_OF[word] for q, word in said.items() if word},
        stratum_events=int(_text(cells, "stratum_events")),
    )


def _text(cells: Mapping[str, str | None], column: str) -> str:
    value = (cells.get(column) or "").strip()
    return value[1:] if value.startswith("'") and _is_like_formula(value) else value


def _error(path: Path, line: int | None, what: str) -> SheetError:
    return SheetError(str(path), [Problem(line=line, what=what)])
