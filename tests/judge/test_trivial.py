"""A trivial answer earns nothing: form is worth something only beside the right value."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.judge.plugin import needed
from autograder.model import Outcome, Recording, Source
from autograder.recorder import perform, wire

SOLUTIONS = Path(__file__).parents[2] / "solutions"
TRIVIAL = {
    "nothing": "None",
    "a text": "'0.0'",
    "nan": "float('nan')",
    "a tensor of nan": "torch.tensor(float('nan'))",
    "infinity": "torch.tensor(float('inf'))",
    "zero": "torch.tensor(0.0)",
    "a zero with a graph": "torch.zeros((), requires_grad=True)",
    "zeros": "torch.zeros_like(tensors[0])",
    "ones": "torch.ones_like(tensors[0])",
    "the first input": "inputs[0]",
    "the last input": "inputs[-1]",
    "an empty list": "[]",
    "an object that equals everything": "type('E', (), {'__eq__': lambda *_: True})()",
}
BODY = """
def {name}{signature}:
    inputs = [{arguments}]
    tensors = [one for one in inputs if isinstance(one, torch.Tensor)] or [torch.zeros(2, 1)]
    return {made}
"""


def work(judge: Judge, made: str) -> tuple[Source, ...]:
    """Every exercise answered so."""
    functions, modules = judge.solution.functions(shadow=False), {}
    for exercise in judge.assignment.exercises:
        signature = inspect.signature(getattr(functions, exercise.name))
        arguments = ", ".join(signature.parameters) or "None"
        code = BODY.format(name=exercise.name, signature=signature, arguments=arguments, made=made)
        modules[exercise.module] = modules.get(exercise.module, "import torch\n") + code
    return tuple(Source(f"{module}.py", (code,)) for module, code in modules.items())


def earned(judge: Judge, made: str) -> dict[str, Outcome]:
    """The checks of that work that are worth points, or wait for a person."""
    week, frames = judge.assignment, []
    exercises = {exercise.name: exercise.module for exercise in week.exercises}
    probes = tuple(replace(probe, shadow=False) for probe in week.probes)
    perform(wire.encode(wire.Request(work(judge, made), exercises, dict(week.drivers), probes)), frames.append)
    tapes = tuple(tape for frame in frames for tape in wire.decode_frame(frame).tapes)
    shown, needs = judge.run_checks(Recording("", tapes), judge.checks), needed(judge.checks)
    passed = {name for name, result in shown.items() if result.outcome is Outcome.PASSED}
    lost = {name for name, result in shown.items() if result.outcome in {Outcome.FAILED, Outcome.BLOCKED}}
    return {
        name: result.outcome for name, result in shown.items() if name not in lost and passed.issuperset(needs[name])
    }


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("week", ["week03", "week04", "week05"])
def test_trivial_answers_earn_nothing(week):
    with Judge(read(SOLUTIONS / week)) as judge:
        assert {how: earned(judge, made) for how, made in TRIVIAL.items()} == {how: {} for how in TRIVIAL}


def test_a_check_does_not_wait_for_itself(judge):
    check = replace(judge.checks[0], needs=(judge.checks[0].name,))
    assert needed([check]) == {check.name: ()}
