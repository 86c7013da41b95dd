"""What the solution does in each of the student's turns, from the student's own values."""

from __future__ import annotations

import pytest
import torch

from autograder.errors import DepartedError
from autograder.judge.right_path import right_paths
from tests import weeks
from tests.helpers import recording

WRONG = ("- lr * What.grad", "- 2 * lr * What.grad")


@pytest.fixture
def turns(judge):
    return followed(judge, WRONG)


def followed(judge, edit):
    probe = next(each for each in judge.assignment.probes if each.id == "fit/short")
    tapes = recording(judge.assignment, weeks.fit_with(edit)).tapes
    mine = next(tape for tape in tapes if tape.probe == probe.id and tape.shadow)
    (path,) = right_paths((mine,), judge.solution, probe, shadow=True)
    return path


def test_it_is_followed_in_every_turn_from_where_the_student_stood(turns):
    assert len(turns) == 5
    for number in range(4):
        right, following = turns.turn(number), turns.turn(number + 1)
        step = right.after["What"] - right.before["What"]
        assert torch.allclose(step, -0.05 * right.gradient["What"])
        assert torch.allclose(following.before["What"], right.before["What"] + 2 * step)


def test_a_turn_too_many_departs(turns):
    with pytest.raises(DepartedError):
        turns.at("loss", 5)


def test_what_the_solution_leaves_on_the_students_path_is_seen_and_so_is_that_they_stopped_before_it(judge, turns):
    """A best state put back, or validation losses: judged on their own path."""
    last = turns.turn(4).after["What"]
    assert torch.allclose(turns.seen["returned"], last)
    with pytest.raises(DepartedError) as caught:
        followed(judge, ("range(epochs)", "range(epochs - 1)")).seen  # noqa: B018 - asking raises
    assert (caught.value.difference.note, caught.value.difference.got) == ("stopped_early", "4")
