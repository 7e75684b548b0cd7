"""The formats by name, each loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entente.export.selection import Request, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: where its writer is, and whether its bytes are text that a terminal can show."""

    module: str
    function: str = "write"
    is_text: bool = True

    def load(self) -> Callable[[Request], Written]:
        """The function that writes it."""
        found: Callable[[Request], Written] = getattr(import_module(f"entente.export.{self.module}"), self.function)
        return found


FORMATS = {
    "plover": Format(module="plover"),
    "polecat": Format(module="polecat"),
    "gdelt": Format(module="gdelt"),
    "dyads": Format(module="dyads"),
    "csv": Format(module="csv"),
    "parquet": Format(module="parquet", is_text=False),
    "xlsx": Format(module="xlsx", is_text=False),
    "ftm": Format(module="ftm"),
    "graphml": Format(module="graphs", function="write_graphml"),
    "gexf": Format(module="graphs", function="write_gexf"),
    "geojson": Format(module="geojson"),
    "ics": Format(module="ics"),
    "brief": Format(module="brief"),
}
