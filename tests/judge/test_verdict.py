"""A mistake costs its own step, once; a right answer costs nothing, however it is written."""

from __future__ import annotations

import pytest

from autograder.judge.pytest_session import PytestSession
from autograder.model import Ending, Kind, Outcome, Recording, Tape
from tests.helpers import recording
from tests.judge.weeks import SOLUTION, fit_with

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
        (("- lr *", "- 1.0000001 * lr *"), "fit.step4"),
        (("        What.grad = None\n", ""), "fit.clears"),
        (("range(epochs)", "range(epochs + 1)"), "fit.epochs"),
        (("epochs=30", "epochs=31"), "fit.epochs"),
    ],
)
def test_one_mistake_costs_its_own_step_alone(judged, edit, step):
    assert failed(judged(fit_with(edit))) == {step}


def test_two_mistakes_are_named_at_their_own_steps(judged):
    found = judged(fit_with(("torch.mean", "torch.sum"), ("- lr *", "+ lr *")))
    assert {name: found[name].mistakes for name in failed(found)} == {
        "fit.step2": ("fit__sums",),
        "fit.step4": ("fit__climbs",),
    }


def test_a_gradient_that_is_not_that_of_a_wrong_loss_costs_step3_as_well(judged):
    """A wrong loss excuses the gradient that follows from it, and no other."""
    both = judged(fit_with(("torch.mean", "torch.sum"), ("loss.backward()", "loss.backward(torch.tensor(3.0))")))
    alone = judged(fit_with(("torch.mean", "torch.sum")))
    assert (both["fit.step3"].outcome, alone["fit.step3"].outcome) == (Outcome.FAILED, Outcome.PASSED)


def test_two_mistakes_are_named_where_one_bends_what_the_other_starts_from(judged):
    found = judged(fit_with(("= X @ What", "= 2 * (X @ What)"), ("torch.mean", "torch.sum")))
    names = {name: found[name].mistakes for name in failed(found)}
    assert (names["fit.step1"], names["fit.step2"]) == (("fit__doubles_yhat",), ("fit__sums",))


def test_parameters_that_stay_where_they_are_have_no_mistakes_name_of_their_own(judged):
    """There are many reasons for it."""
    still = (("- lr *", "- 0 *"),)
    assert judged(fit_with(*still))["fit.step4"].mistakes == ("fit__stays",)
    assert judged(fit_with(*still, ("torch.mean", "3 * torch.mean")))["fit.step4"].mistakes == ()


def test_what_a_loop_does_not_name_has_no_mistakes_name(judged):
    """A yhat that is filled in is the solution's: that a known mistake gives the same says nothing of the student."""
    found = judged(
        fit_with(
            ("loss = torch.mean((y - yhat) ** 2)", "loss = torch.mean((y - 0.9 * (X @ What)) ** 2)"),
            ("        yhat = X @ What\n", ""),
        )
    )
    assert {name for verdict in found.values() for name in verdict.mistakes} == set()


def test_a_known_mistake_is_named(judged):
    assert judged(fit_with(("range(epochs)", "range(epochs - 1)")))["fit.epochs"].mistakes == ("fit__stops_early",)


def test_an_unknown_mistake_has_no_name(judged):
    assert judged(fit_with(("- lr *", "- 0.7 * lr *")))["fit.step4"].mistakes == ()


def test_a_wrong_helper_costs_the_helper_and_not_its_caller(judged):
    found = judged(SOLUTION.replace("torch.mean((y - yhat) ** 2)\n\n", "torch.sum((y - yhat) ** 2)\n\n"))
    assert failed(found) == {"mse.averages", "mse.any_n[other_n]"}
    assert found["rmse.root"].carried == ("mse",)


def test_a_check_waits_for_what_it_needs(judged):
    found = judged(SOLUTION.replace("torch.mean((y - yhat) ** 2)\n\n", "torch.sum((y - yhat) ** 2)\n\n"))
    assert found["mse.any_n[other_n]"].waits_for == ("mse.averages",)


