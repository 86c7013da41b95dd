"""What students are told to be right is right: the public checks of a week see its known mistakes."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from types import ModuleType

import pytest

from autograder.workflows.opening import read_week
from tests.student.beginners.telling import COURSE

WEEKS = ("week06", "week07", "week08", "week09", "week10", "week11", "week12")
"""Weeks of few mistakes; in the others each is known to be seen, and there are a thousand."""
ON_THE_PATH = frozenset({"fit_deep__sums", "fit_text__sums", "fit_ratings__sums"})
"""Adam hardly minds a factor of the loss: `check` sees it on the path."""
FOR_ONE_NET = frozenset({"fit_cnn__convolves_by_itself"})
"""Goes through the layers of the exercise's own net by number: public checks hand it a smaller one."""


def checks(source, path):
    """The public checks of a file, ready to be called: those without fixtures."""
    there = {"__file__": str(path), "__name__": path.stem}
    exec(compile(source, str(path), "exec"), there)
    return [one for name, one in there.items() if name.startswith("test_") and not one.__code__.co_argcount]


@cache
def sources(name):
    """The right files of a week."""
    return read_week(name, COURSE).sources


def passes(program, module, name, exercise):
    """True where no public check of an exercise minds this program."""
    folder = {**sources(name), module: program}
    for file, source in folder.items():
        sys.modules[file] = ModuleType(file)
        exec(compile(source, f"{file}.py", "exec"), vars(sys.modules[file]))
    path = COURSE / "assignments" / name / "public" / f"test_{module}.py"
    try:
        with redirect_stdout(StringIO()):
            for check in checks(path.read_text(encoding="utf-8"), path):
                if exercise in check.__code__.co_names:
                    check()
    except Exception:  # noqa: BLE001 - whatever a mistake raises
        return False
    finally:
        for file in folder:
            del sys.modules[file]
    return True


@pytest.mark.slow
@pytest.mark.parametrize("name", WEEKS)
def test_no_known_mistake_passes_all_public_checks(name):
    """`check` said "right", and the page took points."""
    week = read_week(name, COURSE)
    asked = [one for one in week.mistakes if one.exercise != "print_path"]  # whose check needs a fixture
    unseen = {
        one.name
        for one in asked
        if passes(f"{week.sources[one.module]}\n\n{one.source}", one.module, name, one.exercise)
    }
    assert unseen <= ON_THE_PATH


@pytest.mark.slow
@pytest.mark.parametrize("name", WEEKS)
def test_other_right_answers_pass_all_public_checks(name):
    """`check` said "wrong", and the page gave all points."""
    week = read_week(name, COURSE)
    asked = [one for one in week.variants if one.exercise != "print_path"]
    unfit = {
        one.name
        for one in asked
        if not passes(f"{week.sources[one.module]}\n\n{one.source}", one.module, name, one.exercise)
    }
    assert unfit <= FOR_ONE_NET


COUNTED_IN_FLOATS = """
def confusion(labels, predicted, classes):
    counts = torch.zeros(classes, classes)
    for i, j in zip(labels, predicted):
        counts[i, j] += 1
    return counts
"""


OPEN_AT_0 = """
class Relu:
    def forward(self, u):
        self.u = u
        return u.clamp(min=0)
    def backward(self, gradient):
        return gradient * (self.u >= 0)
"""


ALWAYS_SHUFFLED = """
def make_loader(x, y, batch_size=10, shuffle=False):
    dataset = torch.utils.data.TensorDataset(x, y)
    return torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=True)
"""


@pytest.mark.parametrize(
    ("name", "module", "exercise", "program"),
    [
        ("week07", "loading", "make_loader", ALWAYS_SHUFFLED),
        ("week08", "softmax", "confusion", COUNTED_IN_FLOATS),
        ("week12", "layers", "Relu", OPEN_AT_0),
    ],
)
def test_what_the_docstring_alone_settles_does_not_pass(name, module, exercise, program):
    """The page takes points for another dtype, another derivative at 0, and an order that was not asked."""
    right = read_week(name, COURSE).sources[module]
    assert passes(right, module, name, exercise)
    assert not passes(f"{right}\n\n{program}", module, name, exercise)


A_NEW_PARAMETER = """
def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        loss = torch.sum((y - X @ What) ** 2)
        loss.backward()
        What = (What - lr * What.grad).detach().requires_grad_()
    return What
"""


def test_a_path_that_goes_through_new_parameters_passes():
    """What is judged is the path: the page gives all points."""
    right = read_week("week03", COURSE).sources["four_steps"]
    assert passes(f"{right}\n\n{A_NEW_PARAMETER}", "four_steps", "week03", "fit")
