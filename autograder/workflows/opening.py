"""A week's name and a course folder → the week, its judge, its record.

What use cases begin with.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, TypeVar

from autograder.assignment import exercise_names, read
from autograder.errors import InstructorError, UsageError
from autograder.model import Assignment, Grade, Status, Student
from autograder.store.store import Store
from autograder.text import near_it
from autograder.workflows.worth import missing, possible_owners

if TYPE_CHECKING:
    from autograder.judge import Judge

Opened = TypeVar("Opened")


def week_folder(week: str, course: Path) -> Path:
    """The secret half of a week.

    Solutions/<week> in the course folder, or the folder that is named itself.
    """
    for folder in (course / "solutions" / week, Path(week)):
        if (folder / "week.toml").is_file():
            return folder
    near = near_it(week, sorted(path.parent.name for path in (course / "solutions").glob("*/week.toml")))
    raise UsageError(
        f"There is no week {week!r}: {course / 'solutions' / week} has no week.toml.{near} Name a week of this course, or its folder."
    )


def refuse_unknown_week(record: Store, week: str, course: Path) -> None:
    """Raise UsageError for a week that is neither on record nor in the course.

    What is decided of a misspelt one would be kept, and never count.
    """
    if record.intake(week) is None and not record.students(week):
        name = week_folder(week, course).resolve().name
        if name != week:
            raise UsageError(f"The record knows a week by its name alone. Write {name} in place of {week}.")


def exercises_elsewhere(assignment: Assignment) -> Mapping[str, frozenset[str]]:
    """Exercises of the course's other weeks; of a week that is not fit none."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted(assignment.folder.resolve().parent.glob("*/week.toml")):
        if path.parent.name != assignment.week:
            with suppress(InstructorError, OSError):
                found[path.parent.name] = exercise_names(path.parent)
    return found


def read_week(week: str, course: Path) -> Assignment:
    """A week without its hidden checks: nothing of torch is needed."""
    return read(week_folder(week, course))


def last_change(folder: Path) -> float:
    """The Unix second in which a week's folder was changed last."""
    newest = 0.0
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        newest = max(newest, *(Path(path).stat().st_mtime for path in (place, *(f"{place}/{name}" for name in files))))
    return newest


class Weeks:
    """The weeks of a course, each read again only once its folder has changed."""

    def __init__(self, course: Path) -> None:
        self._course = course
        self._read: dict[str, tuple[float, Assignment]] = {}
        self._reading = Lock()  # a week's probes are imported, which two threads must not do at once

    @property
    def names(self) -> tuple[str, ...]:
        """All weeks there are, sorted."""
        return tuple(sorted(path.parent.name for path in (self._course / "solutions").glob("*/week.toml")))

    def week(self, name: str) -> Assignment:
        """A week without its hidden checks. Raises UsageError for one that is not there."""
        if name not in self.names:
            raise UsageError(f"There is no week {name!r} in {self._course}.")
        changed = last_change(self._course / "solutions" / name)
        with self._reading:
            if name not in self._read or self._read[name][0] != changed:
                self._read[name] = (changed, read_week(name, self._course))
            return self._read[name][1]


@contextmanager
def open_week(week: str, course: Path) -> Iterator[tuple[Assignment, Judge]]:
    """A week with its hidden checks, and the judge that holds them."""
    with open_judge(read_week(week, course)) as judge:
        yield judge.assignment, judge


@contextmanager
def open_judge(assignment: Assignment) -> Iterator[Judge]:
    """The judge of a week, for as long as the block lasts."""
    from autograder.judge import Judge  # noqa: PLC0415 - torch, two seconds that most commands need not wait for

    with Judge(assignment) as judge:
        yield judge


@contextmanager
def meanwhile(opening: AbstractContextManager[Opened]) -> Iterator[Callable[[], Opened]]:
    """Open something slow in a thread of its own → a call that waits for it.

    What it gives is closed at the end of the block, be it asked for or not.
    """
    with ExitStack() as stack, ThreadPoolExecutor(1, thread_name_prefix="opening") as thread:
        yield thread.submit(stack.enter_context, opening).result


@contextmanager
def beside(*runs: Callable[[Event], None]) -> Iterator[None]:
    """Run each in a thread of its own for as long as the block lasts.

    Each is handed the event that is set at the end of the block, by which it must end.
    """
    over = Event()
    threads = [Thread(target=run, args=(over,), daemon=True) for run in runs]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def open_store(where: str | Path | None, course: Path) -> Store:
    """The record of a course, to be used in a `with`.

    A path or URL, or else autograder.db in the course folder.
    """
    return Store(where or course / "autograder.db")


@dataclass(frozen=True, slots=True)
class GradedWeek:
    """A week as it was graded.

    The version in force, which may be older than the week's folder.
    """

    assignment: Assignment
    changed: bool  # the folder is not what the marks rest on: a regrade would show what that does


def week_in_force(assignment: Assignment, store: Store) -> GradedWeek:
    """The week with the checks, deadline and late rule that its marks rest on."""
    version = store.version(assignment.week)
    graded = replace(assignment, checks=version.checks, due=version.due, late=version.late)
    return GradedWeek(graded, version.digest != assignment.digest)


def grades_of_class(
    store: Store, assignment: Assignment, roster: Sequence[Student] = (), *, tapes: bool = False
) -> Iterator[Grade]:
    """The grades on record, and of the roster those who have none.

    One at a time: tapes are large.
    """
    seen = set()
    for grade in store.grades(assignment.week, tapes=tapes):
        seen.add(grade.student)
        yield grade
    new = tuple(student.id for student in roster if student.id not in seen)
    intake = store.intake(assignment.week) if new else None
    asked_about = possible_owners(intake.files if intake else (), new)
    for student in new:
        yield missing(assignment, student, "", Status.UNOWNED if student in asked_about else Status.MISSING)
