"""A week's folder and one student's work → a Grade, for graders of other systems."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from autograder.errors import GraderError, UnreadError
from autograder.judge.judge import Judge
from autograder.model import LANGUAGES, Assignment, Grade, Mark, Outcome, Submission
from autograder.report.grades import lines
from autograder.report.messages.catalog import say
from autograder.report.messages.sentences import by_name, joined, of_mark, title
from autograder.sandbox import Isolation, Sandbox, open_sandbox, record
from autograder.submissions import collect
from autograder.submissions.assemble import digest
from autograder.submissions.sources import code
from autograder.submissions.walk import copied
from autograder.workflows import worth
from autograder.workflows.opening import open_week

if TYPE_CHECKING:
    from autograder.model import Graded

TRUSTED_ONLY = "AUTOGRADER_TRUSTED_ONLY"
"""Set in the environment, it accepts that student code is not confined, where this machine cannot."""

_STUDENT = "20000000"
_SIGNS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.BLOCKED: "–"}


@dataclass(frozen=True)
class Examiner:
    """One open week: its judge, and the sandbox for the work."""

    judge: Judge
    sandbox: Sandbox

    @property
    def assignment(self) -> Assignment:
        """The week, with its checks."""
        return self.judge.assignment

    def grade(self, submission: Submission) -> Grade:
        """Run and judge.

        Raises GraderError where a check could not be judged: our fault is never a zero.
        """
        recording = record(submission, self.assignment, self.sandbox)
        grade = worth.judged(self.judge, submission, recording, isolation=str(self.sandbox.isolation))
        ours = [mark.verdict.check for mark in grade.marks if mark.verdict.outcome is Outcome.UNGRADED]
        if ours:
            why = recording.detail or "the checks raised"
            raise GraderError(
                f"{', '.join(ours)} could not be judged: {why}. No points were given; grade the work again."
            )
        return grade


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """Points of one exercise, and a line for every check in words for the student."""

    name: str
    points: float
    out_of: float
    marks: tuple[Mark, ...]
    lines: tuple[str, ...]


@contextmanager
def examiner(folder: Path, *, trusted_only: bool = False) -> Iterator[Examiner]:
    """The week in `folder`, opened for as long as the block lasts.

    Raises IsolationError where this machine cannot confine student code, unless `trusted_only` accepts that it is not
    confined; the grades then say so.
    """
    with (
        open_week(str(folder), folder.parent) as (assignment, judge),
        open_sandbox(
            limits=assignment.limits,
            isolation=Isolation.TRUSTED_ONLY if trusted_only else None,
            data=assignment.data,
        ) as sandbox,
    ):
        yield Examiner(judge, sandbox)


def accepted(configured: object = None) -> bool:
    """The operator's word, here or in the environment, for unconfined code."""
    return bool(configured or os.environ.get(TRUSTED_ONLY))


@cache
def kept(folder: Path, *, trusted_only: bool = False) -> Examiner:
    """An examiner until the process ends, for systems that never say they are done."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(examiner(folder, trusted_only=trusted_only))


def work(name: str, content: bytes, assignment: Assignment, *, student: str) -> Submission:
    """One notebook or script as a submission.

    What cannot be read defines nothing, and so earns nothing.
    """
    try:
        sources = (code(name, content, limits=assignment.limits).source,)
    except UnreadError:
        sources = ()
    return Submission(student, assignment.week, sources, digest(sources))


def uploaded(place: Path, assignment: Assignment) -> Submission:
    """All files of code in a folder or file as one student's work.

    Archives and several files as `grade` takes them; links and pipes are not followed.
    """
    with TemporaryDirectory() as room:
        inside = Path(room) / _STUDENT
        copied(place, inside)
        collected = collect(
            [Path(room)],
            week=assignment.week,
            exercises=assignment.exercises,
            settled={_STUDENT: _STUDENT},
            limits=assignment.limits,
        )
    mine = [submission for submission in collected.submissions if submission.student == _STUDENT]
    return mine[0] if mine else Submission(_STUDENT, assignment.week, (), digest(()))


def exercise_results(
    graded: Graded, assignment: Assignment, languages: Sequence[str] = LANGUAGES
) -> tuple[ExerciseResult, ...]:
    """The results of graded work by exercise, in the week's order."""
    return tuple(
        ExerciseResult(
            line.name,
            line.points,
            line.out_of,
            line.marks,
            tuple(check_line(mark, assignment, language) for language in languages for mark in line.marks),
        )
        for line in lines(graded, by_name(assignment))
    )


def check_line(mark: Mark, assignment: Assignment, language: str) -> str:
    """`✗ 0/1  the question: the finding`."""
    week = by_name(assignment)
    question, said = title(week.checks[mark.verdict.check], language), joined(of_mark(mark, week, language), language)
    sign = _SIGNS.get(mark.verdict.outcome, "?")
    return f"{sign} {mark.points:g}/{mark.out_of:g}  {question}: {said}"


def isolation_warning(grade: Grade, languages: Sequence[str]) -> str:
    """The warning of a grade that was made without isolation; nothing of any other."""
    if grade.provenance.isolation != Isolation.TRUSTED_ONLY:
        return ""
    return "\n".join(say(f"isolation.{Isolation.TRUSTED_ONLY}", language) for language in languages)
