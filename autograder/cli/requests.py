"""`requests`: second looks that students ask for in the portal."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.cli import options
from autograder.report.messages.events import local
from autograder.store.members import Members
from autograder.text import one_line
from autograder.workflows.opening import open_store


@click.command()
@click.argument("week", required=False)
@click.option("--answer", "number", type=click.IntRange(min=1), metavar="NUMBER", help="The request to answer.")
@click.option("--text", default="", help="The answer. The student reads it.")
@options.by
@options.store
@options.course
@options.as_json
def requests(
    *, week: str | None, number: int | None, text: str, by: str, store: str | None, course: Path, as_json: bool
) -> int:
    """List second looks that students ask for, or answer one.

    The portal's list of what waits has them too. An answer is given once.

    \b
    autograder requests week04
    autograder requests --answer 12 --text "You are right: see the new points."

    Next: `override` where points change; `publish` shows them.
    """  # noqa: D301 - click reads the \\b
    if bool(text) is not bool(number):
        raise click.UsageError("An answer needs both --answer NUMBER and --text TEXT.")
    with open_store(store, course) as record:
        members = Members(record)
        if number:
            found = (members.answer(number, text, by=by, now=datetime.now(UTC)),)
        else:
            found = members.second_looks(week=week or "", unanswered=True)
    if as_json:
        options.print_json({"requests": [asdict(each) for each in found]})
        return 0
    for each in found:
        about = (
            f"{each.id}  {local(each.at, '')}  {one_line(each.week)}  {one_line(each.student)}  {one_line(each.check)}"
        )
        click.echo(f"{about}: {one_line(each.answer or each.reason, 600)}")
    return 0
