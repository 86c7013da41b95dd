"""Numbers → SVG: axes, contours, lines, marks, bars.

The one module that knows of elements.

Colours are classes, so that a picture is light or dark as its reader's screen is. The same numbers give the same bytes.
"""

from __future__ import annotations

import base64
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
from contourpy import FillType, contour_generator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.report.plots.landscape import Array, Landscape

WIDTH, HEIGHT = 376, 290
_LEFT, _TOP, _RIGHT, _BOTTOM = 52.0, 10.0, 10.0, 40.0
_LEVELS = 10
_BEYOND = 4  # panels: as far outside its own that a line is followed
_NEAR = 1.5  # pixels: points of a line nearer than this, along the way, are one
_DOTTED = 60  # points: a line of no more shows each of them
_VALLEY, _RIM = (179, 207, 230), (255, 255, 255)
_VALLEY_DARK, _RIM_DARK = (38, 70, 99), (22, 27, 34)
_STAR = "M0,-8L1.9,-2.6 7.6,-2.5 3,1 4.7,6.5 0,3.2 -4.7,6.5 -3,1 -7.6,-2.5 -1.9,-2.6Z"
_LARGEST = 14.0  # pixels: the radius of a spot that stands for many
CROSS = "M-5,-5L5,5M-5,5L5,-5"
INK = """
.paper{fill:#fff}.frame{fill:none;stroke:#57606a}.grid{stroke:#d0d7de;stroke-width:.6}
text{font:12px system-ui,sans-serif;fill:#3d444d}.bar{fill:#5b8fc7}
.own{fill:none;stroke:#d9793f;stroke-width:2.4;stroke-linejoin:round}.dot{fill:#d9793f;stroke:none}
.right{fill:none;stroke:#0b3f7a;stroke-width:1.6;stroke-dasharray:6 3}
.halo{fill:none;stroke:#fff;stroke-width:7}.cross{stroke:#8f0d22;stroke-width:4}.star{fill:#0b3f7a;stroke:#fff}
.own1{stroke:#8a7a12}.own2{stroke:#b0428b}.right1{stroke:#0c6b56}.right2{stroke:#5a3ea6}
"""
INK_DARK = """
.paper{fill:#0d1117}.frame{stroke:#8b949e}.grid{stroke:#30363d}text{fill:#c9d1d9}.bar{fill:#6ca0dc}
.own{stroke:#f0924f}.dot{fill:#f0924f}.right{stroke:#9ecbff}.halo{stroke:#0d1117}.cross{stroke:#ff7b8a}.star{fill:#9ecbff;stroke:#0d1117}
.own1{stroke:#d6c44a}.own2{stroke:#e58cc8}.right1{stroke:#6fd6b8}.right2{stroke:#b9a3f5}
"""


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis: the values at its ends, and what it is called.

    In whole decades where it is logarithmic.
    """

    low: float
    high: float
    name: str = ""
    log: bool = False

    def share(self, values: Array) -> Array:
        """Values as shares of the way between the ends; nan for what is not finite."""
        if self.log:
            values = np.log10(np.maximum(values, self.low / 1e6))
        low, high = (math.log10(self.low), math.log10(self.high)) if self.log else (self.low, self.high)
        return np.where(np.isfinite(values), (values - low) / (high - low), np.nan)

    def ticks(self, most: int = 6) -> Sequence[float]:
        """Round numbers between the ends.

        Powers of ten, or multiples of 1, 2 or 5 of one.
        """
        if self.log:
            first, last = round(math.log10(self.low)), round(math.log10(self.high))
            return [10.0**power for power in range(first, last + 1, max(1, math.ceil((last - first) / most)))]
        rough = (self.high - self.low) / most
        unit = 10.0 ** math.floor(math.log10(rough))
        step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough * (1 - 1e-9))
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [step * count for count in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture with two axes."""

    across: Scale
    up: Scale
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def size(self) -> tuple[float, float]:
        """Width and height between the axes."""
        return self.width - _LEFT - _RIGHT, self.height - _TOP - _BOTTOM

    def pixels(self, points: Array) -> Array:
        """Points (n, 2) of the data → (n, 2) pixels, to a tenth."""
        shares = np.stack([self.across.share(points[:, 0]), 1 - self.up.share(points[:, 1])], axis=1)
        return (np.clip(shares, -_BEYOND, 1 + _BEYOND) * self.size + (_LEFT, _TOP)).round(1)

    def near_edge(self, pixels: Array) -> Array:
        """Pixels, those outside the axes moved to their edge."""
        width, height = self.size
        return np.clip(pixels, (_LEFT, _TOP), (_LEFT + width, _TOP + height))


