"""Nouns with defaults; a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from hypothesis import HealthCheck, settings

from autograder.model import (
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


def of(text=TEXT):
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def submission(student="2024-0001", week="week04", text=TEXT, received=DUE):
    return Submission(student, week, (Source("regression_by_hand.py", (text,)),), digest=of(text), received=received)


def recording(work=None, *, ending=Ending.FINISHED, number=1.0, probes=("mse/lecture",)):
    value = Value("float", "float64", (), repr(number).encode())
    return Recording(work or of(), tuple(Tape(probe, ending, returned=value) for probe in probes))


def provenance(text=TEXT, *, week="first digest", kit="1"):
    return Provenance(of(text), week, kit, "2.13.0", "full")


def mark(check="mse/averages", points=1.0, out_of=1.0, *, outcome=None, **verdict):
    outcome = outcome or (Outcome.PASSED if points else Outcome.FAILED)
    return Mark(Verdict(check, outcome, **verdict), points, out_of)


def report(student="2024-0001", *marks, week="week04", text=TEXT, status=Status.GRADED, **more):
    whole = {
        "provenance": provenance(text),
        "submission": submission(student, week, text),
        "recording": recording(of(text)),
    } | more
    return Grade(student, week, status, marks or (mark(),), **whole)


def decision(kind=DecisionKind.POINTS, student="s", week="week04", **more):
    return Decision(kind, week, student, **{"signed": TA} | more)


def week_version(*checks, week="week04", digest="first digest", due=DUE, late=NO_LATE, **pieces):
    return WeekVersion(
        week, digest, checks, {check.exercise: "regression_by_hand" for check in checks}, pieces, due, late
    )
