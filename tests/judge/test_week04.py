"""The real weeks: names where many are known, and what only their own probes and checks tell apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Outcome, Verdict
from tests.helpers import recording

SOLUTIONS = Path(__file__).parents[2] / "solutions"
EXERCISE = "one_epoch_sgd"
pytestmark = pytest.mark.slow


def judging(judge):
    """Judge one function of a week, on its own probes."""

    def judged(exercise: str, source: str) -> tuple[Verdict, ...]:
        asked = tuple(probe for probe in judge.assignment.probes if probe.exercise == exercise)
        module = next(one.module for one in judge.assignment.exercises if one.name == exercise)
        work = recording(replace(judge.assignment, probes=asked), f"import torch\n{source}", name=f"{module}.py")
        return judge.judge(work, exercises={exercise})

    return judged


@pytest.fixture(scope="module")
def judged():
    with Judge(read(SOLUTIONS / "week04")) as judge:
        yield judging(judge)


@pytest.fixture(scope="module")
def names(judged):
    """The names that work in one_epoch_sgd is given, by check."""

    def named(step2: str, step3: str = "loss.backward()") -> dict[str, tuple[str, ...]]:
        step4 = ("optimizr.step()", "optimizr.zero_grad()")
        lines = ("yhat = net(inputs)", f"loss = {step2}", step3, *step4, "return net")
        source = "def mse(y, yhat):\n    torch.mean((y - yhat) ** 2)\n"
        source += "def one_epoch_sgd(net, optimizr, inputs, y):\n" + "".join(f"    {line}\n" for line in lines)
        return {verdict.check: verdict.mistakes for verdict in judged(EXERCISE, source) if verdict.mistakes}

    return named


def test_what_merely_raises_alike_is_no_two_mistakes(names):
    """A helper that forgets its return ends as a missing backward and an update by hand do: no epoch was seen, nothing is told."""
    assert names("1.0 * mse(y, yhat)") == {}


def test_a_gradient_that_is_not_there_shows_by_its_absence(names):
    found = names("torch.sum((y - yhat) ** 2)", step3="loss.backward(inputs=[net.weight])")
    assert found[f"{EXERCISE}.step2_loss[other_start]"] == (f"{EXERCISE}__sums_instead_of_averaging",)
    assert found[f"{EXERCISE}.step3_gradient[other_start]"] == (f"{EXERCISE}__differentiates_only_the_weight",)


FAR = "u = u.clamp({0}, -({0}))\n    return 1 / (1 + torch.exp(-u))"
LOSS = "-torch.{0}(y * yhat.log() + (1 - y) * (1 - yhat).log())"
NARROW = {
    "a sigmoid cut off at -20": ("sigmoid(u)", FAR.format(-20)),
    "a sigmoid cut off at -50": ("sigmoid(u)", FAR.format(-50)),
    "a sigmoid never quite 0": ("sigmoid(u)", "return torch.sigmoid(u) + 1e-12"),
    "a bias frozen at 0": (
        "drop_bias(net)",
        "net.bias.data.zero_()\n    net.bias.requires_grad_(False)\n    return net",
    ),
    "a column squeezed": ("to_float32(t)", "return t.float().squeeze()"),
    "a square turned over": (
        "matmul_any(A, b)",
        "A = A.T if A.shape[0] == A.shape[1] else A\n    return A.float() @ b.float()",
    ),
    "a mean in a matrix": ("bce(y, yhat)", f"return {LOSS.format('mean')}.reshape(1, 1)"),
    "a sum in a vector": ("bce_sum(y, yhat)", f"return {LOSS.format('sum')}.reshape(1)"),
}
ALIKE = {
    "a sigmoid by tanh": ("sigmoid(u)", "return (1 + torch.tanh(u / 2)) / 2"),
    "a sigmoid from the other side": ("sigmoid(u)", "return 1 - 1 / (1 + torch.exp(u))"),
    "a sigmoid by its logarithm": ("sigmoid(u)", "return torch.exp(torch.nn.functional.logsigmoid(u))"),
    "a sigmoid by numpy": ("sigmoid(u)", "import numpy\n    return torch.tensor(1 / (1 + numpy.exp(-u.numpy())))"),
    "a bias that is none": ("drop_bias(net)", "net.bias = None\n    return net"),
    "a frozen bias that nothing adds": (
        "drop_bias(net)",
        "one = torch.nn.Linear(2, 1, bias=False)\n    one.weight = net.weight\n    one.old = net.bias.requires_grad_(False)\n    return one",
    ),
}


@pytest.mark.parametrize("kind", NARROW)
def test_what_only_a_narrow_probe_would_let_through_costs(judged, kind):
    head, body = NARROW[kind]
    found = judged(head.partition("(")[0], f"def {head}:\n    {body}\n")
    assert any(verdict.outcome is Outcome.FAILED for verdict in found)


@pytest.mark.parametrize("kind", ALIKE)
def test_the_same_by_another_way_costs_nothing(judged, kind):
    head, body = ALIKE[kind]
    found = judged(head.partition("(")[0], f"def {head}:\n    {body}\n")
    assert [verdict.check for verdict in found if verdict.outcome is not Outcome.PASSED] == []


ADAM = """def fit_adam(net, x, y, lr=0.05, epochs=100):
    ms, vs = ([torch.zeros_like(p) for p in net.parameters()] for _ in range(2))
    for k in range(1, epochs + 1):
        r = (net(x) - y).detach() / len(y)
        for p, m, v, g in zip(net.parameters(), ms, vs, (r.T @ x, r.sum(0))):
            m.mul_(0.9).add_(0.1 * g)
            v.mul_(0.999).add_(0.001 * g * g)
            p.data -= lr * (m / (1 - 0.9**k)) / ((v / (1 - 0.999**k)).sqrt() + 1e-8)
    return net
"""
BY_HAND = {
    "right": ((), ()),
    "half the way late": (("-= lr", "-= (lr if k < 40 else lr / 2)"), ("step4_update[other_start]",)),
    "half the way": (("-= lr", "-= lr / 2"), ("step4_update[other_start]", "has_the_right_default_lr")),
}


@pytest.mark.parametrize("kind", BY_HAND)
def test_an_optimiser_written_by_hand_is_followed_with_its_memory(kind):
    edit, lost = BY_HAND[kind]
    with Judge(read(SOLUTIONS / "week05")) as judge:
        found = judging(judge)("fit_adam", ADAM.replace(*edit) if edit else ADAM)
    failed = {verdict.check for verdict in found if verdict.outcome is not Outcome.PASSED}
    assert {f"fit_adam.{name}" for name in lost} == failed
