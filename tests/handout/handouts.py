"""A small handout, ready to be published."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from autograder.model import Exercise, Handout

STUB = '''"""손으로.

By hand.
"""

from __future__ import annotations

import torch


def mse(y, yhat):
    """평균.

    The mean.
    """
    # step2: loss
    raise NotImplementedError("mse: step2: loss")


def update(What, lr=1/10):
    # step4: update
    raise NotImplementedError("update: step4: update")
    # the end
'''
PUBLIC = """import torch
from by_hand import mse


def test_mse():
    assert mse(torch.tensor([1.0]), torch.tensor([3.0])) == 4
"""


def handout(**changes):
    """Two exercises in by_hand.py, and another module that imports the first."""
    plain = Handout(
        week="week99",
        title={"ko": "제목", "en": "Title"},
        stubs={"by_hand": STUB, "more": "import torch\nfrom by_hand import mse\n"},
        exercises=(
            Exercise("mse", "by_hand", {"ko": "평균 | 하나.\n둘째 줄.", "en": "The mean.\nMore."}),
            Exercise("update", "by_hand", {"ko": "움직입니다.", "en": "Moves."}),
        ),
        points={"mse": 2.0, "update": 1.5},
        public={"test_by_hand.py": PUBLIC},
        data={"regression.csv": b"x,y\r\n1,2\n"},
        rules={"ko": "혼자 하세요.", "en": "Work alone."},
        due=datetime(2022, 10, 5, 23, 59, tzinfo=timezone(timedelta(hours=9))),
    )
    return replace(plain, **changes)
