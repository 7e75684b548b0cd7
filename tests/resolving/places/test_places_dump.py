from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from entente.errors import TableError
from entente.resolving.places import Feature, Gazetteer, build_gazetteer, locate


def line(number: int, name: str, *, kind: str = "P", code: str = "PPL", country: str = "ML", others: str = "") -> str:
    cells = [
        str(number),
        name,
        name,
        others,
        "16.5",
        "-3.25",
        kind,
        code,
        country,
        "",
        "05",
        "0502",
        "",
        "",
        "800",
        "",
        "260",
    ]
    return "\t".join([*cells, "Africa/Bamako", "2024-01-01"])


def dump(folder: Path, *lines: str, member: str = "allCountries.txt") -> Path:
    path = folder / "dump.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, "\n".join(lines) + "\n")
    return path


def test_a_village_that_only_the_dump_knows_is_found(tmp_path: Path) -> None:
    source = dump(
        tmp_path, line(990001, "Zzombori", others="Zombori,зомбори,ZZB"), line(990002, "Zzhill", kind="T", code="MT")
    )
    assert build_gazetteer(source, tmp_path / "full.sqlite") == 2
    gazetteer = Gazetteer.load(tmp_path / "full.sqlite")
    (village,) = gazetteer.named("Zombori")
    assert (village.geonames_id, village.country, village.admin1, village.alternate) == (990001, "MLI", "ML.05", True)
    assert gazetteer.named("Zzhill")[0].feature is Feature.MOUNTAIN
    assert not gazetteer.named("зомбори")
    places = locate("Mali's army retook the village of Zzombori near Mopti.", gazetteer=gazetteer)
    assert "Zzombori" in [place.text for place in places]


def test_what_the_package_knows_stays_known(tmp_path: Path) -> None:
    build_gazetteer(dump(tmp_path, line(990001, "Zzombori")), tmp_path / "full.sqlite")
    gazetteer = Gazetteer.load(tmp_path / "full.sqlite")
    assert gazetteer.named("Sahel")[0].feature is Feature.REGION
    assert locate("Envoys met in Niamey.", gazetteer=gazetteer)[0].geonames_id == 2440485


def test_features_of_no_use_are_left_out(tmp_path: Path) -> None:
    source = dump(tmp_path, line(990001, "Zzombori"), line(990003, "Zzhotel", kind="S", code="HTL"))
    assert build_gazetteer(source, tmp_path / "full.sqlite") == 1


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    build_gazetteer(dump(tmp_path, line(990001, "Zzombori")), tmp_path / "full.sqlite", lambda *at: seen.append(at))
    assert seen[-1][0] == seen[-1][1] > 0


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-60]),
        lambda path: path.write_bytes(b"no archive at all"),
        lambda path: path.unlink(),
        lambda path: path.write_bytes(corrupted(path.read_bytes())),
    ],
    ids=["truncated", "no zip", "missing", "corrupt"],
)
def test_a_bad_dump_is_refused_and_the_old_gazetteer_stays(tmp_path: Path, harm: object) -> None:
    target = tmp_path / "full.sqlite"
    build_gazetteer(dump(tmp_path, line(990001, "Zzombori")), target)
    before = target.read_bytes()
    source = dump(tmp_path, *(line(990000 + at, f"Zz{at}") for at in range(500)))
    assert callable(harm)
    harm(source)
    with pytest.raises(TableError, match="dump"):
        build_gazetteer(source, target)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".zip") == ["full.sqlite"]


def corrupted(data: bytes) -> bytes:
    """The archive with some bytes in the middle of its data overwritten."""
    middle = len(data) // 3
    return data[:middle] + b"\xff" * 40 + data[middle + 40 :]


@pytest.mark.parametrize(
    "rows",
    [
        ("990001\tZzombori\tonly three columns",),
        (line(990001, "Zzombori").replace("16.5", "north"),),
        (line(990001, "Zzhotel", kind="S", code="HTL"),),
        ("",),
    ],
    ids=["columns", "number", "nothing of use", "empty"],
)
def test_rows_that_are_no_geonames_rows_are_refused(tmp_path: Path, rows: tuple[str, ...]) -> None:
    with pytest.raises(TableError):
        build_gazetteer(dump(tmp_path, *rows), tmp_path / "full.sqlite")
    assert not (tmp_path / "full.sqlite").exists()


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="tables"):
        build_gazetteer(dump(tmp_path, "hello", member="notes.md"), tmp_path / "full.sqlite")


def test_a_gazetteer_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.sqlite").write_bytes(b"SQLite format 3\x00 but no more")
    with pytest.raises(TableError, match="gazetteer"):
        Gazetteer.load(tmp_path / "other.sqlite")
    with pytest.raises(TableError, match="no such gazetteer"):
        Gazetteer.load(tmp_path / "absent.sqlite")
