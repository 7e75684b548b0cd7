"""The table of sentences, class by class, in ``cases.tsv``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import pytest

from entente.resolving.dates import when_json

TABLE = Path(__file__).with_name("cases.tsv")


class Case(NamedTuple):
    kind: str
    published: str
    sentence: str
    expression: str
    date: str
    enddate: str


def cases() -> list[Case]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.kind}: {case.expression}")
def test_expression_is_found_and_resolved(case: Case) -> None:
    published = None if case.published == "-" else dt.date.fromisoformat(case.published)
    found = {
        (time["text"], time["date"] or "-", time["enddate"] or "-") for time in when_json(case.sentence, published)
    }
    assert (case.expression, case.date, case.enddate) in found


def test_table_covers_every_class() -> None:
    assert {case.kind for case in cases()} == {
        "absolute", "partial", "numeric", "relative", "weekday", "part of day", "part of a stretch", "long", "season",
        "quarter", "range", "open", "length", "anchored", "holiday", "vague", "look-alike",
    }  # fmt: skip
