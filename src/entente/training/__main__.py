"""``python -m entente.training``: corpus to shipped model in one go: train, export, calibrate."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

from entente.reading.model_files import SHIPPED
from entente.training.build import LEGS, build


def main(arguments: Sequence[str] | None = None) -> None:
    """Command-line entry."""
    parser = argparse.ArgumentParser(prog="python -m entente.training", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of annotated .txt files")
    parser.add_argument("--run", type=Path, default=Path("runs/reader"), help="folder for checkpoints")
    parser.add_argument("--target", type=Path, default=SHIPPED, help="folder that the model is put into")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    build(options.corpus, options.run, options.target, LEGS)


if __name__ == "__main__":
    main()
