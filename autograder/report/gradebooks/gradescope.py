"""A week's book → the CSV that Gradescope exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.files import table
from autograder.grading.late import MINUTE
from autograder.report.gradebooks.book import first_and_last

if TYPE_CHECKING:
    from datetime import timedelta

    from autograder.report.gradebooks.book import Book, Row


def fresh(book: Book) -> bytes:
    """First Name, Last Name, SID, Email, then the four columns of the assignment."""
    title = book.title
    header = ("First Name", "Last Name", "SID", "Email", title)
    rows: list[tuple[str | float, ...]] = [
        (*header, f"{title} - Max Points", f"{title} - Submission Time", f"{title} - Lateness (H:M:S)")
    ]
    for row in book.rows:
        first, last = first_and_last(row.student)
        received = row.received.strftime("%Y-%m-%d %H:%M:%S %z") if row.received else ""
        score = "" if row.points is None else f"{row.points:.2f}"
        most = f"{book.out_of:.2f}"
        rows.append((first, last, row.student.id, row.student.email, score, most, received, _lateness(row)))
    return table(rows).encode()


def _lateness(row: Row) -> str:
    """The time after the deadline that counted for the student.

    Nothing within its own minute.
    """
    if row.received is None:
        return ""
    late = row.received - row.deadline if row.deadline and row.received > row.deadline else None
    return _clock(late) if late and (row.minutes_late or late >= MINUTE) else "00:00:00"


def _clock(time: timedelta) -> str:
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"
