"""Every epoch of every quantity is judged, also in a loop that no check looks at and in epochs of which yhat is not kept."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Outcome
from autograder.report.messages.sentences import measured
from tests import weeks
from tests.helpers import recording, write

LONG = '    probe("fit", "long", X=X, y=y, What=START, lr=0.004, epochs=300),\n)'
YHAT = "yhat = X @ What"
LOSS = "loss = torch.mean((y - yhat) ** 2)"
STEP = "What.data = What.data - lr * What.grad"
CLEAR = "What.grad = None"
MOMENTUM = "v = What.grad + (0.9 * v if epoc > 49 else 0)\n        What.data = What.data - lr * v"
BY_HAND = (
    (f"        {LOSS}\n", ""),
    ("loss.backward()", "slope = 2 / len(y) * X.T @ (yhat - y).detach()"),
    (STEP, "What.data = What.data - lr * slope"),
    (f"        {CLEAR}\n", ""),
)

LATE = {
    "the rate halved": ((STEP, "lr = lr / 2 if epoc == 250 else lr\n        " + STEP), "step4", 250),
    "a rate that is a little more": ((STEP, STEP.replace("lr", "(1.001 if epoc > 99 else 1) * lr")), "step4", 100),
    "no gradient cleared any more": ((CLEAR, f"if epoc < 200: {CLEAR}"), "step4", 201),
    "learning that stops": ((STEP, f"if epoc < 50: {STEP}"), "step4", 50),
    "momentum": ((STEP, MOMENTUM), "step4", 50),
    "noise once": ((CLEAR, f"{CLEAR}\n        if epoc == 277: What.data += 1e-3"), "step4", 277),
    "an update left out": ((STEP, f"if epoc != 130: {STEP}"), "step4", 130),
    "the last epoch": (
        (STEP, STEP.replace("lr", "(lr if epoc < epochs - 1 or epochs < 99 else lr / 2)")),
        "step4",
        299,
    ),
    "a schedule": ((STEP, STEP.replace("lr", "lr * 0.99 ** max(0, epoc - 80)")), "step4", 81),
    "one parameter frozen": ((STEP, f"if epoc > 70: What.grad[1] = What.grad[1] * 0\n        {STEP}"), "step4", 71),
    "clipped steps": ((STEP, STEP.replace("What.grad", "What.grad.clamp(-1, 1 if epoc > 40 else 99)")), "step4", None),
    "yhat shifted for a while": ((YHAT, f"{YHAT} + (0.001 if 65 <= epoc <= 127 else 0)"), "step1", 65),
    "a row dropped": ((YHAT, f"{YHAT} * (1 + 0.01 * (epoc > 65) * (y == y[3]))"), "step1", 66),
    "a loss scaled": ((LOSS, LOSS.replace("torch", "(1.01 if epoc > 150 else 1) * torch")), "step2", 151),
    "a loss with something added": ((LOSS, f"{LOSS} + (0.01 if epoc > 150 else 0)"), "step2", 151),
    "a ridge": ((LOSS, f"{LOSS} + (0.01 if epoc > 150 else 0) * (What ** 2).sum()"), "step2", 151),
    "a gradient halved": (("loss.backward()", "(loss / (2 if epoc > 222 else 1)).backward()"), "step2", 223),
}
FIRST_TURN = """    torch.mean((y - X @ What) ** 2).backward()
    What.data = What.data - lr * What.grad
    What.grad = None
    for epoc in range(epochs - 1):"""
RIGHT = {
    "as the lecture": (),
    "under no_grad": ((STEP, "with torch.no_grad(): What -= lr * What.grad"),),
    "zeros first": (
        ("loss.backward()", "What.grad = None\n        loss.backward()"),
        (f"        {CLEAR}\n    return", "    return"),
    ),
    "in chunks": (
        (
            LOSS,
            "a, b = (y - yhat)[:9], (y - yhat)[9:]\n        loss = (a ** 2).sum() / len(y) + (b ** 2).sum() / len(y)",
        ),
    ),
    "several backwards": (
        (f"{YHAT}\n", "n = len(y)\n"),
        (f"{LOSS}\n", "\n"),
        ("loss.backward()", "for i in range(0, n, 5): (((y - X @ What)[i:i+5] ** 2).sum() / n).backward()"),
    ),
    "a gradient by hand": BY_HAND,
    "another formula": ((LOSS, "loss = (y.T @ y - 2 * y.T @ yhat + yhat.T @ yhat).sum() / len(y)"),),
    "a rate in single precision": ((STEP, "import numpy\n        " + STEP.replace("lr", "numpy.float32(lr).item()")),),
    "an optimiser": ((STEP, "torch.optim.SGD([What], lr=lr).step()"),),
    "rows in another order": (
        (YHAT, "p = torch.randperm(len(y))\n        X, y = X[p], y[p]\n        yhat = X @ What"),
    ),
    "a first turn before the loop": (
        (
            "    for epoc in range(epochs):",
            FIRST_TURN,
        ),
    ),
    "a look at the loss now and then": ((LOSS, f"{LOSS}\n        if epoc % 100 == 0: print(loss.item())"),),
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """The verdicts on a loop with these edits, by check; nothing looks at its 300 epochs but the judge itself."""
    files = weeks.files() | {"probes.py": weeks.PROBES.rstrip().removesuffix(")") + LONG}
    folder = write(tmp_path_factory.mktemp("course") / "solutions" / "week01", files)
    with Judge(read(folder)) as judge:

        def verdicts(*edits):
            work = recording(judge.assignment, weeks.fit_with(*edits))
            return {v.check: v for v in judge.judge(work) if v.check.startswith("fit.")}

        yield verdicts


@pytest.mark.parametrize("kind", LATE)
def test_a_late_mistake_costs_its_step_from_its_first_wrong_epoch(judged, kind):
    edit, step, epoch = LATE[kind]
    found = {name: v for name, v in judged(edit).items() if v.outcome is not Outcome.PASSED}
    assert f"fit.{step}" in found
    assert epoch is None or found[f"fit.{step}"].difference.epoch == epoch
    assert len(found) == 1 or kind == "momentum"


def test_on_a_probe_that_no_check_of_a_step_looks_at_it_is_judged_from_the_first_epoch(judged):
    """A rate that is wrong for another n alone is a wrong step4 all the same."""
    found = judged((STEP, STEP.replace("lr", "(lr if len(y) != 9 else 2 * lr)")))
    assert [name for name, verdict in found.items() if verdict.outcome is Outcome.FAILED] == ["fit.step4"]


UNSEEN = {
    "yhat of rounded data": ((YHAT, "yhat = (X.round(decimals=1) if len(y) == 9 else X) @ What"), "step1"),
    "yhat of a row too many": ((YHAT, f"{YHAT} + (len(y) == 9) * (y == y[3])"), "step1"),
    "a loss without squares": ((LOSS, "loss = torch.mean((y - yhat).abs() ** (1 if len(y) == 9 else 2))"), "step2"),
    "a loss of another n": ((LOSS, "loss = torch.sum((y - yhat) ** 2) / (10 if len(y) == 9 else len(y))"), "step2"),
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_is_wrong_from_the_first_epoch_on_costs_its_step_on_a_probe_that_no_check_of_it_looks_at(judged, kind):
    edit, step = UNSEEN[kind]
    found = {name: v.difference.epoch for name, v in judged(edit).items() if v.outcome is not Outcome.PASSED}
    assert found == {f"fit.{step}": 0}


@pytest.mark.parametrize("kind", RIGHT)
def test_a_long_loop_that_is_right_loses_nothing(judged, kind):
    found = judged(*RIGHT[kind])
    lost = [name for name, verdict in found.items() if verdict.outcome is not Outcome.PASSED]
    assert lost == []


def test_a_late_mistake_beside_a_gradient_by_hand_shows_at_the_end(judged):
    found = judged(*BY_HAND, ("- lr * slope", "- (lr if epoc < 200 else lr / 2) * slope"))
    assert [name for name, verdict in found.items() if verdict.outcome is not Outcome.PASSED] == ["fit.step4"]


def test_the_size_of_a_step_by_hand_is_judged_on_every_probe(judged):
    """A hundred where n belongs goes the right way by steps of another size, on the data where n is another."""
    formula = ("slope = 2 / len(y)", "slope = 2 / (len(y) if len(y) != 9 else 100)")
    found = judged(*BY_HAND, formula)
    assert [name for name, verdict in found.items() if verdict.outcome is not Outcome.PASSED] == ["fit.step4"]


MEASURED = {
    "the rate halved": "From epoch 251 on, your steps of What are 0.5 times as long as they should be.",
    "no gradient cleared any more": "From epoch 202 on, the gradient of the epoch before is still there when backward is called.",
    "learning that stops": "From epoch 51 on, What does not move.",
    "an update left out": "In epoch 131 alone, What does not move.",
    "a loss scaled": "From epoch 152 on, your loss is 1.01 times the right one.",
    "a loss with something added": "From epoch 152 on, your loss is off by 0.01.",
}


@pytest.mark.parametrize("kind", MEASURED)
def test_a_mistake_without_a_name_is_described_by_what_was_measured(judged, kind):
    edit, step, _ = LATE[kind]
    found = judged(edit)[f"fit.{step}"]
    assert found.mistakes == ()
    assert found.difference.pattern is not None
    assert measured(found.difference.pattern, "en") == MEASURED[kind]


def test_two_mistakes_in_one_turn_are_both_described(judged):
    found = judged((STEP, STEP.replace("lr", "0.75 * lr")), (LOSS, f"{LOSS} * 3"))
    told = {name: measured(v.difference.pattern, "en") for name, v in found.items() if v.outcome is not Outcome.PASSED}
    assert told == {
        "fit.step2": "In every epoch, your loss is 3 times the right one.",
        "fit.step4": "In every epoch, your steps of What are 0.75 times as long as they should be.",
    }


def test_a_gradient_that_is_left_now_and_then_is_told_as_one_that_is_left(judged):
    found = judged((CLEAR, f"if epoc % 2: {CLEAR}"))
    told = [v.difference for v in found.values() if v.outcome is Outcome.FAILED]
    assert any(one and one.pattern and one.pattern.quantity == "carried" for one in told)


def test_a_gradient_asked_of_a_copy_moves_the_parameter_itself(judged):
    """A copy that has not moved stands for what was handed: the last update is read there."""
    copied = (
        (YHAT, "own = What.detach().clone().requires_grad_()\n        yhat = X @ own"),
        ("loss.backward()", "loss.backward()\n        What.grad = own.grad"),
    )
    assert [name for name, verdict in judged(*copied).items() if verdict.outcome is not Outcome.PASSED] == []
    lost = judged(*copied, (STEP, STEP.replace("lr", "(lr if epoc < epochs - 1 else lr / 2)")))
    assert [name for name, verdict in lost.items() if verdict.outcome is not Outcome.PASSED] == ["fit.step4"]
