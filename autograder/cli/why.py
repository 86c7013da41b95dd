"""`why`: how a student's points came about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from autograder.cli import options
from autograder.model import Adjustment, Explanation
from autograder.report import terminal
from autograder.report.grades import late_cost
from autograder.report.pages.ownerless import options_as_given
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
    """Say why STUDENT has these points in WEEK, or for one CHECK.

    From what was found to what is left. Then all that they rest on: when the work came and from where, each check
    that cost points, points by hand, and the regrades that changed something. `history` tells all of it in the order
    of time; `override` changes it.

    \b
    autograder why week04 2024-0001
    autograder why week04 김하나 mse.averages

    Next: `override` or `comment`, where a person sees it otherwise.
    """  # noqa: D301 - click reads the \\b
    week_graded, found = explain.why(week, student, course=course, check=check or "", store=store)
    assignment = week_graded.assignment
    if as_json:
        options.print_json(_as_json(found, assignment.week, check))
    else:
        where = options_as_given(store, course)
        told = terminal.why(found, assignment=assignment, check=check or "", language=language, where=where)
        options.console().print(told)
    return 0


def _as_json(found: Explanation, week: str, check: str | None) -> dict[str, object]:
    final, work = found.final, found.grade.submission
    return {
        "week": week,
        "student": final.student,
        "check": check,
        "grounds": _steps(found.adjustments),
        "lost": [
            {"check": mark.verdict.check, "points": mark.points, "out_of": mark.out_of, "by": mark.by or None}
            for mark in final.marks
            if mark.points < mark.out_of or mark.by
        ],
        "minutes_late": final.lateness.minutes,
        "late_cost": late_cost(final),
        "received": work.received if work else None,
        "files": [file.path for file in work.files] if work else [],
        "regrades": [
            {"at": event.signed.at, "by": event.signed.by, "why": event.signed.why, **asdict(event.regrade)}
            for event in found.regrades
            if event.regrade
        ],
    }


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
