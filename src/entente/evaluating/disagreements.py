"""Where gold and prediction part, each with its sentence, for reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from entente.evaluating.acts import Act, Aspect, Sentence
from entente.evaluating.matching import Matching, Pair
from entente.records import Document


class Disagreement(StrEnum):
    """What kind of disagreement it is."""

    MISSED = "missed"
    INVENTED = "invented"
    WRONG_TYPE = "wrong type"
    WRONG_SIDE = "wrong side"
    WRONG_MODALITY = "wrong modality"
    WRONG_DATE = "wrong date"
    WRONG_PLACE = "wrong place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An event as one of the two has it; what gold leaves out is None."""

    event: tuple[str, ...]
    actor: tuple[str, ...] | None
    recipient: tuple[str, ...] | None
    modality: str | None
    date: dt.date | None
    enddate: dt.date | None
    country: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One disagreement: its sentence, and how gold and prediction have it."""

    kind: Disagreement
    document: str
    start: int
    end: int
    sentence: str
    gold: Reading | None
    predicted: Reading | None


def _differ(aspect: Aspect, part: Callable[[Act], object]) -> Callable[[Pair], bool]:
    return lambda pair: aspect in pair.gold.told and part(pair.gold) != part(pair.predicted)


_OTHER_ACTOR = _differ(Aspect.ACTOR, lambda act: act.actor)
_OTHER_RECIPIENT = _differ(Aspect.RECIPIENT, lambda act: act.recipient)
DIFFERENCES: tuple[tuple[Disagreement, Callable[[Pair], bool]], ...] = (
    (Disagreement.WRONG_TYPE, lambda pair: set(pair.gold.types) != set(pair.predicted.types)),
    (Disagreement.WRONG_SIDE, lambda pair: _OTHER_ACTOR(pair) or _OTHER_RECIPIENT(pair)),
    (Disagreement.WRONG_MODALITY, _differ(Aspect.MODALITY, lambda act: act.modality)),
    (Disagreement.WRONG_DATE, _differ(Aspect.DATE, lambda act: act.when)),
    (Disagreement.WRONG_PLACE, _differ(Aspect.COUNTRY, lambda act: act.country)),
)


def disagreements(matching: Matching, documents: Mapping[str, Document]) -> tuple[Case, ...]:
    """All disagreements, in the order of documents and sentences; a pair can differ in more than one way."""
    place = {name: number for number, name in enumerate(documents)}
    cases = sorted(_cases(matching, documents), key=lambda c: (place[c.document], c.start, c.end))
    return tuple(cases)


def swapped(case: Case) -> bool:
    """Whether both have the same two sides, each on the other's side."""
    gold, predicted = case.gold, case.predicted
    if gold is None or predicted is None or gold.actor is None or gold.recipient is None:
        return False
    return bool(gold.actor or gold.recipient) and (gold.actor, gold.recipient) == (predicted.recipient, predicted.actor)


def _cases(matching: Matching, documents: Mapping[str, Document]) -> Iterator[Case]:
    for act in matching.missed:
        yield _case(Disagreement.MISSED, act.sentences[0], documents, gold=act)
    for act in matching.invented:
        yield _case(Disagreement.INVENTED, act.sentences[0], documents, predicted=act)
    for pair in matching.pairs:
        for kind, differs in DIFFERENCES:
            if differs(pair):
                yield _case(kind, pair.gold.sentences[0], documents, gold=pair.gold, predicted=pair.predicted)


def _case(
    kind: Disagreement,
    sentence: Sentence,
    documents: Mapping[str, Document],
    *,
    gold: Act | None = None,
    predicted: Act | None = None,
) -> Case:
    return Case(
        kind=kind,
        document=sentence.document,
        start=sentence.start,
        end=sentence.end,
        sentence=documents[sentence.document].text[sentence.start : sentence.end],
        gold=_reading(gold) if gold else None,
        predicted=_reading(predicted) if predicted else None,
    )


def _reading(act: Act) -> Reading:
    return Reading(
        event=act.types,
        actor=tuple(sorted(act.actor)) if Aspect.ACTOR in act.told else None,
        recipient=tuple(sorted(act.recipient)) if Aspect.RECIPIENT in act.told else None,
        modality=act.modality,
        date=act.when.start if act.when else None,
        enddate=act.when.end if act.when else None,
        country=act.country,
        confidence=act.confidence,
    )
