"""What stands in the lists of a class, in the calendar and beside a release; and what a student takes from there."""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.handout import published
from autograder.model import CourseRole, Fate, Intake, Member, Received, Signed
from autograder.portal import weeks
from tests.portal.conftest import COURSE, MEMBERS, publish
from tests.portal.test_staff import DECIDE, store  # noqa: F401 - a fixture

KIM, LEE = MEMBERS["student"].id, MEMBERS["classmate"].id


@pytest.fixture
def settings(settings, tmp_path):
    """A course of our own, to release into."""
    folder = tmp_path / "course"
    shutil.copytree(settings.folder / "solutions" / "week03", folder / "solutions" / "week03")
    shutil.copytree(settings.folder / "data", folder / "data")
    shutil.copytree(COURSE / "assignments" / "week03", folder / "assignments" / "week03")
    return replace(settings, folder=folder)


@pytest.mark.usefixtures("store")
def test_a_list_sorts_by_a_click_the_other_way_by_the_next_and_keeps_its_filter(browser, monkeypatch):
    ta = browser("ta")

    def order(query):
        text = ta.get(f"/class/week03{query}").text
        return [each for each in sorted((KIM, LEE), key=text.find) if each in text], text

    assert order("?sort=points")[0] == [KIM, LEE]
    assert order("?sort=points&down=1")[0] == [LEE, KIM]
    assert 'href="?sort=points&amp;down=1"' in order("?sort=points")[1]
    assert "q=2023&amp;sort=name" in order("?q=2023&sort=points")[1]
    assert order("?q=이둘")[0] == [LEE]
    assert order("?sort=nonsense&from=x")[0] == [KIM, LEE]
    monkeypatch.setattr("autograder.portal.staff._ROWS_SHOWN", 1)
    first, text = order("?sort=points")
    assert (first, 'rel="next" href="?sort=points&amp;from=1"' in text) == ([KIM], True)
    assert order("?sort=points&from=1")[0] == [LEE]
    assert order("?sort=points&from=99")[0] == [LEE]


@pytest.mark.usefixtures("store")
def test_who_did_what_names_every_decision_and_publication_and_hides_other_sections(browser):
    browser("ta").post(DECIDE, data={"kind": "excuse", "why": "in hospital", "sure": "1"})
    publish(browser("instructor"))
    page = browser("observer").get("/class/week03/done").text
    assert page.index("showed students") < page.index("in hospital")
    rows = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "<td>" not in rows, "on a phone each cell has its column's name before it"
    assert "in hospital" not in browser("ta of 02").get("/class/week03/done").text


@pytest.mark.usefixtures("store")
def test_who_would_be_shown_what_is_said_before_it_is_published(browser):
    prof = browser("instructor")
    page = prof.get("/class/week03/publish").text
    assert "students: 2" in page
    assert KIM in page
    assert publish(prof).headers["location"] == "/class/week03/publish"
    assert "has been shown" in prof.get("/class/week03/publish").text


def test_the_handout_is_what_was_released_and_nothing_else(browser, settings):
    (settings.folder / "assignments" / "week03" / "notes of the TA.txt").write_text("secret", "utf-8")
    answer = browser("student").get("/weeks/week03/handout")
    names = set(zipfile.ZipFile(io.BytesIO(answer.content)).namelist())
    manifest = published(settings.folder / "assignments" / "week03")
    assert names == {f"week03/{name}" for name in (*manifest.files, ".handout.json")}
    shutil.rmtree(settings.folder / "assignments")
    assert browser("student").get("/weeks/week03/handout").status_code == 404
    assert "handout" not in browser("student").get("/weeks/week03").text


def test_a_release_says_what_it_would_change_and_refuses_what_a_person_changed(browser, settings):
    folder, prof = settings.folder / "assignments" / "week03", browser("instructor")
    (folder / "README.md").write_text("mine", "utf-8")
    (folder / "public" / "test_four_steps.py").unlink()
    page = prof.get("/class/week03/release").text
    assert "README.md</code> · <b>was changed there by hand" in page
    assert "public/test_four_steps.py</code> · new" in page
    assert "<button disabled>" in page
    assert "handed out" in prof.get("/calendar").text


