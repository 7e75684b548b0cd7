"""Who suffers an act told in the passive."""

from __future__ import annotations

import pytest

from entente.records import Entity
from entente.resolving.voice import in_passive


def sides(text: str, event: str, trigger: str, actor: str, recipient: str | None = None):
    def entity(words: str) -> Entity:
        start = text.index(words)
        return Entity(entity_text=words, span=(start, start + len(words)))

    start = text.index(trigger)
    found = in_passive(
        text, event, (start, start + len(trigger)), [entity(actor)], [entity(recipient)] if recipient else []
    )
    return tuple([e.entity_text for e in side] for side in found)


@pytest.mark.parametrize(
    ("text", "event", "trigger", "actor"),
    [
        ("The mission was given a month to leave.", "SANCTION", "leave", "The mission"),
        ("The mission was given a month to leave.", "SANCTION", "given", "The mission"),
        ("The envoys were told to pack.", "SANCTION", "told", "The envoys"),
        ("Two editors have been quietly detained.", "COERCE", "detained", "Two editors"),
        ("The convoy got hit near Gao.", "ASSAULT", "hit", "The convoy"),
    ],
)
def test_subject_of_a_passive_suffers(text, event, trigger, actor):
    assert sides(text, event, trigger, actor) == ([], [actor])


@pytest.mark.parametrize(
    ("text", "event", "trigger", "actor"),
    [
        ("Chad expelled the mission.", "SANCTION", "expelled", "Chad"),
        ("Chad has told the mission to go.", "SANCTION", "told", "Chad"),
        ("The envoys were expelled by Chad.", "SANCTION", "expelled", "The envoys"),
        ("The two were seen to have met.", "CONSULT", "met", "The two"),
        ("Chad was asked. It expelled them.", "SANCTION", "expelled", "Chad"),
    ],
)
def test_other_subjects_act(text, event, trigger, actor):
    assert sides(text, event, trigger, actor) == ([actor], [])


def test_one_who_receives_notice_did_not_end_it():
    text = "The bloc received formal notice of the end of its pact with Chad."
    assert sides(text, "SANCTION", "end", "The bloc", "Chad") == (["Chad"], ["The bloc"])


def test_passive_with_both_sides_is_left_alone():
    text = "Chad was told that it punished Mali."
    assert sides(text, "SANCTION", "punished", "Chad", "Mali") == (["Chad"], ["Mali"])
