"""A week's policy, the clock, what was published → what a student may read now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.grading.bucket import LooksLeft, looks_left
from autograder.model import DecisionKind, Feedback, Signed
from autograder.store.looks import Looks

if TYPE_CHECKING:
    from autograder.model import Assignment, Grade
    from autograder.store.store import Store


@dataclass(frozen=True, slots=True)
class Showing:
    """How far feedback goes for a student now.

    `expected`: right values too. `looks`: of a bucket, where the result is there and costs one to read.
    """

    graded: bool
    readable: bool
    expected: bool
    looks: LooksLeft | None = None

    @property
    def may_look(self) -> bool:
        """True where a look would open the result."""
        return self.looks is not None and self.graded and not self.readable and self.looks.left > 0


def deadline(store: Store, assignment: Assignment, student: str) -> datetime | None:
    """The due time of a student: the week's, or the extension's."""
    decided = store.circumstances_of(assignment.week, student).decided(DecisionKind.EXTENSION)
    return decided.until if decided and decided.until else assignment.due


def showing(
    store: Store, assignment: Assignment, student: str, now: datetime, *, earlier: Grade | None = None
) -> Showing:
    """How far feedback goes for a student at a moment.

    By the week's policy, or as it was published. `earlier`: of that grade, instead of the one that counts.
    """
    grade = earlier or store.grade_of(assignment.week, student)
    due = deadline(store, assignment, student)
    over = due is not None and now > max(due, assignment.due or due)
    published = student in store.published(assignment.week).shown if grade else False
    expected = over or assignment.expected_before_due or (published and assignment.due is None)
    bucket = assignment.feedback is Feedback.BUCKET and not over and not published
    taken = Looks(store).of(assignment.week, student) if bucket else ()
    looked = grade is not None and (grade.status.needs_person or any(look.work == _work(grade) for look in taken))
    at_once = assignment.feedback is Feedback.AT_ONCE
    return Showing(
        graded=grade is not None,
        readable=grade is not None and (at_once or over or published or (bucket and looked)),
        expected=expected,
        looks=looks_left(assignment.bucket, taken, now) if bucket else None,
    )


def take_look(store: Store, assignment: Assignment, student: str, signed: Signed) -> None:
    """Take a look at the attempt that counts.

    What we could not grade costs nothing. Raises RecordError where there is nothing to look at, or no look left.
    """
    grade = store.grade_of(assignment.week, student)
    if grade is None:
        raise RecordError("There is nothing to look at yet. Hand in, and wait until it is graded.")
    if assignment.feedback is Feedback.BUCKET and not showing(store, assignment, student, signed.at).readable:
        Looks(store).take(assignment.week, student, _work(grade), assignment.bucket, signed)


def _work(grade: Grade) -> str:
    return grade.provenance.submission
