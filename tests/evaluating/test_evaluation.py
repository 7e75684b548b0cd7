from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from evaluating_making import (
    MARCH,
    REFUSAL,
    TEXT,
    TROOPS,
    VISIT,
    document,
    document_line,
    event_line,
    lines,
    predicted,
    side,
)
from rich.console import Console

from entente.evaluating import Act, Evaluation, GoldError, evaluate, gold_of_lines, show, to_json
from entente.evaluating.disagreements import Disagreement, swapped
from entente.records import Document, Event

GOLD = gold_of_lines(
    lines(
        document_line(),
        event_line("CONSULT", VISIT, actor=side("KEN"), recipient=side("UGA"), modality="actual", date="2024-05-03"),
        event_line("AID", TROOPS, actor=side("KEN"), recipient=side("HTI"), modality="hypothetical"),
        event_line("PROTEST", MARCH),
    )
)
PREDICTED = (
    predicted("CONSULT", VISIT, actor=["KEN"], recipient=["UGA"], day="2024-05-03", confidence=0.95),
    predicted("MOBILIZE", TROOPS, actor=["HTI"], recipient=["KEN"], modality="future", confidence=0.65),
    predicted("REJECT", REFUSAL, actor=["PER"], recipient=["BOL"], confidence=0.55),
)


def evaluation(*events: Event, gold: tuple[Document | Act, ...] = GOLD, seed: int = 1) -> Evaluation:
    return evaluate(gold, events, seed=seed, samples=100)


def counts(result: Evaluation, stage: str) -> tuple[int, int, int]:
    score = result.stage(stage).end_to_end
    return score.gold, score.predicted, score.right


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("event found", (3, 3, 2)),
        ("type", (3, 3, 1)),
        ("actors", (2, 3, 1)),
        ("recipients", (2, 3, 1)),
        ("both sides", (2, 3, 1)),
        ("sides, either way", (2, 3, 2)),
        ("modality", (2, 3, 1)),
        ("date", (1, 1, 1)),
        ("full triple", (2, 3, 1)),
    ],
)
def test_each_stage_counts_what_gold_tells(stage: str, expected: tuple[int, int, int]) -> None:
    assert counts(evaluation(*PREDICTED), stage) == expected


def test_of_found_events_alone_missed_and_invented_ones_do_not_count() -> None:
    stage = evaluation(*PREDICTED).stage("both sides").of_found
    assert stage is not None
    assert (stage.gold, stage.predicted, stage.right) == (2, 2, 1)


def test_precision_recall_and_f1_follow_from_the_counts() -> None:
    score = evaluation(*PREDICTED).stage("actors").end_to_end
    assert score.precision.value == pytest.approx(1 / 3)
    assert score.recall.value == pytest.approx(1 / 2)
    assert score.f1.value == pytest.approx(2 / 5)


def test_a_stage_that_no_gold_event_tells_is_not_scored() -> None:
    result = evaluation(*PREDICTED)
    assert result.not_scored == ("place country",)
    with pytest.raises(KeyError):
        result.stage("place country")


def test_a_date_that_gold_has_as_unknown_is_wrong_when_it_is_given() -> None:
    gold = gold_of_lines(lines(document_line(), event_line("CONSULT", VISIT, date=None)))
    assert counts(evaluation(predicted("CONSULT", VISIT, day="2024-05-03"), gold=gold), "date") == (0, 1, 0)
    assert counts(evaluation(predicted("CONSULT", VISIT), gold=gold), "date") == (0, 0, 0)


def test_types_are_scored_one_by_one() -> None:
    scores = {t.event: t.score for t in evaluation(*PREDICTED).types}
    assert {t: (s.gold, s.predicted, s.right) for t, s in scores.items()} == {
        "CONSULT": (1, 1, 1),
        "AID": (1, 0, 0),
        "REJECT": (0, 1, 0),
        "PROTEST": (1, 0, 0),
        "MOBILIZE": (0, 1, 0),
    }
    assert scores["REJECT"].recall.value is None
    assert scores["AID"].precision.value is None


def test_macro_f1_is_over_the_types_that_gold_has() -> None:
    assert evaluation(*PREDICTED).macro_f1.value == pytest.approx(1 / 3)


def test_the_confusion_shows_what_gold_is_taken_for() -> None:
    table = evaluation(*PREDICTED).confusion
    cells = {
        (g, p): n
        for g, row in zip(table.labels, table.counts, strict=True)
        for p, n in zip(table.labels, row, strict=True)
        if n
    }
    assert cells == {
        ("CONSULT", "CONSULT"): 1,
        ("AID", "MOBILIZE"): 1,
        ("PROTEST", "NONE"): 1,
        ("NONE", "REJECT"): 1,
    }


def test_modalities_are_confused_on_found_events_that_tell_one() -> None:
    table = evaluation(*PREDICTED).modality_confusion
    assert table.worst(3) == (("hypothetical", "future", 1),)


def test_disagreements_name_their_sentence_and_both_readings() -> None:
    cases = evaluation(*PREDICTED).disagreements
    assert [(c.kind, c.sentence) for c in cases] == [
        (Disagreement.WRONG_TYPE, TROOPS),
        (Disagreement.WRONG_SIDE, TROOPS),
        (Disagreement.WRONG_MODALITY, TROOPS),
        (Disagreement.MISSED, MARCH),
        (Disagreement.INVENTED, REFUSAL),
    ]
    wrong_side = cases[1]
    assert swapped(wrong_side)
    assert wrong_side.gold is not None
    assert wrong_side.gold.actor == ("KEN",)
    assert all(TEXT[c.start : c.end] == c.sentence for c in cases)


