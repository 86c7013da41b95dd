"""The processor time that judging one submission may take.

Past it a person looks, and the class goes on.

Asked wherever judging does something once an epoch or once a known mistake. Running the solution and the known mistakes
for the first time is nobody's: it is done once for a class, and not counted.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from autograder.errors import OverBudgetError

MOST_SECONDS = 60.0
BETWEEN = 0.01
"""Seconds by the wall from one look at the processor's time to the next: the kernel takes long to add it up."""


@dataclass(slots=True)
class JudgingClock:
    """The time left for one submission, in seconds of this process's CPU.

    A busy machine costs no marks.
    """

    seconds: float = field(default_factory=lambda: MOST_SECONDS)
    began: float = field(default_factory=time.process_time)
    paused: int = 0
    looked: float = 0.0

    def check(self) -> None:
        """Raise OverBudgetError where the time is over."""
        now = time.monotonic()
        if self.paused or now - self.looked < BETWEEN:
            return
        self.looked = now
        if time.process_time() - self.began > self.seconds:
            raise OverBudgetError(
                f"judging this submission takes more than {self.seconds:g} seconds; look at its loops and their sizes"
            )

    @contextmanager
    def not_counted(self) -> Iterator[None]:
        """For the length of the block, time stands still."""
        before = time.process_time()
        self.paused += 1
        try:
            yield
        finally:
            self.paused -= 1
            if not self.paused:
                self.began += time.process_time() - before
