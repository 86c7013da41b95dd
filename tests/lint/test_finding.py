"""A failed verdict gets the finding that explains it; whatever a stranger wrote, finding nothing is an answer."""

from __future__ import annotations

import ast

import pytest

from autograder.lint.finding import not_cleared, parameters_of, with_findings
from autograder.model import Difference, Kind, Outcome, Source, Verdict

ASKED = parameters_of(["def mse(y, yhat):\n    ...\n"])
BODY = "def mse(y, yhat):\n    return {}\n"


def found(code, kind=Kind.VALUE, outcome=Outcome.FAILED):
    verdict = Verdict("mse.a", outcome, Difference(kind) if outcome is Outcome.FAILED else None)
    (one,) = with_findings([verdict], {"mse.a": "mse"}, [Source("hw.py", (code,))], ASKED)
    return one.finding


def test_a_method_without_its_parentheses_is_found_with_its_line():
    finding = found(BODY.format("((y - yhat) ** 2).mean"))
    assert (finding.file, finding.line) == ("hw.py", 2)


def test_arguments_that_are_swapped_are_held_against_the_exercises_own():
    assert found("def mse(yhat, y):\n    return (y - yhat).mean()\n").kind == "arguments_swapped"


def test_what_passed_has_none():
    assert found(BODY.format("((y - yhat) ** 2).mean"), outcome=Outcome.PASSED) is None


@pytest.mark.parametrize(
    "deep",
    ["nn" + ".b" * 500, "(" * 80 + "1" + ")" * 80, "+".join("1" * 9_000), "9" * 5_000, "[" * 60 + "]" * 60],
    ids=["attributes", "brackets", "sums", "digits", "lists"],
)
@pytest.mark.parametrize("place", ["beside", "inside"])
def test_code_that_costs_too_much_to_read_explains_nothing_and_stops_nobody(deep, place):
    code = f"g = {deep}\n" + BODY.format("y") if place == "beside" else BODY.format(deep)
    finding = found(code)
    assert finding is None or finding.kind


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("opt = torch.optim.Adam(net.parameters())\n    opt.step()\n    scheduler.step()", "opt.zero_grad()"),
        ("optimizr = SGD([What])", "optimizr.zero_grad()"),
        ("for p in net.parameters():\n        p.data -= p.grad", "net.zero_grad()"),
        ("x = 1", "parameter.grad = None"),
    ],
)
@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ({"epoch": 1}, "not_cleared"),
        ({"epoch": 0, "batch": 1}, "batch_not_cleared"),
        ({"epoch": None, "batch": 7}, "update_not_cleared"),
    ],
)
def test_a_gradient_left_over_is_cleared_by_the_students_own_names(code, how, place, kind):
    """`0.weight.grad = None` is no Python."""
    left = Difference(Kind.VALUE, "carried.0.weight", **place)
    found = not_cleared(left, ast.parse(f"def fit(net, x):\n    {code}"))
    assert (found.kind, found.right) == (kind, how)


@pytest.mark.parametrize(("name", "how"), [("G.0.weight", "opt_g.zero_grad()"), ("D.bias", "opt_d.zero_grad()")])
def test_of_two_nets_each_is_cleared_by_its_own_optimiser(name, how):
    code = "opt_d, n = Adam(D.parameters()), 1\n    opt_d = Adam(D.parameters())\n    opt_g = Adam(G.parameters())\n    opt_d.step()"
    left = Difference(Kind.VALUE, f"carried.{name}", 1)
    assert not_cleared(left, ast.parse(f"def fit(G, D):\n    {code}")).right == how


def test_a_parameter_with_a_name_is_cleared_by_it():
    assert not_cleared(Difference(Kind.VALUE, "carried.What", 1), None).right == "What.grad = None"


LOOP = """
def fit(X, y, What, lr=0.1, epochs=30):
    {first}
    for epoc in range(epochs):
        loss = torch.mean((y - X @ What) ** 2)
        {inside}
    {behind}
    return What
"""
STEP3, STEP4, CLEAR = "loss.backward()", "What.data = What.data - lr * What.grad", "What.grad = None"


def in_loop(first="pass", inside="pass", behind="pass", quantity="loss"):
    code = LOOP.format(first=first, inside=inside, behind=behind)
    verdict = Verdict("fit.a", Outcome.FAILED, Difference(Kind.VALUE, quantity))
    asked = parameters_of(["def fit(X, y, What, lr=0.1, epochs=30):\n    ...\n"])
    (one,) = with_findings([verdict], {"fit.a": "fit"}, [Source("hw.py", (code,))], asked)
    return one.finding and (one.finding.kind, one.finding.name)


