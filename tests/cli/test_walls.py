"""Where student code cannot be confined, `grade` stops, and says why and what accepts the risk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.courses import course

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.real]
A_KERNEL_WITHOUT_WALLS = """
import errno, os, sys, pyseccomp
filter = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
for name in ("seccomp", "landlock_create_ruleset", "unshare"):
    filter.add_rule(pyseccomp.ERRNO(errno.ENOSYS), name)
filter.add_rule(pyseccomp.ERRNO(errno.EINVAL), "prctl", pyseccomp.Arg(0, pyseccomp.EQ, 22))
filter.load()
os.execv(sys.executable, [sys.executable, "-m", "autograder", *sys.argv[1:]])
"""


def test_grade_stops_with_the_reason_and_the_flag_and_writes_nothing(tmp_path):
    folder = course(tmp_path)
    words = ("grade", "week01", folder / "in", "--out", folder / "out", "--course", folder)
    done = subprocess.run(
        [sys.executable, "-c", A_KERNEL_WITHOUT_WALLS, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, (folder / "out").exists()) == (3, False)
    assert "this kernel has no Landlock" in done.stderr
    assert "--trusted-only" in done.stderr
