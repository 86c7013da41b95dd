"""A final, and what its student was shown before → what to show them now, and how it differs."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.model import Status
from autograder.record.basis import Basis
from autograder.record.decision import Signed
from autograder.record.moves import Moved, moved
from autograder.record.policy import Final


@dataclass(frozen=True, slots=True)
class Publication:
    """What a student was shown, and how it differs from what they were shown before."""

    student: str
    week: str
    final: Final
    basis: str
    signed: Signed
    moved: Moved | None = None


def news(now: Final, last: Publication | None, bases: tuple[Basis, ...], signed: Signed) -> Publication | None:
    """What to show a student now, or None where there is nothing new.

    What waits for a person is held back: a student never sees a zero that is ours.
    """
    if now.status is Status.UNGRADED or (last and _seen(last.final) == _seen(now)):
        return None
    was = {basis.digest: basis for basis in bases}
    difference = moved(last.final, now, was[last.basis], bases[-1]) if last else None
    return Publication(now.student, now.week, now, bases[-1].digest, signed, difference)


def _seen(one: Final) -> tuple[object, ...]:
    """What a student sees of it: the same marks made from newer parts are no news."""
    return (one.status, one.points, one.out_of, one.marks, one.grounds, one.lateness, one.excused)
