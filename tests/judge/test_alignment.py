"""A loop of mini-batches by the ready-made checks: every sentence true, and one mistake costs its own step."""

from __future__ import annotations

from collections import Counter

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Outcome
from autograder.report.messages.sentences import message
from tests.helpers import recording, write

SOLUTION = '''
"""미니배치.

Mini-batches.
"""
import torch


def fit(X, y, What, lr=0.05, epochs=4, batch_size=4):
    """반복.

    The loop.
    """
    optimizr = torch.optim.Adam([What], lr=lr)
    for epoc in range(epochs):
        for begin in range(0, len(X), batch_size):
            # step1: yhat
            yhat = X[begin:begin+batch_size] @ What
            # step2: loss
            loss = torch.mean((y[begin:begin+batch_size] - yhat) ** 2)
            # step3: 미분
            loss.backward()
            # step4: update
            optimizr.step()
            optimizr.zero_grad()
    return What
'''
PROBES = """
import torch
from autograder.assignment import leaf, probe

torch.manual_seed(0)
X = torch.cat([torch.ones(20, 1), torch.randn(20, 1)], 1)
y = X @ torch.tensor([[2.5], [4.0]]) + 0.5 * torch.randn(20, 1)
START = leaf([[-5.0], [10.0]])
PROBES = (
    probe("fit", "even", X=X, y=y, What=START),
    probe("fit", "rest", X=X[:18], y=y[:18], What=START, lr=0.05, epochs=3),
    probe("fit", "few", X=X[:3], y=y[:3], What=START, lr=0.05, epochs=5),
)
"""
CHECKS = '''
import pytest
import torch

from autograder import checks


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
@pytest.mark.probe("even", "rest", "few")
class TestFit(checks.LoopChecks):
    changes = ("What",)

    @pytest.mark.step("update")
    @pytest.mark.needs("step3_backward")
    def test_step4_adam(self, mine, data):
        """Adam.

        아담.
        """
        checks.optimizer(mine, lambda parameters: torch.optim.Adam(parameters, lr=data.lr))
'''
TOML = """
format = 1
[title]
ko = "미니배치"
en = "Mini-batches"
[rules]
ko = "없음"
en = "None"
"""
DROPPED = ("range(0, len(X), batch_size)", "range(0, len(X) - batch_size + 1, batch_size)")
ONCE = (
    "            # step4: update\n            optimizr.step()\n            optimizr.zero_grad()",
    "        optimizr.step()\n        optimizr.zero_grad()",
)
MEAN = ("loss.backward()", "loss = loss / -(-len(X) // batch_size)\n            loss.backward()")
UNCLEARED = ("            optimizr.zero_grad()\n", "")
SUMMED = ("torch.mean((y[", "torch.sum((y[")


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    files = {"week.toml": TOML, "batches.py": SOLUTION, "probes.py": PROBES, "checks/test_batches.py": CHECKS}
    with Judge(read(write(tmp_path_factory.mktemp("course") / "solutions" / "week01", files))) as judge:
        yield judge


@pytest.fixture
def judged(judge):
    """The verdicts on the solution with these edits, by check without `fit.`."""

    def verdicts(*edits):
        code = SOLUTION
        for old, new in edits:
            assert old in code
            code = code.replace(old, new)
        work = recording(judge.assignment, code, name="batches.py")
        return {one.check.removeprefix("fit."): one for one in judge.judge(work)}

    return verdicts


def lost(verdicts) -> dict[str, int]:
    """How many probes of each check have lost their points."""
    return dict(Counter(n.partition("[")[0] for n, one in verdicts.items() if one.outcome is not Outcome.PASSED))


def told(judge, verdict) -> str:
    return message(verdict, judge.assignment, "en")


def test_a_dropped_batch_costs_the_count_where_a_batch_is_dropped(judged):
    assert lost(judged(DROPPED)) == {"epochs": 2}


@pytest.mark.parametrize("share", [(), (MEAN,)], ids=["added up", "their mean"])
def test_one_update_an_epoch_costs_the_count_where_the_gradients_are_those_of_all_batches(judged, share):
    assert lost(judged(ONCE, *share)) == {"epochs": 2}
    assert lost(judged(ONCE, *share, ("lr=lr)", "lr=2 * lr)"))) == {"epochs": 2, "step4_update": 3, "step4_adam": 3}


