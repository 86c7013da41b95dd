"""`report`: a week on record → all its pages, as they stand now."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.report.pages.ownerless import options_as_given
from autograder.report.terminal import summary
from autograder.workflows import report as reporting


@click.command()
@click.argument("week")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the pages go.")
@options.roster
@options.store
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
    """Write all pages of WEEK again: grades, class page, a page each.

    From what is on record. Nothing is run or judged. Do this after overrides, extensions and comments.

    \b
    autograder report week04 --out out/week04 --roster roster.csv

    Next: `publish` shows students what is new, `export` writes the gradebook.
    """  # noqa: D301 - click reads the \\b
    graded, finals = reporting.report(week, out=out, course=course, roster=roster, store=store)
    options.warn_if_changed(
        graded.assignment.week, changed=graded.changed, where=options_as_given(store, course), language=language
    )
    if as_json:
        click.echo((out / "grades.json").read_text("utf-8"))
    else:
        options.console().print(summary(finals, assignment=graded.assignment, language=language))
        click.echo(f"\n{out / 'index.html'}")
    return 0
