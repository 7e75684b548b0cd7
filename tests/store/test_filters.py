"""Every filter, alone."""

from __future__ import annotations

import datetime as dt

import pytest
from store_making import Told, commitment, document, event, meeting, party, visit, who

from entente.errors import UsageError
from entente.records import CommitmentStatus, CommitmentType, EventType, Location, Modality, Outcome, Role
from entente.store import (
    ActorPattern,
    CommitmentFilter,
    DocumentFilter,
    EventFilter,
    Period,
    open_store,
    read_actor,
)
from entente.store.consolidation import each_by_itself

TEXT = (
    "Peru bombed a rebel camp in Ecuador on 3 March. Chile and Brazil will send aid to Peru. "
    "Chile met Brazil in Lima. Peruvian troops never shelled Quito. Peru once sanctioned Cuba. "
    "Admiral Inés Núñez quit the talks."
)
BOMBED, AID, MET, SHELLED, SANCTIONED, QUIT = "bombed", "send", "met", "shelled", "sanctioned", "quit"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def told() -> Told:
    read = document(TEXT, published="2024-03-05", outlet="Élan Post", key="a")
    peru, chile, brazil = who(TEXT, "Peru", "PER", sector="GOV"), who(TEXT, "Chile", "CHL"), who(TEXT, "Brazil", "BRA")
    troops = who(TEXT, "Peruvian troops", "PER", sector="GOV", other_sectors=("MIL",), identifier_id="entente:per-army")
    admiral = who(TEXT, "Admiral Inés Núñez", identifier_text="Inés Núñez Prado", office="Chief of the Navy")
    rebels = who(TEXT, "a rebel camp", "ECU", sector="REB")
    ecuador = Location(text="Ecuador", span=(28, 35), name="Ecuador", country="ECU")
    events = (
        event(read, BOMBED, EventType.ASSAULT, actor=(peru,), recipient=(rebels,), event_loc=ecuador, quad_code=4,
              date=day("2024-03-03"), enddate=day("2024-03-03"), confidence=0.95),
        event(read, AID, EventType.AID, actor=(chile, brazil), recipient=(peru,), modality=Modality.FUTURE,
              date=day("2024-04-01"), enddate=day("2024-04-30"), quad_code=2),
        event(read, MET, EventType.CONSULT, actor=(chile, brazil), enddate=day("2024-02-29"), confidence=0.4),
        event(read, SHELLED, EventType.ASSAULT, actor=(troops,), modality=Modality.NEGATION, quad_code=4),
        event(read, SANCTIONED, EventType.SANCTION, event=(EventType.SANCTION, EventType.REJECT), actor=(peru,),
              recipient=(who(TEXT, "Cuba", "CUB"),), modality=Modality.HISTORICAL, date=day("2001-01-01")),
        event(read, QUIT, EventType.RETREAT, actor=(admiral,)),
    )  # fmt: skip
    parties = (party(TEXT, "Chile", "CHL", Role.OBLIGED), party(TEXT, "Peru", "PER", Role.BENEFICIARY, sector="GOV"))
    commitments = (
        commitment(events[1], read, AID, type=CommitmentType.AID, title="Relief for the flood", due=day("2024-06-30"),
                   outcome=Outcome.OPEN, parties=parties),
        commitment(events[4], read, SANCTIONED, type=CommitmentType.SANCTION, title="Embargo",
                   status=CommitmentStatus.ENDED),
    )  # fmt: skip
    return Told(document=read, events=events, commitments=commitments)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("filters") / "entente.db", consolidate=each_by_itself) as store:
        store.add(told())
        store.add(meeting(1, published="2024-01-10", outlet="Other"))
        yield store


VERBS = {e.id: verb for e, verb in zip(told().events, (BOMBED, AID, MET, SHELLED, SANCTIONED, QUIT), strict=True)}
ALL = {"modalities": (), "outlet": "Élan Post"}


def verbs(record, **wanted) -> set[str]:
    return {VERBS.get(e.id, "other") for e in record.events(EventFilter(**(ALL | wanted)))}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, set(VERBS.values())),
        ({"actor": read_actor("PER")}, {BOMBED, SHELLED, SANCTIONED}),
        ({"actor": read_actor("PER/MIL")}, {SHELLED}),
        ({"actor": read_actor("PER/GOV")}, {BOMBED, SHELLED, SANCTIONED}),
        ({"actor": read_actor("entente:per-army")}, {SHELLED}),
        ({"actor": read_actor("núñez prado")}, {QUIT}),
        ({"actor": read_actor("chief of the navy")}, {QUIT}),
        ({"actor": read_actor("100%")}, set()),
        ({"recipient": read_actor("PER")}, {AID}),
        ({"recipient": read_actor("CHL")}, set()),
        ({"dyad": (read_actor("PER"), read_actor("CHL"))}, {AID}),
        ({"dyad": (read_actor("CHL"), read_actor("PER"))}, {AID}),
        ({"dyad": (read_actor("BRA"), read_actor("CHL"))}, {MET}),
        ({"dyad": (read_actor("CHL"), read_actor("CHL"))}, set()),
        ({"types": (EventType.ASSAULT,)}, {BOMBED, SHELLED}),
        ({"types": (EventType.REJECT, EventType.AID)}, {SANCTIONED, AID}),
        ({"quads": (2, 4)}, {BOMBED, AID, SHELLED}),
        ({"modalities": (Modality.ACTUAL, Modality.HISTORICAL)}, {BOMBED, MET, SANCTIONED, QUIT}),
        ({"modalities": (Modality.NEGATION,)}, {SHELLED}),
        ({"country": "ECU"}, {BOMBED}),
        ({"begin": day("2024-03-04")}, {AID, SANCTIONED}),
        ({"end": day("2024-03-02")}, {MET, SANCTIONED}),
        ({"begin": day("2024-04-30"), "end": day("2024-05-30")}, {AID, SANCTIONED}),
        ({"begin": day("2024-03-03"), "end": day("2024-03-03")}, {BOMBED, SANCTIONED}),
        ({"outlet": "ÉLAN post"}, set(VERBS.values())),
        ({"outlet": "Other"}, {"other"}),
        ({"text": "bombing rebels"}, {BOMBED}),
        ({"text": '"rebel camp"'}, {BOMBED}),
        ({"text": '"camp rebel"'}, set()),
        ({"text": "Ines Nunez"}, {QUIT}),
        ({"text": 'peru OR "*'}, set()),
        ({"minimum_confidence": 0.8}, set(VERBS.values()) - {MET}),
        ({"minimum_confidence": 0.9}, {BOMBED}),
    ],
)  # fmt: skip
def test_event_filter(record, wanted, found):
    assert verbs(record, **wanted) == found


