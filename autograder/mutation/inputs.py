"""An exercise's probes → what its parameters are ever given, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from autograder.model import Probe, Value
from autograder.recorder.describe import tensor

FEW = 5
MOST_LABELS = 20
"""Whole numbers from 0 to this are labels or places, not measurements."""
TABLE = 2
"""Axes of a table."""
_PLAIN = {"int", "float"}


@dataclass(frozen=True, slots=True)
class Inputs:
    """Names of parameters, by what all the probes give them.

    Without probes, nothing is known.
    """

    tensors: frozenset[str] = frozenset()
    real: frozenset[str] = frozenset()  # of these, others than labels, which are the same in any precision
    wide: frozenset[str] = frozenset()  # of these, numbers that a clamp can meet: no shares, probabilities, labels
    decimal: frozenset[str] = frozenset()  # of the tensors, those not of integers alone
    tables: frozenset[str] = frozenset()  # of the tensors, those with two axes
    long: frozenset[str] = frozenset()  # of the tensors, those of another length here and there
    leaves: frozenset[str] = frozenset()  # of the tensors, those that require grad
    lists: frozenset[str] = frozenset()
    numbers: Mapping[str, str] = field(default_factory=dict)  # the first one given, as it is written
    rows: int = 0  # of the first tensor in the first probe


def inputs(probes: Iterable[Probe]) -> Inputs:
    """Read what these probes of one exercise give."""
    given: dict[str, list[Value]] = {}
    for probe in probes:
        for name, value in probe.inputs.items():
            given.setdefault(name, []).append(value)
    arrays = {name: values for name, values in given.items() if all(value.type == "Tensor" for value in values)}
    first = next((values[0].shape[0] for values in arrays.values() if values[0].shape), 0)
    return Inputs(
        tensors=frozenset(arrays),
        real=frozenset(name for name, values in arrays.items() if not all(map(_is_label, values))),
        wide=frozenset(name for name, values in arrays.items() if not all(map(_is_share, values))),
        decimal=frozenset(
            name for name, values in arrays.items() if any(one.dtype.startswith("float") for one in values)
        ),
        tables=frozenset(name for name, values in arrays.items() if any(len(value.shape) == TABLE for value in values)),
        long=frozenset(name for name, values in arrays.items() if _is_long(values)),
        leaves=frozenset(name for name, values in arrays.items() if any(value.graph for value in values)),
        lists=frozenset(name for name, values in given.items() if any(value.type == "list" for value in values)),
        numbers={name: _written(values[0]) for name, values in given.items() if values[0].type in _PLAIN},
        rows=first,
    )


def _is_label(value: Value) -> bool:
    """True of 0 and 1, and of the labels of several classes."""
    if not value.dtype.startswith("float"):
        return _is_share(value)
    return bool(((tensor(value) == 0) | (tensor(value) == 1)).all())


def _is_share(value: Value) -> bool:
    """True of shares and probabilities, and of labels of several classes."""
    most = 1 if value.dtype.startswith("float") else MOST_LABELS
    return bool(((tensor(value) >= 0) & (tensor(value) <= most)).all())


def _is_long(values: list[Value]) -> bool:
    lengths = {value.shape[0] for value in values if value.shape}
    return len(lengths) > 1 or any(length > FEW for length in lengths)


def _written(value: Value) -> str:
    return repr(tensor(value).item())
