"""Handing in to the portal from a cell of a real JupyterLab."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from autograder.model import SecretKind
from autograder.workflows.grade_uploads import work
from tests.portal.conftest import open_course

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.real, pytest.mark.slow]

WEEK = Path(__file__).parents[2] / "solutions" / "week03"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one week, due tomorrow."""
    return open_course(tmp_path_factory.mktemp("course"))


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
