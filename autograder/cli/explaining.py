"""`why`, `history`, `verify`: how a student's points came about, and whether they rest on what was handed in."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import options, recorded
from autograder.model import Grade

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.model import Adjustment, Event

WRITTEN = {"kind": "matter", "week_version": "basis"}
"""Names that scripts know fields by."""


@click.command()
@click.argument("week")
@click.argument("student")
@click.argument("check", required=False)
@recorded.store
@options.course
@options.language
@options.as_json
def why(
    *, week: str, student: str, check: str | None, store: str | None, course: Path, language: str, as_json: bool
) -> int:
    """Say why STUDENT has these points in WEEK, or for one CHECK: from what was found to what is left.

    \b
    autograder why week04 2024-0001
    autograder why week04 2024-0001 mse.averages
    """  # noqa: D301 - click reads the \\b
    from autograder.assignment import read
    from autograder.report.terminal import why as told
    from autograder.workflows import decide as deciding
    from autograder.workflows import grade as pipeline
    from autograder.workflows import pages

    assignment = read(pipeline.week_folder(week, course))
    with recorded.opened(store, course) as record:
        held = pages.in_force(assignment, record).assignment
        adjustments = deciding.adjustments(record, assignment.week, student, check=check or "")
    if as_json:
        options.print_json(
            {"week": assignment.week, "student": student, "check": check, "grounds": _adjustments(adjustments)}
        )
    else:
        options.console().print(told(adjustments, assignment=held, language=language))
    return 0


@click.command()
@click.argument("week")
@click.argument("student")
@recorded.store
@options.course
@options.language
@options.as_json
def history(*, week: str, student: str, store: str | None, course: Path, language: str, as_json: bool) -> int:
    """List all that happened to STUDENT's WEEK: work, marks, decisions, what was shown; who, when, why."""
    from autograder.errors import RecordError  # noqa: PLC0415
    from autograder.report.terminal import history as told

    with recorded.opened(store, course) as record:
        events = record.history(week, student)
    if not events:
        raise RecordError(f"{record.name} has nothing of {student} in {week}. Check the student id and the week.")
    if as_json:
        options.print_json({"week": week, "student": student, "events": _events(events)})
    else:
        options.console().print(told(events, language=language))
    return 0


@click.command()
@click.argument("week")
@click.argument("students", nargs=-1, metavar="[STUDENT]...")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where they go.")
@recorded.store
@options.course
@options.as_json
def receipts(*, week: str, students: tuple[str, ...], out: Path, store: str | None, course: Path, as_json: bool) -> int:
    """Write a receipt for each STUDENT's work of WEEK on record, signed by the course: of all, where none is named.

    `verify` finds out whatever is changed on one, and tells it from those that `submit` makes on students' machines.
    """
    from autograder.files import write_file
    from autograder.submissions.receipt import to_json
    from autograder.submissions.signing import course_key, key_path
    from autograder.workflows.receipts import receipts as signed

    key = course_key(key_path(store, course))
    with recorded.opened(store, course) as record:
        made = tuple(signed(record, week, key, students=students))
    paths = [write_file(out / f"{one.student}_{one.week}.receipt.json", to_json(one).encode()) for one in made]
    if as_json:
        options.print_json(
            {"week": week, "receipts": {one.student: str(path) for one, path in zip(made, paths, strict=True)}}
        )
    else:
        click.echo("\n".join(map(str, paths)))
    return 0


@click.command()
@click.argument("receipt", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--submission",
    type=click.Path(exists=True, path_type=Path),
    help="The student's work, to hold against the receipt too. Default: the work on record.",
)
@click.option("--no-run", is_flag=True, help="Do not grade again: compare the work only.")
@recorded.store
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
    """Hold a RECEIPT against the record: was this work graded, and does grading it again give the same bytes?

    Answers an appeal: exit code 0 if all of it holds, 1 if something does not.
    """
    from autograder.assignment import read
    from autograder.report.terminal import verified
    from autograder.submissions.receipt import from_json
    from autograder.workflows import grade as pipeline
    from autograder.workflows import verify as verifying

    given = from_json(receipt.read_bytes())
    with ExitStack() as stack:
        record = stack.enter_context(recorded.opened(store, course))
        asked = read(pipeline.week_folder(given.week, course)).exercises if submission else ()
        key = recorded.receipt_key(store, course)
        found = verifying.held(record, given, submission, exercises=asked, public_key=key)
        again = None
        if not no_run and found.grade is not None:
            assignment, judge = stack.enter_context(pipeline.open_week(given.week, course))
            run, isolation = stack.enter_context(recorded.runner(assignment, trusted_only=trusted_only))
            again = verifying.again(found.grade, judge, run, isolation)
    if as_json:
        options.print_json({"student": given.student, "week": given.week, **verifying.as_json(found, again)})
    else:
        click.echo("\n".join(verified(given, found, again, language=language)))
    return 0 if found.holds and (again is None or again.same) else 1


def _adjustments(adjustments: Iterable[Adjustment]) -> list[dict[str, object]]:
    return [
        {
            "because": str(one.kind),
            "points": one.points,
            "out_of": one.out_of,
            "days": one.days,
            "check": one.mark.verdict.check if one.mark else None,
            "outcome": str(one.mark.verdict.outcome) if one.mark else None,
            "decision": asdict(one.decision) if one.decision else None,
        }
        for one in adjustments
    ]


def _events(events: Iterable[Event]) -> list[dict[str, object]]:
    """What happened, without the work and the tapes themselves."""
    heavy = {"sources", "files", "marks", "recording", "submission", "final"}
    return [
        {
            "at": one.signed.at.isoformat(),
            "by": one.signed.by,
            "why": one.signed.why,
            "what": "report" if isinstance(one.what, Grade) else type(one.what).__name__.lower(),
            **{WRITTEN.get(name, name): part for name, part in asdict(one.what).items() if name not in heavy},
        }
        for one in events
    ]
