"""`report` and `export`: a week on record → its pages, and the gradebook that an LMS takes or nbgrader holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import options, recorded
from autograder.report.gradebooks import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Assignment, Final, Submission

CHANGED = "{week} has changed since it was graded. The marks are those of before; autograder regrade {week} --dry-run shows the difference."


@click.command()
@click.argument("week")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the pages go.")
@recorded.roster
@recorded.store
@options.course
@options.language
@options.as_json
def report(
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
    from autograder.report.terminal import summary
    from autograder.submissions import read_roster
    from autograder.workflows import grade as pipeline
    from autograder.workflows import pages

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
@recorded.roster
@recorded.store
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
    from autograder.assignment import read
    from autograder.errors import UsageError  # noqa: PLC0415
    from autograder.submissions import read_roster
    from autograder.workflows import grade as pipeline
    from autograder.workflows import pages

    if (out is None) == (gradebook is None) or (gradebook and form != "nbgrader"):
        raise UsageError("Say where the marks go: --out FILE, or for --format nbgrader alone --gradebook gradebook.db.")
    students = read_roster(roster) if roster else ()
    assignment = read(pipeline.week_folder(week, course))
    with recorded.opened(store, course) as record:
        held = pages.in_force(assignment, record)
        if out is None:
            finals, work = pages.valued(record, held.assignment, roster=students)
            said = _into_nbgrader(str(gradebook), finals, work, assignment=held.assignment)
        else:
            content = pages.gradebook(record, held.assignment, form, template=template, roster=students)
            said = _into_file(out, content)
    _warn(assignment, changed=held.changed)
    if as_json:
        options.print_json({"week": assignment.week, "format": form, **said.facts})
    else:
        click.echo(said.line)
    return 0


@dataclass(frozen=True, slots=True)
class _Said:
    line: str
    facts: Mapping[str, object]


def _into_file(out: Path, content: bytes) -> _Said:
    from autograder.files import write_file

    write_file(out, content)
    return _Said(str(out), {"file": str(out), "bytes": len(content)})


def _into_nbgrader(
    gradebook: str, finals: Sequence[Final], work: Mapping[str, Submission], *, assignment: Assignment
) -> _Said:
    from autograder.errors import RecordError  # noqa: PLC0415

    try:
        from autograder.integrations.gradebook import write_marks
    except ModuleNotFoundError as error:
        raise RecordError("nbgrader is not installed here. Install autograder[doors], and export again.") from error
    written = write_marks(gradebook, finals, assignment=assignment, submissions=work)
    left = sorted({one.student for one in finals} - set(written))
    line = f"{gradebook}: {len(written)} students."
    if left:
        line += f" Not written, as nothing came, a person must look, or they are excused: {', '.join(left)}."
    return _Said(line, {"gradebook": gradebook, "written": written, "left": left})


def _warn(assignment: Assignment, *, changed: bool) -> None:
    if changed:
        click.echo(CHANGED.format(week=assignment.week), err=True)
