"""A grade and what people decided → the page its student reads."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.changes.moves import PublishedMarks
from autograder.files import digest
from autograder.model import LANGUAGES, Assignment, Circumstances, DecisionKind, Final, Grade, Student
from autograder.report.pages import Decisions, write_feedback
from autograder.report.plots import Drawn, draw, pictures
from autograder.store.uploads import Uploads

if TYPE_CHECKING:
    from autograder.judge import Judge  # noqa: TC004 - torch


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FeedbackFolder:
    """The folder of a class's pages, and all that these have in common.

    `published`: what students saw before; `uploads`: where pictures are kept for the portal's pages, which are drawn without
    a solution.
    """

    out: Path
    assignment: Assignment
    judge: Judge
    roster: Mapping[str, Student] = field(default_factory=dict)
    published: PublishedMarks = field(default_factory=PublishedMarks)
    uploads: Uploads | None = None

    def write(self, grade: Grade, final: Final, circumstances: Circumstances) -> Path:
        """Write the student's page → where it is.

        Loops are drawn where the grade brings its tapes.
        """
        return write_feedback(
            self.out,
            grade,
            assignment=self.assignment,
            drawn=drawn_and_kept(grade, self.judge, self.uploads) if grade.recording else (),
            student=self.roster.get(grade.student),
            decided=decided(final, circumstances, self.published),
        )


def drawn_and_kept(grade: Grade, judge: Judge, uploads: Uploads | None) -> list[Drawn]:
    """Pictures of a grade's tapes, kept on record."""
    drawn = _drawn(grade, judge)
    if uploads is not None:
        uploads.keep_drawings(digest(grade.provenance), msgspec.msgpack.encode(drawn))
    return drawn


def _drawn(grade: Grade, judge: Judge) -> list[Drawn]:
    """None where they cannot be drawn: one student's values must not stop the class."""
    try:
        return [draw(each, LANGUAGES) for each in pictures(grade, judge.assignment, judge.right_tapes)]
    except Exception:  # noqa: BLE001 - a forged tape may be anything; marks stand without a picture
        _log.exception("a page of %s is without its pictures", grade.week)
        return []


def decided(final: Final, circumstances: Circumstances, published: PublishedMarks) -> Decisions:
    """People's decisions about a student's week, and what changed since shown."""
    subjects = dict.fromkeys(decision.subject for decision in circumstances.decisions if decision.subject)
    comments = {name: circumstances.comments(name) for name in subjects}
    reasons = {name: made.signed.why for name in subjects if (made := circumstances.decided(DecisionKind.POINTS, name))}
    return Decisions(final, comments, reasons, published.news(final, circumstances))
