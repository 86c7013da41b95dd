"""`publish`: every student is shown what is new to them."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.report.terminal import published
from autograder.workflows.publish_marks import held_back, publish_marks


@click.command()
@click.argument("week")
@click.option("--dry-run", is_flag=True, help="Say who would be shown something new. Nothing is written.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the pages of those students again, here, and news.csv: a line to mail to each.",
)
@options.roster
@options.by
@options.store
@options.course
@options.language
@options.as_json
def publish(
    *,
    week: str,
    dry_run: bool,
    out: Path | None,
    roster: Path | None,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Show every student of WEEK what is new to them.

    Marks, and for a changed mark the reason. What waits for a person is held back. Nobody is shown the same thing
    twice.

    \b
    autograder publish week04 --out out/week04 --roster roster.csv

    Next: send the pages; news.csv has a line to mail to each. `export` for the gradebook.
    """  # noqa: D301 - click reads the \\b
    signed = options.signed(by)
    shown = publish_marks(week, course=course, signed=signed, dry_run=dry_run, out=out, roster=roster, store=store)
    waiting = held_back(week, course=course, store=store)
    if as_json:
        students = [publication.student for publication in shown]
        options.print_json({"week": week, "published": not dry_run, "shown": students, "held_back": list(waiting)})
    else:
        options.console().print(published(shown, waiting, dry_run=dry_run, language=language))
    return 0
