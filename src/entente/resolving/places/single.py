"""One name that something else found in a text, such as the reader: which place it is, given what stands around."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from entente.resolving.places.gazetteer import Gazetteer
from entente.resolving.places.model import Entry, Place, PlaceContext, PlaceKind
from entente.resolving.places.senses import Name, choose
from entente.resolving.places.spans import Hit, hits_in
from entente.resolving.places.text import Token, tokens_of
from entente.resolving.places.words import ADMIN_HEADS, BODY_HEADS, LOCATIVES, PLACE_HEADS, STREET_HEADS

SURE: Final = 1.0
"""How much a place that was resolved before is trusted."""

WELL_KNOWN: Final = 5.0
"""Weight from which a name is taken though it covers only a part of the words with capitals."""

MOST_AROUND_SHORT_FORM: Final = 3
"""In longer phrases a short form is seldom the place meant."""


def resolve_place(
    name: str,
    *,
    context: PlaceContext | None = None,
    start: int = 0,
    gazetteer: Gazetteer | None = None,
) -> Place | None:
    """Which place a name means.

    Args:
        name: the words as they stand in the text: 'Niamey', 'the northern city of Gao', 'the Malian capital'.
        context: other places of the document, its dateline, the countries of those who act.
        start: where the words begin in the document, so that the place has the document's offsets.
        gazetteer: where to look; by default the embedded one.

    Returns:
        The place, whose offsets are those of the name inside the words; None where the gazetteer knows no name in them.
    """
    words = _Words(
        text=name,
        tokens=tokens_of(name),
        context=context or PlaceContext(),
        gazetteer=gazetteer or Gazetteer.load(),
    )
    found = next((found for reading in READINGS if (found := reading(words)) is not None), None)
    if found is None:
        return None
    sense, reason = _decide(words, found)
    if sense is None:
        return None
    first, last = words.tokens[found.first].start, words.tokens[found.last].end
    return Place(
        text=name[first:last],
        start=start + first,
        end=start + last,
        kind=found.kind,
        name=sense.name,
        country=sense.country,
        latitude=sense.latitude,
        longitude=sense.longitude,
        geonames_id=sense.geonames_id,
        feature=sense.feature,
        admin1=sense.admin1,
        reason=reason,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words to resolve, taken apart, and what is known around them."""

    text: str
    tokens: Sequence[Token]
    context: PlaceContext
    gazetteer: Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The words that name the place, and the senses they have; ``reason`` where the reading itself decides."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    kind: PlaceKind = PlaceKind.PLACE
    is_partial: bool = False
    reason: str | None = None


def _capital(words: _Words) -> _Found | None:
    """'The capital' of the one country that takes part, or 'the Malian capital'."""
    folded = [token.folded for token in words.tokens]
    demonyms = words.gazetteer.demonym_words
    if "capital" not in folded or any(t.is_capital and t.folded not in demonyms for t in words.tokens):
        return None
    demonym = words.gazetteer.demonym_in(folded)
    countries = [demonym[2].entries[0].country] if demonym else list(dict.fromkeys(words.context.countries))
    if len(countries) != 1 or countries[0] is None:
        return None
    entry = words.gazetteer.capital_of(countries[0])
    if entry is None:
        return None
    at = folded.index("capital")
    return _Found(first=at, last=at, entries=(entry,), reason=f"capital of {countries[0]}")


def _short_form(words: _Words) -> _Found | None:
    """An abbreviation: UAE, Calif."""
    if len(words.tokens) > MOST_AROUND_SHORT_FORM or (words.text.isupper() and len(words.tokens) > 1):
        return None
    for at, token in enumerate(words.tokens):
        for form in (words.text[token.start : token.end + 1], token.text):
            short = words.gazetteer.abbreviations.get(form)
            if short is not None:
                return _Found(first=at, last=at, entries=(short.entry,), reason=f"short for {short.entry.name}")
    return None


