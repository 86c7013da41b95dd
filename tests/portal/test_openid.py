"""A school's sign-in, against a real OpenID provider in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from autograder.portal.access import Visit
from autograder.portal.settings import OpenIdProvider

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def school():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "tests.portal.openid_provider", str(port)]
    with subprocess.Popen(command) as process, httpx2.Client(base_url=f"http://localhost:{port}") as client:
        while True:
            try:
                client.get("/jwks")
                break
            except httpx2.TransportError:
                assert process.poll() is None
                time.sleep(0.05)
        yield client
        process.kill()


@pytest.fixture
def settings(settings, school):
    issuer = str(school.base_url).rstrip("/")
    (settings.folder / "openid.secret").write_text("a secret\n", "utf-8")
    known = OpenIdProvider(issuer=issuer, client_id="portal", secret_file="openid.secret", name="School")
    return replace(settings, openid=(known,))


def account(school, subject, **claims):
    school.put(f"/users/{subject}", json=claims).raise_for_status()


def asked(client, onward="/weeks/week03"):
    """The address at the provider that the portal sends a browser to."""
    return client.get(f"/signin/openid/0?next={onward}").headers["location"]


def answered(school, address, **form):
    """The path at the portal that the provider sends the browser back to."""
    back = school.post(address, data=form).headers["location"]
    assert back.startswith("http://testserver/signin/openid/return?")
    return back.removeprefix("http://testserver")


def sign_in(client, school, subject):
    return client.get(answered(school, asked(client), sub=subject))


def test_a_verified_address_of_the_roster_signs_in(browser, school):
    account(school, "kim", email="Kim@example.org", email_verified=True)
    client = browser()
    entered = sign_in(client, school, "kim")
    assert (entered.status_code, entered.headers["location"]) == (303, "/weeks/week03")
    assert client.get("/weeks/week03").status_code == 200
    assert "School" in browser().get("/signin").text


def test_the_part_one_plays_is_the_rosters_whatever_the_provider_claims(browser, school):
    account(school, "boss", email="lee@example.org", email_verified=True, roles=["instructor"], role="instructor")
    client = browser()
    sign_in(client, school, "boss")
    assert client.get("/class").status_code == 404


@pytest.mark.parametrize("verified", [{}, {"email_verified": False}, {"email_verified": "true"}])
def test_an_address_nobody_verified_stands_for_nobody(browser, school, verified):
    account(school, "thief", email="prof@example.org", **verified)
    refused = sign_in(browser(), school, "thief")
    assert (refused.status_code, "has not verified your address" in refused.text) == (403, True)


def test_who_is_not_on_the_roster_is_told_whom_to_ask(browser, school):
    account(school, "stranger", email="stranger@example.org", email_verified=True)
    refused = sign_in(browser(), school, "stranger")
    assert (refused.status_code, "Ask your instructor" in refused.text) == (403, True)


def test_an_account_stays_its_members_when_its_address_changes_and_is_given_to_another(browser, school, app):
    account(school, "a", email="kim@example.org", email_verified=True)
    sign_in(browser(), school, "a")
    account(school, "a", email="married@example.org", email_verified=True)
    assert sign_in(browser(), school, "a").status_code == 303
    account(school, "b", email="kim@example.org", email_verified=True)
    assert "Another account" in sign_in(browser(), school, "b").text
    client = browser("student")
    assert str(school.base_url).rstrip("/") in client.get("/me").text
    client.post("/me/revoke", data={"account": f"{app.state.course.settings.openid[0].issuer} a"})
    assert sign_in(browser(), school, "b").status_code == 303


def test_a_student_number_that_the_school_vouches_for_needs_no_address(browser, school, app):
    known = replace(app.state.course.settings.openid[0], member_claim="student_number")
    object.__setattr__(app.state.course.settings, "openid", (known,))
    account(school, "number", student_number="20230002")
    client = browser()
    assert sign_in(client, school, "number").status_code == 303
    assert "20230002" in client.get("/me").text


def test_an_answer_comes_back_once_and_to_the_browser_that_asked(browser, school):
    account(school, "kim", email="kim@example.org", email_verified=True)
    client = browser()
    path = answered(school, asked(client), sub="kim")
    assert "Begin again" in browser().get(path).text  # another's browser: whoever sent the link is not let in as
    assert "Begin again" in client.get(path).text  # and what was shown elsewhere is used up
    path = answered(school, asked(client), sub="kim")
    assert client.get(path).status_code == 303
    assert client.get(path).status_code == 403
    assert client.get("/signin/openid/return?code=x&state=forged").status_code == 403


def test_a_code_of_anothers_is_refused_by_the_provider(browser, school):
    """PKCE: a code that was caught on its way is worth nothing with another question."""
    account(school, "kim", email="kim@example.org", email_verified=True)
    caught = answered(school, asked(browser()), sub="kim")
    thief = browser()
    mine = answered(school, asked(thief), sub="kim")
    code, state = caught.split("code=")[1].split("&")[0], mine.split("state=")[1]
    assert "did not let you in" in thief.get(f"/signin/openid/return?code={code}&state={state}").text


def test_a_refusal_at_the_provider_is_told_in_its_words(browser, school):
    client = browser()
    path = answered(school, asked(client), action="deny")
    if "state=" not in path:  # the provider leaves out what it must send back
        path += "&state=" + asked(client).split("state=")[1].split("&")[0]
    assert "did not let you in" in client.get(path).text


def test_a_clock_that_is_off_is_said_and_not_a_forgery(browser, school, monkeypatch):
    account(school, "kim", email="kim@example.org", email_verified=True)
    client = browser()
    monkeypatch.setattr(Visit, "now", property(lambda _: datetime.now(UTC) - timedelta(minutes=5)))
    assert "clocks of" in sign_in(client, school, "kim").text


def test_a_provider_that_is_down_is_said_and_the_other_ways_stay_open(browser, app):
    gone = OpenIdProvider(issuer="http://localhost:9", client_id="portal")
    object.__setattr__(app.state.course.settings, "openid", (gone,))
    down = browser().get("/signin/openid/0")
    assert (down.status_code, "does not answer now" in down.text, 'href="/signin"' in down.text) == (503, True, True)


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_led_elsewhere_by_way_of_a_provider(browser, school, onward):
    account(school, "kim", email="kim@example.org", email_verified=True)
    client = browser()
    assert client.get(answered(school, asked(client, onward), sub="kim")).headers["location"] == "/"
