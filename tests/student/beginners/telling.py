"""A beginner's submission → what `check` and the graded page tell its student first, in this process."""

from __future__ import annotations

import ast
import json
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.lint.finding import parameters_of
from autograder.model import Recording, Source, Submission
from autograder.recorder.load import load
from autograder.recorder.probe_runner import ProbeRunner
from autograder.report.messages.sentences import by_name, joined, tell
from autograder.report.messages.student_check import following
from autograder.student import find_handout, read_work
from autograder.student.checking import as_checked
from autograder.student.paths import PATHS
from autograder.student.public_paths import public_paths
from autograder.student.pytest_plugin import CallRecorder, PublicCheckPlugin, installed_modules, run_pytest
from autograder.student.results import CheckRun
from autograder.workflows.opening import read_week
from autograder.workflows.worth import marked

if TYPE_CHECKING:
    from autograder.judge import Judge
    from tests.student.beginners.cases import Beginner

COURSE = Path(__file__).parents[3]
MODULE = "regression_by_hand"
SOLUTION = (COURSE / "solutions" / "week04" / f"{MODULE}.py").read_text(encoding="utf-8")


def handed_in(case: Beginner) -> str:
    """The whole file: the solution, but for one function."""
    node = next(
        one for one in ast.parse(SOLUTION).body if isinstance(one, ast.FunctionDef) and one.name == case.function
    )
    lines = SOLUTION.split("\n")
    first = node.lineno - 1 if case.whole else node.body[0].end_lineno or 0
    return "\n".join([*lines[:first], *case.body.split("\n"), *lines[node.end_lineno :]])


def handout(folder: Path) -> Path:
    """A handout of this one file."""
    there = COURSE / "assignments" / "week04"
    (folder / "public").mkdir(parents=True)
    shutil.copytree(there / "data", folder / "data")
    shutil.copy(there / "public" / f"test_{MODULE}.py", folder / "public")
    manifest = json.loads((there / ".handout.json").read_text(encoding="utf-8"))
    manifest |= {"exercises": {MODULE: manifest["exercises"][MODULE]}, "parameters": parameters_of([SOLUTION])}
    own = read_week("week04", COURSE)
    own = replace(
        own, sources={MODULE: SOLUTION}, public={name: own.public[name] for name in own.public if MODULE in name}
    )
    own = replace(own, exercises=tuple(one for one in own.exercises if one.module == MODULE))
    (folder / PATHS).write_text(public_paths(own), encoding="utf-8")
    (folder / ".handout.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def told_by_check(case: Beginner, folder: Path, language: str = "en") -> tuple[str, ...]:
    """The lines and the hints."""
    (folder / f"{MODULE}.py").write_text(handed_in(case), encoding="utf-8")
    work = read_work(find_handout(None, folder))
    exercises = {exercise.name: exercise.module for exercise in work.handout.exercises}
    results = []
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        loaded = load(work.sources)
        calls = CallRecorder(exercises, work.handout.parameters)
        functions = {name: calls.recording(name, loaded.function(name, MODULE)) for name in exercises}
        plugin = PublicCheckPlugin(calls, exercises, lambda _, one: one == case.function, tell=results.append)
        with installed_modules(functions, exercises):
            run_pytest(folder, plugin)
    for name in [name for name in sys.modules if name.startswith("test_regression")]:
        del sys.modules[name]
    checked = as_checked(work, CheckRun(tuple(results), loaded.faults), [case.function])
    advice = following(checked.verdicts, by_name(checked.assignment), language)
    return (*advice.lines, *advice.hints) if advice else ()


def told_by_page(case: Beginner, judge: Judge, language: str = "en") -> tuple[str, ...]:
    """The messages of the checks that failed, each with its hints."""
    source = Source(f"{MODULE}.py", (handed_in(case),))
    submission = Submission("20231234", "week04", (source,), "digest")
    exercises = {exercise.name: exercise.module for exercise in judge.assignment.exercises}
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        loaded = load((source,))
        runner = ProbeRunner(loaded, judge.assignment.drivers, exercises, shadow=False)
        tapes = tuple(runner.record(probe) for probe in judge.assignment.probes if probe.exercise == case.function)
    recording = Recording("digest", tapes, loaded.faults)
    verdicts = judge.judge(recording, exercises={case.function})
    marks = marked(judge, verdicts, submission)
    week = by_name(judge.assignment)
    wrong = (one.verdict for one in marks if str(one.verdict.outcome) == "failed" and one.verdict.difference)
    return tuple(joined(tell(verdict, week, language), language) for verdict in wrong)
