"""A wrong maker of optimisers costs its own points; a loop that steps by what it has made keeps its own."""

from __future__ import annotations

import pytest

from tests.judge.edited import edited_week
from tests.judge.own_helpers.test_helper_calls import CHECKS, DRIVERS, MAKES, PROBES, SOLUTION, of_fit

WRONG = ("lr=lr)\n\n", "lr=2 * lr)\n\n")


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("maker")
    text = SOLUTION.replace(*MAKES)
    with edited_week(
        folder, "epochs", solution=SOLUTION, probes=PROBES, drivers=DRIVERS, checks=CHECKS, edited=text
    ) as made:
        yield made


@pytest.mark.parametrize(
    "wrong",
    [WRONG, ("optim.SGD", "optim.Adam"), ("lr=lr)\n\n", "lr=0.01)\n\n"), ("lr=lr)\n\n", "lr=lr, momentum=0.5)\n\n")],
)
def test_a_wrong_optimiser_costs_no_point_of_the_loop_that_steps_with_it(week, wrong):
    assert not of_fit(week.lost(wrong))


@pytest.mark.parametrize(
    "wrong",
    [
        ("make(net, lr)", "make(net, 3 * lr)"),
        ("make(net, lr)", "make(torch.nn.Sequential(net), 0.3)"),
        ("            optimizr.step()\n            optimizr", "            optimizr.step()\n            optimizr.step()\n            optimizr"),
        ("    optimizr = make(net, lr)", "    make(net, lr)\n    optimizr = torch.optim.SGD(net.parameters(), lr=2 * lr)"),
        ("    optimizr = make(net, lr)", "    optimizr = make(net, lr)\n    optimizr.param_groups[0]['lr'] = 0.7"),
    ],
)  # fmt: skip
def test_a_loop_that_steps_otherwise_loses_its_own(week, wrong):
    edits = [wrong, WRONG]
    assert "fit.step4_update" in week.lost(*edits)


def test_gradients_that_pile_up_beside_a_wrong_optimiser_are_the_loops_own(week):
    lost = week.lost(WRONG, ("            optimizr.zero_grad()\n    return net\n", "    return net\n"))
    assert "fit.step4_clears" in lost
