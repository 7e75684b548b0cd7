"""What each head is taught, and the loss of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - the customary name

from entente.reading.schema import SPAN_KINDS, slices
from entente.training.examples import IGNORE, Example, Relation
from entente.training.model import ORDERS, Reader, distance_bucket

WEIGHTS = {
    "tags": 2.0,
    "type": 1.5,
    "mode": 0.4,
    "modality": 1.0,
    "stance": 0.4,
    "context": 1.0,
    "plan": 0.4,
    "commitment": 0.4,
    "sector": 0.5,
    "other_sectors": 0.2,
    "body": 0.4,
    "count": 0.3,
    "links": 0.4,
    "pairs": 0.1,
    "same": 0.1,
    "relation": 2.0,
}


@dataclass(slots=True)
class Batch:
    """Windows of like length, padded; ``marked`` holds the pair that each window is marked for, if any."""

    examples: Sequence[Example]
    ids: Tensor
    shapes: Tensor
    sides: Tensor
    mask: Tensor
    marked: Sequence[Relation | None]


def make_batch(examples: Sequence[Example], marked: Sequence[Relation | None]) -> Batch:
    """Pad ``examples`` to one length and mark the two sides of each chosen pair."""
    length = max(len(e.ids) for e in examples)
    ids, shapes, sides = (np.zeros((len(examples), length), dtype=np.int64) for _ in range(3))
    mask = np.zeros((len(examples), length), dtype=bool)
    for i, (example, relation) in enumerate(zip(examples, marked, strict=True)):
        ids[i, : len(example.ids)] = example.ids
        shapes[i, : len(example.ids)] = example.shapes
        mask[i, : len(example.ids)] = True
        if relation is not None:
            for side, (first, last) in ((1, relation.actor), (2, relation.recipient)):
                sides[i, example.first_piece[first] : example.last_piece[last] + 1] = side
    return Batch(
        examples=examples,
        ids=torch.from_numpy(ids),
        shapes=torch.from_numpy(shapes),
        sides=torch.from_numpy(sides),
        mask=torch.from_numpy(mask),
        marked=marked,
    )


def batch_loss(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """Unweighted loss of every head on a batch; heads with nothing to learn from in it are left out."""
    hidden = model.encoder(batch.ids, batch.shapes, batch.sides, batch.mask).float()
    words = [_word_vectors(hidden[i], e) for i, e in enumerate(batch.examples)]
    losses = {"tags": _tag_loss(model, words, batch.examples)}
    triggers, arguments = [], []
    for vectors, example in zip(words, batch.examples, strict=True):
        running = F.pad(vectors.cumsum(0), (0, 0, 1, 0))
        spans = [_positions(example.triggers), _positions(example.arguments)]
        reps = [model.span_vectors(vectors, running, first, last) for first, last in spans]
        triggers.append(F.relu(model.trigger(model.dropout(reps[0]))))
        arguments.append(F.relu(model.argument(model.dropout(reps[1]))))
    losses |= _trigger_losses(model, triggers, batch.examples)
    losses |= _argument_losses(model, arguments, batch.examples)
    losses |= _pair_losses(model, triggers, arguments, batch.examples)
    losses |= _relation_loss(model, hidden, batch)
    return losses


def total(losses: dict[str, Tensor]) -> Tensor:
    """The weighted sum that training minimises."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()


def _word_vectors(hidden: Tensor, example: Example) -> Tensor:
    first = torch.from_numpy(example.first_piece)
    last = torch.from_numpy(example.last_piece)
    running = F.pad(hidden.cumsum(0), (0, 0, 1, 0))
    return (running[last + 1] - running[first]) / (last + 1 - first)[:, None]


def _positions(spans: Sequence[object]) -> tuple[Tensor, Tensor]:
    first = torch.tensor([s.first for s in spans], dtype=torch.long)  # type: ignore[attr-defined]
    last = torch.tensor([s.last for s in spans], dtype=torch.long)  # type: ignore[attr-defined]
    return first, last


def _tag_loss(model: Reader, words: Sequence[Tensor], examples: Sequence[Example]) -> Tensor:
    logits = model.tags(model.dropout(torch.cat(list(words))))
    gold = torch.from_numpy(np.concatenate([e.tags for e in examples]))
    return F.cross_entropy(logits, gold)


def _multi_hot(rows: Sequence[Sequence[int]], width: int) -> Tensor:
    out = torch.zeros(len(rows), width)
    for i, row in enumerate(rows):
        out[i, list(row)] = 1.0
    return out


