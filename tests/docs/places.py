"""The places that the pages speak of: a small graded course, a student's folder, an empty one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import COURSE, Command
from tests.scaffold.test_new import NBGRADER, notebook

ROSTER = "student_id,name,email\n" + "".join(
    f"{student},{name},{student}@example.ac.kr\n"
    for student, name in {
        "20220101": "강다은",
        "20220103": "김서연",
        "20220105": "류하준",
        "20220123": "한지유",
        "20220124": "홍민재",
    }.items()
)
LOOP = """import torch
def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        loss = torch.sum((y - X @ What) ** 2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
"""
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in {"LC_ALL", "LC_MESSAGES"}},
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "LANG": "en_US.UTF-8",
    "COLUMNS": "100",
}


def typed(command: Command, folder: Path) -> subprocess.CompletedProcess[str]:
    """What becomes of a command in a folder."""
    return subprocess.run(
        command.words, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=900
    )


def handout(folder: Path, *written: str) -> Path:
    """assignments/week03 as a student has it, due in the future, with these files of it written (right)."""
    shutil.copytree(COURSE / "assignments" / "week03", folder)
    manifest = folder / ".handout.json"
    facts = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(facts | {"due": "2122-10-05T23:59:00+09:00"}), "utf-8")
    for name in written:
        shutil.copyfile(COURSE / "solutions" / "week03" / name, folder / name)
    return folder


def course(folder: Path, home: Path) -> Path:
    """A course with week03: one student right, one who sums, one whose name is missing, two who hand in nothing."""
    shutil.copytree(COURSE / "solutions" / "week03", folder / "solutions" / "week03")
    handout(folder / "assignments" / "week03")
    (folder / "data").mkdir()
    shutil.copyfile(COURSE / "data" / "regression.csv", folder / "data" / "regression.csv")
    inbox = folder / "downloads"
    inbox.mkdir()
    files = [path.name for path in (COURSE / "solutions" / "week03").glob("*.py")]
    right = handout(home / "week03", *files)
    words = ("autograder", "submit", ".", "--student", "20220101", "--to", str(inbox))
    done = typed(Command("", 0, words), right)
    assert done.returncode == 0, done.stdout + done.stderr
    (receipt,) = right.glob("submitted/*.receipt.json")
    shutil.copyfile(receipt, folder / "receipt.json")
    (inbox / "20220105").mkdir()
    for path in (COURSE / "solutions" / "week03").glob("*.py"):
        text = path.read_text("utf-8").replace(
            "return torch.sum((y - yhat) ** 2)", "return torch.mean((y - yhat) ** 2)"
        )
        (inbox / "20220105" / path.name).write_text(text, "utf-8")
    cell = {"cell_type": "code", "source": LOOP, "outputs": [], "metadata": {}, "execution_count": None}
    made = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    (inbox / "hw3 (final).ipynb").write_text(json.dumps(made), "utf-8")
    (folder / "roster.csv").write_text(ROSTER, "utf-8")
    (folder / "ill.txt").write_text("20220124\n홍민재\n", "utf-8")
    return folder


def empty(folder: Path) -> Path:
    """Nothing, but for a notebook of another system's."""
    folder.mkdir()
    notebook(folder, NBGRADER).rename(folder / "homework.ipynb")
    return folder


def rewrite(week: Path) -> None:
    """What an instructor does with a new week: here it becomes one about the mean of absolute values."""
    for path in sorted(week.rglob("*.py")):
        text = re.sub(r"\((y - yhat|yhat - y)\) \*\* 2", r"torch.abs(\1)", path.read_text("utf-8"))
        text = text.replace("mse", "mae").replace("== 2.0", "== 1.0")
        path.unlink()
        path.with_name(path.name.replace("mse", "mae")).write_text(text, "utf-8")
    survivors = week / "survivors.toml"
    kept = survivors.read_text("utf-8").partition("[survivors]")[0]
    reasons = {
        "four decimals": "Open: no question here has an answer with more decimals that count.",
        "50 at most": "Open: no question here has an answer beyond 50.",
        "-50 at least": "A mean of sizes is never negative.",
    }
    rows = [f'"mae: torch.mean(torch.abs(y - yhat)) returned as {name}" = "{why}"' for name, why in reasons.items()]
    survivors.write_text("\n".join([f"{kept}[survivors]", *rows, ""]), "utf-8")
