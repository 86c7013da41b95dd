"""Mutants: one change each, in the exercise and nowhere else, and none that is the solution in other clothes."""

from __future__ import annotations

import ast

import pytest

from autograder.errors import InstructorError
from autograder.mutation import mutants

SOLUTION = '''
import torch


def mse(y, yhat):
    """The mean of 2 squares."""
    return torch.mean((y - yhat) ** 2)


def fit(X, y, What, lr=1/10, *, epochs=30):
    """Repeat.

    lr=1/10
    """
    for epoc in range(epochs):  # given
        # step3: 미분
        mse(y, X @ What).backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
'''


def edits(body, head="x, y"):
    """The bodies that mutation makes of this one, statements joined by `;`."""
    source = f"def f({head}):\n" + "\n".join(f"    {line}" for line in body.split("; ")) + "\n"
    made = [ast.parse(mutant.source).body[0] for mutant in mutants(source, "f")]
    return ["; ".join(ast.unparse(each) for each in function.body) for function in made]


@pytest.mark.parametrize(
    ("body", "mutant"),
    [
        ("return x * 1.5", "return x * 1.5015"),
        ("return x * 1.5", "return x * 1.50015"),
        ("return x * 1.5", "return x * 0.75"),
        ("return x * 1.5", "return x * -1.5"),
        ("return x ** 2", "return x ** 3"),
        ("return x ** 2", "return x ** 1"),
        ("return f(2)", "return f(2.002)"),
        ("return x - y", "return x + y"),
        ("return x @ y", "return x * y"),
        ("return -x", "return x"),
        ("return x < y", "return x <= y"),
        ("return x is y", "return x is not y"),
        ("return torch.mean(x)", "return torch.sum(x)"),
        ("return x.sum()", "return x.mean()"),
        ("return MSELoss(reduction='mean')(x)", "return MSELoss(reduction='sum')(x)"),
        ("return Linear(bias=False)", "return Linear(bias=True)"),
        ("return Linear(2, bias=False)", "return Linear(2)"),
        ("return f(x, y)", "return f(y, x)"),
        ("return x, y", "return (y, x)"),
        ("x += y; return x", "x -= y; return x"),
        ("g(x); return y", "return y"),
        ("g(x); return y", "g(x); g(x); return y"),
        ("g(x); h(x); return y", "h(x); g(x); return y"),
        ("return x", "pass"),
        ("return list(range(x))", "return list(range(x + 1))"),
        ("return list(range(x))", "return list(range(x - 1))"),
    ],
)
def test_a_change_is_made(body, mutant):
    assert mutant in edits(body)


@pytest.mark.parametrize(
    ("body", "equal"),
    [
        ("w0 = -1; w1 = 5; return w0", "w1 = 5; w0 = -1; return w0"),
        ("a.grad = None; return a", "a.grad = None; a.grad = None; return a"),
        ("loss = torch.mean(x); return loss", "loss = torch.mean(x); loss = torch.mean(x); return loss"),
        ("n.a.data = x; n.b.data = y", "n.b.data = y; n.a.data = x"),
        ("o.zero_grad(); return x", "o.zero_grad(); o.zero_grad(); return x"),
        ("a = net(x); return a", "a = net(x); a = net(x); return a"),
        ("ax.plot(x, y, alpha=0.5)", "ax.plot(x, y)"),
        ("ax.plot(x, y, alpha=0.5)", "ax.plot(x, y, alpha=0.25)"),
    ],
)
def test_what_makes_no_difference_is_no_mutant(body, equal):
    """Somebody would have to explain it."""
    assert equal not in edits(body)


