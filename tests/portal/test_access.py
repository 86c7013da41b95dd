"""Every address, for every role: who may, and who is told nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from autograder.model import CourseRole, SecretKind
from autograder.portal.access import May
from autograder.portal.application import ADDRESSES
from tests.portal.conftest import MEMBERS

PARTS = {
    "week": "week03",
    "student": "20230001",
    "upload": "1",
    "number": "1",
    "request": "1",
    "link": "none",
    "provider": "0",
    "platform": "1",
    "course": "1",
    "name": "style.css",
}
WHO = {
    "": None,
    "student": CourseRole.STUDENT,
    "observer": CourseRole.OBSERVER,
    "ta": CourseRole.TA,
    "instructor": CourseRole.INSTRUCTOR,
}


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda each: f"{'POST' if each.posts else 'GET'} {each.path}")
@pytest.mark.parametrize("who", WHO)
def test_an_address_answers_those_it_is_for_and_no_others(address, who, request):
    """On a store of its own where something may change: whoever may not changes nothing."""
    may = WHO[who] in address.may.value
    browser = request.getfixturevalue("browser" if may and address.posts else "reading")
    client, path = browser(who), address.path.format(**PARTS)
    answer = client.post(path, data={}) if address.posts else client.get(path)
    assert answer.status_code < 500
    if not may:
        assert answer.status_code in {303, 401, 404}
        assert answer.status_code != 303 or answer.headers["location"].startswith("/signin")
    else:
        assert answer.status_code != 401


@pytest.mark.parametrize(
    "address", [each for each in ADDRESSES if each.posts and not each.from_elsewhere], ids=lambda each: each.path
)
def test_nothing_is_changed_from_another_site(address, reading):
    client = reading("instructor" if address.may is not May.STUDENTS else "student")
    answer = client.post(address.path.format(**PARTS), data={}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_a_form_without_any_sign_of_its_site_is_refused(browser):
    client = browser("ta")
    del client.headers["sec-fetch-site"]
    assert client.post("/signout").status_code == 403
    assert client.post("/signout", headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/signout", headers={"origin": "http://testserver"}).status_code == 303


def test_a_ta_of_a_section_sees_that_section_alone(browser):
    client = browser("ta of 02")
    assert client.get("/class/week03/students/20230002").status_code == 200
    assert client.get("/class/week03/students/20230001").status_code == 404
    listed = client.get("/class/week03").text
    assert MEMBERS["classmate"].id in listed
    assert MEMBERS["student"].id not in listed


def test_every_answer_forbids_what_no_page_needs(reading):
    for path in ("/signin", "/health", "/nowhere"):
        headers = reading("").get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each.from_elsewhere], ids=lambda each: each.path)
def test_a_form_that_is_meant_to_come_from_elsewhere_does_nothing_without_a_signature(address, reading):
    answer = reading("instructor").post(address.path, data={"state": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_a_personal_token_hands_in_and_reads_and_nothing_else(browser, app):
    token = app.state.course.members.issue(SecretKind.TOKEN, "instructor", now=datetime.now(UTC), lasts=None)
    script = browser()
    script.headers["authorization"] = f"Bearer {token}"
    posts = [each for each in ADDRESSES if each.posts and not each.scripts and each.may is not May.ANYBODY]
    assert {script.post(each.path.format(**PARTS)).status_code for each in posts} == {403}
    assert script.get("/class").status_code == 200
