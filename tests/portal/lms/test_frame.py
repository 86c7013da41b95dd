"""The portal in a frame of an LMS, in a real browser that keeps no cookie of a frame's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from autograder.model import SecretKind
from tests.portal.looking import follow, violations

pytestmark = [pytest.mark.real, pytest.mark.slow]


def test_a_student_comes_from_the_lms_to_the_week_where_a_browser_blocks_third_parties_cookies(
    chromium, address, app, school
):
    """In a frame of another site nothing is kept, and nothing needs to be: one click opens a window of the portal's own."""
    object.__setattr__(app.state.course.settings, "origin", address)
    school.knows((address, httpx2.get(f"{address}/lti/keys").json()))
    context = chromium.new_context(locale="ko", bypass_csp=False)
    page = context.new_page()
    page.goto(f"{school.origin}/course?user=u1&week=week03")  # localhost, and the portal is 127.0.0.1: another site
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="김하나").wait_for()
    assert context.cookies() == [], "this Chromium blocks what a frame of another site would keep"
    assert violations(page.frames[1]) == []
    with context.expect_page() as opened:
        frame.get_by_role("button", name="김하나").click()
    window = opened.value
    window.wait_for_url("**/weeks/week03")
    window.locator("#files").wait_for()
    assert violations(window) == []
    (session,) = (each for each in context.cookies(f"{address}/weeks") if each["name"] == "session")
    assert session["sameSite"] == "Lax"
    context.clear_cookies()
    page.goto(
        school.click("u1", week="week03")
    )  # in a window of its own the same cookie is kept, and no click is needed
    page.wait_for_url("**/weeks/week03")
    assert {each["name"] for each in context.cookies()} >= {"lti", "session"}
    context.close()


def test_registering_and_choosing_a_week_shut_nobody_out(chromium, address, app, school):
    """What an LMS shows the instructor of the portal, each page by axe."""
    course = app.state.course
    object.__setattr__(course.settings, "origin", address)
    school.knows((address, httpx2.get(f"{address}/lti/keys").json()))
    page = chromium.new_context(locale="ko", bypass_csp=True).new_page()
    link = course.members.issue(SecretKind.REGISTRATION, "instructor", now=datetime.now(UTC), lasts=timedelta(hours=1))
    page.goto(f"{address}/lti/register/{link}?openid_configuration={school.origin}/.well-known/openid-configuration")
    assert violations(page) == []
    follow(page, page.locator("main form button").click)
    assert violations(page) == []
    page.goto(school.click("u9", deep=True))
    page.wait_for_url("**/lti/launch")  # by way of pages that send themselves
    assert violations(page) == []
    page.get_by_role("checkbox").or_(page.get_by_role("radio")).first.check()
    follow(page, page.locator("main form button").click)
    page.wait_for_url("**/chosen")  # by way of a page that sends itself
    assert school.chosen
    page.context.close()
