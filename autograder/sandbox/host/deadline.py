"""Words and CPU time of a child → until when to wait for more."""

from __future__ import annotations

from dataclasses import dataclass

START_SECONDS = 60.0  # for a fork and its confinement, on a machine that is busy with other things
EXIT_SECONDS = 2.0  # from the end of a tape to a death
KILL_SECONDS = 10.0  # from being told to kill to having killed
ANSWER_SECONDS = 10.0  # from asking for the CPU time to the answer
STARVED = 3.0  # how many times the limit a child may be silent that has hardly been given the processor
_ENOUGH = 0.9  # of the limit, as CPU time: the child was not starved
_LOOK_AGAIN = 1.0


@dataclass(slots=True)
class Deadline:
    """Of one child, in seconds on the monotonic clock.

    The limit on silence counts CPU time, so that a busy machine costs no marks, and the clock where that stands still.
    """

    wall_seconds: float
    overall: float  # when there has been enough of it altogether
    at: float
    heard: float = 0.0  # when the last frame came
    used: float = 0.0  # CPU time that had been used when last looked, not long before that
    looked: float = 0.0

    def hear(self, now: float) -> bool:
        """Move on, as a frame has come.

        True where the CPU time should be looked at, to know from where to count.
        """
        self.heard = now
        self.at = min(now + self.wall_seconds, self.overall)
        return now - self.looked >= _LOOK_AGAIN

    def look(self, now: float, used: float) -> None:
        """Count from this CPU time, looked at because a frame came."""
        self.looked, self.used = now, used

    def is_over(self, now: float, used: float) -> bool:
        """Decide, once passed and with this CPU time used, if that was it.

        If not, the deadline has moved.
        """
        spent = used - self.used
        most = min(self.heard + STARVED * self.wall_seconds, self.overall)
        if now >= most or spent >= _ENOUGH * self.wall_seconds:
            return True
        self.at = min(now + max(self.wall_seconds - spent, 0.1), most)
        return False
