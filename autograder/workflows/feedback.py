"""A report and what people decided → the page its student reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.changes.publication import PublishedMarks
from autograder.model import Assignment, Circumstances, DecisionKind, Final, Grade, Student

if TYPE_CHECKING:
    from autograder.judge import Judge  # noqa: TC004 - torch
    from autograder.report.pages import Decisions


@dataclass(frozen=True, slots=True)
class Press:
    """What all pages of a class have in common. `published`: what students were shown before."""

    out: Path
    assignment: Assignment
    judge: Judge
    roster: Mapping[str, Student] = field(default_factory=dict)
    published: PublishedMarks = field(default_factory=PublishedMarks)

    def page(self, report: Grade, worth: Final, circumstances: Circumstances) -> Path:
        """Write the student's page → where it is."""
        from autograder.report.pages import write_feedback
        from autograder.report.plots import pictures

        right = self.judge.right_tapes if report.recording else {}
        return write_feedback(
            self.out,
            report,
            assignment=self.assignment,
            pictures=pictures(report, self.assignment, right) if report.recording else (),
            student=self.roster.get(report.student),
            decided=decided(worth, circumstances, self.published),
        )


def decided(worth: Final, circumstances: Circumstances, published: PublishedMarks) -> Decisions:
    """What people decided about a student's week, and what changed since they were shown it."""
    from autograder.report.pages import Decisions

    subjects = dict.fromkeys(one.subject for one in circumstances.decisions if one.subject)
    said = {name: made.text for name in subjects if (made := circumstances.decided(DecisionKind.COMMENT, name))}
    why = {name: made.signed.why for name in subjects if (made := circumstances.decided(DecisionKind.POINTS, name))}
    return Decisions(worth, said, why, published.news(worth, circumstances))
