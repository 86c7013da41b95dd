"""A wrong epoch costs its own points; a loop that calls it right, and no other, keeps its own."""

from __future__ import annotations

import pytest

from tests.judge.edited import edited_week

SOLUTION = '''
"""에폭.

Epochs.
"""
import torch


def make(net, lr):
    """옵티마이저.

    The optimiser.
    """
    return torch.optim.SGD(net.parameters(), lr=lr)


def one_epoch(net, loader, optimizr):
    """한 에폭.

    One epoch.
    """
    for xb, yb in loader:
        loss = torch.mean((yb - net(xb)) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net


def fit(net, x, y, lr=0.1, epochs=5):
    """섞은 미니배치.

    Shuffled mini-batches.
    """
    torch.manual_seed(7)
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=5, shuffle=True)
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        for xb, yb in loader:
            loss = torch.mean((yb - net(xb)) ** 2)
            loss.backward()
            optimizr.step()
            optimizr.zero_grad()
    return net

'''
PROBES = """
import torch
from autograder.assignment import probe

torch.manual_seed(0)
x = torch.randn(12, 1)
y = 3 * x - 1 + 0.1 * torch.randn(12, 1)
PROBES = (
    probe("make", "it", lr=0.3),
    probe("one_epoch", "it", x=x, y=y),
    probe("fit", "it", x=x, y=y),
    probe("fit", "long", x=x, y=y, epochs=20),
)
"""
DRIVERS = """
import torch


def _net():
    torch.manual_seed(3)
    return torch.nn.Linear(1, 1)


def make(work, lr):
    optimizr = work.make(_net(), lr)
    group = optimizr.param_groups[0]
    return {"lr": group["lr"], "kind": f"{type(optimizr).__name__} {group.get('momentum')}"}


def one_epoch(work, x, y):
    net = _net()
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=5)
    return {"same": work.one_epoch(net, loader, torch.optim.SGD(net.parameters(), lr=0.1)) is net}


def fit(work, x, y, **options):
    net = _net()
    return {"same": work.fit(net, x, y, **options) is net}
"""
CHECKS = '''
import pytest

from autograder import checks
from autograder.judge import close


class Trains(checks.LoopChecks):
    @pytest.mark.points(1)
    def test_same(self, mine):
        """그 net.

        That net.
        """
        assert mine.seen["same"] == close(True)


@pytest.mark.exercise("make")
@pytest.mark.points(1)
class TestMake:
    def test_rate(self, mine, data):
        """lr.

        The rate.
        """
        assert mine.seen["lr"] == close(data.lr)
        assert mine.seen["kind"] == close("SGD 0")


@pytest.mark.exercise("one_epoch")
@pytest.mark.points(1)
class TestOneEpoch(Trains):
    pass


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
class TestFit(Trains):
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    @pytest.mark.probe("long")
    def test_long(self, mine):
        """오래.

        For long.
        """
        checks.loss(mine)
'''
INLINE = SOLUTION[SOLUTION.rindex("        for xb, yb") : SOLUTION.rindex("    return net")]
CALL = (INLINE, "        one_epoch(net, loader, optimizr)\n")
MAKES = ("optimizr = torch.optim.SGD(net.parameters(), lr=lr)\n    for", "optimizr = make(net, lr)\n    for")


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    head = SOLUTION.index("def fit")
    text = SOLUTION[:head] + SOLUTION[head:].replace(*CALL)
    folder = tmp_path_factory.mktemp("calls")
    with edited_week(
        folder, "epochs", solution=SOLUTION, probes=PROBES, drivers=DRIVERS, checks=CHECKS, edited=text
    ) as made:
        yield made


def of_fit(lost):
    return {name for name in lost if name.startswith("fit.")}


