from __future__ import annotations

from collections.abc import Iterable

from entente.evaluating.audit.asking import ask
from entente.evaluating.audit.sheet import Answer, Question, SheetRow

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.CANNOT_TELL


class FakeIO:
    """Types the given lines, then closes; an exception is raised in its turn."""

    def __init__(self, typed: Iterable[str | BaseException]) -> None:
        self._typed = iter(typed)
        self.shown: list[str] = []
        self.prompts: list[str] = []

    def show(self, text: str) -> None:
        self.shown.append(text)

    def ask(self, prompt: str) -> str:
        self.prompts.append(prompt)
        line = next(self._typed, EOFError())
        if isinstance(line, BaseException):
            raise line
        return line


def rows(number: int = 2) -> tuple[SheetRow, ...]:
    return tuple(
        SheetRow(row=f"r{n}/{number}", type="AID", actor=f"actor {n}", sentence="s", stratum="1", stratum_events=9)
        for n in range(1, number + 1)
    )


def values(row: SheetRow) -> list[Answer | None]:
    return [row.answers.get(q) for q in Question]


def test_six_answers_fill_a_row() -> None:
    io = FakeIO("yn?yny" + "a")
    one, two = ask(rows(), io)
    assert values(one) == [YES, NO, UNCLEAR, YES, NO, YES]
    assert values(two) == [YES] * 6


def test_the_claim_stands_beside_each_question() -> None:
    io = FakeIO("q")
    ask(rows(), io)
    io = FakeIO("yq")
    ask(rows(), io)
    assert "actor 1" in io.prompts[1]


def test_enter_leaves_a_question_open() -> None:
    one, _ = ask(rows(), FakeIO(["y", "", "n", "", "", "", "q"]))
    assert values(one) == [YES, None, NO, None, None, None]


def test_the_rest_right_answers_only_what_comes_after() -> None:
    one, _ = ask(rows(), FakeIO(["n", "a", "q"]))
    assert values(one) == [NO, YES, YES, YES, YES, YES]


def test_stopping_and_the_end_of_input_keep_what_was_answered() -> None:
    for end in ("q", EOFError(), KeyboardInterrupt()):
        one, two = ask(rows(), FakeIO(["y", "y", end]))
        assert values(one) == [YES, YES, None, None, None, None]
        assert values(two) == [None] * 6


def test_one_can_go_back_and_change_an_answer() -> None:
    io = FakeIO(["a", "b", "n", *[""] * 5, "a"])
    one, two = ask(rows(), io)
    assert values(one) == [NO, *[YES] * 5]
    assert values(two) == [YES] * 6
    assert "[yes]" in io.prompts[2]


def test_going_back_from_the_first_row_stays_there() -> None:
    one, _ = ask(rows(), FakeIO(["b", "a", "q"]))
    assert values(one) == [YES] * 6


def test_answered_rows_are_passed_over() -> None:
    first, second = rows()
    (done, _) = ask([first, second], FakeIO("aq"))
    io = FakeIO("a")
    one, two = ask([done, second], io)
    assert one is done
    assert values(two) == [YES] * 6
    assert io.shown[0].startswith("1 of 2 rows are open")
    quiet = FakeIO([])
    assert ask([one, two], quiet) == (one, two)
    assert quiet.shown == []


def test_a_row_of_wrong_type_is_not_asked_for_the_rest_another_day() -> None:
    done = ask(rows(1), FakeIO(["n", *[""] * 5]))
    quiet = FakeIO([])
    assert ask(done, quiet) == done
    assert quiet.shown == []


def test_what_is_no_answer_is_asked_again() -> None:
    io = FakeIO(["perhaps", "y", "q"])
    one, _ = ask(rows(), io)
    assert one.answers == {Question.TYPE: YES}
    assert any("'perhaps' is no answer" in text for text in io.shown)


def test_a_comment_is_kept_and_the_question_asked_again() -> None:
    one, _ = ask(rows(), FakeIO(["c", "hard to say", "?", "q"]))
    assert (one.comment, one.answers) == ("hard to say", {Question.TYPE: UNCLEAR})


def test_everything_is_kept_after_each_row() -> None:
    kept: list[list[int]] = []
    ask(rows(3), FakeIO("aayq"), keep=lambda done: kept.append([len(r.answers) for r in done]))
    assert kept == [[6, 0, 0], [6, 6, 0], [6, 6, 1]]
