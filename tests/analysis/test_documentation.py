from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from entente.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "index.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
COMMANDS = [
    (page.name, found)
    for page in PAGES
    for found in re.findall(r"^\$ entente (.+)$|`entente ([^`…]+)`", page.read_text(encoding="utf-8"), re.M)
]


@pytest.mark.parametrize("tool", ["command_reference.py", "codebook_page.py"])
def test_page_that_is_written_from_the_code_is_up_to_date(tool: str) -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / tool), "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(("page", "found"), COMMANDS)
def test_commands_of_the_documentation_are_understood(page: str, found: tuple[str, str]) -> None:
    words = shlex.split((found[0] or found[1]).split(" > ")[0])
    command: click.Command = main
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    assert command is not main
    if words:
        # Parses as a call would, and runs nothing.
        command.make_context(command.name, [word for word in words if word != "…"])


def test_every_command_has_its_section() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"## entente {name}\n" not in page] == []
