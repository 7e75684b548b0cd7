"""Compiles the actor table of the package from the facts in ``facts/``.

    python tools/compile_actors.py                 facts/ -> src/entente/resolving/actors/data/actors.msgpack
    python tools/compile_actors.py --world FOLDER  first renews facts/actors/world_*.tsv from the two files of FOLDER

FOLDER holds ``states_2026.jsonl`` (CIA World Factbook, public domain) and ``leaders_1945_2021.jsonl`` (REIGN, One
Earth Future). Both are kept as TSV under facts/actors, so that the table builds from the repository alone.

Other sources: ``cities.tsv``, ``capitals.tsv`` and the two-letter codes of ``states.tsv`` come from GeoNames (CC BY
4.0), cities from 50,000 people on (200,000 in states whose towns bear common English words); numbers of states from the
Correlates of War project. The rest is general knowledge: spells that rest on it alone are marked ``unverified``.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from entente.errors import TableError
from entente.resolving.actors.building import TableBuilder
from entente.resolving.actors.table import Table, encode
from entente.resolving.actors.text import key_of

ROOT = Path(__file__).resolve().parent.parent
FACTS = ROOT / "facts"
TARGET = ROOT / "src" / "entente" / "resolving" / "actors" / "data" / "actors.msgpack"

AS_OF = "2026-05-01"
"""The day that the facts describe; a resolver that is told no day takes this one."""

BODY_KINDS = {
    "groups": "group",
    "bodies": "international",
    "institutions": "institution",
    "parties": "party",
    "companies": "company",
}
"""Tables of bodies, and what their lines are; of a name in two tables the earlier one is preferred."""

HOLDER_COLUMNS = (
    "name", "aliases", "code", "office", "sector", "other_sectors", "start", "end", "source", "surname_only",
)  # fmt: skip
FACTBOOK = "CIA World Factbook, May 2026"
REIGN = "REIGN, One Earth Future"

MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
TITLE = re.compile(
    r"^(?:(?:Interim|Acting|Transition|Transitional|Caretaker|GNU|CNSP)\s+)*"
    r"(?P<office>President of the Swiss Confederation|Prime Minister|President|King|Queen|Emperor|Emir|Amir|Sultan"
    r"|Grand Duke|Prince|Pope|Supreme Leader|Chancellor|Taoiseach)(?: and Prime Minister)?\s+"
    r"(?:Sir\s+)?(?P<name>(?!of |and )[^(;,]+)"
)
SINCE = re.compile(r"\s*\((?:since )?(?P<since>[^)]*)\)\s*$")
RANK = re.compile(r"^(?:(?:Gen|Col|Capt|Dr|General|Iris)\.?\s+)+")
OFFICES = {"Amir": "Emir", "Taoiseach": "Prime Minister", "President of the Swiss Confederation": "President"}
REIGN_NOISE = re.compile(r"\s*\([^)]*\)")
HISTORIC_ABBREVIATIONS = {
    "GFR": "DEU", "GDR": "DEU", "CZE": "CZE", "YAR": "YEM", "YPR": "YEM", "RVN": "VNM",
}  # fmt: skip


def read_tsv(path: Path) -> list[dict[str, str]]:
    """Lines of a TSV file by column.

    Raises:
        TableError: the file is missing, or a line has more or fewer cells than the heading.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror})") from error
    heading = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        cells += [""] * (len(heading) - len(cells))
        if len(cells) != len(heading):
            raise TableError(f"{path}:{number}: {len(cells)} cells, the heading has {len(heading)}")
        rows.append(dict(zip(heading, cells, strict=True)))
    return rows


