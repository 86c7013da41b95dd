"""A week of regression, small enough to be judged in a blink."""

from __future__ import annotations

from autograder.assignment.cells import written

SOLUTION = '''
"""회귀분석.

Regression.
"""
import torch


def mse(y, yhat):
    """평균.

    The mean.
    """
    # step2: loss
    return torch.mean((y - yhat) ** 2)


def rmse(y, yhat):
    """평균의 제곱근.

    The root of the mean.
    """
    return torch.sqrt(mse(y, yhat))


def fit(X, y, What, lr=1/10, epochs=30):
    """반복.

    The loop.
    """
    for epoc in range(epochs):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.mean((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
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
    probe("mse", "lecture", y=y, yhat=X[:, 1:]),
    probe("mse", "other_n", y=y[:7], yhat=X[:7, 1:]),
    probe("rmse", "lecture", y=y, yhat=X[:, 1:]),
    probe("fit", "lecture", X=X, y=y, What=START),
    probe("fit", "short", X=X[:9], y=y[:9], What=START, lr=0.05, epochs=5),
)
"""
CHECKS = '''
import pytest

from autograder.judge import close


@pytest.mark.exercise("mse")
class TestMse:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    def test_averages(self, mine, solution, data):
        """평균이어야 합니다.

        It is the mean.
        """
        assert mine.returned == close(solution.mse(data.y, data.yhat))

    @pytest.mark.points(1)
    @pytest.mark.probe("other_n")
    @pytest.mark.needs("averages")
    def test_any_n(self, mine, solution, data):
        """다른 n.

        Any n.
        """
        assert mine.returned.stored == "float32"
        assert mine.returned == close(solution.mse(data.y, data.yhat))


@pytest.mark.exercise("rmse")
class TestRmse:
    @pytest.mark.points(1)
    def test_root(self, mine, solution, data):
        """제곱근.

        The root.
        """
        assert mine.returned == close(solution.rmse(data.y, data.yhat))


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
    @pytest.mark.step("loss")
    def test_step2(self, mine, solution, data):
        """loss.

        loss.
        """
        for turn in mine:
            assert turn.loss == close(solution.mse(data.y, turn.yhat))

    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    def test_step3(self, mine, data):
        """미분.

        The derivative.
        """
        for turn in mine:
            slope = 2 / len(data.y) * data.X.T @ (turn.yhat - data.y)
            assert turn.gradient["What"] == close(turn.carried["What"] + slope)

    @pytest.mark.points(1)
    @pytest.mark.step("update")
    def test_step4(self, mine, data):
        """update.

        The update.
        """
        assert mine.after["What"] == close(mine.before["What"] - data.lr * mine.gradient["What"])

    @pytest.mark.points(1)
    @pytest.mark.step("update")
    def test_clears(self, mine):
        """지우기.

        Gradients are cleared.
        """
        for turn in mine:
            assert turn.carried["What"] == close(0 * turn.carried["What"])

    @pytest.mark.points(1)
    def test_epochs(self, mine):
        """30번.

        Thirty times.
        """
        assert mine.epochs == 30
'''
WRONG = {
    "mse__sums": ("loss", "def mse(y, yhat):\n    return torch.sum((y - yhat) ** 2)\n"),
    "fit__doubles_yhat": ("yhat", ("= X @ What", "= 2 * (X @ What)")),
    "fit__sums": ("loss", ("torch.mean", "torch.sum")),
    "fit__stays": ("update", ("- lr *", "- 0 *")),
    "fit__climbs": ("update", ("- lr *", "+ lr *")),
    "fit__never_clears": ("update", ("        What.grad = None\n", "")),
    "fit__stops_early": ("setup", ("range(epochs)", "range(epochs - 1)")),
}
HINT = "step: {step}\n합.\n\nHint."


def fit_with(*edits: tuple[str, str], source: str = SOLUTION) -> str:
    """The solution with edits in its loop."""
    head, loop = source[: source.index("def fit")], source[source.index("def fit") :]
    for before, after in edits:
        assert before in loop
        loop = loop.replace(before, after)
    return head + loop


def files() -> dict[str, str]:
    """The week's folder."""
    wrong = []
    for name, (step, edit) in WRONG.items():
        source = edit if isinstance(edit, str) else fit_with(edit)[SOLUTION.index("def fit") :]
        wrong.append(written(name, HINT.format(step=step), source))
    toml = 'format = 1\n\n[title]\nko = "회귀"\nen = "Regression"\n\n[rules]\nko = "혼자"\nen = "Alone"\n'
    return {
        "week.toml": toml,
        "regression.py": SOLUTION,
        "probes.py": PROBES,
        "checks/test_regression.py": CHECKS,
        "mistakes/regression.py": "\n".join(wrong),
    }
