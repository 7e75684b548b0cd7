"""Who deals with whom: events as ties between two sides.

A side is what the codebook gives a code of its own. All bodies and people of a country are one side, named by its code
(``NER``); its armed and political opposition is another (``MLI/REB``), because the codebook codes it apart from the
government that it fights. The United Nations and the European Union have codes and so are sides as a whole. Other
intergovernmental bodies, movements, companies and armed groups across borders share a code (IGO, NGO, ISM, IMG, MNC), and
are told apart by who they are: ``IGO:economic-community-of-west-african-states``.

Inside one country a government and those whom it deals with are told apart by sector: the state is ``NER``, everybody
else ``NER/CVL``, ``NER/REB`` and so on. Acts within one side are no tie.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations, product

from entente.errors import UsageError
from entente.records import Entity, Event, EventName, Modality, Party

STATE_SECTORS = frozenset({"GOV", "MIL", "JUD", "LEG", "SPY", "COP", "PRM"})
"""Sectors of bodies that act for their state; an entity without a sector (``France``) acts for it too."""
OPPOSITION = frozenset({"REB", "OPP", "UAF"})
"""Sectors that are a side of their own, also towards other countries."""
SHARED_CODES = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
"""Codes of many; whom they mean stands in the identifier."""

_CODE = re.compile(r"[A-Z]{3}")
_CODE_AND_SECTOR = re.compile(r"([A-Z]{3})[/ ]([A-Z]{3})")


class Scope(StrEnum):
    """Whose acts count for a country."""

    COUNTRY = "country"
    """Everybody's but the opposition's: its government, its courts, its people in the street."""
    STATE = "state"
    """Only those of bodies of the state; what its people do is a side of its own (``NER/CVL``)."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two who deal with each other. Two sides are equal where code, group and identifier are.

    ``group`` is the sector of a part of a country that stands by itself, ``identifier`` the part after the last slash of
    the identity of a body whose code is shared. ``name`` is for people.
    """

    code: str
    group: str | None = None
    identifier: str | None = None
    name: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """How the side is written: ``NER``, ``MLI/REB``, ``IGO:african-union``; :func:`read_side` reads it."""
        return self.code + (f"/{self.group}" if self.group else "") + (f":{self.identifier}" if self.identifier else "")

    @property
    def label(self) -> str:
        """The side for people: its name, where it is known, else as it is written."""
        return self.name or (self.identifier.replace("-", " ").title() if self.identifier else self.key)

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A tie that one event makes between two sides.

    ``source`` does it to ``target``. Where ``mutual``, both do, and ``source`` is the one whose key comes first. An
    event makes at most one act in each direction between two sides, however many of their people it names.
    """

    source: Side
    target: Side
    mutual: bool
    event: str
    type: EventName
    quad: int
    score: float
    date: dt.date | None
    enddate: dt.date | None
    reported: dt.date | None
    modality: Modality
    confidence: float

    def other(self, side: Side) -> Side:
        """The one that deals with ``side``."""
        return self.target if side == self.source else self.source


def acts_of(
    events: Iterable[Event], *, modalities: Sequence[Modality] = (Modality.ACTUAL,), scope: Scope = Scope.COUNTRY
) -> list[Act]:
    """The acts of ``events``, in their order; no ``modalities`` stand for all of them.

    With a recipient, every actor acts on every recipient. Without one, each unordered pair of actors is one mutual act.
    Sides without a code, and bodies with a shared code of whom nobody knows who they are, make no act.
    """
    return [act for event in events if not modalities or event.modality in modalities for act in _acts(event, scope)]


def acts_between(acts: Iterable[Act], a: Side, b: Side, *, directed: bool = False) -> list[Act]:
    """The acts between two sides, each event once; ``directed`` keeps those that ``a`` does, alone or with ``b``.

    Where an event names both as actor and as recipient of each other, its first act stands for it.
    """
    found: dict[str, Act] = {}
    for act in acts:
        forward = act.source == a and act.target == b
        backward = act.source == b and act.target == a
        if forward or (backward and (act.mutual or not directed)):
            found.setdefault(act.event, act)
    return list(found.values())


def acts_with(acts: Iterable[Act], side: Side) -> list[Act]:
    """The acts that ``side`` does or is done to."""
    return [act for act in acts if side in (act.source, act.target)]


def sides_of(acts: Iterable[Act]) -> list[Side]:
    """Every side of ``acts``, the most frequent first."""
    counts: dict[Side, int] = {}
    for act in acts:
        for side in (act.source, act.target):
            counts[side] = counts.get(side, 0) + 1
    return sorted(counts, key=lambda side: (-counts[side], side.key))


def side_of(entity: Entity | Party, *, scope: Scope = Scope.COUNTRY) -> Side | None:
    """The side that an entity belongs to towards others than its own country; None where that is not known."""
    code = entity.code
    if code is None:
        return None
    if code in SHARED_CODES:
        identity = entity.identifier_id
        if identity is None:
            return None
        return Side(code, identifier=_short(identity), name=entity.name)
    if entity.sector in OPPOSITION or (scope is Scope.STATE and not _is_state(entity)):
        return Side(code, group=entity.sector)
    return Side(code)


def read_side(text: str) -> Side:
    """A side as it is written: ``NER``, ``MLI/REB`` or ``IGO:african-union``. Raises UsageError for anything else.

    A name (Niger, ECOWAS) has to be resolved first, see :class:`entente.resolving.actors.ActorResolver`.
    """
    head, _, identifier = text.strip().partition(":")
    if (both := _CODE_AND_SECTOR.fullmatch(head)) and not identifier:
        return Side(both[1], group=None if both[2] in STATE_SECTORS else both[2])
    if _CODE.fullmatch(head) and bool(identifier) == (head in SHARED_CODES):
        return Side(head, identifier=_short(identifier) or None)
    raise UsageError(f"{text!r} is no side; write a code such as NER, NER/REB, or IGO:african-union")


def _acts(event: Event, scope: Scope) -> Iterator[Act]:
    mutual = not event.recipient
    pairs = combinations(event.actor, 2) if mutual else product(event.actor, event.recipient)
    seen: set[tuple[Side, Side]] = set()
    for one, other in pairs:
        sides = _facing(one, other, scope)
        if sides is None:
            continue
        source, target = sorted(sides, key=lambda side: side.key) if mutual else sides
        if (source, target) in seen:
            continue
        seen.add((source, target))
        yield Act(
            source=source,
            target=target,
            mutual=mutual,
            event=event.id,
            type=event.event[0],
            quad=event.quad_code,
            score=event.event_scale,
            date=event.date,
            enddate=event.enddate,
            reported=event.reported,
            modality=event.modality,
            confidence=event.confidence,
        )


def _facing(one: Entity, other: Entity, scope: Scope) -> tuple[Side, Side] | None:
    """The sides of two that face each other; None where either is unknown, or where they are the same."""
    # Within a country the whole of it would be one side, and a crackdown on protesters no act at all.
    within = one.code == other.code and one.code not in SHARED_CODES
    reach = Scope.STATE if within else scope
    a, b = side_of(one, scope=reach), side_of(other, scope=reach)
    return None if a is None or b is None or a == b else (a, b)


def _is_state(entity: Entity | Party) -> bool:
    return entity.sector is None or entity.sector in STATE_SECTORS


def _short(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]
