"""The bridge to CAMEO, the older ontology that GDELT and ICEWS code in.

Source of the table: the Open Event Data Alliance's mapping of CAMEO 1.1b3 to PLOVER (September 2021, CC BY-SA 4.0).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from entente.records import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """One CAMEO code and what it is in PLOVER."""

    code: str
    event: EventType
    mode: str | None
    contexts: tuple[str, ...]
    label: str


@lru_cache(maxsize=1)
def load_cameo() -> dict[str, CameoCode]:
    """All codes of the table, by code, in its order."""
    text = resources.files(__package__).joinpath("cameo.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    out = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        out[row["code"]] = CameoCode(
            code=row["code"],
            event=EventType(row["event"]),
            mode=row["mode"] or None,
            contexts=tuple(c.strip() for c in row["contexts"].split(",") if c.strip()),
            label=row["label"],
        )
    return out


def cameo_of(event: EventType, mode: str | None, contexts: frozenset[str]) -> CameoCode | None:
    """The CAMEO code that says most of what an event says, and nothing else; None for a type CAMEO lacks.

    Codes of another mode, or with contexts the event does not have, say too much. Among the rest the one that agrees
    in mode and in most contexts is taken, ties going to the more general (shorter) code, then to the table's order.
    """
    fits = [
        c
        for c in load_cameo().values()
        if c.event is event and c.mode in (None, mode) and contexts.issuperset(c.contexts)
    ] or [c for c in load_cameo().values() if c.event is event]
    if not fits:
        return None
    return max(fits, key=lambda c: (c.mode == mode, len(contexts.intersection(c.contexts)), -len(c.code)))
