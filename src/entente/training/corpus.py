"""The annotated corpus: its plain-text format compiled to offsets.

The format is told in ``corpus/GUIDELINE.md``: a header line, text lines in which spans are marked ``[id|words]``, and
annotation lines that begin with ``> ``. Compilation refuses a bad line with its file and item, so that whatever comes
out of :func:`load_corpus` can be trained on and measured against without looking back.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from entente.codebook import Codebook, load_codebook
from entente.errors import CorpusError
from entente.records import CommitmentStatus, CommitmentType, EventName, Modality, Role, Stance

STYLES = frozenset({"agency", "broadcaster", "local", "ministry", "thinktank", "headline", "opinion", "other"})
SPAN_MARK = re.compile(r"\[([a-z]+\d+)\|([^\[\]|]+)\]")
NOTE_PART = re.compile(r'title="[^"]*"|\S+')
LENGTH = re.compile(r"P\d+[DWMY]")
ENTITY_CODE = re.compile(r"[A-Z]{3}|-")
PARAGRAPH_BREAK = "\n\n"
KIND_OF_LETTER = {"a": "actor", "p": "place", "t": "time", "o": "object", "n": "count", "e": "event"}
ROLE_LETTER = {"actor": "a", "recipient": "a", "place": "p", "time": "t", "object": "o", "count": "n"}
HELD_OUT_SHARE = 0.15
CALIBRATION_SHARE = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpan:
    """Words marked in an item, with offsets into its text."""

    id: str
    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNote:
    """Who a marked actor is, or which earlier mention it repeats."""

    id: str
    code: str | None
    sector: str | None
    other_sectors: tuple[str, ...] = ()
    antecedent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeNote:
    """What a marked time means: an interval of days, open ends None, or a bare length such as ``P6M``."""

    id: str
    start: dt.date | None = None
    end: dt.date | None = None
    length: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountNote:
    """What a marked number counts."""

    id: str
    unit: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNote:
    """One annotated event, anchored at its trigger span."""

    id: str
    type: EventName
    mode: str | None
    modality: Modality
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    count: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    by: str | None = None
    stance: Stance | None = None
    same: str | None = None
    plan: EventName | None = None
    plan_mode: str | None = None
    plan_time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentNote:
    """One annotated commitment of an article."""

    id: str
    type: CommitmentType
    status: CommitmentStatus
    parties: tuple[tuple[str, Role], ...]
    events: tuple[str, ...]
    due: dt.date | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An annotated sentence or article. ``text`` joins title and paragraphs by blank lines, as a document's does."""

    id: str
    style: str
    region: str
    published: dt.date
    text: str
    paragraphs: int
    spans: dict[str, MarkedSpan]
    actors: dict[str, ActorNote]
    places: dict[str, str | None]
    times: dict[str, TimeNote]
    counts: dict[str, CountNote]
    events: tuple[EventNote, ...]
    commitments: tuple[CommitmentNote, ...]

    @property
    def is_article(self) -> bool:
        """Whether the item has a title and paragraphs, not one sentence."""
        return self.paragraphs > 1

    def root(self, actor: str) -> str:
        """The first mention of the actor that the mention ``actor`` belongs to."""
        seen = {actor}
        while (earlier := self.actors[actor].antecedent) is not None and earlier not in seen:
            seen.add(earlier)
            actor = earlier
        return actor

    def event_root(self, event: str) -> str:
        """The event mention that ``event`` repeats, or itself."""
        links = {e.id: e.same for e in self.events}
        seen = {event}
        while (earlier := links.get(event)) is not None and earlier not in seen:
            seen.add(earlier)
            event = earlier
        return event


def load_corpus(paths: Iterable[Path], *, codebook: Codebook | None = None) -> tuple[Item, ...]:
    """Items of all ``paths``, in order. Raises :class:`CorpusError` for a bad line or an id used twice."""
    book = codebook or load_codebook()
    items: dict[str, Item] = {}
    for path in paths:
        for item in read_items(path, codebook=book):
            if item.id in items:
                raise CorpusError(f"{path}: {item.id}: this id is used twice; give each item its own")
            items[item.id] = item
    return tuple(items.values())


