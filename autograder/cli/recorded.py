"""Options of the commands that look into the record: where it is, who asks, and why."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.model import Assignment, Final, Recording, Signed, Submission
    from autograder.sandbox import Isolation
    from autograder.store.store import Store
    from autograder.workflows.grade import Recorded

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
ROSTER = click.Path(exists=True, dir_okay=False, path_type=Path)


def store(command: Decorated) -> Decorated:
    """Which record."""
    return click.option("--store", help="Path or URL of the record. Default: autograder.db in the course folder.")(
        command
    )


def roster(command: Decorated) -> Decorated:
    """Who is in the class."""
    return click.option("--roster", type=ROSTER, help="CSV or Excel: student_id,name,email.")(command)


def by(command: Decorated) -> Decorated:
    """Who decides."""
    return click.option("--by", default=_user, help="Who you are, for the record. Default: your user name.")(command)


def why(command: Decorated) -> Decorated:
    """The reason, which is kept."""
    return click.option(
        "--why", required=True, metavar="TEXT", help="The reason. It is kept, and the student reads it."
    )(command)


def withdraw(command: Decorated) -> Decorated:
    """Taking a decision back."""
    return click.option("--withdraw", is_flag=True, help="Take back what was decided. It stays in the history.")(
        command
    )


def opened(where: str | None, course: Path) -> Store:
    """The record of a course, to be used in a `with`."""
    from autograder.store.store import Store

    return Store(where or course / "autograder.db")


def receipt_key(where: str | None, course: Path) -> str | None:
    """Public half of the key that the course signs receipts with, if it has one."""
    from autograder.submissions.signing import course_key, key_path, public_half

    path = key_path(where, course)
    return public_half(course_key(path)) if path.exists() else None


@contextmanager
def runner(assignment: Assignment, *, trusted_only: bool) -> Iterator[tuple[Callable[[Submission], Recording], str]]:
    """What runs one submission, for as long as the block lasts; and how well it is walled off."""
    from autograder.sandbox import (
        Isolation,
        open_sandbox,
        record,
    )

    walls = Isolation.TRUSTED_ONLY if trusted_only else None
    with open_sandbox(limits=assignment.limits, isolation=walls, jobs=1, data=assignment.data) as sandbox:
        yield lambda work: record(work, assignment, sandbox), str(sandbox.isolation)


@contextmanager
def running(
    assignment: Assignment, cluster: str | None, *, jobs: int, trusted_only: bool
) -> Iterator[tuple[Isolation, Recorded]]:
    """What runs submissions, on this machine or on many, and how far it keeps them from it."""
    from autograder.sandbox import Isolation, open_sandbox

    walls = Isolation.TRUSTED_ONLY if trusted_only else None
    if cluster:
        from autograder.execution.cluster import open_cluster

        with open_cluster(cluster, assignment=assignment, isolation=walls) as machines:
            yield machines.isolation, machines.recorded
        return
    from autograder.execution import local

    with open_sandbox(limits=assignment.limits, isolation=walls, jobs=jobs + 1, data=assignment.data) as sandbox:
        yield sandbox.isolation, partial(local.recorded, assignment=assignment, sandbox=sandbox, jobs=jobs + 1)


def signed(by: str, why: str = "") -> Signed:
    """Who, now, and why."""
    from autograder.model import Signed  # noqa: PLC0415

    return Signed(by, datetime.now(UTC), why)


def worth(final: Final | None) -> dict[str, object] | None:
    """A final for scripts."""
    if final is None:
        return None
    return {"points": final.points, "out_of": final.out_of, "status": str(final.status), "excused": final.excused}


def _user() -> str:
    """A container may run as a user that has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
