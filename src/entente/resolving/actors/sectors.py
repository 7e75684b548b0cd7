"""Which sector the roles of a phrase add up to: "student protesters" are EDU, "opposition lawmakers" OPP.

The last role of a phrase is its head. A strong head speaks for itself; a weak one (people of no office: protesters,
residents) and a neutral one (leader, spokesman, official) take over what stands before or after them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from entente.resolving.actors.table import Role

STRONG: Final = frozenset({"office", "ministry", "body", "group", "imgroup", "mnc", "rulingparty"})

# Whose allegiance outweighs the trade of those who have it: an opposition lawmaker is opposition first.
ALLEGIANCES: Final = ("OPP", "REB")
# Trades that stay what they are whatever side they are on.
TRADES: Final = frozenset({"JRN", "MED", "EDU", "UAF", "CRM", "REF", "REL", "COP"})
# Whose fighters and forces are rebels and not what the word before them says: "Muslim forces".
UNARMED: Final = frozenset({"REL", "EDU", "AGR", "LAB", "OPP", "PTY", "SOC", "CVL"})
ARMED: Final = frozenset({"REB", "PRM", "CRM", "UAF"})

OUT_OF_OFFICE: Final = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY"})


@dataclass(frozen=True, slots=True)
class Sectors:
    """A sector, others that also hold, and the words that say so."""

    sector: str | None
    others: tuple[str, ...] = ()
    by: str = ""


def of_role(role: Role) -> Sectors:
    """The sectors that a role has by itself."""
    return Sectors(role.sector, role.others, role.phrase)


def combine(roles: Sequence[Role]) -> Sectors:
    """The sectors of roles that follow one another in a phrase."""
    if not roles:
        return Sectors(None)
    head, before = roles[-1], roles[:-1]
    for role in before:
        if role.kind == "group" and role.sector in ALLEGIANCES and head.sector not in TRADES | ARMED:
            return _with_head(of_role(role), head)
    if head.kind in STRONG:
        return of_role(head)
    if head.kind == "neutral" and head.sector in ("MIL", "REB") and before and before[-1].sector in UNARMED:
        return Sectors("REB", (), head.phrase)
    strong = [r for r in before if r.kind in STRONG] or [r for r in before if r.kind == head.kind == "weak"]
    if strong and not (head.kind == "weak" and _is_overridden(strong[-1])):
        return of_role(strong[-1])
    return of_role(head)


def _is_overridden(role: Role) -> bool:
    """Whether people of no office outweigh this: "party supporters" and "the president's wife" are civilians."""
    return role.kind in ("office", "ministry", "rulingparty") or role.sector in ("GOV", "PTY")


def of_people(found: Sectors, side: str) -> Sectors:
    """``found`` for a people that is armed against its state, or whose land has broken away from it."""
    taken = {"armed": ("MIL", "PRM"), "breakaway": ("GOV", "MIL", "PRM", "COP", "SPY", "LEG")}.get(side, ())
    if found.sector in taken and found.by not in PEACEFUL:
        return Sectors("REB", tuple(o for o in found.others if o != "REB"), found.by)
    return found


PEACEFUL: Final = frozenset({"peshmerga", "conscript", "prisoner of war", "peacekeeper", "peacekeepers", "recruit"})


def _with_head(found: Sectors, head: Role) -> Sectors:
    if head.kind == "neutral" or head.sector in (None, found.sector, "CVL", "GOV"):
        return found
    return Sectors(found.sector, (*found.others, head.sector or ""), found.by)


def after_modifiers(found: Sectors, effects: frozenset[str]) -> Sectors:
    """``found`` as the modifiers before the roles change it: former, exiled, rebel, opposition, ruling."""
    sector, others = found.sector, found.others
    official = sector in OUT_OF_OFFICE
    if "rebel" in effects and sector not in TRADES | ARMED | {"OPP", "CVL"}:
        return Sectors("REB", tuple(o for o in others if o != "REB"), found.by)
    if "opposition" in effects and sector not in TRADES | ARMED:
        return Sectors("OPP", tuple(o for o in others if o != "OPP"), found.by)
    if "exiled" in effects:
        return Sectors("ELI" if official else "OPP", others, found.by)
    if "former" in effects and official:
        return Sectors("ELI", (), found.by)
    if "ruling" in effects and sector == "PTY":
        return Sectors("GOV", ("PTY",), found.by)
    return found