def read_items(path: Path, *, codebook: Codebook) -> Iterator[Item]:
    """Items of one corpus file. Raises :class:`CorpusError` naming file, item and line."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    for block in re.split(r"\n[ \t]*\n", content.strip()):
        lines = [line.rstrip() for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        try:
            yield parse_item(lines, codebook=codebook)
        except (ValueError, KeyError, IndexError) as error:
            reason = error.args[0] if isinstance(error, ValueError) and error.args else repr(error)
            raise CorpusError(f"{path}: {lines[0][:60]}: {reason}") from error


def parse_item(lines: list[str], *, codebook: Codebook) -> Item:
    """Compile one item. Raises ValueError for what the guideline does not allow."""
    item_id, style, region, published = _header(lines[0])
    text, spans = _compile_text([line for line in lines[1:] if not line.startswith(">")])
    notes = [NOTE_PART.findall(line[1:]) for line in lines[1:] if line.startswith(">")]
    _check_told_once(notes, spans)
    of_kind = {kind: [n for n in notes if n and n[0][0] == kind] for kind in "aptnec"}
    item = Item(
        id=item_id,
        style=style,
        region=region,
        published=published,
        text=text,
        paragraphs=text.count(PARAGRAPH_BREAK) + 1,
        spans=spans,
        actors={n[0]: _actor(n, spans, codebook) for n in of_kind["a"]},
        places={n[0]: _code(n[1]) for n in of_kind["p"]},
        times={n[0]: _time(n) for n in of_kind["t"]},
        counts={n[0]: _count(n) for n in of_kind["n"]},
        events=tuple(_event(n, spans, codebook) for n in of_kind["e"]),
        commitments=tuple(_commitment(n, spans) for n in of_kind["c"]),
    )
    for actor in item.actors.values():
        if actor.antecedent is not None and item.actors[item.root(actor.id)].antecedent is not None:
            raise ValueError(f"{actor.id}: its antecedents lead in a circle")
    return item


def _header(line: str) -> tuple[str, str, str, dt.date]:
    parts = [part.strip() for part in line.lstrip("#").split("|")]
    if not line.startswith("# ") or len(parts) != 4:
        raise ValueError("the header needs '# id | style | region | date'")
    if parts[1] not in STYLES:
        raise ValueError(f"unknown style {parts[1]!r}; use one of {', '.join(sorted(STYLES))}")
    return parts[0], parts[1], parts[2], dt.date.fromisoformat(parts[3])


def _compile_text(lines: list[str]) -> tuple[str, dict[str, MarkedSpan]]:
    if not lines:
        raise ValueError("the item has no text")
    spans: dict[str, MarkedSpan] = {}
    out: list[str] = []
    length = 0
    for number, line in enumerate(lines):
        pieces, at = ([PARAGRAPH_BREAK] if number else []), 0
        length += len(PARAGRAPH_BREAK) if number else 0
        for mark in SPAN_MARK.finditer(line):
            before, (name, words) = line[at : mark.start()], mark.groups()
            start = length + len(before)
            if name in spans:
                raise ValueError(f"{name} is marked twice")
            if name[0] not in KIND_OF_LETTER:
                raise ValueError(f"{name}: a span is one of {', '.join(KIND_OF_LETTER)}")
            spans[name] = MarkedSpan(
                id=name, kind=KIND_OF_LETTER[name[0]], start=start, end=start + len(words), text=words
            )
            pieces += [before, words]
            length = start + len(words)
            at = mark.end()
        rest = line[at:]
        pieces.append(rest)
        length += len(rest)
        if re.search(r"[\[\]|]", SPAN_MARK.sub("", line)):
            raise ValueError(f"broken or nested span: {line[:80]}")
        out += pieces
    return "".join(out), spans


def _check_told_once(notes: list[list[str]], spans: dict[str, MarkedSpan]) -> None:
    told: set[str] = set()
    for note in notes:
        if not note or note[0][0] not in "aptoenc":
            raise ValueError(f"unknown annotation: {' '.join(note)[:60]}")
        if note[0] in told:
            raise ValueError(f"{note[0]} is told twice")
        if note[0][0] != "c" and note[0] not in spans:
            raise ValueError(f"{note[0]} is not marked in the text")
        told.add(note[0])
    for name in spans:
        if name not in told and name[0] != "o":
            raise ValueError(f"{name} is marked but has no annotation line")


def _code(word: str) -> str | None:
    if not ENTITY_CODE.fullmatch(word):
        raise ValueError(f"{word!r} is no code; give ISO 3166-1 alpha-3, a PLOVER entity code or -")
    return None if word == "-" else word


def _actor(note: list[str], spans: dict[str, MarkedSpan], book: Codebook) -> ActorNote:
    if note[1] == "=":
        if note[2] not in spans or note[2][0] != "a":
            raise ValueError(f"{note[0]}: unknown antecedent {note[2]}")
        return ActorNote(id=note[0], code=None, sector=None, antecedent=note[2])
    sectors = [None if s == "-" else s for s in note[2:]]
    if not sectors or any(s is not None and s not in book.sectors for s in sectors):
        raise ValueError(f"{note[0]}: give code and sector: {' '.join(note)}")
    others = tuple(s for s in sectors[1:] if s is not None)
    return ActorNote(id=note[0], code=_code(note[1]), sector=sectors[0], other_sectors=others)


def _time(note: list[str]) -> TimeNote:
    if LENGTH.fullmatch(note[1]):
        return TimeNote(id=note[0], length=note[1])
    first, _, last = note[1].partition("..")
    start, end = (None if d == "-" else dt.date.fromisoformat(d) for d in (first, last))
    if start is not None and end is not None and start > end:
        raise ValueError(f"{note[0]}: the interval ends before it starts")
    return TimeNote(id=note[0], start=start, end=end)


def _count(note: list[str]) -> CountNote:
    if len(note) < 2:
        raise ValueError(f"{note[0]}: give what is counted and the number")
    return CountNote(id=note[0], unit=note[1], value=" ".join(note[2:]))


def _ids(value: str, letter: str, spans: dict[str, MarkedSpan], where: str) -> tuple[str, ...]:
    names = tuple(value.split(","))
    for name in names:
        if name not in spans or name[0] != letter:
            raise ValueError(f"{where}: {name} is no marked span of that kind")
    return names


def _typed(word: str, book: Codebook, where: str) -> tuple[EventName, str | None]:
    name, _, mode = word.partition("/")
    if name not in book.events:
        raise ValueError(f"{where}: unknown event type {name}")
    if mode and mode not in book.events[name].modes:
        raise ValueError(f"{where}: {name} has no mode {mode}")
    return name, mode or None


def _event(note: list[str], spans: dict[str, MarkedSpan], book: Codebook) -> EventNote:
    where = note[0]
    type_, mode = _typed(note[1], book, where)
    roles: dict[str, tuple[str, ...]] = {}
    by: tuple[str | None, Stance | None] = (None, None)
    same: str | None = None
    plan: tuple[EventName | None, str | None, str | None] = (None, None, None)
    for part in note[3:]:
        key, _, value = part.partition("=")
        if key in ROLE_LETTER:
            roles[key] = _ids(value, ROLE_LETTER[key], spans, where)
        elif key == "context":
            roles[key] = tuple(value.split(","))
            if unknown := set(roles[key]) - set(book.contexts):
                raise ValueError(f"{where}: unknown context {', '.join(sorted(unknown))}")
        elif key == "by":
            who, _, stance = value.partition(":")
            by = (_ids(who, "a", spans, where)[0], Stance(stance))
        elif key == "same":
            same = _ids(value, "e", spans, where)[0]
        elif key == "plan":
            word, _, time = value.partition("@")
            plan = (*_typed(word, book, where), _ids(time, "t", spans, where)[0] if time else None)
        else:
            raise ValueError(f"{where}: unknown part {part}")
    return EventNote(
        id=note[0],
        type=type_,
        mode=mode,
        modality=Modality(note[2]),
        actor=roles.get("actor", ()),
        recipient=roles.get("recipient", ()),
        place=roles.get("place", ()),
        time=roles.get("time", ()),
        object=roles.get("object", ()),
        count=roles.get("count", ()),
        context=roles.get("context", ()),
        by=by[0],
        stance=by[1],
        same=same,
        plan=plan[0],
        plan_mode=plan[1],
        plan_time=plan[2],
    )


def _commitment(note: list[str], spans: dict[str, MarkedSpan]) -> CommitmentNote:
    options = dict(part.split("=", 1) for part in note[2:])
    parties = []
    for party in options["parties"].split(","):
        who, _, role = party.partition(":")
        parties.append((_ids(who, "a", spans, note[0])[0], Role(role)))
    return CommitmentNote(
        id=note[0],
        type=CommitmentType(note[1]),
        status=CommitmentStatus(options["status"]),
        parties=tuple(parties),
        events=_ids(options["events"], "e", spans, note[0]) if "events" in options else (),
        due=dt.date.fromisoformat(options["due"]) if options.get("due", "-") != "-" else None,
        title=options.get("title", "").strip('"'),
    )


def group_key(item_id: str) -> str:
    """The minimal-pair group an id belongs to: ``ha-p012c`` is a variant in ``ha-p012``; others stand alone."""
    found = re.fullmatch(r"([a-z]+-p\d+)[a-z]", item_id)
    return found[1] if found else item_id


def share_of(key: str) -> float:
    """A number from 0 to 1 that depends on nothing but the key; the splits are cut on it."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") / 2**64


