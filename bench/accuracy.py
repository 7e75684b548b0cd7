"""Accuracy by stage and end to end, on the corpus's held-out part and on any sets that lie beside the project.

``python bench/accuracy.py`` measures and writes ``docs/accuracy.md``; ``--check`` measures the held-out part alone and fails
where a figure lies below its floor in ``bench/baseline.json``; ``--update`` raises floors that were passed and never lowers one
(lower one by hand, with the reason beside it). ``--data DIR`` names the folder of outside sets and of ``score_dev.py``'s kind of
scorer; without it those figures are kept from the last run that had them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from entente.codebook import load_codebook
from entente.evaluating import evaluate
from entente.evaluating.references import Reference, Told, reference_scores
from entente.pipeline import Pipeline, load_pipeline
from entente.reading.mentions import Reading
from entente.reading.reader import Reader
from entente.reading.schema import ROLES, SPAN_KINDS
from entente.records import Document, Event
from entente.resolving.document import references_of
from entente.training.corpus import EventNote, Item, MarkedSpan, Part, items_of, load_corpus
from entente.training.gold import gold_document, gold_events, item_sentences

ROOT = Path(__file__).resolve().parents[1]
BASELINE = ROOT / "bench" / "baseline.json"
PAGE = ROOT / "docs" / "accuracy.md"
OUTSIDE = ROOT / "bench" / "outside.json"
SLACK = 0.01
"""A floor is set this much below what was measured: processors differ in the last digits of int8 arithmetic."""


class Tally:
    """Counts of right, predicted and gold for each name."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._predicted: Counter[str] = Counter()
        self._gold: Counter[str] = Counter()

    def add(self, name: str, right: int, predicted: int, gold: int) -> None:
        """Add one item's counts."""
        self._right[name] += right
        self._predicted[name] += predicted
        self._gold[name] += gold

    def scores(self) -> dict[str, float]:
        """F1 for each name."""
        return {
            name: 2 * self._right[name] / (self._predicted[name] + self._gold[name])
            for name in self._gold
            if self._predicted[name] + self._gold[name]
        }


def overlap(a: MarkedSpan, span: tuple[int, int]) -> bool:
    """Whether a marked span and a predicted one share a character."""
    return a.start < span[1] and span[0] < a.end


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the labels of the gold, from (gold, predicted) pairs."""
    labels = sorted({gold for gold, _ in pairs})
    scores = []
    for label in labels:
        right = sum(g == p == label for g, p in pairs)
        total = sum(g == label for g, _ in pairs) + sum(p == label for _, p in pairs)
        scores.append(2 * right / total)
    return sum(scores) / len(scores)


def reading_scores(items: Sequence[Item], reader: Reader) -> dict[str, float]:
    """How well the reader finds spans, triggers, types, modality and roles, before anything is resolved."""
    tally = Tally()
    types: list[tuple[str, str]] = []
    modalities: list[tuple[str, str]] = []
    for item in items:
        reading = reader.read(item.text, item_sentences(item))
        for kind in SPAN_KINDS[:-1]:
            gold = {(s.start, s.end) for s in item.spans.values() if s.kind == kind}
            found = {s.span for s in reading.spans if s.kind == kind}
            tally.add(f"{kind} spans", len(gold & found), len(found), len(gold))
        matched = _matched(item, reading)
        right = sum(reading.mentions[i].types[0][0] == e.type for e, i in matched)
        tally.add("triggers", len(matched), len(reading.mentions), len(item.events))
        tally.add("triggers with type", right, len(reading.mentions), len(item.events))
        for event, i in matched:
            mention = reading.mentions[i]
            types.append((event.type, mention.types[0][0]))
            modalities.append((event.modality.value, mention.modality.value))
            for role in ROLES:
                _add_role(tally, item, reading, event, i, role)
    return tally.scores() | {
        "type of triggers found, macro": macro_f1(types),
        "modality of triggers found, macro": macro_f1(modalities),
    }


def _matched(item: Item, reading: Reading) -> list[tuple[EventNote, int]]:
    """Gold events and the mentions whose triggers overlap theirs, each once."""
    used: set[int] = set()
    out = []
    for event in item.events:
        span = item.spans[event.id]
        for i, mention in enumerate(reading.mentions):
            if i not in used and overlap(span, mention.trigger):
                used.add(i)
                out.append((event, i))
                break
    return out


def _add_role(tally: Tally, item: Item, reading: Reading, event: EventNote, number: int, role: str) -> None:
    """Fillers of one role: right when the span overlaps one of the gold filler's mentions."""
    alone = {"by": event.by, "plan_time": event.plan_time}
    fillers: Sequence[str | None] = (alone[role],) if role in alone else getattr(event, role)
    gold = {item.root(f) if f in item.actors else f for f in fillers if f}
    found = set()
    for link in reading.mentions[number].roles.get(role, ()):
        span = reading.spans[link.span]
        names = [n for n, s in item.spans.items() if s.kind == span.kind and overlap(s, span.span)]
        found.add((item.root(names[0]) if names[0] in item.actors else names[0]) if names else f"?{span.span}")
    tally.add(f"role {role}", len(gold & found), len(found), len(gold))


