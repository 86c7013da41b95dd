"""A portal on an empty store, and a browser's requests to it for each role."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.testclient import TestClient

from autograder.model import CourseRole, Member
from autograder.portal import Settings, application
from autograder.portal.settings import UploadLimits
from autograder.store.store import Store
from autograder.workflows.opening import Weeks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser
    from starlette.applications import Starlette

CHROMIUM = shutil.which("chromium")
COURSE = Path(__file__).parents[2]
MEMBERS = {
    "student": Member("20230001", CourseRole.STUDENT, "김하나", "kim@example.org", "01"),
    "classmate": Member("20230002", CourseRole.STUDENT, "이둘", "lee@example.org", "02"),
    "observer": Member("observer", CourseRole.OBSERVER, "Observer", "observer@example.org"),
    "ta": Member("ta", CourseRole.TA, "TA", "ta@example.org"),
    "ta of 02": Member("ta02", CourseRole.TA, "TA 02", "ta02@example.org", "02"),
    "instructor": Member("instructor", CourseRole.INSTRUCTOR, "Instructor", "prof@example.org"),
}


def publish(client, week="week03"):
    """Publish, and answer the question that comes before."""
    path = f"/class/{week}/publish"
    asked = re.search(r'name="sure" value="(\d+)"', client.post(path).text)
    return client.post(path, data={"sure": asked[1] if asked else ""})


BROWSER = {"sec-fetch-site": "same-origin", "accept-language": "en"}


def open_course(folder: Path) -> Path:
    """A course of one week, due tomorrow, whose feedback comes at once; late days cost a tenth, three are free."""
    for part in ("solutions/week03", "data", "assignments/week03"):
        shutil.copytree(COURSE / part, folder / part)
    toml, due = folder / "solutions" / "week03" / "week.toml", datetime.now(UTC) + timedelta(days=1)
    at_once = f'due = {due:%Y-%m-%dT%H:00:00}+00:00\nfeedback = "at_once"'
    text = re.sub(r"(?m)^due = .*$", at_once, toml.read_text("utf-8"))
    toml.write_text(f"{text}\n[late]\nper_day = 0.1\nbudget_days = 3\n", "utf-8")
    return folder


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one week, due long ago."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(COURSE / "solutions" / "week03", folder / "solutions" / "week03")
    shutil.copytree(COURSE / "data", folder / "data")
    return folder


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose schema is up to date and which holds nothing: to be copied."""
    path = tmp_path_factory.mktemp("store") / "autograder.db"
    with Store(path):
        return path


def settings_of(course: Path, empty_store: Path, folder: Path) -> Settings:
    """A portal that writes its mails into a folder."""
    shutil.copy(empty_store, folder / "autograder.db")
    made = Settings(course="DL", folder=course, store=str(folder / "autograder.db"), origin="http://testserver")
    return replace(made, demo=True, upload=UploadLimits(files=3, megabytes=0.1))


@contextmanager
def opened(settings: Settings) -> Iterator[Starlette]:
    """The application on its store, with all members; a week is read once for all tests of a course."""
    assert settings.store
    with Store(settings.store) as store:
        made = application(settings, store)
        object.__setattr__(made.state.course, "weeks", weeks_of(settings.folder))
        made.state.course.members.enrol(MEMBERS.values())
        yield made


@cache
def weeks_of(folder: Path) -> Weeks:
    """The weeks of a course, which are read again where a file has changed."""
    return Weeks(folder)


def signed_in(app: Starlette, who: str = "") -> TestClient:
    """A browser that is signed in as a member; as nobody, for ""."""
    client = TestClient(app, headers=BROWSER, follow_redirects=False, raise_server_exceptions=False)
    if who:
        assert client.post("/demo", data={"member": MEMBERS[who].id}).status_code == 303
    return client


@pytest.fixture
def settings(course: Path, empty_store: Path, tmp_path: Path) -> Settings:
    """The settings of one test."""
    return settings_of(course, empty_store, tmp_path)


@pytest.fixture
def app(settings: Settings) -> Iterator[Starlette]:
    """The application on a store of its own."""
    with opened(settings) as made:
        yield made


@pytest.fixture
def browser(app: Starlette) -> Callable[[str], TestClient]:
    """A browser on a store of its own."""
    return partial(signed_in, app)


@pytest.fixture(scope="module")
def reading(
    course: Path, empty_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], TestClient]]:
    """The browsers of a whole file, on one store: for what changes nothing."""
    with opened(settings_of(course, empty_store, tmp_path_factory.mktemp("reading"))) as made:
        yield cache(partial(signed_in, made))


@pytest.fixture
def address(app: Starlette) -> Iterator[str]:
    """The portal behind a real server, on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by playwright."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