def _demonym(words: _Words) -> _Found | None:
    """A demonym, where no longer name stands in the words."""
    found = words.gazetteer.demonym_in([token.folded for token in words.tokens])
    if found is None or not words.tokens[found[0]].is_capital:
        return None
    first, last, demonym = found
    longest = _longest(words)
    if longest is not None and longest.last - longest.first > last - first:
        return None
    return _Found(first=first, last=last, entries=demonym.entries, kind=PlaceKind.DEMONYM)


def _name(words: _Words) -> _Found | None:
    """The known name that covers most of the words."""
    longest = _longest(words)
    if longest is None:
        return None
    return _Found(
        first=longest.first,
        last=longest.last,
        entries=longest.entries,
        is_partial=_is_partial(words.tokens, longest),
    )


READINGS: Final[tuple[Callable[[_Words], _Found | None], ...]] = (_capital, _short_form, _demonym, _name)
"""The ways to read the words; the first that finds something counts."""


def _longest(words: _Words) -> Hit | None:
    hits = [hit for found in hits_in(words.tokens, words.gazetteer).values() for hit in found]
    return max(hits, key=lambda h: (_letters(words.tokens, h), h.entries[0].weight, -h.first), default=None)


def _letters(tokens: Sequence[Token], hit: Hit) -> int:
    """How much of the words a name covers, articles aside."""
    return sum(len(token.text) for token in tokens[hit.first : hit.last + 1] if token.folded != "the")


def _is_partial(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether other words of the phrase bear capitals that no head or direction explains: 'Stone' of 'Stone Town'."""
    for at, token in enumerate(tokens):
        if hit.first <= at <= hit.last or not token.is_capital:
            continue
        if token.folded in NAME_MAKERS or token.folded not in EXPLAINED:
            return True
    return False


EXPLAINED: Final = PLACE_HEADS | BODY_HEADS | LOCATIVES | frozenset({"the"})
NAME_MAKERS: Final = STREET_HEADS | frozenset(
    {"square", "monument", "palace", "town", "bridge", "fort", "point", "park"}
)
"""Words that make a new name of the name beside them."""


def _decide(words: _Words, found: _Found) -> tuple[Entry | None, str]:
    """The sense that fits best, and why; None where too little of the words is known to be sure of any."""
    if found.reason is not None:
        return found.entries[0], found.reason
    context = words.context
    after = words.tokens[found.last + 1 : found.last + 2]
    wanted = Name(entries=found.entries, trust=1.0, is_area=any(token.folded in ADMIN_HEADS for token in after))
    sense = choose([wanted, *_surroundings(context)], frozenset(context.countries))[0]
    entry = sense.entry
    takes_part = entry.country in context.countries
    if found.is_partial and not takes_part and entry.weight < WELL_KNOWN:
        return None, ""
    if found.kind is PlaceKind.DEMONYM:
        return entry, f"demonym of {entry.name}"
    if len(found.entries) == 1:
        return entry, "the only place of this name in the gazetteer"
    among = f"out of {len(found.entries)} places of this name"
    if takes_part:
        return entry, f"lies in a country that takes part, {among}"
    if sense.support >= 1:
        return entry, f"best fits the other places of the text, {among}"
    return entry, f"the likeliest {among}"


def _surroundings(context: PlaceContext) -> list[Name]:
    """The places around as names with one sense."""
    known = [*context.places, *((context.dateline,) if context.dateline is not None else ())]
    return [Name(entries=(as_entry(place),), trust=SURE) for place in known if place.latitude is not None]


def as_entry(place: Place) -> Entry:
    """A place found before, as an entry that speaks for the places around it."""
    return Entry(
        geonames_id=place.geonames_id,
        name=place.name,
        country=place.country,
        latitude=place.latitude or 0.0,
        longitude=place.longitude or 0.0,
        weight=0.0,
        feature=place.feature,
        admin1=place.admin1,
    )
