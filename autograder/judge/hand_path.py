"""A loop with gradients by hand → its first wrong step, by size and direction.

Backward is never seen: no gradient is known, and of many a long fit the first epochs and the last.
"""

from __future__ import annotations

from itertools import takewhile
from math import prod
from typing import TYPE_CHECKING

import torch

from autograder.judge.loop_path import Path, Rows, beyond, flat, shaped, sizes_so_far
from autograder.judge.wrong_step import WrongStep, difference_at, near, wrong_step
from autograder.recorder.asked_epochs import MOST_ASKED

if TYPE_CHECKING:
    from autograder.judge.path_judge import PathJudge


WALKED = "walked"
"""Stands before the parameters after every turn, where all turns are known."""


def wrong_by_hand(mine: Path, right: Path, judge: PathJudge) -> WrongStep | None:
    """The first wrong step of the epochs that are kept, or an end elsewhere."""
    steps = _right_steps(mine, right, judge)
    return (_first_wrong(mine, steps) if steps else None) or _wrong_end(mine, right)


def _first_wrong(mine: Path, steps: Rows) -> WrongStep | None:
    count = len(next(iter(steps.values())))
    before, after = ({name: rows[:count] for name, rows in kept.items()} for kept in _turns(mine))
    ends = {name: before[name] + rows for name, rows in steps.items()}
    if any(after[name].shape != rows.shape for name, rows in ends.items()):
        return None
    most = near(shadow=mine.shadow)
    apart = [beyond(most, after[name], rows, sizes_so_far(rows)).any(1) for name, rows in ends.items()]
    taken = {name: after[name] - before[name] for name in steps}
    return wrong_step("after", torch.stack(apart).any(0), after, ends, mine.shapes, parts=(taken, steps))


def _right_steps(mine: Path, right: Path, judge: PathJudge) -> Rows | None:
    """The solution's steps in the first epochs; None where these cannot be told."""
    before, _ = _turns(mine)
    count = min(map(len, before.values()), default=0)
    if not count or judge.loop is None or mine.shapes.keys() != right.shapes.keys():
        return None
    found = judge.loop.at(shaped({name: rows[:count] for name, rows in before.items()}, mine.shapes))
    return None if found is None else judge.steps({n: flat(rows) for n, rows in found.gradient.items()}, mine)


def _turns(mine: Path) -> tuple[Rows, Rows]:
    """The parameters before and after every turn that is known from the first on."""
    before: Rows = {}
    after: Rows = {}
    for name, shape in mine.shapes.items():
        (epochs, begun), (_, ended) = (mine.kept(f"{kind}.{name}", prod(shape)) for kind in ("before", "after"))
        _, walked = mine.kept(f"{WALKED}.{name}", prod(shape))
        before[name] = torch.cat([begun[:1], walked[:-1]]) if len(walked) else begun[: _unbroken(epochs)]
        after[name] = walked if len(walked) else ended
    return before, after


def _unbroken(epochs: tuple[int, ...]) -> int:
    """How many follow one another from the first on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], enumerate(epochs)))


def _wrong_end(mine: Path, right: Path) -> WrongStep | None:
    """Where gradients by hand end elsewhere, though the first epochs are right.

    An end where an earlier epoch of the solution's ends is too few epochs, which the count says. Of a short fit of which
    every turn is known the turns say it all; what none of them shows adds up in a long one.
    """
    last = mine.epochs - 1
    is_walked = all(len(mine.kept(f"{WALKED}.{name}", prod(shape))[1]) for name, shape in mine.shapes.items())
    if right.epochs != mine.epochs or not right.is_whole or (is_walked and mine.epochs <= MOST_ASKED):
        return None
    unit = near(shadow=mine.shadow)
    for name, rows in right.after.items():
        sizes = sizes_so_far(rows)
        epochs, values = mine.kept(f"after.{name}", rows.shape[1])
        if last not in epochs:
            return None
        wrong = beyond(unit, values, rows[list(epochs)], sizes[list(epochs)]).any(1)
        too_few = not bool(beyond(unit, values[-1:], rows, sizes).any(1).all())
        if bool(wrong[-1]) and not bool(wrong[:-1].any()) and not too_few:
            return WrongStep(difference_at(f"after.{name}", last, values[-1], rows[-1], mine.shapes[name]), (last,))
    return None
