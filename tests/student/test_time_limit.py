"""Time that runs out: the place is told, whatever the machine has to do beside it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

from autograder.student.time_limit import BUSY_MARK, KernelLimit, TimeIsUpError

LOOP = "def fit(epochs):\n    epoc = 0\n    while epoc < epochs:\n        step()\ndef step():\n    return [0] * 9\n"
WATCH = """
import sys
from autograder.student.time_limit import TimeLimit
limit = TimeLimit(open(sys.argv[1], "w"))
{before}
exec(compile({loop!r}, "four_steps.py", "exec"))
{after}
"""


def stack(folder, before, after):
    """Run a script under the limit → what it left behind."""
    code = WATCH.format(before=before, after=after, loop=LOOP)
    subprocess.run([sys.executable, "-c", code, folder / "stack.txt"], check=False, timeout=60)
    return (folder / "stack.txt").read_text(encoding="utf-8")


def test_the_stack_is_read_while_the_code_stands_still(tmp_path):
    """Read while it runs, the frames of a student's own function may be missing."""
    assert all('"four_steps.py", line' in stack(tmp_path, "limit.start(0.05)", "fit(30)") for _ in range(3))


def test_what_has_ended_is_not_stopped(tmp_path):
    assert stack(tmp_path, "limit.start(0.05)", "limit.stop(); import time; time.sleep(0.2)") == ""


STUBBORN = """
import time
def fit():
    try:
        time.sleep(20)
    except BaseException:
        caught.append(True)
    time.sleep(20)
"""


def test_in_a_kernel_the_code_is_interrupted_until_it_ends():
    """A bare `except` around the loop's body takes one interrupt, not the next."""
    limit, space = KernelLimit(), {"caught": []}
    exec(STUBBORN, space)
    with limit.installed():
        limit.start(0.05)
        with pytest.raises(TimeIsUpError):
            space["fit"]()
    assert space["caught"] == [True]


def test_an_interrupt_of_the_students_own_stays_one():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
    try:
        with KernelLimit().installed(), pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_in_a_kernel_what_has_ended_is_not_interrupted():
    limit = KernelLimit()
    with limit.installed():
        limit.start(0.05)
        limit.stop()
        before = time.monotonic()
        time.sleep(0.1)
    assert time.monotonic() - before >= 0.1


@pytest.mark.slow
def test_code_that_never_gives_the_lock_back_is_stopped_all_the_same(tmp_path):
    """A single call into C is no step of Python's."""
    held = "import re; re.match('(a+)+b', 'a' * 60)"
    assert '<string>", line' in stack(tmp_path, "limit.start(0.05)", held)


@pytest.mark.parametrize(("waited", "busy"), [(0.0, False), (0.5, False), (0.99, True)])
def test_time_spent_waiting_for_a_processor_is_not_the_codes(tmp_path, waited, busy):
    """Half of its time it waits; at twenty times its seconds it is stopped, and the machine is named."""
    before = (
        "import time, autograder.student.time_limit as t; began = time.monotonic()\n"
        f"t._waited = lambda: {waited} * (time.monotonic() - began)\n"
        "limit.start(0.15)"
    )
    left = stack(tmp_path, before, "fit(1)")
    assert left.startswith("Timeout")
    assert (BUSY_MARK in left) is busy
