"""`why`: how a student's points came about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from autograder.cli import options
from autograder.model import Adjustment
from autograder.report import terminal
from autograder.workflows import explain


@click.command()
@click.argument("week")
@click.argument("student")
@click.argument("check", required=False)
@options.store
@options.course
@options.language
@options.as_json
def why(
    *, week: str, student: str, check: str | None, store: str | None, course: Path, language: str, as_json: bool
) -> int:
    """Say why STUDENT has these points in WEEK, or for one CHECK: from what was found to what is left.

    \b
    autograder why week04 2024-0001
    autograder why week04 2024-0001 mse.averages
    """  # noqa: D301 - click reads the \\b
    found = explain.why(week, student, course=course, check=check or "", store=store)
    assignment = found.graded.assignment
    if as_json:
        steps = _steps(found.adjustments)
        options.print_json({"week": assignment.week, "student": student, "check": check, "grounds": steps})
    else:
        options.console().print(terminal.why(found.adjustments, assignment=assignment, language=language))
    return 0


def _steps(adjustments: Iterable[Adjustment]) -> list[dict[str, object]]:
    return [
        {
            "because": str(step.kind),
            "points": step.points,
            "out_of": step.out_of,
            "days": step.days,
            "check": step.mark.verdict.check if step.mark else None,
            "outcome": str(step.mark.verdict.outcome) if step.mark else None,
            "decision": asdict(step.decision) if step.decision else None,
        }
        for step in adjustments
    ]