def panel(
    frame: Panel,
    *,
    own: Array,
    right: Array | None = None,
    wrong: Array | None = None,
    contours: Landscape | None = None,
) -> str:
    """A student's line over the contours, the solution's dashed on top.

    A cross stands on what is wrong.

    All (n, 2), in the data's own numbers. Lines that look the same are the same bytes.
    """
    ground = [element("path", cls=f"c{level}", d=outline) for level, outline in _contours(frame, contours)]
    lines = line("own", _thinned(frame.pixels(own)), dots=True)
    marks: list[ET.Element] = []
    if right is not None and len(right):
        lines += line("right", _thinned(frame.pixels(right)))
        marks += mark("star", _STAR, frame.pixels(right[-1:]), frame)
    if wrong is not None:
        marks += mark("cross", CROSS, frame.pixels(wrong), frame)
    inside = element("g", *ground, *grid(frame, hidden=bool(ground)), *lines, **{"clip-path": "url(#inside)"})
    return document(frame, inside, *marks)


def histogram(edges: Array, counts: Array, *, width: int, height: int) -> str:
    """Bars: counts (n,) between edges (n + 1,)."""
    most = max(1.0, float(counts.max()) * 1.05)
    frame = Panel(Scale(float(edges[0]), float(edges[-1])), Scale(0.0, most), width, height)
    low = frame.pixels(np.stack([edges[:-1], counts], axis=1))
    high = frame.pixels(np.stack([edges[1:], np.zeros(len(counts))], axis=1))
    bars = [
        element("rect", cls="bar", x=left + 0.5, y=top, width=round(right - left - 1, 1), height=round(foot - top, 1))
        for (left, top), (right, foot) in zip(low.tolist(), high.tolist(), strict=True)
        if foot > top
    ]
    return document(frame, *grid(frame, only_up=True), *bars)


def scatter(points: Array, odd: Sequence[bool], *, across: Scale, up: Scale, size: tuple[int, int]) -> str:
    """Points (n, 2), those that are odd (n) crossed.

    Where several fall on one place, the spot is larger.
    """
    frame = Panel(across, up, *size)
    drawn: list[ET.Element] = []
    there = Counter((*place.tolist(), crossed) for place, crossed in zip(frame.pixels(points), odd, strict=True))
    for (x, y, crossed), many in there.items():
        spot = [element("circle", cls="bar", cx=x, cy=y, r=round(min(5 * many**0.5, _LARGEST), 1))]
        drawn += mark("cross", CROSS, np.array([[x, y]]), frame) if crossed else spot
    return document(frame, *grid(frame), *drawn)


def data_uri(svg: str) -> str:
    """A picture as part of a page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def document(frame: Panel, *inside: ET.Element) -> str:
    """A picture with two axes, and these elements between them."""
    width, height = frame.size
    box = {"x": _LEFT, "y": _TOP, "width": width, "height": height}
    root = element(
        "svg",
        element("style", text=style()),
        element("clipPath", element("rect", **box), id="inside"),
        element("rect", cls="paper", width=frame.width, height=frame.height),
        *inside,
        element("rect", cls="frame", **box),
        *_labels(frame),
        xmlns="http://www.w3.org/2000/svg",
        width=frame.width,
        height=frame.height,
        viewBox=f"0 0 {frame.width} {frame.height}",
    )
    return ET.tostring(root, encoding="unicode")


@lru_cache(maxsize=1)
def style() -> str:
    """Colours of both schemes, and ten shades from the valley outwards.

    They grow paler, so that both lines stand out.
    """
    return "".join((*_shades(_VALLEY, _RIM), INK, "@media(prefers-color-scheme:dark){", *_shades(_VALLEY_DARK, _RIM_DARK), INK_DARK, "}")).replace("\n", "")  # fmt: skip


def _shades(valley: tuple[int, int, int], rim: tuple[int, int, int]) -> Iterator[str]:
    for level in range(_LEVELS):
        shade = (round(low + (high - low) * level / (_LEVELS - 1)) for low, high in zip(valley, rim, strict=True))
        yield f".c{level}{{fill:rgb({','.join(map(str, shade))})}}"


def grid(frame: Panel, *, hidden: bool = False, only_up: bool = False) -> list[ET.Element]:
    """Thin lines at the round numbers of both axes, or of the one that goes up."""
    if hidden:
        return []
    width, height = frame.size
    rows = ((_LEFT, y, _LEFT + width, y) for _, y in _places(frame.up, height, downwards=True))
    columns = ((x, _TOP, x, _TOP + height) for _, x in _places(frame.across, width))
    ends = [*rows, *([] if only_up else columns)]
    return [element("line", cls="grid", x1=x1, y1=y1, x2=x2, y2=y2) for x1, y1, x2, y2 in ends]


def _labels(frame: Panel) -> Iterator[ET.Element]:
    """The numbers of both axes, and what the axes are called."""
    width, height = frame.size
    for value, x in _places(frame.across, width):
        yield _text(_tick(value), x, _TOP + height + 16, "middle")
    for value, y in _places(frame.up, height, downwards=True):
        yield _text(_tick(value), _LEFT - 6, y + 4, "end")
    if frame.across.name:
        yield _text(frame.across.name, _LEFT + width / 2, frame.height - 6, "middle")
    if frame.up.name:
        x, y = 12, _TOP + height / 2
        yield element("text", text=frame.up.name, transform=f"translate({x} {y:g}) rotate(-90)", **{"text-anchor": "middle"})  # fmt: skip


def _places(scale: Scale, length: float, *, downwards: bool = False) -> list[tuple[float, float]]:
    ticks = scale.ticks()
    shares = scale.share(np.array(ticks, dtype=float)).tolist()
    start = _TOP if downwards else _LEFT
    return [
        (tick, round(start + (1 - share if downwards else share) * length, 1))
        for tick, share in zip(ticks, shares, strict=True)
    ]


@lru_cache(maxsize=32)
def _contours(frame: Panel, contours: Landscape | None) -> tuple[tuple[int, str], ...]:
    """The outline of each level, the valley's first."""
    if contours is None:
        return ()
    levels = _levels(contours.loss)
    surface = contour_generator(contours.w0, contours.w1, contours.loss, fill_type=FillType.OuterOffset)
    outlines = []
    for level in range(_LEVELS):
        polygons: Any = surface.filled(float(levels[level]), float(levels[level + 1]))
        rings = (
            ring
            for points, starts in zip(*polygons, strict=True)
            for ring in np.split(frame.pixels(points), starts[1:-1])
        )
        outlines.append((level, "".join(f"M{_joined(ring)}Z" for ring in rings)))
    return tuple(outlines)


