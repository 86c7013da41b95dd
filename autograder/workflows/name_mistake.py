"""A student's wrong function on record → a new known mistake.

It must show just what the student's work showed.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from autograder.assignment.cells import LEARNT, written
from autograder.errors import InstructorError, RecordError, UsageError
from autograder.execution import Runner, open_runner
from autograder.files import write_file
from autograder.judge.known_mistake import same_tapes
from autograder.judge.learnt import write_tapes
from autograder.model import (
    Assignment,
    Exercise,
    Grade,
    Mistake,
    Outcome,
    Recording,
    Source,
    Submission,
    Tape,
    Text,
    steps_of,
)
from autograder.parsing import body_without_docstring, names_of, parsed
from autograder.workflows.opening import open_store, open_week

if TYPE_CHECKING:
    from autograder.store.store import Store

_CELL = re.compile(r"^\s*# *%%", re.MULTILINE)
_Top = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign | ast.Import | ast.ImportFrom


@dataclass(frozen=True, slots=True)
class Learnt:
    """The new mistake: where it stands, its text, and whose work shows just this."""

    path: Path
    source: str
    students: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A TA's words on a group that has no name yet.

    Whose work to take, for which exercise, a name and a hint.
    """

    student: str
    exercise: str
    name: str
    hint: Text
    step: str | None = None


def name_mistake(
    week: str, lesson: Lesson, *, course: Path, store: str | None = None, trusted_only: bool = False
) -> Learnt:
    """Make a student's mistake a known one of the week."""
    with (
        open_week(week, course) as (assignment, _),
        open_store(store, course) as record,
        open_runner(assignment, trusted_only=trusted_only) as runner,
    ):
        return learn(assignment, record, lesson, runner)


def learn(assignment: Assignment, store: Store, lesson: Lesson, runner: Runner) -> Learnt:
    """Add the mistake to the week's learnt/, with its tapes.

    Raises, and writes nothing, unless it shows what the student's work showed.

    A student wrote it, so it runs in the sandbox alone, now and in every audit, and the judge knows it by its tapes.
    """
    exercise = next((one for one in assignment.exercises if one.name == lesson.exercise), None)
    if exercise is None or not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", lesson.name):
        known = ", ".join(one.name for one in assignment.exercises)
        raise UsageError(
            f"{lesson.exercise}__{lesson.name} is no name of a mistake: expected one of {known}, and words_like_these."
        )
    name = f"{exercise.name}__{lesson.name}"
    if name in {mistake.name for mistake in assignment.mistakes}:
        raise UsageError(f"{assignment.week} knows a mistake {name} already; choose another name.")
    grade = store.grade_of(assignment.week, lesson.student)
    if grade is None or grade.submission is None:
        raise RecordError(
            f"No work of {lesson.student!r} is on record for {assignment.week}. Grade the class, or name its record."
        )
    if lesson.step and lesson.step not in steps_of(assignment.steps):
        raise UsageError(f"{lesson.step!r} is no step; expected one of {', '.join(steps_of(assignment.steps))}.")
    step = lesson.step or _step(assignment, grade, exercise)
    overlay = overlaid(grade.submission.sources, exercise, {one.name for one in assignment.exercises})
    words = f"step: {step}\n\n{lesson.hint['ko'].strip()}\n\n{lesson.hint['en'].strip()}"
    if _CELL.search(overlay):
        raise InstructorError(
            f"{exercise.name} of {lesson.student} holds text that looks like a cell of ours (# %%). Nothing was written. "
            "Take another student of the group, or write the mistake by hand."
        )
    ((_, recording),) = runner.recorded([_handed_in(assignment, exercise, overlay)])
    students = _showing(assignment, store, exercise, recording)
    if lesson.student not in students:
        raise InstructorError(
            f"{exercise.name} of {lesson.student}, taken out of its file, does not show what the whole work shows: it rests on "
            "something else there. Nothing was written. Take another student of the group, or write the mistake by hand."
        )
    path = assignment.folder / LEARNT / f"{exercise.module}.py"
    cell, before = written(name, words, overlay), path.read_text("utf-8") if path.is_file() else ""
    write_file(path, f"{before}\n{cell}".lstrip().encode())
    mistake = Mistake(name, exercise.name, exercise.module, step, f"{overlay.strip()}\n", lesson.hint, learnt=True)
    write_tapes(assignment, mistake, recording.tapes)
    return Learnt(path, cell, students)


