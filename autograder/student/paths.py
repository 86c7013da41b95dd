"""The path of a loop in few numbers, and the right one → the first wrong step.

The path of a public check is no secret: its data and start are the student's, and so are the numbers of each epoch.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, permutations

from autograder.lint.finding import not_cleared
from autograder.model import Difference, Kind, LintFinding, Step
from autograder.student.measuring import ratio, related

PATHS = "public/paths.json"
"""The file of a handout that holds the right paths."""
LATER = 20
"""Epochs of a long loop that are looked at, or kept beyond its first ones."""
SHOWN = 4
"""Elements that are kept of a quantity, before their mean."""
NEAR = 1e-4
"""Share of a quantity's size in which two paths may differ: the same formula written otherwise stays far below."""
MOST_ORDERS = 120
"""Orders of parameters without a name that are tried."""
ROUNDING = 1e-6
"""Share of the largest number of a quantity that single precision may leave in a sum that is 0."""
PLAINLY = 0.07
"""The same where a check has passed: what is off by less may be another way to write what is right."""

Row = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class LoopPath:
    """The quantities of a loop in the epochs that are kept.

    A row begins with the shape's sizes; "gradient.0" is of the first of the parameters `names`.
    """

    epochs: int  # updates, that is
    names: tuple[str, ...] = ()
    rows: Mapping[str, Mapping[int, Row]] = field(default_factory=dict)
    shapes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    batches: int = 1  # updates an epoch
    label: str = ""  # of one of several loops: the net that it moves
    moves: tuple[int, ...] | None = None  # of one of several: places of the parameters that it moves
    began: int = 0  # the place of its first turn among those of all loops
    stride: float = 1.0  # from one turn to the next
    others: tuple[LoopPath, ...] = ()  # the other loops of the call
    anew: bool = False  # its turns begin again and again: fits of one turn each, in whatever order

    @property
    def held(self) -> tuple[int, ...]:
        """The places of the parameters it is held by: all where it moves none."""
        return self.moves or tuple(range(len(self.names)))

    def placed(self, found: Difference, update: int) -> Difference:
        """The difference with the epoch and batch of its update."""
        found = replace(found, loop=self.label)
        if self.batches == 1:
            return replace(found, epoch=update)
        epoch, batch = divmod(update, self.batches)
        return replace(found, epoch=epoch, batch=batch)


@dataclass(frozen=True, slots=True)
class Departure:
    """The first wrong step of a path, and the finding that explains it, if any.

    `factor`: it is so many times the right one, by each of its numbers. `relation`: what else was done to a yhat. `rows`:
    how many the right yhat has, and how many numbers.
    """

    step: Step
    difference: Difference
    finding: LintFinding | None = None
    factor: float | None = None
    relation: LintFinding | None = None
    rows: frozenset[int] = frozenset()


def departure(mine: LoopPath, right: LoopPath, near: float = NEAR) -> Departure | None:
    """Find the first epoch and step at which a path is off, of all loops of a call.

    Where a loop is missing, the others tell nothing of it: that is for the check to say.
    """
    pairs = [*_pairs(mine, right, near)]
    found = [(own, one, left) for own, one in pairs if (left := _departure(own, one, near)) is not None]
    if not found:
        return None
    own, one, left = min(found, key=lambda each: _when(*each))
    return replace(left, rows=_rows(one), finding=left.finding or _too_soon(own, one, left, pairs))


def _too_soon(
    mine: LoopPath, right: LoopPath, left: Departure, pairs: Iterable[tuple[LoopPath, LoopPath]]
) -> LintFinding | None:
    """Find a net that turned before another, which its loss goes through."""
    if left.step is Step.UPDATE or left.difference.epoch != 0 or left.difference.batch:
        return None
    for other, first in pairs:
        through = {first.names[place] for place in first.held} & {*right.names}
        if first.began < right.began and mine.began < other.began and through and right.label and first.label:
            return LintFinding("turned_too_soon", right.label, first.label)
    return None


def _rows(right: LoopPath) -> frozenset[int]:
    shape = right.shapes.get("yhat", ())
    return frozenset({shape[0], math.prod(shape)}) if shape else frozenset()


