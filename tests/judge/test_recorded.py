"""Recorded facts compare as plain Python; the one that fails says which it was."""

from __future__ import annotations

import pytest

from autograder.errors import DepartedError
from autograder.judge import close
from autograder.judge.comparison import Comparison
from autograder.judge.recorded import (
    ChangedInputs,
    EpochCount,
    GraphFlag,
    NamedParameters,
    RecordedName,
    RecordedObject,
    Turn,
    plain,
    recorded,
)
from autograder.model import Difference, Kind
from autograder.recorder.describe import describe


def test_a_turn_says_what_it_shows_before_anything_departs():
    """A step that rests on yhat asks whether it is there: who never shows one pays for step1 alone."""

    class Mine:
        def at(self, quantity, epoch):
            if quantity == "yhat":
                raise DepartedError(Difference(Kind.OTHER, quantity, epoch, note="unnamed"))
            return 1.0

    turn = Turn(Mine(), 3)
    assert turn.shows("loss")
    assert not turn.shows("yhat")


def test_a_graph_that_was_cut_is_told_when_it_is_asked_for():
    comparison = Comparison(shadow=True)
    assert GraphFlag.of(kept=True, comparison=comparison, quantity="yhat")
    assert comparison.difference is None
    assert not GraphFlag.of(kept=False, comparison=comparison, quantity="yhat")
    assert (comparison.difference.kind, comparison.difference.quantity) == (Kind.GRAPH, "yhat")


def test_inputs_that_may_change_are_left_out():
    assert ChangedInputs(("What", "X")).but("What") == ("X",)


def test_a_count_is_a_number_that_knows_what_it_counts():
    count = EpochCount.of(30, "epochs", "adam")
    assert (count, count.quantity, count.loop, count.kind) == (30, "epochs", "adam", Kind.EPOCHS)


def test_parts_are_told_as_a_student_would_read_them():
    parts = RecordedObject([1, 2], RecordedName.of("list", Kind.TYPE))
    assert repr(RecordedObject([parts], RecordedName.of("list", Kind.TYPE))) == "[[1, 2]]"


def test_an_object_is_its_value():
    made = RecordedObject([1, 2], RecordedName.of("list", Kind.TYPE))
    assert made == [1, 2]
    assert (len(made), made[1], [*made]) == (2, 2, [1, 2])
    assert made.type.kind is Kind.TYPE


@pytest.mark.parametrize("name", ["weight", "net.0.weight", "0.weight"])
def test_a_parameter_is_found_by_the_end_of_its_name(name):
    assert NamedParameters({"0.weight": 1})[name] == 1


@pytest.mark.parametrize("name", ["bias", "weight"])
def test_a_parameter_that_is_not_there_or_not_one_alone_departs(name):
    with pytest.raises(DepartedError):
        NamedParameters({"0.weight": 1, "1.weight": 2})[name]


def test_a_set_is_a_set_in_whatever_order_and_no_list_of_its_members():
    seen = recorded(describe({"b", "a"}), None, "returned", Comparison())
    assert seen == {"a", "b"}
    assert seen != ["a", "b"]
    assert seen != close(["a", "b"])
    assert recorded(describe(["a", "b"]), None, "returned", Comparison()) != {"a", "b"}


def test_a_value_is_told_as_its_student_wrote_it_however_deep():
    seen = recorded(describe([("a", ["b"]), {"c": ["d"]}]), None, "returned", Comparison())
    assert plain(seen) == [("a", ["b"]), {"c": ["d"]}]
    assert "Recorded" not in str(plain(seen))
