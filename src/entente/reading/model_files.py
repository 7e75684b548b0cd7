"""The files of a model: encoder, heads, tokenizer, and the card that tells what they are and how to use them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from entente.errors import ModelError
from entente.reading.schema import Schema

FORMAT = 1
ENCODER, HEADS, TOKENIZER, CARD = "encoder.onnx", "heads.npz", "tokenizer.json", "card.json"
CODEBOOK = "codebook.toml"
"""Lies beside a model of a user's own types; the shipped model reads PLOVER's."""
SHIPPED = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Turns raw scores into probabilities: a logistic curve over named features, fitted apart from training."""

    weights: dict[str, float] = field(default_factory=dict)
    intercept: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a model is: its format, label lists, thresholds, calibration, and how it was made.

    A document whose mentions add up to less than ``quiet_below`` (their confidences, a sentence) is one in which politics is
    not what is told: sport, culture, business. Of such a page only what is at least ``loud_from`` certain is kept.
    """

    format: int = FORMAT
    name: str
    schema: Schema
    trigger_bias: float = 0.0
    link_threshold: float = 0.5
    minimum_confidence: float = 0.0
    quiet_below: float = 0.0
    loud_from: float = 1.0
    calibration: Calibration = field(default_factory=Calibration)
    training: dict[str, str | int | float] = field(default_factory=dict)


def write_card(card: Card, path: Path) -> None:
    """Write a card as readable JSON."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")


def read_card(path: Path) -> Card:
    """The card at ``path``. Raises :class:`ModelError` where it is missing, broken or of another format."""
    try:
        card = msgspec.json.decode(path.read_bytes(), type=Card)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}; is this the folder of a model?") from error
    except msgspec.MsgspecError as error:
        raise ModelError(f"{path}: is no card of a model: {error}") from error
    if card.format != FORMAT:
        raise ModelError(f"{path}: is of format {card.format}, this Entente reads {FORMAT}; train the model again")
    return card
