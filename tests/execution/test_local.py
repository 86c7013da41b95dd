"""A few submissions at once on this machine."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from autograder.errors import InstructorError
from autograder.execution import open_runner
from autograder.model import Assignment, Recording
from autograder.sandbox import recorded_ahead


def test_one_that_takes_long_holds_up_nobody_who_came_after_it():
    """Everybody else's recording is there while it still runs."""
    release = threading.Event()

    def record(job):
        if job == 0:
            assert release.wait(60)
        return Recording(str(job), ())

    recordings = recorded_ahead(range(20), record, threads=2, in_order=False)
    came = [next(recordings)[0] for _ in range(19)]
    release.set()
    assert (came, [job for job, _ in recordings]) == ([*range(1, 20)], [0])


def test_in_order_they_come_as_they_were_asked_for():
    jobs = [job for job, _ in recorded_ahead(range(20), lambda job: Recording(str(job), ()), threads=3)]
    assert jobs == [*range(20)]


def test_never_more_than_a_few_are_taken_ahead():
    taken = []
    recordings = recorded_ahead((taken.append(job) or job for job in range(50)), lambda _: Recording("", ()), threads=2)
    next(recordings)
    recordings.close()
    assert len(taken) == 4


def test_a_reader_who_leaves_waits_for_nothing_that_still_runs():
    """Ctrl-C in the middle of a class: an endless loop holds nobody up."""
    release = threading.Event()

    def record(job):
        return Recording(str(not job or release.wait(60)), ())

    recordings = recorded_ahead(range(4), record, threads=2, in_order=False)
    assert next(recordings)[0] == 0
    recordings.close()
    still_there = [thread for thread in threading.enumerate() if thread.name.startswith("record")]
    release.set()
    assert still_there


def test_a_machine_without_what_the_week_promises_does_not_begin():
    """Every student who trusted the handout would else lose a file to the import."""
    promised = Assignment("week09", {}, Path(), {}, (), packages=("torchvision_of_no_one",))
    with pytest.raises(InstructorError, match="pip install torchvision_of_no_one"), open_runner(promised):
        pass
