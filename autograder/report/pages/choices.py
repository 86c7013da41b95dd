"""Marks → checks to choose from, in the week's words.

By exercise, those that lost points first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.report.messages.catalog import number
from autograder.report.messages.sentences import AssignmentIndex, title
from autograder.report.pages.sections import probe_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.model import Mark


@dataclass(frozen=True, slots=True)
class CheckChoice:
    """A check in a list to choose from."""

    name: str
    words: str
    lost: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """The checks of an exercise."""

    exercise: str
    checks: tuple[CheckChoice, ...]

    @property
    def count(self) -> int:
        """Checks to choose from."""
        return len(self.checks)

    @property
    def lost(self) -> bool:
        """True where a check lost points."""
        return any(each.lost for each in self.checks)


def check_choices(
    marks: Sequence[Mark], week: AssignmentIndex, language: str, *, lost_alone: bool = False
) -> tuple[ChoiceGroup, ...]:
    """Checks by exercise, those that lost points first.

    `lost_alone`: without the others.
    """
    by_exercise: dict[str, list[Mark]] = {}
    for mark in marks:
        if not lost_alone or mark.points < mark.out_of:
            by_exercise.setdefault(_exercise(mark.verdict.check, week), []).append(mark)
    groups = [ChoiceGroup(name, _choices(each, week, language)) for name, each in by_exercise.items()]
    return tuple(sorted(groups, key=lambda group: not group.lost))


def named_choices(names: Iterable[str], week: AssignmentIndex, language: str) -> tuple[ChoiceGroup, ...]:
    """Checks by exercise in the week's words, without anybody's points."""
    by_exercise: dict[str, list[CheckChoice]] = {}
    for name in names:
        by_exercise.setdefault(_exercise(name, week), []).append(
            CheckChoice(name, check_words(name, week, language), lost=False)
        )
    return tuple(ChoiceGroup(name, tuple(each)) for name, each in by_exercise.items())


def check_words(name: str, week: AssignmentIndex, language: str) -> str:
    """A check's question and the data it looks at.

    Its name, where the week has it no longer.
    """
    check = week.checks.get(name)
    if check is None:
        return name
    data = probe_name(check, language)
    return f"{title(check, language)} ({data})" if data else title(check, language)


def _exercise(name: str, week: AssignmentIndex) -> str:
    check = week.checks.get(name)
    return check.exercise if check else name.partition(".")[0]


def _choices(marks: Sequence[Mark], week: AssignmentIndex, language: str) -> tuple[CheckChoice, ...]:
    said = {mark.verdict.check: check_words(mark.verdict.check, week, language) for mark in marks}
    often = Counter(said.values())
    found = [
        CheckChoice(
            name,
            f"{words}{f' [{name}]' if often[words] > 1 else ''} · {number(mark.points)} / {number(mark.out_of)}",
            mark.points < mark.out_of,
        )
        for mark in marks
        for name, words in [(mark.verdict.check, said[mark.verdict.check])]
    ]
    return tuple(sorted(found, key=lambda each: not each.lost))
