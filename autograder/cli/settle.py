"""`settle`: whose a received file is."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.errors import UsageError
from autograder.model import Decision, DecisionKind
from autograder.workflows import decide
from autograder.workflows.opening import open_store


@click.command()
@click.argument("week")
@click.argument("path")
@click.argument("student", required=False)
@click.option("--nobody", is_flag=True, help="The file is no student's work.")
@options.why
@options.withdraw
@options.by
@options.store
@options.course
@options.as_json
def settle(
    *,
    week: str,
    path: str,
    student: str | None,
    nobody: bool,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    as_json: bool,
) -> int:
    """Say whose a received file, folder or archive is: PATH as reconciliation.csv writes it. The next grade goes by it.

    \b
    autograder settle week04 "in/hw4 (final).ipynb" 2024-0001 --why "told me by mail"
    autograder settle week04 in/old.zip --nobody --why "last year's"
    """  # noqa: D301 - click reads the \\b
    if not withdraw and nobody is (student is not None):
        raise UsageError(f"Say whose {path} is: name a student, or --nobody.")
    signed = options.signed(by, why)
    made = Decision(DecisionKind.SETTLED, week, student or "", signed, subject=path, withdrawn=withdraw)
    with open_store(store, course) as record:
        kept = decide.settle(record, made)
        settled = record.settled(week)
    if as_json:
        options.print_json({"week": week, "settled": settled})
    else:
        click.echo(f"{kept} → {settled.get(kept, '?') or 'nobody'}. autograder grade {week} … goes by it from now on.")
    return 0
