"""A cascade of rules over classes of words: each rule finds its pattern everywhere and puts what it built in its place.

Patterns are regular expressions whose letters are classes (``words``), written by name: ``"m:month d:dom (comma?
y:year)?"`` is a month, a day, and perhaps a year; ``m:`` names what a class matched. Spaces mean nothing. Repetition is
bounded in every pattern, so a rule's time is linear in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from entente.resolving.dates.meanings import Meaning, shape_of
from entente.resolving.dates.tokens import Item, Sentence
from entente.resolving.dates.words import CODES, UNIONS

SYMBOL = re.compile(
    r"\s+"
    r"|(?P<capture>[a-z]+):"
    r"|(?P<look>\(\?<?[!=])"
    r"|(?P<open>\()"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<other>\)|\||\?|\{\d+,\d+\})"
)
COMMON = frozenset({"the", "a", "of", "in", "on", "to", "x", "Name", "and", "comma", "dash", "for", "by", "from"})
"""Classes that most sentences hold; a rule is looked for only where the rarest class that it needs occurs."""


class Match:
    """What a pattern matched: items by the name they were captured under."""

    def __init__(self, match: re.Match[str], items: Sequence[Item]) -> None:
        self._match = match
        self._items = items

    def has(self, name: str) -> bool:
        """Whether a capture took part in the match."""
        return name in self._match.re.groupindex and self._match.start(name) >= 0

    def item(self, name: str) -> Item:
        """The item under a capture; for one of several items, the first."""
        return self._items[self._match.start(name)]

    def items(self, name: str) -> Sequence[Item]:
        """All items under a capture."""
        return self._items[self._match.start(name) : self._match.end(name)]

    def at(self, place: int) -> Item:
        """The item at a place that ``span`` gave."""
        return self._items[place]

    def word(self, name: str) -> str:
        """The word under a capture, or nothing where it took no part."""
        return self.item(name).word if self.has(name) else ""

    def number(self, name: str) -> int:
        """The number under a capture."""
        return int(self.item(name).number or 0)

    def maybe(self, name: str) -> int | None:
        """The number under a capture, or None where it took no part."""
        return self.number(name) if self.has(name) else None

    def meaning(self, name: str) -> Meaning:
        """What an earlier rule built under a capture."""
        meaning = self.item(name).meaning
        if meaning is None:
            raise TypeError(f"nothing was built under {name}")
        return meaning

    def span(self, name: str) -> tuple[int, int]:
        """First item and end of a capture."""
        return self._match.span(name)

    @property
    def before(self) -> Item | None:
        """The item before the match."""
        place = self._match.start()
        return self._items[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Piece:
    """One of several expressions that a match holds: the items from ``first`` up to ``end``."""

    first: int
    end: int
    meaning: Meaning


Built: TypeAlias = Meaning | tuple[Piece, ...] | None
Builder: TypeAlias = Callable[[Match], Built]


@dataclass(frozen=True)
class Rule:
    """One class of expressions.

    Attributes:
        name: what the class is called.
        pattern: what it looks like, over classes of words.
        build: makes the meaning out of a match; None where the match is none after all.
        example: such an expression.
        reason: why it means what ``build`` makes of it, where that is not plain.
    """

    name: str
    pattern: str
    build: Builder
    example: str
    reason: str = ""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern over the characters of the classes."""
        return re.compile(translate(self.pattern))

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of characters: a sentence must hold one of each, or the pattern cannot match. The rarest come first."""
        required = sorted(set(required_classes(self.pattern)), key=lambda classes: (len(classes), sorted(classes)))
        return tuple(frozenset(CODES[name] for name in classes) for classes in required)


def classes_of(name: str) -> tuple[str, ...]:
    """The classes that a name in a pattern stands for."""
    return UNIONS.get(name, (name,))


def symbols(pattern: str) -> Iterator[re.Match[str]]:
    """The symbols of a pattern.

    Raises:
        ValueError: something in it is no symbol.
    """
    place = 0
    while place < len(pattern):
        match = SYMBOL.match(pattern, place)
        if match is None:
            raise ValueError(f"no symbol at {place} of pattern {pattern!r}")
        yield match
        place = match.end()


def translate(pattern: str) -> str:
    """A pattern over names of classes as a regular expression over their characters."""
    parts: list[str] = []
    capture = ""
    for match in symbols(pattern):
        opening = f"(?P<{capture}>" if capture else "(?:"
        if match["capture"]:
            capture = match["capture"]
            continue
        if match["name"]:
            characters = "".join(CODES[name] for name in classes_of(match["name"]))
            parts.append(f"{opening}[{characters}])" if capture else f"[{characters}]")
        elif match["open"]:
            parts.append(opening)
        else:
            parts.append(match["look"] or match["other"] or "")
        capture = ""
    return "".join(parts)


def required_classes(pattern: str) -> list[frozenset[str]]:
    """Sets of classes of which whatever matches a pattern holds one each; classes that most sentences hold left out."""
    kept = [match for match in symbols(pattern) if not (match["capture"] or match.group().isspace())]
    required, end = _required(kept, 0)
    if end != len(kept):
        raise ValueError(f"a bracket too many in pattern {pattern!r}")
    return required


def _required(kept: Sequence[re.Match[str]], at: int) -> tuple[list[frozenset[str]], int]:
    """What the alternatives from a symbol on require, and the place of the bracket that closes them."""
    alternatives: list[list[frozenset[str]]] = [[]]
    while at < len(kept) and kept[at].group() != ")":
        symbol = kept[at]
        found: list[frozenset[str]] = []
        if symbol["open"] or symbol["look"]:
            found, at = _required(kept, at + 1)
        elif symbol["name"] and not COMMON.intersection(classes_of(symbol["name"])):
            found = [frozenset(classes_of(symbol["name"]))]
        elif symbol.group() == "|":
            alternatives.append([])
        at += 1
        optional = at < len(kept) and kept[at].group().startswith(("?", "{0"))
        if not (optional or symbol["look"]):
            alternatives[-1] += found
    if len(alternatives) == 1:
        return alternatives[0], at
    # One of several is there: of each, the class that fewest sentences hold will do.
    rarest = [min(one, key=len, default=frozenset[str]()) for one in alternatives]
    return ([frozenset[str]().union(*rarest)] if all(rarest) else []), at


def apply(rules: Sequence[Rule], sentence: Sentence) -> Sentence:
    """The sentence after every rule of a cascade, in order."""
    held = frozenset(sentence.codes)
    for rule in rules:
        if any(held.isdisjoint(codes) for codes in rule.needs):
            continue
        after = _apply_one(rule, sentence)
        if after is not sentence:
            sentence, held = after, frozenset(after.codes)
    return sentence


def _apply_one(rule: Rule, sentence: Sentence) -> Sentence:
    pieces = [
        piece for match in rule.compiled.finditer(sentence.codes) for piece in _pieces(rule, match, sentence.items)
    ]
    if not pieces:
        return sentence
    codes: list[str] = []
    items: list[Item] = []
    place = 0
    for piece in pieces:
        codes += (sentence.codes[place : piece.first], CODES[shape_of(piece.meaning)])
        items += sentence.items[place : piece.first]
        items.append(_joined(sentence.items[piece.first : piece.end], piece.meaning))
        place = piece.end
    codes.append(sentence.codes[place:])
    items += sentence.items[place:]
    return Sentence("".join(codes), items)


def _pieces(rule: Rule, match: re.Match[str], items: Sequence[Item]) -> tuple[Piece, ...]:
    built = rule.build(Match(match, items))
    if built is None:
        return ()
    if isinstance(built, tuple):
        return built
    first, end = match.span("span") if "span" in rule.compiled.groupindex else match.span()
    return (Piece(first, end, built),)


def _joined(items: Sequence[Item], meaning: Meaning) -> Item:
    """One item in the place of some; it keeps those that had a meaning of their own."""
    parts = tuple(item for item in items if item.meaning is not None)
    return Item(items[0].start, items[-1].end, "", None, items[0].capital, meaning, parts)
