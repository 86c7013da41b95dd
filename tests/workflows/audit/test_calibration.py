"""Tolerances come from the week's own right and wrong answers, and follow them."""

from __future__ import annotations

import json

import pytest

from autograder.assignment import read
from autograder.judge.tolerances import stale_tolerances
from autograder.workflows.audit.calibration import NEAREST
from tests import weeks

pytestmark = pytest.mark.slow
VALUE = "bce.value[lecture]"


@pytest.fixture(scope="module")
def rows(measured):
    return _written(measured[0])


def test_a_tolerance_lies_between_the_widest_right_and_the_narrowest_wrong(rows):
    for row in rows.values():
        for which in ("shadow", "native"):
            assert row["measured"][which]["right"] < row[which] < row["measured"][which]["wrong"]


def test_in_the_shadow_right_and_wrong_are_decades_apart(rows):
    assert rows[VALUE]["measured"]["shadow"]["margin"] > 1e6


def test_a_slight_distance_does_not_count_of_a_program_that_is_wrong_beyond_single_precision_too(rows):
    """A right program may be written in single precision."""
    assert rows[VALUE]["measured"]["shadow"]["wrong"] > 0.99 * NEAREST


def test_an_epsilon_that_is_declared_harmless_is_let_pass_and_widens_its_own_check_alone(audited, copied):
    """And measuring one exercise leaves the others as they were."""
    before = _written(copied)
    assert audited("bce", bce__adds_a_harmless_epsilon=weeks.HARMLESS).complaints == ()
    after = _written(copied)
    assert after[VALUE]["shadow"] > 100 * before[VALUE]["shadow"]
    assert after["slide.moves[other]"] == before["slide.moves[other]"]


def test_a_week_that_was_never_measured_is_refused(audited):
    (complaint,) = audited("slide", calibrate=False).complaints
    assert complaint.startswith("tolerances.json was not measured on the week as it is now (slide)")


def test_tolerances_are_stale_once_an_answer_they_rest_on_changes(copied):
    path = copied / "right" / "losses.py"
    path.write_text(
        path.read_text("utf-8").replace("torch.nn.BCELoss()(yhat, y)", "torch.nn.BCELoss()(yhat, 1 * y)"), "utf-8"
    )
    assert ["(bce)" in sentence for sentence in stale_tolerances(read(copied), {"bce", "slide"})] == [True]


def test_tolerances_are_part_of_the_week(copied):
    """Verdicts rest on them, so reports made with others are other reports."""
    before, path = read(copied).digest, copied / "tolerances.json"
    path.write_text(path.read_text("utf-8").replace('"shadow": ', '"shadow": 1'), "utf-8")
    assert read(copied).digest != before


def _written(folder):
    """The tolerances as they were measured, below the floor that reading puts under them."""
    return json.loads((folder / "tolerances.json").read_text("utf-8"))["checks"]
