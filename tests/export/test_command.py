"""``entente export``: files and their manifests, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from making import Told

from entente.cli import main
from entente.commands import exporting
from entente.export.formats import FORMATS
from entente.store import open_store


@pytest.fixture
def record(tmp_path: Path) -> str:
    path = tmp_path / "entente.db"
    with open_store(path) as store:
        store.add(Told())
    return str(path)


def run(*arguments: str):
    return CliRunner().invoke(main, ["export", *arguments])


def test_the_command_knows_every_format():
    choice = exporting.export.params[0].type
    assert set(choice.choices) == set(FORMATS)
    assert {name for name, form in FORMATS.items() if not form.is_text} == {"parquet", "xlsx"}


def test_a_file_has_its_manifest_beside_it(record, tmp_path):
    out = tmp_path / "events.jsonl"
    result = run("plover", "-o", str(out), "--store", record, "--confidence", "0.5", "--as-of", "2024-01-01")
    assert result.exit_code == 0, result.output
    manifest = json.loads((tmp_path / "events.jsonl.manifest.json").read_text())
    assert manifest["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert manifest["counts"] == {"events": 2}
    assert manifest["query"]["confidence"] == 0.5
    assert manifest["as_of"] == "2024-01-01"
    assert len(manifest["model"]["sha256"]) == 64
    assert not list(tmp_path.glob("*.part"))


def test_standard_output_and_a_manifest_where_asked(record, tmp_path):
    result = run("csv", "--store", record, "--manifest", str(tmp_path / "m.json"))
    assert result.stdout.startswith("id,event,")
    digest = hashlib.sha256(result.stdout_bytes).hexdigest()
    assert json.loads((tmp_path / "m.json").read_text())["sha256"] == digest


def test_filters_narrow_down_commitments_by_their_events(record):
    assert "com_1" in run("ics", "--store", record, "--type", "SANCTION").stdout
    assert "com_1" not in run("ics", "--store", record, "--type", "CONSULT").stdout


def test_an_existing_file_stays_unless_forced(record, tmp_path):
    out = tmp_path / "a.csv"
    out.write_text("mine")
    result = run("csv", "-o", str(out), "--store", record)
    assert (result.exit_code, out.read_text()) == (1, "mine")
    assert "--force" in result.stderr
    assert run("csv", "-o", str(out), "--store", record, "--force").exit_code == 0
    assert out.read_text().startswith("id,")


def test_a_folder_that_is_not_there_is_named(record, tmp_path):
    result = run("csv", "-o", str(tmp_path / "none" / "a.csv"), "--store", record)
    assert result.exit_code == 1
    assert "folder does not exist" in result.stderr


def test_a_device_is_never_replaced(record, tmp_path):
    pipe = tmp_path / "pipe"
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(pipe)
    result = run("csv", "-o", str(pipe), "--store", record, "--force")
    assert result.exit_code == 1
    assert pipe.is_fifo()


def test_a_full_disk_leaves_nothing_half_written(record, tmp_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("entente.export.files.os.fsync", full)
    result = run("csv", "-o", str(tmp_path / "a.csv"), "--store", record)
    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert sorted(p.name for p in tmp_path.iterdir() if "csv" in p.name) == []


@pytest.mark.parametrize(
    "arguments",
    [["brief"], ["brief", "--state", "NER", "--dyad", "NER", "FRA"], ["csv", "--state", "NER"], ["csv", "--statements"],
     ["brief", "--state", "nobody"], ["word"]],
)  # fmt: skip
def test_wrong_calls_end_with_2(record, arguments):
    result = run(*arguments, *(["--store", record] if arguments != ["word"] else []))
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_brief_of_a_dyad(record, tmp_path):
    out = tmp_path / "brief.html"
    result = run("brief", "--dyad", "NER", "FRA", "-o", str(out), "--store", record)
    assert result.exit_code == 0, result.output
    assert "Niger and France" in out.read_text(encoding="utf-8")


def test_an_empty_map_says_so(record):
    result = run("geojson", "--store", record, "--type", "SANCTION")
    assert json.loads(result.stdout)["features"] == []
    assert "empty" in result.stderr
