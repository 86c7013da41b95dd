"""What is given decides which slips of reading, returning and leaving behind are tried."""

from __future__ import annotations

import ast

import pytest
import torch

from autograder.assignment import leaf, probe
from autograder.mutation import Inputs, inputs, mutants

ALL = frozenset({"x", "y"})
GIVEN = Inputs(ALL, ALL, ALL, ALL, ALL, ALL, ALL, frozenset({"v"}), {"k": "3"}, 100)


def bodies(body, head="x, y", given=GIVEN):
    """The bodies that mutation makes of this one, statements joined by `;`."""
    source = f"def f({head}):\n" + "\n".join(f"    {line}" for line in body.split("; ")) + "\n"
    made = [ast.parse(mutant.source).body[0] for mutant in mutants(source, "f", given)]
    return ["; ".join(ast.unparse(each) for each in function.body) for function in made]


@pytest.mark.parametrize(
    ("body", "mutant"),
    [
        ("return x @ y", "return x.half().float() @ y"),
        ("return x @ y", "return x.long().float() @ y"),
        ("return f([x, len(x)])", "return f([x.half().float(), len(x.half().float())])"),
        ("return x @ y", "return x @ y.double().round(decimals=4).float()"),
        ("return x @ y", "return x.clamp(max=50) @ y"),
        ("return x @ y", "return x.clamp(min=-50) @ y"),
        ("return x @ y", "return x.T @ y"),
        ("return x @ y", "return x[:100] @ y"),
        ("return x @ y", "return x @ torch.cat([y[:1].detach(), y[1:]])"),
        ("return x @ y", "return x @ y.detach()"),
        ("return (x - y) ** 2", "return (x - y) * (x - y).detach()"),
        ("return torch.mean(x)", "return torch.sum(x) / 100"),
        ("return x @ y", "return (x @ y).double()"),
        ("return x @ y", "return (x @ y).reshape(-1)"),
        ("return x @ y", "return (x @ y).detach().requires_grad_()"),
        ("return x @ y", "result = x @ y; x.data.mul_(2); return result"),
        ("return x @ y", "x.grad = torch.ones_like(x); return x @ y"),
        ("x.data = x.data - y; return x", "x.data = x.data.half().float() - y; return x"),
        ("torch.manual_seed(7); return x", "torch.manual_seed(7); torch.rand(1); return x"),
        ("ax.plot(x, y, 'o')", "ax.plot(x, y, '-')"),
        (
            "n = torch.nn.Linear(1, 1); return n",
            "n = torch.nn.Linear(1, 1); return (lambda net: (net, [*net.parameters()][-1].requires_grad_(False))[0])(n)",
        ),
    ],
)
def test_a_slip_is_tried(body, mutant):
    assert mutant in bodies(body)


@pytest.mark.parametrize(
    ("head", "body", "mutant"),
    [
        ("x, lr=0.1", "return lr * x", "return 0.1 * x"),
        ("x, lr=0.1", "return lr * x", "return (lr if lr == 0.1 else 2 * lr) * x"),
        ("x, lr=0.1", "return lr * x", "return lr * len(x) / 100 * x"),
        ("x, k", "return k * x", "return 3 * x"),
        ("v", "return len(v)", "result = len(v); v.append(v[0]); return result"),
    ],
)
def test_what_is_given_may_count_for_nothing(head, body, mutant):
    assert mutant in bodies(body, head)


def test_a_class_leaves_its_last_parameter_untrained():
    source = "class N:\n    def __init__(self):\n        self.out = torch.nn.Linear(1, 1)\n"
    frozen = "[*self.parameters()][-1].requires_grad_(False)"
    assert any(mutant.source.rstrip().endswith(frozen) for mutant in mutants(source, "N"))


def test_a_net_that_was_handed_in_is_frozen_by_nobody():
    assert not any("requires_grad_(False)" in body for body in bodies("x.data = y; return x"))


def test_what_is_assigned_to_is_not_read():
    assert not any("half().float() =" in body for body in bodies("x.data = x.data - y; y = x; return y"))


def test_nothing_is_known_without_probes():
    assert not any("half" in body for body in bodies("return x @ y", given=Inputs()))


def test_probes_tell_labels_from_numbers_and_a_column_from_rows():
    """The same in any precision, or of one length, they would have to be explained each time."""
    labels, column = torch.tensor([[1.0], [0.0]]), leaf([[0.5], [2.0]])
    found = inputs([probe("f", n, y=labels, w=column, k=7, v=[1]) for n in ("a", "b")])
    assert found.tensors == {"y", "w"}
    assert (found.real, found.wide, found.leaves, found.long) == ({"w"}, {"w"}, {"w"}, set())
    assert (found.lists, dict(found.numbers), found.rows) == ({"v"}, {"k": "7"}, 2)


def test_labels_of_several_classes_meet_no_clamp():
    """Whole numbers from 0 to 20 are labels or places; measurements go beyond."""
    given = {"labels": torch.tensor([0, 2, 5]), "grey": torch.tensor([0, 2, 255]), "u": torch.tensor([0.5, 3.0])}
    found = inputs([probe("f", "a", **given)])
    assert found.wide == found.real == {"grey", "u"}
