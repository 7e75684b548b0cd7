"""Who each mention of an actor in a document is: by its own words, else by what it refers back to.

Words come first. Where they name nobody ("the delegation", "they", "the junta"), the reader's links between mentions
are followed; then its hint which mention shares the country; then its guess at the kind of body. A pronoun that the
reader links to nobody stands for the actor before that fits it, and stays open where none does: a hint about countries
is no antecedent. Group nouns of two ("both nations") stand for two actors named before. Every step leaves its reason.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from entente.reading.mentions import Reading, SpanMention
from entente.reading.schema import NONE, STATE
from entente.records import Entity, Resolution
from entente.resolving.actors import ActorContext
from entente.resolving.groups import NOT_STATES, TWO, two_meant
from entente.resolving.pronouns import PRONOUNS, Fits, antecedent, asks_for, listed_with

COREFERENT = 0.5
SAME_COUNTRY = 0.5
BODY = 0.6
FEWEST_NAMES = 2
FEWEST_LISTED = 2
SHARED_NAMES = frozenset({"LEG", "PTY"})
"""Sectors whose bodies bear one name in many states: the Senate, the Greens."""


class Actors(Protocol):
    """Resolves the words of one phrase."""

    def resolve(self, text: str, *, on: dt.date | None = None, context: ActorContext | None = None) -> Resolution:
        """Whom ``text`` means on the day ``on``, in a document about ``context``."""
        ...


class Memory(Protocol):
    """What a document has told about its actors so far."""

    def add(self, text: str, resolution: Resolution) -> None:
        """Learn that ``text`` means what ``resolution`` says."""
        ...

    def refer(self, text: str) -> Resolution | None:
        """Whom a short form, surname or acronym means that was introduced before."""
        ...


@dataclass(frozen=True, slots=True)
class References:
    """Entities of each actor span of a reading; more than one where a group noun stands for several."""

    entities: Mapping[int, tuple[Entity, ...]]

    def of(self, span: int) -> tuple[Entity, ...]:
        """Entities of a span by its number; empty for what is no actor."""
        return self.entities.get(span, ())


def resolve_references(
    reading: Reading,
    *,
    published: dt.date | None,
    actors: Actors,
    memory: Memory,
    countries: Mapping[int, str],
    cow: Callable[[str], int | None],
) -> References:
    """Entities of all actor spans. ``countries`` gives the country of each place span that was located."""
    order = sorted((i for i, s in enumerate(reading.spans) if s.kind == "actor"), key=lambda i: reading.spans[i].span)
    known = {i: _by_words(reading.spans[i], published, actors, memory) for i in order}
    known |= _by_coreference(reading, known)
    known |= _by_country(reading, known, countries)
    known |= _by_document(reading, known, countries, published, actors)
    known |= {i: _by_body(reading.spans[i], r) for i, r in known.items()}
    opposite = _opposite(reading)
    led = _antecedents(reading, order, known, opposite)
    known |= {i: _as_antecedent(reading, j, known[j]) for i, j in led.items()}
    single = {i: _entity(reading.spans[i], known[i], cow) for i in order}
    pairs: dict[int, tuple[Entity, ...]] = {}
    for i in order:
        barred = frozenset(code for j in opposite.get(i, ()) if (code := single[j].code) is not None)
        several = two_meant(reading, i, order, single, barred) or _listed(reading, i, order, single, led.get(i))
        if several is not None:
            pairs[i] = several
    return References({i: pairs.get(i, (single[i],)) for i in order})


def _opposite(reading: Reading) -> dict[int, frozenset[int]]:
    """For each actor span, those on the other side of the acts that it is on one side of."""
    out: dict[int, set[int]] = {}
    for mention in reading.mentions:
        actors = {link.span for link in mention.roles.get("actor", ())}
        recipients = {link.span for link in mention.roles.get("recipient", ())}
        for one, other in ((actors, recipients), (recipients, actors)):
            for i in one:
                out.setdefault(i, set()).update(other)
    return {i: frozenset(others) for i, others in out.items()}


def _antecedents(
    reading: Reading, order: list[int], known: Mapping[int, Resolution], opposite: Mapping[int, frozenset[int]]
) -> dict[int, int]:
    """For pronouns that the reader links to nobody, the likeliest actor before each."""
    out: dict[int, int] = {}
    for i in order:
        if known[i].code is None and asks_for(reading.spans[i].text) is not None:
            j = antecedent(reading, i, order, known, lambda n: opposite.get(n, frozenset()))
            if j is not None:
                out[i] = j
    return out


def _as_antecedent(reading: Reading, at: int, resolution: Resolution) -> Resolution:
    reason = f"the actor before that fits is '{reading.spans[at].text}'; there: {resolution.reason}"
    return replace(resolution, reason=reason)


def _listed(
    reading: Reading, at: int, order: list[int], single: Mapping[int, Entity], first: int | None
) -> tuple[Entity, ...] | None:
    """Everybody of the list that "they" leads back to: "Mali, Niger and Burkina Faso"; None where it is one actor alone."""
    span = reading.spans[at]
    if first is None or asks_for(span.text) is not Fits.SEVERAL:
        return None
    people = {single[i].code: single[i] for i in listed_with(reading, order, first) if single[i].code is not None}
    if len(people) < FEWEST_LISTED:
        return None
    names = ", ".join(e.entity_text for e in people.values())
    return tuple(
        replace(
            e, entity_text=span.text, span=span.span, reason=f"'{span.text}' stands for {names}; here {e.entity_text}"
        )
        for e in people.values()
    )


def _by_words(span: SpanMention, on: dt.date | None, actors: Actors, memory: Memory) -> Resolution:
    """What the words say, or a short form of somebody named before; learns what is new."""
    if span.text.lower() in PRONOUNS:
        return Resolution()
    told = memory.refer(span.text)
    found = told if told is not None and told.code is not None else actors.resolve(span.text, on=on)
    if found.code is not None:
        memory.add(span.text, found)
    elif told is not None:
        return told
    return found


def _likeliest(pairs: Mapping[tuple[int, int], float], at_least: float) -> list[tuple[int, int]]:
    """Pairs in both directions, the likeliest first; ties in the order of the text."""
    both: dict[tuple[int, int], float] = {}
    for (i, j), score in pairs.items():
        if score >= at_least:
            both[i, j] = max(both.get((i, j), 0.0), score)
            both[j, i] = max(both.get((j, i), 0.0), score)
    return sorted(both, key=lambda pair: (-both[pair], pair))


def _by_coreference(reading: Reading, known: Mapping[int, Resolution]) -> dict[int, Resolution]:
    """Mentions without a code take over whom their likeliest antecedent means, through others where need be."""
    out = dict(known)
    pairs = _likeliest(reading.coreferent, COREFERENT)
    for _ in range(3):  # An antecedent may itself have to be led back first.
        for i, j in pairs:
            if i not in out or j not in out or out[i].code is not None or out[j].code is None:
                continue
            own, other = out[i], out[j]
            out[i] = replace(
                other,
                sector=own.sector or other.sector,
                other_sectors=own.other_sectors or other.other_sectors,
                reason=f"refers to '{reading.spans[j].text}'; there: {other.reason}",
            )
    return out


def _by_country(
    reading: Reading, known: Mapping[int, Resolution], countries: Mapping[int, str]
) -> dict[int, Resolution]:
    """Mentions still without a code take the country of the mention or place that the reader links them to."""
    out: dict[int, Resolution] = {}
    for i, j in _likeliest(reading.same_code, SAME_COUNTRY):
        if i not in known or known[i].code is not None or i in out or not _is_national(reading.spans[i]):
            continue
        if _says_nothing_itself(reading.spans[i].text):
            continue
        code = countries.get(j) if j not in known else known[j].code
        if code is not None:
            out[i] = replace(known[i], code=code, reason=f"of the same country as '{reading.spans[j].text}'")
    return out


def _by_document(
    reading: Reading,
    known: Mapping[int, Resolution],
    countries: Mapping[int, str],
    published: dt.date | None,
    actors: Actors,
) -> dict[int, Resolution]:
    """Mentions of no country ("police", "the Senate") are of the country that the document is about, if it is about one."""
    home = country_of_document([*(r.code for r in known.values()), *countries.values()])
    if home is None:
        return {}
    out: dict[int, Resolution] = {}
    for i, resolution in known.items():
        span = reading.spans[i]
        is_open = resolution.code is None and resolution.sector is not None and _is_national(span)
        if not (is_open or resolution.sector in SHARED_NAMES) or TWO.match(span.text):
            continue
        found = actors.resolve(span.text, on=published, context=ActorContext(country=home))
        if found.code is not None:
            out[i] = found
    return out


def country_of_document(codes: Iterable[str | None]) -> str | None:
    """The country that most of a document's names are of: at least two, and half of all; None where there is none."""
    states = Counter(code for code in codes if code is not None and code not in NOT_STATES)
    if not states:
        return None
    code, count = max(states.items(), key=lambda item: (item[1], item[0]))
    return code if count >= FEWEST_NAMES and 2 * count >= states.total() else None


