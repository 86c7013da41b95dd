from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from autograder.model import Fate, Reason, Student
from autograder.submissions.layouts.parts import moment
from tests.submissions.received import GRID, MSE, collected, notebook, one, roster, students, zipped

ROSTER = roster("김민수", "이영희", "박지훈", "Jane Doe")
MINSU, YOUNGHEE, JIHUN, JANE = [student.id for student in ROSTER]
KOREA = ZoneInfo("Asia/Seoul")


def came(collection) -> dict[str, datetime | None]:
    return {submission.student: submission.received for submission in collection.submissions}


# ------------------------------------------------------------------ Canvas


def test_canvas_names_lead_to_students(tmp_path):
    archive = zipped(
        {
            "김민수_48211_1029384_tensors.py": GRID,
            "이영희_LATE_48212_1029385_hw4-1.ipynb": notebook(GRID),
            "doejane_48213_1029386_my_own_hw.py": GRID,
            "박지훈_48214_1029387_hw.zip": zipped({"hw/tensors.py": GRID}),
        }
    )
    found = students(collected(tmp_path, {"week04 submissions.zip": archive}, roster=ROSTER))
    assert found == {MINSU: ["tensors.py"], YOUNGHEE: ["hw4.ipynb"], JANE: ["my_own_hw.py"], JIHUN: ["hw/tensors.py"]}


def test_several_attachments_of_canvas_are_one_submission(tmp_path):
    files = {"김민수_1_2_tensors.py": GRID, "김민수_1_3_loss.py": MSE}
    assert students(collected(tmp_path, files, roster=ROSTER)) == {MINSU: ["loss.py", "tensors.py"]}


def test_canvas_without_a_roster_keeps_namesakes_apart(tmp_path):
    files = {"김민수_1_2_tensors.py": GRID, "김민수_3_4_tensors.py": MSE}
    assert sorted(students(collected(tmp_path, files))) == ["김민수_1", "김민수_3"]


def test_two_accounts_of_one_name_are_for_a_person(tmp_path):
    """The roster knows one 김민수 and the LMS two: one of them has left the course, or is somebody else."""
    files = {"김민수_1_2_tensors.py": GRID, "김민수_3_4_tensors.py": MSE}
    collection = collected(tmp_path, files, roster=ROSTER)
    assert {(line.fate, line.reason, line.likely) for line in collection.files} == {
        (Fate.UNMATCHED, Reason.AMBIGUOUS, MINSU)
    }


def test_anonymous_canvas_is_matched_by_what_the_file_says_or_not_at_all(tmp_path):
    files = {"anon_x1Y2z_11_20231000_hw.py": GRID, "anon_a1B2c_12_hw.py": GRID}
    collection = collected(tmp_path, files, roster=ROSTER)
    assert students(collection) == {MINSU: ["20231000_hw.py"]}
    assert one(collection, "12_hw.py").fate is Fate.UNMATCHED


@pytest.mark.parametrize("name", ["kim_20231000_4_hw.py", "20231000_4_1_hw.py", "20231000_10_hw.py"])
def test_a_students_own_underscores_are_not_canvas(tmp_path, name):
    assert students(collected(tmp_path, {name: GRID})) == {MINSU: [name]}


def test_an_attachments_number_is_not_a_student(tmp_path):
    assert students(collected(tmp_path, {"홍길동_48211_20231000_hw.py": GRID}, roster=ROSTER)) == {}


# ------------------------------------------------------------------ Moodle


@pytest.mark.parametrize("tail", ["assignsubmission_file", "assignsubmission_file_"])
def test_moodle_folders_lead_to_students(tmp_path, tail):
    files = {f"김민수_48211_{tail}/tensors.py": GRID, f"Jane Doe_48212_{tail}/hw/loss.py": MSE}
    assert students(collected(tmp_path, files, roster=ROSTER)) == {MINSU: ["tensors.py"], JANE: ["hw/loss.py"]}


