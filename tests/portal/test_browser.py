"""The portal in a real browser: a student and a TA do their work by what they see, and every page is accessible."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import nbformat
import pytest

from autograder import report
from autograder.errors import StoreDownError
from autograder.model import Fate, Intake, Outcome, Received, SecretKind, Signed
from autograder.workflows.grade_uploads import work
from tests.portal.keyboard import (
    Keyboard,
    a_student_does_everything,
    a_ta_does_everything,
    an_instructor_does_everything,
    an_observer_reads_and_changes_nothing,
)
from tests.portal.looking import drawn, follow, hold_still, sign_in, violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from autograder.store.store import Store

pytestmark = [pytest.mark.real, pytest.mark.slow]

WEEK = Path(__file__).parents[2] / "solutions" / "week03"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
DOCS = WEEK.parents[1] / "docs" / "portal"
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
TEMPLATES = Path(report.__file__).parent / "templates" / "portal"
PARTS = {f"portal/{name}.html.j2" for name in ("bar", "choices", "frame", "public", "replaces", "tabs", "unread")}
"""Templates that are no page by themselves."""
MODES = {"desktop": ("en", 1280, "light"), "phone": ("ko", 390, "dark")}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one week, due tomorrow, whose feedback comes at once; late days cost a tenth, three are free."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(WEEK, folder / "solutions" / "week03")
    shutil.copytree(WEEK.parents[1] / "data", folder / "data")
    shutil.copytree(WEEK.parents[1] / "assignments" / "week03", folder / "assignments" / "week03")
    toml, due = folder / "solutions" / "week03" / "week.toml", datetime.now(UTC) + timedelta(days=1)
    text = re.sub(
        r"(?m)^due = .*$", f'due = {due:%Y-%m-%dT%H:00:00}+00:00\nfeedback = "at_once"', toml.read_text("utf-8")
    )
    toml.write_text(f"{text}\n[late]\nper_day = 0.1\nbudget_days = 3\n", "utf-8")
    return folder


@pytest.fixture(params=MODES)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A window: English on a desktop in the light scheme, Korean on a phone in the dark one."""
    language, width, scheme = MODES[request.param]
    context = chromium.new_context(locale=language, viewport={"width": width, "height": 900}, bypass_csp=True)
    opened = context.new_page()
    opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    yield opened
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


