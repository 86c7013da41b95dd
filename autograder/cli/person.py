"""`person`: everything that is kept of a student."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.cli import options
from autograder.files import write_file
from autograder.workflows.personal_data import personal_data


@click.command()
@click.argument("student")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The zip to write.")
@options.store
@options.course
@options.as_json
def person(*, student: str, out: Path, store: str | None, course: Path, as_json: bool) -> int:
    """Write everything that is kept of STUDENT into a zip, for that student.

    Files as they were handed in, receipts, history, requests; of each result as much as the student may read now.

    \b
    autograder person 2024-0001 --out out/2024-0001.zip

    Next: `forget`, where the student asks for it.
    """  # noqa: D301 - click reads the \\b
    content = personal_data(student, course=course, store=store, now=datetime.now(UTC))
    write_file(out, content)
    if as_json:
        options.print_json({"student": student, "out": str(out), "bytes": len(content)})
    else:
        click.echo(f"{out}: {len(content)} bytes.")
    return 0
