"""A week's book → the CSV of `nbgrader export`, column for column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.files import table, tidy
from autograder.report.gradebooks.book import first_and_last

if TYPE_CHECKING:
    from datetime import datetime

    from autograder.report.gradebooks.book import Book

_HEADER = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)


def fresh(book: Book) -> bytes:
    """Write nbgrader's columns.

    As nbgrader does, a student without a submission has a score of 0 and no timestamp.

    Work that waits for a person has no score.
    """
    rows: list[tuple[str | float, ...]] = [_HEADER]
    for row in book.rows:
        first, last = first_and_last(row.student)
        raw = round(sum(row.exercises.values()), 6)
        identity = (row.student.id, last, first, row.student.email)
        penalty = tidy(max(0.0, raw - row.earned))
        scores = ("", "", "", row.out_of) if row.status.needs_person else (raw, penalty, row.earned, row.out_of)
        rows.append((book.title, _moment(book.due), _moment(row.received), *identity, *scores))
    return table(rows).encode()


def _moment(time: datetime | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S") if time else ""
