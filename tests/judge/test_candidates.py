"""A name is no evidence: step1 is right where the graph holds the right yhat, whatever it is called."""

from __future__ import annotations

import pytest

from autograder.model import Outcome
from tests.weeks import fit_with

NAMED = {
    "another name, and the residual last": "h = X @ What\n        err = y - h\n        loss = torch.mean(err ** 2)",
    "losses named out": "h = X @ What\n        r = y - h\n        out = [r]\n        loss = torch.mean(r ** 2)",
    "the loss is named out": "h = X @ What\n        out = torch.mean((y - h) ** 2)\n        loss = out",
    "an unused yhat": "yhat = 0 * X @ What\n        p = X @ What\n        loss = torch.mean((y - p) ** 2)",
    "a prediction kept from the start": "if epoc == 0: pred = X @ What\n        h = X @ What\n        loss = torch.mean((y - h) ** 2)",
    "a residual named pred": "fitted = X @ What\n        pred = y - fitted\n        loss = torch.mean(pred ** 2)",
    "fused": "e = torch.addmm(-y, X, What)\n        loss = torch.mean(e ** 2)",
    "fused and named": "yhat = torch.addmm(-y, X, What)\n        loss = torch.mean(yhat ** 2)",
    "an object's": "net = Net(What)\n        loss = torch.mean((y - net.predicted(X)) ** 2)",
    "no name": "loss = torch.mean((y - X @ What) ** 2)",
}
NET = (
    "\n\nclass Net:\n    def __init__(self, What): self.What = What\n"
    "    def predicted(self, X):\n        self.kept = X @ self.What\n        return self.kept\n"
)
WRITTEN = "yhat = X @ What\n        # step2: loss\n        loss = torch.mean((y - yhat) ** 2)"


@pytest.mark.parametrize("how", NAMED)
def test_the_right_yhat_counts_whatever_it_is_called(judged, how):
    found = judged(fit_with((WRITTEN, NAMED[how])) + NET)
    assert [name for name, verdict in found.items() if verdict.outcome is not Outcome.PASSED] == []


@pytest.mark.parametrize("name", ["yhat", "h"])
def test_a_wrong_yhat_is_wrong_whatever_it_is_called(judged, name):
    wrong = f"{name} = 1.001 * (X @ What)\n        loss = torch.mean((y - {name}) ** 2)"
    found = judged(fit_with((WRITTEN, wrong)))
    lost = [check for check, verdict in found.items() if verdict.outcome is not Outcome.PASSED]
    assert lost == ["fit.step1", "fit.step3"]  # step3 of this week is that of the right factor
