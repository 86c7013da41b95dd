"""A wrong loader costs its own points; a loop that goes through it is judged with the batches that it has."""

from __future__ import annotations

import pytest

from tests.judge.edited import edited_week
from tests.judge.own_helpers.test_helper_calls import of_fit

SOLUTION = '''
"""배치.

Batches.
"""
import torch


def make_loader(x, y, batch_size, seed):
    """로더.

    The loader.
    """
    own = torch.Generator().manual_seed(seed)
    data = torch.utils.data.TensorDataset(x, y)
    return torch.utils.data.DataLoader(data, batch_size=batch_size, shuffle=True, generator=own)


def one_epoch(net, loader, optimizr):
    """한 에폭.

    One epoch.
    """
    losses = []
    for xb, yb in loader:
        loss = torch.mean((yb - net(xb)) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
        losses.append(loss.item())
    return losses


def fit(net, x, y, lr=0.1, epochs=5):
    """평균.

    Means.
    """
    loader = make_loader(x, y, 5, 3)
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizr, step_size=2, gamma=0.5)
    history = []
    for epoc in range(epochs):
        losses = one_epoch(net, loader, optimizr)
        scheduler.step()
        history.append(sum(losses) / len(losses))
    return history
'''
PROBES = """
import torch
from autograder.assignment import probe

torch.manual_seed(0)
x = torch.randn(12, 1)
y = 3 * x - 1 + 0.1 * torch.randn(12, 1)
PROBES = (
    probe("make_loader", "it", x=x, y=y, batch_size=5, seed=8),
    probe("one_epoch", "it", x=x, y=y),
    probe("fit", "it", x=x, y=y),
)
"""
DRIVERS = """
import torch


def _net():
    torch.manual_seed(3)
    return torch.nn.Linear(1, 1)


def make_loader(work, x, y, batch_size, seed):
    return {"returned": [xb for xb, _ in work.make_loader(x, y, batch_size, seed)]}


def one_epoch(work, x, y):
    net = _net()
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=5)
    return {"returned": work.one_epoch(net, loader, torch.optim.SGD(net.parameters(), lr=0.1))}


def fit(work, x, y, **options):
    return {"returned": work.fit(_net(), x, y, **options)}
"""
CHECKS = '''
import pytest

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("make_loader")
class TestMakeLoader:
    @pytest.mark.points(1)
    def test_batches(self, mine):
        """배치.

        The batches.
        """
        checks.as_solution(mine)


class Trains(checks.LoopChecks):
    @pytest.mark.points(1)
    @pytest.mark.needs("step2_loss", "epochs")
    def test_returned(self, mine):
        """loss.

        The losses.
        """
        assert mine.returned == close(mine.right.seen["returned"])


@pytest.mark.exercise("one_epoch")
@pytest.mark.points(1)
class TestOneEpoch(Trains):
    pass


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
class TestFit(Trains):
    pass
'''
CALL = "        losses = one_epoch(net, loader, optimizr)\n"
INLINE = """        losses = []
        for xb, yb in loader:
            loss = torch.mean((net(xb) - yb) ** 2)
            optimizr.zero_grad()
            loss.backward()
            optimizr.step()
            losses.append(loss.item())
"""
LOADERS = {
    "in order": ("shuffle=True", "shuffle=False"),
    "another seed": ("manual_seed(seed)", "manual_seed(seed + 1)"),
    "batches of another size": ("batch_size=batch_size", "batch_size=batch_size - 1"),
    "the last one dropped": ("generator=own", "generator=own, drop_last=True"),
}
EPOCHS = {
    "another loss": ("torch.mean((yb - net(xb)) ** 2)", "torch.mean((yb - net(xb)).abs())"),
    "gradients that pile up": ("        optimizr.zero_grad()\n", ""),
    "one batch": ("        losses.append(loss.item())\n", "        losses.append(loss.item())\n        break\n"),
    "the last loss alone": ("    return losses\n", "    return [losses[-1]]\n"),
    "a number": ("    return losses\n", "    return loss.item()\n"),
}
RAISES = ("losses.append(loss.item())", "losses.add(loss.item())")
CALLERS = {
    "another rate": ("lr=lr)", "lr=lr / 2)"),
    "another schedule": ("gamma=0.5", "gamma=0.6"),
    "no schedule": ("        scheduler.step()\n", ""),
    "another size asked for": ("(x, y, 5, 3)", "(x, y, 6, 3)"),
    "a loader an epoch": ("losses = one_epoch(net, loader,", "losses = one_epoch(net, make_loader(x, y, 5, 3),"),
    "sums": ("sum(losses) / len(losses)", "sum(losses)"),
}


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("loaders")
    with edited_week(folder, "batches", solution=SOLUTION, probes=PROBES, drivers=DRIVERS, checks=CHECKS) as made:
        yield made


@pytest.mark.parametrize("turns", [CALL, INLINE])
@pytest.mark.parametrize("wrong", LOADERS)
def test_a_wrong_loader_costs_no_point_of_the_loop_that_goes_through_it(week, wrong, turns):
    lost = week.lost(LOADERS[wrong], (CALL, turns))
    assert lost == {"make_loader.batches"}


@pytest.mark.parametrize("wrong", EPOCHS)
def test_a_wrong_epoch_costs_neither_the_schedule_around_it_nor_what_is_made_of_its_losses(week, wrong):
    lost = week.lost(EPOCHS[wrong])
    assert lost
    assert not of_fit(lost)


def test_an_epoch_that_raises_after_a_turn_costs_its_caller_no_step(week):
    """Nobody saw how often it would have been called, and what would have been made of its losses."""
    lost = of_fit(week.lost(RAISES))
    assert "fit.epochs" in lost
    assert not any(name.startswith("fit.step") for name in lost)


@pytest.mark.parametrize("wrong", CALLERS)
@pytest.mark.parametrize("helper", [EPOCHS["another loss"], LOADERS["in order"], None])
def test_a_wrong_loop_loses_whatever_it_calls(week, wrong, helper):
    assert of_fit(week.lost(CALLERS[wrong], *([helper] if helper else [])))
