"""`excuse`: a week that does not count for a student."""

from __future__ import annotations

import click

from autograder.cli import options
from autograder.model import Decision, DecisionKind


@click.command()
@click.argument("week")
@click.argument("student", required=False)
@options.decision()
def excuse(*, week: str, student: str | None, chosen: options.DecisionOptions) -> int:
    """Excuse STUDENT from WEEK: it does not count, neither for nor against.

    May be done before anything is graded. `report` writes the pages again, `export` the gradebook.

    \b
    autograder excuse week04 2024-0001 --why "exchange semester"
    autograder excuse week04 --students on_field_trip.txt --why "field trip"
    autograder excuse week04 2024-0001 --withdraw --why "handed in after all"
    autograder excuse week04 2024-0001 --undo

    Next: `report`.
    """  # noqa: D301 - click reads the \\b
    if chosen.undo:
        return chosen.take_back(week, student, DecisionKind.EXCUSE)
    return chosen.decide(
        week,
        student,
        lambda _, each: [Decision(DecisionKind.EXCUSE, week, each, chosen.signed, withdrawn=chosen.withdraw)],
    )
