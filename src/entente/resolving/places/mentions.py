"""The stretches of a text that are weighed as places: short forms, demonyms, known names; and what rules them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from entente.resolving.places.feature import Feature
from entente.resolving.places.gazetteer import AFTER_COMMA, NOT_AFTER_COMMA, Demonym, Gazetteer
from entente.resolving.places.model import Entry
from entente.resolving.places.persons import People, people_in
from entente.resolving.places.spans import Hit, hits_in, joins
from entente.resolving.places.tables import Word
from entente.resolving.places.text import Token, tokens_of
from entente.resolving.places.words import (
    ADMIN_HEADS,
    BODIES,
    DISEASE_HEADS,
    LANGUAGE_AFTER,
    LANGUAGE_BEFORE,
    LOCATIVES,
    MASTHEADS,
    PEOPLES_BEFORE,
    PLACE_HEADS,
    PLURAL_HEADS,
    STREET_HEADS,
)

SHOUTED_RUN: Final = 4
"""So many words in capitals in a row are a headline, where capitals tell nothing."""

LOOSE_STREET_HEADS: Final = frozenset(
    "court ct way circle plaza trail drive interstate route lane saint terrace alley".split()
)
"""Words that make an address only where a house number stands before the name."""


WELL_KNOWN: Final = 5.0
"""Weight from which a city may bear an article: the Hague."""

PHRASE_ENDS: Final = frozenset("and or to by on at with for as that who when".split())
"""Words before which a demonym after 'in' is a language: 'said in French that'."""

LONGEST_LIST: Final = 14

LIST_GAPS: Final = frozenset({" ", ", ", "-", " & ", "\u00a0"})

VERY_WELL_KNOWN: Final = 6.0
"""Weight from which a place is meant even where somebody bears its name."""

AREAS: Final = frozenset({Feature.ADMIN1, Feature.ADMIN2, Feature.REGION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text taken apart: its words, what each may be, the people it names, and the names it may hold."""

    text: str
    tokens: Sequence[Token]
    flags: Mapping[int, Word]
    hits: Mapping[int, Sequence[Hit]]
    people: People
    shouted: frozenset[int]
    lower: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that may name a place, the senses they may have, and the way they name it."""

    hit: Hit
    entries: tuple[Entry, ...]
    demonym: Demonym | None = None
    is_short_form: bool = False
    has_head: bool = False
    last: int = 0


def open_page(text: str, gazetteer: Gazetteer) -> Page:
    """Takes a text apart as far as the gazetteer helps to."""
    tokens = tokens_of(text)
    hits = hits_in(tokens, gazetteer)
    capitals = [at for at, token in enumerate(tokens) if token.is_capital]
    folded = sorted({tokens[at].folded for at in capitals})
    known = dict(zip(folded, gazetteer.words(folded), strict=True))
    flags = {at: known[tokens[at].folded] for at in capitals if known[tokens[at].folded]}
    return Page(
        text=text,
        tokens=tokens,
        flags=flags,
        hits=hits,
        people=people_in(tokens, flags, hits, text),
        shouted=frozenset(_shouted(tokens)),
        lower=frozenset(token.folded for token in tokens if token.text.islower()),
    )


def _shouted(tokens: Sequence[Token]) -> Iterator[int]:
    """The words in runs that are all in capitals."""
    run: list[int] = []
    for at, token in enumerate(tokens):
        if (token.text.isupper() and not token.starts_sentence) or (token.text.isupper() and not run):
            run.append(at)
            continue
        if len(run) >= SHOUTED_RUN:
            yield from run
        run = [at] if token.text.isupper() else []
    if len(run) >= SHOUTED_RUN:
        yield from run


def mentions_in(page: Page, gazetteer: Gazetteer) -> list[Mention]:
    """The mentions of a page in order; none overlaps another."""
    mentions: list[Mention] = []
    at = 0
    while at < len(page.tokens):
        if not page.tokens[at].is_capital and at not in page.hits:
            at += 1
            continue
        mention = _mention_at(page, gazetteer, at, mentions[-1] if mentions else None)
        if mention is None:
            at += 1
        else:
            mentions.append(mention)
            at = mention.last + 1
    return mentions


def _mention_at(page: Page, gazetteer: Gazetteer, at: int, before: Mention | None) -> Mention | None:
    short = _short_form(page, gazetteer, at, before)
    if short is not None and not any(hit.length > 1 for hit in page.hits.get(at, ())):
        return short
    demonym = _demonym(page, gazetteer, at)
    for hit in page.hits.get(at, ()):
        if demonym is not None and demonym.hit.length >= hit.length:
            break
        if _starts_idly(page, hit) or ruling(page, hit) is not None:
            continue
        return _with_head(page, hit, gazetteer)
    return demonym or _with_shared_head(page, Hit(at, at, page.tokens[at].folded, ()), gazetteer)


def is_list_gap(page: Page, first: Mention, second: Mention) -> bool:
    """Whether nothing but a comma, 'and' or 'or' stands between two mentions."""
    between = page.text[page.tokens[first.last].end : page.tokens[second.hit.first].start]
    return between.strip(" .") in LISTING


LISTING: Final = frozenset({",", "and", ", and", "or", ", or", "&", ",and"})


def _starts_idly(page: Page, hit: Hit) -> bool:
    """Whether the article is no part of the name: a longer name begins after it, or no great place is meant."""
    if page.tokens[hit.first].is_capital:
        return False
    if any(longer.last > hit.last for longer in page.hits.get(hit.first + 1, ())):
        return True
    best = hit.entries[0]
    if best.feature is Feature.RIVER:  # along the Niger, but not the Niger junta
        return not ends_phrase(page.tokens, hit.last)
    return page.tokens[hit.first].folded == "the" and best.feature is Feature.CITY and best.weight < WELL_KNOWN


def _short_form(page: Page, gazetteer: Gazetteer, at: int, before: Mention | None) -> Mention | None:
    """An abbreviation (Calif., UAE), or a postal code right after a place and a comma (Athens, GA)."""
    token = page.tokens[at]
    if not token.is_capital:
        return None
    after_comma = token.gap.strip() == "," or _follows_party(page.tokens, at)
    if (at in page.people.words and not after_comma) or _is_currency(page, at):
        return None
    follows_place = before is not None and before.last == at - 1 and token.gap.strip() == ","
    entry = gazetteer.postal.get(token.text) if follows_place else None
    if entry is None and at not in page.shouted:
        dotted = token.text + "." if page.text[token.end : token.end + 1] == "." else token.text
        known = [gazetteer.abbreviations[form] for form in (dotted, token.text) if form in gazetteer.abbreviations]
        entry = next((short.entry for short in known if _may_stand(short.rule, after_comma)), None)
    if entry is None:
        return None
    return Mention(hit=Hit(at, at, token.text, (entry,)), entries=(entry,), is_short_form=True, last=at)


def _follows_party(tokens: Sequence[Token], at: int) -> bool:
    """Whether a state follows a party in short: D-Pa., R-Ill."""
    return at > 0 and tokens[at].gap in ("-", "–") and tokens[at - 1].text in ("D", "R", "I")


def _is_currency(page: Page, at: int) -> bool:
    """Whether a short form belongs to a sum of money: US$10,000."""
    token = page.tokens[at]
    return page.text[token.end : token.end + 1] == "$" or token.gap.endswith("$")


def _may_stand(rule: str, after_comma: bool) -> bool:
    if rule == AFTER_COMMA:
        return after_comma
    return not (rule == NOT_AFTER_COMMA and after_comma)


def _demonym(page: Page, gazetteer: Gazetteer, at: int) -> Mention | None:
    """The longest demonym that begins at a word, unless it is a language, a dish or part of another one."""
    tokens = page.tokens
    if not tokens[at].is_capital or at in page.people.words:
        return None
    for length in range(gazetteer.longest_demonym, 0, -1):
        last = at + length - 1
        if last >= len(tokens) or not all(joins(tokens[i], tokens[i - 1]) for i in range(at + 1, last + 1)):
            continue
        key = " ".join(token.folded for token in tokens[at : last + 1])
        demonym = gazetteer.demonyms.get(key)
        if demonym is not None:
            if _means_something_else(tokens, at, last) or _names_a_body(tokens, at, last):
                return None
            hit = Hit(at, last, key, demonym.entries)
            return Mention(hit=hit, entries=demonym.entries, demonym=demonym, last=last)
    return None


def _means_something_else(tokens: Sequence[Token], first: int, last: int) -> bool:
    before = tokens[first - 1].folded if first else ""
    after = tokens[last + 1].folded if last + 1 < len(tokens) else ""
    if before in PEOPLES_BEFORE and tokens[first].folded.startswith(("american", "indian")):
        return True
    speaks = before in LANGUAGE_BEFORE or (before == "in" and ends_phrase(tokens, last))
    return speaks or after in LANGUAGE_AFTER or after in DISEASE_HEADS


def ends_phrase(tokens: Sequence[Token], last: int) -> bool:
    """Whether no noun follows that the word could belong to."""
    if last + 1 >= len(tokens):
        return True
    return tokens[last + 1].gap != " " or tokens[last + 1].folded in PHRASE_ENDS


def _names_a_body(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a demonym begins the name of a body that is no state organ: the American Legion, the Irish Red Cross."""
    if first and tokens[first - 1].folded == "pan":
        return True
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return after is not None and after.gap == " " and after.folded in BODIES and after.is_capital