def _says_nothing_itself(words: str) -> bool:
    """Whether words mean only whom others name, and so have no country of their own: a pronoun, a noun of two."""
    return words.lower() in PRONOUNS or TWO.match(words) is not None


def _is_national(span: SpanMention) -> bool:
    """Whether the reader takes the actor for one of a state, not an international body or nobody's."""
    return span.body in (STATE, NONE, None) or span.body_score < BODY


def _by_body(span: SpanMention, resolution: Resolution) -> Resolution:
    """The reader's own guess at kind of body and sector, where nothing better is known."""
    out = resolution
    open_ = out.code is None and not _says_nothing_itself(span.text)
    if open_ and span.body is not None and span.body not in (STATE, NONE) and span.body_score >= BODY:
        out = replace(out, code=span.body, reason="the reader takes it for a body of this kind")
    if out.sector is None and span.sector is not None:
        out = replace(out, sector=span.sector, other_sectors=out.other_sectors or span.other_sectors)
    if out.reason is None:
        out = replace(out, reason="nothing in the text says whose")
    return out


def _entity(span: SpanMention, r: Resolution, cow: Callable[[str], int | None]) -> Entity:
    return Entity(
        entity_text=span.text,
        span=span.span,
        code=r.code,
        cow=cow(r.code) if r.code else None,
        sector=r.sector,
        other_sectors=r.other_sectors,
        identifier_id=r.identifier_id,
        identifier_text=r.identifier_text,
        office=r.office,
        reason=r.reason,
        alternatives=r.alternatives,
    )
