from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from evaluating_making import MARCH, TEXT, VISIT, document_line, event_line, lines, predicted, side, span

from entente.errors import EntenteError
from entente.evaluating import Act, Aspect, GoldError, gold_of_lines, read_gold
from entente.export.jsonl import to_line
from entente.records import Commitment, CommitmentStatus, CommitmentType, DateInterval, Document


def act_of_line(**more: Any) -> Act:
    gold = gold_of_lines(lines(document_line(), event_line("CONSULT", VISIT) | more))
    assert isinstance(gold[1], Act)
    return gold[1]


def problem_of(*rows: dict[str, Any]) -> str:
    with pytest.raises(GoldError) as caught:
        gold_of_lines(lines(*rows))
    assert len(caught.value.problems) == 1
    return str(caught.value)


def test_a_full_event_is_told_in_full() -> None:
    act = act_of_line(
        actor=side("KEN"),
        recipient=side("UGA"),
        modality="actual",
        date="2024-05-03",
        enddate="2024-05-03",
        event_loc={"text": "Kampala", "country": "UGA"},
    )
    assert act.told == frozenset(Aspect)
    assert (act.actor, act.recipient, act.country) == ({"KEN"}, {"UGA"}, "UGA")
    assert act.when == DateInterval(start=dt.date(2024, 5, 3), end=dt.date(2024, 5, 3))
    assert (act.sentences[0].start, act.sentences[0].end) == span(VISIT)


def test_what_is_left_out_is_not_told() -> None:
    assert act_of_line().told == frozenset()


def test_none_is_told_where_it_is_written() -> None:
    act = act_of_line(recipient=[], date=None, event_loc=None)
    assert act.told == {Aspect.RECIPIENT, Aspect.RECIPIENT_SECTOR, Aspect.DATE, Aspect.COUNTRY}
    assert (act.recipient, act.when, act.country) == (frozenset(), None, None)


def test_a_side_with_an_entity_without_code_is_not_told() -> None:
    act = act_of_line(actor=[{"entity_text": "a", "code": "KEN"}, {"entity_text": "b"}])
    assert Aspect.ACTOR not in act.told
    assert Aspect.ACTOR in act_of_line(actor=[{"entity_text": "villagers", "code": None}]).told


def test_a_place_without_country_is_not_told() -> None:
    assert Aspect.COUNTRY not in act_of_line(event_loc={"text": "Kampala"}).told


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"date": "2024-05-03"}, dt.date(2024, 5, 3), dt.date(2024, 5, 3)),
        ({"date": "2024-05-01", "enddate": "2024-05-31"}, dt.date(2024, 5, 1), dt.date(2024, 5, 31)),
        ({"date": "2024-05-03", "enddate": None}, dt.date(2024, 5, 3), None),
        ({"enddate": "2024-05-03"}, None, dt.date(2024, 5, 3)),
    ],
)
def test_dates_are_intervals_with_ends_that_may_be_open(
    fields: dict[str, str | None], start: dt.date | None, end: dt.date | None
) -> None:
    assert act_of_line(**fields).when == DateInterval(start=start, end=end)


def test_a_document_may_have_a_key_instead_of_an_id() -> None:
    row = {"kind": "document", "key": "one", "text": TEXT, "title": "A visit", "date": "2024-05-04"}
    document, act = gold_of_lines(lines(row, event_line("CONSULT", VISIT)))
    assert isinstance(document, Document)
    assert isinstance(act, Act)
    assert (document.id, document.key, document.title) == ("one", "one", "A visit")
    assert document.published == dt.date(2024, 5, 4)
    assert act.document == "one"


def test_evidence_may_name_the_key_of_a_document_that_has_an_id() -> None:
    gold = gold_of_lines(lines(document_line("doc_1", key="one"), event_line("CONSULT", VISIT)))
    assert [a.document for a in gold if isinstance(a, Act)] == ["doc_1"]


def test_events_may_come_before_their_documents() -> None:
    assert len(gold_of_lines(lines(event_line("CONSULT", VISIT), document_line()))) == 2


def test_a_sentence_may_be_given_by_its_words_alone() -> None:
    row = event_line("PROTEST", MARCH) | {"evidence": [{"document": "one", "text": MARCH}]}
    act = gold_of_lines(lines(document_line(), row))[1]
    assert isinstance(act, Act)
    assert (act.sentences[0].start, act.sentences[0].end) == span(MARCH)


def test_a_corrected_record_is_gold_as_it_stands(tmp_path: Path) -> None:
    document = Document(id="one", key="a.txt", text=TEXT)
    event = predicted("CONSULT", VISIT, actor=["KEN"], recipient=["UGA"])
    promise = Commitment(id="com_1", type=CommitmentType.AID, title="aid", status=CommitmentStatus.PROPOSED)
    path = tmp_path / "gold.jsonl"
    text = "\n".join(to_line(record) for record in (document, event, promise))
    path.write_text(text + "\n\n", encoding="utf-8-sig")
    gold = read_gold(path)
    assert [type(x) for x in gold] == [Document, Act]
    assert gold[1].told == frozenset(Aspect)  # type: ignore[union-attr]


def test_own_fields_are_no_problem() -> None:
    assert act_of_line(coder="AB", note="not sure", id="e1").types == ("CONSULT",)


