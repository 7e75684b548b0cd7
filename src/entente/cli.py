"""The command line: thin, so that whatever it does can also be done from Python."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import entente
from entente.commands import analysis, evaluating, exporting, serving, store, tables, training
from entente.commands.shared import DAY, FILE, FOLDER, SOME_UNREADABLE, is_one_document, stop, with_progress
from entente.errors import EntenteError, SourceError, UsageError

if TYPE_CHECKING:
    from entente.pipeline import DocumentRecord


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(entente.__version__, prog_name="entente")
def main() -> None:
    """Read news and keep the record: who did what to whom, where and when, and how certain it is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--date", type=DAY, help="Day of publication of documents that have none of their own.")
@click.option("--lines", is_flag=True, help="Every line of plain text is a document.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--model", type=FOLDER, help="Folder of another model.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out events that are less certain.")
@click.option("--allow-private", is_flag=True, help="Let URLs lead to private and loopback addresses.")
@tables.actors_option
@tables.places_option
def read(
    sources: tuple[str, ...],
    date: dt.date | None,
    lines: bool,
    form: str,
    model: Path | None,
    min_confidence: float | None,
    allow_private: bool,
    actors_table: Path | None,
    places_table: Path | None,
) -> None:
    """Print the record of what SOURCES tell.

    A SOURCE is a file (.txt .html .md .json .jsonl .csv .parquet), a folder, a URL, or - for standard input.
    """
    from entente.pipeline import load_pipeline, read_sources
    from entente.reading.model_files import SHIPPED

    try:
        pipeline = load_pipeline(
            model or SHIPPED,
            minimum_confidence=min_confidence,
            actors_table=tables.own_table(actors_table, tables.OWN_ACTORS),
            places_table=tables.own_table(places_table, tables.OWN_PLACES),
        )
    except EntenteError as error:
        stop(error)
    found = read_sources(sources, pipeline=pipeline, date=date, lines=lines, allow_private=allow_private)
    show = _shower(form)
    unreadable = 0
    for item in with_progress(found, "reading", several=len(sources) > 1 or not is_one_document(sources[0])):
        if isinstance(item, SourceError):
            click.echo(f"entente: {item}", err=True)
            unreadable += 1
            continue
        _warn_of_language(item)
        show(item)
    if unreadable:
        sys.exit(SOME_UNREADABLE)


def _shower(form: str) -> Callable[[DocumentRecord], None]:
    if form == "jsonl":
        from entente.export.jsonl import to_line

        def show_lines(item: DocumentRecord) -> None:
            click.echo(to_line(item.document))
            for event in item.events:
                click.echo(to_line(event))
            for commitment in item.commitments:
                click.echo(to_line(commitment))

        return show_lines
    from entente.export.text import Printer

    return Printer().show


def _warn_of_language(item: DocumentRecord) -> None:
    from entente.ingest.language import is_coded_language

    if not is_coded_language(item.document):
        language = item.document.language
        click.echo(
            f"entente: {item.document.key}: is in another language than English ({language}); its events are not coded",
            err=True,
        )


@main.command()
@click.argument("text", required=False)
@click.option("--on", type=DAY, help="The day for which offices are asked.")
@click.option("--lines", type=FILE, help="One input a line, plain or JSON.")
@tables.actors_option
def resolve(text: str | None, on: dt.date | None, lines: Path | None, actors_table: Path | None) -> None:
    """Say whom TEXT names: code, sector, identity, office, and why."""
    import msgspec

    from entente.resolving.actors import ActorResolver

    try:
        actors = ActorResolver.load(tables.own_table(actors_table, tables.OWN_ACTORS))
    except EntenteError as error:
        stop(error)

    def one(words: str, day: dt.date | None) -> Any:  # noqa: ANN401 - JSON
        return msgspec.to_builtins(actors.resolve(words, on=day))

    _each(text, lines, on, "on", one)


@main.command()
@click.argument("text", required=False)
@click.option("--lines", type=FILE, help="One input a line, plain or JSON.")
@tables.places_option
def locate(text: str | None, lines: Path | None, places_table: Path | None) -> None:
    """List every place that TEXT names, with coordinates and GeoNames id."""
    from entente.resolving.places import Gazetteer, locate_json

    try:
        gazetteer = Gazetteer.load(tables.own_table(places_table, tables.OWN_PLACES))
    except EntenteError as error:
        stop(error)
    _each(text, lines, None, None, lambda words, _: locate_json(words, gazetteer=gazetteer))


@main.command()
@click.argument("text", required=False)
@click.option("--published", type=DAY, help="The day of publication, which relative times are counted from.")
@click.option("--lines", type=FILE, help="One input a line, plain or JSON.")
def when(text: str | None, published: dt.date | None, lines: Path | None) -> None:
    """List every time expression of TEXT with the days that it means."""
    from entente.resolving.dates import when_json

    _each(text, lines, published, "published", lambda words, day: when_json(words, published=day))


def _each(
    text: str | None,
    lines: Path | None,
    day: dt.date | None,
    day_field: str | None,
    answer: Callable[[str, dt.date | None], Any],
) -> None:
    """Answer for TEXT, or for every line of a file, in order; a line that is no input is named and stops nothing."""
    from entente.export.jsonl import json_line

    if (text is None) == (lines is None):
        raise click.UsageError("give either TEXT or --lines FILE")
    if text is not None:
        click.echo(json_line(answer(text, day)))
        return
    assert lines is not None
    bad = 0
    for number, line in _numbered(lines):
        try:
            words, own = _input_of(line, day_field)
        except UsageError as error:
            click.echo(f"entente: {lines}:{number}: {error}", err=True)
            click.echo("null")
            bad += 1
            continue
        click.echo(json_line(answer(words, own or day)))
    if bad:
        sys.exit(SOME_UNREADABLE)


def _numbered(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8") as file:
            yield from enumerate((line.rstrip("\r\n") for line in file), start=1)
    except OSError as error:
        stop(SourceError(str(path), f"cannot be opened: {error.strerror}"))
    except UnicodeDecodeError as error:
        stop(SourceError(str(path), f"is not UTF-8 text (byte {error.start}); save it as UTF-8"))


def _input_of(line: str, day_field: str | None) -> tuple[str, dt.date | None]:
    """Text and day of one line, plain or a JSON object. Raises UsageError for what is neither."""
    import msgspec

    if not line.lstrip().startswith("{"):
        return line, None
    try:
        row = msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        raise UsageError(f"is no JSON object: {error}") from error
    if not isinstance(row.get("text"), str):
        raise UsageError('has no "text"')
    value = row.get(day_field) if day_field else None
    try:
        return row["text"], dt.date.fromisoformat(value) if value else None
    except (TypeError, ValueError) as error:
        raise UsageError(f"{day_field} is no date: {value!r}; write it as YYYY-MM-DD") from error


store.register(main)
serving.register(main)
evaluating.register(main)
training.register(main)
tables.register(main)
analysis.register(main)
exporting.register(main)


if __name__ == "__main__":
    main()
