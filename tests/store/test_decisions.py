"""Decisions, publications and history: on record, by whom, when and why."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest

from autograder.errors import RecordError
from autograder.grading.final import final
from autograder.model import AdjustmentKind, Change, DecisionKind, LatePolicy, Signed, Status
from autograder.store import rows
from autograder.store.store import Store
from tests.store.builders import DAY, DUE, NOW, TA, decision, mark, provenance, report, submission, week_version


@pytest.fixture
def graded(store):
    """A store with one week, graded on the builders' terms."""
    store.adopt(week_version(), TA)
    store.save(report("s", mark("mse.a", 1.0, 2.0)), TA)
    return store


def points(store, week="week04"):
    return {report.student: final.points for report, final in store.finals(week)}


# ---------------------------------------------------------------------- decisions


def test_manual_points_count_from_now_on(graded):
    graded.decide(decision(DecisionKind.POINTS, subject="mse.a", points=2.0))
    assert points(graded) == {"s": 2.0}


def test_manual_points_survive_new_work_and_new_marks(graded):
    graded.decide(decision(DecisionKind.POINTS, subject="mse.a", points=2.0))
    graded.save(report("s", mark("mse.a", 0.0, 2.0), text="other"), TA)
    assert points(graded) == {"s": 2.0}


def test_of_two_tas_the_later_decision_counts_and_both_are_kept(graded):
    graded.decide(decision(DecisionKind.POINTS, points=1.0, signed=Signed("kim", NOW, "appeal")))
    graded.decide(decision(DecisionKind.POINTS, points=2.0, signed=Signed("lee", NOW + DAY, "second look")))
    assert points(graded) == {"s": 2.0}
    assert [event.signed.by for event in graded.history("week04", "s")][-2:] == ["kim", "lee"]


def test_decisions_of_one_command_are_made_all_or_none(graded):
    with pytest.raises(RecordError):
        graded.decide(decision(DecisionKind.POINTS, points=2.0), decision(DecisionKind.POINTS, points=-1.0))
    assert points(graded) == {"s": 1.0}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (decision(DecisionKind.POINTS, "nobody", points=1.0), "no report of nobody"),
        (decision(DecisionKind.POINTS, subject="mse.b", points=1.0), "Near it: mse.a"),
        (decision(DecisionKind.POINTS, subject="mse.a", points=3.0), "more than the 2 points"),
        (decision(DecisionKind.POINTS, points=-1.0), "from 0 up"),
        (decision(DecisionKind.POINTS, points=float("nan")), "from 0 up"),
        (decision(DecisionKind.POINTS), "from 0 up"),
        (decision(DecisionKind.COMMENT, text=" "), "empty"),
        (decision(DecisionKind.EXTENSION), "no end"),
        (decision(DecisionKind.EXTENSION, until=DUE.replace(tzinfo=None)), "no zone"),
        (decision(DecisionKind.SETTLED), "No file"),
    ],
)
def test_a_decision_that_says_nothing_is_refused(graded, wrong, sentence):
    with pytest.raises(RecordError, match=sentence):
        graded.decide(wrong)


def test_an_extension_can_be_given_before_any_work_came(graded):
    graded.decide(decision(DecisionKind.EXTENSION, "late one", until=DUE + DAY))
    assert graded.circumstances("week04")["late one"].decided(DecisionKind.EXTENSION)


def test_a_settled_file_is_remembered(store):
    store.decide(
        decision(DecisionKind.SETTLED, "s1", subject="who.zip"), decision(DecisionKind.SETTLED, "", subject="ad.png")
    )
    store.decide(decision(DecisionKind.SETTLED, "s2", subject="who.zip"))
    assert store.settled("week04") == {"who.zip": "s2", "ad.png": ""}


def test_a_settled_file_can_be_open_again(store):
    store.decide(decision(DecisionKind.SETTLED, "s1", subject="who.zip"))
    store.decide(decision(DecisionKind.SETTLED, "s1", subject="who.zip", withdrawn=True))
    assert store.settled("week04") == {}


# ---------------------------------------------------------------------- terms


def test_a_week_never_graded_has_no_finals(store):
    with pytest.raises(RecordError, match="has no week09"):
        list(store.finals("week09"))


def test_the_terms_adopted_last_are_in_force(graded):
    harsh = week_version(late=LatePolicy(per_day=0.5), due=DUE - DAY)
    for one in [harsh, week_version(), harsh]:
        graded.adopt(one, TA)
    assert graded.versions("week04")[-1] == harsh
    assert points(graded) == {"s": 0.5}


def test_the_same_terms_again_are_no_news(graded):
    graded.adopt(week_version(), TA)
    assert len(graded.versions("week04")) == 1


def test_late_days_of_earlier_weeks_are_gone_from_the_budget(store):
    late = LatePolicy(per_day=0.1, budget_days=3)
    for week, due in [("week03", DUE - 7 * DAY), ("week04", DUE)]:
        store.adopt(week_version(week=week, due=due, late=late), TA)
        work = report("s", mark("mse.a", 10.0, 10.0), week=week)
        store.save(replace(work, submission=replace(work.submission, received=due + 2 * DAY)), TA)
    assert (points(store, "week03"), points(store)) == ({"s": 10.0}, {"s": 9.0})


