"""A grade and what people decided → the page its student reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.changes.moves import PublishedMarks
from autograder.model import Assignment, Circumstances, DecisionKind, Final, Grade, Student
from autograder.report.pages import Decisions, write_feedback
from autograder.report.plots import pictures

if TYPE_CHECKING:
    from autograder.judge import Judge  # noqa: TC004 - torch


@dataclass(frozen=True, slots=True)
class FeedbackFolder:
    """The folder of a class's pages, and all that these have in common.

    `published`: what students saw before.
    """

    out: Path
    assignment: Assignment
    judge: Judge
    roster: Mapping[str, Student] = field(default_factory=dict)
    published: PublishedMarks = field(default_factory=PublishedMarks)

    def write(self, grade: Grade, final: Final, circumstances: Circumstances) -> Path:
        """Write the student's page → where it is.

        Loops are drawn where the grade brings its tapes.
        """
        right = self.judge.right_tapes if grade.recording else {}
        return write_feedback(
            self.out,
            grade,
            assignment=self.assignment,
            pictures=pictures(grade, self.assignment, right) if grade.recording else (),
            student=self.roster.get(grade.student),
            decided=decided(final, circumstances, self.published),
        )


def decided(final: Final, circumstances: Circumstances, published: PublishedMarks) -> Decisions:
    """People's decisions about a student's week, and what changed since shown."""
    subjects = dict.fromkeys(decision.subject for decision in circumstances.decisions if decision.subject)
    comments = {name: circumstances.comments(name) for name in subjects}
    reasons = {name: made.signed.why for name in subjects if (made := circumstances.decided(DecisionKind.POINTS, name))}
    return Decisions(final, comments, reasons, published.news(final, circumstances))
