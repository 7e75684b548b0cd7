from __future__ import annotations

import places_cases as cases
import pytest

from entente.resolving.places import Gazetteer, Place, PlaceKind, locate, locate_json
from entente.resolving.places.embedded import DATA


def places_named(text: str, words: str) -> list[Place]:
    return [place for place in locate(text) if place.text == words]


@pytest.mark.parametrize(("text", "words", "country", "told_by"), cases.MEANT, ids=lambda value: str(value)[:40])
def test_the_place_meant_is_told_from_its_namesakes(text: str, words: str, country: str, told_by: str) -> None:
    found = places_named(text, words)
    assert found, f"{words} was not found among {[place.text for place in locate(text)]}"
    place = found[0]
    assert (place.country or "") == country
    assert place.name.startswith(told_by) or place.admin1 == told_by


@pytest.mark.parametrize(("text", "words", "kind"), cases.KINDS)
def test_the_way_a_place_is_named_is_told(text: str, words: str, kind: str) -> None:
    assert [place.kind for place in places_named(text, words)] == [PlaceKind(kind)]


@pytest.mark.parametrize(("text", "words", "country"), cases.DEMONYMS)
def test_a_demonym_gives_its_state_and_is_marked(text: str, words: str, country: str) -> None:
    place = places_named(text, words)[0]
    assert (place.kind, place.country) == (PlaceKind.DEMONYM, country)


@pytest.mark.parametrize(("text", "words"), cases.NOT_PLACES)
def test_people_words_and_papers_are_no_places(text: str, words: str) -> None:
    assert not places_named(text, words)


def test_there_are_enough_cases_to_mean_something() -> None:
    assert len(cases.MEANT) + len(cases.KINDS) + len(cases.DEMONYMS) + len(cases.NOT_PLACES) >= 120


def test_one_name_has_one_sense_in_a_text() -> None:
    places = places_named("A storm hit Paris, Texas. Roofs in Paris were lost, and Paris asked for help.", "Paris")
    assert {place.admin1 for place in places} == {"US.TX"}
    assert len(places) == 3


def test_two_states_after_one_name_make_two_senses() -> None:
    places = places_named("The plant moved from Springfield, Ill., to Springfield, Mo.", "Springfield")
    assert [place.admin1 for place in places] == ["US.IL", "US.MO"]


def test_counties_share_the_head_at_the_end_of_a_list() -> None:
    places = locate("Shelters opened in Alachua, Marion and Levy counties in Florida.")
    assert [(place.name, place.admin1) for place in places[:3]] == [
        ("Alachua County", "US.FL"),
        ("Marion County", "US.FL"),
        ("Levy County", "US.FL"),
    ]


def test_a_country_hint_decides_between_equals() -> None:
    text = "The dam above Valencia burst."
    assert locate(text, country_hints=["VEN"])[0].country == "VEN"
    assert locate(text, country_hints=["ESP"])[0].country == "ESP"


def test_the_paper_s_town_speaks_for_the_places_around() -> None:
    text = "A Dublin man was fined on Tuesday."
    assert locate(text, outlet="columbusdispatch.example, The Columbus Dispatch")[0].admin1 == "US.OH"
    assert locate(text)[0].country == "IRL"


def test_the_printed_objects_have_the_fields_of_the_design() -> None:
    (place,) = locate_json("Shells fell on Khartoum.")
    assert set(place) == {
        "text", "start", "end", "kind", "name", "country", "latitude", "longitude", "geonames_id", "reason",
    }  # fmt: skip
    assert (place["text"], place["start"], place["end"], place["geonames_id"]) == ("Khartoum", 15, 23, 379252)


def test_every_place_says_why() -> None:
    text = "Tripoli, Lebanon, and Georgia's Batumi and Congolese traders met in the UAE."
    assert all(place.reason for place in locate(text))


def test_an_empty_text_names_nothing() -> None:
    assert locate("") == ()
    assert locate("   \n\t ") == ()


def test_many_namesakes_elsewhere_do_not_outvote_the_capitals() -> None:
    places = locate("Markets in London, Paris, Rome, Athens, Dublin, Lisbon, Vienna, Geneva, Berlin and Moscow fell.")
    assert [place.country for place in places] == "GBR FRA ITA GRC IRL PRT AUT CHE DEU RUS".split()


def test_a_text_of_hundreds_of_names_is_taken_in_parts() -> None:
    gazetteer = Gazetteer.load()
    codes = [line.split("\t")[1] for line in (DATA / "country_codes.tsv").read_text(encoding="utf-8").splitlines()]
    capitals = [entry for code in codes if (entry := gazetteer.capital_of(code)) is not None and entry.weight > 5.5]
    text = " ".join(f"Envoys flew to {capital.name} on Monday." for capital in capitals * 3)
    places = locate(text)
    right = sum(place.geonames_id in {capital.geonames_id for capital in capitals} for place in places)
    assert len(capitals) > 120
    assert right > 0.93 * len(places) > 0.9 * 3 * len(capitals)
