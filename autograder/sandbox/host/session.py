"""One payload to a running server → the Transcript of the child that took it.

Whatever the child says is hostile; its line to the server is the server's alone.
"""

from __future__ import annotations

import math
import os
import secrets
import select
import signal
import socket
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from autograder.model import Ending, Limits
from autograder.sandbox.host.deadline import ANSWER_SECONDS, EXIT_SECONDS, KILL_SECONDS, START_SECONDS, Deadline
from autograder.sandbox.host.tape_reader import Conclusion, Retry, TapeReader
from autograder.sandbox.protocol import ALIVE, NONCE_BYTES, REPORT, ChildRequest, anonymous_file

if TYPE_CHECKING:
    from autograder.sandbox.host.server_process import ServerProcess

_KILOBYTE = 1 << 10
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Transcript:
    """All that came out of one child.

    Frames that arrived before a death are kept; `detail` is for the operator.

    `stamps`: when each frame was there, and at last the child's end, by the clock of this process.
    """

    frames: tuple[bytes, ...]
    ending: Ending
    printed: bytes = b""
    detail: str = ""
    stamps: tuple[float, ...] = ()
    cpu_seconds: float = 0.0
    memory_mb: float = 0.0
    seconds: float = 0.0  # by the clock, all tries together
    waited: float = 0.0  # seconds of these in which the machine had no processor for it


@dataclass(frozen=True, slots=True)
class ChildTask:
    """The module whose perform() a child calls, the payload, and the limits it has."""

    entry: str
    payload: bytes
    limits: Limits
    overall_seconds: float
    tape_bytes: int


