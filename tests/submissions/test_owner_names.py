import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model import Reason, Student
from autograder.submissions.items import Owner
from autograder.submissions.owners import OwnerMatch, guess, ids_in, match, safe_id
from autograder.submissions.register import register
from tests.submissions.received import roster

STUDENTS = (*roster("김민수", "이영희", "박지훈", "김민수", "Jane Doe", "선우은숙"), Student("kim01", "Kim Minsu"))
MINSU, YOUNGHEE, JIHUN, OTHER_MINSU, JANE, SUNWOO = [student.id for student in STUDENTS[:6]]
REGISTER = register(STUDENTS)


def hinted(text: str) -> OwnerMatch:
    return match(Owner(text, hints=(text,)), REGISTER)


@pytest.mark.parametrize(
    "text",
    [
        "20231001",
        "이영희(20231001)",
        "20231001_이영희_hw4",
        "[과제4]20231001 이영희",
        "hw4-20231001-final",
        "이영희20231001",
        "s001@univ.ac.kr",
        "s001_hw4",
        "hub-001",
        "이영희",
        "이영희_과제4",
        "과제4 - 이영희",
        "이영희_20240913",  # a date is no id
    ],
)
def test_an_id_a_login_or_a_unique_name_is_enough(text):
    assert hinted(text).student == YOUNGHEE


@pytest.mark.parametrize("text", ["Jane Doe", "doe_jane", "JaneDoe", "hw4 Doe, Jane", "jane.doe week04"])
def test_names_are_found_in_either_order(text):
    assert hinted(text).student == JANE


@pytest.mark.parametrize("text", ["김민수", "김민수 과제"])
def test_a_name_of_two_students_is_nobodys(text):
    found = hinted(text)
    assert (found.student, found.reason, found.candidates) == ("", Reason.AMBIGUOUS, (MINSU, OTHER_MINSU))


def test_an_id_decides_between_two_of_one_name():
    assert hinted("김민수(20231003)").student == OTHER_MINSU


def test_an_id_and_a_name_that_disagree_are_for_a_person():
    """One wrong digit would give a student's work to a classmate without anyone noticing."""
    found = hinted("이영희(20231002)")
    assert (found.student, found.reason, found.candidates) == ("", Reason.CONFLICT, (YOUNGHEE, JIHUN))


def test_two_ids_are_for_a_person():
    assert hinted("20231001_20231002").reason is Reason.AMBIGUOUS


def test_an_id_that_the_roster_lacks_is_not_overruled_by_a_name():
    found = hinted("이영희(20239999)")
    assert (found.student, found.reason, found.likely) == ("", Reason.NOT_IN_ROSTER, YOUNGHEE)


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("2023101_hw", YOUNGHEE),
        ("이영히", YOUNGHEE),
        ("이영희희", YOUNGHEE),
        ("박지후_과제", JIHUN),
        ("jnae doe", JANE),
        ("??", ""),
        ("zzz", ""),
    ],
)
def test_the_likely_student_is_named_and_never_taken(text, likely):
    assert (hinted(text).student, guess(Owner(text, hints=(text,)), REGISTER)) == ("", likely)


@pytest.mark.parametrize("text", ["kim", "이영", "선우", "s0011", "us001", "120231001", "hw4", "민수"])
def test_a_piece_of_a_name_is_not_a_name(text):
    assert hinted(text).student == ""


def test_a_file_called_after_a_classmate_is_not_the_classmates():
    """The LMS says who uploaded it; that the roster spells this name otherwise gives it to nobody else."""
    found = match(Owner("hong_7", names=("Gildong Hong",), hints=("이영희 참고",)), REGISTER)
    assert (found.student, found.likely) == ("", YOUNGHEE)


def test_an_id_in_the_file_helps_where_the_lms_spells_the_name_otherwise():
    assert match(Owner("x", names=("Younghee Lee",), hints=("20231001_hw4",)), REGISTER).student == YOUNGHEE


def test_without_a_roster_the_label_is_the_id():
    assert match(Owner("20231000"), None).student == "20231000"


def test_nothing_said_is_no_owner():
    assert match(Owner(""), REGISTER).reason is match(Owner(""), None).reason is Reason.NO_OWNER


@pytest.mark.parametrize("text", ["1234567", "12345678901", "a2023100"])
def test_an_id_has_eight_to_ten_digits(text):
    assert ids_in(text) == ()


@given(st.text())
def test_any_label_becomes_an_id_that_can_name_a_file(label):
    made = safe_id(label)
    assert len(made) <= 64
    assert not set(made) & set('/\\:*?"<>|\0\n')
    assert not made.startswith(".")


@given(st.text(max_size=60))
def test_any_text_is_one_students_or_nobodys(text):
    assert hinted(text).student in {"", *(student.id for student in STUDENTS)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("김 민수", "김민수"),
        ("O'Neil Kate", "oneilkate"),
        ("Li X", "lix"),
        ("Jean-L. Pine", "jeanlpine"),
    ],
)
def test_words_of_one_letter_belong_to_a_name(name, text):
    """`김 민수` on the roster is 김민수, and no other Minsu."""
    alone = register([Student("20231000", name)])
    assert match(Owner(text, names=(text,)), alone).student == "20231000"
    assert not match(Owner("민수", names=("민수",)), alone).student


@pytest.mark.parametrize(
    "written", ["José Núñez", "Jose Nunez", "nunezjose", "Jose\u0301 Nu\u0301n\u0303ez", "jose_nunez_hw4"]
)
def test_a_name_is_known_without_its_accents(written):
    one, other = Student("20240001", "José Núñez"), Student("20240002", "Ann Ash")
    assert match(Owner(written, hints=(written,)), register([one, other])).student == one.id


def test_names_that_only_accents_tell_apart_are_asked_about():
    two = register([Student("1", "José Núñez"), Student("2", "Jose Nunez")])
    assert match(Owner("nunezjose", names=("nunezjose",)), two).student == ""


@pytest.mark.parametrize("name", ["drive-download-20231001T123456Z-001", "Takeout-20231001T010203Z"])
def test_the_clock_in_an_archives_name_is_no_student_number(name):
    assert ids_in(name) == ()
    assert ids_in("20231001 과제") == ("20231001",)


def test_the_clock_in_an_archives_name_is_nobodys_guess_either():
    assert guess(Owner("drive-download-20231001T123456Z-001"), REGISTER) == ""


@pytest.mark.parametrize("text", ["이영희의 week04", "이영희님", "과제 이영희학생"])
def test_what_is_said_behind_a_name_is_no_part_of_it(text):
    assert hinted(text).student == YOUNGHEE
