"""A gazetteer of every village, which the user builds from a GeoNames dump: SQLite, read beside the embedded one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from entente.errors import TableError
from entente.resolving.places.feature import Feature
from entente.resolving.places.model import Entry
from entente.resolving.places.names import key_hash
from entente.resolving.places.spans import Tables
from entente.resolving.places.tables import FEATURES, Word

APPLICATION_ID: Final = 0x456E7447
"""Marks a SQLite file as a gazetteer of Entente ('EntG')."""

SCHEMA_VERSION: Final = 1

SCHEMA: Final = """
CREATE TABLE places (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
    weight REAL NOT NULL, feature INTEGER NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL
);
CREATE TABLE names (hash INTEGER NOT NULL, place INTEGER NOT NULL, alternate INTEGER NOT NULL);
"""

INDEX: Final = "CREATE INDEX names_by_hash ON names (hash, place, alternate)"
"""Made when all names are in: sorting them once is far faster than keeping thirty million in order."""

MOST_SENSES: Final = 48
_BATCH: Final = 400

_QUERY: Final = (
    "SELECT n.hash, n.alternate, p.id, p.name, p.country, p.latitude, p.longitude, p.weight, p.feature, p.admin1,"
    " p.admin2 FROM names n JOIN places p ON p.id = n.place WHERE n.hash IN ({})"
)


def signed(number: int) -> int:
    """A 64-bit number as SQLite stores it."""
    return number - (1 << 64) if number >= 1 << 63 else number


class FullTables:
    """The tables that ``build_gazetteer`` made; what GeoNames lacks still comes from the embedded ones.

    Raises:
        TableError: the file is missing or no gazetteer of this version.
    """

    def __init__(self, path: Path, embedded: Tables) -> None:
        self._embedded = embedded
        if not path.is_file():
            raise TableError(f"{path}: no such gazetteer; build one with `entente places build allCountries.zip`")
        try:
            self._store = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            application = self._store.execute("PRAGMA application_id").fetchone()[0]
            version = self._store.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            raise TableError(f"{path}: cannot be read as a gazetteer ({error}); build it again") from error
        if (application, version) != (APPLICATION_ID, SCHEMA_VERSION):
            raise TableError(f"{path}: not a gazetteer of this version; build it again")

    def find(self, keys: Sequence[str]) -> list[tuple[Entry, ...]]:
        """The entries under each key, weightiest first: the embedded ones, and all others of the dump."""
        known = self._embedded.find(keys)
        hashes = [signed(key_hash(key)) for key in keys]
        more = self._read(sorted(set(hashes)))
        return [_merged(entries, more.get(key, ())) for entries, key in zip(known, hashes, strict=True)]

    def words(self, folded: Sequence[str]) -> list[Word]:
        """What each single word may be besides a place."""
        return self._embedded.words(folded)

    def _read(self, hashes: Sequence[int]) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = {}
        for start in range(0, len(hashes), _BATCH):
            batch = hashes[start : start + _BATCH]
            query = _QUERY.format(",".join("?" * len(batch)))  # placeholders only
            for key, alternate, *place in self._store.execute(query, batch):
                found.setdefault(key, []).append(_entry(bool(alternate), *place))
        return found


def _entry(
    alternate: bool,
    geonames_id: int,
    name: str,
    country: str,
    latitude: float,
    longitude: float,
    weight: float,
    feature: int,
    admin1: str,
    admin2: str,
) -> Entry:
    return Entry(
        geonames_id=geonames_id,
        name=name,
        country=country or None,
        latitude=latitude,
        longitude=longitude,
        weight=weight,
        feature=FEATURES[feature],
        admin1=admin1,
        admin2=admin2,
        alternate=alternate,
    )


def _merged(known: Sequence[Entry], more: Sequence[Entry]) -> tuple[Entry, ...]:
    """The embedded entries, which know centres and usual names, and those of the dump that they lack."""
    ids = {entry.geonames_id for entry in known}
    has_country = any(entry.feature is Feature.COUNTRY for entry in known)
    added = [e for e in more if e.geonames_id not in ids and not (has_country and e.feature is Feature.COUNTRY)]
    ordered = sorted((*known, *added), key=lambda e: (-e.weight, e.geonames_id or 0, e.name))
    return tuple(ordered[:MOST_SENSES])
