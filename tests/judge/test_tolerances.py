"""tolerances.json is read with what it says, or refused with what to do."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.errors import InstructorError
from autograder.judge import Judge
from autograder.judge.comparison import Tolerance
from autograder.judge.tolerances import FLOOR, keep_tolerances, read_tolerances, stale_tolerances
from autograder.model import Outcome
from tests import weeks
from tests.helpers import recording, write

ROW = {"shadow": 2e12, "native": 50.0, "measured": {}}


@pytest.fixture
def week(tmp_path):
    folder = write(tmp_path / "course" / "solutions" / "week01", weeks.files())
    with Judge(read(folder)) as judge:
        yield judge.assignment


def test_a_week_without_the_file_has_no_tolerances(tmp_path):
    assert read_tolerances(tmp_path) == {}


def test_what_is_kept_is_read(week):
    keep_tolerances(week, {"mse"}, {"mse.averages": ROW})
    assert read_tolerances(week.folder) == {"mse.averages": Tolerance(2e12, 50.0)}


def test_every_check_is_judged_by_its_own_tolerance(week):
    """A loss that is off by 1e-4 is let pass by the check that was measured to be so wide, and by no other."""
    keep_tolerances(week, {"mse"}, {"mse.averages": ROW})
    off = weeks.SOLUTION.replace(
        "return torch.mean((y - yhat) ** 2)\n", "return 1.0001 * torch.mean((y - yhat) ** 2)\n"
    )
    with Judge(read(week.folder)) as judge:
        found = {verdict.check: verdict.outcome for verdict in judge.judge(recording(judge.assignment, off))}
    assert (found["mse.averages"], found["mse.any_n[other_n]"]) == (Outcome.PASSED, Outcome.FAILED)


def test_a_check_that_is_gone_loses_its_row(week):
    keep_tolerances(week, {"mse"}, {"mse.averages": ROW, "mse.of_old": ROW})
    assert read_tolerances(week.folder).keys() == {"mse.averages"}


def test_measured_exercises_are_fresh_and_the_others_stale(week):
    keep_tolerances(week, {"mse"}, {"mse.averages": ROW})
    assert [*stale_tolerances(week, {"mse"})] == []
    assert next(iter(stale_tolerances(week, {"mse", "fit"}))).startswith(
        "tolerances.json was not measured on the week as it is now (fit)"
    )


@pytest.mark.parametrize("text", ["{", '{"format": 2}'])
def test_another_file_of_that_name_is_refused(tmp_path, text):
    (tmp_path / "tolerances.json").write_text(text, "utf-8")
    with pytest.raises(InstructorError, match="--calibrate"):
        read_tolerances(tmp_path)


def test_single_precision_is_the_floor_of_every_tolerance(week):
    keep_tolerances(week, {"mse"}, {"mse.averages": {"shadow": 1000.0, "native": 64.0, "measured": {}}})
    assert read_tolerances(week.folder)["mse.averages"] == Tolerance(FLOOR, 64.0)


def test_a_wrong_answer_that_was_measured_nearer_halves_the_way_to_it(week):
    measured = {"shadow": {"right": 1.0, "wrong": FLOOR / 10, "margin": FLOOR / 10}}
    keep_tolerances(week, {"mse"}, {"mse.averages": {"shadow": 1000.0, "native": 64.0, "measured": measured}})
    assert read_tolerances(week.folder)["mse.averages"] == Tolerance(FLOOR / 20, 64.0)
