"""A grade and its tapes → the pictures worth drawing, and each as a page holds it.

Loops first: the path of two parameters, or the losses of every loop. Then the values of failed checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autograder.model import LANGUAGES, Outcome, PictureKind
from autograder.report.plots.curves import Curves, curves
from autograder.report.plots.drawing import Drawn, draw_own_plane, draw_plane
from autograder.report.plots.loops import Picture, picture
from autograder.report.plots.value_drawing import draw_curves, draw_values
from autograder.report.plots.values import ValuePicture, value_pictures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.model import Assignment, Difference, Grade, Probe, Tape, Value

MOST_PICTURES = 2
"""Loops on one page; values have a number of their own."""
AnyPicture = Picture | Curves | ValuePicture


@np.errstate(all="ignore")  # nan and infinity are values like any other here
def pictures(grade: Grade, assignment: Assignment, right: Mapping[str, Tape]) -> tuple[AnyPicture, ...]:
    """The loops worth drawing, then values of wrong exercises.

    The first two wrong loops, else the first right one. `right` is by probe id.
    """
    return (*_loops(grade, assignment, right), *value_pictures(grade, assignment, right))


@np.errstate(all="ignore")
def draw(one: AnyPicture, languages: Sequence[str] = LANGUAGES) -> Drawn:
    """A picture of any kind as a page holds it."""
    match one:
        case Picture():
            return draw_plane(one, languages)
        case Curves():
            return draw_curves(one, languages)
        case _:
            return draw_values(one, languages)


def draw_own_loop(
    exercise: str, tape: Tape, data: Mapping[str, Value], languages: Sequence[str] = LANGUAGES
) -> Drawn | None:
    """A student's loops alone: no solution is on their machine, so none is drawn.

    `data` by name (X or x, y). None where nothing was seen of a loop.
    """
    plane = None if tape.loops else draw_own_plane(exercise, tape, data, languages)
    if plane is not None:
        return plane
    found = curves(tape)
    return draw_curves(found, languages, exercise=exercise) if found else None


def _loops(grade: Grade, assignment: Assignment, right: Mapping[str, Tape]) -> list[Picture | Curves]:
    wrong = _first_wrong(grade, assignment)
    tapes = {tape.probe: tape for tape in reversed(grade.recording.tapes) if not tape.shadow} if grade.recording else {}
    probes = {probe.exercise: probe for probe in reversed(assignment.probes) if _is_loop(right.get(probe.id))}
    wanted = [one.name for one in assignment.exercises if one.name in probes and _is_wanted(assignment, one.name)]
    drawn: list[Picture | Curves] = []
    for name in [*(name for name in wanted if name in wrong), *(name for name in wanted if name not in wrong)]:
        tape = tapes.get(probes[name].id)
        if len(drawn) == MOST_PICTURES or (drawn and name not in wrong):
            break
        made = _loop(tape, right[probes[name].id], probes[name], wrong.get(name)) if tape else None
        drawn += [made] if made else []
    return drawn


def _loop(tape: Tape, right: Tape, probe: Probe, difference: Difference | None) -> Picture | Curves | None:
    """The plane of the two parameters of a single loop; else the losses of all."""
    plane = None
    if len(right.loops) < 2:  # noqa: PLR2004 - one loop
        plane = picture(tape, right, probe.inputs, first_wrong=difference.epoch if difference else None)
    return plane or curves(tape, right, difference=difference)


def _is_loop(tape: Tape | None) -> bool:
    return tape is not None and tape.epochs > 1


def _is_wanted(assignment: Assignment, name: str) -> bool:
    return assignment.pictures.get(name, PictureKind.CURVES) is PictureKind.CURVES


def _first_wrong(grade: Grade, assignment: Assignment) -> dict[str, Difference | None]:
    """Wrong exercises, each with the difference of its first wrong epoch."""
    exercises = {check.name: check.exercise for check in assignment.checks}
    found: dict[str, Difference | None] = {}
    for mark in grade.marks:
        name, difference = exercises.get(mark.verdict.check), mark.verdict.difference
        if name is None or mark.verdict.outcome is not Outcome.FAILED:
            continue
        known = [one for one in (found.get(name), difference) if one and one.epoch is not None]
        found[name] = min(known, key=lambda one: one.epoch or 0, default=None)
    return found
