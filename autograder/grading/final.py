"""A grade, decisions and the late rule → final points, and every step to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.grading.late import how_late, late_adjustments
from autograder.grading.marking import UNREAD, checks_near
from autograder.model import (
    Adjustment,
    AdjustmentKind,
    Circumstances,
    DecisionKind,
    Final,
    Grade,
    Lateness,
    LatePolicy,
    Mark,
    Outcome,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTHING_READ = {
    Status.MISSING: AdjustmentKind.MISSING,
    Status.UNREAD: AdjustmentKind.UNREAD,
    Status.UNOWNED: AdjustmentKind.UNOWNED,
}


def final(grade: Grade, circumstances: Circumstances, *, due: datetime | None, late: LatePolicy) -> Final:
    """The worth of a grade under a late rule, once people have decided.

    Manual points of a check are late like any others; manual points of the whole week are the last word; an excused
    week is worth 0 of 0. Without a deadline all work is on time; work of an unknown time waits for a person where that
    costs points.
    """
    marks = tuple(_manual(mark, circumstances) for mark in grade.marks) if circumstances.decisions else grade.marks
    lateness = how_late(circumstances, due=due, late=late) if grade.submission else Lateness()
    adjustments = tuple(_total(grade, marks, circumstances, lateness, late))
    status = _status(grade, marks, circumstances, unknown=lateness.unknown and late.costs)
    excused = circumstances.decided(DecisionKind.EXCUSE) is not None
    last = adjustments[-1]
    return Final(
        grade.student,
        grade.week,
        status,
        last.points,
        last.out_of,
        grade.provenance,
        marks,
        adjustments,
        lateness,
        excused,
    )


def why(
    grade: Grade, circumstances: Circumstances, *, due: datetime | None, late: LatePolicy, check: str = ""
) -> tuple[Adjustment, ...]:
    """The steps that end in a student's points: of one check, or of the whole week."""
    if not check:
        return final(grade, circumstances, due=due, late=late).adjustments
    marks = {mark.verdict.check: mark for mark in grade.marks}
    if check not in marks:
        near = checks_near(check, marks)
        raise RecordError(f"{grade.week} has no check {check} for {grade.student}.{near}")
    return tuple(_of_check(marks[check], marks, circumstances))


# ---------------------------------------------------------------------- one check


def _manual(mark: Mark, circumstances: Circumstances) -> Mark:
    given = circumstances.decided(DecisionKind.POINTS, mark.verdict.check)
    if given is None or given.points is None:
        return mark
    return replace(mark, points=given.points, reason=AdjustmentKind.MANUAL, by=given.signed.by)


def _of_check(mark: Mark, marks: dict[str, Mark], circumstances: Circumstances) -> Iterator[Adjustment]:
    yield from (
        Adjustment(AdjustmentKind.BLOCKED_BY, one.points, one.out_of, one) for one in _roots(mark, marks, set())
    )
    yield Adjustment(AdjustmentKind.VERDICT, mark.points, mark.out_of, mark)
    given = _manual(mark, circumstances)
    if given != mark:
        yield Adjustment(
            AdjustmentKind.MANUAL,
            given.points,
            given.out_of,
            given,
            circumstances.decided(DecisionKind.POINTS, mark.verdict.check),
        )
    for comment in circumstances.comments(mark.verdict.check):
        yield Adjustment(AdjustmentKind.COMMENT, given.points, given.out_of, given, comment)


def _roots(mark: Mark, marks: dict[str, Mark], seen: set[str]) -> Iterator[Mark]:
    """The failed checks at the far end of what a blocked check waits for."""
    for name in mark.verdict.waits_for:
        if name in marks and name not in seen:
            seen.add(name)
            needed = marks[name]
            yield from _roots(needed, marks, seen) if needed.verdict.outcome is Outcome.BLOCKED else (needed,)


# ---------------------------------------------------------------------- the whole week


def _total(
    grade: Grade, marks: tuple[Mark, ...], circumstances: Circumstances, lateness: Lateness, late: LatePolicy
) -> Iterator[Adjustment]:
    """The steps of the sum, in order; the last one holds what is left."""
    out_of = grade.out_of
    points = round(sum(mark.points for mark in marks), 6)
    yield Adjustment(AdjustmentKind.EARNED, points, out_of)
    yield from _asides(grade, marks, circumstances, points)
    for adjustment in late_adjustments(circumstances, lateness, late, points=points, out_of=out_of):
        points = adjustment.points
        yield adjustment
    given = circumstances.decided(DecisionKind.POINTS)
    if given and given.points is not None:
        points = given.points
        yield Adjustment(AdjustmentKind.MANUAL, points, out_of, decision=given)
    for comment in circumstances.comments():
        yield Adjustment(AdjustmentKind.COMMENT, points, out_of, decision=comment)
    excuse = circumstances.decided(DecisionKind.EXCUSE)
    if excuse:
        yield Adjustment(AdjustmentKind.EXCUSED, 0.0, 0.0, decision=excuse)


def _asides(grade: Grade, marks: tuple[Mark, ...], circumstances: Circumstances, points: float) -> Iterator[Adjustment]:
    """Steps that leave the sum as it is, but must be known with it."""
    if grade.status in _NOTHING_READ:
        yield Adjustment(_NOTHING_READ[grade.status], points, grade.out_of)
    for mark in marks:
        if mark.verdict.outcome is Outcome.UNGRADED and mark.reason not in {AdjustmentKind.MANUAL, UNREAD}:
            yield Adjustment(AdjustmentKind.UNGRADED, points, grade.out_of, mark)
    checks = {mark.verdict.check for mark in marks} if circumstances.decisions else set()
    for one in circumstances.decisions:
        on_check = one.kind in {DecisionKind.POINTS, DecisionKind.COMMENT} and one.subject
        if on_check and one.subject not in checks and circumstances.stands(one):
            yield Adjustment(AdjustmentKind.ORPHANED, points, grade.out_of, decision=one)


def _status(grade: Grade, marks: tuple[Mark, ...], circumstances: Circumstances, *, unknown: bool) -> Status:
    """Graded, once a person has looked at everything that waits for one.

    `unknown`: when it came, and that costs.
    """
    if circumstances.decided(DecisionKind.EXCUSE):
        return Status.EXCUSED
    if circumstances.decided(DecisionKind.POINTS):
        return Status.GRADED
    waiting = [mark for mark in marks if mark.verdict.outcome is Outcome.UNGRADED]
    looked = bool(waiting) and all(mark.reason == AdjustmentKind.MANUAL for mark in waiting)
    graded = grade.status is Status.GRADED or (looked and grade.status in {Status.UNGRADED, Status.UNREAD})
    if graded:
        return Status.LATENESS_UNKNOWN if unknown else Status.GRADED
    return grade.status
