"""A time of receipt, a deadline and the late rule → how late work is, and what that leaves of its points."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from autograder.model import Adjustment, AdjustmentKind, Circumstances, DecisionKind, Lateness, LatePolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


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


def late_adjustments(
    circumstances: Circumstances, lateness: Lateness, late: LatePolicy, *, points: float, out_of: float
) -> Iterator[Adjustment]:
    """The steps from points earned to points left after the deadline; the last one holds them."""
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


def _begun(time: timedelta, unit: timedelta) -> int:
    return -(-time // unit)
