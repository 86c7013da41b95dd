"""Evidence that two students share what hardly anyone else shares.

No verdict, no score.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Signal(StrEnum):
    """A kind of thing that two students can share; report/ has words for each."""

    WRONG_PATH = "wrong_path"  # the same wrong value by no known mistake
    COMMENT = "comment"
    LITERAL = "literal"
    STRUCTURE = "structure"  # the same function but for its names
    LINE = "line"


@dataclass(frozen=True, slots=True)
class SharedTrace:
    """A trace in two works, in each one's own words.

    `students`: how many of the class show it.
    """

    signal: Signal
    where: str
    first: str
    second: str
    students: int


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """Two students and what they share, the rarest first."""

    first: str
    second: str
    evidence: tuple[SharedTrace, ...]

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The kinds of evidence."""
        return tuple(sorted({trace.signal for trace in self.evidence}))
