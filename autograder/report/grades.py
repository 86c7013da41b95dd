"""Graded weeks → grades.csv, grades.json and reconciliation.csv.

The same bytes every time.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from autograder.files import BOM, table, tidy
from autograder.model import LANGUAGES, AdjustmentKind, Assignment, Final, Kind, Mark, Outcome, Status
from autograder.report.messages.events import fate
from autograder.report.messages.sentences import AssignmentIndex, by_name, joined, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from autograder.model import Graded, Received


FORMAT = 1
LATE_COLUMNS = ("minutes_late", "late_cost")


@dataclass(frozen=True, slots=True)
class Line:
    """The marks of one exercise.

    What was earned, what could be had, and the marks themselves.
    """

    name: str
    points: float
    out_of: float
    marks: tuple[Mark, ...]


def in_order(reports: Iterable[Graded]) -> tuple[Graded, ...]:
    """By student id, whatever order they were finished in."""
    return tuple(sorted(reports, key=lambda report: report.student))


def lines(report: Graded, week: AssignmentIndex) -> tuple[Line, ...]:
    """One line an exercise, in the week's order.

    Who handed nothing in has no marks, and the week's points to be had.
    """
    found: dict[str, list[Mark]] = {exercise.name: [] for exercise in week.assignment.exercises}
    for mark in report.marks:
        check = week.checks.get(mark.verdict.check)
        found.setdefault(check.exercise if check else mark.verdict.check, []).append(mark)
    to_be_had = worth(week.assignment)
    return tuple(
        Line(
            name=name,
            points=round(sum(mark.points for mark in marks), 6),
            out_of=round(sum(mark.out_of for mark in marks), 6) if report.marks else to_be_had.get(name, 0.0),
            marks=tuple(marks),
        )
        for name, marks in found.items()
    )


def worth(assignment: Assignment) -> Mapping[str, float]:
    """The points of each exercise: the sum of its checks."""
    points = {exercise.name: 0.0 for exercise in assignment.exercises}
    for check in assignment.checks:
        points[check.exercise] = round(points.get(check.exercise, 0.0) + check.points, 6)
    return points


def first_wrong(report: Graded, week: AssignmentIndex) -> Mark | None:
    """The first wrong check in the week's order.

    One that is not there at all comes last.
    """
    failed = [mark for line in lines(report, week) for mark in line.marks if mark.verdict.outcome is Outcome.FAILED]
    return next((mark for mark in failed if not absent(mark)), failed[0] if failed else None)


def absent(mark: Mark) -> bool:
    """Tell work that is not there, or the handout's gap, from work that is wrong."""
    difference = mark.verdict.difference
    return difference is not None and difference.kind in {Kind.MISSING, Kind.NOT_STARTED}


def out_of(report: Graded, assignment: Assignment) -> float:
    """The points to be had: of the marks, or of the week where nothing was handed in."""
    if report.marks or report.excused:
        return report.out_of
    return round(sum(worth(assignment).values()), 6)


def minutes_late(report: Graded) -> int:
    """Minutes after the deadline that counted.

    0 for work on time, or of an unknown time.
    """
    return report.lateness.minutes if isinstance(report, Final) else 0


def late_cost(report: Graded) -> float:
    """The points that the late rule took."""
    steps = pairwise(report.adjustments) if isinstance(report, Final) else ()
    costly = {AdjustmentKind.LATE, AdjustmentKind.CUT_OFF}
    return round(sum(before.points - step.points for before, step in steps if step.kind in costly), 6)


def grades_csv(reports: Iterable[Graded], assignment: Assignment) -> bytes:
    """A row a student: id, a column an exercise, total, max, status, lateness.

    UTF-8 with BOM, so that a double click opens it right.
    """
    week = by_name(assignment)
    names = [exercise.name for exercise in assignment.exercises]
    rows: list[Sequence[str | float]] = [["student_id", *names, "total", "max", "status", *LATE_COLUMNS]]
    for report in in_order(reports):
        points = {line.name: line.points for line in lines(report, week)}
        total, most = report.points, out_of(report, assignment)
        late = (minutes_late(report), late_cost(report))
        rows.append([report.student, *(points[name] for name in names), total, most, str(report.status), *late])
    return (BOM + table(rows)).encode()


def grades_json(reports: Iterable[Graded], assignment: Assignment, *, language: str = "en") -> bytes:
    """grades.json, format 1.

    Messages are in one language; epochs count from 0, as on the tape.
    """
    week, sorted_reports = by_name(assignment), in_order(reports)
    content = {
        "format": FORMAT,
        "week": assignment.week,
        "provenance": _provenance(sorted_reports),
        "reports": [_report(report, week, language) for report in sorted_reports],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def reconciliation_csv(files: Iterable[Received]) -> bytes:
    """One line a file received, by path.

    Codes for scripts, and the same in words of both languages.
    """
    ordered = sorted(files, key=lambda file: (file.path, file.student, file.detail))
    rows: list[tuple[str, ...]] = [("path", "fate", "student", "reason", "detail", "likely", *LANGUAGES)]
    for file in ordered:
        codes = (file.path, str(file.fate), file.student, file.reason, file.detail, file.likely)
        rows.append((*codes, *(fate(file, language) for language in LANGUAGES)))
    return (BOM + table(rows)).encode("utf-8", "backslashreplace")


def _provenance(reports: Sequence[Graded]) -> dict[str, object]:
    """The provenance that all share; where it differs, every value, sorted."""
    common: dict[str, object] = {}
    for name in ("week", "kit", "torch", "isolation"):
        values = sorted(
            {str(getattr(report.provenance, name)) for report in reports if report.status is not Status.MISSING}
        )
        common[name] = values[0] if len(values) == 1 else values
    limits = {report.provenance.limits for report in reports if report.status is not Status.MISSING}
    listed = sorted((asdict(each) for each in limits), key=str)
    common["limits"] = listed[0] if len(listed) == 1 else listed
    return common


def _report(report: Graded, week: AssignmentIndex, language: str) -> dict[str, object]:
    return {
        "student_id": report.student,
        "status": str(report.status),
        "points": tidy(report.points),
        "out_of": tidy(out_of(report, week.assignment)),
        "exercises": [
            {
                "name": line.name,
                "points": tidy(line.points),
                "out_of": tidy(line.out_of),
                "checks": [_check(mark, week, language) for mark in line.marks],
            }
            for line in lines(report, week)
        ],
        "late": {"minutes": minutes_late(report), "cost": tidy(late_cost(report))},
    }


def _check(mark: Mark, week: AssignmentIndex, language: str) -> dict[str, object]:
    verdict, check = mark.verdict, week.checks.get(mark.verdict.check)
    return {
        "name": verdict.check,
        "outcome": str(verdict.outcome),
        "points": tidy(mark.points),
        "out_of": tidy(mark.out_of),
        "mistake": verdict.mistakes[0] if verdict.mistakes else None,
        "epoch": verdict.difference.epoch if verdict.difference else None,
        "step": str(check.step) if check else None,
        "message": joined(tell(verdict, week, language), language),
    }