def _pairs(mine: LoopPath, right: LoopPath, near: float) -> Iterator[tuple[LoopPath, LoopPath]]:
    """Each loop of the right path with mine, where as many move the same parameters.

    Of several that move them, those that are right belong together in whatever order they ran; the others by their order.
    """
    if right.moves is None:
        yield mine, right
        return
    own, rights = _by_moved(mine), _by_moved(right)
    others = [moved for moved in own if moved not in rights]
    for moved, asked in rights.items():
        alone = len(others) == len(rights) - len(own.keys() & rights.keys()) == 1 and len(others[0]) == len(moved)
        left = own.get(moved, own[others[0]] if alone else [])
        yield from _agreeing(left, asked, near) if len(left) == len(asked) else ()


def _agreeing(left: list[LoopPath], asked: list[LoopPath], near: float) -> Iterator[tuple[LoopPath, LoopPath]]:
    """Pairs of those that do not agree with another."""
    for one in [*asked] if len(asked) > 1 else ():
        same = next((path for path in left if _departure(path, one, near) is None), None)
        if same is not None:
            left.remove(same)
            asked.remove(one)
    return zip(left, asked, strict=True)


def _by_moved(path: LoopPath) -> dict[frozenset[str], list[LoopPath]]:
    """The loops of a call in the order they ran, by the parameters that they move."""
    found: dict[frozenset[str], list[LoopPath]] = {}
    for one in sorted((path, *path.others), key=lambda one: one.began):
        found.setdefault(frozenset(one.names[place] for place in one.held), []).append(one)
    return found


def _when(mine: LoopPath, right: LoopPath, left: Departure) -> float:
    """The place of a departure among my turns of all loops."""
    found = left.difference
    if found.epoch is None:
        update = 1 if _is_multiple(mine, right) else min(mine.epochs, right.epochs)
    else:
        update = found.epoch if found.batch is None else found.epoch * right.batches + found.batch
    return mine.began + update * mine.stride


def _is_multiple(mine: LoopPath, right: LoopPath) -> bool:
    """True of one of several loops that turns twice, or oftener, where it should once."""
    return right.moves is not None and mine.epochs > right.epochs and not mine.epochs % right.epochs


def _departure(mine: LoopPath, right: LoopPath, near: float) -> Departure | None:
    """Find the first epoch and step at which one loop is off.

    None where it is right as far as it is kept. Where an epoch has several updates, another number of them comes first:
    all later ones are other batches.
    """
    mine = _in_order_of(right, mine)
    counts = Difference(
        Kind.EPOCHS,
        "updates" if right.batches > 1 or right.label else "",
        got=str(mine.epochs),
        expected=str(right.epochs),
        loop=right.label,
    )
    if mine.epochs != right.epochs and (right.batches > 1 or _is_multiple(mine, right)):
        return Departure(Step.SETUP, counts)
    for epoch in sorted({epoch for rows in right.rows.values() for epoch in rows}):
        for quantity, step in _steps(right):
            found = _off(mine, right, quantity, epoch, near)
            if found is not None:
                own, asked = (path.rows.get(quantity, {}).get(epoch, ()) for path in (mine, right))
                return replace(
                    _departed(mine, right, found, step, epoch),
                    factor=_factor(mine, right, quantity, epoch),
                    relation=related(own, asked) if step is Step.YHAT else None,
                )
    if mine.epochs != right.epochs:
        return Departure(Step.SETUP, counts)
    return None


def _in_order_of(right: LoopPath, mine: LoopPath) -> LoopPath:
    """My path with its parameters in the order of the right one.

    By name, or where other tensors are trained, as they lie nearest.
    """
    places = range(len(right.names))
    if set(right.names) < set(mine.names):
        return _reordered(mine, [mine.names.index(name) for name in right.names])
    if len(mine.names) != len(places) or mine.names == right.names:
        return mine
    if set(mine.names) == set(right.names):
        return _reordered(mine, [mine.names.index(name) for name in right.names])
    first = sorted({epoch for rows in right.rows.values() for epoch in rows})[:LATER]
    every = (_reordered(mine, order) for order in islice(permutations(places), MOST_ORDERS))
    return min(
        every,
        key=lambda path: sum(
            _off(path, right, quantity, epoch, NEAR) is not None for epoch in first for quantity, _ in _steps(right)
        ),
    )


