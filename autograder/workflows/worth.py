"""A recording and the judge → a grade.

A grade and its circumstances → what it is worth.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.changes.pieces import version_of
from autograder.grading.final import final
from autograder.grading.marking import mark, status
from autograder.grading.provenance import digest_of, provenance
from autograder.lint.alike import plausible
from autograder.lint.defaults import changed_defaults, defaults_of, may_explain
from autograder.lint.finding import docstrings_of, parameters_of, with_findings
from autograder.model import Fate, Grade, Outcome, Reason, Status, Submission

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from autograder.judge import Judge
    from autograder.model import Assignment, Circumstances, Final, Mark, Received, Recording, Verdict, WeekVersion


def week_version(assignment: Assignment, judge: Judge) -> WeekVersion:
    """Everything the marks of a week rest on, as it is now."""
    return version_of(
        assignment, judge.sources, kit=digest_of("judge", "checks", "recorder"), tolerances=judge.tolerances
    )


def judged(judge: Judge, submission: Submission, recording: Recording, *, isolation: str) -> Grade:
    """The grade that a recording earns."""
    marks = marked(judge, judge.judge(recording), submission)
    made_from = provenance(judge.assignment, submission, isolation)
    return Grade(submission.student, judge.assignment.week, status(marks), marks, made_from, submission, recording)


def marked(judge: Judge, verdicts: Iterable[Verdict], submission: Submission) -> tuple[Mark, ...]:
    """Marks for verdicts on a submission, with what its source explains of failures."""
    verdicts = tuple(verdicts)
    if not any(verdict.outcome is Outcome.FAILED for verdict in verdicts):
        return mark(judge.checks, verdicts, submission)
    exercises = {check.name: check.exercise for check in judge.checks}
    solution = judge.assignment.sources.values()
    mistakes = {mistake.name: mistake for mistake in judge.assignment.mistakes}
    own = plausible(verdicts, mistakes, submission.sources, solution)
    explained = with_findings(own, exercises, submission.sources, parameters_of(solution), docstrings_of(solution))
    changed = changed_defaults(submission.sources, defaults_of(solution))
    told = [replace(one, finding=changed.get(exercises[one.check])) if _is_bare(one) else one for one in explained]
    return mark(judge.checks, told, submission)


def _is_bare(verdict: Verdict) -> bool:
    """True where nothing explains yet what a default may come to."""
    known = verdict.finding or verdict.mistakes
    return verdict.outcome is Outcome.FAILED and not known and may_explain(verdict.difference)


def valued(assignment: Assignment, grade: Grade, circumstances: Circumstances) -> Final:
    """A grade after the week's late rule and people's decisions."""
    if grade.submission:
        work = grade.submission
        circumstances = replace(circumstances, received=work.received, lms_mark=work.lms_mark)
    return final(grade, circumstances, due=assignment.due, late=assignment.late)


def missing(assignment: Assignment, student: str, isolation: str, status: Status = Status.MISSING) -> Grade:
    """The grade of a student under whose name nothing came."""
    nothing = Submission(student, assignment.week, (), "")
    return Grade(student, assignment.week, status, (), provenance(assignment, nothing, isolation))


def possible_owners(files: Iterable[Received], students: Collection[str]) -> frozenset[str]:
    """Those of these students whose work a file without a sure owner may be.

    All of them, where nothing says whose a file is: of them nobody says that nothing came.
    """
    unowned = [file for file in files if not file.student and file.fate in {Fate.UNMATCHED, Fate.UNREADABLE}]
    if any(file.reason not in _TOLD and not file.likely for file in unowned):
        return frozenset(students)
    named = {name for file in unowned if file.reason in _TOLD for name in file.detail.split(", ")}
    return frozenset(students) & ({file.likely for file in unowned} | named)


_TOLD = frozenset({Reason.AMBIGUOUS, Reason.CONFLICT, Reason.NOT_IN_ROSTER, Reason.SETTLED})
"""Reasons of files that tell of somebody: their detail are the ids it could be."""
