"""Pictures as data → pictures as a page holds them.

SVG, and words for who cannot see it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autograder.model import LANGUAGES, Text
from autograder.report.messages.catalog import say
from autograder.report.plots import svg
from autograder.report.plots.landscape import REACH, Array, Window, landscape
from autograder.report.plots.loops import Picture, losses_of, path_of
from autograder.report.plots.numbers import numbers_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.model import Tape, Value

_STEEP = 20.0  # losses that fall further than this need a logarithmic scale
_FARTHEST = 1e6  # of the right losses: what is beyond leaves the picture
_RUNAWAY = 1e3  # times its start: a path of a student's own is drawn as far as this
_BINS = 20
_WIDE, _NARROW = (720, 230), (350, 210)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as the page holds it.

    Panels side by side, or below each other on a phone.
    """

    exercise: str
    uris: tuple[str, ...]
    width: int
    height: int
    alt: Text
    caption: Text
    keyed: bool = True  # its lines are the student's and the solution's


def draw_plane(picture: Picture, languages: Sequence[str] = LANGUAGES) -> Drawn:
    """The path over the contours, and the losses by epoch.

    The first wrong epoch crossed in both.
    """
    return _drawn(
        picture,
        panels(picture),
        alt={language: _alt(picture, language) for language in languages},
        caption={language: _caption(picture, language) for language in languages},
    )


def draw_own_plane(
    exercise: str, tape: Tape, data: Mapping[str, Value], languages: Sequence[str] = LANGUAGES
) -> Drawn | None:
    """A student's loop alone: no solution is on their machine, so none is drawn.

    `data` by name (X or x, y).
    None where there is no path of two numbers. A loss that is none of the course's has no contours.
    """
    picture = _own_loop(exercise, tape, data)
    if picture is None:
        return None
    code = "check.loop" if picture.contours else "check.loop_bare"
    return _drawn(
        picture,
        panels(picture, solution=False),
        alt={language: _own_alt(picture, language) for language in languages},
        caption={language: say(code, language, exercise=exercise) for language in languages},
    )


def panels(picture: Picture, *, solution: bool = True) -> tuple[str, str]:
    """The plane of the parameters, and the losses, as SVG.

    With or without the solution's lines.
    """
    plane = svg.Panel(svg.Scale(*picture.shown.w0, "w0"), svg.Scale(*picture.shown.w1, "w1"))
    losses = svg.Panel(*_loss_axes(picture))
    return (
        svg.panel(
            plane,
            own=picture.path,
            right=picture.right_path if solution else None,
            wrong=_first_wrong_parameters(picture),
            contours=picture.contours,
        ),
        svg.panel(
            losses,
            own=_by_epoch(picture.losses),
            right=_by_epoch(picture.right_losses) if solution else None,
            wrong=_first_wrong_loss(picture),
        ),
    )


def histogram(points: Sequence[float], most: float, *, alt: Text) -> tuple[Drawn, Drawn]:
    """Students by points, for a wide screen and for a narrow one."""
    highest = max(most, *points)
    counts, edges = np.histogram(points, bins=min(_BINS, max(1, math.ceil(highest))), range=(0.0, highest))
    wide, narrow = (
        Drawn(
            "",
            (svg.data_uri(svg.histogram(edges, counts.astype(float), width=width, height=height)),),
            width,
            height,
            alt,
            {},
        )
        for width, height in (_WIDE, _NARROW)
    )
    return wide, narrow


def _drawn(picture: Picture, shown: Sequence[str], *, alt: Text, caption: Text) -> Drawn:
    return Drawn(picture.exercise, tuple(map(svg.data_uri, shown)), svg.WIDTH, svg.HEIGHT, alt, caption)


def _loss_axes(picture: Picture) -> tuple[svg.Scale, svg.Scale]:
    """Both axes of the losses by epoch."""
    epochs = len(picture.right_losses)
    shown = _epochs(max(epochs, min(len(picture.losses), 2 * epochs)))
    return shown, losses_scale(picture.right_losses, picture.losses)


def losses_scale(right: Array, own: Array) -> svg.Scale:
    """Whole decades where losses fall steeply.

    Never so far that one runaway flattens all the others.
    """
    right = right[np.isfinite(right)]
    if not right.size:
        return svg.Scale(0.0, 1.0, "loss")
    farthest = float(np.abs(right).max()) * _FARTHEST
    own = own[np.isfinite(own) & (np.abs(own) <= farthest)]
    both = np.concatenate([right, own])
    low, high = float(both.min()), float(both.max())
    if low > 0 and high / low > _STEEP:
        decades = 10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high))
        return svg.Scale(*decades, "loss", log=True)
    return svg.Scale(*_rounded(min(low, 0.0), high), "loss")


