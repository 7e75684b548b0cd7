"""Who suffers an act told in the passive, where the reader takes the subject for the one who acts.

"The mission was given a month to leave" names the one told, and nobody who tells. Where an act that needs somebody to suffer it
has a subject, no one else, a passive between the two and no agent behind "by", the subject is the one who suffers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from entente.records import Entity, EventType, Span

SUFFERED = frozenset(
    {EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.AID, EventType.ACCUSE, EventType.THREATEN}
)
IRREGULAR = (
    "given|told|shown|put|cut|sent|held|kept|let|left|hit|shot|beaten|taken|thrown|driven|struck|sold|hung|bound"
)
PARTICIPLE = rf"(?:\w+ed|{IRREGULAR})"
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|been|being|be|gets?|got)\s+(?:(?:not|now|also|then|again|\w+ly)\s+)*{PARTICIPLE}\b",
    re.IGNORECASE,
)
AGENT = re.compile(r"^[^.;:]{0,60}?\bby\b", re.IGNORECASE)
NOTIFIED = re.compile(
    r"\b(?:receiv\w+|got|gets?|(?:was|were|been|is|are) handed)\s+(?:\w+\s+){0,3}?(?:notice|notification|word|marching orders)\b"
    r"|\b(?:was|were|been|is|are)\s+(?:notified|informed)\b",
    re.IGNORECASE,
)
"""Somebody to whom the end of something is made known, and who therefore did not end it."""

Sides = tuple[tuple[Entity, ...], tuple[Entity, ...]]


def in_passive(text: str, event: str, trigger: Span, actors: Sequence[Entity], recipients: Sequence[Entity]) -> Sides:
    """Actors and recipients of an act, put right where its sentence is in the passive.

    ``text`` is the document's, which all spans are of.
    """
    as_told = tuple(actors), tuple(recipients)
    if event not in SUFFERED or not actors or any(a.span[1] > trigger[0] for a in actors):
        return as_told
    between = text[max(a.span[1] for a in actors) : trigger[1]]
    if "." in between.strip("."):
        return as_told
    if NOTIFIED.search(between):
        return tuple(recipients), tuple(actors)
    if recipients or not PASSIVE.search(between) or AGENT.search(text[trigger[1] : trigger[1] + 80]):
        return as_told
    return (), tuple(actors)
