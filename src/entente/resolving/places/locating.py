"""Every place that a text names, and which one each is."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from entente.resolving.places.evidence import TWO, score, with_others, with_support
from entente.resolving.places.gazetteer import Gazetteer
from entente.resolving.places.grouping import group, names_of
from entente.resolving.places.mentions import Mention, Page, mentions_in, open_page
from entente.resolving.places.metonyms import stands_for_government
from entente.resolving.places.model import Entry, Place, PlaceKind
from entente.resolving.places.senses import Name, Sense, choose
from entente.resolving.places.settings import settings_of

THRESHOLD: Final = 0.5
"""Log odds from which a name is claimed."""

OUTLET_TRUST: Final = 3.0
"""How much the home of the paper speaks for the places around it, against a place named in the text."""


def locate(
    text: str,
    *,
    country_hints: Iterable[str] = (),
    outlet: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> tuple[Place, ...]:
    """Every place named in a text, in order, with coordinates.

    Args:
        text: an article or any piece of English text.
        country_hints: alpha-3 codes of countries that the text is likely to be about.
        outlet: name or domain of the paper; a place in it speaks for the places around.
        gazetteer: where to look names up; by default the embedded one.

    Returns:
        Places that do not overlap, with offsets in code points, each with the reason for its choice.
    """
    gazetteer = gazetteer or Gazetteer.load()
    page = open_page(text, gazetteer)
    mentions = mentions_in(page, gazetteer)
    return tuple(_weigh(page, mentions, frozenset(country_hints), outlet_entries(outlet, gazetteer)))


def locate_json(
    text: str,
    *,
    country_hints: Iterable[str] = (),
    outlet: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> list[dict[str, Any]]:
    """What ``locate`` finds, as the objects that the command line prints."""
    return [
        {
            "text": place.text,
            "start": place.start,
            "end": place.end,
            "kind": place.kind.value,
            "name": place.name,
            "country": place.country,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geonames_id": place.geonames_id,
            "reason": place.reason,
        }
        for place in locate(text, country_hints=country_hints, outlet=outlet, gazetteer=gazetteer)
    ]


def _weigh(
    page: Page, mentions: Sequence[Mention], countries: frozenset[str], fixed: Sequence[tuple[Entry, ...]]
) -> list[Place]:
    grouping = group(page, mentions)
    alone = [score(setting) for setting in settings_of(page, mentions, grouping.qualifiers)]
    names = names_of(page, mentions, alone, grouping)
    senses = choose([*names, *(Name(entries=entries, trust=OUTLET_TRUST) for entries in fixed)], countries)
    chosen = [senses[grouping.number[one]] for one in grouping.of]
    return [
        _place(page, mention, sense, at in grouping.qualifiers)
        for at, (mention, sense, final) in enumerate(
            zip(mentions, chosen, final_scores(mentions, alone, chosen), strict=True)
        )
        if mention.demonym is not None or mention.is_short_form or final >= THRESHOLD
    ]


def final_scores(mentions: Sequence[Mention], alone: Sequence[float], senses: Sequence[Sense]) -> list[float]:
    """The scores with what the rest of the text adds: the places around, and the same name elsewhere."""
    others = len({mention.hit.key for mention in mentions}) - 1
    supported = [with_support(own, sense.support, others) for own, sense in zip(alone, senses, strict=True)]
    by_name: dict[str, list[float]] = {}
    for mention, own in zip(mentions, supported, strict=True):
        by_name.setdefault(mention.hit.key, []).append(own)
    top = {name: heapq.nlargest(TWO, scores) for name, scores in by_name.items()}
    return [with_others(own, top[mention.hit.key]) for mention, own in zip(mentions, supported, strict=True)]


def _place(page: Page, mention: Mention, sense: Sense, is_qualified: bool) -> Place:
    first = mention.hit.first
    if page.tokens[first].folded == "the" and first < mention.hit.last and not sense.entry.name.startswith("The "):
        first += 1
    start, end = page.tokens[first].start, page.tokens[mention.last].end
    if mention.is_short_form and page.text[end : end + 1] == "." and page.text[end - 1] != ".":
        end += 1
    entry = sense.entry
    kind = PlaceKind.PLACE
    if mention.demonym is not None:
        kind = PlaceKind.DEMONYM
    elif stands_for_government(page.tokens, mention.hit.first, mention.last, entry):
        kind = PlaceKind.METONYM
    return Place(
        text=page.text[start:end],
        start=start,
        end=end,
        kind=kind,
        name=entry.name,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
        geonames_id=entry.geonames_id,
        feature=entry.feature,
        admin1=entry.admin1,
        reason=_reason(mention, sense, is_qualified),
    )


def _reason(mention: Mention, sense: Sense, is_qualified: bool) -> str:
    """Why this place: the first explanation that holds."""
    if mention.demonym is not None:
        note = mention.demonym.note
        return f"demonym of {sense.entry.name}" + (f" ({note})" if note else "")
    if mention.is_short_form:
        return f"short for {sense.entry.name}"
    if len(mention.entries) == 1:
        return "the only place of this name in the gazetteer"
    if is_qualified:
        return "the state or country is named after it"
    weightiest = max(mention.entries, key=lambda entry: entry.weight)
    if sense.support >= 1:
        return f"best fits the other places of the text, out of {len(mention.entries)} of this name"
    if sense.entry is weightiest:
        return f"the best known of {len(mention.entries)} places of this name"
    return f"the likeliest of {len(mention.entries)} places of this name"


def outlet_entries(outlet: str | None, gazetteer: Gazetteer) -> list[tuple[Entry, ...]]:
    """The places that the name or domain of a paper tells: gainesville.com, The Columbus Dispatch, civil.ge."""
    if not outlet:
        return []
    host = outlet.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").split("/")[0]
    words = [word for word in re.split(r"[^a-z]+", host) if len(word) > 3 and word not in ("news", "times", "online")]
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    found = [entries for entries in gazetteer.find([*pairs, *words]) if entries and entries[0].weight >= 3.3]
    return found[:1]
