"""Submissions → recordings on this machine: a few children of one warm sandbox at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from autograder.model import Assignment, Recording, Submission
from autograder.sandbox import Sandbox, record

AHEAD = 2


def recorded(
    submissions: Iterable[Submission], *, assignment: Assignment, sandbox: Sandbox, jobs: int
) -> Iterator[tuple[Submission, Recording]]:
    """In the order given. Never more than a few recordings wait to be judged, however large the class."""
    waiting: deque[tuple[Submission, Future[Recording]]] = deque()
    rest = iter(submissions)
    with ThreadPoolExecutor(jobs, thread_name_prefix="run") as pool:
        try:
            while True:
                for submission in islice(rest, AHEAD * jobs - len(waiting)):
                    waiting.append((submission, pool.submit(record, submission, assignment, sandbox)))
                if not waiting:
                    return
                submission, recording = waiting.popleft()
                yield submission, recording.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
