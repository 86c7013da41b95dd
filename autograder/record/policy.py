"""A report, what people decided, and the week's late rule → final points, and every ground they rest on. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.model import LatePolicy, Mark, Outcome, Provenance, Report, Status
from autograder.record.decision import Decision, Matter

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one student's week besides the report. `budget_used`: late days spent in earlier weeks."""

    received: datetime | None = None
    decisions: tuple[Decision, ...] = ()
    budget_used: int = 0

    def decided(self, matter: Matter, subject: str = "") -> Decision | None:
        """The decision in force."""
        found = [one for one in self.decisions if (one.matter, one.subject) == (matter, subject)]
        return found[-1] if found and not found[-1].withdrawn else None


class Because(StrEnum):
    """Why points are what they are, in the order a mark comes about; report/ has a sentence for each."""

    VERDICT = "verdict"  # what the check found
    BLOCKED_BY = "blocked_by"  # what was found by a check that this one waits for
    MANUAL = "manual"  # a person gave the points
    COMMENT = "comment"
    ORPHANED = "orphaned"  # a decision on a check that the week no longer has
    EARNED = "earned"  # the sum of all marks
    EXTENDED = "extended"
    GRACE = "grace"  # late, but within the grace period
    LATE = "late"
    BUDGET = "budget"  # late days that were paid for
    CUT_OFF = "cut_off"  # too late for any points
    UNGRADED = "ungraded"  # a person must still look
    MISSING = "missing"
    EXCUSED = "excused"  # the week does not count


@dataclass(frozen=True, slots=True)
class Ground:
    """One link of the chain from facts to points: after it, `points` of `out_of` were left. `days` are late days."""

    because: Because
    points: float
    out_of: float
    mark: Mark | None = None
    decision: Decision | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Lateness:
    """Minutes after the deadline; days begun after its grace; those that cost points; those paid from the budget."""

    minutes: int = 0
    days: int = 0
    charged: int = 0
    spent: int = 0
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class Final:
    """What one student's week is worth. `marks` are those of the report, with manual points in their place."""

    student: str
    week: str
    status: Status
    points: float
    out_of: float
    provenance: Provenance
    marks: tuple[Mark, ...] = ()
    grounds: tuple[Ground, ...] = ()
    lateness: Lateness = Lateness()
    excused: bool = False

    @property
    def reasons(self) -> tuple[Because, ...]:
        """The codes of its grounds."""
        return tuple(ground.because for ground in self.grounds)


def final(report: Report, facts: Facts, *, due: datetime | None, late: LatePolicy) -> Final:
    """What a report is worth under a late rule, once people have decided.

    Manual points of a check are late like any others; manual points of the whole week are the last word; an excused
    week is worth 0 of 0. No deadline, or no known time of receipt: on time.
    """
    marks = tuple(_manual(mark, facts) for mark in report.marks)
    lateness = how_late(facts, due=due, late=late)
    grounds = tuple(_total(report, marks, facts, lateness, late))
    status = _status(report, marks, facts)
    excused = facts.decided(Matter.EXCUSE) is not None
    last = grounds[-1]
    return Final(
        report.student,
        report.week,
        status,
        last.points,
        last.out_of,
        report.provenance,
        marks,
        grounds,
        lateness,
        excused,
    )


def how_late(facts: Facts, *, due: datetime | None, late: LatePolicy) -> Lateness:
    """Late days, and who pays for them. A day begins when the grace of the one before it is over.

    Nothing is paid from the budget where it would buy nothing: days that cost nothing, or a week past its cut-off.
    """
    extension = facts.decided(Matter.EXTENSION)
    if due is None or facts.received is None:
        return Lateness()
    deadline = max(due, extension.until) if extension and extension.until else due
    minutes = max(0, _begun(facts.received - deadline, MINUTE))
    days = max(0, _begun(facts.received - deadline - late.grace_minutes * MINUTE, DAY))
    if late.cutoff_days is not None and days > late.cutoff_days:
        return Lateness(minutes, days, charged=days, cut_off=True)
    free = late.per_day <= 0 or facts.decided(Matter.EXCUSE) or facts.decided(Matter.POINTS)
    spent = 0 if free else min(days, max(0, late.budget_days - facts.budget_used))
    return Lateness(minutes, days, charged=days - spent, spent=spent)


def why(report: Report, facts: Facts, *, due: datetime | None, late: LatePolicy, check: str = "") -> tuple[Ground, ...]:
    """The chain of facts that ends in a student's points: of one check, or of the whole week."""
    if not check:
        return final(report, facts, due=due, late=late).grounds
    marks = {mark.verdict.check: mark for mark in report.marks}
    if check not in marks:
        near = get_close_matches(check, marks, n=3) or list(marks)[:3]
        raise RecordError(f"{report.week} has no check {check} for {report.student}. Near it: {', '.join(near)}.")
    return tuple(_of_check(marks[check], marks, facts))


