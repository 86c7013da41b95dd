"""A class's grades → the mistakes its students share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.model import Final, Grade, Kind, Mark, Outcome


def symptoms(grades: Iterable[Grade | Final]) -> dict[str, tuple[str, ...]]:
    """Students by the known mistake they share.

    By the failed check where no mistake is known.
    """
    groups: dict[str, list[str]] = {}
    for grade in grades:
        for name in dict.fromkeys(_symptoms(grade.marks)):
            groups.setdefault(name, []).append(grade.student)
    return {name: tuple(students) for name, students in groups.items()}


def _symptoms(marks: Iterable[Mark]) -> Iterator[str]:
    """One name a failed check; a function that was never written is no mistake."""
    for verdict in (mark.verdict for mark in marks):
        difference = verdict.difference
        written = difference is None or difference.kind not in {Kind.MISSING, Kind.NOT_STARTED}
        if verdict.outcome is Outcome.FAILED and written:
            yield verdict.mistakes[0] if verdict.mistakes else verdict.check
