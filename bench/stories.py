"""Score joins on a file of articles with known stories: of pairs of articles joined by an event, how many are of one.

``python bench/stories.py FILE.jsonl [--records KEPT] [--show N]``; a line has ``id``, ``text`` and ``story`` (or
``story_id``, ``cluster``), and ``title``, ``published`` or ``date``, ``outlet``, ``url`` where known. ``--records`` keeps
what was read, so that it need not be read again.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec

from entente.errors import SourceError
from entente.pipeline import DocumentRecord, load_pipeline, read_sources
from entente.tracking.across import Consolidated, consolidate

STORY_FIELDS = ("story", "story_id", "cluster", "storyline")


def stories_of(path: Path) -> dict[str, str]:
    """The story of each article, by its id."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    field = next(name for name in STORY_FIELDS if name in rows[0])
    return {str(row["id"]): str(row[field]) for row in rows}


def read_records(path: Path, kept: Path | None) -> list[DocumentRecord]:
    """The articles as they are read, from ``kept`` where that is there."""
    if kept is not None and kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=list[DocumentRecord])
    read = read_sources([str(path)], pipeline=load_pipeline())
    records = [r for r in read if not isinstance(r, SourceError)]
    if kept is not None:
        kept.write_bytes(msgspec.json.encode(records))
    return records


def joined_pairs(record: Consolidated, keys: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Pairs of articles that an event joins, each once, with the event's id."""
    seen: set[tuple[str, str]] = set()
    for event in record.events:
        names = sorted({keys[line.document] for line in event.evidence})
        for pair in itertools.combinations(names, 2):
            if pair not in seen:
                seen.add(pair)
                yield (*pair, event.id)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--show", type=int, default=0, help="Show so many wrong joins.")
    options = parser.parse_args()
    stories = stories_of(options.file)
    records = read_records(options.file, options.records)
    keys = {r.document.id: r.document.key for r in records}
    record = consolidate(records)
    pairs = list(joined_pairs(record, keys))
    wrong = [p for p in pairs if stories[p[0]] != stories[p[1]]]
    sizes: dict[str, int] = {}
    for key in keys.values():
        sizes[stories[key]] = sizes.get(stories[key], 0) + 1
    print(f"articles: {len(records)}; events: {len(record.events)}; pairs of one story: "
          f"{sum(n * (n - 1) // 2 for n in sizes.values())}")  # fmt: skip
    print(f"pairs joined: {len(pairs)}; of one story: {1 - len(wrong) / max(1, len(pairs)):.3f}")
    for _, _, event in wrong[: options.show]:
        print("\n".join(f"  {keys[j.document]}: {j.reason} {j.score}" for j in record.explain(event)))
        print(*(f"    {line.text}" for e in record.events if e.id == event for line in e.evidence), sep="\n")


if __name__ == "__main__":
    main()
