"""How long to wait for a child: by the processor where it was given one, by the clock where not."""

from __future__ import annotations

from autograder.model import Ending
from autograder.sandbox.host.deadline import ASLEEP, STARVED, Deadline


def heard(at=100.0, wall=10.0, overall=1000.0, used=2.0):
    """The deadline of a child that was last heard, and looked at, just now."""
    deadline = Deadline(wall, overall, at=0.0)
    deadline.hear(at)
    deadline.look(at, used, 0.0)
    return deadline


def test_a_frame_buys_the_wall_limit():
    assert heard(at=100.0, wall=10.0).at == 110.0


def test_nothing_buys_more_than_the_overall_limit():
    assert heard(at=100.0, wall=10.0, overall=103.0).at == 103.0


def test_a_child_that_had_the_processor_is_over():
    assert heard(at=100.0, used=2.0).over(110.0, 11.9, 0.0) is Ending.TIMED_OUT


def test_a_child_that_was_starved_is_not():
    """Twelve children on two processors: a busy machine costs no marks."""
    assert heard(at=100.0, used=2.0).over(110.0, 4.0, 8.0) is None


def test_a_starved_child_may_use_what_is_left_to_it():
    deadline = heard(at=100.0, wall=10.0, used=2.0)
    deadline.over(110.0, 5.0, 7.0)
    assert deadline.at == 117.0


def test_a_sleeper_is_over_in_the_end():
    assert heard(at=100.0, wall=10.0).over(100.0 + ASLEEP * 10.0, 2.0, 0.0) is Ending.TIMED_OUT


def test_a_sleeper_on_a_busy_machine_is_over_as_well():
    """What it waited when it woke is not its own; the rest is sleep."""
    assert heard(at=100.0, wall=10.0).over(101.0 + ASLEEP * 10.0, 2.0, 1.0) is Ending.TIMED_OUT


def test_a_child_that_waited_for_the_processor_is_waited_for():
    """Right work on a loaded machine: three times the limit have passed, and it was hardly given any of them."""
    assert heard(at=100.0, wall=10.0).over(100.0 + ASLEEP * 10.0, 6.0, 26.0) is None


def test_a_child_that_the_machine_starves_is_the_machine_s_fault():
    assert heard(at=100.0, wall=10.0).over(100.0 + STARVED * 10.0, 3.0, 10.0 * STARVED - 1.0) is Ending.BROKEN


def test_what_was_waited_is_not_taken_off_the_time_altogether():
    deadline = heard(at=100.0, wall=10.0, overall=105.0)
    assert (deadline.over(105.0, 3.0, 4.0), deadline.at) == (None, 109.0)


def test_the_cpu_time_is_looked_at_once_a_second_at_most():
    """A tape of thousands of frames must not ask the server thousands of times."""
    deadline = heard(at=100.0)
    assert (deadline.hear(100.5), deadline.hear(101.5)) == (False, True)
