"""A class is an exercise: cut method by method, handed out, probed, mutated, in mistakes/ and right/."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from textwrap import dedent

import pytest

from autograder.assignment import read
from autograder.assignment.source import kept
from autograder.assignment.stub import cut, stub
from autograder.handout import publish
from autograder.judge import Judge
from autograder.model import Kind, Outcome
from autograder.mutation import mutants
from autograder.student.checking import check
from autograder.student.handout_folder import find_handout
from autograder.student.work import read_work
from tests.deep import machinery
from tests.helpers import recording, write

CLASSES = ("Net", "Linear", "SGD", "Cube", "Pairs")
STUB = stub(machinery.SOLUTION)


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("course") / "solutions" / "week12", machinery.files())
    with Judge(read(folder)) as judge:
        yield judge


def verdicts(judge, *cells):
    return judge.judge(recording(judge.assignment, *cells, name="machinery.py"))


def lost(judge, *cells):
    return [verdict.check for verdict in verdicts(judge, *cells) if verdict.outcome is not Outcome.PASSED]


def test_the_solution_earns_everything(judge):
    assert lost(judge, machinery.SOLUTION) == []


def test_the_stub_earns_nothing_and_is_not_begun(judge):
    found = verdicts(judge, STUB)
    failed = [one for one in found if one.outcome is Outcome.FAILED]
    assert {one.outcome for one in found} == {Outcome.FAILED, Outcome.BLOCKED}
    assert {one.difference.kind for one in failed} == {Kind.NOT_STARTED}


def test_the_stub_shows_each_method_its_words_and_its_gap():
    assert (
        STUB.partition("class Net")[2].partition("class Linear")[0]
        == '''(torch.nn.Module):
    """층이 두 개인 네트워크.

    A net of two layers.
    """

    def __init__(self, inputs, width):
        super().__init__()
        # step1: layers
        raise NotImplementedError("Net.__init__: step1: layers")

    def forward(self, x):
        """x: (n, inputs) → (n, 1)."""
        # step2: ReLU between them
        raise NotImplementedError("Net.forward: step2: ReLU between them")


'''
    )
    assert "    @staticmethod\n    def forward(ctx, x):\n        raise NotImplementedError" in STUB
    assert "class Cube(torch.autograd.Function):" in STUB


def test_helpers_go_out_as_given_or_are_named_as_kept():
    assert 'def rows_of(x):\n    """Handed out as it is."""\n    return [row for row in x]' in STUB
    assert "class Scale:" in STUB
    assert "return self.by * x" in STUB
    assert "# given" not in STUB
    assert "_hidden" not in STUB
    assert kept(ast.parse(machinery.SOLUTION), machinery.SOLUTION) == ["_SECRET", "_hidden"]


def test_right_answers_of_other_names_orders_and_bases_earn_everything(judge):
    found = {one.name: lost(judge, machinery.SOLUTION, one.source) for one in judge.assignment.variants}
    assert {one.exercise for one in judge.assignment.variants} == {*CLASSES}
    assert not any(found.values()), found


def test_a_mistake_in_a_class_costs_its_own_exercise_and_is_named(judge):
    known = judge.assignment.mistakes
    assert {one.exercise for one in known} == {*CLASSES}
    for one in known:
        failed = [v for v in verdicts(judge, machinery.SOLUTION, one.source) if v.outcome is Outcome.FAILED]
        assert {v.check.partition(".")[0] for v in failed} == {one.exercise}
        assert one.name in {name for v in failed for name in v.mistakes}, one.name


@pytest.mark.parametrize("exercise", CLASSES)
def test_every_method_is_mutated_and_a_mutant_is_a_whole_program(exercise):
    found = [*mutants(machinery.SOLUTION.strip(), exercise)]
    methods = {mutant.name.split(": ")[1] for mutant in found}
    assert len(methods) > 1
    assert all(mutant.name.startswith(f"{exercise}: ") for mutant in found)
    tree = ast.parse(found[0].source)
    assert {node.name for node in tree.body if isinstance(node, ast.ClassDef)} >= {*CLASSES}


def test_the_handout_has_a_cell_for_every_class_and_the_helpers_above(judge, tmp_path):
    publish(cut(judge.assignment), tmp_path / "out")
    (path,) = (tmp_path / "out").glob("*.ipynb")
    cells = {cell["id"]: "".join(cell["source"]) for cell in json.loads(path.read_text())["cells"]}
    assert cells["code-SGD"].startswith("class SGD:")
    assert "def rows_of" in cells["imports"]
    assert "class Scale" in cells["imports"]


PUBLIC = """
    import machinery
    import torch


    def test_Net():
        net = machinery.Net(2, 3)
        assert isinstance(net, machinery.Net)
        assert net(torch.zeros(1, 2)).shape == (1, 1)


    def test_Cube():
        assert machinery.Cube.apply(torch.tensor(2.0)) == 8


    def test_Pairs():
        assert len(machinery.Pairs([1], [2])) == 1
    """


@pytest.fixture(scope="module")
def handed_out(judge, tmp_path_factory):
    handout = cut(replace(judge.assignment, public={"test_machinery.py": dedent(PUBLIC)}))
    publish(handout, folder := tmp_path_factory.mktemp("handout"))
    return folder


@pytest.mark.slow
def test_a_student_checks_classes_as_functions_from_the_gap_to_the_right_answer(handed_out):
    """Not begun in the handout; then a right Net and a wrong Cube; the class is one to whoever asks."""

    def outcomes(source):
        (handed_out / "machinery.py").write_text(source, "utf-8")
        found = check(read_work(find_handout(None, handed_out)))
        assert all(one.finding is None for one in found.verdicts)
        return {one.check.partition("test_")[2][-5:]: one for one in found.verdicts}

    assert {one.difference.kind for one in outcomes(STUB).values() if one.difference} == {Kind.NOT_STARTED}
    wrong = outcomes(machinery.SOLUTION.replace("return x**3", "return x**2"))
    assert [one.check for one in wrong.values() if one.outcome is not Outcome.PASSED] == [
        "public/test_machinery.py::test_Cube"
    ]
