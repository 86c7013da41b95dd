"""A class with one small exercise: for what is measured over thousands of submissions, or again and again."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

SOLUTION = '''"""회귀.

Regression.
"""
import torch


def mse(y, yhat):
    """평균제곱오차.

    The mean of the squares.
    """
    return torch.mean((y - yhat) ** 2)
'''
PROBES = """
import torch
from autograder.assignment import probe

PROBES = (probe("mse", "lecture", y=torch.arange(6.0).reshape(6, 1), yhat=torch.ones(6, 1)),)
"""
CHECKS = '''
import pytest

from autograder.judge import close


@pytest.mark.exercise("mse")
@pytest.mark.points(1)
def test_averages(mine, solution, data):
    """평균이어야 합니다.

    It is the mean.
    """
    assert mine.returned == close(solution.mse(data.y, data.yhat))
'''
TOML = (
    'format = 1\n\n[title]\nko = "한 문제"\nen = "One question"\n\n[rules]\nko = "혼자"\nen = "Alone"\n\n'
    "[limits]\nwall_seconds = 1.0\n"
)
BODY = "    return torch.mean((y - yhat) ** 2)\n"
WRONG = "    return torch.sum((y - yhat) ** 2)\n"
HOSTILE = (
    "    while True: pass\n",
    "    import os; os._exit(0)\n",
    "    while True: print('x' * 9999)\n",
    "    import ctypes; ctypes.string_at(0)\n",
    "    return [0] * 10 ** 12\n",
)


def week(course: Path) -> Path:
    """The folder of the week, in a course of its own."""
    secret = course / "solutions" / "one"
    files = {"week.toml": TOML, "regression.py": SOLUTION, "probes.py": PROBES, "checks/test_regression.py": CHECKS}
    for name, content in files.items():
        (secret / name).parent.mkdir(parents=True, exist_ok=True)
        (secret / name).write_text(content, "utf-8")
    return secret


def student(number: int) -> str:
    """An id as students have them."""
    return f"2022{number:05}"


def handed_in(folder: Path, count: int, hostile: int = 0) -> None:
    """A folder a student: every third is wrong, one in `hostile` is hostile, the others are right. No two are the same."""
    for number in range(count):
        file = folder / student(number) / "regression.py"
        file.parent.mkdir(parents=True)
        file.write_text(SOLUTION.replace(BODY, _body(number, hostile)) + f"# {number}\n", "utf-8")


def wrong_points(out: Path, hostile: int = 0) -> list[str]:
    """Who did not get what their work is worth."""
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        totals = {row["student_id"]: float(row["total"]) for row in csv.DictReader(file)}
    return [
        name
        for number in range(len(totals))
        if totals.get(name := student(number)) != float(_body(number, hostile) == BODY)
    ]


def grading(room: Path, jobs: int, *options: str) -> Iterator[str]:
    """The command that grades the class in room/class into room/out."""
    yield from (
        sys.executable,
        "-m",
        "autograder",
        "grade",
        "one",
        str(room / "class"),
        "--course",
        str(room / "course"),
    )
    yield from ("--out", str(room / "out"), "--store", str(room / "ag.db"), "--jobs", str(jobs), "--by", "benchmark")
    yield from options


def points(out: Path) -> dict[str, float]:
    """By student."""
    reports = json.loads((out / "grades.json").read_text("utf-8"))["reports"]
    return {report["student_id"]: report["points"] for report in reports}


def _body(number: int, hostile: int) -> str:
    if hostile and number % hostile == hostile - 1:
        return HOSTILE[number // hostile % len(HOSTILE)]
    return BODY if number % 3 else WRONG
