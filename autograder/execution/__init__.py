"""Submissions → recordings, on one machine or on many."""

from __future__ import annotations

import importlib.util
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from autograder.errors import InstructorError
from autograder.execution.cluster import open_cluster
from autograder.execution.local import open_pool
from autograder.sandbox import Isolation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from autograder.model import Assignment, Recording, Submission

__all__ = ["Runner", "open_runner"]


class Runner(Protocol):
    """A place where student code runs, open for one week."""

    @property
    def isolation(self) -> Isolation:
        """How far student code is kept from the machine."""
        ...

    @property
    def running(self) -> Mapping[str, float]:
        """Students whose code runs now, the longest first, and since when.

        By the monotonic clock.
        """
        ...

    def recorded(self, submissions: Iterable[Submission]) -> Iterator[tuple[Submission, Recording]]:
        """Recordings as they are done.

        Never more than a few wait, however large the class.
        """
        ...


@contextmanager
def open_runner(
    assignment: Assignment, *, cluster: str | None = None, jobs: int = 1, trusted_only: bool = False
) -> Iterator[Runner]:
    """This machine, or the Dask cluster at an address, for as long as the block lasts."""
    isolation = Isolation.TRUSTED_ONLY if trusted_only else None
    if cluster:
        with open_cluster(cluster, assignment=assignment, isolation=isolation) as machines:
            yield machines
    else:
        _refuse_without_packages(assignment)
        with open_pool(assignment, jobs=jobs, isolation=isolation) as pool:
            yield pool


def _refuse_without_packages(assignment: Assignment) -> None:
    """Raise InstructorError where a library that the week promises is not here."""
    lacking = [name for name in assignment.packages if importlib.util.find_spec(name) is None]
    if lacking:
        raise InstructorError(
            f"{assignment.week} promises students {', '.join(lacking)} (packages in week.toml), and this machine has none. "
            f"Install it beside the kit, pip install {' '.join(lacking)}, or take it out of week.toml."
        )
