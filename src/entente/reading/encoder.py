"""Runs the quantised encoder, one window at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from entente.errors import ModelError
from entente.reading.tokens import IntArray

FloatArray = npt.NDArray[np.float32]


class Encoder:
    """The encoder of one model.

    It runs a window by itself on one thread; windows may be run from several threads at once. So a window's vectors
    depend on nothing beside it.
    """

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # ONNX Runtime raises kinds of its own for a missing or a broken file
            raise ModelError(f"{path}: the encoder cannot be loaded: {error}") from error

    def __call__(self, ids: IntArray, shapes: IntArray, sides: IntArray) -> FloatArray:
        """Vectors (pieces, width) of one window; arguments are int64 arrays over its pieces."""
        feed = {"ids": ids[None], "shapes": shapes[None], "sides": sides[None]}
        hidden: FloatArray = self._session.run(None, feed)[0][0]
        return hidden
