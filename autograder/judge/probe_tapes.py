"""A probe's native tape and its shadow's → the columns to read.

The shadow's where the two agree, or part where nobody's could agree.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property

import torch

from autograder.judge.tape_columns import TapeColumns
from autograder.model import Tape, Value
from autograder.recorder.describe import tensor

AGREES = 64 * 2.0**-24


PATHS_AGREE = 256 * 2.0**-24
"""So far apart, of a quantity's size, may the native run and the shadow be: what rounding adds up to, in a value and in a path."""


class ProbeTapes:
    """The tapes of one probe, natively and in the shadow: parsed once for all checks.

    `may_part` says whether the solution's would part as these do.
    """

    def __init__(
        self,
        native: Tape | None,
        shadow: Tape | None = None,
        may_part: Callable[[Tape, Tape], bool] = lambda *_: False,
    ) -> None:
        self.native, self.shadow, self._may_part = native, shadow, may_part

    @cached_property
    def applies(self) -> bool:
        """True where the shadow shows what the native run does, in doubles throughout."""
        native, shadow = self.native, self.shadow
        if native is None or shadow is None or not _alike(native, shadow):
            return False
        return _applies(native, shadow) or self._may_part(native, shadow)

    @cached_property
    def columns(self) -> TapeColumns:
        """The columns to read."""
        tape = self.shadow if self.applies else self.native
        assert tape is not None
        return TapeColumns(tape)


def _alike(native: Tape, shadow: Tape) -> bool:
    """True where the shadow ran as the native run did, in doubles throughout."""
    if (shadow.ending, shadow.epochs) != (native.ending, native.epochs) or not shadow.pure:
        return False
    forms = [[(c.quantity, c.epochs, c.value.shape) for c in tape.columns] for tape in (native, shadow)]
    if forms[0] != forms[1] or not all(map(_double, [shadow.returned, *shadow.seen.values()])):
        return False
    return all(_agree(a, b, math.inf) for a, b in _left(native, shadow))


def _applies(native: Tape, shadow: Tape) -> bool:
    """True where both agree to single precision."""
    paths = [(a.value, b.value) for a, b in zip(native.columns, shadow.columns, strict=True)]
    apart = PATHS_AGREE if paths else AGREES
    values = _left(native, shadow)
    return all(_agree(a, b, apart) for a, b in values) and all(_agree(a, b, PATHS_AGREE) for a, b in paths)


def _left(native: Tape, shadow: Tape) -> list[tuple[Value | None, Value | None]]:
    """The values both have left, but for what a loop is: a cast is on one graph only."""
    kept = {name: value for name, value in shadow.seen.items() if not name.startswith("loop.")}
    return [(native.returned, shadow.returned), *((native.seen.get(name), value) for name, value in kept.items())]


def _double(value: Value | None) -> bool:
    """Nothing in it is single precision.

    A shadow's float32 came from outside torch and has lost its digits.
    """
    return value is None or (value.dtype != "float32" and all(map(_double, value.items)))


def _agree(native: Value | None, shadow: Value | None, apart: float) -> bool:
    if native is None or shadow is None:
        return native is shadow
    if (native.type, native.shape, native.names, len(native.items)) != (
        shadow.type,
        shadow.shape,
        shadow.names,
        len(shadow.items),
    ):
        return False
    if bool(native.dtype) is not bool(shadow.dtype):  # numbers of one were too many to be kept
        return False
    if not native.dtype:
        return all(_agree(a, b, apart) for a, b in zip(native.items, shadow.items, strict=True))
    if apart == math.inf:
        return True
    a, b = _reals(native), _reals(shadow)
    size = max(float(b.abs().nan_to_num(posinf=0.0).max()) if b.numel() else 0.0, 1e-30)
    finite = b.numel() > 0 and float((a - b).abs().max()) <= apart * size  # as nearly always, and sooner told
    return finite or bool(torch.allclose(a, b, rtol=0.0, atol=apart * size, equal_nan=True))


def _reals(value: Value) -> torch.Tensor:
    found = tensor(value)
    return (torch.view_as_real(found) if found.is_complex() else found).double()
