"""Student code that calls backward → `Loop`s: what stood in every turn just before and after that call.

backward is step3, so at that moment the loss is its root, autograd's graph gives the parameters, and the caller's own
names (`yhat`, `What`, `net`) can be read. What the next call finds shows what step4 did.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from operator import is_
from types import FrameType
from typing import Any

import torch
from torch.optim.optimizer import register_optimizer_step_post_hook

from autograder.errors import EnoughSeenError
from autograder.model import Column, Value
from autograder.recorder.column_writer import ColumnWriter
from autograder.recorder.describe import as_it_is, describe

ALL_UNTIL = 64
THEN_EVERY = 64
MOST_KEPT = 512
MOST_DATA = 8
MOST_CANDIDATES = 6
SLOPES = 4
DRIVERS = "<drivers>"
"""The module whose own questions to autograd are no student's."""

UNREADABLE = (ArithmeticError, AttributeError, LookupError, NotImplementedError, RuntimeError, TypeError, ValueError)
"""What a value, or whatever stands for one, may raise when it is read: then it is left out."""
_LEAF_NODE = vars(torch._C._functions)["AccumulateGrad"]  # noqa: SLF001 - where autograd ends
_YHAT_NAMES = ("yhat", "y_hat", "yhat_", "pred", "y_pred", "ypred", "output", "out")


@dataclass
class OpenTurn:
    """A turn that no update has ended yet: the parameters as its first backward found them, and all that was added up."""

    values: list[torch.Tensor]
    places: set[tuple[str, int]]
    yhat: torch.Tensor | None = None
    loss: torch.Tensor | None = None  # of its first backward
    roots: set[Any] = field(default_factory=set)
    count: int = 1
    steps: int = 0  # of optimisers, so far
    left: list[tuple[torch.Tensor | None, torch.Tensor | None]] = field(
        default_factory=list
    )  # each gradient, and its value

    def goes_on(self, now: list[torch.Tensor], leaves: list[torch.Tensor], steps: int) -> bool:
        """True where nothing has happened to parameters and gradients since the last backward."""
        if steps != self.steps or len(leaves) != len(self.values) or len(leaves) != len(self.left):
            return False
        for leaf, own, value, (gradient, was) in zip(leaves, now, self.values, self.left, strict=True):
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
        self.left = [(leaf.grad, None if leaf.grad is None else leaf.grad.clone()) for leaf in leaves]


@dataclass
class Loop:
    """The turns of one loop, as lists by quantity; grows while it is watched."""

    where: tuple[str, int]
    leaves: list[torch.Tensor] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    frame: FrameType | None = None  # the caller's, for its own names
    graph: tuple[str, ...] = ()
    data: dict[str, Value] = field(default_factory=dict)
    optimizer: str = ""
    epochs: int = 0
    reborn: bool = False  # each epoch makes new leaves
    finished: bool = False
    shapes: dict[str, torch.Size] = field(default_factory=dict)  # of what a leaf stands for in another shape
    writers: list[ColumnWriter] = field(default_factory=list)
    turn: OpenTurn | None = None  # while it may go on: several backwards can come before one update
    parts: int = 0  # backwards a turn, once that is known
    _last: dict[str, ColumnWriter] = field(default_factory=dict)

    def note(self, quantity: str, value: torch.Tensor | None) -> None:
        """Write down one value for the current epoch, as it is, or leave out what cannot be read."""
        if value is None:
            return
        with suppress(*UNREADABLE):
            self._write(quantity, value)

    def _write(self, quantity: str, value: torch.Tensor) -> None:
        """A change of shape or dtype starts a new writer."""
        shape = self.shapes.get(quantity.partition(".")[2]) if self.shapes else None
        if shape is not None and value.numel() == shape.numel():
            value = value.reshape(shape)
        writer = self._last.get(quantity)
        if writer is None or not writer.fits(value):
            writer = self._last[quantity] = ColumnWriter(quantity, value)
            self.writers.append(writer)
        writer.add(self.epochs, value)

    def amend(self, quantity: str, change: Callable[[torch.Tensor | None], torch.Tensor | None]) -> None:
        """Write down another value for the turn that is still open, made from the one that stands there."""
        with suppress(*UNREADABLE):
            writer = self._last.get(quantity)
            self.note(quantity, change(writer.take_back(self.epochs) if writer else None))

    def callers_own(self) -> Mapping[str, Any]:
        """The caller's own names, as they stand now."""
        return self.frame.f_locals if self.frame else {}

    def rows(self, quantity: str) -> dict[int, torch.Tensor]:
        """Noted values of a quantity by epoch, in its first shape."""
        return next((dict(writer.rows()) for writer in self.writers if writer.quantity == quantity), {})

    def columns(self) -> tuple[Column, ...]:
        """Everything noted, stacked over epochs."""
        return tuple(writer.column() for writer in self.writers if len(writer))


