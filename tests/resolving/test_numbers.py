"""Numbers as news writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.resolving.numbers import quantity


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("three", 3, None),
        ("some 90 families", 90, None),
        ("1,200 troops", 1200, None),
        ("twenty-five soldiers", 25, None),
        ("two hundred and six people", 206, None),
        ("two dozen men", 24, None),
        ("a dozen", 12, None),
        ("a thousand marchers", 1000, None),
        ("USD 5 billion", 5e9, "USD"),
        ("$49 million", 49e6, "USD"),
        ("$1.5bn", 1.5e9, "USD"),
        ("EC$41 million", 41e6, "XCD"),
        ("352.5 million euros", 352.5e6, "EUR"),
        ("three million two hundred thousand", 3.2e6, None),
        ("dozens of arrests", None, None),
        ("thousands", None, None),
        ("several", None, None),
        ("no number here", None, None),
        ("", None, None),
    ],
)
def test_quantity(text, value, currency):
    found = quantity(text)
    assert found.value == (pytest.approx(value) if value is not None else None)
    assert found.currency == currency


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_read_as_they_are_written(n):
    assert quantity(f"{n:,} people").value == n


@given(st.text(max_size=60))
def test_any_text_gives_an_answer(text):
    quantity(text)
