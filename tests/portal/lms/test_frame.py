"""The portal in a frame of an LMS, in a real browser that keeps no cookie of a frame's."""

from __future__ import annotations

import httpx2
import pytest

from tests.portal.test_browser import violations

pytestmark = [pytest.mark.real, pytest.mark.slow]


def test_a_student_comes_from_the_lms_to_the_week_without_a_third_partys_cookie(chromium, address, app, school):
    object.__setattr__(app.state.course.settings, "origin", address)
    school.knows((address, httpx2.get(f"{address}/lti/keys").json()))
    context = chromium.new_context(locale="ko", bypass_csp=False)
    page = context.new_page()
    page.goto(f"{school.origin}/course?user=u1&week=week03")  # localhost, and the portal is 127.0.0.1: another site
    frame = page.frame_locator("iframe")
    with context.expect_page() as opened:
        frame.get_by_role("button", name="김하나").click()
    window = opened.value
    window.wait_for_url("**/weeks/week03")
    window.locator("#files").wait_for()
    assert violations(window) == []
    assert [each["name"] for each in context.cookies(f"{address}/weeks") if each["name"] == "session"] == ["session"]
    context.close()
