"""A small week of a course's second half: a deep net, mini-batches, two networks, two phases, images, sequences."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from autograder.assignment import read
from autograder.assignment.cells import written
from autograder.judge import Judge
from autograder.model import Difference, Outcome
from tests.helpers import recording, write

TOML = 'format = 1\n\n[title]\nko = "깊은 신경망"\nen = "Deep nets"\n\n[rules]\nko = "혼자"\nen = "Alone"\n'

SOLUTION = '''
"""깊은 신경망.

Deep nets.
"""
import torch


def fit_deep(net, x, y, lr=0.05, epochs=6):
    """층이 두 개인 네트워크.

    A net of two layers.
    """
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        yhat = net(x)
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net


def fit_batches(net, x, y, lr=0.1, epochs=3):
    """미니배치.

    Mini-batches.
    """
    data = torch.utils.data.TensorDataset(x, y)
    loader = torch.utils.data.DataLoader(data, batch_size=4, shuffle=True)
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        for xb, yb in loader:
            loss = torch.mean((yb - net(xb)) ** 2)
            loss.backward()
            optimizr.step()
            optimizr.zero_grad()
    return net


def fit_gan(G, D, real, lr=0.01, epochs=5):
    """생성자와 판별자.

    A generator and a discriminator.
    """
    bce = torch.nn.BCELoss()
    opt_g = torch.optim.Adam(G.parameters(), lr=lr)
    opt_d = torch.optim.Adam(D.parameters(), lr=lr)
    ones, zeros = torch.ones(len(real), 1), torch.zeros(len(real), 1)
    for epoc in range(epochs):
        fake = G(torch.randn(len(real), 1))
        loss_d = bce(D(real), ones) + bce(D(fake.detach()), zeros)
        opt_d.zero_grad()
        loss_d.backward()
        opt_d.step()
        loss_g = bce(D(fake), ones)
        opt_g.zero_grad()
        loss_g.backward()
        opt_g.step()
    return G


def fit_twice(net, x, y):
    """Adam 다섯 번, 그다음 SGD 열 번.

    Adam five times, then SGD ten times.
    """
    for optimizr, epochs in ((torch.optim.Adam(net.parameters(), lr=0.1), 5), (torch.optim.SGD(net.parameters(), lr=0.1), 10)):
        _train(net, x, y, optimizr, epochs)
    return net


def _train(net, x, y, optimizr, epochs):
    for epoc in range(epochs):
        loss = torch.mean((y - net(x)) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()


def fit_images(net, images, labels, lr=0.1, epochs=4):
    """합성곱.

    A convolution.
    """
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        loss = torch.nn.functional.cross_entropy(net(images), labels)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net


def fit_hello(rnn, out, x, y, lr=0.1, epochs=4):
    """다음 글자.

    The next letter.
    """
    optimizr = torch.optim.Adam([*rnn.parameters(), *out.parameters()], lr=lr)
    for epoc in range(epochs):
        hidden, _ = rnn(x)
        loss = torch.nn.functional.cross_entropy(out(hidden), y)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return rnn


def fit_pair(A, B, x, y, lr=0.05, epochs=5):
    """두 네트워크, 두 손실.

    An encoder, and a reader of what it says.
    """
    opt_a = torch.optim.Adam(A.parameters(), lr=lr)
    opt_b = torch.optim.SGD(B.parameters(), lr=lr)
    for epoc in range(epochs):
        hidden = A(x)
        loss_a = torch.mean((hidden - x**2) ** 2)
        loss_b = torch.mean((B(hidden.detach()) - y) ** 2)
        opt_a.zero_grad()
        opt_b.zero_grad()
        loss_a.backward()
        loss_b.backward()
        opt_a.step()
        opt_b.step()
    return A
'''
PROBES = """
import torch
from autograder.assignment import probe

torch.manual_seed(0)
x, y = torch.randn(12, 1), torch.randn(12, 1)
hello = torch.eye(4)[torch.tensor([0, 1, 2, 2])]
PROBES = (
    probe("fit_deep", "it", x=x, y=y),
    probe("fit_batches", "it", x=x[:10], y=y[:10]),
    probe("fit_gan", "it", real=x + 3),
    probe("fit_twice", "it", x=x, y=y),
    probe("fit_images", "it", images=torch.rand(6, 1, 6, 6), labels=torch.tensor([0, 1, 2, 0, 1, 2])),
    probe("fit_hello", "it", x=hello, y=torch.tensor([1, 2, 2, 3])),
    probe("fit_pair", "it", x=x, y=y),
)
"""
DRIVERS = """
import torch


def _net(*widths, last=()):
    torch.manual_seed(1)
    layers = []
    for fan_in, fan_out in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(fan_in, fan_out), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1], *last)


def fit_deep(work, x, y, **options):
    net = _net(1, 3, 1)
    work.fit_deep(net, x, y, **options)
    return {"seen": list(net.parameters())}


def fit_batches(work, x, y, **options):
    net = _net(1, 3, 1)
    torch.manual_seed(7)
    work.fit_batches(net, x, y, **options)
    return {"seen": list(net.parameters())}


def fit_gan(work, real, **options):
    G, D = _net(1, 4, 1), _net(1, 4, 1, last=[torch.nn.Sigmoid()])
    torch.manual_seed(7)
    work.fit_gan(G, D, real, **options)
    return {"seen": [*G.parameters(), *D.parameters()]}


