"""A grade → the same grade without a single value that its hidden checks expect."""

from __future__ import annotations

from dataclasses import replace

from autograder.model import Difference, Grade, Kind, Mark


def without_expected(grade: Grade) -> Grade:
    """The grade as it may be read while others still hand in.

    Which check, where, the student's own value and the known mistake stay. What is right, or would tell it together with
    the student's own value, goes: the expected value, factors measured against it, and a check's own words.
    """
    return replace(grade, marks=tuple(map(_mark, grade.marks)), recording=None)


def _mark(mark: Mark) -> Mark:
    difference = mark.verdict.difference
    return replace(mark, verdict=replace(mark.verdict, difference=difference and _difference(difference)))


def _difference(difference: Difference) -> Difference:
    own_words = difference.kind is Kind.RAISED
    return replace(difference, expected="", pattern=None, note=difference.note if own_words else "")
