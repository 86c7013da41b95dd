"""`regrade`: a changed week → who moves and why, seen before it is done."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from autograder.cli import options
from autograder.report import terminal
from autograder.report.messages import say
from autograder.workflows import regrade as regrading


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
@options.roster
@options.jobs
@options.cluster
@options.by
@options.store
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
    """Judge the stored tapes of WEEK again, after the week changed.

    A check, a tolerance, points or the late rule. Shows, student by student and check by check, who moves and because
    of which change. All of it is applied, or none; points given by hand stay. No student code runs, unless the probes
    themselves changed: then it says so.

    \b
    autograder regrade week04 --dry-run
    autograder regrade week04 --out out/week04 --why "mse.averages was too strict"

    Next: `publish` tells students whose marks moved.
    """  # noqa: D301 - click reads the \\b
    with options.progress(language, interrupted="progress.interrupted_regrade") as bar:
        changes = regrading.regrade(
            week,
            course=course,
            signed=options.signed(by, why),
            dry_run=dry_run,
            no_run=no_run,
            out=out,
            roster=roster,
            store=store,
            cluster=cluster,
            jobs=jobs,
            trusted_only=trusted_only,
            progress=bar,
        )
    if as_json:
        options.print_json({"applied": not dry_run, **asdict(changes)})
    else:
        options.console().print(terminal.changes(changes, language=language))
        click.echo(say("history.dry" if dry_run else "history.applied", language))
    return 0
