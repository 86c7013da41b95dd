"""`audit`: proof that a week is fit to release."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from rich.text import Text

from autograder.cli import options
from autograder.errors import UsageError
from autograder.files import held, write_file
from autograder.report.pages.audit_page import audit_page
from autograder.sandbox import Isolation, open_sandbox
from autograder.workflows.audit import Audit, save_audit
from autograder.workflows.audit import audit as audited
from autograder.workflows.audit.printed import printed
from autograder.workflows.audit.shown import audited_week
from autograder.workflows.audit.watching import changes, known_before, look_again
from autograder.workflows.opening import open_week, week_folder


@click.command()
@click.argument("week")
@click.option(
    "--only", multiple=True, metavar="NAME", help="Only this exercise, or this file's. Give it as often as needed."
)
@click.option(
    "--calibrate", is_flag=True, help="Measure the tolerances of the checks, and write them to the week's folder."
)
@click.option(
    "--watch",
    is_flag=True,
    help="Look again whenever a file of the week changes, at what it changes. Ctrl-C ends it.",
)
@click.option("--fresh", is_flag=True, help="Try every program again, whatever an earlier audit has found.")
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.html",
    help="Write a page for the browser too: survivors, margins, and what each check catches.",
)
@options.trusted_only
@options.course
@options.as_json
def audit(
    *,
    week: str,
    only: tuple[str, ...],
    calibrate: bool,
    watch: bool,
    fresh: bool,
    page: Path | None,
    course: Path,
    trusted_only: bool,
    as_json: bool,
) -> int:
    """Prove that WEEK is fit to release, before students meet it.

    The solution must earn everything and the untouched handout nothing; every right answer in right/ must earn
    everything, every mistake in mistakes/ must lose what it should and be named. Then the solution is changed in every way
    we know, one change at a time: some check must fail each of these mutants, or survivors.toml must say why not.

    \b
    autograder audit week04                     everything; release asks for this
    autograder audit week04 --only fit_mse      while you work on an exercise
    autograder audit week04 --watch             the same, again after every change
    autograder audit week04 --calibrate         after a change of checks, probes, right/ or mistakes/
    autograder audit week04 --page audit.html   for the browser: what each check catches

    Stop it whenever you like: the same command goes on from there. Complaints of a program are told as they are found.

    Next: `release`.
    """  # noqa: D301 - click reads the \\b
    if watch and (calibrate or as_json):
        raise UsageError("--watch looks at what changes; leave out --calibrate and --json, or --watch.")
    isolation = Isolation.TRUSTED_ONLY if trusted_only else None
    walls = "trusted-only" if trusted_only else ""
    known = known_before(week_folder(week, course), walls=walls, fresh=fresh)
    complaints = 0

    def look() -> None:
        nonlocal complaints
        with (
            open_week(week, course) as (assignment, judge),
            open_sandbox(limits=assignment.limits, isolation=isolation, jobs=3, data=assignment.data) as sandbox,
            options.progress(interrupted="progress.interrupted_audit") as bar,
        ):
            try:
                found = audited(
                    judge,
                    sandbox,
                    only=only,
                    calibrate=calibrate,
                    progress=bar,
                    found_at_once=lambda sentence: bar.console.print(Text(f"- {sentence}"), soft_wrap=True),
                    known=known,
                )
            finally:
                known.write()
        complaints = len(found.complaints)
        if not only:
            save_audit(assignment, found)
        if page:
            write_file(page, audit_page(audited_week(found, assignment), assignment))
        if as_json:
            options.print_json(_as_json(week, found))
        else:
            options.console().print(printed(found, assignment), soft_wrap=True)  # lines to copy stay whole

    with held(week_folder(week, course)) as alone:
        if not alone:
            raise UsageError(f"{week} is being audited already, by another process. Wait for it, or stop it.")
        if watch:
            look_again(look, changes(week_folder(week, course)), lambda error: click.echo(f"{error}", err=True))
        else:
            look()
    return 1 if complaints else 0


def _as_json(week: str, found: Audit) -> dict[str, object]:
    return {
        "week": week,
        "trials": len(found.trials),
        "scores": {exercise: asdict(score) for exercise, score in found.scores.items()},
        "survivors": {mutant.name: mutant.diff for mutant in found.survivors},
        "complaints": found.complaints,
    }
