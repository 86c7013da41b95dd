"""A week is fit when its checks tell every wrong program from every right one."""

from __future__ import annotations

import pytest

from autograder.errors import UsageError
from tests import weeks

pytestmark = pytest.mark.slow
UPHILL = "slide: w.data = w.data - lr * w.grad → w.data = w.data + lr * w.grad"


def test_a_week_that_tells_right_from_wrong_has_no_complaint(measured):
    """And the default limits, where its solution needs no more."""
    assert measured[1].complaints == ()
    assert not (measured[0] / "limits.json").exists()


def test_a_weakened_check_is_refused_and_the_survivor_named(weakened):
    """The check still looks at the shape alone, so that the mutant that walks the other way gets through."""
    assert any(f"fails the mutant {UPHILL!r}" in sentence for sentence in weakened.complaints)


def test_a_survivor_shows_what_it_changes(weakened):
    survivor = next(mutant for mutant in weakened.survivors if mutant.name == UPHILL)
    assert "-    w.data = w.data - lr * w.grad\n+    w.data = w.data + lr * w.grad" in survivor.diff


def test_a_known_mistake_that_costs_nothing_is_refused(weakened):
    assert "wrong slide__climbs (mistakes/losses.py, line 25) loses nothing of slide." in weakened.complaints


def test_a_check_that_nothing_fails_is_refused(weakened):
    sentence = "slide.moves[other] is failed by no known mistake and no mutant: nothing shows that it can fail."
    assert sentence in weakened.complaints


def test_a_survivor_that_nobody_explains_is_refused(audited):
    found = audited("slide", survivors="format = 1\n")
    assert ([m.name for m in found.survivors], len(found.complaints)) == (["slide: dropped return w"], 1)


def test_an_explanation_of_what_is_no_mutant_is_refused(audited):
    more = weeks.LOSSES_SURVIVORS + '"slide: dropped nothing" = "Gone."\n'
    assert audited("slide", survivors=more).complaints == (
        "survivors.toml explains 'slide: dropped nothing', which is no mutant of this week any more. Take the line out.",
    )


def test_an_explanation_of_what_does_not_survive_is_refused(audited):
    (complaint,) = audited("slide", survivors=f'{weeks.LOSSES_SURVIVORS}"{UPHILL}" = "It is fine."\n').complaints
    assert "which does not survive: slide.moves[lecture] fails it" in complaint


def test_the_score_leaves_out_what_is_explained(measured):
    score = measured[1].scores["slide"]
    assert (score.explained, score.killed, score.share) == (1, score.mutants - 1, 1.0)


def test_a_right_answer_that_loses_points_is_refused(audited):
    found = audited("bce", bce__halves=weeks.BCE.format("torch.nn.BCELoss()(yhat, y)/2"))
    said = "right bce__halves (right/losses.py, line 19) loses bce.value[lecture], bce.value[other_n]. "
    assert any(complaint.startswith(said) for complaint in found.complaints)


def test_a_check_that_the_untouched_handout_passes_is_refused(audited):
    found = audited(
        "slide", checks=weeks.LOSSES_CHECKS.replace('assert mine.seen["w"]', "assert mine is not None or mine")
    )
    assert "The untouched handout earns slide.moves[lecture], slide.moves[other]." in found.complaints


def test_a_name_that_is_nothing_of_the_week_is_refused(audited):
    """An audit of nothing would find nothing wrong."""
    with pytest.raises(UsageError, match="bse: no exercise and no file of week01"):
        audited("bse")


def test_a_check_that_a_program_without_any_work_passes_is_refused(audited):
    """Form is worth something only beside the right value."""
    form = "assert mine.returned.shape == ()"
    found = audited(
        "bce",
        checks=weeks.LOSSES_CHECKS.replace("assert mine.returned == close(solution.bce(data.y, data.yhat))", form),
    )
    earned = [one for one in found.complaints if "is earned by a program that returns nan or" in one]
    assert any(one.startswith("bce.value[lecture]") for one in earned)
