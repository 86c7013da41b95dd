"""A step that an own wrong helper takes is the helper's fault, where it is asked for the right thing, and nobody else's."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.own_helpers.asked import is_sum
from tests.judge.edited import edited_week

SOLUTION = '''
import torch


def loss_of(y, yhat):
    """손실.

    The loss.
    """
    return torch.mean((y - yhat) ** 2)


def guess_of(X, What):
    """예측.

    The guess.
    """
    return X @ What


def size(What):
    """크기.

    The size.
    """
    return (What**2).sum()


def slopes(loss):
    """미분.

    backward.
    """
    loss.backward()


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


def ridge(X, y, What, lr=0.1, epochs=6):
    """벌.

    The loop with a penalty.
    """
    for epoc in range(epochs):
        guess = X @ What
        loss = torch.mean((y - guess) ** 2) + 0.1 * (What**2).sum()
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
    probe("loss_of", "it", y=y, yhat=2 * y + 1),
    probe("guess_of", "it", X=X, What=leaf([[-5.0], [10.0]])),
    probe("size", "it", What=leaf([[-5.0], [10.0]])),
    probe("slopes", "it", What=leaf([[-5.0], [10.0]])),
    probe("update", "it", What=leaf([[-5.0], [10.0]]), lr=0.1),
    probe("fit", "it", X=X, y=y, What=leaf([[-5.0], [10.0]])),
    probe("ridge", "it", X=X, y=y, What=leaf([[-5.0], [10.0]])),
)
"""
DRIVERS = """
def slopes(work, What):
    work.slopes((What**2).sum())
    return {"gradient": What.grad}


def update(work, What, lr):
    What.grad = 0 * What.detach() + 1
    work.update(What, lr)
    return {"What": What.detach(), "left": 0.0 if What.grad is None else What.grad.abs().sum()}
"""
CHECKS = '''
import pytest

from autograder import checks


class AsSolved:
    @pytest.mark.points(1)
    def test_same(self, mine):
        """같음.

        The same.
        """
        checks.as_solution(mine)


@pytest.mark.exercise("loss_of")
class TestLossOf(AsSolved):
    pass


@pytest.mark.exercise("guess_of")
class TestGuessOf(AsSolved):
    pass


@pytest.mark.exercise("size")
class TestSize(AsSolved):
    pass


@pytest.mark.exercise("slopes")
class TestSlopes(AsSolved):
    pass


@pytest.mark.exercise("update")
class TestUpdate(AsSolved):
    pass


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
class TestFit(checks.LoopChecks):
    test_inputs_stay = None


@pytest.mark.exercise("ridge")
@pytest.mark.points(1)
class TestRidge(checks.LoopChecks):
    test_inputs_stay = None
'''

MEAN, ADDED = "torch.mean((y - guess) ** 2)", "0.1 * (What**2).sum()"
STEP = "        What.data = What.data - lr * What.grad\n        What.grad = None\n"
HALF = ("return torch.mean((y - yhat) ** 2)", "return torch.mean((y - yhat) ** 2) / 2")
AWAY = ("    return X @ What", "    return X @ What + 1")
GUESSED, RATE = ("guess = X @ What", "guess = guess_of(X, What)"), ("- lr * What.grad", "- 2 * lr * What.grad")
SIZE = ("    return (What**2).sum()", "    return What.abs().sum()")
TWICE = ("    loss.backward()\n\n\ndef", "    (2 * loss).backward()\n\n\ndef")
SQUARED = ("    loss.backward()\n\n\ndef", "    (loss**2).backward()\n\n\ndef")
_MOVES = "    What.data = What.data - lr * What.grad\n    What.grad = None\n    return What\n\n\ndef"
UPHILL = (_MOVES, _MOVES.replace("- lr", "+ lr"))
KEPT = (_MOVES, _MOVES.replace("    What.grad = None\n", ""))


def loss(text: str) -> tuple[str, str]:
    return f"loss = {MEAN}\n", f"loss = {text}\n"


def ridge(text: str) -> tuple[str, str]:
    return f"loss = {MEAN} + {ADDED}\n", f"loss = {text}\n"


def back(text: str) -> tuple[str, str]:
    return "        loss.backward()\n", f"        {text}\n"


