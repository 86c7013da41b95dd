"""A class of hostile programs → complaints by student, through nbgrader, otter and Gradescope.

Of otter and Gradescope it is our part, with the week opened once: what the system does around it is the same for every
work, and is tried whole in test_systems.py.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from nbformat import v4
from nbgrader.api import Gradebook, MissingEntry

from autograder.errors import GraderError
from autograder.integrations import gradescope
from autograder.integrations.examiner import uploaded
from tests.attacks import classes
from tests.attacks.room import DEFAULTS, Room

_CLOCK = "\nfrom autograder.sandbox import record\nrecord.__kwdefaults__['most_seconds'] = {}\n"


def nbgrader_whole(room: Room, only: Iterable[str] = ()) -> dict[str, str]:
    """`nbgrader autograde` of the class, or of `only` these students, in one command."""
    root = room.folder / "nbgrader"
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(_CLOCK.format(DEFAULTS["most_seconds"]))
    _tool("nbgrader", "generate_assignment", "week01", cwd=root)
    handed_in = {student: attack for student, attack in room.who.items() if not only or student in only}
    for student, attack in handed_in.items():
        place = root / "submitted" / student / "week01"
        place.mkdir(parents=True)
        (place / "week01.ipynb").write_text(classes.notebook_of(attack, student), "utf-8")
    said = _tool("nbgrader", "autograde", "week01", cwd=root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        try:
            found = {one.student.id: one.score for one in book.assignment_submissions("week01")}
        except MissingEntry as error:
            raise AssertionError(said) from error
    left_out = {student for student in handed_in if not (root / "autograded" / student / "week01").is_dir()}
    return {
        student: problem
        for student in handed_in
        if (problem := _too_much(room, student, None if student in left_out else found.get(student)))
    }


def otter_plugin(room: Room, only: Iterable[str] = ()) -> dict[str, str]:
    """The plugin, between otter's reading of a folder and its kernel."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of otter's own libraries
        from autograder.integrations import otter

    values = {check.name: check.points for check in room.checks}
    told = {"week": "week01", "languages": ["en"]}
    found = {}
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(otter, "examiner", lambda *_, **__: nullcontext(room.opened))
        for student in only or room.who:
            root = room.folder / "otter of" / student
            (root / "source" / "tests").mkdir(parents=True)
            shutil.copytree(room.folder / "otter", root / "source" / "files", ignore=shutil.ignore_patterns("dist"))
            place = classes.class_folder(root, {"submission": room.who[student]}) / "submission"
            (place / "week01.ipynb").write_text(classes.notebook_of(room.who[student], student), "utf-8")
            plugin = otter.JudgeSubmission(str(place / "week01.ipynb"), {}, told)
            try:
                plugin.before_grading({})
            except GraderError:
                earned = None
            else:
                (cell,) = plugin.before_execution(v4.new_notebook()).cells
                scope: dict[str, dict[str, str]] = {}
                exec(cell.source, scope)
                earned = sum(values[name] for name, said in scope["__judged__"].items() if not said)
            if problem := _too_much(room, student, earned):
                found[student] = problem
            shutil.rmtree(root)
    return found


def gradescope_harness(room: Room, only: Iterable[str] = ()) -> dict[str, str]:
    """All of the harness but its start."""
    (packed,) = (room.folder / "gradescope").glob("*.zip")
    with ZipFile(packed) as opened:
        told = msgspec.json.decode(opened.read("gradescope.json"), type=gradescope.GradescopeSettings)
    found = {}
    for student in only or room.who:
        place = room.folder / "uploaded" / student
        classes.class_folder(room.folder / "uploaded", {student: room.who[student]})
        try:
            content = gradescope.results(room.opened.grade(uploaded(place, room.opened.assignment)), room.opened, told)
        except GraderError:
            attack = room.who[student]
            if attack is None or attack.looked_at == "nothing":
                found[student] = "has no results"
            continue
        earned = sum(test["score"] for test in json.loads(json.dumps(content))["tests"])
        if earned != room.points[student]:
            found[student] = f"earned {earned}"
    return found


def _too_much(room: Room, student: str, earned: float | None) -> str:
    """Why what a notebook earned cannot be; None: a person must look, which is never a zero."""
    attack = room.who[student]
    if earned is None:
        return "" if attack and attack.looked_at != "nothing" else "has no results"
    wrong = earned > room.at_most[student] if attack else earned != room.points[student]
    return f"earned {earned:g}" if wrong else ""


def _tool(name: str, *arguments: str, cwd: os.PathLike[str]) -> str:
    """A tool of this environment, in a home of its own → what it said. It may end with 1: a person must look."""
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": here, "HOME": str(cwd), "OPENBLAS_NUM_THREADS": "1"}
    words = [sys.executable, "-P", "-m", name, *arguments]
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return done.stdout + done.stderr
