"""Finals, and what students were shown before → what to show them now, and how it differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.model import Status
from autograder.record.decision import Signed
from autograder.record.policy import Final
from autograder.record.regrade import Moved, moved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from autograder.record.basis import Basis


@dataclass(frozen=True, slots=True)
class Publication:
    """What a student was shown, and how it differs from what they were shown before."""

    student: str
    week: str
    final: Final
    basis: str
    signed: Signed
    moved: Moved | None = None


def news(
    finals: Iterable[Final], shown: Mapping[str, Publication], bases: tuple[Basis, ...], signed: Signed
) -> Iterator[Publication]:
    """One publication for each student to whom there is something new to show.

    What waits for a person is held back: a student never sees a zero that is ours.
    """
    by_digest, now = {basis.digest: basis for basis in bases}, bases[-1]
    for one in finals:
        last = shown.get(one.student)
        if one.status is Status.UNGRADED or (last and _seen(last.final) == _seen(one)):
            continue
        difference = moved(last.final, one, by_digest[last.basis], now) if last else None
        yield Publication(one.student, one.week, one, now.digest, signed, difference)


def _seen(one: Final) -> tuple[object, ...]:
    """What a student sees of it: the same marks made from newer parts are no news."""
    return (one.status, one.points, one.out_of, one.marks, one.grounds, one.lateness, one.excused)
