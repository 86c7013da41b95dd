"""A week → public/paths.json.

The right path of every loop that its public checks run. Used where the solution is.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from autograder.assignment.stub import cut
from autograder.handout import publish
from autograder.lint.finding import parameters_of
from autograder.model import Assignment, Source
from autograder.student.checking import solution_paths


def public_paths(assignment: Assignment) -> str:
    """The paths as they are handed out; "" for a week without a loop."""
    if not assignment.public or not any("backward" in source for source in assignment.sources.values()):
        return ""
    sources = tuple(Source(f"{module}.py", (source,)) for module, source in assignment.sources.items())
    exercises = {exercise.name: exercise.module for exercise in assignment.exercises}
    with tempfile.TemporaryDirectory() as name:
        publish(cut(assignment), Path(name))
        paths = solution_paths(Path(name), sources, exercises, parameters_of(assignment.sources.values()))
    return msgspec.json.encode(dict(sorted(paths.items()))).decode() + "\n" if paths else ""