def test_a_class_is_worth_the_same_where_late_days_of_those_in_time_are_not_asked_for(course_of_late_days):
    """Late, in time, extended, of an unknown time, moved into or out of time by a TA: whoever pays is looked up."""
    store, week = course_of_late_days, course_of_late_days.version("week04")
    known, weighed = store.circumstances("week04"), dict(store.finals("week04"))
    of_all = {grade: final(grade, known[grade.student], due=week.due, late=week.late) for grade in weighed}
    assert of_all == weighed
    assert {each.student: each.lateness.spent for each in weighed.values()} == {
        "extended": 0, "in time": 0, "late": 1, "late once": 2, "said in time": 0, "said late": 1, "unknown": 0
    }  # fmt: skip


def test_the_weeks_before_are_asked_at_once_however_many_they_are(course_of_late_days, monkeypatch):
    asked, told = [], rows.circumstances
    monkeypatch.setattr(rows, "circumstances", lambda *args, **more: asked.append(args) or told(*args, **more))
    list(course_of_late_days.finals("week04"))
    assert [list(since) for _, since in asked] == [["week04"], ["week02", "week03"]]


@pytest.fixture
def course_of_late_days(store):
    """Three weeks of one budget of three days; everybody but one spent two of them, a day late each time."""
    late = LatePolicy(per_day=0.1, budget_days=3)
    students = ("extended", "in time", "late", "late once", "said in time", "said late", "unknown")
    came = {"in time": DUE, "extended": DUE + DAY, "said late": DUE - DAY, "unknown": None}
    for number, name in enumerate(("week02", "week03", "week04")):
        due = DUE + number * 7 * DAY
        store.adopt(week_version(week=name, digest=name, due=due, late=late), TA)
        for student in students:
            at = due if (student, name) == ("late once", "week02") else due + DAY
            if name == "week04":
                at = came[student] and came[student] + number * 7 * DAY if student in came else due + 2 * DAY
            made = replace(provenance(student), week=name)
            store.save(
                report(student, week=name, provenance=made, submission=submission(student, name, student, at)), TA
            )
    due = DUE + 14 * DAY
    store.decide(decision(DecisionKind.EXTENSION, "extended", until=due + DAY))
    store.decide(decision(DecisionKind.RECEIVED, "said in time", received=due))
    store.decide(decision(DecisionKind.RECEIVED, "said late", received=due + DAY))
    return store


# ---------------------------------------------------------------------- publications


def test_what_is_published_is_kept_as_it_was_shown(graded):
    graded.publish("week04", TA)
    graded.decide(decision(DecisionKind.POINTS, points=2.0))
    assert [one.final.points for one in graded.published("week04").shown["s"]] == [1.0]


def test_publishing_twice_shows_nothing_twice(graded):
    graded.publish("week04", TA)
    assert graded.publish("week04", TA) == ()


def test_a_changed_mark_is_shown_with_its_cause(graded):
    graded.publish("week04", TA)
    graded.decide(decision(DecisionKind.POINTS, subject="mse.a", points=2.0))
    graded.publish("week04", TA)
    news = graded.published("week04").shown["s"][-1]
    assert (news.moved.before, news.moved.after, [cause.change for cause in news.moved.causes]) == (
        1.0,
        2.0,
        [Change.DECISION],
    )


def test_a_comment_alone_is_news(graded):
    graded.publish("week04", TA)
    graded.decide(decision(DecisionKind.COMMENT, text="well argued"))
    graded.publish("week04", TA)
    news = graded.published("week04").shown["s"][-1]
    assert (news.moved, news.final.reasons[-1]) == (None, AdjustmentKind.COMMENT)


def test_what_waits_for_a_person_is_held_back(graded):
    graded.save(report("t", status=Status.UNGRADED), TA)
    assert [one.student for one in graded.publish("week04", TA)] == ["s"]


# ---------------------------------------------------------------------- history


def test_history_tells_all_that_happened_in_order(graded):
    graded.decide(decision(DecisionKind.EXTENSION, until=DUE + DAY, signed=Signed("lee", NOW + DAY, "ill")))
    graded.publish("week04", Signed("kim", NOW + 2 * DAY))
    history = graded.history("week04", "s")
    assert [type(event.what).__name__ for event in history] == ["Submission", "Grade", "Decision", "Publication"]
    assert history[2].signed == Signed("lee", NOW + DAY, "ill")


# ---------------------------------------------------------------------- either database


@pytest.mark.real
def test_both_databases_hold_the_same_class(tmp_path, postgresql):
    """Names of every kind, in the same order, with the same points: what is exported from one is what is from the other."""

    def held(where):
        with Store(where) as store:
            store.adopt(week_version(late=LatePolicy(per_day=0.1)), TA)
            for number, student in enumerate(["b", "가", "A", "10", "Ä", "9", "a b", "\U0001f600"]):
                work = report(student, mark("mse.a", number / 3, 3.0), text=student)
                store.save(replace(work, submission=replace(work.submission, received=DUE + number * DAY / 7)), TA)
            store.decide(
                decision(DecisionKind.EXTENSION, "A", until=DUE + DAY), decision(DecisionKind.POINTS, "9", points=0.1)
            )
            store.publish("week04", TA)
            return list(store.finals("week04")), store.history("week04", "A")

    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA same")
    assert held(tmp_path / "autograder.db") == held(f"{postgresql}&options=-csearch_path%3Dsame")
