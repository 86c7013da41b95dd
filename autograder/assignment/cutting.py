"""Assignment → Handout: the part of a week that students may see."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.assignment.stub import stub
from autograder.errors import InstructorError
from autograder.model import Assignment, Handout, Text


def cut(assignment: Assignment) -> Handout:
    """Cut a handout: stubs, texts, points and public files.

    Points come from the assignment's checks, so join those first.
    """
    points = {exercise.name: 0.0 for exercise in assignment.exercises}
    for check in assignment.checks:
        points[check.exercise] = round(points[check.exercise] + check.points, 6)
    return Handout(
        week=assignment.week,
        title=assignment.title,
        stubs={module: _stub(assignment, module) for module in assignment.sources},
        exercises=assignment.exercises,
        points=points,
        public=assignment.public,
        data=assignment.data,
        rules=assignment.rules,
        due=assignment.due,
        steps=assignment.steps,
        packages=assignment.packages,
    )


def gap_names(steps: Mapping[str, Text]) -> tuple[str, ...]:
    """List the words with which a comment announces one of the week's own steps."""
    return tuple(word for name, words in steps.items() for word in (name, *words.values()))


def _stub(assignment: Assignment, module: str) -> str:
    try:
        return stub(assignment.sources[module], gap_names(assignment.steps))
    except InstructorError as error:
        raise InstructorError(f"{assignment.folder / module}.py, {error}") from None
