"""The pages as a browser has them: our script runs, nothing is refused, nothing is asked of the network."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from autograder import report as room
from tests.report.builders import RIGHT, assignment, classroom, files, groups, many_wrongs, roster

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
QUIET = (
    *(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
    ),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND"),
)
WEEK = assignment()

pytestmark = [
    pytest.mark.real,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    reports = (*classroom(29), many_wrongs("202100030"))
    room.write(
        folder,
        reports,
        assignment=WEEK,
        pictures=lambda one: room.pictures(one, WEEK, RIGHT),
        groups=groups(reports),
        files=files(reports),
        roster=roster(30),
    )
    return folder


@pytest.fixture
def browse(tmp_path):
    def browse(*options: str) -> subprocess.CompletedProcess[str]:
        command = (CHROMIUM, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr", *options)
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)

    return browse


def console(ran: subprocess.CompletedProcess[str]) -> list[str]:
    return re.findall(r"CONSOLE.*", ran.stderr)


@pytest.mark.parametrize("page", ["index.html", "feedback/202100030.html"])
def test_a_page_opens_without_a_word_of_complaint(out, browse, page):
    """A style or script that the page's own policy refused would be named here."""
    assert console(browse("--dump-dom", f"file://{out / page}")) == []


def test_the_table_of_everyone_can_be_sorted_and_filtered(out, browse):
    seen = browse("--dump-dom", f"file://{out / 'index.html'}").stdout
    assert not re.search(r'<(button|input type="search")[^>]*(disabled|hidden)', seen)


def test_pictures_are_drawn(out, browse, tmp_path):
    """A page with its pictures is far from blank."""
    shot = tmp_path / "shot.png"
    browse(f"--screenshot={shot}", "--window-size=1000,3600", f"file://{out / 'feedback' / '202100030.html'}")
    assert shot.stat().st_size > 100_000


def test_a_script_that_slipped_in_does_not_run(out, browse, tmp_path):
    """The policy is the second wall, behind the escaping."""
    page = (out / "index.html").read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(page.replace("</main>", "<script>document.title = 'mine'</script></main>"), encoding="utf-8")
    assert "<title>mine" not in browse("--dump-dom", f"file://{broken}").stdout
