"""Names of mistakes in the real week, where many are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from tests.helpers import recording

WEEK = Path(__file__).parents[2] / "solutions" / "week04"
EXERCISE = "one_epoch_sgd"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def names():
    """The names that work in one_epoch_sgd is given, by check."""
    with Judge(read(WEEK)) as judge:
        asked = tuple(probe for probe in judge.assignment.probes if probe.exercise == EXERCISE)

        def named(step2: str, step3: str = "loss.backward()") -> dict[str, tuple[str, ...]]:
            step4 = ("optimizr.step()", "optimizr.zero_grad()")
            lines = ("yhat = net(inputs)", f"loss = {step2}", step3, *step4, "return net")
            source = "import torch\ndef mse(y, yhat):\n    torch.mean((y - yhat) ** 2)\n"
            source += "def one_epoch_sgd(net, optimizr, inputs, y):\n" + "".join(f"    {line}\n" for line in lines)
            work = recording(replace(judge.assignment, probes=asked), source, name="optimizer.py")
            found = judge.judge(work, exercises={EXERCISE})
            return {verdict.check: verdict.mistakes for verdict in found if verdict.mistakes}

        yield named


def test_what_merely_raises_alike_is_no_two_mistakes(names):
    """A helper that forgets its return ends as a missing backward and an update by hand do: no epoch was seen, nothing is told."""
    assert names("1.0 * mse(y, yhat)") == {}


def test_a_gradient_that_is_not_there_shows_by_its_absence(names):
    found = names("torch.sum((y - yhat) ** 2)", step3="loss.backward(inputs=[net.weight])")
    assert found[f"{EXERCISE}.step2_loss[other_start]"] == (f"{EXERCISE}__sums_instead_of_averaging",)
    assert found[f"{EXERCISE}.step3_gradient[other_start]"] == (f"{EXERCISE}__differentiates_only_the_weight",)
