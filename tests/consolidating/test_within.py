"""Mentions of one document become events."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from entente.codebook import load_codebook
from entente.consolidating.identity import content_id
from entente.consolidating.within import events_of
from entente.records import DateBasis, Document, Entity, Location, Modality
from entente.resolving.resolved import ResolvedMention, When

TEXT = "Chad expels envoys\n\nChad expelled three Dutch envoys on Monday. It met them. Chad expelled others, too."
DOCUMENT = Document(id="doc_1", key="k", title="Chad expels envoys", published=dt.date(2030, 1, 2), text=TEXT)
CHAD = Entity(entity_text="Chad", span=(0, 4), code="TCD", sector="GOV", identifier_id="iso:TCD")
DUTCH = Entity(entity_text="three Dutch envoys", span=(34, 52), code="NLD", sector="GOV")
MONDAY = When(
    date=dt.date(2029, 12, 31), enddate=dt.date(2029, 12, 31), text="Monday", span=(56, 62), basis=DateBasis.PUBLICATION
)
NUMBERS = itertools.count()
SENTENCES = (
    "Chad expels envoys",
    "Chad expelled three Dutch envoys on Monday.",
    "It met them.",
    "Chad expelled others, too.",
)


def mention(word: str, *, at: int | None = None, **changes) -> ResolvedMention:
    start = TEXT.index(word) if at is None else at
    sentence = next(
        (TEXT.index(s), TEXT.index(s) + len(s))
        for s in SENTENCES
        if TEXT.index(s) <= start < TEXT.index(s) + len(s)
    )  # fmt: skip
    base = {
        "number": next(NUMBERS), "type": "SANCTION", "mode": "expel", "modality": Modality.ACTUAL,
        "contexts": ("diplomatic",), "actor": (CHAD,), "recipient": (), "location": None, "when": None,
        "deadline": None, "object": None, "counts": {}, "plan": None, "attribution": None, "commitment": None,
        "trigger": (start, start + len(word)), "sentence": sentence, "in_title": start < 18,
        "same_as": (), "features": {"c": 0.5},
    }  # fmt: skip
    return ResolvedMention(**(base | changes))


def events(*mentions: ResolvedMention):
    told = events_of(DOCUMENT, mentions, codebook=load_codebook(), confidence=lambda m: m.features["c"])
    return [t.event for t in told]


def test_headline_and_lead_are_one_event_with_two_sentences():
    head = mention("expels")
    lead = mention("expelled", recipient=(DUTCH,), when=MONDAY, features={"c": 0.9})
    (event,) = events(head, lead)
    assert [e.text for e in event.evidence] == ["Chad expels envoys", "Chad expelled three Dutch envoys on Monday."]
    assert event.recipient == (DUTCH,)
    assert event.date == dt.date(2029, 12, 31)
    assert event.confidence == 0.9
    assert event.mode == ("expel",)


@pytest.mark.parametrize(
    "other",
    [
        {"type": "COERCE"},
        {"modality": Modality.NEGATION},
        {"actor": (DUTCH,)},
        {"recipient": (CHAD,), "actor": ()},
        {"when": When(date=dt.date(2029, 6, 1), enddate=dt.date(2029, 6, 1))},
        {"location": Location(text="Oslo", span=(0, 4), country="NOR")},
    ],
)
def test_what_contradicts_keeps_mentions_apart(other):
    home = Location(text="N'Djamena", span=(0, 4), country="TCD")
    first = mention("expels", when=MONDAY, location=home, recipient=(DUTCH,))
    second = mention("expelled", **({"same_as": (first.number,), "when": MONDAY, "location": home} | other))
    assert len(events(first, second)) == 2


def test_reader_s_link_joins_what_does_not_contradict():
    first = mention("expels", actor=())
    second = mention("expelled", same_as=(first.number,))
    assert len(events(first, second)) == 1


def test_done_outweighs_may():
    may = mention("expels", modality=Modality.HYPOTHETICAL)
    done = mention("expelled", same_as=(may.number,))
    (event,) = events(may, done)
    assert event.modality is Modality.ACTUAL
    assert [e.modality for e in event.evidence] == [Modality.HYPOTHETICAL, Modality.ACTUAL]


def test_evidence_is_verbatim_at_its_offsets():
    for event in events(mention("expels"), mention("met", type="CONSULT", mode=None)):
        for evidence in event.evidence:
            assert TEXT[evidence.start : evidence.end] == evidence.text
            assert evidence.document == "doc_1"


def test_actor_is_not_its_own_recipient():
    (event,) = events(mention("expels", recipient=(CHAD, DUTCH)))
    assert event.recipient == (DUTCH,)


def test_ids_depend_on_content_alone():
    first, second = (events(mention("expels"))[0].id for _ in range(2))
    assert first == second
    assert content_id("evt", "a", "b") != content_id("evt", "ab")
    assert content_id("evt", 1) == content_id("evt", "1")
