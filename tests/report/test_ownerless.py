"""Commands that a TA copies: as the reader's own shell takes them."""

from __future__ import annotations

from pathlib import Path

from autograder.model import Fate, Reason, Received
from autograder.report.pages.ownerless import options_as_given, questions


def test_what_was_not_given_is_not_said():
    assert options_as_given(None, Path()) == ""


def test_record_and_course_are_said_as_they_were_given():
    assert options_as_given("my marks.db", Path("../course")) == " --store 'my marks.db' --course ../course"


def test_a_password_is_on_no_page():
    assert options_as_given("postgresql://ta:secret@db/marks", Path()) == " --store 'postgresql://ta:…@db/marks'"


def test_of_a_group_with_one_who_is_on_no_roster_the_others_keep_their_work():
    """One line for all its files, and no command that would take the work from those who are there."""
    place = "in/submission_1"
    files = [Received(f"{place}/{name}", Fate.TAKEN, "2023") for name in ("a.py", "b.py")]
    files += [Received(one.path, Fate.UNMATCHED, reason=Reason.NOT_IN_ROSTER) for one in files]
    files.append(Received("in/submission_2/a.py", Fate.TAKEN, "2024"))
    (asked,) = questions(sorted(files, key=lambda one: one.path), "week03", {"2023": "김민수"}, (), ("en",))
    assert asked.commands == (f'autograder settle week03 {place} 2023 --why "…"',)
    assert "2023 (김민수)" in asked.words["en"]
