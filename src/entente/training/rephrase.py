"""Augmentation: the same act told in other words.

A corpus of some thousand sentences knows few of the verbs that news has for an act. ``corpus/phrases.tsv`` lists, type by
type, verbs and phrases with their forms; a rephrasing puts one of them, of the same type and in the same form, for what
stands between the actor and the recipient of an event. Everything else in the item stays, so sense and grammar mostly do.
"""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from entente.training.corpus import EventNote, Item, MarkedSpan
from entente.training.swap import rewrite

FORMS = ("past", "base", "gerund", "participle", "third", "noun")
LONGEST_GAP = 40
"""In characters: what lies further from the verb than this is not governed by it alone."""

PREPOSITIONS = frozenset("on of to with against from for over at in into by upon towards toward about after".split())
PARTICLES = frozenset("out up off down away back over in on aside apart together forward ahead through".split())
MODALS = frozenset("to will would may might could can should must shall did does do didn't won't not let".split())
PERFECT = frozenset("has have had having".split())
PASSIVE = frozenset("was were been be being is are got".split())
DETERMINERS = frozenset("the a an its their his her this that these those any no".split())
ADVERB = re.compile(r"\w+ly|also|again|already|then|now|never|since|yet|just|still|twice|once")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One verb or phrase: event type, mode if any, how the recipient attaches, and its forms by name."""

    type: str
    mode: str | None
    frame: str
    forms: dict[str, str]


def load_phrases(path: Path) -> list[Phrase]:
    """Phrases from a tab-separated table with the columns type, mode, frame and one for each of FORMS."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Phrase(row["type"], row["mode"] or None, row["frame"], {f: row[f] for f in FORMS if row[f]})
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


class Rephraser:
    """Tells acts in other words; made once for a table of phrases. ``share`` of the acts that can be are told so."""

    def __init__(self, phrases: Sequence[Phrase], share: float) -> None:
        self._share = share
        self._of: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            if phrase.frame == "object":
                for form in phrase.forms:
                    self._of[phrase.type, form].append(phrase)
        self._past = {p.forms["past"].split()[0] for p in phrases if "past" in p.forms}

    def __call__(self, item: Item, rng: random.Random) -> Item:
        """``item`` with some of its acts told in other words; the item itself where none can be."""
        for event in item.events:
            if rng.random() < self._share:
                item = self._rephrase(item, event.id, rng)
        return item

    def _rephrase(self, item: Item, name: str, rng: random.Random) -> Item:
        event = next(e for e in item.events if e.id == name)
        trigger = item.spans[name]
        if event.same is not None or any(e.same == name for e in item.events):
            return item
        form = self._form(item.text, trigger)
        choices = self._of.get((event.type, form), []) if form else []
        end = _stretch_end(item, event, trigger, form) if choices else None
        if end is None or form is None:
            return item
        phrase = rng.choice(choices)
        words = phrase.forms[form]
        if item.text[trigger.start].isupper():
            words = words[0].upper() + words[1:]
        passive = item.text.startswith(" by ", end)
        return _put(item, event, end, words if passive else f"{words} ", phrase)

    def _form(self, text: str, trigger: MarkedSpan) -> str | None:
        before = [w.lower() for w in re.findall(r"[\w'’]+", text[max(0, trigger.start - 40) : trigger.start])]
        while before and ADVERB.fullmatch(before[-1]):
            before.pop()
        last = before[-1] if before else ""
        head = trigger.text.split()[0].lower()
        if last in MODALS:
            return "base"
        if last in PASSIVE and text.startswith(" by ", trigger.end):
            return "participle"
        if head.endswith("ing") and last not in PASSIVE:
            return "gerund"
        if last in DETERMINERS or last.endswith(("'s", "’s")):
            return "noun"
        if last in PERFECT or last in PASSIVE:
            return None
        if head in self._past or head.endswith("ed"):
            return "past"
        return "third" if head.endswith("s") and not head.endswith("ss") else None


def _stretch_end(item: Item, event: EventNote, trigger: MarkedSpan, form: str | None) -> int | None:
    """Where the words end that a rephrasing replaces; None where the recipient is not governed by the trigger."""
    if form == "participle":
        return trigger.end
    if len(event.recipient) != 1:
        return None
    recipient = item.spans[event.recipient[0]]
    gap = item.text[trigger.end : recipient.start]
    own = {event.id, *event.object}
    within = [s for s in item.spans.values() if s.start < recipient.start and s.end > trigger.start]
    clean = 0 < len(gap) <= LONGEST_GAP and not re.search(r"[.,;:\n\"“”()]|\b(?:and|that|who|which|by|when)\b", gap)
    used_elsewhere = any(set(e.object) & set(event.object) for e in item.events if e.id != event.id)
    if not clean or used_elsewhere or any(s.id not in own for s in within):
        return None
    article = re.search(r"\b(?:the|a|an|its|their|his|her)\s$", gap)
    return recipient.start - (len(article[0]) if article else 0)


def _put(item: Item, event: EventNote, end: int, words: str, phrase: Phrase) -> Item:
    """``item`` with ``words`` from the event's trigger up to ``end``; what was marked in between is no longer."""
    start = item.spans[event.id].start
    kept = {name: span for name, span in item.spans.items() if not start < span.start < end}
    item = rewrite(replace(item, spans=kept), [(start, end, words)])
    trigger = trigger_words(words)
    spans = item.spans | {event.id: replace(item.spans[event.id], end=start + len(trigger), text=trigger)}
    told = replace(
        event, type=phrase.type, mode=phrase.mode, object=tuple(name for name in event.object if name in spans)
    )
    return replace(item, spans=spans, events=tuple(told if e.id == event.id else e for e in item.events))


def trigger_words(phrase: str) -> str:
    """The part of a phrase that the guideline marks as the trigger: the verb with its particle, or the act noun.

    ``called on`` gives ``called``, ``pulled out of`` gives ``pulled out``, ``imposed sanctions on`` gives ``imposed``.
    """
    words = phrase.split()
    while len(words) > 1 and words[-1].lower() in PREPOSITIONS:
        words.pop()
    kept = 2 if len(words) > 1 and words[1].lower() in PARTICLES else 1
    return " ".join(words[:kept])
