"""Servers and children live as long as they are wanted, and leave nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil
import pytest

from autograder.errors import InstructorError, IsolationError, TooBusyError
from autograder.model import Ending, Limits
from autograder.sandbox.host import sandbox as sandbox_module
from autograder.sandbox.host import server_process
from autograder.sandbox.host.sandbox import open_with_layers
from autograder.sandbox.protocol import STRONGEST_FIRST, TRUSTED_ONLY
from tests.sandbox.programs import BARE, DATA, SHORT, run

pytestmark = pytest.mark.real

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def own_place(monkeypatch):
    """A place for temporary files where no other test leaves any, as open to everybody as /tmp."""
    with tempfile.TemporaryDirectory() as place, monkeypatch.context() as changed:
        Path(place).chmod(0o1777)
        changed.setattr(tempfile, "tempdir", place)
        changed.setenv("TMPDIR", place)
        yield


def descendants(pid=None):
    """Everything that lives because of this process, or of that one."""
    return {process.pid for process in psutil.Process(pid).children(recursive=True)}


def descriptors():
    """Open ones of this process."""
    return {entry.name for entry in Path("/proc/self/fd").iterdir()}


def left_over():
    """Folders that servers made."""
    return set(Path(tempfile.gettempdir()).glob("autograder-run-*"))


def kill(pids):
    """As a hand would, from outside."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def gone(pids, seconds=5.0):
    """Whether all of these processes die in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not any(psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie" for pid in pids):
            return True
        time.sleep(0.05)
    return False


@cache
def stands(layers):
    """Whether these layers can be tried here at all."""
    try:
        with open_with_layers((layers,), limits=Limits(), warm=BARE):
            return True
    except IsolationError:
        return False


@pytest.fixture
def layers(request):
    """Walls that stand here."""
    if not stands(request.param):
        pytest.skip(f"{request.param}: cannot stand here; `autograder doctor` says why")
    return request.param


every_set = pytest.mark.parametrize("layers", [*STRONGEST_FIRST, TRUSTED_ONLY], ids=str, indirect=True)


@every_set
def test_closing_leaves_nothing_behind(layers):
    """No process, no descriptor, no file, no mount."""
    before = (descendants(), descriptors(), left_over(), Path("/proc/self/mountinfo").read_text())
    sources = ["emit(b'x')", "while True: pass", "import os; os._exit(1)"] * 2
    with (
        open_with_layers((layers,), limits=SHORT, data=DATA, warm=BARE, jobs=3) as sandbox,
        ThreadPoolExecutor(3) as threads,
    ):
        list(threads.map(lambda source: run(sandbox, source), sources))
    assert (
        descendants(),
        descriptors(),
        left_over(),
        Path("/proc/self/mountinfo").read_text(),
    ) == before


@every_set
def test_between_calls_only_the_server_lives(layers):
    with open_with_layers((layers,), limits=SHORT, warm=BARE) as sandbox:
        run(sandbox, "emit(b'x')")
        idle = descendants()
        for source in (
            "while True: pass",
            "import threading as t; t.Thread(target=t.Event().wait).start()",
            "emit(b'')",
        ):
            run(sandbox, source)
        assert descendants() == idle


@every_set
def test_a_killed_server_costs_a_retry_and_no_mark(layers):
    """And no folder: what the dead server could not clear away, the grader does."""
    before, others = left_over(), descendants()
    with open_with_layers((layers,), limits=Limits(), warm=BARE) as sandbox, ThreadPoolExecutor(1) as threads:
        running = threads.submit(run, sandbox, "import time; time.sleep(0.7); emit(b'x')")
        time.sleep(0.3)
        kill(descendants() - others)
        ending = running.result().ending
    assert (ending, left_over() - before) == (Ending.FINISHED, set())


@every_set
def test_a_child_killed_from_outside_costs_a_retry_and_no_mark(layers):
    """Nobody inside can send SIGKILL: it was the kernel, short of memory, or a hand."""
    with open_with_layers((layers,), limits=Limits(), warm=BARE) as sandbox, ThreadPoolExecutor(1) as threads:
        idle = descendants()
        running = threads.submit(run, sandbox, "import time; time.sleep(0.7); emit(b'x')")
        time.sleep(0.3)
        kill(descendants() - idle)
        assert running.result().frames == (b"x",)


@every_set
def test_a_server_that_died_between_calls_is_replaced(layers):
    others = descendants()
    with open_with_layers((layers,), limits=Limits(), warm=BARE) as sandbox:
        kill(descendants() - others)
        assert run(sandbox, "emit(b'x')").ending is Ending.FINISHED


@every_set
def test_everything_dies_with_the_grader(layers):
    """kill -9 of the grader in the middle of an endless program."""
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER, json.dumps(STRONGEST_FIRST.index(layers) if layers in STRONGEST_FIRST else -1)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), *filter(None, sys.path)))},
    )
    before = left_over()
    grader.stdout.readline()
    time.sleep(0.3)
    alive = descendants(grader.pid)
    grader.kill()
    grader.communicate()
    assert len(alive) >= 2
    assert gone(alive, seconds=60.0)  # a server whose packages are linked in removes tens of thousands of names first
    assert left_over() <= before


GRADER = """
import sys, json
from autograder.model import Limits
from autograder.sandbox.protocol import STRONGEST_FIRST, TRUSTED_ONLY
from autograder.sandbox.host.sandbox import open_with_layers
layers = (*STRONGEST_FIRST, TRUSTED_ONLY)[json.loads(sys.argv[1])]
with open_with_layers((layers,), limits=Limits(), warm="autograder.sandbox.guest.bare") as sandbox:
    print("open", flush=True)
    sandbox.run(b"while True: pass", entry="autograder.sandbox.guest.bare")
