"""The commands of the record, as a person meets them."""

from __future__ import annotations

import csv
import io
import json

import click
import pytest
from click.testing import CliRunner
from store_making import Told, meeting, meetings, visit

from entente.commands import store as commands
from entente.export.jsonl import to_line
from entente.store import open_store

QUERIES = ("events", "commitments", "documents", "actors", "coverage")


@pytest.fixture
def run(path):
    with open_store(path) as store:
        for told in (*meetings(3), visit("2024-02-05", url="https://news.example/a", outlet="Harbour [bold] Post")):
            store.add(told)

    @click.group()
    def group() -> None:
        pass

    commands.register(group)

    def call(name: str, *arguments: str, code: int = 0):
        result = CliRunner().invoke(group, [name, *arguments, "--store", str(path)])
        assert result.exit_code == code, result.output
        return result

    return call


def test_jsonl_prints_the_objects_that_read_prints(run):
    told = meeting(0, published="2024-01-01")
    assert run("events", "--format", "jsonl", "--as-of", "2024-01-01", "--type", "consult").stdout.splitlines() == [
        to_line(told.events[0])
    ]
    assert run("documents", "--format", "jsonl", "--to", "2024-01-01").stdout.splitlines() == [to_line(told.document)]
    assert run("commitments", "--format", "jsonl", "--as-of", "2024-01-01").stdout.splitlines() == [
        to_line(told.commitments[0])
    ]


def test_adding_twice_reads_once_and_says_what_changed(run, tmp_path, monkeypatch):
    read = []

    class Pipeline:
        def read(self, document):
            read.append(document.key)
            return Told(document=document)

    monkeypatch.setattr("entente.pipeline.load_pipeline", lambda *_, **__: Pipeline())
    source = tmp_path / "news.jsonl"
    rows = ({"id": "n1", "text": "Chad met Togo to speak of the border and of trade."}, {"id": "n2", "date": 5})
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    first = run("add", str(source), code=1)
    assert first.stdout.startswith("Documents: 1 new, 1 could not be read.")
    assert "news.jsonl:2" in first.stderr
    assert run("add", str(source), code=1).stdout.startswith("Documents: 0 new, 1 known already, 1 could not be read.")
    assert read == ["n1"]
    assert "1 read anew" in run("add", str(source), "--again", code=1).stdout
    assert read == ["n1", "n1"]


@pytest.mark.parametrize("query", QUERIES)
def test_csv_has_a_line_for_each_object(run, query):
    rows = list(csv.DictReader(io.StringIO(run(query, "--format", "csv").stdout)))
    objects = [json.loads(line) for line in run(query, "--format", "jsonl").stdout.splitlines()]
    assert len(rows) == len(objects) > 0
    assert all(set(row) == set(rows[0]) and None not in row.values() for row in rows)


@pytest.mark.parametrize("query", QUERIES)
def test_table_is_for_people(run, query):
    assert run(query).stdout.strip()


def test_table_shows_brackets_of_a_name_as_they_are(run):
    assert "[bold]" in run("coverage").stdout


def test_modality_all_and_unknown_names(run):
    assert run("events", "--modality", "all", "--limit", "1", "--format", "jsonl").stdout.count("\n") == 1
    assert run("events", "--modality", "hypothetical").stdout == ""
    assert "none of: actual" in run("events", "--modality", "certain", code=2).output
    assert "is no date" in run("events", "--as-of", "May", code=2).output
    assert "ends before it begins" in run("events", "--from", "2024-02-01", "--to", "2024-01-01", code=2).output


def test_dyad_takes_two_and_reports_of_one_act_are_one_line(run):
    assert run("events", "--dyad", "KEN", "GHA", "--format", "jsonl").stdout.count("\n") == 2


def test_verify_backup_and_remove(run, tmp_path):
    assert "no problems" in run("verify").stderr
    run("backup", str(tmp_path / "copy.db"))
    run("backup", str(tmp_path / "copy.db"), code=2)
    assert run("remove", "row-1").stdout == "row-1: 1 removed\n"
    assert "is no document of this record" in run("remove", "row-1", code=1).stderr


@pytest.mark.parametrize("query", QUERIES)
def test_missing_record_is_said_to_be_missing(run, tmp_path, query, path):
    path.unlink()
    assert "there is no record here" in run(query, code=1).stderr
