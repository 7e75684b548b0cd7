"""Phrases as news writes them: whose, which sector, and why."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.codebook import load_codebook
from entente.resolving.actors import ActorContext, ActorResolver, cow_code
from entente.resolving.actors.rules import RULES


@pytest.fixture(scope="module")
def resolve():
    return ActorResolver.load().resolve


def told(resolution):
    return resolution.code, resolution.sector


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("Beninese customs officers", "BEN", "GOV"),
        ("a Paraguayan prosecutor", "PRY", "JUD"),
        ("student protesters in Dakar", "SEN", "EDU"),
        ("the Mauritian opposition", "MUS", "OPP"),
        ("Estonian reservists", "EST", "MIL"),
        ("fishermen's relatives in Zanzibar", "TZA", "CVL"),
    ],
)
def test_nationality_and_role_give_code_and_sector(resolve, text, code, sector):
    assert told(resolve(text)) == (code, sector)


@pytest.mark.parametrize(
    "text", ["Lomé", "the Lomé government", "officials in Lomé", "Togo", "the Togolese government"]
)
def test_capital_state_and_demonym_stand_for_the_government(resolve, text):
    assert told(resolve(text)) == ("TGO", "GOV")


def test_role_after_of_is_taken_over_by_a_neutral_head(resolve):
    assert told(resolve("the head of the Chilean navy")) == ("CHL", "MIL")
    assert told(resolve("a spokesman for the Danish police")) == ("DNK", "COP")


def test_quantities_before_of_say_nothing(resolve):
    assert told(resolve("scores of Angolan miners")) == ("AGO", "LAB")


def test_remark_about_soldiers_does_not_change_whose_they_are(resolve):
    assert told(resolve("Chadian soldiers fighting Boko Haram")) == ("TCD", "MIL")
    assert told(resolve("gunmen loyal to al-Qaeda")) == ("IMG", "REB")


def test_who_backs_rebels_is_not_whose_they_are(resolve):
    assert resolve("Rwandan-backed rebels").code is None
    assert told(resolve("Turkish-backed Syrian fighters")) == ("SYR", "REB")


def test_envoy_is_of_the_sender_and_not_of_the_host(resolve):
    assert told(resolve("the Swedish ambassador to Sudan")) == ("SWE", "GOV")
    assert resolve("the ambassador to Sudan").code is None
    assert told(resolve("Israel's UN ambassador")) == ("ISR", "GOV")


def test_two_nations_joined_by_and_are_nobody_alone(resolve):
    both = resolve("Indian and Chinese border troops")

    assert told(both) == (None, "MIL")
    assert [a.code for a in both.alternatives] == ["IND", "CHN"]


@pytest.mark.parametrize("text", ["they", "both sides", "the two", "several of them"])
def test_words_without_content_name_nobody(resolve, text):
    assert told(resolve(text)) == (None, None)


def test_junta_without_country_is_government_and_military(resolve):
    junta = resolve("the junta")

    assert told(junta) == (None, "GOV")
    assert junta.other_sectors == ("MIL",)


def test_document_country_fills_a_role_that_tells_none(resolve):
    context = ActorContext(country="GAB")

    assert told(resolve("the junta", context=context)) == ("GAB", "GOV")
    assert told(resolve("the Senate", context=context)) == ("GAB", "LEG")
    assert told(resolve("they", context=context)) == (None, None)


def test_shared_name_without_country_says_that_it_is_the_best_known(resolve):
    senate = resolve("the Senate")

    assert told(senate) == ("USA", "LEG")
    assert "best known" in (senate.reason or "")
    assert told(resolve("the Philippine Senate")) == ("PHL", "LEG")


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("NATO jets", "IGO", "MIL"),
        ("an EU envoy", "EUR", "GOV"),
        ("OSCE observers", "IGO", None),
        ("a UN spokesman", "UNO", "GOV"),
        ("ICC judges", "IGO", "JUD"),
        ("Houthi fighters", "YEM", "REB"),
        ("Toyota workers", "JPN", "LAB"),
        ("the director of the CIA", "USA", "SPY"),
    ],
)
def test_people_of_a_body_are_what_body_and_role_make_them(resolve, text, code, sector):
    assert told(resolve(text)) == (code, sector)


def test_body_is_what_it_was_on_the_day(resolve):
    assert told(resolve("the Taliban", on=dt.date(2019, 3, 1))) == ("AFG", "REB")
    assert told(resolve("the Taliban", on=dt.date(2022, 3, 1))) == ("AFG", "GOV")
    assert told(resolve("Fidesz", on=dt.date(2005, 3, 1))) == ("HUN", "OPP")
    assert told(resolve("Fidesz", on=dt.date(2015, 3, 1))) == ("HUN", "GOV")


def test_historic_state_has_its_successors_code_and_its_own_identifier(resolve):
    soviet = resolve("the Soviet Union")

    assert told(soviet) == ("RUS", "GOV")
    assert soviet.identifier_id == "iso3166-3:SUHH"


def test_people_of_several_states_come_with_alternatives(resolve):
    kurds = resolve("Kurdish rebels")

    assert kurds.sector == "REB"
    assert {"IRQ", "SYR", "IRN"} <= {a.code for a in kurds.alternatives}
    assert all(a.reason for a in kurds.alternatives)


def test_people_is_of_the_state_where_it_is_told_of(resolve):
    assert told(resolve("Tuareg rebels in Niger")) == ("NER", "REB")
    assert told(resolve("Tuareg rebels")) == ("MLI", "REB")


def test_former_holders_are_of_the_former_elite_but_former_rebels_are_not(resolve):
    assert told(resolve("a former Omani minister")) == ("OMN", "ELI")
    assert told(resolve("a retired Kenyan general")) == ("KEN", "ELI")
    assert told(resolve("a former Nepali rebel commander")) == ("NPL", "REB")


def test_capitals_tell_acronyms_from_words(resolve):
    assert resolve("who").code is None
    assert told(resolve("WHO")) == ("UNO", None)
    assert told(resolve("ICE agents")) == ("USA", "COP")


def test_misspelt_states_are_found_by_sound(resolve):
    assert told(resolve("Afganistan")) == ("AFG", "GOV")
    assert told(resolve("Quatar's emir")) == ("QAT", "GOV")


def test_ministries_are_government_and_defence_is_military_too(resolve):
    ministry = resolve("the Malaysian defence ministry")

    assert told(ministry) == ("MYS", "GOV")
    assert ministry.other_sectors == ("MIL",)
    assert ministry.office == "Ministry of Defence"
    assert resolve("Lesotho's deputy minister of mines").office == "Deputy Minister of Energy"


def test_correlates_of_war_numbers():
    assert cow_code("NER") == 436
    assert cow_code("SSD") == 626
    assert cow_code("PSE") is None
    assert cow_code("EUR") is None


def test_last_rule_always_applies_and_every_rule_has_a_reason():
    assert all(rule.reason for rule in RULES)
    assert RULES[-1].applies(ActorResolver.load().read("qwertz"))


WORDS = st.sampled_from(
    "the a of in and , 's Niger Nigerien police Hamas president Merkel former UN - ( ) rebels minister xyzzy".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=9).map(" ".join)))
def test_any_text_gets_a_reasoned_answer_within_the_codebook(text):
    resolver, book = ActorResolver.load(), load_codebook()

    found = resolver.resolve(text, on=dt.date(2020, 1, 1))

    assert found == resolver.resolve(text, on=dt.date(2020, 1, 1))
    assert found.reason
    assert found.code is None or found.code in resolver.table.states or found.code in book.entities
    assert all(s in book.sectors for s in (found.sector, *found.other_sectors) if s is not None)