def test_moodle_without_folders_leads_to_students(tmp_path):
    files = {
        "이영희_48211_assignsubmission_file_tensors.py": GRID,
        "이영희_48211_assignsubmission_onlinetext_onlinetext.html": "x",
    }
    assert students(collected(tmp_path, files, roster=ROSTER)) == {YOUNGHEE: ["tensors.py"]}


@pytest.mark.parametrize("word", ["Participant", "참가자"])
def test_blind_moodle_is_matched_by_what_the_file_says_or_not_at_all(tmp_path, word):
    files = {f"{word}_1_assignsubmission_file/20231000.py": GRID, f"{word}_2_assignsubmission_file/hw.py": GRID}
    collection = collected(tmp_path, files, roster=ROSTER)
    assert students(collection) == {MINSU: ["20231000.py"]}
    assert one(collection, "hw.py").reason is Reason.NOT_IN_ROSTER


WORKSHEET = {"Identifier": "Participant 48211", "Status": "Submitted for grading"}


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Last modified (submission)", "Friday, 13 September 2024, 10:04 PM"),
        ("Last modified (submission)", "Friday, September 13, 2024, 10:04 PM"),
        ("마지막 수정됨(제출)", "2024년 9월 13일 금요일, 오후 10:04"),
        ("마지막 수정됨(제출)", "2024년 09월 13일(금) 22:04"),
    ],
)
def test_moodles_worksheet_as_the_roster_says_when_work_came(tmp_path, heading, told):
    """Moodle's own word, outside of the student's files."""
    listed = (Student(MINSU, "김민수", "", WORKSHEET | {heading: told}),)
    files = {"김민수_48211_assignsubmission_file/tensors.py": GRID}
    assert came(collected(tmp_path, files, roster=listed))[MINSU] == datetime(2024, 9, 13, 22, 4, tzinfo=KOREA)


@pytest.mark.parametrize(
    ("user", "told"),
    [
        ("48299", "Friday, 13 September 2024, 10:04 PM"),
        ("48211", "9/10/2024 22:04"),
        ("48211", "-"),
        ("48211", "2024년 2월 31일 오후 1:00"),
    ],
    ids=["the worksheet of another assignment", "saved by Excel", "nothing", "no day"],
)
def test_a_worksheet_that_does_not_say_it_leaves_the_time_unknown(tmp_path, user, told):
    listed = (Student(MINSU, "김민수", "", WORKSHEET | {"Last modified (submission)": told}),)
    files = {f"김민수_{user}_assignsubmission_file/tensors.py": GRID}
    assert came(collected(tmp_path, files, roster=listed))[MINSU] is None


def test_moodle_names_may_hold_the_id(tmp_path):
    files = {"20231000 김민수_48211_assignsubmission_file/tensors.py": GRID}
    assert students(collected(tmp_path, files)) == {MINSU: ["tensors.py"]}


# ------------------------------------------------------------------ Blackboard


ENGLISH = "Name: Minsu Kim (s000@univ.ac.kr)\nAssignment: HW 4\nDate Submitted: Friday, September 13, 2024\n\nFiles:\n"
KOREAN = "이름: 01분반.이영희(20231001)\n과제: 과제4\n제출 날짜: 2024년 9월 13일\n현재 성적: 채점 필요\n\n제출 필드:\n\n댓글:\n\n파일:\n"


def test_blackboard_names_lead_to_students(tmp_path):
    files = {
        "HW4_20231000_attempt_2024-09-13-22-00-00_tensors.py": GRID,
        "HW4_s001_attempt_2024-09-13-23-00-00_tensors.py": GRID,
    }
    collection = collected(tmp_path, files, roster=ROSTER)
    assert students(collection) == {MINSU: ["tensors.py"], YOUNGHEE: ["tensors.py"]}
    assert came(collection)[MINSU] == datetime(2024, 9, 13, 22, tzinfo=KOREA)


