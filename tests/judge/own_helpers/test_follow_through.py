"""A mistake costs where it was made, and not again where it is used."""

from __future__ import annotations

from autograder.model import Outcome
from tests.weeks import SOLUTION, fit_with


def failed(verdicts) -> set[str]:
    return {name for name, verdict in verdicts.items() if verdict.outcome is not Outcome.PASSED}


def test_a_gradient_that_is_not_that_of_a_wrong_loss_costs_step3_as_well(judged):
    """A wrong loss excuses the gradient that follows from it, and no other."""
    both = judged(fit_with(("torch.mean", "torch.sum"), ("loss.backward()", "loss.backward(torch.tensor(3.0))")))
    alone = judged(fit_with(("torch.mean", "torch.sum")))
    assert (both["fit.step3"].outcome, alone["fit.step3"].outcome) == (Outcome.FAILED, Outcome.PASSED)


def test_a_wrong_helper_costs_the_helper_and_not_its_caller(judged):
    found = judged(SOLUTION.replace("torch.mean((y - yhat) ** 2)\n\n", "torch.sum((y - yhat) ** 2)\n\n"))
    assert failed(found) == {"mse.averages", "mse.any_n[other_n]"}
    assert found["rmse.root"].carried == ("mse",)
