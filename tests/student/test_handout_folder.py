"""A student says where they work in few words, or none."""

from __future__ import annotations

import pytest

from autograder.errors import UsageError
from autograder.student import find_handout
from tests.student.handouts import DUE, NAMES, handed_out


@pytest.fixture
def course(tmp_path):
    handed_out(tmp_path / "assignments" / "week98")
    return tmp_path


@pytest.mark.parametrize(
    ("named", "here"),
    [
        (None, "assignments/week98"),
        (None, "assignments/week98/public"),
        (None, "."),
        ("week98", "."),
        ("assignments/week98", "."),
        ("loops.py", "assignments/week98"),
        (".", "assignments/week98"),
    ],
)
def test_a_handout_is_found(course, named, here):
    assert find_handout(named, course / here).week == "week98"


def test_what_is_asked_is_known_without_a_solution(course):
    handout = find_handout("week98", course)
    assert ([one.name for one in handout.exercises], handout.due) == (list(NAMES), DUE)


def test_without_a_manifest_the_public_checks_say_what_is_asked(course):
    (course / "assignments" / "week98" / ".handout.json").unlink()
    assert {one.name for one in find_handout("week98", course).exercises} == set(NAMES)


def test_one_of_several_weeks_has_to_be_named(course):
    handed_out(course / "assignments" / "week99", week="week99")
    with pytest.raises(UsageError, match="week98, week99"):
        find_handout(None, course)


@pytest.mark.parametrize("named", [None, "week97"])
def test_no_handout_is_said_with_what_to_do(tmp_path, named):
    with pytest.raises(UsageError, match="no folder public/"):
        find_handout(named, tmp_path)