def test_logins_with_underscores_are_found(tmp_path):
    people = (Student("1", "A", "", {"login": "kim_ms"}), Student("2", "B", "", {"login": "ms"}))
    files = {"HW_4_kim_ms_attempt_2024-09-13-22-00-00_a.py": GRID}
    assert collected(tmp_path, files, roster=people[:1]).submissions[0].student == "1"


def test_logins_are_told_apart_without_a_roster(tmp_path):
    stamp = "attempt_2024-09-13-22-00-00"
    files = {f"HW_4_a_kim_{stamp}_x.py": GRID, f"HW_4_b_kim_{stamp}_x.py": MSE}
    assert sorted(students(collected(tmp_path, files))) == ["a_kim", "b_kim"]


@pytest.mark.parametrize(("receipt", "student"), [(ENGLISH, MINSU), (KOREAN, YOUNGHEE)])
def test_a_receipt_names_the_student_and_the_file(tmp_path, receipt, student):
    base = "HW4_x_attempt_2024-09-13-22-00-00"
    labels = ("원래 파일명", "파일명") if receipt is KOREAN else ("Original filename", "Filename")
    listed = f"\t{labels[0]}: 텐서.py\n\t{labels[1]}: {base}_1.py\n"
    collection = collected(tmp_path, {f"{base}.txt": receipt + listed, f"{base}_1.py": GRID}, roster=ROSTER)
    assert students(collection) == {student: ["텐서.py"]}
    assert (one(collection, ".txt").fate, one(collection, ".txt").reason) == (Fate.IGNORED, Reason.METADATA)


def test_a_receipt_is_enough_where_names_say_nothing(tmp_path):
    files = {"a1.txt": KOREAN + "원래 파일명: 텐서.py\n파일명: 17.py\n", "17.py": GRID}
    assert students(collected(tmp_path, files, roster=ROSTER)) == {YOUNGHEE: ["텐서.py"]}


def test_attempts_of_blackboard_replace_each_other(tmp_path):
    files = {
        "HW4_s000_attempt_2024-09-13-22-00-00_tensors.py": GRID,
        "HW4_s000_attempt_2024-09-12-22-00-00_tensors.py": GRID + "x = 1",
        "HW4_s000_attempt_2024-09-12-22-00-00_loss.py": MSE,
    }
    collection = collected(tmp_path, files, roster=ROSTER)
    assert students(collection) == {MINSU: ["tensors.py"]}
    assert [line.fate for line in collection.files].count(Fate.SUPERSEDED) == 2


# ------------------------------------------------------------------ Gradescope


METADATA = """---
submission_1:
  :submitters:
  - :name: Minsu Kim
    :sid: '20231000'
    :email: s000@univ.ac.kr
  :created_at: 2024-09-13 12:00:00.123456789 Z
  :score: 10.0
  :results: !ruby/object:Results
    tests: &a [1, 2]
    again: *a
submission_2:
  :submitters:
  - :name: 이영희
    :sid:
    :email: s001@univ.ac.kr
  :created_at: '2024-09-13 21:00:00 +0900'
submission_3:
  :submitters:
  - :name: 박지훈
    :sid: '20231002'
  - :name: Jane Doe
    :sid: '20231003'
"""


def gradescope(metadata: str = METADATA) -> dict[str, str]:
    files = {f"assignment_5012345_export/submission_{i}/tensors.py": GRID + f"x = {i}" for i in range(1, 5)}
    return files | {"assignment_5012345_export/submission_metadata.yml": metadata}


def test_a_gradescope_export_is_read_by_its_metadata(tmp_path):
    collection = collected(tmp_path, gradescope(), roster=ROSTER)
    assert came(collection) == {
        MINSU: datetime(2024, 9, 13, 12, 0, 0, 123456, tzinfo=UTC),
        YOUNGHEE: datetime(2024, 9, 13, 12, tzinfo=UTC),
        JIHUN: None,
        JANE: None,
    }