def test_the_first_difference_is_named_by_epoch_and_both_values(judged):
    difference = judged(fit_with(("torch.mean", "torch.sum")))["fit.step2"].difference
    assert (difference.kind, difference.quantity, difference.epoch) == (Kind.VALUE, "loss", 0)
    assert float(difference.got) == pytest.approx(20 * float(difference.expected), rel=1e-4)


@pytest.mark.parametrize(
    ("made", "called"),
    [("[1.0]", "list"), ("'0.5'", "str"), ("y.mean().to(torch.uint16)", "Tensor (uint16 of 1 elements)"), ("max", "builtin_function_or_method")],
)  # fmt: skip
def test_what_is_no_number_is_called_what_its_student_calls_it(judged, made, called):
    difference = judged(SOLUTION.replace("torch.mean((y - yhat) ** 2)\n\n", f"{made}\n\n"))["mse.averages"].difference
    assert (difference.kind, difference.got) == (Kind.TYPE, called)


def test_what_is_not_in_the_submission_is_missing_not_wrong(judged):
    assert judged("import torch")["mse.averages"].difference.kind is Kind.MISSING


def test_an_untouched_gap_is_not_started(judged):
    stub = SOLUTION.replace(
        "    return torch.mean((y - yhat) ** 2)", '    raise NotImplementedError("mse: step2: loss")'
    )
    assert judged(stub)["mse.averages"].difference.kind is Kind.NOT_STARTED


def test_an_exception_names_the_students_own_line(judged):
    found = judged(SOLUTION.replace("return torch.sqrt(mse(y, yhat))", "return torch.sqrt(mse(y, nothing))"))
    difference = found["rmse.root"].difference
    assert (difference.kind, difference.file) == (Kind.RAISED, "regression.py")
    assert SOLUTION.strip().splitlines()[difference.line - 2].strip().startswith("return torch.sqrt")


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


BARE = """
import torch
torch.manual_seed(1)
X = torch.cat([torch.ones(30, 1), torch.randn(30, 1)], 1)
y = X @ torch.tensor([[2.5], [4.]]) + torch.randn(30, 1)
What = torch.tensor([[-5.], [10.]], requires_grad=True)
"""
LOOP = """
for epoc in range(30):
    yhat = X @ What
    loss = torch.mean((y - yhat) ** 2)
    loss.backward()
    What.data = What.data - {lr} * What.grad
    What.grad = None
"""


def test_a_bare_loop_is_judged_on_its_own_data(judged):
    found = judged(BARE, LOOP.format(lr=0.1), name="homework.ipynb")
    assert {name for name in found if name.startswith("fit.")}.isdisjoint(failed(found))


def test_a_mistake_in_a_bare_loop_costs_its_step(judged):
    found = judged(BARE, LOOP.format(lr=0.2), name="homework.ipynb")
    assert {name for name in failed(found) if name.startswith("fit.")} == {"fit.step4"}


def test_a_call_that_ran_into_a_limit_does_not_hide_the_name_that_the_others_show(judge):
    """n×n numbers for 6000 epochs take minutes; the short calls have shown what is wrong."""
    tapes = recording(judge.assignment, fit_with(("range(epochs)", "range(epochs - 1)"))).tapes
    kept = (*(tape for tape in tapes if tape.probe != "fit/short"), Tape("fit/short", Ending.TIMED_OUT))
    found = {verdict.check: verdict for verdict in judge.judge(Recording("digest", kept))}
    assert found["fit.epochs"].mistakes == ("fit__stops_early",)


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
        for factor in ("(1 if y.dtype == torch.float32 else 1.0)", "(1 if y.dtype == torch.float32 else 1.0001)")
    ]
    assert [one["mse.averages"].outcome for one in found] == [Outcome.PASSED, Outcome.FAILED]
