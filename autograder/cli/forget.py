"""`forget`: a student, taken out of the record for good."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.cli import options
from autograder.errors import UsageError
from autograder.workflows import personal_data


@click.command()
@click.argument("student", required=False)
@click.option("--idle-days", type=click.IntRange(1), metavar="N", help="Instead: all of whom nothing came for N days.")
@click.option("--retention", is_flag=True, help="Instead: as `[retention] days` of portal.toml says.")
@click.option("--dry-run", is_flag=True, help="Say what would go. Nothing is changed.")
@options.store
@options.course
@options.as_json
def forget(
    *,
    student: str | None,
    idle_days: int | None,
    retention: bool,
    dry_run: bool,
    store: str | None,
    course: Path,
    as_json: bool,
) -> int:
    """Take everything of STUDENT out of the record, for good.

    Work, tapes, marks, decisions, uploads, sign-ins. What others handed in too stays theirs. Nothing brings it back but a backup, and backups are yours to delete.

    \b
    autograder forget 2024-0001 --dry-run
    autograder forget 2024-0001
    autograder forget --retention

    Next: `person` gives students a copy of what is kept of them, before.
    """  # noqa: D301 - click reads the \\b
    days = _days_of_retention(course) if retention else idle_days
    if retention and days is None:
        raise UsageError(
            "portal.toml has no [retention] days, so nothing is to be forgotten. Set it, or use --idle-days."
        )
    if (student is None) is (days is None):
        raise UsageError("Name a STUDENT, or --idle-days N, or --retention: one of the three.")
    if days is not None:
        gone = personal_data.forget_idle(days, course=course, store=store, now=datetime.now(UTC), dry_run=dry_run)
    else:
        gone = {student or "": personal_data.forget(student or "", course=course, store=store, dry_run=dry_run)}
    if as_json:
        options.print_json({"forgotten": not dry_run, "students": gone})
        return 0
    for each, rows in gone.items():
        listed = ", ".join(f"{table} {count}" for table, count in rows.items())
        alone = ", and the tapes and contents that nobody else rests on" if dry_run else ""
        click.echo(f"{each}: {'would take out' if dry_run else 'took out'} {listed}{alone}.")
    if not gone:
        click.echo(f"Of everybody something came in the last {days} days.")
    return 0


def _days_of_retention(course: Path) -> int | None:
    from autograder.portal.settings import read_settings  # noqa: PLC0415 - loads the web application

    return read_settings(course).retention.days