def record_scores(items: Sequence[Item], pipeline: Pipeline) -> dict[str, float]:
    """End to end, as ``entente evaluate`` scores: whole events with resolved codes, days and countries."""
    gold: list[Document | Event] = []
    told: list[Document | Event] = []
    quiet = false = 0
    for item in items:
        document = gold_document(item)
        events = [event for event, _ in gold_events(item, document, load_codebook())]
        found = pipeline.read(document)
        gold += [document, *events]
        told += [found.document, *found.events]
        if not events:
            quiet += 1
            false += len(found.events)
    result = evaluate(gold, told, seed=1, samples=200)
    out = {s.name: s.end_to_end.f1.value for s in result.stages if s.end_to_end.f1.value is not None}
    out["expected calibration error"] = result.calibration.error or 0.0
    out["false events in an item without event"] = false / max(1, quiet)
    return out


def relation_scores(items: Sequence[Item], reader: Reader) -> dict[str, float]:
    """Type between two marked sides of a sentence, where one type of event joins them."""
    pairs: list[tuple[str, str]] = []
    for item in items:
        if item.is_article:
            continue
        types: dict[tuple[str, str], set[str]] = {}
        for event in item.events:
            for actor in event.actor:
                for recipient in event.recipient:
                    types.setdefault((actor, recipient), set()).add(event.type)
        for (actor, recipient), found in types.items():
            if len(found) == 1:
                a, r = item.spans[actor], item.spans[recipient]
                pairs.append((next(iter(found)), reader.relate(item.text, (a.start, a.end), (r.start, r.end))[0]))
    return {"relation type, macro": macro_f1(pairs)}


def reference_figures(items: Sequence[Item], pipeline: Pipeline) -> dict[str, float]:
    """Whether pronouns, group nouns and other later mentions lead back to their actor's code, by kind."""
    pairs = []
    for item in items:
        document = gold_document(item)
        reading = pipeline.reader.read(item.text, item_sentences(item))
        references = references_of(document, reading, pipeline.resolvers)
        told = [
            Told(span=span.span, codes=frozenset(e.code for e in references.of(i) if e.code is not None))
            for i, span in enumerate(reading.spans)
            if span.kind == "actor"
        ]
        pairs.append((_references_in(item), told))
    out = {}
    for kind, score in reference_scores(pairs).items():
        out[f"{kind}, of all"] = score.recall or 0.0
        out[f"{kind}, of those found"] = score.accuracy or 0.0
    return out


def _references_in(item: Item) -> list[Reference]:
    """The marked mentions of an item that repeat an earlier one."""
    out = []
    for note in item.actors.values():
        if note.antecedent is None:
            continue
        root, span = item.actors[item.root(note.id)], item.spans[note.id]
        codes = frozenset({root.code} if root.code is not None else ())
        out.append(Reference(text=span.text, span=(span.start, span.end), name=item.spans[root.id].text, codes=codes))
    return out


