"""`grade`: a class's files → marks on record, a page each, and the page of the class."""

from __future__ import annotations

import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from autograder.cli import options, recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Final, Student
    from autograder.submissions import Collection
    from autograder.workflows.grade import Desk

ATTEMPTS = ("last", "last-on-time", "best")


@click.command()
@click.argument("week")
@click.argument("submissions", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the marks go.")
@recorded.roster
@click.option(
    "--attempts",
    type=click.Choice(ATTEMPTS),
    default="last",
    show_default=True,
    help="Which of several attempts counts.",
)
@options.jobs
@options.cluster
@recorded.store
@click.option("--fresh", is_flag=True, help="Run and judge again what is on record already.")
@recorded.by
@options.trusted_only
@options.course
@options.language
@options.as_json
def grade(
    *,
    week: str,
    submissions: tuple[Path, ...],
    out: Path,
    roster: Path | None,
    attempts: str,
    jobs: int,
    cluster: str | None,
    store: str | None,
    fresh: bool,
    by: str,
    trusted_only: bool,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Grade a class of WEEK.

    SUBMISSIONS are folders (STUDENT_ID/files), .py, .ipynb or zips, as students and LMSs hand them over, in any mix.
    Stop it whenever you like: the same command goes on from there.

    \b
    autograder grade week04 downloads/ --out out/week04
    autograder grade week04 canvas.zip 김철수(20231234).ipynb --roster roster.csv --out out/week04
    """  # noqa: D301 - click reads the \\b
    from autograder.files import sweep
    from autograder.grading.symptoms import symptoms
    from autograder.model import AttemptPolicy  # noqa: PLC0415
    from autograder.report.messages import say
    from autograder.report.pages import write_class
    from autograder.report.terminal import summary
    from autograder.submissions import collect, read_roster
    from autograder.workflows import grade as pipeline

    started, began = time.time(), time.monotonic()
    students = read_roster(roster) if roster else ()
    with ExitStack() as stack:
        assignment, judge = stack.enter_context(pipeline.open_week(week, course))
        record = stack.enter_context(recorded.opened(store, course))
        found = collect(
            submissions,
            week=assignment.week,
            roster=students or None,
            exercises=assignment.exercises,
            attempts=AttemptPolicy(attempts.replace("-", "_")),
            due=assignment.due,
            zone=ZoneInfo(assignment.zone),
            settled=record.settled(assignment.week),
        )
        for path in found.stray_settlements:
            click.echo(say("terminal.astray", language, path=path, week=assignment.week), err=True)
        isolation, runs = stack.enter_context(
            recorded.running(assignment, cluster, jobs=jobs, trusted_only=trusted_only)
        )
        desk = pipeline.Desk(
            assignment,
            judge,
            str(isolation),
            runs,
            store=record,
            out=out,
            by=by,
            fresh=fresh,
            roster={student.id: student for student in students},
        )
        finals, costs = _graded(desk, found, students), record.costs(assignment.week)
    groups = symptoms(finals)
    write_class(out, finals, assignment=assignment, groups=groups, files=found.files, roster=students, costs=costs)
    sweep(out, started)
    if as_json:
        click.echo((out / "grades.json").read_text("utf-8"))
    else:
        seconds = time.monotonic() - began
        options.console().print(summary(finals, assignment=assignment, language=language, seconds=seconds))
        click.echo(f"\n{out / 'index.html'}")
    return 0


def _graded(desk: Desk, found: Collection, students: Sequence[Student]) -> list[Final]:
    from rich.progress import Progress  # noqa: PLC0415

    from autograder.workflows import grade as pipeline

    now = datetime.now(UTC)
    finals: list[Final] = []
    with Progress(console=options.console(err=True), transient=True) as progress:
        task = progress.add_task(desk.assignment.week, total=len({one.student for one in found.submissions}))
        for _, final in pipeline.grade(desk, found.submissions, now):
            finals.append(final)
            progress.advance(task)
    came = {final.student for final in finals}
    rest = [student.id for student in students if student.id not in came]
    return [*finals, *(final for _, final in pipeline.absent(desk, rest, found, now))]
