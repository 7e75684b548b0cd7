"""``train``: a reader of your own event types, from a codebook and annotated text."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from entente.commands.shared import FILE, FOLDER, stop
from entente.errors import EntenteError, UsageError


def register(group: click.Group) -> None:
    """Add the command to ``group``."""
    group.add_command(train)


@click.command()
@click.option("--codebook", type=FILE, required=True, help="Your event types (TOML; see docs/own-types.md).")
@click.option("--corpus", type=FOLDER, required=True, help="Folder of annotated .txt files.")
@click.option("-o", "--output", type=FOLDER, required=True, help="Folder for the model; read --model takes it.")
@click.option("--epochs", type=click.IntRange(1, 200), help="Passes over the corpus; by default 12.")
def train(codebook: Path, corpus: Path, output: Path, epochs: int | None) -> None:
    """Train the reader on your own event types. Needs the extra `train`; minutes for a few hundred sentences."""
    import logging
    from dataclasses import replace

    try:
        try:
            from entente.reading.model_files import SHIPPED
            from entente.training.build import OWN, build
        except ImportError as error:
            raise UsageError(f"training needs {error.name}; install it with: pip install 'entente[train]'") from error
        logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
        # Not the root: ONNX Runtime tells there of every tensor that it quantises.
        logging.getLogger("entente").setLevel(logging.INFO)
        legs = tuple(replace(leg, epochs=epochs) for leg in OWN) if epochs else OWN
        with tempfile.TemporaryDirectory() as run:
            build(corpus, Path(run), output, legs, codebook=codebook, start=SHIPPED)
    except EntenteError as error:
        stop(error)
    click.echo(f"entente: the model is in {output}; use it with: entente read --model {output} SOURCE", err=True)
