"""What is on record and what is made now come together as asked for."""

from __future__ import annotations

import pytest

from tests.cli.courses import course, grade, of_class

EVERYONE = of_class()


@pytest.fixture
def folder(tmp_path):
    return course(tmp_path / "course")


@pytest.mark.parametrize("before", [(0,), (1,), (0, 1), (0, 2), (1, 2)], ids=str)
def test_whoever_was_graded_before_the_rest_get_their_own_marks(folder, before):
    whole = {student: final.points for student, final in grade(folder, *EVERYONE, where=folder / "at_once.db").items()}
    grade(folder, *(EVERYONE[place] for place in before))
    found = {student: final.points for student, final in grade(folder, *EVERYONE).items()}
    assert found == whole
