"""Values of failed checks, the student's and the solution's → data of pictures.

No torch, no drawing. The picture follows from the value: an array with two axes is a heat map, whole numbers of many rows are classes.
A week says so (`[pictures]` of week.toml) where a value could be either, as the samples of a generator.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autograder.model import Outcome, PictureKind
from autograder.report.plots.numbers import Array, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from autograder.model import Assignment, Grade, Probe, Tape, Value

MOST_VALUES = 3
MOST_CLASSES = 12
FEWEST_ROWS = 20
"""Whole numbers of fewer rows are no classes."""
SHORT, LONG = 2, 3
"""Sides of the smallest table that is drawn."""
PLANE = 2
_LABELS = ("labels", "label", "y", "target", "targets")


@dataclass(frozen=True)
class HeatMap:
    """Two arrays (rows, columns), and where they stand in larger ones: "[3, 0]"."""

    exercise: str
    own: Array
    right: Array
    where: str = ""


@dataclass(frozen=True)
class Confusion:
    """Counts (k, k): the right class by row, the class that was given by column.

    `beside`: the solution's own, where the rows are labels of the data; `other` rows have no such class.
    """

    exercise: str
    own: Array
    beside: Array | None = None
    other: int = 0


@dataclass(frozen=True)
class Samples:
    """A generator's: (n, 1) or (n, 2) numbers, or (n, height, width) images."""

    exercise: str
    own: Array
    right: Array


ValuePicture = HeatMap | Confusion | Samples


def value_pictures(grade: Grade, assignment: Assignment, right: Mapping[str, Tape]) -> tuple[ValuePicture, ...]:
    """One a wrong exercise: of the first failed check whose values can be drawn.

    Classes and samples are those of the call with the most of them.
    """
    checks = {check.name: check for check in assignment.checks}
    probes = {probe.id: probe for probe in assignment.probes}
    tapes = {tape.probe: tape for tape in grade.recording.tapes if not tape.shadow} if grade.recording else {}
    found: dict[str, ValuePicture] = {}
    for mark in grade.marks:
        check = checks.get(mark.verdict.check)
        if check is None or mark.verdict.outcome is not Outcome.FAILED:
            continue
        own, solved, probe = tapes.get(check.probe), right.get(check.probe), probes.get(check.probe)
        if own is None or solved is None or probe is None:
            continue
        asked = assignment.pictures.get(check.exercise)
        quantity = mark.verdict.difference.quantity if mark.verdict.difference else ""
        made = next((one for pair in _pairs(own, solved, quantity) if (one := _picture(*pair, probe, asked))), None)
        if made and _says_more(made, found.get(check.exercise)):
            found[check.exercise] = made
    return tuple(found.values())[:MOST_VALUES]


def _says_more(made: ValuePicture, before: ValuePicture | None) -> bool:
    if before is None or type(made) is not type(before):
        return before is None
    return not isinstance(made, HeatMap) and _count(made) > _count(before)


def _count(picture: ValuePicture) -> float:
    return float(picture.own.sum()) if isinstance(picture, Confusion) else len(picture.right)


def _pairs(own: Tape, right: Tape, quantity: str) -> Iterator[tuple[Value, Value]]:
    """The student's arrays beside the solution's: what was wrong, what was returned."""
    for name in dict.fromkeys((quantity, "returned")):
        mine, theirs = (tape.returned if name == "returned" else tape.seen.get(name) for tape in (own, right))
        if mine and theirs:
            yield from _arrays(mine, theirs)


def _arrays(own: Value, right: Value) -> Iterator[tuple[Value, Value]]:
    if own.dtype and right.dtype:
        yield own, right
    for mine, theirs in zip(own.items, right.items, strict=False):
        yield from _arrays(mine, theirs)


def _picture(own: Value, right: Value, probe: Probe, asked: PictureKind | None) -> ValuePicture | None:
    mine, theirs = numbers_of(own), numbers_of(right)
    if not mine.size or not theirs.size or asked in {PictureKind.NONE, PictureKind.CURVES} or _alike(mine, theirs):
        return None
    match asked or _kind(theirs):
        case PictureKind.HEAT_MAP:
            return _heat_map(probe.exercise, mine, theirs)
        case PictureKind.CONFUSION:
            return _confusion(probe, mine, theirs)
        case PictureKind.SAMPLES:
            return _samples(probe.exercise, mine, theirs)
        case _:
            return None