def test_every_member_of_a_group_has_its_work(tmp_path):
    collection = collected(tmp_path, gradescope(), roster=ROSTER)
    lines = [line for line in collection.files if line.path.endswith("submission_3/tensors.py")]
    assert {(line.student, line.fate) for line in lines} == {(JIHUN, Fate.TAKEN), (JANE, Fate.TAKEN)}
    assert len({one.digest for one in collection.submissions if one.student in {JIHUN, JANE}}) == 1


def test_canvas_says_who_is_late_and_not_by_how_much(tmp_path):
    files = {"김민수_48211_1_tensors.py": GRID, "이영희_LATE_48212_2_tensors.py": GRID}
    late = {one.student: one.lms_mark for one in collected(tmp_path, files, roster=ROSTER).submissions}
    assert late == {MINSU: "on_time", YOUNGHEE: "late"}


@pytest.mark.parametrize("ids", [f"{JIHUN},{JANE}", f"{JIHUN} {JANE}"])
def test_a_person_may_give_one_work_to_a_group(tmp_path, ids):
    collection = collected(tmp_path, {"team/tensors.py": GRID}, roster=ROSTER, settled={"subs/team": ids})
    assert set(students(collection)) == {JIHUN, JANE}
    assert {student.id for student in collection.missing} == {MINSU, YOUNGHEE}


def test_a_submission_that_the_metadata_lacks_is_listed(tmp_path):
    assert one(collected(tmp_path, gradescope(), roster=ROSTER), "submission_4/tensors.py").fate is Fate.UNMATCHED


@pytest.mark.parametrize(
    "metadata",
    [
        "",
        "- 1",
        "a: [",
        "[" * 100_000,
        "? " * 100_000,
        "a: &a [*a]",
        "!!python/object/apply:os.system [x]",
        "\ufeff: :",
        "a: b: c",
    ],
)
def test_metadata_that_cannot_be_read_leaves_every_file_listed(tmp_path, metadata):
    collection = collected(tmp_path, gradescope(metadata), roster=ROSTER)
    assert (len(collection.files), collection.submissions) == (5, ())


# ------------------------------------------------------------------ nbgrader


def test_an_nbgrader_course_is_read_by_its_submitted_tree(tmp_path):
    files = {
        "course/submitted/20231000/week04/tensors.ipynb": notebook(GRID),
        "course/submitted/20231000/week04/timestamp.txt": "2024-09-13 12:00:00.948203 UTC",
        "course/submitted/20231001/week04/tensors.ipynb": notebook(MSE),
        "course/submitted/20231001/week04/timestamp.txt": "2024-09-13 21:00:00 Asia/Seoul",
        "course/submitted/20231001/week03/old.ipynb": notebook(GRID),
        "course/source/week04/tensors.ipynb": notebook(GRID),
        "course/release/week04/tensors.ipynb": notebook(GRID),
        "course/autograded/20231000/week04/tensors.ipynb": notebook(GRID),
        "course/feedback/20231000/week04/tensors.html": "x",
        "course/nbgrader_config.py": "c = get_config()",
        "course/gradebook.db": b"SQLite",
    }
    collection = collected(tmp_path, files, roster=ROSTER)
    assert students(collection) == {MINSU: ["tensors.ipynb"], YOUNGHEE: ["tensors.ipynb"]}
    assert came(collection)[YOUNGHEE] == datetime(2024, 9, 13, 12, tzinfo=UTC)
    assert one(collection, "old.ipynb").reason is Reason.OTHER_WEEK
    assert one(collection, "source/week04/tensors.ipynb").reason is Reason.NOT_STUDENT_WORK


@pytest.mark.parametrize("random", ["", "+abcXYZ"])
def test_an_exchange_is_read_by_its_folder_names(tmp_path, random):
    files = {f"inbound/20231000+hw4+2024-09-13 12:00:00.000001 UTC{random}/tensors.ipynb": notebook(GRID)}
    collection = collected(tmp_path, files, roster=ROSTER)
    assert came(collection) == {MINSU: datetime(2024, 9, 13, 12, 0, 0, 1, tzinfo=UTC)}


