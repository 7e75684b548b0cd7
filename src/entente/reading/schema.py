"""The labels that a model reads in, in the order of its outputs.

A model carries its own schema beside its weights, since a user may have trained it on another codebook.
"""

from __future__ import annotations

from dataclasses import dataclass

from entente.codebook import Codebook
from entente.records import CommitmentType, Modality, Stance

SPAN_KINDS = ("actor", "place", "time", "object", "count", "event")
TAGS = ("O", *(f"{prefix}-{kind}" for kind in SPAN_KINDS for prefix in "BI"))
ROLES = ("actor", "recipient", "by", "place", "time", "plan_time", "object", "count")
ROLE_KIND = {
    "actor": "actor",
    "recipient": "actor",
    "by": "actor",
    "place": "place",
    "time": "time",
    "plan_time": "time",
    "object": "object",
    "count": "count",
}
"""The kind of span that can fill each role."""

NONE = "none"
STATE = "state"
COUNT_KINDS = ("dead", "injured", "arrested", "troops", "money", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """Label lists of one model; every head's output is ordered as its list here."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    modalities: tuple[str, ...]
    stances: tuple[str, ...]
    contexts: tuple[str, ...]
    plans: tuple[str, ...]
    commitments: tuple[str, ...]
    sectors: tuple[str, ...]
    bodies: tuple[str, ...]

    @property
    def trigger_heads(self) -> dict[str, int]:
        """Heads on a trigger, with the width of each, in the order of the output row."""
        return {
            "type": len(self.types),
            "mode": len(self.modes),
            "modality": len(self.modalities),
            "stance": len(self.stances),
            "context": len(self.contexts),
            "plan": len(self.plans),
            "commitment": len(self.commitments),
        }

    @property
    def argument_heads(self) -> dict[str, int]:
        """Heads on a span other than a trigger, with the width of each, in the order of the output row."""
        return {
            "sector": len(self.sectors),
            "other_sectors": len(self.sectors),
            "body": len(self.bodies),
            "count": len(COUNT_KINDS),
        }


def schema_of(book: Codebook) -> Schema:
    """The schema that a codebook asks for."""
    types = tuple(book.events)
    modes = tuple(f"{name}/{mode}" for name, info in book.events.items() for mode in info.modes)
    return Schema(
        types=types,
        modes=(NONE, *modes),
        modalities=tuple(m.value for m in Modality),
        stances=(NONE, *(s.value for s in Stance)),
        contexts=book.contexts,
        plans=(NONE, *types),
        commitments=(NONE, *(c.value for c in CommitmentType)),
        sectors=(NONE, *book.sectors),
        bodies=(NONE, STATE, *book.entities),
    )


def slices(widths: dict[str, int]) -> dict[str, slice]:
    """Where each head lies in the concatenated output row."""
    out: dict[str, slice] = {}
    at = 0
    for name, width in widths.items():
        out[name] = slice(at, at + width)
        at += width
    return out
