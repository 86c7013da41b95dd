"""Work whose owner is not sure is a question with a likely student: never merged, never dropped, never called nothing."""

from __future__ import annotations

import pytest

from autograder.model import Fate, Reason, Student
from tests.submissions.received import GRID, MSE, collected, notebook, one, roster, students, zipped

ROSTER = roster("김민수", "이영희", "Ann Ash")
MINSU, YOUNGHEE, ANN = [student.id for student in ROSTER]


@pytest.mark.parametrize(
    "files",
    [
        {"1/tensors.py": GRID, "2/tensors.py": GRID + "x = 1", "3/tensors.py": GRID},
        {"1/hw.ipynb": notebook(GRID), "2/hw.ipynb": notebook(MSE)},
        {"all.zip": zipped({"1/tensors.py": GRID, "2/tensors.py": GRID + "x = 1"})},
        {"section/1/tensors.py": GRID, "section/2/tensors.py": GRID + "x = 1"},
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_folders_that_hold_the_same_work_are_as_many_people_or_a_question(tmp_path, files, known):
    found = collected(tmp_path, files, roster=ROSTER if known else None)
    assert students(found) == {}
    assert {line.fate for line in found.files} == {Fate.UNMATCHED}


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("이영히_hw4.pdf", YOUNGHEE),
        ("2023101 hw.html", YOUNGHEE),
        ("annn_ash.docx", ANN),
        ("readme.txt", ""),
        ("x.png", ""),
    ],
)
def test_a_document_that_may_be_somebodys_work_is_asked_about(tmp_path, name, likely):
    """A PDF under a misspelt name is not nothing; a picture that says nothing is nobody's."""
    line = one(collected(tmp_path, {name: b"%PDF-1.4", f"{MINSU}/tensors.py": GRID}, roster=ROSTER), name)
    assert (line.fate, line.likely) == (Fate.UNMATCHED if likely else Fate.IGNORED, likely)


def test_a_text_typed_into_the_lms_is_its_students_and_waits_for_a_person(tmp_path):
    files = {
        "annash_LATE_12_99_text.html": "<p>def grid</p>",
        "이영희_5_assignsubmission_onlinetext/onlinetext.html": "<p>",
    }
    found = collected(tmp_path, files, roster=ROSTER)
    assert students(found) == {YOUNGHEE: [], ANN: []}


def test_an_id_and_a_name_that_disagree_make_nobody_likely(tmp_path):
    line = one(collected(tmp_path, {f"{MINSU}_이영희.py": GRID}, roster=ROSTER), ".py")
    assert (line.reason, line.likely) == (Reason.CONFLICT, "")


def test_of_two_whom_a_name_fits_the_one_without_work_is_likely(tmp_path):
    files = {f"{MINSU}_{YOUNGHEE}.py": GRID, f"{MINSU}/tensors.py": GRID}
    assert one(collected(tmp_path, files, roster=ROSTER), f"{YOUNGHEE}.py").likely == YOUNGHEE


@pytest.mark.parametrize("name", ["1/tensors.py", "이영히_tensors.py"])
def test_a_slip_in_one_name_leaves_the_others_their_own(tmp_path, name):
    """A file that says nothing does not take its neighbours' names away."""
    found = collected(tmp_path, {name: GRID, "hw.py": GRID, "이영히_hw.py": MSE}, roster=ROSTER)
    assert one(found, "이영히_hw.py").likely == YOUNGHEE


# ---------------------------------------------------------------------- settled by a person

PACKAGE = {"team/tensors.py": "from a.help import la\n" + GRID, "team/a/help.py": "def la(): return 1"}
PARTS = ("a/help.py", "tensors.py")


def test_a_settled_folder_is_one_work_whose_files_keep_their_places(tmp_path):
    found = collected(tmp_path, PACKAGE, roster=ROSTER, settled={"subs/team": MINSU})
    assert {one: sorted(names) for one, names in students(found).items()} == {MINSU: ["a/help.py", "tensors.py"]}


def test_a_folder_settled_for_a_group_is_the_work_of_each(tmp_path):
    found = students(collected(tmp_path, PACKAGE, roster=ROSTER, settled={"subs/team": f"{MINSU},{ANN}"}))
    assert (sorted(found), sorted(found[MINSU]), sorted(found[ANN])) == ([MINSU, ANN], [*PARTS], [*PARTS])


def test_the_given_folder_may_be_settled_whole(tmp_path):
    found = collected(tmp_path, {"tensors.py": GRID, "b/x.py": MSE}, roster=ROSTER, settled={"subs": ANN})
    assert {one: sorted(names) for one, names in students(found).items()} == {ANN: ["b/x.py", "tensors.py"]}


