"""Which mentions of a text have one sense, and what the text itself says about it: 'Athens, Ga.', 'Ohio and Iowa'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from entente.resolving.places.feature import Feature
from entente.resolving.places.mentions import Mention, Page, is_list_gap
from entente.resolving.places.model import Entry
from entente.resolving.places.senses import Name

DEMONYM_TRUST: Final = 0.7
SHORT_FORM_TRUST: Final = 1.0
"""How much a demonym and a short form speak for the places around."""

LIST: Final = 3
"""So many names make a list where two could be a place and its state."""

SURE: Final = 2.0
DOUBTFUL: Final = -4.0
"""Scores of the evidence from which a name speaks for the others in full, and up to which it does not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What mentions share that have one sense: the name, the way it is given, the state that follows it."""

    key: str
    is_demonym: bool
    has_head: bool
    is_short_form: bool
    qualifier: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The group of each mention, and the number of each group."""

    of: tuple[Group, ...]
    number: Mapping[Group, int]
    qualifiers: Mapping[int, int]


def group(page: Page, mentions: Sequence[Mention]) -> Grouping:
    """Puts the mentions of one name together, apart from those whose state follows."""
    qualifiers = _qualifiers(page, mentions)
    of = tuple(
        Group(
            key=mention.hit.key,
            is_demonym=mention.demonym is not None,
            has_head=mention.has_head,
            is_short_form=mention.is_short_form,
            qualifier=mentions[qualifiers[at]].hit.key if at in qualifiers else None,
        )
        for at, mention in enumerate(mentions)
    )
    return Grouping(of=of, number={one: at for at, one in enumerate(dict.fromkeys(of))}, qualifiers=qualifiers)


def names_of(page: Page, mentions: Sequence[Mention], scores: Sequence[float], grouping: Grouping) -> list[Name]:
    """One name to resolve for each group, in the order of their numbers; ``scores`` say how surely each is a place."""
    number = grouping.number
    trusts: dict[Group, float] = {}
    for at, one in enumerate(grouping.of):
        trusts[one] = max(trusts.get(one, 0.0), _trust(mentions[at], scores[at]))
    stated = {replace(one, qualifier=None): number[one] for one in number if one.qualifier is not None}
    outer = {grouping.of[at] for at in grouping.qualifiers.values()}
    peers = _peers(page, mentions, grouping)
    first = {one: at for at, one in reversed(list(enumerate(grouping.of)))}
    names = []
    for one in number:
        at = first[one]
        within = grouping.qualifiers.get(at)
        names.append(
            Name(
                entries=mentions[at].entries,
                trust=trusts[one],
                is_area=one.has_head or one in outer,
                within=None if within is None else number[grouping.of[within]],
                same_as=stated.get(one),
                beside=peers.get(number[one], ()),
            )
        )
    return names


def _peers(page: Page, mentions: Sequence[Mention], grouping: Grouping) -> dict[int, tuple[int, ...]]:
    """For each name, the names that stand next to it in a list."""
    found: dict[int, set[int]] = {}
    for at, (first, second) in enumerate(pairwise(mentions)):
        one, two = (grouping.number[grouping.of[number]] for number in (at, at + 1))
        if one == two or at in grouping.qualifiers or not is_list_gap(page, first, second):
            continue
        found.setdefault(one, set()).add(two)
        found.setdefault(two, set()).add(one)
    return {name: tuple(sorted(peers)) for name, peers in found.items()}


def _qualifiers(page: Page, mentions: Sequence[Mention]) -> dict[int, int]:
    """For a mention, the mention after its comma that it lies in: Athens, Ga.; Kyiv, Ukraine."""
    found: dict[int, int] = {}
    for at in range(len(mentions) - 1):
        mention, following = mentions[at], mentions[at + 1]
        if following.hit.first != mention.last + 1 or following.demonym or mention.demonym:
            continue
        gap = page.tokens[following.hit.first].gap
        if gap.strip() not in (",", "(") or gap.startswith("\n"):
            continue
        if _is_listed(page, mentions[at : at + 3]):
            continue
        if any(_lies_in(inner, outer) for inner in mention.entries for outer in following.entries):
            found[at] = at + 1
    for at in sorted(found, reverse=True):  # Paris, Lamar County, Texas
        if found[at] in found and not _narrows(mentions[found[at]]):
            found[at] = found[found[at]]
    return found


def _is_listed(page: Page, run: Sequence[Mention]) -> bool:
    """Whether three names stand in a list of states or countries, and the first two not one in the other."""
    if len(run) < LIST or not is_list_gap(page, run[1], run[2]):
        return False
    levels = [{entry.feature for entry in m.entries} & {Feature.COUNTRY, Feature.ADMIN1} for m in run]
    return bool(levels[0] & levels[1] & levels[2])


def _narrows(mention: Mention) -> bool:
    return any(entry.feature is Feature.ADMIN2 for entry in mention.entries)


def _lies_in(inner: Entry, outer: Entry) -> bool:
    if inner.feature is Feature.COUNTRY or inner is outer:
        return False
    if outer.feature is Feature.COUNTRY:
        return inner.country == outer.country
    if outer.feature is Feature.ADMIN1:
        return inner.feature is not Feature.ADMIN1 and bool(inner.admin1) and inner.admin1 == outer.admin1
    return outer.feature is Feature.ADMIN2 and bool(inner.admin2) and inner.admin2 == outer.admin2


def _trust(mention: Mention, score: float) -> float:
    """How much a mention may say about the senses of others."""
    if mention.demonym is not None:
        return DEMONYM_TRUST
    if mention.is_short_form:
        return SHORT_FORM_TRUST
    return min(1.0, max(0.0, (score - DOUBTFUL) / (SURE - DOUBTFUL)))
