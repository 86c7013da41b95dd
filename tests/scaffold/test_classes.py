"""Classes in another course's notebook are taken over as exercises, cut method by method."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.assignment.stub import cut
from autograder.judge import Judge
from autograder.model import Outcome
from autograder.scaffold.new import new_week
from tests.helpers import recording
from tests.scaffold.test_new import ANSWER, TESTS, notebook

NET = '''
class Net(nn.Module):
    """One hidden layer."""

    def __init__(self, width):
        super().__init__()
        # TODO: the layers
        ### BEGIN SOLUTION
        self.hidden = nn.Linear(2, width)
        self.out = nn.Linear(width, 1)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        return self.out(torch.relu(self.hidden(x)))
        ### END SOLUTION
'''
LINEAR = '''
class Linear:
  """A layer with a backward pass."""
  def __init__(self, fan_in, fan_out):
    # START CODE HERE
    self.W = np.zeros((fan_in, fan_out))
    # END CODE HERE

  def forward(self, x):
    # START CODE HERE
    self.x = x
    return x @ self.W
    # END CODE HERE

  def backward(self, g):
    # START CODE HERE
    self.dW = self.x.T @ g
    return g @ self.W.T
    # END CODE HERE
'''
DESCENT = '''
class Descent:
    """Steps down a gradient."""

    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None
'''
PLAIN = [
    ("code", "%matplotlib inline\nimport helper_of_theirs\nimport numpy as np\nimport torch\nimport torch.nn as nn"),
    ("code", "vocabulary = helper_of_theirs.load_words('here.txt')"),
    ("markdown", "층이 둘인 네트워크를 만드세요."),
    ("code", NET),
    ("code", "net = Net(4)\nx = torch.randn(5, 2)\nout = net(x)\nassert out.shape == (5, 1)"),
    ("code", "def slope(f, x):\n    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4"),
    ("code", LINEAR),
    (
        "code",
        (
            "layer = Linear(1, 1)\nlayer.W = np.array([[3.0]])\nx = np.array([[2.0]])\ny = layer.forward(x)\nright = slope(lambda a: a @ layer.W, x)\n"
            "np.testing.assert_allclose(layer.backward(np.ones_like(y)), right, atol=1e-6)\n"
            "assert layer.dW.shape == (1, 1)"
        ),
    ),
    ("code", DESCENT),
    (
        "code",
        (
            "w = torch.tensor([2.0], requires_grad=True)\nopt = Descent([w], 0.1)\n"
            "for _ in range(3):\n    opt.zero_grad()\n    (w ** 2).sum().backward()\n    opt.step()\nassert w.item() < 2"
        ),
    ),
    ("code", "def unwritten(x):\n    # TODO\n    pass"),
    ("code", "def lookup(word):\n    return vocabulary.get(word)\n\nassert lookup('a') == 1"),
    (
        "code",
        "class Unasked(nn.Module):\n    def __init__(self, width):\n        super().__init__()\n\n    def forward(self, x):\n        return x",
    ),
    ("code", "x = 3 +"),
]
REVERSED = """
class Net(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.last = torch.nn.Linear(width, 1)
        self.first = torch.nn.Linear(2, width)
    def forward(self, x):
        return self.last(self.first(x).clamp(min=0))
"""


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course") / "solutions" / "week06"
    made = new_week(folder, notebook(folder.parent.parent, PLAIN), module="theirs")
    with Judge(read(folder)) as judge:
        yield judge, made


def lost(judge, *cells):
    found = judge.judge(recording(judge.assignment, *cells, name="theirs.py"))
    return {verdict.check.partition(".")[0] for verdict in found if verdict.outcome is not Outcome.PASSED}


def test_their_classes_are_exercises_whose_tests_are_asked_of_student_and_solution_alike(taken):
    """A net as well whose layers have other names and another order."""
    judge, _ = taken
    solution = judge.assignment.sources["theirs"]
    assert {exercise.name for exercise in judge.assignment.exercises} == {"Net", "Linear", "Descent"}
    assert lost(judge, solution, REVERSED) == set()
    assert lost(judge, cut(judge.assignment).stubs["theirs"]) == {"Net", "Linear", "Descent"}
    assert lost(judge, solution.replace("g @ self.W.T", "g @ self.W.T * 2")) == {"Linear"}
    assert lost(judge, solution.replace("p.data -= ", "p.data += ")) == {"Descent"}
    assert lost(judge, solution.replace("torch.relu", "torch.sigmoid")) == {"Net"}


def test_a_class_is_handed_out_method_by_method_and_what_only_tests_call_is_the_drivers(taken):
    judge, _ = taken
    stub = cut(judge.assignment).stubs["theirs"]
    assert "super().__init__()" in stub
    assert "# TODO: the layers" in stub
    assert "self.x.T @ g" not in stub
    assert "층이 둘인 네트워크를 만드세요." in stub
    assert any("def _slope(" in source for source in judge.assignment.drivers.values())


def test_what_is_not_ready_waits_and_what_it_waits_for_is_said(taken):
    """No answer, a variable of theirs that is not here, or no test: none of them stops the week."""
    judge, made = taken
    said = [sentence.partition(": it waits")[0] for sentence in made.left]
    assert {
        "unwritten has no answer in it",
        "lookup uses vocabulary, which no line here makes",
        "Unasked is called in no test with inputs that can be read off",
    } <= {*said}
    assert any("cell 14" in sentence and "passed over" in sentence for sentence in made.left)
    assert "#     one = work.Unasked(width)" in (judge.assignment.folder / "drafts" / "theirs.py").read_text("utf-8")


def test_an_import_that_nothing_uses_is_left_out(taken):
    """A file that lies beside their notebook alone would stop the week from being read."""
    judge, _ = taken
    assert "helper_of_theirs" not in judge.assignment.sources["theirs"]
    assert "helper_of_theirs" not in (judge.assignment.folder / "probes.py").read_text("utf-8")


def test_an_nbgrader_class_has_its_points(tmp_path):
    cells = [("code", "import torch\nfrom torch import nn"), ("code", NET, ANSWER)]
    cells += [("code", "assert Net(3)(torch.ones(2, 2)).shape == (2, 1)", TESTS)]
    new_week(folder := tmp_path / "solutions" / "week06", notebook(tmp_path, cells), module="theirs")
    assert "points(2)" in (folder / "checks" / "test_theirs.py").read_text("utf-8")
