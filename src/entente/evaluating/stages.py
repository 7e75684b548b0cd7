"""The questions that an evaluation asks, as a table: what each compares, and of which gold events it can be asked.

A stage turns an event into a set of items. Items in gold and prediction alike are right; items of gold alone are
missed, those of the prediction alone invented.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from entente.evaluating.acts import Act, Aspect

Items = frozenset[Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One question; asked of a gold event only if that tells what is needed."""

    name: str
    means: str
    needs: frozenset[Aspect] = frozenset()
    items: Callable[[Act], Items]

    def is_told(self, gold: Act) -> bool:
        """Whether a gold event answers the question."""
        return self.needs <= gold.told


BOTH = frozenset({Aspect.ACTOR, Aspect.RECIPIENT})


def _sectors(act: Act) -> Items:
    return frozenset({("actor", s) for s in act.actor_sectors} | {("recipient", s) for s in act.recipient_sectors})


FOUND = Stage(
    name="event found",
    means="an event is told in this sentence, whatever its type",
    items=lambda act: frozenset({"event"}),
)
TYPE = Stage(name="type", means="the event has this type", items=lambda act: frozenset(act.types))
TRIPLE = Stage(
    name="full triple",
    means="type and the codes of both sides are right",
    needs=BOTH,
    items=lambda act: frozenset((t, act.actor, act.recipient) for t in act.types),
)
STAGES = (
    FOUND,
    TYPE,
    Stage(
        name="actors",
        means="codes of the actors",
        needs=frozenset({Aspect.ACTOR}),
        items=lambda act: frozenset(act.actor),
    ),
    Stage(
        name="recipients",
        means="codes of the recipients",
        needs=frozenset({Aspect.RECIPIENT}),
        items=lambda act: frozenset(act.recipient),
    ),
    Stage(
        name="both sides",
        means="all codes of both sides, each on its side",
        needs=BOTH,
        items=lambda act: frozenset({(act.actor, act.recipient)}),
    ),
    Stage(
        name="sides, either way",
        means="all codes, whoever acts on whom",
        needs=BOTH,
        items=lambda act: frozenset({act.actor | act.recipient}),
    ),
    Stage(
        name="modality",
        means="modality of the event",
        needs=frozenset({Aspect.MODALITY}),
        items=lambda act: frozenset({act.modality}),
    ),
    Stage(
        name="date",
        means="first and last day, where known",
        needs=frozenset({Aspect.DATE}),
        items=lambda act: frozenset({act.when} if act.when else ()),
    ),
    Stage(
        name="place country",
        means="country of the place, where known",
        needs=frozenset({Aspect.COUNTRY}),
        items=lambda act: frozenset({act.country} if act.country else ()),
    ),
    TRIPLE,
    Stage(
        name="sectors",
        means="main sectors of each side",
        needs=frozenset({Aspect.ACTOR_SECTOR, Aspect.RECIPIENT_SECTOR}),
        items=_sectors,
    ),
)
