"""What a program can change is what is tried of it."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.workflows.audit import ProgramKind, candidates
from tests import weeks
from tests.helpers import write


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    return read(write(tmp_path_factory.mktemp("course") / "solutions" / "week01", weeks.files()))


def overlay(week, name):
    return next(mistake for mistake in week.mistakes if mistake.name == name)


def test_a_mistake_touches_its_exercise_and_whatever_calls_it(week):
    assert candidates.overlaid(week, overlay(week, "mse__sums")).touched == {"mse", "rmse"}


def test_a_mutant_is_held_against_its_own_exercise_alone(week):
    """A caller's checks would hide that its own let it live."""
    assert {frozenset({"mse"})} == {one.touched for one in candidates.mutated(week, {"mse"})}


def test_only_what_it_touches_is_called_again(week):
    probes = candidates.overlaid(week, overlay(week, "fit__sums")).probes(week)
    assert [probe.id for probe in probes] == ["fit/lecture", "fit/short"]


def test_an_overlay_runs_after_the_file_it_overlays(week):
    candidate = candidates.overlaid(week, overlay(week, "fit__sums"))
    assert candidate.submission("week01").sources[0].cells == (
        week.sources["regression"],
        overlay(week, "fit__sums").source,
    )


def test_the_handout_holds_no_answer(week):
    handout = candidates.handout(week, frozenset({"mse"}))
    assert handout.kind is ProgramKind.HANDOUT
    assert "torch.mean" not in handout.cells["regression"][0]
