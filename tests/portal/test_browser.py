"""The portal in a real browser: a student and a TA do their work by what they see, and every page is accessible."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from autograder import report
from autograder.errors import StoreDownError
from autograder.model import Fate, Intake, Outcome, Received, SecretKind, Signed
from autograder.workflows.grade_uploads import work
from tests.portal.conftest import open_course
from tests.portal.keyboard import (
    Keyboard,
    a_student_does_everything,
    a_ta_does_everything,
    an_instructor_does_everything,
    an_observer_reads_and_changes_nothing,
)
from tests.portal.looking import Looker, Window, follow, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from autograder.store.members import Members
    from autograder.store.store import Store

pytestmark = [pytest.mark.real, pytest.mark.slow]

WEEK = Path(__file__).parents[2] / "solutions" / "week03"
TEMPLATES = Path(report.__file__).parent / "templates" / "portal"
PARTS = {
    f"portal/{name}.html.j2" for name in ("bar", "choices", "frame", "parts", "public", "replaces", "tabs", "unread")
}
"""Templates that are no page by themselves."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one week, due tomorrow."""
    return open_course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def window(chromium: Browser, address: str) -> Iterator[Window]:
    """A window that is not signed in."""
    context = chromium.new_context(locale="en", bypass_csp=True)
    yield Window(context.new_page(), address)
    context.close()


def a_class_like_it(store: Store) -> None:
    """Twelve more grades and their first attempts, made of the one on record: some checks failed, with a known mistake."""
    grade = store.grade_of("week03", "20230001")
    assert grade
    assert grade.submission
    assert grade.submission.received
    mistake = "sse__averages_instead_of_summing"
    for number in range(2, 14):
        student, lost = f"2023{number:04}", number % 4
        for attempt in (1, 2):
            marks = tuple(
                replace(mark, points=0.0, verdict=replace(mark.verdict, outcome=Outcome.FAILED, mistakes=(mistake,)))
                if place % 4 < lost and not (attempt == 2 and place % 3)
                else mark
                for place, mark in enumerate(grade.marks)
            )
            digest = f"{number:02}{attempt:02}" * 16
            at = grade.submission.received + timedelta(hours=attempt * number)
            work = replace(grade.submission, student=student, digest=digest, received=at)
            made_from = replace(grade.provenance, submission=digest)
            made = replace(grade, student=student, marks=marks, submission=work, provenance=made_from, recording=None)
            store.save(made, Signed("autograder", at), fresh=True)
    files = (Received("in/hw3 (final).ipynb", Fate.UNMATCHED, likely="20230002"),)
    store.keep_intake(Intake("week03", None, files), Signed("autograder", datetime.now(UTC)))


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Templates of the portal that were rendered so far."""
    names: set[str] = set()
    get = jinja2.Environment.get_template

    def noted(environment: jinja2.Environment, name: str, *more: Any) -> jinja2.Template:
        names.add(name)
        return get(environment, name, *more)

    monkeypatch.setattr(jinja2.Environment, "get_template", noted)
    return names


def test_a_student_hands_in_and_a_ta_decides_and_no_page_shuts_anybody_out(window, app, settings, rendered):
    by = Looker(window)
    page, course = window.page, app.state.course
    by.go("signin")
    by.look("signin")
    sign_in(page, by.address, "20230001")
    by.look("weeks")
    for path, name in (("week03/result", "no result yet"), ("week03", "week")):
        by.go(f"weeks/{path}")
        by.look(name)
    wrong = (WEEK / "four_steps.py").read_text("utf-8").replace("torch.sum(", "torch.mean(", 1)
    mine = [{"name": "four_steps.py", "mimeType": "text/x-python", "buffer": wrong.encode()}]
    page.set_input_files(
        "#files", [*mine, {**mine[0], "name": "learning_rate.py", "buffer": (WEEK / "learning_rate.py").read_bytes()}]
    )
    follow(page, page.locator(".drop button").click)
    assert re.search(r"/attempts/\d+$", page.url)
    by.look("attempt")
    assert work(course=settings.folder, worker="test", store=settings.store, until=lambda _: True) == 1
    follow(page, page.locator('a[href$="/result"]').click)  # the page has noticed by itself
    by.look("result")
    for path, name in (("weeks/week03", "week, graded"), ("me", "account")):
        by.go(path)
        by.look(name)

    a_class_like_it(course.store)
    sign_in(page, by.address, "instructor")
    for name in OF_AN_INSTRUCTOR:
        by.go(name)
        by.look(name)
    by.go("class/week03/regrade")
    follow(page, page.locator("main form button").click)
    by.look("class/week03/regrade, asked")
    assert work(course=settings.folder, worker="test", store=settings.store, until=lambda _: True) == 0
    by.go("class/week03/regrade")
    by.look("class/week03/regrade, previewed")
    by.twice(a_ta_decides)
    what_was_typed_outlives_a_session(by, course.members)
    sign_in(page, by.address, "observer")
    for name in ("class", "class/week03", "class/week03/students/20230001"):
        by.go(name)
        by.look(f"{name}, observed")
    what_can_go_wrong(by, course.members)
    assert by.complaints == {}
    own = {f"portal/{path.name}" for path in TEMPLATES.glob("*.j2") if not path.name.startswith("lti_")}
    assert own - PARTS <= rendered


OF_AN_INSTRUCTOR = (
    "class",
    "class/week03",
    "class/week03/students/20230001",
    "class/week03/students/20230001/page",
    "class/week03/students/20230001/source",
    "class/week03/students/20230001/attempts/1",
    "class/week03/mistakes",
    "class/week03/files",
    "class/week03/items",
    "class/week03/done",
    "class/week03/publish",
    "class/week03/release",
    "class/find?q=kim",
    "calendar",
    "members",
    "lms",
    "me",
)


def what_can_go_wrong(by: Looker, members: Members) -> None:
    """Files that lack or are empty, a link by mail and the same once more, another's sign-in, and a store that is gone."""
    by.twice(a_student_makes_mistakes)
    sign_in(by.page, by.address, "20230001")
    by.go("weeks/week03/attempts/1/result")
    by.look("an earlier attempt")
    link = members.issue(SecretKind.LINK, "20230001", now=datetime.now(UTC), lasts=timedelta(hours=1))
    by.go(f"signin/{link}")
    by.look("a link")
    follow(by.page, by.page.locator("main form button").click)
    by.twice(partial(comes_in_by_what_is_over, link=link))
    sign_in(by.page, by.address, "instructor")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(members), "members", _gone)
        by.go("members")
        by.look("no store")


