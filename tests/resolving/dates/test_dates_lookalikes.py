"""Words and numbers that look like dates and are none."""

from __future__ import annotations

import datetime as dt

import pytest

from entente.resolving.dates import find_times

PUBLISHED = dt.date(2023, 12, 5)


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 2,000 troops crossed the river.",
        "About 1990 soldiers crossed the river.",
        "The council adopted Resolution 2231.",
        "A Boeing 747 took off from Section 1981.",
        "They fired B-2000 rockets, each for $2015.",
        "The price rose by 2015 percent.",
        "Theresa May flew to Oslo.",
        "April Glaspie saw the president.",
        "The ministers may march for peace.",
        "The March on Washington drew a crowd.",
        "May the better side win.",
        "Jan Egeland told the Sun that the army sat still.",
        "The Winter Olympics drew a crowd.",
        "The fall of the government was welcomed.",
        "The ship sailed for Christmas Island.",
        "Bloody Sunday is not forgotten.",
        "USA Today broke the story.",
        "A Long March 4C rocket blew up.",
    ],
)
def test_no_date_is_claimed(sentence: str) -> None:
    assert [time.text for time in find_times(sentence, published=PUBLISHED) if time.date] == []


@pytest.mark.parametrize(
    ("sentence", "expression"),
    [
        ("In May the ministers met.", "May"),
        ("The March accession was hailed.", "March"),
        ("Sun., Dec. 3 was calm.", "Sun., Dec. 3"),
        ("The 2015 elections were void.", "2015"),
        ("On May 3, 2021 rebels came.", "May 3, 2021"),
        ("Around 1990 the tide turned.", "1990"),
        ("Its post-1990 course pleased nobody.", "1990"),
        ("Last August the talks broke down.", "Last August"),
    ],
)
def test_date_is_told_from_its_look_alike(sentence: str, expression: str) -> None:
    assert [time.text for time in find_times(sentence, published=PUBLISHED)] == [expression]
