"""A recording's tapes by probe, and the digest that a judged tape is known again by."""

from __future__ import annotations

from dataclasses import replace

from autograder.judge.case import Case
from autograder.judge.comparison import Comparison
from autograder.model import Recording
from tests.helpers import recording
from tests.weeks import SOLUTION


def case(judge, source=SOLUTION):
    return Case(judge.assignment, recording(judge.assignment, source), judge.solution)


def test_tapes_that_differ_have_other_digests(judge):
    probes = ("mse/lecture", "fit/lecture")
    mine, other = case(judge), case(judge, SOLUTION.replace("- lr *", "- 0.9 * lr *"))
    assert [mine.digest(name) == other.digest(name) for name in probes] == [True, False]


def test_a_tape_is_parsed_once_for_all_checks(judge):
    mine = case(judge)
    assert mine.mine("fit/lecture", Comparison()).tape is mine.mine("fit/lecture", Comparison()).tape


def test_values_are_the_shadows_where_it_ran_alike(judge):
    tapes = recording(judge.assignment, SOLUTION).tapes
    native = Recording("", tuple(tape for tape in tapes if not tape.shadow))
    both, alone = case(judge), Case(judge.assignment, native, judge.solution)
    assert [one.mine("mse/lecture", Comparison()).tape.shadow for one in (both, alone)] == [True, False]


def test_no_probe_is_bare_where_every_function_is_there(judge):
    assert not any(
        case(judge).is_bare(probe.id) or case(judge).stands_in(probe.id) for probe in judge.assignment.probes
    )


def test_a_shadow_that_ended_otherwise_is_not_read(judge):
    tapes = recording(judge.assignment, SOLUTION).tapes
    shorter = tuple(replace(tape, epochs=1) if tape.shadow else tape for tape in tapes)
    found = Case(judge.assignment, Recording("", shorter), judge.solution)
    assert not found.mine("fit/lecture", Comparison()).tape.shadow
