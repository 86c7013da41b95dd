"""All files of a graded class, each whole, in the folder that was asked for."""

from __future__ import annotations

import pytest

from autograder.report import pages as room
from tests.report.builders import assignment, classroom, files, report, roster

WEEK = assignment()


def test_a_class_has_all_its_files(tmp_path):
    reports = classroom(2)
    written = room.write_class(tmp_path, room.ClassReport(reports, WEEK, files(reports), roster(2)))
    named = ["grades.csv", "grades.json", "index.html", "reconciliation.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in written) == named


def test_a_page_is_there_as_soon_as_its_report_is(tmp_path):
    path = room.write_feedback(tmp_path, report(), assignment=WEEK)
    assert path == tmp_path / "feedback" / "202112345.html"


def test_a_hostile_id_writes_nothing_elsewhere(tmp_path):
    path = room.write_feedback(tmp_path / "out", report("../../../x"), assignment=WEEK)
    assert path.parent == tmp_path / "out" / "feedback"


def test_the_room_has_no_other_names():
    with pytest.raises(AttributeError, match="nonsense"):
        getattr(room, "non" + "sense")
