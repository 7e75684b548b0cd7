"""Which of the places of one name is meant: all names of a text are weighed together.

Each sense of a name starts from how well known the place is, and gains from every other name of the text that has a
sense around it or near it; this is repeated until the senses settle (relaxation labelling). The weights are fitted on
half of two published sets of news and written out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from entente.resolving.places.feature import Feature
from entente.resolving.places.model import Entry

Array = npt.NDArray[Any]

PER_WEIGHT: Final = 1.0
"""What a factor of ten in inhabitants is worth."""

FEATURE_BONUS: Final = {
    Feature.CONTINENT: 3.0,
    Feature.COUNTRY: 3.0,
    Feature.REGION: 2.0,
    Feature.ADMIN1: 1.5,
    Feature.CAPITAL: 2.0,
    Feature.ADMIN2: -1.5,
}
"""What it is worth to be of a kind that is named far away."""

ALTERNATE_PENALTY: Final = 2.5
SEAT_PENALTY: Final = 3.0
"""For an area that has a city of the same name in it, where nothing says that the area is meant."""

SAME_NAME_BONUS: Final = 6.0
"""For a sense that the text gives the same name elsewhere, by naming the state."""

HINT_BONUS: Final = 3.0
SMALL_HINT_BONUS: Final = 1.0
FAR_BEHIND: Final = 1.4
"""For a place in a country that the caller named; less where it is far smaller than the best known of its name."""

NEAR_DEGREES: Final = 1.0
CAPITAL_DEGREES: Final = 2.5
"""A city so near the middle of an area of its name is its seat, be it apart from it or not: Moscow and its oblast."""

INSIDE_DISTRICT: Final = 3.0
INSIDE_PROVINCE: Final = 2.0
INSIDE_COUNTRY: Final = 2.0
OWN_TOWN: Final = 1.0
"""What a town adds to the province that it lies in: with Atlanta in the text, 'Georgia' is the American state."""

OWN_CAPITAL: Final = 1.0
"""What its capital adds to a country: with Brazzaville in the text, 'Congo' is the smaller of the two."""

SAME_DISTRICT: Final = 1.0
SAME_PROVINCE: Final = 0.8
SAME_COUNTRY: Final = 0.3
NEAR: Final = 1.0
NEAR_KM: Final = 80.0
WIDE_NEAR: Final = 0.3
WIDE_NEAR_KM: Final = 600.0
"""Support falls by a factor of e over this distance."""

QUALIFIED: Final = 8.0
"""For lying in the state or country that follows after a comma."""

SOFTNESS: Final = 0.5
"""Power to which a sense's share is taken when it supports another nearby: at 0 all senses would count alike."""

PEER: Final = 1.0
"""For being of the same kind as a neighbour in a list: 'Washington, Oregon and Idaho'."""

SUPPORT_GAIN: Final = 1.0
MOST_NATIONAL: Final = 2.5
MOST_LOCAL: Final = 5.0
"""Bounds of what all other names together may add, for lying in the country and for lying near."""

ROUNDS: Final = 3
EARTH_KM: Final = 6371.0

MOST_NAMES: Final = 160
"""Names weighed together; a longer text is taken in parts."""

MOST_CANDIDATES: Final = 420
"""Senses weighed together; in texts with more, each name keeps its weightiest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name to resolve among the names of a text.

    Args:
        entries: its senses, at least one.
        trust: how sure it is that it names a place, from 0 to 1.
        is_area: whether the text says that a province or the like is meant.
        within: the name, by its place in the list, that follows after a comma and that this one lies in.
        same_as: the same name elsewhere in the text, where its state is given.
        beside: names in one list with this one.
    """

    entries: tuple[Entry, ...]
    trust: float
    is_area: bool = False
    within: int | None = None
    same_as: int | None = None
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """The sense chosen for a name, how much the other names support it, and how sure the choice is."""

    entry: Entry
    support: float
    certainty: float


def choose(names: Sequence[Name], countries: frozenset[str] = frozenset()) -> list[Sense]:
    """The sense of each name, all names weighed together.

    Args:
        names: at least one entry each.
        countries: alpha-3 codes of the countries that the text is likely to be about.
    """
    senses: list[Sense] = []
    for start in range(0, len(names), MOST_NAMES):
        senses += _settle(_block(names, start), countries)
    return senses


