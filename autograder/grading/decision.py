"""A person's decision and the grade it is about → refused, or sound."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from autograder.clock import utc
from autograder.errors import RecordError
from autograder.grading.marking import checks_near
from autograder.model import Decision, DecisionKind

if TYPE_CHECKING:
    from autograder.model import Grade


def refuse_unsound(decision: Decision, grade: Grade | None) -> None:
    """Raise RecordError for a decision that says nothing.

    So too for one of a student or check that is not there.
    """
    utc(decision.signed.at)
    if decision.kind in {DecisionKind.POINTS, DecisionKind.COMMENT}:
        _there(decision, grade)
    if decision.withdrawn:
        return
    if decision.kind is DecisionKind.POINTS:
        _fair(decision, grade)
    if decision.kind is DecisionKind.COMMENT and not decision.text.strip():
        raise RecordError("A comment is empty. Write one, or withdraw the one that is there.")
    if decision.kind is DecisionKind.EXTENSION and decision.until is None:
        raise RecordError(f"An extension for {decision.student} has no end. Say until when.")
    if decision.kind is DecisionKind.RECEIVED and decision.received is None:
        raise RecordError(f"No time is given at which the work of {decision.student} came. Say when.")
    for moment in (decision.until, decision.received):
        if moment:
            utc(moment)
    if decision.kind is DecisionKind.SETTLED and not decision.subject:
        raise RecordError(f"No file is named that should be {decision.student}'s. Name one of reconciliation.csv.")


def _there(decision: Decision, grade: Grade | None) -> None:
    if grade is None:
        raise RecordError(f"{decision.week} has no report of {decision.student}. Grade first, or check the student id.")
    checks = [mark.verdict.check for mark in grade.marks]
    if decision.subject and not decision.withdrawn and not checks:
        raise RecordError(f"{decision.week} has no marks of {decision.student}: there is no check to decide on.")
    if decision.subject and not decision.withdrawn and decision.subject not in checks:
        near = checks_near(decision.subject, checks)
        raise RecordError(f"{decision.week} has no check {decision.subject} for {decision.student}.{near}")


def _fair(decision: Decision, grade: Grade | None) -> None:
    points = decision.points
    if points is None or not math.isfinite(points) or points < 0:
        raise RecordError(f"{points} points cannot be given. Give a number from 0 up.")
    for mark in grade.marks if grade else ():
        if mark.verdict.check == decision.subject and points > mark.out_of:
            raise RecordError(
                f"{points:g} is more than the {mark.out_of:g} points of {decision.subject}. "
                "Give at most these; a bonus belongs to the week as a whole."
            )
