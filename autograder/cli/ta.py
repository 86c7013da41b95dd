"""What a TA types: grade a class, look at it, send marks on."""

from __future__ import annotations

import getpass
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import options

if TYPE_CHECKING:
    from autograder.model import Report


@click.command()
@click.argument("week")
@click.argument("submissions", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the marks go.")
@click.option("--roster", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV or Excel: student_id,name,email.")
@options.jobs
@click.option("--store", help="Path or URL of the record. Default: autograder.db in the course folder.")
@click.option("--fresh", is_flag=True, help="Run and judge again what is on record already.")
@options.trusted_only
@options.course
@options.language
@options.as_json
def grade(  # noqa: PLR0913 - a command is its options
    week: str,
    submissions: tuple[Path, ...],
    out: Path,
    roster: Path | None,
    jobs: int,
    store: str | None,
    fresh: bool,  # noqa: FBT001 - a flag of the command line
    trusted_only: bool,  # noqa: FBT001
    course: Path,
    language: str,
    as_json: bool,  # noqa: FBT001
) -> int:
    """Grade a class of WEEK.

    SUBMISSIONS are folders (STUDENT_ID/files), .py, .ipynb or zips, as students and LMSs hand them over, in any mix.
    Stop it whenever you like: the same command goes on from there.

    \b
    autograder grade week04 downloads/ --out out/week04
    autograder grade week04 canvas.zip 김철수(20231234).ipynb --roster roster.csv --out out/week04
    """
    from autograder import pipeline  # noqa: PLC0415
    from autograder.collect import collect, read_roster  # noqa: PLC0415
    from autograder.record import Store  # noqa: PLC0415
    from autograder.report import summary, write_class  # noqa: PLC0415
    from autograder.run import Isolation, open_sandbox  # noqa: PLC0415
    from autograder.scale import local  # noqa: PLC0415

    students = read_roster(roster) if roster else ()
    with ExitStack() as stack:
        assignment, judge = stack.enter_context(pipeline.open_week(week, course))
        record = stack.enter_context(Store(store or course / "autograder.db"))
        found = collect(submissions, week=assignment.week, roster=students or None, exercises=assignment.exercises)
        walls = Isolation.TRUSTED_ONLY if trusted_only else None
        sandbox = stack.enter_context(
            open_sandbox(limits=assignment.limits, isolation=walls, jobs=jobs + 1, data=assignment.data)
        )
        desk = pipeline.Desk(
            assignment,
            judge,
            str(sandbox.isolation),
            partial(local.recorded, assignment=assignment, sandbox=sandbox, jobs=jobs + 1),
            store=record,
            out=out,
            by=getpass.getuser(),
            fresh=fresh,
            roster={student.id: student for student in students},
        )
        reports = _graded(desk, found.submissions)
    ids = {report.student for report in reports}
    reports += [pipeline.missing(assignment, s.id, desk.isolation) for s in students if s.id not in ids]
    groups = pipeline.symptoms(reports)
    write_class(out, reports, assignment=assignment, groups=groups, files=found.files, roster=students)
    if as_json:
        click.echo((out / "grades.json").read_text("utf-8"))
    else:
        options.console().print(summary(reports, assignment=assignment, language=language))
        click.echo(f"\n{out / 'index.html'}")
    return 0


def _graded(desk, submissions) -> list[Report]:
    from rich.progress import Progress  # noqa: PLC0415

    from autograder import pipeline  # noqa: PLC0415

    reports = []
    with Progress(console=options.console(err=True), transient=True) as progress:
        task = progress.add_task(desk.assignment.week, total=len(submissions))
        for report in pipeline.grade(desk, submissions, datetime.now(UTC)):
            reports.append(report)
            progress.advance(task)
    return reports


COMMANDS = (grade,)
