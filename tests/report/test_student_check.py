"""What a student reads at their desk: their own language, their own file and line, one thing to look at next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.model import Difference, Fault, Kind, Outcome, Verdict
from autograder.report.terminal import check_results, plain
from tests.report.builders import assignment, failed, many_wrongs, verdict
from tests.report.golden import matches

WEEK = assignment()
TWICE = "합이 아니라 평균이어야 합니다.\nIt has to be the mean.\n  나온 값 · got:      5.0\n  맞는 값 · right:    2.5"


def told(*verdicts, language: str = "en", **more) -> str:
    return plain(check_results(verdicts, assignment=WEEK, language=language, **more))


def test_what_a_student_reads_is_as_it_was_looked_at():
    verdicts = [mark.verdict for mark in many_wrongs().marks]
    assert matches("check.txt", plain(check_results(verdicts, assignment=WEEK, language="ko")).encode())


def test_a_student_sees_what_to_look_at_next_with_its_hint():
    text = told(failed("mse.value", got="2", expected="1", mistakes=("mse__sums_instead_of_averaging",)))
    assert "Look at this next — mse" in text


def test_what_is_wrong_comes_before_what_is_not_begun():
    text = told(failed("design_matrix.value", Kind.NOT_STARTED, ""), failed("mse.value", got="2", expected="1"))
    assert "Look at this next — mse" in text


def test_a_gap_is_to_do_and_not_wrong():
    assert "to do" in told(failed("mse.value", Kind.NOT_STARTED, ""))


RIGHT = (verdict("mse.value", Outcome.PASSED), verdict("design_matrix.value", Outcome.PASSED))


@pytest.mark.parametrize(("language", "words"), [("en", "Submit when you are ready"), ("ko", "준비가 되면 제출하세요")])
def test_all_right_says_what_comes_next(language, words):
    assert words in told(*RIGHT, language=language)


def test_a_part_that_is_right_does_not_tell_to_submit():
    assert "Submit" not in told(*RIGHT, part=True)


def test_one_function_that_is_right_is_one_line():
    assert told(RIGHT[0]) == "✓ mse right\n"


def said(kind: Kind, **parts) -> Verdict:
    return Verdict("mse.value", Outcome.FAILED, Difference(kind, **parts))


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("ko", ["합이 아니라 평균이어야 합니다.", "나온 값: 5.0", "맞는 값: 2.5"]),
        ("en", ["It has to be the mean.", "got: 5.0", "right: 2.5"]),
    ],
)
def test_a_public_check_speaks_the_students_language(language, lines):
    text = told(said(Kind.OTHER, note=TWICE), language=language)
    assert [line.strip() for line in text.splitlines()[-3:]] == lines


def test_an_error_is_told_with_the_students_own_line():
    text = told(
        said(
            Kind.RAISED, got="NameError", note="name 'yhat' is not defined\n    > loss = y - yhat", file="a.py", line=3
        )
    )
    assert text.splitlines()[-3:] == [
        "  Your code stopped with an error: NameError: name 'yhat' is not defined.",
        "  In your code: a.py, line 3.",
        "      > loss = y - yhat",
    ]


def test_an_error_that_many_meet_begins_with_what_to_look_at():
    text = told(said(Kind.RAISED, got="RuntimeError", note="grad can be implicitly created only for scalar outputs"))
    assert text.splitlines()[3].startswith("  backward starts from a single number.")


def test_a_function_that_gives_nothing_is_asked_for_its_return():
    assert "return at the end" in told(said(Kind.OTHER, note="None입니다.\nIt is a NoneType, not a tensor."))


def test_what_the_check_could_not_use_is_not_called_an_error_of_the_students():
    text = told(said(Kind.TYPE, quantity="returned", got="Tensor", note="ValueError: too many values to unpack"))
    assert "What your function returned (Tensor) could not be used by the check" in text


def test_what_was_printed_in_the_check_to_look_at_is_shown():
    assert "\n    hello\n" in told(said(Kind.OTHER, note="x"), printed={"mse.value": "hello\n"})


def test_what_failed_while_loading_is_told_with_its_cell():
    text = told(verdict("mse.value", Outcome.PASSED), faults=[Fault("NameError", "x", "week04.ipynb[3]", 2)])
    assert "! week04.ipynb, cell 3, line 2: this stopped with an error" in text


def test_nothing_begun_says_where_to_begin():
    gaps = [failed(name, Kind.NOT_STARTED, "") for name in ("design_matrix.value", "mse.value")]
    assert "Begin with design_matrix in regression_by_hand.py." in told(*gaps)


def test_one_exercise_not_begun_is_said_of_that_one_alone():
    """Several checks of it are asked for: what else is written nobody knows."""
    gaps = [failed(name, Kind.NOT_STARTED, "") for name in ("mse.value", "mse.other_n")]
    assert "mse still has the handout’s gap in it." in told(*gaps)


def test_a_file_in_which_all_is_right_is_one_line():
    week = replace(WEEK, exercises=(*WEEK.exercises[:-1], replace(WEEK.exercises[-1], module="other")))
    last = week.exercises[-1].name
    check = next(one for one in week.checks if one.exercise == last)
    text = plain(
        check_results(
            [verdict(check.name, Outcome.PASSED), failed("mse.value", got="1")], assignment=week, language="en"
        )
    )
    assert "✓ other.py" in text


def test_a_busy_machine_is_not_told_as_an_endless_loop():
    said = told(Verdict("mse.value", Outcome.UNGRADED, Difference(Kind.OTHER, note="busy")))
    assert "Time ran out while the machine was busy" in said
    assert "never ends" not in said
