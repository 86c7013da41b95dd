"""`looks`: more looks at the result before the deadline."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.store.looks import Looks
from autograder.workflows.lookup import student_on_record
from autograder.workflows.opening import open_store, refuse_unknown_week


@click.command()
@click.argument("week")
@click.argument("student")
@click.option("--give", type=click.IntRange(1, 50), required=True, help="How many more looks.")
@options.why
@options.by
@options.store
@options.course
@options.as_json
def looks(
    *, week: str, student: str, give: int, why: str, by: str, store: str | None, course: Path, as_json: bool
) -> int:
    """Give STUDENT more looks at the result of WEEK before its deadline.

    For weeks whose feedback is a bucket of looks. The portal shows the student how many are left.

    \b
    autograder looks week04 2024-0001 --give 2 --why "the grader was slow"

    Next: nothing; the student sees it at once.
    """  # noqa: D301 - click reads the \\b
    with open_store(store, course) as record:
        refuse_unknown_week(record, week, course)
        who = student_on_record(record, week, student)
        Looks(record).give(week, who, give, options.signed(by, why))
        given = sum(look.amount for look in Looks(record).of(week, who) if look.amount > 0)
    if as_json:
        options.print_json({"week": week, "student": who, "given": given})
    else:
        click.echo(f"{who}: {given}")
    return 0
