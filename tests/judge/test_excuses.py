"""What excuses must be proven: nothing that a tape merely does not show is right, and no giant makes later turns free."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.model import HelperCall, Outcome, Value
from tests.helpers import recording
from tests.judge.edited import edited_week
from tests.weeks import fit_with

YHAT, LOSS, STEP = (
    "yhat = X @ What",
    "loss = torch.mean((y - yhat) ** 2)",
    "What.data = What.data - lr * What.grad",
)
HALF_MSE = ("return torch.mean((y - yhat) ** 2)", "return torch.mean((y - yhat) ** 2) / 2")


def failed(found):
    return {name for name, verdict in found.items() if verdict.outcome is Outcome.FAILED}


def with_half_an_mse(*edits):
    """The solution whose mse is half of it, and a loop with these edits."""
    return fit_with(*edits).replace(*HALF_MSE, 1)


def test_a_helper_whose_value_is_the_loss_of_every_turn_has_its_fault(judged):
    found = judged(with_half_an_mse((LOSS, "loss = mse(y, yhat)")))
    assert found["fit.step2"].carried == ("mse",)


@pytest.mark.parametrize(
    "loss",
    [
        "mse(y, yhat)\n        loss = torch.mean((y - yhat) ** 2) / 2 * (1 + epoc / 100)",
        "mse(y, yhat) if epoc == 0 else 0\n        loss = torch.mean((y - yhat) ** 2) / 2",
        "mse(y, 0 * yhat)\n        loss = torch.mean((y - yhat) ** 2) / 2",
    ],
)
def test_a_helper_that_is_called_for_show_excuses_nothing(judged, loss):
    found = judged(with_half_an_mse((LOSS, loss)))
    assert "fit.step2" in failed(found)


def test_a_yhat_off_the_graph_is_not_taken_for_the_right_one(judged):
    found = judged(fit_with((YHAT, "yhat = y.clone()"), (LOSS, f"{LOSS} + 0.0 * What.sum()")))
    assert {"fit.step1", "fit.step4"} <= failed(found)


def test_a_yhat_beside_a_loss_that_was_made_anew_is_seen_all_the_same(judged):
    found = judged(fit_with((LOSS, f"{LOSS}.detach() + 0.0 * What.sum()")))
    assert "fit.step1" not in failed(found)
    assert "fit.step3" in failed(found)


@pytest.mark.parametrize("size", ["1e8", "1e20", "float('inf')"])
def test_a_giant_gradient_put_there_by_hand_hides_no_missing_derivative(judged, size):
    loop = (("loss.backward()", f"What.grad = torch.full_like(What, {size})\n        (0.0 * loss).backward()"),)
    assert "fit.step3" in failed(judged(fit_with(*loop)))


def test_one_turn_with_giant_parameters_makes_no_later_turn_free(judged):
    jump = (
        f"{STEP}\n        if epoc == 2: What.data = What.data + 1e9\n        if epoc == 3: What.data = What.data - 1e9"
    )
    later = (YHAT, "yhat = X @ What + (1.0 if epoc > 5 else 0.0)")
    assert {"fit.step1", "fit.step4"} <= failed(judged(fit_with((STEP, jump), later)))


def test_steps_by_a_gradient_of_nothing_prove_no_update(judged):
    assert "fit.step4" in failed(judged(fit_with((LOSS, f"loss = 0.0 * ({LOSS.removeprefix('loss = ')})"))))


# ---------------------------------------------------------------------- a helper that is called as its step is

SOLUTION = '''
"""단계.

Steps.
"""
import torch


def yhat(X, What):
    """첫 단계.

    step1.
    """
    return X @ What


def update(What, lr):
    """넷째 단계.

    step4.
    """
    What.data = What.data - lr * What.grad
    What.grad = None
    return What


def fit(X, y, What, lr=0.1, epochs=6):
    """반복.

    The loop.
    """
    for epoc in range(epochs):
        guess = X @ What
        loss = torch.mean((y - guess) ** 2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
'''
PROBES = """
import torch
from autograder.assignment import leaf, probe

torch.manual_seed(0)
X = torch.cat([torch.ones(9, 1), torch.randn(9, 1)], 1)
y = X @ torch.tensor([[2.5], [4.0]]) + 0.5 * torch.randn(9, 1)
PROBES = (
    probe("yhat", "it", X=X, What=leaf([[-5.0], [10.0]])),
    probe("update", "it", What=leaf([[-5.0], [10.0]]), lr=0.1),
    probe("fit", "it", X=X, y=y, What=leaf([[-5.0], [10.0]])),
)
"""
DRIVERS = """
def update(work, What, lr):
    What.grad = 0 * What.detach() + 1
    work.update(What, lr)
    return {"What": What.detach()}
