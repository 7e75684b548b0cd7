"""Write docs/commands.md from the commands themselves, or check (``--check``) that it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from entente.cli import main as entente
from written_page import ROOT, write_or_check

PAGE = ROOT / "docs" / "commands.md"
HEAD = """# Commands

<!-- Written by tools/command_reference.py from the commands themselves; do not edit by hand. -->

Data goes to standard output, progress and errors to standard error. Exit code 0: done; 1: some input could not be read
(the rest was), or the record cannot answer; 2: the call was wrong.
"""
WIDTH = 100


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_sections(entente, click.Context(entente, info_name="entente"), level=2))


def _sections(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    """A section for ``command``, then one for each of its own commands."""
    context.terminal_width = context.max_content_width = WIDTH
    if context.parent is not None:
        yield f"\n{'#' * level} {context.command_path}\n\n{_fenced(command.get_help(context))}"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            own = command.get_command(context, name)
            if own is None or own.hidden:
                continue
            below = click.Context(own, info_name=name, parent=context)
            yield from _sections(own, below, level if context.parent is None else level + 1)


def _fenced(text: str) -> str:
    lines = (line.rstrip() for line in text.strip().splitlines())
    return "```text\n" + "\n".join(lines) + "\n```\n"


if __name__ == "__main__":
    sys.exit(write_or_check(PAGE, page(), tool=Path(__file__).name, about=__doc__))
