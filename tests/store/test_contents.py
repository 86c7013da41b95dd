"""Parts of tapes are kept once, as little as they are, and come back to the bit."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from autograder.errors import RecordError
from autograder.files import plain
from autograder.model import Column, Ending, Tape, Value
from autograder.store import opening
from autograder.store.coding import ArrayLayout, coded, decoded
from autograder.store.packing import PlacedTape, put_together, taken_apart, tapes_by_exercise
from autograder.store.store import Store
from tests.store.builders import TA, UNHURRIED, recording, report

if TYPE_CHECKING:
    from autograder.model import Grade

WIDTHS = {1: "B", 2: "e", 4: "f", 8: "d"}
ROWS, WIDE = 40, 25


def path_of(start: float, *, last: float = 0.0) -> Tape:
    """A loop whose yhat goes its own way from each start; `last` changes one number of it."""
    numbers = [start * 0.9**row * place + last * (row + place == 0) for row in range(ROWS) for place in range(WIDE)]
    value = Value("Tensor", "float64", (ROWS, WIDE), struct.pack(f"<{ROWS * WIDE}d", *numbers))
    return Tape("fit/lecture", Ending.FINISHED, epochs=ROWS, columns=(Column("yhat", tuple(range(ROWS)), value),))


def grade_of(student: str, *tapes: Tape) -> Grade:
    made = report(student, text=f"work of {student}")
    assert made.recording
    return replace(made, recording=replace(made.recording, tapes=tapes))


def sizes(where: str) -> list[int]:
    """Bytes of every part that is kept."""
    engine = create_engine(opening.address(where))
    with engine.connect() as db:
        found = list(db.execute(text("SELECT length(packed) FROM contents")).scalars())
    engine.dispose()
    return found


@UNHURRIED
@given(st.sampled_from([1, 2, 4, 8]), st.booleans(), st.integers(0, 5), st.binary(max_size=99), st.binary(max_size=99))
def test_any_bytes_come_back(width, floats, row, content, other):
    layout = ArrayLayout(width, floats, row)
    assert decoded(coded(content, layout)) == content
    content, other = content[: len(other)], other[: len(content)]
    assert decoded(coded(content, layout, other), other) == content


@UNHURRIED
@given(st.sampled_from([2, 4, 8]), st.lists(st.floats(width=16), min_size=1))
def test_any_floats_come_back(width, numbers):
    """With nan, both zeros and infinities, and next to any others."""
    content = struct.pack(f"<{len(numbers)}{WIDTHS[width]}", *numbers)
    layout, other = ArrayLayout(width, floats=True, row=1), content[::-1]
    assert decoded(coded(content, layout)) == content
    assert decoded(coded(content, layout, other), other) == content


def test_a_tape_is_put_together_as_it_was():
    made = recording(probes=("mse/lecture", "fit/lecture", "mse/other"))
    made = replace(made, tapes=(*made.tapes, path_of(1.0)))
    for exercise, tapes in tapes_by_exercise(made).items():
        name, parts = taken_apart(plain(tapes), exercise)
        again = put_together(parts[name].content, lambda part, held=parts: held[part].content, tuple[PlacedTape, ...])
        assert again == tapes


def test_names_come_back_in_their_order(store):
    """What a loop's code names first comes first: tapes on record are judged as they were when they came."""
    numbers = {f"data.{name}": Value("float", "float64", (), bytes(8)) for name in "xa_y"}
    store.save(grade_of("a", Tape("loop/0", Ending.FINISHED, seen=numbers)), TA)
    recorded = store.tapes("week04", "a")
    assert recorded
    assert list(recorded.tapes[0].seen) == list(numbers)


def test_equal_arrays_are_kept_once(store, where):
    store.save(grade_of("a", path_of(1.0)), TA)
    before = sizes(where)
    store.save(grade_of("b", path_of(1.0)), TA)
    store.save(grade_of("c", path_of(1.0), *recording().tapes), TA)
    assert len(sizes(where)) == len(before) + 1  # what is left of another exercise, without arrays


def test_an_array_like_one_that_is_kept_takes_hardly_any_bytes(store, where):
    store.save(grade_of("a", path_of(1.0)), TA)
    before = sum(sizes(where))
    store.save(grade_of("b", path_of(1.0, last=2.0**-50)), TA)
    array = ROWS * WIDE * 8
    assert sum(sizes(where)) - before < array / 10 < before


def test_tapes_of_everybody_come_back(store):
    """Kept whole, kept as differences, kept once: nobody's are another's."""
    grades = [grade_of(str(number), path_of(1.0 + number // 2, last=number * 2.0**-50)) for number in range(8)]
    for grade in grades:
        store.save(grade, TA)
    assert list(store.grades("week04", tapes=True)) == grades


@pytest.mark.parametrize("change", ["packed = substr(packed, 1, 20)", "base = NULL", "packed = zeroblob(3)"])
def test_a_damaged_part_is_found(tmp_path, change):
    where = str(tmp_path / "autograder.db")
    with Store(where) as store:
        store.save(grade_of("a", path_of(1.0)), TA)
        store.save(grade_of("b", path_of(1.0, last=2.0**-50)), TA)
        engine = create_engine(opening.address(where))
        with engine.connect() as db, db.begin():
            db.execute(text(f"UPDATE contents SET {change} WHERE base IS NOT NULL"))
        engine.dispose()
        assert store.tapes("week04", "a") == grade_of("a", path_of(1.0)).recording
        with pytest.raises(RecordError, match="damaged"):
            store.tapes("week04", "b")
