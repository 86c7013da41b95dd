"""`override`: points by hand."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.errors import UsageError
from autograder.workflows import decide
from autograder.workflows.opening import open_store


@click.command()
@click.argument("week")
@click.argument("student")
@click.argument("check", required=False)
@click.option("--exercise", metavar="NAME", help="All checks of an exercise: the points are shared out among them.")
@click.option("--points", type=float, help="The points to give. Without CHECK or --exercise: for the whole week.")
@options.why
@options.withdraw
@options.by
@options.store
@options.course
@options.language
@options.as_json
def override(
    *,
    week: str,
    student: str,
    check: str | None,
    exercise: str | None,
    points: float | None,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Give STUDENT points by hand: for one CHECK, an exercise, or the whole WEEK. Survives every regrade.

    \b
    autograder override week04 2024-0001 mse.averages --points 1 --why "right, on another axis"
    autograder override week04 2024-0001 --exercise mse --points 3 --why "talked it through"
    autograder override week04 2024-0001 mse.averages --withdraw --why "a mistake of mine"
    """  # noqa: D301 - click reads the \\b
    if check and exercise:
        raise UsageError(f"{check} is one check and {exercise} an exercise. Name one of them.")
    if withdraw is (points is not None):
        raise UsageError("Say what to do: --points N gives points, --withdraw takes them back.")
    signed = options.signed(by, why)
    with open_store(store, course) as record:
        shares = decide.shares(record, week, check=check or "", exercise=exercise or "", points=points)
        change = decide.override(record, week, student, shares, signed)
    options.print_worth(week, change, language, as_json=as_json)
    return 0