def write_tsv(path: Path, heading: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write ``rows`` under ``heading``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\")
        writer.writerow(heading)
        writer.writerows(rows)


def import_world(folder: Path) -> None:
    """Renew the TSV files that come from the Factbook and from REIGN."""
    states = read_tsv(FACTS / "actors" / "states.tsv")
    write_tsv(FACTS / "actors" / "world_2026.tsv", HOLDER_COLUMNS, factbook_rows(folder, states))
    write_tsv(FACTS / "actors" / "world_leaders.tsv", HOLDER_COLUMNS, reign_rows(folder, states))


def read_jsonl(path: Path) -> Iterator[dict[str, object]]:
    """Objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def factbook_rows(folder: Path, states: list[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """Heads of state and of government in office in May 2026."""
    codes = {key_of(name): s["iso3"] for s in states for name in (s["name"], *s["aliases"].split("|")) if name}
    for state in read_jsonl(folder / "states_2026.jsonl"):
        names = state["names"]
        assert isinstance(names, dict)
        code = next(
            (c for n in ("conventional short form", "conventional long form")
             if (c := codes.get(key_of(str(names.get(n)).removeprefix("The ").removeprefix("the "))))), None,
        )  # fmt: skip
        told: set[tuple[str, str]] = set()
        for column in ("chief_of_state", "head_of_government"):
            holder = parse_holder(str(state[column] or ""))
            if code is None or holder is None or (holder[0], holder[1]) in told or is_foreign(holder[0], code):
                continue
            told.add((holder[0], holder[1]))
            yield holder[0], "", code, holder[1], "", "", holder[2], "", FACTBOOK, "yes"


def is_foreign(name: str, code: str) -> bool:
    """Whether a head of state reigns elsewhere: the king of the Commonwealth realms, presidents of territories."""
    home = {"Charles III": "GBR", "Frederik X": "DNK", "Willem-Alexander": "NLD", "Emmanuel Macron": "FRA"}
    home |= {"Donald J. Trump": "USA", "Harald V": "NOR"}
    name = re.sub(r" of (?:the Netherlands|Denmark|Norway)$", "", name)
    return name in home and home[name] != code


def parse_holder(text: str) -> tuple[str, str, str] | None:
    """Name, office and first day in office of "President Duma BOKO (since 1 November 2024)"."""
    text = text.split(";")[0].strip()
    since = SINCE.search(text)
    day = parse_day(since["since"]) if since else ""
    title = TITLE.match(SINCE.sub("", text))
    if title is None:
        return None
    office = OFFICES.get(title["office"], title["office"])
    return plain_name(RANK.sub("", title["name"].strip())), office, day


def plain_name(name: str) -> str:
    """A name without the capitals that mark the surname; "DÉBY" becomes "Déby", "III" stays."""
    words = [
        w if re.fullmatch(r"[IVX]+", w) else "-".join(p.capitalize() if p.isupper() else p for p in w.split("-"))
        for w in name.split()
    ]
    return " ".join(words)


def parse_day(text: str) -> str:
    """ISO date, month or year of "1 November 2024", "April 2018" or "1997"."""
    match = re.fullmatch(r"(?:(?:(\d{1,2}) )?([A-Za-z]+) )?(\d{4})", text.strip())
    if match is None:
        return ""
    day, month, year = match.groups()
    number = next((n for name, n in MONTHS.items() if month and name.startswith(month.lower()[:3])), None)
    if number is None:
        return year
    return f"{year}-{number:02d}-{int(day):02d}" if day else f"{year}-{number:02d}"


def reign_rows(folder: Path, states: list[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """Spells of effective leaders 1945 to 2021, mostly known by their surnames."""
    codes = {s["abbreviation"]: s["iso3"] for s in states if s["abbreviation"]} | HISTORIC_ABBREVIATIONS
    offices = read_tsv(FACTS / "actors" / "leader_offices.tsv")
    for spell in read_jsonl(folder / "leaders_1945_2021.jsonl"):
        code, start, end = codes[str(spell["state"])], str(spell["start"]), str(spell["end"])
        for leader in re.split(r" & | and ", REIGN_NOISE.sub("", str(spell["leader"]))):
            name = " ".join(reversed(leader.split(", "))).replace("Å¡", "á")
            office = next(
                (o["office"] for o in offices if o["iso3"] == code
                 and (o["start"] or "") <= start and start <= (o["end"] or "9999")), "President",
            )  # fmt: skip
            yield name.strip(), "", code, office, "", "", start, end, REIGN, "yes"


def build() -> Table:
    """The table from the facts of the repository."""

    def facts(name: str) -> list[dict[str, str]]:
        return read_tsv(FACTS / "actors" / f"{name}.tsv")

    builder = TableBuilder(AS_OF)
    builder.add_states(facts("states"))
    builder.add_historic(facts("historic_states"))
    for name, kind in BODY_KINDS.items():
        builder.add_bodies(facts(name), kind=kind)
    builder.add_peoples(facts("ethnic"))
    builder.add_demonyms(read_tsv(FACTS / "demonyms.tsv"))
    builder.add_seats(facts("metonyms"))
    builder.add_capitals(facts("capitals"))
    builder.add_regions(facts("regions"), kind="region")
    builder.add_regions(facts("cities"), kind="city")
    builder.add_portfolios(facts("portfolios"))
    builder.add_modifiers(facts("modifiers"))
    builder.add_roles(facts("roles"))
    builder.add_leader_offices(facts("leader_offices"))
    for source in ("officeholders", "world_2026", "world_leaders"):
        builder.add_spells(facts(source))
    return builder.table()


def main() -> int:
    """Build the table; the exit code is 0 when it stands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", type=Path, help="folder with states_2026.jsonl and leaders_1945_2021.jsonl")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    try:
        if arguments.world:
            import_world(arguments.world)
        table = build()
    except TableError as error:
        print(error, file=sys.stderr)
        return 1
    data = encode(table)
    arguments.target.parent.mkdir(parents=True, exist_ok=True)
    arguments.target.write_bytes(data)
    print(
        f"{arguments.target.name}: {len(data):,} bytes, {len(table.lexicon):,} keys, {len(table.persons):,} persons,"
        f" {len(table.bodies):,} bodies, {len(table.places):,} places"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
