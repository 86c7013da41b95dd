"""What is on record and what is made now come together as asked for."""

from __future__ import annotations

import pytest

from autograder.store.store import Store
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


class Counted:
    """A listener that counts."""

    def __init__(self):
        self.count = 0

    def stage(self, code):
        pass

    def begin(self, total, running):
        pass

    def done(self):
        self.count += 1


class Pressed:
    """Pages whose second one is interrupted while it is drawn."""

    def __init__(self):
        self.pages = 0

    def write(self, *_):
        self.pages += 1
        if self.pages == 2:
            raise KeyboardInterrupt


def test_who_interrupts_the_drawing_of_a_page_is_told_of_all_that_is_on_record(folder):
    counted = Counted()
    with pytest.raises(KeyboardInterrupt):
        grade(folder, *EVERYONE, pages=Pressed(), progress=counted)
    with Store(folder / "autograder.db") as store:
        assert len([*store.grades("week01")]) == counted.count == 2


def test_nobody_of_one_attempt_has_the_whole_week_digested_again(folder, monkeypatch):
    """For a week of some hundred mistakes that takes a quarter of a second a student."""
    digested = []
    monkeypatch.setattr("autograder.workflows.grade.week_version", lambda *_: digested.append(True))
    grade(folder, *EVERYONE)
    assert digested == []
