"""`extend`: more time for a student."""

from __future__ import annotations

import click

from autograder.cli import options
from autograder.model import Decision, DecisionKind
from autograder.workflows import decide
from autograder.workflows.opening import week_folder


@click.command()
@click.argument("week")
@click.argument("student", required=False)
@click.option("--until", metavar="TIME", help="The new deadline: 2026-04-01 (all day), or 2026-04-01T18:00.")
@click.option("--days", type=click.IntRange(min=1), help="Days after the week's own deadline.")
@options.decision()
def extend(
    *, week: str, student: str | None, until: str | None, days: int | None, chosen: options.DecisionOptions
) -> int:
    """Give STUDENT more time for WEEK. May be done before anything is graded.

    Points that lateness had cost come back at once. `report` writes the pages again.

    \b
    autograder extend week04 2024-0001 --days 3 --why "ill, certificate seen"
    autograder extend week04 --section B --until 2026-04-01T18:00 --why "the room was closed"

    Next: `report`.
    """  # noqa: D301 - click reads the \\b
    end = None if chosen.withdraw else decide.new_deadline(week_folder(week, chosen.course), until=until, days=days)
    return chosen.decide(
        week,
        student,
        lambda _, each: [
            Decision(DecisionKind.EXTENSION, week, each, chosen.signed, until=end, withdrawn=chosen.withdraw)
        ],
    )
