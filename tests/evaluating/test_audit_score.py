from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from entente.evaluating.audit import audit_to_json, score_rows, score_sheet, show_audit, write_sheet
from entente.evaluating.audit.score import wilson
from entente.evaluating.audit.sheet import Answer, Question, SheetRow

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.CANNOT_TELL


def row(
    number: int, of: int, answer: Answer | None, *, event: str = "AID", stratum: str = "1", events: int = 10
) -> SheetRow:
    answers = dict.fromkeys(Question, answer) if answer else {}
    return SheetRow(
        row=f"r{number}/{of}",
        type=event,
        answers={q: a for q, a in answers.items() if a},
        stratum=stratum,
        stratum_events=events,
    )


def test_rows_are_weighted_by_what_their_stratum_holds() -> None:
    rows = [
        row(1, 4, YES, stratum="1", events=90),
        row(2, 4, YES, stratum="1", events=90),
        row(3, 4, NO, stratum="2", events=10),
        row(4, 4, NO, stratum="2", events=10),
    ]
    figure = score_rows(rows).figure("type")
    assert (figure.answered, figure.right) == (4, 2)
    assert figure.precision == pytest.approx(0.9)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < 0.9 < figure.high


def test_an_open_row_hands_its_weight_to_the_others_of_its_stratum() -> None:
    rows = [
        row(1, 4, YES, stratum="1", events=50),
        row(2, 4, None, stratum="1", events=50),
        row(3, 4, NO, stratum="2", events=50),
        row(4, 4, NO, stratum="2", events=50),
    ]
    score = score_rows(rows)
    assert score.figure("type").precision == pytest.approx(0.5)
    assert [(u.row, len(u.questions)) for u in score.unanswered] == [("r2/4", 6)]


def test_a_stratum_without_an_answer_is_said_not_to_be_covered() -> None:
    rows = [row(1, 2, YES, stratum="1", events=30), row(2, 2, None, stratum="2", events=70)]
    figure = score_rows(rows).figure("type")
    assert (figure.precision, figure.covered) == (1.0, pytest.approx(0.3))


def test_nothing_answered_gives_no_figure() -> None:
    figure = score_rows([row(1, 1, None)]).figure("everything")
    assert (figure.answered, figure.precision, figure.low, figure.high, figure.covered) == (0, None, None, None, 0)


def test_cannot_tell_is_counted_apart_and_not_as_wrong() -> None:
    score = score_rows([row(1, 2, UNCLEAR), row(2, 2, YES)])
    assert (score.figure("date").answered, score.figure("date").precision) == (1, 1.0)
    assert score.cannot_tell == {q.value: 1 for q in Question}
    assert score.unanswered == ()


def test_rows_taken_out_of_the_sheet_are_reported() -> None:
    score = score_rows([row(1, 3, YES), row(3, 3, YES)])
    assert [(u.row, len(u.questions)) for u in score.unanswered] == [("r2/3", 6)]


def test_a_whole_event_is_right_only_if_all_of_it_is() -> None:
    answers = dict.fromkeys(Question, YES)
    right = SheetRow(row="r1/3", type="AID", answers=answers, stratum="1", stratum_events=3)
    late = SheetRow(row="r2/3", type="AID", answers={**answers, Question.DATE: NO}, stratum="1", stratum_events=3)
    other = SheetRow(row="r3/3", type="AID", answers={Question.TYPE: NO}, stratum="1", stratum_events=3)
    score = score_rows([right, late, other])
    assert score.figure("type and both sides").precision == pytest.approx(2 / 3)
    assert score.figure("everything").precision == pytest.approx(1 / 3)
    assert score.figure("date").answered == 2
    # With a wrong type nobody need judge the rest, which is not taken for wrong either.
    assert score.unanswered == ()


def test_each_type_has_figures_of_its_own() -> None:
    rows = [row(1, 3, YES), row(2, 3, NO), row(3, 3, YES, event="CONSULT", stratum="2")]
    types = {t.event: t for t in score_rows(rows).types}
    assert {name: (t.rows, t.figures[0].precision) for name, t in types.items()} == {
        "AID": (2, pytest.approx(0.5)),
        "CONSULT": (1, 1.0),
    }


def test_types_in_one_stratum_share_its_weights() -> None:
    rows = [row(1, 2, YES, events=100), row(2, 2, NO, event="CONSULT", events=100)]
    score = score_rows(rows)
    assert score.figure("type").precision == pytest.approx(0.5)
    assert [t.figures[0].precision for t in score.types] == [1.0, 0.0]


def test_wilson_gives_the_known_interval() -> None:
    # 81 of 263 is the worked case of Newcombe (1998), method 3.
    assert wilson(81 / 263, 263) == (pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))
    assert wilson(0.0, 20) == (0.0, pytest.approx(0.1611, abs=5e-5))


@given(share=st.floats(0, 1), size=st.floats(1, 1000))
def test_wilson_holds_the_share_and_stays_between_nought_and_one(share: float, size: float) -> None:
    low, high = wilson(share, size)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


def test_equal_weights_give_the_plain_interval() -> None:
    rows = [row(n, 10, YES if n > 3 else NO, events=10) for n in range(1, 11)]
    figure = score_rows(rows).figure("type")
    assert (figure.low, figure.high) == pytest.approx(wilson(0.7, 10))


def test_unequal_weights_make_the_interval_wider() -> None:
    even = [row(n, 4, YES if n % 2 else NO, stratum=str(n), events=10) for n in range(1, 5)]
    odd = [row(n, 4, YES if n % 2 else NO, stratum=str(n), events=10 if n < 3 else 100) for n in range(1, 5)]
    widths = [f.high - f.low for f in (score_rows(r).figure("type") for r in (even, odd)) if f.high and f.low]
    assert widths[0] < widths[1]


def test_a_sheet_is_scored_from_its_file_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet([row(1, 2, YES), row(2, 2, None)], path)
    score = score_sheet(path)
    out = StringIO()
    show_audit(score, Console(file=out, width=110))
    assert "Rows: 2, which stand for 10 events" in out.getvalue()
    assert "r2/2: type_right, actor_right" in out.getvalue()
    data = json.loads(audit_to_json(score))
    assert data["figures"][0]["of"] == "type"
    assert data["unanswered"][0]["row"] == "r2/2"
