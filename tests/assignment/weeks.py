"""A tiny course in a temporary folder: one week, one module, two exercises."""

from __future__ import annotations

from textwrap import dedent

WEEK = """
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
SOLUTION = '''
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
PROBES = """
import torch
from autograder.assignment import leaf, probe
PROBES = (
    probe("update", "lecture", What=leaf([[-5.0], [10.0]])),
    probe("mse", "lecture", y=torch.tensor([[1.0], [3.0]]), yhat=torch.zeros(2, 1)),
    probe("mse", "other", y=[1.0], yhat=[2.5], shadow=False),
)
"""
MISTAKE = '''
# %% mse__sums
"""step: loss
합을 구했습니다.

You took the sum.
"""
import torch


def mse(y, yhat):
    return torch.sum((y - yhat) ** 2)
'''
DIFFERENT = '''
# %% mse__sums
"""step: loss
합을 구했습니다.

You took the sum.
"""
-    return torch.mean((y - yhat) ** 2)
+    return torch.sum((y - yhat) ** 2)
'''
VARIANT = '''
# %% mse__own_mean
"""With a mean of its own."""


def mse(y, yhat):
    return ((y - yhat) ** 2).sum() / len(y)
'''
FILES = {
    "week.toml": WEEK,
    "by_hand.py": SOLUTION,
    "probes.py": PROBES,
    "drivers.py": "def update(work, What):\n    return {'returned': work.update(What)}\n",
    "public/test_by_hand.py": "from by_hand import mse\n\n\ndef test_mse(): ...\n",
    "checks/test_by_hand.py": "def test_mse(): ...\n",
    "mistakes/by_hand.py": MISTAKE,
    "right/by_hand.py": VARIANT,
    "../../data/regression.csv": "x,y\n1,2\n",
}


def write_week(course, files=None):
    """The week's folder in `course`. `files` replace or add to FILES; None leaves one out."""
    folder = course / "solutions" / "week99"
    folder.mkdir(parents=True)
    for name, content in (FILES | (files or {})).items():
        if content is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(dedent(content).lstrip("\n"), encoding="utf-8")
    return folder
