"""``python -m entente.training``: corpus to shipped model in one go: train, export, calibrate.

Nothing is put in the place of the model that is there before all three have gone well.
"""

from __future__ import annotations

import argparse
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from entente import __version__
from entente.codebook import load_codebook
from entente.reading.model_files import SHIPPED, Card
from entente.reading.schema import schema_of
from entente.resolving.tables import load_resolvers
from entente.training.calibrate import calibrate
from entente.training.corpus import Part, items_of, load_corpus
from entente.training.export import export_reader
from entente.training.model import Reader
from entente.training.train import Settings, pretrained_folder, train

log = logging.getLogger("entente.train")


def build(corpus: Path, run: Path, target: Path, settings: Settings) -> Card:
    """Train on ``corpus`` with checkpoints in ``run``, and put the finished model into ``target``."""
    paths = sorted(corpus.glob("*.txt"))
    checkpoint = train(paths, run, settings, states=corpus / "states.tsv")
    schema = schema_of(load_codebook())
    model = Reader(schema)
    state = torch.load(checkpoint, weights_only=True)
    model.load_state_dict(state["average"])
    fresh = run / "model"
    card = Card(
        name=f"entente-{__version__}",
        schema=schema,
        training={"epochs": settings.epochs, "seed": settings.seed, "torch": torch.__version__},
    )
    export_reader(model.eval(), fresh, tokenizer=pretrained_folder() / "tokenizer.json", card=card)
    card = calibrate(fresh, items_of(load_corpus(paths), Part.CALIBRATION), load_resolvers())
    shutil.copytree(fresh, target, dirs_exist_ok=True)
    log.info("the model is in %s", target)
    return card


def main(arguments: Sequence[str] | None = None) -> None:
    """Command-line entry."""
    parser = argparse.ArgumentParser(prog="python -m entente.training", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of annotated .txt files")
    parser.add_argument("--run", type=Path, default=Path("runs/reader"), help="folder for checkpoints")
    parser.add_argument("--target", type=Path, default=SHIPPED, help="folder that the model is put into")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    build(options.corpus, options.run, options.target, Settings(epochs=options.epochs))


if __name__ == "__main__":
    main()