def _with_head(page: Page, hit: Hit, gazetteer: Gazetteer) -> Mention:
    """A mention; where 'Province' or the like follows, only areas are meant, and the word belongs to the name."""
    shared = _with_shared_head(page, hit, gazetteer)
    if shared is not None:
        return shared
    after = page.tokens[hit.last + 1] if hit.last + 1 < len(page.tokens) else None
    if after is not None and after.gap == " " and after.folded in ADMIN_HEADS and after.is_capital:
        areas = tuple(entry for entry in hit.entries if entry.feature in AREAS)
        if areas:
            return Mention(hit=hit, entries=areas, has_head=True, last=hit.last + 1)
    return Mention(hit=hit, entries=hit.entries, last=hit.last)


def _with_shared_head(page: Page, hit: Hit, gazetteer: Gazetteer) -> Mention | None:
    """A mention in a list whose head stands at its end: 'Navarro, Henderson and Ellis counties'."""
    shared = _shared_head(page.tokens, hit.last + 1)
    if shared is None or not page.tokens[hit.first].is_capital:
        return None
    senses = gazetteer.find([f"{hit.key} {head}" for head in PLURAL_HEADS[shared]])
    if not any(senses):
        return None
    return Mention(hit=hit, entries=tuple(chain(*senses)), has_head=True, last=hit.last)


