"""Nouns with defaults; a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from hypothesis import HealthCheck, settings

from autograder.model import (
    Check,
    Decision,
    DecisionKind,
    Ending,
    Grade,
    LatePolicy,
    Mark,
    Outcome,
    Provenance,
    Recording,
    Signed,
    Source,
    Status,
    Submission,
    Tape,
    Value,
    Verdict,
    WeekVersion,
)

NOW = datetime(2026, 3, 30, 12, tzinfo=UTC)
DUE = datetime(2026, 3, 30, 9, tzinfo=UTC)
DAY = timedelta(days=1)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a loaded machine is no failure


NO_LATE = LatePolicy()
TA = Signed("ta", NOW)
TEXT = "def mse(): ..."


def of(text: str = TEXT) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def submission(
    student: str = "2024-0001", week: str = "week04", text: str = TEXT, received: datetime | None = DUE
) -> Submission:
    return Submission(student, week, (Source("regression_by_hand.py", (text,)),), digest=of(text), received=received)


def recording(
    work: str | None = None,
    *,
    ending: Ending = Ending.FINISHED,
    number: float = 1.0,
    probes: tuple[str, ...] = ("mse/lecture",),
) -> Recording:
    value = Value("float", "float64", (), repr(number).encode())
    return Recording(work or of(), tuple(Tape(probe, ending, returned=value) for probe in probes))


def provenance(text: str = TEXT, *, week: str = "first digest", kit: str = "1") -> Provenance:
    return Provenance(of(text), week, kit, "2.13.0", "full")


def mark(
    check: str = "mse/averages",
    points: float = 1.0,
    out_of: float = 1.0,
    *,
    outcome: Outcome | None = None,
    **verdict: Any,
) -> Mark:
    outcome = outcome or (Outcome.PASSED if points else Outcome.FAILED)
    return Mark(Verdict(check, outcome, **verdict), points, out_of)


def report(
    student: str = "2024-0001",
    *marks: Mark,
    week: str = "week04",
    text: str = TEXT,
    status: Status = Status.GRADED,
    **more: Any,
) -> Grade:
    whole: dict[str, Any] = {
        "provenance": provenance(text),
        "submission": submission(student, week, text),
        "recording": recording(of(text)),
    } | more
    return Grade(student, week, status, marks or (mark(),), **whole)


def decision(
    kind: DecisionKind = DecisionKind.POINTS, student: str = "s", week: str = "week04", **more: Any
) -> Decision:
    whole: dict[str, Any] = {"signed": TA, **more}
    return Decision(kind, week, student, **whole)


def week_version(
    *checks: Check,
    week: str = "week04",
    digest: str = "first digest",
    due: datetime | None = DUE,
    late: LatePolicy = NO_LATE,
    **pieces: str,
) -> WeekVersion:
    modules = {check.exercise: "regression_by_hand" for check in checks}
    return WeekVersion(week, digest, checks, modules, pieces, due, late)
