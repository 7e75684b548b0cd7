from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from evaluating_making import VISIT, document, predicted
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.errors import EntenteError
from entente.evaluating import SheetError
from entente.evaluating.audit.sample import draw_sample
from entente.evaluating.audit.sheet import COLUMNS, Answer, Question, SheetRow, read_sheet, sheet_text, write_sheet

ROW = SheetRow(row="r1/1", type="CONSULT", sentence=f"[[{VISIT}]]", stratum="1", stratum_events=5)


def written(tmp_path: Path, *rows: SheetRow) -> Path:
    path = tmp_path / "sheet.csv"
    write_sheet(rows, path)
    return path


def edited(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_sheet_reads_back_as_it_was_written(tmp_path: Path) -> None:
    rows = draw_sample([predicted("CONSULT", VISIT, actor=["KEN"], day="2024-05-03")], [document()], 1, seed=1)
    flat = " ".join(rows[0].sentence.split())
    (back,) = read_sheet(written(tmp_path, *rows))
    assert back.sentence == flat
    assert (back.type, back.actor, back.when, back.stratum_events) == (
        "CONSULT",
        "“KEN” = KEN, government, executive",
        "on 2024-05-03",
        1,
    )
    assert back.unanswered == tuple(Question)


def test_answers_and_comments_are_kept(tmp_path: Path) -> None:
    answers = {Question.TYPE: Answer.YES, Question.DATE: Answer.NO, Question.PLACE: Answer.CANNOT_TELL}
    row = SheetRow(row="r1/1", type="AID", answers=answers, comment="why, “so”", stratum="1", stratum_events=2)
    assert read_sheet(written(tmp_path, row)) == (row,)


def test_the_sheet_has_blank_answers_and_no_confidence(tmp_path: Path) -> None:
    rows = draw_sample([predicted("CONSULT", VISIT, confidence=0.8642)], [document()], 1, seed=1)
    text = written(tmp_path, *rows).read_text(encoding="utf-8-sig")
    head, cells = csv.reader(io.StringIO(text))
    assert head == list(COLUMNS)
    assert [cells[head.index(q)] for q in Question] == [""] * len(Question)
    assert "confidence" not in text
    assert "8642" not in text


@pytest.mark.parametrize(
    "text",
    ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\r\n=1", "＝1", "|cmd", "%0", "'=1"],
)
def test_no_cell_starts_like_a_formula(text: str) -> None:
    row = SheetRow(row="r1/1", type="AID", document=text, sentence=text, comment=text, stratum="1", stratum_events=2)
    cells = list(csv.reader(io.StringIO(sheet_text([row]))))[1]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r\n＝＋－＠|%"]


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), st.sampled_from(["", "=", "'-", "''@"]))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, text: str, start: str) -> None:
    flat = " ".join((start + text).split())
    path = tmp_path_factory.mktemp("sheets") / "s.csv"
    row = SheetRow(row="r1/1", type="AID", comment=flat, stratum="1", stratum_events=2)
    assert read_sheet(written(path.parent, row))[0].comment == flat


def test_sheets_saved_with_semicolons_are_read(tmp_path: Path) -> None:
    text = sheet_text([ROW])
    cells = list(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(cells)
    path = tmp_path / "s.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    assert read_sheet(path)[0].row == "r1/1"


@pytest.mark.parametrize(
    ("said", "answer"), [("Yes", Answer.YES), ("TRUE", Answer.YES), ("n", Answer.NO), (" ? ", Answer.CANNOT_TELL)]
)
def test_answers_may_be_written_in_several_ways(tmp_path: Path, said: str, answer: Answer) -> None:
    row = SheetRow(row="r1/1", type="AID", answers={Question.TYPE: Answer.YES}, stratum="1", stratum_events=2)
    path = edited(written(tmp_path, row), '"yes"', f'"{said}"')
    assert read_sheet(path)[0].answers == {Question.TYPE: answer}


def test_empty_lines_and_columns_of_ones_own_do_no_harm(tmp_path: Path) -> None:
    path = edited(written(tmp_path, ROW), '"stratum_events"', '"stratum_events","mine"')
    path.write_text(path.read_text(encoding="utf-8") + ",,,,\n\n", encoding="utf-8")
    assert len(read_sheet(path)) == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"type_right"', '"typ"', "has no column type_right; keep the columns"),
        ('"","1","5"', '"maybe","1","5"', None),
        ('"1","5"\r\n', '"1","five"\r\n', "stratum_events is 'five', not a number"),
        ('"r1/1"', '""', "has no row number"),
        ('"CONSULT"', '""', "row r1/1 has no type"),
    ],
)
def test_a_damaged_sheet_is_told_with_what_to_do(tmp_path: Path, old: str, new: str, told: str | None) -> None:
    path = edited(written(tmp_path, ROW), old.replace("\r\n", "\n"), new.replace("\r\n", "\n"))
    if told is None:
        assert read_sheet(path)[0].comment == "maybe"
        return
    with pytest.raises(SheetError, match=r"sheet\.csv:\d: .*" + told):
        read_sheet(path)


def test_an_answer_that_is_none_is_told_with_its_row(tmp_path: Path) -> None:
    row = SheetRow(row="r1/1", type="AID", answers={Question.DATE: Answer.NO}, stratum="1", stratum_events=2)
    with pytest.raises(SheetError, match=r":2: row r1/1, date_right: 'nope' is no answer; write yes, no or \?"):
        read_sheet(edited(written(tmp_path, row), '"no"', '"nope"'))


def test_a_row_that_stands_twice_is_told(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="row r1/1 stands in the sheet twice"):
        read_sheet(written(tmp_path, ROW, ROW))


def test_strata_that_do_not_agree_are_told(tmp_path: Path) -> None:
    other = SheetRow(row="r2/2", type="AID", stratum="1", stratum_events=6)
    with pytest.raises(SheetError, match="stratum_events is 6, but 5 in other rows"):
        read_sheet(written(tmp_path, ROW, other))


def test_a_sheet_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes("row,é".encode("cp1252"))
    with pytest.raises(SheetError, match="is not UTF-8; save it as “CSV UTF-8”"):
        read_sheet(path)


def test_a_sheet_is_never_overwritten_unless_asked(tmp_path: Path) -> None:
    path = written(tmp_path, ROW)
    with pytest.raises(EntenteError, match="is there already, perhaps with answers"):
        write_sheet([ROW], path)
    write_sheet([], path, replace=True)
    assert read_sheet(path) == ()
    assert [p.name for p in tmp_path.iterdir()] == ["sheet.csv"]


def test_a_sheet_that_cannot_be_written_or_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="cannot be written"):
        write_sheet([ROW], tmp_path / "none" / "s.csv")
    with pytest.raises(SheetError, match="cannot be opened"):
        read_sheet(tmp_path / "none.csv")
