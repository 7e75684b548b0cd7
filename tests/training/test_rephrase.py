"""Augmentation by telling acts in other words."""

from __future__ import annotations

import random

import pytest

from entente.codebook import load_codebook
from entente.training.corpus import parse_item
from entente.training.rephrase import Phrase, Rephraser, trigger_words

PHRASES = [
    Phrase(
        "ACCUSE",
        None,
        "object",
        {
            "past": "pointed a finger at",
            "base": "point a finger at",
            "gerund": "pointing a finger at",
            "participle": "lambasted",
            "third": "points a finger at",
            "noun": "tirade against",
        },
    ),
    Phrase("AID", None, "object", {"past": "sent medicine to", "base": "send medicine to"}),
    Phrase("CONSULT", "meet", "mutual", {"past": "held talks"}),
]


def rephrased(text: str, note: str, *others: str) -> tuple[str, str]:
    lines = ["# rp-0001 | agency | Sahel | 2031-03-12", text, "> a1 NER GOV", "> a2 FRA GOV", f"> e1 {note}", *others]
    item = parse_item(lines, codebook=load_codebook())
    told = Rephraser(PHRASES, 1.0)(item, random.Random(1))
    for span in told.spans.values():
        assert told.text[span.start : span.end] == span.text
    return told.text, told.spans["e1"].text


@pytest.mark.parametrize(
    ("text", "told", "trigger"),
    [
        ("[a1|Niamey] [e1|condemned] [a2|France] on Monday.", "Niamey pointed a finger at France on Monday.", "pointed"),
        ("[a1|Niamey] will [e1|blame] [a2|France].", "Niamey will point a finger at France.", "point"),
        ("[a1|Niamey] [e1|blames] the [a2|French].", "Niamey points a finger at the French.", "points"),
        ("[a2|France] was [e1|blamed] by [a1|Niamey].", "France was lambasted by Niamey.", "lambasted"),
        ("The [e1|criticism] of [a2|France] by [a1|Niamey] went on.", "The tirade against France by Niamey went on.", "tirade"),
    ],
)  # fmt: skip
def test_act_is_told_in_the_same_form(text, told, trigger):
    assert rephrased(text, "ACCUSE actual actor=a1 recipient=a2") == (told, trigger)


def test_object_goes_with_the_words_that_held_it():
    text, trigger = rephrased(
        "[a1|Niamey] [e1|shipped] [o1|rice] to [a2|Mali].", "AID actual actor=a1 recipient=a2 object=o1"
    )
    assert (text, trigger) == ("Niamey sent medicine to Mali.", "sent")


@pytest.mark.parametrize(
    "text",
    [
        "[a1|Niamey] [e1|condemned] the raid and [a2|France].",
        "[a1|Niamey] had [e1|condemned] [a2|France].",
        "[a2|France], [e1|condemned] [a1|Niamey].",
    ],
)
def test_what_the_trigger_does_not_govern_is_left_alone(text):
    item_text = text.replace("[a1|", "").replace("[a2|", "").replace("[e1|", "").replace("]", "")
    assert rephrased(text, "ACCUSE actual actor=a1 recipient=a2")[0] == item_text


@pytest.mark.parametrize(
    ("phrase", "words"),
    [("called on", "called"), ("pulled out of", "pulled out"), ("imposed sanctions on", "imposed"), ("hit", "hit")],
)
def test_trigger_of_a_phrase(phrase, words):
    assert trigger_words(phrase) == words
