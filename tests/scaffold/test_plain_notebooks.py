"""A notebook whose later cells go on with what earlier ones made becomes a week."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Outcome
from autograder.scaffold.new import new_week
from tests.helpers import recording
from tests.scaffold.test_new import notebook

DESCEND = """
def descend(w, X, y, steps):
    def one_step(w):
        return w - 0.1 * slope(w, X, y)
    for _ in range(steps):
        w = one_step(w)
    return w
"""
LECTURE = [
    ("code", "import numpy as np\nimport torch\nimport torch.nn as nn\nfrom checks_of_theirs import *"),
    ("code", "def slope(w, X, y):\n    return 2 * X.T @ (X @ w - y) / len(y)"),
    (
        "code",
        "np.random.seed(1)\nX = np.random.randn(4, 2)\ny = X @ np.array([1.0, 2.0])\nw = np.zeros(2)\nslope(w, X, y)",
    ),
    ("code", DESCEND),
    ("code", "w_end = descend(w, X, y, steps=3)\nprint('w = ' + str(w_end))"),
    (
        "code",
        "def accumulate(model, batches):\n    for x in batches:\n        model(x).sum().backward()\n    return len(batches)",
    ),
    ("code", "net = nn.Linear(2, 1)\ncount = accumulate(net, [torch.randn(3, 2) for i in range(2)])\nprint(count)"),
    ("code", "def halves(values):\n    return [value / 2 for value in values]"),
    ("code", "print(halves(torch.rand(3)))\ntry:\n    halves(None)\nexcept TypeError:\n    pass"),
    ("code", "def of_file(a):\n    return a"),
    ("code", "b = np.load('theirs.npy')\nb = b + 1\nprint(of_file(b))"),
    ("code", "class Frozen(nn.Module):\n    def __init__(self):\n        super().__init__()"),
    ("code", "device = 'cpu'\nfrozen = Frozen().to(device)\nfrozen"),
    (
        "code",
        "def named(word, words):\n    return int((words == word).argmax())\n\nassert named('b', np.array(['a', 'b'])) == 1",
    ),
]


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course") / "solutions" / "week06"
    made = new_week(folder, notebook(folder.parent.parent, LECTURE), module="theirs")
    with Judge(read(folder)) as judge:
        yield judge, made


def test_a_later_cell_goes_on_with_what_earlier_ones_made_seed_and_all(taken):
    assignment = taken[0].assignment
    asked = {f"{probe.exercise}/{probe.name}" for probe in assignment.probes}
    assert asked == {"slope/call1", "descend/call1", "halves/call1", "accumulate/test1", "named/test1"}
    probes = (assignment.folder / "probes.py").read_text("utf-8")
    assert probes.count("np.random.seed(1)") == 2
    assert "torch.manual_seed(0)" in probes, "what draws without a seed has one"


def test_a_net_and_words_are_made_by_the_driver_and_what_becomes_of_the_net_is_held(taken):
    judge, _ = taken
    solution = judge.assignment.sources["theirs"]

    def lost(source):
        found = judge.judge(recording(judge.assignment, source, name="theirs.py"))
        return {verdict.check.partition(".")[0] for verdict in found if verdict.outcome is not Outcome.PASSED}

    assert lost(solution) == set()
    assert lost(solution.replace(".sum().backward()", ".mean().backward()")) == set(), "no gradient is written down"
    assert lost(solution.replace("model(x).sum().backward()", "model.weight.data += 1")) == {"accumulate"}
    assert lost(solution.replace("[value / 2 for", "[values.mul_(0.5).sum() for")) == {"halves"}


def test_what_waits_for_the_same_is_one_sentence(taken):
    _, made = taken
    assert (
        "of_file, Frozen are called in no test with inputs that can be read off: they wait in drafts/theirs.py. "
        "Write the probe of each, then put it into the week."
    ) in made.left


def test_a_module_that_is_imported_whole_and_is_not_here_is_asked_for(taken):
    _, made = taken
    assert any("checks_of_theirs" in sentence for sentence in made.left)


def test_a_name_that_an_inner_function_makes_is_asked_for_by_nobody(taken):
    _, made = taken
    assert not any("one_step" in sentence for sentence in made.left)
