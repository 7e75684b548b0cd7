"""Reads a user's own gold: JSON Lines in the record's shape, of which events may leave out fields.

Every line is checked before anything is compared, and all problems are told at once with their lines: a slip in the
gold would otherwise count as an error of the reader.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import UNSET, UnsetType

from entente.codebook import Codebook, load_codebook
from entente.evaluating.acts import Act, Aspect, Sentence
from entente.evaluating.errors import GoldError, Problem
from entente.evaluating.gold_evidence import sentence_of
from entente.evaluating.gold_lines import BadLineError, DocumentLine, EntityLine, EventLine, nearest, parse_line
from entente.records import DateInterval, Document, Modality, PublishedSource

CODE = re.compile(r"[A-Z]{3}")

T = TypeVar("T")
U = TypeVar("U")


def read_gold(path: Path, *, codebook: Codebook | None = None) -> tuple[Document | Act, ...]:
    """Documents and events of a gold file, documents first.

    A document's id is its ``id``, or its ``key`` where it has none; evidence may name either. Lines of commitments
    and contradictions are passed over, so that a record corrected by hand can be gold as it stands. Types and sectors
    are those of ``codebook`` (the shipped one by default).

    Raises :class:`GoldError`, which lists every problem with its line and what to do.
    """
    return gold_of_lines(_lines_of(path), source=str(path), codebook=codebook)


def gold_of_lines(
    lines: Iterable[bytes], *, source: str = "gold", codebook: Codebook | None = None
) -> tuple[Document | Act, ...]:
    """As :func:`read_gold`, from lines in UTF-8; ``source`` is what messages call them."""
    book = codebook or load_codebook()
    problems: list[Problem] = []
    by_name: dict[str, Document] = {}

    def document(_: int, row: DocumentLine) -> Document:
        return _enter(_document(row), by_name)

    def act(_: int, row: EventLine) -> Act:
        return _act(row, by_name, book)

    parsed = list(_each(enumerate(lines, start=1), parse_line, problems))
    rows = [(x.number, x.value) for x in parsed]
    documents = list(_each(((n, v) for n, v in rows if isinstance(v, DocumentLine)), document, problems))
    acts = list(_each(((n, v) for n, v in rows if isinstance(v, EventLine)), act, problems))
    if not documents and not problems:
        problems.append(Problem(line=None, what='holds no document; add a line {"kind":"document","id":…,"text":…}'))
    if problems:
        raise GoldError(source, sorted(problems, key=lambda p: p.line or 0))
    return (*documents, *acts)


def _lines_of(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise GoldError(
            str(path), [Problem(line=None, what=f"cannot be opened ({error.strerror}); check name and rights")]
        ) from error


def _each(items: Iterable[tuple[int, T]], make: Callable[[int, T], U | None], problems: list[Problem]) -> Iterator[U]:
    """What ``make`` makes of each item; where it cannot, the problem is kept with the item's line."""
    for number, item in items:
        try:
            made = make(number, item)
        except BadLineError as bad:
            problems.append(Problem(line=number, what=str(bad)))
            continue
        if made is not None:
            yield made


def _document(row: DocumentLine) -> Document:
    name = row.id or row.key
    if not name:
        raise BadLineError('the document has neither "id" nor "key"; give it one, by which events name it')
    if not row.text.strip():
        raise BadLineError(f'the document {name!r} has no text; put the article into "text"')
    published = _day(row.published or row.date, "date")
    return Document(
        id=name,
        key=row.key or name,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        byline=row.byline,
        published=published,
        published_source=PublishedSource.METADATA if published else PublishedSource.UNKNOWN,
        language=row.language,
        text=row.text,
    )


def _enter(document: Document, by_name: dict[str, Document]) -> Document:
    names = {document.id, document.key}
    for name in sorted(names & by_name.keys()):
        raise BadLineError(f"a document before this one is called {name!r}, too; give each its own id")
    by_name.update(dict.fromkeys(names, document))
    return document