def _reordered(path: LoopPath, order: Sequence[int]) -> LoopPath:
    """The path with its parameters in this order, and none besides."""
    place = {f"{old}": new for new, old in enumerate(order)}

    def named(quantity: str) -> str:
        kind, dot, old = quantity.partition(".")
        return f"{kind}.{place[old]}" if dot else quantity

    def is_in(quantity: str) -> bool:
        return quantity.partition(".")[2] in {"", *place}

    return replace(
        path,
        names=tuple(path.names[old] for old in order),
        rows={named(quantity): rows for quantity, rows in path.rows.items() if is_in(quantity)},
        shapes={named(quantity): shape for quantity, shape in path.shapes.items() if is_in(quantity)},
    )


def _steps(right: LoopPath) -> Iterator[tuple[str, Step]]:
    yield "yhat", Step.YHAT
    yield "loss", Step.LOSS
    for quantity, step in (("gradient", Step.BACKWARD), ("after", Step.UPDATE)):
        yield from ((f"{quantity}.{place}", step) for place in right.held)


def _off(mine: LoopPath, right: LoopPath, quantity: str, epoch: int, near: float) -> Difference | None:
    own, asked = mine.rows.get(quantity, {}).get(epoch), right.rows.get(quantity, {}).get(epoch)
    if own is None or asked is None:
        return None
    kind, _, place = quantity.partition(".")
    name = f"{kind}.{right.names[int(place)]}" if place else kind
    if math.prod(mine.shapes[quantity]) != math.prod(right.shapes[quantity]):
        shapes = (str(mine.shapes[quantity]), str(right.shapes[quantity]))
        return right.placed(Difference(Kind.SHAPE, name, got=shapes[0], expected=shapes[1]), epoch)
    size = max((abs(one) for one in asked if one is not None), default=0.0)
    within = near * size + max(near**2, ROUNDING) * _largest(right, kind)
    for got, wanted in zip(own, asked, strict=True):
        if (got is None) != (wanted is None) or (got is not None and wanted is not None and abs(got - wanted) > within):
            return right.placed(Difference(Kind.VALUE, name, got=_shown(own), expected=_shown(asked)), epoch)
    return None


def _largest(right: LoopPath, kind: str) -> float:
    """The largest number of a quantity, of whatever parameter.

    Its rounding is what all of them may differ by.
    """
    every = (rows for quantity, rows in right.rows.items() if quantity.partition(".")[0] == kind)
    return max((abs(one) for rows in every for row in rows.values() for one in row if one is not None), default=0.0)


def _departed(mine: LoopPath, right: LoopPath, found: Difference, step: Step, epoch: int) -> Departure:
    """An update that carries an old gradient on departs an epoch before."""
    if step is Step.BACKWARD and (epoch or right.began):
        for place, name in ((place, right.names[place]) for place in right.held):
            left = mine.rows.get(f"carried.{place}", {}).get(epoch, ())
            before = right.rows.get(f"carried.{place}", {}).get(epoch, ())
            if any(left) and not any(before):
                finding = not_cleared(replace(found, quantity=f"carried.{name}"), None)
                return Departure(Step.UPDATE, found, finding if epoch else replace(finding, kind="update_not_cleared"))
    return Departure(step, found)


def _factor(mine: LoopPath, right: LoopPath, quantity: str, update: int) -> float | None:
    """How many times the right one a quantity is; of parameters, their step."""
    own, asked = (path.rows.get(quantity, {}).get(update, ()) for path in (mine, right))
    kind, _, place = quantity.partition(".")
    if kind == "after":
        start = mine.rows.get(f"before.{place}", {}) if update == 0 else mine.rows.get(quantity, {})
        before = start.get(max(update - 1, 0), ())
        own, asked = (_minus(after, before) for after in (own, asked))
    return ratio(own, asked)


def _minus(row: Row, other: Row) -> Row:
    pairs = zip(row, other, strict=False)
    return tuple(None if one is None or two is None else one - two for one, two in pairs)


def _shown(row: Sequence[float | None]) -> str:
    """`(-13.4225, 11.8893)`; of many numbers the first few."""
    words = ["nan" if one is None else f"{one:.4f}".rstrip("0").rstrip(".") for one in row[:SHOWN]]
    return words[0] if len(words) == 1 else f"({', '.join([*words, '…'] if len(row) > SHOWN else words)})"
