"""From a dump of GeoNames (allCountries.zip, or one country's) to a gazetteer of every village, in SQLite."""

from __future__ import annotations

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Final

from entente.errors import TableError
from entente.resolving.places.embedded import DATA
from entente.resolving.places.feature import Feature
from entente.resolving.places.full import APPLICATION_ID, INDEX, SCHEMA, SCHEMA_VERSION, signed
from entente.resolving.places.names import key_hash, may_stand_in_english, name_key, weight_of
from entente.resolving.places.tables import FEATURE_CODES

Progress = Callable[[int, int], None]
"""Called with the bytes read so far and in all."""

COLUMNS: Final = 19
"""Columns of a GeoNames dump, in the order of its readme."""

FEATURE_OF_CODE: Final = {
    "PPLC": Feature.CAPITAL,
    "PCLI": Feature.COUNTRY,
    "PCLD": Feature.COUNTRY,
    "PCLS": Feature.COUNTRY,
    "TERR": Feature.COUNTRY,
    "ADM1": Feature.ADMIN1,
    "ADM2": Feature.ADMIN2,
    "ADM3": Feature.ADMIN2,
    "ADM4": Feature.ADMIN2,
    "ADMD": Feature.ADMIN2,
    "CONT": Feature.CONTINENT,
    "RGN": Feature.REGION,
    "OCN": Feature.OCEAN,
    "SEA": Feature.SEA,
    "GULF": Feature.GULF,
    "BAY": Feature.GULF,
    "STRT": Feature.STRAIT,
    "CHN": Feature.STRAIT,
    "CNL": Feature.CANAL,
    "STM": Feature.RIVER,
    "STMS": Feature.RIVER,
    "LK": Feature.LAKE,
    "LKS": Feature.LAKE,
    "RSV": Feature.LAKE,
    "ISL": Feature.ISLAND,
    "ISLS": Feature.ISLAND,
    "PEN": Feature.PENINSULA,
    "CAPE": Feature.CAPE,
    "MT": Feature.MOUNTAIN,
    "MTS": Feature.MOUNTAIN,
    "VAL": Feature.VALLEY,
    "PASS": Feature.PASS,
    "DSRT": Feature.DESERT,
    "CMPRF": Feature.CAMP,
    "PSTB": Feature.CROSSING,
    "PSTC": Feature.CROSSING,
    "AIRB": Feature.BASE,
    "INSM": Feature.BASE,
    "NVB": Feature.BASE,
    "AIRP": Feature.AIRPORT,
    "DAM": Feature.SITE,
}
"""Feature codes that are kept; of the class P (populated places) all are."""

_BATCH: Final = 20_000
_REPORT_EVERY: Final = 50_000

Row = tuple[int, str, str, float, float, float, int, str, str]
NameRow = tuple[int, int, int]


def build_gazetteer(zip_path: Path | str, out_path: Path | str, progress: Progress | None = None) -> int:
    """Builds a full gazetteer from a GeoNames dump, for ``Gazetteer.load(out_path)``.

    The file is written beside its place and put there when it is whole: if anything fails, what was there stays.

    Args:
        zip_path: allCountries.zip or a country's zip from https://download.geonames.org/export/dump/.
        out_path: where the gazetteer goes; an older one there is replaced.
        progress: called now and then with the bytes read so far and in all.

    Returns:
        How many places it holds.

    Raises:
        TableError: the dump is missing, truncated, corrupt or no GeoNames dump, or the file cannot be written.
    """
    source, target = Path(zip_path), Path(out_path)
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        count = _build(source, part, progress)
        _put(part, target)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, UnicodeDecodeError) as error:
        raise TableError(f"{source}: cannot be read to its end ({error}); fetch the dump again") from error
    except sqlite3.Error as error:
        raise TableError(f"{target}: cannot be written ({error})") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _put(part: Path, target: Path) -> None:
    """Puts the finished file in its place."""
    try:
        part.replace(target)
    except OSError as error:
        raise TableError(f"{target}: cannot be replaced ({error}); close what uses it and build again") from error


