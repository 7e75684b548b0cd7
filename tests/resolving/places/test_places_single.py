from __future__ import annotations

import pytest

from entente.resolving.places import Place, PlaceContext, PlaceKind, locate, resolve_place


def one(text: str) -> Place:
    (place,) = locate(text)
    return place


@pytest.mark.parametrize(
    ("words", "countries", "country", "name"),
    [
        ("Niamey", (), "NER", "Niamey"),
        ("the northern city of Gao", ("MLI",), "MLI", "Gao"),
        ("Valencia", ("VEN",), "VEN", "Valencia"),
        ("Valencia", ("ESP",), "ESP", "Valencia"),
        ("Tripoli", ("LBN",), "LBN", "Tripoli"),
        ("Hyderabad", ("PAK",), "PAK", "Hyderabad"),
        ("Black Sea ports", ("UKR",), None, "Black Sea"),
        ("the Rafah crossing", ("PSE",), "PSE", "Rafah crossing"),
        ("Diffa Region", ("NER",), "NER", "Diffa"),
        ("the UAE", (), "ARE", "United Arab Emirates"),
        ("the Malian capital", (), "MLI", "Bamako"),
        ("the capital", ("SDN",), "SDN", "Khartoum"),
    ],
)
def test_words_of_a_reader_become_a_place(
    words: str, countries: tuple[str, ...], country: str | None, name: str
) -> None:
    place = resolve_place(words, context=PlaceContext(countries=countries))
    assert place is not None
    assert (place.country, place.name) == (country, name)
    assert place.reason


def test_the_dateline_decides() -> None:
    dateline = one("Caracas")
    place = resolve_place("Valencia", context=PlaceContext(dateline=dateline))
    assert place is not None
    assert place.country == "VEN"


def test_places_around_decide() -> None:
    around = tuple(place for place in locate("Jackson and Biloxi, Mississippi") if place.name != "Mississippi")
    place = resolve_place("Greenville", context=PlaceContext(places=around))
    assert place is not None
    assert place.admin1 == "US.MS"


def test_offsets_are_those_of_the_document() -> None:
    place = resolve_place("the town of Bakhmut", start=100)
    assert place is not None
    assert (place.text, place.start, place.end) == ("Bakhmut", 112, 119)


def test_a_demonym_is_marked() -> None:
    place = resolve_place("Malian territory")
    assert place is not None
    assert (place.kind, place.country) == (PlaceKind.DEMONYM, "MLI")


@pytest.mark.parametrize("words", ["the square", "Harambee House", "the capital", "", "Victory Monument"])
def test_what_the_gazetteer_does_not_know_stays_unknown(words: str) -> None:
    assert resolve_place(words) is None