def test_a_student_hands_in_and_a_ta_decides_and_no_page_shuts_anybody_out(page, address, app, settings, rendered):
    complaints: dict[str, list[str]] = {}

    def look(name: str) -> None:
        hold_still(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is too wide"
        if folder := os.environ.get("SCREENSHOTS"):
            shot = f"{name.replace('/', '_').replace('?', '_')}-{page.viewport_size['width']}.png"
            page.screenshot(path=Path(folder) / shot, full_page=True)
        picture = DOCS / f"{SHOWN.get(name, '')}{'-phone' if page.viewport_size['width'] < 600 else ''}.png"
        if picture.name in DRAWN and (os.environ.get("UPDATE_GOLDEN") or not picture.is_file()):
            drawn(page, picture)
        if found := violations(page):
            complaints[name] = found

    page.goto(f"{address}/signin")
    look("signin")
    sign_in(page, address, "20230001")
    look("weeks")
    for path, name in (("week03/result", "no result yet"), ("week03", "week")):
        page.goto(f"{address}/weeks/{path}")
        look(name)
    wrong = (WEEK / "four_steps.py").read_text("utf-8").replace("torch.sum(", "torch.mean(", 1)
    mine = [{"name": "four_steps.py", "mimeType": "text/x-python", "buffer": wrong.encode()}]
    page.set_input_files(
        "#files", [*mine, {**mine[0], "name": "learning_rate.py", "buffer": (WEEK / "learning_rate.py").read_bytes()}]
    )
    follow(page, page.locator(".drop button").click)
    look("attempt")
    assert work(course=settings.folder, worker="test", store=settings.store, until=lambda _: True) == 1
    follow(page, page.locator('a[href$="/result"]').click)  # the page has noticed by itself
    look("result")
    page.goto(f"{address}/weeks/week03")
    look("week, graded")
    page.goto(f"{address}/me")
    look("account")

    a_class_like_it(app.state.course.store)
    sign_in(page, address, "instructor")
    for name in (
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
    ):
        page.goto(f"{address}/{name}")
        look(name)
    page.goto(f"{address}/class/week03/regrade")
    follow(page, page.locator("main form button").click)
    look("class/week03/regrade, asked")
    assert work(course=settings.folder, worker="test", store=settings.store, until=lambda _: True) == 0
    page.goto(f"{address}/class/week03/regrade")
    look("class/week03/regrade, previewed")
    a_ta_decides(page, address, look)
    sign_in(page, address, "observer")
    for name in ("class", "class/week03", "class/week03/students/20230001"):
        page.goto(f"{address}/{name}")
        look(f"{name}, observed")
    what_can_go_wrong(page, address, app, look)
    assert complaints == {}
    own = {f"portal/{path.name}" for path in TEMPLATES.glob("*.j2") if not path.name.startswith("lti_")}
    assert own - PARTS <= rendered


def what_can_go_wrong(page, address, app, look):
    """A file that is missing, an empty one, a link by mail and the same once more, another's sign-in, and a store that is gone."""
    sign_in(page, address, "20230001")
    page.goto(f"{address}/weeks/week03")
    page.set_input_files("#files", [{"name": "four_steps.py", "mimeType": "text/x-python", "buffer": b"x = 1"}])
    follow(page, page.locator(".drop button").click)
    look("asked first")
    follow(page, page.locator("main form button").click)
    assert page.url.endswith("/attempts/2")
    page.goto(f"{address}/weeks/week03/attempts/1/result")
    look("an earlier attempt")
    page.goto(f"{address}/weeks/week03")
    page.set_input_files("#files", [{"name": "four_steps.py", "mimeType": "text/x-python", "buffer": b""}])
    follow(page, page.locator(".drop button").click)
    look("nothing in it")
    page.goto(f"{address}/signin")
    page.fill("#email", "kim@example.org")
    follow(page, lambda: page.locator("#email").press("Enter"))
    look("a link was sent")
    link = app.state.course.members.issue(SecretKind.LINK, "20230001", now=datetime.now(UTC), lasts=timedelta(hours=1))
    for name in ("a link", "a link once more"):
        page.goto(f"{address}/signin/{link}")
        look(name)
        follow(page, page.locator("main form button").click)
    look("a link that is used up")
    page.goto(f"{address}/signin/openid/return?state=forged&code=1")
    look("no entry")
    sign_in(page, address, "instructor")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(app.state.course.members), "members", _gone)
        page.goto(f"{address}/members")
        look("no store")


def _gone(*_: object) -> None:
    raise StoreDownError("The store is gone.")


def a_ta_decides(page, address, look):
    """Next, decide: by two keys; then points with a reason."""
    page.goto(f"{address}/class/week03/students/20230001")
    follow(page, lambda: page.keyboard.press("j"))
    assert page.url.endswith("/students/20230002")
    page.keyboard.press("d")
    assert page.evaluate("document.activeElement.closest('#decided') !== null")
    page.goto(f"{address}/class/week03/students/20230001")
    page.select_option("#pc", "*")
    page.fill("#pp", "999")
    page.fill("#pw", "a typing error")
    follow(page, lambda: page.locator("#pw").press("Enter"))
    assert page.get_by_text("Yes, do it").or_(page.get_by_text("네, 그대로 합니다")).is_visible()
    look("asked first")
    page.goto(f"{address}/class/week03/students/20230001")
    page.select_option("#pc", "*")
    page.fill("#pp", "1")
    page.fill("#pw", "seen at the oral exam")
    follow(page, lambda: page.locator("#pw").press("Enter"))
    assert page.url.endswith("#decided")
    assert "seen at the oral exam" in page.content()
    look("class/week03/students/20230001, decided")
    page.goto(f"{address}/class/week03/students/nobody")
    look("nothing there")


