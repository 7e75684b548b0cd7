"""The reader: a text to what it tells, in one pass of the encoder over windows of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from entente.errors import UsageError
from entente.reading.encoder import Encoder, FloatArray
from entente.reading.heads import Heads, pair_position, spans_of
from entente.reading.mentions import Link, Mention, Reading, SpanMention
from entente.reading.model_files import CARD, ENCODER, HEADS, SHIPPED, TOKENIZER, read_card
from entente.reading.schema import COUNT_KINDS, NONE, ROLE_KIND, ROLES, SPAN_KINDS, TAGS
from entente.reading.tokens import IntArray, Pieces, PieceTokenizer
from entente.reading.windows import MAX_PIECES, Window, WindowWords, build_windows, window_words
from entente.records import Modality, Span, Stance

SEVERAL = frozenset({"actor", "recipient", "count"})
"""Roles that more than one span may fill."""
CONTEXT_THRESHOLD = 0.5
OTHER_SECTOR_THRESHOLD = 0.5
LENIENT = 0.5
"""Bias for triggers between two sides that are known to have dealt with each other."""
LEAST_LINK = 0.02
MUTUAL_SHARE = 0.7
PAIR_FLOOR = 0.3
"""Pairs scored lower are not kept; no rule looks at them."""


@dataclass(frozen=True, slots=True)
class _Spans:
    """Spans of a window other than triggers: kind, first and last word of each, and the vectors that heads judge by."""

    found: list[tuple[str, int, int]]
    first: IntArray
    kinds: IntArray
    vectors: FloatArray


class Reader:
    """A loaded model. Safe to use from several threads."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        self.card = read_card(folder / CARD)
        self.schema = self.card.schema
        self._encoder = Encoder(folder / ENCODER)
        self._heads = Heads(folder / HEADS, self.schema)
        self._tokenizer = PieceTokenizer(folder / TOKENIZER)

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        """Everything told in ``text``; ``sentences`` are spans of it, in order."""
        pieces = self._tokenizer(text, sentences)
        collector = _Collector(text, sentences)
        for window in build_windows(pieces, sentences):
            self._read_window(pieces, window, collector)
        return collector.reading()

    def pieces(self, text: str, sentences: Sequence[Span]) -> Pieces:
        """Word pieces of ``text``."""
        return self._tokenizer(text, sentences)

    def encoder_input(
        self, pieces: Pieces, at: IntArray, sides: IntArray | None = None
    ) -> tuple[IntArray, IntArray, IntArray]:
        """What the encoder takes for the pieces numbered ``at``: ids, shapes, and sides where some are marked."""
        ids = np.concatenate([[self._tokenizer.cls_id], pieces.ids[at], [self._tokenizer.sep_id]])
        marked = np.zeros(len(at), dtype=np.int64) if sides is None else sides
        return ids, np.pad(pieces.shapes[at], 1), np.pad(marked, 1)

    def encode(self, ids: IntArray, shapes: IntArray, sides: IntArray) -> FloatArray:
        """The bare encoder: vectors (pieces, width) of one window."""
        return self._encoder(ids, shapes, sides)

    def _read_window(self, pieces: Pieces, window: Window, collector: _Collector) -> None:
        hidden = self.encode(*self.encoder_input(pieces, window.pieces))
        at = window_words(pieces, window, collector.sentences)
        words = self._heads.words(hidden, at.first_piece, at.last_piece)
        scores = self._heads.tag_scores(words, trigger_bias=self.card.trigger_bias)
        found = spans_of(self._heads.best_tags(scores, at.sentence))
        triggers = [(first, last) for kind, first, last in found if kind == "event" and first >= at.own_from]
        others = [(kind, first, last) for kind, first, last in found if kind != "event"]
        if not others and not triggers:
            return
        spans = self._spans(words, others)
        names = self._add_spans(scores, spans, at, collector)
        if triggers:
            self._add_mentions(words, scores, triggers, spans, names, at, collector)

    def _spans(self, words: FloatArray, found: list[tuple[str, int, int]]) -> _Spans:
        first, last = _bounds([(begin, stop) for _, begin, stop in found])
        kinds = np.array([SPAN_KINDS.index(kind) for kind, _, _ in found], dtype=np.int64)
        return _Spans(found, first, kinds, self._heads.argument_vectors(words, first, last))

    def _add_spans(self, scores: FloatArray, spans: _Spans, at: WindowWords, collector: _Collector) -> list[int]:
        """Add the spans of a window to the document's; gives each one's number there."""
        if not spans.found:
            return []
        heads = self._heads.arguments(spans.vectors)
        names = []
        for i, (kind, begin, stop) in enumerate(spans.found):
            mention = self._span_mention(
                kind, _offsets(at, begin, stop), scores[begin], {k: v[i] for k, v in heads.items()}, collector
            )
            names.append(collector.add_span(mention, owned=begin >= at.own_from))
        position = pair_position(spans.first, spans.first, spans.kinds, at.sentence)
        self._add_pairs(self._heads.pairs(spans.vectors, position), spans.kinds, names, collector)
        return names

    def _span_mention(
        self, kind: str, span: Span, scores: FloatArray, heads: dict[str, FloatArray], collector: _Collector
    ) -> SpanMention:
        score = float(np.exp(scores[TAGS.index(f"B-{kind}")]))
        text = collector.text[span[0] : span[1]]
        if kind == "count":
            return SpanMention(
                kind=kind, span=span, text=text, score=score, count_kind=COUNT_KINDS[int(heads["count"].argmax())]
            )
        if kind != "actor":
            return SpanMention(kind=kind, span=span, text=text, score=score)
        sector = self.schema.sectors[int(heads["sector"].argmax())]
        body = int(heads["body"].argmax())
        others = [self.schema.sectors[i] for i in np.flatnonzero(heads["other_sectors"] > OTHER_SECTOR_THRESHOLD)]
        return SpanMention(
            kind=kind,
            span=span,
            text=text,
            score=score,
            sector=None if sector == NONE else sector,
            other_sectors=tuple(s for s in others if s not in (sector, NONE)),
            body=self.schema.bodies[body],
            body_score=float(heads["body"][body]),
        )

    @staticmethod
    def _add_pairs(pairs: FloatArray, kinds: IntArray, names: list[int], collector: _Collector) -> None:
        is_actor = kinds == SPAN_KINDS.index("actor")
        is_named = is_actor | (kinds == SPAN_KINDS.index("place"))
        for output, store, right in ((0, collector.coreferent, is_actor), (1, collector.same_code, is_named)):
            likely = (pairs[..., output] > PAIR_FLOOR) & is_actor[:, None] & right[None]
            for i, j in np.argwhere(likely).tolist():
                if names[i] != names[j]:
                    key = names[i], names[j]
                    store[key] = max(store.get(key, 0.0), float(pairs[i, j, output]))

    def _add_mentions(
        self,
        words: FloatArray,
        scores: FloatArray,
        triggers: list[tuple[int, int]],
        spans: _Spans,
        names: list[int],
        at: WindowWords,
        collector: _Collector,
    ) -> None:
        first, last = _bounds(triggers)
        vectors = self._heads.trigger_vectors(words, first, last)
        heads = self._heads.triggers(vectors)
        links = self._links(vectors, first, spans, at)
        numbers = []
        for t, (begin, stop) in enumerate(triggers):
            trigger_score = float(np.exp(scores[begin, [TAGS.index("B-event"), TAGS.index("I-event")]]).sum())
            mention = self._mention(
                _offsets(at, begin, stop),
                trigger_score,
                {k: v[t] for k, v in heads.items()},
                self._roles(links[t], spans.found, names),
                collector,
            )
            numbers.append(collector.add_mention(mention))
        position = pair_position(first, first, np.zeros(len(first), dtype=np.int64), at.sentence)
        same = self._heads.same_event(vectors, position)
        for i in range(len(triggers)):
            for j in range(i + 1, len(triggers)):
                collector.same_event[numbers[i], numbers[j]] = float(same[i, j])

    def _links(self, triggers: FloatArray, trigger_at: IntArray, spans: _Spans, at: WindowWords) -> FloatArray:
        if not spans.found:
            return np.zeros((len(triggers), 0, len(ROLES)), dtype=np.float32)
        position = pair_position(trigger_at, spans.first, spans.kinds, at.sentence)
        return self._heads.links(triggers, spans.vectors, position)

    def _roles(
        self, links: FloatArray, spans: list[tuple[str, int, int]], names: list[int]
    ) -> dict[str, tuple[Link, ...]]:
        """Who and what fills each role, by a threshold; a span fills only the likelier of the two sides."""
        out: dict[str, tuple[Link, ...]] = {}
        kinds = [kind for kind, _, _ in spans]
        sides = ROLES.index("actor"), ROLES.index("recipient")
        for r, role in enumerate(ROLES):
            fits = [i for i, kind in enumerate(kinds) if kind == ROLE_KIND[role]]
            likely = [i for i in fits if links[i, r] >= self.card.link_threshold]
            if r in sides:
                other = sides[1] if r == sides[0] else sides[0]
                likely = [i for i in likely if links[i, r] >= links[i, other]]
            likely.sort(key=lambda i: -float(links[i, r]))
            chosen = likely if role in SEVERAL else likely[:1]
            found: dict[int, float] = {}
            for i in chosen:
                found.setdefault(names[i], float(links[i, r]))
            if found:
                out[role] = tuple(Link(span=n, score=s) for n, s in sorted(found.items()))
        return out

    def _mention(
        self,
        span: Span,
        trigger_score: float,
        heads: dict[str, FloatArray],
        roles: dict[str, tuple[Link, ...]],
        collector: _Collector,
    ) -> Mention:
        schema = self.schema
        order = np.argsort(-heads["type"], kind="stable")
        types = tuple((schema.types[i], float(heads["type"][i])) for i in order[:3].tolist())
        modality = int(heads["modality"].argmax())
        stance = schema.stances[int(heads["stance"].argmax())]
        plan = schema.plans[int(heads["plan"].argmax())]
        commitment = schema.commitments[int(heads["commitment"].argmax())]
        return Mention(
            trigger=span,
            trigger_text=collector.text[span[0] : span[1]],
            trigger_score=trigger_score,
            sentence=collector.sentence_of(span[0]),
            types=types,
            mode=self._mode(types[0][0], heads["mode"]),
            modality=Modality(schema.modalities[modality]),
            modality_score=float(heads["modality"][modality]),
            contexts=tuple(schema.contexts[i] for i in np.flatnonzero(heads["context"] > CONTEXT_THRESHOLD).tolist()),
            stance=None if stance == NONE else Stance(stance),
            plan=None if plan == NONE else plan,
            commitment=None if commitment == NONE else commitment,
            roles=roles,
        )

    def _mode(self, event_type: str, scores: FloatArray) -> str | None:
        """The likeliest mode among those of the type, or none."""
        prefix = f"{event_type}/"
        fits = [i for i, name in enumerate(self.schema.modes) if name == NONE or name.startswith(prefix)]
        best = self.schema.modes[max(fits, key=lambda i: float(scores[i]))]
        return None if best == NONE else best.removeprefix(prefix)

    def relate(self, text: str, actor: Span, recipient: Span) -> tuple[str, float]:
        """Type of the event between two marked spans, and its probability.

        Raises :class:`UsageError` where a span is empty or lies outside the text.
        """
        for start, end in (actor, recipient):
            if not 0 <= start < end <= len(text):
                raise UsageError(f"span ({start}, {end}) does not lie in the text of {len(text)} characters")
        pieces = self._tokenizer(text, [(0, len(text))])
        sides = np.zeros(len(pieces), dtype=np.int64)
        for side, (start, end) in ((1, actor), (2, recipient)):
            sides[(pieces.ends > start) & (pieces.starts < end)] = side
        at = _around(sides)
        if not ((sides[at] == 1).any() and (sides[at] == 2).any()):
            raise UsageError("the two spans lie further apart than the reader can see, or hold no words")
        hidden = self.encode(*self.encoder_input(pieces, at, sides[at]))
        one, two = (_slice_of(sides[at] == side) for side in (1, 2))
        votes = self._heads.relation(hidden, one, two)
        votes = votes + self._told_between(
            hidden, window_words(pieces, Window(at, (0, len(at))), [(0, len(text))]), one, two
        )
        best = int(votes.argmax())
        return self.schema.types[best], float(votes[best] / votes.sum())

    def _told_between(self, hidden: FloatArray, at: WindowWords, actor: slice, recipient: slice) -> FloatArray:
        """Votes (types) of the triggers of a marked window, each by how likely it joins the two marked sides."""
        words = self._heads.words(hidden, at.first_piece, at.last_piece)
        scores = self._heads.tag_scores(words, trigger_bias=LENIENT)
        found = [(f, last) for kind, f, last in spans_of(self._heads.best_tags(scores, at.sentence)) if kind == "event"]
        if not found:
            return np.zeros(len(self.schema.types), dtype=np.float32)
        first, last = _bounds(found)
        triggers = self._heads.trigger_vectors(words, first, last)
        begin, end = _bounds([_words_in(at, side) for side in (actor, recipient)])
        kinds = np.full(2, SPAN_KINDS.index("actor"))
        sides = self._heads.argument_vectors(words, begin, end)
        links = self._heads.links(triggers, sides, pair_position(first, begin, kinds, at.sentence))
        acts, suffers = ROLES.index("actor"), ROLES.index("recipient")
        # Both sides of a mutual act are actors, so the second may be one too.
        second = np.maximum(links[:, 1, suffers], MUTUAL_SHARE * links[:, 1, acts])
        weights = np.exp(scores[first, TAGS.index("B-event")])
        weights = weights * np.maximum(links[:, 0, acts], LEAST_LINK) * np.maximum(second, LEAST_LINK)
        out: FloatArray = (weights[:, None] * self._heads.triggers(triggers)["type"]).sum(axis=0)
        return out


