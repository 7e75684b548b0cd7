"""Figures of the corpus for its datasheet, and agreement with a second annotation.

``python tools/corpus_figures.py`` rewrites the figures in ``corpus/README.md``; ``--check`` fails where they are out of date.
``--second FILE`` compares a blind second annotation of some items with the first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from entente.training.corpus import Item, Part, items_of, load_corpus

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
README = CORPUS / "README.md"
AGREEMENT = CORPUS / "agreement.json"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(str(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def figures(items: Sequence[Item]) -> str:
    """Size and balance, as Markdown."""
    rows: list[tuple[object, ...]] = []
    for part in Part:
        some = items_of(items, part)
        rows.append(
            (
                part.value,
                sum(not i.is_article for i in some),
                sum(i.is_article for i in some),
                sum(len(i.events) for i in some),
                sum(len(i.commitments) for i in some),
                sum(not i.events for i in some),
            )
        )
    rows.append(("all", *(sum(int(str(row[k])) for row in rows) for k in range(1, 6))))
    head = ("part", "sentences", "articles", "events", "commitments", "items without event")
    types = Counter(e.type for i in items for e in i.events)
    modalities = Counter(e.modality.value for i in items for e in i.events)
    styles = Counter(i.style for i in items)
    words = sum(len(i.text.split()) for i in items)
    return "\n\n".join(
        (
            table(head, rows),
            f"{words:,} words.",
            "Event types: " + listed(types),
            "Modality: " + listed(modalities),
            "Style: " + listed(styles),
        )
    )


def listed(counts: Counter[str]) -> str:
    """Counts in one line, the largest first."""
    return ", ".join(f"{name} {count:,}" for name, count in counts.most_common()) + "."


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two annotators' labels."""
    total = len(pairs)
    agreed = sum(a == b for a, b in pairs) / total
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / total**2
    return (agreed - chance) / (1 - chance)


def f1(right: int, one: int, two: int) -> float:
    """F1 of one annotator against the other, which is the same either way."""
    return 2 * right / (one + two) if one + two else 0.0


def agreement(first: Sequence[Item], second: Sequence[Item]) -> dict[str, float | int]:
    """How far two annotations of the same texts agree.

    Events are the same where their triggers overlap; type and modality are compared on those, types also with an event
    that only one of them sees counted as "none". Roles: actor and recipient spans that overlap, of events both see.
    """
    other = {item.id: item for item in second}
    types: list[tuple[str, str]] = []
    all_types: list[tuple[str, str]] = []
    modalities: list[tuple[str, str]] = []
    counts = Counter[str]()
    for item in first:
        twin = other[item.id]
        if twin.text != item.text:
            raise ValueError(f"{item.id}: the second annotation has another text")
        matched = set()
        for event in item.events:
            mine = item.spans[event.id]
            found = [
                e
                for e in twin.events
                if e.id not in matched and twin.spans[e.id].start < mine.end and mine.start < twin.spans[e.id].end
            ]
            if not found:
                all_types.append((event.type, "none"))
                continue
            matched.add(found[0].id)
            types.append((event.type, found[0].type))
            modalities.append((event.modality.value, found[0].modality.value))
            for role in ("actor", "recipient"):
                a = [item.spans[n] for n in getattr(event, role)]
                b = [twin.spans[n] for n in getattr(found[0], role)]
                counts[f"{role} one"] += len(a)
                counts[f"{role} two"] += len(b)
                counts[f"{role} both"] += sum(any(x.start < y.end and y.start < x.end for y in b) for x in a)
        all_types += [("none", e.type) for e in twin.events if e.id not in matched]
        counts["events one"] += len(item.events)
        counts["events two"] += len(twin.events)
    all_types += types
    return {
        "items": len(first),
        "event_f1": round(f1(len(types), counts["events one"], counts["events two"]), 3),
        "type_kappa": round(kappa(types), 3),
        "type_kappa_with_unseen": round(kappa(all_types), 3),
        "event_and_type_f1": round(f1(sum(a == b for a, b in types), counts["events one"], counts["events two"]), 3),
        "modality_kappa": round(kappa(modalities), 3),
        "actor_f1": round(f1(counts["actor both"], counts["actor one"], counts["actor two"]), 3),
        "recipient_f1": round(f1(counts["recipient both"], counts["recipient one"], counts["recipient two"]), 3),
    }


def agreement_text() -> str:
    """The agreement as Markdown, from the stored figures."""
    if not AGREEMENT.exists():
        return "Not measured yet."
    a = json.loads(AGREEMENT.read_text(encoding="utf-8"))
    return (
        f"{a['items']} sentence items, drawn at random, were annotated a second time by another session of the same kind of "
        f"model, which saw the guideline and the bare text only. Triggers agree at F1 {a['event_f1']}, trigger and type "
        f"together at {a['event_and_type_f1']}; on events that both saw, Cohen's kappa is {a['type_kappa']} for type and "
        f"{a['modality_kappa']} for modality ({a['type_kappa_with_unseen']} for type when an event seen by one only counts "
        f"as none); actors agree at F1 {a['actor_f1']}, recipients at {a['recipient_f1']}. Two runs of one kind of model may "
        "share their errors: this is an upper bound of what people would agree on."
    )


def replaced(text: str, name: str, content: str) -> str:
    """``text`` with what stands between the marks of ``name`` replaced."""
    pattern = re.compile(rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)", re.DOTALL)
    return pattern.sub(lambda m: f"{m[1]}{content}\n{m[2]}", text)


def main() -> None:
    """Command-line entry."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--second", type=Path)
    options = parser.parse_args()
    items = load_corpus(sorted(CORPUS.glob("*.txt")))
    if options.second:
        second = load_corpus([options.second])
        ids = {i.id for i in second}
        found = agreement([i for i in items if i.id in ids], second)
        AGREEMENT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    old = README.read_text(encoding="utf-8")
    new = replaced(replaced(old, "figures", figures(items)), "agreement", agreement_text())
    if options.check and new != old:
        sys.exit("corpus/README.md is out of date: run python tools/corpus_figures.py")
    if not options.check:
        README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
