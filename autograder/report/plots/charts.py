"""Numbers → SVG: named lines, cells, counts and samples, of `svg`'s elements."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np

from autograder.report.plots import svg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.report.plots.numbers import Array

SIDE, MARGIN = 250, 26
"""Pixels of a picture of cells, and around it for the numbers."""
SHADES = 10
NONE, BAD = -1, SHADES
"""Levels of a cell without a colour, and of one whose value is no number."""
MOST_POINTS, BUCKETS = 400, 200
MOST_NUMBERS = (10, 5)
"""Rows and columns in which numbers have room."""
_OBLONG = 3.0
_HUES = 3
_PALE, _STRONG = (239, 244, 251), (8, 58, 122)
_PALE_DARK, _STRONG_DARK = (28, 36, 48), (158, 203, 255)
_LESS, _MORE = (11, 63, 122), (217, 121, 63)
_LESS_DARK, _MORE_DARK = (158, 203, 255), (240, 146, 79)
_CELLS = "path{shape-rendering:crispEdges}.bad{fill:#8f0d22}.ink0{fill:#1f2328}.ink1{fill:#fff}"
_CELLS_DARK = ".bad{fill:#ff7b8a}.ink0{fill:#fff}.ink1{fill:#0d1117}"


def curves(
    frame: svg.Panel,
    *,
    own: Sequence[tuple[str, Array]],
    right: Sequence[tuple[str, Array]] = (),
    wrong: Array | None = None,
) -> str:
    """Lines (T, 2) with their names: a hue each, the solution's dashed."""
    hues = {name: place % _HUES for place, (name, _) in enumerate(right or own)}
    lines: list[ET.Element] = []
    for kind, drawn in (("own", own), ("right", right)):
        for place, (name, points) in enumerate(drawn):
            hue = hues.get(name, place % _HUES)
            lines += svg.line(f"{kind} {kind}{hue}" if hue else kind, frame.pixels(_reduced(points)))
    names = [_named(frame, name, points) for name, points in own if name and np.isfinite(points).all(axis=1).any()]
    marks = svg.mark("cross", svg.CROSS, frame.pixels(wrong), frame) if wrong is not None else []
    inside = svg.element("g", *svg.grid(frame), *lines, **{"clip-path": "url(#inside)"})
    return svg.document(frame, inside, *names, *marks)


def cells(levels: Array, *, numbers: Array | None = None, diverging: bool = False) -> str:
    """A level (rows, columns) a cell: 0 to 9, or NONE, or BAD. The rows go down.

    The numbers themselves stand in the cells where there are few.
    """
    shape = levels.shape
    left, top, wide, high = _places(shape)
    drawn = [
        svg.element("path", cls=_class(level, diverging=diverging), d=outline)
        for level, outline in _outlines(levels.astype(int), left, top, wide, high)
    ]
    if numbers is not None and numbers.shape == shape and (np.array(shape) <= MOST_NUMBERS).all():
        for row, column in np.ndindex(*shape):
            middle = left + (column + 0.5) * wide, top + (row + 0.5) * high + 4
            ink = _ink(int(levels[row, column]), diverging=diverging)
            drawn.append(_words(f"{numbers[row, column]:.3g}", *middle, cls=ink))
    return _page(*drawn, _frame(shape))


def counts(numbers: Array) -> str:
    """A square of counts (k, k), each with its number: y goes down, ŷ across."""
    left, top, wide, high = _places(numbers.shape)
    levels = np.where(numbers > 0, 1 + 8 * numbers / max(numbers.max(), 1.0), NONE).astype(int)
    drawn = [
        svg.element("path", cls=_class(level), d=outline) for level, outline in _outlines(levels, left, top, wide, high)
    ]
    for row, column in np.ndindex(*numbers.shape):
        if numbers[row, column]:
            middle = left + (column + 0.5) * wide, top + (row + 0.5) * high + 4
            drawn.append(_words(f"{numbers[row, column]:g}", *middle, cls=_ink(levels[row, column])))
    for place in range(len(numbers)):
        drawn.append(_words(str(place), left + (place + 0.5) * wide, top - 5))
        drawn.append(_words(str(place), left - 9, top + (place + 0.5) * high + 4))
    axes = _words("ŷ", SIDE - 10, 14), _words("y", 9, SIDE - 10)
    return _page(*drawn, *axes, _frame(numbers.shape))


def outlines(frame: svg.Panel, edges: Array, own: Array, right: Array) -> str:
    """Two histograms as lines: counts (n,) between edges (n + 1,)."""
    steps = [_steps(edges, heights) for heights in (own, right)]
    lines = [
        one
        for kind, points in zip(("own", "right"), steps, strict=True)
        for one in svg.line(kind, frame.pixels(points))
    ]
    return svg.document(
        frame, svg.element("g", *svg.grid(frame, only_up=True), *lines, **{"clip-path": "url(#inside)"})
    )


def points(frame: svg.Panel, own: Array, right: Array) -> str:
    """Points (n, 2) of two kinds, the student's on top."""
    drawn = [
        svg.element("circle", cls=kind, cx=x, cy=y, r=2.6)
        for kind, places in (("bar", right), ("dot", own))
        for x, y in frame.pixels(_some(places)).tolist()
        if np.isfinite([x, y]).all()
    ]
    return svg.document(frame, svg.element("g", *svg.grid(frame), *drawn, **{"clip-path": "url(#inside)"}))


