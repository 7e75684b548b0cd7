"""Score the record of the demonstration corpus against its own gold.

``python bench/demo.py [--records FILE] [--json FILE]`` reads ``demo/niger.jsonl`` with the shipped model, joins the
reports and prints how much of ``demo/gold.json`` the record holds. A mention tells a gold event if its sentence is one
of those that gold lists for the event and its type is one that gold takes. Mentions that gold does not list count for
nothing. ``--records`` keeps what was read in a file, so that it need not be read again. ``--mentions gold`` takes
mentions as a reader without fault would give them instead (``demo_gold.py``): what is then wrong is consolidation's.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from demo_gold import gold_records
from entente.errors import SourceError
from entente.pipeline import DocumentRecord, load_pipeline, read_sources
from entente.records import Commitment, Contradiction, Evidence
from entente.tracking.across import Consolidated, consolidate, state_on

DEMO = Path(__file__).resolve().parents[1] / "demo"
LEAST_OVERLAP = 20
MISSED: list[str] = []
FIELDS = {"troops": {"troops", "other"}, "money": {"money"}, "date": {"date"}, "place": {"place"}, "actor": {"actor"}}


@dataclass(frozen=True)
class Demo:
    """The records of the dispatches by their names, and the gold."""

    records: dict[str, DocumentRecord]
    gold: dict[str, Any]

    def stands(self, told: dict[str, Any], lines: Sequence[Evidence]) -> bool:
        """Whether any of ``lines`` overlaps a sentence of gold."""
        document = self.records[told["dispatch"]].document
        start = document.text.find(told["sentence"])
        end = start + len(told["sentence"])
        return any(e.document == document.id and min(end, e.end) - max(start, e.start) > LEAST_OVERLAP for e in lines)

    def until(self, day: dt.date) -> list[DocumentRecord]:
        """Dispatches published by ``day``."""
        return [r for r in self.records.values() if r.document.published and r.document.published <= day]


def read_demo(kept: Path | None) -> Demo:
    """The corpus as it was read, from ``kept`` where that is there."""
    if kept is not None and kept.exists():
        records = msgspec.json.decode(kept.read_bytes(), type=list[DocumentRecord])
    else:
        read = read_sources([str(DEMO / "niger.jsonl")], pipeline=load_pipeline())
        records = [r for r in read if not isinstance(r, SourceError)]
        if kept is not None:
            kept.write_bytes(msgspec.json.encode(records))
    gold = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))
    return Demo({r.document.key: r for r in records}, gold)


def tellings(demo: Demo, event: dict[str, Any]) -> dict[str, set[str]]:
    """Ids of the mentions that tell a gold event, by dispatch."""
    types = {*event["type"], *event["accept"]}
    found: dict[str, set[str]] = {}
    for told in event["told_by"]:
        for mention in demo.records[told["dispatch"]].events:
            if types.intersection(mention.event) and demo.stands(told, mention.evidence):
                found.setdefault(told["dispatch"], set()).add(mention.id)
    return found


def score_events(demo: Demo, record: Consolidated) -> dict[str, float]:
    """Of events that several dispatches tell, how many were joined; of joined mentions, how many wrongly."""
    home = record.joined.event_of
    names: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for event in demo.gold["events"]:
        found = tellings(demo, event)
        for ids in found.values():
            for one in ids:
                names.setdefault(one, set()).add(event["id"])
        dispatches = sorted({t["dispatch"] for t in event["told_by"]})
        homes = [{home[i] for i in found.get(d, ())} for d in dispatches]
        counts["shared"] += len(dispatches) > 1
        counts["shared_read"] += sum(map(bool, homes)) > 1
        if len(dispatches) > 1 and not any(a & b for a, b in itertools.combinations(homes, 2)):
            MISSED.append(f"event {event['id']}: {[sorted(h) for h in homes]}")
        counts["shared_joined"] += any(a & b for a, b in itertools.combinations(homes, 2))
        for a, b in itertools.combinations(homes, 2):
            counts["pairs"] += 1
            counts["pairs_read"] += bool(a and b)
            counts["pairs_joined"] += bool(a & b)
    _count_joins(demo, home, names, counts)
    return {
        "events told by several dispatches": counts["shared"],
        "  of them read in several": counts["shared_read"],
        "  of them joined": counts["shared_joined"],
        "gold pairs": counts["pairs"],
        "  read in both dispatches": counts["pairs_read"],
        "  joined": counts["pairs_joined"],
        "share of gold pairs joined": counts["pairs_joined"] / counts["pairs"],
        "share of read gold pairs joined": counts["pairs_joined"] / max(1, counts["pairs_read"]),
        "joined pairs of listed mentions": counts["right"] + counts["wrong"],
        "share of joins that are wrong": counts["wrong"] / max(1, counts["right"] + counts["wrong"]),
    }


def _count_joins(demo: Demo, home: Mapping[str, str], names: dict[str, set[str]], counts: Counter[str]) -> None:
    """Of pairs of listed mentions that were joined across documents, how many tell one event."""
    where = {e.id: r.document.id for r in demo.records.values() for e in r.events}
    groups: dict[str, list[str]] = {}
    for mention, event_id in home.items():
        groups.setdefault(event_id, []).append(mention)
    for group in groups.values():
        for one, two in itertools.combinations((m for m in group if m in names), 2):
            if where[one] != where[two]:
                counts["right" if names[one] & names[two] else "wrong"] += 1
                if not names[one] & names[two]:
                    MISSED.append(f"wrong join {sorted(names[one])} {sorted(names[two])}")


def is_found(demo: Demo, planted: dict[str, Any], found: Contradiction) -> bool:
    """Whether a contradiction of the record is a planted one: its field, and sentences of two values apart."""
    if found.field not in FIELDS.get(planted["field"], {planted["field"]}):
        return False
    told = [{n for n, c in enumerate(found.values) if any(demo.stands(t, c.evidence) for t in v["told_by"])}
            for v in planted["values"]]  # fmt: skip
    return all(told) and len(set().union(*told)) > 1


def score_contradictions(demo: Demo, record: Consolidated) -> dict[str, float]:
    """How many planted contradictions were found, and how many there are in all."""
    found = [p["id"] for p in demo.gold["contradictions"] if any(is_found(demo, p, c) for c in record.contradictions)]
    MISSED.extend(f"contradiction {p['id']}" for p in demo.gold["contradictions"] if p["id"] not in found)
    return {
        "contradictions planted": len(demo.gold["contradictions"]),
        "contradictions found": len(found),
        "contradictions in the record": len(record.contradictions),
    }


def find_commitment(demo: Demo, gold: dict[str, Any], commitments: Sequence[Commitment]) -> Commitment | None:
    """The commitment of a type that gold takes whose history holds most of gold's sentences."""
    types = {gold["type"], *gold["accept_types"]}

    def shared(commitment: Commitment) -> int:
        lines = [e for step in commitment.history for e in step.evidence]
        return sum(demo.stands(step, lines) for step in gold["history"])

    return max((c for c in commitments if c.type in types and shared(c)), key=shared, default=None)


