"""A week → public/paths.json.

The right path of every loop that its public checks run. Used where the solution is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from autograder.assignment.stub import cut
from autograder.handout import publish
from autograder.lint.finding import parameters_of
from autograder.model import Assignment, Source
from autograder.student.checking import solution_paths
from autograder.student.paths import LoopPath, departure

OTHER_DRAWS = 20
"""The seed of a second run: what sets none of its own draws other numbers there, and goes elsewhere."""
_OF_SEVERAL = frozenset({"label", "moves", "began", "stride", "others"})


def public_paths(assignment: Assignment) -> str:
    """The paths as they are handed out; "" for a week without a loop."""
    if not assignment.public or not any("backward" in source for source in assignment.sources.values()):
        return ""
    sources = tuple(Source(f"{module}.py", (source,)) for module, source in assignment.sources.items())
    exercises = {exercise.name: exercise.module for exercise in assignment.exercises}
    with tempfile.TemporaryDirectory() as name:
        publish(cut(assignment), Path(name))
        return paths_in(Path(name), sources, exercises)


def paths_in(folder: Path, sources: Sequence[Source], exercises: Mapping[str, str]) -> str:
    """The paths that are the same whatever is drawn; "" without any."""
    asked = parameters_of(cell for source in sources for cell in source.cells)
    paths = solution_paths(folder, sources, exercises, asked)
    again = solution_paths(folder, sources, exercises, asked, seed=OTHER_DRAWS) if paths else {}
    alike = {test: _of_any_draws(path, again[test]) for test, path in sorted(paths.items()) if test in again}
    told = {test: _told(path) for test, path in alike.items() if path}
    return msgspec.json.encode(told).decode() + "\n" if told else ""


def _of_any_draws(path: LoopPath, again: LoopPath) -> LoopPath | None:
    """The path without loops that other draws, or another order, lead elsewhere."""
    second = {one.began: one for one in _alone(again)}
    first, *others = [one for one in _alone(path) if _is_same(second.get(one.began), one)] or [None]
    return first and replace(first, others=tuple(one for one in others if one))


def _alone(path: LoopPath) -> list[LoopPath]:
    return [replace(one, others=()) for one in (path, *path.others)]


def _is_same(again: LoopPath | None, path: LoopPath) -> bool:
    alike = again is not None and again.held == path.held and departure(again, path) is None
    return alike and not path.anew


def _told(path: LoopPath) -> dict[str, object]:
    """The path as it is handed out; of a lone loop without what tells several apart."""
    told: dict[str, object] = msgspec.to_builtins(path)
    told["others"] = [_told(one) for one in path.others]
    left_out = {"anew"} if path.moves is not None else {"anew", *_OF_SEVERAL}
    return {key: value for key, value in told.items() if key not in left_out}
