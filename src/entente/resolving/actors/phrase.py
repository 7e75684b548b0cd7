"""The parts of a noun phrase: whose, which role, what name, and what comes after "of", "in" or a comma.

"Niger's deposed president, Mohamed Bazoum" has two segments; "police in Hong Kong" one segment with a complement.
A part keeps what it may stand for; which reading wins is for the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from entente.resolving.actors.lexicon import Lexicon, Tag
from entente.resolving.actors.table import Body, Kind, Modifier, Place, Role, Sense, Table
from entente.resolving.actors.text import BREAKS, Token, key_of, name_sound, tokenize

PLACE_LINKS: Final = frozenset({"in", "from", "at", "near", "across", "around", "inside", "outside", "throughout"})
OF_LINKS: Final = frozenset({"of", "for", "at", "within", "inside"})
OTHER_LINKS: Final = frozenset(
    {"to", "with", "against", "on", "by", "under", "between", "among", "along", "over", "into", "behind", "about",
     "who", "which", "that", "whose", "whom", "where", "when", "as", "after", "before", "during", "despite", "via",
     "but", "than", "including", "like", "amid", "aboard", "off", "towards", "toward"}
)  # fmt: skip
LINKS: Final = PLACE_LINKS | OF_LINKS | OTHER_LINKS
# Words that begin a remark about somebody already named: "troops fighting rebels", "police based in Diffa".
REMARKS: Final = frozenset(
    {"fighting", "opposing", "opposed", "led", "headed", "based", "stationed", "deployed", "operating", "living",
     "working", "accused", "suspected", "wearing", "holding", "seeking", "protesting", "demanding", "calling", "loyal",
     "linked", "allied", "affiliated", "belonging", "aligned", "close", "claiming", "fleeing", "trapped", "stranded",
     "arriving", "returning", "trained", "armed", "known", "called", "named", "dressed", "besieging", "occupying",
     "guarding", "patrolling", "supporting", "backing", "representing", "advising", "serving", "said", "believed",
     "thought", "born", "exiled", "killed", "detained", "arrested", "held", "sent", "not", "such", "like",
     "seconded", "drawn", "evicted", "displaced", "waiting", "gathered", "briefed", "is", "are", "was", "were", "had",
     "has", "have", "calls", "call"}
)  # fmt: skip
# Words after which a link tells of allegiance: "gunmen loyal to al-Qaeda".
ALLEGIANCE: Final = frozenset({"loyal", "linked", "allied", "affiliated", "belonging", "aligned", "sworn", "faithful"})
# A people or state joined to one of these by a hyphen says whose side somebody is on, not whose people they are.
SUPPORTED: Final = frozenset(
    {"backed", "speaking", "held", "occupied", "controlled", "allied", "aligned", "trained", "sponsored", "linked",
     "funded", "supported", "friendly", "brokered", "mediated", "armed", "administered", "drafted", "proposed"}
)  # fmt: skip
STANCES: Final = frozenset({"pro", "anti", "non"})
# Words of a phrase that say nothing about who is meant.
EMPTY_WORDS: Final = frozenset(
    """
    a about additional all almost an another any around both central certain couple dame
    different dozens dr each eastern eight entire every few first five four further handful
    her his hundreds its lady last least lord madame many mme more most mr
    mrs ms my nearly neighboring neighbouring new nine no northern number old one other
    our over own pair scores seven several sir six some southern st ten than
    that the their these this those thousands three two up various western whole your
    """.split()
)
# States that are given names as well.
GIVEN_NAMES: Final = frozenset({"Chad", "Jordan", "Georgia", "Israel", "India", "Kenya", "Cuba", "Malta", "Dominica"})
SHORTEST_MISSPELT: Final = 5
HONORIFICS: Final = frozenset({"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "dame", "madame", "mme", "don", "dom"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some words of a phrase, and what they stand for.

    Several of ``place``, ``body``, ``role``, ``persons`` may be set where the words are ambiguous.
    """

    text: str
    key: str
    first: int
    last: int
    place: Place | None = None
    body: Body | None = None
    role: Role | None = None
    modifier: Modifier | None = None
    persons: tuple[int, ...] = ()
    shared: bool = False
    plural: bool = False
    capital: bool = False
    possessive: bool = False
    hyphen: bool = False
    weak: bool = False

    @property
    def is_name_word(self) -> bool:
        """Whether this may be part of a person's name: a capital, and nothing that the tables know."""
        known = self.place or self.body or self.role or self.modifier or self.persons
        return self.capital and not known and self.key not in EMPTY_WORDS | LINKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """What follows a preposition: the preposition, and the parts after it."""

    link: str
    parts: tuple[Part, ...]
    allegiance: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch between commas: its core, and what follows prepositions."""

    core: tuple[Part, ...]
    complements: tuple[Complement, ...] = ()
    bracketed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A whole phrase."""

    text: str
    tokens: tuple[Token, ...]
    segments: tuple[Segment, ...] = field(default=())

    def parts(self) -> Iterator[Part]:
        """All parts, in the order of the text."""
        for segment in self.segments:
            yield from segment.core
            for complement in segment.complements:
                yield from complement.parts

    @property
    def words(self) -> tuple[Part, ...]:
        """The parts that say something."""
        return tuple(p for p in self.parts() if p.key not in EMPTY_WORDS)


