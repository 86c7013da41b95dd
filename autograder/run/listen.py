"""The near ends of one child's pipes → its Transcript. What the child says is hostile; what the line says is the server's."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field

from autograder.model import Ending, Limits
from autograder.run.reel import Doubt, Judged, Reel
from autograder.run.server import REPORT

_PIECE = 1 << 18
_KILOBYTE = 1 << 10
_START_SECONDS = 60.0  # for a fork and its walls, on a machine that is busy with other things
_EXIT_SECONDS = 0.5  # from the end of a tape to a death
_KILL_SECONDS = 10.0  # from being told to kill to having killed


@dataclass(slots=True)
class Listener:
    """It owns the near ends of a child's pipes, and the patience with which they are read."""

    tape: int
    printed: int
    line: socket.socket
    reel: Reel
    limits: Limits
    cpu_seconds: int
    overall: float  # when, on the monotonic clock, there has been enough of it
    words: bytearray = field(default_factory=bytearray)
    deadline: float = 0.0
    closed: bool = False  # nothing more can come on the tape
    hung_up: bool = False

    def hear(self) -> Judged:
        """Listen until the server reports the child's death, and say how it ended."""
        poll = select.poll()
        for descriptor in (self.tape, self.printed):
            os.set_blocking(descriptor, False)
            poll.register(descriptor, select.POLLIN)
        poll.register(self.line, select.POLLIN)
        self.deadline = time.monotonic() + _START_SECONDS
        while True:
            patience = self.deadline - time.monotonic()
            happened = {descriptor for descriptor, _ in poll.poll(max(0.0, patience * 1000))}
            for descriptor in happened - {self.line.fileno()}:
                if not self.take(descriptor):
                    poll.unregister(descriptor)
            if self.line.fileno() in happened:
                return self.conclude(self.line.recv(REPORT.size))
            if time.monotonic() >= self.deadline and (overdue := self.lose_patience()):
                return overdue

    def take(self, descriptor: int) -> bool:
        """Read once; False when there will be no more."""
        try:
            piece = os.read(descriptor, _PIECE)
        except BlockingIOError:
            return True
        if descriptor == self.printed:
            self.words += piece[: max(0, self.limits.printed_kb * _KILOBYTE - len(self.words))]
        elif not self.closed:
            self.reel.feed(piece)
            self.wait_for_more(piece)
        return bool(piece)

    def wait_for_more(self, piece: bytes) -> None:
        """Set the deadline by what has just been heard."""
        now = time.monotonic()
        if self.reel.judged or not piece:
            self.closed = True
            self.deadline = now + _EXIT_SECONDS
        elif self.reel.confined:
            self.deadline = min(now + self.limits.wall_seconds, self.overall)

    def lose_patience(self) -> Judged | None:
        """The deadline has passed: decide whose fault it is and have the child killed; a verdict where even that fails."""
        if self.hung_up:
            return Judged(
                Ending.BROKEN,
                f"not dead {_KILL_SECONDS:g} seconds after it was to be killed",
                doubt=Doubt.OF_THE_SERVER,
            )
        self.reel.judged = self.reel.judged or self.overdue()
        self.hang_up()
        return None

    def overdue(self) -> Judged:
        """Whose silence it is."""
        if not self.reel.confined:
            return Judged(Ending.BROKEN, f"no word after {_START_SECONDS:g} seconds", doubt=Doubt.OF_THE_SERVER)
        if self.closed:
            return Judged(Ending.KILLED, "closed its tape")
        if time.monotonic() >= self.overall:
            return Judged(Ending.TIMED_OUT, "the whole took too long")
        return Judged(Ending.TIMED_OUT, f"silent for {self.limits.wall_seconds:g} seconds")

    def hang_up(self) -> None:
        """Nothing more is wanted: to the server this means kill."""
        self.hung_up = True
        self.deadline = time.monotonic() + _KILL_SECONDS
        with suppress(OSError):
            self.line.shutdown(socket.SHUT_WR)

    def conclude(self, report: bytes) -> Judged:
        """What was still in the pipes counts, then how the child died."""
        for descriptor in (self.tape, self.printed):
            self.take(descriptor)
        if self.reel.judged:
            return self.reel.judged
        if len(report) != REPORT.size:
            return Judged(Ending.BROKEN, "the fork server died", doubt=Doubt.OF_THE_SERVER)
        if not self.reel.confined:
            return Judged(Ending.BROKEN, "the child died before its walls stood", doubt=Doubt.OF_THE_SERVER)
        status, microseconds, _ = REPORT.unpack(report)
        return _death(status, microseconds / 1e6, self.cpu_seconds)


def _death(status: int, cpu: float, cpu_seconds: int) -> Judged:
    """A child that died on its own, before END."""
    if os.WIFEXITED(status):
        return Judged(Ending.KILLED, f"left with status {os.WEXITSTATUS(status)}")
    number = signal.Signals(os.WTERMSIG(status))
    if number == signal.SIGXCPU or (number == signal.SIGKILL and cpu >= cpu_seconds - 1):
        return Judged(Ending.TIMED_OUT, f"used {cpu:.0f} seconds of CPU")
    if number == signal.SIGKILL:
        return Judged(Ending.OUT_OF_MEMORY, "killed from outside, by the kernel or by hand", Doubt.OF_THE_DEATH)
    return Judged(Ending.KILLED, number.name)
