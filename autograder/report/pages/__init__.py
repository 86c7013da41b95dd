"""Grades, tapes and receipts → HTML pages, and the panel below a notebook's cell."""

from autograder.report.pages.class_page import similar_page
from autograder.report.pages.news import news_csv
from autograder.report.pages.panel import apology, panel
from autograder.report.pages.sections import Decisions
from autograder.report.pages.writing import write, write_class, write_feedback

__all__ = [
    "Decisions",
    "apology",
    "news_csv",
    "panel",
    "similar_page",
    "write",
    "write_class",
    "write_feedback",
]
