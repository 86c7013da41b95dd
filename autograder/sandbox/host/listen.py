"""The near ends of one child's pipes → its Transcript. What the child says is hostile; what the line says is the server's."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field

from autograder.model import Ending
from autograder.sandbox.guest.server import ALIVE, REPORT
from autograder.sandbox.host.patience import ANSWER_SECONDS, EXIT_SECONDS, KILL_SECONDS, Patience
from autograder.sandbox.host.reel import Doubt, Judged, Reel

_PIECE = 1 << 18


@dataclass(slots=True)
class Listener:
    """It owns the near ends of a child's pipes, and the patience with which they are read."""

    tape: int
    printed: int
    line: socket.socket
    reel: Reel
    printed_bytes: int
    cpu_seconds: int
    patience: Patience
    words: bytearray = field(default_factory=bytearray)
    closed: bool = False  # nothing more can come on the tape
    asked: bool = False  # for the CPU time, because the deadline has passed
    hung_up: bool = False
    stamps: list[float] = field(default_factory=list)  # when each frame was there; at last, when the child was dead
    used: tuple[float, float] = (0.0, 0.0)  # seconds of CPU, megabytes at most

    def hear(self) -> Judged:
        """Listen until the server reports the child's death, and say how it ended."""
        poll = select.poll()
        for descriptor in (self.tape, self.printed):
            os.set_blocking(descriptor, False)
            poll.register(descriptor, select.POLLIN)
        poll.register(self.line, select.POLLIN)
        while True:
            left = self.patience.deadline - time.monotonic()
            happened = {descriptor for descriptor, _ in poll.poll(max(0.0, left * 1000))}
            for descriptor in happened - {self.line.fileno()}:
                if not self.take(descriptor):
                    poll.unregister(descriptor)
            if self.line.fileno() in happened and not self.answered(report := self.report()):
                return self.conclude(report)
            if time.monotonic() >= self.patience.deadline and (overdue := self.lose_patience()):
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
            self.reel.feed(piece)
            self.stamps += [time.monotonic()] * (len(self.reel.frames) - len(self.stamps))
            self.wait_for_more(piece)
        return bool(piece)

    def wait_for_more(self, piece: bytes) -> None:
        """Set the deadline by what has just been heard."""
        now = time.monotonic()
        if self.reel.judged or not piece:
            self.closed = True
            self.patience.deadline = now + EXIT_SECONDS
        elif self.reel.confined:
            self.asked = False
            if self.patience.hear(now):
                self.ask()

    def report(self) -> bytes:
        """What the server has to say; nothing, where it is dead."""
        try:
            return self.line.recv(REPORT.size)
        except ConnectionResetError:  # it died with a question of ours unread
            return b""

    def answered(self, report: bytes) -> bool:
        """Whether this was only the CPU time of a child that is alive; if it was asked for in impatience, the child may go."""
        if len(report) != REPORT.size or REPORT.unpack(report)[0] != ALIVE:
            return False
        now, used = time.monotonic(), REPORT.unpack(report)[1] / 1e6
        if not self.asked:
            self.patience.look(now, used)
        elif self.patience.is_over(now, used):
            self.give_up(Judged(Ending.TIMED_OUT, f"silent for {now - self.patience.heard:.1f} seconds"))
        self.asked = False
        return True

    def lose_patience(self) -> Judged | None:
        """The deadline has passed: ask whether the child was given the processor, or give it up; a verdict where even that fails."""
        if self.hung_up:
            return Judged(Ending.BROKEN, "not dead long after it was to be killed", Doubt.OF_THE_SERVER)
        if self.asked or not self.reel.confined:
            self.give_up(Judged(Ending.BROKEN, "no word from the server or the child", Doubt.OF_THE_SERVER))
        elif self.closed:
            self.give_up(Judged(Ending.KILLED, "closed its tape"))
        else:
            self.asked = True
            self.patience.deadline = time.monotonic() + ANSWER_SECONDS
            self.ask()
        return None

    def ask(self) -> None:
        """For the CPU time the child has used."""
        with suppress(OSError):
            self.line.send(b"?")

    def give_up(self, judged: Judged) -> None:
        """Nothing more is wanted: to the server, a line that is shut means kill."""
        self.reel.judged = self.reel.judged or judged
        self.hung_up = True
        self.patience.deadline = time.monotonic() + KILL_SECONDS
        with suppress(OSError):
            self.line.shutdown(socket.SHUT_WR)

    def conclude(self, report: bytes) -> Judged:
        """What was still in the pipes counts, then how the child died."""
        for descriptor in (self.tape, self.printed):
            self.take(descriptor)
        self.stamps.append(time.monotonic())
        if len(report) == REPORT.size:
            self.used = REPORT.unpack(report)[1] / 1e6, REPORT.unpack(report)[2] / 1024
        if self.reel.judged:
            return self.reel.judged
        if len(report) != REPORT.size:
            return Judged(Ending.BROKEN, "the fork server died", Doubt.OF_THE_SERVER)
        if not self.reel.confined:
            return Judged(Ending.BROKEN, "the child died before its walls stood", Doubt.OF_THE_SERVER)
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
