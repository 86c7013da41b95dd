"""Two mistakes in one program, and tapes that are the same."""

from __future__ import annotations

import torch

from autograder.judge.known_mistake import merged, same_tapes
from autograder.model import Column, Ending, Mistake, RecordedLoop, Step, Tape
from autograder.recorder.describe import describe
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


def test_tapes_of_several_loops_are_the_same_only_where_all_of_them_are():
    """SGD and then Adam is no SGD that starts again: the first loop is another."""

    def tape(*turns):
        loops = []
        for line, rows in enumerate(turns):
            after = Column("after.w", (0, 1), describe(torch.tensor(rows).reshape(2, 1)))
            loops.append(RecordedLoop("fit.py", line, "", 2, (2 * line, 2 * line + 1), columns=(after,)))
        return Tape("fit/it", Ending.FINISHED, epochs=2, loops=tuple(loops))

    right = tape([1.0, 2.0], [3.0, 4.0])
    assert same_tapes(tape([1.0, 2.0], [3.0, 4.0]), right)
    assert not same_tapes(tape([1.0, 2.5], [3.0, 4.0]), right)
    assert not same_tapes(tape([1.0, 2.0]), right)
