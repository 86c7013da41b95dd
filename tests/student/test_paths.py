"""A path of mini-batches beside the right one: every update is held against its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.model import Kind, Step
from autograder.student.paths import LoopPath, departure

RIGHT = LoopPath(
    6,
    ("0.weight",),
    {
        "loss": {update: (1.0 / (update + 1),) for update in range(6)},
        "gradient.0": dict.fromkeys(range(6), (2.0,)),
        "after.0": {update: (-1.0 * update,) for update in range(6)},
    },
    {"loss": (), "gradient.0": (1,), "after.0": (1,)},
    batches=3,
)


def changed(quantity: str, update: int, value: float, **more) -> LoopPath:
    rows = {**RIGHT.rows, quantity: {**RIGHT.rows[quantity], update: (value,)}, **more}
    return replace(RIGHT, rows=rows)


@pytest.mark.parametrize(
    ("quantity", "step"), [("loss", Step.LOSS), ("gradient.0", Step.BACKWARD), ("after.0", Step.UPDATE)]
)
def test_a_wrong_update_stands_in_its_epoch_and_batch(quantity, step):
    left = departure(changed(quantity, 4, 9.0), RIGHT)
    assert left is not None
    assert (left.step, left.difference.epoch, left.difference.batch) == (step, 1, 1)


def test_a_gradient_left_over_is_put_down_to_the_batch_before():
    left = departure(changed("gradient.0", 1, 4.0, **{"carried.0": {1: (2.0,)}}), RIGHT)
    assert left is not None
    assert left.finding is not None
    assert (left.step, left.finding.kind) == (Step.UPDATE, "batch_not_cleared")


def test_another_number_of_updates_is_said_before_anything_they_come_to():
    left = departure(replace(changed("loss", 2, 9.0), epochs=4), RIGHT)
    assert left is not None
    assert (left.difference.kind, left.difference.quantity, left.difference.got) == (Kind.EPOCHS, "updates", "4")


TWO = LoopPath(
    2,
    ("weight", "bias"),
    {
        "gradient.0": dict.fromkeys(range(2), (2.0,)),
        "gradient.1": dict.fromkeys(range(2), (-5.0,)),
        "after.0": {0: (1.0,), 1: (0.8,)},
        "after.1": {0: (3.0,), 1: (3.5,)},
    },
    dict.fromkeys(("gradient.0", "gradient.1", "after.0", "after.1"), (1,)),
)


def turned_round(names: tuple[str, str]) -> LoopPath:
    """The same two parameters, the other one first."""
    other = {"gradient.0": "gradient.1", "gradient.1": "gradient.0", "after.0": "after.1", "after.1": "after.0"}
    return replace(TWO, names=names, rows={other[quantity]: rows for quantity, rows in TWO.rows.items()})


@pytest.mark.parametrize("names", [("bias", "weight"), ("params[0]", "params[1]")])
def test_parameters_in_another_order_are_the_same_path(names):
    """The order in a graph, or in a student's own list, is no mistake."""
    assert departure(turned_round(names), TWO) is None


def test_two_parameters_that_take_each_others_gradient_are_told():
    left = departure(replace(turned_round(("bias", "weight")), names=TWO.names), TWO)
    assert left is not None
    assert left.step is Step.BACKWARD


def test_a_gradient_that_is_nothing_but_rounding_is_no_departure():
    """A sum of numbers that cancel is 0, or what single precision leaves of them."""
    even = replace(TWO, rows={**TWO.rows, "gradient.1": dict.fromkeys(range(2), (0.0,))})
    left = replace(TWO, rows={**TWO.rows, "gradient.1": dict.fromkeys(range(2), (-1e-7,))})
    assert departure(left, even) is None


def net(name: str, began: int, losses: tuple[float, ...], others: tuple[LoopPath, ...] = ()) -> LoopPath:
    """One of two loops that take turns; its gradient of the other's parameter is nobody's."""
    rows = {
        "loss": {turn: (loss,) for turn, loss in enumerate(losses)},
        "gradient.0": dict.fromkeys(range(3), (2.0,)),
        "gradient.1": dict.fromkeys(range(3), (losses[0] + began,)),
        "after.0": {turn: (-1.0 * turn,) for turn in range(3)},
    }
    names = (f"{name}.weight", "E.weight")
    shapes = {"loss": (), "gradient.0": (1,), "gradient.1": (1,), "after.0": (1,)}
    return LoopPath(3, names, rows, shapes, label=name, moves=(0,), began=began, stride=2.0, others=others)


BOTH = net("D", 0, (1.0, 0.9, 0.8), (net("G", 1, (3.0, 2.0, 1.0)),))


def test_the_first_wrong_turn_of_any_loop_of_a_call_is_told_with_its_net():
    wrong = net("D", 0, (1.0, 0.9, 0.1), (net("G", 1, (3.0, 9.0, 1.0)),))
    left = departure(wrong, BOTH)
    assert left is not None
    assert (left.step, left.difference.loop, left.difference.epoch) == (Step.LOSS, "G", 1)


