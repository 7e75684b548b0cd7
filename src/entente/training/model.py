"""The network: one small encoder pass, and cheap heads on it.

The encoder is all-MiniLM-L6-v2 (BERT with 6 layers of 384 units, Apache-2.0), written out here so that training needs
PyTorch alone and the exported graph holds nothing foreign. Two small embeddings are added to the tokens': the shape
of the word, and for ``relate`` the side it is marked as.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the customary name

from entente.reading.schema import ROLES, SPAN_KINDS, TAGS, Schema
from entente.reading.tokens import Shape

WIDTH, LAYERS, ATTENTION_HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
REP = 384
PAIR = 192
BILINEAR = 32
DISTANCES = 17
ORDERS = 3
SIDES = 3


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT; dropout, slow on a CPU, only where it matters most."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (batch, pieces, WIDTH); ``mask`` (batch, pieces), true where a piece is."""
        b, n, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, n, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)

        attended = F.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask[:, None, None, :]
        )
        attended = attended.transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.output(attended))
        out: Tensor = self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))
        return out


class Encoder(nn.Module):
    """Pieces, word shapes and marked sides to a vector for each piece."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(Shape), WIDTH)
        self.sides = nn.Embedding(SIDES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.sides.weight, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """All of shape (batch, pieces); gives (batch, pieces, WIDTH)."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(at)[None] + self.shapes(shapes) + self.sides(sides)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_pretrained(self, weights: dict[str, Tensor]) -> None:
        """Take over BERT weights by their usual names; token type 0, the only one used, is folded into the words."""
        own: dict[str, Tensor] = {
            "words.weight": weights["embeddings.word_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0],
            "positions.weight": weights["embeddings.position_embeddings.weight"],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(LAYERS):
            for mine, theirs in names.items():
                for part in ("weight", "bias"):
                    own[f"layers.{i}.{mine}.{part}"] = weights[f"encoder.layer.{i}.{theirs}.{part}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if set(missing) != {"shapes.weight", "sides.weight"} or unexpected:
            raise ValueError(f"pretrained weights do not fit: missing {missing}, unexpected {unexpected}")


class PairScorer(nn.Module):
    """Scores ordered pairs of span vectors: an additive layer plus a low-rank bilinear term for each output."""

    def __init__(self, outputs: int, kinds: int) -> None:
        super().__init__()
        self.left = nn.Linear(REP, PAIR)
        self.right = nn.Linear(REP, PAIR, bias=False)
        self.distance = nn.Embedding(DISTANCES * kinds * ORDERS, PAIR)
        self.out = nn.Linear(PAIR, outputs)
        self.left_factor = nn.Linear(REP, outputs * BILINEAR)
        self.right_factor = nn.Linear(REP, outputs * BILINEAR)
        self.outputs = outputs

    def forward(self, left: Tensor, right: Tensor, distance: Tensor) -> Tensor:
        """``left`` (n, REP), ``right`` (m, REP), ``distance`` (n, m); gives (n, m, outputs)."""
        hidden = F.relu(self.left(left)[:, None] + self.right(right)[None] + self.distance(distance))
        a = self.left_factor(left).view(len(left), self.outputs, BILINEAR)
        b = self.right_factor(right).view(len(right), self.outputs, BILINEAR)
        out: Tensor = self.out(hidden) + torch.einsum("ndk,mdk->nmd", a, b) / BILINEAR**0.5
        return out


def distance_bucket(delta: Tensor) -> Tensor:
    """Signed word distance in buckets 0 to DISTANCES - 1, finer near zero (1, 2, 3-4, 5-8, 9-16, 17-32, 33-64, 65+)."""
    size = delta.abs().clamp(min=1).float()
    level = torch.ceil(torch.log2(size)).long().clamp(max=7) + 1
    return torch.where(delta == 0, 8, torch.where(delta > 0, 8 + level, 8 - level))


@dataclass(slots=True)
class SpanIndex:
    """Spans of one window: first and last word of each (over words), and its kind as an index."""

    first: Tensor
    last: Tensor
    kind: Tensor


class Reader(nn.Module):
    """Encoder and all heads."""

    def __init__(self, schema: Schema, dropout: float = 0.1) -> None:
        super().__init__()
        self.schema = schema
        self.encoder = Encoder(dropout)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.trigger = nn.Linear(3 * WIDTH, REP)
        self.argument = nn.Linear(3 * WIDTH, REP)
        self.trigger_out = nn.Linear(REP, sum(schema.trigger_heads.values()))
        self.argument_out = nn.Linear(REP, sum(schema.argument_heads.values()))
        self.links = PairScorer(len(ROLES), len(SPAN_KINDS))
        self.pairs = PairScorer(2, len(SPAN_KINDS))
        self.same = PairScorer(1, len(SPAN_KINDS))
        self.relation = nn.Linear(4 * WIDTH, REP)
        self.relation_out = nn.Linear(REP, len(schema.types))
        self.dropout = nn.Dropout(dropout)

    def span_vectors(self, words: Tensor, running: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """First word, mean, and last word of each span: (spans, 3 * WIDTH). ``running`` is the padded running sum."""
        mean = (running[last + 1] - running[first]) / (last + 1 - first)[:, None]
        return torch.cat([words[first], mean, words[last]], dim=-1)

    def relate(self, hidden: Tensor, actor: Tensor, recipient: Tensor) -> Tensor:
        """Type logits for marked pairs; ``actor`` and ``recipient`` are 0/1 masks (batch, pieces)."""

        def mean(mask: Tensor) -> Tensor:
            weights = mask / mask.sum(-1, keepdim=True).clamp(min=1)
            return torch.einsum("bn,bnd->bd", weights.to(hidden.dtype), hidden)

        a, r = mean(actor), mean(recipient)
        rep = F.relu(self.relation(self.dropout(torch.cat([hidden[:, 0], a, r, a * r], dim=-1))))
        out: Tensor = self.relation_out(self.dropout(rep))
        return out
