"""Mentions of one document become events: the same act told twice is one event with two sentences.

The reader says which mentions in its view look alike; across its windows, only a headline or the very same verb
between the same sides joins. Whatever contradicts (other sides, other days, another place) keeps mentions apart: two
events too many can be joined later, one wrongly joined cannot be told apart again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from entente.codebook import Codebook
from entente.consolidating.identity import content_id
from entente.records import Document, Entity, Event, EventType, Evidence, Modality
from entente.resolving.resolved import ResolvedMention, When

STRONGEST_FIRST = (
    Modality.ACTUAL,
    Modality.HISTORICAL,
    Modality.FUTURE,
    Modality.HYPOTHETICAL,
    Modality.NEGATION,
)
STEM = 5
"""Letters of a trigger that must agree for it to count as the same verb ("signed", "signing")."""

MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE})
"""Types in which one report may have as recipient whom another has as an actor beside the first."""
NOBODY: frozenset[str] = frozenset()

Confidence = Callable[[ResolvedMention], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event and the mentions that tell it."""

    event: Event
    mentions: tuple[ResolvedMention, ...]


def events_of(
    document: Document, mentions: Sequence[ResolvedMention], *, codebook: Codebook, confidence: Confidence
) -> tuple[Told, ...]:
    """Events of ``document`` with their mentions, in the order in which they are first told."""
    groups = _clusters(mentions, document.text)
    return tuple(Told(event=_event(document, group, codebook, confidence), mentions=tuple(group)) for group in groups)


def _clusters(mentions: Sequence[ResolvedMention], text: str) -> list[list[ResolvedMention]]:
    """Mentions of one act together, in the order of their first."""
    groups: list[list[ResolvedMention]] = []
    for mention in mentions:
        group = next(
            (
                g
                for g in groups
                if any(_looks_same(mention, other, text) for other in g)
                and all(_compatible(mention, other) for other in g)
            ),
            None,
        )
        if group is None:
            group = []
            groups.append(group)
        group.append(mention)
    return groups


def _looks_same(later: ResolvedMention, earlier: ResolvedMention, text: str) -> bool:
    """Whether something speaks for one act: the reader, a headline, or the same verb between the same sides."""
    if earlier.number in later.same_as:
        return True
    if later.type != earlier.type or not _same_sides(later, earlier):
        return False
    if earlier.in_title and not later.in_title:
        return True
    return _stem(later, text) == _stem(earlier, text) and later.modality == earlier.modality


def _stem(mention: ResolvedMention, text: str) -> str:
    return text[mention.trigger[0] : mention.trigger[0] + STEM].lower()


def _same_sides(a: ResolvedMention, b: ResolvedMention) -> bool:
    """Whether both name somebody with a code, and the same codes on each side that both name."""
    named = [(codes(a.actor), codes(b.actor)), (codes(a.recipient), codes(b.recipient))]
    both = [(x, y) for x, y in named if x and y]
    return bool(both) and all(x == y for x, y in both)


def codes(entities: Iterable[Entity]) -> frozenset[str]:
    """The known codes of entities."""
    return frozenset(e.code for e in entities if e.code is not None)


RULED_APART: tuple[Callable[[ResolvedMention, ResolvedMention], bool], ...] = (
    lambda a, b: a.type != b.type,
    lambda a, b: (a.modality is Modality.NEGATION) != (b.modality is Modality.NEGATION),
    lambda a, b: _apart(a.when, b.when),
    lambda a, b: _elsewhere(a, b),
    lambda a, b: _others(codes(a.actor), codes(b.actor) | (codes(b.recipient) if a.type in MUTUAL else NOBODY)),
    lambda a, b: _others(codes(a.recipient), codes(b.recipient) | (codes(b.actor) if a.type in MUTUAL else NOBODY)),
)


def _compatible(a: ResolvedMention, b: ResolvedMention) -> bool:
    return not any(rule(a, b) for rule in RULED_APART)


