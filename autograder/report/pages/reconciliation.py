"""Every file received, and what became of it → reconciliation.csv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.files import BOM, table
from autograder.report.messages.catalog import say, say_or

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.model import Received

HEADER = ("path", "fate", "student", "reason", "detail", "likely", "ko", "en")


def reconciliation_csv(files: Iterable[Received]) -> bytes:
    """One line a file, by path: codes for scripts, and the same in words of both languages."""
    rows = [HEADER, *(_row(file) for file in sorted(files, key=lambda file: (file.path, file.student, file.detail)))]
    return (BOM + table(rows)).encode("utf-8", "backslashreplace")


def told(file: Received, language: str) -> str:
    """What became of a file, in words: `cannot be read: not a notebook`."""
    fate = say(f"fate.{file.fate}", language)
    reason = say_or(f"received.{file.reason}", language, otherwise=file.reason)
    return f"{fate}: {reason}" if reason else fate


def _row(file: Received) -> tuple[str, ...]:
    codes = (file.path, str(file.fate), file.student, file.reason, file.detail, file.likely)
    return (*codes, told(file, "ko"), told(file, "en"))
