"""Uploads that wait → grades on record, and pictures for their pages.

The grader's side of the portal.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from autograder import submissions
from autograder.execution import Runner, open_runner
from autograder.files import sha256
from autograder.model import Assignment, Grade, JobState, RegradeState, Signed, Student, Submission, Upload
from autograder.store.regrades import Regrades
from autograder.store.uploads import Uploads
from autograder.workflows.feedback import drawn_and_kept
from autograder.workflows.grade import grade_works
from autograder.workflows.opening import beside, exercises_elsewhere, last_change, open_store, open_week, week_folder
from autograder.workflows.regrade_asked import LEASE as REGRADE_LEASE
from autograder.workflows.regrade_asked import regrade_asked
from autograder.workflows.worth import week_version

if TYPE_CHECKING:
    from autograder.judge import Judge  # noqa: TC004 - torch
    from autograder.store.store import Store

LEASE = timedelta(seconds=60)
"""How long a worker is believed to be alive without a word of it."""

BATCH = 4
"""Uploads taken at once, for each that runs at once: the sandbox is never idle, and no student waits for long."""

_LONGEST_NAME = 255
"""Bytes, on the disks there are. A student may send a longer one."""

_log = logging.getLogger("autograder.work")


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """A week with its judge and its sandbox, warm for one upload after another."""

    judge: Judge
    runner: Runner


def work(
    *,
    course: Path,
    worker: str,
    store: str | None = None,
    jobs: int = 1,
    cluster: str | None = None,
    trusted_only: bool = False,
    until: Callable[[float], bool],
) -> int:
    """Grade uploads as they come → how many.

    `until(seconds)` waits, and is True once there is nothing more to do.
    """
    done = 0
    with ExitStack() as stack, open_store(store, course) as record:
        uploads, regrades = Uploads(record), Regrades(record)
        weeks = _WarmWeeks(stack, course, cluster=cluster, jobs=jobs, trusted_only=trusted_only)

        def live() -> bool:
            nonlocal done
            taken = uploads.claim(worker, now=datetime.now(UTC), lease=LEASE, most=jobs * BATCH)
            done += _grade(taken, uploads, record, weeks, worker=worker) if taken else 0
            return bool(taken)

        while True:
            if live() or _regrade(record, regrades, weeks, worker=worker, live=live):
                continue
            if until(1.0):
                return done


# ---------------------------------------------------------------------- one batch


def _grade(taken: Sequence[Upload], uploads: Uploads, record: Store, weeks: _WarmWeeks, *, worker: str) -> int:
    """Grade uploads of one week.

    What fails by our fault goes back into the queue, and is nobody's zero.
    """
    left = {upload.id: upload for upload in taken}
    with _renewed(uploads, worker, left):
        try:
            week = weeks.opened(taken[0].week)
            signed = Signed("autograder", datetime.now(UTC), "handed in through the portal")
            record.adopt(week_version(week.judge.assignment, week.judge), signed)
            by_student = {upload.student: upload for upload in taken}
            assignment = week.judge.assignment
            elsewhere = exercises_elsewhere(assignment)
            works = [submission_of(each, uploads.contents_of(each.id), assignment, elsewhere) for each in taken]

            def is_ours(student: str) -> bool:
                """False for a grader that slept past its lease."""
                return bool(uploads.renew(worker, [by_student[student].id], datetime.now(UTC) + LEASE))

            for grade, _ in grade_works(
                week.judge, works, runner=week.runner, signed=signed, store=record, is_ours=is_ours
            ):
                upload = by_student[grade.student]
                _draw(grade, record, uploads, week.judge)
                uploads.finish(worker, upload.id, JobState.DONE, now=datetime.now(UTC))
                del left[upload.id]
        except Exception as error:  # noqa: BLE001 - one work must not end the grader of all: it is tried again, alone
            _log.exception("uploads %s go back into the queue", sorted(left))
            weeks.close(taken[0].week)
            uploads.release(worker, left, f"{type(error).__name__}: {error}"[:300])
    return len(taken) - len(left)


def _regrade(record: Store, regrades: Regrades, weeks: _WarmWeeks, *, worker: str, live: Callable[[], bool]) -> bool:
    """Work on a regrade that was asked for, where nothing live waits → False for none."""
    asked = regrades.claim(worker, now=datetime.now(UTC), lease=REGRADE_LEASE)
    if asked is None:
        return False
    try:
        with weeks.pinned(asked.week) as week:
            regrade_asked(
                asked, record, regrades, judge=week.judge, runner=week.runner, worker=worker, live=lambda: _all(live)
            )
    except Exception as error:  # noqa: BLE001 - as above: it is said on the page
        _log.exception("regrade %s cannot begin", asked.id)
        regrades.finish(worker, asked.id, RegradeState.FAILED, note=f"{type(error).__name__}: {error}"[:300])
    return True


def _all(live: Callable[[], bool]) -> None:
    while live():
        pass


def submission_of(
    upload: Upload, files: Mapping[str, bytes], assignment: Assignment, elsewhere: Mapping[str, frozenset[str]]
) -> Submission:
    """The work in an upload. What cannot be read is listed, and waits for a person.

    `elsewhere`: the exercises of other weeks.
    """
    with tempfile.TemporaryDirectory(prefix="autograder-upload-") as folder:
        named = Path(folder) / f"upload-{upload.id}"
        own = named / upload.student
        own.mkdir(parents=True)
        for number, (name, content) in enumerate(files.items(), 1):
            fits = name.strip(". ") and len(name.encode("utf-8", "replace")) <= _LONGEST_NAME
            (own / (Path(name).name if fits else f"{number}{Path(name).suffix[:8]}")).write_bytes(content)
        came = submissions.collect(
            [named],
            week=assignment.week,
            roster=[Student(upload.student)],
            exercises=assignment.exercises,
            due=assignment.due,
            zone=ZoneInfo(assignment.zone),
            elsewhere=elsewhere,
        )
    mine = [work for work in came.submissions if work.student == upload.student]
    nothing = Submission(upload.student, assignment.week, (), sha256(upload.receipt.encode()), files=came.files)
    return replace(mine[0] if mine else nothing, received=upload.at)


def _draw(grade: Grade, record: Store, uploads: Uploads, judge: Judge) -> None:
    taped = replace(grade, recording=record.tapes(grade.week, grade.student))
    if taped.recording:
        drawn_and_kept(taped, judge, uploads)


def _renewed(uploads: Uploads, worker: str, leased: dict[int, Upload]) -> AbstractContextManager[None]:
    """Hold leases for as long as the block lasts; a process that dies lets go of them."""

    def renew(over: Event) -> None:
        while not over.wait(LEASE.total_seconds() / 4):
            uploads.renew(worker, list(leased), datetime.now(UTC) + LEASE)

    return beside(renew)


class _WarmWeeks:
    """Weeks that are open, each with its judge and its sandbox.

    A week whose folder changed is opened anew.
    """

    def __init__(self, stack: ExitStack, course: Path, *, cluster: str | None, jobs: int, trusted_only: bool) -> None:
        self._course, self._cluster, self._jobs, self._trusted_only = course, cluster, jobs, trusted_only
        self._open: dict[str, tuple[float, ExitStack, OpenWeek]] = {}
        self._held: set[str] = set()
        stack.callback(self._close_all)

    @contextmanager
    def pinned(self, week: str) -> Iterator[OpenWeek]:
        """The week, which stays open as it is until the block ends."""
        with_it = self.opened(week)
        self._held.add(week)
        try:
            yield with_it
        finally:
            self._held.discard(week)

    def opened(self, week: str) -> OpenWeek:
        """The week, warm."""
        changed = last_change(week_folder(week, self._course))
        if week in self._open and self._open[week][0] != changed and week not in self._held:
            self.close(week)
        if week not in self._open:
            with ExitStack() as stack:
                assignment, judge = stack.enter_context(open_week(week, self._course))
                runner = stack.enter_context(
                    open_runner(assignment, cluster=self._cluster, jobs=self._jobs, trusted_only=self._trusted_only)
                )
                self._open[week] = (changed, stack.pop_all(), OpenWeek(judge, runner))
        return self._open[week][2]

    def close(self, week: str) -> None:
        """Close a week, if it is open."""
        if week in self._open and week not in self._held:
            self._open.pop(week)[1].close()

    def _close_all(self) -> None:
        for week in list(self._open):
            self.close(week)
