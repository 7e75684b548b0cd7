"""What commands have in common: argument types, and how they stop on an error."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from entente.errors import EntenteError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from entente.store.output import Answer, Column

Item = TypeVar("Item")

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


def guarded(answer: Callable[[], None]) -> None:
    """Run a command; a wrong call ends with exit code 2, anything else that a person can act on with 1."""
    try:
        answer()
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except EntenteError as error:
        stop(error)


def show(answers: Iterable[Answer], columns: tuple[Column, ...], form: str, limit: int | None, noun: str) -> None:
    """Print answers in a form; a table without any line says so on stderr."""
    from itertools import islice

    from entente.store import output

    answers = islice(answers, limit)
    stream = sys.stdout
    if form == "jsonl":
        output.write_jsonl(answers, stream)
    elif form == "csv":
        output.write_csv(answers, columns, stream)
    elif form == "parquet":
        if stream.isatty():
            raise UsageError("Parquet is no text for a terminal; send it to a file: … --format parquet > FILE")
        output.write_parquet(answers, columns, stream.buffer)
    elif not output.show_table(answers, columns, console()):
        click.echo(f"entente: no {noun} found", err=True)


def is_one_document(source: str) -> bool:
    """Whether a source holds one document at most, by its name."""
    return Path(source).suffix.lower() in (".txt", ".html", ".htm", ".md") or source == "-"


def with_progress(found: Iterable[Item], doing: str, *, several: bool) -> Iterator[Item]:
    """Shows a bar on stderr where it is a terminal and there is more than one document."""
    if not several or not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(doing), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=None)
        for item in found:
            progress.advance(task)
            yield item
