"""What is shown is on record; what is on record is there once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.errors import RecordError
from autograder.model import AdjustmentKind, Circumstances, DecisionKind, Ending, Signed, Status
from autograder.store.store import Store
from tests.store.builders import (
    DAY,
    DUE,
    NOW,
    TA,
    decision,
    mark,
    provenance,
    recording,
    report,
    submission,
    week_version,
)


def test_a_saved_report_is_there_for_the_next_command(where):
    with Store(where) as store:
        store.save(report(), TA)
    with Store(where) as store:
        assert list(store.grades("week04", tapes=True)) == [report()]


def test_reports_leave_their_tapes_behind_unless_asked(store):
    store.save(report(), TA)
    assert list(store.grades("week04")) == [report(recording=None)]


def test_reports_come_by_student_id_in_the_order_of_python(store):
    ids = ["b", "가", "A", "10", "9", "a", "_", "나"]
    for student in ids:
        store.save(report(student), TA)
    assert [found.student for found in store.grades("week04")] == sorted(ids)


def test_more_reports_than_a_page(store):
    for number in range(130):
        store.save(report(f"s{number:03}"), TA)
    assert [found.student for found in store.grades("week04")] == [f"s{number:03}" for number in range(130)]


def test_a_week_does_not_see_another(store):
    store.save(report(week="week03"), TA)
    assert list(store.grades("week04")) == []


def test_the_same_report_twice_is_one(store):
    for _ in range(2):
        store.save(report(), TA)
    assert len(list(store.grades("week04"))) == 1


def test_of_two_runs_the_first_report_stands(store):
    """Two runs may see different timeouts; both must show, and keep, the same marks."""
    store.save(report("s", mark(points=1.0)), TA)
    shown = store.save(report("s", mark(points=0.0)), TA)
    assert shown == report("s", mark(points=1.0)) == next(store.grades("week04", tapes=True))


def test_a_report_that_waits_for_a_person_gives_way(store):
    store.save(report("s", status=Status.UNGRADED), TA)
    store.save(report("s"), TA)
    assert next(store.grades("week04")).status is Status.GRADED


def test_fresh_replaces_even_a_finished_report(store):
    store.save(report("s", mark(points=0.0)), TA)
    store.save(report("s", mark(points=1.0), recording=recording(number=2.0)), TA, fresh=True)
    assert next(store.grades("week04", tapes=True)) == report("s", recording=recording(number=2.0))


def test_new_work_replaces_old(store):
    for text in ["first", "second", "first"]:
        store.save(report("s", text=text), TA)
    assert next(store.grades("week04")).submission == submission("s", text="first")


def test_a_finished_report_is_found_by_what_it_was_made_from(store):
    store.save(report("s"), TA)
    assert store.finished("week04", "s", provenance()) == report("s", recording=None)


def test_an_ungraded_report_is_made_again(store):
    store.save(report("s", status=Status.UNGRADED), TA)
    assert store.finished("week04", "s", provenance()) is None


@pytest.mark.parametrize("made", [provenance("other work"), provenance(week="other"), provenance(kit="2")])
def test_whatever_a_report_is_made_from_makes_another(store, made):
    store.save(report("s"), TA)
    assert store.finished("week04", "s", made) is None


def test_a_report_that_no_longer_stands_is_not_found(store):
    """Work handed in again after other work must be put in its place, not skipped."""
    store.save(report("s", text="first"), TA)
    store.save(report("s", text="second"), TA)
    assert store.finished("week04", "s", provenance("first")) is None


def test_whole_tapes_need_no_second_run(store):
    store.save(report(), TA)
    assert store.recorded(provenance()) == recording()


def test_tapes_broken_by_us_are_run_again(store):
    store.save(report(recording=recording(ending=Ending.BROKEN), status=Status.UNGRADED), TA)
    assert store.recorded(provenance()) is None


def test_broken_tapes_give_way_to_whole_ones(store):
    store.save(report(recording=recording(ending=Ending.BROKEN), status=Status.UNGRADED), TA)
    store.save(report(), TA)
    assert store.recorded(provenance()) == recording()


def test_students_with_the_same_work_share_a_recording(store):
    store.save(report("s1"), TA)
    store.save(report("s2"), TA)
    assert [found.recording for found in store.grades("week04", tapes=True)] == [recording(), recording()]


def test_a_student_who_handed_in_nothing_has_a_report(store):
    missing = replace(report("s", status=Status.MISSING, submission=None, recording=None), marks=())
    store.save(missing, TA)
    assert list(store.grades("week04", tapes=True)) == [missing]


def test_tapes_can_wait_for_their_grade(store):
    store.keep_recording(recording(), report("s").provenance, week_version(), TA)
    assert list(store.grades("week04")) == []


def test_the_last_time_given_counts(store):
    store.save(report("s"), TA)
    store.save(report("s", submission=submission("s", received=DUE - DAY)), TA, fresh=True)
    assert next(store.grades("week04")).submission.received == DUE - DAY


def test_a_time_without_a_zone_is_refused(store):
    with pytest.raises(RecordError, match="no zone"):
        store.save(report(), Signed("ta", NOW.replace(tzinfo=None)))


def test_half_a_surrogate_pair_is_kept_as_its_spelling(store):
    r"""A hostile notebook may hold "\ud800", which no database takes."""
    store.save(report(text="\ud800"), TA)
    assert next(store.grades("week04")).submission.sources[0].cells == ("\\ud800",)


def test_the_same_work_in_two_weeks_has_two_reports(store):
    store.save(report(week="week03"), TA)
    store.save(report(week="week04"), TA)
    assert len([*store.grades("week03"), *store.grades("week04")]) == 2


# ---------------------------------------------------------------------- one student


@pytest.fixture
def class_of_three(store, monkeypatch):
    """A class that cannot be scanned: whatever asks for one student must find that one alone."""
    store.adopt(week_version(), TA)
    for student in ("s1", "s2", "s3"):
        store.save(report(student, text=student), TA)
    store.decide(decision(DecisionKind.EXTENSION, "s2", until=DUE + DAY))

    def scanned(*_, **__):
        raise AssertionError("the class was scanned for one student")

    monkeypatch.setattr(store, "grades", scanned)
    return store


def test_one_student_is_found_without_scanning_the_class(class_of_three):
    assert class_of_three.grade_of("week04", "s2") == report("s2", text="s2", recording=None)


def test_what_one_student_is_worth_rests_on_their_own_decisions(class_of_three):
    _, worth = class_of_three.final_of("week04", "s2")
    assert worth.reasons == (AdjustmentKind.EARNED, AdjustmentKind.EXTENDED)


def test_one_student_has_the_same_circumstances_as_within_the_class(class_of_three):
    for student in ("s1", "s2"):
        assert class_of_three.circumstances_of("week04", student) == class_of_three.circumstances("week04")[student]


def test_of_whom_nothing_is_known_there_is_no_grade_and_nothing_decided(class_of_three):
    assert class_of_three.grade_of("week04", "s9") is None
    assert class_of_three.final_of("week04", "s9") is None
    assert class_of_three.circumstances_of("week04", "s9") == Circumstances()


def test_those_who_have_a_grade_are_listed_by_id(class_of_three):
    class_of_three.decide(decision(DecisionKind.EXTENSION, "s0", until=DUE + DAY))
    assert class_of_three.students("week04") == ("s1", "s2", "s3")
