"""Which events bear on a commitment, of which type, and at which status they leave it.

Three tables, first match wins. The types follow what is signed, promised or cut, told by the event's type and by the
words of its object and trigger; the statuses follow the event's type and modality.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from entente.records import CommitmentStatus, CommitmentType, EventType, Modality, Role
from entente.resolving.resolved import ResolvedMention

C, E, M, S = CommitmentType, EventType, Modality, CommitmentStatus

WEAPONS = (
    r"arms\b|weapons?\b|ammunition|missiles?\b|drones?\b|helicopters?\b|tanks?\b|howitzers?\b|jets?\b|fighters?\b|"
    r"air.defen[cs]e|artillery|munitions|rifles?\b|frigates?\b|submarines?\b|armoured vehicles|military equipment"
)
ACCORDS = (
    r"agreements?\b|accords?\b|treat(?:y|ies)\b|pacts?\b|deals?\b|protocols?\b|memorand|partnership|documents?\b|"
    r"contracts?\b|convention|charter|declaration|communique|framework|alliance"
)
GIFTS = (
    r"aid\b|assistance|grants?\b|loans?\b|relief|money|funds?\b|funding|budget|dollars|euros|food|grain|"
    r"support package|credit"
)
WORDS: tuple[tuple[CommitmentType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for kind, words in (
        (C.CEASEFIRE, r"cease-?fire|truce|armistice|cessation of hostilities"),
        (C.LAW, r"laws?\b|bills?\b|decree|constitution|legislation|statute|referendum|elections?\b|ballot"),
        (C.SANCTION, r"sanctions?\b|embargo|asset freeze|travel bans?\b|tariffs?\b|blacklist|import ban|export ban"),
        (C.MISSION, r"missions?\b|peacekeep|observers?\b|monitors\b"),
        (C.TRAINING, r"train(?:ing|ers?)\b|instruct(?:ors?|ion)\b"),
        (C.ARMS_TRANSFER, WEAPONS),
        (C.AGREEMENT, ACCORDS),
        (C.DEPLOYMENT, r"troops?\b|soldiers?\b|battalions?\b|brigades?\b|forces\b|warships?\b|bases?\b|deploy"),
        (C.AID, GIFTS),
    )
)
"""What the words of an object say a commitment is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """Event types (and words of object, trigger or sentence's recipients) that speak for a type of commitment."""

    events: frozenset[EventType]
    when: Callable[[ResolvedMention, frozenset[CommitmentType]], bool]
    gives: CommitmentType | None
    """None: the type that the words name."""
    reason: str


def _set(*events: EventType) -> frozenset[EventType]:
    return frozenset(events)


def _any(_: ResolvedMention, __: frozenset[CommitmentType]) -> bool:
    return True


def _named(*kinds: CommitmentType) -> Callable[[ResolvedMention, frozenset[CommitmentType]], bool]:
    return lambda _, words: bool(words & set(kinds))


KIND_RULES = (
    KindRule(events=_set(E.THREATEN), when=lambda m, _: m.deadline is not None or _plan_dated(m), gives=C.ULTIMATUM,
             reason="a threat with a deadline is an ultimatum"),
    KindRule(events=_set(E.RETREAT, E.CONCEDE, E.SUPPORT), when=lambda m, w: m.mode == "ceasefire" or C.CEASEFIRE in w,
             gives=C.CEASEFIRE, reason="a ceasefire is declared, signed or kept"),
    KindRule(events=_set(E.SANCTION), when=lambda m, _: m.mode in ("expel", "withdraw") and _has_mission(m),
             gives=C.MISSION, reason="a mission is told to leave or is taken out"),
    KindRule(events=_set(E.SANCTION), when=lambda m, _: m.mode == "expel" and _has_forces(m), gives=C.WITHDRAWAL,
             reason="forces are told to leave"),
    KindRule(events=_set(E.SANCTION), when=_named(C.AGREEMENT), gives=C.AGREEMENT, reason="an agreement is ended"),
    KindRule(events=_set(E.SANCTION, E.REJECT, E.CONCEDE), when=_named(C.LAW), gives=C.LAW,
             reason="a law is made, blocked or repealed"),
    KindRule(events=_set(E.SANCTION, E.CONCEDE), when=_named(C.SANCTION), gives=C.SANCTION,
             reason="sanctions are imposed or eased"),
    KindRule(events=_set(E.SANCTION), when=_named(C.AID), gives=C.AID, reason="aid is cut"),
    KindRule(events=_set(E.CONCEDE, E.RETREAT), when=lambda m, _: m.mode == "withdraw" or _plans(m, "withdraw"),
             gives=C.WITHDRAWAL, reason="forces are to leave, or have left"),
    KindRule(events=_set(E.REQUEST, E.CONCEDE, E.AGREE), when=lambda m, _: _plans(m, "withdraw"), gives=C.WITHDRAWAL,
             reason="a withdrawal is asked for or promised"),
    KindRule(events=_set(E.REQUEST), when=lambda m, _: m.deadline is not None, gives=C.ULTIMATUM,
             reason="a demand with a deadline"),
    KindRule(events=_set(E.SUPPORT, E.AGREE), when=_named(C.LAW, C.TRAINING, C.ARMS_TRANSFER, C.AGREEMENT, C.MISSION),
             gives=None, reason="its object names what is agreed"),
    KindRule(events=_set(E.AGREE, E.AID, E.COOPERATE), when=_named(C.TRAINING, C.ARMS_TRANSFER, C.DEPLOYMENT, C.AID),
             gives=None, reason="its object names what is given"),
    KindRule(events=_set(E.MOBILIZE, E.AID), when=_named(C.DEPLOYMENT, C.TRAINING), gives=C.DEPLOYMENT,
             reason="forces are sent"),
)  # fmt: skip
"""Types of commitment by event; the reader's own head is asked where no rule fits."""

