"""Descriptors from a control socket → a child each, and a report of how it died. Runs inside the walls; never reads a submission."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import struct
import sys
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

import msgspec

from autograder.errors import IsolationError
from autograder.model import Limits
from autograder.sandbox.channel import Kind, frames
from autograder.sandbox.guest import child, confine, kernel, ready
from autograder.sandbox.guest.confine import Cell
from autograder.sandbox.order import Order, Places, Plan, nameless, read_order

if TYPE_CHECKING:
    import resource

REPORT = struct.Struct("<iqq")  # wait status, microseconds of CPU, kilobytes at most
ALIVE = -1  # instead of a wait status
SIZE = struct.Struct("<I")  # of the plan
_PASSED = 4  # descriptors that come with every call: order, tape, printed, line
_REHEARSAL = Order(entry="autograder.sandbox.guest.bare", nonce=b"", cpu_seconds=10, limits=Limits())


def main(control: int) -> None:
    """Read the plan, get ready, say so, serve. The first line on the control socket is {"own": folder} or {"error": why not}."""
    with socket.socket(fileno=control) as connection, contextlib.ExitStack() as lodging:
        try:
            server = _prepare(connection, lodging)
        except Exception as error:
            connection.sendall(json.dumps({"error": str(error)}).encode() + b"\n")
            return
        connection.sendall(json.dumps({"own": server.places.own}).encode() + b"\n")
        server.serve()


def _prepare(connection: socket.socket, lodging: contextlib.ExitStack) -> Server:
    """Rehearsed before it is warm: what cannot be enforced is known before torch is imported."""
    (size,) = SIZE.unpack(connection.recv(SIZE.size, socket.MSG_WAITALL))
    plan = msgspec.json.decode(connection.recv(size, socket.MSG_WAITALL), type=Plan)
    ready.become(plan.uid)
    server = Server(plan, connection, plan.places or lodging.enter_context(ready.lay(plan.files)))
    ready.move_in(server.places)
    ready.close_up()
    server.address_space = ready.address_space()
    server.rehearse()
    ready.warm((plan.warm, _REHEARSAL.entry))
    server.address_space = ready.address_space()
    return server


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
    doomed: set[int] = field(default_factory=set)  # killed, and not dead yet

    def rehearse(self) -> None:
        """Put a child behind the walls and let it go."""
        told, tape = os.pipe()
        order = nameless(_REHEARSAL.pack(b""))
        pid = self.bear(order, tape, tape)
        os.close(tape)
        os.close(order)
        with os.fdopen(told, "rb") as heard:
            said = bytearray(heard.read())
        os.waitpid(pid, 0)
        kind, reason = next(frames(said, sys.maxsize), (Kind.UNCONFINED, b"A child died without a word."))
        if kind is not Kind.CONFINED:
            raise IsolationError(reason.decode(errors="replace").strip().splitlines()[-1])

    def serve(self) -> None:
        """Until the other end of the control socket is gone."""
        woken, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: self.control.shutdown(socket.SHUT_RDWR))
        while self.turn(woken):
            pass
        for pid in self.children:
            _kill(pid)

    def turn(self, woken: int) -> bool:
        """Wait for something to happen, and see to it; False when it is the end."""
        control = self.control.fileno()
        lines = {line.fileno(): pid for pid, line in self.children.items() if pid not in self.doomed}
        poll = select.poll()
        for descriptor in (control, woken, *lines):
            poll.register(descriptor, select.POLLIN)
        happened = {descriptor for descriptor, _ in poll.poll()}
        for line in happened & lines.keys():
            self.answer(lines[line])
        if woken in happened:
            os.read(woken, 4096)
            self.bury()
        return control not in happened or self.receive()

    def answer(self, pid: int) -> None:
        """To a question on a child's line, the CPU time it has used; to the end of the line, its death."""
        line = self.children[pid]
        with contextlib.suppress(OSError):  # a line that is cut with words still in it is an error, not an end
            if line.recv(1, socket.MSG_DONTWAIT):
                line.send(REPORT.pack(ALIVE, kernel.cpu_microseconds(pid), 0), socket.MSG_DONTWAIT)
                return
        self.doomed.add(pid)
        _kill(pid)

    def receive(self) -> bool:
        """Fork a child for one call; False when there will be no more calls."""
        asked, passed, _, _ = socket.recv_fds(self.control, 1, _PASSED)
        if not asked or len(passed) != _PASSED:
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
        except BaseException:
            traceback.print_exc()
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
            readable=(*self.plan.readable, self.places.work, self.places.data),
            work=self.places.work,
            data=self.places.data,
            seccomp=self.plan.seccomp,
        )

    def bury(self) -> None:
        """Report every child that has died, and end what it left running where nothing had kept it from that."""
        with contextlib.suppress(ChildProcessError):
            while (died := os.wait4(-1, os.WNOHANG))[0]:
                self.report(*died)
        if not self.plan.walls.core:
            for pid in kernel.children() - self.children.keys():
                _kill(pid)

    def report(self, pid: int, status: int, used: resource.struct_rusage) -> None:
        """Say on the line how the child ended, and close it. An orphan that came to us has no line."""
        line = self.children.pop(pid, None)
        self.doomed.discard(pid)
        if line is not None:
            _kill(pid)  # the rest of its group
            microseconds = int((used.ru_utime + used.ru_stime) * 1e6)
            with line, contextlib.suppress(OSError):
                line.send(REPORT.pack(status, microseconds, used.ru_maxrss), socket.MSG_DONTWAIT)


def _kill(pid: int) -> None:
    """The child and its group; in a pid namespace everything dies with its first process."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