def kept(epoch: int) -> bool:
    """True in epochs in which yhat is written down: always early, then now and then."""
    return epoch < ALL_UNTIL or (epoch % THEN_EVERY == 0 and epoch < ALL_UNTIL + THEN_EVERY * MOST_KEPT)


class Watch:
    """Sees every backward of the code inside `watching`.

    Ends a loop after `most` turns, and leaves these `gradients` by name instead of autograd's, where that is asked.
    """

    def __init__(self, *, most: int | None = None, gradients: Mapping[str, torch.Tensor] | None = None) -> None:
        self.loops: list[Loop] = []
        self.parameters: dict[str, torch.Tensor] = {}
        self.handed: dict[str, torch.Tensor] = {}  # as they were then
        self._most = most
        self._given = gradients or {}
        self._inside = False
        self._places: dict[int, int] = {}  # of the handed parameters, by identity
        self._steps = 0  # of optimisers

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        """Put ourselves before the three ways to ask autograd for a gradient, and before every optimiser's step."""
        before = torch.Tensor.backward, torch.autograd.backward, torch.autograd.grad
        hook = register_optimizer_step_post_hook(self._stepped)
        torch.Tensor.backward = self._around(before[0])  # type: ignore[method-assign]
        torch.autograd.backward = self._around(before[1])
        torch.autograd.grad = self._around(before[2])
        try:
            yield self
        finally:
            torch.Tensor.backward, torch.autograd.backward, torch.autograd.grad = before  # type: ignore[method-assign]
            hook.remove()
            self._finish()

    def _around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def backward(*args: Any, **kwargs: Any) -> Any:
            if self._inside or _caller().f_globals.get("__name__") == DRIVERS:
                return real(*args, **kwargs)
            self._inside = True
            try:
                return self._turn(real, args, kwargs)
            finally:
                self._inside = False

        return backward

    def _turn(self, real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        loop = self._begun(args, kwargs)
        gradients = real(*args, **kwargs)
        if loop is None:
            return gradients
        with as_it_is():
            for name, gradient in _gradients(loop, gradients, args, kwargs):
                _note_gradient(loop, name, gradient, add=gradients is not None)
            if loop.turn:
                loop.turn.leave(loop.leaves)
            for name, leaf in zip(loop.names, loop.leaves, strict=True):
                if (given := self._given_now(name, leaf, loop.epochs)) is not None:
                    leaf.grad = given.to(leaf.dtype, copy=True)
        loop.epochs += 1
        if self._most is not None and loop.epochs >= self._most:
            raise EnoughSeenError
        return gradients

    def _given_now(self, name: str, leaf: torch.Tensor, epoch: int) -> torch.Tensor | None:
        """The gradient to leave in this epoch: the one given, or its row, where there is one for every epoch."""
        given = self._given.get(name)
        if given is None or given.ndim <= leaf.ndim:
            return given
        return given[epoch] if epoch < len(given) else None

    def _begun(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Loop | None:
        """The loop of this turn, with all that stands before backward; None where that cannot be read, or is no turn."""
        if torch._C._functorch.peek_interpreter_stack() is not None:  # noqa: SLF001 - inside torch.func, which asks autograd itself
            return None
        with suppress(*UNREADABLE), as_it_is():
            root = _root(args, kwargs)
            return None if root is None or root.grad_fn is None else self._before(root, _caller())
        return None

    def _before(self, root: torch.Tensor, frame: FrameType) -> Loop:
        """Write down what stands just before backward is called on this root."""
        loop, again = self._loop(root, frame)
        names = loop.callers_own()
        if again:
            self._add(loop, root, names)
            return loop
        for name, leaf in zip(loop.names, loop.leaves, strict=True):
            loop.note(f"before.{name}", _stands_for(names, name, leaf))
            loop.note(f"carried.{name}", leaf.grad)
        if loop.turn:
            loop.turn.yhat = _yhat(names, root)
        elif kept(loop.epochs):
            loop.note("yhat", _yhat(names, root))
        if loop.epochs < SLOPES:
            for name, value in [*_on_graph(names, root).items()][:MOST_CANDIDATES]:
                loop.note(f"candidate.{name}", value)
        loop.note("loss", root)
        if loop.epochs < SLOPES:
            for name, slope in zip(loop.names, _slopes(root, loop.leaves), strict=True):
                loop.note(f"slope.{name}", slope)
        return loop

    def _add(self, loop: Loop, root: torch.Tensor, names: Mapping[str, Any]) -> None:
        """Another backward before the update: losses add up, and rows of yhat stand one below the other."""
        loop.epochs -= 1  # written down for the turn that is still open
        assert loop.turn
        yhat = _yhat(names, root)
        if root.grad_fn in loop.turn.roots or loop.turn.is_repeated(yhat, root):
            return  # the same loss once more is no other loss: only its gradient is found twice
        loop.turn.yhat = _below(loop.turn.yhat, yhat)
        loop.turn.roots.add(root.grad_fn)
        loop.amend("loss", lambda loss: root.detach() if loss is None else loss + root.detach())
        if loop.epochs < SLOPES:
            for name, slope in zip(loop.names, _slopes(root, loop.leaves), strict=True):
                loop.amend(f"slope.{name}", partial(_sum, slope))

    def _goes_on(self, loop: Loop, leaves: list[torch.Tensor], frame: FrameType, where: tuple[str, int]) -> bool:
        """True where this backward belongs to the turn that is open; how many a turn has shows at the first update."""
        turn = loop.turn
        if turn is None or not _same(leaves, loop.leaves):
            return False
        names = frame.f_locals
        now = [_stands_for(names, name, leaf) for name, leaf in zip(loop.names, leaves, strict=True)]
        if turn.goes_on(now, leaves, self._steps) and turn.count != loop.parts:
            turn.count += 1
            turn.places.add(where)
            return True
        if not loop.parts:
            loop.parts = turn.count
        return False

    def _loop(self, root: torch.Tensor, frame: FrameType) -> tuple[Loop, bool]:
        """The loop of this turn, the one before if the code and its leaves are the same; and whether a turn goes on in it."""
        nodes = _nodes(root)
        leaves = self._in_order(_leaves(nodes))
        where = frame.f_code.co_filename, frame.f_lineno
        current = self.loops[-1] if self.loops else None
        leaves = _as_named(current, leaves, frame) if current else leaves
        if current is not None and self._goes_on(current, leaves, frame, where):
            current.frame = frame
            return current, True
        places = current.turn.places if current and current.turn else {current.where} if current else set()
        if current is None or where not in places or not _continues(current, leaves):
            self._finish()
            current = Loop(where, leaves, self._names(leaves, frame), frame)
            current.shapes = {
                name: self.parameters[name].shape
                for name, leaf in zip(current.names, leaves, strict=True)
                if name in self.parameters and self.parameters[name].shape != leaf.shape
            }
            current.graph = tuple(type(node).__name__ for node in nodes)
            current.data = {name: describe(value) for name, value in _data(frame)}
            values = [leaf.detach().clone() for leaf in leaves]
            current.turn = OpenTurn(values, {where}, loss=root.detach(), roots={root.grad_fn}, steps=self._steps)
            self.loops.append(current)
        else:
            current.frame = frame
            self._after(current, leaves)
            current.leaves = leaves
            if current.parts == 1:
                current.turn = None  # the common case: from now on nothing is asked
            elif current.turn:
                values = [leaf.detach().clone() for leaf in leaves]
                current.turn = OpenTurn(
                    values, current.turn.places, loss=root.detach(), roots={root.grad_fn}, steps=self._steps
                )
        return current, False

    def _after(self, loop: Loop, leaves: Iterable[torch.Tensor]) -> None:
        """Note the parameters as step4 of the turn before has left them."""
        loop.epochs -= 1
        if loop.turn and kept(loop.epochs):
            loop.note("yhat", loop.turn.yhat)
        names = loop.callers_own()
        for name, leaf in zip(loop.names, leaves, strict=True):
            loop.note(f"after.{name}", _stands_for(names, name, leaf))
        loop.epochs += 1

    def _finish(self) -> None:
        """The last turn's update is read from the parameters as the code left them."""
        if self.loops and not self.loops[-1].finished:
            loop = self.loops[-1]
            loop.finished = True
            with suppress(*UNREADABLE), as_it_is():
                self._after(loop, [_last(loop, name, leaf) for name, leaf in zip(loop.names, loop.leaves, strict=True)])

    def hand(self, parameters: Mapping[str, torch.Tensor]) -> None:
        """These parameters are handed to the code now: their names go before any the code gives them."""
        if self.loops and self.loops[-1].turn:
            self.loops[-1].turn.steps = -1  # another call is another turn
        self.parameters.update(parameters)
        self._places = {id(parameter): place for place, parameter in enumerate(self.parameters.values())}
        self.handed.update({name: parameter.detach().clone() for name, parameter in parameters.items()})

    def _in_order(self, leaves: list[torch.Tensor]) -> list[torch.Tensor]:
        """The handed parameters first, in the order they were handed."""
        return sorted(leaves, key=lambda leaf: self._places.get(id(leaf), len(self._places)))

    def _names(self, leaves: list[torch.Tensor], frame: FrameType) -> list[str]:
        """Each leaf's name: as handed, or that of the handed parameter it stands for, or the caller's own name for it."""
        handed = {id(parameter): name for name, parameter in self.parameters.items()}
        known = [handed.get(id(leaf), "") for leaf in leaves]
        free = {name: value for name, value in self.parameters.items() if name not in known}
        for place, leaf in enumerate(leaves):
            if not known[place]:
                match = _match(leaf, free)
                known[place] = match or _own_name(frame, leaf) or f"p{place}"
                free.pop(match, None)
        return [name if known.index(name) == place else f"{name}.{place}" for place, name in enumerate(known)]

    def _stepped(self, optimizer: torch.optim.Optimizer, *_: object) -> None:
        self._steps += 1
        if self.loops:
            self.loops[-1].optimizer = type(optimizer).__name__


def _note_gradient(loop: Loop, name: str, gradient: torch.Tensor | None, *, add: bool) -> None:
    """The last backward's gradient stands for the turn; those that grad gives back are added up."""
    if loop.turn is None or loop.turn.count == 1:
        loop.note(f"gradient.{name}", gradient)
    else:
        loop.amend(f"gradient.{name}", partial(_sum, gradient) if add else lambda _: gradient)


def _sum(more: torch.Tensor | None, value: torch.Tensor | None) -> torch.Tensor | None:
    return more if value is None else value if more is None else value + more


def _below(rows: torch.Tensor | None, more: torch.Tensor | None) -> torch.Tensor | None:
    """Rows of one yhat, which came in several parts; the same part again is none."""
    if rows is None or more is None:
        return more if rows is None else rows
    more = more.detach()
    if rows.shape == more.shape and torch.equal(rows, more):
        return rows
    return torch.cat([part.reshape(-1, *part.shape[1:]) if part.ndim else part.reshape(1) for part in (rows, more)])


def _match(leaf: torch.Tensor, free: Mapping[str, torch.Tensor]) -> str:
    """The handed parameter that a leaf of the code's own stands for: by shape, or as the same few numbers laid otherwise."""
    alike = [name for name, value in free.items() if value.shape == leaf.shape]
    laid = [
        name
        for name, value in free.items()
        if value.numel() == leaf.numel() and max(value.shape, default=1) == value.numel()
    ]
    same = [name for name in laid if torch.equal(free[name].detach().reshape(-1), leaf.detach().reshape(-1))]
    return next(iter([*alike, *same, *(laid if len(laid) == 1 else [])]), "")


def _root(args: tuple[Any, ...], kwargs: dict[str, Any]) -> torch.Tensor | None:
    root = args[0] if args else next((kwargs[name] for name in ("tensors", "outputs") if name in kwargs), None)
    if isinstance(root, (list, tuple)) and root:
        root = root[0]
    return root if isinstance(root, torch.Tensor) else None


def _slopes(root: torch.Tensor, leaves: list[torch.Tensor]) -> list[torch.Tensor | None]:
    """The derivative of this very loss, whatever backward is then asked for: what the gradient is held against."""
    if root.numel() != 1:
        return [None for _ in leaves]
    try:
        return [*torch.autograd.grad(root, leaves, torch.ones_like(root), retain_graph=True, allow_unused=True)]
    except UNREADABLE:  # a graph that was spent before, say: backward itself will say so
        return [None for _ in leaves]


def _gradients(
    loop: Loop, returned: Sequence[torch.Tensor | None] | None, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> list[tuple[str, torch.Tensor | None]]:
    """By name, where backward leaves them, on the leaves, or as grad returns them, in the order asked for."""
    if returned is None:
        return [(name, leaf.grad) for name, leaf in zip(loop.names, loop.leaves, strict=True)]
    with suppress(*UNREADABLE):
        asked = kwargs.get("inputs", args[1] if len(args) > 1 else ())
        asked = [asked] if isinstance(asked, torch.Tensor) else list(asked)
        by_leaf = {id(leaf): gradient for leaf, gradient in zip(asked, returned, strict=False)}
        return [(name, by_leaf.get(id(leaf))) for name, leaf in zip(loop.names, loop.leaves, strict=True)]
    return []


def _caller() -> FrameType:
    """The nearest frame that is neither ours nor torch's."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the one way to see who calls
    while frame is not None and (frame.f_globals.get("__name__") or "").split(".")[0] in {"torch", "autograder"}:
        frame = frame.f_back
    return frame or sys._getframe(1)  # noqa: SLF001


def _nodes(root: torch.Tensor) -> list[Any]:
    """All nodes of the root's autograd graph, nearest first."""
    found: list[Any] = [root.grad_fn]
    seen = {root.grad_fn}
    for node in found:
        for after, _ in node.next_functions:
            if after is not None and after not in seen:
                seen.add(after)
                found.append(after)
    return found


def _leaves(nodes: list[Any]) -> list[torch.Tensor]:
    return [node.variable for node in nodes if type(node) is _LEAF_NODE]


def _continues(loop: Loop, leaves: list[torch.Tensor]) -> bool:
    """The same leaves, or, where each epoch makes new ones, leaves of the same shapes."""
    if _same(leaves, loop.leaves):
        return True
    if loop.epochs > 1 and not loop.reborn:
        return False
    loop.reborn = [leaf.shape for leaf in leaves] == [leaf.shape for leaf in loop.leaves]
    return loop.reborn


def _same(leaves: list[torch.Tensor], others: list[torch.Tensor]) -> bool:
    return len(leaves) == len(others) and all(map(is_, leaves, others))


def _data(frame: FrameType) -> list[tuple[str, torch.Tensor]]:
    """The caller's tensors that are neither parameters nor made from them: x, X, y as they stand in the loop.

    Those that its code names come first, attributes of its own objects among them: a whole notebook holds many others.
    """
    code, held = frame.f_code, dict(frame.f_locals)
    named = {*code.co_names, *code.co_varnames, *code.co_cellvars, *code.co_freevars}
    owners = [
        held[name] for name in held if name in named and not isinstance(held[name], (torch.Tensor, torch.nn.Module))
    ]
    attributes = [item for owner in owners for item in _attributes(owner) if item[0] in named]
    own = [item for item in held.items() if item[0] in named]
    others = [item for item in held.items() if item[0] not in named]
    tensors = [(name, value) for name, value in (*own, *attributes, *others) if isinstance(value, torch.Tensor)]
    return [(name, value) for name, value in tensors if not value.requires_grad and value.numel() > 1][:MOST_DATA]


def _attributes(owner: object) -> list[tuple[str, Any]]:
    """What an object holds by name; nothing where it will not say."""
    try:
        return list(object.__getattribute__(owner, "__dict__").items())
    except Exception:  # noqa: BLE001 - a student's object may answer with anything
        return []


def _as_named(loop: Loop, leaves: list[torch.Tensor], frame: FrameType) -> list[torch.Tensor]:
    """Leaves that are new this epoch, in the order of the loop's names, where the caller still names them so."""
    if _same(leaves, loop.leaves) or {*map(id, leaves)} == {*map(id, loop.leaves)}:
        return leaves
    own = {_own_name(frame, leaf): leaf for leaf in leaves}
    return [own[name] for name in loop.names] if own.keys() == set(loop.names) else leaves


def _yhat(names: Mapping[str, Any], root: torch.Tensor) -> torch.Tensor | None:
    """The caller's yhat among the values on the graph: by name, or else the last of them; of a loss cut off from it, by name."""
    found = _on_graph(names, root)
    several = [value for value in found.values() if value.numel() > 1]
    if not found:
        held = {name: names[name] for name in _YHAT_NAMES if isinstance(names.get(name), torch.Tensor)}
        found = {name: value for name, value in held.items() if value.grad_fn is not None}
    named = next((found[name] for name in _YHAT_NAMES if name in found), None)
    return named if named is not None else several[-1] if several else None


def _on_graph(names: Mapping[str, Any], root: torch.Tensor) -> dict[str, torch.Tensor]:
    """The caller's variables, and attributes of its own objects, that the loss was made from. A name is no evidence."""
    made_from = {*_nodes(root)[1:]}
    held = list(names.items())
    owners = [value for name, value in held if name == "self" or isinstance(value, torch.nn.Module)]
    held += [item for owner in owners for item in _attributes(owner)]
    return {n: v for n, v in held if isinstance(v, torch.Tensor) and v.grad_fn is not None and v.grad_fn in made_from}


def _own_name(frame: FrameType, leaf: torch.Tensor) -> str:
    """The caller's name for this leaf: a variable, or a parameter of a module it holds."""
    for name, value in list(frame.f_locals.items()):
        if value is leaf:
            return name
    for value in list(frame.f_locals.values()):
        if isinstance(value, torch.nn.Module):
            for name, parameter in value.named_parameters():
                if parameter is leaf:
                    return name.rsplit(".", 1)[-1]
    return ""


def _stands_for(names: Mapping[str, Any], name: str, leaf: torch.Tensor) -> torch.Tensor:
    """The tensor that the code now has under the leaf's name: after `What = What - …` no leaf any more."""
    now = names.get(name)
    if isinstance(now, torch.Tensor) and now.requires_grad and not now.is_leaf and now.shape == leaf.shape:
        return now
    return leaf


def _last(loop: Loop, name: str, leaf: torch.Tensor) -> torch.Tensor:
    """The parameter as the code left it: the leaf, or, where each epoch makes a new one, what the caller's name has now."""
    if not loop.reborn or loop.frame is None:
        return leaf
    values = list(loop.frame.f_locals.values())
    owned = (value._parameters.get(name) for value in values if isinstance(value, torch.nn.Module))  # noqa: SLF001
    now = loop.frame.f_locals.get(name, next((parameter for parameter in owned if parameter is not None), leaf))
    return now if isinstance(now, torch.Tensor) and now.shape == leaf.shape else leaf