def move(text: str) -> tuple[str, str]:
    return STEP, f"        {text}\n"


ASKED_RIGHTLY = {
    "its loss": ([HALF, loss("loss_of(y, guess)")], {"loss_of"}),
    "a loss and a penalty": ([HALF, ridge(f"loss_of(y, guess) + {ADDED}")], {"loss_of"}),
    "a loss of its guess": (
        [AWAY, GUESSED, loss("loss_of(y, guess)"), ridge("loss_of(y, guess) + 0.1 * size(What)")],
        {"guess_of"},
    ),
    "a penalty, so many times": ([SIZE, ridge("loss_of(y, guess) + 0.1 * size(What)")], {"size"}),
    "both of a sum": ([HALF, SIZE, ridge("loss_of(y, guess) + 0.1 * size(What)")], {"loss_of", "size"}),
    "its backward": ([TWICE, back("slopes(loss)")], {"slopes"}),
    "its backward, bent": ([SQUARED, back("slopes(loss)")], {"slopes"}),
    "its loss and its backward": (
        [TWICE, HALF, loss("loss_of(y, guess)"), back("slopes(loss)")],
        {"slopes", "loss_of"},
    ),
    "its update": ([UPHILL, move("update(What, lr)")], {"update"}),
    "its update, not cleared": ([KEPT, move("update(What, lr)")], {"update"}),
}
ASKED_WRONGLY = {
    "another row's loss": ([HALF, loss("loss_of(y.roll(1), guess)")], "fit.step2_loss"),
    "a loss of another yhat": ([HALF, loss("loss_of(y, guess + 1)")], "fit.step2_loss"),
    "a loss three times": ([HALF, loss("3 * loss_of(y, guess)")], "fit.step2_loss"),
    "another penalty": ([HALF, ridge("loss_of(y, guess) + 0.2 * (What**2).sum()")], "ridge.step2_loss"),
    "no penalty": ([HALF, ridge("loss_of(y, guess)")], "ridge.step2_loss"),
    "a loss of another guess": (
        [AWAY, ("guess = X @ What", "guess = guess_of(2 * X, What)"), loss("loss_of(y, guess)")],
        "fit.step2_loss",
    ),
    "a penalty of another": ([SIZE, ridge("loss_of(y, guess) + 0.1 * size(2 * What)")], "ridge.step2_loss"),
    "a backward of another": ([TWICE, back("slopes(3 * loss)")], "fit.step2_loss"),
    "another rate": ([UPHILL, move("update(What, 2 * lr)")], "fit.step4_update"),
    "another rate, not cleared": ([KEPT, move("update(What, 2 * lr)")], "fit.step4_update"),
}


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked")
    made = {"solution": SOLUTION, "probes": PROBES, "drivers": DRIVERS, "checks": CHECKS}
    with edited_week(folder, "little", **made) as week:
        yield week


@pytest.mark.parametrize("case", ASKED_RIGHTLY)
def test_a_wrong_helper_costs_no_step_of_whoever_asks_it_for_the_right_thing(week, case):
    edits, wrong = ASKED_RIGHTLY[case]
    assert {name.partition(".")[0] for name in week.lost(*edits)} == wrong


@pytest.mark.parametrize("case", ASKED_WRONGLY)
def test_whoever_asks_a_wrong_helper_for_the_wrong_thing_pays_for_the_step(week, case):
    edits, check = ASKED_WRONGLY[case]
    assert check in week.lost(*edits)


def test_a_rate_of_the_callers_own_costs_no_loss_that_an_own_wrong_guess_is_in(week):
    lost = week.lost(AWAY, GUESSED, loss("loss_of(y, guess)"), RATE)
    assert "fit.step4_update" in lost
    assert "fit.step2_loss" not in lost


def test_how_often_a_part_is_taken_follows_only_where_the_wrong_one_is_bent():
    turns = torch.arange(1.0, 7.0)
    bent, rest = [(float(t), float(t**2)) for t in turns], 3.0
    straight = [(own, 2 * own) for own, _ in bent]
    for parts, times, known in ((bent, 0.1, True), (straight, 0.1, False), (straight, 1.0, True)):
        losses = [(times * own + rest, times * right + rest) for own, right in parts]
        assert is_sum(losses, [[one] for one in parts]) is known
