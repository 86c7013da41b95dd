"""Descriptors from a control socket → a child each, and a report of how it died. Runs inside the walls; never reads a submission."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import select
import shutil
import signal
import site
import socket
import struct
import sys
import tempfile
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import msgspec

from autograder.errors import IsolationError
from autograder.model import Limits
from autograder.run import child, confine, kernel
from autograder.run.channel import Kind, frames
from autograder.run.confine import Cell
from autograder.run.order import Order, Places, Plan, nameless, read_order

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT = struct.Struct("<iqq")  # wait status, microseconds of CPU, kilobytes at most
PASSED = 4  # descriptors that come with every call: order, tape, printed, line
SIZE = struct.Struct("<I")
_DESCRIPTORS = 1024
_REHEARSAL = Order(entry="autograder.run.bare", nonce=b"", cpu_seconds=10, limits=Limits())


def main(control: int) -> None:
    """Read the plan, get ready, say so, serve. The first line on the control socket is {} or {"error": why not}."""
    with socket.socket(fileno=control) as connection, contextlib.ExitStack() as left:
        try:
            plan = _read_plan(connection)
            _become(plan.uid)
            server = Server(plan, connection, plan.places or left.enter_context(_lay(plan.files)))
            server.get_ready()
            answer: dict[str, str] = {}
        except Exception as error:  # noqa: BLE001 - the other end says it to the operator
            answer = {"error": str(error)}
        connection.sendall(json.dumps(answer).encode() + b"\n")
        if not answer:
            server.serve()


@dataclass(slots=True)
class Server:
    """The process that children are forked from: it owns them, and the lines on which their deaths are reported."""

    plan: Plan
    control: socket.socket
    places: Places
    uid: int = field(default_factory=os.geteuid)
    gid: int = field(default_factory=os.getegid)
    address_space: int = 0
    children: dict[int, socket.socket] = field(default_factory=dict)

    def get_ready(self) -> None:
        """Be what a child can be forked from: rehearsed, warm, one thread, closed to others of the same user."""
        _move_in(self.places)
        kernel.die_with_parent(signal.SIGTERM)
        signal.signal(signal.SIGTERM, lambda *_: self.control.shutdown(socket.SHUT_RDWR))
        kernel.close_to_others()
        resource.setrlimit(resource.RLIMIT_NOFILE, (_DESCRIPTORS, _DESCRIPTORS))
        self.address_space = _address_space()
        self.rehearse()
        _warm(self.plan.warm)
        self.address_space = _address_space()

    def rehearse(self) -> None:
        """Put a child behind the walls and let it go: what cannot be enforced is known before torch is imported."""
        told, tape = os.pipe()
        order = nameless(_REHEARSAL.pack(b""))
        pid = self.bear(order, tape, tape)
        os.close(tape)
        os.close(order)
        with open(told, "rb") as heard:
            first = next(frames(bytearray(heard.read()), sys.maxsize), (Kind.UNCONFINED, b"it died without a word"))
        os.waitpid(pid, 0)
        if first[0] is not Kind.CONFINED:
            raise IsolationError(first[1].decode(errors="replace"))

    def serve(self) -> None:
        """Until the other end of the control socket is gone."""
        woken, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        while self.turn(woken):
            pass
        for pid in self.children:
            _kill(pid)

    def turn(self, woken: int) -> bool:
        """Wait for something to happen, and see to it; False when it is the end."""
        control = self.control.fileno()
        lines = {line.fileno(): pid for pid, line in self.children.items()}
        poll = select.poll()
        for descriptor in (control, woken, *lines):
            poll.register(descriptor, select.POLLIN)
        happened = {descriptor for descriptor, _ in poll.poll()}
        for line in happened & lines.keys():
            _kill(lines[line])
        if woken in happened:
            os.read(woken, 4096)
            self.bury()
        return control not in happened or self.receive()

    def receive(self) -> bool:
        """Fork a child for one call; False when there will be no more calls."""
        asked, passed, _, _ = socket.recv_fds(self.control, 1, PASSED)
        if not asked or len(passed) != PASSED:
            return False
        order, tape, printed, line = passed
        pid = self.bear(order, tape, printed)
        for descriptor in (order, tape, printed):
            os.close(descriptor)
        self.children[pid] = socket.socket(fileno=line)
        return True

    def bear(self, order: int, tape: int, printed: int) -> int:
        """Fork, into new namespaces where they are wanted. The child does not come back from here."""
        pid = kernel.fork_into(confine.NAMESPACES) if self.plan.walls.namespaces else os.fork()
        if pid == 0:
            self.become_child(order, tape, printed)
        return pid

    def become_child(self, order: int, tape: int, printed: int) -> NoReturn:
        """Let go of all that is the server's, and live as ordered."""
        try:
            confine.keep_only(order, tape, printed)
            asked = read_order(confine.PAYLOAD)
            child.settle(self.places.work)
            child.live(asked, self.cell(asked), self.plan.walls)
        except BaseException:  # noqa: BLE001 - nothing may come back from here
            traceback.print_exc()
        finally:
            os._exit(1)

    def cell(self, order: Order) -> Cell:
        """What this child is confined to."""
        return Cell(
            limits=order.limits,
            uid=self.uid,
            gid=self.gid,
            cpu_seconds=order.cpu_seconds,
            tasks=self.plan.tasks + order.limits.tasks,
            address_space=self.address_space,
            readable=(*self.plan.readable, self.places.data),
            work=self.places.work,
            data=self.places.data,
            seccomp=self.plan.seccomp,
        )

    def bury(self) -> None:
        """Report every child that has died, and what it left running if it could."""
        with contextlib.suppress(ChildProcessError):
            while (died := os.wait4(-1, os.WNOHANG))[0]:
                self.report(*died)

    def report(self, pid: int, status: int, used: resource.struct_rusage) -> None:
        """Say on the line how the child ended, and close it."""
        line = self.children.pop(pid, None)
        if line is None:
            return
        microseconds = int((used.ru_utime + used.ru_stime) * 1e6)
        with line, contextlib.suppress(OSError):
            line.send(REPORT.pack(status, microseconds, used.ru_maxrss), socket.MSG_DONTWAIT)


