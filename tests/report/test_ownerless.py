"""Commands that a TA copies: as the reader's own shell takes them."""

from __future__ import annotations

from pathlib import Path

from autograder.report.pages.ownerless import beside


def test_what_was_not_given_is_not_said():
    assert beside(None, Path()) == ""


def test_record_and_course_are_said_as_they_were_given():
    assert beside("my marks.db", Path("../course")) == " --store 'my marks.db' --course ../course"


def test_a_password_is_on_no_page():
    assert beside("postgresql://ta:secret@db/marks", Path()) == " --store 'postgresql://ta:…@db/marks'"
