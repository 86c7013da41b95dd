"""A value is written down by content, whatever it is, and can be read back."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.model import Column, Ending, Fault, Tape, Value
from autograder.recorder import wire
from autograder.recorder.describe import MOST_TEXT, describe, revive, tensor

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner),
    max_leaves=10,
)


@given(PLAIN)
def test_plain_python_comes_back_as_it_was(value):
    assert revive(describe(value)) == value


@pytest.mark.parametrize("dtype", wire.ITEM_BYTES)
def test_a_tensor_comes_back_bit_for_bit(dtype):
    value = torch.tensor([[0.0, 1.5], [2.0, 3.0]]).to(getattr(torch, dtype))
    assert torch.equal(tensor(describe(value)), value)


@pytest.mark.parametrize(
    "value",
    [
        torch.ones(3, 1).expand(3, 4),
        torch.arange(6.0).reshape(2, 3).T,
        torch.arange(6).to(torch.bfloat16).reshape(2, 3).T,
        torch.tensor([1 + 2j]).conj(),
        torch.tensor([1 + 2j]).conj().imag,
        torch.ones(1, 2)[:, 0],
        torch.empty(0, 3),
    ],
)
def test_a_view_comes_back_as_what_it_shows(value):
    assert torch.equal(tensor(describe(value)), value)


class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True


def test_a_tensor_subclass_does_not_speak_for_its_content():
    assert torch.equal(tensor(describe(torch.zeros(2).as_subclass(Liar))), torch.zeros(2))


@pytest.mark.parametrize(
    "value",
    [
        10**5000,
        object(),
        np.sin,
        np.array(["a"]),
        np.ones(2, np.uint16),
        np.ones(2, np.longdouble),
        torch.ones(2).to_sparse(),
        torch.ones(2).to(torch.float8_e5m2),
        torch.ones(2, dtype=torch.uint16),
        range(3),
    ],
    ids=lambda value: f"{type(value).__name__} {getattr(value, 'dtype', '')}",
)
def test_what_has_no_content_keeps_its_types_name(value):
    described = describe(value)
    tape = Tape("a/b", Ending.FINISHED, returned=described)
    wire.decode_frame(wire.encode(wire.Frame("a/b", ended=True, tapes=(tape,))))
    assert described.type == type(value).__name__


def test_depth_is_capped():
    value: list = []
    for _ in range(5000):
        value = [value]
    assert describe(value).type == "list"


@pytest.mark.parametrize(
    "value",
    [
        Value("Tensor", "float32", (2,), b"1234"),
        Value("Tensor", "float32", (0, 2**63 - 1), b"x"),
        Value("Tensor", "float99", (1,), b"1234"),
        Value("Tensor", "float32", (-1,), b""),
    ],
)
def test_an_array_that_does_not_hold_what_it_says_is_refused(value):
    tape = Tape("a/b", Ending.FINISHED, returned=value)
    with pytest.raises(SubmissionError):
        wire.decode_frame(wire.encode(wire.Frame("a/b", ended=True, tapes=(tape,))))


def test_an_endless_text_is_refused():
    """Our own recorder cuts what it writes; a forged tape would stand in memory, on a page and on record."""
    fault = Fault("KeyError", "x" * 10_001)
    tape = Tape("a/b", Ending.RAISED, fault=fault)
    with pytest.raises(SubmissionError, match="10001 characters"):
        wire.decode_frame(wire.encode(wire.Frame("a/b", ended=True, tapes=(tape,))))


def test_a_column_holds_one_row_an_epoch():
    tape = Tape("a/b", Ending.FINISHED, columns=(Column("loss", (0, 1, 2), describe(torch.ones(2))),))
    with pytest.raises(SubmissionError):
        wire.decode_frame(wire.encode(wire.Frame("a/b", ended=True, tapes=(tape,))))


@given(st.binary(max_size=300))
def test_bytes_that_are_no_frame_are_refused_and_never_crash(raw):
    with pytest.raises(SubmissionError):
        wire.decode_frame(raw)


LYING = type("Lying", (type,), {"__name__": property(lambda _: "\ud800")})
"""Of classes that answer with something else for their name."""


@pytest.mark.parametrize(
    "value", [LYING("Half", (dict,), {})({"\ud800": 1.0}), np.zeros(1, dtype=[(f"f{n}", "f4") for n in range(3000)])]
)
def test_names_that_no_tape_can_hold_are_written_so_that_it_can(value):
    written = describe(value)
    assert wire.encode(written)
    assert len(written.text) <= MOST_TEXT
