"""Tapes → the data of a picture: the right numbers in the right places, or no picture."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.model import Column, Tape
from autograder.report.plots import picture, pictures
from autograder.report.plots.numbers import numbers_of
from tests.report.builders import RIGHT, assignment, data, failed, many_wrongs, probe, report, tape, value

WEEK = assignment()
FIT = "fit_mse/lecture"


def parted(one: Tape, names: tuple[str, str]) -> Tape:
    """The same tape with w0 and w1 in two parameters."""
    columns = []
    for column in one.columns:
        moment, _, name = column.quantity.partition(".")
        if name == "What":
            both = numbers_of(column.value).reshape(-1, 2)
            columns += [Column(f"{moment}.{names[place]}", column.epochs, value(both[:, place])) for place in (0, 1)]
        else:
            columns.append(column)
    return Tape(one.probe, one.ending, epochs=one.epochs, columns=tuple(columns))


def test_a_path_has_a_point_before_every_epoch_and_one_after_the_last():
    drawn = picture(tape(), RIGHT[FIT], probe("fit_mse").inputs)
    assert drawn is not None
    assert (drawn.path.shape, drawn.losses.shape) == ((31, 2), (30,))


def test_the_lectures_start_is_where_the_path_starts():
    drawn = picture(tape(), RIGHT[FIT], probe("fit_mse").inputs)
    assert drawn is not None
    assert drawn.path[0].tolist() == [-5.0, 10.0]


@pytest.mark.parametrize("names", [("bias", "weight"), ("b", "w")])
def test_two_parameters_are_one_plane_the_constant_first(names):
    whole, halves = tape(), parted(tape(), names)
    drawn = picture(halves, RIGHT[FIT], {})
    assert drawn is not None
    assert np.allclose(
        drawn.path[:-1], numbers_of(next(c.value for c in whole.columns if c.quantity == "before.What")).reshape(-1, 2)
    )


def test_more_than_two_numbers_are_no_plane():
    wide = Tape(FIT, tape().ending, epochs=2, columns=(Column("before.What", (0, 1), value(np.zeros((2, 3, 1)))),))
    assert picture(wide, RIGHT[FIT], {}) is None


def test_a_tape_without_turns_gives_no_picture():
    assert picture(Tape(FIT, tape().ending), RIGHT[FIT], {}) is None


def test_a_path_that_changes_its_shape_is_drawn_as_far_as_it_kept_it():
    first, second = np.zeros((3, 2, 1)), np.zeros((2, 2, 2))
    broken = Tape(
        FIT,
        tape().ending,
        epochs=5,
        columns=(Column("before.What", (0, 1, 2), value(first)), Column("before.What", (3, 4), value(second))),
    )
    drawn = picture(broken, RIGHT[FIT], {})
    assert drawn is not None
    assert len(drawn.path) == 3


def test_contours_are_those_of_the_loss_that_the_right_path_has():
    drawn = picture(tape(), RIGHT[FIT], probe("fit_mse").inputs)
    assert drawn is not None
    assert drawn.contours is not None
    x, y = data("fit_mse")
    corner = np.array([[drawn.contours.w0[0]], [drawn.contours.w1[0]]])
    assert np.isclose(drawn.contours.loss[0, 0], np.mean((y - x @ corner) ** 2), rtol=1e-5)


def test_contours_know_the_loss_of_a_logistic_fit():
    name = "fit_logistic_bce/lecture"
    drawn = picture(RIGHT[name], RIGHT[name], probe("fit_logistic_bce").inputs)
    assert drawn is not None
    assert drawn.contours is not None


def test_a_loss_that_nobody_knows_has_no_contours():
    x, y = data("fit_mse")
    drawn = picture(tape(), RIGHT[FIT], {"X": value(x), "y": value(y + 1)})
    assert drawn is not None
    assert drawn.contours is None


def test_a_runaway_widens_the_window():
    near = picture(tape(), RIGHT[FIT], {})
    far = picture(tape(lr=1.2), RIGHT[FIT], {})
    assert near is not None
    assert far is not None
    assert far.shown.w0[1] > near.shown.w0[1]


def test_the_first_two_loops_that_went_wrong_are_drawn():
    assert [each.exercise for each in pictures(many_wrongs(), WEEK, RIGHT)] == ["fit_mse", "fit_logistic_bce"]


def test_one_right_loop_is_drawn_where_none_went_wrong():
    assert [each.exercise for each in pictures(report(), WEEK, RIGHT)] == ["fit_mse"]


def test_a_loop_that_was_not_attempted_is_not_drawn():
    found = failed("fit_mse.epochs", quantity="", got="0", expected="30")
    assert pictures(report("s", found, tapes=()), WEEK, RIGHT) == ()


def test_the_first_wrong_epoch_is_the_earliest_of_all_checks():
    wrong = [
        failed(f"fit_mse.{name}", quantity="loss", epoch=epoch)
        for name, epoch in (("step2_loss", 7), ("step4_update", 3))
    ]
    assert pictures(report("s", *wrong), WEEK, RIGHT)[0].first_wrong == 3
