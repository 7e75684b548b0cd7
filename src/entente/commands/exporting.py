"""``export``: take the record along in the files of other tools."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entente.commands.shared import FILE, SOME_UNREADABLE, guarded
from entente.commands.store import as_of_option, event_filter, event_options, store_option
from entente.errors import UsageError
from entente.export.formats import FORMATS

if TYPE_CHECKING:
    from entente.export.manifest import Manifest
    from entente.export.selection import Selection, Written


def register(group: click.Group) -> None:
    """Add the command to ``group``."""
    group.add_command(export)


@click.command()
@click.argument("form", type=click.Choice(list(FORMATS)), metavar="FORMAT")
@click.option(
    "-o", "--output", type=FILE, help="Where it goes, with FILE.manifest.json beside it; else standard output."
)
@click.option("--manifest", "manifest_path", type=FILE, help="Where the manifest goes instead.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.option(
    "--with-text", is_flag=True, help="Write the sentences, and what the format has room for of the articles."
)
@click.option("--state", help="brief: the state it is about, by code (NER) or name; a dyad by --dyad NER FRA.")
@click.option("--statements", is_flag=True, help="ftm: statements as CSV in place of entities.")
@event_options
@store_option
@as_of_option
def export(
    form: str,
    output: Path | None,
    manifest_path: Path | None,
    force: bool,
    with_text: bool,
    state: str | None,
    statements: bool,
    address: str,
    as_of: dt.date | None,
    **options: Any,  # noqa: ANN401 - the options of event_options
) -> None:
    """Write the record as FORMAT, for other tools.

    \b
    plover   PLOVER JSON Lines          graphml  network (networkx, yEd)
    polecat  POLECAT's 40 columns, TSV  gexf     network (Gephi)
    gdelt    GDELT 2.0's 61 columns     geojson  map (QGIS)
    dyads    dyad-months, CSV           ics      calendar of deadlines
    csv, parquet, xlsx   tables         brief    printable HTML on a state or dyad
    ftm      FollowTheMoney (Aleph)

    Article text is left out unless you ask for it with --with-text.
    """  # noqa: D301 - click's own mark for lines that stay as they are

    def answer() -> None:
        _check(form, output, state, statements, options)
        written, manifest = _make(
            form, state, statements, with_text, address, as_of, options, output, manifest_path, force
        )
        _deliver(written, manifest, output, manifest_path)

    guarded(answer)


def _check(form: str, output: Path | None, state: str | None, statements: bool, options: dict[str, Any]) -> None:
    """Raises UsageError for options that do not belong together."""
    if not FORMATS[form].is_text and output is None and sys.stdout.isatty():
        raise UsageError(f"{form} is no text for a terminal; name a file with -o")
    if state is not None and form != "brief":
        raise UsageError("--state belongs to brief; narrow other formats down with --actor, --recipient or --dyad")
    if statements and form != "ftm":
        raise UsageError("--statements belongs to ftm")
    if form == "brief" and (state is None) == (options["dyad"] is None or not options["dyad"]):
        raise UsageError("a brief is about one state (--state NER) or two (--dyad NER FRA)")


def _make(
    form: str,
    state: str | None,
    statements: bool,
    with_text: bool,
    address: str,
    as_of: dt.date | None,
    options: dict[str, Any],
    output: Path | None,
    manifest_path: Path | None,
    force: bool,
) -> tuple[Written, Manifest]:
    from entente.export.choosing import choose
    from entente.export.files import check_targets
    from entente.export.manifest import counted, new_manifest
    from entente.export.selection import Request
    from entente.store import open_store

    check_targets(_targets(output, manifest_path), force=force)
    writer = FORMATS[form].load()
    dyad = options["dyad"] if form == "brief" else None
    wanted = event_filter(options if dyad is None else {**options, "dyad": None})
    with open_store(address, create=False) as store:
        chosen: Selection = choose(store, wanted, as_of=as_of, with_text=with_text)
    chosen = replace(chosen, state=state, dyad=tuple(dyad) if dyad else None, statements=statements)
    query = _query(options, state, statements)
    manifest = new_manifest(form, query=query, as_of=str(as_of) if as_of else None, with_text=with_text)
    written = writer(Request(selection=chosen, manifest=manifest))
    return written, counted(manifest, written.counts)


def _query(options: dict[str, Any], state: str | None, statements: bool) -> dict[str, Any]:
    """The options that were given, by the names that the command line has for them, as JSON can hold them."""
    names = {"begin": "from", "end": "to", "types": "type", "quads": "quad", "modalities": "modality"}
    given = {**options, "state": state, "statements": statements or None}
    out: dict[str, Any] = {}
    for name, value in sorted(given.items()):
        if name == "modalities" and not value:
            out["modality"] = "all"
        elif value is not None and value != ():
            out[names.get(name, name)] = str(value) if isinstance(value, dt.date) else value
    return out


def _targets(output: Path | None, manifest_path: Path | None) -> list[Path]:
    from entente.export.files import manifest_beside

    manifest = manifest_path or (manifest_beside(output) if output else None)
    return [path for path in (output, manifest) if path is not None]


def _deliver(written: Written, manifest: Manifest, output: Path | None, manifest_path: Path | None) -> None:
    from entente.export.files import write_files
    from entente.export.manifest import manifest_file, sealed

    for warning in written.warnings:
        click.echo(f"entente: {warning}", err=True)
    targets = _targets(output, manifest_path)
    files = {path: manifest_file(sealed(manifest, written.data)) for path in targets[-1:]}
    if output is not None:
        write_files({output: written.data, **files})
        counts = ", ".join(f"{value} {name.replace('_', ' ')}" for name, value in manifest.counts.items())
        click.echo(f"entente: {output}: {counts}", err=True)
        return
    write_files(files)
    try:
        sys.stdout.buffer.write(written.data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` has.
        sys.stderr.close()
        sys.exit(SOME_UNREADABLE)
    except OSError as error:
        click.echo(f"entente: standard output cannot be written: {error.strerror}", err=True)
        sys.exit(SOME_UNREADABLE)
