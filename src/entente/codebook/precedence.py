"""The hard edges between event types, as data: a rule for each pair, with a sentence on either side."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from entente.records import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Where one type ends and another begins. ``rule`` says when ``this`` holds."""

    this: EventType
    that: EventType
    rule: str
    this_says: str
    that_says: str


@lru_cache(maxsize=1)
def load_edges() -> tuple[Edge, ...]:
    """All edges, in the order of the file."""
    text = resources.files(__package__).joinpath("precedence.toml").read_text(encoding="utf-8")
    return tuple(
        Edge(**{**row, "this": EventType(row["this"]), "that": EventType(row["that"])})
        for row in tomllib.loads(text)["edge"]
    )
