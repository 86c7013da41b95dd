"""Graded weeks → grades.csv, grades.json and reconciliation.csv.

The same bytes every time.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from autograder.files import BOM, table, tidy
from autograder.model import LANGUAGES, AdjustmentKind, Assignment, Final, Kind, Mark, Outcome, Status, worth
from autograder.report.messages.events import fate
from autograder.report.messages.sentences import AssignmentIndex, by_name, joined, of_mark

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


def in_order(grades: Iterable[Graded]) -> tuple[Graded, ...]:
    """By student id, whatever order they were finished in."""
    return tuple(sorted(grades, key=lambda grade: grade.student))


def lines(grade: Graded, week: AssignmentIndex) -> tuple[Line, ...]:
    """One line an exercise, in the week's order.

    Who handed nothing in has no marks, and the week's points to be had.
    """
    found: dict[str, list[Mark]] = {exercise.name: [] for exercise in week.assignment.exercises}
    for mark in grade.marks:
        check = week.checks.get(mark.verdict.check)
        found.setdefault(check.exercise if check else mark.verdict.check, []).append(mark)
    to_be_had = {} if grade.marks else worth(week.assignment)
    return tuple(
        Line(
            name=name,
            points=round(sum(mark.points for mark in marks), 6),
            out_of=round(sum(mark.out_of for mark in marks), 6) if grade.marks else to_be_had.get(name, 0.0),
            marks=tuple(marks),
        )
        for name, marks in found.items()
    )


def shown_points(grade: Graded, week: AssignmentIndex) -> tuple[Mapping[str, float | None], float | None]:
    """Points by exercise, and their sum; None where a number would mislead.

    What nobody could read or judge is no zero: an exercise with a check that waits has no number, nor has a week of
    which nothing is known.
    """
    unknown = {Status.UNREAD, Status.UNOWNED, Status.EXCUSED}
    by_exercise = {
        line.name: None if (not grade.marks and grade.status in unknown) or _waits(line) else line.points
        for line in lines(grade, week)
    }
    return by_exercise, None if grade.status in {*unknown, Status.UNGRADED} else grade.points


def _waits(line: Line) -> bool:
    """Tell an exercise of which a check waits for a person."""
    return any(mark.verdict.outcome is Outcome.UNGRADED and not mark.by for mark in line.marks)


def first_wrong(grade: Graded, week: AssignmentIndex) -> Mark | None:
    """The first wrong check in the week's order.

    Of its exercise first what ended in an error; one that is not there at all comes last.
    """
    failed = [
        (line, mark) for line in lines(grade, week) for mark in line.marks if mark.verdict.outcome is Outcome.FAILED
    ]
    there = [(line, mark) for line, mark in failed if not absent(mark)] or failed
    own = [mark for line, mark in there if line is there[0][0]]
    return next((mark for mark in own if raised(mark)), own[0] if own else None)


def raised(mark: Mark) -> bool:
    """Tell an error of the student's code from whatever else is wrong."""
    difference = mark.verdict.difference
    return mark.verdict.outcome is Outcome.FAILED and difference is not None and difference.kind is Kind.RAISED


def absent(mark: Mark) -> bool:
    """Tell work that is not there, or the handout's gap, from work that is wrong."""
    difference = mark.verdict.difference
    return difference is not None and difference.kind in {Kind.MISSING, Kind.NOT_STARTED}


def out_of(grade: Graded, assignment: Assignment) -> float:
    """The points to be had: of the marks, or of the week where nothing was handed in."""
    if grade.marks or grade.excused:
        return grade.out_of
    return round(sum(worth(assignment).values()), 6)


def minutes_late(grade: Graded) -> int | None:
    """Minutes after the deadline that counted.

    0 for work on time; None where nobody knows when it came.
    """
    if not isinstance(grade, Final):
        return 0
    return None if grade.lateness.unknown else grade.lateness.minutes


def is_marked_late(grade: Graded) -> bool:
    """Tell work that its LMS calls late, without a time."""
    return isinstance(grade, Final) and grade.lateness.marked


def late_cost(grade: Graded) -> float:
    """The points that the late rule took."""
    steps = pairwise(grade.adjustments) if isinstance(grade, Final) else ()
    costly = {AdjustmentKind.LATE, AdjustmentKind.CUT_OFF}
    return round(sum(before.points - step.points for before, step in steps if step.kind in costly), 6)


def late_cells(minutes: int | None, cost: float) -> tuple[str | float, float]:
    """Lateness as a table has it: an empty cell where it is not known."""
    return ("" if minutes is None else minutes, cost)


def grades_csv(grades: Iterable[Graded], assignment: Assignment) -> bytes:
    """A row a student: id, a column an exercise, total, max, status, lateness.

    UTF-8 with BOM, so that a double click opens it right.
    """
    week = by_name(assignment)
    names = [exercise.name for exercise in assignment.exercises]
    rows: list[Sequence[str | float]] = [["student_id", *names, "total", "max", "status", *LATE_COLUMNS]]
    for grade in in_order(grades):
        points, total = shown_points(grade, week)
        shown = ("" if known is None else known for known in (*(points[name] for name in names), total))
        row = (grade.student, *shown, out_of(grade, assignment), str(grade.status))
        rows.append([*row, *late_cells(minutes_late(grade), late_cost(grade))])
    return (BOM + table(rows)).encode()


def grades_json(grades: Iterable[Graded], assignment: Assignment, *, language: str = "en") -> bytes:
    """grades.json, format 1.

    Messages are in one language; epochs count from 0, as on the tape.
    """
    week, ordered = by_name(assignment), in_order(grades)
    content = {
        "format": FORMAT,
        "week": assignment.week,
        "provenance": _provenance(ordered),
        "reports": [_report(grade, week, language) for grade in ordered],
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


def _provenance(grades: Sequence[Graded]) -> dict[str, object]:
    """The provenance that all share; where it differs, every value, sorted."""
    common: dict[str, object] = {}
    for name in ("week", "kit", "torch", "isolation"):
        values = sorted(
            {str(getattr(grade.provenance, name)) for grade in grades if grade.status is not Status.MISSING}
        )
        common[name] = values[0] if len(values) == 1 else values
    limits = {grade.provenance.limits for grade in grades if grade.status is not Status.MISSING}
    listed = sorted((asdict(each) for each in limits), key=str)
    common["limits"] = listed[0] if len(listed) == 1 else listed
    return common


def _report(grade: Graded, week: AssignmentIndex, language: str) -> dict[str, object]:
    return {
        "student_id": grade.student,
        "status": str(grade.status),
        "points": tidy(grade.points),
        "out_of": tidy(out_of(grade, week.assignment)),
        "exercises": [
            {
                "name": line.name,
                "points": tidy(line.points),
                "out_of": tidy(line.out_of),
                "checks": [_check(mark, week, language) for mark in line.marks],
            }
            for line in lines(grade, week)
        ],
        "late": {"minutes": minutes_late(grade), "cost": tidy(late_cost(grade))},
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
        "message": joined(of_mark(mark, week, language), language),
    }
