"""What holds for every text whatever."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.records import DateInterval
from entente.resolving.dates import TimeExpression, TimeKind, find_times, reanchor, when_json
from entente.resolving.dates.words import LEXICON

FRAGMENTS = [
    *LEXICON, "May", "March", "Dec.", "Sun.", "Sept. 31", "30", "31st", "99", "1994", "0001", "9999", "2,000", "2.5",
    "1/2", "31/12/2023", "2023-02-29", "12:30", "'94", "'80s", "1990s", "Q3", "FY2015", "H1", "9/11", "Ramadan",
    "Easter", "New Year's Eve", "'s", ",", "-", "–", ".", "!", "(", ")", "\n\n", "/", "\u00e9", "\U0001f600", "said",
    "will",
]  # fmt: skip
WITHOUT_A_YEAR = [
    "left", "on", "in", "at", "will", "Friday", "December 4", "last week", "ago", "May", "Easter", "yesterday",
    "since", "the third quarter", "two days later", "'94", "03/04", "by", "the 14th", "next", "Q2", "the same day",
    "3 p.m.",
]  # fmt: skip
DAYS = st.none() | st.dates()
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=14).flatmap(
    lambda words: st.sampled_from([" ", "", "  "]).map(lambda gap: gap.join(words))
) | st.text(max_size=60)


def nested(time: TimeExpression) -> list[TimeExpression]:
    return [time, *(nested(time.hangs_on) if time.hangs_on else [])]


@settings(max_examples=600, deadline=None)
@given(text=TEXTS, published=DAYS)
def test_spans_and_intervals_are_sound(text: str, published: dt.date | None) -> None:
    found = find_times(text, published=published)
    for time in (inner for outer in found for inner in nested(outer)):
        assert 0 <= time.start < time.end <= len(text)
        assert time.text == text[time.start : time.end]
        assert time.date is None or time.enddate is None or time.date <= time.enddate
        if time.kind is TimeKind.OPEN_START:
            assert time.date is None
        if time.kind is TimeKind.OPEN_END:
            assert time.enddate is None
        if time.kind in (TimeKind.SET, TimeKind.VAGUE):
            assert time.date is None
            assert time.enddate is None
    assert all(first.end <= second.start for first, second in pairwise(found))


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, published=DAYS, first=st.dates(), days=st.integers(0, 400))
def test_any_expression_can_be_anchored_on_any_date(
    text: str, published: dt.date | None, first: dt.date, days: int
) -> None:
    last = min(dt.date.max.toordinal(), first.toordinal() + days)
    anchor = DateInterval(start=first, end=dt.date.fromordinal(last))
    for time in find_times(text, published=published):
        there = reanchor(time, anchor)
        assert (there.text, there.start, there.end) == (time.text, time.start, time.end)
        assert there.date is None or there.enddate is None or there.date <= there.enddate


@settings(max_examples=100, deadline=None)
@given(words=st.lists(st.sampled_from(WITHOUT_A_YEAR), max_size=8))
def test_no_year_is_made_up_without_a_publication_date(words: list[str]) -> None:
    assert all(time.date is None and time.enddate is None for time in find_times(" ".join(words)))


def test_offsets_count_code_points() -> None:
    text = "\U0001f600\U0001f600 On 3 May 2021 rebels came."
    [time] = find_times(text)
    assert text[time.start : time.end] == time.text == "3 May 2021"


def test_json_has_the_fields_of_the_contract() -> None:
    assert when_json("Since 2015 they train.") == [
        {"text": "Since 2015", "start": 0, "end": 10, "date": "2015-01-01", "enddate": None},
        {"text": "2015", "start": 6, "end": 10, "date": "2015-01-01", "enddate": "2015-12-31"},
    ]


def test_long_text_is_read_in_pieces_without_loss() -> None:
    sentence = "On 3 May 2021 the army struck, and on 9 June 2022 it left the town to the militia of the valley. "
    found = find_times(sentence * 400)
    assert len(found) == 800
    assert {time.text for time in found} == {"3 May 2021", "9 June 2022"}


@pytest.mark.parametrize(
    "piece", ["a", " ", "\n", "\n ", "one ", "1", "1 ", "1,", "1/", "1-", "a.", "'9", "the ", "two-", "Jan. ", "May, ",
              "early ", "two and a half ", "1,222", "\u00e9"]
)  # fmt: skip
def test_hostile_repetition_is_read_to_its_end(piece: str) -> None:
    found = find_times(piece * (60_000 // len(piece)), published=dt.date(2023, 12, 5))
    assert all(time.end <= 60_000 for time in found)
