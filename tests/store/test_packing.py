"""What is packed comes back; what was damaged says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.clock import utc
from autograder.errors import RecordError
from autograder.files import digest
from autograder.model import Cause, Change, Column, Difference, Fault, Grade, Mark, Recording, Tape, Value
from autograder.store.packing import pack, unpack
from tests.store.builders import UNHURRIED, report

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
plain = st.builds(Value, text, dtype=text, shape=st.lists(st.integers(0, 9)).map(tuple), data=st.binary(), text=text)
values = st.recursive(plain, lambda inner: st.builds(Value, text, items=st.lists(inner, max_size=3).map(tuple)))
columns = st.builds(Column, text, st.lists(st.integers(0, 2**31)).map(tuple), values)
tapes = st.builds(
    Tape,
    probe=text,
    fault=st.none() | st.builds(Fault, text, text),
    returned=st.none() | values,
    seen=st.dictionaries(text, values, max_size=2),
    columns=st.lists(columns, max_size=2).map(tuple),
    calls=st.just(()),
    changed=st.just(()),
)


@UNHURRIED
@given(st.builds(Recording, text, st.lists(tapes, max_size=2).map(tuple), faults=st.just(())))
def test_any_recording_comes_back(recording):
    assert unpack(pack(recording), Recording) == recording


@UNHURRIED
@given(st.builds(Difference, index=st.just(()), quantity=text, got=text), st.floats(allow_nan=False))
def test_any_mark_comes_back(difference, points):
    mark = Mark(report().marks[0].verdict.__class__("c", "failed", difference), points, 1.0)
    assert unpack(pack(mark), Mark).points == points


def test_equal_nouns_have_equal_digests():
    assert digest(report()) == digest(report())
    assert digest(report("a")) != digest(report("b"))


@pytest.mark.parametrize("where", [0, 10, -1])
def test_a_damaged_byte_is_found(where):
    packed = bytearray(pack(report()))
    packed[where] ^= 0xFF
    with pytest.raises(RecordError, match="damaged"):
        unpack(bytes(packed), Grade)


def test_a_moment_is_kept_in_utc():
    noon = datetime(2026, 3, 30, 12, tzinfo=timezone(timedelta(hours=9)))
    assert (utc(noon), utc(noon).tzinfo) == (noon, UTC)


def test_half_a_surrogate_pair_is_spelled_out():
    assert unpack(pack(Fault("E", "\ud800")), Fault).message == "\\ud800"


def test_a_cause_by_a_word_of_0_1_is_read_by_ours():
    """What was published is kept as it was packed."""
    packed = pack({"change": "drives", "name": "by_hand", "before": "", "after": ""})
    assert unpack(packed, Cause) == Cause(Change.DRIVERS, "by_hand")
