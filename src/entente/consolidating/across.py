"""Events of many documents become events of the record: an act told by nine outlets is one event with nine sentences.

Tellings are taken up in the order of publication. Each joins the event whose tellings it is most like on average, if
that is above the threshold and nothing keeps it apart from any of them; else it begins an event of its own. So a
report never changes what earlier ones were joined to, the order of reading does not matter, and the events known on a
day are what the reports up to that day give by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from entente.consolidating.blocking import DocumentTold, Index, Telling, tellings_of
from entente.consolidating.contradictions import contradictions_of, deny
from entente.consolidating.copies import Voices, find_voices
from entente.consolidating.correcting import corrected
from entente.consolidating.judgements import NONE, Judgements, Ruling
from entente.consolidating.merging import merge
from entente.consolidating.similarity import BIAS, THRESHOLD, Grounds, are_unlike, barred, grounds, score
from entente.errors import UsageError
from entente.records import Contradiction, Document, Event

MOST_COMPARED = 8
"""Tellings of an event that a new one is compared with: its first and its latest."""
TRIED_OF_ONE = 3
"""Tellings of one event that a new one is tried on before the events are weighed."""
MOST_EVENTS = 3
"""Events that a telling is weighed against, those with its likest tellings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Why a telling stands in an event: ``score`` is how much more than needed speaks for it, with its grounds.

    ``to`` is the telling that it is likest; None for the one that the event began with. ``reason`` is for people.
    """

    telling: str
    document: str
    to: str | None
    score: float | None
    grounds: tuple[Grounds, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Events of many documents, in order of their first report, and where reports contradict each other."""

    events: tuple[Event, ...]
    contradictions: tuple[Contradiction, ...]
    voices: Voices
    documents: Mapping[str, Document] = field(repr=False)
    event_of: Mapping[str, str] = field(repr=False)
    """The event that each telling was joined to, by its id."""
    _tellings: Mapping[str, tuple[Telling, ...]] = field(repr=False)
    _judgements: Judgements = field(repr=False)

    def explain(self, event: str) -> tuple[Join, ...]:
        """Why each telling was joined to an event, given by its id or an alias. Raises UsageError for an unknown one."""
        if event not in self.event_of:
            raise UsageError(f"no event {event!r} in this record; `entente events` lists their ids")
        return explain(self._tellings[self.event_of[event]], self._judgements)


def explain(tellings: Sequence[Telling], judgements: Judgements = NONE) -> tuple[Join, ...]:
    """Why each of the tellings of one event, in the order in which they were taken up, was joined to it."""
    return tuple(_join(telling, tellings[:number], judgements) for number, telling in enumerate(tellings))


def join_events(
    records: Iterable[DocumentTold], *, judgements: Judgements = NONE, known: Sequence[tuple[str, str]] = ()
) -> Joined:
    """Join the events of ``records``, in whatever order these come; ``judgements`` hold against every score.

    ``known`` are the first tellings with the events that they were joined to before, by their ids, where nothing that
    bears on them has changed since; they are not weighed again.
    """
    records = list(records)
    documents = {record.document.id: record.document for record in records}
    voices = find_voices(documents.values())
    tellings = [t for t in tellings_of(records) if not judgements.is_rejected(t.id)]
    groups = [tuple(tellings[n] for n in group) for group in _cluster(tellings, judgements, known)]
    events = [corrected(merge(g, voices), judgements.corrections([t.id for t in g])) for g in groups]
    denials = deny(groups, voices)
    contradictions = [c for g, e in zip(groups, events, strict=True) for c in contradictions_of(e, g, voices)]
    contradictions += denials.contradictions
    return Joined(
        events=tuple(denials.tie(event) for event in events),
        contradictions=tuple(sorted(contradictions, key=lambda c: c.id)),
        voices=voices,
        documents=documents,
        event_of={t.id: group[0].id for group in groups for t in group},
        _tellings={group[0].id: group for group in groups},
        _judgements=judgements,
    )


def _cluster(tellings: Sequence[Telling], judgements: Judgements, known: Sequence[tuple[str, str]]) -> list[list[int]]:
    """Numbers of tellings, those of one event together."""
    index = Index()
    groups: list[list[int]] = []
    home: list[int] = []
    numbers = {t.id: n for n, t in enumerate(tellings)}
    for number, telling in enumerate(tellings):
        chosen: int | None
        if number < len(known):
            first = numbers[known[number][1]]
            chosen = home[first] if first < number else None
        else:
            ruled = _ruled(telling, judgements, numbers, home)
            chosen = ruled if ruled is not None else _nearest(telling, tellings, index, groups, home, judgements)
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        groups[chosen].append(number)
        home.append(chosen)
        index.add(number, telling)
    return groups


