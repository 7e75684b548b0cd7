"""Events made by hand, and strategies for any of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from entente.records import Entity, Event, EventType, Evidence, Modality
from entente.store.periods import Period, period_of
from entente.store.summaries import CoverageLine

SCORES = {
    EventType.AID: (2, 7.4), EventType.CONSULT: (1, 2.1), EventType.ACCUSE: (3, -2.0), EventType.SANCTION: (4, -5.2),
}  # fmt: skip


def who(code: str | None, sector: str | None = "GOV", **fields: Any) -> Entity:
    return Entity(entity_text=code or "they", span=(0, 4), code=code, sector=sector, **fields)


def event(
    number: int,
    kind: EventType = EventType.CONSULT,
    *,
    actor: tuple[Entity, ...] = (),
    recipient: tuple[Entity, ...] = (),
    date: str | dt.date | None = "2024-01-10",
    **fields: Any,
) -> Event:
    quad, score = SCORES[kind]
    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    sentence = Evidence(document="doc_1", start=0, end=9, text="They met.", modality=Modality.ACTUAL)
    base = {
        "id": f"evt_{number:04}", "event": (kind,), "quad_code": quad, "event_scale": score, "date": day,
        "enddate": day, "reported": day, "actor": actor, "recipient": recipient, "modality": Modality.ACTUAL,
        "confidence": 0.9, "evidence": (sentence,),
    }  # fmt: skip
    return Event(**(base | fields))


def dealing(number: int, kind: EventType, day: str | dt.date | None, a: str = "NER", b: str = "RUS") -> Event:
    return event(number, kind, actor=(who(a),), recipient=(who(b),), date=day)


def read(articles: dict[str, int]) -> list[CoverageLine]:
    return [CoverageLine(outlet="Wire", period=name, articles=n, coded=n) for name, n in articles.items()]


def read_evenly(begin: str, days: int, period: Period, count: int = 10) -> list[CoverageLine]:
    first = dt.date.fromisoformat(begin)
    names = dict.fromkeys(period_of(first + dt.timedelta(days=n), period) for n in range(days))
    return read(dict.fromkeys(names, count))


SIDES = st.builds(
    who, st.sampled_from(["NER", "RUS", "FRA", None]), st.sampled_from(["GOV", "MIL", "REB", "CVL", None])
)
DAYS = st.none() | st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31))


@st.composite
def many_events(draw: st.DrawFn) -> list[Event]:
    return [
        event(
            number,
            draw(st.sampled_from(list(SCORES))),
            actor=tuple(draw(st.lists(SIDES, max_size=3))),
            recipient=tuple(draw(st.lists(SIDES, max_size=2))),
            date=draw(DAYS),
            reported=draw(DAYS),
            modality=draw(st.sampled_from([Modality.ACTUAL, Modality.HISTORICAL, Modality.FUTURE])),
        )
        for number in range(draw(st.integers(0, 12)))
    ]
