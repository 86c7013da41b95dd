"""`receipts`: work on record → receipts that the course signs."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.workflows.receipts import write_receipts


@click.command()
@click.argument("week")
@click.argument("students", nargs=-1, metavar="[STUDENT]...")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where they go.")
@options.store
@options.course
@options.as_json
def receipts(*, week: str, students: tuple[str, ...], out: Path, store: str | None, course: Path, as_json: bool) -> int:
    """Write a receipt for each STUDENT's work of WEEK, signed by the course.

    Of all on record, where none is named. `verify` finds out whatever is changed on one, and tells it from those that
    `submit` makes on students' machines.

    \b
    autograder receipts week04 --out out/receipts
    autograder receipts week04 2024-0001 --out out/receipts

    Next: students keep them; `verify` checks one.
    """  # noqa: D301 - click reads the \\b
    paths = write_receipts(week, out=out, course=course, students=students, store=store)
    if as_json:
        options.print_json({"week": week, "receipts": {student: str(path) for student, path in paths.items()}})
    else:
        click.echo("\n".join(map(str, paths.values())))
    return 0
