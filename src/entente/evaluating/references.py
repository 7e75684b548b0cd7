"""How often words that name nobody by themselves ("they", "the delegation", "the two sides") lead back to their actor.

Measured apart from everything else: the gold says which mention refers back and to whom, the record or resolver says
who it takes that mention for. A reference is right where all codes that it should lead to are the codes found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from entente.records import Span

PRONOUNS: Final = frozenset(
    "he she it they him her them his its their theirs we us our who which that whom whose himself herself itself "
    "themselves one this these those".split()
)
GROUPS: Final = ("both ", "the two ", "the sides", "the three ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A later mention of an actor, as the gold has it: its words, where they stand, whom they lead back to.

    ``name`` is what the antecedent is called; ``codes`` are those of everybody meant.
    """

    text: str
    span: Span
    name: str
    codes: frozenset[str]

    @property
    def kind(self) -> str:
        """``pronoun``, ``group``, ``name`` for words of the antecedent's own, else ``noun``."""
        words = self.text.lower()
        if words in PRONOUNS:
            return "pronoun"
        if words.startswith(GROUPS):
            return "group"
        named = {w for w in self.name.split() if w[:1].isupper()} & {w for w in self.text.split() if w[:1].isupper()}
        return "name" if named - {"The"} else "noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whom the record takes some words for."""

    span: Span
    codes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceScore:
    """Counts for one kind of reference: all of them, those whose words were found, those led back rightly or wrongly."""

    kind: str
    all: int
    found: int
    right: int
    wrong: int

    @property
    def recall(self) -> float | None:
        """Share of all references led back rightly."""
        return self.right / self.all if self.all else None

    @property
    def accuracy(self) -> float | None:
        """Share led back rightly of those whose words were found at all: what resolving itself answers for."""
        return self.right / self.found if self.found else None


def reference_scores(pairs: Iterable[tuple[Sequence[Reference], Sequence[Told]]]) -> dict[str, ReferenceScore]:
    """Scores by kind and for ``all`` kinds, from documents' references and what was told of their actors."""
    counts: dict[str, list[int]] = {}
    for references, told in pairs:
        for reference in references:
            over = [t for t in told if t.span[0] < reference.span[1] and reference.span[0] < t.span[1]]
            best = max(over, key=lambda t: _shared(t.span, reference.span), default=None)
            right = best is not None and best.codes == reference.codes
            wrong = best is not None and bool(best.codes) and not right
            for kind in (reference.kind, "all"):
                row = counts.setdefault(kind, [0, 0, 0, 0])
                for at, holds in enumerate((True, best is not None, right, wrong)):
                    row[at] += holds
    return {
        kind: ReferenceScore(kind=kind, all=row[0], found=row[1], right=row[2], wrong=row[3])
        for kind, row in sorted(counts.items())
    }


def _shared(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])
