"""How far feedback goes: never to a value that a hidden check expects, while others still hand in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import msgspec
import pytest

from autograder.files import digest
from autograder.model import (
    Check,
    Difference,
    Feedback,
    FeedbackBucket,
    Grade,
    JobState,
    Kind,
    Mark,
    Measure,
    Outcome,
    Pattern,
    Provenance,
    Signed,
    Source,
    Status,
    Submission,
    Verdict,
    WeekVersion,
)
from autograder.portal.access import May
from autograder.portal.application import ADDRESSES
from autograder.report.plots import Drawn
from tests.portal.conftest import MEMBERS, publish
from tests.portal.test_access import PARTS

KIM = MEMBERS["student"].id
SECRET = "6.0221408"  # stands wherever a hidden check's right value, or what tells it, may stand
HIDDEN, PUBLIC = "1.2589254", "1.0101010"  # a student's own values, on numbers that are hidden and on the lecture's
SIGNED = Signed("autograder", datetime(2026, 3, 2, tzinfo=UTC))
HAND_IN = "/weeks/week03/hand-in"


@pytest.fixture
def policy(app, monkeypatch):
    """The week as its week.toml would say it, due in an hour."""
    weeks = app.state.course.weeks
    read = weeks.week

    def set_to(feedback=Feedback.AFTER_DUE, *, hours=1.0, **more):
        due = datetime.now(UTC) + timedelta(hours=hours)
        monkeypatch.setattr(weeks, "week", lambda name: replace(read(name), feedback=feedback, due=due, **more))

    return set_to


def grade_of_every_kind(app, student=KIM, work="first work"):
    """A graded attempt whose every check fails in a way of its own, and tells the secret wherever it can."""
    course = app.state.course
    exercise = course.weeks.week("week03").exercises[0].name
    pattern = Pattern(Measure.SCALED, "loss", 0, number=SECRET)
    marks, checks = [], []
    for kind, (probe, own) in product(Kind, {"lecture": PUBLIC, "other": HIDDEN}.items()):
        name = f"{exercise}.{kind}[{probe}]"
        told = Difference(kind, "loss", epoch=3, got=own, expected=SECRET, note="", pattern=pattern)
        told = replace(told, note=f"wanted {SECRET}") if kind is not Kind.RAISED else told
        checks.append(Check(name, exercise, 1.0, f"{exercise}/{probe}", {"ko": name, "en": name}))
        marks.append(Mark(Verdict(name, Outcome.FAILED, told), 0.0, 1.0))
    made_from = Provenance(digest(work), "v1", "1", "2", "full")
    sources = (Source("four_steps.py", (f"def {exercise}():\n    return 1\n",)),)
    sent = Submission(student, "week03", sources, made_from.submission, received=SIGNED.at)
    course.store.adopt(WeekVersion("week03", "v1", tuple(checks), {exercise: "four_steps"}), SIGNED)
    course.store.save(Grade(student, "week03", Status.GRADED, tuple(marks), made_from, sent), SIGNED)
    drawn = Drawn(exercise, (f"data:image/svg+xml,{SECRET}",), 10, 10, {"en": SECRET}, {"en": SECRET})
    course.uploads.keep_drawings(digest(made_from), msgspec.msgpack.encode([drawn]))


def handed_in(client, app):
    client.post(HAND_IN, files=[("files", ("four_steps.py", b"x = 1\n"))])
    (taken,) = app.state.course.uploads.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1), most=1)
    app.state.course.uploads.finish("w", taken.id, JobState.DONE, now=datetime.now(UTC))


def everything_told(client):
    """Every page, file and event that a student may ask for, zips opened."""
    for address in ADDRESSES:
        if address.posts or address.may not in {May.ANYBODY, May.MEMBERS, May.STUDENTS}:
            continue
        for accept in ("text/html", "application/json"):
            answer = client.get(address.path.format(**PARTS), headers={"accept": accept})
            if answer.headers.get("content-type") == "application/zip":
                with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
                    for name in opened.namelist():
                        yield address.path, opened.read(name).decode()
            else:
                yield address.path, answer.text


@pytest.mark.parametrize("feedback", Feedback)
def test_nothing_a_student_can_ask_for_tells_an_expected_value_before_the_deadline(feedback, browser, app, policy):
    policy(feedback)
    object.__setattr__(app.state.course.settings, "anonymous_staff", feedback is Feedback.AT_ONCE)
    client = browser("student")
    handed_in(client, app)
    grade_of_every_kind(app)
    browser("ta").post(f"/class/week03/students/{KIM}/decide", data={"kind": "comment", "check": "*", "text": "hm"})
    client.post("/weeks/week03/look")
    told = list(everything_told(client))
    readable = client.get("/weeks/week03/result").status_code == 200
    assert readable is (feedback is not Feedback.AFTER_DUE)
    assert [path for path, text in told if SECRET in text] == []
    assert any(HIDDEN in text for _, text in told) is readable
    assert {path for path, text in told if PUBLIC in text} >= {"/weeks/{week}"}  # on the lecture's numbers at any time


def test_after_the_deadline_or_where_the_week_says_so_right_values_are_told(browser, app, policy):
    grade_of_every_kind(app)
    client = browser("student")
    policy(hours=-1.0)
    assert SECRET in client.get("/weeks/week03/result").text
    policy(Feedback.AT_ONCE, expected_before_due=True)
    assert SECRET in client.get("/weeks/week03/result").text


def test_an_extension_of_ones_own_keeps_the_values_hidden_until_it_is_over(browser, app, policy):
    policy(hours=-1.0)
    grade_of_every_kind(app)
    until = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    decide = f"/class/week03/students/{KIM}/decide"
    browser("ta").post(decide, data={"kind": "extension", "until": until, "why": "ill"})
    assert browser("student").get("/weeks/week03/result").status_code == 422


def test_a_bucket_gives_so_many_looks_and_a_ta_gives_more(browser, app, policy):
    policy(Feedback.BUCKET, bucket=FeedbackBucket(looks=1, refill_hours=10))
    client, ta = browser("student"), browser("ta")
    grade_of_every_kind(app)
    held = client.get("/weeks/week03/result")
    assert held.status_code == 422
    assert "takes one of your looks" in held.text
    assert "once the deadline is over" not in held.text
    assert "Looks left: 1 of 1" in client.get("/weeks/week03").text
    for _ in range(2):
        assert client.post("/weeks/week03/look").status_code == 303
    assert "Looks left: 0 of 1" in client.get("/weeks/week03").text
    assert client.get("/weeks/week03/result").status_code == 200
    grade_of_every_kind(app, work="second work")
    assert client.post("/weeks/week03/look").status_code == 422
    given = ta.post(f"/class/week03/students/{KIM}/looks", data={"looks": "2", "why": "asked nicely"})
    assert given.status_code == 303
    assert "asked nicely" in ta.get(f"/class/week03/students/{KIM}").text
    assert client.post("/weeks/week03/look").status_code == 303
    assert "Looks left: 1 of 1" in client.get("/weeks/week03").text


def test_our_own_fault_costs_no_look(browser, app, policy):
    policy(Feedback.BUCKET, bucket=FeedbackBucket(looks=1, refill_hours=10))
    course = app.state.course
    made_from = Provenance(digest("x"), "v1", "1", "2", "full")
    course.store.adopt(WeekVersion("week03", "v1"), SIGNED)
    course.store.save(Grade(KIM, "week03", Status.UNGRADED, (), made_from), SIGNED)
    client = browser("student")
    assert client.post("/weeks/week03/look").status_code == 303
    assert "Looks left: 1 of 1" in client.get("/weeks/week03").text


def test_a_course_may_keep_to_itself_which_ta_decided(browser, app, policy):
    """In every page and file of the student's; the staff's own say who it was."""
    policy(Feedback.BUCKET, hours=-1.0)
    grade_of_every_kind(app)
    client, ta = browser("student"), browser("ta")
    course = app.state.course
    object.__setattr__(course.settings, "anonymous_staff", True)
    course.members.enrol([replace(MEMBERS["ta"], name="Park Jisung")])
    decide = f"/class/week03/students/{KIM}/decide"
    check = course.store.grade_of("week03", KIM).marks[0].verdict.check
    client.post("/weeks/week03/requests", data={"check": check, "reason": "why?"})
    publish(browser("instructor"))
    for form in (
        {"kind": "points", "check": check, "points": "1"},
        {"kind": "comment", "check": "*", "text": "well done"},
    ):
        assert ta.post(decide, data={"why": "seen", **form}).status_code == 303
    for more in (
        {"kind": "points", "check": check, "points": "0", "why": "no"},
        {"kind": "points", "check": check, "undo": "1"},
    ):
        assert ta.post(decide, data=more).status_code == 303
    ta.post(f"/class/week03/students/{KIM}/looks", data={"looks": "1", "why": "asked"})
    (look,) = course.members.second_looks()
    ta.post(f"/class/requests/{look.id}/answer", data={"text": "You are right."})
    object.__setattr__(course.settings, "demo", False)  # whose page of signing in names everybody
    told = list(everything_told(client))
    assert any("You are right." in text for _, text in told)
    assert [path for path, text in told if "Park Jisung" in text] == []
    assert "Park Jisung" in ta.get(f"/class/week03/students/{KIM}").text
