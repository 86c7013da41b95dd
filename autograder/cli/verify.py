"""`verify`: a receipt, held against the record."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.report.terminal import verified
from autograder.workflows import verify as verifying


@click.command()
@click.argument("receipt", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--submission",
    type=click.Path(exists=True, path_type=Path),
    help="The student's work, to hold against the receipt too. Default: the work on record.",
)
@click.option("--no-run", is_flag=True, help="Do not grade again: compare the work only.")
@options.store
@options.trusted_only
@options.course
@options.language
@options.as_json
def verify(
    *,
    receipt: Path,
    submission: Path | None,
    no_run: bool,
    store: str | None,
    trusted_only: bool,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Hold a RECEIPT against the record.

    Was this work graded, and does grading it again give the same bytes? Answers an appeal: exit code 0 if all of it
    holds, 1 if something does not.

    \b
    autograder verify receipt.json --no-run
    autograder verify receipt.json --submission their_folder/

    Next: `why` and `history` tell the rest of the story.
    """  # noqa: D301 - click reads the \\b
    appeal = verifying.verify(
        receipt, course=course, submission=submission, no_run=no_run, store=store, trusted_only=trusted_only
    )
    if as_json:
        options.print_json(appeal.as_json())
    else:
        click.echo("\n".join(verified(appeal.receipt, appeal.check, appeal.regraded, language=language)))
    return 0 if appeal.holds else 1
