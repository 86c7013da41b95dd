"""Descriptors from a control socket → a child each, and a report of how it died.

Never reads a submission.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

import msgspec

from autograder.errors import IsolationError
from autograder.model import Limits
from autograder.sandbox.guest import child, confine, kernel, startup
from autograder.sandbox.guest.confine import Confinement
from autograder.sandbox.protocol import (
    ALIVE,
    REPORT,
    SIZE,
    ChildRequest,
    FrameKind,
    ServerConfig,
    Wall,
    anonymous_file,
    frames,
    read_request,
)

if TYPE_CHECKING:
    import resource

_PASSED = 4  # descriptors that come with every request: request, tape, printed, line
_REHEARSAL = ChildRequest(entry="autograder.sandbox.guest.bare", nonce=b"", cpu_seconds=10, limits=Limits())


def main(control: int) -> None:
    """Read the config, get ready, say so, serve.

    The first line on the control socket is {} or {"error": why not}.
    """
    with socket.socket(fileno=control) as connection, contextlib.ExitStack() as at_end:
        try:
            server = _prepare(connection, at_end)
        except Exception as error:  # noqa: BLE001 - the grader hears of it, whatever it is
            connection.sendall(json.dumps({"error": str(error)}).encode() + b"\n")
            return
        connection.sendall(b"{}\n")
        server.serve()


def _prepare(connection: socket.socket, at_end: contextlib.ExitStack) -> Server:
    """Drop privileges, rehearse, and only then warm a server.

    What cannot be enforced is known before torch is imported.
    """
    (size,) = SIZE.unpack(connection.recv(SIZE.size, socket.MSG_WAITALL))
    config = msgspec.json.decode(connection.recv(size, socket.MSG_WAITALL), type=ServerConfig)
    startup.drop_privileges(config.uid)
    at_end.enter_context(startup.enter_workspace(config))
    startup.harden()
    server = Server(config, connection, address_space=startup.address_space())
    server.rehearse()
    startup.warm((config.warm, _REHEARSAL.entry))
    server.address_space = startup.address_space()
    return server


@dataclass(slots=True)
class Server:
    """The process that children are forked from.

    It owns them, and the lines on which their deaths are reported.
    """

    config: ServerConfig
    control: socket.socket
    uid: int = field(default_factory=os.geteuid)
    gid: int = field(default_factory=os.getegid)
    address_space: int = 0
    children: dict[int, socket.socket] = field(default_factory=dict)
    killed: set[int] = field(default_factory=set)  # and not dead yet

    def rehearse(self) -> None:
        """Confine a child that then has nothing to do.

        IsolationError: it could not be confined.
        """
        heard, tape = os.pipe()
        request = anonymous_file(_REHEARSAL.pack(b""))
        pid = self.fork_child(request, tape, tape)
        os.close(tape)
        os.close(request)
        with os.fdopen(heard, "rb") as reading:
            said = bytearray(reading.read())
        os.waitpid(pid, 0)
        kind, reason = next(frames(said, sys.maxsize), (FrameKind.UNCONFINED, b"A child died without a word."))
        if kind is not FrameKind.CONFINED:
            raise IsolationError(reason.decode(errors="replace").strip().splitlines()[-1])

    def serve(self) -> None:
        """Fork children until the other end of the control socket is gone."""
        woken, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: self.control.shutdown(socket.SHUT_RDWR))
        while self.wait_once(woken):
            pass
        for pid in self.children:
            _kill(pid)

    def wait_once(self, woken: int) -> bool:
        """Wait for something to happen, and see to it; False when it is the end."""
        control = self.control.fileno()
        lines = {line.fileno(): pid for pid, line in self.children.items() if pid not in self.killed}
        poll = select.poll()
        for descriptor in (control, woken, *lines):
            poll.register(descriptor, select.POLLIN)
        happened = {descriptor for descriptor, _ in poll.poll()}
        for line in happened & lines.keys():
            self.answer(lines[line])
        if woken in happened:
            os.read(woken, 4096)
            self.reap()
        return control not in happened or self.receive()

    def answer(self, pid: int) -> None:
        """Send the CPU time a child has used and waited for, where its line asks.

        Kill it where its line has ended.
        """
        line = self.children[pid]
        with contextlib.suppress(OSError):  # a line that is cut with words still in it is an error, not an end
            if line.recv(1, socket.MSG_DONTWAIT):
                times = kernel.cpu_microseconds(pid), kernel.waiting_microseconds(pid)
                line.send(REPORT.pack(ALIVE, *times), socket.MSG_DONTWAIT)
                return
        self.killed.add(pid)
        _kill(pid)

    def receive(self) -> bool:
        """Fork a child for one request; False when there will be no more."""
        asked, passed, _, _ = socket.recv_fds(self.control, 1, _PASSED)
        if not asked or len(passed) != _PASSED:
            return False
        request, tape, printed, line = passed
        pid = self.fork_child(request, tape, printed)
        for descriptor in (request, tape, printed):
            os.close(descriptor)
        self.children[pid] = socket.socket(fileno=line)
        return True

    def fork_child(self, request: int, tape: int, printed: int) -> int:
        """Fork, into new namespaces where they are wanted.

        The child does not come back from here.
        """
        layers = self.config.layers
        pid = kernel.fork_into(confine.namespaces(layers)) if layers.namespaces else os.fork()
        if pid == 0:
            self.run_child(request, tape, printed)
        return pid

    def run_child(self, request: int, tape: int, printed: int) -> NoReturn:
        """In the child: let go of all that is the server's, and do as requested."""
        try:
            confine.keep_only(request, tape, printed, close=Wall.DESCRIPTORS not in self.config.layers.without)
            asked = read_request(confine.PAYLOAD)
            child.detach(self.config.workspace.work)
            child.run(asked, self.confinement(asked), self.config.layers)
        except BaseException:  # noqa: BLE001 - a child must not become a second server
            traceback.print_exc()
        os._exit(1)

    def confinement(self, request: ChildRequest) -> Confinement:
        """The limits, user and paths that this child is confined to."""
        workspace = self.config.workspace
        return Confinement(
            limits=request.limits,
            uid=self.uid,
            gid=self.gid,
            cpu_seconds=request.cpu_seconds,
            tasks=self.config.tasks + request.limits.tasks,
            address_space=self.address_space,
            readable=(*self.config.readable, workspace.work, workspace.data),
            work=workspace.work,
            data=workspace.data,
            seccomp=self.config.seccomp,
        )

    def reap(self) -> None:
        """Report every child that has died, and without CORE end what it left running."""
        with contextlib.suppress(ChildProcessError):
            while (died := os.wait4(-1, os.WNOHANG))[0]:
                self.report(*died)
        if not self.config.layers.core:
            for pid in kernel.children() - self.children.keys():
                _kill(pid)

    def report(self, pid: int, status: int, used: resource.struct_rusage) -> None:
        """Say on the line how the child ended, and close it.

        An orphan that came to us has no line.
        """
        line = self.children.pop(pid, None)
        self.killed.discard(pid)
        if line is not None:
            _kill(pid)  # the rest of its group
            microseconds = int((used.ru_utime + used.ru_stime) * 1e6)
            with line, contextlib.suppress(OSError):
                line.send(REPORT.pack(status, microseconds, used.ru_maxrss), socket.MSG_DONTWAIT)


def _kill(pid: int) -> None:
    """Kill a child and its group.

    In a pid namespace everything dies with its first process.
    """
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
