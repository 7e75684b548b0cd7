"""Place and speaker of an act: what the reader linked, unless it belongs to another act or another sentence."""

from __future__ import annotations

import datetime as dt

from entente.reading.mentions import Link, Mention, Reading, SpanMention
from entente.reading.sentences import split_sentences
from entente.records import Document, Location, Modality, PublishedSource, Resolution, Stance
from entente.resolving.actors import ActorContext
from entente.resolving.dates import find_times
from entente.resolving.document import Resolvers, resolve_document
from entente.resolving.resolved import ResolvedMention


class Actors:
    def resolve(self, text: str, *, on: dt.date | None = None, context: ActorContext | None = None) -> Resolution:
        return Resolution(code="MLI", sector="GOV", identifier_id=f"entente:{text}", reason="named")


class Memory:
    def add(self, text: str, resolution: Resolution) -> None:
        """Learns nothing."""

    def refer(self, text: str) -> Resolution | None:
        return None


def resolved(text: str, spans: dict[str, str], acts: dict[str, dict[str, str]]) -> list[ResolvedMention]:
    """Mentions of ``text``: ``spans`` gives words and kinds, ``acts`` the words that fill each trigger's roles."""
    sentences = split_sentences(text)
    words = sorted(spans, key=text.index)
    mentions = [
        Mention(
            trigger=(text.index(t), text.index(t) + len(t)), trigger_text=t, trigger_score=0.9,
            sentence=max(i for i, s in enumerate(sentences) if s[0] <= text.index(t)), types=(("CONSULT", 0.9),),
            mode=None, modality=Modality.ACTUAL, modality_score=0.9, contexts=(), stance=Stance.SAYS, plan=None,
            commitment=None, roles={role: (Link(span=words.index(w), score=0.9),) for role, w in roles.items()},
        )
        for t, roles in acts.items()
    ]  # fmt: skip
    reading = Reading(
        sentences=sentences,
        spans=tuple(
            SpanMention(kind=spans[w], span=(text.index(w), text.index(w) + len(w)), text=w, score=0.9) for w in words
        ),
        mentions=tuple(mentions),
        coreferent={},
        same_code={},
        same_event={},
    )
    document = Document(
        id="doc_1", key="1", title=None, published=dt.date(2023, 12, 5), published_source=PublishedSource.GIVEN,
        language="en", sentences=len(sentences), text=text,
    )  # fmt: skip
    resolvers = Resolvers(
        actors=Actors(),
        memory=Memory,
        places=lambda text, spans: [Location(text=text[a:b], span=(a, b), name=text[a:b]) for a, b in spans],
        times=find_times,
        cow=lambda code: None,
    )
    return list(resolve_document(document, reading, resolvers))


def places(mentions: list[ResolvedMention]) -> list[str | None]:
    return [m.location.text if m.location else None for m in mentions]


def test_each_leg_of_a_journey_keeps_its_own_place():
    found = resolved(
        "After a reception in Bamako he was received in Niamey.",
        {"Bamako": "place", "Niamey": "place"},
        {"reception": {"place": "Niamey"}, "received": {"place": "Niamey"}},
    )
    assert places(found) == ["Bamako", "Niamey"]


def test_place_right_behind_the_act_is_where_it_was():
    found = resolved("He visited Bamako before talks with Mali.", {"Bamako": "place"}, {"visited": {}, "talks": {}})
    assert places(found) == ["Bamako", None]


def test_speaker_of_another_sentence_is_no_source():
    text = "The minister said so. The general met them, the envoy said."
    spans = {"The minister": "actor", "the envoy": "actor"}
    (far,) = resolved(text, spans, {"met": {"by": "The minister"}})
    (near,) = resolved(text, spans, {"met": {"by": "the envoy"}})
    assert far.attribution is None
    assert near.attribution is not None
    assert near.attribution.entity.entity_text == "the envoy"
