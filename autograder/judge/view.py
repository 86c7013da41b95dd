"""A probe's tapes, native and shadow → `StudentWork`.

All that a check sees of a student.

Types, dtypes, shapes and endings are those of the native run. Values are the shadow's where the shadow ran the same
way and every digit of it is double; where it could not be applied they are the native ones, and the comparison knows it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import torch

from autograder.errors import BrokenError, DepartedError
from autograder.judge.alignment import Alignment
from autograder.judge.clock import JudgingClock
from autograder.judge.comparison import Comparison, Seen, difference, seen
from autograder.judge.endings import ended
from autograder.judge.loops import begun_in, moved_in
from autograder.judge.probe_tapes import ProbeTapes
from autograder.judge.recorded import (
    ChangedInputs,
    EpochCount,
    NamedParameters,
    Turn,
    recorded,
    reshaped,
    seen_on,
)
from autograder.judge.right_path import RightPath
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Difference, Ending, Kind, Tape, Value

if TYPE_CHECKING:
    from autograder.judge.inference import InferredQuantities

Sizes = Callable[[str], float]
"""By quantity, the largest size it has on the solution's own path."""
SIZES = 1024.0
"""So many times the solution's sizes may a student's earlier values make a later difference small, and no more."""


@dataclass(frozen=True)
class LoopSource:
    """Which loop of its call this is, and how to reach the others."""

    label: str = ""
    batches: Callable[[], int] = lambda: 1
    loops: Callable[[], tuple[StudentWork, ...]] | None = None
    of: Callable[[str | int], StudentWork] | None = None
    right: Callable[[StudentWork], RightPath] | None = None
    solution: Callable[[StudentWork], Tape] | None = None
    whole: Callable[[StudentWork], Tape] | None = None
    moved_elsewhere: Callable[[StudentWork], frozenset[str]] = lambda _mine: frozenset()
    ended: Callable[[], Difference] | None = None


