"""A notebook whose later cells go on with what earlier ones made becomes a week."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Outcome
from autograder.scaffold.new import new_week
from autograder.workflows.audit.complaints import read_survivors
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
COUNTER = """
class Counter:
    def __init__(self, start):
        self.count = start
    def add(self, x):
        self.count += x
"""
LATE = """
class Late(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layer = nn.Linear(2, width)
    def forward(self, x):
        return self.layer(x)
"""
LECTURE = [
    ("code", "import numpy as np\nimport torch\nimport torch.nn as nn\nfrom checks_of_theirs import *"),
    ("markdown", "[![Open](https://a/b.svg)](https://a/c.ipynb)\n\n# The slope"),
    ("code", "def slope(w, X, y):\n    assert len(X) == len(y)\n    return 2 * X.T @ (X @ w - y) / len(y)"),
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
    ("code", "def unmade(x):\n    return x + weights.sum()"),
    ("code", "class Frozen(nn.Module):\n    def __init__(self):\n        super().__init__()"),
    ("code", COUNTER),
    ("code", LATE),
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
        "of_file, Frozen, Counter, Late are called in no test with inputs that can be read off: they wait in drafts/theirs.py. "
        "Write the probe of each, then put it into the week."
    ) in made.left


def test_a_draft_shows_its_probe_its_driver_and_its_check(taken):
    """As they are to be written, so that putting it into the week is moving lines."""
    draft = (taken[0].assignment.folder / "drafts" / "theirs.py").read_text("utf-8")
    assert (
        '# probe("of_file", "call1", a=…),\n# and in checks/test_theirs.py:\n# @pytest.mark.exercise("of_file")'
        in draft
    )
    assert "#         checks.same(mine.returned, solution.of_file(data.a))" in draft
    assert '#     one = work.Counter(start)\n#     return {"returned": one.add(x)}\n' in draft
    assert "#         checks.as_solution(mine)" in draft
    assert '#         checks.forward(mine.returned, solution.Late(data.width), mine.seen["state"], data.x)' in draft


def test_the_lines_that_an_audit_asks_for_have_their_file(taken):
    assert read_survivors(taken[0].assignment.folder) == {}
    assert (taken[0].assignment.folder / "survivors.toml").read_text("utf-8").endswith("format = 1\n\n[survivors]\n")


def test_a_module_that_is_imported_whole_and_is_not_here_is_asked_for(taken):
    _, made = taken
    assert any("checks_of_theirs" in sentence for sentence in made.left)


def test_a_name_that_an_inner_function_makes_is_asked_for_by_nobody(taken):
    _, made = taken
    assert not any("one_step" in sentence for sentence in made.left)


def test_an_answers_asserts_and_badges_are_left_out_and_that_is_said(taken):
    """No check could be failed by their absence."""
    judge, made = taken
    solution = judge.assignment.sources["theirs"]
    assert "assert" not in solution
    assert "https://" not in solution
    assert "What the answers of slope assert of themselves is left out: no result shows it." in made.left


def test_a_variable_is_not_asked_for_as_a_module(taken):
    _, made = taken
    assert any(sentence.startswith("unmade uses weights, which no line here makes") for sentence in made.left)
    assert not any("imported in no cell" in sentence for sentence in made.left)


def test_a_script_has_the_tests_that_lie_in_the_folder_beside(tmp_path):
    (tmp_path / "package").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "package" / "shapes.py").write_text(
        "from sizes import SIDE\n\ndef area(a):\n    return a * SIDE\n", "utf-8"
    )
    (tmp_path / "package" / "sizes.py").write_text("SIDE = 3\nUNUSED = 4\n", "utf-8")
    (tmp_path / "tests" / "test_shapes.py").write_text(
        "from package.shapes import area\n\n\ndef test_area():\n    assert area(2) == 6\n", "utf-8"
    )
    new_week(folder := tmp_path / "solutions" / "week06", tmp_path / "package" / "shapes.py", module="theirs")
    week = read(folder)
    assert [probe.id for probe in week.probes] == ["area/call1"]
    assert "SIDE = 3  # given" in week.sources["theirs"]
    assert "UNUSED" not in week.sources["theirs"]


def test_the_test_that_is_called_with_an_answer_is_its_test(tmp_path):
    """As of courses whose tests lie in a module beside the notebook."""
    (tmp_path / "tests_of_theirs.py").write_text(
        "def area_test(target):\n    side = 4\n    assert target(side) == 16\n", "utf-8"
    )
    cells = [
        ("code", "from tests_of_theirs import *"),
        ("code", "def area(a):\n    return a * a"),
        ("code", "area_test(area)"),
    ]
    new_week(folder := tmp_path / "solutions" / "week06", notebook(tmp_path, cells), module="theirs")
    assert [(probe.id, [*probe.inputs]) for probe in read(folder).probes] == [("area/call1", ["a"])]


DESCENT = """
class Descent:
    def __init__(self, params):
        self.params = params

    def step(self):
        for p in self.params:
            p.data -= 0.1 * p.grad
"""
TURNS = """
w = torch.ones(3, requires_grad=True)
down = Descent([w])
for i in range(2):
    (w ** 2).sum().backward()
    down.step()
    print(f"{i}")
"""


def test_an_optimiser_is_asked_for_what_becomes_of_its_parameters(tmp_path):
    """Shown by a loop of a few turns that prints, and asserts nothing."""
    cells = [("code", "import torch"), ("code", DESCENT), ("code", TURNS)]
    new_week(folder := tmp_path / "solutions" / "week06", notebook(tmp_path, cells), module="theirs")
    assert "'w afterwards': w" in next(iter(read(folder).drivers.values()))


def test_examples_in_a_docstring_show_how_it_is_called(tmp_path):
    text = "Halves.\n\n    >>> xs = [2.0, 4.0]\n    >>> round(half(xs)[0], 3)\n    1.0\n    "
    cells = [("code", f'def half(values):\n    """{text}"""\n    return [value / 2 for value in values]')]
    new_week(folder := tmp_path / "solutions" / "week06", notebook(tmp_path, cells), module="theirs")
    assert [(probe.id, [*probe.inputs]) for probe in read(folder).probes] == [("half/call1", ["values"])]


FIT = """
def fit(x, y, w, lr, epochs):
    for _ in range(epochs):
        loss = ((x * w - y) ** 2).mean()
        loss.backward()
        w.data = w.data - lr * w.grad
        w.grad = None
    return w
"""
TEST_LOOP = """
def test_loop(batches, model):
    model.eval()
    total = 0
    for x in batches:
        total += model(x).sum().item()
    print(total)
"""


def test_what_is_called_a_test_and_asserts_nothing_of_what_it_is_given_is_an_exercise(tmp_path):
    path = notebook(
        tmp_path, [("code", f"import torch\n{TEST_LOOP}"), ("code", "def twice(x):\n    return 2 * x\n\ntwice(3)")]
    )
    new_week(folder := tmp_path / "solutions" / "week06", path, module="loops")
    assert "def test_loop" in (folder / "drafts" / "loops.py").read_text("utf-8")


def test_what_an_answer_changes_of_what_it_is_given_may_be_changed(tmp_path):
    call = "w = torch.tensor([0.5], requires_grad=True)\nx = torch.linspace(0, 1, 5)\nfit(x, 2 * x, w, 0.1, 4)"
    path = notebook(tmp_path, [("code", f"import torch\n{FIT}"), ("code", call)])
    new_week(folder := tmp_path / "solutions" / "week06", path, module="loops")
    assert 'checks.unchanged(mine, "w")' in (folder / "checks" / "test_loops.py").read_text("utf-8")