WRONG = {
    "another loss": ("torch.mean((yb - net(xb)) ** 2)", "torch.mean((yb - net(xb)).abs())"),
    "a sum": ("torch.mean", "torch.sum"),
    "another gradient": ("loss.backward()", "(2 * loss).backward()"),
    "gradients that pile up": ("        optimizr.zero_grad()\n", ""),
    "two steps": ("        optimizr.step()\n", "        optimizr.step()\n        optimizr.step()\n"),
    "no step": ("        optimizr.step()\n", ""),
    "one batch": ("        optimizr.zero_grad()\n", "        optimizr.zero_grad()\n        break\n"),
    "one update": ("        optimizr.step()\n        optimizr", "    optimizr.step()\n    optimizr"),
    "nothing given back": ("    return net\n\n\ndef fit", "    return None\n\n\ndef fit"),
    "another order": ("for xb, yb in loader:", "for xb, yb in reversed([*loader]):"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_epoch_costs_no_point_of_the_loop_that_calls_it(week, wrong):
    lost = week.lost(WRONG[wrong])
    assert lost
    assert not of_fit(lost)


CALLERS = {
    "another rate": ("lr=lr)", "lr=lr / 2)"),
    "another optimiser": ("optim.SGD(net.parameters(), lr=lr)", "optim.Adam(net.parameters(), lr=lr)"),
    "another batch size": ("batch_size=5", "batch_size=4"),
    "another seed": ("manual_seed(7)", "manual_seed(8)"),
    "the seed in every epoch": ("        one_epoch(", "        torch.manual_seed(7)\n        one_epoch("),
    "batches in order": (", shuffle=True", ""),
    "parameters left out": ("SGD(net.parameters()", "SGD([net.weight]"),
    "a nudge in between": ("        one_epoch(", "        net.weight.data *= 0.99\n        one_epoch("),
    "a copy": ("one_epoch(net, loader", "one_epoch(__import__('copy').deepcopy(net), loader"),
}


@pytest.mark.parametrize("wrong", CALLERS)
@pytest.mark.parametrize("helper", [None, "a sum"])
def test_a_wrong_loop_loses_whatever_the_epoch_that_it_calls(week, wrong, helper):
    assert of_fit(week.lost(CALLERS[wrong], *([WRONG[helper]] if helper else [])))


def test_a_wrong_rate_costs_its_step_alone_whatever_loss_the_epoch_has(week):
    assert of_fit(week.lost(WRONG["a sum"], CALLERS["another rate"])) == {"fit.step4_update"}


def test_an_epoch_too_many_costs_the_count_and_no_step(week):
    assert of_fit(week.lost(WRONG["a sum"], ("range(epochs)", "range(epochs + 1)"))) == {"fit.epochs"}


SHOW = "        one_epoch(__import__('copy').deepcopy(net), loader, optimizr)\n"


@pytest.mark.parametrize("shown", [SHOW, "        one_epoch(net, [], optimizr)\n", "        one_epoch\n"])
def test_an_epoch_that_is_called_for_show_excuses_nothing(week, shown):
    lost = week.lost(WRONG["a sum"], (CALL[1], shown + INLINE.replace("torch.mean", "torch.sum")))
    assert "fit.step2_loss" in lost


@pytest.mark.parametrize("nothing", ["return net\n    ", "for xb, yb in loader: (0 * net(xb)).sum().backward()\n    "])
def test_an_epoch_without_a_gradient_excuses_nothing(week, nothing):
    assert of_fit(week.lost(('One epoch.\n    """\n    ', f'One epoch.\n    """\n    {nothing}')))


def test_an_optimiser_that_is_made_wrong_costs_no_point_of_the_loop_that_asks_for_it(week):
    lost = week.lost(MAKES, ("parameters(), lr=lr)\n\n", "parameters(), lr=2 * lr)\n\n"))
    assert lost == {"make.rate"}


def test_an_optimiser_that_is_asked_for_with_another_rate_costs_the_loop(week):
    lost = week.lost(
        (MAKES[0], MAKES[1].replace("lr)", "lr / 4)")), ("parameters(), lr=lr)\n\n", "parameters(), lr=2 * lr)\n\n")
    )
    assert of_fit(lost)


RAISES = (
    "    for xb, yb in loader:\n        loss",
    "    for xb, yb in loader:\n        if net.weight.grad is not None: raise ValueError\n        loss",
)
KEEPS = ("        optimizr.zero_grad()\n", "")


def test_an_epoch_that_raises_costs_its_caller_no_step(week):
    lost = of_fit(week.lost(RAISES, KEEPS))
    assert not {name for name in lost if "step" in name}


def test_an_epoch_that_gives_back_nothing_costs_no_step_of_the_loop_that_goes_on_with_it(week):
    lost = of_fit(week.lost(WRONG["nothing given back"], ("        one_epoch(", "        net = one_epoch(")))
    assert not {name for name in lost if "step" in name}


def test_a_loop_that_raises_by_itself_loses_all_the_same(week):
    assert "fit.step2_loss" in week.lost(WRONG["a sum"], (CALL[1], CALL[1] + "        1 / 0\n"))


LOGS = "    if log:\n        open(log, 'w', encoding='utf-8').close()\n"


def test_our_own_epoch_opens_no_file_that_a_student_has_named(tmp_path):
    solution = SOLUTION.replace("loader, optimizr):", "loader, optimizr, log=''):")
    solution = solution.replace(
        "    for xb, yb in loader:\n        loss", f"{LOGS}    for xb, yb in loader:\n        loss"
    )
    named = tmp_path / "named"
    mine = solution.replace(LOGS, "").replace(CALL[0], CALL[1].replace("optimizr)", f"optimizr, {str(named)!r})"))
    with edited_week(
        tmp_path, "epochs", solution=solution, probes=PROBES, drivers=DRIVERS, checks=CHECKS, edited=mine
    ) as week:
        week.lost(("torch.mean((yb - net(xb)) ** 2)", "torch.sum((yb - net(xb)) ** 2)"))
    assert not named.exists()
