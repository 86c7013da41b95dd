"""One loop of student code, turn after turn → columns.

What stood before and after each backward, by quantity.

A turn is an update: several backwards before one are one turn. Quantities of the parameters are written down for every
turn; yhat in early turns and now and then; candidates for yhat and the loss's own derivative in the first few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import torch

from autograder.model import Column, RecordedLoop, Value
from autograder.recorder.column_writer import ColumnWriter
from autograder.recorder.describe import MOST_BYTES, words
from autograder.recorder.graph import UNREADABLE, on_graph, slopes_of, unnamed_on_graph, yhat_of
from autograder.recorder.naming import Stand
from autograder.recorder.sampling import is_sampled, kept, sample
from autograder.recorder.steady_turns import SteadyTurns

MOST_CANDIDATES = 6
UNNAMED = "unnamed"
"""Stands before values on the graph, where none of the caller's own is yhat."""
SLOPES = 4
WHOLE = 1_000_000
"""Bytes of a large parameter that are written down whole, for its first turns: one turn at least."""
LARGEST_ROW = 16_000_000

Change = Callable[[torch.Tensor | None], torch.Tensor | None]
"""Of a value that was written down."""


@dataclass
class OpenTurn:
    """A turn that no update has ended yet.

    The parameters as its first backward found them, and all that was added up.
    """

    values: list[torch.Tensor]
    yhat: torch.Tensor | None = None
    loss: torch.Tensor | None = None  # of its first backward
    roots: set[Any] = field(default_factory=set)
    count: int = 1
    steps: int = 0  # of optimisers, so far
    left: dict[int, tuple[torch.Tensor | None, torch.Tensor | None]] = field(
        default_factory=dict
    )  # by leaf, its gradient, and the value of that

    def goes_on(self, leaves: list[torch.Tensor], now: list[torch.Tensor], steps: int) -> bool:
        """True where nothing happened to parameters and gradients since backward."""
        if steps != self.steps or len(now) != len(self.values) or not self.left:
            return False
        for leaf, own, value in zip(leaves, now, self.values, strict=True):
            gradient, was = self.left.get(id(leaf), (None, None))
            if leaf.grad is not gradient or not torch.equal(own, value):
                return False
            if gradient is not None and was is not None and not torch.equal(gradient, was):
                return False
        return True

    def is_repeated(self, yhat: torch.Tensor | None, loss: torch.Tensor) -> bool:
        """True where these are the first backward's own values, computed anew."""
        if yhat is None or self.yhat is None or self.loss is None or yhat.shape != self.yhat.shape:
            return False
        return torch.equal(yhat, self.yhat) and torch.equal(loss.detach(), self.loss)

    def leave(self, leaves: list[torch.Tensor]) -> None:
        """Keep the gradients as this backward left them."""
        self.left = {id(leaf): (leaf.grad, None if leaf.grad is None else leaf.grad.clone()) for leaf in leaves}


