"""Work on record → receipts that the course signs, for students to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.model import Receipt, Submission
from autograder.submissions.receipt import receipt
from autograder.submissions.signing import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from autograder.store.store import Store


def receipts(store: Store, week: str, key: Ed25519PrivateKey, *, students: Sequence[str] = ()) -> Iterator[Receipt]:
    """A signed receipt for the last work of each student; of all who are graded, where none is named.

    Its time is when the work came on record here, by this machine's clock. Raises RecordError for a student without work.
    """
    for student in students or sorted(grade.student for grade in store.grades(week)):
        events = store.history(week, student)
        works = [(event.what, event.signed.at) for event in events if isinstance(event.what, Submission)]
        if works:
            yield sign(receipt(*works[-1]), key)
        elif student in students:
            raise RecordError(f"{store.name} has no work of {student} for {week}. Check the student id and the week.")
