"""The corpus format: what compiles, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.codebook import load_codebook
from entente.errors import CorpusError
from entente.records import EventType, Modality, Role, Stance
from entente.training.corpus import Part, items_of, load_corpus, parse_item, part_of, share_of

GOOD = """\
# tt-0001 | agency | Sahel | 2031-03-12
[a1|Mali] and [a2|Russia] [e1|signed] [o1|an accord] in [p1|Bamako] on [t1|Monday], talks [e2|may follow], [a3|he] said.
> a1 MLI GOV
> a2 RUS GOV MIL
> a3 = a1
> p1 MLI
> t1 2031-03-10..2031-03-10
> e1 SUPPORT actual actor=a1,a2 place=p1 time=t1 object=o1 context=military,diplomatic by=a3:says
> e2 CONSULT hypothetical actor=a1,a2 by=a3:claims
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def item(text: str = GOOD):
    return parse_item(lines(text), codebook=load_codebook())


def test_compiled_spans_are_verbatim_at_their_offsets():
    compiled = item()
    assert "[" not in compiled.text
    for span in compiled.spans.values():
        assert compiled.text[span.start : span.end] == span.text
    assert compiled.spans["a2"].text == "Russia"


def test_event_carries_type_roles_and_attribution():
    event = item().events[0]
    assert (event.type, event.modality) == (EventType.SUPPORT, Modality.ACTUAL)
    assert event.actor == ("a1", "a2")
    assert (event.by, event.stance) == ("a3", Stance.SAYS)
    assert event.context == ("military", "diplomatic")


def test_later_mention_leads_to_its_root():
    assert item().root("a3") == "a1"


def test_article_joins_title_and_paragraphs_by_blank_lines():
    article = item(
        "# tt-0002 | agency | Sahel | 2031-03-12\n[a1|Chad] [e1|quits] bloc\n[a2|Chad] [e2|left] it.\n"
        "> a1 TCD GOV\n> a2 = a1\n> e1 SANCTION/withdraw actual actor=a1\n"
        "> e2 SANCTION/withdraw actual actor=a2 same=e1\n"
        '> c1 agreement status=ended parties=a1:party events=e1 due=2031-04-01 title="Membership"\n'
    )
    assert article.text == "Chad quits bloc\n\nChad left it."
    assert article.is_article
    assert article.event_root("e2") == "e1"
    commitment = article.commitments[0]
    assert commitment.parties == (("a1", Role.PARTY),)
    assert (commitment.due, commitment.title) == (dt.date(2031, 4, 1), "Membership")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("agency", "blog", "unknown style"),
        ("2031-03-12", "2031-13-12", "month"),
        ("> a1 MLI GOV", "> a1 Mali GOV", "no code"),
        ("> a1 MLI GOV", "> a1 MLI KING", "code and sector"),
        ("> a1 MLI GOV", "> a9 MLI GOV", "a9 is not marked"),
        ("> a2 RUS GOV MIL\n", "", "a2 is marked but has no annotation"),
        ("> a3 = a1", "> a3 = a3", "circle"),
        ("SUPPORT actual", "PRAISE actual", "unknown event type"),
        ("SUPPORT actual", "SUPPORT/visit actual", "no mode"),
        ("SUPPORT actual", "SUPPORT perhaps", "perhaps"),
        ("actor=a1,a2 place", "actor=a1,p1 place", "p1 is no marked span of that kind"),
        ("context=military", "context=warlike", "unknown context"),
        ("by=a3:says", "by=a3:mutters", "mutters"),
        ("by=a3:says", "via=a3", "unknown part"),
        ("2031-03-10..2031-03-10", "2031-03-10..2031-03-09", "ends before it starts"),
        ("[a1|Mali]", "[a1|Mali", "broken or nested"),
        ("[a1|Mali]", "[a1|Mali [a2|x]]", "twice|broken"),
        ("> p1 MLI", "> p1 MLI\n> p1 MLI", "told twice"),
    ],
)
def test_bad_line_is_refused_and_named(old, new, says, tmp_path: Path):
    assert old in GOOD
    path = tmp_path / "bad.txt"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CorpusError, match=says) as caught:
        load_corpus([path])
    assert "bad.txt" in str(caught.value)
    assert "tt-0001" in str(caught.value)


def test_id_used_in_two_files_is_refused(tmp_path: Path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(CorpusError, match="used twice"):
        load_corpus([tmp_path / "one.txt", tmp_path / "two.txt"])


def test_unreadable_file_is_a_corpus_error(tmp_path: Path):
    with pytest.raises(CorpusError, match=r"nowhere\.txt"):
        load_corpus([tmp_path / "nowhere.txt"])


def make(name: str, text: str):
    return parse_item([f"# {name} | agency | Here | 2020-01-01", text], codebook=load_codebook())


def test_parts_are_disjoint_and_complete():
    items = [make(f"zz-{i:04d}", f"Word{i} stands alone here {i}.") for i in range(400)]
    parts = [items_of(items, part) for part in Part]
    ids = [i.id for part in parts for i in part]
    assert sorted(ids) == sorted(i.id for i in items)
    held_out = len(items_of(items, Part.HELD_OUT)) / len(items)
    assert 0.09 < held_out < 0.21


def test_variants_of_one_sentence_stay_on_one_side():
    items = []
    for i in range(60):
        base = f"The envoy from district {i} will reach town {i} before noon on Friday"
        items += [make(f"hh-p{i:03d}{c}", f"{base} {c}.") for c in "abc"]
        items += [make(f"nn-{i:03d}{k}", f"{base} as planned by council {i}{'.' * k}") for k in (1, 2)]
    for part in Part:
        ids = {i.id for i in items_of(items, part)}
        for i in range(60):
            variants = {f"hh-p{i:03d}{c}" for c in "abc"}
            assert variants <= ids or not variants & ids


def test_adding_items_moves_none_that_was_there():
    few = [make(f"qq-{i:03d}", f"Entirely different words {i * 7919} and {i * 104729}.") for i in range(50)]
    more = [*few, make("qq-new", "A new one.")]
    before = {i.id for i in items_of(few, Part.HELD_OUT)}
    after = {i.id for i in items_of(more, Part.HELD_OUT)}
    assert before <= after


@given(st.text(min_size=1, max_size=40))
def test_share_is_stable_and_between_zero_and_one(key):
    assert share_of(key) == share_of(key)
    assert 0 <= share_of(key) < 1
    assert part_of(key) in Part


def test_shipped_corpus_compiles_and_is_as_large_as_its_datasheet_says():
    folder = Path(__file__).parents[2] / "corpus"
    items = load_corpus(sorted(folder.glob("*.txt")))
    held_out = items_of(items, Part.HELD_OUT)
    assert len(items) > 4600
    assert 0.12 < len(held_out) / len(items) < 0.18
    types = {e.type for i in held_out for e in i.events}
    assert types == set(EventType)