def _trigger_losses(model: Reader, reps: Sequence[Tensor], examples: Sequence[Example]) -> dict[str, Tensor]:
    gold = [t for e in examples for t in e.triggers]
    if not gold:
        return {}
    widths = model.schema.trigger_heads
    rows = model.trigger_out(model.dropout(torch.cat(list(reps))))
    parts = {name: rows[:, part] for name, part in slices(widths).items()}
    out = _class_losses(parts, [t.labels for t in gold])
    target = _multi_hot([t.contexts for t in gold], widths["context"])
    out["context"] = F.binary_cross_entropy_with_logits(parts["context"], target) * 5
    return out


def _argument_losses(model: Reader, reps: Sequence[Tensor], examples: Sequence[Example]) -> dict[str, Tensor]:
    gold = [a for e in examples for a in e.arguments]
    if not gold:
        return {}
    widths = model.schema.argument_heads
    rows = model.argument_out(model.dropout(torch.cat(list(reps))))
    parts = {name: rows[:, part] for name, part in slices(widths).items()}
    out = _class_losses(parts, [a.labels for a in gold])
    actors = [i for i, a in enumerate(gold) if a.kind == "actor"]
    if actors:
        target = _multi_hot([gold[i].others for i in actors], widths["other_sectors"])
        logits = parts["other_sectors"][torch.tensor(actors)]
        out["other_sectors"] = F.binary_cross_entropy_with_logits(logits, target) * 5
    return out


def _class_losses(parts: dict[str, Tensor], labels: Sequence[dict[str, int]]) -> dict[str, Tensor]:
    out: dict[str, Tensor] = {}
    for name in labels[0]:
        gold = torch.tensor([row[name] for row in labels])
        if bool((gold != IGNORE).any()):
            smoothing = 0.05 if name == "type" else 0.0
            out[name] = F.cross_entropy(parts[name], gold, ignore_index=IGNORE, label_smoothing=smoothing)
    return out


def _pair_losses(
    model: Reader, triggers: Sequence[Tensor], arguments: Sequence[Tensor], examples: Sequence[Example]
) -> dict[str, Tensor]:
    """Losses a trigger (or span), not a pair: a long window has many more pairs that are nothing, and is no easier."""
    scores: dict[str, list[Tensor]] = {"links": [], "pairs": [], "same": []}
    golds: dict[str, list[Tensor]] = {"links": [], "pairs": [], "same": []}
    triggers_in_all = sum(len(t) for t in triggers)
    each = {"links": triggers_in_all, "pairs": sum(len(a) for a in arguments), "same": triggers_in_all}
    for t, a, example in zip(triggers, arguments, examples, strict=True):
        t_at, a_at = _positions(example.triggers)[0], _positions(example.arguments)[0]
        kinds = torch.tensor([SPAN_KINDS.index(x.kind) for x in example.arguments], dtype=torch.long)
        sentence = torch.from_numpy(example.sentence)
        if len(t) and len(a):
            where = pair_position(t_at, a_at, kinds, sentence)
            scores["links"].append(model.links(t, a, where).flatten())
            golds["links"].append(torch.from_numpy(example.links).flatten())
        if len(a) > 1:
            where = pair_position(a_at, a_at, kinds, sentence)
            scores["pairs"].append(model.pairs(a, a, where).flatten())
            golds["pairs"].append(torch.from_numpy(example.pairs).flatten())
        if len(t) > 1:
            upper = torch.triu(torch.ones(len(t), len(t), dtype=torch.bool), diagonal=1)
            where = pair_position(t_at, t_at, torch.zeros(len(t), dtype=torch.long), sentence)
            scores["same"].append(model.same(t, t, where)[..., 0][upper])
            golds["same"].append(torch.from_numpy(example.same)[upper])
    out: dict[str, Tensor] = {}
    for name, found in scores.items():
        if not found:
            continue
        score, gold = torch.cat(found), torch.cat(golds[name])
        known = gold != IGNORE
        if bool(known.any()):
            loss = F.binary_cross_entropy_with_logits(score[known], gold[known].float(), reduction="sum")
            out[name] = loss / each[name]
    return out


def pair_position(left: Tensor, right: Tensor, right_kinds: Tensor, sentence: Tensor) -> Tensor:
    """Row of the distance embedding for each pair of spans, given by their first words.

    Bucket of signed word distance, by kind of the right span, by whether that stands in the same, in an earlier or in
    a later sentence.
    """
    order = torch.sign(sentence[right][None] - sentence[left][:, None]) + 1
    bucket = distance_bucket(right[None] - left[:, None])
    return (bucket * len(SPAN_KINDS) + right_kinds[None]) * ORDERS + order


def _relation_loss(model: Reader, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
    rows = [i for i, relation in enumerate(batch.marked) if relation is not None]
    if not rows:
        return {}
    at = torch.tensor(rows)
    sides = batch.sides[at]
    logits = model.relate(hidden[at], (sides == 1).float(), (sides == 2).float())
    gold = torch.tensor([relation.type for relation in batch.marked if relation is not None])
    return {"relation": F.cross_entropy(logits, gold, label_smoothing=0.05)}
