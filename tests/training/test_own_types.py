"""The worked example of docs/own-types.md: it compiles, and the page tells what it holds."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from entente.codebook import Codebook, load_codebook
from entente.errors import CorpusError
from entente.evaluating import read_gold
from entente.export.jsonl import to_line
from entente.records import Document, Modality
from entente.training.corpus import EventNote, Item, Part, items_of, load_corpus
from entente.training.gold import gold_document, gold_events

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "own-types"
TYPES = ("SHADOW", "BOARD", "RAM", "BLOCK", "ESCORT")
TABLE_ROW = re.compile(r"^\| `([A-Z]+)` \|(.*)\|$", re.M)
COUNTED = (*(m.value for m in Modality), "all")


@cache
def book() -> Codebook:
    return load_codebook(EXAMPLE / "codebook.toml")


@cache
def items() -> tuple[Item, ...]:
    return load_corpus(sorted((EXAMPLE / "corpus").glob("*.txt")), codebook=book())


@cache
def page() -> str:
    return (DOCS / "own-types.md").read_text(encoding="utf-8")


def events() -> list[EventNote]:
    return [event for item in items() for event in item.events]


def test_codebook_holds_five_types_and_takes_the_rest_from_plover():
    shipped = load_codebook()
    assert tuple(book().events) == TYPES
    assert book().sectors == shipped.sectors
    assert book().contexts == shipped.contexts
    assert book().entities == shipped.entities
    assert all(info.modes for info in book().events.values())


def test_page_tells_how_many_events_of_each_type_and_modality_there_are():
    rows = {name: [int(cell) for cell in cells.split("|")] for name, cells in TABLE_ROW.findall(page())}
    counts = Counter((e.type, e.modality.value) for e in events())
    per_type = Counter(e.type for e in events())
    assert rows == {
        name: [per_type[name] if column == "all" else counts[name, column] for column in COUNTED] for name in TYPES
    }


def test_page_tells_the_size_of_corpus_and_parts():
    without = sum(1 for item in items() if not item.events)
    parts = {part: len(items_of(items(), part)) for part in Part}
    assert f"{len(items())} sentences with {len(events())} events; {without} sentences tell none" in page()
    assert f"{parts[Part.TRAINING]} to train on" in page()
    assert f"{parts[Part.CALIBRATION]} to calibrate" in page()
    assert f"{parts[Part.HELD_OUT]} held out" in page()


def test_codebook_on_the_page_is_that_of_the_example():
    shown = re.search(r"```toml\n(.*?)```", page(), re.S)
    assert shown
    assert shown[1].strip() in (EXAMPLE / "codebook.toml").read_text(encoding="utf-8")


def test_annotated_sentences_on_the_page_are_those_of_the_example():
    shown = re.findall(r"```text\n(# ot-.*?)```", page(), re.S)
    corpus = "\n".join(p.read_text(encoding="utf-8") for p in sorted((EXAMPLE / "corpus").glob("*.txt")))
    assert shown
    assert [block for block in shown if block.strip() not in corpus] == []


def test_every_type_is_told_in_every_modality():
    told = {(e.type, e.modality) for e in events()}
    assert told == {(name, modality) for name in TYPES for modality in Modality}


def test_every_mode_is_used():
    used = {(e.type, e.mode) for e in events()}
    assert [f"{n}/{m}" for n, info in book().events.items() for m in info.modes if (n, m) not in used] == []


def test_about_a_fifth_of_the_sentences_tell_no_event():
    without = sum(1 for item in items() if not item.events)
    assert 0.18 < without / len(items()) < 0.25


def test_held_out_part_tells_every_type():
    held_out = items_of(items(), Part.HELD_OUT)
    assert {e.type for item in held_out for e in item.events} == set(TYPES)


def test_unseen_sentences_stand_in_no_corpus_file():
    lines = (EXAMPLE / "unseen.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 8
    assert all(line.strip() for line in lines)
    assert not {item.text for item in items()} & set(lines)


def test_held_out_sentences_are_gold_under_the_codebook(tmp_path: Path):
    path = tmp_path / "held-out.jsonl"
    held_out = items_of(items(), Part.HELD_OUT)
    with path.open("w", encoding="utf-8") as file:
        for item in held_out:
            document = gold_document(item)
            told = [event for event, _ in gold_events(item, document, book())]
            file.writelines(f"{to_line(line)}\n" for line in (document, *told))
    gold = read_gold(path, codebook=book())
    assert sum(isinstance(line, Document) for line in gold) == len(held_out)
    assert {name for act in gold if not isinstance(act, Document) for name in act.types} == set(TYPES)


def test_types_of_the_example_are_refused_under_plover():
    with pytest.raises(CorpusError, match="unknown event type"):
        load_corpus(sorted((EXAMPLE / "corpus").glob("*.txt")))
