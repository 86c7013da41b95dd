"""Work on record → words: who received it, what was left out, what replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from autograder.grading.redaction import public_marks
from autograder.model import Fate, JobState, Outcome, Status
from autograder.portal.rendering import clock
from autograder.report.messages.catalog import number, pick, say
from autograder.report.messages.events import IN_PART, duration, fate, why_left_out
from autograder.report.messages.sentences import message
from autograder.workflows.handing_in import came_by_folder, replaced
from autograder.workflows.opening import week_in_force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Assignment, Grade, Received, Upload
    from autograder.portal.access import Visit
    from autograder.workflows.showing import Showing


@dataclass(frozen=True, slots=True)
class PublicFinding:
    """A check on the lecture's own numbers, told at any time."""

    name: str
    exercise: str
    asked: str
    outcome: str
    message: str


@dataclass(frozen=True, slots=True)
class Replacing:
    """Work that a hand-in made now takes the place of, in words.

    Points only as far as they may be read.
    """

    anything: bool
    points: str
    names: tuple[str, ...]
    late: str


def by_ta(visit: Visit, assignment: Assignment, student: str, attempts: Sequence[Upload]) -> str:
    """Say when the work that counts came, if a TA received it; "" if an upload did."""
    grade = visit.course.store.grade_of(assignment.week, student)
    if grade is None or grade.submission is None or not came_by_folder(grade, attempts):
        return ""
    at = clock(grade.submission.received, ZoneInfo(assignment.zone))
    return say("portal.by_ta_at", visit.language, at=at) if at else say("portal.by_ta", visit.language)


def unread_files(visit: Visit, assignment: Assignment, attempts: Sequence[Upload]) -> tuple[tuple[str, str], ...]:
    """Files of the work that counts that could not be read, each with the reason.

    Told at any time; nothing of it while newer work waits.
    """
    grade = visit.course.store.grade_of(assignment.week, visit.me.id)
    waits = bool(attempts) and attempts[0].state is not JobState.DONE
    return () if grade is None or grade.status is not Status.UNREAD or waits else left_out(grade, visit.language)


def left_out(grade: Grade | None, language: str) -> tuple[tuple[str, str], ...]:
    """Files of an attempt of which nothing was graded, each with the reason."""
    files = grade.submission.files if grade and grade.submission else ()
    strange = grade is not None and grade.status is Status.UNREAD
    left = [file for file in files if file.fate is not Fate.TAKEN or (strange and file.reason in IN_PART)]
    return tuple((PurePosixPath(file.path).name, _why(file, language)) for file in left)


def _why(file: Received, language: str) -> str:
    """The fate of a file, of one that was read the reason alone."""
    return why_left_out(file, language) if file.reason in IN_PART else fate(file, language)


def public_findings(visit: Visit, assignment: Assignment, upload: Upload | None = None) -> tuple[PublicFinding, ...]:
    """Findings on the numbers of the lecture, for the work that counts.

    They are told at any time; of an older attempt nothing.
    """
    grade = visit.course.store.grade_of(assignment.week, visit.me.id)
    if (
        grade is None
        or grade.status.needs_person
        or (upload and grade.submission and grade.submission.received != upload.at)
    ):
        return ()
    graded = week_in_force(assignment, visit.course.store).assignment
    checks = {check.name: check for check in graded.checks}
    return tuple(
        PublicFinding(
            mark.verdict.check,
            checks[mark.verdict.check].exercise,
            pick(checks[mark.verdict.check].text, visit.language),
            str(mark.verdict.outcome),
            "" if mark.verdict.outcome is Outcome.PASSED else message(mark.verdict, graded, visit.language),
        )
        for mark in public_marks(grade, graded.checks)
    )


def replacing(visit: Visit, assignment: Assignment, attempts: Sequence[Upload], shown: Showing) -> Replacing:
    """The work that a hand-in made now takes the place of, and how late it is."""
    found = replaced(visit.course.store, attempts, assignment, visit.me.id, now=visit.now)
    told = found.final if found.final and shown.readable else None
    late, late_by = "", found.lateness
    if late_by.minutes:
        code = "nothing" if not found.share else "costs" if found.share < 1 else "free"
        parts = {"time": duration(late_by.minutes, visit.language), "percent": number(100 * found.share)}
        late = say(f"portal.now_late.{code}", visit.language, **parts)
        late += " " + say("portal.now_late.spent", visit.language, days=late_by.spent) if late_by.spent else ""
    told = told if told and told.out_of and not told.status.needs_person else None  # an excused week has none
    points = f"{number(told.points)} / {number(told.out_of)}" if told else ""
    return Replacing(found.anything, points, found.names, late)
