"""`release` and `weeks`: what an instructor gives to students, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import options, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.model import Assignment
    from autograder.workflows.calendar import Entry


@click.command()
@click.argument("week")
@click.option("--to", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where it goes.")
@click.option(
    "--format", "formats", default="files", metavar="FORMATS", help="files,nbgrader,otter,gradescope. Default: files."
)
@click.option(
    "--lang",
    "languages",
    default="ko,en",
    metavar="LANGUAGES",
    help="Languages, the course's own first. Default: ko,en.",
)
@click.option("--unaudited", is_flag=True, help="Release a week that has not passed its audit as it stands now.")
@options.course
@options.as_json
def release(  # noqa: PLR0917 - a command is its options
    week: str,
    folder: Path,
    formats: str,
    languages: str,
    unaudited: bool,  # noqa: FBT001 - a flag of the command line
    course: Path,
    as_json: bool,  # noqa: FBT001
) -> int:
    """Write WEEK as students get it: stubs, notebook, README, public checks, data. Nothing that a person changed is lost.

    Releasing again brings a folder up to date. One format goes into the folder itself, several into one folder each;
    all but files hold the solution, for nbgrader, otter and Gradescope to strip, and are for you alone. A week that
    has not passed its audit as it stands, every surviving mutant explained, is refused.

    \b
    autograder release week04 --to assignments/week04
    autograder release week04 --to out/week04 --format nbgrader,otter,gradescope
    """  # noqa: D301 - click reads the \\b
    from autograder.handout import SECRET_FORMATS
    from autograder.submissions.signing import course_key, key_path, public_half
    from autograder.workflows import grade as pipeline
    from autograder.workflows import release as releasing

    with pipeline.open_week(week, course) as (assignment, _):
        if not unaudited:
            _refuse_unaudited(assignment)
        asked = [name.strip() for name in formats.split(",")]
        spoken = [name.strip() for name in languages.split(",")]
        key = public_half(course_key(key_path(None, course)))
        done = releasing.release(assignment, folder, formats=asked, languages=spoken, receipt_key=key)
    if as_json:
        options.print_json({"week": week, "written": done.written, "kept": done.kept})
        return 0
    for name, paths in done.written.items():
        click.echo(f"{name}: {len(paths)} files")
        for path in paths:
            click.echo(f"  {path}")
    secret = [name for name in done.written if name in SECRET_FORMATS]
    if secret:
        click.echo(f"For you alone, as it holds the solution: {', '.join(secret)}.")
    if len(secret) < len(done.written):
        click.echo(f"Kept secret: {', '.join(f'{count} {thing}' for thing, count in done.kept.items())}.")
    if assignment.release and datetime.now(UTC) < assignment.release:
        click.echo(f"Not to be seen before {assignment.release:%Y-%m-%d %H:%M (%Z)}, its release date.", err=True)
    return 0


def _refuse_unaudited(assignment: Assignment) -> None:
    from autograder.errors import InstructorError  # noqa: PLC0415
    from autograder.workflows.audit import saved_audit

    found, command = saved_audit(assignment), f"autograder audit {assignment.week}"
    if found is None or found.complaints:
        why = "has not been audited as it stands now" if found is None else f"has {len(found.complaints)} complaints"
        raise InstructorError(f"{assignment.week} {why}; nothing was released. Run {command}")
    if not found.by_this_kit:
        click.echo(f"Audited by another version of this kit. To be sure, run {command}", err=True)


@click.command()
@recorded.store
@options.course
@options.as_json
def weeks(store: str | None, course: Path, as_json: bool) -> int:  # noqa: FBT001
    """List the calendar: which weeks there are, what is out, what is due, what is graded."""
    from autograder.workflows.calendar import timetable

    entries = timetable(course, datetime.now(UTC), store)
    if as_json:
        options.print_json({"format": 1, "weeks": [entry.facts() for entry in entries]})
    else:
        click.echo("\n".join(_lines(entries)))
    return 0


def _lines(entries: tuple[Entry, ...]) -> Iterator[str]:
    """A line a week, in columns."""
    rows = [("week", "state", "release", "due", "handout", "graded", "title")]
    for one in entries:
        there, graded = "yes" if one.published else "–", str(one.graded or "–")
        rows.append((one.week, one.state, _day(one.release), _day(one.due), there, graded, one.title))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "–"


COMMANDS = (release, weeks)
