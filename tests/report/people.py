"""What a late rule and people make of a report: the record's own, so that this room is tested with what it will get."""

from __future__ import annotations

from datetime import UTC, datetime

from autograder.grading.final import final
from autograder.model import Circumstances, Decision, DecisionKind, Final, Grade, LatePolicy, Signed

DUE = datetime(2026, 9, 30, 12, tzinfo=UTC)
NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)


def decision(kind: str, report: Grade, subject: str = "", *, by: str = "ta", why: str = "", **more) -> Decision:
    return Decision(DecisionKind(kind), report.week, report.student, Signed(by, NOW, why), subject, **more)


def standing(report: Grade, *decisions: Decision, per_day: float = 0.0) -> Final:
    """A day late, and whatever people decided."""
    return final(report, Circumstances(received=NOW, decisions=decisions), due=DUE, late=LatePolicy(per_day=per_day))
