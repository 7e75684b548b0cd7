"""Speed of consolidation on made-up reports: how long so many mentions take, and how that grows with their number.

``python bench/consolidating.py [--mentions 100000] [--smaller 10000] [--json FILE]`` makes up a world of sixty states
in which acts are told by one to nine outlets each, six mentions a document and about as many acts a day however long
it goes on, and times ``consolidate`` on the smaller number, then on the larger. It also prints how well the acts were
put together again; that the words are made up makes this easier than it is in the news, so it is no measure of quality.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from entente.pipeline import DocumentRecord
from entente.records import (
    Document,
    Entity,
    Event,
    EventType,
    Evidence,
    Modality,
)
from entente.tracking.across import Consolidated, consolidate

FIRST_DAY = dt.date(2020, 1, 1)
STATES = [a + b + c for a, b, c in itertools.product("ABCDE", "KLM", "WXYZ")]
OUTLETS = [f"Outlet {n}" for n in range(30)]
SYLLABLES = ("ba", "do", "ki", "lu", "mer", "nos", "pa", "qui", "ra", "sel", "to", "vin", "wa", "zor")
WORDS = ["".join(parts) for parts in itertools.product(SYLLABLES, repeat=3)]
PER_DOCUMENT = 6
ACTS_A_DAY = 40
WORDS_A_SENTENCE = 14


def acts(chance: random.Random) -> Iterator[tuple[int, str, list[str], list[str], int]]:
    """Number, type, sides, words and day of acts without end."""
    for number in itertools.count():
        # A few states do most of what is in the news.
        sides = [STATES[int(len(STATES) * chance.random() ** 2)] for _ in range(2)]
        words = [w.capitalize() if chance.random() < 0.2 else w for w in chance.choices(WORDS, k=2 * WORDS_A_SENTENCE)]
        yield number, chance.choice(list(EventType)).value, sides, words, number // ACTS_A_DAY


def mention(chance: random.Random, act: tuple[int, str, list[str], list[str], int], place: str) -> Event:
    """One telling of an act: some of its words, its day in every second case."""
    _, kind, sides, words, day = act
    sentence = " ".join([*sides, *chance.sample(words, WORDS_A_SENTENCE)])
    when = FIRST_DAY + dt.timedelta(days=day) if chance.random() < 0.5 else None
    return Event(
        id=f"evt_{place}",
        event=(kind,),
        quad_code=1,
        event_scale=0.0,
        date=when,
        enddate=when,
        actor=(Entity(entity_text=sides[0], span=(0, 3), code=sides[0]),),
        recipient=(Entity(entity_text=sides[1], span=(4, 7), code=sides[1]),),
        modality=Modality.ACTUAL,
        confidence=0.8,
        evidence=(Evidence(document="", start=0, end=len(sentence), text=sentence, modality=Modality.ACTUAL),),
    )


def make(count: int) -> tuple[list[DocumentRecord], dict[str, int]]:
    """Documents with about ``count`` mentions, and the act that each mention tells."""
    chance = random.Random(7)
    truth: dict[str, int] = {}
    waiting: dict[tuple[str, int], list[Event]] = {}
    for act in acts(chance):
        if len(truth) >= count:
            break
        for outlet in chance.sample(OUTLETS, chance.choice((1, 1, 1, 2, 3, 5, 9))):
            day = act[4] + chance.randint(0, 3)
            told = mention(chance, act, f"{len(truth):07d}")
            truth[told.id] = act[0]
            waiting.setdefault((outlet, day), []).append(told)
    records = [
        document_of(outlet, day, events[start : start + PER_DOCUMENT])
        for (outlet, day), events in sorted(waiting.items())
        for start in range(0, len(events), PER_DOCUMENT)
    ]
    return records, truth


def document_of(outlet: str, day: int, events: Sequence[Event]) -> DocumentRecord:
    """A document that holds the sentences of ``events``."""
    text = "\n".join(e.evidence[0].text for e in events)
    name = f"doc_{events[0].id}"
    document = Document(id=name, key=name, outlet=outlet, published=FIRST_DAY + dt.timedelta(days=day), text=text)
    return DocumentRecord(document=document, events=tuple(events))


def timed(records: Sequence[DocumentRecord]) -> tuple[float, float, Consolidated]:
    """Seconds that consolidating takes by the clock and of the processor, and its result."""
    started, worked = time.perf_counter(), time.process_time()
    record = consolidate(records)
    return time.perf_counter() - started, time.process_time() - worked, record


def agreement(record: Consolidated, truth: dict[str, int]) -> tuple[float, float]:
    """Of pairs of mentions joined, the share that tell one act; of pairs that do, the share joined."""
    groups: dict[str, list[int]] = {}
    for told, event in record.joined.event_of.items():
        groups.setdefault(event, []).append(truth[told])
    joined = sum(len(g) * (len(g) - 1) // 2 for g in groups.values())
    right = sum(a == b for g in groups.values() for a, b in itertools.combinations(g, 2))
    sizes: dict[int, int] = {}
    for act in truth.values():
        sizes[act] = sizes.get(act, 0) + 1
    return right / max(1, joined), right / max(1, sum(n * (n - 1) // 2 for n in sizes.values()))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--smaller", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    consolidate(make(100)[0])  # loads what is loaded once
    seconds: dict[int, float] = {}
    figures: dict[str, float] = {}
    for count in (options.smaller, options.mentions):
        records, truth = make(count)
        wall, seconds[count], record = timed(records)
        figures[f"mentions {count}: seconds"] = wall
        figures[f"mentions {count}: seconds of the processor"] = seconds[count]
        figures[f"mentions {count}: events"] = len(record.events)
        right, found = agreement(record, truth)
        figures[f"mentions {count}: joined pairs that are right"] = right
        figures[f"mentions {count}: right pairs joined"] = found
    figures["times as long, by the processor"] = seconds[options.mentions] / seconds[options.smaller]
    for name, value in figures.items():
        print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
