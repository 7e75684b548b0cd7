"""When an act took place, and by when something is due: the times that the reader linked, as days.

A length is counted from something: "given six months" from the act itself, "two months after the departure" from the
event told on its other side. What no date in the text or of publication can anchor stays unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from entente.reading.mentions import Mention, Reading
from entente.records import DateBasis, DateInterval, EventType, Modality, Plan, Span
from entente.resolving.dates import (
    Length,
    TimeExpression,
    TimeKind,
    Unit,
    add_length,
    reanchor,
    subtract_length,
)
from entente.resolving.resolved import Deadline, When

BETWEEN_WORDS = 40
"""Characters that may lie between a length and "after", or between that and the event it counts from."""
AFTER = re.compile(r"\b(?:after|since|following)\b", re.IGNORECASE)
BEFORE = re.compile(r"\b(?:before|ahead of|prior to)\b", re.IGNORECASE)
WITHIN = re.compile(
    r"\b(?:within|given?|gave|giving|has|have|had|in|to leave|deadline|ultimatum|notice)\b", re.IGNORECASE
)
WIDEST_ANCHOR = dt.timedelta(days=31)
"""Two months after a year would be a guess."""
TERM = re.compile(r"within\b", re.IGNORECASE)
NEXT_WORD = 12
"""Characters between two triggers that tell one act between them: "stopped supplying", "completes the withdrawal"."""
DATELINE = re.compile(r"\s[-–—]+\s")
"""What ends a dateline: its day is the report's, not the act's."""
LOOSE = re.compile(
    r"\b(?:just over|over|more than|a little over|some|about|around|nearly|almost|roughly)\b", re.IGNORECASE
)
BINDING = frozenset(
    {EventType.SANCTION, EventType.THREATEN, EventType.REQUEST, EventType.AGREE, EventType.CONCEDE, EventType.COERCE}
)
"""Types of event that can set a deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What the times of one mention come to."""

    when: When | None = None
    deadline: Deadline | None = None
    plan: Plan | None = None


class Moments:
    """Resolves the times of the mentions of one document, in the order of the text."""

    def __init__(self, text: str, reading: Reading, times: Sequence[TimeExpression], published: dt.date | None) -> None:
        self._text = text
        self._reading = reading
        self._times = times
        self._published = published
        self._dated: list[tuple[int, DateInterval]] = []

    def of(self, mention: Mention) -> Moment:
        """When, deadline and plan of the next mention."""
        linked = self._linked(mention, "time")
        if linked is not None and self._belongs_to_another(mention, linked):
            linked = None
        if linked is None:
            linked = self._only_time(mention) or (None if mention.roles.get("time") else self._nearest_time(mention))
        planned = self._linked(mention, "plan_time")
        when = self._when(mention, linked) if linked is not None else None
        if when is None or when.date is None:
            when = self._beside_length(mention) or when
        if when is not None and when.date is not None and mention.modality is not Modality.FUTURE:
            self._dated.append((mention.trigger[0], DateInterval(start=when.date, end=when.enddate)))
        return Moment(
            when=when,
            deadline=self._deadline(mention, linked, planned, when),
            plan=self._plan(mention, planned, when),
        )

    def _linked(self, mention: Mention, role: str) -> TimeExpression | None:
        links = mention.roles.get(role, ())
        if not links:
            return None
        span = self._reading.spans[links[0].span].span
        over = [t for t in self._times if t.start < span[1] and span[0] < t.end]
        return max(over, key=lambda t: min(t.end, span[1]) - max(t.start, span[0]), default=None)

    def _belongs_to_another(self, mention: Mention, time: TimeExpression) -> bool:
        """Whether another act of the sentence stands between an act and a time behind it, and is linked to that time itself.

        "The delegation, led by Yevkurov, was received on December 4" dates the reception. In the training corpus one in
        twenty such times dates both acts; of times that stand before both, one in four.
        """
        return any(
            other.sentence == mention.sentence
            and mention.trigger[1] + NEXT_WORD < other.trigger[0]
            and other.trigger[1] <= time.start
            and self._linked(other, "time") == time
            for other in self._reading.mentions
        )

    def _only_time(self, mention: Mention) -> TimeExpression | None:
        """The time of a sentence that tells one act and one time, where the reader linked none.

        In nine of ten such sentences of the training corpus the act happened then.
        """
        if mention.modality not in (Modality.ACTUAL, Modality.FUTURE, Modality.HISTORICAL):
            return None
        if sum(m.sentence == mention.sentence for m in self._reading.mentions) != 1:
            return None
        start, end = self._reading.sentences[mention.sentence]
        inside = [t for t in self._times if start <= t.start and t.end <= end and t.kind is not TimeKind.VAGUE]
        only = inside[0] if len(inside) == 1 else None
        return only if only is not None and only.kind is TimeKind.DATE and only.date is not None else None

    def _nearest_time(self, mention: Mention) -> TimeExpression | None:
        """A time that the reader linked to no act, where this is the act next to it: "on the same day, it received notice"."""
        if mention.modality not in (Modality.ACTUAL, Modality.FUTURE, Modality.HISTORICAL):
            return None
        start, end = self._reading.sentences[mention.sentence]
        triggers = [m.trigger for m in self._reading.mentions if m.sentence == mention.sentence]
        for time in self._times:
            if not (start <= time.start and time.end <= end) or time.kind is not TimeKind.DATE or time.date is None:
                continue
            nearest = min(triggers, key=lambda t: (_gap(time, t), t))
            if nearest != mention.trigger or _gap(time, nearest) > BETWEEN_WORDS or self._is_linked(time):
                continue
            if not DATELINE.search(self._text[time.end : mention.trigger[0]]):
                return time
        return None

    def _is_linked(self, time: TimeExpression) -> bool:
        """Whether the reader linked an expression to any act."""
        return any(self._linked(m, role) == time for m in self._reading.mentions for role in ("time", "plan_time"))

    def _when(self, mention: Mention, time: TimeExpression) -> When | None:
        if time.kind in (TimeKind.LENGTH, TimeKind.SET) and time.date is None:
            return self._counted(mention, time) if time.kind is TimeKind.LENGTH else None
        if time.kind is TimeKind.VAGUE and time.date is None:
            return None
        if time.date is None and time.enddate is None and time.basis is DateBasis.EVENT:
            counted = self._counted(mention, time)
            if counted is not None:
                return counted
        return _told(time, time)

    def _counted(self, mention: Mention, time: TimeExpression) -> When | None:
        """A length counted from another event: "two days after the coup", told of either side of it."""
        anchor = self._last_dated(mention.trigger[0])
        if anchor is None or time.length is None:
            return None
        behind = self._text[time.start : mention.trigger[0]] if mention.trigger[0] > time.end else ""
        if behind and AFTER.search(behind):
            return _shifted(time, anchor, back=True)
        if behind and BEFORE.search(behind):
            return _shifted(time, anchor, back=False)
        if time.basis is DateBasis.EVENT:
            return _told(reanchor(time, anchor), time, basis=DateBasis.EVENT)
        return None

    def _beside_length(self, mention: Mention) -> When | None:
        """ "... comes two months after the departure": the event right behind "after" lies that much earlier."""
        for time in self._times:
            if time.length is None or time.date is not None or not 0 <= mention.trigger[0] - time.end <= BETWEEN_WORDS:
                continue
            between = self._text[time.start : mention.trigger[0]]
            anchor = self._last_dated(time.start)
            if anchor is not None and AFTER.search(between) and "." not in between:
                return _shifted(time, anchor, back=True)
        return None

    def _last_dated(self, before: int) -> DateInterval | None:
        """Days of the last act told before an offset that is dated closely enough to count from."""
        earlier = [interval for at, interval in self._dated if at < before and _is_close(interval)]
        return earlier[-1] if earlier else None

    def _deadline(
        self, mention: Mention, linked: TimeExpression | None, planned: TimeExpression | None, when: When | None
    ) -> Deadline | None:
        if mention.types[0][0] not in BINDING or mention.modality in (Modality.HISTORICAL, Modality.NEGATION):
            return None
        for time in (planned, linked, self._length_in(mention)):
            if time is None:
                continue
            if time.length is not None and _is_bare(time):
                due = self._count_from_act(mention, time.length, when)
                return Deadline(due=due, text=time.text, span=(time.start, time.end))
            if time is planned and (time.enddate or time.date):
                return Deadline(due=time.enddate or time.date, text=time.text, span=(time.start, time.end))
            if time.kind is TimeKind.OPEN_START and time.enddate is not None:
                return Deadline(due=time.enddate, text=time.text, span=(time.start, time.end))
        return None

    def _length_in(self, mention: Mention) -> TimeExpression | None:
        """A bare length in the mention's sentence, behind its trigger, that sets a term.

        Near the trigger many words say so ("given six months"); further off, only "within" does, and no act between.
        """
        start, end = self._reading.sentences[mention.sentence]
        for time in self._times:
            behind = mention.trigger[0] <= time.start and time.end <= end
            if not behind or not _is_bare(time):
                continue
            if TERM.match(time.text) and self._is_next(mention, time):
                return time
            if time.start > mention.trigger[1] + BETWEEN_WORDS:
                continue
            if WITHIN.search(self._text[max(start, mention.trigger[0]) : time.start + 1]):
                return time
        return None

    def _is_next(self, mention: Mention, time: TimeExpression) -> bool:
        """Whether no other act's trigger stands between a mention's and a time behind it."""
        return not any(mention.trigger[1] <= m.trigger[0] < time.start for m in self._reading.mentions)

    def _count_from_act(self, mention: Mention, length: Length, when: When | None) -> dt.date | None:
        if when is not None and when.date is not None:
            return add_length(when.date, length)
        anchor = self._last_dated(mention.trigger[0])
        near = anchor is not None and self._is_recent(anchor)
        day = anchor.start if near and anchor is not None else self._published
        return add_length(day, length) if day is not None else None

    def _is_recent(self, anchor: DateInterval) -> bool:
        """Whether an act belongs to the news itself: not more than two weeks before publication."""
        if self._published is None or anchor.start is None:
            return anchor.start is not None
        return 0 <= (self._published - anchor.start).days <= 14

    def _plan(self, mention: Mention, planned: TimeExpression | None, when: When | None) -> Plan | None:
        if mention.plan is None:
            return None
        date = enddate = None
        text: str | None = None
        span: Span | None = None
        if planned is not None:
            text, span = planned.text, (planned.start, planned.end)
            date, enddate = planned.date, planned.enddate
            if planned.length is not None and date is None and enddate is None:
                enddate = self._count_from_act(mention, planned.length, when)
        return Plan(event=mention.plan, date=date, enddate=enddate, text=text, span=span)


def _is_bare(time: TimeExpression) -> bool:
    """Whether an expression is a length that hangs on no other event: "six months", or "within three months"."""
    told_as_term = time.date is None or TERM.match(time.text) is not None
    return time.length is not None and told_as_term and time.basis is not DateBasis.EVENT


def _is_close(interval: DateInterval) -> bool:
    return interval.start is not None and (interval.end or interval.start) - interval.start <= WIDEST_ANCHOR


def _gap(time: TimeExpression, trigger: Span) -> int:
    """Characters between a time and a trigger."""
    return max(trigger[0] - time.end, time.start - trigger[1])


def _told(time: TimeExpression, words: TimeExpression, *, basis: DateBasis | None = None) -> When | None:
    return When(
        date=time.date,
        enddate=time.enddate,
        text=words.text,
        span=(words.start, words.end),
        basis=basis or time.basis,
    )


def _shifted(time: TimeExpression, anchor: DateInterval, *, back: bool) -> When | None:
    """A length before or after the anchor; "just over two months" leaves room for half a unit more."""
    if time.length is None or anchor.start is None:
        return None
    move = subtract_length if back else add_length
    day = move(anchor.start, time.length)
    if day is None:
        return None
    far: dt.date | None = day
    if LOOSE.search(time.text) or time.length.unit in (Unit.MONTH, Unit.YEAR):
        far = move(day, Length(value=0.5, unit=time.length.unit))
    first, last = sorted((day, far or day))
    return When(date=first, enddate=last, text=time.text, span=(time.start, time.end), basis=DateBasis.EVENT)
