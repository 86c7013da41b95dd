"""Who teaches takes what was handed in, byte for byte, and reads what the grader read of it; nobody's browser runs it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import msgspec

from autograder.files import digest
from autograder.model import Fate, Grade, Intake, Provenance, Received, Signed, Source, Status, Submission, WeekVersion
from autograder.report.plots import Drawn
from autograder.store.schema import drawings
from autograder.workflows.feedback import drawn_and_kept
from autograder.workflows.regrade_asked import draw_again
from tests.portal.conftest import MEMBERS
from tests.report.builders import RIGHT, assignment, many_wrongs

KIM = MEMBERS["student"].id
HAND_IN, BASE = "/weeks/week03/hand-in", f"/class/week03/students/{KIM}"
EVIL = b"<script>alert(1)</script>\x00\xff"
NAME = "과제 <b>.html.py"
SIGNED = Signed("autograder", datetime(2026, 3, 2, tzinfo=UTC))


def on_record(app, *sources, path="subs/kim.py"):
    made_from = Provenance(digest("x"), "v1", "1", "2", "full")
    taken = (Received(path, Fate.TAKEN, KIM),)
    work = Submission(KIM, "week03", sources, made_from.submission, received=SIGNED.at, files=taken)
    store = app.state.course.store
    store.adopt(WeekVersion("week03", "v1"), SIGNED)
    store.save(Grade(KIM, "week03", Status.GRADED, (), made_from, work), SIGNED)
    store.keep_intake(Intake("week03", (), taken), SIGNED)
    return made_from


def test_a_ta_takes_exactly_the_bytes_and_no_browser_shows_them(browser):
    browser("student").post(HAND_IN, files=[("files", (NAME, EVIL))])
    ta = browser("ta")
    assert f'href="{BASE}/attempts/1/files/1"' in ta.get(BASE).text
    answer = ta.get(f"{BASE}/attempts/1/files/1")
    assert answer.content == EVIL
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%EA%B3%BC")
    assert answer.headers["content-security-policy"].startswith("sandbox;")
    assert (answer.headers["x-content-type-options"], answer.headers["x-frame-options"]) == ("nosniff", "DENY")


def test_an_attempt_of_another_student_or_week_and_a_file_that_is_none_are_not_there(browser):
    browser("student").post(HAND_IN, files=[("files", ("a.py", b"x"))])
    ta = browser("ta")
    other = BASE.replace(KIM, MEMBERS["classmate"].id)
    paths = [f"{other}/attempts/1", f"{other}/attempts/1/files/1"]
    paths += [f"{BASE}/attempts/1/files/{number}" for number in ("0", "2", "x", "9" * 30)]
    assert {ta.get(path).status_code for path in paths} == {404}


def test_the_source_as_it_was_read_is_text_however_it_came(browser, app):
    on_record(app, Source("a.ipynb", ("print('<script>alert(1)</script>')", "y = 2"), ("%pip install x",)))
    ta = browser("ta")
    assert f'href="{BASE}/source"' in ta.get(BASE).text
    assert "1 hand-in, received by the TA" in ta.get(BASE).text
    page = ta.get(f"{BASE}/source").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "%pip install x" in page
    assert f'href="{BASE}/source"><code>subs/kim.py' in ta.get("/class/week03/files").text


def test_where_the_record_holds_no_source_that_is_said(browser):
    browser("student").post(HAND_IN, files=[("files", ("a.py", b"x"))])
    assert "holds no source" in browser("ta").get(f"{BASE}/attempts/1").text


def test_without_names_no_name_of_a_file_is_told(browser, app):
    browser("student").post(HAND_IN, files=[("files", ("kim_hana.py", b"x"))])
    on_record(app, Source("kim_hana.py", ("x",)))
    ta = browser("ta")
    ta.cookies.set("blind", "1")
    codes = set(re.findall(r"/class/week03/students/(~\w+)", ta.get("/class/week03").text))
    assert codes
    for code in codes:
        base = f"/class/week03/students/{code}"
        answers = [ta.get(base), *(ta.get(base + part) for part in ("/source", "/attempts/1", "/attempts/1/files/1"))]
        told = "".join(answer.text + answer.headers.get("content-disposition", "") for answer in answers)
        assert "kim_hana" not in told
        assert KIM not in told


def test_where_no_picture_is_kept_the_page_says_how_to_draw_it(browser, app):
    made_from = on_record(app, Source("a.py", ("x = 1",)))
    assert "autograder report week03" in browser("ta").get(BASE).text
    app.state.course.uploads.keep_drawings(digest(made_from), msgspec.msgpack.encode([]))
    assert "autograder report week03" not in browser("ta").get(BASE).text


def test_pictures_that_a_grading_by_folder_draws_are_kept_for_the_portal(app):
    grade, uploads = many_wrongs(), app.state.course.uploads
    drawn = drawn_and_kept(grade, SimpleNamespace(assignment=assignment(), right_tapes=RIGHT), uploads)
    kept = msgspec.msgpack.decode(uploads.drawings_of(digest(grade.provenance)), type=list[Drawn])
    assert kept == drawn != []


def test_values_that_cannot_be_drawn_cost_their_page_a_picture_and_stop_no_class(caplog):
    assert drawn_and_kept(many_wrongs(), SimpleNamespace(assignment=assignment(), right_tapes=None), None) == []
    assert "without its pictures" in caplog.text


def test_pictures_that_an_earlier_kit_kept_are_read(app):
    uploads = app.state.course.uploads
    with uploads._writing() as db:
        db.execute(drawings.insert().values(provenance="old", packed=msgspec.msgpack.encode([])))
    assert msgspec.msgpack.decode(uploads.drawings_of("old")) == []


def test_pictures_are_drawn_again_for_grades_that_a_regrade_moved(app):
    grade, course, seen = many_wrongs(), app.state.course, []
    course.store.adopt(WeekVersion(grade.week, grade.provenance.week), SIGNED)
    course.store.save(grade, SIGNED)
    judge = SimpleNamespace(assignment=assignment(), right_tapes=RIGHT)
    for _ in range(2):
        draw_again(course.store, judge, lambda: seen.append(course.uploads.drawings_of(digest(grade.provenance))))
    assert len(seen) == 1  # live work had its turn once, and what is there is not drawn again
    assert msgspec.msgpack.decode(seen[0], type=list[Drawn])
