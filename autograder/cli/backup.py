"""`backup`: the record and its key, into a folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.cli import options
from autograder.workflows.back_up import back_up


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@options.store
@options.course
@options.as_json
def backup(*, folder: Path, store: str | None, course: Path, as_json: bool) -> int:
    """Back up the record and the key that signs receipts, into a new FOLDER.

    While the portal runs: SQLite by its own backup, PostgreSQL by pg_dump. Every row of the copy is counted and its
    digest written beside it. Keep the folder as secret as the course itself.

    \b
    autograder backup backups/2026-03-02
    autograder backup backups/2026-03-02 --store postgresql://autograder@db/course

    Next: `restore` into an empty place, to see that it can be done.
    """  # noqa: D301 - click reads the \\b
    made = back_up(folder, course=course, store=store, now=datetime.now(UTC))
    if as_json:
        options.print_json({"folder": str(folder), "copy": made.copy, "rows": made.rows, "tables": len(made.tables)})
    else:
        click.echo(
            f"{folder}: {made.rows} rows of {len(made.tables)} tables, verified{', and the key' * bool(made.key)}."
        )
    return 0
