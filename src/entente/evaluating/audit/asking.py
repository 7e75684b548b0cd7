"""Answers in a terminal, row by row, so that no spreadsheet is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Protocol

from rich.console import Console

from entente.evaluating.audit.sheet import ANSWER_OF, Answer, Question, SheetRow

HELP = "y right, n wrong, ? cannot tell, Enter as it is, a the rest of this row is right, c comment, b back, q stop"
CLAIM_OF = {
    Question.TYPE: "type",
    Question.ACTOR: "actor",
    Question.RECIPIENT: "recipient",
    Question.DATE: "when",
    Question.PLACE: "where",
    Question.MODALITY: "modality",
}


class AskIO(Protocol):
    """Where questions go and answers come from."""

    def show(self, text: str) -> None:
        """Print text."""

    def ask(self, prompt: str) -> str:
        """The line that was typed. Raises EOFError where there will be no more."""


class ConsoleIO:
    """A terminal."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)

    def show(self, text: str) -> None:
        """Print text as it is, without markup."""
        self._console.print(text, markup=False)

    def ask(self, prompt: str) -> str:
        """A line from standard input."""
        return self._console.input(prompt, markup=False)


class _Go(Enum):
    ON = auto()
    REST = auto()
    BACK = auto()
    STOP = auto()


KEYS = {"": _Go.ON, "a": _Go.REST, "b": _Go.BACK, "q": _Go.STOP}


def ask(
    rows: Sequence[SheetRow], io: AskIO, *, keep: Callable[[tuple[SheetRow, ...]], None] = lambda _: None
) -> tuple[SheetRow, ...]:
    """Ask the open questions of ``rows`` and give the rows with their answers.

    Rows without an open question are passed over, so that one can stop and go on another day. ``keep`` is called with
    all rows after each one, so that nothing is lost. Stops at ``q``, at the end of input and at an interrupt, with
    whatever was answered by then.
    """
    done = list(rows)
    waiting = [place for place, row in enumerate(rows) if row.unanswered]
    if waiting:
        io.show(f"{len(waiting)} of {len(rows)} rows are open. {HELP}")
    at = 0
    while at < len(waiting):
        done[waiting[at]], go = _ask_row(done[waiting[at]], io, left=len(waiting) - at)
        keep(tuple(done))
        if go is _Go.STOP:
            break
        at = max(0, at - 1) if go is _Go.BACK else at + 1
    return tuple(done)


def _ask_row(row: SheetRow, io: AskIO, *, left: int) -> tuple[SheetRow, _Go]:
    """Ask all questions of a row; what was answered before stands until another answer is given."""
    io.show(f"\n{row.row}, {left} left: {row.document}\n{row.sentence}\n")
    io.show(f"{row.type}: {row.type_means}" if row.type_means else row.type)
    for question in Question:
        claim = str(getattr(row, CLAIM_OF[question]))
        try:
            row, go = _ask_question(row, question, claim, io)
        except (EOFError, KeyboardInterrupt):
            return row, _Go.STOP
        if go is not _Go.ON:
            return (row, go) if go is not _Go.REST else (_rest_right(row, question), _Go.ON)
    return row, _Go.ON


def _ask_question(row: SheetRow, question: Question, claim: str, io: AskIO) -> tuple[SheetRow, _Go]:
    before = row.answers.get(question)
    prompt = f"  {CLAIM_OF[question]}: {claim} – right?{f' [{before}]' if before else ''} "
    while True:
        said = io.ask(prompt).strip().lower()
        if said in KEYS:
            return row, KEYS[said]
        if said == "c":
            row = replace(row, comment=io.ask("  comment: ").strip())
        elif said in ANSWER_OF:
            return replace(row, answers={**row.answers, question: ANSWER_OF[said]}), _Go.ON
        else:
            io.show(f"  {said!r} is no answer. {HELP}")


def _rest_right(row: SheetRow, first: Question) -> SheetRow:
    """The row with ``first`` and all questions after it answered yes."""
    questions = list(Question)
    rest = questions[questions.index(first) :]
    return replace(row, answers={**row.answers, **dict.fromkeys(rest, Answer.YES)})
