"""Submissions → recordings on this machine.

A few children of one warm sandbox at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.model import Assignment, Recording, Submission
from autograder.sandbox import Sandbox, record, recorded_in_order


def recorded(
    submissions: Iterable[Submission], *, assignment: Assignment, sandbox: Sandbox, jobs: int
) -> Iterator[tuple[Submission, Recording]]:
    """Recordings in the order given.

    Never more than a few recordings wait to be judged, however large the class.
    """
    return recorded_in_order(submissions, lambda submission: record(submission, assignment, sandbox), threads=jobs)
