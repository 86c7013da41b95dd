"""What Moodle's importer reads: identifier, grade and when it was last changed, under headings of its own language."""

from __future__ import annotations

import pytest

from autograder.errors import RecordError
from autograder.model import Fate, Received, Student
from tests.report.builders import report
from tests.report.gradebooks.lms import REPORTS, by_heading, out

ENGLISH = """Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments
Participant 71,이서연,202100001,s1@example.ac.kr,Submitted for grading,,23.00,Yes,"Tuesday, 29 September 2026, 3:00 PM",-,
Participant 72,박도윤,202100002,s2@example.ac.kr,Submitted for grading,5.00,23.00,Yes,-,"Tuesday, 29 September 2026, 4:00 PM",old words
Participant 99,Someone Else,777,else@example.ac.kr,No submission,,23.00,Yes,-,-,
"""
KOREAN = """식별자,성명,이메일 주소,상태,성적,최대 성적,성적 변경 가능,마지막 수정됨(제출),마지막 수정됨(성적),피드백 댓글
참가자71,이서연,s1@example.ac.kr,제출됨,,23.00,예,-,-,
참가자72,박도윤,s2@example.ac.kr,제출됨,,23.00,예,-,-,
"""


@pytest.mark.parametrize(
    ("form", "headings"),
    [
        ("moodle", {"Identifier", "Grade", "Maximum Grade", "Last modified (grade)"}),
        ("moodle-ko", {"식별자", "성적", "최대 성적", "마지막 수정됨(성적)"}),
    ],
)
def test_a_fresh_worksheet_has_the_headings_of_its_language(form, headings):
    assert headings <= set(by_heading(out(form))[0])


def test_a_filled_worksheet_changes_only_grade_and_feedback(tmp_path):
    before, after = by_heading(ENGLISH.encode()), by_heading(out("moodle", ENGLISH, tmp_path))
    changed = [{name for name in old if old[name] != new[name]} for old, new in zip(before, after, strict=True)]
    assert changed == [{"Grade", "Feedback comments"}, {"Grade", "Feedback comments"}, set()]


def test_grades_go_to_the_row_of_their_student(tmp_path):
    assert [line["Grade"] for line in by_heading(out("moodle", ENGLISH, tmp_path))] == ["23.00", "21.00", ""]


def test_a_korean_worksheet_is_filled_under_its_own_headings(tmp_path):
    assert [line["성적"] for line in by_heading(out("moodle-ko", KOREAN, tmp_path))] == ["23.00", "21.00"]


def test_feedback_is_in_the_language_of_the_format(tmp_path):
    assert by_heading(out("moodle-ko", KOREAN, tmp_path))[0]["피드백 댓글"].startswith("23점 중 23점.")


def test_another_maximum_is_refused_with_its_line_and_column(tmp_path):
    with pytest.raises(
        RecordError, match="line 2, column 'Maximum Grade': the maximum is 100, but the week is worth 23"
    ):
        out("moodle", ENGLISH.replace(",,23.00", ",,100.00"), tmp_path)


def test_a_worksheet_without_its_last_column_is_refused(tmp_path):
    """Moodle itself would refuse it, with fewer words."""
    with pytest.raises(RecordError, match=r"no column is named Last modified \(grade\)"):
        out("moodle", ENGLISH.replace("Last modified (grade)", "Changed"), tmp_path)


def test_the_participant_number_is_read_from_the_folder_moodle_made():
    one = report("202100001", files=(Received("DL.zip!/이서연_71_assignsubmission_file/hw.py", Fate.TAKEN),))
    assert by_heading(out("moodle", reports=[one]))[0]["Identifier"] == "Participant 71"


def test_the_participant_number_may_be_on_the_roster():
    listed = (Student("202100001", "이서연", "", {"Identifier": "Participant 71"}),)
    assert by_heading(out("moodle-ko", reports=REPORTS[:1], roster=listed))[0]["식별자"] == "참가자71"


def test_an_unknown_participant_number_is_not_invented():
    """Moodle skips a row without one; a wrong one would be somebody else's grade."""
    assert by_heading(out("moodle"))[0]["Identifier"] == ""


def test_participants_are_matched_where_the_worksheet_shows_no_names(tmp_path):
    """Blind marking: the folder's number is all there is."""
    blind = "Identifier,Status,Grade,Maximum Grade,Last modified (grade)\nParticipant 71,,,23.00,-\nParticipant 72,,,23.00,-\n"
    paths = ("a_71_assignsubmission_file/hw.py", "b_72_assignsubmission_file/hw.py")
    named = [report(one.student, files=(Received(path, Fate.TAKEN),)) for one, path in zip(REPORTS, paths, strict=True)]
    assert [line["Grade"] for line in by_heading(out("moodle", blind, tmp_path, reports=named))] == ["23.00", "23.00"]
