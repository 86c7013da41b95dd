"""Random numbers for the shadow.

What a seed draws in float32, to double precision and on every processor alike.

Processors round the last bit of a float32 draw differently. What is drawn underneath, multiples of 2^-24 between 0 and 1,
is the same everywhere; from it torch's own formulas are computed here in double.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch

_NORMAL = torch.Tensor.normal_  # torch's own, whatever stands in its place when it is called
_BLOCK = 16  # from so many on torch draws normal numbers in blocks, two halves of a block together


def normal(shape: torch.Size, mean: float, std: float, generator: torch.Generator | None = None) -> torch.Tensor:
    """As many normal numbers as `Tensor.normal_` draws for this shape, float64."""
    count = shape.numel()
    if count < _BLOCK:
        return mean + std * _NORMAL(torch.empty(shape, dtype=torch.float32), generator=generator).double()
    drawn = _standard(torch.Size([count]), generator)
    whole = count - count % _BLOCK
    found = torch.cat([_by_blocks(drawn[:whole]), drawn[whole:]])
    if whole < count:
        found[-_BLOCK:] = _by_blocks(_standard(torch.Size([_BLOCK]), generator))
    return mean + std * found.reshape(shape)


@contextmanager
def exact() -> Iterator[None]:
    """Inside, `uniform_` and `normal_` fill tensors with these."""
    own = torch.Tensor.uniform_, torch.Tensor.normal_
    torch.Tensor.uniform_ = fill_uniform  # type: ignore[method-assign]
    torch.Tensor.normal_ = fill_normal  # type: ignore[method-assign]
    try:
        yield
    finally:
        torch.Tensor.uniform_, torch.Tensor.normal_ = own  # type: ignore[method-assign]


def fill_uniform(
    target: torch.Tensor, low: float = 0.0, high: float = 1.0, *, generator: torch.Generator | None = None
) -> torch.Tensor:
    """`Tensor.uniform_`, exactly."""
    return _filled(target, low + (high - low) * _standard(target.shape, generator))


def fill_normal(
    target: torch.Tensor, mean: float = 0.0, std: float = 1.0, *, generator: torch.Generator | None = None
) -> torch.Tensor:
    """`Tensor.normal_`, exactly."""
    return _filled(target, normal(target.shape, mean, std, generator))


def redraw(draw: Callable[[], torch.Tensor], generator: torch.Generator | None) -> torch.Tensor:
    """Draw standard normal numbers as float32 does, exactly.

    As they come, where torch draws otherwise than we know.
    """
    source = generator or torch.default_generator
    before = source.get_state()
    drawn, after = draw(), source.get_state()
    source.set_state(before)
    found = normal(drawn.shape, 0.0, 1.0, source)
    if torch.equal(source.get_state(), after):
        return found
    source.set_state(after)
    return drawn.double()


def _filled(target: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        return target.copy_(values)


def _standard(shape: torch.Size, generator: torch.Generator | None) -> torch.Tensor:
    return torch.rand(shape, dtype=torch.float32, generator=generator).double()


def _by_blocks(drawn: torch.Tensor) -> torch.Tensor:
    """Box and Muller's transformation, as torch lays it out.

    The first half of a block are the radii, the second the angles.
    """
    first, second = drawn.reshape(-1, 2, _BLOCK // 2).unbind(1)
    radius, angle = torch.sqrt(-2 * torch.log(1 - first)), 2 * math.pi * second
    return torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], 1).reshape(-1)