def _shared_head(tokens: Sequence[Token], at: int) -> str | None:
    """The plural head of the list that the word before ``at`` stands in: 'Navarro, Henderson and Ellis counties'."""
    for token in tokens[at : at + LONGEST_LIST]:
        if token.folded in PLURAL_HEADS and token.gap == " ":
            return token.folded
        if not (token.is_capital or token.folded in ("and", "or", "&")) or token.gap not in LIST_GAPS:
            return None
    return None


# What rules a name out whatever else speaks for it. The first that matches gives the reason.


def _is_in_person(page: Page, hit: Hit) -> bool:
    return any(at in page.people.words for at in range(hit.first, hit.last + 1))


def _is_street(page: Page, hit: Hit) -> bool:
    tokens = page.tokens
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    if after is None or after.gap != " " or not after.is_capital or after.folded not in STREET_HEADS:
        return False
    numbered = any(tokens[at].text[0].isdigit() for at in range(max(0, hit.first - 3), hit.first))
    return numbered or after.folded not in LOOSE_STREET_HEADS


def _is_strain(page: Page, hit: Hit) -> bool:
    """A virus named after the place where it was found: A/Victoria/361."""
    return page.tokens[hit.first].gap == "/" and hit.first > 0 and len(page.tokens[hit.first - 1].text) == 1


def _is_masthead(page: Page, hit: Hit) -> bool:
    """The name of a paper or an agency: the Los Angeles Times."""
    after = page.tokens[hit.last + 1] if hit.last + 1 < len(page.tokens) else None
    return after is not None and after.gap == " " and after.is_capital and after.folded in MASTHEADS


def _is_illness(page: Page, hit: Hit) -> bool:
    after = page.tokens[hit.last + 1] if hit.last + 1 < len(page.tokens) else None
    return after is not None and after.gap == " " and after.folded in DISEASE_HEADS and hit.length == 1


def _is_somebody(page: Page, hit: Hit) -> bool:
    """The surname of somebody named in the text, where nothing says that the place is meant."""
    token = page.tokens[hit.first]
    if hit.length > 1 or token.folded not in page.people.names or hit.entries[0].weight >= VERY_WELL_KNOWN:
        return False
    before = page.tokens[hit.first - 1] if hit.first else None
    after = page.tokens[hit.first + 1] if hit.first + 1 < len(page.tokens) else None
    located = before is not None and before.folded in LOCATIVES and token.gap == " "
    headed = (
        after is not None
        and after.gap in (" ", ", ")
        and (after.folded in PLACE_HEADS or (after.gap == ", " and after.is_capital))
    )
    return not (located or headed)


def _is_plain_word(page: Page, hit: Hit) -> bool:
    """A common word in a headline in capitals, or before a head without one: 'in the Eastern province'."""
    if not page.flags.get(hit.first, Word(0)) & Word.COMMON:
        return False
    if hit.length == 1:
        return hit.first in page.shouted
    return hit.length == PAIR and not page.tokens[hit.last].is_capital


PAIR: Final = 2


RULINGS: Final[tuple[tuple[str, Callable[[Page, Hit], bool]], ...]] = (
    ("part of a person's name", _is_in_person),
    ("the surname of somebody in the text", _is_somebody),
    ("part of an address", _is_street),
    ("part of the name of an illness", _is_illness),
    ("part of the name of a strain", _is_strain),
    ("part of the name of a paper", _is_masthead),
    ("a common word", _is_plain_word),
)


def ruling(page: Page, hit: Hit) -> str | None:
    """Why a known name is no place where it stands, or None where nothing rules it out."""
    return next((reason for reason, applies in RULINGS if applies(page, hit)), None)