def test_several_types_are_one_event() -> None:
    act = act_of_line(event=["CONSULT", "SUPPORT", "CONSULT"])
    assert act.types == ("CONSULT", "SUPPORT")
    assert act_of_line(event="AID").types == ("AID",)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"event": ["CONSLT"]}, "'CONSLT' is no event type; if CONSULT is meant, write it so"),
        ({"event": ["WAR"]}, "there are AGREE, CONSULT"),
        ({"event": []}, 'has no type; write "event":["CONSULT"]'),
        ({"modality": "actually"}, "'actually' is no modality; if actual is meant"),
        ({"recipent": []}, "unknown field recipent; if recipient is meant"),
        ({"actor": [{"cod": "KEN"}]}, "unknown field actor.cod; if actor.code is meant"),
        ({"actor": [{"code": "Kenya"}]}, "actor has the code 'Kenya'; write three capitals"),
        ({"actor": [{"code": "KEN", "sector": "GVO"}]}, "'GVO' is no sector; if GOV is meant"),
        ({"actor": "KEN"}, "has not the record's shape: Expected `array`, got `str` - at `actor`"),
        ({"date": "3 May"}, "date '3 May' is no day; write YYYY-MM-DD"),
        ({"date": "2024-05-03", "enddate": "2024-05-01"}, "comes after enddate 2024-05-01; swap them"),
        ({"evidence": []}, "the event has no evidence"),
        ({"evidence": [{"document": "one", "start": 5}]}, 'evidence needs "start" and "end"'),
        ({"evidence": [{"document": "oen", "start": 0, "end": 5}]}, "'oen', which the file does not hold; if 'one'"),
        ({"evidence": [{"document": "one", "start": 0, "end": 9999}]}, "0..9999 lies outside the text"),
        ({"evidence": [{"document": "one", "start": 7, "end": 7}]}, "7..7 lies outside the text"),
        ({"evidence": [{"document": "one", "start": -1, "end": 7}]}, "-1..7 lies outside the text"),
        ({"evidence": [{"document": "one", "text": "Nobody came."}]}, "stands nowhere in document 'one'; copy it"),
        ({"evidence": [{"document": "one", "text": "the"}]}, "stands more than once"),
    ],
)
def test_a_bad_event_is_told_with_its_line_and_what_to_do(more: dict[str, Any], told: str) -> None:
    message = problem_of(document_line(), event_line("CONSULT", VISIT) | more)
    assert message.startswith("gold:2: ")
    assert told in message


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"kind": "document", "text": "x"}, 'neither "id" nor "key"'),
        ({"kind": "document", "id": "a", "text": " "}, "has no text"),
        ({"kind": "document", "id": "a"}, "missing required field `text`"),
        ({"kind": "document", "id": "a", "text": "x", "date": "2024"}, "date '2024' is no day"),
        ({"kind": "document", "id": "a", "text": "x", "tilte": "y"}, "if title is meant"),
        ({"id": "a", "text": "x"}, "has no kind"),
        ({"kind": "article", "id": "a", "text": "x"}, "has the unknown kind 'article'"),
    ],
)
def test_a_bad_document_is_told_with_its_line_and_what_to_do(row: dict[str, Any], told: str) -> None:
    message = problem_of(row)
    assert message.startswith("gold:1: ")
    assert told in message


def test_two_documents_of_one_name_are_refused() -> None:
    assert "a document before this one is called 'one'" in problem_of(document_line(), document_line())


def test_evidence_that_is_not_verbatim_is_told_with_where_it_stands() -> None:
    row = event_line("CONSULT", VISIT)
    row["evidence"][0] |= {"start": 3, "end": 3 + len(VISIT)}
    assert f"not verbatim: 3..{3 + len(VISIT)}" in (message := problem_of(document_line(), row))
    assert f"write start 0 and end {len(VISIT)}" in message


@pytest.mark.parametrize(("unit", "encoding", "width"), [("bytes", "utf-8", 1), ("UTF-16 units", "utf-16-le", 2)])
def test_offsets_in_another_unit_are_recognised(unit: str, encoding: str, width: int) -> None:
    text = "🕊 Ça va. Kenya thanked Peru."
    words = "Kenya thanked Peru."
    before = text[: text.index(words)]
    start = len(before.encode(encoding)) // width
    end = start + len(words)
    evidence = [{"document": "one", "start": start, "end": end, "text": words}]
    row = {"kind": "event", "event": ["SUPPORT"], "evidence": evidence}
    message = problem_of(document_line(text=text), row)
    assert f"these offsets count {unit} where code points are meant; write start {len(before)}" in message


def test_all_problems_are_told_at_once_in_the_order_of_lines() -> None:
    rows = [event_line("NOTHING", VISIT), document_line(), event_line("CONSULT", VISIT, modality="maybe")]
    with pytest.raises(GoldError) as caught:
        gold_of_lines([*lines(*rows), b"{\n", b"[1]\n", b"\xff\n"], source="my.jsonl")
    assert [problem.line for problem in caught.value.problems] == [1, 3, 4, 5, 6]
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == [
        f"my.jsonl:{n}" for n in (1, 3, 4, 5, 6)
    ]


def test_a_long_list_of_problems_is_cut_in_the_message() -> None:
    with pytest.raises(GoldError, match="and 15 more problems"):
        gold_of_lines([b"nonsense\n"] * 25)


def test_gold_without_a_document_is_refused() -> None:
    with pytest.raises(GoldError, match="holds no document"):
        gold_of_lines([b"\n"])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EntenteError, match=r"none\.jsonl: cannot be opened"):
        read_gold(tmp_path / "none.jsonl")
