"""What sides, types and fields are called, for people."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from entente.analysis import Side
from entente.codebook import load_codebook

QUADS: Mapping[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
BODIES: Mapping[str, str] = {"EUR": "European Union", "UNO": "United Nations"}
"""Codes that stand for one body; those that many share say who is meant in their identifier."""


SHORT: Mapping[str, str] = {
    "african-union": "African Union",
    "association-of-southeast-asian-nations": "ASEAN",
    "economic-community-of-west-african-states": "ECOWAS",
    "gulf-cooperation-council": "Gulf Cooperation Council",
    "intergovernmental-authority-on-development": "IGAD",
    "international-atomic-energy-agency": "IAEA",
    "international-criminal-court": "ICC",
    "international-monetary-fund": "IMF",
    "north-atlantic-treaty-organization": "NATO",
    "north-atlantic-treaty-organisation": "NATO",
    "organization-for-security-and-co-operation-in-europe": "OSCE",
    "organization-of-the-petroleum-exporting-countries": "OPEC",
    "southern-african-development-community": "SADC",
    "shanghai-cooperation-organisation": "SCO",
}
"""What bodies are called in newspapers, by the end of their identifier, for charts and tables."""


@lru_cache(maxsize=1)
def _states() -> Mapping[str, str]:
    from entente.resolving.actors import ActorResolver

    return {code: name for code, (name, _, _) in ActorResolver.load().table.states.items()}


def code_name(code: str | None) -> str:
    """A code as people say it: NER is Niger."""
    if code is None:
        return "unknown"
    return BODIES.get(code) or _states().get(code) or load_codebook().entities.get(code, code)


def side_name(side: Side) -> str:
    """A side as people say it."""
    if side.identifier is not None:
        return SHORT.get(side.identifier) or side.name or side.identifier.replace("-", " ").title()
    if side.group is None:
        return code_name(side.code)
    return f"{code_name(side.code)} ({load_codebook().sectors.get(side.group, side.group)})"


def words(value: object) -> str:
    """A value of a field as words: ``in_force`` is "in force"."""
    return str(value).replace("_", " ")


def known_states() -> list[tuple[str, str]]:
    """Code and name of every state and body that can be asked for, by name."""
    return sorted([*_states().items(), *BODIES.items()], key=lambda pair: pair[1])