class StudentWork:
    """One probe of one student's work, as a check sees it.

    `infer` gives quantities that the tape does not show.
    """

    def __init__(
        self,
        tapes: ProbeTapes,
        comparison: Comparison,
        infer: InferredQuantities | None = None,
        clock: JudgingClock | None = None,
        *,
        sizes: Sizes | None = None,
        source: LoopSource | None = None,
    ) -> None:
        if tapes.native is None or tapes.native.ending is Ending.BROKEN:
            raise BrokenError
        self.native = tapes.native
        self.comparison = comparison
        comparison.shadow = tapes.applies
        comparison.epochs = lambda: -(-self.native.epochs // self.own_batches)
        self._columns = tapes.columns
        self.tape = self._columns.tape
        self._infer = infer
        self._sizes = sizes
        self._clock = clock or JudgingClock()
        self._source = source or LoopSource()
        self._cache: dict[tuple[str, int], Any] = {}

    @property
    def returned(self) -> Any:
        """The returned value."""
        self._must_have_finished()
        return recorded(self.tape.returned, self.native.returned, "returned", self.comparison)

    @property
    def seen(self) -> dict[str, Any]:
        """Values that the driver wrote down besides, by name."""
        self._must_have_finished()
        own = self.native.seen
        return {name: recorded(value, own.get(name), name, self.comparison) for name, value in self.tape.seen.items()}

    @property
    def changed(self) -> ChangedInputs:
        """Names of inputs that were changed in place, parameters included."""
        self._must_have_finished()
        return ChangedInputs(self.native.changed)

    @property
    def epochs(self) -> EpochCount:
        """How many epochs the loop had, as the week counts them: an epoch begun counts."""
        self._must_have_finished()
        counted = "epochs" if self.batches > 1 or self.label or self._columns.is_by_hand else ""
        return EpochCount.of(-(-self.native.epochs // self.own_batches), counted, self.label)

    @property
    def updates(self) -> EpochCount:
        """How many updates the loop had: one a mini-batch."""
        self._must_have_finished()
        return EpochCount.of(self.native.epochs, "updates", self.label)

    @cached_property
    def batches(self) -> int:
        """How many updates an epoch has, by the solution."""
        return self._source.batches()

    @property
    def solution_epochs(self) -> int:
        """How many epochs the solution's loop has."""
        return -(-(self._source.solution(self) if self._source.solution else self.tape).epochs // self.batches)

    @cached_property
    def own_batches(self) -> int:
        """How many updates an epoch of the student's has."""
        return self._alignment.own if self._alignment else self.batches

    @property
    def uneven(self) -> tuple[int, int] | None:
        """The first epoch with too few or too many updates, and how many it has."""
        return self._alignment.uneven if self._alignment else None

    @cached_property
    def _alignment(self) -> Alignment | None:
        """The batches that the updates are, where there are too few or too many."""
        if self.batches == 1 or self._source.solution is None:
            return None
        if not self.native.epochs or self._source.solution(self).epochs == self.native.epochs:
            return None
        try:
            return self.right.alignment
        except DepartedError:
            return None

    @property
    def label(self) -> str:
        """The loop's name, where a check has asked for one of several."""
        return self._source.label

    @property
    def loops(self) -> tuple[StudentWork, ...]:
        """All loops of the call, in the order they began."""
        return self._source.loops() if self._source.loops else (self,)

    def of(self, what: str | int) -> StudentWork:
        """The loop of an optimiser (`adam`), of its parameters (`D`), or by order (0, -1)."""
        if self._source.of is None:
            raise DepartedError(Difference(Kind.OTHER, str(what), note="no_loop", loop=str(what)))
        return self._source.of(what)

    @property
    def path(self) -> dict[str, Seen]:
        """The parameters after every update, stacked; of large ones, a few numbers."""
        self._must_have_finished()
        return NamedParameters({name: self._path(name) for name in self.names})

    @property
    def solution_path(self) -> dict[str, torch.Tensor]:
        """The solution's own path, as `path` shows it."""
        tape = self._source.solution(self) if self._source.solution else self.tape
        columns = TapeColumns(tape)
        return {name: torch.cat(columns.values(columns.path(name))) for name in columns.names}

    @property
    def solution_moves(self) -> tuple[str, ...]:
        """The parameters that the solution's loop changes."""
        return moved_in(self._source.solution(self)) if self._source.solution else self.names

    @cached_property
    def moved_elsewhere(self) -> frozenset[str]:
        """The parameters that another loop of the solution changes, and this one does not."""
        return self._source.moved_elsewhere(self)

    @property
    def handed_over(self) -> dict[str, torch.Tensor]:
        """The parameters as the solution's loop, the first with them, finds them."""
        whole, own = self._source.whole, self._source.solution
        return begun_in(own(self), whole(self)) if own and whole else {}

    @property
    def solution_seen(self) -> dict[str, Any]:
        """Values that the driver wrote down of the solution, `returned` among them."""
        return seen_on(self._source.whole(self) if self._source.whole else self.tape)

    @property
    def forms(self) -> dict[str, tuple[Value | None, Value]]:
        """Pairs of values that the driver wrote down: the student's, the solution's."""
        right = self._source.whole(self) if self._source.whole else self.tape
        pairs = {name: (self.native.seen.get(name), value) for name, value in right.seen.items()}
        return pairs | ({"returned": (self.native.returned, right.returned)} if right.returned else {})

    def _path(self, name: str) -> Seen:
        quantity = self._columns.path(name)
        values = self._columns.values(quantity)
        if len({value.shape[1:] for value in values}) != 1:
            raise DepartedError(Difference(Kind.OTHER, f"after.{name}", note="unseen"))
        whole = seen(torch.cat(values), self.comparison, quantity=f"after.{name}", scale=self._columns.sizes(quantity))
        whole.place = self.place_of
        return whole

    @cached_property
    def right(self) -> RightPath:
        """The solution, followed update by update from the student's own state."""
        if self._source.right is None:
            raise DepartedError(Difference(Kind.OTHER, "right", note="unseen"))
        return self._source.right(self)

    def __iter__(self) -> Iterator[Turn]:
        """The epochs at which everything was kept, as far as the loop came."""
        turns = self._columns.kept
        if not turns:
            self._must_have_finished()
            raise DepartedError(Difference(Kind.EPOCHS, got="0"))
        return (Turn(self, epoch) for epoch in turns)

    def __len__(self) -> int:
        """How many epochs were kept."""
        return len(self._columns.kept)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The kept epochs, in order."""
        return tuple(self)

    @property
    def before(self) -> dict[str, Seen]:
        """The parameters as every epoch found them, stacked: (epochs, …) by name."""
        return self._stacks("before")

    @property
    def after(self) -> dict[str, Seen]:
        """The parameters as every epoch left them, stacked."""
        self._must_have_finished()
        return self._stacks("after")

    @property
    def gradient(self) -> dict[str, Seen]:
        """The gradients just after backward, stacked."""
        return self._stacks("gradient")

    @property
    def loss(self) -> Seen:
        """The loss of every epoch, stacked."""
        return self._stack("loss")

    @property
    def start(self) -> dict[str, Seen]:
        """The parameters as the first epoch found them."""
        return self.turns[0].before

    @property
    def end(self) -> dict[str, Seen]:
        """The parameters as the last epoch left them."""
        self._must_have_finished()
        return NamedParameters({name: self._one(f"after.{name}", self.native.epochs - 1) for name in self.names})

    @property
    def one_fewer(self) -> dict[str, Seen]:
        """The parameters after one epoch fewer, of a fit without backward."""
        self._must_have_finished()
        last = self.native.epochs - 1
        known = (name for name in self.names if self._columns.row(f"fewer.{name}", last) is not None)
        return NamedParameters({name: self._one(f"fewer.{name}", last) for name in known})

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters' names."""
        return self._columns.names

    def at(self, quantity: str, epoch: int) -> Any:
        """One quantity in one epoch: the loss and yhat alone, the rest by parameter name."""
        if quantity in {"loss", "yhat"}:
            return self._one(quantity, epoch)
        if quantity not in {"before", "slope", "gradient", "carried", "after"}:
            raise AttributeError(quantity)
        names = self.names
        if quantity in {"slope", "gradient"}:  # of two nets in a graph, one may be asked for alone
            shown = tuple(name for name in names if self._columns.row(f"{quantity}.{name}", epoch) is not None)
            names = shown if shown or quantity == "slope" else names
        return NamedParameters({name: self._one(f"{quantity}.{name}", epoch) for name in names})

    def _one(self, quantity: str, epoch: int) -> Any:
        key = quantity, epoch
        if key not in self._cache:
            self._cache[key] = self._found(quantity, epoch)
        return self._cache[key]

    def _has_moved(self, epoch: int) -> bool:
        """True where the update of this epoch was made."""
        before, after = (self._columns.by_parameter(kind, epoch) for kind in ("before", "after"))
        return any(name in before and not torch.equal(before[name], row) for name, row in after.items())

    @cached_property
    def _yhat(self) -> str:
        """The column that yhat is read from.

        The one of the right values, if any on the graph has them.

        None is read where none has, and the loss is right all the same: then yhat was, and is what the solution's would be.
        """
        candidates = [quantity for quantity in self._columns.quantities if quantity.startswith("candidate.")]
        if not candidates or self._infer is None:
            return "yhat"
        epoch = self._columns.epochs(candidates[0])[0]
        right, loss = (self._infer(self, quantity, epoch, must_follow=False) for quantity in ("yhat", "loss"))
        if right is None:
            return "yhat"
        same = (quantity for quantity in ("yhat", *candidates) if self._is(quantity, epoch, right))
        return next(same, "" if loss is not None and self._is("loss", epoch, loss) else "yhat")

    def _is(self, quantity: str, epoch: int, right: torch.Tensor) -> bool:
        """True where this column holds the right values."""
        row = self._columns.row(quantity, epoch)
        asked = Comparison(shadow=self.comparison.shadow, floor=self.comparison.floor)
        return row is not None and difference(row, right, asked) is None

    def _in_precision(self, values: torch.Tensor) -> torch.Tensor:
        """Make single again what a cast made double natively: the check's data is."""
        return values.float() if not self.comparison.shadow and values.dtype == torch.float64 else values

    def _found(self, quantity: str, epoch: int) -> Any:
        self._clock.check()
        if quantity.startswith("after.") and epoch == self.native.epochs - 1 and not self._has_moved(epoch):
            self._must_have_finished()
        row = self._columns.row(self._yhat if quantity == "yhat" else quantity, epoch)
        if row is None and quantity.startswith("carried."):
            before = self._columns.row(f"before.{quantity.partition('.')[2]}", epoch)
            row = None if before is None else torch.zeros_like(before)
        if row is None and self._infer is not None:
            row = self._infer(self, quantity, epoch)
        if row is None:
            self._must_have_finished()
            unnamed = quantity == "yhat" and self._columns.row("loss", epoch) is not None
            raise DepartedError(Difference(Kind.OTHER, quantity, epoch, note="unnamed" if unnamed else "unseen"))
        scale = min(self._columns.scale(quantity, epoch), self._largest(quantity))
        found = seen(self._in_precision(row), self.comparison, quantity=quantity, epoch=epoch, scale=scale)
        found.place = self.place_of
        return found

    def place_of(self, update: int | None) -> dict[str, Any]:
        """Epoch, batch and loop of an update, as a Difference says them.

        An update whose epoch nothing tells is numbered as a batch of none.
        """
        if update is None or self.batches == 1:
            return {"epoch": update, "loop": self.label}
        if update and self._alignment and not self._alignment.sure:
            return {"epoch": None, "batch": update, "loop": self.label}
        epoch, batch = divmod(update, self.own_batches)
        return {"epoch": epoch, "batch": batch, "loop": self.label}

    def _largest(self, quantity: str) -> float:
        """How large the quantity can count for from what it was in earlier epochs."""
        return SIZES * (self._sizes(quantity) if self._sizes else 0.0) or math.inf

    def _stacks(self, quantity: str) -> dict[str, Seen]:
        return NamedParameters({name: self._stack(f"{quantity}.{name}") for name in self.names})

    def _stack(self, quantity: str) -> Seen:
        epochs = self._columns.epochs(quantity)
        values = self._columns.values(quantity)
        if len(values) == 1 and len(epochs) == self.tape.epochs:
            sizes = self._columns.sizes(quantity).clamp(max=self._largest(quantity))
            whole = seen(self._in_precision(values[0]), self.comparison, quantity=quantity, scale=sizes)
            whole.place = self.place_of
            return whole
        rows = [self._one(quantity, epoch) for epoch in self._columns.kept]
        if len({row.shape for row in rows}) > 1:
            raise DepartedError(reshaped(quantity, rows))
        return seen(torch.stack([row.as_subclass(torch.Tensor) for row in rows]), self.comparison, quantity=quantity)

    def _must_have_finished(self) -> None:
        tape = self.native
        if tape.ending is not Ending.FINISHED:
            raise DepartedError(self._source.ended() if self._source.ended else ended(tape))