def test_a_release_that_fails_says_why_and_one_that_goes_well_comes_back(browser, monkeypatch):
    prof = browser("instructor")
    monkeypatch.setattr(weeks.sys, "executable", str(Path(shutil.which("false") or "/bin/false")))
    refused = prof.post("/class/week03/release")
    assert (refused.status_code, "failed" in refused.text) == (422, True)
    monkeypatch.setattr(weeks.sys, "executable", str(Path(shutil.which("true") or "/bin/true")))
    assert prof.post("/class/week03/release").headers["location"] == "/class/week03/release"
    assert sys.executable.endswith("true")


def roster_of(*rows):
    return [("roster", ("class.csv", "\n".join(["student_id,name,email", *rows]).encode()))]


def test_a_roster_says_how_many_are_new_or_changed_once(browser):
    prof = browser("instructor")
    sent = prof.post("/members", files=roster_of("20230001,김하나,kim@example.org", "20230009,최구,choi@example.org"))
    assert sent.status_code == 303
    assert "New: 1, changed: 1." in prof.get("/members").text
    assert "New: 1" not in prof.get("/members").text


def test_an_address_of_two_is_refused_by_both_names_and_nobody_is_enrolled(browser, app):
    before = app.state.course.members.members()
    told = browser("instructor").post("/members", files=roster_of("20230009,최구,LEE@example.org"))
    assert (told.status_code, "20230002" in told.text, "20230009" in told.text) == (422, True, True)
    assert app.state.course.members.members() == before


def test_a_roster_makes_no_student_of_whoever_teaches(browser, app):
    """An LMS's list of everybody has the instructor too; who uploads it would shut themselves out."""
    prof = browser("instructor")
    told = prof.post("/members", files=roster_of("20230009,최구,choi@example.org", "instructor,Prof,prof@example.org"))
    assert (told.status_code, "instructor teaches here" in told.text) == (422, True)
    assert app.state.course.members.member("20230009") is None
    assert prof.get("/members").status_code == 200


def test_a_roster_that_cannot_be_read_is_refused_in_the_readers_language_by_the_files_own_name(browser):
    prof = browser("instructor")
    prof.headers["accept-language"] = "ko"
    told = prof.post("/members", files=[("roster", ("class.csv", b"name,email\nkim,k@example.org\n"))]).text
    assert ("class.csv" in told, "autograder-roster" in told, "student_id" in told) == (True, False, True)
    assert "has no column" not in told


def test_who_is_taken_off_the_list_can_sign_in_no_more_and_their_work_stays(browser, app):
    kim, prof = browser("student"), browser("instructor")
    kim.post("/weeks/week03/hand-in", files=[("files", ("four_steps.py", b"x = 1\n"))])
    assert prof.post("/members/leave", data={"member": "20230001"}).status_code == 303
    assert kim.get("/").status_code == 303
    assert app.state.course.members.member("20230001") is None
    assert len(app.state.course.uploads.attempts("week03", "20230001")) == 1
    assert prof.post("/members/leave", data={"member": "instructor"}).status_code == 404


def test_names_of_files_are_hidden_with_the_names_of_students(browser, app):
    files = (Received("20230001/four_steps.py", Fate.UNMATCHED),)
    app.state.course.store.keep_intake(Intake("week03", None, files), Signed("autograder", datetime.now(UTC)))
    ta = browser("ta")
    assert "20230001/four_steps.py" in ta.get("/class/week03/files").text
    ta.post("/class/blind", data={"blind": "1"})
    assert "20230001" not in ta.get("/class/week03/files").text


def test_the_members_of_a_large_course_are_shown_in_parts_and_found_by_words(browser, app):
    """Two thousand in one page are a megabyte and a half."""
    more = [Member(f"2024{n:04}", CourseRole.STUDENT, f"Student {n}", f"s{n}@example.org") for n in range(2000)]
    app.state.course.members.enrol(more)
    prof = browser("instructor")
    text = prof.get("/members").text
    assert (len(text) < 250_000, 'rel="next" href="?from=200"' in text) == (True, True)
    found = prof.get("/members?q=s1999@example.org").text
    assert ("20241999" in found, "20241998" in found) == (True, False)