def _others(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one and two) and not one & two


def _apart(a: When | None, b: When | None) -> bool:
    """Whether two times share no day."""
    if a is None or b is None:
        return False
    return any(x.enddate is not None and y.date is not None and x.enddate < y.date for x, y in ((a, b), (b, a)))


def _elsewhere(a: ResolvedMention, b: ResolvedMention) -> bool:
    """Whether two named places lie in different countries."""
    one = a.location.country if a.location else None
    two = b.location.country if b.location else None
    return one is not None and two is not None and one != two


@dataclass(frozen=True, slots=True)
class _Best:
    """The fullest value of each field over the mentions of one event."""

    mentions: Sequence[ResolvedMention]

    def entities(self, side: str) -> tuple[Entity, ...]:
        """The side as told by the mention that tells most of it; equal ones by order."""
        options = [getattr(m, side) for m in self.mentions]
        best: tuple[Entity, ...] = max(options, key=_weight)
        return best

    def first(self, name: str) -> object:
        """The first value that is there."""
        return next((v for m in self.mentions if (v := getattr(m, name)) is not None), None)


def _weight(entities: tuple[Entity, ...]) -> tuple[int, int, int]:
    known = [e for e in entities if e.code is not None]
    return len(known), sum(e.identifier_id is not None for e in entities), len(entities)


def _event(document: Document, group: Sequence[ResolvedMention], codebook: Codebook, confidence: Confidence) -> Event:
    modality = min((m.modality for m in group), key=STRONGEST_FIRST.index)
    told = [m for m in group if m.modality is modality]
    best = _Best([*told, *(m for m in group if m not in told)])
    lead = told[0]
    info = codebook.info(lead.type)
    when = _narrowest([m.when for m in told if m.when is not None])
    actor = best.entities("actor")
    recipient = _without(best.entities("recipient"), actor)
    counts = {unit: count for m in reversed(group) for unit, count in m.counts.items()}
    return Event(
        id=content_id("evt", document.id, *group[0].trigger, lead.type),
        event=(lead.type,),
        mode=(mode,) if isinstance(mode := best.first("mode"), str) else (),
        context=tuple(dict.fromkeys(c for m in group for c in m.contexts)),
        quad_code=info.quad,
        event_scale=info.score,
        date=when.date if when else None,
        enddate=when.enddate if when else None,
        date_text=when.text if when else None,
        date_span=when.span if when else None,
        date_basis=when.basis if when else None,
        reported=document.published,
        actor=actor,
        recipient=recipient,
        event_loc=best.first("location"),  # type: ignore[arg-type]
        object=best.first("object"),  # type: ignore[arg-type]
        counts=counts,
        planned=best.first("plan"),  # type: ignore[arg-type]
        modality=modality,
        attribution=best.first("attribution"),  # type: ignore[arg-type]
        confidence=round(max(confidence(m) for m in told), 3),
        evidence=_evidence(document, group),
    )


def _without(recipients: tuple[Entity, ...], actors: tuple[Entity, ...]) -> tuple[Entity, ...]:
    spans = {a.span for a in actors}
    return tuple(r for r in recipients if r.span not in spans)


def _narrowest(times: Sequence[When]) -> When | None:
    """The shortest interval; one that is open lasts longest."""

    def days(when: When) -> int:
        if when.date is None or when.enddate is None:
            return 10**6
        return (when.enddate - when.date).days

    return min(times, key=days, default=None)


def _evidence(document: Document, group: Sequence[ResolvedMention]) -> tuple[Evidence, ...]:
    seen: dict[tuple[int, int], Evidence] = {}
    for mention in group:
        start, end = mention.sentence
        seen.setdefault(
            (start, end),
            Evidence(
                document=document.id,
                start=start,
                end=end,
                text=document.text[start:end],
                modality=mention.modality,
            ),
        )
    return tuple(seen.values())