def test_loops_are_paired_by_what_they_move_whatever_came_first():
    turned = net("G", 0, (3.0, 2.0, 1.0), (net("D", 1, (1.0, 0.9, 0.8)),))
    assert departure(turned, BOTH) is None
    assert departure(net("D", 0, (1.0, 0.9, 0.8)), BOTH) is None


def test_loops_of_the_same_parameters_belong_together_as_they_agree():
    """Two rates compared, the second first; one that is wrong is held against the one that is left."""
    right = net("D", 0, (1.0, 0.9, 0.8), (net("D", 3, (3.0, 2.0, 1.0)),))
    assert departure(net("D", 0, (3.0, 2.0, 1.0), (net("D", 3, (1.0, 0.9, 0.8)),)), right) is None
    left = departure(net("D", 0, (3.0, 2.0, 1.0), (net("D", 3, (1.0, 0.9, 9.0)),)), right)
    assert left is not None
    assert (left.difference.epoch, left.difference.expected) == (2, "0.8")


def test_parameters_by_other_names_are_the_same_where_only_they_are_left():
    right = net("D", 0, (1.0, 0.9, 0.8), (net("D", 3, (3.0, 2.0, 1.0)),))
    mine = net("own", 0, (3.0, 2.0, 1.0), (net("own", 3, (1.0, 0.9, 9.0)),))
    left = departure(mine, right)
    assert left is not None
    assert (left.difference.epoch, left.difference.got) == (2, "9")
    assert departure(net("E", 0, (7.0, 7.0, 7.0), (net("H", 1, (7.0, 7.0, 7.0)),)), BOTH) is None


def test_where_another_number_of_loops_moves_the_parameters_nothing_is_told():
    right = net("D", 0, (1.0, 0.9, 0.8), (net("D", 3, (3.0, 2.0, 1.0)),))
    assert departure(net("D", 0, (7.0, 7.0, 7.0)), right) is None


def test_a_net_that_turns_twice_as_often_is_told_before_what_comes_of_it():
    """The other net's loss is off since this one has moved too far."""
    often = replace(net("D", 0, (1.0, 0.9, 0.8)), epochs=6, stride=1.5, others=(net("G", 2, (3.5, 2.5, 1.5)),))
    left = departure(often, BOTH)
    assert left is not None
    assert (left.difference.kind, left.difference.loop, left.difference.got) == (Kind.EPOCHS, "D", "6")


def test_a_first_phase_that_is_too_short_is_told_before_the_second():
    right = net("D", 0, (1.0, 0.9, 0.8), (replace(net("E", 3, (3.0, 2.0, 1.0)), names=("E.weight", "D.weight")),))
    mine = replace(right, epochs=2, others=(replace(changed_loss(right.others[0], 3.5, began=2), epochs=3),))
    left = departure(replace(mine, stride=1.0), right)
    assert left is not None
    assert (left.difference.kind, left.difference.got, left.difference.expected) == (Kind.EPOCHS, "2", "3")


def test_another_number_of_turns_of_one_net_is_told_with_it():
    fewer = replace(BOTH, others=(replace(BOTH.others[0], epochs=2),))
    left = departure(fewer, BOTH)
    assert left is not None
    assert (left.difference.kind, left.difference.loop, left.difference.got) == (Kind.EPOCHS, "G", "2")


def test_a_net_that_turns_before_the_one_its_loss_goes_through_is_told():
    """Its loss is off since the other has not been updated: of nets apart from each other nothing is said."""
    right = net("D", 0, (1.0, 0.9, 0.8), (replace(net("G", 1, (3.0, 2.0, 1.0)), names=("G.weight", "D.weight")),))
    mine = replace(right, began=1, others=(changed_loss(right.others[0], 3.5, began=0),))
    left = departure(mine, right)
    assert left is not None
    assert left.finding is not None
    assert (left.finding.kind, left.finding.name, left.finding.right) == ("turned_too_soon", "G", "D")
    apart = departure(replace(mine, others=(changed_loss(BOTH.others[0], 3.5, began=0),)), BOTH)
    assert apart is not None
    assert apart.finding is None


def changed_loss(path: LoopPath, loss: float, began: int) -> LoopPath:
    return replace(path, rows={**path.rows, "loss": {0: (loss,)}}, began=began)


def test_a_loss_that_reaches_more_parameters_than_the_right_one_is_held_by_the_right_ones():
    more = replace(TWO, names=("other", *TWO.names), rows={**_later(TWO), "gradient.0": {0: (7.0,)}}, shapes={})
    assert departure(replace(more, shapes=dict.fromkeys(more.rows, (1,))), TWO) is None


def _later(path: LoopPath):
    """Its rows, every parameter a place later."""
    return {
        f"{kind}.{int(place) + 1}": rows for kind, place, rows in ((*q.split("."), r) for q, r in path.rows.items())
    }
