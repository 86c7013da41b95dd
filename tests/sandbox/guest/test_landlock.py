"""A Landlock domain around a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.sandbox.guest import landlock

pytestmark = pytest.mark.skipif(landlock.version() == 0, reason="this kernel has no Landlock")

PROGRAM = """
import os, sys
from autograder.sandbox.guest import kernel, landlock
inside, outside = sys.argv[1:]
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
landlock.restrict(read=(inside,), write=(inside + "/rw", "/not/there"))
{}
"""


def confined(tmp_path, tried):
    """The exception a line meets behind a domain, or what it printed."""
    (tmp_path / "in" / "rw").mkdir(parents=True)
    (tmp_path / "in" / "file").write_text("inside")
    (tmp_path / "out").write_text("outside")
    program = PROGRAM.format(f"try: {tried}\nexcept OSError as error: print(type(error).__name__)")
    ran = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "in", tmp_path / "out"], capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def test_what_is_allowed_can_be_read(tmp_path):
    assert confined(tmp_path, "print(open(inside + '/file').read())") == "inside"


def test_what_is_allowed_can_be_listed(tmp_path):
    assert confined(tmp_path, "print(sorted(os.listdir(inside)))") == "['file', 'rw']"


def test_the_rest_cannot_be_read(tmp_path):
    assert confined(tmp_path, "open(outside)") == "PermissionError"


def test_reading_is_not_writing(tmp_path):
    assert confined(tmp_path, "open(inside + '/file', 'a')") == "PermissionError"


def test_truncating_is_writing(tmp_path):
    if landlock.version() < 3:
        pytest.skip("this kernel cannot tell")
    assert confined(tmp_path, "os.truncate(inside + '/file', 0)") == "PermissionError"


def test_what_may_be_written_may_be_made_renamed_and_removed(tmp_path):
    tried = "open(inside + '/rw/a', 'w').close(); os.rename(inside + '/rw/a', inside + '/rw/b'); os.remove(inside + '/rw/b'); print('done')"
    assert confined(tmp_path, tried) == "done"


def test_a_file_cannot_be_carried_out(tmp_path):
    assert confined(tmp_path, "os.rename(inside + '/rw', outside + '2')") in {"PermissionError", "OSError"}


def test_nothing_can_be_executed(tmp_path):
    assert confined(tmp_path, "os.execv(sys.executable, ['python', '-c', ''])") == "PermissionError"
