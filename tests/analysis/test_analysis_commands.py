from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from entente.cli import main
from entente.consolidating.identity import content_id
from entente.ingest.documents import document_id
from entente.records import Document, Entity, Event, EventType, Evidence, Modality, PublishedSource
from entente.store import open_store


class Told:
    """One document in which Russia deals with Niger."""

    def __init__(self, day: dt.date, kind: EventType) -> None:
        quad, score, verb = (2, 7.4, "helped") if kind is EventType.AID else (4, -5.2, "punished")
        text = f"Russia {verb} Niger on {day}."
        name = document_id(text=text, title=None, published=day, url=None, outlet="Wire", own_id=str(day))
        self.document = Document(
            id=name, key=str(day), outlet="Wire", published=day, published_source=PublishedSource.METADATA,
            language="en", text=text,
        )  # fmt: skip
        at = text.index("Niger")
        self.events = (
            Event(
                id=content_id("evt", name, 7, 7 + len(verb), kind), event=(kind,), quad_code=quad, event_scale=score,
                date=day, enddate=day, reported=day, modality=Modality.ACTUAL, confidence=0.9,
                actor=(Entity(entity_text="Russia", span=(0, 6), code="RUS", sector="GOV"),),
                recipient=(Entity(entity_text="Niger", span=(at, at + 5), code="NER", sector="GOV"),),
                evidence=(Evidence(document=name, start=0, end=len(text), text=text, modality=Modality.ACTUAL),),
            ),
        )  # fmt: skip
        self.commitments = ()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("record") / "entente.db"
    start = dt.date(2024, 1, 3)
    with open_store(path) as store:
        for week in range(16):
            kind = EventType.SANCTION if week < 8 else EventType.AID
            store.add(Told(start + dt.timedelta(weeks=week), kind))
    return str(path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_relations_prints_a_line_a_period_with_events(record: str) -> None:
    done = run("relations", "RUS", "Niger", "--store", record, "--format", "jsonl", "--per-hundred")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(x["period"], x["conflict"], x["cooperation"]) for x in lines] == [
        ("2024-01", 5, 0), ("2024-02", 3, 1), ("2024-03", 0, 4), ("2024-04", 0, 3),
    ]  # fmt: skip
    assert lines[0]["count_per_hundred"] == 100.0
    assert all(len(x["events"].split()) == x["count"] for x in lines)


def test_relations_as_of_a_day_knows_nothing_later(record: str) -> None:
    done = run("relations", "RUS", "NER", "--store", record, "--as-of", "2024-02-10", "--format", "csv")
    assert pd.read_csv(io.StringIO(done.stdout))["count"].tolist() == [5, 1]


def test_relations_as_parquet_keeps_types(record: str, tmp_path: Path) -> None:
    file = tmp_path / "series.parquet"
    done = run("relations", "RUS", "NER", "--store", record, "--format", "parquet", "-o", str(file))
    assert done.exit_code == 0
    frame = pd.read_parquet(file)
    assert frame["count"].sum() == 16
    assert str(frame["begin"].dtype).startswith("datetime64")


def test_direction_of_relations(record: str) -> None:
    done = run("relations", "NER", "RUS", "--directed", "--store", record)
    assert done.exit_code == 0
    assert "no event between NER and RUS" in done.stderr


def test_shifts_finds_the_turn_in_its_week(record: str) -> None:
    done = run("shifts", "NER", "--store", record, "--format", "jsonl")
    (line,) = (json.loads(x) for x in done.stdout.splitlines())
    assert (line["b"], line["kind"], line["begin"], line["day"]) == ("RUS", "improves", "2024-02-26", "2024-02-28")


def test_shifts_by_month_says_that_too_few_were_read(record: str) -> None:
    done = run("shifts", "NER", "--store", record, "--period", "month")
    assert done.exit_code == 0
    assert "fewer than eight months were read" in done.stderr


def test_before_and_after_a_day(record: str) -> None:
    done = run("shifts", "NER", "--around", "2024-02-28", "--days", "30", "--store", record, "--format", "jsonl")
    (line,) = (json.loads(x) for x in done.stdout.splitlines())
    assert (line["partner"], line["before_mean"], line["after_mean"], line["change"]) == ("RUS", -5.2, 7.4, 12.6)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("relations", "NER", "NER"), 2, "same side"),
        (("relations", "NER", "qqqq zzzz"), 2, "no state or body"),
        (("relations", "NER", "RUS", "--from", "2024-02-01", "--to", "2024-01-01"), 2, "ends before it begins"),
        (("shifts", "NER", "--strictness", "0"), 2, "strictness"),
        (("relations", "NER", "RUS", "-o", "no/such/folder/x.csv", "--format", "csv"), 2, "cannot be written"),
    ],
)  # fmt: skip
def test_wrong_calls_say_what_is_wrong(record: str, words: tuple[str, ...], code: int, message: str) -> None:
    done = run(*words, "--store", record)
    assert done.exit_code == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_library_names_what_to_install(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruptures", None)
    done = run("shifts", "NER", "--store", record)
    assert done.exit_code == 2
    assert "pip install 'entente[analysis]'" in done.stderr


def test_missing_record_is_told(tmp_path: Path) -> None:
    assert run("shifts", "NER", "--store", str(tmp_path / "none.db")).exit_code == 1
