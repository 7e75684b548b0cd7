"""What a document itself tells about its actors: surnames, titles, acronyms and short forms lead back to whom it named.

"Vice Minister of Defense Yunus-Bek Yevkurov" makes "Yevkurov" and "the vice minister" resolvable further down, with
the first mention as source; "Economic Community of West African States (ECOWAS)" does so for "ECOWAS". A short form
that two actors of the document share leads nowhere: the choice is left to the reader of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from entente.records import Resolution
from entente.resolving.actors.names import surnames
from entente.resolving.actors.phrase import EMPTY_WORDS, Part
from entente.resolving.actors.reading import RANK, Reading
from entente.resolving.actors.resolver import ActorResolver
from entente.resolving.actors.text import fold, key_of

BRACKETED: Final = re.compile(r"[(\[]\s*(?:the\s+|or\s+)?([A-Z][\w.&-]{1,11})\s*[)\]]")
"""An acronym in brackets after the name that it stands for."""

# What else a text calls a body, by its sector or code; a mission or a court is called so whatever its sector.
KIND_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "IGO": ("bloc", "organisation", "organization", "body", "grouping"),
    "EUR": ("bloc", "union"),
    "UNO": ("world body",),
    "REB": ("group", "movement", "rebels", "militants", "insurgents", "fighters", "rebel group", "militant group"),
    "PRM": ("group", "militia", "mercenaries", "paramilitaries", "force"),
    "CRM": ("gang", "cartel"),
    "PTY": ("party",),
    "BUS": ("company", "firm", "group"),
    "LAB": ("union",),
    "SPY": ("agency", "service"),
    "NGO": ("organisation", "organization", "group", "charity"),
    "mission": ("mission", "force", "peacekeepers", "operation", "troops"),
}
NAME_WORDS: Final = frozenset(
    "alliance union league community organisation organization court tribunal commission council mission force front "
    "movement party party's congress bank fund agency association federation group forum committee parliament "
    "assembly ministry army police guard company corporation network brotherhood cartel bloc".split()
)
"""Nouns in a body's name that stand for it alone: "the League", "the mission"."""

