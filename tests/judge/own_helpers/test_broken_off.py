"""A helper that ends its caller, by raising or by what it gives back, takes only what was not seen along."""

from __future__ import annotations

import pytest

from tests.judge.edited import edited_week
from tests.judge.own_helpers.test_helper_calls import CALL, CALLERS, CHECKS, DRIVERS, PROBES, SOLUTION, of_fit

GOES_ON = ("        one_epoch(", "        net = one_epoch(")


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    head = SOLUTION.index("def fit")
    text = SOLUTION[:head] + SOLUTION[head:].replace(*CALL)
    folder = tmp_path_factory.mktemp("broken")
    with edited_week(
        folder, "epochs", solution=SOLUTION, probes=PROBES, drivers=DRIVERS, checks=CHECKS, edited=text
    ) as made:
        yield made


UNSEEN = {"fit.epochs", "fit.same"}
RAISES = {
    "raises at its end": ("    return net\n\n\ndef fit", "    return nett\n\n\ndef fit"),
    "steps by a method that is not there": ("        optimizr.step()\n", "        optimizr.steps()\n"),
}
ENDS = {
    "gives back a loss, which is called next": ("    return net\n\n\ndef fit", "    return loss\n\n\ndef fit"),
    "gives back nothing": ("    return net\n\n\ndef fit", "\n\ndef fit"),
}


@pytest.mark.parametrize("wrong", RAISES)
def test_a_helper_that_raises_costs_the_caller_what_nobody_saw(week, wrong):
    lost = of_fit(week.lost(RAISES[wrong], GOES_ON))
    assert lost
    assert lost <= UNSEEN


@pytest.mark.parametrize("nothing", ["raise ValueError", "raise NotImplementedError", "return", "return net"])
@pytest.mark.parametrize("caller", [GOES_ON, (CALL[1], "        pass\n    net = one_epoch(net, loader, optimizr)\n")])
def test_a_helper_that_does_nothing_excuses_nobody(week, nothing, caller):
    """Else three lines beside a function that nobody has written would earn a whole loop's points."""
    lost = week.lost(('One epoch.\n    """\n', f'One epoch.\n    """\n    {nothing}\n'), caller)
    assert {"fit.step2_loss", "fit.step3_backward", "fit.step4_update", "fit.epochs"} <= lost


@pytest.mark.parametrize("wrong", ENDS)
def test_a_helper_that_ends_its_caller_costs_the_caller_nothing(week, wrong):
    lost = week.lost(ENDS[wrong], GOES_ON)
    assert lost
    assert not of_fit(lost)


@pytest.mark.parametrize("caller", ["another rate", "another batch size", "batches in order", "a nudge in between"])
def test_a_wrong_caller_loses_though_its_helper_ended_it(week, caller):
    assert of_fit(week.lost(RAISES["raises at its end"], CALLERS[caller]))


def test_a_caller_that_raises_after_a_right_answer_loses(week):
    lost = week.lost(("torch.mean((yb", "torch.sum((yb"), (CALL[1], CALL[1] + "        net.weight.missing\n"))
    assert "fit.epochs" in lost


def test_a_caller_that_cannot_go_on_with_a_wrong_answer_loses_nothing(week):
    uses = (CALL[1], "        one_epoch(net, loader, optimizr).weight.sum()\n")
    lost = week.lost(ENDS["gives back nothing"], uses)
    assert lost
    assert not of_fit(lost)
