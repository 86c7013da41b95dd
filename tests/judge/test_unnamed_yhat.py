"""Where a loop never names its yhat, a wrong loss costs the loss alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from autograder.judge.unnamed_yhat import unnamed_yhat
from autograder.model import Column, Ending, Outcome, Tape
from autograder.recorder.describe import describe_rows, tensor
from autograder.recorder.turns import UNNAMED
from tests.weeks import fit_with

WRITTEN = "yhat = X @ What\n        # step2: loss\n        loss = torch.mean((y - yhat) ** 2)"
PENALTY = " + 0.01 * (What ** 2).sum()"
WRONG = {
    "a ridge": f"loss = torch.mean((y - X @ What) ** 2){PENALTY}",
    "a ridge that single precision does not see": f"loss = torch.mean((y - X @ What) ** 2){PENALTY.replace('0.01', '1e-6')}",
    "a ridge of a helper's": f"loss = torch.nn.functional.mse_loss(X @ What, y){PENALTY}",
    "a vector": f"loss = torch.mean((y[:, 0] - X.mv(What[:, 0])) ** 2){PENALTY}",
    "smoothed labels": "loss = torch.nn.functional.mse_loss(X @ What, 0.9 * y + 0.05)",
    "smoothed by hand": "loss = torch.mean((0.9 * y + 0.05 - X @ What) ** 2)",
    "absolute values": "loss = torch.mean((y - X @ What).abs())",
}


def lost(found):
    return {name for name, verdict in found.items() if verdict.outcome is not Outcome.PASSED}


@pytest.mark.parametrize("how", WRONG)
def test_a_wrong_loss_of_the_right_yhat_costs_the_loss_alone(judged, how):
    kept = {"fit.step3"}  # this week's step3 is that of the right factor
    assert lost(judged(fit_with((WRITTEN, WRONG[how])))) - kept == {"fit.step2"}


@pytest.mark.parametrize("yhat", ["1.001 * (X @ What)", "(X @ What + 0.5)", "(X[:, 1:] @ What[1:])"])
def test_a_wrong_yhat_without_a_name_is_no_right_one(judged, yhat):
    wrong = f"loss = torch.mean((y - {yhat}) ** 2){PENALTY}"
    assert "fit.step1" in lost(judged(fit_with((WRITTEN, wrong))))


def test_where_nothing_tells_yhat_from_its_loss_that_is_what_is_said(judged):
    """A backward is there, and is not asked after."""
    found = judged(fit_with((WRITTEN, "loss = torch.mean((y[:5] - X[:5] @ What) ** 2)")))
    assert {"fit.step1", "fit.step2"} <= lost(found)
    assert found["fit.step2"].difference.note == "unnamed"


def test_a_right_loss_without_a_name_loses_nothing(judged):
    assert not lost(judged(fit_with((WRITTEN, "loss = torch.mean((y - X @ What) ** 2)"))))


def test_a_gradient_handed_to_yhat_is_measured_and_no_square_is_said_to_be_cut_off(judged):
    halved = ("loss.backward()", "yhat.backward((yhat.detach() - y) / len(y))")
    found = judged(fit_with(halved))
    assert lost(found) == {"fit.step3"}
    verdict = found["fit.step3"]
    assert verdict.mistakes == ()
    assert verdict.difference is not None
    assert verdict.difference.pattern is not None
    assert verdict.difference.pattern.number == "0.5"


def column(quantity, *values):
    rows = torch.stack([torch.tensor(value) for value in values])
    return Column(quantity, tuple(range(len(values))), describe_rows(rows))


def test_scores_that_a_loss_is_handed_show_the_yhat_that_their_curve_is():
    scores = [[1.0, -2.0, 3.0], [0.5, -1.0, 2.0]]
    tape = Tape("fit", Ending.FINISHED, columns=(column(f"{UNNAMED}.0", *scores), column("loss", 0.5, 0.4)), epochs=2)
    curves = iter([torch.sigmoid(torch.tensor(row)).tolist() for row in scores] * 2)

    def right(_before):
        return Tape("fit", Ending.FINISHED, columns=(column("yhat", next(curves)), column("loss", 0.3)), epochs=1)

    found = unnamed_yhat(tape, [], right)
    assert found is not None
    assert found.is_loss_off
    assert torch.equal(tensor(found.yhat.value), torch.sigmoid(torch.tensor(scores)))


def test_batches_of_several_sizes_show_no_yhat_without_a_name():
    """The last batch of an epoch is shorter, and what stood on the graph is another size in every turn."""
    value = f"{UNNAMED}.0"
    shorter = replace(column(value, [1.0, 2.0]), epochs=(1,))
    tape = Tape(
        "fit", Ending.FINISHED, columns=(column(value, [1.0, 2.0, 3.0]), shorter, column("loss", 0.5, 0.4)), epochs=2
    )
    right = Tape("fit", Ending.FINISHED, columns=(column("yhat", [1.0, 2.0, 3.0]), column("loss", 0.3)), epochs=1)
    assert unnamed_yhat(tape, [], lambda _before: right) is None