# ------------------------------------------------------------------ GitHub Classroom


def test_cloned_repositories_lead_to_students(tmp_path):
    files = {
        "week04-submissions/week04-hub-000/tensors.py": GRID,
        "week04-submissions/week04-hub-001/src/tensors.py": GRID,
        "week04-submissions/week04-hub-001/.git/config": "",
    }
    assert students(collected(tmp_path, files, roster=ROSTER)) == {MINSU: ["tensors.py"], YOUNGHEE: ["src/tensors.py"]}


def test_a_repository_is_known_by_its_git_folder(tmp_path):
    files = {"dl-hw-4-hub-002/tensors.py": GRID, "dl-hw-4-hub-002/.git/HEAD": ""}
    assert students(collected(tmp_path, files, roster=ROSTER)) == {JIHUN: ["tensors.py"]}


def test_logins_without_a_roster_are_what_repositories_do_not_share(tmp_path):
    files = {f"week04-submissions/dl-week-04-{login}/tensors.py": GRID for login in ("min-su", "jane")}
    assert sorted(students(collected(tmp_path, files))) == ["jane", "min-su"]


def test_the_classroom_csv_says_who_a_login_is_and_when_it_came(tmp_path):
    table = (
        "assignment_name,assignment_url,starter_code_url,github_username,roster_identifier,student_repository_name,"
        "student_repository_url,submission_timestamp,points_awarded,points_available\n"
        "week04,u,u,MinsuHub,20231000,week04-MinsuHub,u,2024-09-13 12:00:00 UTC,0,0\n"
    )
    files = {"grades.csv": table, "repos/week04-MinsuHub/tensors.py": GRID}
    collection = collected(tmp_path, files, roster=ROSTER)
    assert came(collection) == {MINSU: datetime(2024, 9, 13, 12, tzinfo=UTC)}
    assert one(collection, "grades.csv").reason is Reason.METADATA


@pytest.mark.parametrize(
    "told", ["2024-09-13 12:00:00", "9/13/2024 12:00", "2024-09-13 12:00:00 오후", "2024-09-13T12:00"]
)
def test_a_time_that_a_spreadsheet_rewrote_is_unknown(tmp_path, told):
    """GitHub counts in UTC and says so; by the course's clock such a row would be nine hours early."""
    table = (
        f"github_username,roster_identifier,student_repository_name,submission_timestamp\nhub,20231000,hw-hub,{told}\n"
    )
    files = {"grades.csv": table, "repos/hw-hub/tensors.py": GRID}
    assert came(collected(tmp_path, files, roster=ROSTER)) == {MINSU: None}


def test_a_students_own_csv_is_data(tmp_path):
    assert (
        one(collected(tmp_path, {"20231000/regression.csv": "x,y\n1,2\n"}), "regression.csv").reason is Reason.NOT_CODE
    )


# ------------------------------------------------------------------ clocks


