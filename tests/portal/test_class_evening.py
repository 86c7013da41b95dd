"""A class's evening: sixty students before and after the deadline, three TAs at once, a check mended, marks published."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from autograder.model import CourseRole, JobState, LmsCourse, Member, RegradeState, Signature
from autograder.portal import Settings, application
from autograder.portal.marks import send_marks
from autograder.store.regrades import Regrades
from autograder.store.store import Store
from autograder.submissions.receipt import from_json
from autograder.submissions.signing import course_key, key_path, public_half, signature
from autograder.workflows.grade_uploads import work
from tests.portal.conftest import BROWSER, publish
from tests.portal.lms import platform as lti_platform
from tests.weeks import SOLUTION, course, fit_with

pytestmark = [pytest.mark.real, pytest.mark.slow]

STUDENTS = [
    Member(f"2023{number:04}", CourseRole.STUDENT, f"학생 {number}", f"s{number}@example.org") for number in range(60)
]
STAFF = [Member(f"ta{number}", CourseRole.TA, f"TA {number}", f"ta{number}@example.org") for number in range(3)]
PROF = Member("prof", CourseRole.INSTRUCTOR, "Professor", "prof@example.org")
SUMS = SOLUTION.replace("return torch.mean((y - yhat) ** 2)", "return torch.sum((y - yhat) ** 2)")
KEEPS = fit_with(("        What.grad = None\n", ""))
WORKS = (SOLUTION, SUMS, KEEPS, "def mse(y, yhat):\n    return (\n")
WEEK = "week99"
STRICT = '''
@pytest.mark.exercise("rmse")
@pytest.mark.points(1)
def test_too_strict(mine, solution, data):
    """너무 엄격한 확인.

    Too strict.
    """
    assert mine.returned == close(2 * solution.rmse(data.y, data.yhat))
'''


@pytest.fixture(scope="module")
def school():
    """A real server that speaks LTI, with a gradebook of its own."""
    with lti_platform.running() as started:
        started.users = {
            f"u{number}": {"name": one.name, "number": one.id, "role": "Learner"} for number, one in enumerate(STUDENTS)
        }
        yield started


def test_a_class_hands_in_is_graded_objects_and_is_regraded_and_nothing_is_lost(tmp_path, empty_store, school):
    folder = course(tmp_path / "course").parents[1]
    checks = next((folder / "solutions" / WEEK / "checks").glob("test_*.py"))
    mended = checks.read_text("utf-8")
    checks.write_text(mended + STRICT, "utf-8")
    toml = folder / "solutions" / WEEK / "week.toml"
    due = datetime.now(UTC) + timedelta(seconds=6)
    written = toml.read_text("utf-8").replace("format = 1\n", f"format = 1\ndue = {due.isoformat()}\n", 1)
    toml.write_text(f"{written}\n[late]\nper_day = 0.5\n", "utf-8")
    where = str(tmp_path / "a.db")
    Path(where).write_bytes(empty_store.read_bytes())
    lms = (lti_platform.platform_of(school),)
    settings = Settings(course="DL", folder=folder, store=where, origin="http://testserver", demo=True, lti=lms)
    with Store(where) as store:
        app = application(settings, store)
        app.state.course.members.enrol([*STUDENTS, *STAFF, PROF])
        over = threading.Event()
        grader = threading.Thread(
            target=work, kwargs={"course": folder, "worker": "g", "store": where, "until": over.wait}
        )
        grader.start()
        try:
            finals, late = handed_in(app, store, settings, due)
            kim, tas = disputed(app, store, finals)
            evening = Evening(app, store, kim, tas, signed_in(app, PROF))
            gradebook = connected(app, school, evening.prof)
            first = published(evening, school, gradebook, finals, late)
            checks.write_text(mended, "utf-8")
            regraded(evening, school, gradebook, first)
        finally:
            over.set()
            grader.join()


class Evening(NamedTuple):
    app: object
    store: Store
    kim: TestClient
    tas: list[TestClient]
    prof: TestClient


def handed_in(app, store, settings, due):
    """Sixty receipts, before the deadline and after it, and a mark for each → the marks, and who is late."""
    receipts = []
    with ThreadPoolExecutor(8) as pool:
        receipts += pool.map(
            lambda each: hands_in(app, *each), [(one, number % 4) for number, one in enumerate(STUDENTS[:50])]
        )
        time.sleep(max((due - datetime.now(UTC)).total_seconds(), 0) + 1.1)  # that second is on time
        receipts += pool.map(lambda each: hands_in(app, *each), [(one, 0) for one in STUDENTS[50:]])
    public = public_half(course_key(key_path(settings.store, settings.folder)))
    assert {signature(from_json(json.dumps(each)), public) for each in receipts} == {Signature.GENUINE}
    uploads = app.state.course.uploads
    until(lambda: not {JobState.WAITING, JobState.RUNNING} & uploads.counts().keys(), 120)
    assert uploads.counts() == {JobState.DONE: 60}
    finals = {final.student: final for _, final in store.finals(WEEK)}
    assert len(finals) == 60
    late = {each["student"] for each in receipts if datetime.fromisoformat(each["at"]) >= due + timedelta(seconds=1)}
    assert (
        {student for student, final in finals.items() if final.lateness.charged}
        == late
        >= {one.id for one in STUDENTS[50:]}
    )

    return finals, late


def disputed(app, store, finals):
    """A student objects; three TAs have something to say about one student at once."""
    kim = signed_in(app, STUDENTS[0])
    check = next(mark.verdict.check for mark in finals[STUDENTS[0].id].marks if mark.points < mark.out_of)
    assert kim.post(f"/weeks/{WEEK}/requests", data={"check": check, "reason": "mine is right"}).status_code == 303
    decide = f"/class/{WEEK}/students/{STUDENTS[1].id}/decide"
    with ThreadPoolExecutor(3) as pool:  # three TAs on one student
        form = {"kind": "comment", "check": "*", "text": "seen"}
        tas = list(pool.map(lambda ta: signed_in(app, ta), STAFF))
        codes = list(pool.map(lambda ta: ta.post(decide, data=form).status_code, tas))
    assert codes == [303] * 3
    assert len(store.circumstances_of(WEEK, STUDENTS[1].id).comments()) == 3

    return kim, tas


def published(evening, school, gradebook, finals, late):
    """Nobody's mark is in the gradebook before it is published; then everybody's is, as it is."""
    excused = {"kind": "excuse", "why": "in hospital", "sure": "1"}
    assert evening.tas[1].post(f"/class/{WEEK}/students/{STUDENTS[2].id}/decide", data=excused).status_code == 303
    assert gradebook() == {}
    publish(evening.prof, WEEK)
    first = gradebook()
    assert len(first) == 60
    assert list(school.items) == [WEEK]
    late -= {STUDENTS[2].id}
    assert not late & {student for student, said in first.items() if "late" not in said.get("comment", "")}
    assert (first[STUDENTS[2].id]["gradingProgress"], "scoreGiven" in first[STUDENTS[2].id]) == ("NotReady", False)
    assert {first[each]["scoreGiven"] for each in late} == {finals[each].points for each in late}
    return first


def regraded(evening, school, gradebook, first):
    """The check is mended: a preview that moves nothing, the regrade as it was shown, and news for whom it concerns."""
    app, store, kim, tas, prof = evening
    regrades = Regrades(store)
    before = {final.student: final.points for _, final in store.finals(WEEK)}
    assert prof.post(f"/class/{WEEK}/regrade").status_code == 303
    until(lambda: regrades.latest(WEEK).state is RegradeState.PREVIEWED, 60)
    assert {final.student: final.points for _, final in store.finals(WEEK)} == before
    preview = regrades.latest(WEEK)
    assert {move.student for move in preview.changes.moves} >= {STUDENTS[0].id}
    confirm = {"preview": str(preview.id), "why": "the check was too strict"}
    assert prof.post(f"/class/{WEEK}/regrade/confirm", data=confirm).status_code == 303
    until(lambda: regrades.latest(WEEK).state is RegradeState.APPLIED, 60)
    assert regrades.latest(WEEK).changes.moves == preview.changes.moves
    publish(prof, WEEK)
    second, worth = gradebook(), {final.student: final for _, final in store.finals(WEEK)}
    moved = {move.student for move in preview.changes.moves} - {STUDENTS[2].id}
    assert {student for student in second if second[student] != first[student]} == moved
    assert all(second[each]["scoreGiven"] == worth[each].points for each in moved)
    assert all(second[each]["timestamp"] > first[each]["timestamp"] for each in moved)
    assert len(school.scores) == 60 + len(moved)  # each mark once
    page = kim.get(f"/weeks/{WEEK}/result").text
    assert "the check was too strict" in page
    (look,) = app.state.course.members.second_looks()
    tas[0].post(f"/class/requests/{look.id}/answer", data={"text": "You were right."})
    assert "You were right." in kim.get(f"/weeks/{WEEK}/result").text
    rows = list(csv.DictReader(io.StringIO(prof.get(f"/class/{WEEK}/gradebook?form=csv").content.decode("utf-8-sig"))))
    assert len(rows) == 60


def signed_in(app, member):
    client = TestClient(app, headers=BROWSER, follow_redirects=False)
    assert client.post("/demo", data={"member": member.id}).status_code == 303
    return client


def connected(app, school, prof):
    """The LMS of the course, its roster read → a call that sends what is published, and gives its gradebook."""
    course = app.state.course
    school.knows(("http://testserver", prof.get("/lti/keys").json()))
    platform = course.platforms.platforms()[0]
    there = LmsCourse(
        platform=platform.id, context="c1", line_items=f"{school.origin}/items", memberships=f"{school.origin}/members"
    )
    course.platforms.meet(there)
    (known,) = course.platforms.courses()
    assert prof.post(f"/lms/courses/{known.id}/roster").status_code == 200

    def gradebook():
        send_marks(course, now=datetime.now(UTC))
        by_user = {said["userId"]: said for _, said in school.scores}
        return {school.users[user]["number"]: said for user, said in by_user.items()}

    return gradebook


def hands_in(app, member, work):
    files = [("files", ("regression.py", WORKS[work].encode()))]
    client = signed_in(app, member)
    answer = client.post(f"/weeks/{WEEK}/hand-in", files=files, headers={"accept": "application/json"})
    assert answer.status_code == 201, answer.text
    return answer.json()["receipt"]


def until(happened, seconds):
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)
