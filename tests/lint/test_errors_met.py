"""An error is told by what met on its line."""

from __future__ import annotations

import pytest

from autograder.lint.finding import with_findings
from autograder.model import Difference, Kind, Outcome, Source, Verdict

UNFIT = "mat1 and mat2 shapes cannot be multiplied ({}x{} and {}x{})"
SIZES = "The size of tensor a (9) must match the size of tensor b (2) at non-singleton dimension 0"
NONE = "unsupported operand type(s) for *: 'float' and 'NoneType'"
CONV = "class Net:\n    def forward(self, X):\n        X = self.pool(torch.nn.Conv2d(1, 2, 3)(X))\n        {}return self.fc(X)\n"


def told(code, message, line, error="RuntimeError"):
    difference = Difference(Kind.RAISED, got=error, note=message, file="hw.py", line=line)
    verdict = Verdict("c", Outcome.FAILED, difference)
    (one,) = with_findings([verdict], {"c": "Net" if "class" in code else "fit"}, [Source("hw.py", (code,))], {})
    return (one.finding.kind, one.finding.right) if one.finding else None


def test_a_product_that_fits_the_other_way_round_is_told_turned():
    code = "def fit(X, What):\n    return What @ X\n"
    assert told(code, UNFIT.format(2, 1, 9, 2), 2) == ("matmul_turned", "X @ What")


def test_a_product_that_fits_neither_way_is_not():
    assert told("def fit(X, What):\n    return What @ X\n", UNFIT.format(2, 1, 9, 3), 2) is None


def test_a_star_between_matrices_is_told():
    assert told("def fit(X, What):\n    return X * What\n", SIZES, 2) == ("star_for_at", "X @ What")


def test_a_star_with_the_rate_is_not():
    assert told("def fit(W, g, lr):\n    return W - lr * g\n", SIZES, 2) is None


def test_rows_of_another_length_than_a_layer_takes_are_told():
    code = "def fit(net, x):\n    return net(x.reshape(1, -1))\n"
    assert told(code, UNFIT.format(1, 9, 1, 1), 2) == ("linear_takes", "1")


@pytest.mark.parametrize(
    ("made", "kind"), [("", "not_flattened"), ("X = X.reshape(len(X), -1)\n        ", "linear_takes")]
)
def test_images_that_reach_a_line_are_told_to_be_flattened(made, kind):
    code = CONV.format(made)
    assert told(code, UNFIT.format(54, 3, 18, 3), code.count("\n"))[0] == kind


@pytest.mark.parametrize(
    ("made", "kind"),
    [("What.clone().requires_grad_()", "not_a_leaf"), ("What.detach().clone().requires_grad_()", None)],
)
def test_a_copy_that_hangs_on_a_parameter_has_no_gradient_of_its_own(made, kind):
    code = f"def fit(What, y):\n    w = {made}\n    loss(w, y).backward()\n    w.data = w.data - 0.1 * w.grad\n"
    found = told(code, NONE, 4, "TypeError")
    assert (found[0] if found else None) == kind


def test_a_net_without_a_bias_is_told():
    code = "def fit(net):\n    net.bias.data = net.bias.data - net.bias.grad\n"
    found = told(code, "'NoneType' object has no attribute 'data'", 2, "AttributeError")
    assert found == ("no_bias", "net.parameters()")


def test_pythons_own_max_is_told():
    code = "def fit(u):\n    return max(0, u)\n"
    assert told(code, "Boolean value of Tensor with more than one value is ambiguous", 2)[0] == "python_max"