@pytest.mark.parametrize(
    ("inside", "behind", "quantity"),
    [
        ("pass", STEP3, "loss"),
        (STEP3, STEP4, "loss"),
        (STEP3, "optimizr.step()", "loss"),
        (f"{STEP3}; {STEP4}", CLEAR, "carried.What"),
        (f"{STEP3}; optimizr.step()", "optimizr.zero_grad()", "carried.What"),
    ],
)
def test_a_step_below_the_loop_of_epochs_is_named(inside, behind, quantity):
    assert in_loop(inside=inside, behind=behind, quantity=quantity) == ("after_the_loop", behind)


@pytest.mark.parametrize(
    ("inside", "behind"),
    [(f"{STEP3}; {STEP4}", STEP3), (f"{STEP3}; {STEP4}", CLEAR), (f"{STEP3}; optimizr.step()", STEP4)],
)
def test_a_step_that_is_in_the_loop_too_is_no_finding(inside, behind):
    assert in_loop(inside=inside, behind=behind) is None


def test_a_sum_that_is_differentiated_once_it_is_whole_is_no_finding():
    """Rows are gone through, not epochs."""
    whole = "for i in range(3): total = total + 1\n    total.backward(); What.data = What.data - lr * What.grad"
    assert in_loop(first=whole, inside=f"{STEP3}; {STEP4}") is None


@pytest.mark.parametrize("line", ["What = torch.zeros(2, 1)", "lr = 0.01", "X, y = y, X; epochs = 3"])
def test_an_argument_that_gets_another_value_before_it_is_read_is_named(line):
    kind, name = in_loop(first=line, inside=f"{STEP3}; {STEP4}")
    assert (kind, name) == ("overwritten", line.rpartition("; ")[2].partition(" =")[0])


@pytest.mark.parametrize("line", ["What = What.clone()", "n = len(X); X = torch.ones(n)", "lr = lr or 0.1"])
def test_an_argument_made_of_what_was_given_is_no_finding(line):
    assert in_loop(first=line, inside=f"{STEP3}; {STEP4}") is None


@pytest.mark.parametrize(
    ("error", "kind", "right"),
    [
        ("AttributeError: module 'torch' has no attribute 'Linear'", "of_another_module", "torch.nn.Linear"),
        ("AttributeError: module 'torch.nn' has no attribute 'linear'", "misspelt_method", "Linear"),
        ("AttributeError: module 'torch.nn.functional' has no attribute 'mse'", "misspelt_method", "mse_loss"),
        ("AttributeError: 'Tensor' object has no attribute 'zero_grad'", "not_of_a_tensor", ""),
        ("AttributeError: 'SGD' object has no attribute 'zero_grads'", "misspelt_method", "zero_grad"),
        ("AttributeError: 'Linear' object has no attribute 'weights'", "misspelt_method", "weight"),
        ("NameError: name 'np' is not defined", "not_imported", "import numpy as np"),
        ("NameError: name 'log' is not defined", "misspelt_name", "torch.log"),
        ("TypeError: mse() missing 1 required positional argument: 'n'", "parameters_changed", "y, yhat"),
    ],
)
def test_an_error_of_a_name_leads_to_what_was_meant(error, kind, right):
    """However the error is kept: in one piece, or its type apart."""
    for got, note in ((error, ""), ("", error), error.split(": ", 1)):
        difference = Difference(Kind.RAISED, got=got, note=note, file="hw.py", line=2)
        (one,) = with_findings(
            [Verdict("mse.a", Outcome.FAILED, difference)],
            {"mse.a": "mse"},
            [Source("hw.py", ("def mse(y, yhat, n):\n    return 1\n",))],
            ASKED,
        )
        assert one.finding is not None
        assert (one.finding.kind, one.finding.right) == (kind, right)


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        (f"{STEP3}; {CLEAR}; {STEP4}", "cleared_too_soon"),
        ("What.data = What.data - lr * loss.item() * What.grad", "no_backward"),
        (f"{STEP3}; What.data = What.data - lr * What", "no_gradient"),
        (f"{STEP3}; What.data = What.data - 0.1 * What.grad", "never_read"),
    ],
)
def test_steps_that_miss_each_other_are_named(inside, kind):
    found = in_loop(inside=inside)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize(
    ("inside", "finding"),
    [
        ("a.backward(); g.zero_grad(); b.backward(); g.step()", ("never_read", "lr")),
        ("a.backward(); d.step(); b.backward(); g.zero_grad(); g.step()", ("cleared_too_soon", "g.zero_grad()")),
        ("a.backward(); b.backward(); d.zero_grad(); g.step(); d.step()", ("cleared_too_soon", "d.zero_grad()")),
    ],
)
def test_a_net_is_cleared_too_soon_between_its_own_backward_and_its_own_update(inside, finding):
    assert in_loop(inside=inside) == finding


