"""A graded class → its marks, files and tasks, for the pages and the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from autograder.model import Assignment, Cost, Graded, Received, Student
from autograder.report.grades import in_order
from autograder.report.messages.sentences import AssignmentIndex, by_name
from autograder.report.pages.tasks import Task


@dataclass(frozen=True)
class ClassReport:
    """Everyone's marks and the fate of every file; recordings need not be in memory.

    `where`: options of every command that is shown, as `options_as_given` gives them. `first`: what is to be done of the
    week itself.
    """

    grades: Sequence[Graded]
    assignment: Assignment
    files: Sequence[Received] = ()
    roster: Sequence[Student] = ()
    costs: Mapping[str, Cost] = field(default_factory=dict)
    where: str = ""
    first: Sequence[Task] = ()

    @cached_property
    def ordered(self) -> Sequence[Graded]:
        """The grades, as the page lists them."""
        return in_order(self.grades)

    @cached_property
    def week(self) -> AssignmentIndex:
        """The assignment, by name."""
        return by_name(self.assignment)
