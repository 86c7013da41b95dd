"""A small handout on disk, and students who worked in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from autograder.handout import publish
from autograder.model import Exercise, Handout
from autograder.student import find_handout, read_work

NAMES = ("mean", "total", "double", "gone", "endless", "dying", "raising", "nothing", "waiting", "fit")
STUB = "import torch\n\n\n" + "\n\n".join(
    f'def {name}(values):\n    """하나.\n\n    One.\n    """\n    raise NotImplementedError("{name}: not written yet")\n'
    for name in NAMES
)
PUBLIC = """import torch
import loops as work

THREE = torch.tensor([1.0, 2.0, 3.0])


def test_mean():
    assert work.mean(THREE) == 2, "평균이 다릅니다.\\nThe mean is off.\\n  나온 값 · got:   1"


def test_total():
    assert work.total(THREE) == 6, "합이 다릅니다.\\nThe total is off.\\n  나온 값 · got:   1"


def test_double():
    assert work.double(2) == 4


def test_gone():
    assert work.gone(THREE) == 2


def test_endless():
    assert work.endless(THREE) == 2


def test_dying():
    assert work.dying(THREE) == 2


def test_raising():
    assert work.raising(THREE) == 2


def test_nothing():
    assert tuple(work.nothing(THREE).shape) == (3,)


def test_waiting():
    assert work.waiting(THREE) == 2


def test_fit():
    What = torch.tensor([[0.0], [0.0]], requires_grad=True)
    work.fit(What)
    assert torch.allclose(What, torch.ones(2, 1)), "다릅니다.\\nIt is off."
"""
WORK = {
    "mean": "return values.mean()",
    "total": "print('hello')\n    return values.mean()",
    "double": "return values * 2",
    "endless": "while True:\n        values = values * 2\n        values = values - 1",
    "dying": "import os\n    os._exit(3)",
    "raising": "return values @ torch.ones(4, 4)",
    "nothing": "values * 2",
    "waiting": "return double_it(values)",
}
KST = timezone(timedelta(hours=9))
DUE = datetime(2022, 10, 5, 23, 59, tzinfo=KST)


def handout(**changes):
    plain = Handout(
        week="week98",
        title={"ko": "고리", "en": "Loops"},
        stubs={"loops": STUB},
        exercises=tuple(Exercise(name, "loops", {"ko": "하나.", "en": "One."}) for name in NAMES),
        points=dict.fromkeys(NAMES, 1.0),
        public={"test_loops.py": PUBLIC},
        data={},
        rules={"ko": "혼자.", "en": "Alone."},
        due=DUE,
    )
    return replace(plain, **changes)


def written(**bodies):
    """The stub with these bodies in place of its gaps."""
    source = STUB
    for name, body in bodies.items():
        source = source.replace(f'raise NotImplementedError("{name}: not written yet")', body)
    return source


def handed_out(folder, **changes):
    """A handout's folder as it is downloaded."""
    publish(handout(**changes), folder)
    return folder


def worked(folder, source=None, **bodies):
    """A student's work in a handout that is there."""
    (folder / "loops.py").write_text(source if source is not None else written(**bodies), encoding="utf-8")
    return read_work(find_handout(None, folder))
