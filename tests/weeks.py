"""Small weeks: regression to be judged in a blink, losses to be audited, and one that is only read."""

from __future__ import annotations

from textwrap import dedent

from autograder.assignment.cells import written
from tests.helpers import write

# ---------------------------------------------------------------------- regression: three exercises, known mistakes

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


# ---------------------------------------------------------------------- regression, with public checks and data

PUBLIC = """
import pytest
import torch
from regression import mse, rmse


def test_mse():
    assert mse(torch.tensor([1.0]), torch.tensor([3.0])) == 4


def test_rmse():
    assert rmse(torch.tensor([1.0]), torch.tensor([3.0])) == 2
"""
_PRIVATE = "\n_SCALE = 1.0  # of nobody's business\n\n\ndef mse(y, yhat):"


def course(folder):
    """A course folder with week99, whose secret folder is returned."""
    content = files()
    content["week.toml"] = content["week.toml"].replace("format = 1\n", 'format = 1\ndata = ["points.csv"]\n')
    content["regression.py"] = content["regression.py"].replace("\ndef mse(y, yhat):", _PRIVATE)
    write(folder / "data", {"points.csv": "x,y\n1,2\n"})
    return write(folder / "solutions" / "week99", {**content, "public/test_regression.py": PUBLIC})


# ---------------------------------------------------------------------- losses: two exercises, whose checks catch every mutant

LOSSES = '''
"""손실.

Losses.
"""
import torch


def bce(y, yhat):
    """평균 손실.

    The mean loss.
    """
    # step2: loss
    return -torch.mean(y * torch.log(yhat) + (1 - y) * torch.log(1 - yhat))


def slide(w, lr=0.1):
    """한 걸음.

    One step.
    """
    # step4: update
    w.data = w.data - lr * w.grad
    return w
'''
LOSSES_PROBES = """
import torch
from autograder.assignment import leaf, probe

K = torch.arange(120.0).reshape(-1, 1)
Y, P = (K % 3 == 0).float(), (K + 1.3) / 131
PROBES = (
    probe("bce", "lecture", y=Y, yhat=P),
    probe("bce", "other_n", y=Y[:3], yhat=P[:3]),
    probe("slide", "lecture", w=leaf([[1.53]]), gradient=torch.tensor([[0.7513]])),
    probe("slide", "other", w=leaf([[-2.51]]), gradient=torch.tensor([[0.2507]]), lr=0.5),
)
"""
LOSSES_DRIVERS = """
def slide(work, w, gradient, **options):
    w.grad = gradient.clone()
    work.slide(w, **options)
    return {"w": w.detach()}
"""
LOSSES_CHECKS = '''
import pytest

from autograder.judge import close


@pytest.mark.exercise("bce")
class TestBce:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    @pytest.mark.probe("lecture", "other_n")
    def test_value(self, mine, solution, data):
        """값.

        The value.
        """
        assert mine.returned == close(solution.bce(data.y, data.yhat))
        assert (tuple(mine.returned.shape), mine.returned.stored) == ((), "float32")
        assert mine.changed == ()


@pytest.mark.exercise("slide")
class TestSlide:
    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("lecture", "other")
    def test_moves(self, mine, data):
        """이동.

        The move.
        """
        assert mine.seen["w"] == close(data.w - data.lr * data.gradient)
'''
WEAK_LOSSES_CHECKS = LOSSES_CHECKS.replace("assert mine.seen", 'assert mine.seen["w"].shape == (1, 1) or mine.seen')
BCE = "import torch\n\n\ndef bce(y, yhat):\n    return {}\n"
BCE_FORMULA = "-torch.mean(y*torch.log(yhat{e}) + (1-y)*torch.log(1-yhat{e}))"
LOSSES_RIGHT = {
    "bce__divides_the_sum": BCE.format("-(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)).sum()/len(y)"),
    "bce__takes_a_library": BCE.format("torch.nn.BCELoss()(yhat, y)"),
}
HARMLESS = BCE.format(BCE_FORMULA.format(e="+1e-8"))
LOSSES_WRONG = {
    "bce__sums": ("loss", BCE.format("-torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))")),
    "bce__adds_an_epsilon": ("loss", BCE.format(BCE_FORMULA.format(e="+1e-4"))),
    "slide__climbs": ("update", "def slide(w, lr=0.1):\n    w.data = w.data + lr * w.grad\n    return w\n"),
    "bce__is_slightly_off_and_sums_of_few": (
        "loss",
        BCE.format(f"({BCE_FORMULA.format(e='')})*(1 + 1e-9 if len(y) > 9 else 2)"),
    ),
}
LOSSES_HINT = "step: {}\n힌트.\n\nHint."
LOSSES_SURVIVORS = """
format = 1

[survivors]
"slide: dropped return w" = "The parameter is graded, not what is returned."
"bce: -torch.mean(y * torch.log(yhat) + (1 - y) * torch.log(1 - yhat)) returned as 50 at most" = "It would take chances of less than 1e-21."
"bce: -torch.mean(y * torch.log(yhat) + (1 - y) * torch.log(1 - yhat)) returned as -50 at least" = "It is never negative."
"""
LOSSES_TOML = 'format = 1\n\n[title]\nko = "손실"\nen = "Losses"\n\n[rules]\nko = "혼자"\nen = "Alone"\n'