def test_everybody_does_everything_by_keyboard_alone_without_javascript(chromium, address, app, course):
    """A student, a TA, the instructor, an observer: each of their tasks, every step a key."""
    context = chromium.new_context(locale="en", java_script_enabled=False, accept_downloads=True)
    by = Keyboard(context.new_page(), address, app.state.course)
    a_student_does_everything(by, [WEEK / "four_steps.py", WEEK / "learning_rate.py"])
    a_ta_does_everything(by)
    an_instructor_does_everything(by, course.parent / "roster.csv")
    an_observer_reads_and_changes_nothing(by)
    context.close()


def test_a_cell_of_jupyterlab_saves_hands_in_and_shows_receipt_and_result(chromium, address, app, settings, tmp_path):
    """In a real JupyterLab: what stood on the screen and was not saved is what was handed in."""
    folder = tmp_path / "week03"
    shutil.copytree(WEEK.parents[1] / "assignments" / "week03", folder)
    for script in folder.glob("*.py"):
        script.unlink()
    code = "\n".join((WEEK / f"{name}.py").read_text("utf-8") for name in ("four_steps", "learning_rate"))
    cells = [nbformat.v4.new_code_cell(text) for text in ("# notes", code, "from autograder import submit")]
    cells[2].source += "\nsubmit('week03', language='en')"
    (folder / "week03.ipynb").write_text(
        nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})), "utf-8"
    )
    token = app.state.course.members.issue(SecretKind.TOKEN, "20230001", now=datetime.now(UTC), lasts=None, label="lab")
    over = threading.Event()
    options = {"course": settings.folder, "worker": "lab", "store": settings.store, "until": over.wait}
    grader = threading.Thread(target=work, kwargs=options)
    with jupyterlab(folder, {"AUTOGRADER_PORTAL": address, "AUTOGRADER_TOKEN": token}) as lab:
        grader.start()
        page = chromium.new_page()
        page.goto(f"{lab}/lab/tree/week03.ipynb")
        page.locator(".jp-Notebook .cm-content").first.wait_for(timeout=60_000)
        page.locator(".jp-Spinner").first.wait_for(state="detached", timeout=60_000)
        page.locator(".jp-Notebook .cm-content").first.click(timeout=60_000)
        page.keyboard.press("Control+End")
        page.keyboard.type("\n# typed and never saved")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        page.get_by_text("Points:").wait_for(timeout=180_000)
        shown = page.locator(".jp-OutputArea").last.inner_text()
        page.close()
    over.set()
    grader.join()
    assert "Handed in week03" in shown
    assert "Receipt" in shown
    (sent,) = app.state.course.uploads.attempts("week03", "20230001")
    (zipped,) = app.state.course.uploads.contents_of(sent.id).values()
    assert b"# typed and never saved" in zipfile.ZipFile(io.BytesIO(zipped)).read("week03.ipynb")
    grade = app.state.course.store.grade_of("week03", "20230001")
    assert grade.points == grade.out_of > 0


@contextmanager
def jupyterlab(folder: Path, more: dict[str, str]) -> Iterator[str]:
    """A JupyterLab of our own, in a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = folder.parent / "home"
    own = {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_DATA_DIR": str(home), "IPYTHONDIR": str(home)}
    own["PYTHONPATH"] = str(WEEK.parents[1])
    said = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        f"--ServerApp.root_dir={folder}",
        "--IdentityProvider.token=",
    ]
    command = [sys.executable, "-m", "jupyterlab", *said, "--ServerApp.port_retries=0", "--LabApp.news_url=None"]
    with subprocess.Popen(command, env=os.environ | own | more, cwd=folder, stderr=subprocess.DEVNULL) as lab:
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/api"):
                    break
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            lab.terminate()
            lab.wait(timeout=30)
