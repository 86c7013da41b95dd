"""What a TA types, in the order of the work: grade a class, look at it, decide, explain, regrade, send marks on."""

from __future__ import annotations

from autograder.cli.gradebooks import export, report
from autograder.cli.grading import grade

COMMANDS = (grade, report, export)
