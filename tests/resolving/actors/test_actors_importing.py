"""A user's own actors: taken in whole or not at all."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from entente.errors import TableError
from entente.resolving.actors import ActorResolver
from entente.resolving.actors.importing import import_actors, read_user_table

CSV = """\
name,code,office,start,end,aliases,sector,source
Lindiwe Example,ZMB,Minister of Water,2022-10,2024-03-31,L. Example,,our desk
Front for Lasting Peace,MLI,,,,FLP|Front pour la paix durable,REB,our desk
"""

ENTITIES = [
    {"id": "Q1", "schema": "Person", "properties": {"name": ["Ana Exampleova"], "country": ["sk"]}},
    {"id": "P1", "schema": "Position", "properties": {"name": ["Minister of Defence"], "country": ["sk"]}},
    {
        "id": "O1",
        "schema": "Occupancy",
        "properties": {"holder": ["Q1"], "post": ["P1"], "startDate": ["2031-03-01"], "endDate": ["2033-05-02"]},
    },
    {"id": "B1", "schema": "PublicBody", "properties": {"name": ["Office for Example Affairs"], "country": ["sk"]}},
    {"id": "V1", "schema": "Vessel", "properties": {"name": ["Ship"]}},
]


@pytest.fixture
def table(tmp_path):
    return tmp_path / "store" / "actors.jsonl"


def write(tmp_path, text, name="own.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def write_entities(tmp_path, entities):
    return write(tmp_path, "".join(json.dumps(e) + "\n" for e in entities), "own.jsonl")


def test_csv_lines_are_merged_in_at_load(tmp_path, table):
    report = import_actors(write(tmp_path, CSV), table)

    resolver = ActorResolver.load(table)
    holder = resolver.resolve("the Zambian water minister", on=dt.date(2023, 1, 1))
    fighters = resolver.resolve("FLP fighters")
    assert (report.persons, report.bodies, report.added) == (1, 1, 2)
    assert holder.identifier_text == "Lindiwe Example"
    assert "our desk" in (holder.reason or "")
    assert (fighters.code, fighters.sector) == ("MLI", "REB")
    assert resolver.resolve("Lindiwe Example", on=dt.date(2025, 1, 1)).sector == "ELI"


def test_shipped_resolver_is_untouched_by_an_import(tmp_path, table):
    import_actors(write(tmp_path, CSV), table)

    assert ActorResolver.load().resolve("FLP fighters").code is None


def test_occupancies_join_persons_to_positions(tmp_path, table):
    report = import_actors(write_entities(tmp_path, ENTITIES), table)

    resolver = ActorResolver.load(table)
    holder = resolver.resolve("the Slovak defence minister", on=dt.date(2032, 1, 1))
    assert (report.persons, report.bodies, report.skipped) == (1, 1, 1)
    assert (holder.identifier_id, holder.sector, holder.other_sectors) == ("Q1", "GOV", ("MIL",))
    assert resolver.resolve("Office for Example Affairs").code == "SVK"


def test_importing_twice_changes_nothing(tmp_path, table):
    source = write(tmp_path, CSV)
    import_actors(source, table)
    before = table.read_bytes()

    report = import_actors(source, table)

    assert (report.added, report.unchanged) == (0, 2)
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        ("name,office\nA,B\n", "lacks the column 'code'"),
        ("name,code\nA\n", "as many cells"),
        ("name,code\n,FRA\n", "name is empty"),
        ("name,code\nA,XYZ\n", "code is 'XYZ'"),
        ("name,code,sector\nA,FRA,ABC\n", "codebook does not know"),
        ("name,code,office,start\nA,FRA,Mayor,2021-02-30\n", "is no day"),
        ("name,code,office,start\nA,FRA,Mayor,last year\n", "is no day"),
        ("name,code,office,start,end\nA,FRA,Mayor,2022,2021\n", "lies before the start"),
        ("name,code,kind\nA,FRA,person\n", "needs an office"),
        ("name,code,id\nA,FRA,entente:person/angela-merkel\n", "is the shipped table's"),
        ("name,code,id\nA,FRA,x1\nB,FRA,x1\n", "stands for 'A' already"),
        ('{"id": "Q1", "schema": "Person"\n', "is no JSON"),
        ('{"id": "Q1"}\n', "is no FollowTheMoney entity"),
    ],
)
def test_bad_file_is_refused_whole_with_a_reason(tmp_path, table, text, problem):
    import_actors(write(tmp_path, CSV, "good.csv"), table)
    before = table.read_bytes()

    with pytest.raises(TableError, match=problem):
        import_actors(write(tmp_path, text), table)

    assert table.read_bytes() == before
    assert [p.name for p in table.parent.iterdir()] == [table.name]


def test_error_names_the_line(tmp_path, table):
    with pytest.raises(TableError, match=r"own\.csv:3: code is"):
        import_actors(write(tmp_path, "name,code\nA,FRA\nB,FRANCE\n"), table)
    assert not table.exists()


def test_missing_or_binary_files_are_refused(tmp_path, table):
    binary = tmp_path / "own.bin"
    binary.write_bytes(b"\xff\xfe\x00\x80name")

    with pytest.raises(TableError, match="cannot be read"):
        import_actors(tmp_path / "absent.csv", table)
    with pytest.raises(TableError, match="is not UTF-8"):
        import_actors(binary, table)


def test_id_of_an_earlier_import_cannot_change_its_name(tmp_path, table):
    import_actors(write(tmp_path, "name,code,id\nA,FRA,x1\n"), table)

    with pytest.raises(TableError, match="stands for 'A' already"):
        import_actors(write(tmp_path, "name,code,id\nB,FRA,x1\n"), table)


def test_broken_user_table_is_named_at_load(tmp_path):
    broken = write(tmp_path, '{"kind": 1}\n', "actors.jsonl")

    with pytest.raises(TableError, match=r"actors\.jsonl: your actor table is broken"):
        ActorResolver.load(broken)


def test_no_user_table_is_no_error(tmp_path):
    assert ActorResolver.load(tmp_path / "none.jsonl").resolve("Togo").code == "TGO"


def test_own_lines_survive_the_round_trip(tmp_path, table):
    import_actors(write(tmp_path, CSV), table)

    assert [a.name for a in read_user_table(table)] == ["Lindiwe Example", "Front for Lasting Peace"]


@pytest.mark.parametrize(
    "other",
    [
        {"id": "Q1", "schema": "Person", "properties": {"name": ["Somebody Else"]}},
        {"id": "Q1", "schema": "PublicBody", "properties": {"name": ["Ana Exampleova"]}},
    ],
)
def test_one_id_for_two_entities_is_refused(tmp_path, table, other):
    lines = "\n".join(json.dumps(e) for e in [*ENTITIES, other])
    with pytest.raises(TableError, match=r"own.jsonl:6: id 'Q1' stands for 'Ana Exampleova' already"):
        import_actors(write(tmp_path, lines, "own.jsonl"), table)
    assert not table.exists()


def test_entity_told_in_two_lines_is_one(tmp_path, table):
    again = {"id": "Q1", "schema": "Person", "properties": {"name": ["Ana Exampleova"], "alias": ["A. Exampleova"]}}
    lines = "\n".join(json.dumps(e) for e in [*ENTITIES, again])
    import_actors(write(tmp_path, lines, "own.jsonl"), table)
    assert table.exists()
