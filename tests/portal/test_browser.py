"""The portal in a real browser: a student and a TA do their work by what they see, and every page is accessible."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.workflows.grade_uploads import work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.real, pytest.mark.slow]

WEEK = Path(__file__).parents[2] / "solutions" / "week03"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
MODES = {"desktop": ("en", 1280, "light"), "phone": ("ko", 390, "dark")}


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA. Our policy lets no foreign script in, so it is put in by the driver."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def sign_in(page: Page, address: str, member: str) -> None:
    page.goto(f"{address}/signin")
    page.locator(f'form:has(input[name="member"][value="{member}"]) button').click()


@pytest.fixture(params=MODES)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A window: English on a desktop in the light scheme, Korean on a phone in the dark one."""
    language, width, scheme = MODES[request.param]
    context = chromium.new_context(locale=language, viewport={"width": width, "height": 900}, bypass_csp=True)
    opened = context.new_page()
    opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    yield opened
    context.close()


def test_a_student_hands_in_and_a_ta_decides_and_no_page_shuts_anybody_out(page, address, settings):
    complaints: dict[str, list[str]] = {}

    def look(name: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is too wide"
        if folder := os.environ.get("SCREENSHOTS"):
            shot = f"{name.replace('/', '_')}-{page.viewport_size['width']}.png"
            page.screenshot(path=Path(folder) / shot, full_page=True)
        if found := violations(page):
            complaints[name] = found

    page.goto(f"{address}/signin")
    look("signin")
    sign_in(page, address, "20230001")
    look("weeks")
    page.goto(f"{address}/weeks/week03")
    look("week")
    page.set_input_files("#files", [WEEK / "four_steps.py", WEEK / "learning_rate.py"])
    page.locator(".drop button").click()
    page.wait_for_url("**/attempts/*")
    look("attempt")
    assert work(course=settings.folder, worker="test", store=settings.store, until=lambda _: True) == 1
    page.locator('a[href$="/result"]').click(timeout=15_000)  # the page has noticed by itself
    look("result")
    page.goto(f"{address}/me")
    look("account")

    sign_in(page, address, "instructor")
    for name in (
        "class",
        "class/week03",
        "class/week03/students/20230001",
        "class/week03/students/20230001/page",
        "members",
    ):
        page.goto(f"{address}/{name}")
        look(name)
    page.goto(f"{address}/class/week03/students/20230001")
    page.fill("#pp", "1")
    page.fill("#pw", "seen at the oral exam")
    page.locator("#pw").press("Enter")
    page.wait_for_url("**#decided")
    assert "seen at the oral exam" in page.content()
    assert complaints == {}
