"""What a caller makes of wrong answers is right where the solution makes the same of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from autograder.assignment import read
from autograder.judge.case import Case
from autograder.judge.own_helpers.answers import answers_with
from autograder.judge.program import Program
from autograder.recorder.describe import describe
from tests.helpers import recording, write
from tests.judge.edited import TOML

SOLUTION = '''
def norm(x):
    """길이.

    The length.
    """
    return (x * x).sum().sqrt()


def ratio(x, y):
    """비.

    The ratio.
    """
    return norm(x) / norm(y)
'''
PROBES = """
import torch
from autograder.assignment import probe

PROBES = (
    probe("norm", "it", x=torch.tensor([3.0, 4.0])),
    probe("ratio", "it", x=torch.tensor([3.0, 4.0]), y=torch.tensor([1.0, 3.0])),
)
"""


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    files = {"week.toml": TOML.format("norms"), "norms.py": SOLUTION, "probes.py": PROBES}
    assignment = read(write(tmp_path_factory.mktemp("answers") / "solutions" / "week01", files))
    program = Program(assignment)

    def answered(*edits: tuple[str, str], quantity: str = "returned", **changes: object) -> bool:
        source = SOLUTION
        for before, after in edits:
            source = source.replace(before, after)
        mine = recording(assignment, source, name="norms.py")
        tapes = tuple(replace(one, **changes) if one.probe == "ratio/it" else one for one in mine.tapes)
        return answers_with(Case(assignment, replace(mine, tapes=tapes), program), "ratio/it", "norm", quantity)

    return answered


WRONG = (".sum().sqrt()", ".sum()")


def test_what_the_solution_makes_of_them_is_right(answered):
    assert answered(WRONG)
    assert answered(WRONG, quantity="")


def test_anything_else_is_the_callers_own(answered):
    assert not answered(WRONG, ("norm(x) / norm(y)", "norm(y) / norm(x)"))


def test_a_helper_that_is_asked_more_often_explains_nothing(answered):
    assert not answered(WRONG, ("return norm(x)", "norm(x)\n    return norm(x)"))


def test_an_answer_that_is_the_helpers_own_shows_nothing_of_its_caller(answered):
    assert not answered((".sum().sqrt()", ".sum() * 0 + 1"))


def test_without_a_quantity_nothing_else_may_have_been_looked_at(answered):
    assert not answered(WRONG, quantity="", seen={"state": describe(torch.ones(1))})