# Roles that are too common to lead back to one person.
COMMON: Final = frozenset(
    {"official", "man", "woman", "people", "person", "member", "source", "side", "team", "figure"}
)
DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
INITIALS: Final = range(3, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """An actor as the document introduced it, and the short forms that it may take."""

    text: str
    resolution: Resolution
    names: frozenset[str]
    titles: frozenset[str]

    @property
    def identity(self) -> tuple[str | None, ...]:
        """What two mentions of one actor share."""
        r = self.resolution
        return (r.identifier_id or r.identifier_text, r.code, r.sector)


class DocumentActors:
    """The memory of one document; feed it mentions in the order of the text."""

    def __init__(self, resolver: ActorResolver) -> None:
        self._resolver = resolver
        self._seen: list[Introduced] = []

    def add(self, text: str, resolution: Resolution) -> None:
        """Learn that the mention ``text`` means what ``resolution`` says."""
        reading = self._resolver.read(text)
        names = frozenset(_name_keys(text, reading, resolution))
        titles = frozenset(_title_keys(reading, resolution))
        if names or titles:
            self._seen.append(Introduced(text=text, resolution=resolution, names=names, titles=titles))

    def refer(self, text: str) -> Resolution | None:
        """Whom a short form means that was introduced before; None where nobody or more than one actor.

        Texts that name a state, a known body or a whole known name speak for themselves and are not led back.
        """
        if not self._seen:
            return None
        reading = self._resolver.read(text)
        if speaks_for_itself(reading):
            return None
        asked = frozenset(_asked_names(text, reading))
        by_name = [i for i in self._seen if not asked.isdisjoint(i.names)]
        found = by_name if by_name else self._by_title(reading)
        # Later mentions know no less than earlier ones: the last is who is meant, the first who says so.
        if not found or len({_who(i) for i in found}) > 1:
            return None
        first, last = found[0], found[-1]
        reason = f"the document introduces '{text}' as '{first.text}': {first.resolution.reason}"
        return replace(last.resolution, reason=reason)

    def _by_title(self, reading: Reading) -> list[Introduced]:
        """Actors whom a title without a name fits, of the same state where one is told."""
        # Only "the soldiers" are soldiers told of before; "soldiers" may be any.
        definite = reading.phrase.tokens[0].key in DEFINITE if reading.phrase.tokens else False
        if reading.name is not None or not definite:
            return []
        asked = set(_asked_titles(reading))
        code = reading.nation.code if reading.nation is not None else None
        return [i for i in self._seen if asked & i.titles and code in (None, i.resolution.code)]


def _who(introduced: Introduced) -> tuple[str | None, ...]:
    """Who is meant, as far as two mentions of one actor need to agree."""
    r = introduced.resolution
    person = r.identifier_text if r.identifier_text else None
    return (key_of(person).split()[-1] if person and key_of(person) else None, r.code)


def speaks_for_itself(reading: Reading) -> bool:
    """Whether the words name a state, body or person that needs no document to be understood."""
    if reading.named is not None and not reading.named.shared:
        return True
    if reading.nation is not None:
        return reading.head is None or reading.name is not None or not _is_title(reading)
    whole = reading.name is not None and " " in key_of(reading.name)
    return reading.choice is not None and whole


def _is_title(reading: Reading) -> bool:
    head = reading.head
    return head is not None and head.kind in ("office", "ministry", "neutral") and reading.nation is not None


# -- what an introduction teaches ------------------------------------------------------------------------------


def _name_keys(text: str, reading: Reading, resolution: Resolution) -> Iterator[str]:
    """Keys of the names under which somebody or something may come back."""
    if reading.name is not None:
        yield from _person_keys(reading.name, resolution.code)
    elif reading.choice is not None:
        yield from _person_keys(reading.choice.person.name, resolution.code)
    bracketed = BRACKETED.search(text)
    if bracketed:
        yield key_of(bracketed[1])
    capitals = [p for p in reading.core if p.capital and p.key not in EMPTY_WORDS]
    if reading.name is None and reading.choice is None and len(capitals) == len(reading.core) and capitals:
        yield key_of(_plain(text))
    if reading.choice is None and (reading.named is not None or reading.name is not None):
        yield from _initials(reading.named.body.name if reading.named is not None else reading.name or "")


def _plain(text: str) -> str:
    return BRACKETED.sub("", text)


def _person_keys(name: str, code: str | None) -> Iterator[str]:
    key = key_of(name)
    yield key
    yield from surnames(name, code or "")
    first = key.split()[0]
    if len(first) > 2:
        yield first


def _initials(name: str) -> Iterator[str]:
    words = [w for w in re.findall(r"[^\W\d_]+", name) if w[0].isupper()]
    if len(words) in INITIALS:
        yield fold("".join(w[0] for w in words))


def _title_keys(reading: Reading, resolution: Resolution) -> Iterator[str]:
    """Keys of the titles and kinds under which an actor may come back."""
    for part in _role_parts(reading):
        yield from _role_keys(part)
    if reading.named is not None and reading.named.where == "head":
        words = key_of(reading.named.body.name).split()
        yield from (w for w in words if w in NAME_WORDS)
        yield from KIND_WORDS.get(resolution.sector or "", ())
        yield from KIND_WORDS.get(resolution.code or "", ())
        yield from KIND_WORDS.get(reading.named.row.note, ())


def _role_parts(reading: Reading) -> Iterable[Part]:
    """Parts of the role that is the actor's own: the last one, not those that it only belongs to."""
    roles = [p for p in reading.core if p.role is not None and p.role.kind not in ("empty", "emptygov")]
    return roles[-1:] if roles else ()


def _role_keys(part: Part) -> Iterator[str]:
    words = part.key.split()
    if part.key in COMMON or part.role is None:
        return
    yield part.key
    if part.role.office is not None:
        yield fold(part.role.office)
        # "Vice Minister of Defense" comes back as "the vice minister" and as "the minister".
        for rank in ("vice minister", "deputy minister", "minister", "secretary", "ministry"):
            if rank in " ".join(words):
                yield rank
    if part.role.office == RANK and len(words) > 1:
        yield words[-1]


# -- what a short form asks for --------------------------------------------------------------------------------


def _asked_names(text: str, reading: Reading) -> Iterator[str]:
    words = [w for w in key_of(text).split() if w not in EMPTY_WORDS]
    if reading.name is not None:
        yield key_of(reading.name)
        yield from surnames(reading.name, reading.nation.code if reading.nation else "")
    elif words and reading.phrase.tokens[-1].capital:
        yield " ".join(words)


def _asked_titles(reading: Reading) -> Iterator[str]:
    words = [t.key for t in reading.phrase.tokens if not t.is_break]
    while words and words[0] in EMPTY_WORDS:
        words.pop(0)
    if words:
        yield " ".join(words)
    for part in _role_parts(reading):
        if part.role is not None and part.role.kind in ("office", "ministry"):
            yield part.key
