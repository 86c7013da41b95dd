"""A little week of one module, whose text is edited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Difference, Outcome
from tests.helpers import recording, write

TOML = 'format = 1\n\n[title]\nko = "{0}"\nen = "{0}"\n\n[rules]\nko = "혼자"\nen = "Alone"\n'


@dataclass(frozen=True)
class EditedWeek:
    """Its judge, and the text that is edited."""

    judge: Judge
    source: str

    def lost(self, *edits: tuple[str, str]) -> set[str]:
        """The checks that the text with these edits loses."""
        return {*self.differences(*edits)}

    def differences(self, *edits: tuple[str, str]) -> dict[str, Difference | None]:
        """Each of them with what is different there."""
        source = self.source
        for before, after in edits:
            assert before in source
            source = source.replace(before, after)
        (module,) = self.judge.assignment.sources
        found = self.judge.judge(recording(self.judge.assignment, source, name=f"{module}.py"))
        return {verdict.check: verdict.difference for verdict in found if verdict.outcome is not Outcome.PASSED}


@contextmanager
def edited_week(
    folder: Path, module: str, *, solution: str, probes: str, drivers: str, checks: str, edited: str = ""
) -> Iterator[EditedWeek]:
    """Write and open the week; `edited` is the text to edit where it is not the solution."""
    files = {
        "week.toml": TOML.format(module),
        f"{module}.py": solution,
        "probes.py": probes,
        "drivers.py": drivers,
        f"checks/test_{module}.py": checks,
    }
    with Judge(read(write(folder / "solutions" / "week01", files))) as judge:
        yield EditedWeek(judge, edited or solution)
