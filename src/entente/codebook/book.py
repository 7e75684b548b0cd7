"""Loads a codebook file (TOML) and checks it.

The shipped file holds PLOVER 1.3 as facts. A user's own codebook has the same shape; sections that it leaves out (sectors,
contexts, entities, modality) are PLOVER's, so that it needs nothing but its event types.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from entente.errors import CodebookError
from entente.records import EventType

SHIPPED = "plover.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeInfo:
    """One event type: quad class 1 to 4, PLOVER score -10 to 10, its modes and their meanings."""

    name: str
    quad: int
    score: float
    means: str
    modes: dict[str, str]
    needs_recipient: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Event types, sectors, contexts and entity codes that the reader may use."""

    events: dict[str, TypeInfo]
    sectors: dict[str, str]
    contexts: tuple[str, ...]
    modalities: dict[str, str]
    entities: dict[str, str]

    def info(self, event: EventType | str) -> TypeInfo:
        """What the codebook says of an event type."""
        return self.events[str(event)]


@lru_cache(maxsize=4)
def load_codebook(path: Path | None = None) -> Codebook:
    """The codebook at ``path``, or the shipped one. Raises :class:`CodebookError` naming what is wrong in the file."""
    name = str(path) if path else SHIPPED
    try:
        text = path.read_text(encoding="utf-8") if path else _shipped_text()
        return _build(tomllib.loads(text), name)
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{name}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{name}: is not valid TOML: {error}") from error
    except KeyError as error:
        raise CodebookError(f"{name}: section or key {error} is missing") from error


def _build(data: dict[str, Any], name: str) -> Codebook:
    events = {key: _type_info(key, value, name) for key, value in data["events"].items()}
    if not events:
        raise CodebookError(f"{name}: has no event type; add a section [events.NAME]")
    common = {} if name == SHIPPED else tomllib.loads(_shipped_text())
    whole = common | data
    return Codebook(
        events=events,
        sectors=dict(whole["sectors"]),
        contexts=tuple(whole["contexts"]["names"]),
        modalities=dict(whole["modality"]),
        entities=dict(whole["entities"]),
    )


def _shipped_text() -> str:
    return resources.files(__package__).joinpath(SHIPPED).read_text(encoding="utf-8")


def _type_info(key: str, value: dict[str, Any], name: str) -> TypeInfo:
    if value["quad"] not in (1, 2, 3, 4):
        raise CodebookError(f"{name}: events.{key}: quad is 1, 2, 3 or 4, not {value['quad']!r}")
    if not -10 <= value["score"] <= 10:
        raise CodebookError(f"{name}: events.{key}: score lies between -10 and 10, not {value['score']!r}")
    return TypeInfo(
        name=key,
        quad=value["quad"],
        score=float(value["score"]),
        means=value["means"],
        modes=dict(value.get("modes", {})),
        needs_recipient=bool(value.get("needs_recipient", False)),
    )
