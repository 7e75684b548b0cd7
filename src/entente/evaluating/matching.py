"""Which predicted event is which gold event.

Two events may be the same where a sentence of one and a sentence of the other overlap in the same document. First
events that share a type are paired, as many as can be, and among equally many pairings the one whose sides, modality,
day and place agree best; then, in the same way, what is left is paired across types. The first pairs are the same
event, told with the right type; the second were found, but called something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from entente.evaluating.acts import Act, Aspect, Sentence
from entente.evaluating.assignment import best_assignment
from entente.records import DateInterval

LEAST_OVERLAP = 0.5
"""How much of the shorter sentence must lie in the longer: sentence splitters differ by a quotation mark or a title."""
FULL = 840
"""Points of full agreement; divisible by 1 to 8, so that shares of small sets are exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A gold event and the prediction that is taken for it."""

    gold: Act
    predicted: Act

    @property
    def common_types(self) -> tuple[str, ...]:
        """The types on which both agree; empty where the prediction calls the event something else."""
        return tuple(t for t in self.gold.types if t in self.predicted.types)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Gold events found, gold events missed, and predictions that no gold event answers to."""

    pairs: tuple[Pair, ...]
    missed: tuple[Act, ...]
    invented: tuple[Act, ...]

    def cases(self) -> Iterator[tuple[str, Act | None, Act | None]]:
        """Every gold event and every prediction once, beside its partner where it has one, with the document."""
        yield from ((pair.gold.document, pair.gold, pair.predicted) for pair in self.pairs)
        yield from ((act.document, act, None) for act in self.missed)
        yield from ((act.document, None, act) for act in self.invented)


def match(gold: Iterable[Act], predicted: Iterable[Act]) -> Matching:
    """The best one-to-one pairing; the order of what goes in changes nothing."""
    golds, guesses = sorted(gold, key=Act.sort_key), sorted(predicted, key=Act.sort_key)
    near = list(_neighbours(golds, guesses))
    same = [(g, p) for g, p in near if set(golds[g].types) & set(guesses[p].types)]
    found = dict(_best_pairs(same, golds, guesses))
    taken = set(found.values())
    found |= _best_pairs([(g, p) for g, p in near if g not in found and p not in taken], golds, guesses)
    taken = set(found.values())
    return Matching(
        pairs=tuple(Pair(gold=golds[g], predicted=guesses[p]) for g, p in sorted(found.items())),
        missed=tuple(act for g, act in enumerate(golds) if g not in found),
        invented=tuple(act for p, act in enumerate(guesses) if p not in taken),
    )


def _neighbours(golds: Sequence[Act], guesses: Sequence[Act]) -> Iterator[tuple[int, int]]:
    """Pairs of indices whose sentences overlap, each once."""
    told: dict[str, list[tuple[Sentence, int]]] = defaultdict(list)
    for p, guess in enumerate(guesses):
        for sentence in guess.sentences:
            told[sentence.document].append((sentence, p))
    for g, act in enumerate(golds):
        near = {p for s in act.sentences for other, p in told.get(s.document, ()) if overlap(s, other)}
        yield from ((g, p) for p in sorted(near))


def overlap(one: Sentence, two: Sentence) -> bool:
    """Whether two spans are one sentence: at least half of the shorter lies in the longer."""
    if one.document != two.document:
        return False
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared > 0 and shared >= LEAST_OVERLAP * min(one.end - one.start, two.end - two.start)


def _best_pairs(edges: Sequence[tuple[int, int]], golds: Sequence[Act], guesses: Sequence[Act]) -> dict[int, int]:
    """As many of ``edges`` as can be, each index once; of equally many, those that agree best."""
    best: dict[int, int] = {}
    for part in _connected(edges):
        rows, columns = sorted({g for g, _ in part}), sorted({p for _, p in part})
        weights = [[0] * len(columns) for _ in rows]
        # One pair more outweighs all agreement that the others could lose by it.
        one_more = min(len(rows), len(columns)) * MOST_AGREEMENT + 1
        for g, p in part:
            weights[rows.index(g)][columns.index(p)] = one_more + agreement(golds[g], guesses[p])
        best |= {rows[r]: columns[c] for r, c in best_assignment(weights)}
    return best


def _connected(edges: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Edges in groups that share no index, since the work of an assignment grows with the cube of its size."""
    of_gold: dict[int, list[int]] = defaultdict(list)
    of_guess: dict[int, list[int]] = defaultdict(list)
    for g, p in edges:
        of_gold[g].append(p)
        of_guess[p].append(g)
    seen: set[int] = set()
    for first in of_gold:
        if first in seen:
            continue
        seen.add(first)
        waiting, part = [first], list[tuple[int, int]]()
        while waiting:
            g = waiting.pop()
            part += [(g, p) for p in of_gold[g]]
            others = {other for p in of_gold[g] for other in of_guess[p]} - seen
            seen |= others
            waiting += sorted(others)
        yield part


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One part of agreement: what the gold must tell for it to count, its weight, and how it is measured, 0 to FULL."""

    needs: frozenset[Aspect]
    weight: int
    points: Callable[[Act, Act], int]


def _shared(one: frozenset[str], two: frozenset[str]) -> int:
    """Dice's coefficient; two empty sets agree."""
    return FULL if one == two else FULL * 2 * len(one & two) // (len(one) + len(two))


def _days(one: DateInterval | None, two: DateInterval | None) -> int:
    """All points for the same interval, half for one that shares a day."""
    if one == two:
        return FULL
    if one is None or two is None:
        return 0
    apart = any(
        early.end is not None and late.start is not None and early.end < late.start
        for early, late in ((one, two), (two, one))
    )
    return 0 if apart else FULL // 2


LIKENESSES = (
    Likeness(needs=frozenset({Aspect.ACTOR}), weight=4, points=lambda g, p: _shared(g.actor, p.actor)),
    Likeness(needs=frozenset({Aspect.RECIPIENT}), weight=4, points=lambda g, p: _shared(g.recipient, p.recipient)),
    # The right two with their sides swapped are nearer than others altogether.
    Likeness(
        needs=frozenset({Aspect.ACTOR, Aspect.RECIPIENT}),
        weight=2,
        points=lambda g, p: _shared(g.actor | g.recipient, p.actor | p.recipient),
    ),
    Likeness(needs=frozenset({Aspect.MODALITY}), weight=3, points=lambda g, p: FULL * (g.modality == p.modality)),
    Likeness(needs=frozenset({Aspect.DATE}), weight=3, points=lambda g, p: _days(g.when, p.when)),
    Likeness(needs=frozenset({Aspect.COUNTRY}), weight=1, points=lambda g, p: FULL * (g.country == p.country)),
)
MOST_AGREEMENT = FULL * sum(likeness.weight for likeness in LIKENESSES)


def agreement(gold: Act, predicted: Act) -> int:
    """How well a prediction agrees with a gold event on what the gold tells."""
    return sum(x.weight * x.points(gold, predicted) for x in LIKENESSES if x.needs <= gold.told)
