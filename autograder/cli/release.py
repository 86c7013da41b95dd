"""`release`: a week → what students, nbgrader, otter and Gradescope get."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.cli import options
from autograder.handout import SECRET_FORMATS
from autograder.student.public_paths import public_paths
from autograder.workflows import release as releasing


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
def release(
    *,
    week: str,
    folder: Path,
    formats: str,
    languages: str,
    unaudited: bool,
    course: Path,
    as_json: bool,
) -> int:
    """Write WEEK as students get it: stubs, notebook, public checks, data.

    Nothing that a person changed is lost. Releasing again brings a folder up to date. One format goes into the folder
    itself, several into one folder each; all but files hold the solution, for nbgrader, otter and Gradescope to
    strip, and are for you alone. A week that has not passed its audit as it stands, every surviving mutant explained,
    is refused.

    \b
    autograder release week04 --to assignments/week04
    autograder release week04 --to out/week04 --format nbgrader,otter,gradescope

    Next: `weeks` shows it as handed out; `grade` when work has come.
    """  # noqa: D301 - click reads the \\b
    done = releasing.release(
        week,
        folder,
        paths=public_paths,
        course=course,
        formats=[name.strip() for name in formats.split(",")],
        languages=[name.strip() for name in languages.split(",")],
        unaudited=unaudited,
    )
    if done.doubtful:
        command = f"autograder audit {done.assignment.week}"
        click.echo(f"Audited by another version of this kit. To be sure, run {command}", err=True)
    if as_json:
        options.print_json({"week": week, "written": done.written, "kept": done.kept, "helpers": done.helpers})
        return 0
    for name, paths in done.written.items():
        click.echo(f"{name} ({len(paths)}):")
        for path in paths:
            click.echo(f"  {path}")
    secret = [name for name in done.written if name in SECRET_FORMATS]
    if secret:
        click.echo(f"For you alone, as it holds the solution: {', '.join(secret)}.")
    if len(secret) < len(done.written):
        click.echo(f"Kept secret: {', '.join(f'{thing} ({count})' for thing, count in done.kept.items())}.")
    for file, names in done.helpers.items():
        click.echo(f"Not handed out of {file}: {', '.join(names)}. End a first line with # given to hand it out.")
    opens = done.assignment.release
    if opens and datetime.now(UTC) < opens:
        click.echo(f"Not to be seen before {opens:%Y-%m-%d %H:%M (%Z)}, its release date.", err=True)
    return 0
