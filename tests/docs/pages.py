"""A page of the documentation → the commands that it tells a reader to type, and the ones it only mentions.

The words after `sh` in a fence say where: "course", "handout", "empty folder"; nothing says the checkout itself.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

COURSE = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *sorted(f"docs/{path.name}" for path in (COURSE / "docs").glob("*.md")),
)


@dataclass(frozen=True)
class Command:
    """One command, as words; its line on the page, and the place to type it in."""

    place: str
    line: int
    words: tuple[str, ...]

    def __str__(self) -> str:
        """As typed, without what is said beside it."""
        return shlex.join(self.words)


def commands(page: str) -> tuple[Command, ...]:
    """Every command in the page's `sh` blocks, in the order written."""
    return tuple(_commands(page))


def _commands(page: str) -> Iterator[Command]:
    for token in MarkdownIt().parse((COURSE / page).read_text("utf-8")):
        language, _, place = token.info.partition(" ")
        if token.type == "fence" and language == "sh":
            first = (token.map or [0])[0] + 2
            for number, line in enumerate(token.content.replace("\\\n", "").splitlines()):
                if words := shlex.split(line, comments=True):
                    yield Command(place, first + number, tuple(words))


def mentions(page: str) -> tuple[str, ...]:
    """Inline code of the page."""
    inline = (token for token in MarkdownIt().enable("table").parse((COURSE / page).read_text("utf-8")))
    children = (child for token in inline for child in token.children or ())
    return tuple(child.content for child in children if child.type == "code_inline")


def languages(page: str) -> set[str]:
    """What its fences hold."""
    tokens = MarkdownIt().parse((COURSE / page).read_text("utf-8"))
    return {token.info.partition(" ")[0] for token in tokens if token.type == "fence"}
