"""Walls and a module to warm → a running fork server, or the reason why there can be none."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.errors import GraderError, IsolationError
from autograder.sandbox.guest.server import SIZE
from autograder.sandbox.host import bubblewrap, seccomp
from autograder.sandbox.host.belongings import KIT, Belongings, belongings
from autograder.sandbox.order import Places, Plan, nameless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.sandbox.isolation import Walls

NOBODY = 65534
_START_SECONDS = 120
_STOP_SECONDS = 5
_LAST_WORDS = 2000
_MODULE = "from autograder.sandbox.guest.server import main; main({})"
_INSIDE = Places(work=bubblewrap.INSIDE_WORK, data=bubblewrap.INSIDE_DATA, own=bubblewrap.INSIDE_OWN)
_QUIET = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # forks of huge pages: 13 ms a child instead of 17
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "OMP_WAIT_POLICY": "PASSIVE",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "PYTHONSAFEPATH": "1",
    "PYTHONUTF8": "1",
    **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "MKL", "OPENBLAS", "NUMEXPR", "VECLIB_MAXIMUM")},
}


@dataclass(frozen=True, slots=True)
class Running:
    """A server that has said it is ready: the process, the socket that calls go over, and what it says to nobody."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    stderr: int
    litter: str  # a folder on the machine's own disk that outlives a server that is killed

    def call(self, order: int, tape: int, printed: int, line: int) -> None:
        """Ask for one child. One byte, so that calls from several threads cannot mingle."""
        try:
            socket.send_fds(self.control, [b"!"], [order, tape, printed, line])
        except OSError as gone:
            raise GraderError(f"The fork server is gone ({gone}). {self.last_words()}") from gone

    def last_words(self) -> str:
        """The end of what the server wrote to stderr."""
        size = os.fstat(self.stderr).st_size
        return os.pread(self.stderr, _LAST_WORDS, max(0, size - _LAST_WORDS)).decode(errors="replace").strip()

    def stop(self) -> None:
        """Hang up and wait; whatever still runs then is killed."""
        self.control.close()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self.stderr)
        if self.litter:
            shutil.rmtree(self.litter, ignore_errors=True)


def launch(walls: Walls, *, warm: str, data: Mapping[str, bytes], tasks: int) -> Running:
    """Start a server behind these walls. IsolationError: they cannot be put up here.

    The thread that calls must live as long as the server: the kernel ends the server with it.
    """
    files = tuple((name, nameless(content)) for name, content in data.items())
    empty, stderr = nameless(b""), nameless(b"")
    ours, theirs = socket.socketpair()
    try:
        process = _start(walls, files, (empty, stderr, theirs.fileno()))
    except OSError as error:
        raise IsolationError(f"The fork server cannot be started: {error}.") from error
    finally:
        for descriptor in (empty, *(file for _, file in files)):
            os.close(descriptor)
        theirs.close()
    running = Running(process, ours, stderr, litter="")
    try:
        own = _greet(running, _plan(walls, warm, files, tasks))
    except BaseException:
        running.stop()
        raise
    return running if walls.bubblewrap else replace(running, litter=own)


def _start(walls: Walls, files: tuple[tuple[str, int], ...], passed: tuple[int, int, int]) -> subprocess.Popen[bytes]:
    own = belongings()
    empty, stderr, control = passed
    wrapping = bubblewrap.command(own, files, empty) if walls.bubblewrap else []
    kit = bubblewrap.INSIDE_KIT if walls.bubblewrap else str(own.kit.parent)
    path = os.pathsep.join((kit, *map(str, own.sites)))
    return subprocess.Popen(
        [*wrapping, str(own.interpreter), "-S", "-c", _MODULE.format(control)],
        env={**_QUIET, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=stderr,
        stderr=stderr,
        cwd="/",
        pass_fds=(empty, control, *(file for _, file in files)),
        start_new_session=True,
    )


def _plan(walls: Walls, warm: str, files: tuple[tuple[str, int], ...], tasks: int) -> Plan:
    own = belongings()
    uid = NOBODY if os.geteuid() == 0 else None
    return Plan(
        walls=walls,
        warm=warm,
        uid=uid if walls.core else None,
        readable=bubblewrap.readable(own) if walls.bubblewrap else _readable(own),
        places=_INSIDE if walls.bubblewrap else None,
        tasks=0 if walls.namespaces else tasks + _tasks_of(os.geteuid() if uid is None else uid),
        files=() if walls.bubblewrap else files,
        seccomp=seccomp.program() if walls.core else b"",
    )


def _readable(own: Belongings) -> tuple[str, ...]:
    """Without bubblewrap the rest of the machine is there, and Landlock alone keeps it closed."""
    kit = (own.kit / name for name in ("__init__.py", *KIT))
    system = ("/usr/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")
    return tuple(map(str, (*system, *own.stdlib, *own.packages, *kit)))


def _tasks_of(uid: int) -> int:
    """Tasks this user has already: outside a user namespace the kernel counts them all together."""
    count = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            said = dict(line.split(":", 1) for line in status.read_text().splitlines())
            count += int(said["Threads"]) if int(said["Uid"].split()[0]) == uid else 0
    return count


def _greet(running: Running, plan: Plan) -> str:
    """Hand over the plan, and hear that the server is ready: the folder of its own."""
    packed = msgspec.json.encode(plan)
    running.control.settimeout(_START_SECONDS)
    try:
        running.control.sendall(SIZE.pack(len(packed)) + packed)
        with running.control.makefile("rb", buffering=0) as heard:
            answer = heard.readline()
    except OSError as error:
        raise IsolationError(f"The fork server did not start ({error}). {running.last_words()}") from error
    if not answer:
        raise IsolationError(f"The fork server did not start. {running.last_words()}")
    said = json.loads(answer)
    if "error" in said:
        raise IsolationError(f"The fork server refused to start: {said['error']}")
    running.control.settimeout(None)
    return said["own"]