@pytest.mark.parametrize(
    ("edit", "cost"),
    [
        (SUMMED, {"step2_loss": 3}),
        (UNCLEARED, {"step4_clears": 3}),
        (("lr=lr)", "lr=2 * lr)"), {"step4_update": 3, "step4_adam": 3}),
        (("Adam([What], lr=lr)", "SGD([What], lr=1e5)"), {"step4_update": 3, "step4_adam": 3}),
        (("range(epochs)", "range(epochs - 1)"), {"epochs": 3}),
        (("range(epochs)", "range(epochs + 1)"), {"epochs": 3}),
        (("range(0, len(X), batch_size)", "range(batch_size, len(X), batch_size)"), {"epochs": 3}),
    ],
)
def test_one_mistake_costs_its_own_step_on_every_probe(judged, edit, cost):
    assert lost(judged(edit)) == cost


@pytest.mark.parametrize("other", [SUMMED, UNCLEARED])
def test_two_mistakes_cost_two_steps(judged, other):
    """A wrong loss still shows by its gradient which batch it is of."""
    both = lost(judged(DROPPED, other))
    assert both.pop("epochs") == 2
    assert both == {("step2_loss" if other is SUMMED else "step4_clears"): pytest.approx(3, abs=1)}


def test_a_wrong_loss_is_followed_up_to_where_the_parameters_run_away(judged):
    both = lost(
        judged(("loss = torch.mean(", "loss = 2 * torch.mean("), ("Adam([What], lr=lr)", "SGD([What], lr=1e5)"))
    )
    assert both == {"step2_loss": 3, "step4_update": 3, "step4_adam": 3}


def test_an_epoch_with_too_few_updates_says_which_and_how_many(judge, judged):
    assert (
        told(judge, judged(DROPPED)["epochs[rest]"])
        == "epoch 1: this epoch of your loop has 4 updates; it should have 5."
    )


def test_a_loop_that_stops_early_says_in_which_epoch(judge, judged):
    cut = judged(("    for epoc", "    made = 0\n    for epoc"), ("            # step1: yhat\n", "            made += 1\n            if made > 12:\n                break\n"))  # fmt: skip
    assert told(judge, cut["epochs[rest]"]) == "epoch 3: this epoch of your loop has 2 updates; it should have 5."


def test_a_mistake_beside_a_dropped_batch_stands_in_the_students_own_epoch(judge, judged):
    """The fifth update of a loop of four is the first of the second epoch."""
    late = ("            loss.backward()", "            (loss if epoc == 0 else 2 * loss).backward()")
    said = told(judge, judged(DROPPED, late)["step2_loss[rest]"])
    assert said.startswith("epoch 2, batch 1, ")


def test_updates_of_which_nothing_tells_the_epoch_are_numbered(judge, judged):
    """No batch of the solution's is named where all rows were used at once."""
    whole = judged(("range(0, len(X), batch_size)", "[0]"), ("[begin:begin+batch_size]", ""), ("* 2)", "* 2)"))
    said = [told(judge, one) for one in whole.values() if one.outcome is Outcome.FAILED]
    assert not [words for words in said if "batch 2" in words or "batch 3" in words]
    assert told(judge, whole["epochs[rest]"]) == "your loop made 3 updates; the number asked for is 15."


def test_a_loop_without_an_update_is_judged_where_it_has_some(judge, judged):
    """A batch dropped where there is but one leaves nothing to look at."""
    found = judged(DROPPED)["step2_loss[few]"]
    assert found.outcome is Outcome.PASSED
    assert told(judge, found).startswith("Your loop makes no update on these data")


def test_a_loop_that_never_updates_earns_no_step(judged):
    never = lost(judged(("range(epochs)", "range(0)")))
    assert {"step2_loss", "step3_backward", "step4_update", "step4_adam", "epochs"} <= never.keys()


def test_a_span_is_told_in_the_students_own_epochs(judge, judged):
    """Of four updates each, not of the solution's five."""
    late = ("            loss = torch.mean(", "            loss = (1 + (epoc > 0)) * torch.mean(")
    said = told(judge, judged(DROPPED, late)["step2_loss[rest]"])
    assert "From epoch 2 on" in said


def test_a_check_waits_for_its_need_on_its_own_probe(judge):
    (own,) = [check for check in judge.checks if check.name == "fit.step4_adam[rest]"]
    assert [need.name for need in own.waits_for(judge.checks)] == ["fit.step3_backward[rest]"]
