"""A form about a student → decisions, and what is asked before."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from autograder.errors import AutograderError, UsageError
from autograder.model import Decision, DecisionKind
from autograder.portal.seen import reasoned, signed
from autograder.report.messages.catalog import number, say
from autograder.text import one_line
from autograder.workflows import decide, typed_times
from autograder.workflows.opening import week_folder

if TYPE_CHECKING:
    from autograder.model import Assignment
    from autograder.portal.access import Visit

WHOLE_WEEK = "*"
"""The check of a form that is about the whole week: it has to be chosen like any other."""
_ON_A_CHECK = {DecisionKind.POINTS, DecisionKind.COMMENT}


def kind_of(visit: Visit) -> DecisionKind:
    """The kind of decision that a form takes."""
    known = {str(kind): kind for kind in DecisionKind if kind is not DecisionKind.SETTLED}
    found = known.get(visit.form.get("kind", ""))
    if found is None:
        raise HTTPException(422)
    return found


def lacks_check(visit: Visit) -> bool:
    """True for a form whose list of checks was left as it was."""
    return visit.form.get("check") == "" and not visit.form.get("exercise") and kind_of(visit) in _ON_A_CHECK


def decisions_of(visit: Visit, assignment: Assignment, student: str) -> Iterator[Decision]:
    """The decisions of a form about one student.

    Several, where the points of an exercise are shared out.
    """
    form, kind = visit.form, kind_of(visit)
    if lacks_check(visit):
        raise UsageError(say("portal.choose_check", visit.language))
    why = signed(visit, form.get("why", "")) if kind is DecisionKind.COMMENT else reasoned(visit)
    check = form.get("check", "")
    bare = Decision(kind, assignment.week, student, why, subject="" if check == WHOLE_WEEK else check)
    folder = week_folder(assignment.week, visit.course.settings.folder)
    match kind:
        case DecisionKind.POINTS:
            yield from _points(visit, bare)
        case DecisionKind.COMMENT:
            yield replace(bare, text=form.get("text", ""))
        case DecisionKind.EXTENSION:
            days, until = _days(form.get("days", "")), form.get("until", "")
            if (days is None) is not bool(until):
                raise UsageError(say("portal.asks.one_end", visit.language))
            yield replace(bare, until=typed_times.new_deadline(folder, until=until or None, days=days))
        case DecisionKind.RECEIVED:
            on_time = form.get("on_time") == "1"
            if on_time is bool(form.get("received")):
                raise UsageError(say("portal.asks.one_time", visit.language))
            yield replace(
                bare,
                received=typed_times.came_at(
                    folder, typed_times.ON_TIME if on_time else form.get("received", ""), now=visit.now
                ),
            )
        case DecisionKind.EXCUSE:
            yield bare
        case DecisionKind.SETTLED:
            raise HTTPException(422)


def sure_of(visit: Visit) -> str:
    """The answer to a form's question: about these points, and no others."""
    return visit.form.get("points", "") or "1"


def questions(visit: Visit, made: list[Decision], most: float | None) -> Iterator[str]:
    """Questions to be answered before decisions are taken.

    `most`: the points of the week.
    """
    if visit.form.get("sure") == sure_of(visit):
        return
    for each in made[:1]:
        if each.kind is DecisionKind.EXCUSE:
            yield say("portal.asks.excuse", visit.language, count=len(made))
        given = each.points if each.points and math.isfinite(each.points) else 0.0
        if each.kind is DecisionKind.POINTS and not each.subject and most is not None and given > most:
            yield say("portal.asks.bonus", visit.language, points=number(given), most=number(most))


def _days(text: str) -> int | None:
    """A number of days; None for none."""
    if not text:
        return None
    if not text.isdecimal() or len(text) > 3 or not 0 < int(text) <= 365:  # noqa: PLR2004 - a year
        raise UsageError(f"{one_line(text)!r} is no number of days.")
    return int(text)


def _points(visit: Visit, bare: Decision) -> Iterator[Decision]:
    exercise = visit.form.get("exercise", "")
    shares = decide.shares(
        visit.course.store,
        bare.week,
        check=bare.subject,
        exercise=exercise,
        points=_number(visit.form.get("points", "")),
    )
    yield from decide.points(bare.week, bare.student, shares, bare.signed)


def _number(text: str) -> float:
    try:
        return float(text) + 0.0  # of -0 none is meant
    except ValueError:
        raise AutograderError(f"{one_line(text)!r} is no number of points.") from None
