"""The real week, read and cut: every exercise is a gap, and nothing secret is left."""

from __future__ import annotations

import importlib
import inspect
import sys
from pathlib import Path

import pytest

from autograder.assignment import occurring, read, secrets
from autograder.assignment.stub import cut
from autograder.mutation import mutants

WEEK = Path(__file__).parents[2] / "solutions" / "week04"


@pytest.fixture(scope="module")
def week():
    return read(WEEK)


@pytest.mark.slow
def test_every_stub_imports_and_every_exercise_raises(week, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    handout = cut(week)
    for module, source in handout.stubs.items():
        monkeypatch.delitem(sys.modules, module, raising=False)
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
    for exercise in handout.exercises:
        function = getattr(importlib.import_module(exercise.module), exercise.name)
        with pytest.raises(NotImplementedError, match=f"^{exercise.name}: "):
            function(
                *[None] * sum(each.default is each.empty for each in inspect.signature(function).parameters.values())
            )
    for module in handout.stubs:
        del sys.modules[module]


@pytest.mark.slow
def test_no_stub_holds_a_secret(week):
    known = secrets(week)
    assert [occurring(known, source) for source in cut(week).stubs.values()] == [()] * len(week.sources)


@pytest.mark.slow
def test_every_exercise_has_mutants(week):
    assert [each.name for each in week.exercises if not any(mutants(week.sources[each.module], each.name))] == []
