"""Where the secret folder of a week is looked for, and where never."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import UsageError
from autograder.integrations.places import course_around, outside_of_students, week_of_course
from tests.helpers import write


@pytest.fixture
def course(tmp_path):
    """A course, and in every folder below it a week that a student could have sent."""
    for folder in ("", "submitted/kim/week03/", "autograded/kim/week03/", "autograded/kim/"):
        write(tmp_path / "course", {f"{folder}solutions/week03/week.toml": ""})
    return tmp_path / "course"


def test_a_week_is_found_from_the_courses_root(course):
    assert week_of_course(course, "week03") == course / "solutions" / "week03"


def test_a_week_is_found_above_a_course_that_has_none(course):
    assert week_of_course(course / "nbgrader", "week03") == course / "solutions" / "week03"


@pytest.mark.parametrize("week", ["../week03", "a/b", "", ".."])
def test_a_week_is_named_plainly(course, week):
    with pytest.raises(UsageError):
        week_of_course(course, week)


@pytest.mark.parametrize("place", ["submitted/kim/week03", "autograded/kim/week03", "source/week03"])
def test_the_course_around_a_notebook_is_never_the_notebooks_own_folder(course, place):
    assert course_around(course / place) == course


@pytest.mark.parametrize("named", ["submitted/kim/week03/solutions/week03", "autograded/kim/solutions/week03"])
def test_a_configured_week_among_students_files_is_refused(course, named):
    with pytest.raises(UsageError, match="where students' files are"):
        outside_of_students(Path(named), course)


def test_a_link_into_a_students_folder_is_refused_too(course):
    (course / "week").symlink_to(course / "submitted" / "kim" / "week03" / "solutions" / "week03")
    with pytest.raises(UsageError):
        outside_of_students(Path("week"), course)
