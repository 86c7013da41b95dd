"""Numbers → SVG by matplotlib: the stage of a picture, the lines laid over it, and bars. Nothing here knows a student."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from autograder.report.plots.landscape import Array, Landscape, Window

WIDTH, HEIGHT = 760, 300
PANEL_WIDTH, PANEL_HEIGHT = 316, 244
_LEFTS, _BOTTOM = (48, 432), 42
_DPI = 72
_LEVELS = 10
_VALLEY = (0.70, 0.81, 0.90)
OWN, RIGHT, CROSS = "#d9793f", "#0b3f7a", "#8f0d22"
_STYLE = {
    "svg.hashsalt": "autograder",
    "svg.fonttype": "none",
    "font.size": 11,
    "axes.edgecolor": "#57606a",
    "axes.labelcolor": "#1b1f24",
    "xtick.color": "#57606a",
    "ytick.color": "#57606a",
}
_NO_METADATA: dict[str, None] = {"Creator": None, "Date": None, "Format": None, "Type": None}
_ONE_AT_A_TIME = threading.RLock()  # matplotlib's settings, and the figures that are drawn on again


@dataclass(frozen=True, slots=True)
class Scale:
    """The axes of the losses: epochs from 0 to `epochs`, the loss from `low` to `high`."""

    epochs: int
    low: float
    high: float
    log: bool


class Pen(StrEnum):
    """Whose line it is. The solution's is thin and dashed and lies on top, so that both are seen where they agree."""

    OWN = "own"
    RIGHT = "right"


def stage(shown: Window, scale: Scale, contours: Landscape | None) -> str:
    """Both panels with all that is the same for a class: axes and contours."""
    figure = _figure(WIDTH, HEIGHT)
    plane, loss = (figure.add_axes(_place(left)) for left in _LEFTS)
    plane.set(xlim=shown.w0, ylim=shown.w1, xlabel="w0", ylabel="w1")
    if contours is not None:
        plane.contourf(contours.w0, contours.w1, contours.loss, levels=_levels(contours.loss), colors=_shades())
    loss.set(xlim=(0, scale.epochs), xlabel="epoch", ylabel="loss")
    if scale.log:
        loss.set_yscale("log")
        loss.yaxis.set_major_locator(LogLocator(numticks=7))
        loss.yaxis.set_minor_locator(NullLocator())
    else:
        loss.yaxis.set_major_locator(MaxNLocator(5))
    loss.set_ylim(scale.low, scale.high)
    for axis in (plane.xaxis, plane.yaxis, loss.xaxis, loss.yaxis):
        axis.set_major_formatter(FuncFormatter(_tick))
    loss.grid(color="#d0d7de", linewidth=0.6)
    return _svg(figure)


def lines(pen: Pen, path: Array, losses: Array, marks: tuple[Array, Array]) -> str:
    """A path (n, 2) and losses (n, 2) in pixels of their panels, and a mark in each; clear where nothing is."""
    with _ONE_AT_A_TIME:
        bare = _bare(pen)
        for line, mark, points, place in zip(bare.lines, bare.marks, (path, losses), marks, strict=True):
            line.set_data(points[:, 0], points[:, 1])
            dots = pen is Pen.OWN and len(points) <= 60  # noqa: PLR2004 - dots that would run into one another
            line.set_marker("o" if dots else "")
            mark.set_data(place[:, 0], place[:, 1])
        return _svg(bare.figure)


def bars(edges: Array, counts: Array) -> str:
    """A histogram: counts between edges."""
    figure = _figure(WIDTH, 240)
    axes = figure.add_axes((0.07, 0.17, 0.91, 0.78))
    axes.bar(edges[:-1], counts, width=np.diff(edges), align="edge", color="#5b8fc7", edgecolor="white", linewidth=1)
    axes.set(xlim=(edges[0], edges[-1]), ylim=(0, max(1, counts.max() * 1.08)))
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(_tick))
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#d0d7de", linewidth=0.6)
    axes.set_axisbelow(True)
    return _svg(figure)


def inner(svg: str) -> str:
    """An SVG to be laid into another: the element alone."""
    return svg[svg.index("<svg") :].strip()


@dataclass(frozen=True)
class _Bare:
    figure: Figure
    lines: Sequence[Line2D]
    marks: Sequence[Line2D]


@cache
def _bare(pen: Pen) -> _Bare:
    """The figure that every line of one pen is drawn on, built once."""
    figure = _figure(WIDTH, HEIGHT)
    figure.patch.set_visible(False)
    panels = [figure.add_axes(_place(left)) for left in _LEFTS]
    for panel in panels:
        panel.set(xlim=(0, PANEL_WIDTH), ylim=(0, PANEL_HEIGHT))
        panel.set_axis_off()
    return _Bare(figure, [_line(panel, pen) for panel in panels], [_mark(panel, pen) for panel in panels])


def _line(panel: Axes, pen: Pen) -> Line2D:
    if pen is Pen.RIGHT:
        return panel.plot([], [], "--", color=RIGHT, linewidth=1.5)[0]
    return panel.plot([], [], "-", color=OWN, linewidth=2.4, markersize=4.5)[0]


def _mark(panel: Axes, pen: Pen) -> Line2D:
    """A cross on what is first wrong; a star where the solution arrives."""
    marker, size, color = ("*", 14, RIGHT) if pen is Pen.RIGHT else ("X", 12, CROSS)
    return panel.plot([], [], marker, color=color, markersize=size, markeredgecolor="white", clip_on=False)[0]


def _figure(width: int, height: int) -> Figure:
    figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI)
    FigureCanvasSVG(figure)
    return figure


def _place(left: int) -> tuple[float, float, float, float]:
    return left / WIDTH, _BOTTOM / HEIGHT, PANEL_WIDTH / WIDTH, PANEL_HEIGHT / HEIGHT


def _levels(loss: Array) -> Array:
    """Rings that lie evenly around a bowl: the square roots of their heights are evenly spaced."""
    finite = loss[np.isfinite(loss)]
    low, high = float(finite.min()), float(finite.max())
    return low + (high - low if high > low else 1.0) * np.linspace(0, 1, _LEVELS + 1) ** 2


def _shades() -> Sequence[tuple[float, float, float]]:
    """From the valley outwards, paler and paler: light enough for both lines to stand out."""
    valley, rim = np.array(_VALLEY), np.ones(3)
    return [tuple(valley + (rim - valley) * share) for share in np.linspace(0, 1, _LEVELS)]


def _tick(value: float, _position: int | None = None) -> str:
    return f"{round(value, 10):g}"


def _svg(figure: Figure) -> str:
    """The figure as SVG, its coordinates to a hundredth of a pixel."""
    out = io.StringIO()
    with _ONE_AT_A_TIME, mpl.rc_context(_STYLE):
        figure.savefig(out, format="svg", metadata=_NO_METADATA, transparent=not figure.patch.get_visible())
    element = re.sub(r"(\.\d\d)\d+", r"\1", inner(out.getvalue()))
    return re.sub(r'(width|height)="(\d+)pt"', r'\1="\2"', element, count=2)  # points would be scaled when laid over
