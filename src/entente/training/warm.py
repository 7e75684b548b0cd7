"""A shipped model as the start of another: its int8 weights brought back to floats.

What quantisation lost is a fraction of a per cent of each weight, which the first steps of training make up for; so nothing
beside the shipped files is needed to go on from them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from entente.errors import ModelError
from entente.reading.model_files import CARD, ENCODER, HEADS, read_card
from entente.training.model import LAYERS, WIDTH, Reader

FloatArray = npt.NDArray[np.float32]
LINEARS = ("output", "inner", "outer")


def start_from(folder: Path, model: Reader) -> None:
    """Give ``model`` the weights of the model in ``folder``; heads of another width, whose labels differ, start fresh.

    Raises :class:`ModelError` where the folder holds no whole model.
    """
    read_card(folder / CARD)
    try:
        encoder = encoder_weights(folder / ENCODER)
        with np.load(folder / HEADS) as stored:
            heads = {name: stored[name].astype(np.float32) for name in stored.files}
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"{folder}: its weights cannot be read back: {error}") from error
    own = model.state_dict()
    for name, value in {**{f"encoder.{k}": v for k, v in encoder.items()}, **heads}.items():
        if name in own and own[name].shape == value.shape:
            own[name] = torch.from_numpy(np.array(value))
    model.load_state_dict(own)


def encoder_weights(path: Path) -> dict[str, FloatArray]:
    """Weights of an exported encoder by the names they have in training."""
    graph = onnx.load(str(path)).graph
    tensors = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    out = {
        "words.weight": tensors["words"].astype(np.float32) * tensors["words_scale"],
        "positions.weight": tensors["positions"],
        "shapes.weight": tensors["shapes_table"],
        "sides.weight": tensors["sides_table"],
        "norm.weight": tensors["norm_gamma"],
        "norm.bias": tensors["norm_beta"],
    }
    for i in range(LAYERS):
        out |= {f"layers.{i}.{k}": v for k, v in _layer(tensors, f"layer{i}").items()}
    return out


def _layer(tensors: dict[str, npt.NDArray[np.generic]], layer: str) -> dict[str, FloatArray]:
    out: dict[str, FloatArray] = {}
    joined, bias = _floats(tensors, f"{layer}_qkv"), tensors[f"{layer}_qkv_bias"]
    for i, name in enumerate(("query", "key", "value")):
        part = slice(i * WIDTH, (i + 1) * WIDTH)
        out[f"{name}.weight"] = joined[:, part].T
        out[f"{name}.bias"] = bias[part].astype(np.float32)
    for name in LINEARS:
        out[f"{name}.weight"] = _floats(tensors, f"{layer}_{name}").T
        out[f"{name}.bias"] = tensors[f"{layer}_{name}_bias"].astype(np.float32)
    for name in ("norm1", "norm2"):
        out[f"{name}.weight"] = tensors[f"{layer}_{name}_gamma"].astype(np.float32)
        out[f"{name}.bias"] = tensors[f"{layer}_{name}_beta"].astype(np.float32)
    return out


def _floats(tensors: dict[str, npt.NDArray[np.generic]], name: str) -> FloatArray:
    """A matrix, brought back from int8 where it was quantised (symmetrically, a scale for each column)."""
    if name in tensors:
        return tensors[name].astype(np.float32)
    scaled = tensors[f"{name}_quantized"].astype(np.float32) - tensors[f"{name}_zero_point"].astype(np.float32)
    out: FloatArray = scaled * tensors[f"{name}_scale"].astype(np.float32)
    return out
