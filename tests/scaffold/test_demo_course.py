"""The course that a demo runs on: a copy, in which one week is still open."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime

from autograder.scaffold.demo_course import demo_course

NOW = datetime(2026, 11, 28, 20, tzinfo=UTC)


def course(folder, **dues):
    for week, due in dues.items():
        (folder / "solutions" / week).mkdir(parents=True)
        text = f"format = 1\n{due}\n[late]\nper_day = 0.1\n"
        (folder / "solutions" / week / "week.toml").write_text(text, "utf-8")
    return folder


def due_of(copy, week):
    return tomllib.loads((copy / "solutions" / week / "week.toml").read_text("utf-8")).get("due")


def test_a_week_without_marks_is_due_tomorrow_in_the_copy_and_nowhere_else(tmp_path):
    line = "due = 2022-09-28T23:59:00+09:00"
    made = course(tmp_path, week01=line, week02=line, week03=line, week04="")
    copy, opened = demo_course(made, now=NOW, is_over=lambda week: week == "week01")
    assert opened == "week02"
    assert due_of(copy, "week02").isoformat() == "2026-11-30T23:59:00+09:00"  # tomorrow, where the course is
    assert {due_of(copy, week) for week in ("week01", "week03")} == {due_of(made, "week02")}
    assert copy == tmp_path / "out" / "demo" / "course"


def test_a_week_that_is_handed_out_is_so_in_the_copy(tmp_path):
    made = course(tmp_path, week01="")
    manifest = made / "assignments" / "week01" / ".handout.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text("{}", "utf-8")
    copy, _ = demo_course(made, now=NOW, is_over=lambda _: False)
    assert (copy / "assignments" / "week01" / ".handout.json").is_file()


def test_a_demo_that_is_started_again_is_copied_anew(tmp_path):
    line = "due = 2022-09-28T23:59:00"
    made = course(tmp_path, week01=line, week02=line)
    copy, _ = demo_course(made, now=NOW, is_over=lambda _: False)
    (copy / "left").touch()
    copy, opened = demo_course(made, now=NOW, is_over=lambda _: False)
    assert (opened, (copy / "left").exists()) == ("week01", False)


def test_a_course_of_one_week_keeps_its_date(tmp_path):
    copy, opened = demo_course(
        course(tmp_path, week01="due = 2022-09-28T23:59:00+09:00"), now=NOW, is_over=lambda _: False
    )
    assert (opened, due_of(copy, "week01").year) == ("", 2022)