def _read_plan(connection: socket.socket) -> Plan:
    (size,) = SIZE.unpack(connection.recv(SIZE.size, socket.MSG_WAITALL))
    return msgspec.json.decode(connection.recv(size, socket.MSG_WAITALL), type=Plan)


def _become(uid: int | None) -> None:
    """Root is dropped here, inside bubblewrap, because the interpreter may lie where only root could have bound it from."""
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)


@contextlib.contextmanager
def _lay(files: tuple[tuple[str, int], ...]) -> Iterator[Places]:
    """Folders on the machine's own disk, with the data files in them, for as long as the server lives."""
    top = Path(tempfile.mkdtemp(prefix="autograder-"))
    try:
        places = Places(work=str(top / "work"), data=str(top / "work" / "data"), own=str(top / "own"))
        for folder in (places.work, places.data, places.own):
            Path(folder).mkdir()
        for name, descriptor in files:
            with os.fdopen(descriptor, "rb") as source:
                Path(places.data, name).write_bytes(source.read())
        yield places
    finally:
        shutil.rmtree(top, ignore_errors=True)


def _move_in(places: Places) -> None:
    """Work where the children will, and let libraries write where they will not."""
    os.chdir(places.work)
    os.environ |= {"HOME": places.work, "TMPDIR": places.own, "MPLCONFIGDIR": places.own}


def _address_space() -> int:
    """Bytes of it in use; every child starts with as much."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except FileNotFoundError:  # not Linux
        return 0
    return pages * resource.getpagesize()


def _warm(module: str) -> None:
    """Import and warm what children need, with what `python` at a prompt has (exit, help), and freeze the heap."""
    site.setquit()
    site.sethelper()
    for entry in (module, "autograder.run.bare"):
        importlib.import_module(entry).warm()
    gc.collect()
    gc.freeze()
    kernel.gather_memory()
    tasks = Path("/proc/self/task")
    alive = len(list(tasks.iterdir())) if tasks.exists() else 1
    if alive != 1:
        raise IsolationError(
            f"The fork server has {alive} threads after {module}.warm(); it must have one, or children would hang."
        )


def _kill(pid: int) -> None:
    """The child and, where it leads one, its group; in a pid namespace everything dies with its first process."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
