"""`got == close(expected)`: two values → equal within tolerance, or a Difference.

The distance of two values is max |got - expected| / (u · S): u the unit roundoff of the precision they were recorded
in (2^-53 in the shadow, 2^-24 natively), S the largest size the quantity had so far. Tolerances are distances.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

import torch

from autograder.errors import UncalibratedError
from autograder.judge.measure import VALUE, value_pattern
from autograder.model import Difference, Kind, Pattern, Value
from autograder.recorder.describe import tensor

_ARRAYS = {"Tensor", "Parameter", "ndarray"}
SEVERAL = 2


class Precision(Enum):
    """The unit roundoff of the numbers on a tape."""

    DOUBLE = 2.0**-53  # of the shadow
    SINGLE = 2.0**-24


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The largest distance a right answer may show, in the shadow and natively."""

    shadow: float = 1000.0
    native: float = 256.0

    def of(self, *, shadow: bool) -> float:
        """The tolerance for a tape."""
        return self.shadow if shadow else self.native


@dataclass
class Comparison:
    """Measures the values of one check.

    It remembers the widest distance it let pass and the narrowest it did not.

    Any tolerance between the two would have decided every comparison as this one did.
    """

    tolerance: Tolerance = Tolerance()
    shadow: bool = True
    widest: float = 0.0
    narrowest: float = math.inf
    difference: Difference | None = None
    floor: float = 0.0  # the size of the inputs, for quantities that are zero
    epochs: Callable[[], int] = field(default=lambda: 0, repr=False)  # of the student's loop

    @property
    def precision(self) -> Precision:
        """The precision the values were recorded in."""
        return Precision.DOUBLE if self.shadow else Precision.SINGLE

    @property
    def most(self) -> float:
        """The widest distance that passes."""
        return self.tolerance.of(shadow=self.shadow)