@pytest.mark.parametrize(
    ("body", "differs"),
    [
        ("x.data = x.data - y; return x", "x.data = x.data - y; x.data = x.data - y; return x"),
        ("a = torch.randn(3); return a", "a = torch.randn(3); a = torch.randn(3); return a"),
        ("a = x; b = a; return b", "b = a; a = x; return b"),
        ("x.data = y; x = y; return x", "x = y; x.data = y; return x"),
        ("o.zero_grad(); x.backward()", "x.backward(); o.zero_grad()"),
        ("x.backward(); return x", "x.backward(); x.backward(); return x"),
    ],
)
def test_what_may_make_a_difference_is_one(body, differs):
    assert differs in edits(body)


def test_defaults_are_mutated():
    """They are graded."""
    heads = {mutant.source.partition(":")[0] for mutant in mutants("def f(lr=1/10, *, epochs=30): pass\n", "f")}
    assert {"def f(lr=1.001/10, *, epochs=30)", "def f(lr=1/10, *, epochs=29)"} <= heads


def test_all_else_stays_to_the_letter():
    for mutant in mutants(SOLUTION, "mse"):
        before, after = (text.splitlines() for text in (SOLUTION, mutant.source))
        assert len([line for line in before if line not in after]) <= 1


def test_docstrings_and_the_other_functions_are_left_alone():
    documented = {ast.get_docstring(ast.parse(mutant.source).body[2]) for mutant in mutants(SOLUTION, "fit")}
    assert documented == {"Repeat.\n\nlr=1/10"}
    assert all("return torch.mean((y - yhat) ** 2)" in mutant.source for mutant in mutants(SOLUTION, "fit"))


def test_mutants_compile_and_none_comes_twice():
    made = [mutant for exercise in ("mse", "fit") for mutant in mutants(SOLUTION, exercise)]
    programs = {ast.unparse(ast.parse(mutant.source)) for mutant in made} | {ast.unparse(ast.parse(SOLUTION))}
    assert len(programs) == len(made) + 1


def test_names_are_distinct_and_outlive_edits_elsewhere():
    """A survivor that was explained stays explained."""
    names = [mutant.name for mutant in mutants(SOLUTION, "fit")]
    moved = SOLUTION.replace("import torch", "import torch\n\nLR = 1")
    assert len({*names}) == len(names)
    assert names == [mutant.name for mutant in mutants(moved, "fit")]


def test_the_same_change_in_two_places_is_numbered():
    names = [mutant.name for mutant in mutants("def f(x):\n    g(x)\n    h(x)\n    g(x)\n    h(x)\n", "f")]
    assert "f: dropped g(x)" in names
    assert "f: dropped g(x) (2)" in names


def test_the_diff_shows_the_change():
    mutant = next(mutant for mutant in mutants(SOLUTION, "mse") if "torch.sum" in mutant.source)
    assert "-    return torch.mean((y - yhat) ** 2)\n+    return torch.sum((y - yhat) ** 2)" in mutant.diff


def test_only_exercises_are_mutated():
    with pytest.raises(InstructorError, match="expected one of mse, fit"):
        next(mutants(SOLUTION, "_helper"))


def test_an_axis_of_two_is_not_the_last_one_by_another_name():
    found = edits("return x.argmax(1)")
    assert not {"return x.argmax((-1))", "return x.argmax(-1)"} & {*found}
    assert "return x.argmax(0)" in found


def test_what_every_student_gets_is_neither_dropped_nor_doubled():
    source = "def f(x):\n    prepare(x)  # given\n    return x + 1\n"
    bodies = [ast.unparse(ast.parse(mutant.source).body[0]) for mutant in mutants(source, "f")]
    assert all(body.count("prepare(x)") == 1 for body in bodies)


@pytest.mark.parametrize(
    ("lines", "is_made"),
    [
        ("a = Adam(x.parameters()); b = Adam(y.parameters())", False),
        ("x.zero_grad(); y.zero_grad()", False),
        ("x.zero_grad(); y.backward()", True),
        ("x.train(); x.eval()", True),
    ],
)
def test_lines_of_two_nets_that_do_not_meet_are_not_swapped(lines, is_made):
    assert ("; ".join(reversed(lines.split("; "))) in edits(lines)) == is_made