@pytest.mark.parametrize(
    "name", ["tensors (제출).py", "tensors_final.py", "my_tensors (2).py", "loops.py", "my answer.py"]
)
def test_a_loose_file_that_names_nobody_is_of_no_owner(tmp_path, name):
    """A module's name, or words of a homework, are no student who left the course."""
    found = collected(tmp_path, {name: GRID}, roster=roster("김민준", "이서연"))
    assert [(line.fate, line.reason) for line in found.files] == [(Fate.UNMATCHED, Reason.NO_OWNER)]


@pytest.mark.parametrize("name", ["tensors (홍길동).py", "홍길동_과제.py", "20239999_tensors.py", "20239999.py"])
def test_a_loose_file_of_somebody_else_is_not_on_the_roster(tmp_path, name):
    found = collected(tmp_path, {name: GRID}, roster=roster("김민준", "이서연"))
    assert [line.reason for line in found.files] == [Reason.NOT_IN_ROSTER]


# ---------------------------------------------------------------------- collected from mails and messengers

DAY = (Student("20221005", "김민수"), Student("20221006", "이영희"))


@pytest.mark.parametrize(
    "name",
    [
        "KakaoTalk_20221005_2155_03_119.ipynb",
        "KakaoTalk_20221005_213344.py",
        "IMG_20221005_215503.ipynb",
        "사진 20221005.ipynb",
        "KakaoTalk_20221005_213344/tensors.py",
        "Screenshot 20221005-215503.zip/tensors.py",
    ],
)
def test_a_day_in_the_name_that_a_device_gave_is_no_students_number(tmp_path, name):
    content = {name: notebook(GRID) if name.endswith(".ipynb") else GRID}
    found = collected(tmp_path, content, roster=DAY)
    assert [(line.fate, line.reason) for line in found.files] == [(Fate.UNMATCHED, Reason.NO_OWNER)]


@pytest.mark.parametrize(
    "name",
    [
        "KakaoTalk_20221005_213344/이영희.py",
        "재제출/이영희/tensors.py",
        "새 폴더 (2)/이영희_과제.py",
        "늦은 메일/이영희/tensors.py",
        "week04_이영희의 사본.py",
        "이영희의 복사본.py",
    ],
)
def test_a_folder_that_a_ta_made_does_not_hide_the_name_in_it(tmp_path, name):
    assert list(students(collected(tmp_path, {name: GRID}, roster=ROSTER))) == [YOUNGHEE]


def test_of_a_folder_of_nobody_the_one_named_inside_is_likely(tmp_path):
    line = one(collected(tmp_path, {"받은것들/tensors_이영희.py": GRID}, roster=ROSTER), ".py")
    assert (line.fate, line.likely) == (Fate.UNMATCHED, YOUNGHEE)


@pytest.mark.parametrize("name", ["새 폴더/report.docx", "이름/img.png", "report.pdf", "20239999_홍길동.pdf"])
def test_a_document_of_nobody_is_asked_about(tmp_path, name):
    """Not of a TA's own notes beside the folders: a text, a picture."""
    assert one(collected(tmp_path, {name: b"%PDF-1.4"}, roster=ROSTER), name).fate is Fate.UNMATCHED


@pytest.mark.parametrize("name", ["이영희.ipynb.crdownload", "이영희/hw.zip.part"])
def test_a_download_that_did_not_finish_is_not_nothing(tmp_path, name):
    found = collected(tmp_path, {name: b"{"}, roster=ROSTER)
    assert [(line.student, line.reason) for line in found.files] == [(YOUNGHEE, Reason.UNFINISHED)]
    assert YOUNGHEE not in {student.id for student in found.missing}


def test_moodles_worksheet_tells_namesakes_apart_by_its_own_numbers(tmp_path):
    """Where the number is another student's than the name, the name counts: that worksheet is another assignment's."""
    known = [
        Student(MINSU, "김민수", more={"Identifier": "Participant 71"}),
        Student(YOUNGHEE, "김민수", more={"Identifier": "Participant 72"}),
        Student(ANN, "Ann Ash", more={"Identifier": "Participant 73"}),
    ]
    files = {
        "김민수_72_assignsubmission_file_/tensors.py": GRID,
        "Ann Ash_71_assignsubmission_file_/tensors.py": MSE,
        "Eve Elm_71_assignsubmission_file_/tensors.py": MSE,
    }
    found = collected(tmp_path, files, roster=known)
    assert sorted(students(found)) == sorted([YOUNGHEE, ANN])