class Seen(torch.Tensor):
    """A recorded number, vector or matrix that can be computed with.

    It knows where on the tape it stood.
    """

    comparison: Comparison
    quantity: str
    epoch: int | None
    scale: float | torch.Tensor  # the largest size the quantity had so far; one an epoch, on a stack of epochs
    type: str  # type: ignore[assignment] - what the student's value was: "Tensor", "ndarray", "float"
    stored: str  # the dtype it had natively
    graph: int  # whether it was attached to the autograd graph
    place: Callable[[int | None], Mapping[str, Any]] | None = None  # of an update: its epoch, batch and loop

    @classmethod
    def __torch_function__(
        cls,
        func: Callable[..., Any],
        types: object,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Compute as a plain tensor does: a computed value stands nowhere on the tape."""
        with torch._C.DisableTorchFunctionSubclass():  # noqa: SLF001 - results are plain tensors
            return func(*args, **(kwargs or {}))

    def __eq__(self, other: object) -> Any:  # type: ignore[override]
        """Agree with a `close(…)`; with anything else, compare as torch does."""
        return NotImplemented if isinstance(other, Close) else torch.Tensor.__eq__(self, other)

    __hash__ = torch.Tensor.__hash__

    def __repr__(self, *, tensor_contents: object = None) -> str:
        """The numbers, as a student would read them."""
        return str(self.tolist())


def seen(
    values: torch.Tensor,
    comparison: Comparison,
    *,
    quantity: str = "",
    epoch: int | None = None,
    scale: float | torch.Tensor = 0.0,
    form: tuple[str, str, int] = ("Tensor", "", True),
) -> Seen:
    """A Seen of these values.

    `form` is the type, dtype and graph that the student's value had.
    """
    made = torch.Tensor._make_subclass(Seen, values.detach())  # noqa: SLF001 - the one way to make one without a copy
    made.comparison, made.quantity, made.epoch, made.scale = comparison, quantity, epoch, scale
    made.type, made.stored, made.graph = form[0], form[1] or str(values.dtype).removeprefix("torch."), form[2]
    return made


@dataclass(eq=False)
class Close:
    """The right value, waiting to be compared."""

    expected: Any
    comparison: Comparison = field(default_factory=Comparison)
    difference: Difference | None = None

    def __eq__(self, got: object) -> bool:
        """Agree with `got` within the tolerance of the check it was recorded for."""
        self.difference = difference(got, self.expected)
        comparison = _comparison(got)
        if comparison is not None and self.difference is not None:
            comparison.difference = self.difference
        return self.difference is None

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """As in the check."""
        return f"close({self.expected!r})"


def close(expected: object) -> Close:
    """Hold the right value for an assert.

    Tensors, numbers, and lists or dicts of them.

    `assert mine.returned == close(right)`, with the recorded value alone on the left.
    """
    return Close(expected)


def difference(got: object, expected: object, comparison: Comparison | None = None) -> Difference | None:
    """Where `got` first leaves `expected`, or None.

    Shapes must agree; a lone number may come in any shape.

    Without a comparison, each value is measured by the one of the check it was recorded for. UncalibratedError: it has none.
    """
    if type(got).__name__ == "RecordedObject":  # a list within a list
        got = got.value  # type: ignore[attr-defined]
    if isinstance(expected, Mapping):
        return _of_several(_first(_pairs_by_name(got, expected), comparison, [*expected]), [], [])
    if isinstance(expected, (list, tuple)):
        found = _first(_pairs_in_order(got, expected), comparison, range(len(expected)))
        return _of_several(_of_an_epoch(found, _comparison(got), len(expected)), got, expected)
    if expected is None or isinstance(expected, str | bool):
        if isinstance(expected, bool) and isinstance(got, torch.Tensor) and got.numel() == 1:
            return difference(got, torch.tensor(expected), comparison)
        same = got == expected and (got is None) == (expected is None)
        told = repr(str(got)) if str(got) == str(expected) else str(got)  # the text 'None' for None
        return None if same else _of(Kind.VALUE, got, told, str(expected))
    right = expected if isinstance(expected, torch.Tensor) else torch.as_tensor(expected)
    if isinstance(got, bool) or not isinstance(got, torch.Tensor | int | float):
        return _of(Kind.TYPE, got, _type(got), f"a tensor of shape {tuple(right.shape)}")
    comparison = comparison or getattr(got, "comparison", None)
    if comparison is None:
        raise UncalibratedError(
            "close() was compared with a value computed in the check; expected the recorded value alone."
        )
    return _of_tensors(torch.as_tensor(got) if isinstance(got, int | float) else got, right.detach(), comparison)


def agree(got: object, right: torch.Tensor | None) -> bool:
    """True of two tensors that are the same to the roundoff of single precision."""
    if not isinstance(got, torch.Tensor) or right is None:
        return False
    return difference(got.detach(), right, Comparison(shadow=False)) is None


def alike(mine: Value, other: Value) -> bool:
    """As `agree`, of recorded values; those without numbers have to be equal."""
    if not mine.dtype or not other.dtype:
        return mine == other
    return agree(tensor(mine), tensor(other))


def all_alike(mine: Sequence[Value], others: Sequence[Value]) -> bool:
    """As many, and each as `alike`."""
    return len(mine) == len(others) and all(map(alike, mine, others))


def _of_tensors(got: torch.Tensor, right: torch.Tensor, comparison: Comparison) -> Difference | None:
    lone = right.ndim == 0 and got.numel() == 1
    if got.shape != right.shape and not lone:
        return _of(Kind.SHAPE, got, str(tuple(got.shape)), str(tuple(right.shape)))
    if got.is_complex() and not right.is_complex():
        return _of(Kind.DTYPE, got, str(got.dtype).removeprefix("torch."), str(right.dtype).removeprefix("torch."))
    apart, where = _measure(got, right, comparison)
    if apart <= comparison.most:
        comparison.widest = max(comparison.widest, apart)
        return None
    comparison.narrowest = min(comparison.narrowest, apart)
    index = tuple(where // math.prod(right.shape[axis + 1 :]) % length for axis, length in enumerate(right.shape))
    if right.dtype is got.dtype is torch.bool:
        told = (str(bool(each.reshape(-1)[where])) for each in (got, right))
        return _of(Kind.VALUE, got, *told, index=index)
    mine, theirs = float(got.reshape(-1)[where]), float(right.reshape(-1)[where])
    kind = Kind.VALUE if math.isfinite(mine) else Kind.NOT_FINITE
    found = _of(kind, got, *told_apart(mine, theirs), index=index)
    return replace(found, pattern=_pattern(got, right, comparison)) if found.epoch is None else found


def _of_several(found: Difference | None, got: Any, expected: Iterable[object]) -> Difference | None:
    """The difference of one among several, with a regularity of them all, or none."""
    if found is None or found.pattern is None or found.pattern.quantity != VALUE:
        return found
    numbers = [
        (one, torch.as_tensor(right))
        for one, right in zip(got, expected, strict=False)
        if isinstance(one, torch.Tensor) and one.numel() == 1 and isinstance(right, torch.Tensor | int | float)
    ]
    if not numbers or len(numbers) != len(got) or any(right.numel() != 1 for _, right in numbers):
        return replace(found, pattern=None)
    mine = torch.stack([one.detach().as_subclass(torch.Tensor).double().reshape(()) for one, _ in numbers])
    right = torch.stack([right.detach().double().reshape(()) for _, right in numbers])
    comparison = numbers[0][0].comparison  # type: ignore[attr-defined]
    most = comparison.most * comparison.precision.value * right.abs()
    return replace(found, pattern=value_pattern(mine, right, most))


def _pattern(got: torch.Tensor, right: torch.Tensor, comparison: Comparison) -> Pattern | None:
    """The regularity in a value that belongs to no epoch."""
    size = _scale(got, right.double()) or comparison.floor or 1.0
    if not isinstance(size, float):
        return None
    most = comparison.most * comparison.precision.value * size
    return value_pattern(got.detach().as_subclass(torch.Tensor).reshape(right.shape), right, most)


def _measure(got: torch.Tensor, right: torch.Tensor, comparison: Comparison) -> tuple[float, int]:
    """The distance, and the flat place of the first element beyond the tolerance."""
    if not right.numel():
        return 0.0, 0
    mine, theirs = got.detach().as_subclass(torch.Tensor).double().reshape(right.shape), right.double()
    size = _scale(got, theirs)
    if not isinstance(size, torch.Tensor):
        size = size or comparison.floor or 1.0
    off = (mine - theirs).abs()
    if not math.isfinite(float(off.max())):
        off[mine == theirs] = 0.0
        off[~torch.isfinite(off)] = math.inf
    flat = (off / (comparison.precision.value * size)).reshape(-1)
    apart = float(flat.max())
    if apart <= comparison.most:
        return apart, 0
    return apart, int(torch.argmax((flat > comparison.most).int()))


def _scale(got: torch.Tensor, right: torch.Tensor) -> float | torch.Tensor:
    so_far = getattr(got, "scale", 0.0)
    if isinstance(so_far, torch.Tensor):
        rows = right.abs().reshape(len(right), -1).amax(1).nan_to_num(nan=0.0, posinf=0.0)
        return torch.maximum(so_far, rows).reshape(-1, *[1] * (right.ndim - 1)).clamp(min=1e-300)
    return max(so_far, _size(right))


def _size(values: torch.Tensor) -> float:
    sizes = values.abs()
    largest = float(sizes.max())
    if math.isfinite(largest):
        return largest
    finite = sizes[torch.isfinite(sizes)]
    return float(finite.max()) if finite.numel() else 0.0


def told_apart(got: float, expected: float) -> tuple[str, str]:
    """Both numbers with as many digits as tell them apart, four at least."""
    if not math.isfinite(expected):  # that nothing finite is right there tells a student nothing
        return f"{got:.6g}", ""
    for digits in (6, 9, 12, 17):
        texts = f"{got:.{digits}g}", f"{expected:.{digits}g}"
        if texts[0] != texts[1]:
            return texts
    return texts


def _of(kind: Kind, got: object, mine: str, right: str, *, index: tuple[int, ...] = ()) -> Difference:
    epoch = getattr(got, "epoch", None)
    quantity = getattr(got, "quantity", "")
    head, of, _ = quantity.partition(".")
    if epoch is None and index and (head in {"before", "after", "gradient"} if of else head == "loss"):
        epoch, index = index[0], index[1:]
    place = getattr(got, "place", None)
    stands = place(epoch) if place else {"epoch": epoch}
    return Difference(kind, quantity, index=index, got=mine, expected=right, **stands)


def _type(got: object) -> str:
    """A student's word for it.

    An array that could not be written down also says what it holds.
    """
    if not isinstance(got, Value):
        return type(got).__name__
    return f"{got.type} ({got.text})" if got.type in _ARRAYS else got.type


def _first(
    pairs: Iterable[Difference | tuple[object, object]], comparison: Comparison | None, keys: Iterable[object]
) -> Difference | None:
    """The first difference among these, with the key it stands under."""
    for key, pair in zip(keys, pairs, strict=False):
        if isinstance(pair, Difference):
            return pair
        found = difference(*pair, comparison)
        if found is not None:
            told = f'"{key}"' if isinstance(key, str) else key
            return found if _is_named(found) else replace(found, part=f"[{told}]{found.part}")
    return None


def _of_an_epoch(found: Difference | None, comparison: Comparison | None, length: int) -> Difference | None:
    """The difference with its epoch, where a list has one for every epoch."""
    if found is None or not found.part or not comparison or length < SEVERAL or comparison.epochs() != length:
        return found
    return replace(found, part_epoch=int(found.part[1:].partition("]")[0]))


def _is_named(found: Difference) -> bool:
    """True of a parameter or an update: its own name and place say where it is."""
    return found.epoch is not None or "." in found.quantity


def _pairs_by_name(got: object, expected: Mapping[Any, Any]) -> Iterable[Difference | tuple[object, object]]:
    if not isinstance(got, Mapping):
        return [_of(Kind.TYPE, got, _type(got), "dict")]
    missing = [name for name in expected if name not in got]
    if missing:
        return [_of(Kind.VALUE, got, ", ".join(map(str, got)), ", ".join(map(str, expected)))]
    return [(got[name], right) for name, right in expected.items()]


def _pairs_in_order(got: object, expected: list[Any] | tuple[Any, ...]) -> Iterable[Difference | tuple[object, object]]:
    if not isinstance(got, (list, tuple)):
        return [_of(Kind.TYPE, got, _type(got), type(expected).__name__)]
    if len(got) != len(expected):
        return [_of(Kind.SHAPE, got, str(len(got)), str(len(expected)))]
    return list(zip(got, expected, strict=True))


def _comparison(got: object) -> Comparison | None:
    if isinstance(got, Mapping):
        return next((found for value in got.values() if (found := _comparison(value))), None)
    if isinstance(got, (list, tuple)):
        return next((found for value in got if (found := _comparison(value))), None)
    return getattr(got, "comparison", None)
