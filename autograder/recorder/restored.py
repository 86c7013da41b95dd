"""Parameters as the last step left them, where an earlier state was put back.

Early stopping keeps the best state and puts it back after the last epoch, by whatever means: `p.data = best[name]`,
`copy_`, `load_state_dict`. That is no part of the last update.
"""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

import torch

from autograder.recorder.column_writer import FEW
from autograder.recorder.sampling import is_sampled, sample

if TYPE_CHECKING:
    from autograder.recorder.turns import Loop


class SteppedStates:
    """States in which updates left the loops that they moved."""

    def __init__(self) -> None:
        self._left: dict[int, tuple[int, list[Any]]] = {}
        self._evaluated: dict[int, tuple[int, list[Any]]] = {}

    def note(self, loops: list[Loop], moved: set[int], step: int) -> None:
        """Keep the parameters of the loops that this step ends a turn of."""
        for loop in loops:
            if loop.waits and not loop.reborn and not moved.isdisjoint(map(id, loop.leaves)):
                self._left[id(loop)] = step, _now(loop)

    def note_evaluated(self, loop: Loop) -> None:
        """Keep the parameters that a net is evaluated with, once a turn.

        No optimiser says where a turn by hand ends.
        """
        turn, _ = self._evaluated.get(id(loop), (0, []))
        if turn != loop.epochs and not loop.reborn and loop.moved:
            self._evaluated[id(loop)] = loop.epochs, _now(loop)

    def last(self, loop: Loop) -> list[torch.Tensor]:
        """The parameters as a loop's open turn has left them."""
        now = loop.last()
        left = [_tensor(row, leaf) for row, leaf in zip(self._noted(loop), loop.leaves, strict=False)]
        if len(left) != len(now) or all(map(torch.equal, now, left)):
            return now
        return left if _stood_before(loop, now) else now

    def _noted(self, loop: Loop) -> list[Any]:
        step, left = self._left.get(id(loop), (0, []))
        if step > loop.began:
            return left
        turn, left = self._evaluated.get(id(loop), (0, []))
        return left if turn == loop.epochs else []


def _now(loop: Loop) -> list[Any]:
    """The parameters; a few numbers as these, which is quickest after every step."""
    return [leaf.tolist() if leaf.numel() <= FEW else leaf.detach().clone() for leaf in loop.leaves]


def _tensor(row: Any, leaf: torch.Tensor) -> torch.Tensor:
    return row if isinstance(row, torch.Tensor) else torch.tensor(row, dtype=leaf.dtype).reshape(leaf.shape)


def _stood_before(loop: Loop, now: list[torch.Tensor]) -> bool:
    """True where an earlier turn of the loop found all its parameters so."""
    turns = [_turns_with(loop, name, value.detach()) for name, value in zip(loop.names, now, strict=True)]
    return bool(turns) and bool(reduce(and_, turns))


def _turns_with(loop: Loop, name: str, value: torch.Tensor) -> set[int]:
    quantity, asked = (f"sample.before.{name}", sample(value)) if is_sampled(value) else (f"before.{name}", value)
    return {turn for turn, row in loop.rows(quantity).items() if torch.equal(row, asked)}