def _alike(own: Array, right: Array) -> bool:
    return own.shape == right.shape and bool(np.allclose(own, right, rtol=1e-5, atol=1e-12, equal_nan=True))


def _kind(right: Array) -> PictureKind:
    if right.ndim > 1 and sorted(right.shape[-2:]) >= [SHORT, LONG]:
        return PictureKind.HEAT_MAP
    one_a_row = right.size == len(right) if right.ndim else False
    if one_a_row and right.size >= FEWEST_ROWS and _are_classes(right) and right.max() < MOST_CLASSES:
        return PictureKind.CONFUSION
    return PictureKind.NONE


def _are_classes(values: Array) -> bool:
    return bool((np.isfinite(values) & (values >= 0) & (values == np.round(values))).all())


def _heat_map(exercise: str, own: Array, right: Array) -> HeatMap | None:
    """The plane in which they are farthest apart; of other shapes, the first of each."""
    if own.shape == right.shape and right.ndim >= PLANE:
        apart = np.nan_to_num(np.abs(own - right), nan=math.inf, posinf=math.inf)
        leading = right.shape[:-2]
        farthest = int(apart.reshape(-1, right.shape[-2] * right.shape[-1]).max(axis=1).argmax())
        place = np.unravel_index(farthest, leading) if leading else ()
        where = f"[{', '.join(str(int(one)) for one in place)}]" if place else ""
        return HeatMap(exercise, own[place], right[place], where)
    return HeatMap(exercise, _first_plane(own), _first_plane(right))


def _first_plane(values: Array) -> Array:
    flat = np.atleast_2d(values)
    return flat.reshape(-1, *flat.shape[-2:])[0]


def _confusion(probe: Probe, own: Array, right: Array) -> Confusion | None:
    """Against the labels among the inputs, or against what the solution answers."""
    given, solved = _classes(own), _classes(right)
    if given is None or solved is None or len(given) != len(solved):
        return None
    labels = _labels_of(probe, len(solved))
    truth = solved if labels is None else labels
    if not _are_classes(np.concatenate([truth, solved])):
        return None
    count = int(max(truth.max(), solved.max())) + 1
    if count > MOST_CLASSES:
        return None
    known = np.isfinite(given) & (given >= 0) & (given < count) & (given == np.round(given))
    counted = _counted(truth[known], given[known], count)
    if known.all() and (given == solved).all():
        return None
    beside = None if labels is None else _counted(truth, solved, count)
    return Confusion(probe.exercise, counted, beside, int((~known).sum()))


def _classes(values: Array) -> Array | None:
    """One class a row: as it stands, or the place of the largest score."""
    if values.ndim > 1 and values.shape[-1] > 1:
        return np.nan_to_num(values.reshape(-1, values.shape[-1]), nan=-math.inf).argmax(axis=1).astype(np.float64)
    return values.reshape(-1) if values.ndim else None


def _labels_of(probe: Probe, rows: int) -> Array | None:
    for name in sorted(probe.inputs, key=lambda name: name not in _LABELS):
        value = probe.inputs[name]
        if (
            value.dtype
            and value.type in {"Tensor", "ndarray"}
            and value.shape[:1] == (math.prod(value.shape),) == (rows,)
        ):
            labels = numbers_of(value).reshape(-1)
            if _are_classes(labels) and labels.max() < MOST_CLASSES:
                return labels
    return None


def _counted(truth: Array, given: Array, count: int) -> Array:
    places = (truth * count + given).astype(int)
    return np.bincount(places, minlength=count * count).reshape(count, count).astype(np.float64)


def _samples(exercise: str, own: Array, right: Array) -> Samples | None:
    """Numbers, points of a plane or images: what the solution's are."""
    shape = right.shape[1:]
    if math.prod(shape) in {1, PLANE} and len(shape) <= 1:
        width = math.prod(shape)
        return Samples(exercise, own.reshape(-1, width), right.reshape(-1, width)) if own.size % width == 0 else None
    images = [one.reshape(-1, *one.shape[-2:]) for one in (own, right) if one.ndim > PLANE]
    return Samples(exercise, *images) if len(images) == 2 else None  # noqa: PLR2004 - the student's and the solution's
