"""A loop of a student's own → a picture of it alone: where it went on the plane, over its own loss, and the loss by epoch.

There is no solution on a student's machine, so none is drawn. Contours are those of the course's loss that gives the
losses the loop had; a loss that is none of the course's has no contours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autograder.model import LANGUAGES, Tape, Value
from autograder.report.messages.catalog import say
from autograder.report.plots.drawing import Drawn, data_uri, svg
from autograder.report.plots.landscape import REACH, Window, landscape
from autograder.report.plots.loops import Array, Picture, array, losses_of, path_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FARTHEST = 1e3  # times the start: a path that runs away is drawn as far as this


def sketch(exercise: str, tape: Tape, data: Mapping[str, Value], languages: Sequence[str] = LANGUAGES) -> Drawn | None:
    """The picture of one loop on these data, by name (X or x, y); None where there is no path of two numbers."""
    from autograder.report.plots.easel import HEIGHT, WIDTH

    made = _picture(exercise, tape, data)
    if made is None:
        return None
    code = "check.loop" if made.contours else "check.loop_bare"
    return Drawn(
        exercise=exercise,
        uri=data_uri(svg(made, solution=False)),
        width=WIDTH,
        height=HEIGHT,
        alt={language: _alt(made, language) for language in languages},
        caption={language: say(code, language, exercise=exercise) for language in languages},
    )


def _picture(exercise: str, tape: Tape, data: Mapping[str, Value]) -> Picture | None:
    path, losses = path_of(tape), losses_of(tape)
    path = None if path is None else path[: _near(path)]
    if path is None or len(path) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    losses = losses[: max(len(path) - 1, 1)]
    shown = _around(path)
    arrays = {name: array(value) for name, value in data.items() if value.dtype}
    contours = landscape(arrays, path, losses, shown=shown)
    return Picture(exercise, path, path, losses, losses, shown=shown, contours=contours)


def _around(path: Array) -> Window:
    """The part of the plane that the path goes through, and some more."""
    low, high = path.min(axis=0), path.max(axis=0)
    centre, spread = (low + high) / 2, (high - low) / 2 * REACH
    spread = np.maximum(spread, max(float(spread.max()) * 0.3, 1e-3))
    low, high = centre - spread, centre + spread
    return Window((float(low[0]), float(high[0])), (float(low[1]), float(high[1])))


def _near(path: Array) -> int:
    """How many points of the path come before it leaves for ever."""
    limit = _FARTHEST * max(1.0, float(np.abs(path[0]).max()))
    with np.errstate(invalid="ignore"):
        near = np.isfinite(path).all(axis=1) & (np.abs(path) <= limit).all(axis=1)
    return int(np.argmin(near)) if not near.all() else len(path)


def _alt(made: Picture, language: str) -> str:
    ends = {"from": made.path[0], "to": made.path[-1]}
    numbers = {f"{name}{axis}": f"{point[axis]:.4g}" for name, point in ends.items() for axis in (0, 1)}
    first, last = (f"{made.losses[place]:.4g}" if made.losses.size else "–" for place in (0, -1))
    said = {"exercise": made.exercise, "epochs": len(made.losses), "first": first, "last": last}
    return say("check.loop_alt", language, **numbers, **said)
