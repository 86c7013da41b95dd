"""Words, CPU time and queueing of a child → until when to wait for more."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.model import Ending

START_SECONDS = 60.0  # for a fork and its confinement, on a machine that is busy with other things
EXIT_SECONDS = 2.0  # from the end of a tape to a death
KILL_SECONDS = 10.0  # from being told to kill to having killed
ANSWER_SECONDS = 10.0  # from asking for the CPU time to the answer
ASLEEP = 3.0  # how many times the limit a child may be silent that neither uses the processor nor waits for it
STARVED = 30.0  # how many times the limit a child is waited for that the machine gives no processor
_ENOUGH = 0.9  # of the limit, as CPU time: the child was not starved
_LOOK_AGAIN = 1.0


@dataclass(slots=True)
class Deadline:
    """Of one child, in seconds on the monotonic clock.

    The limit on silence counts CPU time, so that a busy machine costs no marks, and the clock where that stands still. What a
    child waits for the processor, ready to run, is not its own time: never its fault, however long.
    """

    wall_seconds: float
    overall: float  # when there has been enough of it altogether, had it never waited
    at: float
    heard: float = 0.0  # when the last frame came
    used: float = 0.0  # CPU time that had been used when last looked, not long before that
    looked: float = 0.0
    waited: float = 0.0  # for the processor, when last looked
    queued: float = 0.0  # for the processor, when a frame came

    def hear(self, now: float) -> bool:
        """Move on, as a frame has come.

        True where the CPU time should be looked at, to know from where to count.
        """
        self.heard = now
        self.at = min(now + self.wall_seconds, self.overall + self.waited)
        return now - self.looked >= _LOOK_AGAIN

    def look(self, now: float, used: float, waited: float) -> None:
        """Count from this CPU time and this waiting, looked at because a frame came."""
        self.looked, self.used = now, used
        self.waited = self.queued = waited

    def over(self, now: float, used: float, waited: float) -> Ending | None:
        """Decide, once passed, if that was it: the child's own end, or the machine's.

        `used`: its CPU time; `waited`: for the processor, both in seconds so far. None: the deadline has moved.
        """
        self.waited = waited
        spent = used - self.used
        asleep = self.heard + ASLEEP * self.wall_seconds + min(waited - self.queued, now - self.heard)
        most = min(asleep, self.overall + waited)
        if now >= most or spent >= _ENOUGH * self.wall_seconds:
            return Ending.TIMED_OUT
        if now >= self.heard + STARVED * self.wall_seconds:
            return Ending.BROKEN
        self.at = min(now + max(self.wall_seconds - spent, 0.1), most)
        return None
