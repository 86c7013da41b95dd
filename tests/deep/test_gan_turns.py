"""A generator and a discriminator: a mistake costs the steps of its own net, whatever the turns look like."""

from __future__ import annotations

import pytest

from autograder.model import Kind
from tests.deep.week import TOML, alone, changed, failures

SOLUTION = alone("fit_gan")
D_TURN = """        loss_d = bce(D(real), ones) + bce(D(fake.detach()), zeros)
        opt_d.zero_grad()
        loss_d.backward()
        opt_d.step()
"""
G_TURN = """        loss_g = bce(D(fake), ones)
        opt_g.zero_grad()
        loss_g.backward()
        opt_g.step()
"""
SUMMED = """        loss_d = bce(D(real), ones) + bce(D(fake.detach()), zeros)
        loss_g = bce(D(fake), ones)
        opt_d.zero_grad()
        opt_g.zero_grad()
        (loss_d + loss_g).backward()
        opt_d.step()
        opt_g.step()
"""
TWO_BACKWARDS = ("(loss_d + loss_g).backward()", "loss_d.backward()\n        loss_g.backward()")
FROZEN = (
    "        loss_g = bce(D(fake), ones)\n",
    "        D.requires_grad_(False)\n        loss_g = bce(D(fake), ones)\n        D.requires_grad_(True)\n",
)
AT_ONCE = SUMMED.replace(
    "(loss_d + loss_g).backward()", "loss_d.backward()\n        loss_g.backward(inputs=[*G.parameters()])"
)
PROBES = """
import torch
from autograder.assignment import probe

torch.manual_seed(0)
PROBES = (probe("fit_gan", "it", real=torch.randn(12, 1) + 3),)
"""
DRIVERS = """
import torch


def _net(width, *last):
    torch.manual_seed(width)
    return torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1), *last)


def fit_gan(work, real):
    G, D = _net(3), _net(4, torch.nn.Sigmoid())
    torch.manual_seed(7)
    work.fit_gan(G, D, real)
    return {"seen": [*G.parameters(), *D.parameters()]}
"""
CHECKS = """
import pytest

from autograder import checks


@pytest.mark.exercise("fit_gan")
@pytest.mark.points(1)
class TestD(checks.LoopChecks):
    of = "D"
    changes = ("G", "D")


@pytest.mark.exercise("fit_gan")
@pytest.mark.points(1)
class TestG(checks.LoopChecks):
    of = "G"
    changes = ("G", "D")
"""


FILES = {"week.toml": TOML, "probes.py": PROBES, "drivers.py": DRIVERS, "checks/test_gan.py": CHECKS}


@pytest.fixture(scope="module")
def failed(tmp_path_factory):
    yield from failures(tmp_path_factory.mktemp("course"), FILES | {"gan.py": SOLUTION}, "gan.py")


@pytest.fixture(scope="module")
def failed_at_once(tmp_path_factory):
    source = SOLUTION.replace(D_TURN + G_TURN, AT_ONCE)
    yield from failures(tmp_path_factory.mktemp("course"), FILES | {"gan.py": source}, "gan.py")


def together(*edits):
    return D_TURN + G_TURN, changed(*edits, source=SUMMED)


LEAK, LOSS_D, LOSS_G = "D_step3_backward", "D_step2_loss", "G_step2_loss"
G_LABEL = ("loss_g = bce(D(fake), ones)", "loss_g = bce(D(fake), zeros)")
D_LABEL = ("bce(D(real), ones)", "bce(D(real), zeros)")
WRONG = {
    "summed": ([], {LEAK: None, LOSS_G: "0.606676"}),
    "two backwards": ([TWO_BACKWARDS], {LEAK: None, LOSS_G: "0.606676"}),
    "summed, the discriminator held still": ([FROZEN], {LOSS_G: "0.606676"}),
    "two backwards, the discriminator held still": ([FROZEN, TWO_BACKWARDS], {LOSS_G: "0.606676"}),
    "summed, fake not detached": ([("fake.detach()", "fake")], {LEAK: None, LOSS_G: "0.606676"}),
    "summed, the generator's label": ([G_LABEL], {LEAK: None, LOSS_G: "0.788591"}),
    "summed, the discriminator's label": ([FROZEN, D_LABEL], {LOSS_D: "1.70975", LOSS_G: "0.606676"}),
    "summed, and a number": ([FROZEN, ("+ loss_g)", "+ loss_g + 1)")], {LOSS_G: "1.60668"}),
}  # fmt: skip


