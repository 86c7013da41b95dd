"""Work on record → receipts that the course signs, for students to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.files import write_file
from autograder.model import Receipt, Submission
from autograder.submissions.receipt import receipt, to_json
from autograder.submissions.signing import course_key, key_path, sign
from autograder.text import file_name
from autograder.workflows.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from autograder.store.store import Store


def write_receipts(
    week: str, *, out: Path, course: Path, students: Sequence[str] = (), store: str | None = None
) -> dict[str, Path]:
    """Write a signed receipt for each student's last work → its path, by student."""
    key = course_key(key_path(store, course))
    with open_store(store, course) as record:
        made = tuple(receipts(record, week, key, students=students))
    return {
        each.student: write_file(out / file_name(each.student, f"_{each.week}.receipt.json"), to_json(each).encode())
        for each in made
    }


def receipts(store: Store, week: str, key: Ed25519PrivateKey, *, students: Sequence[str] = ()) -> Iterator[Receipt]:
    """A signed receipt for the last work of each student.

    Of all who are graded, where none is named.

    Its time is when the work came on record here, by this machine's clock. Raises RecordError for a student without work.
    """
    for student in students or sorted(grade.student for grade in store.grades(week)):
        events = store.history(week, student)
        works = [(event.what, event.signed.at) for event in events if isinstance(event.what, Submission)]
        if works:
            yield sign(receipt(*works[-1]), key)
        elif student in students:
            raise RecordError(f"{store.name} has no work of {student} for {week}. Check the student id and the week.")
