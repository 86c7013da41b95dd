import pytest

from autograder.model import Fate, Reason, Student
from tests.submissions.received import GRID, MSE, collected, notebook, one, roster, students, zipped

ROSTER = roster("김민수", "이영희", "박지훈")
MINSU, YOUNGHEE, JIHUN = [student.id for student in ROSTER]


@pytest.mark.parametrize(
    "name",
    [
        "20231001/tensors.py",
        "20231001/hw/week04/tensors.py",
        "20231001.zip/tensors.py",
        "이영희(20231001).py",
        "20231001_hw4.py",
        "20231001 이영희/tensors.py",
        "이영희/tensors.py",
        "과제4_이영희_20231001.py",
        "s001/tensors.py",
        "hub-001/tensors.py",
        "section A/20231001/tensors.py",
        "section A/20231001.zip/tensors.py",
        "제출 20240913/이영희.py",
        "tensors/20231001.py",
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_the_student_is_found_wherever_the_name_stands(tmp_path, name, known):
    top, _, inner = name.partition(".zip/")
    files = {f"{top}.zip": zipped({inner: GRID})} if inner else {name: GRID}
    others = {"20231000/tensors.py": GRID, "20231002/tensors.py": GRID}
    found = students(collected(tmp_path, files | others, roster=ROSTER if known else None))
    named = [YOUNGHEE] if known or YOUNGHEE in name else [one for one in found if one not in (MINSU, JIHUN)]
    assert (len(found), len(found[named[0]])) == (3, 1)


def test_a_folder_given_by_itself_is_one_students(tmp_path):
    """`grade week04 solutions/week04`, or a student's own folder."""
    assert students(collected(tmp_path, {"tensors.py": GRID, "hw4.ipynb": notebook(MSE)})) == {
        "subs": ["hw4.ipynb", "tensors.py"]
    }


def test_loose_files_with_names_are_students(tmp_path):
    assert sorted(students(collected(tmp_path, {"kim.py": GRID, "lee.ipynb": notebook(GRID)}))) == ["kim", "lee"]


def test_folders_of_a_class_within_an_archive_are_students(tmp_path):
    files = {"week04 submissions.zip": zipped({"all/kim/tensors.py": GRID, "all/lee/tensors.py": GRID})}
    assert sorted(students(collected(tmp_path, files))) == ["kim", "lee"]


def test_an_archive_of_one_student_is_named_for_it(tmp_path):
    assert students(collected(tmp_path, {"kim.zip": zipped({"hw/tensors.py": GRID})})) == {"kim": ["hw/tensors.py"]}


def test_a_folder_named_for_a_day_is_not_a_student(tmp_path):
    files = {"20240913/김민수(20231000).py": GRID, "20240913/이영희(20231001).py": GRID}
    assert sorted(students(collected(tmp_path, files))) == [MINSU, YOUNGHEE]


def test_a_file_that_says_nothing_is_listed_with_no_owner(tmp_path):
    collection = collected(tmp_path, {"hw4.py": GRID, "20231000/tensors.py": GRID}, roster=ROSTER)
    line = one(collection, "hw4.py")
    assert (line.fate, line.reason, line.likely) == (Fate.UNMATCHED, Reason.NO_OWNER, "")


def test_an_unmatched_file_names_the_likely_student(tmp_path):
    line = one(collected(tmp_path, {"이영히_hw4.py": GRID}, roster=ROSTER), "hw4.py")
    assert (line.fate, line.reason, line.likely) == (Fate.UNMATCHED, Reason.NOT_IN_ROSTER, YOUNGHEE)


def test_nobody_of_the_roster_is_forgotten(tmp_path):
    assert [student.id for student in collected(tmp_path, {"20231000.py": GRID}, roster=ROSTER).missing] == [
        YOUNGHEE,
        JIHUN,
    ]


def test_work_packed_inside_a_students_upload_stays_the_students(tmp_path):
    """Otherwise anyone could hand in, and so replace, the work of a classmate."""
    planted = {
        "20231001/tensors.py": MSE,
        "20231001_hw.py": MSE,
        "submitted/20231001/week04/tensors.py": MSE,
        "이영희20231001_12_34_tensors.py": MSE,
        "이영희_12_assignsubmission_file/tensors.py": MSE,
        "20231001+week04+2030-01-01 00:00:00 UTC/tensors.py": MSE,
        "HW_20231001_attempt_2030-01-01-00-00-00_tensors.py": MSE,
        "receipt.txt": "이름: 이영희(20231001)\n파일명: x.py\n",
        "x.py": MSE,
        "submission_metadata.yml": "submission_1:\n  :submitters:\n  - :sid: '20231001'\n",
        "submission_1/tensors.py": MSE,
        "week04-hub-001/.git/config": "",
        "week04-hub-001/tensors.py": MSE,
    }
    for files in ({"20231000.zip": zipped(planted)}, {f"김민수/{name}": content for name, content in planted.items()}):
        found = collected(tmp_path / str(len(files)), files | {"20231001/tensors.py": GRID}, roster=ROSTER)
        (younghee,) = [one for one in found.submissions if one.student == YOUNGHEE]
        assert [source.cells for source in younghee.sources] == [(GRID,)]


def test_a_folder_of_a_stranger_is_not_given_to_a_classmate_named_inside(tmp_path):
    files = {"김민쑤/이영희 참고.py": GRID, "20231001/tensors.py": GRID, "20231002/tensors.py": GRID}
    line = one(collected(tmp_path, files, roster=ROSTER), "참고.py")
    assert (line.fate, line.likely) == (Fate.UNMATCHED, MINSU)


def test_a_weeks_own_folder_is_graded_by_its_solution_alone(tmp_path):
    files = {
        "week04/week.toml": "",
        "week04/tensors.py": GRID,
        "week04/probes.py": GRID,
        "week04/drivers.py": GRID,
        "week04/probes/tensors.py": GRID,
        "week04/mistakes/tensors.py": GRID,
        "week04/right/tensors.py": GRID,
        "week04/checks/test_tensors.py": GRID,
    }
    collection = collected(tmp_path, files)
    assert students(collection) == {"week04": ["tensors.py"]}
    assert {line.reason for line in collection.files if line.path.count("/") > 2} == {Reason.NOT_STUDENT_WORK}


def test_a_number_with_a_dash_is_a_students_with_and_without_a_roster(tmp_path):
    files = {"2024-0001/tensors.py": GRID, "2024-0002/tensors.py": MSE}
    ids = {"2024-0001": ["tensors.py"], "2024-0002": ["tensors.py"]}
    enrolled = tuple(Student(one, one) for one in ids)
    assert students(collected(tmp_path, files)) == students(collected(tmp_path, files, roster=enrolled)) == ids


def test_folders_that_each_hold_the_weeks_files_are_several_peoples_and_a_question(tmp_path):
    """They once became one student named after the folder above, with two works superseded."""
    files = {f"{number}/tensors.py": f"{GRID}x = {number}\n" for number in (1, 2, 3)}
    collection = collected(tmp_path, files)
    assert collection.submissions == ()
    assert {line.fate for line in collection.files} == {Fate.UNMATCHED}


# ---------------------------------------------------------------------- a student's own modules

HELP = "def la(y, yhat):\n    return ((y - yhat) ** 2).sum()\n"
USES = "from {} import la\n" + GRID


@pytest.mark.parametrize(
    "files",
    [
        {"tensors.py": USES.format("a.utils"), "a/utils.py": HELP, "b/utils.py": HELP + "x = 1"},
        {"src/tensors.py": USES.format("lib.losses"), "lib/losses.py": HELP},
        {"week04/tensors.py": USES.format(".losses"), "week04/losses.py": HELP, "week04/__init__.py": ""},
        {"tensors.py": USES.format("utils"), "utils.py": HELP},
    ],
)
def test_folders_of_helpers_are_their_students_and_no_student(tmp_path, files):
    class_of_two = {f"kim/{name}": text for name, text in files.items()} | {"lee/tensors.py": GRID}
    own = [name for name in files if not name.endswith("__init__.py")]
    found = collected(tmp_path, class_of_two)
    assert {student: sorted(names) for student, names in students(found).items()} == {
        "kim": sorted(own),
        "lee": ["tensors.py"],
    }
    assert not [line for line in found.files if line.fate is Fate.UNREADABLE]


@pytest.mark.parametrize(
    "files",
    [
        {"tensors.py": USES.format("a.utils"), "a/utils.py": HELP, "b/utils.py": HELP + "x = 1"},
        {"src/tensors.py": USES.format("lib.losses"), "lib/losses.py": HELP},
    ],
)
def test_a_students_folder_given_by_itself_keeps_its_helpers(tmp_path, files):
    assert {one: sorted(names) for one, names in students(collected(tmp_path, files)).items()} == {
        "subs": sorted(files)
    }


def test_a_helper_that_others_import_is_asked_about_and_no_student(tmp_path):
    files = {"kim.py": USES.format("utils.losses"), "lee.ipynb": notebook(GRID), "utils/losses.py": HELP}
    found = collected(tmp_path, files)
    assert (sorted(students(found)), one(found, "losses.py").reason) == (["kim", "lee"], Reason.NO_OWNER)


def test_who_handed_in_what_a_computer_leaves_behind_handed_in_nothing(tmp_path):
    """An empty folder, .DS_Store, __pycache__: nothing came that a person could look at."""
    (tmp_path / "subs" / JIHUN).mkdir(parents=True)
    left = {f"{MINSU}/.DS_Store": b"\0\1", f"{YOUNGHEE}/__pycache__/x.pyc": b"\0"}
    found = collected(tmp_path, left, roster=ROSTER)
    assert (found.submissions, found.missing) == ((), ROSTER)
    assert [line.student for line in found.files] == [MINSU, YOUNGHEE, JIHUN]
