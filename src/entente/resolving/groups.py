"""Whom a noun of two stands for: "both nations", "the two sides", "the two ministers".

"Both nations" are two states, last named in one sentence: those of a visitor and a host, of two signatories. "The two
ministers" are two people, "the two sides" anybody. Whoever stands on the other side of the same act is none of the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from entente.reading.mentions import Reading
from entente.records import Entity
from entente.resolving.pronouns import PERSON, sentence_at

STATE_NOUNS: Final = "countries|nations|states|governments|neighbou?rs|capitals|powers"
PEOPLE_NOUNS: Final = "leaders|ministers|presidents|men|women|envoys|generals|diplomats|officials|heads of state"
SIDE_NOUNS: Final = "sides|parties|allies|rivals|delegations|foes|camps|armies|militaries"
TWO: Final = re.compile(
    r"^(?:both|the two|their two|these two|the pair)\b(?!.*\bof (?:the|its|their)\b)"
    rf"|^(?:the )?(?:two|both) (?:{STATE_NOUNS}|{PEOPLE_NOUNS}|{SIDE_NOUNS})\b|^(?:the sides|the neighbou?rs|the rivals)$",
    re.IGNORECASE,
)
OF_STATES: Final = re.compile(rf"\b(?:{STATE_NOUNS})\b", re.IGNORECASE)
OF_PEOPLE: Final = re.compile(rf"\b(?:{PEOPLE_NOUNS})\b", re.IGNORECASE)
NOT_STATES: Final = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
PAIR: Final = 2


def two_meant(
    reading: Reading, at: int, order: Sequence[int], single: Mapping[int, Entity], barred: frozenset[str]
) -> tuple[Entity, ...] | None:
    """The two actors that the noun of two at span ``at`` stands for; None where it is no such noun or there are not two.

    ``order`` are actor spans in the order of the text, ``barred`` codes of those on the other side of its acts.
    """
    span = reading.spans[at]
    if not TWO.match(span.text) or single[at].code is not None:
        return None
    of_states = OF_STATES.search(span.text) is not None
    before = [
        single[i]
        for i in order
        if reading.spans[i].span[1] <= span.span[0] and _may_be_meant(single[i], barred, of_states=of_states)
    ]
    if OF_PEOPLE.search(span.text):
        people = [e for e in before if e.office is not None or PERSON.search(e.entity_text)]
        before = people if len({e.code for e in people}) >= PAIR else before
    chosen = _together(reading, before) or _nearest(before)
    if len(chosen) < PAIR:
        return None
    names = " and ".join(e.entity_text for e in chosen)
    return tuple(
        replace(
            _as_state(e, single) if of_states else e,
            entity_text=span.text,
            span=span.span,
            sector=("GOV" if of_states else None) if single[at].sector is None else single[at].sector,
            reason=f"'{span.text}' stands for {names}; here {e.entity_text}",
        )
        for e in chosen
    )


def _may_be_meant(entity: Entity, barred: frozenset[str], *, of_states: bool) -> bool:
    if entity.code is None or entity.code in barred or TWO.match(entity.entity_text):
        return False
    return not (of_states and entity.code in NOT_STATES)


def _together(reading: Reading, before: Sequence[Entity]) -> list[Entity]:
    """The last two of different codes in the last sentence that names just such two or more; empty where none does."""
    by_sentence: dict[int, list[Entity]] = {}
    for entity in before:
        by_sentence.setdefault(sentence_at(reading, entity.span[0]), []).append(entity)
    return next((two for n in sorted(by_sentence, reverse=True) if len(two := _nearest(by_sentence[n])) == PAIR), [])


def _nearest(before: Sequence[Entity]) -> list[Entity]:
    """The last two of different codes, in the order of the text."""
    chosen: dict[str | None, Entity] = {}
    for entity in reversed(before):
        chosen.setdefault(entity.code, entity)
        if len(chosen) == PAIR:
            break
    return list(reversed(chosen.values()))


def _as_state(entity: Entity, single: Mapping[int, Entity]) -> Entity:
    """The state that somebody is of, as the document names it elsewhere where it does."""
    identifier = f"iso:{entity.code}"
    state = next((e for e in single.values() if e.identifier_id == identifier), None)
    blank = replace(
        entity, other_sectors=(), identifier_id=identifier, identifier_text=None, office=None, alternatives=()
    )
    return state if state is not None else blank