def _epochs(count: int) -> svg.Scale:
    """People count them from one."""
    return svg.Scale(1.0, float(max(count, 2)), "epoch")


def _rounded(low: float, high: float) -> tuple[float, float]:
    """Limits in tenths of the range's size.

    Nearly equal losses then have the same axes.
    """
    unit = 10.0 ** math.floor(math.log10(max(high - low, 1e-12))) / 2
    return math.floor(low / unit) * unit, math.ceil(high / unit * 1.02) * unit


def _by_epoch(losses: Array) -> Array:
    """Losses (T,) → points (T, 2), the first epoch being 1."""
    return np.stack([np.arange(1, len(losses) + 1, dtype=float), np.asarray(losses, dtype=float)], axis=1)


def _first_wrong_loss(picture: Picture) -> Array | None:
    wrong, losses = picture.first_wrong, _by_epoch(picture.losses)
    return losses[[wrong]] if wrong is not None and 0 <= wrong < len(losses) else None


def _first_wrong_parameters(picture: Picture) -> Array | None:
    """The first parameters that are wrong.

    Those an epoch began with, or those it left behind.
    """
    path, right = picture.path, picture.right_path
    if picture.first_wrong is None or not len(path):
        return None
    begun = min(picture.first_wrong, len(path) - 1)
    same = begun < len(right) and bool(np.allclose(path[begun], right[begun], rtol=1e-4, atol=1e-6))
    return path[[min(begun + 1, len(path) - 1) if same else begun]]


def _own_loop(exercise: str, tape: Tape, data: Mapping[str, Value]) -> Picture | None:
    path, losses = path_of(tape), losses_of(tape)
    path = None if path is None else path[: _before_it_runs_away(path)]
    if path is None or len(path) <= 1:
        return None
    losses, shown = losses[: max(len(path) - 1, 1)], _around(path)
    arrays = {name: numbers_of(value) for name, value in data.items() if value.dtype}
    contours = landscape(arrays, path, losses, shown=shown)
    return Picture(exercise, path, path, losses, losses, shown=shown, contours=contours)


def _around(path: Array) -> Window:
    """The part of the plane that a path goes through, and some more."""
    low, high = path.min(axis=0), path.max(axis=0)
    centre, spread = (low + high) / 2, (high - low) / 2 * REACH
    spread = np.maximum(spread, max(float(spread.max()) * 0.3, 1e-3))
    low, high = centre - spread, centre + spread
    return Window((float(low[0]), float(high[0])), (float(low[1]), float(high[1])))


def _before_it_runs_away(path: Array) -> int:
    """The number of points before a path leaves for ever."""
    limit = _RUNAWAY * max(1.0, float(np.abs(path[0]).max()))
    with np.errstate(invalid="ignore"):
        near = np.isfinite(path).all(axis=1) & (np.abs(path) <= limit).all(axis=1)
    return len(path) if near.all() else int(np.argmin(near))


def _caption(picture: Picture, language: str) -> str:
    code = "page.picture_caption" if picture.contours else "page.picture_caption_path"
    words = say(code, language, exercise=picture.exercise)
    if picture.first_wrong is None:
        return words
    return f"{words} {say('page.picture_first', language, epoch=picture.first_wrong + 1)}"


def _alt(picture: Picture, language: str) -> str:
    ends = {
        "from": picture.right_path[0],
        "to": picture.right_path[-1],
        "own_from": picture.path[0],
        "own_to": picture.path[-1],
    }
    epochs = {"right_epochs": len(picture.right_losses), "epochs": len(picture.losses)}
    return say("page.picture_alt", language, exercise=picture.exercise, **_numbers(ends), **epochs)


def _own_alt(picture: Picture, language: str) -> str:
    first, last = (f"{picture.losses[place]:.4g}" if picture.losses.size else "–" for place in (0, -1))
    words = {"exercise": picture.exercise, "epochs": len(picture.losses), "first": first, "last": last}
    return say("check.loop_alt", language, **_numbers({"from": picture.path[0], "to": picture.path[-1]}), **words)


def _numbers(points: Mapping[str, Array]) -> dict[str, str]:
    """Points by name → both coordinates of each, by name and axis."""
    return {f"{name}{axis}": f"{point[axis]:.4g}" for name, point in points.items() for axis in (0, 1)}
