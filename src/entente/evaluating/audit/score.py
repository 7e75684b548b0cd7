"""Precision from the answers of a sheet.

Each answered row stands for the events of its stratum, shared among the rows of that stratum that answer the question
(post-stratification; with all rows answered this is the Horvitz-Thompson estimate). Intervals are Wilson's (1927) with
Kish's effective number of rows, (Σw)² / Σw², which is on the safe side: what stratifying gains is not counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from entente.evaluating.audit.sheet import Answer, Question, SheetRow, read_sheet

Z_95 = 1.959963984540054
"""The normal deviate of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How many are right: of ``answered`` rows ``right`` are, which makes ``precision`` of the record's events.

    ``covered`` is the share of the record's events (of this type, where it is one's) whose stratum has an answer; of
    the rest nothing is known. Figures are None where nothing was answered.
    """

    of: str
    answered: int
    right: int
    precision: float | None
    low: float | None
    high: float | None
    covered: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TypePrecision:
    """The figures of one event type."""

    event: str
    rows: int
    figures: tuple[Precision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A row on which questions are open; all of them where the row is gone from the sheet."""

    row: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditScore:
    """What a sheet says: figures of all events and of each type, and what it does not say."""

    rows: int
    events: int
    figures: tuple[Precision, ...]
    types: tuple[TypePrecision, ...]
    unanswered: tuple[Unanswered, ...]
    cannot_tell: dict[str, int]

    def figure(self, of: str) -> Precision:
        """The figure of this name. Raises KeyError where there is none."""
        for figure in self.figures:
            if figure.of == of:
                return figure
        raise KeyError(of)


def _one(question: Question) -> Callable[[SheetRow], bool | None]:
    return lambda row: _verdict([row.answers.get(question)])


def _all(*questions: Question) -> Callable[[SheetRow], bool | None]:
    return lambda row: _verdict([row.answers.get(q) for q in questions])


def _verdict(answers: Sequence[Answer | None]) -> bool | None:
    """Wrong where one is wrong, right where all are right; otherwise nothing is known.

    Who has answered that the type is wrong may well leave the rest of the row open, and that row must not be lost.
    """
    if Answer.NO in answers:
        return False
    return True if all(answer is Answer.YES for answer in answers) else None


FIGURES: tuple[tuple[str, Callable[[SheetRow], bool | None]], ...] = (
    ("type", _one(Question.TYPE)),
    ("actor", _one(Question.ACTOR)),
    ("recipient", _one(Question.RECIPIENT)),
    ("date", _one(Question.DATE)),
    ("place", _one(Question.PLACE)),
    ("modality", _one(Question.MODALITY)),
    ("type and both sides", _all(Question.TYPE, Question.ACTOR, Question.RECIPIENT)),
    ("everything", _all(*Question)),
)


def score_sheet(path: Path) -> AuditScore:
    """Score the sheet at ``path``. Raises :class:`entente.evaluating.SheetError` where it cannot be read."""
    return score_rows(read_sheet(path))


def score_rows(rows: Sequence[SheetRow]) -> AuditScore:
    """Score rows with their answers; what is not answered is reported and never guessed."""
    sizes = {row.stratum: row.stratum_events for row in rows}
    types = sorted({row.type for row in rows})
    told = Counter(q.value for row in rows for q, answer in row.answers.items() if answer is Answer.CANNOT_TELL)
    return AuditScore(
        rows=len(rows),
        events=sum(sizes.values()),
        figures=tuple(_precision(name, verdict, rows) for name, verdict in FIGURES),
        types=tuple(_of_type(name, rows) for name in types),
        unanswered=(*_open_rows(rows), *_lost_rows(rows)),
        cannot_tell={q.value: told[q.value] for q in Question if told[q.value]},
    )


def wilson(share: float, size: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of ``size`` (which need not be whole) observations."""
    square = Z_95**2
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = Z_95 / (1 + square / size) * math.sqrt(share * (1 - share) / size + square / (4 * size**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def _precision(
    name: str, verdict: Callable[[SheetRow], bool | None], rows: Sequence[SheetRow], *, event: str | None = None
) -> Precision:
    """The figure over all rows, or over those of one type, weighted as in the whole sample."""
    verdicts = [(row, verdict(row)) for row in rows]
    answers = Counter(row.stratum for row, right in verdicts if right is not None)
    weighted = [
        (row.stratum_events / answers[row.stratum], right)
        for row, right in verdicts
        if right is not None and event in (None, row.type)
    ]
    covered = _covered(rows, [row for row, right in verdicts if right is not None], event)
    right = sum(1 for _, right in weighted if right)
    if not weighted:
        return Precision(of=name, answered=0, right=0, precision=None, low=None, high=None, covered=covered)
    total = sum(weight for weight, _ in weighted)
    share = min(1.0, sum(weight for weight, right in weighted if right) / total)
    low, high = wilson(share, total**2 / sum(weight**2 for weight, _ in weighted))
    return Precision(of=name, answered=len(weighted), right=right, precision=share, low=low, high=high, covered=covered)


def _covered(rows: Iterable[SheetRow], answered: Iterable[SheetRow], event: str | None) -> float:
    """The share of events in strata that hold an answer, of the strata in which the type was drawn."""
    strata = {row.stratum: row.stratum_events for row in rows if event in (None, row.type)}
    reached = {row.stratum for row in answered if event in (None, row.type)}
    total = sum(strata.values())
    return sum(size for name, size in strata.items() if name in reached) / total if total else 0.0


def _of_type(event: str, rows: Sequence[SheetRow]) -> TypePrecision:
    return TypePrecision(
        event=event,
        rows=sum(row.type == event for row in rows),
        figures=tuple(_precision(name, verdict, rows, event=event) for name, verdict in FIGURES),
    )


def _open_rows(rows: Iterable[SheetRow]) -> tuple[Unanswered, ...]:
    return tuple(Unanswered(row=row.row, questions=row.unanswered) for row in rows if row.unanswered)


def _lost_rows(rows: Sequence[SheetRow]) -> tuple[Unanswered, ...]:
    """Rows that were drawn but have been taken out of the sheet: a row's name says how many there were."""
    names = {row.row for row in rows}
    totals = {name.partition("/")[2] for name in names}
    most = max((int(total) for total in totals if total.isdecimal()), default=0)
    lost = (name for number in range(1, most + 1) if (name := f"r{number}/{most}") not in names)
    return tuple(Unanswered(row=name, questions=tuple(Question)) for name in lost)
