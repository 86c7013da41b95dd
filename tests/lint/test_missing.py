"""A step that is missing, one that goes uphill, and what an optimiser or a loss was given, are read from the code alone."""

from __future__ import annotations

import pytest

from autograder.lint.finding import with_findings
from autograder.model import Difference, Kind, Outcome, Source, Verdict

LOOP = """def fit(X, y, What, lr=0.1, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
"""
BACKWARD, UPDATE = "        loss.backward()\n", "        What.data = What.data - lr * What.grad\n"
HELPER = "def step(loss, What, lr):\n    loss.backward()\n    What.data -= lr * What.grad\n\n\n"


def kinds(code, difference=None):
    verdict = Verdict("fit.a", Outcome.FAILED, difference or Difference(Kind.OTHER))
    (one,) = with_findings([verdict], {"fit.a": "fit"}, [Source("hw.py", (code,))], {})
    return one.finding.kind if one.finding else ""


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (LOOP.replace(BACKWARD, ""), "no_backward"),
        (LOOP.replace(UPDATE, ""), "no_update"),
        (LOOP.replace(BACKWARD + UPDATE, ""), "no_gradient_no_update"),
        (LOOP.replace("        What.grad = None\n", ""), "never_cleared"),
        (LOOP.replace("What.data - lr", "What.data + lr"), "uphill"),
        (LOOP.replace("What.data - lr * What.grad", "What.data - (-lr) * What.grad"), "uphill"),
        (LOOP.replace("What.data = What.data - lr", "What.data += lr"), "uphill"),
        (LOOP.replace("What.data = What.data - lr", "What.data -= lr"), ""),
        (LOOP.replace("What.data - lr * What.grad", "-lr * What.grad + What.data"), ""),
        (LOOP, ""),
    ],
)
def test_the_step_that_is_missing_or_turned_is_named(code, kind):
    assert kinds(code) == kind


@pytest.mark.parametrize("call", ["step(loss, What, lr)", "help_me(loss, What, lr)"])
def test_a_step_that_another_function_takes_is_not_missing(call):
    """Of a function whose code nobody sees here, nothing is said either."""
    code = "from elsewhere import help_me\n" + HELPER + LOOP.replace(BACKWARD + UPDATE, f"        {call}\n")
    assert kinds(code) in {"", "never_read"}


def test_a_loop_through_rows_that_are_there_trains_nothing():
    code = "def fit(path):\n    for epoc, row in enumerate(path):\n        print(epoc, row)\n"
    assert kinds(code) == ""


def test_an_update_alone_lacks_no_backward():
    """`update(What, lr)` is given its gradient: it trains nothing."""
    assert (
        kinds("def fit(What, lr):\n    What.data = What.data - lr * What.grad\n    What.grad = None\n    return What\n")
        == ""
    )


def test_a_path_that_was_off_before_tells_nothing_of_the_direction():
    off = Difference(Kind.VALUE, "yhat", epoch=0)
    assert kinds(LOOP.replace("What.data - lr", "What.data + lr"), off) == ""


def test_a_loss_above_the_loop_is_found_and_data_above_it_are_not():
    above = LOOP.replace("    for epoc", "    yhat = X @ What\n    n = len(y)\n    for epoc").replace(
        "        yhat = X @ What\n", ""
    )
    assert kinds(above) == "before_the_loop"
    assert kinds(LOOP.replace("    for epoc", "    yhat = X @ What\n    start = What.data.clone()\n    for epoc")) == ""


@pytest.mark.parametrize(
    ("held", "called", "kind"),
    [
        ("net", "model(x)", ""),
        ("net.to('cpu')", "model(x)", ""),
        ("torch.nn.Sequential(net, torch.nn.Sigmoid())", "model(x)", ""),
        ("Wrapped(net)", "model.forward(x)", ""),
        ("torch.compile(net)", "model(x)", ""),
        ("copy.deepcopy(net).train()", "model(x)", ""),
        ("net[0]", "model(x)", ""),
        ("net(x)", "model", "before_the_loop"),
        ("net(x).to('cpu')", "model", "before_the_loop"),
        ("torch.sigmoid(net(x))", "model", "before_the_loop"),
        ("x @ net[0].weight.T", "model", "before_the_loop"),
    ],
)
def test_a_net_that_is_held_above_the_loop_by_another_name_is_not_computed_there(held, called, kind):
    code = f"""
def fit(net, x, y, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    model = {held}
    for epoc in range(30):
        loss = torch.mean((y - {called}) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net
"""
    assert kinds(code) == kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (
            'def fit(net, lr):\n    """Adam."""\n    return torch.optim.SGD(net.parameters(), lr=lr)\n',
            "other_optimiser",
        ),
        (
            'def fit(net, lr):\n    """SGD로 학습합니다. Adam보다 느립니다."""\n    return torch.optim.Adam(net.parameters(), lr=lr)\n',
            "",
        ),
        ("def fit(y, yhat):\n    return torch.nn.BCELoss()(y, yhat)\n", "loss_swapped"),
        ("def fit(y, yhat):\n    return torch.nn.MSELoss()(y, yhat)\n", ""),
        ("def fit(y, u):\n    return torch.nn.BCEWithLogitsLoss()(torch.sigmoid(u), y)\n", "scores_wanted"),
        ("def fit(y, yhat):\n    return -torch.mean(y * torch.log(yhat + 1e-3))\n", "added_in_log"),
    ],
)
def test_what_an_optimiser_or_a_loss_was_given_is_read_from_the_code(code, kind):
    assert kinds(code) == kind