def test_events_default_to_what_happened(record):
    assert {e.modality for e in record.events()} == {Modality.ACTUAL, Modality.HISTORICAL}


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, ["Relief for the flood", "Embargo"]),
        ({"parties": (read_actor("CHL"),)}, ["Relief for the flood"]),
        ({"parties": (read_actor("CHL"), read_actor("PER/GOV"))}, ["Relief for the flood"]),
        ({"parties": (read_actor("CHL"), read_actor("CUB"))}, []),
        ({"types": (CommitmentType.SANCTION, CommitmentType.LAW)}, ["Embargo"]),
        ({"statuses": (CommitmentStatus.ENDED,)}, ["Embargo"]),
        ({"outcomes": (Outcome.OPEN,)}, ["Relief for the flood"]),
        ({"due_before": day("2024-07-01")}, ["Relief for the flood"]),
        ({"due_before": day("2024-06-30")}, []),
        ({"due_after": day("2024-06-29")}, ["Relief for the flood"]),
        ({"due_after": day("2024-06-30")}, []),
        ({"text": "flood relief"}, ["Relief for the flood"]),
        ({"text": "sanctions"}, ["Embargo"]),
        ({"outlet": "Other"}, ["Accord 1"]),
    ],
)
def test_commitment_filter(record, wanted, titles):
    found = record.commitments(CommitmentFilter(**({"outlet": "Élan Post"} | wanted)))
    assert [c.title for c in found] == titles


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ({}, ["row-1", "a"]),
        ({"outlet": "élan post"}, ["a"]),
        ({"language": "en"}, ["row-1", "a"]),
        ({"language": "fr"}, []),
        ({"begin": day("2024-03-05")}, ["a"]),
        ({"end": day("2024-03-04")}, ["row-1"]),
        ({"text": "rebels bomb"}, ["a"]),
    ],
)
def test_document_filter(record, wanted, keys):
    assert [k.document.key for k in record.documents(DocumentFilter(**wanted))] == keys


def test_actors_are_counted_once_an_event_and_side(record):
    lines = {(a.code, a.identifier_id): a for a in record.actors(EventFilter(modalities=()))}
    peru = lines["PER", None]
    assert (peru.as_actor, peru.as_recipient) == (2, 1)
    assert (peru.first, peru.last) == (day("2001-01-01"), day("2024-04-30"))
    assert lines[None, None].name == "Inés Núñez Prado"


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (Period.DAY, "2024-03-05"), (Period.WEEK, "2024-W10"), (Period.MONTH, "2024-03"), (Period.QUARTER, "2024-Q1"),
        (Period.YEAR, "2024"),
    ],
)  # fmt: skip
def test_coverage_periods(record, period, name):
    assert name in {line.period for line in record.coverage(period=period)}


def test_coverage_counts_articles_not_versions(store):
    url = "https://news.example/v"
    other_language = document("Le ministre a signé.", published="2024-01-20", language="fr", outlet="Harbour Post")
    for report in (
        visit("2024-01-05", url=url, outlet="Harbour Post"),
        visit("2024-01-06", url=url, told="received", outlet="Harbour Post"),
        meeting(1, published="2024-02-10"),
        meeting(2, published=None),
        Told(document=other_language),
    ):
        store.add(report)
    lines = [(line.outlet, line.period, line.articles, line.coded) for line in store.coverage()]
    assert lines == [("Harbour Post", "2024-01", 2, 1), (None, "2024-02", 1, 1), (None, None, 1, 1)]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("NER", ActorPattern(code="NER")),
        ("NER/MIL", ActorPattern(code="NER", sector="MIL")),
        ("NER MIL", ActorPattern(code="NER", sector="MIL")),
        ("iso:NER", ActorPattern(identifier="iso:NER")),
        ("Nera", ActorPattern(name="Nera")),
        ("ner", ActorPattern(name="ner")),
    ],
)
def test_actor_as_people_write_one(text, pattern):
    assert read_actor(text) == pattern


def test_wrong_questions_are_said_to_be_wrong(record):
    with pytest.raises(UsageError, match="ends before it begins"):
        EventFilter(begin=day("2024-02-01"), end=day("2024-01-01"))
    with pytest.raises(UsageError, match="needs a word"):
        list(record.events(EventFilter(text='"" *')))
    with pytest.raises(UsageError, match="actor is empty"):
        read_actor(" ")
