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
