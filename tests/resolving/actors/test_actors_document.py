"""The memory of a document: short forms lead back to whom it introduced."""

from __future__ import annotations

import datetime as dt

import pytest

from entente.resolving.actors import ActorContext, ActorResolver, DocumentActors

DAY = dt.date(2029, 4, 2)


@pytest.fixture
def told():
    """A function that introduces mentions, and the memory that it fills."""
    resolver = ActorResolver.load()
    memory = DocumentActors(resolver)

    def tell(*mentions: str) -> DocumentActors:
        for mention in mentions:
            memory.add(mention, resolver.resolve(mention, on=DAY))
        return memory

    return tell


def test_surname_and_title_lead_back_to_the_person(told):
    memory = told("Vice Minister of Defense Yunus-Bek Yevkurov", "Kenya")

    for short in ("Yevkurov", "the vice minister"):
        found = memory.refer(short)
        assert found is not None
        assert (found.code, found.sector, found.office) == ("RUS", "GOV", "Deputy Minister of Defence")
        assert "introduces" in (found.reason or "")


def test_unknown_person_is_remembered(told):
    memory = told("Ghanaian Trade Minister Efua Barnor")

    found = memory.refer("Barnor")
    assert found is not None
    assert (found.code, found.sector, found.identifier_text) == ("GHA", "GOV", "Efua Barnor")
    again = memory.refer("the Ghanaian minister")
    assert again is not None
    assert again.identifier_text == "Efua Barnor"


def test_acronym_in_brackets_leads_back(told):
    memory = told("the Economic Community of West African States (ECOWAS)")

    found = memory.refer("the community")
    assert found is not None
    assert found.code == "IGO"


def test_kind_of_body_leads_back(told):
    memory = told("EUCAP Sahel Niger", "the Arakan Army")

    mission, group = memory.refer("the mission"), memory.refer("the group")
    assert mission is not None
    assert mission.code == "EUR"
    assert group is not None
    assert (group.code, group.sector) == ("MMR", "REB")


def test_short_form_of_two_actors_leads_nowhere(told):
    memory = told("the Sudanese army", "the Egyptian army")

    assert memory.refer("the army") is None


def test_what_speaks_for_itself_is_not_led_back(told):
    memory = told("French President Emmanuel Macron", "Mali")

    for text in ("Mali", "the German president", "NATO", "Bamako", "Joe Biden"):
        assert memory.refer(text) is None


def test_pronouns_and_unknown_words_are_left_to_the_reader(told):
    memory = told("the Sudanese army")

    assert memory.refer("they") is None
    assert memory.refer("the committee") is None


def test_resolver_asks_the_memory_of_its_context(told):
    memory = told("Colonel Ibrahim Sawadogo of Burkina Faso")

    found = ActorResolver.load().resolve("Sawadogo", context=ActorContext(memory=memory))

    assert (found.code, found.sector) == ("BFA", "MIL")


def test_empty_memory_refers_to_nobody(told):
    assert told().refer("the minister") is None
