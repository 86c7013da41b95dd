"""A receipt shows that what was graded is what was submitted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import RecordError
from autograder.model import ReceiptMatch, Source
from autograder.submissions.receipt import from_json, receipt, to_json, verify
from tests.store.builders import DAY, DUE, UNHURRIED, submission

WORK = submission("김철수-2024")


def test_a_receipt_holds_for_the_work_it_was_given_for():
    assert verify(receipt(WORK, DUE), WORK).holds


def test_a_receipt_survives_its_file():
    assert from_json(to_json(receipt(WORK, DUE))) == receipt(WORK, DUE)


def test_a_receipt_can_be_read_by_its_student():
    assert "김철수-2024" in to_json(receipt(WORK, DUE))


def test_other_code_is_found_even_under_the_same_digest():
    """A digest could be copied; the files are digested anew."""
    other = replace(WORK, sources=(Source("regression_by_hand.py", ("other",)),))
    assert verify(receipt(WORK, DUE), other).files == {"regression_by_hand.py": ReceiptMatch.CHANGED}


def test_a_file_that_is_gone_and_one_that_was_added_are_named():
    renamed = replace(WORK, sources=(Source("renamed.py", WORK.sources[0].cells),))
    assert verify(receipt(WORK, DUE), renamed).files == {
        "regression_by_hand.py": ReceiptMatch.GONE,
        "renamed.py": ReceiptMatch.ADDED,
    }


@pytest.mark.parametrize("change", [{"student": "other"}, {"week": "week05"}, {"digest": "other"}])
def test_a_receipt_does_not_hold_for_anything_else(change):
    assert not verify(receipt(WORK, DUE), replace(WORK, **change)).holds


def test_work_that_came_after_the_receipt_is_told():
    late = replace(WORK, received=DUE + DAY)
    assert (verify(receipt(WORK, DUE), late).came, verify(receipt(WORK, DUE), WORK).came) == (
        ReceiptMatch.CHANGED,
        ReceiptMatch.SAME,
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no receipt"),
        ("[]", "no receipt"),
        ('{"format": 1}', "missing required field"),
        (b"\xff\xfe", "no receipt"),
        (to_json(receipt(WORK, DUE)).replace('"format": 1', '"format": 3'), "format 3"),
        (to_json(receipt(WORK, DUE)).replace("00Z", "00"), "no zone"),
    ],
)
def test_anything_else_is_no_receipt(text, sentence):
    with pytest.raises(RecordError, match=sentence):
        from_json(text)


@UNHURRIED
@given(st.text())
def test_no_text_breaks_the_reader(text):
    with pytest.raises(RecordError):
        from_json(text)
