"""A report, what people decided, and the week's late rule → final points, and every ground they rest on. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from autograder.errors import RecordError
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

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def final(report: Grade, circumstances: Circumstances, *, due: datetime | None, late: LatePolicy) -> Final:
    """What a report is worth under a late rule, once people have decided.

    Manual points of a check are late like any others; manual points of the whole week are the last word; an excused
    week is worth 0 of 0. No deadline, or no known time of receipt: on time.
    """
    marks = tuple(_manual(mark, circumstances) for mark in report.marks)
    lateness = how_late(circumstances, due=due, late=late)
    adjustments = tuple(_total(report, marks, circumstances, lateness, late))
    status = _status(report, marks, circumstances)
    excused = circumstances.decided(DecisionKind.EXCUSE) is not None
    last = adjustments[-1]
    return Final(
        report.student,
        report.week,
        status,
        last.points,
        last.out_of,
        report.provenance,
        marks,
        adjustments,
        lateness,
        excused,
    )


def how_late(circumstances: Circumstances, *, due: datetime | None, late: LatePolicy) -> Lateness:
    """Late days, and who pays for them. A day begins when the grace of the one before it is over.

    Nothing is paid from the budget where it would buy nothing: days that cost nothing, or a week past its cut-off.
    """
    extension = circumstances.decided(DecisionKind.EXTENSION)
    if due is None or circumstances.received is None:
        return Lateness()
    deadline = max(due, extension.until) if extension and extension.until else due
    minutes = max(0, _begun(circumstances.received - deadline, MINUTE))
    days = max(0, _begun(circumstances.received - deadline - late.grace_minutes * MINUTE, DAY))
    if late.cutoff_days is not None and days > late.cutoff_days:
        return Lateness(minutes, days, charged=days, cut_off=True)
    free = late.per_day <= 0 or circumstances.decided(DecisionKind.EXCUSE) or circumstances.decided(DecisionKind.POINTS)
    spent = 0 if free else min(days, max(0, late.budget_days - circumstances.budget_used))
    return Lateness(minutes, days, charged=days - spent, spent=spent)


def why(
    report: Grade, circumstances: Circumstances, *, due: datetime | None, late: LatePolicy, check: str = ""
) -> tuple[Adjustment, ...]:
    """The chain of facts that ends in a student's points: of one check, or of the whole week."""
    if not check:
        return final(report, circumstances, due=due, late=late).adjustments
    marks = {mark.verdict.check: mark for mark in report.marks}
    if check not in marks:
        near = get_close_matches(check, marks, n=3) or list(marks)[:3]
        raise RecordError(f"{report.week} has no check {check} for {report.student}. Near it: {', '.join(near)}.")
    return tuple(_of_check(marks[check], marks, circumstances))


def _begun(time: timedelta, unit: timedelta) -> int:
    return -(-time // unit)


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
    comment = circumstances.decided(DecisionKind.COMMENT, mark.verdict.check)
    if comment:
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
    report: Grade, marks: tuple[Mark, ...], circumstances: Circumstances, lateness: Lateness, late: LatePolicy
) -> Iterator[Adjustment]:
    """The grounds of the sum, in order; the last one holds what is left."""
    out_of = report.out_of
    points = round(sum(mark.points for mark in marks), 6)
    yield Adjustment(AdjustmentKind.EARNED, points, out_of)
    yield from _asides(report, marks, circumstances, points)
    for adjustment in _late(circumstances, lateness, late, points=points, out_of=out_of):
        points = adjustment.points
        yield adjustment
    given = circumstances.decided(DecisionKind.POINTS)
    if given and given.points is not None:
        points = given.points
        yield Adjustment(AdjustmentKind.MANUAL, points, out_of, decision=given)
    comment = circumstances.decided(DecisionKind.COMMENT)
    if comment:
        yield Adjustment(AdjustmentKind.COMMENT, points, out_of, decision=comment)
    excuse = circumstances.decided(DecisionKind.EXCUSE)
    if excuse:
        yield Adjustment(AdjustmentKind.EXCUSED, 0.0, 0.0, decision=excuse)


def _asides(
    report: Grade, marks: tuple[Mark, ...], circumstances: Circumstances, points: float
) -> Iterator[Adjustment]:
    """What does not change the sum, but must be known with it."""
    checks = {mark.verdict.check for mark in marks}
    if report.status is Status.MISSING:
        yield Adjustment(AdjustmentKind.MISSING, points, report.out_of)
    for mark in marks:
        if mark.verdict.outcome is Outcome.UNGRADED and mark.reason != AdjustmentKind.MANUAL:
            yield Adjustment(AdjustmentKind.UNGRADED, points, report.out_of, mark)
    for one in circumstances.decisions:
        on_check = one.kind in {DecisionKind.POINTS, DecisionKind.COMMENT} and one.subject
        if on_check and one.subject not in checks and one is circumstances.decided(one.kind, one.subject):
            yield Adjustment(AdjustmentKind.ORPHANED, points, report.out_of, decision=one)


def _late(
    circumstances: Circumstances, lateness: Lateness, late: LatePolicy, *, points: float, out_of: float
) -> Iterator[Adjustment]:
    extension = circumstances.decided(DecisionKind.EXTENSION)
    if extension:
        yield Adjustment(AdjustmentKind.EXTENDED, points, out_of, decision=extension)
    if lateness.minutes and not lateness.days:
        yield Adjustment(AdjustmentKind.GRACE, points, out_of)
    if lateness.cut_off:
        yield Adjustment(AdjustmentKind.CUT_OFF, 0.0, out_of, days=lateness.days)
        return
    if lateness.spent:
        yield Adjustment(AdjustmentKind.BUDGET, points, out_of, days=lateness.spent)
    if lateness.charged:
        left = round(points * max(0.0, 1.0 - late.per_day * lateness.charged), 6)
        yield Adjustment(AdjustmentKind.LATE, left, out_of, days=lateness.charged)


def _status(report: Grade, marks: tuple[Mark, ...], circumstances: Circumstances) -> Status:
    """Once a person has looked at everything that waits for one, a report is graded."""
    if circumstances.decided(DecisionKind.POINTS):
        return Status.GRADED
    ours = [mark for mark in marks if mark.verdict.outcome is Outcome.UNGRADED]
    looked = bool(ours) and all(mark.reason == AdjustmentKind.MANUAL for mark in ours)
    return Status.GRADED if report.status is Status.UNGRADED and looked else report.status
