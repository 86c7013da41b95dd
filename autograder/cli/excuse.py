"""`excuse`: a week that does not count for a student."""

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
@options.why
@options.withdraw
@options.by
@options.store
@options.course
@options.language
@options.as_json
def excuse(
    *,
    week: str,
    student: str,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Excuse STUDENT from WEEK: it does not count, neither for nor against."""
    made = Decision(DecisionKind.EXCUSE, week, student, options.signed(by, why), withdrawn=withdraw)
    with open_store(store, course) as record:
        change = decide.decide(record, made)
    options.print_worth(week, change, language, as_json=as_json)
    return 0