"""


def test_an_old_server_is_relieved(full, monkeypatch):
    """Whatever slowly goes wrong in a process does not go wrong for ever."""
    monkeypatch.setattr(sandbox_module, "_CALLS_A_SERVER", 3)
    with open_with_layers((full.layers,), limits=Limits(), warm=BARE) as sandbox:
        servers = {run(sandbox, "emit(b'x')") and frozenset(descendants()) for _ in range(7)}
    assert len(servers) == 3


def test_calls_in_flight_do_not_mingle(full):
    source = "import time; time.sleep(0.02 * ({0} % 3)); print('{0}'); emit(b'{0}')"
    with ThreadPoolExecutor(4) as threads:
        said = list(threads.map(lambda n: run(full, source.format(n)), range(40)))
    assert [(t.frames, t.printed) for t in said] == [((b"%d" % n,), b"%d\n" % n) for n in range(40)]


def test_one_that_misbehaves_does_not_harm_the_others(full):
    """An endless loop, a crash and a flood beside honest work."""
    hostile = ["while True: pass", "import os; os.abort()", "while True: print('x' * 9999)"]
    with ThreadPoolExecutor(4) as threads:
        others = [threads.submit(run, full, source, SHORT) for source in hostile]
        honest = [run(full, "emit(b'%d' % sum(range(1000)))").frames for _ in range(10)]
        [other.result() for other in others]
    assert honest == [(b"499500",)] * 10


def test_jobs_bound_the_children_alive(full):
    with (
        open_with_layers((full.layers,), limits=Limits(), warm=BARE, jobs=2) as sandbox,
        ThreadPoolExecutor(6) as threads,
    ):
        run(sandbox, "emit(b'x')")
        idle = len(descendants())
        calls = [threads.submit(run, sandbox, "import time; time.sleep(0.2)") for _ in range(6)]
        most = max(len(descendants()) - idle for _ in range(20) if not time.sleep(0.02))
        [call.result() for call in calls]
    assert most == 2


def test_a_sandbox_that_cannot_be_is_refused_with_the_flag_that_accepts_the_risk():
    with pytest.raises(IsolationError, match="--trusted-only"), open_with_layers((), limits=Limits()):
        pass


def test_a_machine_too_busy_to_start_is_no_reason_to_confine_less(monkeypatch):
    monkeypatch.setattr(server_process, "_START_SECONDS", 0.01)
    with pytest.raises(TooBusyError, match="too busy"), open_with_layers(STRONGEST_FIRST, limits=SHORT, warm=BARE):
        pass


@pytest.mark.parametrize("name", ["../solution.py", "/etc/passwd", "a/b.csv", ""])
def test_a_data_file_has_a_plain_name(name):
    with (
        pytest.raises(InstructorError, match="plain file name"),
        open_with_layers((), limits=Limits(), data={name: b""}),
    ):
        pass
