"""A mistake costs its own step, once; a right answer costs nothing, however it is written."""

from __future__ import annotations

import pytest

from autograder.judge import Judge
from autograder.judge.pytest_session import PytestSession
from autograder.model import Kind, Outcome
from tests.helpers import recording
from tests.weeks import SOLUTION, fit_with

BY_HAND = """
    for epoc in range(epochs):
        gradient = 2 / len(y) * X.T @ (X @ What.data - y)
        What.data -= lr * gradient
    return What
"""
RIGHT = {
    "the solution": SOLUTION,
    "gradients by hand": SOLUTION[: SOLUTION.index("    for epoc")] + BY_HAND,
    "cleared first": fit_with(("        What.grad = None\n", ""), ("        loss.backward()", "        What.grad = None\n        loss.backward()")),
    "no_grad in place": fit_with(
        ("        What.data = What.data - lr * What.grad\n", "        with torch.no_grad():\n            What -= lr * What.grad\n")
    ),
    "autograd.grad": fit_with(
        ("        loss.backward()\n", "        gradient, = torch.autograd.grad(loss, What)\n"), ("What.grad\n        What.grad = None", "gradient")
    ),
    "a new leaf each epoch": fit_with(
        ("        What.data = What.data - lr * What.grad\n        What.grad = None\n", "        What = (What - lr * What.grad).detach().requires_grad_()\n")
    ),
    "an optimiser": fit_with(
        ("    for epoc", "    optimizr = torch.optim.SGD([What], lr=lr)\n    for epoc"),
        ("        What.data = What.data - lr * What.grad\n        What.grad = None\n", "        optimizr.step()\n        optimizr.zero_grad()\n"),
    ),
    "nn.MSELoss": fit_with(("torch.mean((y - yhat) ** 2)", "torch.nn.MSELoss()(yhat, y)")),
    "no name for yhat": fit_with(("        yhat = X @ What\n", ""), ("(y - yhat)", "(y - X @ What)")),
    "expanded square": fit_with(("torch.mean((y - yhat) ** 2)", "(y * y - 2 * y * yhat + yhat * yhat).mean()")),
    "float64 inside": SOLUTION.replace("torch.mean((y - yhat) ** 2)", "torch.mean((y.double() - yhat.double()) ** 2).float()"),
}  # fmt: skip


def failed(verdicts) -> set[str]:
    return {name for name, verdict in verdicts.items() if verdict.outcome is not Outcome.PASSED}


@pytest.mark.parametrize("how", RIGHT)
def test_a_right_answer_loses_nothing(judged, how):
    assert failed(judged(RIGHT[how])) == set()


@pytest.mark.parametrize(
    ("edit", "step"),
    [
        (("torch.mean", "torch.sum"), "fit.step2"),
        (("- lr *", "+ lr *"), "fit.step4"),
        (("- lr *", "- 1.00001 * lr *"), "fit.step4"),
        (("        What.grad = None\n", ""), "fit.clears"),
        (("range(epochs)", "range(epochs + 1)"), "fit.epochs"),
        (("epochs=30", "epochs=31"), "fit.epochs"),
    ],
)
def test_one_mistake_costs_its_own_step_alone(judged, edit, step):
    assert failed(judged(fit_with(edit))) == {step}


@pytest.mark.parametrize(
    "rate",
    [
        "float(np.float32(lr))",
        "np.array([lr], dtype='float32')[0].item()",
        "array.array('f', [lr])[0]",
        "struct.unpack('f', struct.pack('f', lr))[0]",
        "1.0000001 * lr",
    ],
)
def test_what_single_precision_cannot_tell_apart_is_right(judged, rate):
    """However the digits were lost: a float32 program can be asked for no more."""
    work = "import array, struct\nimport numpy as np\n" + fit_with(("- lr *", f"- {rate} *"))
    assert failed(judged(work)) == set()


def test_a_check_waits_for_what_it_needs(judged):
    found = judged(SOLUTION.replace("torch.mean((y - yhat) ** 2)\n\n", "torch.sum((y - yhat) ** 2)\n\n"))
    assert found["mse.any_n[other_n]"].waits_for == ("mse.averages",)


def test_the_first_difference_is_named_by_epoch_and_both_values(judged):
    difference = judged(fit_with(("torch.mean", "torch.sum")))["fit.step2"].difference
    assert (difference.kind, difference.quantity, difference.epoch) == (Kind.VALUE, "loss", 0)
    assert float(difference.got) == pytest.approx(20 * float(difference.expected), rel=1e-4)


@pytest.mark.parametrize("value", ["None", "'3'", "[1.0]", "{}", "object()", "yhat", "loss_of_nan", "float('nan')"])
def test_a_value_of_another_kind_is_wrong_and_never_ours(judged, value):
    found = judged(SOLUTION.replace("return torch.sqrt(mse(y, yhat))", f"return {value}"))
    assert found["rmse.root"].outcome is Outcome.FAILED


def test_a_lone_number_may_come_in_any_shape(judged):
    assert (
        failed(
            judged(SOLUTION.replace("return torch.sqrt(mse(y, yhat))", "return torch.sqrt(mse(y, yhat)).reshape(1, 1)"))
        )
        == set()
    )


def test_a_parameter_that_is_no_leaf_any_more_costs_the_update(judged):
    found = judged(fit_with(("What.data = What.data -", "What = What -")))
    assert failed(found) == {"fit.step4", "fit.clears", "fit.epochs"} or failed(found) == {"fit.step4", "fit.epochs"}


def test_a_tape_is_judged_once_whoever_handed_it_in(judge, monkeypatch):
    """What one student's code shows differently is judged, the rest is known."""
    asked, find = [], PytestSession.find
    monkeypatch.setattr(
        PytestSession, "find", lambda self, case, names, *rest: asked.append(names) or find(self, case, names, *rest)
    )
    unheard_of = SOLUTION.replace("- lr *", "- 0.123 * lr *")
    found = [judge.judge(recording(judge.assignment, work)) for work in (SOLUTION, f"{SOLUTION}# by me", unheard_of)]
    assert found[0] == found[1]
    assert (asked[1], {name.partition(".")[0] for name in asked[2]}) == ([], {"fit"})


def test_a_tape_that_differs_in_the_other_precision_alone_is_another_tape(judged):
    found = [
        judged(SOLUTION.replace("return torch.mean(", f"return {factor} * torch.mean("))
        for factor in ("(1 if y.dtype == torch.float32 else 1.0)", "(1 if y.dtype == torch.float32 else 1.000002)")
    ]
    assert [one["mse.averages"].outcome for one in found] == [Outcome.PASSED, Outcome.FAILED]


@pytest.mark.slow
def test_verdicts_in_a_class_are_those_judged_alone(judge):
    """Whoever was judged before, in whatever order: right work, known mistakes, and all of them once more."""
    assignment = judge.assignment
    texts = ["", *(mistake.source for mistake in assignment.mistakes[::3])]
    works = [recording(assignment, *assignment.sources.values(), text) for text in texts]
    alone = []
    for work in works:
        with Judge(assignment) as fresh:
            alone.append(fresh.judge(work))
    with Judge(assignment) as one:
        assert [one.judge(work) for work in reversed([*works, *works])] == [*reversed(alone), *reversed(alone)]