def measure() -> dict[str, float]:
    """All figures on the held-out part."""
    items = items_of(load_corpus(sorted((ROOT / "corpus").glob("*.txt"))), Part.HELD_OUT)
    pipeline = load_pipeline()
    return {
        **{f"reading: {k}": v for k, v in reading_scores(items, pipeline.reader).items()},
        **{f"relate: {k}": v for k, v in relation_scores(items, pipeline.reader).items()},
        **{f"references: {k}": v for k, v in reference_figures(items, pipeline).items()},
        **{f"record: {k}": v for k, v in record_scores(items, pipeline).items()},
    }


LOWERED = "floors lowered, and why"
"""The one entry of the file of floors that is no floor: by name, why a floor is lower than it was."""

LOWER_IS_BETTER = ("record: expected calibration error", "record: false events in an item without event")


def below_floor(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """What fails, in words."""
    out = []
    for name, floor in floors.items():
        value = figures.get(name)
        if value is None:
            out.append(f"{name}: was not measured (floor {floor})")
        elif name in LOWER_IS_BETTER and value > floor:
            out.append(f"{name}: {value:.3f} is above its ceiling {floor}")
        elif name not in LOWER_IS_BETTER and value < floor:
            out.append(f"{name}: {value:.3f} is below its floor {floor}")
    return out


def raised(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """Floors after a run: never worse than before."""
    out = {}
    for name, value in figures.items():
        if name in LOWER_IS_BETTER:
            out[name] = round(min(floors.get(name, 9.9), value + SLACK), 3)
        else:
            out[name] = round(max(floors.get(name, 0.0), value - SLACK), 3)
    return out


def outside_scores(data: Path, scorer: Path) -> dict[str, list[str]]:
    """What the scorer beside the sets prints, by set."""
    out = {}
    for name in ("relations", "triples", "stories", "places", "dates"):
        if (data / name / "dev.jsonl").exists() and scorer.exists():
            command = [sys.executable, str(scorer), name]
            run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
            said = run.stdout if run.returncode == 0 else f"the scorer failed: {run.stderr.strip().splitlines()[-1]}"
            out[name] = said.strip().splitlines()
    return out


def page(figures: Mapping[str, float], outside: Mapping[str, Sequence[str]]) -> str:
    """``docs/accuracy.md``."""
    lines = [
        "# Accuracy",
        "",
        "Written by `python bench/accuracy.py`; do not edit by hand.",
        "",
        "## On the corpus's held-out part",
        "",
        "Written and labelled like what the reader was trained on, and never trained on. F1 unless said otherwise.",
        "",
        "| figure | value |",
        "| --- | --- |",
        *(f"| {name} | {value:.3f} |" for name, value in figures.items()),
        "",
        "## On sets from other hands",
        "",
        "Measured on, never trained on. Their texts belong to others and are not part of the project.",
        "",
    ]
    for name, printed in outside.items():
        lines += [f"### {name}", "", "```", *printed, "```", ""]
    return "\n".join(lines)


def main() -> None:
    """Command-line entry."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--scorer", type=Path)
    options = parser.parse_args()
    figures = measure()
    stored = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    floors = {name: floor for name, floor in stored.items() if name != LOWERED}
    for name, value in figures.items():
        print(f"{value:.3f}  {name}")
    if options.check:
        failures = below_floor(figures, floors)
        if failures:
            sys.exit("below the floors of bench/baseline.json:\n" + "\n".join(failures))
        return
    if options.data:
        OUTSIDE.write_text(
            json.dumps(
                outside_scores(options.data, options.scorer or options.data.parent / "bench" / "score_dev.py"), indent=1
            )
            + "\n",
            encoding="utf-8",
        )
    outside = json.loads(OUTSIDE.read_text(encoding="utf-8")) if OUTSIDE.exists() else {}
    PAGE.write_text(page(figures, outside), encoding="utf-8")
    if options.update:
        kept = {LOWERED: stored[LOWERED]} if LOWERED in stored else {}
        BASELINE.write_text(json.dumps(raised(figures, floors) | kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
