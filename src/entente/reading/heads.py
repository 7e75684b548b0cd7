"""The heads of the reader in numpy: from the encoder's vectors to spans, triggers, links and what they are.

Mirrors ``entente.training.model``; a test compares the two on the same weights.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from entente.errors import ModelError
from entente.reading.encoder import FloatArray
from entente.reading.schema import SPAN_KINDS, TAGS, Schema, slices
from entente.reading.tokens import IntArray

BILINEAR = 32
ORDERS = 3
DISTANCE_MIDDLE = 8
FURTHEST = 7
NEVER = -1e9


def softmax(x: FloatArray) -> FloatArray:
    """Along the last axis."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    out: FloatArray = e / e.sum(axis=-1, keepdims=True)
    return out


def sigmoid(x: FloatArray) -> FloatArray:
    """Of each element."""
    out: FloatArray = (1.0 / (1.0 + np.exp(-np.clip(x, -60.0, 60.0)))).astype(np.float32)
    return out


def distance_bucket(delta: IntArray) -> IntArray:
    """Signed word distance in 17 buckets, finer near zero; as in training."""
    size = np.maximum(np.abs(delta), 1)
    level = np.minimum(np.ceil(np.log2(size)).astype(np.int64), FURTHEST) + 1
    return np.where(delta == 0, DISTANCE_MIDDLE, DISTANCE_MIDDLE + np.sign(delta) * level)


def pair_position(left: IntArray, right: IntArray, right_kinds: IntArray, sentence: IntArray) -> IntArray:
    """What the pair heads know of where two spans stand, given by their first words; as in training.

    ``sentence`` numbers the sentence of each word of the window.
    """
    order = np.sign(sentence[right][None] - sentence[left][:, None]) + 1
    bucket = distance_bucket(right[None] - left[:, None])
    out: IntArray = (bucket * len(SPAN_KINDS) + right_kinds[None]) * ORDERS + order
    return out