def _act(row: EventLine, documents: Mapping[str, Document], codebook: Codebook) -> Act:
    actor, actor_sectors = _codes(row.actor, "actor"), _sectors(row.actor, codebook)
    recipient, recipient_sectors = _codes(row.recipient, "recipient"), _sectors(row.recipient, codebook)
    country = _country(row)
    parts = {
        Aspect.ACTOR: actor,
        Aspect.RECIPIENT: recipient,
        Aspect.ACTOR_SECTOR: actor_sectors,
        Aspect.RECIPIENT_SECTOR: recipient_sectors,
        Aspect.MODALITY: row.modality,
        Aspect.DATE: row.enddate if isinstance(row.date, UnsetType) else row.date,
        Aspect.COUNTRY: country,
    }
    return Act(
        types=_types(row, codebook),
        sentences=_sentences(row, documents),
        told=frozenset(aspect for aspect, value in parts.items() if not isinstance(value, UnsetType)),
        actor=_or_none(actor) or frozenset(),
        recipient=_or_none(recipient) or frozenset(),
        actor_sectors=_or_none(actor_sectors) or frozenset(),
        recipient_sectors=_or_none(recipient_sectors) or frozenset(),
        modality=_modality(row.modality),
        when=_when(row),
        country=_or_none(country),
    )


def _or_none(value: T | UnsetType) -> T | None:
    return None if isinstance(value, UnsetType) else value


def _types(row: EventLine, codebook: Codebook) -> tuple[str, ...]:
    names = [row.event] if isinstance(row.event, str) else row.event
    if not names:
        raise BadLineError('the event has no type; write "event":["CONSULT"] or another type of the codebook')
    for name in names:
        if name not in codebook.events:
            raise BadLineError(f"{name!r} is no event type{nearest(name.upper(), codebook.events)}")
    return tuple(dict.fromkeys(names))


def _sentences(row: EventLine, documents: Mapping[str, Document]) -> tuple[Sentence, ...]:
    if not row.evidence:
        raise BadLineError('the event has no evidence; write "evidence":[{"document":…,"start":…,"end":…}]')
    return tuple(sorted({sentence_of(e, documents) for e in row.evidence}))


def _codes(entities: list[EntityLine] | UnsetType, side: str) -> frozenset[str] | UnsetType:
    """The codes of a side; UNSET where one entity has none, which leaves open what the whole side is."""
    if isinstance(entities, UnsetType) or any(e.code is UNSET for e in entities):
        return UNSET
    return frozenset(_code(e.code, side) for e in entities if e.code is not None)


def _code(code: object, where: str) -> str:
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise BadLineError(
            f"{where} has the code {code!r}; write three capitals (ISO 3166-1 alpha-3, or one such as IGO), or null "
            "for nobody with a code"
        )
    return code


def _sectors(entities: list[EntityLine] | UnsetType, codebook: Codebook) -> frozenset[str] | UnsetType:
    if isinstance(entities, UnsetType) or any(e.sector is UNSET for e in entities):
        return UNSET
    return frozenset(_sector(e.sector, codebook) for e in entities if e.sector is not None)


def _sector(sector: object, codebook: Codebook) -> str:
    if sector not in codebook.sectors:
        raise BadLineError(f"{sector!r} is no sector{nearest(str(sector).upper(), codebook.sectors)}")
    return str(sector)


def _modality(value: str | UnsetType) -> str | None:
    if isinstance(value, UnsetType):
        return None
    if value not in [*Modality]:
        raise BadLineError(f"{value!r} is no modality{nearest(value, [*Modality])}")
    return value


def _country(row: EventLine) -> str | UnsetType | None:
    """None where the gold says that no place is told; UNSET where it says nothing of it."""
    if isinstance(row.event_loc, UnsetType):
        return UNSET
    if row.event_loc is None or row.event_loc.country is None:
        return None
    if isinstance(row.event_loc.country, UnsetType):
        return UNSET
    return _code(row.event_loc.country, "event_loc")


def _when(row: EventLine) -> DateInterval | None:
    """A date without an end date is that one day; an end date that is null is an open end."""
    start = _day(_or_none(row.date), "date")
    end = start if isinstance(row.enddate, UnsetType) else _day(row.enddate, "enddate")
    if start is None and end is None:
        return None
    if start is not None and end is not None and start > end:
        raise BadLineError(f"date {start} comes after enddate {end}; swap them")
    return DateInterval(start=start, end=end)


def _day(value: str | None, name: str) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise BadLineError(f"{name} {value!r} is no day; write YYYY-MM-DD, or null where it is not known") from None
