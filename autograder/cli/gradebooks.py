"""`report` and `export`: a week on record → its pages, and the gradebook that an LMS takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import options, recorded

if TYPE_CHECKING:
    from autograder.model import Assignment

FORMATS = ("canvas", "moodle", "moodle-ko", "blackboard-ko", "gradescope", "nbgrader", "csv", "excel")
CHANGED = "{week} has changed since it was graded. The marks are those of before; autograder regrade {week} --dry-run shows the difference."


@click.command()
@click.argument("week")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the pages go.")
@recorded.roster
@recorded.store
@options.course
@options.language
@options.as_json
def report(  # noqa: PLR0913 - a command is its options
    *,
    week: str,
    out: Path,
    roster: Path | None,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Write all pages of WEEK again, from what is on record: grades, class page, a page each.

    Nothing is run or judged. Do this after overrides, extensions and comments.
    """
    from autograder import pages, pipeline  # noqa: PLC0415
    from autograder.collect import read_roster  # noqa: PLC0415
    from autograder.report import summary  # noqa: PLC0415

    students = read_roster(roster) if roster else ()
    with pipeline.open_week(week, course) as (assignment, judge), recorded.opened(store, course) as record:
        held = pages.in_force(assignment, record)
        finals = pages.write(record, judge, out, roster=students)
    _warn(assignment, changed=held.changed)
    if as_json:
        click.echo((out / "grades.json").read_text("utf-8"))
    else:
        options.console().print(summary(finals, assignment=held.assignment, language=language))
        click.echo(f"\n{out / 'index.html'}")
    return 0


@click.command()
@click.argument("week")
@click.option("--format", "form", required=True, type=click.Choice(FORMATS), help="Whose gradebook.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The LMS's own export of the gradebook, to be filled in: it holds the LMS's ids.",
)
@recorded.roster
@recorded.store
@options.course
@options.as_json
def export(  # noqa: PLR0913 - a command is its options
    *,
    week: str,
    form: str,
    out: Path,
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
    """  # noqa: D301 - click reads the \\b
    from autograder import pages, pipeline  # noqa: PLC0415
    from autograder.author import read  # noqa: PLC0415
    from autograder.collect import read_roster  # noqa: PLC0415
    from autograder.report.files import replace  # noqa: PLC0415

    students = read_roster(roster) if roster else ()
    assignment = read(pipeline.week_folder(week, course))
    with recorded.opened(store, course) as record:
        held = pages.in_force(assignment, record)
        content = pages.gradebook(record, held.assignment, form, template=template, roster=students)
    replace(out, content)
    _warn(assignment, changed=held.changed)
    if as_json:
        options.print_json({"week": assignment.week, "format": form, "file": str(out), "bytes": len(content)})
    else:
        click.echo(str(out))
    return 0


def _warn(assignment: Assignment, *, changed: bool) -> None:
    if changed:
        click.echo(CHANGED.format(week=assignment.week), err=True)