def _levels(loss: Array) -> Array:
    """Rings that lie evenly around a bowl.

    The square roots of their heights are evenly spaced.
    """
    finite = loss[np.isfinite(loss)]
    low, high = float(finite.min()), float(finite.max())
    return low + (high - low if high > low else 1.0) * np.linspace(0, 1, _LEVELS + 1) ** 2


def line(cls: str, pixels: Array, *, dots: bool = False) -> list[ET.Element]:
    """A line through all that is finite, broken where something is not."""
    finite = np.isfinite(pixels).all(axis=1)
    runs = np.split(pixels, np.flatnonzero(np.diff(finite)) + 1)
    parts = [_joined(run) for run in runs if len(run) > 1 and np.isfinite(run).all()]
    shown = [element("path", cls=cls, d="".join(f"M{part}" for part in parts))] if parts else []
    if dots and len(pixels) <= _DOTTED:
        shown += [element("circle", cls="dot", cx=x, cy=y, r=2.3) for x, y in pixels[finite].tolist()]
    return shown


def _thinned(pixels: Array) -> Array:
    """The points of a line that stand apart.

    Those within `_NEAR`, along the way, of the last one kept are left out.
    """
    if not len(pixels):
        return pixels
    steps = np.nan_to_num(np.abs(np.diff(pixels, axis=0)).max(axis=1), nan=_NEAR, posinf=_NEAR)
    way = np.concatenate([[0.0], np.minimum(steps, 1e4).cumsum()]) // _NEAR
    return pixels[(np.diff(way, prepend=-1.0) > 0) | (np.arange(len(pixels)) == len(pixels) - 1)]


def mark(cls: str, outline: str, pixels: Array, frame: Panel) -> list[ET.Element]:
    """A mark at one place, at the edge where the place is beyond.

    None where there is no place.
    """
    if not len(pixels) or not np.isfinite(pixels).all():
        return []
    x, y = frame.near_edge(pixels[0])
    halo = [element("path", cls="halo", d=outline)] if cls == "cross" else []
    return [element("g", *halo, element("path", cls=cls, d=outline), transform=f"translate({x:g} {y:g})")]


def _joined(pixels: Array) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in pixels.tolist())


def _tick(value: float) -> str:
    return f"{round(value, 10):g}".replace("-", "−")


def _text(text: str, x: float, y: float, anchor: str) -> ET.Element:
    return element("text", text=text, x=round(x, 1), y=round(y, 1), **{"text-anchor": anchor})


def element(tag: str, *inside: ET.Element, cls: str = "", text: str = "", **attributes: str | float) -> ET.Element:
    """An element of a picture: numbers as short as they are exact to."""
    named = {name: value if isinstance(value, str) else f"{value:g}" for name, value in attributes.items()}
    made = ET.Element(tag, {"class": cls, **named} if cls else named)
    made.text = text or None
    made.extend(inside)
    return made
