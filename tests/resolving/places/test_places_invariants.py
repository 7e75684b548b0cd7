from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from entente.resolving.places import Gazetteer, PlaceContext, locate, resolve_place
from entente.resolving.places.feature import Feature
from entente.resolving.places.model import Entry
from entente.resolving.places.names import key_hash, name_key
from entente.resolving.places.senses import Name, choose
from entente.resolving.places.text import tokens_of

WORDS = st.sampled_from(
    "Paris Texas Georgia Niger the of in , . ; — ' ’s \n Mr. John St. Louis U.S. Reading MOSCOW Côte d’Ivoire 1,420 Kyiv"
    " County River and Congolese said New York (DRC) İstanbul “Gaza” A/B US$5 Ōsaka 北京 Ænima ŁÓDŹ e\u0301".split(" ")
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=120)


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_places_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    end = 0
    for place in locate(text):
        assert end <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == place.text
        assert place.latitude is not None
        assert -90 <= place.latitude <= 90
        assert place.longitude is not None
        assert -180 <= place.longitude <= 180
        assert place.country is None or len(place.country) == 3
        end = place.end


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_places(text: str) -> None:
    assert locate(text) == locate(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_words_are_cut_out_of_the_text_as_they_stand(text: str) -> None:
    end = 0
    for token in tokens_of(text):
        assert text[end : token.start] == token.gap
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end


LETTERS = st.text(alphabet="aAzZéÉøØłŁßıİñÑőäÆŠ'’‘-–. &,StMtFt", max_size=40)


@given(LETTERS)
def test_a_key_is_its_own_key(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key
    assert 0 <= key_hash(key) < 1 << 64


def entry(number: int, weight: float, latitude: float, longitude: float) -> Entry:
    return Entry(
        geonames_id=number,
        name=f"place {number}",
        country="AAA" if number % 2 else "BBB",
        latitude=latitude,
        longitude=longitude,
        weight=weight,
        feature=Feature.CITY,
    )


ENTRIES = st.builds(
    entry,
    st.integers(1, 10_000),
    st.floats(2, 8),
    st.floats(-90, 90),
    st.floats(-180, 180),
)
NAMES = st.lists(
    st.builds(
        Name,
        entries=st.lists(ENTRIES, min_size=1, max_size=6, unique_by=lambda e: e.geonames_id).map(tuple),
        trust=st.floats(0, 1),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(NAMES)
def test_each_name_gets_one_of_its_own_senses(names: list[Name]) -> None:
    senses = choose(names)
    assert len(senses) == len(names)
    for name, sense in zip(names, senses, strict=True):
        assert sense.entry in name.entries
        assert 0 < sense.certainty <= 1 + 1e-9
        assert sense.support >= 0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40) | WORDS, st.integers(0, 1000))
def test_a_resolved_span_lies_where_it_was_found(words: str, start: int) -> None:
    place = resolve_place(words, context=PlaceContext(countries=("MLI",)), start=start)
    if place is not None:
        assert words[place.start - start : place.end - start] == place.text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=5))
def test_a_look_up_answers_every_key(keys: list[str]) -> None:
    found = Gazetteer.load().find(keys)
    assert len(found) == len(keys)
    for entries in found:
        assert [e.weight for e in entries] == sorted((e.weight for e in entries), reverse=True)
