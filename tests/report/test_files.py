"""A file is there whole, or not there."""

from __future__ import annotations

import pytest

from autograder.errors import RecordError
from autograder.report.files import replace


def test_a_file_is_replaced_whole(tmp_path):
    replace(tmp_path / "a.csv", b"one")
    assert replace(tmp_path / "a.csv", b"two").read_bytes() == b"two"


def test_nothing_is_left_beside_it(tmp_path):
    replace(tmp_path / "a.csv", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_where_it_cannot_be_written_the_old_one_stays_and_nothing_else(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(RecordError, match=r"a\.csv"):
        replace(tmp_path / "a.csv", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
