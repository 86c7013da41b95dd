"""`received`: when a student's work came."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.errors import RecordError, UsageError
from autograder.model import Decision, DecisionKind
from autograder.workflows import decide
from autograder.workflows.opening import open_store, week_folder


@click.command()
@click.argument("week")
@click.argument("student")
@click.argument("time", required=False)
@click.option("--unknown", is_flag=True, help="Instead of STUDENT: everyone whose time is unknown.")
@options.why
@options.withdraw
@options.by
@options.store
@options.course
@options.language
@options.as_json
def received(
    *,
    week: str,
    student: str,
    time: str | None,
    unknown: bool,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Say when the work of STUDENT for WEEK came: TIME as 2026-04-01T18:00 in the week's zone, or `on-time`.

    Counts more than the times of files and archives. Late days follow from it.

    \b
    autograder received week04 2024-0001 2026-04-02T00:04 --why "the mail it came by"
    autograder received week04 --unknown on-time --why "all came before the deadline"
    autograder received week04 2024-0001 --withdraw --why "a mistake of mine"
    """  # noqa: D301 - click reads the \\b
    when = student if unknown else time
    if withdraw is (when is not None):
        raise UsageError("Say what to do: TIME says when the work came, --withdraw takes that back.")
    moment = decide.came_at(week_folder(week, course), when) if when else None
    signed = options.signed(by, why)
    with open_store(store, course) as record:
        students = decide.of_unknown_time(record, week) if unknown else (student,)
        if not students:
            raise RecordError(f"Nobody's time of receipt is unknown in {week}. Name a student, to give theirs.")
        changes = [
            decide.decide(
                record, Decision(DecisionKind.RECEIVED, week, each, signed, received=moment, withdrawn=withdraw)
            )
            for each in students
        ]
    for change in changes:
        options.print_worth(week, change, language, as_json=as_json)
    return 0
