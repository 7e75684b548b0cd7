"""Days in fields, stamp lines and datelines; only a whole date counts."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.ingest.dates import find_date, parse_field
from entente.ingest.stamps import Stamp, Weight, best_day, read_dateline, read_stamp

DAY = dt.date(2023, 12, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2023-12-05",
        "2023-12-05T10:30:00Z",
        "2023-12-05 23:59:59+14:00",
        "2023/12/05",
        "20231205",
        "5 December 2023",
        "5th of December, 2023",
        "Dec. 5, 2023",
        "December 5 2023",
        "Tue, 05 Dec 2023 10:00:00 GMT",
        "05-Dec-2023",
        DAY,
        dt.datetime(2023, 12, 5, 23, 30, tzinfo=dt.UTC),
    ],
)
def test_field_is_read_in_every_way_of_writing(value):
    assert parse_field(value) == DAY


@pytest.mark.parametrize(
    "value", ["5/12/2023", "2023", "2023-12", "December 2023", "2023-02-30", "soon", "", "1701734400"]
)
def test_field_without_a_whole_day_is_none(value):
    assert parse_field(value) is None


def test_numbers_give_a_day_where_they_can_only_be_read_one_way():
    assert find_date("25/12/2023") == dt.date(2023, 12, 25)
    assert find_date("12/25/2023") == dt.date(2023, 12, 25)
    assert find_date("5.5.2023") == dt.date(2023, 5, 5)
    assert find_date("10/03/2017") is None


@settings(deadline=None)
@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)))
def test_every_day_is_read_back(day):
    assert parse_field(day.isoformat()) == day
    assert find_date(f"on {day.day} {day.strftime('%B')} {day.year}.") == day


@pytest.mark.parametrize(
    ("line", "day", "weight"),
    [
        ("Published: 5 December 2023", DAY, Weight.PUBLISHED),
        ("Published December 5, 2023 at 3:41 pm ET", DAY, Weight.PUBLISHED),
        ("Posted on 05 Dec 2023, 10:00 GMT", DAY, Weight.PUBLISHED),
        ("First published on Tue 5 Dec 2023 10.00 GMT", DAY, Weight.PUBLISHED),
        ("Published 3 hours ago", None, Weight.PUBLISHED),
        ("Updated: 2023-12-05 17:52", DAY, Weight.UPDATED),
        ("Last updated on 5 December 2023", DAY, Weight.UPDATED),
        ("Xinhua | Updated: 2023-12-05 17:52", DAY, Weight.UPDATED),
        ("Updated at 9:50 p.m. ET Thursday", None, Weight.UPDATED),
        ("5 December 2023", DAY, Weight.BARE),
        ("Tuesday, December 5, 2023", DAY, Weight.BARE),
        ("Dec 5, 2023 10:00 AM", DAY, Weight.BARE),
        ("2023-12-05T10:00:00Z", DAY, Weight.BARE),
        ("3 hours ago", None, Weight.BARE),
        ("Tuesday 5 December", None, Weight.BARE),
        ("December 5, 2023 (Reuters)", DAY, Weight.BARE),
        ("(Lake Courier 05 Dec 2023 page4)", DAY, Weight.BARE),
    ],
)
def test_stamp_line_tells_its_day(line, day, weight):
    stamp = read_stamp(line, beside_article=True)
    assert stamp is not None
    assert (stamp.day, stamp.weight) == (day, weight)


@pytest.mark.parametrize(
    "line",
    [
        "On 5 December 2023 rebels struck.",
        "Published reports say that 300 troops left on 5 December 2023.",
        "Updated figures show that 40 died on Monday.",
        "In December 2023 the mission left",
        "5 December 2023 was the day the junta ended the pact",
        "40 dead",
        "Posted guards were shot on Monday",
    ],
)
def test_sentence_with_a_date_is_no_stamp(line):
    assert read_stamp(line, beside_article=True) is None


def test_bare_date_inside_the_article_is_no_stamp():
    assert read_stamp("5 December 2023", beside_article=False) is None
    assert read_stamp("Published: 5 December 2023", beside_article=False) is not None


@pytest.mark.parametrize(
    "paragraph",
    [
        "NIAMEY, Dec 5, 2023 (Reuters) - The junta ended the pact.",
        "NIAMEY, December 5, 2023 – The junta ended the pact.",
        "PORT SUDAN, Sudan, 5 December 2023 (AFP) — The army struck.",
        "Geneva, 5 December 2023: The envoy called for calm.",
        "WASHINGTON, Dec. 5, 2023 /Newswire/ -- The ministry signed.",
        "(5 December 2023) The envoy called for calm.",
    ],
)
def test_dateline_with_its_year_tells_the_day(paragraph):
    stamp = read_dateline(paragraph)
    assert stamp is not None
    assert stamp.day == DAY


@pytest.mark.parametrize(
    "paragraph",
    [
        "NIAMEY, Dec 5 (Reuters) - The junta ended the pact.",
        "NIAMEY (Reuters) - The pact of 5 December 2023 is over.",
        "The pact was signed on 5 December 2023 - a year ago.",
        "Niger signed on 5 December 2023 and left.",
    ],
)
def test_date_of_an_act_is_no_dateline(paragraph):
    assert read_dateline(paragraph) is None


def test_best_stamp_wins_whatever_the_order():
    stamps = [
        Stamp(day=dt.date(2023, 12, 7), weight=Weight.UPDATED),
        Stamp(day=None, weight=Weight.PUBLISHED),
        Stamp(day=DAY, weight=Weight.BARE),
    ]
    assert best_day(stamps) == best_day(reversed(stamps)) == DAY
    assert best_day([]) is None


def test_line_of_many_weekdays_is_refused_at_once():
    begin = time.process_time()
    assert read_stamp("Published Mon. Tue. Wed. Thu. Fri. Sat. Sun. " * 3 + "x 1", beside_article=True) is None
    assert time.process_time() - begin < 1