class Parser:
    """Cuts phrases into parts with the lexicon of one table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._lexicon = Lexicon(table)

    def parse(self, text: str) -> Phrase:
        """The parts of ``text``."""
        tokens = tokenize(text)
        tags = self._without_given_names(self._lexicon.tags(tokens), tokens)
        parts = _mark_weak([self._part(tag, tokens, text) for tag in tags], tokens)
        return Phrase(text=text, tokens=tuple(tokens), segments=tuple(_segments(parts)))

    def _without_given_names(self, tags: Sequence[Tag], tokens: Sequence[Token]) -> list[Tag]:
        """``tags`` with places taken for what they are in a name: "Israel Katz", "General Santos", "Sofia Petrova"."""
        kept = [Tag(tag.first, tag.last) if self._is_in_name(tags, i, tokens) else tag for i, tag in enumerate(tags)]
        return [self._by_sound(kept, i, tokens) for i in range(len(kept))]

    def _by_sound(self, tags: Sequence[Tag], i: int, tokens: Sequence[Token]) -> Tag:
        """An unknown capital that sounds like a state or capital and stands by itself: "Afganistan", "Quatar's"."""
        tag = tags[i]
        beside = [t for t in (*tags[max(0, i - 1) : i], *tags[i + 1 : i + 2]) if _is_unknown_name(t, tokens)]
        if beside or not _is_unknown_name(tag, tokens) or len(tokens[tag.first].key) < SHORTEST_MISSPELT:
            return tag
        if i > 0 and any(s.kind == Kind.ROLE for s in tags[i - 1].senses):
            return tag
        number = self._table.place_sounds.get(name_sound(tokens[tag.first].key))
        return tag if number is None else Tag(tag.first, tag.last, (Sense(int(Kind.PLACE), number),))

    def _is_in_name(self, tags: Sequence[Tag], i: int, tokens: Sequence[Token]) -> bool:
        """Whether a place of one word is part of a person's name.

        It is where an unknown capital stands beside it, unless a preposition says that it is a place.
        """
        tag = tags[i]
        place = self._place(tag)
        if place is None or tag.last - tag.first > 1 or tokens[tag.first].possessive:
            return False
        before = tokens[tag.first - 1] if tag.first > 0 else None
        if place.kind in ("demonym", "people") or (before is not None and (before.key in LINKS or before.possessive)):
            return False
        after_name = i > 0 and place.kind not in ("state", "historic") and _is_unknown_name(tags[i - 1], tokens)
        before_name = i + 1 < len(tags) and _is_unknown_name(tags[i + 1], tokens)
        titled = i > 0 and (tags[i - 1].office is not None or any(s.kind == Kind.ROLE for s in tags[i - 1].senses))
        may_open = place.kind in ("city", "capital", "region") or place.name in GIVEN_NAMES
        return after_name or (before_name and (titled or (may_open and i == 0)))

    def _place(self, tag: Tag) -> Place | None:
        return next((self._table.places[s.index] for s in tag.senses if s.kind == Kind.PLACE), None)

    def _part(self, tag: Tag, tokens: Sequence[Token], text: str) -> Part:
        found: dict[int, int] = {}
        for sense in tag.senses:
            found.setdefault(sense.kind, sense.index)
        head, end = tokens[tag.first], tokens[tag.last - 1]
        table = self._table
        key = " ".join(t.key for t in tokens[tag.first : tag.last])
        role = tag.office or (table.roles[found[Kind.ROLE]] if Kind.ROLE in found else None)
        return Part(
            text=text[head.start : end.end],
            key=key,
            first=tag.first,
            last=tag.last,
            place=table.places[found[Kind.PLACE]] if Kind.PLACE in found else None,
            body=table.bodies[found[Kind.BODY]] if Kind.BODY in found else None,
            role=role,
            plural=role is not None and (role.plural or (tag.office is None and key != key_of(role.phrase))),
            modifier=table.modifiers[found[Kind.MODIFIER]] if Kind.MODIFIER in found else None,
            persons=tuple(s.index for s in tag.senses if s.kind == Kind.PERSON),
            shared=any(s.shared for s in tag.senses if s.kind == Kind.BODY),
            capital=any(t.capital for t in tokens[tag.first : tag.last]),
            possessive=end.possessive,
            hyphen=head.hyphen,
        )


def _is_unknown_name(tag: Tag, tokens: Sequence[Token]) -> bool:
    return not tag.senses and tag.office is None and _is_name_token(tokens[tag.first])


def _is_name_token(token: Token) -> bool:
    return token.capital and not token.upper and token.key not in EMPTY_WORDS and not token.is_break


def _mark_weak(parts: Sequence[Part], tokens: Sequence[Token]) -> list[Part]:
    """Mark places and bodies whose side somebody is on, but of which nobody is: "Russian-backed", "anti-Taliban"."""
    out: list[Part] = []
    for part in parts:
        after = tokens[part.last] if part.last < len(tokens) else None
        before = tokens[part.first - 1] if part.first > 0 else None
        backed = after is not None and after.hyphen and after.key in SUPPORTED
        stance = before is not None and part.hyphen and before.key in STANCES
        out.append(_weakened(part) if backed or stance else part)
    return out


def _weakened(part: Part) -> Part:
    return replace(part, role=None, modifier=None, persons=(), weak=True)


def _segments(parts: Iterable[Part]) -> Iterator[Segment]:
    current: list[Part] = []
    bracketed = False
    for part in parts:
        if part.key in BREAKS:
            if current:
                yield _segment(current, bracketed=bracketed)
            current, bracketed = [], part.key == "("
        else:
            current.append(part)
    if current:
        yield _segment(current, bracketed=bracketed)


def _is_cut(part: Part) -> bool:
    """Whether a part begins something said about the core: a preposition, or a remark ("fighting", "based")."""
    known = part.role or part.modifier or part.body or part.place
    return part.key in LINKS | REMARKS and not known and not part.hyphen


def _without_quantity(parts: Sequence[Part]) -> Sequence[Part]:
    """``parts`` without a quantity before "of" that says nothing about who: "dozens of", "a handful of", "bands of"."""
    for i, part in enumerate(parts):
        if part.key in ("of", "than") and i > 0:
            rest = parts[i + 1 :]
            return _without_quantity(rest) if rest and not any(_is_telling(p) for p in parts[:i]) else parts
        if _is_telling(part):
            return parts
    return parts


def _is_telling(part: Part) -> bool:
    return bool(part.role or part.body or part.place or part.persons) or part.is_name_word


def _segment(parts: Sequence[Part], *, bracketed: bool) -> Segment:
    parts = _without_quantity(parts)
    cuts = [i for i, p in enumerate(parts) if i > 0 and _is_cut(p)] or [len(parts)]
    core = tuple(parts[: cuts[0]])
    # A remark and the preposition after it are one: "based in Niamey" is a place, "loyal to Hamas" an allegiance.
    complements = tuple(
        Complement(
            link=parts[a].key,
            parts=tuple(parts[a + 1 : b]),
            allegiance=parts[a - 1].key in ALLEGIANCE,
        )
        for a, b in zip(cuts, [*cuts[1:], len(parts)], strict=True)
        if a < len(parts)
    )
    return Segment(core=core, complements=complements, bracketed=bracketed)