def _block(names: Sequence[Name], start: int) -> list[Name]:
    """So many names as are weighed together, with the references among them counted from the first."""

    def moved(reference: int | None) -> int | None:
        return reference - start if reference is not None and start <= reference < start + MOST_NAMES else None

    if len(names) <= MOST_NAMES:
        return list(names)
    return [
        replace(
            name,
            within=moved(name.within),
            same_as=moved(name.same_as),
            beside=tuple(at for other in name.beside if (at := moved(other)) is not None),
        )
        for name in names[start : start + MOST_NAMES]
    ]


def _settle(names: Sequence[Name], countries: frozenset[str]) -> list[Sense]:
    names = _bounded(names)
    grid = _Grid(names)
    prior = np.array([_prior(entry, countries, name) for name in names for entry in name.entries])
    national, local, fixed = grid.compatibility(names)
    name_trust = np.array([name.trust for name in names])
    share = grid.softmax(prior)
    support = np.zeros(len(prior))
    for _ in range(ROUNDS):
        likely = grid.against_best(share)
        support = np.minimum(grid.best_of_each(national * likely) @ name_trust, MOST_NATIONAL)
        support += np.minimum(grid.best_of_each(local * likely**SOFTNESS) @ name_trust, MOST_LOCAL)
        share = grid.softmax(prior + SUPPORT_GAIN * support + fixed @ share)
    return [
        Sense(
            entry=names[at].entries[best - start],
            support=float(support[best]),
            certainty=float(share[best]),
        )
        for at, (start, end) in enumerate(grid.bounds)
        for best in [start + int(np.argmax(share[start:end]))]
    ]


def _bounded(names: Sequence[Name]) -> list[Name]:
    """The names with so few senses that all fit in one table."""
    most = 48
    while sum(min(len(name.entries), most) for name in names) > MOST_CANDIDATES and most > 2:
        most -= 2
    return [replace(name, entries=name.entries[:most]) for name in names]


def _prior(entry: Entry, countries: frozenset[str], name: Name) -> float:
    score = PER_WEIGHT * entry.weight + FEATURE_BONUS.get(entry.feature, 0.0)
    if entry.alternate:
        score -= ALTERNATE_PENALTY
    if entry.country in countries:
        score += HINT_BONUS if entry.weight >= name.entries[0].weight - FAR_BEHIND else SMALL_HINT_BONUS
    if not name.is_area and entry.feature in (Feature.ADMIN1, Feature.ADMIN2) and _has_seat(entry, name.entries):
        score -= SEAT_PENALTY
    return score


