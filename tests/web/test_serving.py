"""``entente serve``: whom it answers, and how it refuses."""

from __future__ import annotations

import socket
from pathlib import Path

from click.testing import CliRunner

from entente.cli import main


def test_an_address_that_others_reach_needs_a_token(tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0", "--store", str(tmp_path / "r.db")])
    assert answer.exit_code == 2
    assert "--token" in answer.output
    assert not (tmp_path / "r.db").exists()


def test_a_short_token_is_refused(tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["serve", "--token", "short", "--store", str(tmp_path / "r.db")])
    assert answer.exit_code == 2
    assert "at least 16" in answer.output


def test_a_port_in_use_is_told_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = CliRunner().invoke(main, ["serve", "--port", port, "--store", str(tmp_path / "r.db")])
    assert answer.exit_code == 1
    assert port in answer.output
    assert "Traceback" not in answer.output
