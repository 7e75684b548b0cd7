"""Which commitment an event bears on, and at which status it leaves it."""

from __future__ import annotations

import datetime as dt

import pytest

from entente.records import CommitmentStatus, CommitmentType, Entity, EventType, Modality, Outcome, Plan, Role, Thing
from entente.resolving.resolved import Deadline, ResolvedMention
from entente.tracking.commitments import outcome_of
from entente.tracking.kinds import kind_of, roles_of, status_of


def mention(type_: str, **changes) -> ResolvedMention:
    base = {
        "number": 0, "type": type_, "mode": None, "modality": Modality.ACTUAL, "contexts": (),
        "actor": (), "recipient": (), "location": None, "when": None, "deadline": None, "object": None, "counts": {},
        "plan": None, "attribution": None, "commitment": None, "trigger": (0, 1), "sentence": (0, 9),
        "in_title": False, "same_as": (), "features": {},
    }  # fmt: skip
    return ResolvedMention(**(base | changes))


def thing(text: str) -> Thing:
    return Thing(text=text, span=(0, len(text)))


def entity(text: str, sector: str | None = None) -> Entity:
    return Entity(entity_text=text, span=(0, len(text)), sector=sector)


DEADLINE = Deadline(due=dt.date(2024, 6, 4), text="six months", span=(0, 10))


@pytest.mark.parametrize(
    ("told", "words", "kind"),
    [
        (mention("SUPPORT"), "a defence pact signed", CommitmentType.AGREEMENT),
        (mention("SUPPORT"), "the truce signed", CommitmentType.CEASEFIRE),
        (mention("RETREAT", mode="ceasefire"), "fell silent", CommitmentType.CEASEFIRE),
        (mention("SANCTION", mode="expel", recipient=(entity("the EU training mission"),)), "told", CommitmentType.MISSION),
        (mention("SANCTION", mode="expel", recipient=(entity("French troops", "MIL"),)), "told", CommitmentType.WITHDRAWAL),
        (mention("SANCTION", mode="discontinue"), "the partnership denounced", CommitmentType.AGREEMENT),
        (mention("SANCTION", mode="discontinue"), "the 2005 migration law repealed", CommitmentType.LAW),
        (mention("SANCTION", mode="discontinue"), "sanctions imposed", CommitmentType.SANCTION),
        (mention("SANCTION", mode="discontinue"), "budget aid cut", CommitmentType.AID),
        (mention("CONCEDE", plan=Plan(event=EventType.RETREAT)), "announced", CommitmentType.WITHDRAWAL),
        (mention("RETREAT", mode="withdraw"), "left", CommitmentType.WITHDRAWAL),
        (mention("THREATEN", deadline=DEADLINE), "warned", CommitmentType.ULTIMATUM),
        (mention("REQUEST", deadline=DEADLINE), "demanded", CommitmentType.ULTIMATUM),
        (mention("AGREE"), "two patrol boats and helicopters promised", CommitmentType.ARMS_TRANSFER),
        (mention("AGREE"), "the training of pilots promised", CommitmentType.TRAINING),
        (mention("MOBILIZE", mode="troops"), "troops sent", CommitmentType.DEPLOYMENT),
        (mention("AGREE", commitment="aid"), "something", CommitmentType.AID),
        (mention("CONSULT"), "met", None),
        (mention("THREATEN"), "warned", None),
        (mention("ACCUSE"), "the agreement criticised", None),
    ],
)  # fmt: skip
def test_kind(told, words, kind):
    assert kind_of(told, words) is kind


@pytest.mark.parametrize(
    ("kind", "told", "words", "status"),
    [
        (CommitmentType.AGREEMENT, mention("SUPPORT"), "signed an accord", CommitmentStatus.SIGNED),
        (CommitmentType.AGREEMENT, mention("AGREE"), "agreed", CommitmentStatus.ANNOUNCED),
        (CommitmentType.AGREEMENT, mention("SANCTION"), "terminated", CommitmentStatus.DENOUNCED),
        (CommitmentType.AGREEMENT, mention("SANCTION"), "suspended", CommitmentStatus.SUSPENDED),
        (CommitmentType.MISSION, mention("SANCTION", mode="expel"), "ordered out", CommitmentStatus.DENOUNCED),
        (CommitmentType.LAW, mention("SANCTION"), "repealed", CommitmentStatus.ENDED),
        (CommitmentType.SANCTION, mention("SANCTION"), "imposed", CommitmentStatus.IN_FORCE),
        (CommitmentType.SANCTION, mention("SANCTION", modality=Modality.FUTURE), "impose", CommitmentStatus.ANNOUNCED),
        (CommitmentType.SANCTION, mention("CONCEDE"), "lifted", CommitmentStatus.ENDED),
        (CommitmentType.WITHDRAWAL, mention("CONCEDE"), "will leave", CommitmentStatus.ANNOUNCED),
        (CommitmentType.WITHDRAWAL, mention("RETREAT"), "left", CommitmentStatus.FULFILLED),
        (
            CommitmentType.DEPLOYMENT,
            mention("MOBILIZE", modality=Modality.HYPOTHETICAL),
            "may",
            CommitmentStatus.PROPOSED,
        ),
        (CommitmentType.AID, mention("AID"), "gave", CommitmentStatus.IN_FORCE),
        (CommitmentType.AID, mention("AGREE"), "pledged", CommitmentStatus.ANNOUNCED),
    ],
)
def test_status(kind, told, words, status):
    assert status_of(kind, told, words) is status


@pytest.mark.parametrize(
    ("kind", "event", "roles"),
    [
        (CommitmentType.MISSION, "SANCTION", (Role.DEMANDING, Role.OBLIGED)),
        (CommitmentType.ULTIMATUM, "THREATEN", (Role.DEMANDING, Role.OBLIGED)),
        (CommitmentType.AGREEMENT, "SUPPORT", (Role.PARTY, Role.PARTY)),
        (CommitmentType.AID, "AGREE", (Role.OBLIGED, Role.BENEFICIARY)),
        (CommitmentType.WITHDRAWAL, "CONCEDE", (Role.OBLIGED, Role.BENEFICIARY)),
    ],
)
def test_roles(kind, event, roles):
    assert roles_of(kind, event) == roles


@pytest.mark.parametrize(
    ("status", "due", "on", "outcome"),
    [
        (CommitmentStatus.ANNOUNCED, dt.date(2024, 6, 4), dt.date(2023, 12, 5), Outcome.OPEN),
        (CommitmentStatus.ANNOUNCED, dt.date(2024, 6, 4), dt.date(2024, 6, 4), Outcome.OPEN),
        (CommitmentStatus.ANNOUNCED, dt.date(2024, 6, 4), dt.date(2024, 6, 5), Outcome.UNKNOWN),
        (CommitmentStatus.BROKEN, dt.date(2024, 6, 4), dt.date(2024, 6, 5), Outcome.MISSED),
        (CommitmentStatus.FULFILLED, None, None, Outcome.MET),
        (CommitmentStatus.ANNOUNCED, None, dt.date(2024, 6, 5), Outcome.UNKNOWN),
        (CommitmentStatus.ANNOUNCED, dt.date(2024, 6, 4), None, Outcome.UNKNOWN),
    ],
)
def test_outcome(status, due, on, outcome):
    assert outcome_of(status, due, on) is outcome
