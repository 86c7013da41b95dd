"""A student hands in, gets a receipt that the course signed, and reads the result; a TA decides about it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.model import JobState, Signature
from autograder.portal.settings import UploadLimits
from autograder.submissions.receipt import from_json
from autograder.submissions.signing import course_key, key_path, public_half, signature
from autograder.workflows.grade_uploads import work
from autograder.workflows.verify import verify

WEEK = Path(__file__).parents[2] / "solutions" / "week03"
HAND_IN = "/weeks/week03/hand-in"


def files(**named):
    return [("files", (name, content)) for name, content in named.items()]


def test_the_receipt_is_the_courses_and_names_every_byte(browser, settings):
    client = browser("student")
    sent = client.post(HAND_IN, files=files(**{"four_steps.py": b"x = 1\n"}))
    receipt = from_json(client.get(sent.headers["location"] + "/receipt").text)
    public = public_half(course_key(key_path(settings.store, settings.folder)))
    assert signature(receipt, public) is Signature.GENUINE
    assert (receipt.student, receipt.week, list(receipt.files)) == ("20230001", "week03", ["four_steps.py"])


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "No file was chosen"),
        ({"a.py": b""}, "a.py is empty"),
        ({"a.py": b"x" * 150_000}, "Larger than"),
        ({f"{number}.py": b"x" for number in range(4)}, "You chose 4 files. More than 3 files"),
        ({f"{number}.py": b"x" for number in range(40)}, "You chose 40 files. More than 3 files"),
        ({f"{number}.py": b"x" for number in range(1001)}, "You chose 1000+ files. More than 3 files"),
        ({"a" * 240 + ".py": b"x"}, "no name for a file"),
        ({"..": b"x"}, "no name for a file"),
    ],
    ids=["nothing", "empty", "too large", "too many", "far too many", "a folder of packages", "long name", "dots"],
)
def test_what_cannot_be_kept_is_refused_in_the_students_face(sent, said, browser, app):
    answer = browser("student").post(HAND_IN, files=files(**sent))
    assert answer.status_code in {413, 422, 400}
    assert said in answer.text
    assert app.state.course.uploads.attempts("week03", "20230001") == ()


def test_nobody_fills_the_disk_for_all(browser, app, settings):
    """The same files again cost nothing; a notebook of a megabyte may come all day long."""
    client = browser("student")
    object.__setattr__(app.state.course, "settings", replace(settings, upload=UploadLimits(megabytes_a_day=0.002)))
    sent = [client.post(HAND_IN, files=files(**{"a.py": name * 900})) for name in (b"x", b"y", b"y", b"z")]
    assert [answer.status_code for answer in sent] == [303, 303, 303, 422]
    assert "0.002 MB in a day" in sent[-1].text
    assert browser("classmate").post(HAND_IN, files=files(**{"a.py": b"z" * 900})).status_code == 303


def test_a_script_gets_its_receipt_as_json(browser):
    client = browser("student")
    answer = client.post(HAND_IN, files=files(**{"a.py": b"x = 1\n"}), headers={"accept": "application/json"})
    assert answer.status_code == 201
    assert answer.json()["receipt"]["issuer"] == "course"


def test_nobody_sees_the_attempts_of_another(browser):
    sent = browser("student").post(HAND_IN, files=files(**{"a.py": b"x = 1\n"})).headers["location"]
    other = browser("classmate")
    assert [other.get(sent + part).status_code for part in ("", "/state", "/receipt")] == [404] * 3


@pytest.mark.real
@pytest.mark.slow
def test_a_class_hands_in_and_every_page_tells_of_it(browser, app, settings):
    """One grader, three uploads: right, wrong, and nothing that could be read."""
    right = {name: (WEEK / name).read_bytes() for name in ("four_steps.py", "learning_rate.py")}
    student, classmate, ta = browser("student"), browser("classmate"), browser("instructor")
    first = student.post(HAND_IN, files=files(**{"four_steps.py": b"import\n"})).headers["location"]
    sent = student.post(HAND_IN, files=files(**right)).headers["location"]
    classmate.post(HAND_IN, files=files(**{"notes.pdf": b"%PDF-1.7 \x00\xff"}), data={"anyway": "1"})

    assert work(course=settings.folder, worker="test", store=settings.store, until=lambda _: True) == 2

    assert json.loads(student.get(sent + "/state").text)["state"] == JobState.DONE
    assert json.loads(student.get(first + "/state").text)["state"] == JobState.SUPERSEDED
    page = student.get("/weeks/week03/result")
    assert page.status_code == 200
    grade = app.state.course.store.grade_of("week03", "20230001")
    assert grade.points == grade.out_of > 0
    assert app.state.course.store.grade_of("week03", "20230002").status.needs_person
    assert "20230002" in ta.get("/class").text
    assert ta.get("/class/week03/students/20230001/page").status_code == 200

    check = grade.marks[0].verdict.check
    student.post("/weeks/week03/requests", data={"check": check, "reason": "why not more?"})
    assert "why not more?" in ta.get("/class").text
    (look,) = app.state.course.members.second_looks()
    ta.post(f"/class/requests/{look.id}/answer", data={"text": "Full points it is."})
    assert "Full points it is." in student.get("/weeks/week03/result").text

    decide = "/class/week03/students/20230001/decide"
    refused = ta.post(decide, data={"kind": "points", "check": check, "points": "0"})
    assert (refused.status_code, "needs a reason" in refused.text) == (422, True)
    ta.post(decide, data={"kind": "points", "check": check, "points": "0", "why": "copied"})
    assert app.state.course.store.final_of("week03", "20230001")[1].points < grade.points
    ta.post(decide, data={"kind": "points", "check": check, "undo": "1"})
    assert app.state.course.store.final_of("week03", "20230001")[1].points == grade.points
    ta.post("/class/week03/publish")
    assert ta.get("/class/week03/gradebook?form=csv").text.count("20230001") == 1

    kept = settings.folder / "receipt.json"
    kept.write_text(student.get(sent + "/receipt").text, "utf-8")
    appeal = verify(kept, course=settings.folder, store=settings.store, no_run=True)
    assert (appeal.holds, appeal.check.signature) == (True, Signature.GENUINE)
    kept.write_text(student.get(first + "/receipt").text, "utf-8")
    older = verify(kept, course=settings.folder, store=settings.store, no_run=True)
    assert (older.check.record.holds, older.check.grade) == (True, None)
