"""How far apart a student's path and the solution's are, epoch by epoch: what calibration measures."""

from __future__ import annotations

from textwrap import dedent

import pytest

from autograder.judge.comparison import Tolerance
from autograder.judge.path_judge import PathJudge
from autograder.judge.tolerances import FLOOR
from autograder.model import Step
from tests import weeks
from tests.helpers import recording
from tests.judge.edited import edited_week

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


GIANT = "1e4"


@pytest.fixture
def native(judge):
    """Faults of the native run of a loop with these edits."""
    probe = next(each for each in judge.assignment.probes if each.id == "fit/lecture")
    beside = PathJudge(judge.solution, probe, judge.solution.tape(probe, shadow=False))

    def found(*edits):
        tapes = recording(judge.assignment, weeks.fit_with(*edits)).tapes
        mine = next(tape for tape in tapes if tape.probe == probe.id and not tape.shadow)
        steps = Step.YHAT, Step.LOSS, Step.BACKWARD, Step.UPDATE
        return {*beside.measured(mine, dict.fromkeys(steps, Tolerance())).faults}

    return found


def test_a_long_step_that_ends_near_nothing_is_right_to_its_own_rounding(native):
    """Its product is rounded before it is added."""
    far = "if epoc == 3: loss = 98765.4 * What.sum()"
    back = "if epoc == 4: loss = (What.detach() / lr * 0.99997 * What).sum()"
    assert Step.UPDATE not in native((LOSS, f"{LOSS}\n        {far}\n        {back}"))


def test_a_gradient_of_a_loss_many_times_too_large_is_as_many_times_as_coarse(native):
    yhat = "yhat = X @ What\n        # step2: loss\n        "
    noise = f"loss = {GIANT} * torch.mean((y - X @ What) ** 2) + 1e-2 * What[1, 0]"
    assert native((f"{yhat}{LOSS}", noise)) == {Step.LOSS}
    assert Step.YHAT in native((f"{yhat}{LOSS}", noise.replace(GIANT, "1.01")))


def test_below_the_floor_nothing_is_measured(judged):
    assert judged(LOSS, FLOOR).widest == {}


SURE = {
    "solution": '''
        import torch
        from torch.nn import functional as F


        def fit(X, y, What, lr=0.001, epochs=4):
            """반복합니다.

            The loop.
            """
            for epoch in range(epochs):
                yhat = torch.sigmoid(X @ What)
                loss = -torch.mean(y * torch.log(yhat) + (1 - y) * torch.log(1 - yhat))
                loss.backward()
                What.data -= lr * What.grad
                What.grad = None
            return What
    ''',
    "probes": """
        import torch

        from autograder.assignment import leaf, probe

        X, y = torch.tensor([[25.6], [1.0], [-2.0]]), torch.tensor([[0.0], [1.0], [0.0]])
        PROBES = (probe("fit", "sure", X=X, y=y, What=leaf([[1.16]])), probe("fit", "plain", X=X, y=y, What=leaf([[0.1]])))
    """,
    "drivers": "",
    "checks": """
        import pytest

        from autograder import checks


        @pytest.mark.exercise("fit")
        @pytest.mark.points(1)
        @pytest.mark.probe("plain", "sure")
        class TestFit(checks.LoopChecks):
            changes = ("What",)
    """,
}


def test_where_torchs_own_bce_has_no_derivative_no_gradient_is_wrong(tmp_path):
    """Within 1e-12 of 0 or 1 it divides by 1e-12; elsewhere a gradient of another size is wrong as ever."""
    own = "-torch.mean(y * torch.log(yhat) + (1 - y) * torch.log(1 - yhat))", "F.binary_cross_entropy(yhat, y)"
    with edited_week(tmp_path, "sure", **{name: dedent(text) for name, text in SURE.items()}) as week:
        judge = week.judge
        for name, edit, faults in (
            ("sure", own, set()),
            ("plain", own, set()),
            (
                "plain",
                ("loss.backward()", "(loss + 0.01 * (What.sum() - What.sum().detach())).backward()"),
                {Step.BACKWARD},
            ),
        ):
            probe = next(each for each in judge.assignment.probes if each.id == f"fit/{name}")
            beside = PathJudge(judge.solution, probe, judge.solution.tape(probe, shadow=True))
            tapes = recording(judge.assignment, week.source.replace(*edit), name="sure.py").tapes
            mine = next(tape for tape in tapes if tape.probe == probe.id and tape.shadow)
            found = beside.measured(mine, dict.fromkeys((Step.LOSS, Step.BACKWARD), Tolerance()))
            assert {*found.faults} == faults
