"""Published marks in an LMS's gradebook: once, in order, through an outage, late and excused as they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograder.errors import SignInError
from autograder.model import CourseRole, DecisionKind, LatePolicy, LmsCourse, Member, Signed, Status
from autograder.portal.marks import send_marks
from tests.store.builders import DUE, decision, mark, report, submission, week_version

pytestmark = pytest.mark.real

PROF = Signed("Prof", datetime(2026, 4, 1, tzinfo=UTC))
HOUR = timedelta(hours=1)
LATE = LatePolicy(per_day=0.1)


@pytest.fixture
def now():
    """The LMS reads the real clock, and so what is signed must be of now."""
    return datetime.now(UTC)


@pytest.fixture
def graded(tool, school, now):
    """Two students with accounts there, graded: one on time, one an hour late."""
    store, platform = tool.store, tool.platforms.platforms()[0]
    store.adopt(week_version(week="week03", late=LATE), PROF)
    for student, account, received in (("20230001", "u1", DUE), ("20230002", "u2", DUE + HOUR)):
        tool.identities.link(platform.issuer, account, student, now=now)
        work = submission(student, "week03", received=received)
        store.save(report(student, mark("a.b", 8.0, 10.0), week="week03", submission=work), PROF)
    tool.platforms.meet(LmsCourse(platform=platform.id, context="c1", line_items=f"{school.origin}/items"))
    return tool


def publish(graded, *, after=0):
    graded.store.publish("week03", Signed("Prof", PROF.at + after * HOUR, ""))


def told(school, user):
    return [said for _, said in school.scores if said["userId"] == user]


def test_what_is_not_published_is_told_to_nobody(graded, school, now):
    assert send_marks(graded, now=now) == 0
    assert school.scores == []


def test_a_mark_is_told_once_in_the_one_column_of_its_week(graded, school, now):
    publish(graded)
    assert [send_marks(graded, now=now) for _ in range(3)] == [2, 0, 0]
    assert list(school.items) == ["week03"]
    (said,) = told(school, "u1")
    assert (said["scoreGiven"], said["scoreMaximum"], said["gradingProgress"]) == (8.0, 10.0, "FullyGraded")
    assert said["timestamp"] == "2026-04-01T00:00:00.000Z"
    assert "comment" not in said


def test_late_is_in_the_points_and_said(graded, school, now):
    publish(graded)
    send_marks(graded, now=now)
    (said,) = told(school, "u2")
    assert said["scoreGiven"] < 8.0
    assert "late" in said["comment"]


def test_an_excused_week_has_no_mark_and_is_no_zero(graded, school, now):
    graded.store.decide(decision(DecisionKind.EXCUSE, "20230002", "week03", signed=PROF))
    publish(graded)
    send_marks(graded, now=now)
    (said,) = told(school, "u2")
    assert (said["gradingProgress"], "scoreGiven" in said) == ("NotReady", False)
    assert "excused" in said["comment"]


def test_what_waits_for_a_person_is_told_to_nobody(graded, school, now):
    graded.members.enrol([Member("20230003", CourseRole.STUDENT)])
    graded.identities.link(school.origin, "u9", "20230003", now=now)
    graded.store.save(report("20230003", mark("a.b", 0.0, 10.0), week="week03", status=Status.UNGRADED), PROF)
    publish(graded)
    assert send_marks(graded, now=now) == 2
    assert told(school, "u9") == []


def test_a_changed_mark_is_told_with_a_later_time_even_if_the_clock_went_back(graded, school, now):
    publish(graded, after=5)
    send_marks(graded, now=now)
    graded.store.decide(decision(DecisionKind.POINTS, "20230001", "week03", signed=PROF, points=9.0))
    publish(graded, after=1)
    assert send_marks(graded, now=now) == 1
    first, second = told(school, "u1")
    assert (second["scoreGiven"], second["timestamp"] > first["timestamp"]) == (9.0, True)


def test_an_outage_of_two_days_loses_nothing_and_doubles_nothing(graded, school, monkeypatch, now):
    publish(graded)
    school.down = True
    send_marks(graded, now=now - timedelta(hours=49))
    monkeypatch.setattr(graded.web, "ask", down)  # as the server answered, without the waiting
    for tries in range(2, 10):
        at = graded.platforms.courses()[0].next_try
        send_marks(graded, now=at)
        assert graded.platforms.courses()[0].failures == tries
    assert graded.platforms.courses()[0].next_try - at == HOUR  # never longer
    at = now - timedelta(hours=49) + 48 * HOUR
    send_marks(graded, now=at)
    at = graded.platforms.courses()[0].next_try
    monkeypatch.undo()
    school.down = False
    assert send_marks(graded, now=at - timedelta(seconds=1)) == 0  # it is left alone till then
    assert send_marks(graded, now=datetime.now(UTC)) == 2
    assert len(school.scores) == 2
    assert (graded.platforms.courses()[0].failures, graded.platforms.courses()[0].trouble) == (0, "")


def down(*_args, **_more):
    raise SignInError("elsewhere_down", status=503, where="lms")


def test_a_column_that_somebody_deleted_is_made_again(graded, school, now):
    publish(graded)
    send_marks(graded, now=now)
    school.items.clear()
    graded.store.decide(decision(DecisionKind.POINTS, "20230001", "week03", signed=PROF, points=9.0))
    publish(graded, after=1)
    assert send_marks(graded, now=now) == 1
    assert list(school.items) == ["week03"]


def test_a_mark_that_the_gradebook_refuses_keeps_no_other_back_and_is_seen(graded, school, browser, now):
    school.users.pop("u1")
    publish(graded)
    assert send_marks(graded, now=now) == 1
    assert send_marks(graded, now=now) == 0
    client = browser("instructor")
    assert "marks refused: 1" in client.get("/lms").text
    school.users["u1"] = {"name": "back", "role": "Learner"}
    client.post("/lms/send")
    assert len(told(school, "u1")) == 1
    assert "refused" not in client.get("/lms").text.split("</section>")[1]


def test_two_senders_at_once_tell_a_mark_once(graded, school, now):
    publish(graded)
    assert graded.platforms.claim(graded.platforms.courses()[0].id, now=now, lasts=HOUR)
    assert send_marks(graded, now=now) == 0
    graded.platforms.tell(graded.platforms.courses()[0].id)
    assert send_marks(graded, now=now) == 2
    assert len(school.scores) == 2
