"""`export`: a week on record → the gradebook that an LMS takes, or nbgrader holds."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from autograder.cli import options
from autograder.errors import RecordError, UsageError
from autograder.report.gradebooks import FORMATS
from autograder.submissions import read_roster
from autograder.workflows import export as exporting


@click.command()
@click.argument("week")
@click.option("--format", "form", required=True, type=click.Choice(list(FORMATS)), help="Whose gradebook.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option(
    "--gradebook",
    metavar="URL",
    help="Instead: the gradebook.db of an nbgrader course, or its URL. Marks go in through nbgrader, manual ones stay.",
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The LMS's own export of the gradebook, to be filled in: it holds the LMS's ids.",
)
@options.roster
@options.store
@options.course
@options.as_json
def export(
    *,
    week: str,
    form: str,
    out: Path | None,
    gradebook: str | None,
    template: Path | None,
    roster: Path | None,
    store: str | None,
    course: Path,
    as_json: bool,
) -> int:
    """Write the gradebook of WEEK, from what is on record, late rule and decisions applied.

    \b
    autograder export week04 --format canvas --template gradebook.csv --out week04.csv
    autograder export week04 --format excel --roster roster.csv --out week04.xlsx
    autograder export week04 --format nbgrader --gradebook ../nbgrader/gradebook.db
    """  # noqa: D301 - click reads the \\b
    if gradebook and out is None and form == "nbgrader":
        return _into_nbgrader(week, gradebook, course=course, roster=roster, store=store, as_json=as_json)
    if out is None or gradebook:
        raise UsageError("Say where the marks go: --out FILE, or for --format nbgrader alone --gradebook gradebook.db.")
    done = exporting.export(week, form, out=out, course=course, template=template, roster=roster, store=store)
    week = done.graded.assignment.week
    options.warn_if_changed(week, changed=done.graded.changed)
    if done.left_out:
        click.echo(
            f"Graded, but not on the roster or without a row in the gradebook, and so left out: {', '.join(done.left_out)}.",
            err=True,
        )
    if as_json:
        written = {"week": week, "format": form, "file": str(out), "bytes": done.size, "left_out": done.left_out}
        options.print_json(written)
    else:
        click.echo(str(out))
    return 0


def _into_nbgrader(
    week: str, gradebook: str, *, course: Path, roster: Path | None, store: str | None, as_json: bool
) -> int:
    """Write the marks through nbgrader, and say who has none there."""
    students = read_roster(roster) if roster else ()
    marked = exporting.class_on_record(week, course=course, roster=students, store=store)
    if find_spec("nbgrader") is None:
        raise RecordError("nbgrader is not installed here. Install autograder[doors], and export again.")
    from autograder.integrations.gradebook import write_marks  # noqa: PLC0415 - nbgrader is an extra

    assignment = marked.graded.assignment
    written = write_marks(gradebook, marked.finals, assignment=assignment, submissions=marked.works)
    left = sorted({final.student for final in marked.finals} - set(written))
    options.warn_if_changed(assignment.week, changed=marked.graded.changed)
    if as_json:
        said = {"week": assignment.week, "format": "nbgrader", "gradebook": gradebook, "written": written, "left": left}
        options.print_json(said)
        return 0
    rest = f" Not written, as nothing came, a person must look, or they are excused: {', '.join(left)}." if left else ""
    click.echo(f"{gradebook}: {len(written)} students.{rest}")
    return 0
