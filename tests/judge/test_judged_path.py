"""How far apart a student's path and the solution's are, epoch by epoch: what calibration measures."""

from __future__ import annotations

import pytest

from autograder.judge.comparison import Tolerance
from autograder.judge.path_judge import PathJudge
from autograder.judge.tolerances import FLOOR
from autograder.model import Step
from tests import weeks
from tests.helpers import recording

LOSS = "loss = torch.mean((y - yhat) ** 2)"


@pytest.fixture
def judged(judge):
    """Faults and widths of the loop with this loss, at this tolerance in the shadow."""
    probe = next(each for each in judge.assignment.probes if each.id == "fit/lecture")
    beside = PathJudge(judge.solution, probe, judge.solution.tape(probe, shadow=True))

    def found(loss, tolerance):
        tapes = recording(judge.assignment, weeks.fit_with((LOSS, loss))).tapes
        mine = next(tape for tape in tapes if tape.probe == probe.id and tape.shadow)
        return beside.measured(mine, dict.fromkeys((Step.LOSS, Step.BACKWARD), Tolerance(shadow=tolerance)))

    return found


@pytest.mark.parametrize("late", ["", " * (epoc > 4)"])
def test_at_the_tolerance_that_a_fault_names_it_passes(judged, late):
    """So calibration finds the tolerance that a harmless epsilon needs, in whichever epoch it shows."""
    loss = f"{LOSS} + 1e-5 * yhat.mean(){late}"
    faults = judged(loss, FLOOR).faults
    assert faults
    wide = judged(loss, 1.01 * max(fault.apart for fault in faults.values()))
    assert not wide.faults
    assert wide.widest[Step.BACKWARD] > FLOOR


def test_below_the_floor_nothing_is_measured(judged):
    assert judged(LOSS, FLOOR).widest == {}
