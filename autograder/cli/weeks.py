"""`weeks`: the calendar of a course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.cli import options
from autograder.workflows.calendar import Entry, graded_on, timetable


@click.command()
@options.store
@options.course
@options.as_json
def weeks(*, store: str | None, course: Path, as_json: bool) -> int:
    """List the calendar: weeks, what is out, what is due, what is graded.

    \b
    autograder weeks

    Next: `release` hands a week out, `grade` grades one.
    """  # noqa: D301 - click reads the \\b
    entries = timetable(course, datetime.now(UTC), graded_on(store or course / "autograder.db"))
    if as_json:
        options.print_json({"format": 1, "weeks": [entry.as_json() for entry in entries]})
    else:
        click.echo("\n".join(_lines(entries)))
    return 0


def _lines(entries: tuple[Entry, ...]) -> Iterator[str]:
    """Lines of a table, a week each."""
    rows = [("week", "state", "release", "due", "handout", "graded", "title")]
    for entry in entries:
        there, graded = "yes" if entry.published else "–", str(entry.graded or "–")
        rows.append((entry.week, entry.state, _day(entry.release), _day(entry.due), there, graded, entry.title))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "–"
