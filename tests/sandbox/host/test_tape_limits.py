"""Frames of a size that our recorder never writes are refused before anything is judged, kept or shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.model import Call, Column, Ending, Fault, HelperCall, Probe, Tape, Value
from autograder.recorder import call_log, describe, load, loop_tapes
from autograder.recorder.wire import Frame
from autograder.sandbox.host import tape_limits
from autograder.sandbox.host.tape_limits import TapeLimits

LIMITS = TapeLimits(
    {"mse/lecture": Probe("mse", "lecture", {}), "fit/long": Probe("fit", "long", {}, shadow=False)},
    frozenset({"mse", "fit"}),
)
ONE = Value("float", "float64", (), bytes(8))
TAPE = Tape("mse/lecture", Ending.FINISHED, returned=ONE)


def column(*epochs, quantity="loss"):
    return Column(quantity, epochs, Value("Tensor", "float32", (len(epochs),), bytes(4 * len(epochs))))


def truths(quantity):
    return Column(quantity, (0,), Value("Tensor", "bool", (1,), bytes(1)))


def nested(depth):
    value = ONE
    for _ in range(depth):
        value = Value("list", items=(value,))
    return value


def frame(probe="mse/lecture", **changes):
    return Frame(probe, ended=True, tapes=(replace(TAPE, **changes),))


REFUSED = {
    "a probe nobody asked for": Frame("mse/secret", ended=True),
    "a shadow nobody asked for": Frame("~fit/long"),
    "a tape of another probe": Frame("fit/long", ended=True, tapes=(TAPE,)),
    "a shadow's tape natively": frame(shadow=True),
    "two tapes of one probe": Frame("mse/lecture", ended=True, tapes=(TAPE, TAPE)),
    "a tape before the end": Frame("mse/lecture", tapes=(TAPE,)),
    "a probe's tape where the work is loaded": Frame("", ended=True, tapes=(TAPE,)),
    "many loops": Frame("", ended=True, tapes=tuple(replace(TAPE, probe=f"loop/{n}") for n in range(33))),
    "many faults": Frame("", ended=True, faults=(Fault("E", "m"),) * 21),
    "faults of a probe": Frame("mse/lecture", ended=True, faults=(Fault("E", "m"),)),
    "a long message": Frame("", ended=True, faults=(Fault("E", "m" * 4001),)),
    "a long type": frame(fault=Fault("E" * 401, "")),
    "a line before the first": frame(fault=Fault("E", "", "", -1)),
    "less than no epochs": frame(epochs=-1),
    "more epochs than there is time for": frame(epochs=1 << 60),
    "epochs beyond the loop's": frame(epochs=3, columns=(column(0, 1, 7),)),
    "epochs out of order": frame(epochs=3, columns=(column(1, 0),)),
    "an epoch twice": frame(epochs=3, columns=(column(1, 1),)),
    "gradients that are true or false": frame(epochs=1, columns=(truths("gradient.w"),)),
    "a column of nothing": frame(epochs=3, columns=(column(),)),
    "many columns": frame(epochs=1, columns=(column(0),) * 4097),
    "a long quantity": frame(epochs=1, columns=(column(0, quantity="x" * 401),)),
    "many names": frame(seen={str(n): ONE for n in range(257)}),
    "many changes": frame(changed=("y",) * 257),
    "many calls": frame(calls=(Call("mse", (ONE,), ONE),) * (tape_limits.MOST_CALLS + 1)),
    "a call of no exercise": frame(calls=(Call("helper", (ONE,), ONE),)),
    "many helper calls": frame(helper_calls=(HelperCall("mse"),) * (tape_limits.MOST_HELPER_CALLS + 1)),
    "a helper call of no exercise": frame(helper_calls=(HelperCall("helper"),)),
    "a helper call taken no times": frame(helper_calls=(HelperCall("mse", times=0),)),
    "a helper call that ends before it begins": frame(helper_calls=(HelperCall("mse", turns=(2, 1)),)),
    "a helper call of objects that nobody gave": frame(helper_calls=(HelperCall("mse", objects=(0,)),)),
    "a value too deep": frame(returned=nested(9)),
    "a value of many parts": frame(returned=Value("list", items=(ONE,) * 257)),
    "more values than a page could show": frame(returned=Value("list", items=(Value("list", items=(Value("list", items=(ONE,) * 256),) * 256),) * 4)),
    "names without parts": frame(returned=Value("dict", names=("a",))),
    "a number with a shape": frame(returned=Value("float", "float64", (2,), bytes(16))),
    "a dimension beyond counting": frame(returned=Value("Tensor", "float32", (0, 1 << 62))),
    "many dimensions": frame(returned=Value("Tensor", "float32", (1,) * 33, bytes(4))),
    "a long text": frame(returned=Value("str", text="x" * 401)),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_our_recorder_never_writes_is_refused(name):
    with pytest.raises(SubmissionError):
        LIMITS.admit(REFUSED[name])


ADMITTED = {
    "the beginning": Frame(""),
    "the shadow's beginning": Frame("~"),
    "a probe": frame(),
    "a loop": frame(epochs=3, columns=(column(0, 1, 2), column(0, 3, quantity="after.What"))),
    "a shadow": Frame("~mse/lecture", ended=True, tapes=(replace(TAPE, shadow=True),)),
    "bare loops and faults": Frame("", ended=True, tapes=(replace(TAPE, probe="loop/0"),), faults=(Fault("E", "m"),)),
}


@pytest.mark.parametrize("name", ADMITTED)
def test_what_it_writes_is_admitted(name):
    assert LIMITS.admit(ADMITTED[name]) is ADMITTED[name]


def test_no_limit_is_below_the_recorders_own():
    """Else honest work would be refused."""
    assert tape_limits.MOST_FAULTS >= load.MOST_FAULTS
    assert tape_limits.MOST_LOOPS >= loop_tapes.MOST_LOOPS
    assert tape_limits.MOST_CALLS >= call_log.MOST_CALLS
    assert tape_limits.MOST_NAMES >= describe.MOST_ITEMS
    assert tape_limits.LONGEST_NAME >= describe.MOST_TEXT
    assert tape_limits.DEEPEST > describe.DEEPEST


@given(st.integers(-5, 10), st.lists(st.integers(-3, 12), max_size=6))
def test_an_admitted_column_is_a_path_through_the_loop(epochs, rows):
    """Whatever a tape claims, what is judged runs forwards and ends with the loop."""
    try:
        LIMITS.admit(frame(epochs=epochs, columns=(column(*rows),)))
    except SubmissionError:
        return
    assert rows == sorted(set(rows))
    assert 0 <= rows[0] <= rows[-1] <= epochs
