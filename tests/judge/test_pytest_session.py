"""The checks on the bench are those of its own folder, as they are now."""

from __future__ import annotations

import sys

import pytest

from autograder.assignment import read
from autograder.errors import InstructorError
from autograder.judge import Judge
from autograder.model import Outcome
from tests import weeks
from tests.helpers import recording, write

OF_ANOTHER_SHAPE = weeks.SOLUTION.replace(
    "return torch.mean((y - yhat) ** 2)", "return torch.mean((y - yhat) ** 2).reshape(1, 1)"
)


def outcomes(folder):
    with Judge(read(folder)) as judge:
        found = judge.judge(recording(judge.assignment, weeks.SOLUTION))
    return {verdict.check: verdict.outcome for verdict in found}


def test_checks_of_another_folder_are_other_checks(tmp_path):
    """Two weeks may have files of the same name, in one process."""
    strict = weeks.CHECKS.replace("assert mine.epochs == 30", "assert mine.epochs == 31")
    lenient = write(tmp_path / "course" / "solutions" / "week01", weeks.files())
    other = write(tmp_path / "course" / "solutions" / "week02", weeks.files() | {"checks/test_regression.py": strict})
    assert [outcomes(folder)["fit.epochs"] for folder in (lenient, other)] == [Outcome.PASSED, Outcome.FAILED]


def test_checks_that_were_edited_are_read_again(tmp_path):
    folder = write(tmp_path / "course" / "solutions" / "week01", weeks.files())
    outcomes(folder)
    write(
        folder,
        {"checks/test_regression.py": weeks.CHECKS.replace("assert mine.epochs == 30", "assert mine.epochs == 31")},
    )
    assert outcomes(folder)["fit.epochs"] is Outcome.FAILED


@pytest.mark.parametrize("name", ["PYTEST_ADDOPTS", "PYTEST_PLUGINS"])
def test_a_persons_own_settings_of_pytest_are_not_the_checks(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, "not_to_be_found")
    folder = write(tmp_path / "course" / "solutions" / "week01", weeks.files())
    assert {*outcomes(folder).values()} == {Outcome.PASSED}


def test_checks_that_cannot_be_collected_are_the_instructors_to_mend(tmp_path):
    broken = weeks.files() | {"checks/test_regression.py": "import nothing_of_that_name\n"}
    folder = write(tmp_path / "course" / "solutions" / "week01", broken)
    with pytest.raises(InstructorError, match="nothing_of_that_name"), Judge(read(folder)):
        pass


def test_what_a_known_mistake_prints_is_not_heard(tmp_path, capsys):
    """It is run on our side when names are looked for, and our output may be JSON."""
    files = weeks.files()
    loud = files["mistakes/regression.py"].replace("    for epoc", "    print(What)\n    for epoc")
    folder = write(tmp_path / "course" / "solutions" / "week01", files | {"mistakes/regression.py": loud})
    with Judge(read(folder)) as judge:
        judge.judge(recording(judge.assignment, weeks.fit_with(("- lr *", "- 0.7 * lr *"))))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("instead", "says"),
    [
        ("pytest.skip('not today')", "skipped"),
        ("assert mine.returned * 1.0 == close(solution.mse(data.y, data.yhat))", "recorded value alone"),
        ("assert float(mine.returned) == close(solution.mse(data.y, data.yhat))", "recorded value alone"),
        ("pytest.xfail('not today')", "not today"),
    ],
)
@pytest.mark.parametrize("work", [weeks.SOLUTION, OF_ANOTHER_SHAPE], ids=["right", "of another shape"])
def test_a_check_that_cannot_decide_gives_no_verdict(tmp_path, instead, says, work):
    """It is the instructor's to mend: no student gets its points, or loses them, and the week is not released."""
    found = verdict_of_mse(tmp_path, instead, work)
    assert (found.outcome, says in found.difference.note) == (Outcome.UNGRADED, True)


def test_a_check_may_fail_in_its_own_words(tmp_path):
    found = verdict_of_mse(tmp_path, "pytest.fail('look again')")
    assert (found.outcome, found.difference.note) == (Outcome.FAILED, "look again")


def test_a_check_that_raises_is_ours_unless_the_value_is_of_another_kind(tmp_path):
    raising = "raise KeyError('What')"
    assert verdict_of_mse(tmp_path / "right", raising).outcome is Outcome.UNGRADED
    assert verdict_of_mse(tmp_path / "other", raising, OF_ANOTHER_SHAPE).outcome is Outcome.FAILED


def test_a_check_that_raised_is_asked_again(tmp_path):
    """Our trouble with one student is not the next one's."""
    once = "import sys\n        if not hasattr(sys, 'asked_before'):\n            sys.asked_before = True\n            raise MemoryError"
    folder = week_with(tmp_path, once)
    try:
        with Judge(read(folder)) as judge:
            found = [judge.judge(recording(judge.assignment, weeks.SOLUTION))[0].outcome for _ in range(2)]
    finally:
        del sys.asked_before
    assert found == [Outcome.UNGRADED, Outcome.PASSED]


def week_with(tmp_path, instead):
    asserting = "assert mine.returned == close(solution.mse(data.y, data.yhat))"
    assert asserting in weeks.CHECKS
    checks = weeks.CHECKS.replace(asserting, instead, 1)
    return write(tmp_path / "course" / "solutions" / "week01", weeks.files() | {"checks/test_regression.py": checks})


def verdict_of_mse(tmp_path, instead, work=weeks.SOLUTION):
    with Judge(read(week_with(tmp_path, instead))) as judge:
        return judge.judge(recording(judge.assignment, work))[0]


@pytest.mark.parametrize(
    ("raising", "work"),
    [
        ("assert [0.5][int(float(mine.returned) > 1e9)]", "return 1e12 * torch.mean((y - yhat) ** 2)"),
        ("torch.linalg.inv(mine.returned.reshape(1, 1))", "return 0.0 * torch.mean((y - yhat) ** 2)"),
        ("assert {'float32': 1}[str(mine.returned.stored)]", "return torch.mean((y - yhat) ** 2).half()"),
    ],
)
def test_what_a_check_raises_on_this_value_alone_is_the_students_difference(tmp_path, raising, work):
    """On the solution's own tapes it passes, so it is the value that it cannot take."""
    asked = f"import torch\n        {raising}"
    wrong = weeks.SOLUTION.replace("return torch.mean((y - yhat) ** 2)", work)
    assert verdict_of_mse(tmp_path, asked, wrong).outcome is Outcome.FAILED