def _build(source: Path, part: Path, progress: Progress | None) -> int:
    countries = _country_codes()
    with zipfile.ZipFile(source) as archive:
        member = _member(archive, source)
        with archive.open(member) as stream, closing(sqlite3.connect(part)) as store:
            store.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
            count = _fill(store, _rows(stream, source, countries, member.file_size, progress))
            if not count:
                raise TableError(f"{source}: holds no place; is it a GeoNames dump?")
            store.execute(INDEX)
            store.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            store.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            store.commit()
    return count


def _member(archive: zipfile.ZipFile, source: Path) -> zipfile.ZipInfo:
    """The table inside the archive: its one text file that is no readme."""
    tables = [m for m in archive.infolist() if m.filename.endswith(".txt") and "readme" not in m.filename.lower()]
    if len(tables) != 1:
        raise TableError(f"{source}: holds {len(tables)} tables where a GeoNames dump holds one")
    return tables[0]


def _country_codes() -> dict[str, str]:
    lines = (DATA / "country_codes.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def _rows(
    stream: IO[bytes], source: Path, countries: dict[str, str], size: int, progress: Progress | None
) -> Iterator[tuple[Row, list[NameRow]]]:
    """The places of the dump that are kept, each with its names."""
    done = 0
    for number, line in enumerate(io.TextIOWrapper(stream, encoding="utf-8", newline="\n"), 1):
        done += len(line.encode("utf-8")) if not line.isascii() else len(line)
        if progress is not None and number % _REPORT_EVERY == 0:
            progress(done, size)
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            raise TableError(f"{source}: line {number} has {len(cells)} columns where a GeoNames dump has {COLUMNS}")
        try:
            parsed = _parse(cells, countries)
        except ValueError as error:
            raise TableError(f"{source}: line {number} cannot be read ({error})") from error
        if parsed is not None:
            yield parsed
    if progress is not None:
        progress(size, size)


def _parse(cells: list[str], countries: dict[str, str]) -> tuple[Row, list[NameRow]] | None:
    feature = Feature.CITY if cells[6] == "P" else None
    feature = FEATURE_OF_CODE.get(cells[7], feature)
    if feature is None:
        return None
    geonames_id, name, country = int(cells[0]), cells[1], cells[8]
    admin1 = f"{country}.{cells[10]}" if cells[10] not in ("", "00") else ""
    admin2 = f"{admin1}.{cells[11]}" if admin1 and cells[11] else ""
    row = (
        geonames_id,
        name,
        countries.get(country, ""),
        float(cells[4]),
        float(cells[5]),
        weight_of(int(cells[14] or 0)),
        FEATURE_CODES[feature],
        admin1,
        admin2,
    )
    return row, _names(geonames_id, name, cells[2], cells[3])


def _names(geonames_id: int, name: str, plain: str, others: str) -> list[NameRow]:
    """The hashes of the names of a place; all but its first two count as other names."""
    first = {key for key in (name_key(name), name_key(plain)) if key}
    more = {name_key(other) for other in others.split(",") if may_stand_in_english(other)} - first - {""}
    return [(signed(key_hash(key)), geonames_id, 0) for key in sorted(first)] + [
        (signed(key_hash(key)), geonames_id, 1) for key in sorted(more)
    ]


def _fill(store: sqlite3.Connection, rows: Iterable[tuple[Row, list[NameRow]]]) -> int:
    count = 0
    places: list[Row] = []
    names: list[NameRow] = []
    for row, known in rows:
        places.append(row)
        names.extend(known)
        count += 1
        if len(places) >= _BATCH:
            _flush(store, places, names)
    _flush(store, places, names)
    return count


def _flush(store: sqlite3.Connection, places: list[Row], names: list[NameRow]) -> None:
    store.executemany("INSERT OR REPLACE INTO places VALUES (?,?,?,?,?,?,?,?,?)", places)
    store.executemany("INSERT INTO names VALUES (?,?,?)", names)
    places.clear()
    names.clear()