def test_wrong_days_and_places_are_disagreements_too() -> None:
    place = {"text": "Kampala", "country": "UGA"}
    gold = gold_of_lines(lines(document_line(), event_line("CONSULT", VISIT, date="2024-05-03", event_loc=place)))
    cases = evaluation(predicted("CONSULT", VISIT, day="2024-05-04", country="KEN"), gold=gold).disagreements
    assert [c.kind for c in cases] == [Disagreement.WRONG_DATE, Disagreement.WRONG_PLACE]


def test_calibration_compares_confidence_with_triples_that_are_right() -> None:
    result = evaluation(*PREDICTED).calibration
    used = {round(b.low, 1): (b.events, b.right) for b in result.bins if b.events}
    assert used == {0.9: (1, 1.0), 0.6: (1, 0.0), 0.5: (1, 0.0)}
    assert result.error == pytest.approx((0.05 + 0.65 + 0.55) / 3)


def test_calibration_does_not_hold_untold_sides_against_a_prediction() -> None:
    gold = gold_of_lines(lines(document_line(), event_line("PROTEST", MARCH, actor=side("PER"))))
    right = predicted("PROTEST", MARCH, actor=["PER"], recipient=["CHL"], confidence=1.0)
    wrong = predicted("PROTEST", MARCH, actor=["CHL"], confidence=1.0)
    assert evaluation(right, gold=gold).calibration.error == 0
    assert evaluation(wrong, gold=gold).calibration.error == 1


def test_a_record_against_itself_is_right_throughout() -> None:
    result = evaluate([document(), *PREDICTED], PREDICTED, seed=1, samples=10)
    assert all(s.end_to_end.f1.value in (1.0, None) for s in result.stages)
    assert result.disagreements == ()
    assert result.not_scored == ()


def test_nothing_predicted_has_recall_nought_and_no_precision() -> None:
    score = evaluation().stage("type").end_to_end
    assert (score.precision.value, score.recall.value, score.f1.value) == (None, 0, 0)
    assert evaluation().calibration.error is None


def many(documents: int) -> tuple[list[Document | Event], list[Event]]:
    gold: list[Document | Event] = []
    told: list[Event] = []
    for number in range(documents):
        name = f"d{number}"
        gold += [document(name), predicted("CONSULT", VISIT, name=name)]
        told.append(predicted("CONSULT" if number % 2 else "AID", VISIT, name=name))
    return gold, told


def test_intervals_hold_the_figure_and_hang_on_the_seed_alone() -> None:
    gold, told = many(30)
    one, two = (evaluate(gold, told, seed=5, samples=200) for _ in range(2))
    f1 = one.stage("type").end_to_end.f1
    assert one == two
    assert f1.value == pytest.approx(0.5)
    assert f1.low is not None
    assert f1.high is not None
    assert 0.2 < f1.low < 0.5 < f1.high < 0.8
    assert evaluate(gold, told, seed=6, samples=200).stage("type").end_to_end.f1 != f1


def test_more_documents_make_the_interval_narrower() -> None:
    widths = []
    for documents in (20, 180):
        f1 = evaluate(*many(documents), seed=5, samples=200).stage("type").end_to_end.f1
        assert f1.low is not None
        assert f1.high is not None
        widths.append(f1.high - f1.low)
    assert widths[1] == pytest.approx(widths[0] / 3, rel=0.4)


def test_order_of_input_changes_nothing() -> None:
    gold, told = many(6)
    assert evaluate(gold[::-1], told[::-1], seed=3, samples=50) == evaluate(gold, told, seed=3, samples=50)


def test_one_document_has_no_interval() -> None:
    f1 = evaluation(*PREDICTED).stage("type").end_to_end.f1
    assert (f1.low, f1.high) == (None, None)


def test_predictions_in_other_documents_do_not_count() -> None:
    result = evaluation(*PREDICTED, predicted("AID", VISIT, name="another"))
    assert (result.predicted_events, result.ignored) == (3, 1)


def test_predictions_may_name_documents_by_an_id_of_their_own() -> None:
    own = Document(id="doc_77", key="one", text=TEXT)
    events = [replace(e, evidence=tuple(replace(x, document="doc_77") for x in e.evidence)) for e in PREDICTED]
    assert evaluate(GOLD, [own, *events], seed=1, samples=100) == evaluation(*PREDICTED)


def test_a_document_read_from_another_text_is_refused() -> None:
    with pytest.raises(GoldError, match=r"document 'one' was read from another text.*code point 0"):
        evaluate(GOLD, [Document(id="one", key="one", text="Headline\n\n" + TEXT)], seed=1)


def test_gold_events_need_their_documents() -> None:
    with pytest.raises(GoldError, match="documents that it does not hold: one"):
        evaluate([PREDICTED[0]], [], seed=1)


def test_json_holds_everything_and_null_where_nothing_is_defined() -> None:
    data = json.loads(to_json(evaluation(*PREDICTED)))
    assert data["gold_events"] == 3
    assert data["few_documents"] is True
    aid = next(t for t in data["types"] if t["event"] == "AID")
    assert aid["score"]["precision"] == {"value": None, "low": None, "high": None}
    assert data["disagreements"][0]["kind"] == "wrong type"


def test_text_shows_figures_confusion_and_sentences() -> None:
    out = StringIO()
    show(evaluation(*PREDICTED), Console(file=out, width=110), most=1)
    text = out.getvalue()
    assert "full triple           2          3      1       0.33    0.50  0.40" in text
    assert "Not scored, since no gold event tells it: place country." in text
    assert "expected calibration error: 0.417" in text
    assert f"“{TROOPS}”" in text
    assert "the sides are swapped" in text
