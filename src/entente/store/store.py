"""A record that is open: add to it, ask it, check it, copy it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from entente.consolidating.across import Join, explain
from entente.consolidating.blocking import tellings_of
from entente.consolidating.correcting import FIELDS, corrected
from entente.consolidating.judgements import Judgement, Ruling
from entente.errors import UsageError
from entente.records import Commitment, Contradiction, Document, Event
from entente.store.adding import Addition, Report, add_report, is_known, remove_documents
from entente.store.aside import Aside
from entente.store.backup import back_up
from entente.store.consolidation import (
    Consolidate,
    Reported,
    derive,
    find_state,
    keep,
    load_reports,
    look,
)
from entente.store.engine import READ_ONLY, WRITES, make_engine, shown
from entente.store.errors import StoreError, told_to_people
from entente.store.filters import CommitmentFilter, DocumentFilter, EventFilter
from entente.store.judging import Kept, add_judgements, kept_judgements, to_merge, to_split, withdraw_judgement
from entente.store.migrating import prepare
from entente.store.periods import Period
from entente.store.queries import (
    KeptDocument,
    find_documents,
    select_commitments,
    select_contradictions,
    select_documents,
    select_event,
    select_event_ids,
    select_events,
    tellings_with,
)
from entente.store.schema import commitments, contradictions, documents, events, tellings
from entente.store.summaries import ActorLine, CoverageLine, count_actors, count_coverage
from entente.store.verifying import Checked, Problem, search_problems, state_problems, verify
from entente.tracking.across import consolidate as consolidate_reports

DEFAULT_STORE = "entente.db"


def open_store(
    url_or_path: str | Path = DEFAULT_STORE, *, create: bool = True, consolidate: Consolidate = consolidate_reports
) -> Store:
    """Open the record at a path (SQLite) or a ``postgresql://`` URL; without ``create`` it must be there already.

    A record of an older version is brought up to this one. ``consolidate`` is the stage that joins what documents tell.
    Raises StoreError for a record that is missing, damaged, of a newer version or some other program's, and for a
    server that cannot be reached; UsageError for an address of another kind.
    """
    engine = make_engine(url_or_path, create=create)
    try:
        prepare(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, consolidate=consolidate)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyReport:
    """One report of an event: why it stands there, the document, and the event as that document tells it."""

    join: Join
    document: Document
    told: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why an event is one: its reports in the order in which they were joined, and what people decided about them."""

    event: Event
    reports: tuple[WhyReport, ...]
    judgements: tuple[Kept, ...]
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How much a record tells."""

    documents: int
    events: int
    tellings: int
    commitments: int
    contradictions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A connection to a state that answers a query, and the day as of which outcomes are told."""

    connection: sa.Connection
    state: int
    day: dt.date | None


