"""A class of hostile programs, its course, and the week opened once for all doors that need it open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest

from autograder.__main__ import run
from autograder.assignment import read
from autograder.assignment.stub import cut
from autograder.execution.local import Pool
from autograder.handout import publish
from autograder.integrations.examiner import Examiner, examiner
from autograder.judge import Judge
from autograder.model import Check
from autograder.sandbox import record
from tests.attacks import classes
from tests.attacks.corpus import Attack, named

DEFAULTS = record.__kwdefaults__ or {}
FORMATS = ("files", "nbgrader", "otter", "gradescope")


@dataclass(frozen=True)
class Room:
    """A folder with course/, class/ and a released folder for each format; who hands in what; the week's checks."""

    folder: Path
    who: Mapping[str, Attack | None]
    checks: tuple[Check, ...]
    _stack: ExitStack = field(default_factory=ExitStack)

    @property
    def course(self) -> Path:
        """The course folder, whose record is autograder.db."""
        return self.folder / "course"

    @property
    def works(self) -> Path:
        """What the class handed in, a folder a student."""
        return self.folder / "class"

    @property
    def hostile(self) -> dict[str, Attack]:
        """The students who are not honest."""
        return {student: attack for student, attack in self.who.items() if attack is not None}

    @cached_property
    def expected(self) -> dict[str, set[str]]:
        """The checks that each student's work must pass, by what is written at the program's head."""
        return {
            student: named(attack.earns if attack else "everything", self.checks)
            for student, attack in self.who.items()
        }

    @cached_property
    def points(self) -> dict[str, float]:
        """What each student's work is worth by that."""
        values = {check.name: check.points for check in self.checks}
        return {student: sum(map(values.__getitem__, names)) for student, names in self.expected.items()}

    @cached_property
    def at_most(self) -> dict[str, float]:
        """The same for work in one notebook: of several files the last, an honest one, is what its names mean there."""
        several = {student for student, attack in self.who.items() if attack and len(attack.sources) > 1}
        return {
            student: self.points[classes.FIRST] if student in several else points
            for student, points in self.points.items()
        }

    @cached_property
    def graded(self) -> Path:
        """The folder that `grade` wrote of the class."""
        words = ("grade", "week01", self.works, "--out", self.folder / "out", *self.in_course)
        assert run([*map(str, words)]) in {0, 1}
        return self.folder / "out"

    @property
    def in_course(self) -> tuple[str, ...]:
        """Options of a command that runs students' code."""
        return "--course", str(self.course), "--jobs", "2"

    @cached_property
    def opened(self) -> Examiner:
        """The week and its sandbox, open until the room is left."""
        return self._stack.enter_context(examiner(self.course / "solutions" / "week01"))

    @property
    def runner(self) -> Pool:
        """The same sandbox, as a use case takes it."""
        return Pool(self.opened.assignment, self.opened.sandbox, 1)


@contextmanager
def room(folder: Path, who: Mapping[str, Attack | None], *, seconds: float = classes.SECONDS) -> Iterator[Room]:
    """Lay out the course and its class; close what was opened at the end."""
    week = classes.course(folder / "course", seconds=seconds) / "solutions" / "week01"
    assignment = read(week)
    for name in FORMATS:
        publish(cut(assignment), folder / name, formats=(name,), assignment=assignment)
    classes.class_folder(folder / "class", who)
    with Judge(assignment) as judge:
        checks = judge.checks
    with ExitStack() as stack:
        yield Room(folder, who, checks, stack)


@contextmanager
def clock(seconds: float) -> Iterator[None]:
    """Let a submission take so long by the clock, in this process and in workers of Dask that it starts."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setitem(DEFAULTS, "most_seconds", seconds)
        preload = f"from autograder.sandbox import record; record.__kwdefaults__['most_seconds'] = {seconds}"
        changed.setenv("DASK_DISTRIBUTED__WORKER__PRELOAD", preload)
        yield
