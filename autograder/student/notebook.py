"""`check("mse")` in a cell of a notebook → its public checks, shown below.

The function is checked as it stands there.

It runs in the student's own process: no server, no magic, and nothing is read but the handout's folder.
"""

from __future__ import annotations

import io
import linecache
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.model import Source, Tape
from autograder.recorder.loop_tapes import loop_tapes
from autograder.report.pages import apology, panel
from autograder.report.plots import draw_own_loop
from autograder.report.terminal import check_results, plain
from autograder.student.calls import CallRecorder
from autograder.student.checking import MOST_STOPPED, SECONDS, Checked, as_checked, chosen_exercises
from autograder.student.handout_folder import HandoutFolder, find_handout
from autograder.student.pytest_plugin import PublicCheckPlugin, installed_modules, run_pytest
from autograder.student.results import CheckEnd, CheckRun, PublicResult, exercises_in_name
from autograder.student.time_limit import KernelLimit
from autograder.student.work import HandoutWork, WorkFile
from autograder.submissions.sources import Code
from autograder.text import terminal_language


@dataclass(frozen=True)
class CellFeedback:
    """The answer below a cell; in a terminal, the same as text."""

    text: str
    html: str = field(repr=False)
    right: bool = False

    def __repr__(self) -> str:
        """As text."""
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def check(*names: str, language: str = "", seconds: float = SECONDS) -> CellFeedback:
    """Run the public checks of these functions, or of all that are written.

    `language` is "ko" or "en"; `seconds` is the time that each of them has.
    """
    space = _space()
    try:
        handout = find_handout(None, Path.cwd())
        asked = chosen_exercises(handout, names)
        seen: dict[str, Tape] = {}
        checked = _checked(handout, space, asked, seen, seconds=seconds)
    except AutograderError as error:
        return CellFeedback(str(error), apology(str(error)))
    spoken = language or _spoken(handout)
    drawn = next((_drawn(name, seen[name]) for name in asked if name in seen), None) if names else None
    shown = [one for one in checked.verdicts if names or _home(checked, one.check) in space]
    page = panel(shown, assignment=checked.assignment, drawn=drawn, language=spoken)
    text = plain(check_results(shown, assignment=checked.assignment, part=bool(names), language=spoken))
    return CellFeedback(text, page, checked.right)


def _space() -> Mapping[str, Any]:
    """The names of the notebook, or else of whoever calls."""
    shell = _shell()
    return shell.user_ns if shell else sys._getframe(2).f_globals  # noqa: SLF001 - the one way to see who calls


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _spoken(handout: HandoutFolder) -> str:
    return "ko" if terminal_language() == "ko" else handout.language


def _checked(
    handout: HandoutFolder, space: Mapping[str, Any], asked: tuple[str, ...], seen: dict[str, Tape], *, seconds: float
) -> Checked:
    exercises = {exercise.name: exercise.module for exercise in handout.exercises}
    live = {name: space[name] for name in exercises if callable(space.get(name))}
    work = HandoutWork(handout, tuple(_cells(live)))
    calls = CallRecorder(exercises, handout.parameters)
    functions = {name: calls.recording(name, live.get(name)) for name in exercises}
    results: list[PublicResult] = []
    begun: list[tuple[str, float]] = []
    limit = KernelLimit()

    def begin(test: str) -> None:
        begun.append((test, time.monotonic()))
        stopped = sum(result.end is CheckEnd.TIMED_OUT for result in results)
        limit.start(seconds if stopped < MOST_STOPPED else min(seconds, _HASTY))

    def tell(result: PublicResult) -> None:
        limit.stop()
        results.append(_in_cells(result))
        for name, loop in calls.loops.items():
            for tape in loop_tapes([loop], shadow=False):
                seen.setdefault(name, tape)

    plugin = PublicCheckPlugin(calls, exercises, lambda _, exercise: exercise in asked, begin=begin, tell=tell)
    with installed_modules(functions, exercises), _aside(handout.folder), limit.installed():
        run_pytest(handout.folder, plugin)
    if len(begun) > len(results):  # the student interrupted the kernel
        test, since = begun[-1]
        seconds = round(time.monotonic() - since, 1)
        exercise = next(iter(exercises_in_name(test.rpartition("::")[2].partition("[")[0], asked)), asked[0])
        results.append(PublicResult(test, exercise, CheckEnd.TIMED_OUT))
    return as_checked(work, CheckRun(tuple(results)), asked, seconds=seconds)


_HASTY = 1.0
"""Seconds that a check has once so many were stopped: whoever waits in a notebook has waited long enough."""


@contextmanager
def _aside(folder: Path) -> Iterator[None]:
    """Keep what pytest prints and imports from the notebook.

    The modules it imports out of this folder are gone afterwards: next time they are new.
    """
    before, path = set(sys.modules), list(sys.path)
    autoload = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            yield
    finally:
        sys.path[:] = path
        os.environ.pop("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
        if autoload is not None:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = autoload
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(folder)):
                del sys.modules[name]


def _cells(live: Mapping[str, Callable[..., Any]]) -> Iterator[WorkFile]:
    """The cells in which the functions stand, as files named In [5]."""
    exercises_in_name = {getattr(getattr(one, "__code__", None), "co_filename", "") for one in live.values()}
    for file in sorted(exercises_in_name - {""}):
        name, lines = _cell(file), tuple(line.rstrip("\n") for line in linecache.getlines(file))
        source = Source(name, ("\n".join(lines),))
        yield WorkFile(name, b"", untouched=False, code=Code(source, frozenset(), 0))


def _in_cells(result: PublicResult) -> PublicResult:
    """The result with its places told by cell."""
    fault, brackets = result.fault, result.brackets
    return replace(
        result,
        fault=replace(fault, file=_cell(fault.file)) if fault and fault.file else fault,
        brackets=brackets and replace(brackets, file=_cell(brackets.file)),
    )


def _cell(file: str) -> str:
    """The cell that a file name of IPython's stands for."""
    shell = _shell()
    known = getattr(shell.compile, "_filename_map", {}) if shell else {}
    return f"In [{known[file]}]" if file in known else Path(file).name


def _drawn(name: str, tape: Tape) -> Any:
    data = {key.removeprefix("data."): value for key, value in tape.seen.items() if key.startswith("data.")}
    return draw_own_loop(name, tape, data)


def _home(checked: Checked, test: str) -> str:
    return next((one.exercise for one in checked.assignment.checks if one.name == test), "")
