"""The heads in numpy: legal tag sequences, and the same answers as in training."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.codebook import load_codebook
from entente.reading.heads import Heads, distance_bucket, pair_position, spans_of
from entente.reading.schema import SPAN_KINDS, TAGS, schema_of

SCHEMA = schema_of(load_codebook())


def test_distance_bucket_is_finer_near_zero_and_symmetric():
    delta = np.array([0, 1, 2, 3, 4, 5, 8, 9, 64, 65, 1000])
    assert distance_bucket(delta).tolist() == [8, 9, 10, 11, 11, 12, 12, 13, 15, 16, 16]
    assert (distance_bucket(-delta) == 16 - distance_bucket(delta)).all()


def test_spans_of_reads_begin_and_inside():
    names = ["O", "B-actor", "I-actor", "B-event", "B-event", "O", "B-place"]
    tags = np.array([TAGS.index(n) for n in names])
    assert spans_of(tags) == [("actor", 1, 2), ("event", 3, 3), ("event", 4, 4), ("place", 6, 6)]


@settings(deadline=None, max_examples=50)
@given(st.integers(min_value=1, max_value=40), st.integers(min_value=0, max_value=2**32 - 1))
def test_best_tags_never_continue_what_has_not_begun(count, seed):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(count, len(TAGS))).astype(np.float32)
    sentence = np.sort(rng.integers(0, 4, size=count))
    tags = Heads.best_tags(_bare_heads(), scores, sentence)
    before, before_sentence = "O", -1
    for tag, number in zip(tags.tolist(), sentence.tolist(), strict=True):
        name = TAGS[tag]
        if name.startswith("I-"):
            assert number == before_sentence
            assert before[2:] == name[2:]
        before, before_sentence = name, number


def _bare_heads() -> Heads:
    from entente.reading.heads import _transitions

    heads = Heads.__new__(Heads)
    heads._allowed, heads._starts = _transitions()
    return heads


def test_numpy_heads_agree_with_the_network(tmp_path):
    torch = pytest.importorskip("torch", reason="needs the train extra")
    from entente.training.loss import pair_position as torch_position
    from entente.training.model import Reader

    torch.manual_seed(1)
    model = Reader(SCHEMA).eval()
    weights = {n: t.numpy() for n, t in model.state_dict().items() if not n.startswith("encoder.")}
    np.savez(tmp_path / "heads.npz", **weights)
    heads = Heads(tmp_path / "heads.npz", SCHEMA)
    words = np.random.default_rng(2).normal(size=(12, 384)).astype(np.float32)
    first, last = np.array([0, 3, 7]), np.array([1, 3, 10])
    kinds = np.array([SPAN_KINDS.index("actor")] * 3)
    sentence = np.array([0] * 5 + [1] * 7)
    with torch.no_grad():
        tensor = torch.from_numpy(words)
        running = torch.nn.functional.pad(tensor.cumsum(0), (0, 0, 1, 0))
        spans = model.span_vectors(tensor, running, torch.from_numpy(first), torch.from_numpy(last))
        trigger = torch.relu(model.trigger(spans))
        argument = torch.relu(model.argument(spans))
        at = torch.from_numpy(first)
        position = torch_position(at, at, torch.from_numpy(kinds), torch.from_numpy(sentence))
        links = torch.sigmoid(model.links(trigger, argument, position))
        types = torch.softmax(model.trigger_out(trigger)[:, : len(SCHEMA.types)], -1)
    mine, others = heads.trigger_vectors(words, first, last), heads.argument_vectors(words, first, last)
    np.testing.assert_allclose(mine, trigger.numpy(), atol=1e-4)
    np.testing.assert_allclose(heads.triggers(mine)["type"], types.numpy(), atol=1e-4)
    own_position = pair_position(first, first, kinds, sentence)
    np.testing.assert_array_equal(own_position, position.numpy())
    np.testing.assert_allclose(heads.links(mine, others, own_position), links.numpy(), atol=1e-4)


def test_broken_heads_are_a_model_error(tmp_path):
    from entente.errors import ModelError

    (tmp_path / "heads.npz").write_bytes(b"not a zip")
    with pytest.raises(ModelError, match=r"heads\.npz"):
        Heads(tmp_path / "heads.npz", SCHEMA)
