"""Code written for a larger machine runs on one CPU in one process, and gives the same."""

from __future__ import annotations

import pytest
import torch

from autograder.recorder.everyday import run_here

DATA = torch.utils.data.TensorDataset(torch.arange(6.0))


@pytest.fixture(autouse=True)
def here(monkeypatch):
    for kind in (torch.Tensor, torch.nn.Module):
        monkeypatch.setattr(kind, "to", kind.to)
        monkeypatch.setattr(kind, "cuda", kind.cuda)
    monkeypatch.setattr(torch.utils.data.DataLoader, "__init__", torch.utils.data.DataLoader.__init__)
    monkeypatch.setattr(torch, "compile", torch.compile)
    run_here()


@pytest.mark.parametrize("options", [{"num_workers": 4, "prefetch_factor": 2}, {"num_workers": 2, "persistent_workers": True}])  # fmt: skip
def test_a_loader_with_workers_loads_in_this_process(options):
    loader = torch.utils.data.DataLoader(DATA, batch_size=4, **options)
    assert (loader.num_workers, [len(batch[0]) for batch in loader]) == (0, [4, 2])


def test_workers_by_place_are_none_either():
    assert torch.utils.data.DataLoader(DATA, 4, None, None, None, 3).num_workers == 0


@pytest.mark.parametrize("device", ["cuda", "cuda:0", "mps", torch.device("cuda")])
def test_another_device_is_the_cpu(device):
    assert torch.ones(2).to(device).device.type == "cpu"
    assert torch.ones(2).to(device=device, dtype=torch.float64).dtype == torch.float64
    assert next(torch.nn.Linear(1, 1).to(device).parameters()).device.type == "cpu"


def test_cuda_gives_back_the_thing_itself():
    net = torch.nn.Linear(1, 1)
    assert net.cuda() is net


def test_nothing_is_compiled():
    net = torch.nn.Linear(1, 1)
    assert torch.compile(net) is net
    assert torch.compile(mode="default")(net) is net
