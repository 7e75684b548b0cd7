"""``evaluate`` and ``audit``: how right the record is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from entente.commands.shared import FILE, FOLDER, console, stop
from entente.errors import EntenteError

if TYPE_CHECKING:
    from entente.evaluating.evaluation import Record


def register(group: click.Group) -> None:
    """Add the commands to ``group``."""
    group.add_command(evaluate)
    group.add_command(audit)


@click.command()
@click.argument("gold", type=FILE)
@click.option("--record", type=FILE, help="Compare this record (JSON Lines) in place of reading the gold's documents.")
@click.option("--model", type=FOLDER, help="Folder of another model.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out events that are less certain.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--disagreements", type=click.IntRange(0), default=20, show_default=True, help="Shown of each kind.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the bootstrap.")
def evaluate(
    gold: Path,
    record: Path | None,
    model: Path | None,
    min_confidence: float | None,
    form: str,
    disagreements: int,
    seed: int,
) -> None:
    """Compare what is read with GOLD, documents and events of your own (JSON Lines; see docs/evaluating.md)."""
    from entente import evaluating
    from entente.pipeline import codebook_of
    from entente.reading.model_files import SHIPPED

    try:
        book = codebook_of(model or SHIPPED)
        wanted = evaluating.read_gold(gold, codebook=book)
        told = evaluating.read_record(record) if record else _read_again(wanted, model, min_confidence)
        result = evaluating.evaluate(wanted, told, seed=seed, codebook=book)
    except EntenteError as error:
        stop(error)
    if form == "json":
        click.echo(evaluating.to_json(result))
    else:
        evaluating.show(result, console(), most=disagreements)


def _read_again(gold: tuple[object, ...], model: Path | None, minimum: float | None) -> list[Record]:
    """The record of the gold's own texts, as they are."""
    from entente.pipeline import load_pipeline
    from entente.reading.model_files import SHIPPED
    from entente.records import Document

    pipeline = load_pipeline(model or SHIPPED, minimum_confidence=minimum)
    told: list[Record] = []
    for document in gold:
        if isinstance(document, Document):
            item = pipeline.read(document)
            told += [item.document, *item.events]
    return told


@click.command()
@click.argument("record", type=FILE, required=False)
@click.option("--sample", type=click.IntRange(1), default=100, show_default=True, help="Rows to draw.")
@click.option("-o", "--output", type=FILE, help="The sheet to write, or to go on with when --ask is given.")
@click.option("--ask", "by_asking", is_flag=True, help="Answer in the terminal.")
@click.option("--score", "sheet", type=FILE, help="Score this answered sheet.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def audit(
    record: Path | None, sample: int, output: Path | None, by_asking: bool, sheet: Path | None, form: str, seed: int
) -> None:
    """Draw a sample of RECORD (JSON Lines) to check by hand, or score an answered sheet."""
    goes_on = by_asking and output is not None
    if sheet is None and (output is None or (record is None and not goes_on)):
        raise click.UsageError("give RECORD and -o SHEET to draw a sample, or --score SHEET")
    try:
        if output is not None:
            _draw_and_ask(record, output, sample=sample, seed=seed, by_asking=by_asking)
        scored = sheet or (output if by_asking else None)
        if scored is not None:
            _show_score(scored, form)
    except EntenteError as error:
        stop(error)


def _draw_and_ask(record: Path | None, output: Path, *, sample: int, seed: int, by_asking: bool) -> None:
    from entente.evaluating import audit, read_record
    from entente.records import Document, Event

    if not (by_asking and output.exists()):
        told = read_record(record) if record else ()
        events = [r for r in told if isinstance(r, Event)]
        documents = [r for r in told if isinstance(r, Document)]
        audit.write_sheet(audit.draw_sample(events, documents, sample, seed), output)
        click.echo(f"entente: sheet written to {output}", err=True)
    if by_asking:

        def keep(rows: tuple[audit.SheetRow, ...]) -> None:
            audit.write_sheet(rows, output, replace=True)

        keep(audit.ask(audit.read_sheet(output), audit.ConsoleIO(), keep=keep))


def _show_score(sheet: Path, form: str) -> None:
    from entente.evaluating import audit

    score = audit.score_sheet(sheet)
    if form == "json":
        click.echo(audit.audit_to_json(score))
    else:
        audit.show_audit(score, console())
