"""Two mistakes in one program, and tapes that are the same."""

from __future__ import annotations

from autograder.judge.known_mistake import merged, same_tapes
from autograder.model import Mistake, Step
from tests.helpers import recording
from tests.weeks import fit_with

PLAIN = "def f(x):\n    a = x + 1\n    b = a * 2\n    return b\n"


def mistake(before, after, text=PLAIN):
    return Mistake("f__wrong", "f", "regression", Step.LOSS, text.replace(before, after), {})


def test_two_mistakes_on_different_lines_are_merged():
    both = merged(PLAIN, mistake("+ 1", "- 1"), mistake("* 2", "* 3"))
    assert both == "def f(x):\n    a = x - 1\n    b = a * 3\n    return b\n"


def test_two_mistakes_on_one_line_are_not():
    assert merged(PLAIN, mistake("+ 1", "- 1"), mistake("+ 1", "+ 2")) is None


def test_tapes_are_the_same_within_the_tolerance_of_right_answers(judge):
    """A difference the other way round is no other program; half as much of it is."""
    edits = [(), (("(y - yhat) ** 2", "(yhat - y) ** 2"),), (("(y - yhat) ** 2", "(y - yhat) ** 2 / 2"),)]
    right, reordered, halved = ([t for t in _fits(judge, each) if not t.shadow] for each in edits)
    alike = [all(map(same_tapes, right, other)) for other in (reordered, halved)]
    assert alike == [True, False]


def _fits(judge, edits):
    tapes = recording(judge.assignment, fit_with(*edits)).tapes
    return [tape for tape in tapes if tape.probe.startswith("fit/")]
