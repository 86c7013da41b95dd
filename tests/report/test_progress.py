"""How far a class is, at a terminal and elsewhere."""

from __future__ import annotations

import io
import time

from rich.console import Console

from autograder.report.terminal import plain
from autograder.report.terminal.progress import SPARSE, Bar


def bar(out, *, terminal, language="en"):
    return Bar(language, Console(file=out, force_terminal=terminal, width=100, color_system=None))


def shown(one):
    return "".join(plain(part) for part in one.get_renderables())


def test_a_terminal_shows_the_count_and_who_is_being_waited_for_the_longest_first():
    now = time.monotonic()
    one = bar(io.StringIO(), terminal=True)
    one.stage("grading")
    one.begin(18, {"2024-0002": now - 2, "2024-0001": now - 17})
    for _ in range(3):
        one.done()
    said = shown(one)
    assert "3/18" in said
    assert "a minute" in said
    assert "running: 2024-0001 (17 s), 2024-0002 (2 s)" in said


def test_a_student_who_is_done_is_waited_for_no_more():
    running = {"2024-0001": time.monotonic()}
    one = bar(io.StringIO(), terminal=True, language="ko")
    one.begin(2, running)
    del running["2024-0001"]
    assert "2024-0001" not in shown(one)


def test_elsewhere_nothing_is_said_of_a_short_run_and_a_line_a_minute_of_a_long_one(monkeypatch):
    out = io.StringIO()
    with bar(out, terminal=False) as one:
        one.stage("grading")
        one.begin(9, {})
        one.done()
        assert not out.getvalue().strip()
        now = time.monotonic()
        monkeypatch.setattr(time, "monotonic", lambda: now + SPARSE + 1)
        one.done()
        one.done()
    assert [line for line in out.getvalue().splitlines() if line.strip()] == ["2/9"]


def test_elsewhere_a_long_audit_says_each_minute_what_it_tries(monkeypatch):
    out = io.StringIO()
    with bar(out, terminal=False) as one:
        one("solution", 0, 188)
        now = time.monotonic()
        monkeypatch.setattr(time, "monotonic", lambda: now + SPARSE + 1)
        one("fit: dropped loss.backward()", 41, 188)
        one("fit: dropped optimizr.step()", 42, 188)
    assert [line for line in out.getvalue().splitlines() if line.strip()] == ["41/188, fit: dropped loss.backward()"]
