"""Where the batches of an epoch come in another order, the order is told; else what is off, and in which batch."""

from __future__ import annotations

import pytest

from autograder.model import Measure
from tests.judge.edited import edited_week

SOLUTION = '''
"""미니배치.

Mini-batches.
"""
import torch


def fit(X, y, What, lr=0.05, epochs=4, batch_size=4):
    """반복.

    The loop.
    """
    for epoc in range(epochs):
        for begin in range(0, len(X), batch_size):
            rows = slice(begin, begin + batch_size)
            loss = torch.mean((y[rows] - X[rows] @ What) ** 2)
            loss.backward()
            What.data = What.data - lr * What.grad
            What.grad = None
    return What
'''
PROBES = """
import torch
from autograder.assignment import leaf, probe

torch.manual_seed(0)
X = torch.cat([torch.ones(18, 1), torch.randn(18, 1)], 1)
y = X @ torch.tensor([[2.5], [4.0]]) + 0.5 * torch.randn(18, 1)
PROBES = (probe("fit", "rest", X=X, y=y, What=leaf([[-5.0], [10.0]])),)
"""
CHECKS = """
import pytest

from autograder import checks


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
class TestFit(checks.LoopChecks):
    changes = ("What",)
"""
ORDER = "range(0, len(X), batch_size)"
MEAN = "torch.mean((y[rows] - X[rows] @ What) ** 2)"
STEP = "- lr * What.grad"


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    with edited_week(
        tmp_path_factory.mktemp("course"), "batches", solution=SOLUTION, probes=PROBES, drivers="", checks=CHECKS
    ) as week:
        yield week


def pattern(week, check, *edits):
    found = week.differences(*edits)
    assert set(found) == {f"fit.{check}"}
    return found[f"fit.{check}"].pattern


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (f"reversed({ORDER})", "5, 4, 3, 2, 1"),
        ("[8, 0, 4, 16, 12]", "3, 1, 2, 5, 4"),
        ("[0, 4, 8, 12, 12]", "1, 2, 3, 4, 4"),
    ],
)
def test_batches_in_another_order_are_told(week, order, told):
    found = pattern(week, "step2_loss", (ORDER, order))
    assert (found.measure, found.number, found.since, found.until) == (Measure.REORDERED, told, 0, None)


@pytest.mark.parametrize(
    "edit", [(ORDER, f"[*{ORDER}][:: 1 - 2 * (epoc % 2)]"), (MEAN, f"{MEAN} * 1.5"), (MEAN, f"{MEAN} + epoc")]
)
def test_an_order_is_told_of_no_other_losses(week, edit):
    assert pattern(week, "step2_loss", edit).measure is not Measure.REORDERED


def test_what_is_off_in_one_batch_of_every_epoch_is_told_of_that_batch(week):
    found = pattern(week, "step2_loss", (MEAN, MEAN.replace("mean", "sum") + " / batch_size"))
    assert (found.measure, found.number, found.batch, found.since, found.until) == (Measure.SCALED, "0.5", 4, 0, None)


def test_steps_that_take_the_one_before_with_them_are_told_from_the_update_on(week):
    edits = (
        ("for epoc", "was = 0\n    for epoc"),
        (STEP, "- lr * (What.grad + 0.25 * was)\n            was = What.grad + 0.25 * was"),
    )
    found = pattern(week, "step4_update", *edits)
    assert (found.measure, found.number, found.since, found.updates) == (Measure.TRAILING, "0.25", 1, 5)


def test_a_loss_that_bends_the_gradient_is_measured_where_no_yhat_is_asked_for(week):
    found = pattern(week, "step2_loss", (MEAN, "torch.mean((y[rows][1:] - X[rows][1:] @ What) ** 2)"))
    assert found.quantity == "loss"