def _reduced(places: Array) -> Array:
    """A long line by the lowest and the highest of its points in every stretch."""
    if len(places) <= 2 * BUCKETS:
        return places
    kept: list[int] = []
    for part in np.array_split(np.arange(len(places)), BUCKETS):
        heights = np.nan_to_num(places[part, 1], nan=np.inf)
        kept += sorted({int(part[heights.argmin()]), int(part[heights.argmax()])})
    return places[sorted({0, *kept, len(places) - 1})]


def _named(frame: svg.Panel, name: str, line: Array) -> ET.Element:
    """The name of a line, above its last point."""
    last = line[np.isfinite(line).all(axis=1)][-1:]
    x, y = frame.near_edge(frame.pixels(last))[0].tolist()
    return _words(name[:12], x - 4, max(y - 6, 20.0), anchor="end")


def _some(places: Array) -> Array:
    return places[np.unique(np.linspace(0, len(places) - 1, min(len(places), MOST_POINTS)).astype(int))]


def _steps(edges: Array, heights: Array) -> Array:
    across = np.repeat(edges, 2)
    up = np.concatenate([[0.0], np.repeat(heights, 2), [0.0]])
    return np.stack([across, up], axis=1)


def _places(shape: tuple[int, ...]) -> tuple[float, float, float, float]:
    """Left, top, and the size of one cell: none is much longer than wide."""
    rows, columns = shape
    room = SIDE - 2 * MARGIN
    wide, high = room / columns, room / rows
    wide, high = min(wide, _OBLONG * high), min(high, _OBLONG * wide)
    return MARGIN + (room - wide * columns) / 2, MARGIN + (room - high * rows) / 2, wide, high


def _outlines(levels: Array, left: float, top: float, wide: float, high: float) -> Iterator[tuple[int, str]]:
    """One path a level: neighbours in a row are one piece of it."""
    pieces: dict[int, list[str]] = {}
    for row, line in enumerate(levels.tolist()):
        column = 0
        for level, run in groupby(line):
            length = len([*run])
            if level != NONE:
                x, y, across = round(left + column * wide, 1), round(top + row * high, 1), round(length * wide, 1)
                pieces.setdefault(level, []).append(f"M{x:g},{y:g}h{across:g}v{round(high, 1):g}h-{across:g}z")
            column += length
    return ((level, "".join(found)) for level, found in sorted(pieces.items()))


def _class(level: int, *, diverging: bool = False) -> str:
    return "bad" if level == BAD else f"{'d' if diverging else 'h'}{level}"


def _ink(level: int, *, diverging: bool = False) -> str:
    """The paper's colour on what is strong."""
    half = SHADES // 2
    strong = level in {0, 1, SHADES - 2, SHADES - 1} if diverging else level > half
    return f"ink{int(strong or level == BAD)}"


def _words(said: str, x: float, y: float, *, cls: str = "", anchor: str = "middle") -> ET.Element:
    return svg.element("text", text=said, cls=cls, x=round(x, 1), y=round(y, 1), **{"text-anchor": anchor})


def _frame(shape: tuple[int, ...]) -> ET.Element:
    left, top, wide, high = _places(shape)
    x, y, width, height = (round(one, 1) for one in (left, top, wide * shape[1], high * shape[0]))
    return svg.element("rect", cls="frame", x=x, y=y, width=width, height=height)


def _page(*inside: ET.Element) -> str:
    root = svg.element(
        "svg",
        svg.element("style", text=_colours()),
        svg.element("rect", cls="paper", width=SIDE, height=SIDE),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        width=SIDE,
        height=SIDE,
        viewBox=f"0 0 {SIDE} {SIDE}",
    )
    return ET.tostring(root, encoding="unicode")


@lru_cache(maxsize=1)
def _colours() -> str:
    """Shades of both schemes: from pale to strong, and from less to more through none."""
    white, black = (255, 255, 255), (13, 17, 23)
    light = [*_shades("h", _PALE, _STRONG), *_through("d", _LESS, white, _MORE), svg.INK, _CELLS]
    dark = [
        *_shades("h", _PALE_DARK, _STRONG_DARK),
        *_through("d", _LESS_DARK, black, _MORE_DARK),
        svg.INK_DARK,
        _CELLS_DARK,
    ]
    return "".join([*light, "@media(prefers-color-scheme:dark){", *dark, "}"]).replace("\n", "")


def _shades(cls: str, low: Sequence[int], high: Sequence[int], *, first: int = 0, count: int = SHADES) -> Iterator[str]:
    for level in range(count):
        shade = (round(one + (other - one) * level / (count - 1)) for one, other in zip(low, high, strict=True))
        yield f".{cls}{first + level}{{fill:rgb({','.join(map(str, shade))})}}"


def _through(cls: str, low: Sequence[int], middle: Sequence[int], high: Sequence[int]) -> Iterator[str]:
    """Five shades on each side: those next to nothing can still be told from it."""
    half = SHADES // 2
    near_low, near_high = ([(3 * m + o) // 4 for m, o in zip(middle, end, strict=True)] for end in (low, high))
    yield from _shades(cls, low, near_low, count=half)
    yield from _shades(cls, near_high, high, first=half, count=half)
