"""Commands that a TA copies: as the reader's own shell takes them."""

from __future__ import annotations

from pathlib import Path

from autograder.report.pages.ownerless import options_as_given


def test_what_was_not_given_is_not_said():
    assert options_as_given(None, Path()) == ""


def test_record_and_course_are_said_as_they_were_given():
    assert options_as_given("my marks.db", Path("../course")) == " --store 'my marks.db' --course ../course"


def test_a_password_is_on_no_page():
    assert options_as_given("postgresql://ta:secret@db/marks", Path()) == " --store 'postgresql://ta:…@db/marks'"
