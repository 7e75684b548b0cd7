"""Whether a sentence tells of something past or to come, as far as a date's year or week hangs on it."""

from __future__ import annotations

from enum import StrEnum

from entente.resolving.dates.tokens import Item, Sentence
from entente.resolving.dates.words import CODES


class Tense(StrEnum):
    """When what a date belongs to happens, seen from the day of publication."""

    PAST = "past"
    LIKELY_PAST = "likely past"
    """Past by a verb some way off, which need not be the one that the date belongs to."""
    FUTURE = "future"
    UNKNOWN = "unknown"


PAST_WORDS = frozenset({
    "was", "were", "had", "did", "said", "told", "met", "began", "came", "went", "left", "took", "gave", "got", "held",
    "made", "saw", "found", "won", "lost", "fell", "rose", "grew", "broke", "brought", "fought", "sent", "spoke",
    "struck", "shot", "hit", "put", "led", "ran", "became", "withdrew", "flew", "drew", "drove", "wrote", "stood",
    "sat", "paid", "sold", "bought", "spent", "built", "set", "ended", "kept", "heard", "thought", "felt", "sought",
    "swore", "stole",
    "threw", "tore", "sank", "sang", "shook", "rode", "quit", "chose", "overthrew", "forgave", "forbade", "knew",
    "been", "wasn't", "weren't", "didn't", "hadn't", "ago",
})  # fmt: skip
"""Irregular past forms; regular ones are known by their ending."""

FUTURE_WORDS = frozenset({
    "will", "shall", "would", "won't", "wouldn't", "could", "may", "might", "can", "should", "must", "upcoming",
    "plans", "expect", "expects", "intends", "hopes", "aims",
    "begins", "expires", "starts", "opens", "ends", "deadline", "forthcoming", "tentatively",
})  # fmt: skip
"""What points ahead."""

PROMISING = frozenset({
    "is", "are", "be", "agreed", "agree", "agrees", "vowed", "promised", "decided", "wants", "want", "seeks", "likely",
    "threatened", "pledged", "ordered", "asked", "urged", "ready", "about", "going", "plan", "planning", "preparing",
    "hoping", "expecting", "continue", "proposed", "called", "invited", "offered", "prepared",
})  # fmt: skip
"""Before "to" and a verb, these point ahead: "agreed to meet Friday"."""

SURE_FUTURE = frozenset({"will", "shall", "won't"})

ARRANGED = frozenset({"scheduled", "expected", "due", "planned", "slated", "supposed", "set", "timed", "booked"})
"""With "to", "for" or the time itself behind them, these point ahead: "scheduled for Friday", "due Friday"."""

REACH, NEAR, OPENING = 25, 4, 4
"""How many tokens away a verb may stand, is near, and how many may stand before a date that opens its sentence."""
NOT_PAST = frozenset({"need", "indeed", "speed", "seed", "feed", "exceed", "proceed", "succeed", "embed", "red",
                      "united", "hundred", "armed", "allied", "so-called"})  # fmt: skip

ENDS = frozenset({CODES["stop"], CODES["para"]})
TO, X = CODES["to"], CODES["x"]
ARRANGEMENT_FOLLOWS = frozenset(CODES[name] for name in ("to", "for", "on", "at", "in", "by"))


def tense_at(sentence: Sentence, place: int) -> Tense:
    """The tense around an item: that of the nearest cue before it, or after it where it opens its sentence."""
    for there in range(place - 1, max(-1, place - REACH), -1):
        if sentence.codes[there] in ENDS:
            break
        tense = _cue(sentence, there)
        if tense is Tense.PAST:
            near = place - there <= NEAR and sentence.codes[place - 1] != TO
            return tense if near else Tense.LIKELY_PAST
        if tense is Tense.FUTURE:
            return tense
    return _after(sentence, place)


def _opens(sentence: Sentence, place: int) -> bool:
    before = sentence.codes[max(0, place - OPENING) : place]
    return place < OPENING or any(code in ENDS for code in before)


def _after(sentence: Sentence, place: int) -> Tense:
    """The first cue behind a date. Unless the date opens its sentence, a "may" there is somebody else's."""
    opens = _opens(sentence, place)
    for there in range(place + 1, min(len(sentence.items), place + REACH)):
        if sentence.codes[there] in ENDS:
            break
        tense = _cue(sentence, there)
        if tense is Tense.FUTURE and (opens or sentence.items[there].word in SURE_FUTURE):
            return tense
        if tense is Tense.PAST:
            return Tense.LIKELY_PAST
    return Tense.UNKNOWN


def _cue(sentence: Sentence, place: int) -> Tense:
    """What one word says of the tense; names say nothing."""
    item, code = sentence.items[place], sentence.codes[place]
    word = item.word
    if code == TO:
        return _infinitive(sentence.items, sentence.codes, place)
    if item.capital:
        return Tense.UNKNOWN
    if word in FUTURE_WORDS or word.endswith(("'ll", "’ll")):
        return Tense.FUTURE
    if word in ARRANGED and _arranges(sentence, place):
        return Tense.FUTURE
    if word in PAST_WORDS or _is_regular_past(code, word):
        return Tense.UNKNOWN if _is_passive_to_come(sentence.items, place) else Tense.PAST
    return Tense.UNKNOWN


def _arranges(sentence: Sentence, place: int) -> bool:
    """Yes for "set to resume", "due Friday"; no for "scheduled talks", "set fire"."""
    if place + 1 >= len(sentence.items):
        return False
    if sentence.items[place].word == "set":
        return sentence.items[place + 1].word in ("to", "for")
    return sentence.codes[place + 1] in ARRANGEMENT_FOLLOWS or sentence.items[place + 1].meaning is not None


def _is_passive_to_come(items: list[Item], place: int) -> bool:
    """In "will be held" and "to be completed" the participle says nothing; the words before it do."""
    return any(item.word == "be" for item in items[max(0, place - 2) : place])


def _is_regular_past(code: str, word: str) -> bool:
    return code == X and word.endswith("ed") and len(word) > 3 and word not in NOT_PAST


def _infinitive(items: list[Item], codes: str, place: int) -> Tense:
    """Ahead for "is to visit", "agreed to meet"; nothing for "went to Paris"."""
    ahead = place > 0 and items[place - 1].word in PROMISING and place + 1 < len(items) and codes[place + 1] == X
    return Tense.FUTURE if ahead else Tense.UNKNOWN
