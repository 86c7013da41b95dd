"""A loop that is followed turn by turn is described as one with a path is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.judge.case import Case
from autograder.judge.comparison import Comparison
from autograder.judge.turn_measure import in_epochs, measured_turns
from autograder.model import Measure, Pattern, Step
from tests import weeks
from tests.helpers import recording

MOST = 1e-9
WRONG = {
    Step.LOSS: (("torch.mean((y", "1.5 * torch.mean((y"), Measure.SCALED, "1.5"),
    Step.UPDATE: (("- lr *", "- lr / 2 *"), Measure.SCALED, "0.5"),
    Step.YHAT: (("yhat = X @ What", "yhat = X @ What + 0.25"), Measure.SHIFTED, "0.25"),
}


@pytest.mark.parametrize("step", WRONG)
def test_the_regularity_in_a_step_is_measured_on_every_turn(judge, step):
    edit, measure, number = WRONG[step]
    case = Case(judge.assignment, recording(judge.assignment, weeks.fit_with(edit)), judge.solution)
    found = measured_turns(case.mine("fit/short", Comparison()), step, MOST)
    assert (found.measure, found.number, found.since, found.until) == (measure, number, 0, None)


LATE = Pattern(Measure.SCALED, "after", 8, count=4, number="0.5")
LAST = [8, 9, 10, 11]


def test_a_span_of_updates_is_told_in_whole_epochs_or_in_updates():
    assert in_epochs(LATE, LAST, 4, 12) == Pattern(Measure.SCALED, "after", 2, count=1, number="0.5")
    assert in_epochs(LATE, LAST, 3, 12) == replace(LATE, updates=3)
    assert in_epochs(LATE, LAST, 1, 12) is LATE


@pytest.mark.parametrize(("turns", "until"), [(12, None), (13, None), (15, 2)])
def test_what_is_wrong_in_one_batch_of_each_epoch_is_told_of_that_batch(turns, until):
    found = in_epochs(replace(LATE, since=2, until=10, count=3), [2, 6, 10], 4, turns)
    assert found == replace(LATE, since=0, until=until, count=3, batch=2)


def test_a_gradient_of_the_epoch_before_is_told_of_no_batch():
    assert in_epochs(replace(LATE, quantity="carried"), LAST, 3, 12) is None
