"""A grade → the same grade without a single value that its hidden checks expect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from autograder.model import Check, Difference, Grade, Kind, Mark

PUBLIC_PROBE = "lecture"


def without_expected(grade: Grade) -> Grade:
    """The grade as it may be read while others still hand in.

    Which check, where, the student's own value and the known mistake stay. What is right, or would tell it together with
    the student's own value, goes: the expected value, factors measured against it, and a check's own words.
    """
    return replace(grade, marks=tuple(map(_mark, grade.marks)), recording=None)


def public_marks(grade: Grade, checks: Iterable[Check]) -> tuple[Mark, ...]:
    """Marks on the numbers of the lecture, which every student has.

    Never with a value that is expected. A week calls them so: they are the probes named `lecture`, whose numbers its public checks use.
    """
    open_to_all = {check.name for check in checks if check.probe.rpartition("/")[2] == PUBLIC_PROBE}
    return tuple(mark for mark in without_expected(grade).marks if mark.verdict.check in open_to_all)


def _mark(mark: Mark) -> Mark:
    difference = mark.verdict.difference
    return replace(mark, verdict=replace(mark.verdict, difference=difference and _difference(difference)))


def _difference(difference: Difference) -> Difference:
    own_words = difference.kind is Kind.RAISED
    return replace(difference, expected="", pattern=None, note=difference.note if own_words else "")