def _begun(time: timedelta, unit: timedelta) -> int:
    return -(-time // unit)


# ---------------------------------------------------------------------- one check


def _manual(mark: Mark, facts: Facts) -> Mark:
    given = facts.decided(Matter.POINTS, mark.verdict.check)
    if given is None or given.points is None:
        return mark
    return replace(mark, points=given.points, reason=Because.MANUAL, by=given.signed.by)


def _of_check(mark: Mark, marks: dict[str, Mark], facts: Facts) -> Iterator[Ground]:
    yield from (Ground(Because.BLOCKED_BY, one.points, one.out_of, one) for one in _roots(mark, marks, set()))
    yield Ground(Because.VERDICT, mark.points, mark.out_of, mark)
    given = _manual(mark, facts)
    if given != mark:
        yield Ground(
            Because.MANUAL, given.points, given.out_of, given, facts.decided(Matter.POINTS, mark.verdict.check)
        )
    comment = facts.decided(Matter.COMMENT, mark.verdict.check)
    if comment:
        yield Ground(Because.COMMENT, given.points, given.out_of, given, comment)


def _roots(mark: Mark, marks: dict[str, Mark], seen: set[str]) -> Iterator[Mark]:
    """The failed checks at the far end of what a blocked check waits for."""
    for name in mark.verdict.waits_for:
        if name in marks and name not in seen:
            seen.add(name)
            needed = marks[name]
            yield from _roots(needed, marks, seen) if needed.verdict.outcome is Outcome.BLOCKED else (needed,)


# ---------------------------------------------------------------------- the whole week


def _total(
    report: Report, marks: tuple[Mark, ...], facts: Facts, lateness: Lateness, late: LatePolicy
) -> Iterator[Ground]:
    """The grounds of the sum, in order; the last one holds what is left."""
    out_of = report.out_of
    points = round(sum(mark.points for mark in marks), 6)
    yield Ground(Because.EARNED, points, out_of)
    yield from _asides(report, marks, facts, points)
    for ground in _late(facts, lateness, late, points=points, out_of=out_of):
        points = ground.points
        yield ground
    given = facts.decided(Matter.POINTS)
    if given and given.points is not None:
        points = given.points
        yield Ground(Because.MANUAL, points, out_of, decision=given)
    comment = facts.decided(Matter.COMMENT)
    if comment:
        yield Ground(Because.COMMENT, points, out_of, decision=comment)
    excuse = facts.decided(Matter.EXCUSE)
    if excuse:
        yield Ground(Because.EXCUSED, 0.0, 0.0, decision=excuse)


def _asides(report: Report, marks: tuple[Mark, ...], facts: Facts, points: float) -> Iterator[Ground]:
    """What does not change the sum, but must be known with it."""
    checks = {mark.verdict.check for mark in marks}
    if report.status is Status.MISSING:
        yield Ground(Because.MISSING, points, report.out_of)
    for mark in marks:
        if mark.verdict.outcome is Outcome.UNGRADED and mark.reason != Because.MANUAL:
            yield Ground(Because.UNGRADED, points, report.out_of, mark)
    for one in facts.decisions:
        on_check = one.matter in {Matter.POINTS, Matter.COMMENT} and one.subject
        if on_check and one.subject not in checks and one is facts.decided(one.matter, one.subject):
            yield Ground(Because.ORPHANED, points, report.out_of, decision=one)


def _late(facts: Facts, lateness: Lateness, late: LatePolicy, *, points: float, out_of: float) -> Iterator[Ground]:
    extension = facts.decided(Matter.EXTENSION)
    if extension:
        yield Ground(Because.EXTENDED, points, out_of, decision=extension)
    if lateness.minutes and not lateness.days:
        yield Ground(Because.GRACE, points, out_of)
    if lateness.cut_off:
        yield Ground(Because.CUT_OFF, 0.0, out_of, days=lateness.days)
        return
    if lateness.spent:
        yield Ground(Because.BUDGET, points, out_of, days=lateness.spent)
    if lateness.charged:
        left = round(points * max(0.0, 1.0 - late.per_day * lateness.charged), 6)
        yield Ground(Because.LATE, left, out_of, days=lateness.charged)


def _status(report: Report, marks: tuple[Mark, ...], facts: Facts) -> Status:
    """Once a person has looked at everything that waits for one, a report is graded."""
    if facts.decided(Matter.POINTS):
        return Status.GRADED
    ours = [mark for mark in marks if mark.verdict.outcome is Outcome.UNGRADED]
    looked = bool(ours) and all(mark.reason == Because.MANUAL for mark in ours)
    return Status.GRADED if report.status is Status.UNGRADED and looked else report.status
