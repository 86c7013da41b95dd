"""mistakes/, learnt/ and right/ → Mistakes and Variants, a cell each.

Each replaces a function of the solution.

A cell begins with `# %% <exercise>__<words>`. Its docstring is the hint, with a first line `step: loss`; a hint is
written once in a week, and cells of the same words without one share it. Then comes the function, or only the lines in
which it differs from the solution's: `-` for a line that goes, `+` for one that comes, a space for one that stays and
tells the place. A blank line parts one such place from the next.

What stands in learnt/ was written by a student: it runs where student code runs, and the judge knows it by its tapes alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder.assignment.source import Definition, source, text
from autograder.errors import InstructorError
from autograder.model import Exercise, Mistake, Step, Variant

MISTAKES, LEARNT, RIGHT = "mistakes", "learnt", "right"
_HEAD = re.compile(r"^# %% *(?P<name>.*?) *$", re.MULTILINE)
_DOCSTRING = re.compile(r'\s*"""(?P<words>.*?)"""[ \t]*\n?', re.DOTALL)
_SEPARATOR = "__"


@dataclass(frozen=True, slots=True)
class Cell:
    """One program: its name, where it stands, its docstring and its code."""

    name: str
    path: Path
    line: int
    exercise: Exercise
    words: str
    code: str
    code_line: int  # the first of its code

    @property
    def where(self) -> str:
        """File and line, for whoever has to mend it."""
        return f"{self.path}, line {self.line}"

    @property
    def place(self) -> str:
        """File and line within the week."""
        return f"{self.path.parent.name}/{self.path.name}, line {self.line}"


def mistakes(
    folder: Path, exercises: Sequence[Exercise], sources: Mapping[str, str], steps: Sequence[str]
) -> tuple[Mistake, ...]:
    """Read `mistakes/` and `learnt/`, in the order of exercises, then of names."""
    cells = [*_cells(folder / MISTAKES, exercises), *_cells(folder / LEARNT, exercises)]
    hints = {_kind(cell.name): cell for cell in reversed(cells) if cell.words}
    return tuple(_mistake(cell, hints, sources, steps) for cell in cells)


def variants(folder: Path, exercises: Sequence[Exercise], sources: Mapping[str, str]) -> tuple[Variant, ...]:
    """Read the cells of `right/<module>.py`: other right answers."""
    return tuple(
        Variant(cell.name, cell.exercise.name, cell.exercise.module, _program(cell, sources), cell.place)
        for cell in _cells(folder / RIGHT, exercises)
    )


def written(name: str, words: str, code: str) -> str:
    """Write a cell as text, to be added to a file of them."""
    return f'# %% {name}\n"""{words.strip()}\n"""\n{code.strip()}\n'


def _mistake(cell: Cell, hints: Mapping[str, Cell], sources: Mapping[str, str], steps: Sequence[str]) -> Mistake:
    hinted = cell if cell.words else hints.get(_kind(cell.name))
    if hinted is None:
        raise InstructorError(f"{cell.where}: {cell.name} has no hint. Write it as the cell's docstring.")
    first, _, rest = hinted.words.partition("\n")
    step, hint = (first.removeprefix("step:").strip(), rest) if first.startswith("step:") else ("", hinted.words)
    if step and step not in steps:
        raise InstructorError(f"{hinted.where}: step is {step!r}; expected one of {', '.join(steps)}.")
    return Mistake(
        name=cell.name,
        exercise=cell.exercise.name,
        module=cell.exercise.module,
        step=step or Step.SETUP,
        source=_program(cell, sources),
        hint=text(hint, hinted.where),
        where=cell.place,
        learnt=cell.path.parent.name == LEARNT,
    )


def _kind(name: str) -> str:
    """Take the words of a name, which mistakes of one kind share."""
    return name.partition(_SEPARATOR)[2]


# ---------------------------------------------------------------------- a file of cells


def _cells(folder: Path, exercises: Sequence[Exercise]) -> list[Cell]:
    """Read every cell below a folder, in the order of exercises, then of names."""
    known = {(exercise.module, exercise.name): place for place, exercise in enumerate(exercises)}
    stray = next((path for path in sorted(folder.rglob("*.py")) if path.parent != folder), None)
    if stray is not None:
        raise InstructorError(f"{stray} lies too deep; expected {folder.name}/<module>.py with a cell a program.")
    found = [cell for path in sorted(folder.glob("*.py")) for cell in _read(path, exercises)]
    return sorted(found, key=lambda cell: (known[cell.exercise.module, cell.exercise.name], cell.name))


def _read(path: Path, exercises: Sequence[Exercise]) -> Iterator[Cell]:
    whole = source(path)
    heads = list(_HEAD.finditer(whole))
    by_name = {exercise.name: exercise for exercise in exercises if exercise.module == path.stem}
    for head, end in zip(heads, [*(head.start() for head in heads[1:]), len(whole)], strict=True):
        name, body, line = head["name"], whole[head.end() : end], whole.count("\n", 0, head.start()) + 1
        exercise = by_name.get(name.partition(_SEPARATOR)[0])
        if exercise is None or not _kind(name):
            raise InstructorError(
                f"{path}, line {line}: {name!r} is about no exercise of {path.stem}.py; expected `# %% <exercise>__<words>`."
            )
        docstring = _DOCSTRING.match(body)
        code = body[docstring.end() :] if docstring else body
        start = end - len(code.lstrip("\n"))
        words = docstring["words"].strip() if docstring else ""
        yield Cell(name, path, line, exercise, words, code.strip("\n") + "\n", whole.count("\n", 0, start) + 1)


# ---------------------------------------------------------------------- a cell's program


def _program(cell: Cell, sources: Mapping[str, str]) -> str:
    """Write the cell's code as Python that defines its exercise."""
    lines = cell.code.splitlines()
    differs = any(line.startswith(("-", "+")) for line in lines) and all(line[:1] in "-+ " for line in lines)
    code = _changed(cell, lines, sources[cell.exercise.module]) if differs else cell.code
    try:
        defined = [node.name for node in ast.parse(code).body if isinstance(node, Definition)]
    except SyntaxError as error:
        line = cell.code_line + (0 if differs else (error.lineno or 1) - 1)
        raise InstructorError(
            f"{cell.path}, line {line}: {error.msg}, in {cell.name}. It has to be Python that compiles."
        ) from None
    if cell.exercise.name not in defined:
        raise InstructorError(
            f"{cell.where}: {cell.name} defines {', '.join(defined) or 'nothing'}; expected {cell.exercise.name}, as its name says."
        )
    return code


