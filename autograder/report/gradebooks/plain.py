"""A week's book → a table of every exercise as CSV.

Ids are text, each row can be sorted alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.files import BOM, table
from autograder.report.grades import LATE_COLUMNS, late_cells

if TYPE_CHECKING:
    from autograder.report.gradebooks.book import Book, Row


def fresh(book: Book) -> bytes:
    """UTF-8 with BOM, so that a double click in Korea opens it right."""
    return (BOM + table(rows(book))).encode()


def rows(book: Book) -> list[tuple[str | float, ...]]:
    """The header, then one row a student."""
    header = ("student_id", "name", "email", *book.exercises, "total", "max", "status", *LATE_COLUMNS)
    return [header, *(_row(row, book) for row in book.rows)]


def _row(row: Row, book: Book) -> tuple[str | float, ...]:
    identity = (row.student.id, row.student.name, row.student.email)
    late = late_cells(row.minutes_late, row.late_cost)
    if row.status.needs_person:
        return (*identity, *("" for _ in book.exercises), "", row.out_of, str(row.status), *late)
    points = (row.exercises.get(name, 0.0) for name in book.exercises)
    return (*identity, *points, row.earned, row.out_of, str(row.status), *late)