def test_a_layer_that_is_not_kept_is_named():
    code = (
        "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        hidden = nn.Linear(1, 2)\n"
    )
    verdict = Verdict("Net.a", Outcome.FAILED, Difference(Kind.VALUE))
    (one,) = with_findings([verdict], {"Net.a": "Net"}, [Source("hw.py", (code,))], ASKED)
    assert one.finding is not None
    assert (one.finding.kind, one.finding.right) == ("not_kept", "self.hidden")


@pytest.mark.parametrize(("answer", "named"), [('"loss"', False), ("torch.optim.SGD", False), ("8587.6875", True)])
def test_an_argument_never_read_is_named_where_a_number_is_returned_and_not_a_text_or_a_class(answer, named):
    verdict = Verdict("mse.a", Outcome.FAILED, Difference(Kind.OTHER, note="no tensor"))
    code = f"def mse(y, yhat):\n    return {answer}\n"
    (one,) = with_findings([verdict], {"mse.a": "mse"}, [Source("hw.py", (code,))], ASKED)
    assert (one.finding is not None and one.finding.kind == "never_read") == named


@pytest.mark.parametrize(("read", "found"), [("X@W", None), ("X@What", "What")])
def test_a_copy_made_in_every_turn_is_no_shared_parameter(read, found):
    body = f"""def mse(X, y, What, rates, epochs):
    for r in rates:
        W = What.detach().clone().requires_grad_(True)
        for epoc in range(epochs):
            loss = ((y - {read})**2).sum()
            loss.backward()
            W.data = W.data - r*W.grad
            W.grad = None
    return loss
"""
    verdict = Verdict("c", Outcome.FAILED, Difference(Kind.VALUE))
    (one,) = with_findings([verdict], {"c": "mse"}, [Source("hw.py", (body,))], {})
    assert (one.finding.name if one.finding and one.finding.kind == "shared_parameter" else None) == found


def raised(code, note, line, file="hw.py", beside=()):
    verdict = Verdict("c", Outcome.FAILED, Difference(Kind.RAISED, note=note, file=file, line=line))
    (one,) = with_findings(
        [verdict], {"c": "Net" if "class" in code else "fit"}, [Source("hw.py", (code,)), *beside], {}
    )
    return (one.finding.kind, one.finding.right) if one.finding else None


def test_a_name_of_another_file_is_told_with_its_import():
    beside = [Source("loading.py", ("def make_loader(x):\n    return x\n",))]
    found = raised(
        "def fit(x, loader):\n    return make_loader(x)\n", "name 'make_loader' is not defined", 2, "hw.py", beside
    )
    assert found == ("in_another_file", "from loading import make_loader")


def test_a_library_that_another_file_imports_is_no_name_of_that_file():
    beside = [Source("loading.py", ("import torch\nfrom torch import nn\n",))]
    for name in ("torch", "nn"):
        found = raised(
            f"def fit(x, loader):\n    return {name}(x)\n", f"name '{name}' is not defined", 2, "hw.py", beside
        )
        assert found[0] != "in_another_file"


def test_an_import_of_what_stands_right_here_is_told_away():
    code = "def make_loader(x):\n    return x\n\ndef fit(x):\n    from loading import make_loader\n    return make_loader(x)\n"
    assert raised(code, "No module named 'loading'", 5) == ("is_here", "make_loader")


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ("", ("never_kept", "self.x = x")),
        ("self.x = x\n        ", None),
        ("self.y = x\n        ", ("never_kept", "self.x = x")),
    ],
)
def test_what_a_method_reads_and_no_other_has_kept_is_told(kept, found):
    code = f"class Net:\n    def forward(self, x):\n        {kept}return x\n    def backward(self, g):\n        return self.x * g\n"
    assert raised(code, "'Net' object has no attribute 'x'", 5) == found


TWO_NETS = """def fit(G, D, real, epochs):
    optD = torch.optim.Adam(D.parameters())
    optG = torch.optim.Adam({}.parameters())
    for epoc in range(epochs):
        loss = D(G(real)).mean()
        loss.backward()
        optD.step()
        optG.step()
        optD.zero_grad()
        optG.zero_grad()
    return G, D
"""


