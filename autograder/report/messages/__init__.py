"""Codes → sentences, in Korean and in English."""

from autograder.report.messages.catalog import catalog, number, pick, refusal, say, say_or
from autograder.report.messages.sentences import AssignmentIndex, by_name, message, title

__all__ = ["AssignmentIndex", "by_name", "catalog", "message", "number", "pick", "refusal", "say", "say_or", "title"]