@dataclass
class Loop:
    """The turns of one loop, as lists by quantity; grows while it is watched."""

    where: tuple[str, int]
    place: tuple[object, ...] = ()
    leaves: list[torch.Tensor] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    frame: FrameType | None = None  # the caller's, for its own names
    at: int = -1  # the instruction in it
    graph: tuple[str, ...] = ()
    data: dict[str, Value] = field(default_factory=dict)
    optimizer: str = ""
    stepper: torch.optim.Optimizer | None = None  # the last that ended a turn
    ended: bool = False  # its turn, by an optimiser that holds none of the leaves
    stepped: set[tuple[str, frozenset[int]]] = field(default_factory=set)  # kinds of optimisers, and what they move
    epochs: int = 0  # turns whose backward has come back
    ticks: list[int] = field(default_factory=list)  # of every turn, its number among those of all loops
    reborn: bool = False  # each epoch makes new leaves
    waits: bool = False  # for the parameters as the last turn leaves them
    stands: dict[str, Stand] = field(default_factory=dict)
    handed: Mapping[str, torch.Tensor] = field(default_factory=dict)  # the parameters themselves, by name
    own: list[str] = field(default_factory=list)  # parameters that were not handed, and stand for none that was
    variables: dict[str, str] = field(default_factory=dict)  # the caller's own names, where others were handed
    writers: list[ColumnWriter] = field(default_factory=list)
    turn: OpenTurn | None = None  # while it may go on: several backwards can come before one update
    began: int = 0  # steps of optimisers when the last turn began
    parts: int = 0  # backwards a turn, once that is known
    calls: list[int] = field(default_factory=list)  # of the student's functions, in which it turned
    steady: SteadyTurns | None = None  # while every turn is like the last
    leaked: list[tuple[str, Change]] = field(default_factory=list)  # into gradients of the open turn, by other loops
    _last: dict[str, ColumnWriter] = field(default_factory=dict)

    # ------------------------------------------------------------------ a turn

    def begin(self, root: torch.Tensor, nodes: list[Any], tick: int) -> None:
        """Write down what stands just before backward is called on this root."""
        self.ticks.append(tick)
        self.ended = False
        names = self.callers_own()
        for name, leaf in zip(self.names, self.leaves, strict=True):
            self.note(f"before.{name}", self.stands_for(names, name, leaf))
            self.note(f"carried.{name}", leaf.grad)
        looked = self.turn is not None or kept(self.epochs)
        found = on_graph(names, nodes) if looked else {}
        yhat = yhat_of(names, found) if looked else None
        if self.turn:
            self.turn.yhat = yhat
        else:
            self.note("yhat", yhat)
        self.note_loss(root)
        if self.epochs < SLOPES:
            for name, value in [*found.items()][:MOST_CANDIDATES]:
                self.note(f"candidate.{name}", value)
            for place, value in enumerate(() if yhat is not None else unnamed_on_graph(nodes)):
                if place < MOST_CANDIDATES:
                    self.note(f"{UNNAMED}.{place}_", value)
            for name, slope in zip(self.names, slopes_of(root, self.leaves), strict=True):
                self.note(f"slope.{name}", slope)

    def add(self, root: torch.Tensor, nodes: list[Any]) -> None:
        """Another backward before the update.

        Losses add up, and rows of yhat stand one below the other.
        """
        self.epochs -= 1  # written down for the turn that is still open
        assert self.turn
        yhat = self.yhat(nodes)
        if root.grad_fn in self.turn.roots or self.turn.is_repeated(yhat, root):
            return  # the same loss once more is no other loss: only its gradient is found twice
        self.turn.yhat = _below(self.turn.yhat, yhat)
        self.turn.roots.add(root.grad_fn)
        if root.numel() == 1:
            self.amend("loss", lambda loss: root.detach() if loss is None else loss + root.detach())
        if self.epochs < SLOPES:
            for name, slope in zip(self.names, slopes_of(root, self.leaves), strict=True):
                self.amend(f"slope.{name}", lambda value, slope=slope: _sum(slope, value))

    def reopen(self, nodes: list[Any]) -> None:
        """Open the last turn again, as its one backward left it."""
        loss = self._last.get("loss")
        seen = self._last.get("yhat")
        yhat = seen.take_back(self.epochs - 1) if seen else None
        yhat = self.yhat(nodes) if yhat is None else yhat
        values = [leaf.detach().clone() for leaf in self.leaves]
        self.turn = OpenTurn(values, yhat, loss.last() if loss else None, count=2)

    def note_gradients(self, gradients: Iterable[torch.Tensor | None], *, add: bool) -> None:
        """The last backward's gradient stands for the turn.

        Those that grad gives back are added up.
        """
        first = self.turn is None or self.turn.count == 1
        for name, gradient in zip(self.names, gradients, strict=True):
            if first:
                self.note(f"gradient.{name}", gradient)
            elif add:
                self.amend(f"gradient.{name}", lambda value, more=gradient: _sum(more, value))
            else:
                self.amend(f"gradient.{name}", lambda _, now=gradient: now)

    def end(self, leaves: Iterable[torch.Tensor]) -> None:
        """Write down the parameters as step4 has left them."""
        if not self.waits:
            return
        self.waits = False
        self.epochs -= 1
        for quantity, change in self.leaked if self.leaked and self.moved else ():
            self.amend(quantity, change)
        self.leaked.clear()
        if self.turn and kept(self.epochs):
            self.note("yhat", self.turn.yhat)
        names = self.callers_own()
        for name, leaf in zip(self.names, leaves, strict=True):
            self.note(f"after.{name}", self.stands_for(names, name, leaf))
        self.epochs += 1

    def note_call(self, call: int) -> None:
        """Write down in which call of a function it turns."""
        if not self.calls or self.calls[-1] != call:
            self.calls.append(call)

    def is_one_a_call(self, call: int) -> bool:
        """True where each call so far was one turn, and this one is none of them."""
        return len(self.calls) == self.epochs and self.calls[-1] != call

    def hand_over(self, other: Loop) -> None:
        """Give the turn that is open to another loop.

        An optimiser has ended it that is not of this one.
        """
        self.epochs -= 1
        for writer in [*self._last.values()]:
            row = writer.take_back(self.epochs)
            if row is not None:
                other.write(writer.quantity, row)
        other.ticks.append(self.ticks.pop())
        other.turn, other.parts, other.frame, other.at = self.turn, self.parts, self.frame, self.at
        other.began, other.waits, other.epochs = self.began, True, other.epochs + 1
        other.leaked += self.leaked
        self.leaked.clear()
        self.turn, self.waits = None, False

    def sibling(self) -> Loop:
        """A loop at the same place, of the same parameters, without any turns."""
        made = Loop(self.where, self.place, self.leaves)
        made.names, made.stands, made.handed, made.variables = self.names, self.stands, self.handed, self.variables
        made.own, made.graph, made.data, made.reborn = self.own, self.graph, self.data, self.reborn
        return made

    @property
    def moved(self) -> bool:
        """True where a parameter is not as the open turn found it."""
        for name, leaf in zip(self.names, self.leaves, strict=True):
            writer = self._last.get(f"before.{name}")
            was = writer.last() if writer else None
            if was is not None and not self._same(was, self._in_its_shape(name, self._or_handed(name, leaf).detach())):
                return True
        return False

    def _or_handed(self, name: str, leaf: torch.Tensor) -> torch.Tensor:
        """The handed parameter, where this leaf is a copy of it that has not moved."""
        handed = self.handed.get(name) if name in self.stands else None
        writer = self._last.get(f"before.{name}")
        was = writer.last() if writer else None
        if handed is None or was is None or not self._same(was, self._in_its_shape(name, leaf.detach())):
            return leaf
        return handed

    @property
    def is_as_backward_left_it(self) -> bool:
        """True where every gradient is as the last backward left it."""
        for name, leaf in zip(self.names, self.leaves, strict=True):
            writer = self._last.get(f"sample.gradient.{name}") or self._last.get(f"gradient.{name}")
            was = writer.last() if writer else None
            if leaf.grad is None or was is None or not self._same(was, self._in_its_shape(name, leaf.grad)):
                return False
        return True

    @staticmethod
    def _same(was: torch.Tensor, now: torch.Tensor) -> bool:
        return torch.equal(was, sample(now) if was.shape != now.shape else now)

    # ------------------------------------------------------------------ its values

    def note(self, quantity: str, value: torch.Tensor | None) -> None:
        """Write down one value for the current turn, or leave out what cannot be read."""
        if value is None:
            return
        with suppress(*UNREADABLE):
            kind, _, name = quantity.partition(".")
            if name and is_sampled(value) and kind not in {"candidate", UNNAMED}:
                shaped = self._in_its_shape(name, value.detach())
                self.write(f"sample.{quantity}", sample(shaped))
                if value.nbytes <= LARGEST_ROW and kind != "slope":
                    self.write(quantity, shaped, most=max(WHOLE, value.nbytes))
                return
            self.write(quantity, self._in_its_shape(name, value) if self.stands else value)

    def _in_its_shape(self, name: str, value: torch.Tensor) -> torch.Tensor:
        stand = self.stands.get(name) if self.stands else None
        return stand.in_its_shape(value) if stand else value

    def note_loss(self, root: torch.Tensor) -> None:
        """Write down the loss; several numbers of differing weights are none."""
        if root.numel() == 1:
            self.note("loss", root)

    def write(self, quantity: str, value: torch.Tensor, *, most: int = MOST_BYTES) -> None:
        """A change of shape or dtype starts a new writer."""
        writer = self._last.get(quantity)
        if writer is None or not writer.fits(value):
            writer = self._last[quantity] = ColumnWriter(quantity, value, most=most)
            self.writers.append(writer)
        writer.add(self.epochs, value)

    def writer(self, quantity: str) -> ColumnWriter | None:
        """Where the last value of a quantity was written."""
        return self._last.get(quantity)

    def amend(self, quantity: str, change: Change) -> None:
        """Write down another value for the open turn, made from the one there."""
        with suppress(*UNREADABLE):
            sampled = self._last.get(f"sample.{quantity}")
            writer = self._last.get(quantity)
            if sampled:
                sampled.take_back(self.epochs)
            self.note(quantity, change(writer.take_back(self.epochs) if writer else None))

    def callers_own(self) -> Mapping[str, Any]:
        """The caller's own names, as they stand now."""
        return self.frame.f_locals if self.frame else {}

    def yhat(self, nodes: list[Any]) -> torch.Tensor | None:
        """The caller's yhat, as it stands now, among the values that these nodes made."""
        names = self.callers_own()
        return yhat_of(names, on_graph(names, nodes))

    def stands_for(self, names: Mapping[str, Any], name: str, leaf: torch.Tensor) -> torch.Tensor:
        """The tensor that the code now has under the leaf's name.

        After `What = What - …` no leaf any more.
        """
        now = names.get(self.variables.get(name, name))
        if isinstance(now, torch.Tensor) and now.requires_grad and not now.is_leaf and now.shape == leaf.shape:
            return now
        return leaf

    def last(self) -> list[torch.Tensor]:
        """The parameters as the code left them.

        The leaves, or, where each epoch makes new ones, what has their names now.
        """
        if not self.reborn or self.frame is None:
            return [self._or_handed(name, leaf) for name, leaf in zip(self.names, self.leaves, strict=True)]
        now = dict(self.frame.f_locals)
        owned = [dict(value.named_parameters()) for value in now.values() if isinstance(value, torch.nn.Module)]
        found = (self._now(name, leaf, now, owned) for name, leaf in zip(self.names, self.leaves, strict=True))
        return [self._or_handed(name, leaf) for name, leaf in zip(self.names, found, strict=True)]

    def _now(
        self, name: str, leaf: torch.Tensor, now: Mapping[str, Any], owned: Sequence[Mapping[str, torch.Tensor]]
    ) -> torch.Tensor:
        found = now.get(self.variables.get(name, name))
        if not isinstance(found, torch.Tensor):
            ending = f".{name}"
            found = next((v for one in owned for path, v in one.items() if f".{path}".endswith(ending)), leaf)
        return found if found.shape == leaf.shape else leaf

    # ------------------------------------------------------------------ the whole

    def rows(self, quantity: str) -> dict[int, torch.Tensor]:
        """Noted values of a quantity by epoch, in its first shape."""
        return next((dict(writer.rows()) for writer in self.writers if writer.quantity == quantity), {})

    def columns(self) -> tuple[Column, ...]:
        """Everything noted, stacked over epochs."""
        return tuple(writer.column() for writer in self.writers if len(writer))

    def recorded(self, *, columns: bool) -> RecordedLoop:
        """The loop as it stands on a tape.

        With its columns or, where these are the tape's own, without.
        """
        file, line = self.where
        held = self.columns() if columns else ()
        return RecordedLoop(
            words(file),
            line,
            self.optimizer,
            self.epochs,
            tuple(self.ticks[: self.epochs]),
            held,
            tuple(map(words, self.names)),
        )


def _sum(more: torch.Tensor | None, value: torch.Tensor | None) -> torch.Tensor | None:
    return more if value is None else value if more is None else value + more


def _below(rows: torch.Tensor | None, more: torch.Tensor | None) -> torch.Tensor | None:
    """Join the rows of a yhat that came in parts. A part that comes twice counts once."""
    if rows is None or more is None:
        return more if rows is None else rows
    more = more.detach()
    if rows.shape == more.shape and torch.equal(rows, more):
        return rows
    return torch.cat([part.reshape(-1, *part.shape[1:]) if part.ndim else part.reshape(1) for part in (rows, more)])
