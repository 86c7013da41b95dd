"""A slip of the pen in a student, a path or an exercise is refused with the nearest name; what is right is found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from autograder.errors import RecordError, UsageError
from autograder.model import Check, CourseRole, Fate, Intake, Member, Received, Signed, Step, Student
from autograder.store.members import Members
from autograder.store.store import Store
from autograder.workflows import decide, typed_times
from autograder.workflows.lookup import exercise_on_record, path_on_record, student_on_record
from tests.cli import courses
from tests.store.builders import NOW, TA, report, week_version

CLASS = (
    Student("20240001", "김하나", "hana@x.kr"),
    Student("20240002", "Ann Ash", "ann@x.kr", {"login": "aash"}),
    Student("20240003", "Bo Bird"),
    Student("20240004", "Bo Bird"),
)
FILES = (
    Received("in/hw3 (final).ipynb", Fate.UNMATCHED),
    Received("in/all.zip/team3/four_steps.py", Fate.UNMATCHED),
)


@pytest.fixture
def record(tmp_path):
    with Store(tmp_path / "t.db") as store:
        store.adopt(week_version(Check("mse.averages", "mse", 2.0, "mse/lecture", {}, Step.LOSS)), TA)
        store.keep_intake(Intake("week04", CLASS, FILES), TA)
        yield store


@pytest.mark.parametrize("said", ["20240002", "ann@x.kr", "aash", "AASH", "Ash, Ann", "ann ash", " 20240002 "])
def test_a_student_is_found_by_all_that_the_roster_says(record, said):
    assert student_on_record(record, "week04", said) == "20240002"


def test_an_unknown_student_is_refused_with_the_nearest(record):
    with pytest.raises(RecordError, match=r"knows no student '2024002'.*Near it: .*20240002 \(Ann Ash\)"):
        student_on_record(record, "week04", "2024002")


def test_a_misspelt_name_is_refused_with_the_nearest(record):
    with pytest.raises(RecordError, match=r"Near it: 20240001 \(김하나\)"):
        student_on_record(record, "week04", "김하니")


def test_a_name_of_two_is_asked_about(record):
    with pytest.raises(RecordError, match="may be 20240003, 20240004"):
        student_on_record(record, "week04", "Bo Bird")


def test_who_has_a_grade_is_known_even_after_leaving_the_roster(record):
    record.save(report("s-gone"), TA)
    assert student_on_record(record, "week04", "s-gone") == "s-gone"


def test_a_week_not_graded_yet_goes_by_the_rosters_of_the_others(record):
    with pytest.raises(RecordError, match="knows no student"):
        student_on_record(record, "week05", "nobody")
    assert student_on_record(record, "week05", "20240001") == "20240001"


def test_without_any_roster_an_id_is_taken_as_written(tmp_path):
    with Store(tmp_path / "new.db") as store:
        assert student_on_record(store, "week04", "x-1") == "x-1"


def test_a_course_of_the_portal_alone_goes_by_its_members(tmp_path):
    with Store(tmp_path / "new.db") as store:
        for number, name, section in (("20240001", "Bo Bird", "01"), ("20240002", "Kim Lee", "02")):
            Members(store).enrol([Member(number, CourseRole.STUDENT, name, section=section)])
        Members(store).enrol([Member("ta", CourseRole.TA, "Ann Ash", section="02")])
        assert student_on_record(store, "week04", "Kim Lee") == "20240002"
        assert decide.chosen(store, "week04", section="02") == ("20240002",)
        with pytest.raises(RecordError, match=r"knows no student 'ta'"):
            student_on_record(store, "week04", "ta")


def test_sections_of_the_portal_are_known_beside_a_roster_that_has_none(record):
    Members(record).enrol([Member("20240001", CourseRole.STUDENT, section="02")])
    assert decide.chosen(record, "week04", section="02") == ("20240001",)
    with pytest.raises(RecordError, match="There are 02"):
        decide.chosen(record, "week04", section="01")


def test_a_path_at_which_nothing_came_is_refused_with_the_nearest(record):
    with pytest.raises(RecordError, match=r"Near it: in/hw3 \(final\)\.ipynb"):
        path_on_record(record, "week04", "in/hw3 (fnal).ipynb")


@pytest.mark.parametrize("path", ["in/hw3 (final).ipynb", "in/all.zip/team3/", "./in/all.zip", "in"])
def test_a_file_and_every_folder_above_it_may_be_settled(record, path):
    assert path_on_record(record, "week04", path) == path.removeprefix("./").rstrip("/")


def test_an_unknown_exercise_is_refused_with_the_nearest(record):
    with pytest.raises(RecordError, match="Near it: mse"):
        exercise_on_record(record, "week04", "mes")


def test_a_group_is_settled_together_and_each_member_reads_of_it(record):
    decide.settle(record, "week04", "in/all.zip/team3", ["20240001", "aash"], TA)
    assert record.settled("week04") == {"in/all.zip/team3": "20240001,20240002"}
    assert [len(record.history("week04", student)) for student in ("20240001", "20240002")] == [1, 1]


def test_a_settled_group_is_taken_back_as_one(record):
    decide.settle(record, "week04", "in/all.zip/team3", ["20240001", "aash"], TA)
    decide.unsettle(record, "week04", "in/all.zip/team3", Signed("ta", NOW))
    assert record.settled("week04") == {}


def test_nobody_is_settled_in_a_group_with_a_slip_of_the_pen(record):
    with pytest.raises(RecordError, match="Near it"):
        decide.settle(record, "week04", "in/all.zip/team3", ["20240001", "2024002"], TA)
    assert record.settled("week04") == {}


OWNED = (Received("in/20240001/hw.py", Fate.TAKEN, "20240001"), Received("in/b/hw.rar", Fate.UNREADABLE, "20240002"))


def test_a_folder_of_several_students_is_not_settled_for_one_of_them(record):
    """A slip that would give the whole class's work to one; of a group's own members it is none."""
    record.keep_intake(Intake("week04", CLASS, (*FILES, *OWNED)), TA)
    with pytest.raises(RecordError, match="the work of 2 students: 20240001, 20240002"):
        decide.settle(record, "week04", "in", ["20240001"], TA)
    with pytest.raises(RecordError, match="the work of 2 students"):
        decide.settle(record, "week04", "in", [], TA)
    assert decide.settle(record, "week04", "in", ["20240001", "20240002"], TA) == "in"
    assert decide.settle(record, "week04", "in/b", [], TA) == "in/b"


def test_a_name_wrong_in_one_letter_of_a_syllable_is_refused_with_the_nearest(record):
    record.keep_intake(Intake("week04", (Student("20240009", "고열"),), ()), TA)
    with pytest.raises(RecordError, match=r"Near it: 20240009 \(고열\)"):
        student_on_record(record, "week04", "고렬")


@pytest.mark.parametrize("until", ["2026-03-29", "2026-03-30T18:00", "2025-04-01"])
def test_a_new_deadline_before_the_due_date_is_refused(tmp_path, until):
    folder = courses.course(tmp_path) / "solutions" / "week01"
    with pytest.raises(UsageError, match="not after the week's own deadline, 2026-03-30 18:00"):
        typed_times.new_deadline(folder, until=until, days=None)


@pytest.mark.parametrize("until", ["2046-04-01", "9999-12-31T23:59", "9999-12-31T23:59-12:00"])
def test_a_year_that_is_mistyped_gives_nobody_more_time(tmp_path, until):
    """The last day there is has no day after it, and every page of the week would ask for that."""
    folder = courses.course(tmp_path) / "solutions" / "week01"
    with pytest.raises((UsageError, RecordError), match=r"years after the week's own deadline|on no calendar"):
        typed_times.new_deadline(folder, until=until, days=None)


def test_the_first_day_there_is_is_no_time_of_a_course(tmp_path):
    folder = courses.course(tmp_path) / "solutions" / "week01"
    for ask in (
        lambda: typed_times.new_deadline(folder, until="0001-01-01T00:00", days=None),
        lambda: typed_times.came_at(folder, "0001-01-01T00:00", now=datetime(2026, 4, 1, tzinfo=UTC)),
    ):
        with pytest.raises(RecordError, match="on no calendar"):
            ask()


def test_the_same_intake_is_kept_once(record):
    before = record.intake("week04")
    record.keep_intake(Intake("week04", CLASS, FILES), TA)
    assert record.intake("week04") == before


@pytest.mark.parametrize("typed", ["2026-03-29T02:30", "2026-03-29T02:00"])
def test_a_time_that_clocks_leap_over_is_refused(tmp_path, typed):
    folder = courses.course(tmp_path) / "solutions" / "week01"
    courses.change(tmp_path, "format = 1\n", 'format = 1\nzone = "Europe/Berlin"\n', "solutions/week01/week.toml")
    courses.change(tmp_path, "2026-03-30", "2026-03-20", "solutions/week01/week.toml")
    for refuse in (
        lambda: typed_times.new_deadline(folder, until=typed, days=None),
        lambda: typed_times.came_at(folder, typed, now=datetime(2026, 4, 1, tzinfo=UTC)),
    ):
        with pytest.raises(UsageError, match="put forward"):
            refuse()
    twice = typed_times.new_deadline(folder, until="2026-10-25T02:30", days=None)
    assert twice.astimezone(UTC).hour == 1, "of an hour that comes twice the second: nobody loses time by it"
