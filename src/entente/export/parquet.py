"""Parquet: the columns of CSV with types, the manifest in the file's metadata. Needs the extra ``export`` (pyarrow)."""

from __future__ import annotations

import io
from typing import Any

from entente.export.columns import Type, event_columns
from entente.export.extras import pyarrow
from entente.export.manifest import counted, manifest_json
from entente.export.selection import Request, Written

KEY = b"entente"
"""The key of the manifest in the schema's metadata."""


def write(request: Request) -> Written:
    """The events as a Parquet file: days as date32, whole numbers as int64, others as double."""
    pa, pq = pyarrow()
    types: dict[Type, Any] = {
        Type.TEXT: pa.string(), Type.WHOLE: pa.int64(), Type.NUMBER: pa.float64(), Type.DAY: pa.date32(),
    }  # fmt: skip
    chosen = request.selection
    counts = {"events": len(chosen.events)}
    columns = event_columns(with_text=chosen.with_text)
    arrays = [pa.array([c.value(e, chosen.documents) for e in chosen.events], type=types[c.type]) for c in columns]
    said = {KEY: manifest_json(counted(request.manifest, counts)).encode()}
    schema = pa.schema([(c.name, types[c.type]) for c in columns], metadata=said)
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out)
    return Written(data=out.getvalue(), counts=counts)
