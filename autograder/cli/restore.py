"""`restore`: a backup → the record it was made of."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.workflows.back_up import restore as put_back


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.store
@options.course
@options.as_json
def restore(*, folder: Path, store: str | None, course: Path, as_json: bool) -> int:
    """Put the backup in FOLDER where no record is, and verify it row by row.

    Nothing that is there is ever written over.

    \b
    autograder restore backups/2026-03-02
    autograder restore backups/2026-03-02 --store postgresql://autograder@db/empty

    Next: `serve`, or any command that reads the record.
    """  # noqa: D301 - click reads the \\b
    made = put_back(folder, course=course, store=store)
    if as_json:
        options.print_json({"folder": str(folder), "at": made.at.isoformat(), "rows": made.rows, "verified": True})
    else:
        click.echo(f"{made.rows} rows as they were on {made.at:%Y-%m-%d %H:%M} (UTC), each verified.")
    return 0
