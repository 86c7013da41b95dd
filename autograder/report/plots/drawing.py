"""Pictures as data → pictures as SVG in a page. The same data give the same bytes.

What is the same for a class (axes, contours, the solution's lines) is drawn once, as the stage; a student's own lines
are laid over it. Lines that are equal to a tenth of a pixel are drawn once, so that right answers cost nothing.
"""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from autograder.model import LANGUAGES, Text
from autograder.report.messages.catalog import say
from autograder.report.plots.landscape import Array, Landscape, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.report.plots.loops import Picture

_Axes = tuple[int, float, float, bool]  # of the losses: epochs, lowest, highest, logarithmic
_STEEP = 20.0  # losses that fall further than this need a logarithmic scale
_FARTHEST = 1e6  # of the right losses: what is beyond leaves the picture
_NEAR = 1.5  # pixels: points of a path nearer than this are one
_BINS = 20
_NOWHERE = np.empty((0, 2))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as the page holds it: its address (the picture itself), its size, and its words."""

    exercise: str
    uri: str
    width: int
    height: int
    alt: Text
    caption: Text


def draw(picture: Picture, languages: Sequence[str] = LANGUAGES) -> Drawn:
    """The path over the contours on the left, the losses by epoch on the right, the first wrong epoch crossed."""
    from autograder.report.plots.easel import HEIGHT, WIDTH

    return Drawn(
        exercise=picture.exercise,
        uri=data_uri(svg(picture)),
        width=WIDTH,
        height=HEIGHT,
        alt={language: _alt(picture, language) for language in languages},
        caption={language: _caption(picture, language) for language in languages},
    )


def svg(picture: Picture, *, solution: bool = True) -> str:
    """The picture itself, with or without the solution's lines on it."""
    axes = _axes(picture)
    stage = _stage(_Stage(picture.shown, axes, _plan(picture)))
    layers = [_laid_over("own", *_in_pixels(picture, axes, picture.path, picture.losses), *_crosses(picture, axes))]
    if solution:
        right = _in_pixels(picture, axes, picture.right_path, picture.right_losses)
        layers.append(_laid_over("right", *right, right[0].last, _Rows.of(_NOWHERE)))
    return f"{stage.removesuffix('</svg>')}{''.join(layers)}</svg>"


def histogram(points: Sequence[float], most: float, *, alt: Text) -> Drawn:
    """How many students reached how many points."""
    from autograder.report.plots.easel import WIDTH, bars

    highest = max(most, *points)
    counts, edges = np.histogram(points, bins=min(_BINS, max(1, math.ceil(highest))), range=(0.0, highest))
    return Drawn("", data_uri(bars(edges, counts.astype(float))), WIDTH, 240, alt, {})


def data_uri(svg: str) -> str:
    """A picture as part of the page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class _Rows:
    """An array that can be a key."""

    shape: tuple[int, ...]
    content: bytes

    @classmethod
    def of(cls, array: Array) -> _Rows:
        return cls(array.shape, np.ascontiguousarray(array, dtype=np.float64).tobytes())

    @property
    def array(self) -> Array:
        return np.frombuffer(self.content).reshape(self.shape)

    @property
    def last(self) -> _Rows:
        return _Rows.of(self.array[-1:])


@dataclass(frozen=True, slots=True)
class _Stage:
    """All that a stage shows."""

    shown: Window
    axes: _Axes
    contours: tuple[_Rows, _Rows, _Rows] | None


@lru_cache(maxsize=32)
def _stage(key: _Stage) -> str:
    from autograder.report.plots.easel import Scale, stage

    contours = Landscape(*(rows.array for rows in key.contours)) if key.contours else None
    return stage(key.shown, Scale(*key.axes), contours)


@lru_cache(maxsize=256)
def _laid_over(pen: str, path: _Rows, losses: _Rows, *marks: _Rows) -> str:
    from autograder.report.plots.easel import Pen, lines

    return lines(Pen(pen), path.array, losses.array, (marks[0].array, marks[1].array))


def _plan(picture: Picture) -> tuple[_Rows, _Rows, _Rows] | None:
    contours = picture.contours
    return (_Rows.of(contours.w0), _Rows.of(contours.w1), _Rows.of(contours.loss)) if contours else None


def _axes(picture: Picture) -> _Axes:
    """In whole decades where losses fall steeply, and never so far that one runaway flattens all the others."""
    right = picture.right_losses[np.isfinite(picture.right_losses)]
    epochs = len(picture.right_losses)
    if not right.size:
        return max(epochs, 1), 0.0, 1.0, False
    farthest = float(np.abs(right).max()) * _FARTHEST
    own = picture.losses[np.isfinite(picture.losses) & (np.abs(picture.losses) <= farthest)]
    both = np.concatenate([right, own])
    shown_epochs = max(epochs, min(len(picture.losses), 2 * epochs))
    low, high = float(both.min()), float(both.max())
    if low > 0 and high / low > _STEEP:
        return shown_epochs, 10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high)), True
    return shown_epochs, *_rounded(min(low, 0.0), high), False


def _rounded(low: float, high: float) -> tuple[float, float]:
    """Limits in tenths of the range's size, so that nearly equal losses share one stage."""
    unit = 10.0 ** math.floor(math.log10(max(high - low, 1e-12))) / 2
    return math.floor(low / unit) * unit, math.ceil(high / unit * 1.02) * unit