@pytest.mark.parametrize(("net", "kind"), [("D", "same_net_twice"), ("G", None)])
def test_a_net_that_no_optimiser_holds_beside_one_that_two_hold_is_told(net, kind):
    verdict = Verdict("c", Outcome.FAILED, Difference(Kind.VALUE))
    (one,) = with_findings([verdict], {"c": "fit"}, [Source("hw.py", (TWO_NETS.format(net),))], {})
    assert (one.finding.kind if one.finding else None) == kind


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def _init_(self, n):\n        self.n = n", ("underscores", "__init__")),
        ("def __int__(self, n):\n        self.n = n", ("underscores", "__init__")),
        ("def __init__(self, n):\n        self.n = n", None),
        ("def forward(x):\n        return self.a(x)", ("self_not_taken", "def forward(self, x):")),
        ("def forward():\n        return 1", ("self_not_taken", "def forward(self):")),
        ("@staticmethod\n    def forward(x):\n        return x", None),
        ("def forward(this, x):\n        return this.a(x)", None),
    ],
)
def test_methods_that_python_calls_otherwise_are_told(code, found):
    told = raised(f"class Net:\n    {code}\n", "Net() takes no arguments", 0)
    assert told == found


BOTH = """def fit(net, x, y, epochs):
    adam = torch.optim.Adam(net.parameters())
    sgd = torch.optim.SGD(net.parameters())
    for epoc in range(epochs):
        loss = ((net(x) - y)**2).mean()
        loss.backward()
        adam.step()
        {}sgd.step()
        sgd.zero_grad()
    return net
"""


@pytest.mark.parametrize(("between", "kind"), [("", "two_steps"), ("loss.backward()\n        ", None)])
def test_two_optimisers_that_move_one_net_in_one_turn_are_told(between, kind):
    verdict = Verdict("c", Outcome.FAILED, Difference(Kind.VALUE))
    (one,) = with_findings([verdict], {"c": "fit"}, [Source("hw.py", (BOTH.format(between),))], {})
    assert (one.finding.kind if one.finding else None) == kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("What.data =- lr * What.grad", "only_the_step"),
        ("What.data = - lr * What.grad", "only_the_step"),
        ("What.data = What.data - lr * What.grad", None),
        ("What.data -= lr * What.grad", None),
        ("g = lr * What.grad", None),
        ("return u * u > 0", "compared_last"),
        ("return u * (u > 0)", None),
        ("return torch.sum((y - yhat) * 2)", "doubled"),
        ("return ((y - yhat) * 2).mean()", "doubled"),
        ("return 2 * (yhat - y) / n", None),
        ("return torch.sum(y**2 - yhat**2)", "squares_apart"),
        ("return torch.sum((y - yhat)**2)", None),
    ],
)
def test_a_step_or_a_square_that_is_written_otherwise_than_meant_is_told(body, kind):
    finding = found(f"def mse(y, yhat, u=1, n=2, What=3, lr=4):\n    _ = [y, yhat, u, n, What, lr]\n    {body}\n")
    told = finding.kind if finding and finding.kind != "no_backward" else None
    assert told == kind


@pytest.mark.parametrize(
    ("body", "note", "told"),
    [
        ("torch = torch.sum(y)\n    return torch", "cannot access local variable 'torch' where", "shadowed"),
        ("sum = 0\n    return sum(y)", "'int' object is not callable", "shadowed"),
        ("total = 0\n    return total(y)", "'int' object is not callable", None),
        ("return Noneㅇ", "name 'Noneᄋ' is not defined", "korean_left"),
        ("loss = y - yhat\n    return loss.grad * 1", "'NoneType' and 'int'", "grad_of_a_step"),
    ],
)
def test_a_name_that_means_something_else_now_is_told(body, note, told):
    code = f"def mse(y, yhat):\n    {body}\n"
    difference = Difference(Kind.RAISED, got="Error", note=note, file="hw.py", line=code.count("\n"))
    failed = Verdict("mse.a", Outcome.FAILED, difference)
    (one,) = with_findings([failed], {"mse.a": "mse"}, [Source("hw.py", (code,))], ASKED)
    assert (one.finding and one.finding.kind) == told


def test_a_definition_that_a_prompt_hides_is_unreadable_and_not_missing():
    lines = ["import torch", "def mse(y, yhat):", "    return y - yhat"]
    for before in ("In [3]: ", "12 "):
        code = "\n".join(f"{before}{line}" for line in lines)
        assert found(code, Kind.MISSING).kind in {"copied_along", "not_python"}