@pytest.mark.parametrize(
    ("code", "read", "meant"),
    [
        ("1/1 + torch.exp(-u)", "(1 / 1) + torch.exp(-u)", "1 / (1 + torch.exp(-u))"),
        ("torch.sum(y - yhat**2)", "y - (yhat ** 2)", "(y - yhat) ** 2"),
        ("1/(1 + torch.exp(-w0 + w1*x))", "(-w0) + (w1 * x)", "-(w0 + w1 * x)"),
    ],
)
def test_a_doubtful_expression_is_told_as_python_reads_it(code, read, meant):
    verdict = Verdict("fit.a", Outcome.FAILED, Difference(Kind.VALUE))
    source = Source(
        "hw.py", (f"def fit(u, y, yhat, w0, w1, x):\n    print(u, y, yhat, w0, w1, x)\n    return {code}\n",)
    )
    (one,) = with_findings([verdict], {"fit.a": "fit"}, [source], {})
    assert (one.finding.kind, one.finding.name, one.finding.right) == ("brackets_doubtful", read, meant)


def test_a_negative_number_before_a_slope_is_no_doubtful_minus():
    assert kinds("def fit(x):\n    return torch.exp(-1 + 5 * x)\n") == ""


def test_an_update_once_an_epoch_is_not_missing_from_the_batches_within():
    assert kinds(
        "def fit(net, loader, optimizr):\n"
        "    for epoc in range(3):\n        for X, y in loader:\n            loss_of(net(X), y).backward()\n"
        "        optimizr.step()\n    return net\n"
    ) not in {"no_update", "no_backward"}


ADAM = "def fit(net, x, y, lr=0.1, epochs=30):\n    for epoc in range(epochs):\n{}        optimizr.step()\n    return net\n"
MADE = "optimizr = torch.optim.Adam(net.parameters(), lr=lr)"


@pytest.mark.parametrize(
    ("made", "kind"),
    [(f"        {MADE}\n", "optimiser_in_loop"), (f"        if epoc == 9:\n            {MADE}\n", "")],
)
def test_only_an_optimiser_made_in_every_epoch_is_said_to_be(made, kind):
    found = kinds(ADAM.format(made), Difference(Kind.VALUE, "after.0.weight", epoch=9))
    assert (found == "optimiser_in_loop") == bool(kind)


@pytest.mark.parametrize(("said", "is_told"), [("", False), ('    """Trains in order."""\n', True)])
def test_that_shuffling_was_not_asked_for_is_said_only_by_the_docstring(said, is_told):
    code = f"def fit(net, data):\n{said}    return DataLoader(data, shuffle=True)\n"
    assert (kinds(code, Difference(Kind.VALUE, "loss", epoch=0)) == "shuffled") == is_told


@pytest.mark.parametrize(
    ("lead", "quantity", "is_told"),
    [
        ("(net, lr)", "after.w", True),
        ("(net, lr)", "epochs", False),  # the step may be right
        ("(net)", "after.w", False),  # nothing says that a plain step is asked for
        ("(net, lr, of=torch.optim.SGD([w], lr=1))", "after.w", False),  # of the loop before it
    ],
)
def test_that_adam_was_not_asked_for_is_said_only_of_a_plain_step_that_is_off(lead, quantity, is_told):
    code = f'def fit{lead}:\n    """Trains."""\n    return torch.optim.Adam(net.parameters(), lr=0.1)\n'
    assert (kinds(code, Difference(Kind.VALUE, quantity, epoch=0)) == "adam_unasked") == is_told