@pytest.mark.parametrize("mistake", WRONG)
def test_nets_updated_at_once_where_one_follows_the_other_lose_their_own_steps_by_their_own_values(failed, mistake):
    edits, lost = WRONG[mistake]
    found = failed(together(*edits))
    assert {*found} == {*lost}
    assert {check: found[check].got for check, got in lost.items() if got} == {c: got for c, got in lost.items() if got}


def test_the_generator_before_the_discriminator_costs_the_generators_loss(failed):
    assert {*failed((D_TURN + G_TURN, G_TURN + D_TURN))} == {LOSS_G}


@pytest.mark.parametrize(("missing", "net"), [(D_TURN, "D"), (G_TURN, "G"), ("        loss_d.backward()\n", "D")])
def test_a_net_without_a_loop_costs_its_own_steps_alone(failed, missing, net):
    found = failed((missing, ""))
    assert {check[0] for check in found} == {net}
    assert {one.note for one in found.values()} == {"no_loop"}


def test_the_other_nets_gradients_are_the_other_loops_to_say(failed):
    assert {*failed(("        opt_g.step()\n", ""))} == {"G_step4_update"}
    assert {*failed((D_TURN, D_TURN * 2))} == {"D_step4_update"}


EVERY_SECOND = "        if epoc % 2:\n" + "".join(f"    {line}\n" for line in G_TURN.splitlines())
EVERY_THIRD = EVERY_SECOND.replace("epoc % 2", "epoc % 3 == 0")


@pytest.mark.parametrize("seldom", [EVERY_SECOND, EVERY_THIRD])
def test_a_net_that_is_left_out_now_and_then_costs_its_number_of_updates_alone(failed, seldom):
    assert {*failed((G_TURN, seldom))} == {"G_epochs"}


def test_what_reaches_a_net_that_is_never_updated_costs_it_nothing_more(failed):
    assert {*failed(("        opt_d.step()\n", ""))} == {"D_step4_update"}


LATE = ("        loss_g.backward()\n", "        loss_g.backward() if epoc < 2 else loss_g.backwards()\n")


@pytest.mark.parametrize(
    ("edit", "epoch"),
    [(("opt_g.step()", "opt_g.steps()"), 0), (("loss_g.backward", "loss_g.backwards"), 0), (LATE, 2), (("opt_d.step()", "opt_d.steps()"), 0)],
)  # fmt: skip
def test_an_exception_is_told_by_every_check_it_fails_in_the_epoch_that_was_not_done(failed, edit, epoch):
    found = failed(edit)
    assert found
    assert {(one.kind, one.epoch) for one in found.values()} == {(Kind.RAISED, epoch)}


def test_a_solution_may_differentiate_both_losses_before_it_updates_either(failed_at_once):
    assert failed_at_once() == {}


def test_a_leak_into_a_net_that_the_solution_asks_for_by_inputs_costs_its_gradient(failed_at_once):
    """The solution is followed with the student's gradients: what leaked is not what it finds."""
    leaks = ("loss_g.backward(inputs=[*G.parameters()])", "loss_g.backward()")
    summed = (
        "        loss_d.backward()\n        loss_g.backward(inputs=[*G.parameters()])\n",
        "        (loss_d + loss_g).backward()\n",
    )
    assert {*failed_at_once(leaks)} == {LEAK}
    assert {*failed_at_once(summed)} == {LEAK}