class Store:
    """An open record. May be used by several threads; close it, or use it in a ``with`` statement.

    Every query takes ``as_of``: the answer then comes from documents published by that day only, and is what a record
    of those documents alone would answer. Documents without a day of publication stay out of it. Answers come in an
    order that does not depend on the order of adding. Every method raises StoreError where the record cannot be read
    or written.
    """

    def __init__(self, engine: sa.Engine, *, consolidate: Consolidate = consolidate_reports) -> None:
        self._engine = engine
        self._consolidate = consolidate
        self._aside = Aside()
        self._deriving = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the record lives, for people: without a password."""
        return shown(self._engine)

    def close(self) -> None:
        """Let go of the record."""
        self._aside.clear()
        self._engine.dispose()

    def is_known(self, document: Document) -> bool:
        """Whether adding ``document`` would change nothing, so that it need not be read."""
        with self._reading() as connection:
            return is_known(connection, document)

    def add(self, report: Report, *, again: bool = False) -> Addition:
        """Add what one document tells, all of it or, when anything goes wrong, nothing.

        A document that the record has (the same id) changes nothing, unless it had no day of publication and now has
        one, or ``again`` asks to put what it now tells in place of what it told. Another version of a known article
        is kept beside the older ones, whose claims are superseded from its publication on.
        """
        with self._writing() as connection:
            return add_report(connection, report, again=again)

    def remove(self, name: str) -> int:
        """Remove the documents whose id, key or URL is ``name``, with all that they tell; how many there were.

        An older version that the removed one had superseded stands again.
        """
        with self._writing() as connection:
            found = find_documents(connection, name)
            if found:
                remove_documents(connection, found)
            return len(found)

    def events(self, wanted: EventFilter | None = None, *, as_of: dt.date | None = None) -> Iterator[Event]:
        """Events of all reports together, by day; those without one last.

        Filters look at the event as the reports tell it together; it is given whole, with every sentence.
        """
        with self._asking(as_of) as asked:
            yield from select_events(asked.connection, wanted or EventFilter(), asked.state)

    def event_ids(self, wanted: EventFilter, *, as_of: dt.date | None = None) -> list[str]:
        """Ids of the events asked for, in no order; for those who keep events at hand, as the dashboard does."""
        with self._asking(as_of) as asked:
            return select_event_ids(asked.connection, wanted, asked.state)

    def fingerprint(self, *, as_of: dt.date | None = None) -> str:
        """What changes whenever an answer as of that day may have: a key to keep answers under."""
        with self._deriving:
            return self._prepared(as_of)[0]

    def event(self, name: str, *, as_of: dt.date | None = None) -> Event | None:
        """The event with an id, or with it among its aliases; None where there is none."""
        with self._asking(as_of) as asked:
            return select_event(asked.connection, name, asked.state)

    def contradictions(
        self, wanted: EventFilter | None = None, *, as_of: dt.date | None = None
    ) -> Iterator[Contradiction]:
        """Where reports contradict each other, about any event or commitment, or about the events asked for."""
        with self._asking(as_of) as asked:
            yield from select_contradictions(asked.connection, wanted, asked.state)

    def commitments(
        self, wanted: CommitmentFilter | None = None, *, as_of: dt.date | None = None
    ) -> Iterator[Commitment]:
        """Commitments of all reports together, by due date, those without one last.

        Outcomes are as of the day asked about; without one, of that of the latest report.
        """
        with self._asking(as_of) as asked:
            yield from select_commitments(asked.connection, wanted or CommitmentFilter(), asked.state, asked.day)

    def why(self, name: str, *, as_of: dt.date | None = None) -> Why:
        """Why the reports of an event, given by its id or an alias, are taken for reports of one event.

        Raises UsageError where there is no such event.
        """
        with self._asking(as_of) as asked:
            event = select_event(asked.connection, name, asked.state)
            members = tellings_with(asked.connection, name, asked.state)
            clashes = [
                c for c in select_contradictions(asked.connection, None, asked.state) if event and c.about == event.id
            ]
        if event is None:
            raise _no_event(name)
        with self._reading() as connection:
            reports = load_reports(connection, as_of, list(dict.fromkeys(e.document for e in event.evidence)))
            decisions = kept_judgements(connection)
            judgements = look(connection, as_of, self._consolidate).judgements
        told = [t for t in tellings_of(reports) if t.id in members]
        return Why(
            event=event,
            reports=tuple(
                WhyReport(join=join, document=telling.document, told=telling.event)
                for join, telling in zip(explain(told, judgements), told, strict=True)
            ),
            judgements=tuple(k for k in decisions if {k.judgement.first, k.judgement.second} & set(members)),
            contradictions=tuple(clashes),
        )

    def refresh(self) -> None:
        """Make the answers to queries ready, as the first query after a change otherwise does."""
        with self._asking(None):
            pass

    def size(self) -> int:
        """How many documents the record has, older versions among them."""
        with self._reading() as connection:
            return _count(connection, documents)

    def holdings(self, *, as_of: dt.date | None = None) -> Holdings:
        """How much the record tells, with its answers made ready."""
        with self._asking(as_of) as asked:
            told, reports, promised, clashes = (
                _count(asked.connection, table, table.c.state == asked.state)
                for table in (events, tellings, commitments, contradictions)
            )
        return Holdings(
            documents=self.size(), events=told, tellings=reports, commitments=promised, contradictions=clashes
        )

    def split(
        self, name: str, taken: Sequence[str], *, by: str, note: str = "", on: dt.date | None = None
    ) -> list[int]:
        """Keep reports ``taken`` (tellings, or documents by id, key or outlet) apart from the others of an event.

        The numbers of the decisions. Raises UsageError for an event or a report that is not there, and where no report
        would be left.
        """
        members = self.why(name).reports
        chosen = [
            r.told.id for r in members if {r.told.id, r.document.id, r.document.key, r.document.outlet} & {*taken}
        ]
        for one in taken:
            if not any(one in (r.told.id, r.document.id, r.document.key, r.document.outlet) for r in members):
                raise UsageError(f"{one!r} is no report of {name}; `entente why {name}` lists them")
        if len(chosen) == len(members):
            raise UsageError(f"all reports of {name} are named, so that none is left to keep them apart from")
        return self._rule(to_split([r.told.id for r in members], chosen), by=by, note=note, on=on)

    def merge(self, names: Sequence[str], *, by: str, note: str = "", on: dt.date | None = None) -> list[int]:
        """Make one event of several. The numbers of the decisions. Raises UsageError for an event that is not there."""
        groups = [tuple(self._members(name)) for name in names]
        if len(set(groups)) < 2:
            raise UsageError("these are one event already; name two")
        return self._rule(to_merge(list(dict.fromkeys(groups))), by=by, note=note, on=on)

    def reject(self, name: str, *, by: str, note: str = "", on: dt.date | None = None) -> list[int]:
        """Take an event out of the answers, with all reports of it. Raises UsageError where it is not there."""
        return self._judge(
            [
                Judgement(ruling=Ruling.REJECTED, first=one, who=by, when=_on(on), why=note)
                for one in self._members(name)
            ]
        )

    def correct(
        self, name: str, values: dict[str, str | None], *, by: str, note: str = "", on: dt.date | None = None
    ) -> list[int]:
        """Give fields of an event other values; see :data:`entente.consolidating.correcting.FIELDS`.

        The numbers of the decisions. Raises UsageError for an event that is not there, a field that cannot be
        corrected and a value that it cannot have.
        """
        event = self.event(name)
        if event is None:
            raise _no_event(name)
        unknown = next((field for field in values if field not in FIELDS), None)
        if unknown is not None or not values:
            raise UsageError(f"{unknown or 'nothing'} cannot be corrected; there are {', '.join(FIELDS)}")
        made = [
            Judgement(ruling=Ruling.CORRECTED, first=event.id, field=field, value=value, who=by, when=_on(on), why=note)
            for field, value in values.items()
        ]
        corrected(event, {j.field: j for j in made if j.field is not None})
        return self._judge(made)

    def judgements(self) -> list[Kept]:
        """Everything that people decided, in order, also what was withdrawn."""
        with self._reading() as connection:
            return kept_judgements(connection)

    def withdraw(self, number: int, *, by: str, on: dt.date | None = None) -> None:
        """Take back the decision of a number. Raises UsageError where there is none that holds."""
        with self._writing() as connection:
            if not withdraw_judgement(connection, number, who=by, when=_on(on)):
                raise UsageError(f"there is no judgement {number} that holds; `entente judgements` lists them")

    def judged(self) -> Iterator[Reported]:
        """Documents that people decided about with their events as they then stand: gold for `evaluate` and `train`.

        What was rejected is left out, what was corrected has its new values in every document that tells it.
        """
        held = [k.judgement for k in self.judgements() if k.withdrawn is None and k.is_found]
        named = {name for j in held for name in (j.first, j.second) if name is not None}
        with self._reading() as connection:
            sight = look(connection, None, self._consolidate)
            reports = load_reports(connection, None)
        homes = {m: tuple(group) for name in named for group in [self._members(name, missing=())] for m in group}
        for report in sorted(reports, key=lambda r: r.document.id):
            if not any(e.id in named or e.id in homes for e in report.events):
                continue
            standing = [e for e in report.events if not sight.judgements.is_rejected(e.id)]
            told = [corrected(e, sight.judgements.corrections(homes.get(e.id, (e.id,)))) for e in standing]
            yield Reported(document=report.document, events=tuple(told))

    def _members(self, name: str, *, missing: Sequence[str] | None = None) -> Sequence[str]:
        """Ids of all tellings of an event."""
        with self._asking(None) as asked:
            members: Sequence[str] = tellings_with(asked.connection, name, asked.state)
        if members:
            return members
        if missing is None:
            raise _no_event(name)
        return missing

    def _rule(self, rulings: Sequence[tuple[Ruling, str, str]], *, by: str, note: str, on: dt.date | None) -> list[int]:
        return self._judge(
            [Judgement(ruling=r, first=a, second=b, who=by, when=_on(on), why=note) for r, a, b in rulings]
        )

    def _judge(self, made: Sequence[Judgement]) -> list[int]:
        with self._writing() as connection:
            return add_judgements(connection, made)

    def documents(
        self, wanted: DocumentFilter | None = None, *, as_of: dt.date | None = None
    ) -> Iterator[KeptDocument]:
        """Documents with their text, by day of publication, those without one last."""
        with self._reading() as connection:
            yield from select_documents(connection, wanted or DocumentFilter(), as_of)

    def document(self, name: str, *, as_of: dt.date | None = None) -> KeptDocument | None:
        """The document whose id, key or URL is ``name``, the latest version where there are several; else None."""
        found = self.documents(DocumentFilter(name=name, superseded=True), as_of=as_of)
        return max(found, key=lambda k: (not k.superseded_by, k.document.published or dt.date.min), default=None)

    def actors(self, wanted: EventFilter | None = None, *, as_of: dt.date | None = None) -> list[ActorLine]:
        """Everybody who takes part in the events asked for, the most frequent first."""
        return count_actors(self.events(wanted, as_of=as_of))

    def coverage(
        self,
        wanted: DocumentFilter | None = None,
        *,
        period: Period = Period.MONTH,
        as_of: dt.date | None = None,
    ) -> list[CoverageLine]:
        """How many articles were read, by outlet and period."""
        with self._reading() as connection:
            return count_coverage(connection, wanted or DocumentFilter(), period, as_of)

    def verify(self, checked: Checked | None = None) -> Iterator[Problem]:
        """Everything in the record that is not as it must be; ``checked`` counts what was looked at.

        Whether the text search is in step with the rest can only be checked where the record may be written.
        """
        if not self._engine.get_execution_options().get(READ_ONLY, False):
            with self._writing() as connection:
                problems = list(search_problems(connection))
            yield from problems
        with self._reading() as connection:
            yield from verify(connection, checked or Checked())
        with self._reading() as connection:
            yield from state_problems(connection, self._consolidate)

    def back_up(self, target: Path) -> None:
        """Copy the record to a new file, as it is at this moment; see :func:`entente.store.backup.back_up`."""
        back_up(self._engine, target)

    @contextmanager
    def _asking(self, as_of: dt.date | None) -> Iterator[Asked]:
        """A state that answers queries as of a day, made first where there is none yet."""
        with self._deriving:
            fingerprint, day = self._prepared(as_of)
        with self._reading() as connection:
            state = find_state(connection, fingerprint)
            if state is not None:
                yield Asked(connection=connection, state=state, day=day)
                return
        engine = self._aside.get(fingerprint)
        if engine is None:
            # Others changed the record so fast that the state was out of use before it could be asked.
            with self._reading() as connection:
                derived = derive(connection, look(connection, as_of, self._consolidate), self._consolidate)
            engine, fingerprint, day = self._aside.put(derived), derived.sight.fingerprint, derived.sight.day
        with told_to_people(self.address), engine.connect() as connection:
            state = find_state(connection, fingerprint)
            assert state is not None
            yield Asked(connection=connection, state=state, day=day)

    def _prepared(self, as_of: dt.date | None) -> tuple[str, dt.date | None]:
        """The fingerprint of the state to ask, which is written down or kept aside, and the day of its outcomes."""
        with self._reading() as connection:
            sight = look(connection, as_of, self._consolidate)
            there = find_state(connection, sight.fingerprint) is not None
            if there or self._aside.get(sight.fingerprint) is not None:
                return sight.fingerprint, sight.day
            derived = derive(connection, sight, self._consolidate)
        try:
            with self._writing() as connection:
                keep(connection, derived)
        except StoreError:
            # A record that cannot be written can still be asked.
            self._aside.put(derived)
        return sight.fingerprint, sight.day

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with told_to_people(self.address), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with told_to_people(self.address):
            connection = self._engine.connect().execution_options(**{WRITES: True})
            with connection, connection.begin():
                yield connection


def _on(day: dt.date | None) -> dt.date:
    return day or dt.date.today()


def _count(connection: sa.Connection, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
    return int(connection.scalar(sa.select(sa.func.count()).select_from(table).where(*conditions)) or 0)


def _no_event(name: str) -> UsageError:
    return UsageError(f"no event {name!r} in this record; `entente events` lists them, with --format jsonl by id")