def groups(items: Iterable[Item]) -> dict[str, str]:
    """Which group each item belongs to: id to the id of its group.

    Neighbours in a file that share most of their words are variants of one sentence even where their ids do not say
    so; they go together, or the held-out part would hold twins of what was trained on.
    """
    of: dict[str, str] = {}
    last_words: set[str] = set()
    last_key = ""
    for item in items:
        words = set(re.findall(r"\w+", item.text.lower()))
        key = group_key(item.id)
        alike = len(words & last_words) / max(1, min(len(words), len(last_words))) if last_words else 0.0
        if not item.is_article and alike > 0.6:
            key = last_key
        of[item.id] = key
        last_words, last_key = words, key
    return of


class Part(StrEnum):
    """What an item is for."""

    HELD_OUT = "held out"
    """Measured on, and nothing else, ever."""
    CALIBRATION = "calibration"
    """Thresholds and confidence are fitted on it."""
    TRAINING = "training"


def part_of(group: str) -> Part:
    """Which part a group belongs to, by a stable hash of its id: about 15 % held out, 6 % for calibration."""
    share = share_of(group)
    if share < HELD_OUT_SHARE:
        return Part.HELD_OUT
    return Part.CALIBRATION if share < HELD_OUT_SHARE + CALIBRATION_SHARE else Part.TRAINING


def items_of(items: Sequence[Item], part: Part) -> list[Item]:
    """The items of one part; whole groups go together."""
    group = groups(items)
    return [item for item in items if part_of(group[item.id]) is part]
