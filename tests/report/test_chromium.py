"""The pages as a browser has them: our script runs, nothing is refused, nothing is asked of the network."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from autograder.report import pages as room
from autograder.report.plots import pictures
from tests.report.builders import RIGHT, assignment, classroom, files, many_wrongs, roster

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
    room.write_class(folder, room.ClassReport(reports, WEEK, files(reports), roster(30)))
    for one, student in zip(reports, roster(30), strict=True):
        room.write_feedback(folder, one, assignment=WEEK, pictures=pictures(one, WEEK, RIGHT), student=student)
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


def played(out, browse, tmp_path, script: str) -> str:
    """The table of everyone after a visitor did something."""
    return played_whole(out, browse, tmp_path, script).partition("data-sortable")[2]


def played_whole(out, browse, tmp_path, script: str) -> str:
    """The class page after a visitor did something: our policy set aside, so that the visitor can be a script."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", (out / "index.html").read_text(encoding="utf-8"))
    path = tmp_path / "played.html"
    path.write_text(page.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    return browse("--dump-dom", f"file://{path}").stdout


def test_a_click_on_points_sorts_the_table_by_number(out, browse, tmp_path):
    table = played(out, browse, tmp_path, "document.querySelectorAll('[data-sortable] th button')[3].click()")
    points = [float(key) for key in re.findall(r'data-key="([\d.]+)"', table)]
    assert points == sorted(points)


def test_a_word_in_the_filter_leaves_only_the_rows_that_have_it(out, browse, tmp_path):
    typed = "const f = document.getElementById('filter'); f.value = '20210000'; f.dispatchEvent(new Event('input', {bubbles: true}))"
    table = played(out, browse, tmp_path, typed)
    assert visible_rows(table) == 9


def visible_rows(table: str) -> int:
    rows = re.findall(r"<tr[^>]*>", table.partition("<tbody>")[2].partition("</tbody>")[0])
    return len([row for row in rows if "hidden" not in row])


def test_a_filter_in_the_address_is_the_filter_of_the_page(out, browse):
    """It can be kept, sent and gone back to."""
    wrong = browse("--dump-dom", f"file://{out / 'index.html'}#exercise=mse&least=3").stdout.partition("data-sortable")[
        2
    ]
    everyone = browse("--dump-dom", f"file://{out / 'index.html'}").stdout.partition("data-sortable")[2]
    assert (visible_rows(everyone), 0 < visible_rows(wrong) < 10) == (30, True)


def test_a_choice_is_written_into_the_address(out, browse, tmp_path):
    chosen = (
        "const s = document.querySelector('select[name=exercise]'); s.value = 'mse'; "
        "s.dispatchEvent(new Event('input', {bubbles: true})); document.body.dataset.address = location.hash"
    )
    assert 'data-address="#exercise=mse"' in played_whole(out, browse, tmp_path, chosen)


@pytest.mark.parametrize("page", ["index.html", "feedback/202100030.html"])
def test_nothing_is_wider_than_a_phone(out, browse, tmp_path, page):
    """A window of Chromium is at least 500 pixels wide, a frame within it is not."""
    frame = f'<iframe id="phone" src="{(out / page).as_uri()}" style="width:390px;height:800px;border:0"></iframe>'
    wide = (
        "const tell = () => { const d = document.getElementById('phone').contentDocument.documentElement;"
        " document.title = 'wide ' + d.scrollWidth + ' high ' + d.scrollHeight; };"
        " document.getElementById('phone').addEventListener('load', tell);"
    )
    path = tmp_path / "phone.html"
    path.write_text(
        f"<html><head><title>none</title></head><body>{frame}<script>{wide}</script></body></html>", "utf-8"
    )
    shown = browse("--dump-dom", "--allow-file-access-from-files", "--virtual-time-budget=5000", path.as_uri()).stdout
    found = re.search(r"<title>wide (\d+) high (\d+)", shown)
    assert found, shown[:300]
    assert (int(found[1]) <= 390, int(found[2]) < 16_000) == (True, True)


def test_a_choice_of_language_is_told_to_screen_readers(out, browse, tmp_path):
    chosen = "document.getElementById('in-en').click(); document.title = document.documentElement.lang"
    path = tmp_path / "spoken.html"
    page = re.sub(r"<meta http-equiv[^>]*>", "", (out / "index.html").read_text(encoding="utf-8"))
    path.write_text(page.replace("</body>", f"<script>{chosen}</script></body>"), encoding="utf-8")
    assert '<html lang="en">' in browse("--dump-dom", f"file://{path}").stdout


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
