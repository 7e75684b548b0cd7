"""Excel: sheets of events, commitments, documents and the manifest. Needs the extra ``export`` (openpyxl)."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from entente.export.columns import COMMITMENT_COLUMNS, DOCUMENT_COLUMNS, Column, Documents, Value, event_columns
from entente.export.errors import ExportError
from entente.export.extras import openpyxl
from entente.export.manifest import counted
from entente.export.selection import Request, Written, plain

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""
LONGEST = 32_767
"""Characters that a cell holds."""
FIRST_YEAR = 1900
"""Excel counts days from here; an earlier day is written as text."""
_SAME_DAY = dt.datetime(1980, 1, 1)
"""A mark, no moment: the earliest that a zip file can hold."""
_WIDTHS = {
    "id": 22,
    "date": 12,
    "enddate": 12,
    "reported": 12,
    "title": 48,
    "sentence": 80,
    "actor": 28,
    "recipient": 28,
}
_WIDTH = 14
_TIME = re.compile(rb">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<")

T = TypeVar("T")


def write(request: Request) -> Written:
    """The selection as a workbook. Raises ExportError where it has more rows than a sheet holds."""
    chosen = request.selection
    if len(chosen.events) > MOST_ROWS:
        raise ExportError(
            f"an Excel sheet holds {MOST_ROWS:,} rows, these are {len(chosen.events):,}; take csv or parquet"
        )
    counts = {
        "events": len(chosen.events), "commitments": len(chosen.commitments), "documents": len(chosen.documents),
    }  # fmt: skip
    book = openpyxl().Workbook(write_only=True)
    book.properties.creator = request.manifest.software
    book.properties.created = book.properties.modified = _SAME_DAY
    _sheet(book, "events", chosen.events, event_columns(with_text=chosen.with_text), chosen.documents)
    _sheet(book, "commitments", chosen.commitments, COMMITMENT_COLUMNS, chosen.documents)
    _sheet(book, "documents", tuple(chosen.documents.values()), DOCUMENT_COLUMNS, chosen.documents)
    last = book.create_sheet("manifest")
    last.column_dimensions["A"].width, last.column_dimensions["B"].width = 24, 90
    for name, value in msgspec.to_builtins(counted(request.manifest, counts)).items():
        if name != "sha256":
            last.append([_cell(last, name), _cell(last, value if isinstance(value, str) else _json(value))])
    out = io.BytesIO()
    book.save(out)
    return Written(data=_timeless(out.getvalue()), counts=counts)


def _sheet(book: Any, name: str, rows: Iterable[T], columns: Sequence[Column[T]], documents: Documents) -> None:  # noqa: ANN401 - a Workbook
    letter = openpyxl().utils.get_column_letter
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[letter(number)].width = _WIDTHS.get(column.name, _WIDTH)
    sheet.append([_cell(sheet, column.name, bold=True) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, column.value(row, documents)) for column in columns])


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:  # noqa: ANN401 - cells of openpyxl
    library = openpyxl()
    new = library.cell.WriteOnlyCell
    if isinstance(value, dt.date) and value.year < FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        cell = new(sheet, value=plain(value)[:LONGEST])
        # A headline that begins with "=" is no formula.
        cell.data_type = "s"
    else:
        cell = new(sheet, value=value)
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    if bold:
        cell.font = library.styles.Font(bold=True)
    return cell


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _timeless(data: bytes) -> bytes:
    """The workbook with the same time on every part, so that the same record gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            part = parts.read(name)
            if name == "docProps/core.xml":
                part = _TIME.sub(b">1980-01-01T00:00:00Z<", part)
            copy.writestr(zipfile.ZipInfo(name, date_time=_SAME_DAY.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