class Heads:
    """Head weights of one model.

    Methods work on one window. Vectors are (words, width) for words and (spans, rep) for spans; spans are given by
    first and last word.
    """

    def __init__(self, path: Path, schema: Schema) -> None:
        try:
            with np.load(path) as stored:
                self._w = {name: stored[name].astype(np.float32) for name in stored.files}
        except (OSError, ValueError, EOFError) as error:
            raise ModelError(f"{path}: the heads cannot be loaded: {error}") from error
        for name, value in self._w.items():
            if value.ndim == 2 and not name.endswith("distance.weight"):
                self._w[name] = np.ascontiguousarray(value.T)
        self._trigger_parts = slices(schema.trigger_heads)
        self._argument_parts = slices(schema.argument_heads)
        self._allowed, self._starts = _transitions()

    def _linear(self, name: str, x: FloatArray) -> FloatArray:
        out: FloatArray = x @ self._w[f"{name}.weight"] + self._w.get(f"{name}.bias", np.float32(0))
        return out

    @staticmethod
    def words(hidden: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
        """Mean of each word's pieces; ``hidden`` is (pieces, width)."""
        running = np.concatenate([np.zeros((1, hidden.shape[1]), hidden.dtype), hidden.cumsum(axis=0)])
        out: FloatArray = (running[last + 1] - running[first]) / (last + 1 - first)[:, None]
        return out

    def tag_scores(self, words: FloatArray, *, trigger_bias: float) -> FloatArray:
        """Log-probabilities (words, tags); ``trigger_bias`` is added to the trigger tags."""
        logits = self._linear("tags", words)
        for prefix in "BI":
            logits[:, TAGS.index(f"{prefix}-event")] += trigger_bias
        out: FloatArray = logits - np.log(np.exp(logits - logits.max(1, keepdims=True)).sum(1, keepdims=True))
        out -= logits.max(1, keepdims=True)
        return out

    def best_tags(self, scores: FloatArray, sentence: IntArray) -> IntArray:
        """The best sequence of tags in which every I follows its own kind in its own sentence (Viterbi)."""
        opens = np.append(True, sentence[1:] != sentence[:-1])
        scores = (scores + opens[:, None] * self._starts).astype(np.float32)
        count = len(scores)
        back = np.zeros(scores.shape, dtype=np.int64)
        score = scores[0]
        columns = np.arange(len(TAGS))
        for i in range(1, count):
            paths = score[:, None] + self._allowed
            back[i] = paths.argmax(axis=0)
            score = paths[back[i], columns] + scores[i]
        tags = np.empty(count, dtype=np.int64)
        tags[-1] = score.argmax()
        for i in range(count - 1, 0, -1):
            tags[i - 1] = back[i, tags[i]]
        return tags

    def _span_vectors(self, words: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
        running = np.concatenate([np.zeros((1, words.shape[1]), words.dtype), words.cumsum(axis=0)])
        mean = (running[last + 1] - running[first]) / (last + 1 - first)[:, None]
        return np.concatenate([words[first], mean, words[last]], axis=1)

    def trigger_vectors(self, words: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
        """Vectors of triggers."""
        return np.maximum(self._linear("trigger", self._span_vectors(words, first, last)), 0)

    def argument_vectors(self, words: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
        """Vectors of other spans."""
        return np.maximum(self._linear("argument", self._span_vectors(words, first, last)), 0)

    def triggers(self, vectors: FloatArray) -> dict[str, FloatArray]:
        """Probabilities (triggers, labels) of each trigger head."""
        rows = self._linear("trigger_out", vectors)
        return {
            name: sigmoid(rows[:, part]) if name == "context" else softmax(rows[:, part])
            for name, part in self._trigger_parts.items()
        }

    def arguments(self, vectors: FloatArray) -> dict[str, FloatArray]:
        """Probabilities (spans, labels) of each argument head."""
        rows = self._linear("argument_out", vectors)
        return {
            name: sigmoid(rows[:, part]) if name == "other_sectors" else softmax(rows[:, part])
            for name, part in self._argument_parts.items()
        }

    def _pair_scores(self, name: str, left: FloatArray, right: FloatArray, position: IntArray) -> FloatArray:
        hidden = self._linear(f"{name}.left", left)[:, None] + self._linear(f"{name}.right", right)[None]
        hidden += self._w[f"{name}.distance.weight"][position]
        np.maximum(hidden, 0, out=hidden)
        out = self._linear(f"{name}.out", hidden)
        outputs = out.shape[-1]
        a = self._linear(f"{name}.left_factor", left).reshape(len(left), outputs, BILINEAR)
        b = self._linear(f"{name}.right_factor", right).reshape(len(right), outputs, BILINEAR)
        product = a.transpose(1, 0, 2) @ b.transpose(1, 2, 0)
        return sigmoid(out + product.transpose(1, 2, 0) / BILINEAR**0.5)

    def links(self, triggers: FloatArray, spans: FloatArray, position: IntArray) -> FloatArray:
        """Probability (triggers, spans, roles) that a span fills a role of a trigger."""
        return self._pair_scores("links", triggers, spans, position)

    def pairs(self, spans: FloatArray, position: IntArray) -> FloatArray:
        """Probability (spans, spans, 2) that two spans name one actor, and that they share their country's code."""
        return self._pair_scores("pairs", spans, spans, position)

    def same_event(self, triggers: FloatArray, position: IntArray) -> FloatArray:
        """Probability (triggers, triggers) that the second tells the same event as the first."""
        return self._pair_scores("same", triggers, triggers, position)[..., 0]

    def relation(self, hidden: FloatArray, actor: slice, recipient: slice) -> FloatArray:
        """Probabilities of event types between two marked sides; slices are over pieces of the marked window."""
        a, r = hidden[actor].mean(axis=0), hidden[recipient].mean(axis=0)
        rep = np.maximum(self._linear("relation", np.concatenate([hidden[0], a, r, a * r])), 0)
        return softmax(self._linear("relation_out", rep))


def _transitions() -> tuple[FloatArray, FloatArray]:
    """Scores of going from one tag to the next, and of beginning with a tag: 0 where allowed, else a penalty."""
    allowed = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    starts = np.zeros(len(TAGS), dtype=np.float32)
    for j, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            starts[j] = NEVER
            own = {f"B-{tag[2:]}", tag}
            for i, before in enumerate(TAGS):
                if before not in own:
                    allowed[i, j] = NEVER
    return allowed, starts


def spans_of(tags: IntArray) -> list[tuple[str, int, int]]:
    """Kind, first and last word of the spans in a tag sequence."""
    out: list[tuple[str, int, int]] = []
    for i, tag in enumerate(tags.tolist()):
        name = TAGS[tag]
        if name.startswith("B-"):
            out.append((name[2:], i, i))
        elif name.startswith("I-"):
            kind, first, _ = out[-1]
            out[-1] = (kind, first, i)
    return out