def a_student_makes_mistakes(by: Looker) -> None:
    """A file that is missing, and an empty one: another student's in each mode, for the same again is not asked about."""
    page = by.page
    who = "20230002" if by.window.phone else "20230001"
    page.context.request.post(f"{by.address}/demo", form={"member": who}, headers={"sec-fetch-site": "same-origin"})
    by.go("weeks/week03")
    page.set_input_files("#files", [{"name": "four_steps.py", "mimeType": "text/x-python", "buffer": b"x = 1"}])
    follow(page, page.locator(".drop button").click)
    by.look_once("a file is missing")
    follow(page, page.locator("main form button").click)
    assert re.search(r"/attempts/\d+$", page.url)
    by.go("weeks/week03")
    page.set_input_files("#files", [{"name": "four_steps.py", "mimeType": "text/x-python", "buffer": b""}])
    follow(page, page.locator(".drop button").click)
    by.look_once("nothing in it")


def comes_in_by_what_is_over(by: Looker, link: str) -> None:
    """A link by mail is asked for; one that is used up, and another's sign-in, let nobody in."""
    page = by.page
    by.go("signin")
    page.fill("#email", "kim@example.org")
    follow(page, lambda: page.locator("#email").press("Enter"))
    by.look_once("a link was sent")
    by.go(f"signin/{link}")
    by.look_once("a link once more")
    follow(page, page.locator("main form button").click)
    by.look_once("a link that is used up")
    by.go("signin/openid/return?state=forged&code=1")
    by.look_once("no entry")


def _gone(*_: object) -> None:
    raise StoreDownError("The store is gone.")


def a_ta_decides(by: Looker) -> None:
    """Next, decide: by two keys; then points with a reason."""
    page = by.page
    by.go("class/week03/students/20230001")
    follow(page, lambda: page.keyboard.press("j"))
    assert page.url.endswith("/students/20230002")
    page.keyboard.press("d")
    assert page.evaluate("document.activeElement.closest('#decided') !== null")
    by.go("class/week03/students/20230001")
    gives_points(page, "999", "a typing error")
    assert page.get_by_text("Yes, do it").or_(page.get_by_text("네, 그대로 합니다")).is_visible()
    by.look_once("asked first")
    by.go("class/week03/students/20230001")
    gives_points(page, "1", "seen at the oral exam")
    assert page.url.endswith("#decided")
    assert "seen at the oral exam" in page.content()
    by.look_once("class/week03/students/20230001, decided")
    by.go("class/week03/students/nobody")
    by.look_once("nothing there")


def gives_points(page: Page, points: str, why: str) -> None:
    page.select_option("#pc", "*")
    page.fill("#pp", points)
    page.fill("#pw", why)
    follow(page, lambda: page.locator("#pw").press("Enter"))


def what_was_typed_outlives_a_session(by: Looker, members: Members) -> None:
    """A session ends while something is typed: it is there again after signing in, until it was taken, or after signing out never."""
    page, student = by.page, "class/week03/students/20230003"
    words = page.locator('textarea[name="text"]').first
    by.go(student)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    words.fill("Almost: look at the axis.")
    page.select_option("#cc", "*")
    members.revoke_all("instructor", now=datetime.now(UTC))
    follow(page, page.locator("form:has(#ct) button").click)
    assert page.locator("[data-drafts]").is_visible()
    by.look_once("signed out over a form")
    sign_in(page, by.address, "instructor")
    by.go(student)
    assert words.input_value() == "Almost: look at the axis."
    assert page.locator("[data-drafted]").first.is_visible()
    assert words.is_visible(), "the part it stands in is unfolded"
    follow(page, page.locator("form:has(#ct) button").click)
    assert page.url.endswith("#decided")
    by.go(student)
    assert words.input_value() == "", "what was taken is not kept"
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    words.fill("never sent")
    follow(page, page.locator('form[action="/signout"] button').click)
    sign_in(page, by.address, "instructor")
    by.go(student)
    assert words.input_value() == "", "nothing typed outlives signing out"


def test_everybody_does_everything_by_keyboard_alone_without_javascript(chromium, address, app, course):
    """A student, a TA, the instructor, an observer: each of their tasks, every step a key."""
    context = chromium.new_context(locale="en", java_script_enabled=False, accept_downloads=True)
    by = Keyboard(context.new_page(), address, app.state.course)
    a_student_does_everything(by, [WEEK / "four_steps.py", WEEK / "learning_rate.py"])
    a_ta_does_everything(by)
    an_instructor_does_everything(by, course.parent / "roster.csv")
    an_observer_reads_and_changes_nothing(by)
    context.close()
