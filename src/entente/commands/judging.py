"""``why``, ``split``, ``merge``, ``correct``, ``reject``, ``judgements``: look at joins, and decide otherwise."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entente.commands.shared import FILE, console, guarded, show
from entente.errors import UsageError
from entente.records import EventType, Modality

if TYPE_CHECKING:
    from entente.store import Store, Why

Command = Callable[..., Any]
NOTHING = "none"

store_option = click.option(
    "--store", "address", default="entente.db", show_default=True, metavar="PATH-OR-URL", help="Where the record lives."
)


def register(group: click.Group) -> None:
    """Add the commands to ``group``."""
    for command in (why, split, merge, correct, reject, judgements):
        group.add_command(command)


def signed(command: Command) -> Command:
    """The options of who decides, and why."""
    command = click.option("--note", default="", help="Why; kept with the decision.")(command)
    return click.option("--by", help="Who decides; without it, the name of the user of this computer.")(command)


def _who(by: str | None) -> str:
    if by is not None and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("say who decides: --by NAME") from error


def _decide(address: str, decide: Callable[[Store], list[int]]) -> None:
    from entente.store import open_store

    def act() -> None:
        with open_store(address, create=False) as store:
            numbers = decide(store)
        listed = ", ".join(map(str, numbers[:3])) + (f" to {numbers[-1]}" if len(numbers) > 3 else "")
        click.echo(f"Kept as judgement {listed}; take it back with: entente judgements --withdraw NUMBER")

    guarded(act)


@click.command()
@click.argument("event")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@store_option
def why(event: str, form: str, address: str) -> None:
    """Say why the reports of EVENT (its id) are taken for reports of one event."""
    from entente.store import open_store

    def answer() -> None:
        with open_store(address, create=False) as store:
            found = store.why(event)
        if form == "jsonl":
            import msgspec

            for report in found.reports:
                row = {"event": found.event.id, **msgspec.to_builtins(report.join), "key": report.document.key,
                       "outlet": report.document.outlet, "sentence": _sentence(report.told)}  # fmt: skip
                click.echo(msgspec.json.encode(row).decode())
            return
        _print(found)

    guarded(answer)


def _sentence(told: Any) -> str:  # noqa: ANN401 - an event; records come with the store
    return " ".join(told.evidence[0].text.split()) if told.evidence else ""


def _print(found: Why) -> None:
    from rich.text import Text

    out = console()
    event = found.event
    reports = "1 report" if len(found.reports) == 1 else f"{len(found.reports)} reports"
    out.print(Text(f"{event.id}: {'/'.join(event.event)}, {event.date or 'no date'}, {reports}", style="bold"))
    for number, report in enumerate(found.reports, start=1):
        document = report.document
        place = ", ".join(str(p) for p in (document.outlet, document.published, document.key) if p)
        out.print(Text(f"\n{number}. {report.join.telling}  ({place})"))
        out.print(Text(f"   “{_sentence(report.told)}”", style="italic"))
        score = f" (score {report.join.score:+.2f}; above 0 they are joined)" if report.join.score is not None else ""
        likest = f", likest {report.join.to}" if report.join.to else ""
        out.print(Text(f"   {report.join.reason}{likest}{score}"))
        for ground in report.join.grounds:
            out.print(Text(f"     {ground.contribution:+6.2f}  {ground.name}: {ground.meaning}", style="dim"))
    for clash in found.contradictions:
        values = " | ".join(f"{c.value} ({', '.join(c.outlets)})" for c in clash.values)
        best = f"; preferred: {clash.preferred}" if clash.preferred else ""
        out.print(Text(f"\nReports differ in {clash.field}: {values}{best} ({clash.reason})"))
    for kept in found.judgements:
        judgement = kept.judgement
        what = f"{judgement.field} is {judgement.value}" if judgement.field else f"with {judgement.second or 'nothing'}"
        state = f", withdrawn by {kept.withdrawn_by}" if kept.withdrawn else ""
        out.print(
            Text(f"\nJudgement {kept.number}: {judgement.ruling.value}, {what}; {judgement.who}, {judgement.when}"
                 f"{state}{': ' + judgement.why if judgement.why else ''}")
        )  # fmt: skip


@click.command()
@click.argument("event")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT…")
@signed
@store_option
def split(event: str, reports: tuple[str, ...], by: str | None, note: str, address: str) -> None:
    """Keep REPORTs apart from the others of EVENT.

    A REPORT is one that `entente why EVENT` lists, by its id, its document's id or key, or its outlet.
    """
    _decide(address, lambda store: store.split(event, reports, by=_who(by), note=note))


@click.command()
@click.argument("events", nargs=-1, required=True, metavar="EVENT EVENT…")
@signed
@store_option
def merge(events: tuple[str, ...], by: str | None, note: str, address: str) -> None:
    """Make one event of several."""
    _decide(address, lambda store: store.merge(events, by=_who(by), note=note))


@click.command()
@click.argument("event")
@click.option("--type", "type", type=click.Choice([t.value for t in EventType], case_sensitive=False), help="The type.")
@click.option("--mode", help="The mode; or none.")
@click.option("--modality", type=click.Choice([m.value for m in Modality]), help="How certain the act is.")
@click.option("--date", help="The day, or first/last day with a slash between them; or none.")
@click.option("--actor", help="Who acts: codes such as NER or NER/MIL, several with ; between them; or none.")
@click.option("--recipient", help="Who is acted upon, in the same way.")
@click.option("--country", help="Where (ISO 3166-1 alpha-3); or none.")
@signed
@store_option
def correct(event: str, by: str | None, note: str, address: str, **fields: str | None) -> None:
    """Give fields of EVENT other values."""
    values = {name: None if value == NOTHING else value for name, value in fields.items() if value is not None}
    if not values:
        raise click.UsageError("say what to correct, such as --date 2023-12-04")
    _decide(address, lambda store: store.correct(event, values, by=_who(by), note=note))


@click.command()
@click.argument("event")
@signed
@store_option
def reject(event: str, by: str | None, note: str, address: str) -> None:
    """Take EVENT out of all answers: it is none, or none that the record is about."""
    _decide(address, lambda store: store.reject(event, by=_who(by), note=note))


@click.command()
@click.option(
    "--export", "target", type=FILE, help="Write what was judged as gold for `entente evaluate` to a new file."
)
@click.option("--withdraw", type=int, metavar="NUMBER", help="Take a decision back; it stays listed as withdrawn.")
@click.option("--by", help="Who takes it back.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv", "parquet"]), default="table")
@store_option
def judgements(target: Path | None, withdraw: int | None, by: str | None, form: str, address: str) -> None:
    """List what people decided about the record: who, when and why.

    The gold of --export holds every document that was judged, with its events as they then stand.
    """
    from entente.store import open_store
    from entente.store.output import JUDGEMENT_COLUMNS

    def act() -> None:
        with open_store(address, create=False) as store:
            if withdraw is not None:
                store.withdraw(withdraw, by=_who(by))
                click.echo(f"Judgement {withdraw} is withdrawn.")
            elif target is not None:
                _export(store, target)
            else:
                show(store.judgements(), JUDGEMENT_COLUMNS, form, None, "judgement")

    guarded(act)


def _export(store: Store, target: Path) -> None:
    from collections import Counter
    from dataclasses import replace

    from entente.export.jsonl import to_line

    judged = list(store.judged())
    keys = Counter(report.document.key for report in judged)
    lines: list[str] = []
    for report in judged:
        document = report.document
        # Gold names documents by id or key, so that no two may have one key.
        named = document if keys[document.key] == 1 else replace(document, key=document.id)
        lines += [to_line(named), *map(to_line, report.events)]
    if not lines:
        raise UsageError("nothing was judged yet, so that there is no gold to write")
    try:
        with target.open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    except FileExistsError as error:
        raise UsageError(f"{target}: exists already; give a new name") from error
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror}") from error
    click.echo(f"entente: wrote {len(judged)} documents with {len(lines) - len(judged)} events to {target}", err=True)