class _Collector:
    """Gathers what the windows of a document give, each span once."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.coreferent: dict[tuple[int, int], float] = {}
        self.same_code: dict[tuple[int, int], float] = {}
        self.same_event: dict[tuple[int, int], float] = {}
        self.sentences = tuple(sentences)
        self._sentence_starts = np.array([start for start, _ in sentences])
        self._spans: list[SpanMention] = []
        self._mentions: list[Mention] = []

    def sentence_of(self, at: int) -> int:
        """Number of the sentence that holds offset ``at``."""
        return max(0, int(np.searchsorted(self._sentence_starts, at, side="right")) - 1)

    def add_span(self, mention: SpanMention, *, owned: bool) -> int:
        """Number of the span; one seen again as context of a later window keeps its number and what was read first."""
        if not owned:
            for i in range(len(self._spans) - 1, -1, -1):
                seen = self._spans[i]
                if seen.kind == mention.kind and seen.span[0] < mention.span[1] and mention.span[0] < seen.span[1]:
                    return i
        self._spans.append(mention)
        return len(self._spans) - 1

    def add_mention(self, mention: Mention) -> int:
        """Number of the mention."""
        self._mentions.append(mention)
        return len(self._mentions) - 1

    def reading(self) -> Reading:
        """All that was gathered."""
        return Reading(
            sentences=self.sentences,
            spans=tuple(self._spans),
            mentions=tuple(self._mentions),
            coreferent=self.coreferent,
            same_code=self.same_code,
            same_event=self.same_event,
        )


def _bounds(spans: Sequence[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    pairs = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _offsets(at: WindowWords, first: int, last: int) -> Span:
    return int(at.starts[first]), int(at.ends[last])


def _around(sides: IntArray) -> IntArray:
    """Pieces to look at in a long text: as many as a window holds, with the marked ones in the middle."""
    if len(sides) <= MAX_PIECES:
        return np.arange(len(sides), dtype=np.int64)
    marked = np.flatnonzero(sides)
    middle = int(marked[0] + marked[-1]) // 2 if len(marked) else 0
    start = min(max(0, middle - MAX_PIECES // 2), len(sides) - MAX_PIECES)
    return np.arange(start, start + MAX_PIECES, dtype=np.int64)


def _words_in(at: WindowWords, pieces: slice) -> tuple[int, int]:
    """First and last word that pieces of the encoder's input lie in."""
    inside = np.flatnonzero((at.last_piece >= pieces.start) & (at.first_piece < pieces.stop))
    return int(inside[0]), int(inside[-1])


def _slice_of(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> slice:
    """Pieces of a marked side in the encoder's input, [CLS] counted."""
    where = np.flatnonzero(mask)
    return slice(int(where[0]) + 1, int(where[-1]) + 2)


@lru_cache(maxsize=2)
def load_reader(folder: Path = SHIPPED) -> Reader:
    """The reader of a model folder, loaded once."""
    return Reader(folder)
