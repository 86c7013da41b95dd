"""Verdicts and the points of their checks → Marks."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.model import Check, Mark, Outcome, Status, Verdict


def mark(checks: Iterable[Check], verdicts: Iterable[Verdict]) -> tuple[Mark, ...]:
    """Full points for what passed; none yet for what we could not judge."""
    points = {check.name: check.points for check in checks}
    return tuple(_mark(verdict, points[verdict.check]) for verdict in verdicts)


def status(marks: Iterable[Mark]) -> Status:
    """Ungraded as soon as one check is, so that a person looks."""
    outcomes = {mark.verdict.outcome for mark in marks}
    return Status.UNGRADED if Outcome.UNGRADED in outcomes else Status.GRADED


def _mark(verdict: Verdict, out_of: float) -> Mark:
    earned = out_of if verdict.outcome is Outcome.PASSED else 0.0
    reason = "carried" if verdict.carried else verdict.outcome.value
    return Mark(verdict, earned, out_of, reason)
