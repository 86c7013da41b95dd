"""The numbers of a child are those of a fresh process, bit for bit."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from autograder.model import Limits
from autograder.sandbox import open_sandbox
from tests.sandbox.programs import run

TRAIN = """
import random, numpy, torch
torch.manual_seed(43052); numpy.random.seed(43052); random.seed(43052)
x = torch.linspace(-1, 1, 200).reshape(-1, 1)
y = 2.5 + 4 * x + torch.randn(200, 1) * 0.5 + float(numpy.random.randn()) + random.random()
net = torch.nn.Sequential(torch.nn.Linear(1, 16), torch.nn.ReLU(), torch.nn.Linear(16, 1))
optimizr = torch.optim.Adam(net.parameters(), lr=0.01)
for epoc in range(100):
    loss = torch.nn.functional.mse_loss(net(x), y)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
    emit(loss.detach().numpy().tobytes())
emit(b"".join(p.detach().numpy().tobytes() for p in net.parameters()))
"""
FRESH = "import sys, torch; torch.set_num_threads(1); emit = lambda b: sys.stdout.buffer.write(b)\n" + TRAIN
ONE_THREAD = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


@pytest.mark.slow
@pytest.mark.real
def test_a_training_in_a_child_is_bit_identical_to_a_fresh_process():
    fresh = subprocess.run(
        [sys.executable, "-c", FRESH], capture_output=True, check=True, env={**os.environ, **ONE_THREAD}
    )
    with open_sandbox(limits=Limits()) as sandbox:
        twice = [b"".join(run(sandbox, TRAIN).frames) for _ in range(2)]
    assert twice == [fresh.stdout] * 2
