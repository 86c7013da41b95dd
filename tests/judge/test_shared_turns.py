"""Several losses of one turn: one loop or several, by what the solution has."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.shared_turns import added, split
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Column, Ending, RecordedLoop, Tape
from autograder.recorder.describe import describe


def columns(
    names: str, *, loss: float, step: float = -1.0, start: float = 0.0, slope: float = 1.0, carried: float = 0.0
):
    """Two turns of a loop in which every parameter moves by a step."""
    per = {
        f"{kind}.{name}": torch.tensor([[value], [value + step * (kind not in {"slope", "gradient"})]])
        for name in names
        for kind, value in (("before", start), ("after", start + step), ("slope", slope), ("gradient", slope))
    }
    per |= {f"carried.{name}": torch.full((2, 1), carried) for name in names} if carried else {}
    rows = {"loss": torch.tensor([loss, loss]), **per}
    return tuple(Column(quantity, (0, 1), describe(values)) for quantity, values in rows.items())


def tape(*loops: tuple[tuple[int, ...], tuple[Column, ...]]) -> Tape:
    several = tuple(RecordedLoop("a.py", 1, "Adam", 2, ticks, held, ()) for ticks, held in loops)
    return Tape("f/it", Ending.FINISHED, epochs=2, columns=loops[0][1], loops=several if len(loops) > 1 else ())


ONE = tape(((0, 1), columns("ab", loss=3.0)))
TWO = tape(((0, 2), columns("a", loss=1.0)), ((1, 3), columns("b", loss=2.0)))


def test_backwards_with_no_update_between_are_one_turn_where_the_solution_has_one_loop():
    mine = tape(((0, 2), columns("a", loss=1.0, carried=7.0)), ((1, 3), columns("ab", loss=2.0)))
    (whole,) = [TapeColumns(added(mine, ONE))]
    assert not whole.tape.loops
    assert whole.values("loss")[0].tolist() == [3.0, 3.0]
    assert whole.values("slope.a")[0].flatten().tolist() == [2.0, 2.0]
    assert whole.values("slope.b")[0].flatten().tolist() == [1.0, 1.0]
    assert whole.values("carried.a")[0].flatten().tolist() == [7.0, 7.0]


@pytest.mark.parametrize(
    "mine",
    [
        tape(((0, 2), columns("a", loss=1.0)), ((1, 3), columns("ab", loss=2.0, start=-1.0))),
        tape(((0, 1), columns("a", loss=1.0)), ((2, 3), columns("ab", loss=2.0))),
    ],
    ids=["an update between", "one loop after the other"],
)
def test_loops_with_anything_between_stay_several(mine):
    assert added(mine, ONE) is mine


def test_where_the_solution_has_several_loops_they_stay_several():
    assert added(TWO, TWO) is TWO


def test_one_loop_is_split_by_the_parameters_that_the_solutions_loops_move():
    first, second = map(TapeColumns, split(ONE, TWO))
    assert (first.names, second.names) == (("a",), ("b",))
    assert first.tape.epochs == second.tape.epochs == 2
    assert not any(quantity.endswith(".b") for quantity in first.quantities)


def test_a_loop_that_moves_other_parameters_is_not_split():
    assert split(tape(((0, 1), columns("ac", loss=3.0))), TWO) == ()


def test_phases_that_move_the_same_parameters_are_not_split():
    assert split(ONE, tape(((0, 1), columns("ab", loss=1.0)), ((2, 3), columns("ab", loss=1.0)))) == ()