@pytest.mark.parametrize(
    "text",
    [
        "2024-09-13 21:00:00 KST",
        "2024-09-13 21:00:00",
        "2024-09-13T12:00:00Z",
        "2024-09-13 12:00:00.000000 UTC",
        "2024-09-13 12:00:00.000000000 Z",
        "2024-09-13 08:00:00 -0400",
        "2024-09-13 08:00:00-04:00",
        "2024-09-13 08:00:00 EDT",
        "2024-09-13 12:00:00 utc",
        "2024-09-13 08:00:00 America/New_York",
        "2024-09-13-21-00-00",
        "2024-09-13 21_00_00",
        "2024-09-13 21:00:00 Nowhere/Land",
        "2024-09-13 21:00:00 ../../etc/passwd",
    ],
)
def test_a_time_is_read_by_the_zone_it_names_or_the_courses(text):
    assert moment(text, KOREA) == datetime(2024, 9, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-13 12:00:00", "2024-09-13", "2024-09-13 25:00:00"])
def test_what_is_no_time_is_none(text):
    assert moment(text, KOREA) is None


def test_metadata_in_an_upload_names_nobody(tmp_path):
    """A zip with a metadata file of its own would else be whose it says."""
    own = {"submission_metadata.yml": METADATA, "submission_1/tensors.py": GRID + "stolen = 1"}
    files = {f"{MINSU}/tensors.py": GRID, "hw.zip": zipped(own)}
    (work,) = collected(tmp_path, files, roster=ROSTER).submissions
    assert (work.student, work.sources[0].cells) == (MINSU, (GRID,))


def test_a_table_in_a_repository_says_nothing_of_the_others(tmp_path):
    table = "github_username,roster_identifier,student_repository_name,submission_timestamp\n"
    own = table + f"hub-000,{YOUNGHEE},week04-hub-000,2020-01-01 00:00:00 UTC\n"
    files = {
        "week04-submissions/week04-hub-000/tensors.py": GRID,
        "week04-submissions/week04-hub-001/tensors.py": GRID + "x = 1",
        "week04-submissions/week04-hub-001/grades.csv": own,
    }
    found = {one.student: one.received for one in collected(tmp_path, files, roster=ROSTER).submissions}
    assert found == {MINSU: None, YOUNGHEE: None}


def test_a_text_typed_into_blackboard_is_its_students_and_waits_for_a_person(tmp_path):
    """A receipt without a file: something came, and nobody may say that nothing was handed in."""
    receipt = "이름: 01분반.김민수(20231000)\n과제: HW4\n제출 날짜: 2024년 9월 13일\n\n제출 필드:\ndef grid(): ...\n"
    found = collected(tmp_path, {"HW4_20231000_attempt_2024-09-13-23-55-00.txt": receipt}, roster=ROSTER)
    assert students(found) == {"20231000": []}


@pytest.mark.parametrize("what", ["text", "link"])
def test_what_was_typed_into_canvas_is_its_students_and_not_code(tmp_path, what):
    files = {f"kimminsu_48211_{what}.html": "<p>x</p>", "leeyounghee_LATE_48212_text.html": "<p>y</p>"}
    found = collected(tmp_path, files, roster=(Student("20231000", "Kim Minsu"), Student("20231001", "Lee Younghee")))
    assert {file.student for file in found.files} == {"20231000", "20231001"}


OWN = ("HW4_20231000_attempt_2024-09-13-22-00-00_", "김민수_1_assignsubmission_file_", "김민수_501_5010_")
ANOTHERS = ("HW4_20231001_attempt_2099-01-01-00-00-00_", "이영희_2_assignsubmission_file_", "이영희_502_5020_")


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("another", ANOTHERS)
def test_a_file_that_is_called_as_an_lms_calls_another_s_is_never_the_other_s(tmp_path, own, another):
    """In a flat export the student's own name of a file follows what the LMS wrote, and may look like it."""
    files = {f"{own}{another}tensors.py": GRID, "20231001/tensors.py": MSE}
    found = collected(tmp_path, files, roster=ROSTER)
    (line,) = (each for each in found.files if each.path.endswith(f"{another}tensors.py"))
    assert line.student == "20231000" or line.fate is Fate.UNMATCHED
    assert [work.sources[0].cells for work in found.submissions if work.student == "20231001"] == [(MSE,)]


def test_a_text_that_is_called_as_another_s_receipt_says_nothing_of_another(tmp_path):
    other = "HW4_20231001_attempt_2099-01-01-00-00-00"
    receipt = f"Name: 이영희 (20231001)\nFilename: {OWN[0]}tensors.py\n"
    files = {f"{OWN[0]}{other}.txt": receipt, f"{OWN[0]}tensors.py": GRID, "20231001/tensors.py": MSE}
    found = collected(tmp_path, files, roster=ROSTER)
    assert {work.student: work.sources[0].cells for work in found.submissions}["20231001"] == (MSE,)
