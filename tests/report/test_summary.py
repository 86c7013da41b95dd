"""What a terminal shows: plain, without colour where it is no terminal, without orders from strangers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.model import Outcome, Status
from autograder.report.terminal import plain, published, summary
from tests.report.builders import assignment, classroom, many_wrongs, report, verdict
from tests.report.golden import matches

WEEK = assignment()


def test_the_summary_is_as_it_was_looked_at():
    reports = (*classroom(6), many_wrongs(), report("z", status=Status.MISSING))
    assert matches("summary.txt", plain(summary(reports, assignment=WEEK)).encode())


def test_where_there_is_no_terminal_there_is_no_colour():
    assert "\x1b" not in plain(summary(classroom(5), assignment=WEEK))


def test_the_last_line_counts_everyone():
    line = plain(summary([report("1"), report("2", status=Status.MISSING)], assignment=WEEK)).splitlines()[-1]
    assert line == "1 graded, 0 for a person to look at, 1 handed in nothing; mean 23 of 23."


def test_what_is_ours_is_said_last():
    ours = [report("1", verdict("mse.value", Outcome.UNGRADED))]
    assert plain(summary(ours, assignment=WEEK)).splitlines()[-1] == "A person must look at 1: 1"


def test_nobody_is_said():
    assert plain(summary([], assignment=WEEK)) == "No submissions were found.\n"


@pytest.mark.slow
def test_a_large_class_is_cut_to_what_a_screen_holds():
    assert len(plain(summary(classroom(1000), assignment=WEEK)).splitlines()) < 60


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1))
def test_an_id_cannot_speak_to_the_terminal(student):
    text = plain(summary([report(student)], assignment=WEEK))
    assert not [mark for mark in text if mark != "\n" and ord(mark) < 32]


def test_markup_in_an_id_is_text():
    assert "[bold red]x" in plain(summary([report("[bold red]x")], assignment=WEEK))


def test_who_is_held_back_is_named_when_marks_are_published():
    """No student's marks stay away in silence."""
    assert plain(published((), ["20231030"], dry_run=False)).splitlines() == [
        "Nothing is new to anyone.",
        "Held back, since a person must look first: 1 (20231030).",
    ]


def test_the_last_line_counts_the_excused_where_there_are_any():
    told = plain(summary([report("1"), report("2", status=Status.EXCUSED)], assignment=WEEK)).splitlines()[-1]
    assert told.endswith("Excused: 1.")
