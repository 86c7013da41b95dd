"""`extend`: more time for a student."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.model import Decision, DecisionKind
from autograder.workflows import decide
from autograder.workflows.opening import open_store, week_folder


@click.command()
@click.argument("week")
@click.argument("student")
@click.option("--until", metavar="TIME", help="The new deadline: 2026-04-01 (all day), or 2026-04-01T18:00.")
@click.option("--days", type=click.IntRange(min=1), help="Days after the week's own deadline.")
@options.why
@options.withdraw
@options.by
@options.store
@options.course
@options.language
@options.as_json
def extend(
    *,
    week: str,
    student: str,
    until: str | None,
    days: int | None,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Give STUDENT more time for WEEK. May be done before anything is graded.

    \b
    autograder extend week04 2024-0001 --days 3 --why "ill, certificate seen"
    """  # noqa: D301 - click reads the \\b
    end = None if withdraw else decide.new_deadline(week_folder(week, course), until=until, days=days)
    made = Decision(DecisionKind.EXTENSION, week, student, options.signed(by, why), until=end, withdrawn=withdraw)
    with open_store(store, course) as record:
        change = decide.decide(record, made)
    options.print_worth(week, change, language, as_json=as_json)
    return 0