def overlaid(sources: Iterable[Source], exercise: Exercise, exercises: set[str]) -> str:
    """The student's function with what it needs of its own file.

    Other exercises of theirs stay behind.
    """
    ordered = sorted(sources, key=lambda source: PurePath(source.name).stem == exercise.module)
    for source in reversed(ordered):
        top = [*_top(source)]
        last = next(
            (n for n in reversed(top) if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name == exercise.name),
            None,
        )
        if last is not None:
            needed = _needed(last, [node for node in top if not {*names_of(node)} & exercises])
            kept = [node for node in top if node is last or node in needed]
            for node in kept:
                _strip_docstring(node)
            return textwrap.dedent("\n\n".join(map(ast.unparse, kept))) + "\n"
    raise InstructorError(f"No file of this student's defines {exercise.name}, so there is nothing to learn from.")


def _top(source: Source) -> Iterator[_Top]:
    for cell in source.cells:
        tree = parsed(cell)
        yield from (node for node in (tree.body if tree else ()) if isinstance(node, _Top))


def _strip_docstring(node: _Top) -> None:
    """Text of a student's, which could look like a cell of ours."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        node.body = body_without_docstring(node)


def _needed(function: _Top, top: list[_Top]) -> list[_Top]:
    """All that the function reads of its file, directly or through others."""
    found: list[_Top] = [function]
    for one in found:
        read = {inner.id for inner in ast.walk(one) if isinstance(inner, ast.Name)}
        found += [node for node in top if node not in found and {*names_of(node)} & read]
    return found


def _step(assignment: Assignment, grade: Grade, exercise: Exercise) -> str:
    """The step of the first check that has failed and that nobody has a name for."""
    checks = {check.name: check for check in assignment.checks if check.exercise == exercise.name}
    failed = [m.verdict for m in grade.marks if m.verdict.check in checks and m.verdict.outcome is Outcome.FAILED]
    unnamed = [verdict for verdict in failed if not verdict.mistakes]
    if not unnamed:
        names = sorted({name for verdict in failed for name in verdict.mistakes})
        why = f"is known already, as {', '.join(names)}" if names else "fails no check"
        raise RecordError(f"{exercise.name} of {grade.student} {why}: there is nothing to learn from it.")
    return checks[unnamed[0].check].step


def _handed_in(assignment: Assignment, exercise: Exercise, overlay: str) -> Submission:
    cells: dict[str, tuple[str, ...]] = {module: (text,) for module, text in assignment.sources.items()}
    cells[exercise.module] = (*cells[exercise.module], overlay)
    files = tuple(Source(f"{module}.py", texts) for module, texts in cells.items())
    return Submission("learn", assignment.week, files, "learn")


def _showing(assignment: Assignment, store: Store, exercise: Exercise, learnt: Recording) -> tuple[str, ...]:
    """The students whose tapes of the exercise are those of the new mistake."""
    probes = {probe.id for probe in assignment.probes if probe.exercise == exercise.name}
    new = _tapes(learnt, probes)
    ids = store.students(assignment.week)
    recordings = ((student, store.tapes(assignment.week, student, {exercise.name})) for student in ids)
    return tuple(student for student, recording in recordings if recording and _alike(_tapes(recording, probes), new))


def _tapes(recording: Recording, probes: set[str]) -> dict[tuple[str, bool], Tape]:
    return {(tape.probe, tape.shadow): tape for tape in recording.tapes if tape.probe in probes}


def _alike(some: dict[tuple[str, bool], Tape], others: dict[tuple[str, bool], Tape]) -> bool:
    return some.keys() == others.keys() and all(same_tapes(tape, others[which]) for which, tape in some.items())
