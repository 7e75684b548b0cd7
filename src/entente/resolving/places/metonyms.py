"""Whether a capital's name stands for its government: 'Paris condemned', 'Moscow's demands'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from entente.resolving.places.feature import Feature
from entente.resolving.places.model import Entry
from entente.resolving.places.text import Token
from entente.resolving.places.words import AUXILIARIES, GOVERNMENT_NOUNS, LOCATIVES, POLITICAL_VERBS

SEATS: Final = frozenset({"brussels", "geneva", "the hague", "abuja", "tel aviv", "islamabad"})
"""Cities that stand for a government or a body though they are not the capital of the table."""


def stands_for_government(tokens: Sequence[Token], first: int, last: int, entry: Entry) -> bool:
    """Whether the capital (or seat) named by words ``first`` to ``last`` acts as a government does."""
    if entry.feature not in (Feature.CAPITAL, Feature.BUILDING) and entry.name.lower() not in SEATS:
        return False
    if first and tokens[first].gap == " " and tokens[first - 1].folded in LOCATIVES:
        return False
    if last + 1 >= len(tokens):
        return False
    following = tokens[last + 1]
    if following.gap in ("'s ", "’s "):
        return following.folded in GOVERNMENT_NOUNS
    if following.gap != " " or following.folded not in POLITICAL_VERBS:
        return False
    if following.folded not in AUXILIARIES:
        return True
    return any(token.folded in POLITICAL_VERBS - AUXILIARIES for token in tokens[last + 2 : last + 4])