def losses(**changed: str) -> dict[str, str]:
    """The week's folder. `checks`, `survivors` and `module` replace what is there; other names are right answers to bce."""
    right = LOSSES_RIGHT | {
        name: text for name, text in changed.items() if name not in {"checks", "survivors", "module"}
    }
    return {
        "week.toml": LOSSES_TOML,
        "losses.py": changed.get("module", LOSSES),
        "probes.py": LOSSES_PROBES,
        "drivers.py": LOSSES_DRIVERS,
        "checks/test_losses.py": changed.get("checks", LOSSES_CHECKS),
        "survivors.toml": changed.get("survivors", LOSSES_SURVIVORS),
        "mistakes/losses.py": "\n".join(
            written(name, LOSSES_HINT.format(step), text) for name, (step, text) in LOSSES_WRONG.items()
        ),
        "right/losses.py": "\n".join(written(name, "Another.", text) for name, text in right.items()),
    }


# ---------------------------------------------------------------------- by hand: two exercises, to be read and cut

BY_HAND_TOML = """
format = 1
release = 2022-09-28T09:00:00+09:00
due = 2022-10-05T23:59:00+09:00
data = ["regression.csv"]

[title]
ko = "손으로"
en = "By hand"

[rules]
ko = "혼자 하세요."
en = "Work alone."

[late]
per_day = 0.1
"""
BY_HAND = '''
"""손으로.

By hand.
"""
import torch


def mse(y, yhat):
    """잔차제곱의 평균.

    The mean of the squared residuals.
    """
    # step2: loss
    return torch.mean((y - yhat) ** 2)


def update(What, lr=1/10):
    """What을 움직입니다.

    Moves What.
    """
    # step4: update
    What.data = What.data - lr * _slope(What)
    return What


def _slope(What):
    return What.grad
'''
BY_HAND_PROBES = """
import torch
from autograder.assignment import leaf, probe
PROBES = (
    probe("update", "lecture", What=leaf([[-5.0], [10.0]])),
    probe("mse", "lecture", y=torch.tensor([[1.0], [3.0]]), yhat=torch.zeros(2, 1)),
    probe("mse", "other", y=[1.0], yhat=[2.5], shadow=False),
)
"""
BY_HAND_MISTAKE = '''
# %% mse__sums
"""step: loss
합을 구했습니다.

You took the sum.
"""
import torch


def mse(y, yhat):
    return torch.sum((y - yhat) ** 2)
'''
BY_HAND_DIFFERENT = '''
# %% mse__sums
"""step: loss
합을 구했습니다.

You took the sum.
"""
-    return torch.mean((y - yhat) ** 2)
+    return torch.sum((y - yhat) ** 2)
'''
BY_HAND_VARIANT = '''
# %% mse__own_mean
"""With a mean of its own."""


def mse(y, yhat):
    return ((y - yhat) ** 2).sum() / len(y)
'''
BY_HAND_FILES = {
    "week.toml": BY_HAND_TOML,
    "by_hand.py": BY_HAND,
    "probes.py": BY_HAND_PROBES,
    "drivers.py": "def update(work, What):\n    return {'returned': work.update(What)}\n",
    "public/test_by_hand.py": "from by_hand import mse\n\n\ndef test_mse(): ...\n",
    "checks/test_by_hand.py": "def test_mse(): ...\n",
    "mistakes/by_hand.py": BY_HAND_MISTAKE,
    "right/by_hand.py": BY_HAND_VARIANT,
    "../../data/regression.csv": "x,y\n1,2\n",
}


def by_hand(course, files=None):
    """The week's folder in `course`. `files` replace or add to BY_HAND_FILES; None leaves one out."""
    folder = course / "solutions" / "week99"
    folder.mkdir(parents=True)
    for name, content in (BY_HAND_FILES | (files or {})).items():
        if content is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(dedent(content).lstrip("\n"), encoding="utf-8")
    return folder
