"""Students done of a class → a bar on a terminal, and a line a minute elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text as Line

from autograder.report.messages.catalog import say
from autograder.text import one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

SPARSE = 60.0  # seconds between two lines where no terminal is
RUNNING_SHOWN = 4
WORTH_A_RATE = 3


class Bar(Progress):
    """Stages, then a count, its rate, the time left and the students whose code runs."""

    def __init__(self, language: str, console: Console) -> None:
        self.language, self.total, self.count = language, 0, 0
        self._running: Mapping[str, float] = {}
        self._began = self._told = time.monotonic()
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}")
        super().__init__(*columns, TimeRemainingColumn(), console=console, transient=True)
        self._bar = self.add_task("", total=None, rate="", visible=False)

    def stage(self, code: str) -> None:
        """Name a stage, which has no count."""
        self.update(self._bar, description=say(f"progress.{code}", self.language), visible=True)

    def begin(self, total: int, running: Mapping[str, float]) -> None:
        """Count from 0 to `total`."""
        self.total, self._running, self._began = total, running, time.monotonic()
        self.reset(self._bar, total=total, visible=True)

    def done(self) -> None:
        """Count one more, and say so where no terminal is, now and then."""
        self.count += 1
        self.update(self._bar, completed=self.count, rate=self._rate())
        self._tell(f"{self.count}/{self.total}", self._rate(), *self._waiting())

    def __call__(self, name: str, number: int, total: int) -> None:
        """Show what is done now, its number, and how many there are."""
        self.count, self.total = number, total
        self.update(self._bar, description=one_line(name, 60), completed=number, total=total, visible=True)
        self._tell(f"{number}/{total}", one_line(name, 60))

    def get_renderables(self) -> Iterator[RenderableType]:
        """The bar, and below it who is being waited for."""
        yield from super().get_renderables()
        yield from (Line(f"  {line}", style="dim", no_wrap=True, overflow="ellipsis") for line in self._waiting())

    def _tell(self, *parts: str) -> None:
        """Print a line where no terminal is, if the last is long ago."""
        if not self.console.is_terminal and time.monotonic() - self._told >= SPARSE:
            self._told = time.monotonic()
            self.console.print(", ".join(part for part in parts if part))

    def _rate(self) -> str:
        minutes = (time.monotonic() - self._began) / 60
        if self.count < WORTH_A_RATE or not minutes:
            return ""
        return say("progress.rate", self.language, rate=f"{self.count / minutes:.0f}")

    def _waiting(self) -> Iterator[str]:
        """The students whose code runs, those who have run longest first."""
        now, running = time.monotonic(), sorted(dict(self._running).items(), key=lambda each: each[1])
        if running:
            named = [f"{one_line(student, 24)} ({now - since:.0f} s)" for student, since in running[:RUNNING_SHOWN]]
            more = ["…"] if len(running) > RUNNING_SHOWN else []
            yield say("progress.running", self.language, students=", ".join([*named, *more]))
