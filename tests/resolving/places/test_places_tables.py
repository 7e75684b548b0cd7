from __future__ import annotations

from pathlib import Path

import pytest

from entente.errors import TableError
from entente.resolving.places import Feature, Gazetteer
from entente.resolving.places.embedded import DATA, EmbeddedTables
from entente.resolving.places.names import fold, may_stand_in_english, name_key
from entente.resolving.places.tables import Word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("St. Cloud", "Saint Cloud"),
        ("Mt. Pleasant", "Mount Pleasant"),
        ("Ft. Worth", "Fort Worth"),
        ("Sana‘a", "Sanaa"),
        ("Guinea-Bissau", "guinea bissau"),
        ("ŁÓDŹ", "Łódź"),
        ("Þórshöfn", "Thorshofn"),
        ("Queen Anne’s County", "Queen Annes County"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_short_forms_are_written_out() -> None:
    assert fold("St.") == "saint"


@pytest.mark.parametrize(
    ("name", "useful"), [("Kiev", True), ("PAR", False), ("Киев", False), ("bei jing", False), ("Block 12", False)]
)
def test_only_names_that_english_text_may_hold_are_kept(name: str, useful: bool) -> None:
    assert may_stand_in_english(name) is useful


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Niger", "NER", Feature.COUNTRY),
        ("Niamey", "NER", Feature.CAPITAL),
        ("Kiev", "UKR", Feature.CAPITAL),
        ("Bombay", "IND", Feature.CITY),
        ("Walker County", "USA", Feature.ADMIN2),
        ("Texas", "USA", Feature.ADMIN1),
        ("Sahel", None, Feature.REGION),
        ("Strait of Hormuz", None, Feature.STRAIT),
        ("Zaatari", "JOR", Feature.CAMP),
        ("Kremlin", "RUS", Feature.BUILDING),
        ("Hodeidah", "YEM", Feature.CITY),
    ],
)
def test_the_embedded_gazetteer_knows(name: str, country: str | None, feature: Feature) -> None:
    assert (country, feature) in [(entry.country, entry.feature) for entry in Gazetteer.load().named(name)]


def test_every_state_has_a_place_a_demonym_and_most_a_capital() -> None:
    gazetteer = Gazetteer.load()
    codes = [line.split("\t")[1] for line in (DATA / "country_codes.tsv").read_text(encoding="utf-8").splitlines()]
    of_demonyms = {entry.country for demonym in gazetteer.demonyms.values() for entry in demonym.entries}
    historic_or_empty = {"SCG", "ANT", "BVT", "HMD", "UMI", "ATA"}
    assert set(codes) - of_demonyms <= historic_or_empty
    assert sum(gazetteer.capital_of(code) is not None for code in codes) > 220


def test_words_are_told_by_what_else_they_are() -> None:
    reading, paris, smith, kyiv = Gazetteer.load().words(["reading", "paris", "smith", "kyiv"])
    assert reading & Word.COMMON
    assert paris & Word.GIVEN
    assert smith & Word.COMMON_SURNAME
    assert not kyiv


def test_the_source_of_the_data_is_named() -> None:
    notice = (DATA / "NOTICE").read_text(encoding="utf-8")
    assert "geonames.org" in notice
    assert "CC BY 4.0" in notice


def test_the_data_stay_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 20_000_000


def test_missing_tables_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="install the package again"):
        EmbeddedTables(tmp_path)


def test_the_gazetteer_is_loaded_once() -> None:
    assert Gazetteer.load() is Gazetteer.load()