def run_child(task: ChildTask, server: ServerProcess) -> tuple[Transcript, Retry]:
    """Have a child do it, and listen until it is dead."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    cpu_seconds = math.ceil(task.overall_seconds) + 1
    request = ChildRequest(entry=task.entry, nonce=nonce, cpu_seconds=cpu_seconds, limits=task.limits)
    reader = TapeReader(nonce, task.tape_bytes)
    with ExitStack() as near:
        tape, printed, line = _send(server, request.pack(task.payload), near)
        now = time.monotonic()
        deadline = Deadline(task.limits.wall_seconds, now + task.overall_seconds, now + START_SECONDS)
        session = Session(tape, printed, line, reader, task.limits.printed_kb * _KILOBYTE, cpu_seconds, deadline)
        conclusion = session.listen()
    transcript = Transcript(
        tuple(reader.frames),
        conclusion.ending,
        bytes(session.words),
        conclusion.detail,
        tuple(session.stamps),
        *session.used,
        waited=session.deadline.waited,
    )
    return transcript, conclusion.retry


def _send(server: ServerProcess, packed: bytes, near: ExitStack) -> tuple[int, int, socket.socket]:
    """The near ends of the child's pipes, which `near` will close.

    The far ends are the child's alone.
    """
    with ExitStack() as far:
        tape, far_tape = _pipe(near, far)
        printed, far_printed = _pipe(near, far)
        line, far_line = (side.enter_context(end) for side, end in zip((near, far), socket.socketpair(), strict=True))
        request = anonymous_file(packed)
        far.callback(os.close, request)
        server.request(request, far_tape, far_printed, far_line.fileno())
    return tape, printed, line


def _pipe(near: ExitStack, far: ExitStack) -> tuple[int, int]:
    read, write = os.pipe()
    near.callback(os.close, read)
    far.callback(os.close, write)
    return read, write


@dataclass(slots=True)
class Session:
    """The grader's end of one child.

    Its tape, what it prints, its line to the server, and the deadline.
    """

    tape: int
    printed: int
    line: socket.socket
    reader: TapeReader
    printed_bytes: int
    cpu_seconds: int
    deadline: Deadline
    words: bytearray = field(default_factory=bytearray)
    closed: bool = False  # nothing more can come on the tape
    asked: bool = False  # for the CPU time, because the deadline has passed
    hung_up: bool = False
    stamps: list[float] = field(default_factory=list)  # when each frame was there; at last, when the child was dead
    used: tuple[float, float] = (0.0, 0.0)  # seconds of CPU, megabytes at most

    def listen(self) -> Conclusion:
        """Listen until the server reports the child's death, and say how it ended."""
        poll = select.poll()
        for descriptor in (self.tape, self.printed):
            os.set_blocking(descriptor, False)
            poll.register(descriptor, select.POLLIN)
        poll.register(self.line, select.POLLIN)
        while True:
            left = self.deadline.at - time.monotonic()
            happened = {descriptor for descriptor, _ in poll.poll(max(0.0, left * 1000))}
            for descriptor in happened - {self.line.fileno()}:
                if not self.take(descriptor):
                    poll.unregister(descriptor)
            if self.line.fileno() in happened and not self.lives(report := self.report()):
                return self.conclude(report)
            if time.monotonic() >= self.deadline.at and (overdue := self.time_out()):
                return overdue

    def take(self, descriptor: int) -> bool:
        """Read once; False when there will be no more."""
        try:
            piece = os.read(descriptor, _PIECE)
        except BlockingIOError:
            return True
        if descriptor == self.printed:
            self.words += piece[: max(0, self.printed_bytes - len(self.words))]
        elif not self.closed:
            self.reader.feed(piece)
            self.stamps += [time.monotonic()] * (len(self.reader.frames) - len(self.stamps))
            self.move_deadline(piece)
        return bool(piece)

    def move_deadline(self, piece: bytes) -> None:
        """Set the deadline by what has just been heard."""
        now = time.monotonic()
        if self.reader.conclusion or not piece:
            self.closed = True
            self.deadline.at = now + EXIT_SECONDS
        elif self.reader.confined:
            self.asked = False
            if self.deadline.hear(now):
                self.ask()

    def report(self) -> bytes:
        """Read what the server has to say; nothing, where it is dead."""
        try:
            return self.line.recv(REPORT.size)
        except ConnectionResetError:  # it died with a question of ours unread
            return b""

    def lives(self, report: bytes) -> bool:
        """Take in the times of a living child, and give it up if over; False if dead."""
        if len(report) != REPORT.size or REPORT.unpack(report)[0] != ALIVE:
            return False
        now, (_, used, waited) = time.monotonic(), (each / 1e6 for each in REPORT.unpack(report))
        silent = f"silent for {now - self.deadline.heard:.1f} seconds"
        if not self.asked:
            self.deadline.look(now, used, waited)
        elif ending := self.deadline.over(now, used, waited):
            starved = ", and most of them not given the processor by this machine" if ending is Ending.BROKEN else ""
            self.give_up(Conclusion(ending, silent + starved))
        self.asked = False
        return True

    def time_out(self) -> Conclusion | None:
        """Ask if the child was given the processor, or give it up.

        A conclusion where even that fails.
        """
        if self.hung_up:
            return Conclusion(Ending.BROKEN, "not dead long after it was to be killed", Retry.FRESH_SERVER)
        if self.asked or not self.reader.confined:
            self.give_up(Conclusion(Ending.BROKEN, "no word from the server or the child", Retry.FRESH_SERVER))
        elif self.closed:
            self.give_up(Conclusion(Ending.KILLED, "closed its tape"))
        else:
            self.asked = True
            self.deadline.at = time.monotonic() + ANSWER_SECONDS
            self.ask()
        return None

    def ask(self) -> None:
        """Ask for the CPU time the child has used."""
        with suppress(OSError):
            self.line.send(b"?")

    def give_up(self, conclusion: Conclusion) -> None:
        """Have the child killed: to its server, a line that is shut means that."""
        self.reader.conclusion = self.reader.conclusion or conclusion
        self.hung_up = True
        self.deadline.at = time.monotonic() + KILL_SECONDS
        with suppress(OSError):
            self.line.shutdown(socket.SHUT_WR)

    def conclude(self, report: bytes) -> Conclusion:
        """Count what was still in the pipes, then how the child died."""
        for descriptor in (self.tape, self.printed):
            self.take(descriptor)
        self.stamps.append(time.monotonic())
        if len(report) == REPORT.size:
            self.used = REPORT.unpack(report)[1] / 1e6, REPORT.unpack(report)[2] / 1024
        if self.reader.conclusion:
            return self.reader.conclusion
        if len(report) != REPORT.size:
            return Conclusion(Ending.BROKEN, "the fork server died", Retry.FRESH_SERVER)
        if not self.reader.confined:
            return Conclusion(Ending.BROKEN, "the child died before it was confined", Retry.FRESH_SERVER)
        status, microseconds, _ = REPORT.unpack(report)
        return _death(status, microseconds / 1e6, self.cpu_seconds)


def _death(status: int, cpu: float, cpu_seconds: int) -> Conclusion:
    """Tell how a child ended that died before it had said END."""
    if os.WIFEXITED(status):
        return Conclusion(Ending.KILLED, f"left with status {os.WEXITSTATUS(status)}")
    number = signal.Signals(os.WTERMSIG(status))
    if number == signal.SIGXCPU or (number == signal.SIGKILL and cpu >= cpu_seconds - 1):
        return Conclusion(Ending.TIMED_OUT, f"used {cpu:.0f} seconds of CPU")
    if number == signal.SIGKILL:
        return Conclusion(Ending.OUT_OF_MEMORY, "killed from outside, by the kernel or by hand", Retry.SAME_SERVER)
    return Conclusion(Ending.KILLED, number.name)
