"""A week of two exercises whose checks catch every mutant, and pieces to spoil it with."""

from __future__ import annotations

from autograder.assignment.cells import written

MODULE = '''
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
PROBES = """
import torch
from autograder.assignment import leaf, probe

Y = torch.tensor([[1.0], [0.0], [0.0], [1.0], [1.0]])
P = torch.tensor([[0.75], [0.125], [0.5625], [0.25], [0.9375]])
PROBES = (
    probe("bce", "lecture", y=Y, yhat=P),
    probe("bce", "other_n", y=Y[:3], yhat=P[:3]),
    probe("slide", "lecture", w=leaf([[1.5]]), gradient=torch.tensor([[0.75]])),
    probe("slide", "other", w=leaf([[-2.5]]), gradient=torch.tensor([[0.25]]), lr=0.5),
)
"""
DRIVERS = """
def slide(work, w, gradient, **options):
    w.grad = gradient.clone()
    work.slide(w, **options)
    return {"w": w.detach()}
"""
CHECKS = '''
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
WEAK = CHECKS.replace("assert mine.seen", 'assert mine.seen["w"].shape == (1, 1) or mine.seen')
BCE = "import torch\n\n\ndef bce(y, yhat):\n    return {}\n"
LOSS = "-torch.mean(y*torch.log(yhat{e}) + (1-y)*torch.log(1-yhat{e}))"
RIGHT = {
    "bce__divides_the_sum": BCE.format("-(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)).sum()/len(y)"),
    "bce__takes_a_library": BCE.format("torch.nn.BCELoss()(yhat, y)"),
}
HARMLESS = BCE.format(LOSS.format(e="+1e-8"))
WRONG = {
    "bce__sums": ("loss", BCE.format("-torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))")),
    "bce__adds_an_epsilon": ("loss", BCE.format(LOSS.format(e="+1e-4"))),
    "slide__climbs": ("update", "def slide(w, lr=0.1):\n    w.data = w.data + lr * w.grad\n    return w\n"),
}
HINT = "step: {}\n힌트.\n\nHint."
SURVIVORS = """
format = 1

[survivors]
"slide: dropped return w" = "The parameter is graded, not what is returned."
"""
TOML = 'format = 1\n\n[title]\nko = "손실"\nen = "Losses"\n\n[rules]\nko = "혼자"\nen = "Alone"\n'


def files(**changed: str) -> dict[str, str]:
    """The week's folder. `checks`, `survivors` and `module` replace what is there; other names are right answers to bce."""
    right = RIGHT | {name: text for name, text in changed.items() if name not in {"checks", "survivors", "module"}}
    return {
        "week.toml": TOML,
        "losses.py": changed.get("module", MODULE),
        "probes.py": PROBES,
        "drivers.py": DRIVERS,
        "checks/test_losses.py": changed.get("checks", CHECKS),
        "survivors.toml": changed.get("survivors", SURVIVORS),
        "mistakes/losses.py": "\n".join(written(name, HINT.format(step), text) for name, (step, text) in WRONG.items()),
        "right/losses.py": "\n".join(written(name, "Another.", text) for name, text in right.items()),
    }
