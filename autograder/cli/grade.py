"""`grade`: a class's files → marks on record, their pages, the class page."""

from __future__ import annotations

import time
from pathlib import Path

import click

from autograder.cli import options
from autograder.model import AttemptPolicy
from autograder.report.messages import say
from autograder.report.terminal import good_to_know, summary, to_do
from autograder.text import one_line
from autograder.workflows import grade as grading

COLUMNS_SHOWN = 8
ATTEMPTS = ("last", "last-on-time", "best")


@click.command()
@click.argument("week")
@click.argument("submissions", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the marks go.")
@options.roster
@click.option(
    "--attempts",
    type=click.Choice(ATTEMPTS),
    default="last",
    show_default=True,
    help="Which of several attempts counts.",
)
@options.jobs
@options.cluster
@options.store
@click.option("--fresh", is_flag=True, help="Run and judge again what is on record already.")
@options.by
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
    Stop it whenever you like: the same command goes on from there. What waits for a person is said first; then the exit
    code is 1.

    \b
    autograder grade week04 downloads/ --out out/week04
    autograder grade week04 canvas.zip 김철수(20231234).ipynb --roster roster.csv --out out/week04

    Next: what it names as to be done; then `report`, `publish`, `export`.
    """  # noqa: D301 - click reads the \\b
    began = time.monotonic()
    with options.progress(language, interrupted="progress.interrupted") as bar:
        graded = grading.grade(
            week,
            submissions,
            out=out,
            course=course,
            signed=options.signed(by),
            roster=roster,
            attempts=AttemptPolicy(attempts.replace("-", "_")),
            store=store,
            cluster=cluster,
            jobs=jobs,
            trusted_only=trusted_only,
            fresh=fresh,
            progress=bar,
        )
    told = graded.report
    for odd in graded.unlike_ids:
        click.echo(say("terminal.unlike_id", language, id=odd, roster=str(roster)), err=True)
    if graded.unused:
        shown = ", ".join(map(one_line, graded.unused[:COLUMNS_SHOWN])) + " …" * (len(graded.unused) > COLUMNS_SHOWN)
        click.echo(say("terminal.unused_columns", language, columns=shown, roster=str(roster)), err=True)
    for path in graded.astray:
        click.echo(say("terminal.astray", language, path=path, week=f"{told.assignment.week}{told.where}"), err=True)
    if as_json:
        click.echo((out / "grades.json").read_text("utf-8"))
    else:
        for lines in (to_do(told, language), good_to_know(told, language)):
            if lines:
                options.console().print(lines, soft_wrap=True)
        seconds = time.monotonic() - began
        shown = summary(told.grades, assignment=told.assignment, language=language, seconds=seconds)
        options.console().print(shown)
        click.echo(f"\n{out / 'index.html'}")
    return 1 if graded.needs_person else 0
