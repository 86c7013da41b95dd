"""Everything a terminal shows, by rich.

A class, a student's own checks, decisions, changes, receipts.
"""

from autograder.report.terminal.decisions import changes, decisions, history, points_before_and_after, published, why
from autograder.report.terminal.student_check import check_results, checks_in_short, concern, submitted, verified
from autograder.report.terminal.summary import good_to_know, plain, summary, to_do

__all__ = [
    "changes",
    "check_results",
    "checks_in_short",
    "concern",
    "decisions",
    "good_to_know",
    "history",
    "plain",
    "points_before_and_after",
    "published",
    "submitted",
    "summary",
    "to_do",
    "verified",
    "why",
]
