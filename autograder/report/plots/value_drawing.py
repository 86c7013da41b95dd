"""Curves and values as data → pictures as a page holds them, and their words."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

import numpy as np

from autograder.report.messages.catalog import say
from autograder.report.plots import charts, svg
from autograder.report.plots.drawing import Drawn, losses_scale
from autograder.report.plots.values import PLANE, Confusion, HeatMap, Samples, ValuePicture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from autograder.model import Text
    from autograder.report.plots.curves import Curve, Curves
    from autograder.report.plots.numbers import Array

MOST_CELLS = 32
"""Cells along each side of a heat map: of larger arrays a cell is a block."""
MOST_IMAGES, IMAGE_CELLS = 9, 10
_BINS = 24


def draw_curves(picture: Curves, languages: Sequence[str], *, exercise: str = "") -> Drawn:
    """The losses of all loops over the updates of the call, one line each."""
    picture = replace(picture, exercise=exercise or picture.exercise)
    own, right = ([(curve.name, _points(curve)) for curve in curves] for curves in (picture.own, picture.right))
    frame = svg.Panel(*_axes(picture))
    place = picture.first_wrong
    wrong = None if place is None else own[place[1]][1][[place[0]]]
    code = "page.curves" if picture.right else "check.curves"
    return _drawn(
        picture.exercise,
        [charts.curves(frame, own=own, right=right, wrong=wrong)],
        (svg.WIDTH, svg.HEIGHT),
        {language: _told_curves(picture, language) for language in languages},
        {language: _caption(picture, code, language) for language in languages},
        keyed=bool(picture.right),
    )


def draw_values(picture: ValuePicture, languages: Sequence[str]) -> Drawn:
    """A heat map, a confusion matrix, or samples, by what the picture is."""
    match picture:
        case HeatMap():
            return _heat_map(picture, languages)
        case Confusion():
            return _confusion(picture, languages)
        case Samples():
            return _images(picture, languages) if picture.right.ndim > PLANE else _samples(picture, languages)
        case never:
            assert_never(never)


# ---------------------------------------------------------------------- curves


def _points(curve: Curve) -> Array:
    return np.stack([curve.updates, curve.losses], axis=1)


def _axes(picture: Curves) -> tuple[svg.Scale, svg.Scale]:
    own = np.concatenate([curve.losses for curve in picture.own])
    right = np.concatenate([curve.losses for curve in picture.right or picture.own])
    last = max(float(curve.updates[-1]) for curve in picture.right or picture.own)
    longest = max(float(curve.updates[-1]) for curve in picture.own)
    return svg.Scale(1.0, max(min(longest, 2 * last), last, 2.0), "update"), losses_scale(right, own)


def _caption(picture: Curves, code: str, language: str) -> str:
    names = [curve.name for curve in picture.right or picture.own]
    words = say(code, language, exercise=picture.exercise)
    if len(names) > 1:
        words = f"{words} {say('page.curves_several', language, names=', '.join(names))}"
    if picture.first_wrong is None:
        return words
    return f"{words} {say('page.picture_first', language, epoch=picture.first_wrong[0] + 1)}"


def _told_curves(picture: Curves, language: str) -> str:
    lines = [say("page.curves_alt", language, exercise=picture.exercise)]
    for code, curves in (("page.curve_right", picture.right), ("page.curve_own", picture.own)):
        for curve in curves:
            name = f" ({curve.name})" if curve.name else ""
            ends = {"first": f"{curve.losses[0]:.4g}", "last": f"{curve.losses[-1]:.4g}"}
            lines.append(say(code, language, name=name, updates=len(curve.losses), **ends))
    return " ".join(lines)


# ---------------------------------------------------------------------- heat maps


def _heat_map(picture: HeatMap, languages: Sequence[str]) -> Drawn:
    own, right = picture.own, picture.right
    low, high = _range(right, own)
    shown = [charts.cells(_levels(_blocks(one), low, high), numbers=one) for one in (own, right)]
    told = {
        "exercise": picture.exercise,
        "where": f" {picture.where}" if picture.where else "",
        "low": f"{low:.4g}",
        "high": f"{high:.4g}",
        "own": _shape(own),
        "right": _shape(right),
    }
    code = "heat_shapes"
    if own.shape == right.shape:
        code = "heat"
        shown.append(charts.cells(_apart(own, right), numbers=_difference(own, right), diverging=True))
        row, column = _farthest(own, right)
        told |= {"at": f"[{row}, {column}]", "got": f"{own[row, column]:.6g}", "expected": f"{right[row, column]:.6g}"}
        told["wrong"] = str(int((~np.isclose(own, right, rtol=1e-5, atol=1e-12, equal_nan=True)).sum()))
        told["size"] = str(right.size)
    drawn = _told(picture.exercise, shown, languages, code, told)
    finite = np.isfinite(own).all() and np.isfinite(right).all()
    return drawn if finite else _adding(drawn, "not_numbers", languages)


def _range(right: Array, own: Array) -> tuple[float, float]:
    """The right values' range, widened by the student's, at most to three times."""
    known = right[np.isfinite(right)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    span = min(high - low, 1e300) or max(abs(high), 1e-12)
    near = own[np.isfinite(own)].clip(low - span, high + span)
    if near.size:
        low, high = min(low, float(near.min())), max(high, float(near.max()))
    return low, high if high > low else low + span


def _blocks(values: Array, most: int = MOST_CELLS) -> Array:
    """The mean of each block, where there are more cells than can be seen."""
    if max(values.shape) <= most:
        return values
    rows, columns = (_split(length, most) for length in values.shape)
    return np.array([[values[np.ix_(row, column)].mean() for column in columns] for row in rows])


def _split(length: int, most: int = MOST_CELLS) -> list[NDArray[np.int_]]:
    return np.array_split(np.arange(length), min(length, most))


def _levels(values: Array, low: float, high: float) -> Array:
    shares = (values / 2 - low / 2) / (high / 2 - low / 2)  # halves: the largest floats do not overflow
    shares = np.clip(np.nan_to_num(shares, nan=0.0), 0.0, 1.0)
    levels = np.clip(np.floor(shares * charts.SHADES), 0, charts.SHADES - 1)
    return np.where(np.isfinite(values), levels, charts.BAD)


def _apart(own: Array, right: Array) -> Array:
    """Levels of the difference, of a block where it is largest."""
    difference = _difference(own, right)
    rows, columns = (_split(length) for length in difference.shape)
    found = np.array([[_largest(difference[np.ix_(row, column)]) for column in columns] for row in rows])
    known = np.abs(found[np.isfinite(found)])
    most = float(known.max()) if known.size else 0.0
    levels = np.clip(np.floor((found / most + 1) / 2 * charts.SHADES), 0, charts.SHADES - 1) if most else found
    levels = np.where(found == 0, charts.NONE, levels)
    return np.where(np.isfinite(found), levels, charts.BAD)


def _difference(own: Array, right: Array) -> Array:
    """The student's minus the right values; nothing where they agree to a few digits."""
    return np.where(np.isclose(own, right, rtol=1e-5, atol=1e-12, equal_nan=True), 0.0, own - right)


