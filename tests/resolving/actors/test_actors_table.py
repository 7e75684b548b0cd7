"""The compiled table: built from the facts of the repository, the same every time, refused when it is bad."""

from __future__ import annotations

import importlib.util
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.errors import TableError
from entente.resolving.actors.building import first_day, last_day, plural, slug
from entente.resolving.actors.table import decode, encode, read_shipped
from entente.resolving.actors.text import fold, key_of, tokenize

ROOT = Path(__file__).resolve().parents[3]


def compiler():
    spec = importlib.util.spec_from_file_location("compile_actors", ROOT / "tools" / "compile_actors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_shipped_table_is_what_the_facts_compile_to():
    assert encode(compiler().build()) == encode(read_shipped())


def test_table_of_another_version_is_refused():
    table = read_shipped()
    data = encode(table).replace(b"format" + bytes([table.format]), b"format" + bytes([table.format - 1]))

    with pytest.raises(TableError, match="build it again"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b"\x00", b"not a table", encode(read_shipped())[:5000]])
def test_broken_table_is_refused(data):
    with pytest.raises(TableError, match="cannot be read"):
        decode(data)


def test_table_covers_what_it_must():
    table = read_shipped()

    groups = [b for b in table.bodies if b.kind == "group"]
    assert len(table.states) > 230
    assert len(groups) >= 400
    assert len(table.persons) > 3000
    assert sum(b.kind == "international" for b in table.bodies) >= 250


def test_line_with_a_wrong_number_of_cells_is_named(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text("a\tb\n1\t2\t3\n", encoding="utf-8")

    with pytest.raises(TableError, match=r"x\.tsv:2: 3 cells"):
        compiler().read_tsv(path)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("President Duma BOKO (since 1 November 2024)", ("Duma Boko", "President", "2024-11-01")),
        ("King LETSIE III (since 7 February 1996)", ("Letsie III", "King", "1996-02-07")),
        ("Prime Minister ABIY Ahmed Ali (since April 2018)", ("Abiy Ahmed Ali", "Prime Minister", "2018-04")),
        ("President (vacant)", None),
        ("none", None),
    ],
)
def test_factbook_lines_are_parsed(text, holder):
    assert compiler().parse_holder(text) == holder


def test_days_at_the_ends_of_months_and_years():
    assert first_day("2021-02") == "2021-02-01"
    assert last_day("2021-02") == "2021-02-28"
    assert (first_day("2021"), last_day("2021")) == ("2021-01-01", "2021-12-31")
    assert (first_day(""), last_day("")) == (None, None)


def test_plurals_of_roles():
    assert plural("chief of staff") == "chiefs of staff"
    assert plural("policeman") == "policemen"
    assert plural("deputy") == "deputies"
    assert plural("coach") == "coaches"


def test_keys_forget_accents_dots_apostrophes_and_hyphens():
    assert key_of("Côte d’Ivoire") == key_of("COTE D'IVOIRE")
    assert key_of("U.N.") == key_of("UN")
    assert key_of("Shi'ite") == "shiite"
    assert key_of("Al-Shabaab") == key_of("al Shabaab")
    assert slug("Łódź & Co.") == "lodz-co"


def test_tokens_remember_possessives_hyphens_and_capitals():
    niger, army, backed, saudi = (tokenize("Niger's army Saudi-backed")[i] for i in (0, 1, 3, 2))

    assert niger.possessive
    assert niger.capital
    assert not army.capital
    assert backed.hyphen
    assert not saudi.hyphen


@given(st.text(max_size=80))
def test_tokens_lie_in_the_text_in_order(text):
    tokens = tokenize(text)

    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(fold(t.word[:1]) for t in tokens)
