"""A final and what its student was shown before → what is new to them, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from autograder.changes.moves import moved
from autograder.model import (
    Change,
    Circumstances,
    Decision,
    DecisionKind,
    Final,
    Moved,
    News,
    Publication,
    Signed,
    WeekVersion,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

PERSONAL = {Change.DECISION, Change.SUBMISSION, Change.BUDGET}
"""Causes that are of one student alone: what was said when the week changed is no reason for them."""


@dataclass(frozen=True, slots=True)
class PublishedMarks:
    """Everything a class was shown of a week, and all versions it was graded on."""

    adopted: tuple[tuple[Signed, WeekVersion], ...] = ()
    shown: Mapping[str, tuple[Publication, ...]] = field(default_factory=dict)

    def new(self, now: Final, circumstances: Circumstances, signed: Signed) -> Publication | None:
        """The publication due to a student now, or None where there is nothing new.

        What waits for a person is held back: a student never sees a zero that is ours.
        """
        last = self._last(now.student)
        if now.status.needs_person or (last and _seen(last.final) == _seen(now)):
            return None
        change = self._since(last, now, circumstances) if last else None
        difference = (change.moved, change.reasons) if change else (None, ())
        return Publication(now.student, now.week, now, self.adopted[-1][1].digest, signed, *difference)

    def news(self, now: Final, circumstances: Circumstances) -> tuple[News, ...]:
        """Changes since a student was first shown marks, newest first.

        One still to come is included.
        """
        last = self._last(now.student)
        coming = self._since(last, now, circumstances) if last and not now.status.needs_person else None
        told = (News(one.moved, one.reasons, one.signed.at) for one in self.shown.get(now.student, ()) if one.moved)
        return (*((coming,) if coming else ()), *reversed(tuple(told)))

    def _last(self, student: str) -> Publication | None:
        return self.shown.get(student, (None,))[-1]

    def _since(self, last: Publication, now: Final, circumstances: Circumstances) -> News | None:
        versions = {version.digest: version for _, version in self.adopted}
        change = moved(last.final, now, versions[last.week_version], self.adopted[-1][1])
        return News(change, tuple(self._reasons(change, last.signed.at, circumstances.decisions))) if change else None

    def _reasons(self, change: Moved, since: datetime, decisions: Iterable[Decision]) -> Iterator[Signed]:
        causes = {cause.change for cause in change.causes}
        given = [signed for signed, _ in self.adopted] if causes - PERSONAL else []
        if Change.DECISION in causes:
            given += [one.signed for one in decisions if one.kind is not DecisionKind.COMMENT]
        yield from (signed for signed in dict.fromkeys(given) if signed.why and signed.at > since)


def _seen(one: Final) -> tuple[object, ...]:
    """The parts that a student sees: the same marks made from newer parts are no news."""
    return (one.status, one.points, one.out_of, one.marks, one.adjustments, one.lateness, one.excused)
