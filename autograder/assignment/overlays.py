"""wrong/ and right/ → Mistakes and Variants: programs that replace functions of a solution."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.assignment.source import source, tree
from autograder.assignment.words import text
from autograder.errors import InstructorError
from autograder.model import Exercise, Mistake, Step, Variant

_SEPARATOR = "__"


def mistakes(folder: Path, exercises: Sequence[Exercise]) -> tuple[Mistake, ...]:
    """`wrong/<module>/<exercise>__<what_it_does>.py`: the docstring is the hint; a first line `step: loss` in it names the step."""
    return tuple(_mistake(path, exercise) for path, exercise in _overlays(folder / "wrong", exercises))


def variants(folder: Path, exercises: Sequence[Exercise]) -> tuple[Variant, ...]:
    """`right/<module>/<exercise>__<how>.py`: other right answers."""
    return tuple(_variant(path, exercise) for path, exercise in _overlays(folder / "right", exercises))


def _variant(path: Path, exercise: Exercise) -> Variant:
    _parse(path)
    return Variant(name=path.stem, exercise=exercise.name, module=exercise.module, source=source(path))


def _mistake(path: Path, exercise: Exercise) -> Mistake:
    docstring = ast.get_docstring(_parse(path)) or ""
    first, _, rest = docstring.partition("\n")
    step, hint = (first.removeprefix("step:").strip(), rest) if first.startswith("step:") else ("", docstring)
    if step and step not in list(Step):
        raise InstructorError(f"{path}: step is {step!r}; expected one of {', '.join(Step)}.")
    return Mistake(
        name=path.stem,
        exercise=exercise.name,
        module=exercise.module,
        step=Step(step or Step.SETUP),
        source=source(path),
        hint=text(hint, str(path)),
    )


def _overlays(folder: Path, exercises: Sequence[Exercise]) -> Iterator[tuple[Path, Exercise]]:
    """Every overlay with the exercise it is about, in the order of exercises, then of names."""
    known = {(exercise.module, exercise.name): (place, exercise) for place, exercise in enumerate(exercises)}
    found: list[tuple[int, Path, Exercise]] = []
    for path in folder.rglob("*.py"):
        if path.name.startswith((".", "_")):
            continue
        about = known.get((path.parent.name, path.stem.partition(_SEPARATOR)[0]))
        if about is None or path.parent.parent != folder or _SEPARATOR not in path.stem:
            raise InstructorError(
                f"{path} is about no exercise of this week; "
                f"expected {folder.name}/<module>/<exercise>__<words>.py with an exercise that the module defines."
            )
        found.append((about[0], path, about[1]))
    return ((path, exercise) for _, path, exercise in sorted(found, key=lambda each: (each[0], each[1].name)))


def _parse(path: Path) -> ast.Module:
    """The overlay's tree; it must define the function its file name speaks of."""
    parsed = tree(path)
    exercise = path.stem.partition(_SEPARATOR)[0]
    defined = [node.name for node in parsed.body if isinstance(node, ast.FunctionDef)]
    if exercise not in defined:
        raise InstructorError(
            f"{path} defines {', '.join(defined) or 'no function'}; expected {exercise}, as its name says."
        )
    return parsed
