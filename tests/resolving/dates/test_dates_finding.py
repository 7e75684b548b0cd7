"""Kinds, lengths, parts and bases of expressions, and anchoring them on other dates."""

from __future__ import annotations

import datetime as dt

import pytest

from entente.records import DateBasis, DateInterval
from entente.resolving.dates import Length, Part, TimeExpression, TimeKind, Unit, add_length, find_times, reanchor

PUBLISHED = dt.date(2023, 12, 5)
COUP = DateInterval(start=dt.date(2023, 7, 26), end=dt.date(2023, 7, 26))


def only(sentence: str) -> TimeExpression:
    [time] = find_times(sentence, published=PUBLISHED)
    return time


def test_deadline_gives_its_length() -> None:
    time = only("The mission is given six months to leave the country.")
    assert (time.kind, time.length, time.date) == (TimeKind.LENGTH, Length(value=6, unit=Unit.MONTH), None)
    assert time.length is not None
    assert add_length(dt.date(2023, 12, 4), time.length) == dt.date(2024, 6, 4)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("two and a half years", 2.5, Unit.YEAR),
        ("2 1/2 years", 2.5, Unit.YEAR),
        ("a year and a half", 1.5, Unit.YEAR),
        ("a couple of weeks", 2, Unit.WEEK),
        ("twenty-one days", 21, Unit.DAY),
        ("two hundred days", 200, Unit.DAY),
        ("1,000 days", 1000, Unit.DAY),
        ("five working days", 5, Unit.WORKDAY),
        ("a fortnight", 2, Unit.WEEK),
        ("half a year", 0.5, Unit.YEAR),
        ("two to three weeks", 2, Unit.WEEK),
        ("a 72-hour", 72, Unit.HOUR),
    ],
)
def test_length_is_read(words: str, value: float, unit: Unit) -> None:
    time = only(f"The truce lasted {words} at most.")
    assert time.length == Length(value=value, unit=unit)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("They met on Friday.", TimeKind.DATE),
        ("They held out for six weeks.", TimeKind.LENGTH),
        ("They have trained there since 2015.", TimeKind.OPEN_END),
        ("They must be gone by 31 March.", TimeKind.OPEN_START),
        ("They meet every Friday.", TimeKind.SET),
        ("They are allies now.", TimeKind.VAGUE),
        ("They split several years ago.", TimeKind.VAGUE),
    ],
)
def test_kind_is_told(sentence: str, kind: TimeKind) -> None:
    assert only(sentence).kind is kind


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("They met on December 4.", DateBasis.TEXT),
        ("They met on Friday.", DateBasis.PUBLICATION),
        ("They met last month.", DateBasis.PUBLICATION),
        ("They met two days after the coup.", DateBasis.EVENT),
        ("They met on the Monday after the vote.", DateBasis.EVENT),
    ],
)
def test_basis_is_told(sentence: str, basis: DateBasis) -> None:
    assert only(sentence).basis is basis


def test_date_told_from_another_rests_on_it() -> None:
    _, time = find_times("The army struck on 3 March 2021. The next day it was beaten.")
    assert (time.date, time.basis) == (dt.date(2021, 3, 4), DateBasis.EVENT)


def test_part_is_told_and_the_whole_kept() -> None:
    time = only("Polls are planned for early March 2024.")
    assert (time.part, time.date, time.enddate) == (Part.START, dt.date(2024, 3, 1), dt.date(2024, 3, 31))


def test_open_expression_holds_the_date_that_it_hangs_on() -> None:
    time = only("They must be gone by 31 March.")
    assert (time.date, time.enddate) == (None, dt.date(2024, 3, 31))
    assert time.hangs_on is not None
    assert (time.hangs_on.text, time.hangs_on.date) == ("31 March", dt.date(2024, 3, 31))


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("The border reopened two days after the coup.", "2023-07-28", "2023-07-28"),
        ("Two weeks before the coup he was sacked.", "2023-07-12", "2023-07-12"),
        ("Two months after the coup the troops left.", "2023-09-01", "2023-09-30"),
        ("The day after the coup the border was shut.", "2023-07-27", "2023-07-27"),
        ("The Monday after the coup the market opened.", "2023-07-31", "2023-07-31"),
        ("The month before the market was calm.", None, None),
        ("They left a month ago.", "2023-06-01", "2023-06-30"),
        ("They left the following week.", "2023-07-31", "2023-08-06"),
        ("They left on 3 May 2021.", "2021-05-03", "2021-05-03"),
        ("They must leave within six weeks.", "2023-07-26", "2023-09-06"),
    ],
)
def test_expression_is_counted_from_an_anchor(sentence: str, first: str | None, last: str | None) -> None:
    times = find_times(sentence, published=PUBLISHED)
    anchored = [reanchor(time, COUP) for time in times]
    days = [(str(time.date), str(time.enddate)) for time in anchored]
    assert days == ([(first, last)] if first else [])


def test_anchor_of_several_days_is_counted_from_its_end_or_its_start() -> None:
    siege = DateInterval(start=dt.date(2023, 7, 1), end=dt.date(2023, 7, 10))
    after, before = find_times("Two days after the siege he fled; two days before the siege he was sure of himself.")
    assert reanchor(after, siege).date == dt.date(2023, 7, 12)
    assert reanchor(before, siege).date == dt.date(2023, 6, 29)


def test_anchor_with_one_end_is_taken_for_that_day() -> None:
    time = only("The border reopened two days after the coup.")
    assert reanchor(time, DateInterval(start=dt.date(2023, 7, 26), end=None)).date == dt.date(2023, 7, 28)


def test_story_of_another_year_ends_with_the_present() -> None:
    text = "On 3 March 2021 the army struck. Today the town is calm. In November aid came back."
    *_, time = find_times(text, published=PUBLISHED)
    assert time.date == dt.date(2023, 11, 1)


def test_thing_named_by_a_year_starts_no_story() -> None:
    *_, time = find_times("They scrapped the 2005 immigration law. On July 26 the army struck.", published=PUBLISHED)
    assert time.date == dt.date(2023, 7, 26)


def test_empty_text_has_no_times() -> None:
    assert find_times("") == ()
