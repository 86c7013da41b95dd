"""Submissions → recordings on this machine.

A few children of one warm sandbox at a time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from autograder.model import Assignment, Recording, Submission
from autograder.sandbox import Isolation, Sandbox, open_sandbox, record, recorded_ahead


@dataclass(frozen=True, slots=True)
class Pool:
    """A sandbox for as many submissions at once as there are jobs.

    One more is being judged meanwhile. `running`: students whose code runs now, the longest first, and since when on the monotonic clock.
    """

    assignment: Assignment
    sandbox: Sandbox
    jobs: int
    running: dict[str, float] = field(default_factory=dict)

    @property
    def isolation(self) -> Isolation:
        """The sandbox's."""
        return self.sandbox.isolation

    def recorded(self, submissions: Iterable[Submission]) -> Iterator[tuple[Submission, Recording]]:
        """Recordings as they are done.

        Never more than a few wait, however large the class.
        """
        return recorded_ahead(submissions, self._recorded, threads=self.jobs, in_order=False)

    def _recorded(self, work: Submission) -> Recording:
        self.running[work.student] = time.monotonic()
        try:
            return record(work, self.assignment, self.sandbox)
        finally:
            self.running.pop(work.student, None)


@contextmanager
def open_pool(assignment: Assignment, *, jobs: int = 1, isolation: Isolation | None = None) -> Iterator[Pool]:
    """A warm sandbox for a week, for as long as the block lasts.

    One more child than jobs hides the judge's time.
    """
    threads = jobs + 1
    with open_sandbox(limits=assignment.limits, isolation=isolation, jobs=threads, data=assignment.data) as sandbox:
        yield Pool(assignment, sandbox, threads)
