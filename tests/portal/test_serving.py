"""`serve` as a person starts it: the portal answers, its grader grades, and Ctrl-C ends both."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

pytestmark = [pytest.mark.real, pytest.mark.slow]

WEEK = Path(__file__).parents[2] / "solutions" / "week03"


def test_serve_opens_a_portal_that_grades_and_ends_with_ctrl_c(course, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    roster = tmp_path / "roster.csv"
    roster.write_text("student_id,name,email\n20230001,김하나,kim@example.org\n", "utf-8")
    places = ["--course", str(course), "--store", str(tmp_path / "a.db"), "--roster", str(roster)]
    command = [sys.executable, "-m", "autograder", "serve", "--demo", "--port", str(port), "--jobs", "1", *places]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        try:
            _hands_in_and_reads(f"http://127.0.0.1:{port}")
        finally:
            served.send_signal(signal.SIGINT)
            assert served.wait(timeout=60) in {0, 130}


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_portal_without_an_origin_is_where_it_listens_and_says_why_a_week_cannot_be_read(tmp_path, host):
    week = tmp_path / "course" / "solutions" / "week99"
    week.mkdir(parents=True)
    (week / "week.toml").write_text("format = 1\n", "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = ["--course", str(tmp_path / "course"), "--graders", "0"]
    command = [sys.executable, "-m", "autograder", "serve", "--host", host, "--port", str(port), *places]
    said = tmp_path / "log"
    with said.open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as served:
        try:
            _until(lambda: "week99 cannot be read" in said.read_text("utf-8"))
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(timeout=60)
    assert f"The portal is at http://127.0.0.1:{port}/signin." in said.read_text("utf-8")
    assert "week99/week.toml" in said.read_text("utf-8").partition("week99 cannot be read: ")[2].splitlines()[0]


def test_a_grader_ends_with_the_server_that_started_it(course, tmp_path):
    code = """
import os, subprocess, sys
command = [*sys.argv[1:], str(os.getpid())]
print(subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True).pid)
"""
    places = ["--course", str(course), "--store", str(tmp_path / "a.db")]
    grader = [sys.executable, "-m", "autograder", "work", "--jobs", "1", *places, "--parent"]
    ran = subprocess.run([sys.executable, "-c", code, *grader], capture_output=True, text=True, check=True)
    _until(lambda: not Path(f"/proc/{int(ran.stdout)}/stat").exists() or _is_over(int(ran.stdout)), seconds=60)


def _is_over(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"


def _hands_in_and_reads(origin: str) -> None:
    with httpx2.Client(base_url=origin, headers={"sec-fetch-site": "same-origin"}, timeout=60) as client:
        _until(lambda: client.get("/health").status_code == 200)
        assert client.post("/demo", data={"member": "20230001"}).status_code == 303
        files = [("files", (name, (WEEK / name).read_bytes())) for name in ("four_steps.py", "learning_rate.py")]
        sent = client.post("/weeks/week03/hand-in", files=files).headers["location"]
        _until(lambda: client.get(f"{sent}/state").json()["state"] == "done")
        assert re.search(r"30</span>", client.get("/weeks/week03/result").text)


def _until(happened, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if happened():
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"it did not happen in {seconds} s")