def _largest(block: Array) -> float:
    flat = block.reshape(-1)
    return float(flat[np.nan_to_num(np.abs(flat), nan=math.inf, posinf=math.inf).argmax()])


def _farthest(own: Array, right: Array) -> tuple[int, int]:
    apart = np.nan_to_num(np.abs(own - right), nan=math.inf, posinf=math.inf)
    row, column = np.unravel_index(int(apart.argmax()), apart.shape)
    return int(row), int(column)


# ---------------------------------------------------------------------- classes and samples


def _confusion(picture: Confusion, languages: Sequence[str]) -> Drawn:
    shown = [charts.counts(picture.own)] + ([] if picture.beside is None else [charts.counts(picture.beside)])
    rows = int(picture.own.sum()) + picture.other
    told = {"exercise": picture.exercise, "right": str(int(np.trace(picture.own))), "rows": str(rows)}
    if picture.beside is not None:
        told["solution"] = str(int(np.trace(picture.beside)))
    code = "confusion" if picture.beside is None else "confusion_beside"
    drawn = _told(picture.exercise, shown, languages, code, told)
    return _adding(drawn, "confusion_other", languages, other=picture.other) if picture.other else drawn


def _samples(picture: Samples, languages: Sequence[str]) -> Drawn:
    own, right = (one[np.isfinite(one).all(axis=1)] for one in (picture.own, picture.right))
    low, high = np.array([_range(right[:, axis], own[:, axis]) for axis in range(right.shape[1])]).T
    if right.shape[1] == PLANE:
        frame = svg.Panel(svg.Scale(low[0], high[0]), svg.Scale(low[1], high[1]))
        shown = charts.points(frame, own, right)
    else:
        edges = np.linspace(low[0], high[0], _BINS + 1)
        made, solved = (np.histogram(one.clip(low, high), edges)[0].astype(np.float64) for one in (own, right))
        frame = svg.Panel(svg.Scale(low[0], high[0]), svg.Scale(0.0, float(max(made.max(), solved.max(), 1)) * 1.05))
        shown = charts.outlines(frame, edges, made, solved)
    code = "samples_plane" if right.shape[1] == PLANE else "samples"
    told = {"exercise": picture.exercise, "own": _spread(picture.own), "right": _spread(picture.right)}
    alt, caption = _words(code, told, languages)
    return _drawn(picture.exercise, [shown], (svg.WIDTH, svg.HEIGHT), alt, caption, keyed=True)


