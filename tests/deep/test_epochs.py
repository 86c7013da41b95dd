"""Epochs are counted by whatever argument the week has for them, of each phase by its own."""

from __future__ import annotations

import pytest

from tests.deep import week

SOLUTION = '''
"""두 단계.

Two phases.
"""
import torch


def fit_rounds(net, x, y, lr=0.1, rounds=4):
    """미니배치를 rounds번 반복합니다.

    Goes through the mini-batches rounds times.
    """
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(rounds):
        for i in range(0, len(x), 4):
            loss = torch.mean((y[i : i + 4] - net(x[i : i + 4])) ** 2)
            loss.backward()
            optimizr.step()
            optimizr.zero_grad()
    return net


def fit_phases(net, x, y, before=4, after=3):
    """Adam, 그다음 SGD.

    Adam, then SGD.
    """
    for optimizr, count in ((torch.optim.Adam(net.parameters(), lr=0.1), before), (torch.optim.SGD(net.parameters(), lr=0.1), after)):
        _train(net, x, y, optimizr, count)
    return net


def _train(net, x, y, optimizr, count):
    for epoc in range(count):
        for i in range(0, len(x), 4):
            loss = torch.mean((y[i : i + 4] - net(x[i : i + 4])) ** 2)
            loss.backward()
            optimizr.step()
            optimizr.zero_grad()
'''

FILES = {
    "week.toml": week.TOML,
    "deep.py": SOLUTION,
    "probes.py": """
import torch
from autograder.assignment import probe

torch.manual_seed(0)
x, y = torch.randn(10, 1), torch.randn(10, 1)
PROBES = (probe("fit_rounds", "it", x=x, y=y), probe("fit_phases", "it", x=x, y=y))
""",
    "drivers.py": """
import torch


def fit_rounds(work, x, y, **options):
    torch.manual_seed(1)
    net = torch.nn.Linear(1, 1)
    work.fit_rounds(net, x, y, **options)
    return {}


def fit_phases(work, x, y, **options):
    torch.manual_seed(1)
    net = torch.nn.Linear(1, 1)
    work.fit_phases(net, x, y, **options)
    return {}
""",
    "checks/test_deep.py": """
import pytest

from autograder import checks


@pytest.mark.exercise("fit_rounds")
@pytest.mark.points(1)
class TestRounds(checks.LoopChecks):
    pass


@pytest.mark.exercise("fit_phases")
@pytest.mark.points(1)
class TestFirst(checks.LoopChecks):
    of = "adam"


@pytest.mark.exercise("fit_phases")
@pytest.mark.points(1)
class TestSecond(checks.LoopChecks):
    of = "sgd"
""",
}


@pytest.fixture(scope="module")
def failed(tmp_path_factory):
    """The checks that fail, by what they say."""
    yield from week.failures(tmp_path_factory.mktemp("course"), FILES, "deep.py")


def test_loops_whose_epochs_have_another_name_earn_everything(failed):
    assert failed() == {}


def test_an_epoch_too_few_is_counted_in_epochs(failed):
    lost = failed(("range(rounds)", "range(rounds - 1)"))
    assert {check: (d.quantity, d.got, d.expected) for check, d in lost.items()} == {"epochs": ("epochs", "3", "4")}


def test_a_step_of_the_second_phase_is_placed_in_its_own_epoch_and_batch(failed):
    lost = failed(("SGD(net.parameters(), lr=0.1)", "SGD(net.parameters(), lr=0.05)"))
    assert {check: (d.epoch, d.batch, d.loop) for check, d in lost.items()} == {"sgd_step4_update": (0, 0, "sgd")}


def test_an_epoch_too_few_in_the_second_phase_is_its_own(failed):
    lost = failed(
        ("optimizr, count)\n    return", "optimizr, count - isinstance(optimizr, torch.optim.SGD))\n    return")
    )
    assert {check: (d.loop, d.got, d.expected) for check, d in lost.items()} == {"sgd_epochs": ("sgd", "2", "3")}


def test_an_epoch_too_few_in_the_first_phase_costs_the_second_nothing(failed):
    lost = failed(
        ("optimizr, count)\n    return", "optimizr, count - isinstance(optimizr, torch.optim.Adam))\n    return")
    )
    assert {check: (d.loop, d.got, d.expected) for check, d in lost.items()} == {"adam_epochs": ("adam", "3", "4")}


def test_a_last_batch_dropped_in_both_phases_is_told_of_each(failed):
    lost = failed(("in range(0, len(x), 4)", "in range(0, len(x) - 3, 4)"))
    assert {check for check in lost if check.startswith(("adam_", "sgd_"))} <= {
        f"{loop}_{check}" for loop in ("adam", "sgd") for check in ("step2_loss", "epochs")
    }


LONG = """
import torch


def fit_long(net, x, y, epochs=3):
    \"\"\"Adam, 그다음 두 배로 SGD.

    Adam, then twice as many epochs of SGD.
    \"\"\"
    optimizr = torch.optim.Adam(net.parameters(), lr=0.1)
    for epoc in range(epochs):
        loss = torch.mean((y - net(x)) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    optimizr = torch.optim.SGD(net.parameters(), lr=0.1)
    for epoc in range(2 * epochs):
        loss = torch.mean((y - net(x)) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net
"""


@pytest.fixture(scope="module")
def failed_long(tmp_path_factory):
    files = {name: text.replace("fit_rounds", "fit_long") for name, text in FILES.items()} | {"deep.py": LONG}
    files["drivers.py"] = files["drivers.py"].partition("\n\ndef fit_phases")[0]
    files["probes.py"] = files["probes.py"].replace(', probe("fit_phases", "it", x=x, y=y)', "")
    files["checks/test_deep.py"] = files["checks/test_deep.py"].partition("@pytest.mark.exercise")[0] + "".join(
        f"""
@pytest.mark.exercise("fit_long")
@pytest.mark.points(1)
class Test{name}(checks.LoopChecks):
    of = "{name.lower()}"
"""
        for name in ("Adam", "Sgd")
    )
    yield from week.failures(tmp_path_factory.mktemp("long"), files, "deep.py")


def test_a_phase_of_twice_as_many_epochs_has_epochs_and_no_batches(failed_long):
    lost = failed_long(("range(2 * epochs)", "range(2 * epochs - 1)"))
    assert {check: (d.quantity, d.got, d.expected) for check, d in lost.items()} == {"sgd_epochs": ("epochs", "5", "6")}


def test_a_step_of_such_a_phase_is_placed_in_an_epoch(failed_long):
    lost = failed_long(("SGD(net.parameters(), lr=0.1)", "SGD(net.parameters(), lr=0.05)"))
    assert {check: (d.epoch, d.batch) for check, d in lost.items()} == {"sgd_step4_update": (0, None)}