REPEALED = re.compile(r"\b(?:repeal|abrogat|annul|scrapp?|revo[kc])", re.IGNORECASE)
SIGNED = re.compile(r"\b(?:sign|initial|ratif|conclud|put|ink|seal)", re.IGNORECASE)
SUSPENDED = re.compile(r"\b(?:suspen|froze|freez|halt|paus)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule:
    """The status that an event leaves a commitment at."""

    fits: Callable[[CommitmentType, ResolvedMention, str], bool]
    status: CommitmentStatus


STATUS_RULES = (
    StatusRule(fits=lambda k, m, t: m.modality is M.HYPOTHETICAL, status=S.PROPOSED),
    StatusRule(fits=lambda k, m, t: k is C.LAW and bool(REPEALED.search(t)), status=S.ENDED),
    StatusRule(fits=lambda k, m, t: k is C.SANCTION and m.type == E.SANCTION and m.modality is M.FUTURE, status=S.ANNOUNCED),
    StatusRule(fits=lambda k, m, t: k is C.SANCTION and m.type == E.SANCTION, status=S.IN_FORCE),
    StatusRule(fits=lambda k, m, t: k is C.SANCTION and m.type in (E.CONCEDE, E.RETREAT), status=S.ENDED),
    StatusRule(fits=lambda k, m, t: m.type == E.SANCTION and bool(SUSPENDED.search(t)), status=S.SUSPENDED),
    StatusRule(fits=lambda k, m, t: k in (C.AGREEMENT, C.MISSION) and m.type == E.SANCTION, status=S.DENOUNCED),
    StatusRule(fits=lambda k, m, t: k is C.WITHDRAWAL and m.type == E.SANCTION, status=S.ANNOUNCED),
    StatusRule(fits=lambda k, m, t: m.type == E.SANCTION, status=S.ENDED),
    StatusRule(fits=lambda k, m, t: m.modality is M.NEGATION, status=S.PROPOSED),
    StatusRule(fits=lambda k, m, t: k is C.CEASEFIRE and m.type == E.ASSAULT, status=S.BROKEN),
    StatusRule(fits=lambda k, m, t: m.type == E.REJECT, status=S.PROPOSED),
    StatusRule(fits=lambda k, m, t: k is C.ULTIMATUM, status=S.ANNOUNCED),
    StatusRule(fits=lambda k, m, t: k is C.WITHDRAWAL and m.type == E.RETREAT, status=S.FULFILLED),
    StatusRule(fits=lambda k, m, t: k is C.CEASEFIRE and m.type == E.RETREAT, status=S.IN_FORCE),
    StatusRule(fits=lambda k, m, t: k is C.MISSION and m.type == E.RETREAT, status=S.ENDED),
    StatusRule(fits=lambda k, m, t: k is C.ARMS_TRANSFER and m.type in (E.AID, E.COOPERATE), status=S.FULFILLED),
    StatusRule(fits=lambda k, m, t: m.type in (E.AID, E.COOPERATE, E.MOBILIZE) and m.modality is not M.FUTURE,
               status=S.IN_FORCE),
    StatusRule(fits=lambda k, m, t: m.type == E.SUPPORT and bool(SIGNED.search(t)), status=S.SIGNED),
    StatusRule(fits=lambda k, m, t: m.type == E.SUPPORT, status=S.IN_FORCE),
    StatusRule(fits=lambda k, m, t: m.type == E.REQUEST, status=S.PROPOSED),
    StatusRule(fits=lambda k, m, t: True, status=S.ANNOUNCED),
)  # fmt: skip

COMPLETE = re.compile(
    r"\b(?:complet\w*|last|final\w*|all|entire\w*|whole|no (?:more|longer)|fully|ended|over|finish\w*|every|out of|"
    r"(?:had|have|has) (?:left|departed|gone))\b",
    re.IGNORECASE,
)
"""Words by which a withdrawal is said to be done, not merely to have begun."""
BEGUN = re.compile(
    r"\b(?:first|beg[aiu]n\w*|start\w*|under way|underway|half|partly|ongoing|to be complete\w*)\b", re.IGNORECASE
)
"""Words by which it is said to have begun, whatever else the sentence says is to be complete."""

PLOVER = frozenset(EventType)
MUTUAL = frozenset({C.AGREEMENT, C.CEASEFIRE, C.LAW})
DEMANDED = frozenset({E.THREATEN, E.REQUEST, E.SANCTION})


def roles_of(kind: CommitmentType, event: str) -> tuple[Role, Role]:
    """Roles of the actor's and of the recipient's side in a commitment, by its type and the event's.

    Source: what the project's own annotators wrote most often for each pair.
    """
    if kind in (C.SANCTION, C.ULTIMATUM) or (event in DEMANDED and kind not in (*MUTUAL, C.AID)):
        return Role.DEMANDING, Role.OBLIGED
    if kind in MUTUAL and event != E.AGREE:
        return Role.PARTY, Role.PARTY
    if kind in MUTUAL:
        return Role.PARTY, Role.BENEFICIARY if kind is not C.CEASEFIRE else Role.PARTY
    return Role.OBLIGED, Role.BENEFICIARY


def kind_of(mention: ResolvedMention, words: str) -> CommitmentType | None:
    """The type of commitment a mention bears on, or None. ``words`` are its object and trigger.

    Rules and head know PLOVER's types alone; an act of a type of a user's own bears on none.
    """
    if mention.type not in PLOVER:
        return None
    named = frozenset(kind for kind, pattern in WORDS if pattern.search(words))
    for rule in KIND_RULES:
        if mention.type in rule.events and rule.when(mention, named):
            if rule.gives is not None:
                return rule.gives
            return next(kind for kind, _ in WORDS if kind in named)
    if mention.commitment is not None:
        return CommitmentType(mention.commitment)
    return None


def status_of(kind: CommitmentType, mention: ResolvedMention, words: str) -> CommitmentStatus:
    """The status a mention leaves a commitment at."""
    return next(rule.status for rule in STATUS_RULES if rule.fits(kind, mention, words))


LAPSED = re.compile(
    r"\b(?:(?:ran|run|had run|has run) out|expired|lapsed|went by|passed without|let pass|was missed|"
    r"came and went|ignored|defied|did not comply|had not complied|failed to (?:comply|meet)|let it pass)\b",
    re.IGNORECASE,
)
"""Words by which the time that an ultimatum gave is said to have passed with nothing done."""


def under_way(kind: CommitmentType, status: CommitmentStatus, sentence: str) -> CommitmentStatus:
    """The status, unless the sentence says more of how far it has come.

    A withdrawal that has begun and is not said to be complete goes on; an ultimatum whose time ran out was let pass.
    """
    if kind is C.ULTIMATUM and status in (S.ANNOUNCED, S.PROPOSED, S.ENDED) and LAPSED.search(sentence):
        return S.BROKEN
    if kind is not C.WITHDRAWAL or status is not S.FULFILLED:
        return status
    return S.FULFILLED if COMPLETE.search(sentence) and not BEGUN.search(sentence) else S.IN_FORCE


def _plan_dated(mention: ResolvedMention) -> bool:
    return mention.plan is not None and (mention.plan.date is not None or mention.plan.enddate is not None)


def _plans(mention: ResolvedMention, mode: str) -> bool:
    return mention.plan is not None and (mention.plan.mode == mode or mention.plan.event == E.RETREAT)


def _has_mission(mention: ResolvedMention) -> bool:
    pattern = dict(WORDS)[C.MISSION]
    objects = mention.object.text if mention.object else ""
    return any(pattern.search(e.entity_text) for e in mention.recipient) or bool(pattern.search(objects))


def _has_forces(mention: ResolvedMention) -> bool:
    return any(e.sector in ("MIL", "PRM") or "MIL" in e.other_sectors for e in mention.recipient)
