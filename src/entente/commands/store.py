"""``add``, ``remove``, ``verify``, ``backup``, and the queries: keep a record and ask it.

What people decide about it is in :mod:`entente.commands.judging`.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from entente.commands import judging
from entente.commands.shared import (
    DAY,
    FILE,
    FOLDER,
    SOME_UNREADABLE,
    guarded,
    is_one_document,
    show,
    stop,
    with_progress,
)
from entente.errors import EntenteError, SourceError, UsageError
from entente.records import CommitmentStatus, CommitmentType, EventType, Modality, Outcome

if TYPE_CHECKING:
    from entente.store import Addition, EventFilter, Holdings, Store

FORMATS = ("table", "jsonl", "csv", "parquet")
LARGEST_SHARE = 10
"""Consolidated at the end of adding if no more than so many times as many documents are in the record as were added."""
QUADS = click.Choice(["1", "2", "3", "4"])

Command = Callable[..., Any]
"""What click makes a command of; each has options of its own."""

store_option = click.option(
    "--store", "address", default="entente.db", show_default=True, metavar="PATH-OR-URL", help="Where the record lives."
)
as_of_option = click.option("--as-of", type=DAY, help="Answer from what was published by this day only.")
format_option = click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
limit_option = click.option("--limit", type=click.IntRange(1), help="Give no more than so many.")
text_option = click.option("--text", help='Words and "phrases" that must all occur.')
outlet_option = click.option("--outlet", help="Only reports of this outlet.")


class Names(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """One or several names of a list, with commas between them.

    With ``strict`` off, a name that is on no list is taken as it is, with a warning.
    """

    name = "LIST"

    def __init__(self, known: Iterable[str], *, everything: bool = False, strict: bool = True) -> None:
        self._known = {name.casefold(): name for name in known}
        self._everything = everything
        self._strict = strict

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:  # noqa: ANN401 - click's own signature
        """The names, or a usage error that says which there are. ``all`` gives none, which asks for everything."""
        if isinstance(value, tuple):
            return value
        names = [name.strip() for name in value.split(",")]
        if self._everything and names == ["all"]:
            return ()
        unknown = next((name for name in names if name.casefold() not in self._known), None)
        if unknown is not None:
            others = ", ".join([*self._known.values(), *(["all"] if self._everything else [])])
            if self._strict or not unknown:
                self.fail(f"{unknown!r} is none of: {others}", param, ctx)
            click.echo(f"entente: {unknown} is no type of PLOVER, only of a codebook of your own", err=True)
        return tuple(self._known.get(name.casefold(), name) for name in names)


def register(group: click.Group) -> None:
    """Add the commands to ``group``."""
    for command in (add, remove, verify, backup, events, commitments, contradictions, documents, actors, coverage):
        group.add_command(command)
    judging.register(group)


def event_options(command: Command) -> Command:
    """The options that narrow down events."""
    for option in (
        click.option("--confidence", type=click.FloatRange(0, 1), help="Only events at least so certain."),
        text_option,
        outlet_option,
        click.option("--to", "end", type=DAY, help="Last day of the interval that events must touch."),
        click.option("--from", "begin", type=DAY, help="First day of the interval that events must touch."),
        click.option("--country", help="Only events in this country (ISO 3166-1 alpha-3)."),
        click.option(
            "--modality",
            "modalities",
            type=Names([m.value for m in Modality], everything=True),
            default="actual,historical",
            show_default=True,
            help="How certain the act is; or all.",
        ),
        click.option("--quad", "quads", type=QUADS, multiple=True, help="Quad code; may be given again."),
        click.option(
            "--type",
            "types",
            type=Names([t.value for t in EventType], strict=False),
            help="Event types, such as AID,CONSULT.",
        ),
        click.option("--dyad", nargs=2, metavar="A B", help="Only events between these two, whichever acts."),
        click.option("--recipient", help="Who is acted upon, in the same ways."),
        click.option("--actor", help="Who acts: a code (NER), code and sector (NER/MIL), an identifier, or a name."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@store_option
@click.option("--date", type=DAY, help="Day of publication of documents that have none of their own.")
@click.option("--lines", is_flag=True, help="Every line of plain text is a document.")
@click.option("--again", is_flag=True, help="Read known documents again and replace what they told.")
@click.option("--model", type=FOLDER, help="Folder of another model.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out events that are less certain.")
@click.option("--allow-private", is_flag=True, help="Let URLs lead to private and loopback addresses.")
def add(
    sources: tuple[str, ...],
    address: str,
    date: dt.date | None,
    lines: bool,
    again: bool,
    model: Path | None,
    min_confidence: float | None,
    allow_private: bool,
) -> None:
    """Read SOURCES into the record.

    What the record has already is not read again, so that a run that was cut off can simply be started anew.
    """
    from entente.ingest.sources import open_sources
    from entente.pipeline import load_pipeline
    from entente.reading.model_files import SHIPPED
    from entente.store import open_store
    from entente.store.adding import add_sources

    counts: Counter[str] = Counter()
    held = None
    try:
        with open_store(address) as store:
            pipeline = load_pipeline(model or SHIPPED, minimum_confidence=min_confidence)
            found = add_sources(
                open_sources(sources, date=date, lines=lines, allow_private=allow_private),
                read=pipeline.read,
                is_known=(lambda _: False) if again else store.is_known,
                add=lambda report: store.add(report, again=again),
            )
            for item in with_progress(found, "adding", several=len(sources) > 1 or not is_one_document(sources[0])):
                _count(item, counts)
            held = _refreshed(store, counts)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except EntenteError as error:
        _tell(counts)
        stop(error)
    _tell(counts)
    if held is not None:
        click.echo(
            f"The record now tells of {held.events} events in {held.tellings} reports, {held.commitments} commitments "
            f"and {held.contradictions} contradictions between reports."
        )
    if counts["unreadable"]:
        sys.exit(SOME_UNREADABLE)


def _refreshed(store: Store, counts: Counter[str]) -> Holdings | None:
    """Consolidate the record where much of it is new, and say what it holds; else the first query will.

    So that adding stays cheap: what consolidating costs grows with the whole record.
    """
    changed = counts["new"] + counts["version"] + counts["replaced"]
    if changed == 0 or changed * LARGEST_SHARE < store.size():
        return None
    return store.holdings()


def _count(item: Addition | SourceError, counts: Counter[str]) -> None:
    if isinstance(item, SourceError):
        click.echo(f"entente: {item}", err=True)
        counts["unreadable"] += 1
        return
    counts[item.outcome.value] += 1
    counts["events"] += item.events
    counts["commitments"] += item.commitments
    counts["uncoded"] += not item.coded


def _tell(counts: Counter[str]) -> None:
    told = [
        f"{counts['new']} new",
        f"{counts['version']} new versions of known articles" if counts["version"] else "",
        f"{counts['replaced']} read anew" if counts["replaced"] else "",
        f"{counts['known']} known already" if counts["known"] else "",
        f"{counts['uncoded']} of them in another language than English, kept but not coded"
        if counts["uncoded"]
        else "",
        f"{counts['unreadable']} could not be read" if counts["unreadable"] else "",
    ]
    click.echo(f"Documents: {', '.join(t for t in told if t)}. ", nl=False)
    click.echo(f"Added {counts['events']} events and {counts['commitments']} commitments.")


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="DOCUMENT…")
@store_option
def remove(names: tuple[str, ...], address: str) -> None:
    """Remove documents, named by id, key or URL, with all that they tell."""
    from entente.store import open_store

    missing = 0
    try:
        with open_store(address, create=False) as store:
            for name in names:
                count = store.remove(name)
                if not count:
                    click.echo(f"entente: {name}: is no document of this record", err=True)
                missing += not count
                click.echo(f"{name}: {count} removed")
    except EntenteError as error:
        stop(error)
    if missing:
        sys.exit(SOME_UNREADABLE)


@click.command()
@store_option
def verify(address: str) -> None:
    """Check that all evidence is verbatim in its document, and every id comes from its content.

    Prints what is wrong, one problem a line, and ends with exit code 1 if there is any.
    """
    from entente.store import open_store
    from entente.store.verifying import Checked

    checked, problems = Checked(), 0
    try:
        with open_store(address, create=False) as store:
            for problem in store.verify(checked):
                problems += 1
                click.echo(str(problem))
    except EntenteError as error:
        stop(error)
    click.echo(
        f"entente: {checked.documents} documents, {checked.events} events and {checked.commitments} commitments "
        f"checked; {problems or 'no'} problem{'' if problems == 1 else 's'}",
        err=True,
    )
    if problems:
        sys.exit(SOME_UNREADABLE)


@click.command()
@click.argument("target", type=FILE)
@store_option
def backup(target: Path, address: str) -> None:
    """Copy the record to the new file TARGET, while others may use it."""
    from entente.store import open_store

    guarded(lambda: open_store(address, create=False).back_up(target))
    click.echo(f"entente: copied to {target}", err=True)


@click.command()
@event_options
@store_option
@as_of_option
@format_option
@limit_option
def events(address: str, as_of: dt.date | None, form: str, limit: int | None, **options: Any) -> None:  # noqa: ANN401 - the options of event_options
    """List the events of the record: who did what to whom, and when.

    One told by several outlets is listed once, with the sentences of all; `entente why` says how they were joined.
    """
    from entente.store import open_store
    from entente.store.output import EVENT_COLUMNS

    def answer() -> None:
        with open_store(address, create=False) as store:
            show(store.events(event_filter(options), as_of=as_of), EVENT_COLUMNS, form, limit, "event")

    guarded(answer)


@click.command()
@click.option("--party", "parties", multiple=True, help="Who takes part, as in `events --actor`; may be given again.")
@click.option("--type", "types", type=Names([t.value for t in CommitmentType]), help="Such as mission,ultimatum.")
@click.option("--status", "statuses", type=Names([s.value for s in CommitmentStatus]), help="Such as denounced,ended.")
@click.option("--outcome", "outcomes", type=Names([o.value for o in Outcome]), help="Such as open,missed.")
@click.option("--due-after", type=DAY, help="Only what is due after this day.")
@click.option("--due-before", type=DAY, help="Only what is due before this day.")
@outlet_option
@text_option
@store_option
@as_of_option
@format_option
@limit_option
def commitments(
    parties: tuple[str, ...],
    types: tuple[str, ...] | None,
    statuses: tuple[str, ...] | None,
    outcomes: tuple[str, ...] | None,
    due_after: dt.date | None,
    due_before: dt.date | None,
    outlet: str | None,
    text: str | None,
    address: str,
    as_of: dt.date | None,
    form: str,
    limit: int | None,
) -> None:
    """List the commitments of the record: what was promised, agreed or ordered, and by when.

    Outcomes are as of the day of --as-of, without it of the latest report.
    """
    from entente.store import CommitmentFilter, open_store, read_actor
    from entente.store.output import COMMITMENT_COLUMNS

    def answer() -> None:
        wanted = CommitmentFilter(
            parties=tuple(read_actor(party) for party in parties),
            types=tuple(CommitmentType(t) for t in types or ()),
            statuses=tuple(CommitmentStatus(s) for s in statuses or ()),
            outcomes=tuple(Outcome(o) for o in outcomes or ()),
            due_after=due_after,
            due_before=due_before,
            outlet=outlet,
            text=text,
        )
        with open_store(address, create=False) as store:
            show(store.commitments(wanted, as_of=as_of), COMMITMENT_COLUMNS, form, limit, "commitment")

    guarded(answer)


@click.command()
@event_options
@store_option
@as_of_option
@format_option
@limit_option
@click.pass_context
def contradictions(
    context: click.Context,
    /,
    address: str,
    as_of: dt.date | None,
    form: str,
    limit: int | None,
    **options: Any,  # noqa: ANN401 - the options of event_options
) -> None:
    """List where reports contradict each other: every value with the outlets that give it, and which is preferred.

    With options, only those about events asked for, and about commitments that such events bear on.
    """
    from entente.store import open_store
    from entente.store.output import CONTRADICTION_COLUMNS

    named = any(context.get_parameter_source(name) is not ParameterSource.DEFAULT for name in options)
    if context.get_parameter_source("modalities") is ParameterSource.DEFAULT:
        options["modalities"] = ()

    def answer() -> None:
        with open_store(address, create=False) as store:
            found = store.contradictions(event_filter(options) if named else None, as_of=as_of)
            show(found, CONTRADICTION_COLUMNS, form, limit, "contradiction")

    guarded(answer)


@click.command()
@outlet_option
@click.option("--language", help="ISO 639 code, such as en.")
@click.option("--from", "begin", type=DAY, help="First day of publication.")
@click.option("--to", "end", type=DAY, help="Last day of publication.")
@text_option
@click.option("--versions", is_flag=True, help="List superseded versions too.")
@store_option
@as_of_option
@format_option
@limit_option
def documents(
    outlet: str | None,
    language: str | None,
    begin: dt.date | None,
    end: dt.date | None,
    text: str | None,
    versions: bool,
    address: str,
    as_of: dt.date | None,
    form: str,
    limit: int | None,
) -> None:
    """List the documents of the record."""
    from entente.store import DocumentFilter, open_store
    from entente.store.output import DOCUMENT_COLUMNS

    def answer() -> None:
        wanted = DocumentFilter(outlet=outlet, language=language, begin=begin, end=end, text=text, superseded=versions)
        with open_store(address, create=False) as store:
            show(store.documents(wanted, as_of=as_of), DOCUMENT_COLUMNS, form, limit, "document")

    guarded(answer)


@click.command()
@event_options
@store_option
@as_of_option
@format_option
@limit_option
def actors(address: str, as_of: dt.date | None, form: str, limit: int | None, **options: Any) -> None:  # noqa: ANN401 - the options of event_options
    """List who takes part in the events asked for, the most frequent first."""
    from entente.store import open_store
    from entente.store.output import ACTOR_COLUMNS

    def answer() -> None:
        with open_store(address, create=False) as store:
            show(store.actors(event_filter(options), as_of=as_of), ACTOR_COLUMNS, form, limit, "actor")

    guarded(answer)


@click.command()
@click.option(
    "--by", type=click.Choice(["day", "week", "month", "quarter", "year"]), default="month", show_default=True
)
@outlet_option
@click.option("--from", "begin", type=DAY, help="First day of publication.")
@click.option("--to", "end", type=DAY, help="Last day of publication.")
@store_option
@as_of_option
@format_option
def coverage(
    by: str,
    outlet: str | None,
    begin: dt.date | None,
    end: dt.date | None,
    address: str,
    as_of: dt.date | None,
    form: str,
) -> None:
    """Count the articles read, by outlet and period: what other counts are to be divided by."""
    from entente.store import DocumentFilter, Period, open_store
    from entente.store.output import COVERAGE_COLUMNS

    def answer() -> None:
        wanted = DocumentFilter(outlet=outlet, begin=begin, end=end)
        with open_store(address, create=False) as store:
            lines = store.coverage(wanted, period=Period(by), as_of=as_of)
            show(lines, COVERAGE_COLUMNS, form, None, "article")

    guarded(answer)


def event_filter(options: dict[str, Any]) -> EventFilter:
    """What the options of :func:`event_options` ask for. Raises UsageError for a value that cannot be."""
    from entente.store import EventFilter, read_actor

    actor, recipient, dyad = options["actor"], options["recipient"], options["dyad"]
    return EventFilter(
        actor=read_actor(actor) if actor is not None else None,
        recipient=read_actor(recipient) if recipient is not None else None,
        dyad=(read_actor(dyad[0]), read_actor(dyad[1])) if dyad else None,
        types=options["types"] or (),
        quads=tuple(int(q) for q in options["quads"]),
        modalities=tuple(Modality(m) for m in options["modalities"]),
        country=options["country"].upper() if options["country"] else None,
        begin=options["begin"],
        end=options["end"],
        outlet=options["outlet"],
        text=options["text"],
        minimum_confidence=options["confidence"],
    )
