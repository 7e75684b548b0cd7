"""The gazetteer: the compiled tables, or a full one that the user built, with abbreviations and demonyms beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from entente.errors import TableError
from entente.resolving.places.embedded import DATA, EmbeddedTables
from entente.resolving.places.feature import Feature
from entente.resolving.places.full import FullTables
from entente.resolving.places.model import Entry
from entente.resolving.places.names import name_key
from entente.resolving.places.spans import Tables
from entente.resolving.places.tables import Word

AFTER_COMMA: Final = "after a comma only"
NOT_AFTER_COMMA: Final = "not after a comma"


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short form of a place: whom it means and where it may stand."""

    entry: Entry
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonym:
    """What people or things of a place are called: the places it may mean, the likeliest first, and a note."""

    entries: tuple[Entry, ...]
    note: str = ""


class Gazetteer:
    """Places by name, abbreviation and demonym. Get one from ``Gazetteer.load``."""

    def __init__(self, tables: Tables, embedded: EmbeddedTables) -> None:
        self._tables = tables
        self._embedded = embedded
        self.abbreviations = self._read_abbreviations()
        self.postal = self._read_postal()
        self.demonyms = self._read_demonyms()
        self._capitals = {row[0]: row[1] for row in _rows("capitals.tsv")}
        self.demonym_words = frozenset(word for key in self.demonyms for word in key.split())
        self.longest_demonym = max(key.count(" ") for key in self.demonyms) + 1

    @staticmethod
    def load(path: Path | str | None = None) -> Gazetteer:
        """The gazetteer that ships with the package, or the full one at ``path`` that ``build_gazetteer`` made.

        Loaded once for each path and kept.

        Raises:
            TableError: the file is not a gazetteer, or the package's tables are broken.
        """
        if path is None:
            return _load(None, 0)
        file = Path(path)
        return _load(str(file), file.stat().st_mtime_ns if file.is_file() else 0)

    def find(self, keys: Sequence[str]) -> list[tuple[Entry, ...]]:
        """The entries under each key (see ``name_key``), weightiest first."""
        return self._tables.find(keys)

    def words(self, folded: Sequence[str]) -> list[Word]:
        """What each single folded word may be besides a place."""
        return self._embedded.words(folded)

    def named(self, name: str) -> tuple[Entry, ...]:
        """The entries under a name, weightiest first."""
        return self.find([name_key(name)])[0]

    def capital_of(self, country: str) -> Entry | None:
        """The capital of a country given by its alpha-3 code."""
        key = self._capitals.get(country)
        return None if key is None else self._one(key, feature=Feature.CAPITAL, country=country)

    def demonym_in(self, folded: Sequence[str]) -> tuple[int, int, Demonym] | None:
        """The first of the longest demonyms among words, with the places of its first and last word."""
        for length in range(min(self.longest_demonym, len(folded)), 0, -1):
            for first in range(len(folded) - length + 1):
                demonym = self.demonyms.get(" ".join(folded[first : first + length]))
                if demonym is not None:
                    return first, first + length - 1, demonym
        return None

    def _one(self, key: str, *, feature: Feature | None = None, country: str = "", admin1: str = "") -> Entry | None:
        """The weightiest entry of the embedded tables under a key that is of the kind and place asked for."""
        for entry in self._embedded.find([key])[0]:
            if (
                (feature is None or entry.feature is feature)
                and (not country or entry.country == country)
                and (not admin1 or entry.admin1 == admin1)
            ):
                return entry
        return None

    def _read_abbreviations(self) -> dict[str, Abbreviation]:
        found = {}
        for short, key, kind, code, rule in _rows("abbreviations.tsv"):
            feature = {"country": Feature.COUNTRY, "admin1": Feature.ADMIN1}.get(kind)
            place = {"country": code} if kind == "country" else {"admin1": code} if kind == "admin1" else {}
            entry = self._one(key, feature=feature, **place)
            if entry is not None:
                found[short] = Abbreviation(entry=entry, rule=rule)
        return found

    def _read_postal(self) -> dict[str, Entry]:
        """Two-letter codes of American states and Canadian provinces, good after a comma only."""
        found = {}
        for short, key, code in _rows("postal.tsv"):
            entry = self._one(key, feature=Feature.ADMIN1, admin1=code)
            if entry is not None:
                found[short] = entry
        return found

    def _read_demonyms(self) -> dict[str, Demonym]:
        entries: dict[str, list[Entry]] = {}
        notes: dict[str, str] = {}
        for demonym, key, country, note in _rows("demonyms.tsv"):
            entry = self._one(key, feature=Feature.COUNTRY, country=country) if country else self._one(key)
            if entry is not None:
                entries.setdefault(name_key(demonym), []).append(entry)
                notes[name_key(demonym)] = note
        return {key: Demonym(entries=tuple(found), note=notes[key]) for key, found in entries.items()}


def _rows(name: str) -> list[list[str]]:
    """The rows of a small table of the package, as many cells each."""
    try:
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"the table {DATA / name} cannot be read ({error}); install the package again") from error
    return [line.split("\t") for line in lines]


@lru_cache(maxsize=4)
def _load(path: str | None, written: int) -> Gazetteer:
    embedded = EmbeddedTables()
    if path is None:
        return Gazetteer(embedded, embedded)
    return Gazetteer(FullTables(Path(path), embedded), embedded)
