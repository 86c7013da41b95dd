"""A loop that is followed turn by turn is described as one with a path is."""

from __future__ import annotations

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


def test_a_span_of_updates_is_told_in_whole_epochs_or_not_at_all():
    late = Pattern(Measure.SCALED, "after", 8, count=4, number="0.5")
    assert in_epochs(late, 4) == Pattern(Measure.SCALED, "after", 2, count=1, number="0.5")
    assert in_epochs(late, 3) is None
    assert in_epochs(late, 1) is late