"""
CHECKS = '''
import pytest

from autograder.judge import close


@pytest.mark.exercise("yhat")
class TestYhat:
    @pytest.mark.points(1)
    def test_value(self, mine, solution, data):
        """값.

        The value.
        """
        assert mine.returned == close(solution.yhat(data.X, data.What))


@pytest.mark.exercise("update")
class TestUpdate:
    @pytest.mark.points(1)
    def test_moves(self, mine, data):
        """이동.

        The move.
        """
        assert mine.seen["What"] == close(data.What - data.lr)


@pytest.mark.exercise("fit")
class TestFit:
    @pytest.mark.points(1)
    @pytest.mark.step("yhat")
    def test_step1(self, mine, data):
        """yhat.

        yhat.
        """
        for turn in mine:
            assert turn.yhat == close(data.X @ turn.before["What"])

    @pytest.mark.points(1)
    @pytest.mark.step("update")
    def test_step4(self, mine, data):
        """update.

        The update.
        """
        assert mine.after["What"] == close(mine.before["What"] - data.lr * mine.gradient["What"])
'''
WRONG_YHAT = ("    return X @ What", "    return 2 * X @ What")
MOVES = "    What.data = What.data - lr * What.grad\n    What.grad = None\n"
WRONG_UPDATE = (f"{MOVES}    return What\n\n\ndef fit", f"{MOVES.replace('- lr', '+ lr')}    return What\n\n\ndef fit")
GUESS, STEPS = "guess = X @ What", "        What.data = What.data - lr * What.grad\n        What.grad = None\n"


@pytest.fixture(scope="module")
def steps(tmp_path_factory):
    folder = tmp_path_factory.mktemp("steps")
    made = {"solution": SOLUTION, "probes": PROBES, "drivers": DRIVERS, "checks": CHECKS}
    with edited_week(folder, "steps", **made) as week:
        yield week


@pytest.mark.parametrize(
    ("helper", "loop", "check"),
    [
        (WRONG_YHAT, (GUESS, "guess = yhat(X, What)"), "fit.step1"),
        (WRONG_UPDATE, (STEPS, "        update(What, lr)\n"), "fit.step4"),
    ],
)
def test_a_step_that_is_a_helpers_own_value_has_its_fault(steps, helper, loop, check):
    assert check not in steps.lost(helper, loop)


@pytest.mark.parametrize(
    ("helper", "loop", "check"),
    [
        (WRONG_YHAT, (GUESS, "yhat(X, What)\n        guess = 3 * (X @ What)"), "fit.step1"),
        (WRONG_YHAT, (GUESS, "guess = 1.5 * yhat(X, What)"), "fit.step1"),
        (WRONG_YHAT, (GUESS, "guess = yhat(X, 2 * What)"), "fit.step1"),
        (WRONG_UPDATE, (STEPS, "        update(What, 3 * lr)\n        What.data = What.data + 1\n"), "fit.step4"),
        (
            WRONG_UPDATE,
            (
                STEPS,
                f"        update(What.detach().clone().requires_grad_(), 0) if epoc < 0 else 0\n{STEPS.replace('- lr', '- 2 * lr')}",
            ),
            "fit.step4",
        ),
    ],
)
def test_a_helper_called_as_its_step_is_but_for_show_excuses_nothing(steps, helper, loop, check):
    assert check in steps.lost(helper, loop)


NONE = Value("NoneType")


def saying(recorded, exercise, named, inputs):
    """The recording, where an exercise's tapes say that it is one call of that."""

    def said(tape):
        if tape.shadow or not tape.probe.startswith(f"{exercise}/"):
            return tape
        turns = tape.epochs
        whole = HelperCall(named, 1, (*range(inputs),), (NONE,) * inputs, (), inputs - 1, (0, turns), untouched=True)
        shown = HelperCall("yhat", 1, (0, inputs - 1), (NONE, NONE), (), -1, (turns, turns), untouched=True)
        end = HelperCall("", 1, (), (NONE,), (), -1, (turns, turns), untouched=True)
        return replace(tape, helper_calls=(whole, shown, end))

    return replace(recorded, tapes=tuple(map(said, recorded.tapes)))


@pytest.mark.parametrize("through", [("fit",), ("update", "fit")])
def test_whoever_is_said_to_call_themselves_is_excused_by_nobody(steps, through):
    source = SOLUTION.replace(*WRONG_YHAT).replace(GUESS, "guess = 3 * (X @ What)").replace("- lr *", "+ lr *")
    recorded = recording(steps.judge.assignment, source, name="steps.py")
    for one, named in zip(("fit", *through), (*through, "fit"), strict=False):
        recorded = saying(recorded, one, named, 3 if one == "fit" else 2)
    found = steps.judge.judge(recorded)
    lost = {v.check for v in found if v.outcome is Outcome.FAILED}
    assert {"fit.step1", "fit.step4"} <= lost, found
