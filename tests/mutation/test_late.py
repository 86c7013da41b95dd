"""A loop may be right in its first turns and wrong in later ones."""

from __future__ import annotations

import pytest

from autograder.mutation import mutants

LOOP = """
def f(x, lr=0.1, epochs={}):
    for epoc in range(epochs):
        yhat = net(x)
        loss.backward()
        x.data = x.data - lr * x.grad
        x.grad = None
    return x
"""


def late(epochs=30, source=LOOP):
    return [mutant for mutant in mutants(source.format(epochs), "f") if str(epochs * 2 // 3 + 1) in mutant.diff]


@pytest.mark.parametrize(
    "line",
    [
        "        if epoc < 21:\n            x.data = x.data - lr * x.grad\n",
        "        if epoc < 21:\n            x.grad = None\n",
        "        x.grad = None if epoc < 21 else 0.9 * x.grad\n",
        "        x.data = x.data - (lr if epoc < 21 else lr / 2) * x.grad\n",
        "        yhat = (net(x)) * (1.001 if epoc == 21 else 1)\n",
        "        yhat = (net(x)) * (1.001 if epoc >= 21 else 1)\n",
        "        if epoc >= 21:\n            loss.backward()\n",
    ],
)
def test_a_slip_may_come_late(line):
    assert any(line in mutant.source for mutant in late())


def test_an_optimiser_may_go_slower_or_remember():
    loop = LOOP.replace("x.data = x.data - lr * x.grad", "o.step()").replace("x.grad = None", "o.zero_grad()")
    sources = "".join(mutant.source for mutant in late(source=loop))
    assert "o.param_groups[0]['lr'] /= 2" in sources
    assert "o.param_groups[0]['momentum'] = 0.9" in sources


def test_adam_forgets_by_its_own_options():
    """It has no momentum to set: such a mutant would be the solution."""
    loop = LOOP.replace("x.data = x.data - lr * x.grad", "o.step()").replace(
        "    for epoc", "    o = torch.optim.Adam([x])\n    for epoc", 1
    )
    sources = "".join(mutant.source for mutant in late(source=loop))
    assert "o.param_groups[0]['betas'] = (0.5, 0.9)" in sources
    assert "momentum" not in sources


def test_of_a_loop_that_takes_long_each_kind_is_tried_once():
    assert len(late(epochs=6000)) == 5 < len(late(epochs=30))


BATCHES = """
def f(x, lr=0.1, epochs=30, size=16):
    for epoc in range(epochs):
        for begin in range(0, len(x), size):
            loss.backward()
            x.grad = None
    return x
"""


def test_a_slip_in_the_batches_comes_late_by_epoch():
    """The number of a batch is no number of epochs: a mutant that waits for it would be the solution."""
    found = late(source=BATCHES)
    assert any("            if epoc < 21:\n                x.grad = None\n" in mutant.source for mutant in found)
    assert not any("if begin" in mutant.source for mutant in mutants(BATCHES, "f"))


def test_steps_of_a_range_are_no_number_of_turns():
    loop = BATCHES.replace("    for epoc in range(epochs):\n    ", "").replace("            ", "        ")
    assert not late(epochs=16, source=loop)


@pytest.mark.parametrize("start", ["0", "0.0", "-0.0", "False", "None", "torch.zeros(3)", "torch.zeros_like(x)"])
def test_nothing_times_something_is_nothing_in_any_turn(start):
    """`total = 0.0` at the head of an epoch."""
    loop = LOOP.replace("        yhat", f"        total = {start}\n        yhat")
    assert not [mutant for mutant in late(source=loop) if "off " in mutant.name and "total" in mutant.name]
    other = loop.replace(f"total = {start}", "total = 0.5")
    assert len([mutant for mutant in late(source=other) if "off " in mutant.name and "total" in mutant.name]) == 2
