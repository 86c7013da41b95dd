"""Loops of a course's second half: every right style earns everything, a wrong one loses the right step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Outcome
from tests.deep import week
from tests.helpers import recording, write


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("course") / "solutions" / "week06", week.files())
    with Judge(read(folder)) as judge:
        yield judge


@pytest.fixture
def failed(judge):
    """The checks of an exercise that fail, by their first difference."""

    def found(exercise: str, source: str):
        assignment = replace(
            judge.assignment, probes=tuple(p for p in judge.assignment.probes if p.exercise == exercise)
        )
        verdicts = judge.judge(recording(assignment, source, name="deep.py"), exercises={exercise})
        assert verdicts
        return {v.check.partition(".")[2]: v.difference for v in verdicts if v.outcome is not Outcome.PASSED}

    return found


EXERCISES = ("fit_deep", "fit_batches", "fit_gan", "fit_twice", "fit_images", "fit_hello", "fit_pair")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_solution_earns_everything(failed, exercise):
    assert failed(exercise, week.SOLUTION) == {}


FORWARD = "yhat = net(x)"
ADAM = "optimizr = torch.optim.Adam(net.parameters(), lr=lr)"
OWN_PARAMETERS = """W1, b1, W2, b2 = {made}
    optimizr = torch.optim.Adam([{order}], lr=lr)"""
BY_HAND = "b2 + torch.relu(b1 + x * W1.T) @ W2.T"
BOTH = "        loss_a.backward()\n        loss_b.backward()"
OPT_A = "opt_a = torch.optim.Adam(A.parameters(), lr=lr)"
RIGHT = {
    "fit_deep": {
        "the bias first, its own formula": [
            (ADAM, "W1, b1, W2, b2 = net.parameters()\n    " + ADAM), (FORWARD, f"yhat = {BY_HAND}")
        ],
        "copies of its own, turned": [
            (
                ADAM,
                OWN_PARAMETERS.format(made="[p.detach().clone().t().requires_grad_() for p in net.parameters()]", order="b2, W2, b1, W1"),
            ),
            (FORWARD, "yhat = b2 + torch.relu(b1 + x @ W1) @ W2"),
        ],
        "a closure": [
            ("        yhat = net(x)\n        loss = torch.mean((y - yhat) ** 2)\n        loss.backward()\n        optimizr.step()\n        optimizr.zero_grad()\n    return net\n\n\ndef fit_batches",
             "        def closure():\n            optimizr.zero_grad()\n            loss = torch.mean((y - net(x)) ** 2)\n            loss.backward()\n            return loss\n        optimizr.step(closure)\n    return net\n\n\ndef fit_batches"),
        ],
        "a class of its own": [
            (ADAM, "model = Two(net)\n    optimizr = torch.optim.Adam(model.parameters(), lr=lr)"),
            (FORWARD, "yhat = model(x)"),
            ("def fit_deep", "class Two(torch.nn.Module):\n    def __init__(self, net):\n        super().__init__()\n        self.out, self.hidden = net[2], net[0]\n\n    def forward(self, x):\n        return self.out(self.hidden(x).clamp(min=0))\n\n\ndef fit_deep"),
        ],
        "accumulated by rows": [
            ("        yhat = net(x)\n        loss = torch.mean((y - yhat) ** 2)\n        loss.backward()\n        optimizr.step()",
             "        for k in range(0, 12, 4):\n            (((y[k:k+4] - net(x[k:k+4])) ** 2).sum() / 12).backward()\n        optimizr.step()"),
        ],
        "a scheduler and a validation": [
            ("        optimizr.step()\n        optimizr.zero_grad()\n    return net\n\n\ndef fit_batches",
             "        optimizr.step()\n        optimizr.zero_grad()\n        scheduler.step()\n        net.eval()\n        with torch.no_grad():\n            net(x).mean()\n        net.train()\n    return net\n\n\ndef fit_batches"),
            (ADAM, ADAM + "\n    scheduler = torch.optim.lr_scheduler.StepLR(optimizr, 100)"),
        ],
        "backward in an if": [
            ("        loss.backward()\n        optimizr.step()\n        optimizr.zero_grad()\n    return net\n\n\ndef fit_batches",
             "        if epoc % 2:\n            loss.backward()\n        else:\n            torch.autograd.backward(loss)\n        optimizr.step()\n        optimizr.zero_grad()\n    return net\n\n\ndef fit_batches"),
        ],
    },
    "fit_batches": {
        "a loader an epoch": [
            ("    loader = torch", "    # loader: torch"), ("        for xb, yb in loader:", "        for xb, yb in torch.utils.data.DataLoader(data, batch_size=4, shuffle=True):"),
        ],
        "an epoch is a function": [
            ("        for xb, yb in loader:\n            loss = torch.mean((yb - net(xb)) ** 2)\n            loss.backward()\n            optimizr.step()\n            optimizr.zero_grad()\n    return net",
             "        one_epoch(net, loader, optimizr)\n    return net\n\n\ndef one_epoch(net, loader, optimizr):\n    for xb, yb in loader:\n        optimizr.zero_grad()\n        torch.nn.MSELoss()(net(xb), yb).backward()\n        optimizr.step()"),
        ],
        "updates by hand": [
            ("    optimizr = torch.optim.SGD(net.parameters(), lr=lr)\n    for epoc in range(epochs):\n        for xb", "    for epoc in range(epochs):\n        for xb"),
            ("            optimizr.step()\n            optimizr.zero_grad()\n    return net",
             "            for p in net.parameters():\n                p.data -= lr * p.grad\n                p.grad = None\n    return net"),
        ],
    },
    "fit_gan": {
        "a discriminator that stands still meanwhile": [
            ("        loss_g.backward()\n", "        D.requires_grad_(False)\n        bce(D(fake), ones).backward()\n        D.requires_grad_(True)\n"),
        ],
        "two backwards for the discriminator": [
            ("        opt_d.zero_grad()\n        loss_d.backward()", "        opt_d.zero_grad()\n        bce(D(real), ones).backward()\n        bce(D(fake.detach()), zeros).backward()"),
        ],
        "two backwards for the discriminator, the second not detached": [
            ("        opt_d.zero_grad()\n        loss_d.backward()", "        opt_d.zero_grad()\n        bce(D(real), ones).backward()\n        bce(D(fake), zeros).backward(retain_graph=True)"),
        ],
        "two backwards for the discriminator, the first not detached": [
            ("        opt_d.zero_grad()\n        loss_d.backward()", "        opt_d.zero_grad()\n        bce(D(fake), zeros).backward(retain_graph=True)\n        bce(D(real), ones).backward()"),
        ],
        "not detached": [
            ("fake.detach()", "fake"), ("loss_d.backward()", "loss_d.backward(retain_graph=True)"),
        ],
        "one helper for both, not detached": [
            ("fake.detach()", "fake"),
            ("        opt_d.zero_grad()\n        loss_d.backward()\n        opt_d.step()", "        step(loss_d, opt_d)"),
            ("        opt_g.zero_grad()\n        loss_g.backward()\n        opt_g.step()\n    return G", "        step(loss_g, opt_g)\n    return G\n\n\ndef step(loss, opt):\n    opt.zero_grad()\n    loss.backward(retain_graph=True)\n    opt.step()"),
        ],
        "one helper for both": [
            ("        opt_d.zero_grad()\n        loss_d.backward()\n        opt_d.step()", "        step(loss_d, opt_d)"),
            ("        opt_g.zero_grad()\n        loss_g.backward()\n        opt_g.step()\n    return G", "        step(loss_g, opt_g)\n    return G\n\n\ndef step(loss, opt):\n    opt.zero_grad()\n    loss.backward(retain_graph=True)\n    opt.step()"),
        ],
    },
    "fit_twice": {
        "two loops": [
            ("    for optimizr, epochs in ((torch.optim.Adam(net.parameters(), lr=0.1), 5), (torch.optim.SGD(net.parameters(), lr=0.1), 10)):\n        _train(net, x, y, optimizr, epochs)",
             "    _train(net, x, y, torch.optim.Adam(net.parameters(), lr=0.1), 5)\n    _train(net, x, y, torch.optim.SGD(net.parameters(), lr=0.1), 10)"),
        ],
        "one loop": [
            ("    for optimizr, epochs in ((torch.optim.Adam(net.parameters(), lr=0.1), 5), (torch.optim.SGD(net.parameters(), lr=0.1), 10)):\n        _train(net, x, y, optimizr, epochs)",
             "    a, b = torch.optim.Adam(net.parameters(), lr=0.1), torch.optim.SGD(net.parameters(), lr=0.1)\n    for k in range(15):\n        _train(net, x, y, a if k < 5 else b, 1)"),
        ],
        "the best is put back": [
            ("        _train(net, x, y, optimizr, epochs)\n    return net", "        _train(net, x, y, optimizr, epochs)\n        best = best if epochs == 10 else {k: v.clone() for k, v in net.state_dict().items()}\n    net.load_state_dict(best)\n    return net"),
        ],
    },
    "fit_pair": {
        "one backward of the sum": [(BOTH, "        (loss_a + loss_b).backward()")],
        "one backward of both": [(BOTH, "        torch.autograd.backward([loss_a, loss_b])")],
        "the other first": [(BOTH, "        loss_b.backward()\n        loss_a.backward()")],
        "one after the other": [(BOTH + "\n        opt_a.step()", "        loss_a.backward()\n        opt_a.step()\n        loss_b.backward()")],
        "one optimiser for all": [
            (OPT_A, "opt_b = torch.optim.SGD(B.parameters(), lr=lr)"),
            ("    opt_b = torch.optim.SGD(B.parameters(), lr=lr)\n    for", "    opt_a = torch.optim.Adam(A.parameters(), lr=lr)\n    for"),
        ],
        "the reader by hand": [("        opt_b.step()", "        with torch.no_grad():\n            for p in B.parameters():\n                p -= lr * p.grad")],
        "cleared at the end": [("        opt_a.zero_grad()\n        opt_b.zero_grad()\n", ""), ("        opt_b.step()", "        opt_b.step()\n        opt_a.zero_grad()\n        opt_b.zero_grad()")],
        "by rows": [(BOTH, "        for k in range(0, 12, 4):\n            (((A(x[k:k+4]) - x[k:k+4] ** 2) ** 2).sum() / 12).backward()\n        loss_b.backward()")],
    },
    "fit_images": {
        "a part of the loss goes back first, two optimisers": [
            ("    optimizr = torch.optim.SGD(net.parameters(), lr=lr)\n    for epoc in range(epochs):\n        loss = torch.nn.functional.cross_entropy(net(images), labels)\n        loss.backward()\n        optimizr.step()\n        optimizr.zero_grad()",
             "    first, last = torch.optim.SGD(net[0].parameters(), lr=lr), torch.optim.SGD(net[4].parameters(), lr=lr)\n    for epoc in range(epochs):\n        n = len(images)\n        small = 1e-3 * net[0](images).mean()\n        small.backward()\n        (torch.nn.functional.cross_entropy(net(images), labels) - 1e-3 * net[0](images).mean()).backward()\n        first.step(), last.step()\n        first.zero_grad(), last.zero_grad()"),
        ],
        "with log_softmax": [("torch.nn.functional.cross_entropy(net(images), labels)", "torch.nn.NLLLoss()(torch.log_softmax(net(images), 1), labels)")],
    },
    "fit_hello": {
        "a cell by hand": [
            ("        hidden, _ = rnn(x)", "        h, hs = torch.zeros(5), []\n        for row in x:\n            h = torch.tanh(rnn.bias_hh_l0 + h @ rnn.weight_hh_l0.T + row @ rnn.weight_ih_l0.T + rnn.bias_ih_l0)\n            hs.append(h)\n        hidden = torch.stack(hs)"),
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize(("exercise", "style"), [(e, s) for e, styles in RIGHT.items() for s in styles])
def test_another_right_style_earns_everything(failed, exercise, style):
    assert failed(exercise, week.changed(*RIGHT[exercise][style])) == {}


STEP_D = "        opt_d.zero_grad()\n        loss_d.backward()"
END_BATCHES = "            optimizr.step()\n            optimizr.zero_grad()\n    return net"
WRONG = {
    ("fit_deep", "a sum"): ([("torch.mean((y - yhat) ** 2)", "torch.sum((y - yhat) ** 2)")], "loss", (0, None, "")),
    ("fit_deep", "no ReLU from epoch 3 on"): (
        [(FORWARD, "yhat = net(x) if epoc < 2 else net[2](net[0](x))")], "loss", (2, None, ""),
    ),
    ("fit_deep", "SGD instead of Adam"): ([("torch.optim.Adam(net.parameters(), lr=lr)\n    for epoc in range(epochs):\n        yhat", "torch.optim.SGD(net.parameters(), lr=lr)\n    for epoc in range(epochs):\n        yhat")], "update", (0, None, "")),
    ("fit_deep", "the first layer detached"): ([(FORWARD, "yhat = net[2](net[1](net[0](x)).detach())")], "gradient", (0, None, "")),
    ("fit_deep", "one epoch too few"): ([("for epoc in range(epochs):\n        yhat", "for epoc in range(epochs - 1):\n        yhat")], "epochs", (None, None, "")),
    ("fit_deep", "another start"): ([("    optimizr = torch.optim.Adam(net.parameters(), lr=lr)\n    for epoc in range(epochs):\n        yhat", "    torch.nn.init.zeros_(net[0].bias)\n    optimizr = torch.optim.Adam(net.parameters(), lr=lr)\n    for epoc in range(epochs):\n        yhat")], "update", (0, None, "")),
    ("fit_batches", "the mean over all rows"): ([("torch.mean((yb - net(xb)) ** 2)", "torch.sum((yb - net(xb)) ** 2) / len(x)")], "loss", (0, 0, "")),
    ("fit_batches", "cleared once an epoch"): ([(END_BATCHES, END_BATCHES.replace("            optimizr.zero_grad()", "        optimizr.zero_grad()"))], "clears", (0, 1, "")),
    ("fit_batches", "a wrong second epoch"): ([("loss = torch.mean((yb - net(xb)) ** 2)", "loss = torch.mean((yb - net(xb)) ** 2) * (1 + epoc)")], "loss", (1, 0, "")),
    ("fit_batches", "the last batch dropped"): ([("shuffle=True)", "shuffle=True, drop_last=True)")], "epochs", (0, None, "")),
    ("fit_batches", "all rows at once"): ([("batch_size=4", "batch_size=12")], "epochs", (None, None, "")),
    ("fit_gan", "the discriminator climbs in epoch 4"): (
        [(STEP_D, "        opt_d.zero_grad()\n        ((-1) ** (epoc == 3) * loss_d).backward()")], "loss", (3, None, "D"),
    ),
    ("fit_gan", "the generator learns twice as fast"): ([("opt_g = torch.optim.Adam(G.parameters(), lr=lr)", "opt_g = torch.optim.Adam(G.parameters(), lr=2 * lr)")], "update", (0, None, "G")),
    ("fit_gan", "the discriminator is never cleared"): ([("        opt_d.zero_grad()\n", "")], "clears", (1, None, "D")),
    ("fit_twice", "SGD's rate is Adam's"): ([("torch.optim.SGD(net.parameters(), lr=0.1), 10", "torch.optim.SGD(net.parameters(), lr=0.2), 10")], "update", (0, None, "sgd")),
    ("fit_twice", "Adam for six"): ([("lr=0.1), 5", "lr=0.1), 6")], "updates", (None, None, "adam")),
    ("fit_twice", "no SGD"): ([("torch.optim.SGD(net.parameters(), lr=0.1)", "torch.optim.Adam(net.parameters(), lr=0.1)")], "updates", (None, None, "adam")),
    ("fit_pair", "not detached"): ([("hidden.detach()", "hidden"), (BOTH, "        loss_a.backward(retain_graph=True)\n        loss_b.backward()")], "gradient", (0, None, "A")),
    ("fit_pair", "one backward, not detached"): ([("hidden.detach()", "hidden"), (BOTH, "        (loss_a + loss_b).backward()")], "gradient", (0, None, "A")),
    ("fit_pair", "one backward, the reader's loss twice"): ([(BOTH, "        (loss_a + 2 * loss_b).backward()")], "loss", (0, None, "B")),
    ("fit_pair", "one backward, the encoder's loss twice from epoch 3 on"): ([(BOTH, "        ((1 + (epoc > 1)) * loss_a + loss_b).backward()")], "loss", (2, None, "A")),
    ("fit_pair", "the reader's rate"): ([("SGD(B.parameters(), lr=lr)", "SGD(B.parameters(), lr=2 * lr)")], "update", (0, None, "B")),
    ("fit_pair", "the encoder is never cleared"): ([("        opt_a.zero_grad()\n", "")], "clears", (1, None, "A")),
    ("fit_images", "a sum"): ([("cross_entropy(net(images), labels)", "cross_entropy(net(images), labels, reduction='sum')")], "loss", (0, None, "")),
    ("fit_hello", "the read-out is not trained"): ([("torch.optim.Adam([*rnn.parameters(), *out.parameters()], lr=lr)", "torch.optim.Adam(rnn.parameters(), lr=lr)")], "update", (0, None, "")),
}  # fmt: skip


@pytest.mark.parametrize(("exercise", "mistake"), WRONG)
def test_a_mistake_loses_its_step_and_is_named_by_epoch_batch_and_loop(failed, exercise, mistake):
    edits, step, place = WRONG[exercise, mistake]
    found = failed(exercise, week.changed(*edits))
    assert step in found
    difference = found[step]
    assert (difference.epoch, difference.batch, difference.loop) == place


def test_a_first_phase_that_is_too_short_costs_its_number_of_updates_alone(failed):
    assert {*failed("fit_twice", week.changed(("lr=0.1), 5", "lr=0.1), 4")))} == {"updates"}


WIDE = "    net = _net(1, 3, 1)\n    work.fit_deep"
WIDE_NET = "    net = _net(1, 600, 40, 1)\n    work.fit_deep"
"""Of its 24 000 weights in one matrix a few are followed through all updates."""


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    files = week.files()
    files["drivers.py"] = files["drivers.py"].replace(WIDE, WIDE_NET)
    files["probes.py"] = files["probes.py"].replace(
        'probe("fit_deep", "it", x=x, y=y)', 'probe("fit_deep", "it", x=x, y=y, epochs=40)'
    )
    assert WIDE_NET in files["drivers.py"]
    names = "assert set(mine.start) =="
    files["checks/test_deep.py"] = files["checks/test_deep.py"].replace(names, "assert mine.path == close(mine.solution_path)\n        assert 2 or").replace(
        '{"0.weight", "0.bias", "2.weight", "2.bias"}', "()"
    )  # fmt: skip
    folder = write(tmp_path_factory.mktemp("course") / "solutions" / "week06", files)
    with Judge(read(folder)) as judge:
        asked = replace(judge.assignment, probes=tuple(p for p in judge.assignment.probes if p.exercise == "fit_deep"))

        def found(source: str):
            verdicts = judge.judge(recording(asked, source, name="deep.py"), exercises={"fit_deep"})
            return {v.check.partition(".")[2]: v.difference for v in verdicts if v.outcome is not Outcome.PASSED}

        yield found


def test_a_wide_net_is_judged_from_a_few_of_its_numbers(wide):
    assert wide(week.SOLUTION) == {}


def test_a_late_mistake_in_a_wide_net_is_found_where_it_begins(wide):
    late = week.changed((FORWARD, "yhat = net(x) * (1 + 0.01 * (epoc == 33))"))
    assert wide(late)["names"].epoch == 33
