"""All files of a graded class, each whole, in the folder that was asked for."""

from __future__ import annotations

import pytest

from autograder.report import pages as room
from autograder.report.plots import pictures
from tests.report.builders import RIGHT, assignment, classroom, files, many_wrongs, report, roster

WEEK = assignment()


def test_a_finished_batch_has_all_its_files(tmp_path):
    reports = classroom(2)
    room.write(tmp_path, reports, assignment=WEEK, files=files(reports), roster=roster(2))
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")) == [
        "feedback/202100001.html",
        "feedback/202100002.html",
        "grades.csv",
        "grades.json",
        "index.html",
        "reconciliation.csv",
    ]


def test_a_page_is_there_as_soon_as_its_report_is(tmp_path):
    path = room.write_feedback(tmp_path, report(), assignment=WEEK)
    assert path == tmp_path / "feedback" / "202112345.html"


def test_written_in_one_go_or_one_by_one_the_pages_are_the_same(tmp_path):
    one = many_wrongs()
    drawn = pictures(one, WEEK, RIGHT)
    single = room.write_feedback(tmp_path / "a", one, assignment=WEEK, pictures=drawn).read_bytes()
    room.write(tmp_path / "b", [one], assignment=WEEK, pictures=lambda each: pictures(each, WEEK, RIGHT))
    assert (tmp_path / "b" / "feedback" / f"{one.student}.html").read_bytes() == single


def test_a_hostile_id_writes_nothing_elsewhere(tmp_path):
    path = room.write_feedback(tmp_path / "out", report("../../../x"), assignment=WEEK)
    assert path.parent == tmp_path / "out" / "feedback"


def test_the_room_has_no_other_names():
    with pytest.raises(AttributeError, match="nonsense"):
        getattr(room, "non" + "sense")
