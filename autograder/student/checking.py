"""A student's work → verdicts of the public checks, each run in another process that may hang or die."""

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

from autograder.errors import GraderError, UsageError
from autograder.model import Assignment, Fault, Outcome, Verdict
from autograder.student.child import LOADING
from autograder.student.facts import End, Fact, Heard, Note, Order, named
from autograder.student.place import Place
from autograder.student.verdicts import as_assignment, verdicts
from autograder.student.work import Work
from autograder.text import nearest

SECONDS = 10.0
MOST_STOPPED = 4
"""Checks that may run out of time before the rest are left unrun: each costs a student its whole time."""

_STARTUP = 60.0  # Python and torch on a slow machine
_FRAME = re.compile(r'^  File "(?P<file>.*)", line (?P<line>\d+) in ', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the public checks say of a student's work. `assignment` is the week as far as a student knows it."""

    assignment: Assignment
    verdicts: tuple[Verdict, ...]
    faults: tuple[Fault, ...] = ()
    printed: Mapping[str, str] = field(default_factory=dict)  # check → what the student's code printed in it

    @property
    def right(self) -> bool:
        """Whether every check that was asked for passed."""
        return all(verdict.outcome is Outcome.PASSED for verdict in self.verdicts)


def check(work: Work, only: Sequence[str] = (), *, seconds: float = SECONDS) -> Checked:
    """Run the public checks, of all exercises or of `only` these exercises and files."""
    names = chosen(work.place, only)
    exercises = {exercise.name: exercise.module for exercise in work.place.exercises}
    heard = _heard(
        Order(str(work.place.folder), work.sources, exercises, tuple(names) if only else (), seconds=seconds)
    )
    return judged(work, heard, names, seconds=seconds)


def judged(work: Work, heard: Heard, names: Collection[str], *, seconds: float = SECONDS) -> Checked:
    """Facts as verdicts, in the order of the exercises."""
    order = {exercise.name: place for place, exercise in enumerate(work.place.exercises)}
    facts = sorted(heard.facts, key=lambda fact: order.get(fact.exercise, len(order)))
    printed = {fact.test: fact.printed for fact in facts if fact.printed}
    assignment = as_assignment(work, facts, names, seconds=seconds)
    return Checked(assignment, verdicts(work, facts, heard.faults, assignment), heard.faults, printed)


def chosen(place: Place, only: Iterable[str]) -> tuple[str, ...]:
    """The exercises that are asked for: by name, or all of a file's. All of the week where nothing is named."""
    asked = [name.removesuffix(".py") for name in only]
    modules = list(dict.fromkeys(exercise.module for exercise in place.exercises))
    known = [exercise.name for exercise in place.exercises] + modules
    for name in asked:
        if name not in known:
            near = nearest(name, known)
            ask = f"Did you mean {' or '.join(near)}?" if near else f"Its files are {', '.join(modules)}."
            raise UsageError(f"{name!r} is no function and no file of {place.week}. {ask}")
    return tuple(one.name for one in place.exercises if not asked or one.name in asked or one.module in asked)


def _heard(order: Order) -> Heard:
    """Run, and run again without what stopped the process, until every check has ended somehow."""
    whole = Heard()
    for _ in range(MOST_STOPPED + 1):
        part = _ran(replace(order, done=tuple(fact.test for fact in whole.facts)))
        faults = tuple(dict.fromkeys((*whole.faults, *part.faults)))
        whole = Heard((*whole.facts, *part.facts), faults, part.begun, part.loaded, part.ours)
        if part.loaded and not part.begun:
            break
        order = order if part.loaded else replace(order, definitions=True)
    if whole.ours and not whole.facts:
        raise GraderError(f"The public checks in {order.folder} could not be run: {whole.ours}")
    return whole


def _ran(order: Order) -> Heard:
    """One process, to its end or to the check that stopped it."""
    with tempfile.TemporaryDirectory() as name:
        asked, notes, stack = (Path(name, one) for one in ("order.json", "notes.jsonl", "stack.txt"))
        asked.write_bytes(msgspec.json.encode(order))
        notes.touch()
        errors = _run([str(asked), str(notes), str(stack)], order)
        heard = _read(notes)
        place = _stopped_at(stack, order)
    if heard.begun:
        exercise = _exercise(heard.begun, order)
        end = End.DIED if place is None else End.TIMED_OUT
        return replace(heard, facts=(*heard.facts, Fact(heard.begun, exercise, end, fault=place)))
    if heard.loaded:
        return heard
    if order.definitions:
        raise GraderError(f"The public checks in {order.folder} could not be run: {errors}")
    return replace(heard, faults=(place or Fault("SystemExit", ""),))


def _run(files: Sequence[str], order: Order) -> str:
    """The last line of what the process complained of."""
    command = [sys.executable, "-P", "-X", "utf8", "-m", "autograder.student.child", *files]
    longest = _STARTUP + order.seconds * (LOADING + MOST_STOPPED + len(order.exercises))
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter
            command,
            cwd=order.folder,
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


def _read(notes: Path) -> Heard:
    """The notes of a process. The last line may be cut off."""
    heard = Heard()
    for line in notes.read_bytes().splitlines():
        try:
            note = msgspec.json.decode(line, type=Note)
        except msgspec.DecodeError:
            break
        heard = _with(heard, note)
    return heard


def _with(heard: Heard, note: Note) -> Heard:
    if note.fact:
        return replace(heard, facts=(*heard.facts, note.fact), begun="")
    if note.begun:
        return replace(heard, begun=note.begun)
    return replace(
        heard,
        loaded=heard.loaded or note.loaded,
        faults=(*heard.faults, *note.faults),
        ours=heard.ours or note.ours,
    )


def _stopped_at(stack: Path, order: Order) -> Fault | None:
    """Where time ran out: the outermost line of the student's own, since the loop is there. None where it did not."""
    text = stack.read_text(encoding="utf-8", errors="replace") if stack.is_file() else ""
    if "Timeout" not in text:
        return None
    own = {source.name.encode("ascii", "backslashreplace").decode(): source.name for source in order.sources}
    for found in reversed(list(_FRAME.finditer(text))):
        name, bracket, cell = found["file"].partition("[")
        if name in own:
            return Fault("TimeoutError", "", f"{own[name]}{bracket}{cell}", int(found["line"]))
    return Fault("TimeoutError", "")


def _exercise(test: str, order: Order) -> str:
    """The exercise of a check whose process ended before it could say: by its parameter or its name."""
    file, _, name = test.rpartition("::")
    module = Path(file).stem.removeprefix("test_")
    near = [one for one, home in order.exercises.items() if home == module] or list(order.exercises)
    name, _, parameter = name.partition("[")
    given = [one for one in near if one in re.split(r"[-\]]", parameter)]
    return next(iter([*given, *named(name, near)]), "")
