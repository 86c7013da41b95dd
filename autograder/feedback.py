"""A report and what people decided → the page its student reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.model import Assignment, Report, Student
from autograder.record import Board, Facts, Final, Matter

if TYPE_CHECKING:
    from autograder.judge import Judge  # noqa: TC004 - torch
    from autograder.report import Decisions


@dataclass(frozen=True, slots=True)
class Press:
    """What all pages of a class have in common. `board`: what students were shown before."""

    out: Path
    assignment: Assignment
    judge: Judge
    roster: Mapping[str, Student] = field(default_factory=dict)
    board: Board = field(default_factory=Board)

    def page(self, report: Report, worth: Final, facts: Facts) -> Path:
        """Write the student's page → where it is."""
        from autograder.report import pictures, write_feedback  # noqa: PLC0415 - matplotlib

        right = self.judge.right_tapes if report.recording else {}
        return write_feedback(
            self.out,
            report,
            assignment=self.assignment,
            pictures=pictures(report, self.assignment, right) if report.recording else (),
            student=self.roster.get(report.student),
            decided=decided(worth, facts, self.board),
        )


def decided(worth: Final, facts: Facts, board: Board) -> Decisions:
    """What people decided about a student's week, and what changed since they were shown it."""
    from autograder.report import Decisions  # noqa: PLC0415 - Jinja

    subjects = dict.fromkeys(one.subject for one in facts.decisions if one.subject)
    said = {name: made.text for name in subjects if (made := facts.decided(Matter.COMMENT, name))}
    why = {name: made.signed.why for name in subjects if (made := facts.decided(Matter.POINTS, name))}
    return Decisions(worth, said, why, board.news(worth, facts))
