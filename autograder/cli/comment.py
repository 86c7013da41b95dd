"""`comment`: words to a student, beside a check or at the top of the page."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.model import Decision, DecisionKind
from autograder.workflows import decide
from autograder.workflows.opening import open_store


@click.command()
@click.argument("week")
@click.argument("student")
@click.argument("check", required=False)
@click.option("--text", default="", help="The comment. The student reads it beside the check, or at the top.")
@options.withdraw
@options.by
@options.store
@options.course
@options.language
@options.as_json
def comment(
    *,
    week: str,
    student: str,
    check: str | None,
    text: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Say something to STUDENT about a CHECK, or about the WEEK as a whole. Survives every regrade."""
    signed = options.signed(by)
    made = Decision(DecisionKind.COMMENT, week, student, signed, subject=check or "", text=text, withdrawn=withdraw)
    with open_store(store, course) as record:
        change = decide.decide(record, made)
    options.print_worth(week, change, language, as_json=as_json)
    return 0
