"""`history`: all that happened to a student's week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from autograder.cli import options
from autograder.model import Event, Grade
from autograder.report import terminal
from autograder.workflows import explain

WRITTEN = {"kind": "matter", "week_version": "basis"}
"""Names that scripts know fields by."""


@click.command()
@click.argument("week")
@click.argument("student")
@options.store
@options.course
@options.language
@options.as_json
def history(*, week: str, student: str, store: str | None, course: Path, language: str, as_json: bool) -> int:
    """List all that happened to STUDENT's WEEK: who, when, why.

    Work, marks, decisions, what was shown. A regrade is one line: who moved what, and because of which change.
    `decisions` lists those of the whole class.

    \b
    autograder history week04 2024-0001
    autograder history week04 김하나

    Next: `why` for the points alone.
    """  # noqa: D301 - click reads the \\b
    told = explain.history(week, student, course=course, store=store)
    if as_json:
        options.print_json({"week": week, "student": told.student, "events": _events(told.events)})
    else:
        options.console().print(terminal.history(told.events, zone=told.zone, language=language))
    return 0


def _events(events: Iterable[Event]) -> list[dict[str, object]]:
    """Events without the work and the tapes themselves."""
    heavy = {"sources", "files", "marks", "recording", "submission", "final"}
    return [
        {
            "at": event.signed.at.isoformat(),
            "by": event.signed.by,
            "why": event.signed.why,
            "what": "report" if isinstance(event.what, Grade) else type(event.what).__name__.lower(),
            **({"regrade": asdict(event.regrade)} if event.regrade else {}),
            **{WRITTEN.get(name, name): part for name, part in asdict(event.what).items() if name not in heavy},
        }
        for event in events
    ]
