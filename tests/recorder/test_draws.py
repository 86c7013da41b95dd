"""The shadow draws what a seed gives in float32, to double precision, whatever the processor rounds."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import torch

from autograder.recorder.shadow import shadowed

WAYS = {
    "rand": torch.rand,
    "randn": torch.randn,
    "randn_like": lambda n: torch.randn_like(torch.zeros(n)),
    "in rows": lambda n: torch.randn(n, 3),
    "uniform_": lambda n: torch.empty(n).uniform_(-0.7, 0.3),
    "normal_": lambda n: torch.empty(n).normal_(1.0, 2.0),
    "Linear": lambda n: torch.nn.Linear(n, 2).weight.detach(),
    "init": lambda n: torch.nn.init.normal_(torch.empty(n), 1.0, 2.0),
    "Embedding": lambda n: torch.nn.Embedding(n, 3).weight.detach(),
    "xavier": lambda n: torch.nn.init.xavier_normal_(torch.empty(n, 5)),
    "a generator": lambda n: torch.randn(n, generator=torch.Generator().manual_seed(5)),
}
PROGRAM = """
import sys, torch
from autograder.recorder.shadow import shadowed
torch.set_num_threads(1)
with shadowed():
    for n in (2, 16, 100):
        for way in (torch.rand, torch.randn, lambda n: torch.nn.Linear(n, 3).weight.detach(), lambda n: torch.empty(n).normal_(1, 2)):
            torch.manual_seed(7)
            sys.stdout.write(" ".join(value.hex() for value in way(n).reshape(-1).tolist()) + "\\n")
"""


@pytest.mark.parametrize("count", [1, 5, 15, 16, 17, 31, 32, 100, 1000])
@pytest.mark.parametrize("way", WAYS)
def test_a_seed_gives_what_it_gives_natively_and_leaves_the_generator_there(way, count):
    torch.manual_seed(43052)
    native, then = WAYS[way](count), torch.rand(3)
    torch.manual_seed(43052)
    with shadowed() as shadow:
        exact, after = WAYS[way](count), torch.rand(3)
    assert torch.equal(after.float(), then)
    assert (exact.dtype, shadow.pure) == (torch.float64, True)
    assert torch.allclose(exact, native.double(), rtol=1e-5, atol=1e-5)


@pytest.mark.slow
def test_another_capability_of_the_cpu_draws_the_same():
    """Natively the last bit differs; a right answer must not, where the grader's processor is another."""
    said = {
        capability: subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "ATEN_CPU_CAPABILITY": capability},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for capability in ("default", "avx2")
    }
    for mine, other in zip(said["default"], said["avx2"], strict=True):
        numbers = [
            torch.tensor([float.fromhex(value) for value in line.split()], dtype=torch.float64)
            for line in (mine, other)
        ]
        assert torch.allclose(*numbers, rtol=1e-15, atol=1e-15)