def fit_twice(work, x, y):
    net = _net(1, 3, 1)
    work.fit_twice(net, x, y)
    return {"seen": list(net.parameters())}


def fit_images(work, images, labels, **options):
    torch.manual_seed(1)
    net = torch.nn.Sequential(
        torch.nn.Conv2d(1, 2, 3), torch.nn.ReLU(), torch.nn.MaxPool2d(2), torch.nn.Flatten(), torch.nn.Linear(8, 3)
    )
    work.fit_images(net, images, labels, **options)
    return {"seen": list(net.parameters())}


def fit_pair(work, x, y, **options):
    A, B = _net(1, 4, 1), _net(1, 3, 1)
    work.fit_pair(A, B, x, y, **options)
    return {"seen": [*A.parameters(), *B.parameters()]}


def fit_hello(work, x, y, **options):
    torch.manual_seed(1)
    rnn, out = torch.nn.RNN(4, 5), torch.nn.Linear(5, 4)
    work.fit_hello(rnn, out, x, y, **options)
    return {"seen": [*rnn.parameters(), *out.parameters()]}
"""
CHECKS = '''
import pytest

from autograder import checks
from autograder.judge import close


class Steps:
    """The steps of a loop, each held against the solution's from the student's own values."""

    def loops(self, mine):
        return [mine]

    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    def test_loss(self, mine):
        """loss.

        loss.
        """
        for loop in self.loops(mine):
            checks.loss(loop)

    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    @pytest.mark.needs("loss")
    def test_gradient(self, mine):
        """gradient.

        gradient.
        """
        for loop in self.loops(mine):
            checks.gradient(loop)

    @pytest.mark.points(1)
    @pytest.mark.step("update")
    def test_clears(self, mine):
        """cleared.

        cleared.
        """
        for loop in self.loops(mine):
            checks.cleared(loop)

    @pytest.mark.points(1)
    @pytest.mark.step("update")
    def test_update(self, mine):
        """update.

        update.
        """
        for loop in self.loops(mine):
            checks.update(loop)


class Epochs:
    @pytest.mark.points(1)
    def test_epochs(self, mine, data):
        """epochs.

        epochs.
        """
        checks.epochs(mine, data.epochs)


@pytest.mark.exercise("fit_deep")
class TestDeep(Steps, Epochs):
    @pytest.mark.points(1)
    def test_names(self, mine):
        """names.

        names.
        """
        assert set(mine.start) == {"0.weight", "0.bias", "2.weight", "2.bias"}


@pytest.mark.exercise("fit_batches")
class TestBatches(Steps, Epochs):
    pass


@pytest.mark.exercise("fit_gan")
class TestGan(Steps):
    def loops(self, mine):
        return [mine.of("D"), mine.of("G")]


@pytest.mark.exercise("fit_twice")
class TestTwice(Steps):
    def loops(self, mine):
        return [mine.of("adam"), mine.of("sgd")]

    @pytest.mark.points(1)
    def test_updates(self, mine):
        """updates.

        updates.
        """
        assert mine.of("adam").updates == 5
        assert mine.of("sgd").updates == 10


@pytest.mark.exercise("fit_pair")
class TestPair(Steps):
    def loops(self, mine):
        return [mine.of("A"), mine.of("B")]


@pytest.mark.exercise("fit_images")
class TestImages(Steps, Epochs):
    pass


@pytest.mark.exercise("fit_hello")
class TestHello(Steps, Epochs):
    pass
'''


def files() -> dict[str, str]:
    """The week's folder."""
    mistake = written(
        "fit_deep__sums",
        "step: loss\n합.\n\nA sum.",
        "-        loss = torch.mean((y - yhat) ** 2)\n+        loss = torch.sum((y - yhat) ** 2)",
    )
    return {
        "week.toml": TOML,
        "deep.py": SOLUTION,
        "probes.py": PROBES,
        "drivers.py": DRIVERS,
        "checks/test_deep.py": CHECKS,
        "mistakes/deep.py": mistake,
    }


def changed(*edits: tuple[str, str], source: str = SOLUTION) -> str:
    """The solution with these edits, each of which must be there."""
    for before, after in edits:
        assert before in source, before
        source = source.replace(before, after)
    return source


def alone(name: str) -> str:
    """A solution file with one function of this week's."""
    body = ast.parse(SOLUTION).body
    (node,) = (each for each in body if isinstance(each, ast.FunctionDef) and each.name == name)
    return f'\n"""혼자.\n\nAlone.\n"""\nimport torch\n\n\n{ast.get_source_segment(SOLUTION, node)}\n'


Failures = Callable[..., Mapping[str, Difference | None]]


def failures(folder: Path, files: Mapping[str, str], module: str) -> Iterator[Failures]:
    """A call that takes edits of a week's module → the checks that fail, with what is told of each."""
    source = files[module]
    with Judge(read(write(folder / "solutions" / "week06", dict(files)))) as judge:

        def found(*edits: tuple[str, str]) -> Mapping[str, Difference | None]:
            verdicts = judge.judge(recording(judge.assignment, changed(*edits, source=source), name=module))
            assert verdicts
            lost = [v for v in verdicts if v.outcome is not Outcome.PASSED]
            return {v.check.partition(".")[2].partition("[")[0]: v.difference for v in lost}

        yield found
