"""Writes a trained reader as the files the package ships: an int8 ONNX encoder, head weights, tokenizer and card.

The graph is built by hand from ONNX Runtime's fused operators, so that nothing depends on how PyTorch happens to
trace a model. Matrices are quantised to int8 per column, activations on the fly; since the reader always runs one
window at a time, a window's vectors depend on that window alone. Word embeddings are int8 with a scale for each row.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from entente.reading.model_files import CARD, ENCODER, HEADS, TOKENIZER, Card, write_card
from entente.training.model import ATTENTION_HEADS, INNER, LAYERS, WIDTH, Reader

FloatArray = npt.NDArray[np.float32]
OPSET, MICROSOFT_OPSET = 17, 1


def export_reader(model: Reader, out: Path, *, tokenizer: Path, card: Card, quantize: bool = True) -> None:
    """Write ``model`` into folder ``out``: encoder, heads, tokenizer and card."""
    out.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.detach().float().numpy() for name, tensor in model.state_dict().items()}
    graph = _encoder_graph({k[8:]: v for k, v in weights.items() if k.startswith("encoder.")})
    if quantize:
        _quantize(graph, out / ENCODER)
    else:
        onnx.save(graph, str(out / ENCODER))
    heads = {k: v.astype(np.float16) for k, v in weights.items() if not k.startswith("encoder.")}
    np.savez(out / HEADS, **heads)
    shutil.copyfile(tokenizer, out / TOKENIZER)
    write_card(card, out / CARD)


def _quantize(graph: onnx.ModelProto, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        onnx.save(graph, str(plain))
        quantize_dynamic(
            str(plain),
            str(path),
            op_types_to_quantize=["MatMul", "Attention"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


class _Graph:
    """Collects nodes and initialisers."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.tensors: list[Any] = []

    def tensor(self, name: str, value: npt.NDArray[Any]) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401 - ONNX attributes
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output


def _encoder_graph(w: dict[str, FloatArray]) -> onnx.ModelProto:
    """The encoder for one window: inputs ``ids``, ``shapes``, ``sides`` of shape (1, pieces), output ``hidden``."""
    g = _Graph()
    x = _embeddings(g, w)
    for i in range(LAYERS):
        x = _layer(g, x, {k.removeprefix(f"layers.{i}."): v for k, v in w.items() if k.startswith(f"layers.{i}.")}, i)
    g.nodes[-1].output[0] = "hidden"
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("ids", "shapes", "sides")
    ]
    outputs = [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, "pieces", WIDTH])]
    graph = helper.make_graph(g.nodes, "entente-encoder", inputs, outputs, g.tensors)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT_OPSET)]
    model = helper.make_model(graph, opset_imports=opsets, producer_name="entente")
    model.ir_version = 9
    return model


def _embeddings(g: _Graph, w: dict[str, FloatArray]) -> str:
    scale = np.maximum(np.abs(w["words.weight"]).max(axis=1, keepdims=True), 1e-8) / 127
    table = np.clip(np.round(w["words.weight"] / scale), -127, 127).astype(np.int8)
    g.tensor("words", table)
    g.tensor("words_scale", scale.astype(np.float32))
    g.node("Gather", ["words", "ids"], "word_bytes")
    g.node("Cast", ["word_bytes"], "word_floats", to=TensorProto.FLOAT)
    g.node("Gather", ["words_scale", "ids"], "word_scales")
    g.node("Mul", ["word_floats", "word_scales"], "word_vectors")
    for name in ("shapes", "sides"):
        g.tensor(f"{name}_table", w[f"{name}.weight"])
        g.node("Gather", [f"{name}_table", name], f"{name}_vectors")
    g.tensor("positions", w["positions.weight"])
    g.tensor("zero", np.array([0], dtype=np.int64))
    g.node("Shape", ["ids"], "pieces_count", start=1)
    g.node("Slice", ["positions", "zero", "pieces_count"], "position_vectors")
    g.node("Add", ["word_vectors", "shapes_vectors"], "sum_1")
    g.node("Add", ["sum_1", "sides_vectors"], "sum_2")
    g.node("Add", ["sum_2", "position_vectors"], "sum_3")
    gamma, beta = g.tensor("norm_gamma", w["norm.weight"]), g.tensor("norm_beta", w["norm.bias"])
    return g.node("LayerNormalization", ["sum_3", gamma, beta], "embedded", axis=-1, epsilon=1e-12)


def _layer(g: _Graph, x: str, w: dict[str, FloatArray], i: int) -> str:
    qkv = np.concatenate([w[f"{p}.weight"].T for p in ("query", "key", "value")], axis=1)
    bias = np.concatenate([w[f"{p}.bias"] for p in ("query", "key", "value")])
    assert qkv.shape == (WIDTH, 3 * WIDTH)
    assert w["inner.weight"].shape == (INNER, WIDTH)

    def name(part: str) -> str:
        return f"layer{i}_{part}"

    attended = g.node(
        "Attention",
        [x, g.tensor(name("qkv"), qkv), g.tensor(name("qkv_bias"), bias)],
        name("attended"),
        domain="com.microsoft",
        num_heads=ATTENTION_HEADS,
    )
    out = g.node("MatMul", [attended, g.tensor(name("output"), w["output.weight"].T)], name("projected"))
    x = _skip_norm(g, out, x, w, name, "norm1", "output")
    inner = g.node("MatMul", [x, g.tensor(name("inner"), w["inner.weight"].T)], name("inner_sum"))
    active = g.node(
        "BiasGelu", [inner, g.tensor(name("inner_bias"), w["inner.bias"])], name("active"), domain="com.microsoft"
    )
    out = g.node("MatMul", [active, g.tensor(name("outer"), w["outer.weight"].T)], name("outer_sum"))
    return _skip_norm(g, out, x, w, name, "norm2", "outer")


def _skip_norm(
    g: _Graph,
    x: str,
    skip: str,
    w: dict[str, FloatArray],
    name: Callable[[str], str],
    norm: str,
    linear: str,
) -> str:
    tensors = [
        g.tensor(name(f"{norm}_gamma"), w[f"{norm}.weight"]),
        g.tensor(name(f"{norm}_beta"), w[f"{norm}.bias"]),
        g.tensor(name(f"{linear}_bias"), w[f"{linear}.bias"]),
    ]
    return g.node("SkipLayerNormalization", [x, skip, *tensors], name(norm), domain="com.microsoft", epsilon=1e-12)