def _has_seat(area: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a city of the same name lies in an area: 'Donetsk' alone is the city."""
    return any(
        entry.feature in (Feature.CITY, Feature.CAPITAL)
        and entry.country == area.country
        and (entry.admin1 == area.admin1 or _is_beside(entry, area))
        for entry in entries
    )


def _is_beside(city: Entry, area: Entry) -> bool:
    near = CAPITAL_DEGREES if city.feature is Feature.CAPITAL else NEAR_DEGREES
    return abs(city.latitude - area.latitude) < near and abs(city.longitude - area.longitude) < near


class _Grid:
    """The senses of all names side by side, as arrays."""

    def __init__(self, names: Sequence[Name]) -> None:
        entries = [entry for name in names for entry in name.entries]
        sizes = [len(name.entries) for name in names]
        ends = np.cumsum(sizes).tolist()
        self.bounds = list(zip([0, *ends[:-1]], ends, strict=True))
        self.owner = np.repeat(np.arange(len(names)), sizes)
        self.starts = np.array([start for start, _ in self.bounds])
        self.country = _numbered([entry.country or "" for entry in entries])
        self.admin1 = _numbered([entry.admin1 for entry in entries])
        self.admin2 = _numbered([entry.admin2 for entry in entries])
        feature = [entry.feature for entry in entries]
        self.is_country = np.array([f is Feature.COUNTRY for f in feature])
        self.is_capital = np.array([f is Feature.CAPITAL for f in feature])
        self.is_admin1 = np.array([f is Feature.ADMIN1 for f in feature])
        self.is_admin2 = np.array([f is Feature.ADMIN2 for f in feature])
        self.level = np.array([LEVELS.get(f, 0) for f in feature])
        self.is_wide = np.array([f in WIDE for f in feature])
        self.points = _unit([entry.latitude for entry in entries], [entry.longitude for entry in entries])
        self.ids = np.array([entry.geonames_id or -at for at, entry in enumerate(entries, 1)])

    def softmax(self, score: Array) -> Array:
        """The scores as shares that add up to one within each name."""
        top = np.maximum.reduceat(score, self.starts)
        weight = np.exp(score - top[self.owner])
        return np.asarray(weight / np.add.reduceat(weight, self.starts)[self.owner])

    def against_best(self, share: Array) -> Array:
        """The shares against the largest within each name."""
        return np.asarray(share / np.maximum.reduceat(share, self.starts)[self.owner])

    def best_of_each(self, table: Array) -> Array:
        """For each row, the largest value within each name's columns."""
        return np.asarray(np.maximum.reduceat(table, self.starts, axis=1))

    def compatibility(self, names: Sequence[Name]) -> tuple[Array, Array, Array]:
        """How much a column's sense speaks for a row's: by country, by nearness, by what the text says."""
        same_country = _equal(self.country)
        same_level = self.level[:, None] == self.level[None, :]
        same_admin1 = _equal(self.admin1)
        same_admin2 = _equal(self.admin2)
        km = EARTH_KM * np.sqrt(np.clip(2 - 2 * (self.points @ self.points.T), 0, 4))
        wide = self.is_wide[None, :] | self.is_wide[:, None]
        local = np.where(wide, WIDE_NEAR * np.exp(-km / WIDE_NEAR_KM), NEAR * np.exp(-km / NEAR_KM))
        local += SAME_PROVINCE * same_admin1 + SAME_DISTRICT * same_admin2
        local += np.where(self.is_admin1[None, :], INSIDE_PROVINCE * same_admin1, 0.0)
        local += np.where(self.is_admin1[:, None], OWN_TOWN * same_admin1, 0.0)
        local += np.where(self.is_admin2[None, :], INSIDE_DISTRICT * same_admin2, 0.0)
        national = same_country * np.where(
            self.is_country[None, :] | self.is_country[:, None], INSIDE_COUNTRY, SAME_COUNTRY
        )
        national += same_country * self.is_country[:, None] * self.is_capital[None, :] * OWN_CAPITAL
        own = self.owner[:, None] == self.owner[None, :]
        local[own] = national[own] = 0.0
        return national, local, self._stated(names, same_country, same_admin1, same_level)

    def _stated(self, names: Sequence[Name], same_country: Array, same_admin1: Array, same_level: Array) -> Array:
        """What the text says outright: 'X, State', and the same name with its state elsewhere."""
        fixed = np.zeros(same_country.shape)
        for at, name in enumerate(names):
            rows = slice(*self.bounds[at])
            if name.within is not None:
                columns = slice(*self.bounds[name.within])
                held = np.where(self.is_country[None, columns], same_country[rows, columns], same_admin1[rows, columns])
                fixed[rows, columns] += QUALIFIED * held
                fixed[columns, rows] += QUALIFIED * held.T
            if name.same_as is not None:
                columns = slice(*self.bounds[name.same_as])
                fixed[rows, columns] += SAME_NAME_BONUS * (self.ids[rows, None] == self.ids[None, columns])
            for other in name.beside:
                columns = slice(*self.bounds[other])
                fixed[rows, columns] += PEER * same_level[rows, columns]
        return fixed


LEVELS: Final = {Feature.COUNTRY: 1, Feature.ADMIN1: 2, Feature.ADMIN2: 3}
"""Kinds that lists keep apart; all others are alike."""

WIDE: Final = frozenset(
    {Feature.CONTINENT, Feature.OCEAN, Feature.REGION, Feature.COUNTRY, Feature.ADMIN1, Feature.SEA}
)
"""Kinds too wide for the distance to their middle to mean much."""


def _numbered(values: Sequence[str]) -> Array:
    """Equal strings as equal numbers; an empty string equals nothing, not even itself."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) if value else -at for at, value in enumerate(values, 1)])


def _equal(numbers: Array) -> Array:
    return np.asarray((numbers[:, None] == numbers[None, :]) & (numbers >= 0)[:, None], dtype=float)


def _unit(latitudes: Sequence[float], longitudes: Sequence[float]) -> Array:
    """Points of the globe as unit vectors."""
    lat, lon = np.radians(latitudes), np.radians(longitudes)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
