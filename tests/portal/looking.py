"""A page in Chromium: go on from it to the next, and look at one that stands."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Frame, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
NO_TIMER = "for (let timer = setTimeout(() => {}); timer > 0; timer--) { clearTimeout(timer); }"


def follow(page: Page, act: Callable[[], object]) -> None:
    """Do what leads to another page, and wait until that page stands."""
    with page.expect_navigation():
        act()


def sign_in(page: Page, address: str, member: str) -> None:
    """Come in to the demo as a member."""
    page.goto(f"{address}/signin")
    follow(page, page.locator(f'form:has(input[name="member"][value="{member}"]) button').click)


def hold_still(page: Page) -> None:
    """Keep a page that renews itself from going away while it is looked at."""
    page.evaluate(NO_TIMER)


def violations(page: Page | Frame) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA. Our policy lets no foreign script in, so it is put in by the driver."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def drawn(page: Page, picture: Path) -> None:
    """A picture for docs/portal.md: a screenful, in few colours."""
    page.evaluate("window.scrollTo(0, 0)")
    shot = Image.open(io.BytesIO(page.screenshot()))
    picture.parent.mkdir(exist_ok=True)
    shot.convert("RGB").quantize(48).save(picture, optimize=True)
