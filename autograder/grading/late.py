"""A time of receipt, a deadline and the late rule → lateness, and its cost.

A day is a calendar day in the week's zone: it ends when the clock there shows the time of the deadline again, 23, 24 or 25
hours after the one before. A deadline of 23:59 includes that minute.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from autograder.clock import at_the_same_time, utc, zone
from autograder.model import Adjustment, AdjustmentKind, Circumstances, DecisionKind, Lateness, LatePolicy, LmsLateness

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTE, SECOND, DAY = timedelta(minutes=1), timedelta(seconds=1), timedelta(days=1)


def how_late(circumstances: Circumstances, *, due: datetime | None, late: LatePolicy) -> Lateness:
    """Late days, and who pays for them. Unknown where nobody knows when the work came.

    Nothing is paid from the budget where it would buy nothing: days that cost nothing, or a week past its cut-off.
    """
    deadline = _deadline(circumstances, due)
    if deadline is None:
        return Lateness()
    received = time_of_receipt(circumstances)
    if received is None and circumstances.lms_mark is LmsLateness.ON_TIME:
        return Lateness(deadline=deadline)
    if received is None:
        return Lateness(unknown=True, marked=circumstances.lms_mark is LmsLateness.LATE, deadline=deadline)
    minutes = minutes_late(received, deadline)
    if not minutes:
        return Lateness(deadline=deadline)
    days = days_late(received, deadline, grace=late.grace_minutes * MINUTE, zone_name=late.zone)
    if late.cutoff_days is not None and days > late.cutoff_days:
        return Lateness(minutes, days, charged=days, cut_off=True, deadline=deadline)
    free = late.per_day <= 0 or circumstances.decided(DecisionKind.EXCUSE) or circumstances.decided(DecisionKind.POINTS)
    spent = 0 if free else min(days, max(0, late.budget_days - circumstances.budget_used))
    return Lateness(minutes, days, charged=days - spent, spent=spent, deadline=deadline)


def time_of_receipt(circumstances: Circumstances) -> datetime | None:
    """The time a person gave, else the one that came with the work."""
    said = circumstances.decided(DecisionKind.RECEIVED)
    return said.received if said and said.received else circumstances.received


def minutes_late(received: datetime, deadline: datetime) -> int:
    """Minutes on the clock between the deadline and a later time.

    0 for one within the deadline's own minute.
    """
    return max(1, (received - deadline) // MINUTE) if received >= _over(deadline) else 0


def days_late(received: datetime, deadline: datetime, *, grace: timedelta = timedelta(), zone_name: str = "") -> int:
    """Days begun after the deadline and its grace.

    The fewest after which the work would have been on time.
    """
    whole = (received - deadline) // DAY
    days = max(0, whole - 2)  # no zone ever moved its clocks by more than a day
    while received >= end_of_day(deadline, days, grace=grace, zone_name=zone_name):
        days += 1
    return days


def end_of_day(deadline: datetime, days: int, *, grace: timedelta = timedelta(), zone_name: str = "") -> datetime:
    """The first moment that is later than so many days after a deadline, in UTC.

    The deadline's grace is included.
    """
    moved = at_the_same_time(deadline, days, zone(zone_name) if zone_name else deadline.tzinfo)
    return utc(_over(moved)) + grace


def late_adjustments(
    circumstances: Circumstances, lateness: Lateness, late: LatePolicy, *, points: float, out_of: float
) -> Iterator[Adjustment]:
    """The steps from points earned to points left after the deadline.

    The last one holds them.
    """
    extension, said = circumstances.decided(DecisionKind.EXTENSION), circumstances.decided(DecisionKind.RECEIVED)
    if extension:
        yield Adjustment(AdjustmentKind.EXTENDED, points, out_of, decision=extension)
    if said:
        yield Adjustment(AdjustmentKind.RECEIVED, points, out_of, decision=said)
    if lateness.unknown:
        kind = AdjustmentKind.MARKED_LATE if lateness.marked else AdjustmentKind.LATENESS_UNKNOWN
        yield Adjustment(kind, points, out_of)
    if lateness.minutes and not lateness.days:
        yield Adjustment(AdjustmentKind.GRACE, points, out_of, minutes=lateness.minutes)
    if lateness.cut_off:
        yield Adjustment(AdjustmentKind.CUT_OFF, 0.0, out_of, days=lateness.days, minutes=lateness.minutes)
        return
    if lateness.spent:
        yield Adjustment(AdjustmentKind.BUDGET, points, out_of, days=lateness.spent, minutes=lateness.minutes)
    if lateness.charged:
        left = round(points * max(0.0, 1.0 - late.per_day * lateness.charged), 6)
        yield Adjustment(AdjustmentKind.LATE, left, out_of, days=lateness.charged, minutes=lateness.minutes)


def _deadline(circumstances: Circumstances, due: datetime | None) -> datetime | None:
    """The week's, or a later one that a person gave."""
    extension = circumstances.decided(DecisionKind.EXTENSION)
    return max(due, extension.until) if due and extension and extension.until else due


def _over(deadline: datetime) -> datetime:
    """The first moment after a deadline.

    A time to the minute means all of that minute, else all of that second.
    """
    whole_minute = not (deadline.second or deadline.microsecond)
    return utc(deadline) + (MINUTE if whole_minute else SECOND)
