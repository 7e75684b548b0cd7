"""The codebook: PLOVER as data, its edges, and the bridge to CAMEO."""

from __future__ import annotations

import pytest

from entente.codebook import load_codebook
from entente.codebook.cameo import cameo_of, load_cameo
from entente.codebook.precedence import load_edges
from entente.errors import CodebookError
from entente.records import EventType, Modality


def test_shipped_codebook_holds_every_type_and_modality():
    book = load_codebook()
    assert set(book.events) == {e.value for e in EventType}
    assert set(book.modalities) == {m.value for m in Modality}
    assert book.info(EventType.CONSULT).score == 2.1
    assert "visit" in book.info("CONSULT").modes


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not toml [", "TOML"),
        ("[sectors]\n", "missing"),
        ("[events]\n", "no event type"),
        ("[events.X]\nscore = 1\nmeans = 'x'", "missing"),
        (
            "[events.X]\nquad = 9\nscore = 1\nmeans = 'x'\n[sectors]\n[contexts]\nnames=[]\n[modality]\n[entities]",
            "quad",
        ),
        (
            "[events.X]\nquad = 1\nscore = 99\nmeans = 'x'\n[sectors]\n[contexts]\nnames=[]\n[modality]\n[entities]",
            "score",
        ),
    ],
)
def test_bad_codebook_is_refused_with_its_name(text, says, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=says) as caught:
        load_codebook(path)
    assert "mine.toml" in str(caught.value)


def test_own_codebook_needs_nothing_but_its_types(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[events.RAID]\nquad = 4\nscore = -8\nmeans = 'Raids.'", encoding="utf-8")
    book = load_codebook(path)
    assert list(book.events) == ["RAID"]
    assert book.sectors == load_codebook().sectors


def test_missing_codebook_is_a_codebook_error(tmp_path):
    with pytest.raises(CodebookError, match="cannot be read"):
        load_codebook(tmp_path / "none.toml")


def test_every_type_stands_on_some_edge_and_no_edge_twice():
    edges = load_edges()
    on_edges = {e.this for e in edges} | {e.that for e in edges}
    assert on_edges == set(EventType)
    pairs = [frozenset((e.this, e.that)) for e in edges]
    assert len(set(pairs)) == len(pairs)
    assert all(e.this_says != e.that_says for e in edges)


@pytest.mark.parametrize(
    ("event", "mode", "contexts", "code"),
    [
        (EventType.CONSULT, "visit", {"diplomatic"}, "042"),
        (EventType.CONSULT, "phone", {"military"}, "041"),
        (EventType.COOPERATE, None, {"military"}, "062"),
        (EventType.AID, None, {"economic", "diplomatic"}, "071"),
        (EventType.AID, None, set(), "070"),
    ],
)
def test_cameo_code_says_what_the_event_says(event, mode, contexts, code):
    found = cameo_of(event, mode, frozenset(contexts))
    assert found is not None
    assert found.code == code


def test_cameo_bridge_goes_back_to_the_same_type():
    for code in load_cameo().values():
        there = cameo_of(code.event, code.mode, frozenset(code.contexts))
        assert there is not None
        assert there.event is code.event
