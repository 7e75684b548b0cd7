"""``actors import`` and ``places build``: a user's own actors, and a gazetteer with every village."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from entente.commands.shared import FILE, stop
from entente.errors import EntenteError

OWN_ACTORS = Path("entente-actors.jsonl")
"""The table of own actors that commands use where it lies in the current folder."""
OWN_PLACES = Path("entente-places.db")
"""The gazetteer that commands use where it lies in the current folder."""

actors_option = click.option(
    "--actors", "actors_table", type=FILE, help=f"Table of own actors; by default {OWN_ACTORS}, where there is one."
)
places_option = click.option(
    "--places", "places_table", type=FILE, help=f"Full gazetteer; by default {OWN_PLACES}, where there is one."
)


def own_table(given: Path | None, default: Path) -> Path | None:
    """The table that was asked for, else the one in the current folder, else none."""
    return given if given is not None else default if default.exists() else None


def register(group: click.Group) -> None:
    """Add the commands to ``group``."""
    own = group.commands.get("actors")
    actors = click.Group(
        "actors",
        commands=[import_],
        params=own.params if own else [],
        callback=_listing(own),
        invoke_without_command=True,
        help=f"{own.help if own else ''}\n\n`actors import` adds actors of your own.".strip(),
    )
    group.add_command(actors)
    group.add_command(places)


def _listing(own: click.Command | None) -> Callable[..., None]:
    """What `actors` does by itself: the query of the store, where there is one."""

    @click.pass_context
    def listing(context: click.Context, /, **options: object) -> None:
        if context.invoked_subcommand is not None:
            return
        if own is None:
            click.echo(context.get_help())
        else:
            context.invoke(own, **options)

    return listing


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--table", type=FILE, default=OWN_ACTORS, show_default=True, help="The table to add to.")
def import_(file: Path, table: Path) -> None:
    """Add the actors of FILE (CSV, or FollowTheMoney entities as JSON Lines) to your own table."""
    from entente.resolving.actors.importing import import_actors

    try:
        report = import_actors(file, table)
    except EntenteError as error:
        stop(error)
    counts = f"{report.added} added, {report.unchanged} there already, {report.skipped} that tell no actor"
    click.echo(f"entente: {counts}; own actors are in {table}", err=True)


@click.group()
def places() -> None:
    """Gazetteers of your own."""


@places.command()
@click.argument("dump", type=FILE)
@click.option("-o", "--output", type=FILE, default=OWN_PLACES, show_default=True, help="Where the gazetteer goes.")
def build(dump: Path, output: Path) -> None:
    """Build a gazetteer with every place of DUMP (allCountries.zip or a country's zip from GeoNames)."""
    from entente.resolving.places import build_gazetteer

    try:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            with Progress(console=Console(stderr=True), transient=True) as bar:
                task = bar.add_task("reading", total=None)
                count = build_gazetteer(dump, output, lambda done, total: bar.update(task, completed=done, total=total))
        else:
            count = build_gazetteer(dump, output)
    except EntenteError as error:
        stop(error)
    click.echo(f"entente: {count:,} places in {output}", err=True)
