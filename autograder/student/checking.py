"""A student's work → verdicts of the public checks, run in another process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from autograder.decoding import json_decoder
from autograder.errors import GraderError, UsageError
from autograder.model import Assignment, Fault, Outcome, Source, Verdict
from autograder.student.handout_folder import HandoutFolder
from autograder.student.paths import LoopPath
from autograder.student.results import (
    LOADING,
    CheckEnd,
    CheckEvent,
    CheckRequest,
    CheckRun,
    PublicResult,
    exercises_in_name,
)
from autograder.student.time_limit import AT_MOST, BUSY_MARK
from autograder.student.verdicts import as_assignment, verdicts
from autograder.student.work import HandoutWork
from autograder.text import nearest

SECONDS = 10.0
MOST_STOPPED = 4
"""Checks that may run out of time before the rest are left unrun: each costs a student its whole time."""

_STARTUP = 60.0  # Python and torch on a slow machine
_FRAME = re.compile(r'^  File "(?P<file>.*)", line (?P<line>\d+) in ', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdicts of the public checks on a student's work.

    `assignment` is the week as far as a student knows it.
    """

    assignment: Assignment
    verdicts: tuple[Verdict, ...]
    faults: tuple[Fault, ...] = ()
    printed: Mapping[str, str] = field(default_factory=dict)  # check → what the student's code printed in it

    @property
    def right(self) -> bool:
        """Tell whether every check that was asked for passed."""
        return all(verdict.outcome is Outcome.PASSED for verdict in self.verdicts)


def check(work: HandoutWork, only: Sequence[str] = (), *, seconds: float = SECONDS) -> Checked:
    """Run the public checks, of all exercises or of `only` these exercises and files."""
    names = chosen_exercises(work.handout, only)
    exercises = {exercise.name: exercise.module for exercise in work.handout.exercises}
    run = _run_until_done(
        CheckRequest(
            str(work.handout.folder),
            work.sources,
            exercises,
            tuple(names) if only else (),
            seconds=seconds,
            parameters=work.handout.parameters,
        )
    )
    return as_checked(work, run, names, seconds=seconds)


def as_checked(work: HandoutWork, run: CheckRun, names: Collection[str], *, seconds: float = SECONDS) -> Checked:
    """The results of the checks as verdicts, in the order of the exercises."""
    order = {exercise.name: position for position, exercise in enumerate(work.handout.exercises)}
    results = sorted(run.results, key=lambda result: order.get(result.exercise, len(order)))
    printed = {result.test: result.printed for result in results if result.printed}
    assignment = as_assignment(work, results, names, seconds=seconds)
    return Checked(assignment, verdicts(work, results, run.faults, assignment), run.faults, printed)


def chosen_exercises(handout: HandoutFolder, only: Iterable[str]) -> tuple[str, ...]:
    """The exercises that are asked for: by name, or all of a file's.

    All of the week where nothing is named.
    """
    asked = [name.removesuffix(".py") for name in only]
    modules = list(dict.fromkeys(exercise.module for exercise in handout.exercises))
    known = [exercise.name for exercise in handout.exercises] + modules
    for name in asked:
        if name not in known:
            near = nearest(name, known)
            ask = f"Did you mean {' or '.join(near)}?" if near else f"Its files are {', '.join(modules)}."
            raise UsageError(f"{name!r} is no function and no file of {handout.week}. {ask}")
    return tuple(one.name for one in handout.exercises if not asked or one.name in asked or one.module in asked)


def solution_paths(
    folder: Path,
    sources: Sequence[Source],
    exercises: Mapping[str, str],
    parameters: Mapping[str, tuple[str, ...]],
    *,
    seed: int | None = None,
) -> dict[str, LoopPath]:
    """The paths that right code walks in the public checks of a folder, by check."""
    request = CheckRequest(str(folder), tuple(sources), exercises, parameters=parameters, seconds=_STARTUP, seed=seed)
    run = _run_until_done(request)
    return {result.test: result.path for result in run.results if result.path and result.end is CheckEnd.PASSED}


