"""CSV: a row an event under a line of names."""

from __future__ import annotations

from entente.export.columns import event_columns
from entente.export.delimited import delimited
from entente.export.selection import Request, Written


def write(request: Request) -> Written:
    """The events as comma-separated text; several actors, modes and so on are joined by semicolons."""
    chosen = request.selection
    columns = event_columns(with_text=chosen.with_text)
    rows = ([c.value(event, chosen.documents) for c in columns] for event in chosen.events)
    return Written(data=delimited(rows, header=[c.name for c in columns]), counts={"events": len(chosen.events)})
