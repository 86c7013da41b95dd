"""How long to wait for a child: by the processor where it was given one, by the clock where not."""

from __future__ import annotations

from autograder.sandbox.host.patience import STARVED, Patience


def heard(at=100.0, wall=10.0, overall=1000.0, used=2.0):
    """Patience with a child that was last heard, and looked at, just now."""
    patience = Patience(wall, overall, deadline=0.0)
    patience.hear(at)
    patience.look(at, used)
    return patience


def test_a_frame_buys_the_wall_limit():
    assert heard(at=100.0, wall=10.0).deadline == 110.0


def test_nothing_buys_more_than_the_overall_limit():
    assert heard(at=100.0, wall=10.0, overall=103.0).deadline == 103.0


def test_a_child_that_had_the_processor_is_over():
    assert heard(at=100.0, used=2.0).is_over(110.0, 11.9)


def test_a_child_that_was_starved_is_not():
    """Twelve children on two processors: a busy machine costs no marks."""
    assert not heard(at=100.0, used=2.0).is_over(110.0, 4.0)


def test_a_starved_child_may_use_what_is_left_to_it():
    patience = heard(at=100.0, wall=10.0, used=2.0)
    patience.is_over(110.0, 5.0)
    assert patience.deadline == 117.0


def test_a_sleeper_is_over_in_the_end():
    assert heard(at=100.0, wall=10.0).is_over(100.0 + STARVED * 10.0, 2.0)


def test_the_cpu_time_is_looked_at_once_a_second_at_most():
    """A tape of thousands of frames must not ask the server thousands of times."""
    patience = heard(at=100.0)
    assert (patience.hear(100.5), patience.hear(101.5)) == (False, True)
