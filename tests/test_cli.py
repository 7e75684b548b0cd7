"""The command line as a person meets it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

import entente
from entente.cli import main


def run(*arguments: str, stdin: str | None = None):
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 3


def test_version_imports_no_model():
    code = "import sys, entente.cli; print('onnxruntime' in sys.modules, 'numpy' in sys.modules, 'rich' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.split() == ["False", "False", "False"]
    assert run("--version").output.strip().endswith(entente.__version__)


@pytest.mark.parametrize("bad", ["2023-13-01", "yesterday", "5 December 2023", ""])
def test_bad_date_is_wrong_usage(bad):
    result = run("read", "-", "--date", bad, stdin="Text.")
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.output


def test_read_without_source_is_wrong_usage():
    assert run("read").exit_code == 2


def test_when_answers_one_text():
    result = run("when", "They met on 4 December 2023.", "--published", "2023-12-05")
    assert result.exit_code == 0
    (found,) = json.loads(result.output)
    assert (found["text"], found["date"], found["enddate"]) == ("4 December 2023", "2023-12-04", "2023-12-04")


def test_lines_keep_their_order_and_name_what_is_bad(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(
        '{"text": "on 4 December", "published": "2023-12-05"}\n{"txt": 1}\nno date here\n'
        '{"text": "on 4 December", "published": "soon"}\n{broken\n',
        encoding="utf-8",
    )
    result = run("when", "--lines", str(path))
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert lines[0][0]["date"] == "2023-12-04"
    assert lines[1:] == [None, [], None, None]
    for number in (2, 4, 5):
        assert f"in.jsonl:{number}:" in result.stderr


def test_text_and_lines_together_are_wrong_usage(tmp_path):
    assert run("when").exit_code == 2
    assert run("when", "text", "--lines", str(tmp_path / "x")).exit_code == 2


def test_missing_lines_file_is_said(tmp_path):
    result = run("when", "--lines", str(tmp_path / "nothing.txt"))
    assert result.exit_code == 1
    assert "nothing.txt" in result.stderr
    assert "Traceback" not in result.stderr
