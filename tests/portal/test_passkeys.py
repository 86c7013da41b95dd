"""Passkeys of who teaches, in Chromium with a virtual authenticator."""

from __future__ import annotations

import json

import pytest

from autograder.model import SecretKind
from tests.portal.looking import follow, sign_in, violations

pytestmark = [pytest.mark.real, pytest.mark.slow]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_ta_adds_a_passkey_signs_in_with_it_and_a_copy_or_a_removed_one_is_refused(chromium, address, app):
    course, origin = app.state.course, address.replace("127.0.0.1", "localhost")
    object.__setattr__(course.settings, "origin", origin)
    context = chromium.new_context(locale="en", bypass_csp=True)
    page = context.new_page()
    driver = context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    device = driver.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    sign_in(page, origin, "ta")
    page.goto(f"{origin}/me")
    page.fill("#passkey-label", "work laptop")
    follow(page, page.get_by_role("button", name="Add a passkey").click)
    assert page.get_by_text("work laptop").first.is_visible()
    assert violations(page) == []
    (kept,) = course.identities.passkeys("ta")
    (there,) = driver.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert there["isResidentCredential"]

    follow(page, page.locator('form[action="/signout"] button').click)
    assert violations(page) == []
    with page.expect_request("**/signin/passkey") as sent:
        follow(page, page.get_by_role("button", name="Sign in with a passkey").click)
    assert page.url.endswith("/class")
    assert course.identities.passkeys("ta")[0].used
    replayed = page.request.post(
        f"{origin}/signin/passkey",
        form={"credential": credential(sent.value)},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert "used up" in replayed.text()

    now = course.members.issued(SecretKind.SESSION, "ta", now=kept.made)[0].made
    course.identities.use_passkey(kept.id, 1000, now=now)  # somebody's copy has been counting on
    come_in(page, origin, "copy of it")
    course.identities.drop_passkey("ta", kept.id)
    come_in(page, origin, "not known here")
    context.close()


def come_in(page, origin, said):
    page.goto(f"{origin}/signin")
    follow(page, page.get_by_role("button", name="Sign in with a passkey").click)
    assert page.get_by_text(said).is_visible()


def credential(request):
    from urllib.parse import parse_qs

    found = parse_qs(request.post_data)["credential"][0]
    assert json.loads(found)["type"] == "public-key"
    return found
