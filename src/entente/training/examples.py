"""Annotated items turned into what the model learns from: windows of pieces with spans, triggers and links over words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from entente.reading.schema import COUNT_KINDS, NONE, ROLE_KIND, ROLES, STATE, TAGS, Schema
from entente.reading.tokens import IntArray, Pieces, PieceTokenizer
from entente.reading.windows import Window, WindowWords, build_windows, window_words
from entente.records import Span
from entente.training.corpus import EventNote, Item
from entente.training.gold import item_sentences

IGNORE = -100
COUNT_UNITS = {
    "dead": "dead", "killed": "dead", "injured": "injured", "wounded": "injured", "arrested": "arrested",
    "detained": "arrested", "troops": "troops", "soldiers": "troops", "money": "money",
}  # fmt: skip


@dataclass(slots=True)
class Trigger:
    """A gold event in a window. Positions are over the window's words."""

    first: int
    last: int
    labels: dict[str, int]
    contexts: list[int]
    event: str


@dataclass(slots=True)
class Argument:
    """A gold span other than a trigger. ``labels`` holds IGNORE where nothing is known."""

    first: int
    last: int
    kind: str
    labels: dict[str, int]
    others: list[int]
    name: str


@dataclass(slots=True)
class Example:
    """One window with everything that is to be learnt from it.

    ``ids``, ``shapes``, ``first_piece`` and ``last_piece`` are ready for the encoder ([CLS] and [SEP] included).
    ``sentence`` numbers the sentence of each word. ``links[t, a, r]`` is 1, 0 or IGNORE; ``pairs[a, b]`` holds
    (coreferent, same code); ``same[t, u]`` same event.
    """

    item: str
    ids: IntArray
    shapes: IntArray
    sentence: IntArray
    first_piece: IntArray
    last_piece: IntArray
    tags: IntArray
    triggers: list[Trigger]
    arguments: list[Argument]
    links: IntArray
    pairs: IntArray
    same: IntArray
    relations: list[Relation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Relation:
    """A pair of marked spans (word positions in the window) and the type of event between them."""

    actor: tuple[int, int]
    recipient: tuple[int, int]
    type: int


def build_examples(items: Iterable[Item], *, tokenizer: PieceTokenizer, schema: Schema) -> Iterator[Example]:
    """Examples of all windows of ``items``, in order."""
    for item in items:
        sentences = item_sentences(item)
        pieces = tokenizer(item.text, sentences)
        for window in build_windows(pieces, sentences):
            yield _example(item, pieces, window, sentences, tokenizer, schema)


def _example(
    item: Item,
    pieces: Pieces,
    window: Window,
    sentences: Sequence[Span],
    tokenizer: PieceTokenizer,
    schema: Schema,
) -> Example:
    words = window_words(pieces, window, sentences)
    place = _SpanPlacer(item, words)
    triggers = [t for e in item.events if (t := _trigger(item, e, place, schema)) is not None]
    arguments = [a for name in item.spans if (a := _argument(item, name, place, schema)) is not None]
    tags = np.zeros(len(words.starts), dtype=np.int64)
    for kind, first, last in [("event", t.first, t.last) for t in triggers] + [
        (a.kind, a.first, a.last) for a in arguments
    ]:
        tags[first] = TAGS.index(f"B-{kind}")
        tags[first + 1 : last + 1] = TAGS.index(f"I-{kind}")
    links = _Linker(item, sentences, arguments)
    return Example(
        item=item.id,
        ids=np.concatenate([[tokenizer.cls_id], pieces.ids[window.pieces], [tokenizer.sep_id]]),
        shapes=np.concatenate([[0], pieces.shapes[window.pieces], [0]]),
        sentence=words.sentence,
        first_piece=words.first_piece,
        last_piece=words.last_piece,
        tags=tags,
        triggers=triggers,
        arguments=arguments,
        links=np.array([links(t) for t in triggers], dtype=np.int64).reshape(len(triggers), len(arguments), len(ROLES)),
        pairs=_pairs(item, arguments),
        same=np.array(
            [[item.event_root(t.event) == item.event_root(u.event) for u in triggers] for t in triggers],
            dtype=np.int64,
        ).reshape(len(triggers), len(triggers)),
        relations=list(_relations(item, triggers, arguments, schema)),
    )


class _SpanPlacer:
    """Finds the words of a window that a marked span covers."""

    def __init__(self, item: Item, words: WindowWords) -> None:
        self._item = item
        self._starts, self._ends = words.starts, words.ends

    def __call__(self, name: str) -> tuple[int, int] | None:
        span = self._item.spans[name]
        inside = np.flatnonzero((self._ends > span.start) & (self._starts < span.end))
        if not len(inside) or self._starts[inside[0]] > span.start or self._ends[inside[-1]] < span.end:
            return None  # the span is cut off by the window's edge
        # A sentence can stand twice in no window, so the words of a span are consecutive.
        return int(inside[0]), int(inside[-1])


def _trigger(item: Item, event: EventNote, place: _SpanPlacer, schema: Schema) -> Trigger | None:
    at = place(event.id)
    if at is None:
        return None
    mode = f"{event.type}/{event.mode}" if event.mode else NONE
    kinds = {e: c.type.value for c in item.commitments for e in c.events}
    commitment = schema.commitments.index(kinds.get(event.id, NONE)) if item.is_article else IGNORE
    return Trigger(
        first=at[0],
        last=at[1],
        labels={
            "type": schema.types.index(event.type),
            "mode": schema.modes.index(mode),
            "modality": schema.modalities.index(event.modality),
            "stance": schema.stances.index(event.stance or NONE),
            "plan": schema.plans.index(event.plan or NONE),
            "commitment": commitment,
        },
        contexts=[schema.contexts.index(c) for c in event.context],
        event=event.id,
    )


def _argument(item: Item, name: str, place: _SpanPlacer, schema: Schema) -> Argument | None:
    span = item.spans[name]
    at = place(name) if span.kind != "event" else None
    if at is None:
        return None
    labels = {"sector": IGNORE, "body": IGNORE, "count": IGNORE}
    others: list[int] = []
    if span.kind == "actor":
        note = item.actors[item.root(name)]
        labels["sector"] = schema.sectors.index(note.sector or NONE)
        labels["body"] = schema.bodies.index(_body(note.code, schema))
        others = [schema.sectors.index(s) for s in note.other_sectors]
    elif span.kind == "count":
        unit = item.counts[name].unit.lower()
        labels["count"] = COUNT_KINDS.index(COUNT_UNITS.get(unit, "other"))
    return Argument(first=at[0], last=at[1], kind=span.kind, labels=labels, others=others, name=name)


def _body(code: str | None, schema: Schema) -> str:
    if code is None:
        return NONE
    return code if code in schema.bodies else STATE


class _Linker:
    """Rows of link labels for the triggers of a window.

    Annotators may name the first mention of an actor where a pronoun or short form stands nearer to the trigger. The
    mention in the trigger's own sentence is what the words say, so the link goes there; other mentions of the same
    actor are neither right nor wrong.
    """

    def __init__(self, item: Item, sentences: Sequence[Span], arguments: Sequence[Argument]) -> None:
        self._item = item
        self._arguments = arguments
        self._starts = [start for start, _ in sentences]

    def _sentence(self, name: str) -> int:
        return int(np.searchsorted(self._starts, self._item.spans[name].start, side="right"))

    def __call__(self, trigger: Trigger) -> IntArray:
        event = next(e for e in self._item.events if e.id == trigger.event)
        row = np.zeros((len(self._arguments), len(ROLES)), dtype=np.int64)
        for r, role in enumerate(ROLES):
            for a, argument in enumerate(self._arguments):
                if argument.kind != ROLE_KIND[role]:
                    row[a, r] = IGNORE
            for name in self._fillers(event, role):
                self._mark(row, r, name, trigger)
        return row

    @staticmethod
    def _fillers(event: EventNote, role: str) -> tuple[str, ...]:
        if role == "by":
            return (event.by,) if event.by else ()
        if role == "plan_time":
            return (event.plan_time,) if event.plan_time else ()
        found: tuple[str, ...] = getattr(event, role)
        return found

    def _mark(self, row: IntArray, r: int, name: str, trigger: Trigger) -> None:
        if ROLE_KIND[ROLES[r]] != "actor":
            for a, argument in enumerate(self._arguments):
                if argument.name == name:
                    row[a, r] = 1
            return
        root, home = self._item.root(name), self._sentence(trigger.event)
        mentions = [
            (a, argument)
            for a, argument in enumerate(self._arguments)
            if argument.kind == "actor" and self._item.root(argument.name) == root
        ]
        if not mentions:
            return
        here = [m for m in mentions if self._sentence(m[1].name) == home]
        named = [m for m in (here or mentions) if m[1].name == name]
        chosen = named or [min(here or mentions, key=lambda m: abs(m[1].first - trigger.first))]
        for a, _ in mentions:
            if row[a, r] != 1:
                row[a, r] = IGNORE
        row[chosen[0][0], r] = 1


def _pairs(item: Item, arguments: Sequence[Argument]) -> IntArray:
    """(coreferent, same code) for each ordered pair of actors, and of an actor and a place."""
    out = np.full((len(arguments), len(arguments), 2), IGNORE, dtype=np.int64)
    code = [_code_of(item, a) for a in arguments]
    for i, a in enumerate(arguments):
        for j, b in enumerate(arguments):
            if i == j or a.kind != "actor" or b.kind not in ("actor", "place"):
                continue
            if b.kind == "actor":
                out[i, j, 0] = int(item.root(a.name) == item.root(b.name))
            out[i, j, 1] = int(code[i] is not None and code[i] == code[j])
    return out


def _code_of(item: Item, argument: Argument) -> str | None:
    if argument.kind == "actor":
        return item.actors[item.root(argument.name)].code
    return item.places.get(argument.name)


def _relations(
    item: Item, triggers: Sequence[Trigger], arguments: Sequence[Argument], schema: Schema
) -> Iterator[Relation]:
    """Marked pairs for the relation head; where several events join one pair, the first told stands for it.

    An act upon nobody in particular (troops on alert in a province, a curfew in a town) still joins its actor and its
    place or object, and people ask about such pairs too.
    """
    at = {a.name: (a.first, a.last) for a in arguments if a.kind in ("actor", "place", "object")}
    types: dict[tuple[str, str], list[int]] = defaultdict(list)
    for trigger in triggers:
        event = next(e for e in item.events if e.id == trigger.event)
        for actor in event.actor:
            others = event.recipient or tuple(o for o in event.actor if o != actor) or event.place + event.object
            for other in others:
                types[actor, other].append(trigger.labels["type"])
    for (actor, other), found in types.items():
        if actor in at and other in at and len(set(found)) == 1:
            yield Relation(actor=at[actor], recipient=at[other], type=found[0])
