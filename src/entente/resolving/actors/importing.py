"""A user's own actors: read from CSV or FollowTheMoney, kept in a file of the store folder, merged in at load.

A CSV file has a heading with these columns; only ``name`` and ``code`` are needed:

    name           canonical name
    code           ISO 3166-1 alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC
    kind           person or body; without it, a line with an office is a person's and any other a body's
    id             your own identifier; made from the name where empty
    aliases        other names, parted by |
    sector         PLOVER sector; derived from the office where empty
    other_sectors  parted by |
    office         title of the office held
    start, end     2019, 2019-07 or 2019-07-25; empty where unknown or still in office
    source         who says so

Several lines of one ``id`` are spells of one person. FollowTheMoney files are JSON lines as OpenSanctions publishes
them; ``followthemoney.py`` turns them into the same lines. Nothing is written before the whole file is found good.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from entente.codebook import load_codebook
from entente.errors import TableError
from entente.resolving.actors.building import TableBuilder, first_day, last_day, slug
from entente.resolving.actors.followthemoney import is_entity, rows_of_entities
from entente.resolving.actors.merging import join
from entente.resolving.actors.table import Table, read_shipped

COLUMNS: Final = (
    "kind", "id", "name", "aliases", "code", "sector", "other_sectors", "office", "start", "end", "source",
)  # fmt: skip
NEEDED: Final = ("name", "code")
DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
OWN: Final = "user:"
"""Namespace of identifiers that are made from names."""


class UserActor(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a user's table: a spell of a person, or a body."""

    kind: str
    id: str
    name: str
    aliases: str = ""
    code: str
    sector: str = ""
    other_sectors: str = ""
    office: str = ""
    start: str = ""
    end: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import came to.

    Attributes:
        persons: persons in the file.
        bodies: bodies in the file.
        added: lines that are new in the user's table.
        unchanged: lines that it had already.
        skipped: entities that tell no actor (no name, no country or no known schema).
    """

    persons: int
    bodies: int
    added: int
    unchanged: int
    skipped: int


def import_actors(source: Path, table: Path, *, base: Table | None = None) -> ImportReport:
    """Read actors from ``source`` and add them to the user's table at ``table`` (made where it is missing).

    ``base`` is the table whose identifiers must not be taken, the shipped one by default.

    Raises:
        TableError: the file cannot be read, an identifier clashes, or a value cannot be; the table stays as it was.
    """
    base = base if base is not None else read_shipped()
    rows, skipped = _read(source, base)
    actors = [_checked(place, row, base) for place, row in rows]
    kept = read_user_table(table) if table.exists() else []
    _check_ids(actors, kept, base, source)
    known = set(kept)
    added = list(dict.fromkeys(a for a in actors if a not in known))
    if added:
        _write(table, [*kept, *added])
    return ImportReport(
        persons=len({a.id for a in actors if a.kind == "person"}),
        bodies=len({a.id for a in actors if a.kind == "body"}),
        added=len(added),
        unchanged=len(actors) - len(added),
        skipped=skipped,
    )


def merged(base: Table, user_table: Path) -> Table:
    """``base`` with the user's table merged in; ``base`` itself where there is none yet.

    Raises:
        TableError: the user's table is there and cannot be read.
    """
    if not user_table.exists():
        return base
    builder = TableBuilder(base.as_of, states=dict(base.states))
    actors = read_user_table(user_table)
    lines = [{**msgspec.structs.asdict(a), "note": a.source, "surname_only": ""} for a in actors]
    builder.add_bodies([line for line in lines if line["kind"] == "body"], kind="own")
    builder.add_spells(line for line in lines if line["kind"] == "person")
    return join(base, builder.table())


def read_user_table(path: Path) -> list[UserActor]:
    """The lines of a user's table.

    Raises:
        TableError: it cannot be read.
    """
    try:
        data = path.read_bytes()
        return msgspec.json.Decoder(UserActor).decode_lines(data)
    except OSError as error:
        raise TableError(f"{path}: your actor table cannot be read ({error.strerror})") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise TableError(
            f"{path}: your actor table is broken ({error}); mend the line or remove the file and import again"
        ) from error


def _write(path: Path, actors: Iterable[UserActor]) -> None:
    # Written beside and put in place at once: a crash leaves the old table whole.
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(msgspec.json.Encoder().encode_lines(list(actors)))
        fresh.replace(path)
    except OSError as error:
        raise TableError(f"{path}: your actor table cannot be written ({error.strerror})") from error


# -- reading a file --------------------------------------------------------------------------------------------


def _read(source: Path, base: Table) -> tuple[list[tuple[str, Mapping[str, str]]], int]:
    """Lines of a file with where they stand, and how many entities told nobody."""
    try:
        text = source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TableError(f"{source}: cannot be read ({error.strerror}); nothing was imported") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{source}: is not UTF-8 text ({error}); save it as UTF-8") from error
    if not text.strip():
        raise TableError(f"{source}: is empty; nothing was imported")
    if text.lstrip().startswith("{"):
        return _entities(source, text, base)
    return list(_csv(source, text)), 0


def _csv(source: Path, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    heading = [c.strip() for c in reader.fieldnames or ()]
    missing = [c for c in NEEDED if c not in heading]
    if missing:
        raise TableError(f"{source}: the heading lacks the column {missing[0]!r}; it has {', '.join(heading)}")
    try:
        for row in reader:
            if None in row or None in row.values():
                raise TableError(f"{source}:{reader.line_num}: the line has not as many cells as the heading")
            yield f"{source}:{reader.line_num}", {k.strip(): v.strip() for k, v in row.items()}
    except csv.Error as error:
        raise TableError(f"{source}:{reader.line_num}: is no good CSV ({error})") from error


def _entities(source: Path, text: str, base: Table) -> tuple[list[tuple[str, Mapping[str, str]]], int]:
    entities: list[tuple[str, Mapping[str, object]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{source}:{number}"
        try:
            entity = msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            raise TableError(f"{place}: is no JSON ({error}); nothing was imported") from error
        if not is_entity(entity):
            raise TableError(f"{place}: is no FollowTheMoney entity (id, schema, properties); nothing was imported")
        entities.append((place, entity))
    codes = {state[2].lower(): iso3 for iso3, state in base.states.items() if state[2]}
    return rows_of_entities(entities, codes, str(source))


# -- checking a line -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Check:
    """What must not be, and what to say where it is."""

    fails: Callable[[UserActor, Table], bool]
    problem: str


CHECKS: Final[Sequence[_Check]] = (
    _Check(lambda a, _: not a.name, "the name is empty"),
    _Check(lambda a, _: a.kind not in ("person", "body"), "kind is {a.kind!r}; it can be person or body"),
    _Check(
        lambda a, t: a.code not in t.states and a.code not in load_codebook().entities,
        "code is {a.code!r}; it can be an ISO 3166-1 alpha-3 code or one of IGO, UNO, EUR, NGO, ISM, IMG, MNC",
    ),
    _Check(
        lambda a, _: any(s and s not in load_codebook().sectors for s in (a.sector, *a.other_sectors.split("|"))),
        "sector is {a.sector!r} {a.other_sectors!r}; the codebook does not know it",
    ),
    _Check(lambda a, _: not _is_date(a.start), "start is {a.start!r}, which is no day, month or year"),
    _Check(lambda a, _: not _is_date(a.end), "end is {a.end!r}, which is no day, month or year"),
    _Check(
        lambda a, _: bool(a.start and a.end) and (first_day(a.start) or "") > (last_day(a.end) or ""),
        "the end {a.end} lies before the start {a.start}",
    ),
    _Check(lambda a, _: a.kind == "person" and not a.office, "a person needs an office (a title, or what they are)"),
)


def _is_date(text: str) -> bool:
    match = DATE.fullmatch(text)
    if not text:
        return True
    if match is None:
        return False
    year, month, day = match.groups()
    try:
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def _checked(place: str, row: Mapping[str, str], base: Table) -> UserActor:
    cells = {column: row.get(column, "") for column in COLUMNS}
    cells["kind"] = cells["kind"] or ("person" if cells["office"] else "body")
    cells["id"] = cells["id"] or f"{OWN}{slug(cells['name'])}"
    cells["source"] = cells["source"] or "your import"
    actor = UserActor(**cells)
    for check in CHECKS:
        if check.fails(actor, base):
            raise TableError(f"{place}: {check.problem.format(a=actor)}; nothing was imported")
    return actor


def _check_ids(actors: Sequence[UserActor], kept: Sequence[UserActor], base: Table, source: Path) -> None:
    """An identifier stands for one name and kind, and none of the shipped table's may be taken."""
    shipped = {p.id for p in base.persons} | {b.id for b in base.bodies}
    names = {a.id: (a.kind, a.name) for a in kept}
    for actor in actors:
        if actor.id in shipped:
            raise TableError(f"{source}: id {actor.id!r} is the shipped table's; choose another; nothing was imported")
        known = names.setdefault(actor.id, (actor.kind, actor.name))
        if known != (actor.kind, actor.name):
            raise TableError(
                f"{source}: id {actor.id!r} stands for {known[1]!r} already and cannot stand for {actor.name!r};"
                " nothing was imported"
            )
