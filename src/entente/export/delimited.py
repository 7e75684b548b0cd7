"""Rows as delimited text: UTF-8, one line each, what is not known empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def delimited(rows: Iterable[Sequence[object]], *, header: Sequence[str] | None = None) -> bytes:
    """Comma-separated rows, quoted where needed (RFC 4180 with line feeds)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header is not None:
        writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def tabbed(rows: Iterable[Sequence[object]], *, header: Sequence[str] | None = None) -> bytes:
    """Tab-separated rows without quotes, as event data sets are: no value may hold a tab or a line break."""
    lines = [*([header] if header is not None else []), *rows]
    return "".join("\t".join(_bare(value) for value in line) + "\n" for line in lines).encode()


def _bare(value: object) -> str:
    from entente.export.selection import plain

    return "" if value is None else plain(str(value))
