"""What an instructor types: make a week, prove that it is fit, release it."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options


@click.command()
@click.argument("week")
@click.option("--only", metavar="NAME", help="Only this exercise, or this file's exercises.")
@options.trusted_only
@options.course
@options.as_json
def audit(week: str, only: str | None, course: Path, trusted_only: bool, as_json: bool) -> int:  # noqa: FBT001
    """Prove that WEEK is fit to release, before students meet it.

    The solution must earn everything and the untouched handout nothing; every right answer in right/ must earn
    everything, every mistake in wrong/ must lose what it should and be named; every check must be failed by something.
    """
    from autograder import pipeline  # noqa: PLC0415
    from autograder.audit import audit as audited  # noqa: PLC0415
    from autograder.run import Isolation, open_sandbox  # noqa: PLC0415

    walls = Isolation.TRUSTED_ONLY if trusted_only else None
    with (
        pipeline.open_week(week, course) as (assignment, judge),
        open_sandbox(limits=assignment.limits, isolation=walls, jobs=3, data=assignment.data) as sandbox,
    ):
        found = audited(judge, sandbox, only=only)
    if as_json:
        options.print_json({"week": assignment.week, "trials": len(found.trials), "complaints": found.complaints})
    else:
        for complaint in found.complaints:
            click.echo(f"- {complaint}")
        click.echo(f"{len(found.trials)} programs tried, {len(found.complaints)} complaints.")
    return 1 if found.complaints else 0


COMMANDS = (audit,)
