"""A message that says everything twice, in Korean and in English → what it says in one of them.

Public checks need nothing of this kit, so their messages carry both languages: a line in each, or both halves of a line
with ` · ` between them. What is in neither, numbers say, belongs to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HANGUL = re.compile(r"[가-힣]")
_ENGLISH = re.compile(r"[A-Za-z]{2,}[ ,]+(?:[\w'’]+[ ,]+)?[A-Za-z]{2,}")
_ALIGNED = re.compile(r":[ ]{2,}")  # columns that fit both labels fit neither alone
_BETWEEN = " · "


def spoken(text: str, language: str) -> tuple[str, ...]:
    """The lines of one language. A text that has none in it is given whole."""
    lines = [_ALIGNED.sub(": ", line.rstrip()) for line in text.strip("\n").split("\n") if line.strip()]
    return tuple(_of(lines, language)) or tuple(lines)


def _of(lines: list[str], language: str) -> Iterator[str]:
    for line in lines:
        halves = _halves(line)
        if halves:
            yield halves[language == "en"]
        elif _tongue(line) in (language, ""):
            yield line


def _halves(line: str) -> tuple[str, str] | None:
    """Both halves of a line, where one is Korean and the other is not. A value at its end belongs to both."""
    left, between, right = line.partition(_BETWEEN)
    if not between or not _HANGUL.search(left) or _HANGUL.search(right):
        return None
    said, colon, value = right.partition(":")
    korean = f"{left}:{value}" if colon and ":" not in left else left
    indent = line[: len(line) - len(line.lstrip())]
    return korean, f"{indent}{said}{colon}{value}"


def _tongue(line: str) -> str:
    if _HANGUL.search(line):
        return "ko"
    return "en" if _ENGLISH.search(line) else ""
