"""Thin calls into the kernel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox.guest import kernel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")


def python(program):
    """What a program of its own process prints."""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def test_a_call_that_fails_says_which_and_why():
    with pytest.raises(OSError, match="prctl 99999: Invalid argument"):
        kernel.prctl(99999)


def test_a_fork_into_no_namespaces_is_a_fork():
    program = "import os\nfrom autograder.sandbox.guest import kernel\npid = kernel.fork_into(0)\nif pid == 0: os._exit(7)\nprint(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))"
    assert python(program) == "7"


def test_a_child_of_a_raw_fork_is_a_sane_python():
    """Threads, imports and locks work in it."""
    program = "import os\nfrom autograder.sandbox.guest import kernel\npid = kernel.fork_into(0)\nif pid == 0:\n    import threading, decimal\n    t = threading.Thread(target=os.write, args=(1, b'ok')); t.start(); t.join(); os._exit(0)\nos.waitpid(pid, 0)"
    assert python(program) == "ok"


def test_collapsing_memory_changes_nothing_in_it():
    program = "from autograder.sandbox.guest import kernel\nkept = [bytes([n % 256]) * 1000 for n in range(20000)]; before = hash(tuple(kept))\nkernel.collapse_memory(); print(hash(tuple(kept)) == before)"
    assert python(program) == "True"


def test_children_are_listed():
    child = subprocess.Popen(["sleep", "5"])
    try:
        assert child.pid in kernel.children()
    finally:
        child.kill()
        child.wait()


def test_dropped_capabilities_are_gone():
    program = "from autograder.sandbox.guest import kernel\nkernel.drop_capabilities()\nprint([l.split()[1] for l in open('/proc/self/status') if l.startswith(('CapEff', 'CapPrm'))])"
    assert python(program) == str(["0" * 16] * 2)


def test_a_loaded_filter_holds():
    program = "import os\nfrom autograder.sandbox.guest import kernel; from autograder.sandbox.host import seccomp\np = seccomp.program()\nkernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1); kernel.load_filter(p)\ntry: os.fork()\nexcept PermissionError: print('held')"
    pytest.importorskip("pyseccomp")
    assert python(program) == "held"


def test_descriptors_of_this_test_are_its_own():
    """PyDLL and raw forks must not have leaked any into pytest."""
    assert len([*Path("/proc/self/fd").iterdir()]) < 100
