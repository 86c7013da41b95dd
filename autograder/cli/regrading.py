"""`regrade` and `publish`: what a changed week does to a class, seen before it is done; and shown to students when told."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from autograder.cli import options, recorded


@click.command()
@click.argument("week")
@click.option("--dry-run", is_flag=True, help="Show who would move and why. Nothing is written.")
@click.option(
    "--no-run", is_flag=True, help="Run no student code, even where the probes changed: those stay as they are."
)
@click.option(
    "--why", default="", metavar="TEXT", help="The reason. It is kept, and students whose marks move read it."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write all pages again, here.")
@recorded.roster
@options.jobs
@options.cluster
@recorded.by
@recorded.store
@options.trusted_only
@options.course
@options.language
@options.as_json
def regrade(
    *,
    week: str,
    dry_run: bool,
    no_run: bool,
    why: str,
    out: Path | None,
    roster: Path | None,
    jobs: int,
    cluster: str | None,
    by: str,
    store: str | None,
    trusted_only: bool,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Judge the stored tapes of WEEK again, after a check, a tolerance, points or the late rule changed.

    Shows, student by student and check by check, who moves and because of which change. All of it is applied, or none;
    points given by hand stay. No student code runs, unless the probes themselves changed: then it says so.

    \b
    autograder regrade week04 --dry-run
    autograder regrade week04 --out out/week04 --why "mse.averages was too strict"
    """  # noqa: D301 - click reads the \\b
    from autograder.report.messages import say
    from autograder.report.terminal import changes
    from autograder.submissions import read_roster
    from autograder.workflows import grade as pipeline
    from autograder.workflows import pages
    from autograder.workflows import regrade as regrading

    students = read_roster(roster) if roster else ()
    with ExitStack() as stack:
        assignment, judge = stack.enter_context(pipeline.open_week(week, course))
        record = stack.enter_context(recorded.opened(store, course))
        runs, isolation = None, ""
        if not no_run and regrading.asks_anew(record, judge):
            walls, runs = stack.enter_context(
                recorded.running(assignment, cluster, jobs=jobs, trusted_only=trusted_only)
            )
            isolation = str(walls)
        signed = None if dry_run else recorded.signed(by, why)
        found = regrading.regrade(record, judge, recorded=runs, isolation=isolation, signed=signed)
        if out and not dry_run:
            pages.write(record, judge, out, roster=students)
    if as_json:
        from dataclasses import asdict  # noqa: PLC0415

        options.print_json({"applied": not dry_run, **asdict(found)})
    else:
        options.console().print(changes(found, language=language))
        click.echo(say("history.dry" if dry_run else "history.applied", language))
    return 0


@click.command()
@click.argument("week")
@click.option("--dry-run", is_flag=True, help="Say who would be shown something new. Nothing is written.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the pages of those students again, here, and news.csv: a line to mail to each.",
)
@recorded.roster
@recorded.by
@recorded.store
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
    """Show every student of WEEK what is new to them: marks, and for a changed mark the reason.

    What waits for a person is held back. Nobody is shown the same thing twice.

    \b
    autograder publish week04 --out out/week04 --roster roster.csv
    """  # noqa: D301 - click reads the \\b
    from autograder.report.terminal import published
    from autograder.submissions import read_roster
    from autograder.workflows import grade as pipeline
    from autograder.workflows import pages

    students, signed = read_roster(roster) if roster else (), recorded.signed(by)
    with ExitStack() as stack:
        record = stack.enter_context(recorded.opened(store, course))
        judge = stack.enter_context(pipeline.open_week(week, course))[1] if out and not dry_run else None
        shown = tuple(record.unpublished(week, signed)) if dry_run else record.publish(week, signed)
        if judge and out:
            pages.write_news(record, judge, out, shown, roster=students)
    if as_json:
        options.print_json({"week": week, "published": not dry_run, "shown": [one.student for one in shown]})
    else:
        options.console().print(published(shown, dry_run=dry_run, language=language))
    return 0
