"""An LMS shows the portal, is told marks and gives its roster: LTI 1.3 against another's implementation of a platform."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from autograder.model import SecretKind
from autograder.portal import marks
from autograder.portal.access import Visit
from tests.portal.lms import platform as lti_platform
from tests.portal.lms.conftest import KIM

pytestmark = pytest.mark.real

FRAME = {"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}
WINDOW = {"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}


def fields(page):
    return dict(re.findall(r'name="([\w]+)" value="([^"]*)"', page))


def sent(client, school, user, **more):
    """What the LMS has a browser post to the portal: a form of state and statement."""
    asked = client.get(school.click(user, **more).removeprefix("http://testserver"), headers=FRAME)
    return fields(httpx2.get(asked.headers["location"]).text)


def launched(client, school, user, headers=FRAME, **more):
    return client.post("/lti/launch", data=sent(client, school, user, **more), headers=headers)


# ---------------------------------------------------------------------- launch


def test_in_a_frame_a_session_begins_in_a_window_of_its_own_without_a_cookie_of_the_frame(browser, school):
    client = browser()
    page = launched(client, school, "u1", week="week03")
    assert (page.status_code, "김하나" in page.text, 'target="_blank"' in page.text) == (200, True, True)
    assert f"frame-ancestors {school.origin}" in page.headers["content-security-policy"]
    assert "x-frame-options" not in page.headers
    link = re.findall(r'action="(/signin/[^"]+)"', page.text)[0]
    window = browser()  # it shares nothing with the frame
    entered = window.post(link, data=fields(page.text))
    assert entered.headers["location"] == "/weeks/week03"
    assert window.get("/weeks/week03").status_code == 200
    assert browser().post(link).status_code == 403
    assert "LMS" in window.get("/me").text


def test_in_a_window_the_browser_that_asked_is_let_in_at_once(browser, school):
    client = browser()
    client.base_url = "https://testserver"  # the cookie that binds them is for encrypted pages
    assert launched(client, school, "u1", headers=WINDOW, week="week03").headers["location"] == "/weeks/week03"
    assert launched(browser(), school, "u9", week="week03").status_code == 200


def test_a_launch_that_another_browser_asked_for_lets_nobody_in_unseen(browser, school):
    thief = browser()
    form = sent(thief, school, "u1")
    victim = browser()
    page = victim.post("/lti/launch", data=form, headers=WINDOW)
    assert ("set-cookie" in page.headers, "김하나" in page.text) == (False, True)


def test_a_launch_is_good_once_and_for_its_state(browser, school):
    client = browser()
    form = sent(client, school, "u1")
    other = sent(client, school, "u2")
    assert "meant for somebody else" in client.post("/lti/launch", data={**form, "state": other["state"]}).text
    assert client.post("/lti/launch", data=form, headers=FRAME).status_code == 200
    assert "used up" in client.post("/lti/launch", data=form, headers=FRAME).text


@pytest.mark.parametrize("what", ["id_token", "state"])
def test_a_launch_without_its_parts_is_refused(browser, school, what):
    client = browser()
    form = sent(client, school, "u1")
    del form[what]
    assert client.post("/lti/launch", data=form, headers=FRAME).status_code == 403


def test_the_part_one_plays_is_the_rosters_whatever_the_lms_says(browser, school):
    school.users["u1"] = {**KIM, "role": "Instructor"}
    client, window = browser(), browser()
    page = launched(client, school, "u1")
    window.post(re.findall(r'action="(/signin/[^"]+)"', page.text)[0], data=fields(page.text))
    assert window.get("/class").status_code == 404


def test_an_address_that_one_can_choose_stands_for_nobody_unless_the_settings_say_otherwise(browser, tool, school):
    school.users["u7"] = {"name": "Thief", "email": "prof@example.org", "role": "Learner"}
    assert "Ask your instructor" in launched(browser(), school, "u7").text
    tool.platforms.configure([lti_platform.platform_of(school, trust_email=True)], now=datetime.now(UTC))
    assert "Instructor" in launched(browser(), school, "u7").text


def test_an_lms_that_is_not_known_or_launches_from_elsewhere_is_told_so(browser, tool, school):
    assert "does not know the LMS" in browser().get("/lti/login?iss=https://evil.example&login_hint=1").text
    tool.platforms.configure([lti_platform.platform_of(school, deployments=("7",))], now=datetime.now(UTC))
    assert "not agreed on" in launched(browser(), school, "u1").text
    assert tool.platforms.revoke(tool.platforms.platforms()[0].id, now=datetime.now(UTC))
    refused = browser().get(school.click("u1").removeprefix("http://testserver"))
    assert "does not know the LMS" in refused.text


def test_a_clock_that_is_off_is_said_and_so_are_keys_that_cannot_be_had(browser, tool, school, monkeypatch):
    client = browser()
    form = sent(client, school, "u1")
    monkeypatch.setattr(Visit, "now", property(lambda _: datetime.now(UTC) + timedelta(minutes=9)))
    assert "clocks of" in client.post("/lti/launch", data=form, headers=FRAME).text
    monkeypatch.undo()
    form = sent(client, school, "u1")
    gone = lti_platform.platform_of(school, keys="http://localhost:9/keys")
    tool.platforms.configure([gone], now=datetime.now(UTC))
    assert client.post("/lti/launch", data=form, headers=FRAME).status_code == 503


# ---------------------------------------------------------------------- registration, choosing weeks


def test_an_lms_registers_itself_once_by_an_address_that_the_instructor_made(browser, tool, school):
    made = browser("instructor").post("/lms/registration").text
    path = re.findall(r"http://testserver(/lti/register/[\w-]+)", made)[0]
    asked = f"?openid_configuration={school.origin}/.well-known/openid-configuration&registration_token=tok"
    page = browser().get(path + asked)
    assert (page.status_code, "frame-ancestors " + school.origin in page.headers["content-security-policy"]) == (
        200,
        True,
    )
    done = browser().post(path, data=fields(page.text))
    assert "is connected" in done.text
    assert school.registered["redirect_uris"] == ["http://testserver/lti/launch"]
    assert school.registered_with == "Bearer tok"
    known = tool.platforms.platforms()[-1]
    assert (known.client_id, known.deployments, known.name) == ("made-by-registration", ("2",), "test-lms")
    assert "used up" in browser().post(path, data=fields(page.text)).text
    assert "used up" in browser().get(path + asked).text


def test_an_lms_that_speaks_for_another_or_is_not_encrypted_is_not_registered(browser, tool, school):
    link = tool.members.issue(SecretKind.REGISTRATION, "instructor", now=datetime.now(UTC), lasts=timedelta(hours=1))
    away = school.origin.replace("localhost", "127.0.0.1")
    form = {"openid_configuration": f"{away}/.well-known/openid-configuration"}
    assert "somebody else" in browser().post(f"/lti/register/{link}", data=form).text
    form = {"openid_configuration": "http://evil.example/.well-known/openid-configuration"}
    assert "not encrypted" in browser().post(f"/lti/register/{link}", data=form).text
    assert len(tool.platforms.platforms()) == 1


def test_an_instructor_chooses_a_week_and_the_lms_gets_its_link_and_one_column(browser, school):
    client = browser()
    page = launched(client, school, "u9", deep=True)
    assert "week03" in page.text
    form = {"state": fields(page.text)["state"], "week03": "1", "week": "week03"}
    back = client.post("/lti/content", data=form)
    assert f"form-action 'self' {school.origin}" in back.headers["content-security-policy"]
    assert f"frame-ancestors {school.origin}" in back.headers["content-security-policy"]
    answer = httpx2.post(f"{school.origin}/chosen", data={"JWT": fields(back.text)["JWT"]})
    assert answer.status_code == 200
    (item,) = school.chosen
    assert (item["url"], item["lineItem"]["resourceId"]) == ("http://testserver/weeks/week03", "week03")
    assert client.post("/lti/content", data=form).status_code == 403


def test_a_student_does_not_choose_what_the_lms_shows(browser, school):
    page = launched(browser(), school, "u1", deep=True)
    assert (page.status_code, "week03" in page.text) == (403, False)


# ---------------------------------------------------------------------- roster


def test_the_roster_of_the_lms_is_read_and_nobodys_part_is_changed_by_it(browser, tool, school):
    launched(browser(), school, "u9")
    school.users |= {
        "u3": {"name": "New", "email": "new@example.org", "number": "20230003", "role": "Learner"},
        "u4": {"name": "Like Lee", "email": "lee@example.org", "role": "Learner"},
        "u5": {"name": "Helper", "email": "ta@example.org", "number": "ta", "role": "Learner"},
        "u6": {"name": "Gone", "number": "20230006", "role": "Learner", "status": "Inactive"},
        "u8": {"name": "Other Prof", "email": "p2@example.org", "number": "p2", "role": "Instructor"},
    }
    client = browser("instructor")
    course = tool.platforms.courses()[0].id
    page = client.post(f"/lms/courses/{course}/roster").text
    assert "Enrolled: 1. Known already: 2." in page
    assert "Like Lee, Helper" in page
    ids = {member.id: str(member.role) for member in tool.members.members()}
    assert ids["20230003"] == "student"
    assert ids["ta"] == "ta"
    assert {"20230006", "p2", "u4"}.isdisjoint(ids)
    assert tool.identities.subjects(school.origin)["20230003"] == "u3"
    again = client.post(f"/lms/courses/{course}/roster").text
    assert "Enrolled: 0. Known already: 3." in again


# ---------------------------------------------------------------------- marks: test_marks.py says when


def test_only_what_the_portal_signed_gets_a_token(tool, school):
    form = {"grant_type": "client_credentials", "client_assertion_type": "x", "client_assertion": "a.b.c", "scope": "s"}
    assert httpx2.post(f"{school.origin}/token", data=form).status_code == 400
    assert marks.send_marks(tool, now=datetime.now(UTC)) == 0
