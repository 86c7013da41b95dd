"""Kept values of yhat beside the solution's, whatever they are called."""

from __future__ import annotations

import pytest

from autograder.judge.loop_path import Path
from autograder.judge.path_judge import PathJudge
from autograder.judge.shown_yhat import shown_yhat
from tests import weeks
from tests.helpers import recording

YHAT = "yhat = X @ What"
MOST = 1e-9


@pytest.fixture
def shown(judge):
    """Where yhat is right and where it is wrong, of a loop with these edits."""
    probe = next(each for each in judge.assignment.probes if each.id == "fit/lecture")
    beside = PathJudge(judge.solution, probe, judge.solution.tape(probe, shadow=True))

    def found(*edits):
        tapes = recording(judge.assignment, weeks.fit_with(*edits)).tapes
        mine = Path(next(tape for tape in tapes if tape.probe == probe.id and tape.shadow))
        return shown_yhat(mine, beside.loop, mine.epochs, MOST)

    return found


def test_yhat_is_wrong_where_it_is_wrong(shown):
    found = shown((YHAT, f"{YHAT} + (epoc == 7)"))
    assert found.where(30, right=False).nonzero().tolist() == [[7]]
    assert found.difference(7).quantity == "yhat"
    assert found.difference(6) is None


def test_a_value_of_another_name_that_is_right_at_first_is_yhat(shown):
    """A name is no evidence."""
    found = shown((YHAT, "h = X @ What\n        yhat = 2 * h"), ("(y - yhat)", "(y - yhat / 2)"))
    assert bool(found.where(30, right=True)[0])
    assert not bool(found.where(30, right=False).any())


def test_a_loop_without_a_value_for_each_row_shows_no_yhat(shown):
    named = ("(y - yhat)", "(y - X @ What)")
    assert shown((YHAT, "n = len(y)"), named) is None
