"""How long to wait for a child: by the processor where it was given one, by the clock where not."""

from __future__ import annotations

from autograder.sandbox.host.deadline import STARVED, Deadline


def heard(at=100.0, wall=10.0, overall=1000.0, used=2.0):
    """The deadline of a child that was last heard, and looked at, just now."""
    deadline = Deadline(wall, overall, at=0.0)
    deadline.hear(at)
    deadline.look(at, used)
    return deadline


def test_a_frame_buys_the_wall_limit():
    assert heard(at=100.0, wall=10.0).at == 110.0


def test_nothing_buys_more_than_the_overall_limit():
    assert heard(at=100.0, wall=10.0, overall=103.0).at == 103.0


def test_a_child_that_had_the_processor_is_over():
    assert heard(at=100.0, used=2.0).is_over(110.0, 11.9)


def test_a_child_that_was_starved_is_not():
    """Twelve children on two processors: a busy machine costs no marks."""
    assert not heard(at=100.0, used=2.0).is_over(110.0, 4.0)


def test_a_starved_child_may_use_what_is_left_to_it():
    deadline = heard(at=100.0, wall=10.0, used=2.0)
    deadline.is_over(110.0, 5.0)
    assert deadline.at == 117.0


def test_a_sleeper_is_over_in_the_end():
    assert heard(at=100.0, wall=10.0).is_over(100.0 + STARVED * 10.0, 2.0)


def test_the_cpu_time_is_looked_at_once_a_second_at_most():
    """A tape of thousands of frames must not ask the server thousands of times."""
    deadline = heard(at=100.0)
    assert (deadline.hear(100.5), deadline.hear(101.5)) == (False, True)
