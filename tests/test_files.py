"""A file is there whole, or not there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from io import BytesIO
from zipfile import ZipFile

import pytest

from autograder.errors import RecordError
from autograder.files import held, sweep, write_file, zipped


def test_a_file_is_replaced_whole(tmp_path):
    write_file(tmp_path / "a.csv", b"one")
    assert write_file(tmp_path / "a.csv", b"two").read_bytes() == b"two"


def test_nothing_is_left_beside_it(tmp_path):
    write_file(tmp_path / "a.csv", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_where_it_cannot_be_written_the_old_one_stays_and_nothing_else(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(RecordError, match=r"a\.csv"):
        write_file(tmp_path / "a.csv", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


KILLED = """
import os, sys
from pathlib import Path
from autograder import files
files.os.fsync = lambda _: os._exit(9)
files.write_file(Path(sys.argv[1]), b"half")
"""


def test_what_a_killed_process_left_half_written_is_swept_away_and_nothing_else(tmp_path):
    write_file(tmp_path / "feedback" / "a.html", b"one")
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "feedback" / "a.html"], check=False)
    left = len([*(tmp_path / "feedback").iterdir()])
    sweep(tmp_path, time.time() + 1)
    assert (left, [path.name for path in (tmp_path / "feedback").iterdir()]) == (2, ["a.html"])


def test_what_another_process_is_writing_now_stays(tmp_path):
    before = time.time() - 1
    (tmp_path / ".half-x.tmp").write_bytes(b"now")
    sweep(tmp_path, before)
    assert (tmp_path / ".half-x.tmp").exists()


def test_the_same_files_give_the_same_zip_in_whatever_order_they_are_named():
    assert zipped({"b.py": b"2", "a.py": b"1"}) == zipped({"a.py": b"1", "b.py": b"2"})


def test_a_zip_holds_what_was_given_and_only_programs_may_be_run():
    with ZipFile(BytesIO(zipped({"run": b"#!", "a.py": b"1"}, programs=["run"]))) as archive:
        found = {entry.filename: (archive.read(entry), entry.external_attr >> 16) for entry in archive.infolist()}
    assert found == {"a.py": (b"1", 0o644), "run": (b"#!", 0o755)}


def test_who_may_read_a_file_says_the_operators_umask(tmp_path):
    """A TA who keeps everything to herself keeps the marks to herself too."""
    before = os.umask(0o077)
    try:
        mode = write_file(tmp_path / "grades.csv", b"").stat().st_mode & 0o777
    finally:
        os.umask(before)
    assert mode == 0o600


def test_a_folder_is_held_by_one_and_free_when_that_ends(tmp_path):
    with held(tmp_path) as first, held(tmp_path) as second:
        assert (first, second) == (True, False)
    with held(tmp_path) as again:
        assert again
