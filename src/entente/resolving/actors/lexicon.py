"""Finds what the words of a phrase may stand for: the longest known run of words first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from entente.resolving.actors.offices import is_deputy, minister_title, office_key
from entente.resolving.actors.table import Kind, Portfolio, Role, Sense, Table
from entente.resolving.actors.text import Token

# Words that turn a portfolio before or after them into an office or its ministry.
MINISTERS: Final = frozenset({"minister", "ministers", "secretary", "secretaries"})
MINISTRIES: Final = frozenset({"ministry", "ministries", "department", "departments", "portfolio"})
AS_TOLD: Final = "*"
NO_PORTFOLIO: Final = MINISTERS | MINISTRIES | {"of", "for", "the", "state", "cabinet", "deputy", "vice", "assistant"}
_LINKS: Final = frozenset({"of", "for"})
_BETWEEN: Final = frozenset({"the", "and"})


@dataclass(frozen=True, slots=True)
class Tag:
    """Tokens ``first`` to ``last`` (exclusive) and what they may stand for; no senses where they are unknown.

    ``office`` is set where the words are a minister's title or a ministry, put together from rank and portfolio.
    """

    first: int
    last: int
    senses: tuple[Sense, ...] = ()
    office: Role | None = None


class Lexicon:
    """The keys of a table, ready for texts."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._keys = table.lexicon
        self._longest = table.longest

    def tags(self, tokens: Sequence[Token]) -> list[Tag]:
        """Tags that cover ``tokens`` from left to right, the longest run of known words first."""
        offices = {tag.first: tag for tag in self._offices(tokens)}
        tags: list[Tag] = []
        at = 0
        while at < len(tokens):
            limit = min((first for first in offices if first > at), default=len(tokens))
            tag = self._name_over(offices.get(at), tokens, at)
            tag = tag or self._longest_at(tokens, at, limit) or Tag(at, at + 1)
            tags.append(tag)
            at = tag.last
        return tags

    def _name_over(self, office: Tag | None, tokens: Sequence[Token], at: int) -> Tag | None:
        """The office at ``at``, unless the words are a name or title of their own ("the State Department")."""
        if office is None:
            return None
        found = self._longest_at(tokens, at, len(tokens))
        if found is None or found.last < office.last:
            return office
        named = any(s.kind == Kind.BODY for s in found.senses)
        titled = any(s.kind == Kind.ROLE and self._table.roles[s.index].office for s in found.senses)
        return found if named or titled else office

    def _longest_at(self, tokens: Sequence[Token], at: int, limit: int) -> Tag | None:
        longest = self._longest.get(tokens[at].key, 0)
        end = min(at + longest, limit)
        end = next((i for i in range(at, end) if tokens[i].is_break), end)
        for last in range(end, at, -1):
            senses = self._keys.get(" ".join(t.key for t in tokens[at:last]))
            if senses is not None:
                fit = tuple(s for s in senses if _fits(s, tokens[at:last]))
                if fit:
                    return Tag(at, last, fit)
        return None

    # -- ministers and ministries ------------------------------------------------------------------------------

    def _offices(self, tokens: Sequence[Token]) -> Iterator[Tag]:
        """Offices made of rank and portfolio: "vice minister of defense", "foreign ministry"."""
        floor = 0
        for at, token in enumerate(tokens):
            if at < floor or token.key not in MINISTERS | MINISTRIES:
                continue
            found = self._before(tokens, at, floor) or self._after(tokens, at)
            if found is None:
                continue
            first, last, portfolio = found
            first, deputy = _with_deputy(tokens, first, floor)
            told = " ".join(t.key for t in tokens[first:last] if t.key not in NO_PORTFOLIO)
            yield Tag(first, last, office=_office_role(portfolio, token.key, told, deputy=deputy))
            floor = last

    def _before(self, tokens: Sequence[Token], at: int, floor: int) -> tuple[int, int, Portfolio] | None:
        """The longest portfolio that ends just before the minister, past "cabinet" or "state"."""
        stop = at - 1 if at > floor and tokens[at - 1].key in ("cabinet", "state", "deputy", "prime") else at
        for first in range(max(floor, stop - 5), stop):
            if any(t.possessive or t.is_break for t in tokens[first:stop]):
                continue
            portfolio = self._portfolio(" ".join(t.key for t in tokens[first:stop]))
            if portfolio is not None and not _is_name_end(tokens, first):
                return first, at + 1, portfolio
        return None

    def _after(self, tokens: Sequence[Token], at: int) -> tuple[int, int, Portfolio] | None:
        """The portfolio in "minister of X", "minister for the X", "minister, X"."""
        start = at + 1
        if [t.key for t in tokens[start : start + 3]] == ["of", "state", "for"]:
            start += 2
        if start >= len(tokens) or tokens[start].key not in _LINKS:
            return None
        start += 1
        while start < len(tokens) and tokens[start].key in _BETWEEN:
            start += 1
        for last in range(min(len(tokens), start + 5), start, -1):
            portfolio = self._portfolio(" ".join(t.key for t in tokens[start:last]))
            if portfolio is not None:
                return at, self._and_more(tokens, last), portfolio
        return None

    def _and_more(self, tokens: Sequence[Token], at: int) -> int:
        """Past a second portfolio: "minister of justice and human rights"."""
        while at + 1 < len(tokens) and tokens[at].key == "and":
            ends = [e for e in range(min(len(tokens), at + 5), at + 1, -1) if self._is_portfolio(tokens[at + 1 : e])]
            if not ends:
                return at
            at = ends[0]
        return at

    def _is_portfolio(self, tokens: Sequence[Token]) -> bool:
        return self._portfolio(" ".join(t.key for t in tokens)) is not None

    def _portfolio(self, key: str) -> Portfolio | None:
        for sense in self._keys.get(key, ()):
            if sense.kind == Kind.PORTFOLIO:
                return self._table.portfolios[sense.index]
        return None


def _fits(sense: Sense, tokens: Sequence[Token]) -> bool:
    """Whether the capitals in the text are those that the name needs."""
    if sense.case == 2:
        return all(t.upper for t in tokens)
    if sense.case == 1:
        return any(t.capital for t in tokens)
    return True


def _is_name_end(tokens: Sequence[Token], first: int) -> bool:
    """Whether the word at ``first`` is joined to the word before by a hyphen ("Saudi-led")."""
    return first > 0 and tokens[first].hyphen


def _with_deputy(tokens: Sequence[Token], first: int, floor: int) -> tuple[int, bool]:
    deputy = False
    while first > floor and is_deputy(tokens[first - 1].key):
        first -= 1
        deputy = deputy or tokens[first].key not in ("first", "senior")
    return first, deputy


def _office_role(portfolio: Portfolio, word: str, told: str, *, deputy: bool) -> Role:
    ministry = word in MINISTRIES
    sector, others = "GOV", portfolio.others
    name = told.title() if portfolio.name == AS_TOLD else portfolio.name
    office = minister_title(name, deputy=deputy, ministry=ministry)
    return Role(
        "ministry" if ministry else "office", office_key(office), sector, others, office, None, word.endswith("s")
    )
