"""JSON Lines: one object a line, whatever the text holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.export.jsonl import from_line, json_line, to_line
from entente.records import Document


@given(st.text())
def test_one_line_that_reads_back_whatever_the_text(text):
    document = Document(id="doc_1", key="k", text=text)
    line = to_line(document)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == text
    assert from_line(line) == document


@pytest.mark.parametrize("break_", ["\x85", "\u2028", "\u2029", "\n", "\x0b", "\x1e"])
def test_unicode_line_breaks_are_escaped(break_):
    line = json_line([f"a{break_}b"])
    assert len(line.splitlines()) == 1
    assert json.loads(line) == [f"a{break_}b"]
