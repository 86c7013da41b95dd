"""A week's audit → a page: complaints, survivors, and what each check catches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.model import LANGUAGES, Text
from autograder.report.pages.page import render

if TYPE_CHECKING:
    from autograder.model import Assignment


@dataclass(frozen=True, slots=True)
class AuditedCheck:
    """A check, the wrong programs it fails, and those that nothing else does.

    `margin`: how many times further off its nearest wrong value was than its furthest right one; 0 where nothing tells.
    """

    name: str
    text: Text
    points: float
    mistakes: tuple[str, ...]
    mutants: int
    alone: tuple[str, ...]
    margin: float


@dataclass(frozen=True, slots=True)
class AuditedExercise:
    """An exercise, its checks and the programs that were tried on it."""

    name: str
    checks: tuple[AuditedCheck, ...]
    right: int
    wrong: int
    named: int
    mutants: int
    alive: int
    excused: int
    margin: float


@dataclass(frozen=True, slots=True)
class LivingMutant:
    """A mutant that no check fails, its change, and its reason where there is one."""

    name: str
    diff: str
    reason: str


@dataclass(frozen=True, slots=True)
class AuditedWeek:
    """Everything of an audit that its page tells."""

    tried: int
    complaints: tuple[str, ...]
    exercises: tuple[AuditedExercise, ...]
    alive: tuple[LivingMutant, ...]
    excused: tuple[LivingMutant, ...]
    by_this_kit: bool = True


def audit_page(audit: AuditedWeek, assignment: Assignment, *, languages: Sequence[str] = LANGUAGES) -> bytes:
    """The page as bytes: one file, whatever browser opens it."""
    return render("audit.html.j2", languages, audit=audit, assignment=assignment, mark_of=_mark)


def _mark(margin: float) -> str:
    """A margin by its order of magnitude."""
    return f"{margin:.0e}" if margin else "–"
