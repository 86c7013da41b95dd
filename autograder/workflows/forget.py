"""Students who are to be forgotten → a record without them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.store.forgetting import Forgetting
from autograder.text import near_it
from autograder.workflows.opening import open_store

if TYPE_CHECKING:
    from autograder.store.store import Store


def forget(student: str, *, course: Path, store: str | None, dry_run: bool = False) -> Mapping[str, int]:
    """Take all of a student out of the record → rows by table.

    Raises RecordError for somebody of whom nothing is kept.
    """
    with open_store(store, course) as record:
        forgetting = Forgetting(record)
        held = forgetting.holds(student)
        if not held:
            raise RecordError(f"{record.name} holds nothing of {student}.{near_it(student, _known(record))}")
        return held if dry_run else forgetting.forget(student)


def forget_idle(
    days: int, *, course: Path, store: str | None, now: datetime, dry_run: bool = False
) -> Mapping[str, Mapping[str, int]]:
    """Forget everybody of whom nothing new came for so many days → rows by student."""
    with open_store(store, course) as record:
        forgetting = Forgetting(record)
        idle = forgetting.idle_since(now - timedelta(days=days))
        return {student: forgetting.holds(student) if dry_run else forgetting.forget(student) for student in idle}


def _known(store: Store) -> list[str]:
    return sorted({student for week in store.intakes() for student in store.students(week.week)})
