"""A beginner's submission → the first things `check` and the graded page tell its student, in this process."""

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
from autograder.model import Kind, Recording, Source, Submission
from autograder.recorder.load import load
from autograder.recorder.probe_runner import ProbeRunner
from autograder.report.messages.sentences import by_name, joined, tell
from autograder.report.messages.student_check import following
from autograder.student import find_handout, read_work
from autograder.student.calls import CallRecorder
from autograder.student.checking import as_checked
from autograder.student.paths import PATHS
from autograder.student.pytest_plugin import PublicCheckPlugin, installed_modules, run_pytest
from autograder.student.results import CheckRun
from autograder.workflows.opening import read_week
from autograder.workflows.worth import marked

if TYPE_CHECKING:
    from autograder.judge import Judge
    from tests.student.beginners.cases import Beginner

COURSE = Path(__file__).parents[3]


def solution(case: Beginner) -> str:
    """The right file of a case."""
    return (COURSE / "solutions" / case.week / f"{case.module}.py").read_text(encoding="utf-8")


def handed_in(case: Beginner) -> str:
    """The whole file: the solution, but for one function or class."""
    right = solution(case)
    node = next(
        one
        for one in ast.parse(right).body
        if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name == case.function
    )
    lines = right.split("\n")
    first = node.lineno - 1 if case.whole else node.body[0].end_lineno or 0
    return "\n".join([*lines[:first], *case.body.split("\n"), *lines[node.end_lineno :]])


def handout(folder: Path, case: Beginner) -> Path:
    """A handout of the one file of a case."""
    there = COURSE / "assignments" / case.week
    (folder / "public").mkdir(parents=True)
    if (there / "data").is_dir():
        shutil.copytree(there / "data", folder / "data")
    own = read_week(case.week, COURSE)
    own = replace(
        own,
        sources={case.module: own.sources[case.module]},
        public={name: own.public[name] for name in own.public if name == f"test_{case.module}.py"},
        exercises=tuple(one for one in own.exercises if one.module == case.module),
    )
    for name, source in own.public.items():
        (folder / "public" / name).write_text(source, encoding="utf-8")
    manifest = json.loads((there / ".handout.json").read_text(encoding="utf-8"))
    known = {"exercises": {case.module: manifest["exercises"][case.module]}}
    manifest |= {**known, "parameters": parameters_of(own.sources.values())}
    paths = json.loads((there / PATHS).read_text(encoding="utf-8"))  # which another test holds against the solution
    mine = {test: path for test, path in paths.items() if test.startswith(f"public/test_{case.module}.py")}
    (folder / PATHS).write_text(json.dumps(mine), encoding="utf-8")
    (folder / ".handout.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def told_by_check(case: Beginner, folder: Path, language: str = "en") -> tuple[str, ...]:
    """The lines and the hints."""
    (folder / f"{case.module}.py").write_text(handed_in(case), encoding="utf-8")
    work = read_work(find_handout(None, folder))
    exercises = {exercise.name: exercise.module for exercise in work.handout.exercises}
    results = []
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        loaded = load(work.sources)
        calls = CallRecorder(exercises, work.handout.parameters)
        functions = {name: calls.recording(name, loaded.function(name, case.module)) for name in exercises}
        plugin = PublicCheckPlugin(calls, exercises, lambda _, one: one == case.function, tell=results.append)
        with installed_modules(functions, exercises):
            run_pytest(folder, plugin)
    for name in [name for name in sys.modules if name == f"test_{case.module}"]:
        del sys.modules[name]
    checked = as_checked(work, CheckRun(tuple(results), loaded.faults), [case.function])
    advice = following(checked.verdicts, by_name(checked.assignment), language)
    return (*advice.lines, *advice.hints) if advice else ()


def told_by_page(case: Beginner, judge: Judge, language: str = "en") -> tuple[str, ...]:
    """The messages of the checks that failed, each with its hints."""
    source = Source(f"{case.module}.py", (handed_in(case),))
    submission = Submission("20231234", case.week, (source,), "digest")
    exercises = {exercise.name: exercise.module for exercise in judge.assignment.exercises}
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        loaded = load((source,))
        runner = ProbeRunner(loaded, judge.assignment.drivers, exercises, shadow=False)
        tapes = tuple(runner.record(probe) for probe in judge.assignment.probes if probe.exercise == case.function)
    recording = Recording("digest", tapes, loaded.faults)
    verdicts = judge.judge(recording, exercises={case.function})
    marks = marked(judge, verdicts, submission)
    week = by_name(judge.assignment)
    wrong = [one.verdict for one in marks if str(one.verdict.outcome) == "failed" and one.verdict.difference]
    errors_first = sorted(wrong, key=lambda one: one.difference is None or one.difference.kind is not Kind.RAISED)
    return tuple(dict.fromkeys(joined(tell(verdict, week, language), language) for verdict in errors_first))
