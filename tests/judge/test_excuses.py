"""What excuses must be proven: nothing that a tape merely does not show is right, and no giant makes later turns free."""

from __future__ import annotations

import pytest

from autograder.model import Outcome
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