def _in_pixels(picture: Picture, axes: _Axes, path: Array, losses: Array) -> tuple[_Rows, _Rows]:
    """A path and its losses in pixels of their panels, to a tenth, without the points that cannot be told apart."""
    panel = _panel()
    drawn = _thinned(_on_plane(picture, path)), _thinned(_on_losses(axes, losses))
    path_rows, loss_rows = (_Rows.of(np.clip(points, -4 * panel, 5 * panel).round(1)) for points in drawn)
    return path_rows, loss_rows


def _crosses(picture: Picture, axes: _Axes) -> tuple[_Rows, _Rows]:
    """Where the first wrong epoch stands in both panels; at the edge, where it is beyond."""
    crosses = _crossed_path(picture), _crossed_loss(picture, axes)
    finite = (cross[np.isfinite(cross).all(axis=1)] for cross in crosses)
    path_rows, loss_rows = (_Rows.of(np.clip(cross, 0, _panel()).round(1)) for cross in finite)
    return path_rows, loss_rows


def _panel() -> Array:
    from autograder.report.plots.easel import PANEL_HEIGHT, PANEL_WIDTH

    return np.array([PANEL_WIDTH, PANEL_HEIGHT], dtype=float)


def _on_plane(picture: Picture, path: Array) -> Array:
    return _to_pixels(path, picture.shown.w0, picture.shown.w1) * _panel()


def _on_losses(axes: _Axes, losses: Array) -> Array:
    epochs, low, high, log = axes
    heights = np.asarray(losses, dtype=float)
    if log:
        heights = np.log10(np.maximum(heights, low / _FARTHEST))
        low, high = math.log10(low), math.log10(high)
    points = np.stack([np.arange(1, len(losses) + 1, dtype=float), heights], axis=1)
    return _to_pixels(points, (0.0, float(epochs)), (low, high)) * _panel()


def _to_pixels(points: Array, across: tuple[float, float], up: tuple[float, float]) -> Array:
    """Points as shares of a panel; what is not finite is left out of the line."""
    low, high = np.array([across, up]).T
    return np.where(np.isfinite(points), (points - low) / (high - low), np.nan)


def _crossed_loss(picture: Picture, axes: _Axes) -> Array:
    wrong, losses = picture.first_wrong, _on_losses(axes, picture.losses)
    return losses[[wrong]] if wrong is not None and 0 <= wrong < len(losses) else _NOWHERE


def _crossed_path(picture: Picture) -> Array:
    """The first parameters that are wrong: those an epoch began with, or those it left behind."""
    path, right = picture.path, picture.right_path
    if picture.first_wrong is None or not len(path):
        return _NOWHERE
    begun = min(picture.first_wrong, len(path) - 1)
    there = begun < len(right) and bool(np.allclose(path[begun], right[begun], rtol=1e-4, atol=1e-6))
    return _on_plane(picture, path[[min(begun + 1, len(path) - 1) if there else begun]])


def _thinned(points: Array) -> Array:
    """The points of a line, without those that lie within `_NEAR` along the way of the last one kept."""
    if len(points) < 3:  # noqa: PLR2004 - two ends
        return points
    steps = np.nan_to_num(np.abs(np.diff(points, axis=0)).max(axis=1), nan=_NEAR, posinf=_NEAR)
    way = np.concatenate([[0.0], np.minimum(steps, 1e4).cumsum()]) // _NEAR
    return points[(np.diff(way, prepend=-1.0) > 0) | (np.arange(len(points)) == len(points) - 1)]


def _caption(picture: Picture, language: str) -> str:
    code = "page.picture_caption" if picture.contours else "page.picture_caption_path"
    said = say(code, language, exercise=picture.exercise)
    if picture.first_wrong is None:
        return said
    return f"{said} {say('page.picture_first', language, epoch=picture.first_wrong + 1)}"


def _alt(picture: Picture, language: str) -> str:
    ends = {
        "from": picture.right_path[0],
        "to": picture.right_path[-1],
        "own_from": picture.path[0],
        "own_to": picture.path[-1],
    }
    numbers = {f"{name}{axis}": f"{point[axis]:.4g}" for name, point in ends.items() for axis in (0, 1)}
    epochs = {"right_epochs": len(picture.right_losses), "epochs": len(picture.losses)}
    return say("page.picture_alt", language, exercise=picture.exercise, **numbers, **epochs)