def score_commitments(demo: Demo) -> dict[str, float]:
    """Of the states that gold asks for, how many have the right status, date due and outcome."""
    counts: Counter[str] = Counter()
    days = sorted({a["day"] for c in demo.gold["commitments"] for a in c["as_of"]})
    records = {day: consolidate(demo.until(dt.date.fromisoformat(day))) for day in days}
    for gold in demo.gold["commitments"]:
        counts["commitments"] += 1
        last = gold["as_of"][-1]["day"]
        counts["commitments found"] += find_commitment(demo, gold, records[last].commitments) is not None
        for asked in gold["as_of"]:
            commitment = find_commitment(demo, gold, records[asked["day"]].commitments)
            state = state_on(commitment, dt.date.fromisoformat(asked["day"])) if commitment else None
            got = {"status": state and state.status, "due": state and state.due and state.due.isoformat(),
                   "outcome": state and state.outcome}  # fmt: skip
            counts["states"] += 1
            counts["states told"] += asked["status"] is not None
            for name, value in got.items():
                if not (value == asked[name] or value in asked["accept"].get(name, [])):
                    MISSED.append(f"state {gold['id']} {asked['day']} {name}: {value}, not {asked[name]}")
                right = value == asked[name] or value in asked["accept"].get(name, [])
                counts[f"{name} right"] += right
                counts[f"{name} right where told"] += right and asked["status"] is not None
            counts["deadlines"] += asked["due"] is not None
            counts["deadlines right"] += asked["due"] is not None and got["due"] == asked["due"]
    return {name: counts[name] for name in sorted(counts)}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--mentions", choices=("read", "gold"), default="read")
    parser.add_argument("--missed", action="store_true", help="Name what was not found.")
    options = parser.parse_args()
    demo = read_demo(options.records)
    if options.mentions == "gold":
        records = gold_records([r.document for r in demo.records.values()], demo.gold)
        demo = Demo({r.document.key: r for r in records}, demo.gold)
    record = consolidate(demo.records.values())
    figures = score_events(demo, record) | score_contradictions(demo, record) | score_commitments(demo)
    for name, value in figures.items():
        print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")
    if options.missed:
        print(*MISSED, sep="\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