def _run_until_done(request: CheckRequest) -> CheckRun:
    """Run, and run again without what stopped the process, until all have ended."""
    whole = CheckRun()
    for _ in range(MOST_STOPPED + 1):
        part = _run_once(replace(request, done=tuple(result.test for result in whole.results)))
        faults = tuple(dict.fromkeys((*whole.faults, *part.faults)))
        whole = CheckRun((*whole.results, *part.results), faults, part.begun, part.loaded, part.ours)
        if part.loaded and not part.begun:
            break
        request = request if part.loaded else replace(request, definitions=True)
    if whole.ours and not whole.results:
        raise GraderError(f"The public checks in {request.folder} could not be run: {whole.ours}")
    return whole


def _run_once(request: CheckRequest) -> CheckRun:
    """Run one process, to its end or to the check that stopped it."""
    with tempfile.TemporaryDirectory() as name:
        asked, events, stack = (Path(name, one) for one in ("request.json", "events.jsonl", "stack.txt"))
        asked.write_bytes(msgspec.json.encode(request))
        events.touch()
        errors = _run_process([str(asked), str(events), str(stack)], request)
        run = _read(events)
        place = _stopped_at(stack, request)
    if run.begun:
        exercise = _exercise(run.begun, request)
        end = CheckEnd.DIED if place is None else CheckEnd.TIMED_OUT
        return replace(run, results=(*run.results, PublicResult(run.begun, exercise, end, fault=place)))
    if run.loaded:
        return run
    if request.definitions:
        raise GraderError(f"The public checks in {request.folder} could not be run: {errors}")
    return replace(run, faults=(place or Fault("SystemExit", ""),))


def _run_process(files: Sequence[str], request: CheckRequest) -> str:
    """The last line of what the process complained of."""
    command = [sys.executable, "-P", "-X", "utf8", "-m", "autograder.student.child", *files]
    longest = _STARTUP + AT_MOST * request.seconds * (LOADING + MOST_STOPPED + len(request.exercises))
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter
            command,
            cwd=request.folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=longest,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"nothing came for {longest:g} seconds"
    return next(iter(ended.stderr.strip().splitlines()[-1:]), "")


def _environment() -> dict[str, str]:
    ours = {"MPLBACKEND": "Agg", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"} | ours


def _read(events: Path) -> CheckRun:
    """The events of a process. The last line may be cut off."""
    run = CheckRun()
    for line in events.read_bytes().splitlines():
        try:
            event = json_decoder(CheckEvent).decode(line)
        except msgspec.DecodeError:
            break
        run = _with(run, event)
    return run


def _with(run: CheckRun, event: CheckEvent) -> CheckRun:
    if event.result:
        return replace(run, results=(*run.results, event.result), begun="")
    if event.begun:
        return replace(run, begun=event.begun)
    return replace(
        run,
        loaded=run.loaded or event.loaded,
        faults=(*run.faults, *event.faults),
        ours=run.ours or event.ours,
    )


def _stopped_at(stack: Path, request: CheckRequest) -> Fault | None:
    """The place where time ran out.

    The outermost line of the student's own, since the loop is there. None where it did not.
    """
    text = stack.read_text(encoding="utf-8", errors="replace") if stack.is_file() else ""
    if "Timeout" not in text:
        return None
    if BUSY_MARK in text:
        return Fault("TimeoutError", "busy")
    own = {source.name.encode("ascii", "backslashreplace").decode(): source.name for source in request.sources}
    for found in reversed(list(_FRAME.finditer(text))):
        name, bracket, cell = found["file"].partition("[")
        if name in own:
            return Fault("TimeoutError", "", f"{own[name]}{bracket}{cell}", int(found["line"]))
    return Fault("TimeoutError", "")


def _exercise(test: str, request: CheckRequest) -> str:
    """The exercise of a check whose process ended before it could say.

    By its parameter or its name.
    """
    file, _, name = test.rpartition("::")
    module = Path(file).stem.removeprefix("test_")
    near = [one for one, home in request.exercises.items() if home == module] or list(request.exercises)
    name, _, parameter = name.partition("[")
    parameters = [one for one in near if one in re.split(r"[-\]]", parameter)]
    return next(iter([*parameters, *exercises_in_name(name, near)]), "")
