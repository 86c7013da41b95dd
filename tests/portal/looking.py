"""A page in Chromium: go on from it to the next, and look at one that stands, on a desktop and on a phone."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""Tags of WCAG 2.2 AA."""
SEEN_ANEW = {
    "type": "rule",
    "values": [
        *("color-contrast", "link-in-text-block"),  # of the colours
        *("target-size", "scrollable-region-focusable"),  # of the width
        *("html-has-lang", "html-lang-valid", "valid-lang", "document-title"),  # of the language
        *("button-name", "image-alt", "label", "link-name", "select-name", "summary-name"),
    ],
}
"""Rules of axe that colours, width or language can turn: the others judge elements and roles, which are the same."""
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


DOCS = Path(__file__).parents[2] / "docs" / "portal"
SHOWN = {
    "week, graded": "student-week",
    "result": "student-result",
    "class/week03": "ta-class",
    "class/week03/students/20230001, decided": "ta-student",
    "class/week03/mistakes": "ta-mistakes",
    "class/week03/items": "instructor-items",
    "calendar": "instructor-calendar",
}
"""Pages in docs/portal.md, by the name they are looked at by; drawn where they are missing, or with UPDATE_GOLDEN=1."""
DRAWN = {*(f"{name}.png" for name in SHOWN.values()), "student-result-phone.png"}


class Window:
    """A page in two modes: English on a desktop in the light scheme, Korean on a phone in the dark one."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.phone = page, address, True
        self.turn()

    def turn(self) -> None:
        """Go over to the other mode, from the next page on."""
        self.phone = not self.phone
        self.page.set_viewport_size({"width": 390 if self.phone else 1280, "height": 900})
        self.page.emulate_media(color_scheme="dark" if self.phone else "light")
        language = "ko" if self.phone else "en"
        self.page.context.add_cookies([{"name": "language", "value": language, "url": self.address}])


def violations(page: Page | Frame, rules: object = ALL_RULES) -> list[str]:
    """What axe-core finds. Our policy lets no foreign script in, so it is put in by the driver."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def drawn(page: Page, picture: Path) -> None:
    """A picture for docs/portal.md: a screenful, in few colours."""
    page.evaluate("window.scrollTo(0, 0)")
    shot = Image.open(io.BytesIO(page.screenshot()))
    picture.parent.mkdir(exist_ok=True)
    shot.convert("RGB").quantize(48).save(picture, optimize=True)


class Looker:
    """Looks at pages in both modes: none is too wide, and axe finds nothing."""

    def __init__(self, window: Window) -> None:
        self.window, self.page, self.address = window, window.page, window.address
        self.complaints: dict[str, list[str]] = {}

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}/{path}")

    def look(self, name: str) -> None:
        """Look at a page that can be read again, in one mode and in the other."""
        self.look_once(name)
        self.window.turn()
        self.page.reload()
        self.look_once(name, SEEN_ANEW)

    def look_once(self, name: str, rules: object = ALL_RULES) -> None:
        """Look at the answer to a form, in the mode of now."""
        page, shown = self.page, f"{name}{' on a phone' if self.window.phone else ''}"
        hold_still(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{shown} is too wide"
        if folder := os.environ.get("SCREENSHOTS"):
            shot = f"{shown.replace('/', '_').replace('?', '_')}.png"
            page.screenshot(path=Path(folder) / shot, full_page=True)
        picture = DOCS / f"{SHOWN.get(name, '')}{'-phone' if self.window.phone else ''}.png"
        if picture.name in DRAWN and (os.environ.get("UPDATE_GOLDEN") or not picture.is_file()):
            drawn(page, picture)
        if found := violations(page, rules):
            self.complaints[shown] = found

    def twice(self, steps: Callable[[Looker], None]) -> None:
        """Do what ends in answers to forms in one mode, and in the other."""
        for _ in range(2):
            steps(self)
            self.window.turn()
