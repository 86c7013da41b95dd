"""Code written for a larger machine runs on one CPU in one process, and gives the same."""

from __future__ import annotations

import pytest
import torch

from autograder.recorder import everyday
from autograder.recorder.everyday import run_here

MAKING = (*everyday._MAKING, *everyday._MADE_LIKE)
DATA = torch.utils.data.TensorDataset(torch.arange(6.0))


@pytest.fixture(autouse=True)
def here(monkeypatch):
    for kind in (torch.Tensor, torch.nn.Module):
        monkeypatch.setattr(kind, "to", kind.to)
        monkeypatch.setattr(kind, "cuda", kind.cuda)
    monkeypatch.setattr(torch.utils.data.DataLoader, "__init__", torch.utils.data.DataLoader.__init__)
    monkeypatch.setattr(torch, "compile", torch.compile)
    for home in (torch, torch.Tensor):
        for name in MAKING:
            if hasattr(home, name):
                monkeypatch.setattr(home, name, getattr(home, name))
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


@pytest.mark.parametrize("device", ["cuda", "mps", torch.device("cuda:0")])
def test_what_is_made_on_another_device_is_made_on_the_cpu(device):
    x = torch.zeros(2, 1, device=device)
    made = (
        *(x, torch.tensor([1.0], device=device), torch.randn(3, device=device, requires_grad=True)),
        *(torch.ones_like(x, device=device), x.new_zeros(2, device=device), torch.arange(3, device=device)),
        *torch.nn.Linear(1, 1, device=device).parameters(),
    )
    assert {one.device.type for one in made} == {"cpu"}


def test_numbers_are_drawn_as_they_were():
    torch.manual_seed(1)
    first = torch.randn(3)
    torch.manual_seed(1)
    assert torch.equal(torch.randn(3, device="cuda"), first)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # torch says it of its own scripts
def test_torchs_own_scripts_find_what_makes_a_tensor():
    """Forward derivatives are scripts, compiled when the first one is asked for."""
    assert torch.func.jacfwd(lambda w: (w**2).sum())(torch.ones(2)).tolist() == [2.0, 2.0]


def test_cuda_gives_back_the_thing_itself():
    net = torch.nn.Linear(1, 1)
    assert net.cuda() is net


def test_nothing_is_compiled():
    net = torch.nn.Linear(1, 1)
    assert torch.compile(net) is net
    assert torch.compile(mode="default")(net) is net
