"""`settle`: whose a received file is."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.errors import UsageError
from autograder.report.messages import say
from autograder.workflows import decide
from autograder.workflows.opening import open_store, refuse_unknown_week


@click.command()
@click.argument("week")
@click.argument("path")
@click.argument("students", nargs=-1)
@click.option("--nobody", is_flag=True, help="The file is no student's work.")
@options.why
@options.withdraw
@options.by
@options.store
@options.course
@options.language
@options.as_json
def settle(
    *,
    week: str,
    path: str,
    students: tuple[str, ...],
    nobody: bool,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Say whose a received file, folder or archive is.

    PATH as reconciliation.csv writes it. The next grade goes by it. Several STUDENTS are a group: each has the marks.

    \b
    autograder settle week04 "in/hw4 (final).ipynb" 2024-0001 --why "told me by mail"
    autograder settle week04 in/hw4-team3 2024-0001 2024-0002 --why "their README says so"
    autograder settle week04 in/old.zip --nobody --why "last year's"

    Next: the same `grade` again.
    """  # noqa: D301 - click reads the \\b
    if not withdraw and nobody is bool(students):
        raise UsageError(say("usage.settle", language, path=path))
    signed = options.signed(by, why)
    with open_store(store, course) as record:
        refuse_unknown_week(record, week, course)
        if withdraw:
            kept = decide.unsettle(record, week, path, signed)
        else:
            kept = decide.settle(record, week, path, students, signed)
        settled = record.settled(week)
    if as_json:
        options.print_json({"week": week, "settled": settled})
    else:
        whose = settled.get(kept)
        code = "settled.again" if whose is None else "settled.student" if whose else "settled.nobody"
        click.echo(say(code, language, path=kept, students=(whose or "").replace(",", ", "), week=week))
    return 0
