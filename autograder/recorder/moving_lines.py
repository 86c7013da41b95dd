"""A call that never calls backward, line by line → the turns that move parameters.

A turn is a round of the lines that move them: it ends where a line comes again, and where a number moves again. Where
these two do not say the same, nothing is known.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

import torch

from autograder.recorder.describe import as_it_is
from autograder.recorder.places import is_students

MOST_KEPT = 1_000_000
"""Numbers of all moves together."""
MOST_LINES = 100_000
"""Lines after which is looked: a longer call is not known, and goes on at its own pace."""

Parameters = Mapping[str, torch.Tensor]
Line = tuple[CodeType | None, int]


@dataclass(frozen=True)
class Move:
    """The line that moved parameters, the numbers that moved, and where they are then."""

    line: Line
    moved: Mapping[str, torch.Tensor]
    after: Parameters


@dataclass
class MovingLines:
    """The moves of the parameters that `now` holds, while student code runs."""

    now: Callable[[], Parameters]
    moves: list[Move] = field(default_factory=list)
    _last: Parameters = field(default_factory=dict)
    _line: Line = (None, 0)
    _kept: int = 0
    _lines: int = 0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look at the parameters after every line."""
        before = sys.gettrace()
        sys.settrace(self._event)
        try:
            yield
        finally:
            sys.settrace(before)
            if not self._is_too_long:
                self._look()

    def turns(self) -> Sequence[Parameters]:
        """The parameters after every turn; none where they are not known."""
        if self._is_too_long:
            return []
        by_line, by_number = (self._rounds(kind) for kind in (_again_by_line, _again_by_number))
        return [self.moves[place].after for place in by_line] if by_line == by_number and self.moves else []

    def _rounds(self, again: Callable[[Sequence[Move], Move], bool]) -> list[int]:
        """The places of the last move of every turn."""
        begun = [0]
        for place, move in enumerate(self.moves):
            if again(self.moves[begun[-1] : place], move):
                begun.append(place)
        return [*(place - 1 for place in begun[1:]), len(self.moves) - 1]

    def _event(self, frame: FrameType, _event: str, _value: object) -> Callable[..., Any] | None:
        if not is_students(frame):
            return None
        self._lines += 1
        if self._is_too_long:
            sys.settrace(None)
            return None
        self._look()
        self._line = frame.f_code, frame.f_lineno
        return self._event

    @property
    def _is_too_long(self) -> bool:
        return self._kept > MOST_KEPT or self._lines > MOST_LINES

    def _look(self) -> None:
        """Keep what the line before this one has moved."""
        with as_it_is():
            now = {name: parameter.detach() for name, parameter in self.now().items()}
            if [(n, v.shape) for n, v in now.items()] != [(n, v.shape) for n, v in self._last.items()]:
                self._last = {name: value.clone() for name, value in now.items()}
                return
            if all(map(torch.equal, now.values(), self._last.values())):
                return
            moved = {name: value != self._last[name] for name, value in now.items()}
            self._last = {name: value.clone() for name, value in now.items()}
        self.moves.append(Move(self._line, moved, self._last))
        self._kept += sum(value.numel() for value in now.values())


def _again_by_line(turn: Sequence[Move], move: Move) -> bool:
    return any(one.line == move.line for one in turn)


def _again_by_number(turn: Sequence[Move], move: Move) -> bool:
    with as_it_is():
        return any(bool((one.moved[name] & moved).any()) for one in turn for name, moved in move.moved.items())
