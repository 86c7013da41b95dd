"""What an operator sees: health and logs say how the portal does, and nothing of anybody."""

from __future__ import annotations

import io
import json
import logging
from types import SimpleNamespace

import pytest

from autograder.errors import RecordError
from autograder.portal import logs
from tests.portal.conftest import MEMBERS

HAND_IN = "/weeks/week03/hand-in"


@pytest.fixture
def logged(monkeypatch):
    """All that is logged, as a collector gets it."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.log_to_stderr()
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.handlers[:] = handlers
    root.setLevel(level)


def test_the_log_says_what_was_asked_and_nothing_of_who_asked(browser, app, logged, monkeypatch):
    """By name, id, mail, file, token, or by the words of an exception."""
    student, ta = browser("student"), browser("ta")
    student.post(HAND_IN, files=[("files", ("kim-secret.py", b"x = 1\n"))])
    student.post("/me/tokens", data={"label": "my laptop"})
    ta.get("/class/week03/students/20230001?q=김하나")
    browser().post("/signin", data={"email": "kim@example.org"})
    monkeypatch.setattr(type(app.state.course.uploads), "attempts", _broken)
    assert student.get("/weeks/week03").status_code == 500
    lines = logged()
    whole = json.dumps(lines, ensure_ascii=False)
    for member in MEMBERS.values():
        assert member.id not in whole.replace("test_student", "") or member.id in {"ta", "instructor", "observer"}
        assert member.email not in whole
    assert not {word for word in ("김하나", "kim-secret", "my laptop", "points of kim") if word in whole}
    asked = [line for line in lines if line["logger"] == "autograder.portal" and "address" in line]
    assert {"/weeks/{week}/hand-in", "/class/{week}/students/{student}"} <= {line["address"] for line in asked}
    assert {"student", "ta", "nobody"} <= {line["part"] for line in asked}
    assert any("RuntimeError" in json.dumps(line) and "_broken" in json.dumps(line) for line in lines)


def _broken(*_):
    raise RuntimeError("points of kim@example.org: 3")


def test_health_tells_a_store_that_is_lost_a_full_disk_and_a_queue_without_a_grader(browser, app, monkeypatch):
    client = browser("student")
    client.post(HAND_IN, files=[("files", ("a.py", b"x = 1\n"))])
    told = browser().get("/health").json()
    assert (told["status"], told["jobs"]["waiting"], told["graders"]) == ("ok", 1, 0)
    assert told["free_megabytes"] > 0
    with monkeypatch.context() as patched:
        patched.setattr("autograder.portal.operator.disk_usage", lambda _: SimpleNamespace(free=10))
        full = browser().get("/health")
        assert (full.status_code, full.json()["status"]) == (503, "disk_full")
    monkeypatch.setattr("autograder.portal.operator.STUCK_SECONDS", -1)
    stuck = browser().get("/health")
    assert (stuck.status_code, stuck.json()["status"]) == (503, "no_grader")
    monkeypatch.setattr(type(app.state.course.uploads), "counts", _lost)
    lost = browser().get("/health")
    assert (lost.status_code, lost.json()) == (503, {"status": "no_store"})


def _lost(*_):
    raise RecordError("the store is away")


def test_style_and_script_stand_beside_the_pages_and_none_within(browser):
    page = browser().get("/signin")
    assert "<style" not in page.text
    assert "<script>" not in page.text
    assert "unsafe" not in page.headers["content-security-policy"]
    style = page.text.partition('href="')[2].partition('"')[0]
    assert browser().get(style).headers["cache-control"].startswith("public")
    assert browser().get("/assets/base.html.j2").status_code == 404
