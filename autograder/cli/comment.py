"""`comment`: words to a student, beside a check or at the top of the page."""

from __future__ import annotations

import click

from autograder.cli import options
from autograder.model import Decision, DecisionKind


@click.command()
@click.argument("week")
@click.argument("student", required=False)
@click.argument("check", required=False)
@click.option("--text", default="", help="The comment. The student reads it beside the check, or at the top.")
@options.decision(reasoned=False)
def comment(*, week: str, student: str | None, check: str | None, text: str, chosen: options.DecisionOptions) -> int:
    """Say something to STUDENT about a CHECK, or about the WEEK as a whole.

    Survives every regrade. A later comment stands below the earlier ones; --withdraw takes back the newest, and --undo
    the last thing done, be it a comment or a --withdraw. `report` writes the pages again.

    \b
    autograder comment week04 2024-0001 mse.averages --text "Right idea: now look at the axis."
    autograder comment week04 --mistake mse__sums mse.averages --text "We go through it on Monday."
    autograder comment week04 2024-0001 --withdraw

    Next: `report`.
    """  # noqa: D301 - click reads the \\b
    student, subject = options.student_and_check(student, check, chosen)
    if chosen.undo:
        return chosen.take_back(week, student, DecisionKind.COMMENT, lambda _: (subject,))
    return chosen.decide(
        week,
        student,
        lambda _, each: [
            Decision(
                DecisionKind.COMMENT, week, each, chosen.signed, subject=subject, text=text, withdrawn=chosen.withdraw
            )
        ],
    )