def _changed(cell: Cell, lines: Sequence[str], solution: str) -> str:
    """Put the cell's lines in place of those of the solution they replace."""
    function = [*_function(solution, cell.exercise.name)]
    hunks = [*_hunks(lines)]
    taken: list[tuple[int, int, list[str]]] = []
    for turn, (old, new) in enumerate(hunks):
        same = [k for k, (other, _) in enumerate(hunks) if other == old]
        places = [at for at in range(len(function) - len(old) + 1) if function[at : at + len(old)] == old]
        if len(places) != len(same):
            raise InstructorError(
                f"{cell.where}: in {cell.exercise.name} of the solution stands {len(places)} times, not {_times(len(same))}: "
                f"{' / '.join(line.strip() for line in old)}. Bring {cell.name} up to date with the solution."
            )
        at = places[same.index(turn)]
        taken.append((at, at + len(old), new))
    for start, end, new in sorted(taken, reverse=True):
        function[start:end] = new
    return "\n".join(function) + "\n"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _hunks(lines: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Part the lines into those before and after, place by place."""
    place: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            place.append(line)
        elif place:
            yield [one[1:] for one in place if one[0] in "- "], [one[1:] for one in place if one[0] in "+ "]
            place = []


@cache  # of an exercise, for all its cells
def _function(solution: str, name: str) -> tuple[str, ...]:
    """Take a function or class of the solution line by line, without docstrings."""
    node = next(one for one in ast.parse(solution).body if isinstance(one, Definition) and one.name == name)
    first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
    lines = solution.splitlines()
    said = [one.body[0] for one in ast.walk(node) if isinstance(one, Definition) and ast.get_docstring(one) is not None]
    gone = {line for words in said for line in range(words.lineno, (words.end_lineno or words.lineno) + 1)}
    return tuple(lines[at - 1].rstrip() for at in range(first, (node.end_lineno or first) + 1) if at not in gone)
