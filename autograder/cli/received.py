"""`received`: when a student's work came."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import click

from autograder.cli import options
from autograder.errors import RecordError, UsageError
from autograder.model import Decision, DecisionKind
from autograder.report.messages import say
from autograder.workflows import decide, typed_times
from autograder.workflows.opening import open_store, week_folder


@click.command()
@click.argument("week")
@click.argument("student", required=False)
@click.argument("time", nargs=-1)
@click.option(
    "--unknown",
    is_flag=True,
    help="Instead of STUDENT: everyone whose time is unknown, but for work that its LMS calls late.",
)
@options.decision()
def received(
    *, week: str, student: str | None, time: tuple[str, ...], unknown: bool, chosen: options.DecisionOptions
) -> int:
    """Say when the work of STUDENT for WEEK came.

    TIME as 2026-04-01T18:00 or 2026-04-01 18:00 in the week's zone, or `on-time`. Counts more than the times of files and archives. Late
    days follow from it. `report` writes the pages again.

    \b
    autograder received week04 2024-0001 2026-04-02T00:04 --why "the mail it came by"
    autograder received week04 --unknown on-time --why "all came before the deadline"
    autograder received week04 2024-0001 --undo
    autograder received week04 2024-0001 --withdraw --why "a mistake of mine"

    Next: `report`.
    """  # noqa: D301 - click reads the \\b
    many = unknown or chosen.many
    typed = " ".join((student or "", *time) if many else time).strip()  # 2026-04-02 00:04 without quotes is two words
    when, student = typed or None, None if many else student
    if (chosen.withdraw or chosen.undo) is (when is not None):
        raise UsageError(say("usage.received", chosen.language))
    if chosen.undo and unknown:
        raise UsageError(say("usage.undo_of_known", chosen.language))
    if chosen.undo:
        return chosen.take_back(week, student, DecisionKind.RECEIVED)
    moment = typed_times.came_at(week_folder(week, chosen.course), when, now=datetime.now(UTC)) if when else None
    if unknown:
        with open_store(chosen.store, chosen.course) as record:
            students = decide.of_unknown_time(record, week)
        if not students:
            raise RecordError(
                f"Nobody's time of receipt is unknown in {week}, but for work that its LMS calls late. Name a student, to give theirs."
            )
        chosen = replace(chosen, students=students)
    return chosen.decide(
        week,
        student,
        lambda _, each: [
            Decision(DecisionKind.RECEIVED, week, each, chosen.signed, received=moment, withdrawn=chosen.withdraw)
        ],
    )
