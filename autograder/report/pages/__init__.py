"""Grades, tapes and receipts → HTML pages, and the panel below a notebook's cell."""

from autograder.report.pages.class_page import similar_page
from autograder.report.pages.class_report import ClassReport
from autograder.report.pages.news import news_csv
from autograder.report.pages.panel import apology, panel
from autograder.report.pages.sections import Decisions
from autograder.report.pages.writing import write_class, write_feedback

__all__ = [
    "ClassReport",
    "Decisions",
    "apology",
    "news_csv",
    "panel",
    "similar_page",
    "write_class",
    "write_feedback",
]