def _ruled(telling: Telling, judgements: Judgements, numbers: Mapping[str, int], home: Sequence[int]) -> int | None:
    """The event to which a person's judgement joins a telling."""
    for partner in judgements.partners(telling.id):
        number = numbers.get(partner)
        judgement = judgements.on(telling.id, partner)
        if number is not None and number < len(home) and judgement is not None and judgement.ruling is Ruling.SAME:
            return home[number]
    return None


def _nearest(
    telling: Telling,
    tellings: Sequence[Telling],
    index: Index,
    groups: Sequence[Sequence[int]],
    home: Sequence[int],
    judgements: Judgements,
) -> int | None:
    """The event that a telling is likest, if it is like enough."""
    scores: dict[int, float] = {}
    tried: dict[int, int] = {}
    best: dict[int, float] = {}
    for number in index.candidates(telling):
        group, other = home[number], tellings[number]
        if tried.get(group, 0) >= TRIED_OF_ONE or are_unlike(telling, other) or barred(telling, other) is not None:
            continue
        tried[group] = tried.get(group, 0) + 1
        scores[number] = score(telling, other)
        best[group] = max(scores[number], best.get(group, BIAS))
    likely = sorted((g for g in best if best[g] > THRESHOLD), key=lambda g: (-best[g], g))[:MOST_EVENTS]
    apart = {home[n] for n in _kept_apart(telling, judgements, tellings, groups, likely)}
    fits = [(_average(telling, list(_sample(groups[g])), tellings, scores), -g) for g in likely if g not in apart]
    found = max((fit for fit in fits if fit[0] > THRESHOLD), default=None)
    return -found[1] if found else None


def _sample(group: Sequence[int]) -> Iterator[int]:
    half = MOST_COMPARED // 2
    yield from group if len(group) <= MOST_COMPARED else (*group[:half], *group[-half:])


def _kept_apart(
    telling: Telling,
    judgements: Judgements,
    tellings: Sequence[Telling],
    groups: Sequence[Sequence[int]],
    likely: Sequence[int],
) -> Iterator[int]:
    """Tellings of likely events that a person's judgement keeps this one apart from, however many the event has."""
    partners = set(judgements.partners(telling.id))
    if not partners:
        return
    for number in (n for group in likely for n in groups[group] if tellings[n].id in partners):
        judgement = judgements.on(telling.id, tellings[number].id)
        if judgement is not None and judgement.ruling is Ruling.APART:
            yield number


def _average(telling: Telling, others: Sequence[int], tellings: Sequence[Telling], known: Mapping[int, float]) -> float:
    """Mean score with the likelier half; far below the threshold where a bar keeps it from any other.

    Half of them, since reports that look back in passing are like few of the others. ``known`` are scores by number.
    """
    scores: list[float] = []
    for number in others:
        other = tellings[number]
        if barred(telling, other, joined=True):
            return BIAS
        scores.append(known[number] if number in known else score(telling, other))
    best = sorted(scores, reverse=True)[: (len(scores) + 1) // 2]
    return sum(best) / len(best)


def _join(telling: Telling, earlier: Sequence[Telling], judgements: Judgements) -> Join:
    if not earlier:
        return Join(
            telling=telling.id, document=telling.document.id, to=None, score=None, grounds=(), reason="first told"
        )
    for other in earlier:
        judgement = judgements.on(telling.id, other.id)
        if judgement is not None and judgement.ruling is Ruling.SAME:
            reason = f"joined by {judgement.who or 'a person'}" + (f": {judgement.why}" if judgement.why else "")
            return Join(
                telling=telling.id, document=telling.document.id, to=other.id, score=None, grounds=(), reason=reason
            )
    likest = max(earlier, key=lambda other: score(telling, other))
    rows = grounds(telling, likest)
    most = ", ".join(row.name for row in rows if row.contribution > 0)
    return Join(
        telling=telling.id,
        document=telling.document.id,
        to=likest.id,
        score=score(telling, likest),
        grounds=rows,
        reason=f"agrees in {most}",
    )
