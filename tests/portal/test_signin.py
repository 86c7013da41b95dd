"""How a member comes in and goes: links by mail, sessions, personal tokens."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from autograder.errors import InstructorError
from autograder.model import CourseRole, Member
from autograder.portal import read_settings


@pytest.fixture
def mailbox(settings):
    folder = settings.folder / "mail"
    for old in folder.glob("*.eml"):
        old.unlink()
    return folder


def link(mailbox, address="kim@example.org"):
    letter = (mailbox / f"{address}.eml").read_text("utf-8").replace("=\n", "").replace("=3D", "=")
    return re.findall(r"http://testserver(/signin/\S+)", letter)[0]


def test_a_link_by_mail_signs_in_once(browser, mailbox):
    client = browser()
    client.post("/signin", data={"email": "Kim@example.org", "next": "/weeks/week03"})
    path = link(mailbox)
    assert client.get(path).status_code == 200  # a mail program looks: nothing is used up
    entered = client.post(path)
    assert (entered.status_code, entered.headers["location"]) == (303, "/weeks/week03")
    assert client.get("/weeks/week03").status_code == 200
    assert browser().post(path).status_code == 403


def test_the_page_is_the_same_for_who_is_no_member(browser, mailbox):
    client = browser()
    known = client.post("/signin", data={"email": "kim@example.org"}).text
    assert client.post("/signin", data={"email": "stranger@example.org"}).text == known
    assert not (mailbox / "stranger@example.org.eml").exists()


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
def test_nobody_is_led_elsewhere(path, browser):
    entered = browser().post("/demo", data={"member": "20230001", "next": path})
    assert entered.headers["location"] == "/"


def test_after_signing_out_the_cookie_is_worth_nothing_anywhere(browser):
    client = browser("student")
    session = client.cookies["session"]
    client.post("/signout")
    copied = browser()
    copied.cookies.set("session", session)
    assert copied.get("/").headers["location"].startswith("/signin")


def test_a_session_cookie_is_for_this_site_and_no_script(browser):
    cookie = browser().post("/demo", data={"member": "20230001"}).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_without_the_demo_nobody_signs_in_by_a_click(app, browser):
    client = browser()
    course = app.state.course
    object.__setattr__(course.settings, "demo", False)
    assert client.post("/demo", data={"member": "20230001"}).status_code == 404


def test_a_token_stands_for_its_owner_until_it_is_revoked(browser):
    client = browser("student")
    shown = client.post("/me/tokens", data={"label": "laptop"}).text
    token = re.findall(r'class="token">([^<]+)<', shown)[0]
    script = browser()
    headers = {"authorization": f"Bearer {token}", "accept": "application/json"}
    assert script.get("/weeks/week03", headers=headers).status_code == 200
    digest = re.findall(r'name="digest" value="(\w+)"', client.get("/me").text)[0]
    client.post("/me/revoke", data={"digest": digest})
    assert script.get("/weeks/week03", headers=headers).status_code == 401
    assert token not in client.get("/me").text


def test_the_language_is_the_browsers_until_one_is_chosen(browser):
    client = browser()
    assert "로그인" in client.get("/signin", headers={"accept-language": "ko-KR,ko"}).text
    client.post("/language", data={"language": "ko", "next": "/signin"})
    assert '<html lang="ko">' in client.get("/signin").text


def test_the_settings_that_the_docs_show_are_read(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "signing-in.md").read_text("utf-8")
    (tmp_path / "portal.toml").write_text(re.findall(r"```\n(\[\[openid.*?)```", page, re.DOTALL)[0], "utf-8")
    read = read_settings(tmp_path)
    assert (read.openid[0].member_claim, read.lti[0].deployments, str(read.mail.encryption)) == (
        "student_number",
        ("1",),
        "starttls",
    )
    (tmp_path / "portal.toml").write_text('[[lti]]\nid = 3\nissuer = "x"\n', "utf-8")
    with pytest.raises(InstructorError, match=r"lti\.id is not a key"):
        read_settings(tmp_path)


def test_an_instructor_ends_every_session_and_token_of_a_person(browser):
    client, prof = browser("ta"), browser("instructor")
    prof.post("/members/signout", data={"member": "ta"})
    assert client.get("/class").status_code == 303
    assert prof.get("/class").status_code == 200


def test_signing_in_again_ends_the_session_that_this_browser_had(browser):
    client = browser("student")
    before = client.cookies["session"]
    client.post("/demo", data={"member": "ta"})
    copied = browser()
    copied.cookies.set("session", before)
    assert copied.get("/").headers["location"].startswith("/signin")


def test_one_page_ends_all_other_sessions_and_tokens_and_keeps_this_one(browser):
    here, elsewhere = browser("student"), browser("student")
    here.post("/me/tokens", data={"label": "laptop"})
    assert here.get("/me").text.count("this browser") == 1
    here.post("/me/revoke", data={"everything": "1"})
    assert here.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 303
    assert "laptop" not in here.get("/me").text


def test_nobody_revokes_what_is_anothers(browser):
    victim, thief = browser("student"), browser("classmate")
    digest = sha256(victim.cookies["session"].encode()).hexdigest()
    thief.post("/me/revoke", data={"digest": digest})
    assert victim.get("/me").status_code == 200


def test_a_demo_is_entered_by_this_machines_own_names_alone(browser):
    """A page elsewhere whose name somebody lets point at this machine would click as the instructor."""
    clicked = {"data": {"member": "instructor"}}
    hosts = {"evil.example:8000": 404, "a b": 404, "x\\\\y": 404, "127.0.0.1@evil.example": 404, "[": 404}
    for host, status in {**hosts, "localhost:8000": 303, "testserver": 303}.items():
        assert browser().post("/demo", **clicked, headers={"host": host}).status_code == status


def test_addresses_that_only_look_alike_are_two_peoples(app):
    members = app.state.course.members
    assert members.by_email(" KIM@Example.org ").id == "20230001"
    assert members.by_email("\u212aim@example.org") is None  # the sign of a kelvin, small: k


@pytest.mark.parametrize("told", ["../../up@example.org", "a@b, c@d", "a@b\nBcc: c@d", "a@b\u202ec", "nobody"])
def test_an_address_that_an_lms_tells_is_one_address_and_no_path(told, app, browser, mailbox):
    members = app.state.course.members
    members.enrol([Member("20230009", CourseRole.STUDENT, "X", told)])
    before = {*mailbox.parent.rglob("*")}
    assert browser().post("/signin", data={"email": told}).status_code == 200
    assert all(path.parent == mailbox for path in {*mailbox.parent.rglob("*")} - before - {mailbox})


@pytest.mark.parametrize("language", ["가나", "xx", "\r\n"])
def test_a_language_that_is_none_is_not_kept(language, browser):
    answer = browser().post("/language", data={"language": language, "next": "/"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (303, False)


def test_a_number_of_any_length_is_no_provider(browser):
    assert browser().get(f"/signin/openid/{'9' * 5000}").status_code == 404
