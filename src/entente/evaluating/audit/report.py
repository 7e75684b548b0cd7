"""The score of an audit for reading: tables in a terminal, or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from entente.evaluating.audit.score import AuditScore, Precision, TypePrecision, Unanswered

SHOWN = 20
"""How many rows with open questions are named."""
BY_TYPE = ("type", "actor", "recipient", "modality", "type and both sides")
"""What is shown of each type; JSON has it all."""


def audit_to_json(score: AuditScore) -> str:
    """The whole score, indented; figures that are not defined are null."""
    return msgspec.json.format(msgspec.json.encode(score), indent=2).decode()


def show_audit(score: AuditScore, console: Console) -> None:
    """Print a score."""
    for part in _parts(score):
        console.print(part)


def _parts(score: AuditScore) -> Iterator[RenderableType]:
    yield Text(f"Rows: {score.rows}, which stand for {score.events} events of the record. Intervals: 95 %, Wilson.")
    yield Text("\nPrecision, weighted by stratum", style="bold")
    yield _figures(score.figures)
    yield Text("\nPrecision by event type", style="bold")
    yield _types(score.types)
    if score.cannot_tell:
        told = ", ".join(f"{question} {number}" for question, number in score.cannot_tell.items())
        yield Text(f"\nAnswered with “cannot tell”, not counted: {told}", style="yellow")
    if score.unanswered:
        yield Text(
            f"\nOpen questions, which do not count, on {len(score.unanswered)} of the rows drawn:", style="yellow"
        )
        yield Text("\n".join(_open(row) for row in score.unanswered[:SHOWN]), style="yellow")
        if len(score.unanswered) > SHOWN:
            yield Text(f"  and {len(score.unanswered) - SHOWN} more", style="yellow")


def _figures(figures: Sequence[Precision]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name in ("answered", "right", "precision", "of the events"):
        table.add_column(name, justify="right", no_wrap=True)
    for f in figures:
        table.add_row(f.of, str(f.answered), str(f.right), _share(f), f"{f.covered:.0%}")
    return table


def _types(types: Sequence[TypePrecision]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    table.add_column("rows", justify="right")
    for name in BY_TYPE:
        table.add_column(name, justify="right")
    for t in types:
        shown = {f.of: f for f in t.figures}
        table.add_row(t.event, str(t.rows), *(_share(shown[name]) for name in BY_TYPE))
    return table


def _share(figure: Precision) -> str:
    if figure.precision is None:
        return "–"
    return f"{figure.precision:.2f} [{figure.low:.2f}–{figure.high:.2f}]"


def _open(row: Unanswered) -> str:
    return f"  {row.row}: {', '.join(row.questions)}"
