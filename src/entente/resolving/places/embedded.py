"""The gazetteer that ships with the package: arrays that the operating system maps in as they are touched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from entente.errors import TableError
from entente.resolving.places.model import Entry
from entente.resolving.places.names import key_hash
from entente.resolving.places.tables import (
    ALTERNATE,
    FEATURES,
    PLACE_INDEX_BITS,
    PLACE_ROW,
    WEIGHT_STEPS,
    Word,
)

DATA: Final = Path(__file__).resolve().parent / "data"

MOST_SENSES: Final = 48
"""A name borne by more places than this is looked up for the weightiest only."""

_INDEX_MASK: Final = (1 << PLACE_INDEX_BITS) - 1


class EmbeddedTables:
    """The compiled tables, opened but not read: a look-up touches a few pages.

    Raises:
        TableError: a table is missing or of another version.
    """

    def __init__(self, folder: Path = DATA) -> None:
        try:
            self._places = np.load(folder / "places.npy", mmap_mode="r")
            self._keys = np.load(folder / "name_keys.npy", mmap_mode="r")
            self._values = np.load(folder / "name_places.npy", mmap_mode="r")
            words = np.load(folder / "word_keys.npy"), np.load(folder / "word_flags.npy")
            self._names = np.memmap(folder / "names.bin", dtype=np.uint8, mode="r")
            lines = [
                (folder / name).read_text(encoding="utf-8")
                for name in ("countries.txt", "provinces.txt", "districts.txt")
            ]
        except (OSError, ValueError) as error:
            raise TableError(
                f"the embedded gazetteer in {folder} cannot be opened ({error}); install the package again"
            ) from error
        if self._places.dtype != PLACE_ROW:
            raise TableError(f"the embedded gazetteer in {folder} is of another version; install the package again")
        self._word_keys, self._word_flags = words
        self._countries, self._provinces, self._districts = (text.split("\n") for text in lines)
        self._entries: dict[int, Entry] = {}
        self._found: dict[str, tuple[Entry, ...]] = {}

    def find(self, keys: Sequence[str]) -> list[tuple[Entry, ...]]:
        """The entries under each key, weightiest first."""
        found = self._found
        new = list(dict.fromkeys(key for key in keys if key not in found))
        if new:
            if len(found) + len(new) > MOST_CACHED:
                # A fresh table, not one emptied: another thread may be reading the old one.
                found = self._found = {key: found[key] for key in keys if key in found}
            found.update(zip(new, self._look_up(new), strict=True))
        return [found[key] for key in keys]

    def _look_up(self, keys: Sequence[str]) -> list[tuple[Entry, ...]]:
        hashes = np.array([key_hash(key) for key in keys], dtype=np.uint64)
        starts = np.searchsorted(self._keys, hashes, side="left")
        ends = np.searchsorted(self._keys, hashes, side="right")
        return [
            self._senses(self._values[start:end]) if end > start else ()
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]

    def words(self, folded: Sequence[str]) -> list[Word]:
        """What each single word may be besides a place."""
        if not folded:
            return []
        hashes = np.array([key_hash(word) for word in folded], dtype=np.uint64)
        at = np.minimum(np.searchsorted(self._word_keys, hashes), len(self._word_keys) - 1)
        flags = np.where(self._word_keys[at] == hashes, self._word_flags[at], 0)
        return [Word(flag) for flag in flags.tolist()]

    def _senses(self, values: npt.NDArray[Any]) -> tuple[Entry, ...]:
        if len(values) > MOST_SENSES:
            weights = self._places["weight"][values & _INDEX_MASK]
            values = values[np.argsort(-weights.astype(np.int16), kind="stable")[:MOST_SENSES]]
        senses = [self._entry(value) for value in values.tolist()]
        return tuple(sorted(senses, key=lambda entry: (-entry.weight, entry.geonames_id or 0, entry.name)))

    def _entry(self, value: int) -> Entry:
        entry = self._entries.get(value)
        if entry is None:
            if len(self._entries) >= MOST_CACHED:
                self._entries.clear()
            entry = self._entries[value] = self._read(value)
        return entry

    def _read(self, value: int) -> Entry:
        geonames_id, latitude, longitude, name, weight, country, feature, admin1, admin2 = self._places[
            value & _INDEX_MASK
        ].item()
        return Entry(
            geonames_id=geonames_id or None,
            name=self._name(name),
            country=self._countries[country] or None,
            latitude=round(latitude, 5),
            longitude=round(longitude, 5),
            weight=weight / WEIGHT_STEPS,
            feature=FEATURES[feature],
            admin1=self._provinces[admin1],
            admin2=self._districts[admin2],
            alternate=bool(value >> PLACE_INDEX_BITS & ALTERNATE),
        )

    def _name(self, start: int) -> str:
        window = self._names[start : start + LONGEST_NAME_BYTES].tobytes()
        return window[: window.index(b"\n")].decode("utf-8")


LONGEST_NAME_BYTES: Final = 512
MOST_CACHED: Final = 20_000
"""Entries kept in memory between look-ups; a bound, so that a long run does not grow."""
