"""Items → Claims, one module a layout: each recognises what one system writes around a student's files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING, Protocol

from autograder.submissions.register import Register

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from autograder.submissions.items import Claim, Item


@dataclass(frozen=True, slots=True)
class Course:
    """What a layout may know of the course: its week, the files it asks for, who is in it, and its clock."""

    week: str
    modules: frozenset[str]
    known: Register | None
    zone: tzinfo


class Layout(Protocol):
    """A module that recognises one layout. `WORDS` fits the names of the small texts it wants to read."""

    WORDS: re.Pattern[str]

    def claims(self, items: Sequence[Item], course: Course, /) -> Iterator[Claim]:
        """A claim on each item that this layout recognises; nothing on any other."""
        ...
