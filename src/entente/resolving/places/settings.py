"""The setting in which each mention stands: what the evidence is measured on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from entente.resolving.places.evidence import GREAT, Setting, after_locative, before_place_head, best_weight
from entente.resolving.places.mentions import Mention, Page, is_list_gap

LONGEST_AGE: Final = 3


def settings_of(page: Page, mentions: Sequence[Mention], qualifiers: Mapping[int, int]) -> list[Setting]:
    """The setting of each mention."""
    stands_in = set(qualifiers.values())
    times = Counter(mention.hit.key for mention in mentions)
    beside_great = frozenset(_beside_great(page, mentions))
    alone = [
        _setting(page, mention, at in qualifiers or at in stands_in, times[mention.hit.key], at in beside_great)
        for at, mention in enumerate(mentions)
    ]
    located = Counter(
        mention.hit.key
        for mention, setting in zip(mentions, alone, strict=True)
        if setting.is_qualified or after_locative(setting) or before_place_head(setting)
    )
    return [
        replace(setting, located_times=located[mention.hit.key]) if located[mention.hit.key] else setting
        for mention, setting in zip(mentions, alone, strict=True)
    ]


def _beside_great(page: Page, mentions: Sequence[Mention]) -> Iterator[int]:
    """The mentions beside which, in a list, a state, a province or a great city stands."""
    for at, (first, second) in enumerate(pairwise(mentions)):
        if is_list_gap(page, first, second):
            if second.entries[0].weight >= GREAT:
                yield at
            if first.entries[0].weight >= GREAT:
                yield at + 1


def _setting(page: Page, mention: Mention, is_qualified: bool, times: int, beside_great: bool) -> Setting:
    hit = mention.hit
    tokens = page.tokens
    alone = hit.length == 1
    return Setting(
        tokens=tokens,
        first_at=hit.first,
        last_at=hit.last,
        first=tokens[hit.first],
        before=tokens[hit.first - 1] if hit.first else None,
        after=tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None,
        entries=mention.entries,
        best=best_weight(mention.entries),
        flags=int(page.flags.get(hit.first, 0)) if alone else 0,
        is_surname_here=alone and page.tokens[hit.first].folded in page.people.names,
        is_qualified=is_qualified,
        follows_person=_follows_person(page, hit.first),
        stands_in_list=beside_great,
        stands_lower=alone and page.tokens[hit.first].folded in page.lower,
        times=times,
        located_times=0,
    )


def _follows_person(page: Page, first: int) -> bool:
    """Whether a person's name or age and 'of' stand before a word."""
    if first < 2 or page.tokens[first - 1].text not in ("of", "from") or page.tokens[first].gap != " ":
        return False
    owner = page.tokens[first - 2]
    return first - 2 in page.people.words or (owner.text.isdigit() and len(owner.text) <= LONGEST_AGE)