def _spread(values: Array) -> str:
    """How many, their mean and their spread: `n = 131, 0.42 ± 1.3`, an axis each."""
    known = values[np.isfinite(values).all(axis=1)]
    if not len(known):
        return f"n = {len(values)}"
    axes = ", ".join(f"{mean:.3g} ± {spread:.3g}" for mean, spread in zip(known.mean(0), known.std(0), strict=True))
    return f"n = {len(values)}, {axes}"


def _images(picture: Samples, languages: Sequence[str]) -> Drawn:
    low, high = _range(picture.right, picture.own)
    shown = [charts.cells(_tiled(one, low, high)) for one in (picture.own, picture.right)]
    told = {"exercise": picture.exercise, "own": str(len(picture.own)), "right": str(len(picture.right))}
    return _told(picture.exercise, shown, languages, "images", told | {"low": f"{low:.4g}", "high": f"{high:.4g}"})


def _tiled(images: Array, low: float, high: float) -> Array:
    """The first few images side by side, small, with a gap between them."""
    some = images[:MOST_IMAGES]
    across = math.ceil(math.sqrt(len(some)))
    small = [_levels(_blocks(image, IMAGE_CELLS), low, high) for image in some]
    rows, columns = small[0].shape
    sheet = np.full((-(-len(some) // across) * (rows + 1) - 1, across * (columns + 1) - 1), float(charts.NONE))
    for place, levels in enumerate(small):
        row, column = place // across * (rows + 1), place % across * (columns + 1)
        sheet[row : row + rows, column : column + columns] = levels
    return sheet


# ---------------------------------------------------------------------- words


def _shape(values: Array) -> str:
    return " × ".join(map(str, values.shape))


def _told(exercise: str, shown: Sequence[str], languages: Sequence[str], code: str, told: dict[str, str]) -> Drawn:
    alt, caption = _words(code, told, languages)
    return _drawn(exercise, shown, (charts.SIDE, charts.SIDE), alt, caption)


def _adding(drawn: Drawn, code: str, languages: Sequence[str], **told: object) -> Drawn:
    """The same picture with one more sentence."""
    more = {language: say(f"page.{code}", language, **told) for language in languages}
    alt, caption = ({each: f"{text[each]} {more[each]}" for each in languages} for text in (drawn.alt, drawn.caption))
    return replace(drawn, alt=alt, caption=caption)


def _words(code: str, told: dict[str, str], languages: Sequence[str]) -> tuple[Text, Text]:
    alt = {language: say(f"page.{code}_alt", language, **told) for language in languages}
    return alt, {language: say(f"page.{code}", language, **told) for language in languages}


def _drawn(
    exercise: str, shown: Sequence[str], size: tuple[int, int], alt: Text, caption: Text, *, keyed: bool = False
) -> Drawn:
    return Drawn(exercise, tuple(map(svg.data_uri, shown)), *size, alt, caption, keyed)
