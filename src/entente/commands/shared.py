"""What commands have in common: argument types, and how they stop on an error."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from entente.errors import EntenteError

if TYPE_CHECKING:
    from rich.console import Console

SOME_UNREADABLE = 1
PLAIN_WIDTH = 110
"""Columns of output that goes to no terminal."""

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


class Day(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:  # noqa: ANN401 - click's own signature
        """The date, or a usage error that says what was wrong with it."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as YYYY-MM-DD, such as 2023-12-05", param, ctx)


DAY = Day()


def stop(error: EntenteError) -> NoReturn:
    """End with the error's message and exit code 1."""
    click.echo(f"entente: {error}", err=True)
    sys.exit(SOME_UNREADABLE)


def console() -> Console:
    """A console on standard output."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else PLAIN_WIDTH)
