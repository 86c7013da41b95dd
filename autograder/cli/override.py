"""`override`: points by hand."""

from __future__ import annotations

import click

from autograder.cli import options
from autograder.errors import UsageError
from autograder.model import DecisionKind
from autograder.report.messages import say
from autograder.workflows import decide


@click.command()
@click.argument("week")
@click.argument("student", required=False)
@click.argument("check", required=False)
@click.option("--exercise", metavar="NAME", help="All checks of an exercise: the points are shared out among them.")
@click.option("--points", type=float, help="The points to give. Without CHECK or --exercise: for the whole week.")
@options.decision()
def override(
    *,
    week: str,
    student: str | None,
    check: str | None,
    exercise: str | None,
    points: float | None,
    chosen: options.DecisionOptions,
) -> int:
    """Give STUDENT points by hand: for a CHECK, an exercise, or all of WEEK.

    Survives every regrade. `why` names what was lost, `report` writes the pages again, `publish` shows students what
    is new.

    \b
    autograder override week04 2024-0001 mse.averages --points 1 --why "right, on another axis"
    autograder override week04 2024-0001 --exercise mse --points 3 --why "talked it through"
    autograder override week04 --mistake mse__sums mse.averages --points 0.5 --why "the slides were unclear"
    autograder override week04 2024-0001 mse.averages --undo
    autograder override week04 2024-0001 mse.averages --withdraw --why "a mistake of mine"

    Next: `report`.
    """  # noqa: D301 - click reads the \\b
    student, subject = options.student_and_check(student, check, chosen)
    if subject and exercise:
        raise UsageError(say("usage.check_or_exercise", chosen.language, check=subject, exercise=exercise))
    if (chosen.withdraw or chosen.undo) is (points is not None):
        raise UsageError(say("usage.points", chosen.language))
    if chosen.undo:
        return chosen.take_back(
            week,
            student,
            DecisionKind.POINTS,
            lambda record: decide.checks_of(record, week, exercise) if exercise else (subject,),
        )
    return chosen.decide(
        week,
        student,
        lambda record, each: decide.points(
            week,
            each,
            decide.shares(record, week, check=subject, exercise=exercise or "", points=points),
            chosen.signed,
        ),
    )
