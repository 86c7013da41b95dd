"""A small week whose exercises are classes: a net, a layer, an optimiser, an autograd function, a data set."""

from __future__ import annotations

TOML = 'format = 1\n\n[title]\nko = "기계"\nen = "Machinery"\n\n[rules]\nko = "혼자"\nen = "Alone"\n'
SOLUTION = '''
"""기계.

Machinery.
"""
import torch

RATE = 0.1  # given
_SECRET = 7


def rows_of(x):  # given
    """Handed out as it is."""
    return [row for row in x]


class Scale:  # given
    """Handed out as it is."""

    def __init__(self, by):
        self.by = by

    def __call__(self, x):
        return self.by * x


def _hidden(x):
    return x * _SECRET


class Net(torch.nn.Module):
    """층이 두 개인 네트워크.

    A net of two layers.
    """

    def __init__(self, inputs, width):
        super().__init__()  # given
        # step1: layers
        self.hidden = torch.nn.Linear(inputs, width)
        self.out = torch.nn.Linear(width, 1)

    def forward(self, x):
        """x: (n, inputs) → (n, 1)."""
        # step2: ReLU between them
        return self.out(torch.relu(self.hidden(x)))

    def _private(self):
        return _hidden(1)


class Linear:
    """직선층과 그 미분.

    A linear layer, and its derivative.
    """

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, gradient):
        self.dW = self.x.T @ gradient
        self.db = gradient.sum(dim=0)
        return gradient @ self.W.T


class SGD:
    """모멘텀이 있는 SGD.

    SGD with momentum.
    """

    def __init__(self, parameters, lr, momentum=0.9):
        self.parameters = list(parameters)
        self.lr, self.momentum = lr, momentum
        self.velocity = [torch.zeros_like(p) for p in self.parameters]

    def step(self):
        with torch.no_grad():
            for k, p in enumerate(self.parameters):
                self.velocity[k] = self.momentum * self.velocity[k] + p.grad
                p -= self.lr * self.velocity[k]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None


class Cube(torch.autograd.Function):
    """세제곱.

    The cube.
    """

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return 3 * x**2 * gradient


class Pairs(torch.utils.data.Dataset):
    """자료.

    A data set.
    """

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, k):
        return self.x[k], self.y[k]
'''
PROBES = """
import torch
from autograder.assignment import leaf, probe

torch.manual_seed(0)
x, y = torch.randn(6, 2), torch.randn(6, 1)
W, b = torch.randn(2, 3), torch.randn(3)
PROBES = (
    probe("Net", "it", inputs=2, width=3, x=x),
    probe("Linear", "it", W=W, b=b, x=x, gradient=torch.randn(6, 3)),
    probe("SGD", "it", W=leaf(W), X=x, y=y, lr=0.05),
    probe("Cube", "it", x=leaf(x)),
    probe("Pairs", "it", x=x, y=y),
)
"""
DRIVERS = """
import torch


def Net(work, inputs, width, x):
    torch.manual_seed(3)
    net = work.Net(inputs, width)
    return {"returned": net(x), "state": dict(net.named_parameters())}


def Linear(work, W, b, x, gradient):
    layer = work.Linear(W, b)
    out = layer.forward(x)
    return {"returned": out, "down": layer.backward(gradient), "dW": layer.dW, "db": layer.db}


def SGD(work, W, X, y, lr):
    optimizr = work.SGD([W], lr)
    path = []
    for _ in range(3):
        loss = torch.mean((y - (X @ W).sum(dim=1, keepdim=True)) ** 2)
        loss.backward()
        optimizr.step()
        path.append(W.detach().clone())
        optimizr.zero_grad()
    return {"path": torch.stack(path), "left": W.grad}


def Cube(work, x):
    out = work.Cube.apply(x)
    (2 * out).sum().backward()
    return {"returned": out, "slope": x.grad}


def Pairs(work, x, y):
    data = work.Pairs(x, y)
    return {"length": len(data), "third": data[2], "last": data[len(x) - 1]}
"""
CHECKS = '''
import pytest
import torch

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("Net")
class TestNet:
    @pytest.mark.points(1)
    def test_forward(self, mine, solution, data):
        """앞으로.

        Forward.
        """
        checks.forward(mine.returned, solution.Net(data.inputs, data.width), mine.seen["state"], data.x)


@pytest.mark.exercise("Linear")
class TestLinear:
    @pytest.fixture
    def layer(self, solution, data):
        made = solution.Linear(data.W, data.b)
        made.out = made.forward(data.x)
        made.down = made.backward(data.gradient)
        return made

    @pytest.mark.points(1)
    def test_forward(self, mine, layer):
        """앞으로.

        Forward.
        """
        assert mine.returned == close(layer.out)

    @pytest.mark.points(1)
    def test_backward(self, mine, layer):
        """뒤로.

        Backward.
        """
        assert mine.seen["dW"] == close(layer.dW)
        assert mine.seen["db"] == close(layer.db)
        assert mine.seen["down"] == close(layer.down)


@pytest.mark.exercise("SGD")
class TestSGD:
    @pytest.mark.points(1)
    def test_path(self, mine, data):
        """길.

        The path.
        """
        W = data.W.clone().requires_grad_()
        right = torch.optim.SGD([W], lr=data.lr, momentum=0.9)
        path = []
        for _ in range(3):
            right.zero_grad()
            torch.mean((data.y - (data.X @ W).sum(dim=1, keepdim=True)) ** 2).backward()
            right.step()
            path.append(W.detach().clone())
        assert mine.seen["path"] == close(torch.stack(path))

    @pytest.mark.points(1)
    @pytest.mark.needs("path")
    def test_clears(self, mine, data):
        """비우기.

        Cleared.
        """
        left = mine.seen["left"]
        assert left == close(None) or left == close(torch.zeros_like(data.W))


@pytest.mark.exercise("Cube")
class TestCube:
    @pytest.mark.points(1)
    def test_value(self, mine, data):
        """값.

        The value.
        """
        assert mine.returned == close(data.x**3)

    @pytest.mark.points(1)
    @pytest.mark.needs("value")
    def test_slope(self, mine, data):
        """미분.

        The slope.
        """
        assert mine.seen["slope"] == close(6 * data.x**2)


@pytest.mark.exercise("Pairs")
class TestPairs:
    @pytest.mark.points(1)
    def test_items(self, mine, data):
        """항목.

        Items.
        """
        assert mine.seen["length"] == len(data.x)
        for name, k in (("third", 2), ("last", -1)):
            x, y = mine.seen[name]
            assert x == close(data.x[k])
            assert y == close(data.y[k])
'''
MISTAKES = '''
# %% Net__no_relu
"""step: yhat
ReLU가 없습니다.

No ReLU.
"""
-        return self.out(torch.relu(self.hidden(x)))
+        return self.out(self.hidden(x))

# %% Linear__adds_no_bias
"""step: yhat
b가 없습니다.

No b.
"""
-        return x @ self.W + self.b
+        return x @ self.W

# %% SGD__forgets_velocity
"""step: update
속도가 남지 않습니다.

The velocity is not kept.
"""
class SGD:
    def __init__(self, parameters, lr, momentum=0.9):
        self.parameters, self.lr = list(parameters), lr

    def step(self):
        for p in self.parameters:
            p.data = p.data - self.lr * p.grad

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None

# %% Cube__drops_the_gradient
"""step: backward
들어온 gradient를 곱하지 않습니다.

The incoming gradient is not multiplied.
"""
-        return 3 * x**2 * gradient
+        return 3 * x**2

# %% Pairs__counts_columns
"""step: setup
열의 수입니다.

It counts columns.
"""
-        return len(self.x)
+        return self.x.shape[1]
'''
RIGHT = """
# %% Net__own_names_in_another_order
class Net(torch.nn.Module):
    def __init__(self, inputs, width):
        super().__init__()
        self.last = torch.nn.Linear(width, 1)
        self.first = torch.nn.Linear(inputs, width)

    def forward(self, x):
        return self.last(self.first(x).clamp(min=0))

# %% Net__sequential
class Net(torch.nn.Sequential):
    def __init__(self, inputs, width):
        super().__init__(torch.nn.Linear(inputs, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))

# %% Net__matrices_of_its_own
class Net(torch.nn.Module):
    def __init__(self, inputs, width):
        super().__init__()
        self.W1, self.b1 = torch.nn.Parameter(torch.randn(inputs, width)), torch.nn.Parameter(torch.randn(width))
        self.W2, self.b2 = torch.nn.Parameter(torch.randn(width, 1)), torch.nn.Parameter(torch.randn(1))

    def forward(self, x):
        return torch.relu(x @ self.W1 + self.b1) @ self.W2 + self.b2

# %% Linear__einsum
-        return gradient @ self.W.T
+        return torch.einsum("nj,ij->ni", gradient, self.W)

# %% SGD__inherits
class SGD(torch.optim.SGD):
    def __init__(self, parameters, lr, momentum=0.9):
        super().__init__(parameters, lr=lr, momentum=momentum)

# %% Cube__keeps_the_slope
-        ctx.save_for_backward(x)
+        ctx.slope = 3 * x * x

-        (x,) = ctx.saved_tensors
-        return 3 * x**2 * gradient
+        return gradient * ctx.slope

# %% Pairs__zipped
class Pairs(torch.utils.data.Dataset):
    def __init__(self, x, y):
        self.rows = list(zip(x, y))

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, k):
        return self.rows[k]
"""


def files() -> dict[str, str]:
    """The week's folder."""
    return {
        "week.toml": TOML,
        "machinery.py": SOLUTION,
        "probes.py": PROBES,
        "drivers.py": DRIVERS,
        "checks/test_machinery.py": CHECKS,
        "mistakes/machinery.py": MISTAKES.lstrip(),
        "right/machinery.py": RIGHT.lstrip(),
    }
