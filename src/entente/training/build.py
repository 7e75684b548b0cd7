"""Corpus to model: train, export, calibrate. Nothing takes the place of an older model before all three have gone well."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import torch

from entente import __version__
from entente.codebook import load_codebook
from entente.errors import CorpusError
from entente.reading.model_files import CARD, CODEBOOK, SHIPPED, TOKENIZER, Card, read_card
from entente.reading.schema import schema_of
from entente.resolving.tables import load_resolvers
from entente.training.calibrate import calibrate
from entente.training.corpus import Part, items_of, load_corpus
from entente.training.export import export_reader
from entente.training.model import Reader
from entente.training.train import Settings, load_pretrained, pretrained_folder, train
from entente.training.warm import start_from

log = logging.getLogger("entente.train")
FEWEST_TO_CALIBRATE = 20
LEGS = (Settings(epochs=13, encoder_rate=1.6e-4, mask=0.06, mark=0.5, layer_decay=0.92, rephrase=0.0),)
"""How the shipped model is trained."""
OWN = (Settings(epochs=12, tokens=900, encoder_rate=1e-4, head_rate=1e-3),)
"""For a few hundred sentences of a user's own types: small batches, so that there are steps enough."""


def build(
    corpus: Path,
    run: Path,
    target: Path,
    legs: Sequence[Settings],
    *,
    codebook: Path | None = None,
    start: Path | None = None,
) -> Card:
    """Train on folder ``corpus`` with checkpoints in ``run``, and put the finished model into ``target``.

    ``legs`` are run one after the other, each from the averaged weights of the one before.
    ``codebook`` is a file of own types, without it PLOVER's are learnt. ``start`` is the folder of a model to go on from,
    without it training begins with the pretrained encoder. Raises :class:`CorpusError` or
    :class:`entente.errors.CodebookError` for bad input before anything is trained.
    """
    book = load_codebook(codebook)
    schema = schema_of(book)
    items = load_corpus(sorted(corpus.glob("*.txt")), codebook=book)
    training = items_of(items, Part.TRAINING)
    if not training:
        raise CorpusError(
            f"{corpus}: has no item to train on; put annotated .txt files there (see corpus/GUIDELINE.md)"
        )
    first: Callable[[Reader], None] = partial(start_from, start) if start else load_pretrained
    states, phrases = corpus / "states.tsv", corpus / "phrases.tsv"
    for number, settings in enumerate(legs, start=1):
        checkpoint = train(
            training,
            run / f"leg{number}",
            settings,
            schema=schema,
            states=states if states.exists() else None,
            phrases=phrases if phrases.exists() else None,
            start=first,
        )
        first = partial(_take_average, checkpoint)
    model = Reader(schema)
    first(model)
    fresh = run / "model"
    name = f"entente-{__version__}" if codebook is None else codebook.stem
    made: dict[str, str | int | float] = {
        "epochs": sum(leg.epochs for leg in legs),
        "seed": legs[0].seed,
        "torch": str(torch.__version__),
        "items": len(training),
    }
    tokenizer = SHIPPED / TOKENIZER if start else pretrained_folder() / "tokenizer.json"
    export_reader(model.eval(), fresh, tokenizer=tokenizer, card=Card(name=name, schema=schema, training=made))
    if codebook is not None:
        shutil.copyfile(codebook, fresh / CODEBOOK)
    some = items_of(items, Part.CALIBRATION)
    if len(some) >= FEWEST_TO_CALIBRATE:
        calibrate(fresh, some, load_resolvers(), codebook=book)
    shutil.copytree(fresh, target, dirs_exist_ok=True)
    log.info("the model is in %s", target)
    return read_card(target / CARD)


def _take_average(checkpoint: Path, model: Reader) -> None:
    """Give ``model`` the averaged weights of a checkpoint."""
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["average"])
