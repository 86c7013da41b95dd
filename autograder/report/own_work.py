"""Verdicts on a student's own work → what a terminal shows them: right, wrong, to do, and one thing to look at next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from autograder.model import Assignment, Fault, Outcome, Verdict
from autograder.report.catalog import pick, say
from autograder.report.safe import one_line, visible
from autograder.report.sentences import Week, by_name
from autograder.report.telling import Told, following, loading, states

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SIGNS = {
    "right": ("✓", "green"),
    "wrong": ("✗", "red"),
    "not_started": ("·", "dim"),
    "blocked": ("…", "yellow"),
    "ungraded": ("?", "magenta"),
}
PRINTED = 10  # lines


def desk(
    verdicts: Sequence[Verdict],
    *,
    assignment: Assignment,
    faults: Iterable[Fault] = (),
    printed: Mapping[str, str] | None = None,
    language: str = "ko",
) -> RenderableType:
    """What is right, what is wrong and what to look at next, for the student whose work it is.

    `printed` is what their code printed, by check: shown of the one to look at next.
    """
    if not verdicts:
        return Line(say("desk.nothing", language))
    week = by_name(assignment)
    right = sum(verdict.outcome is Outcome.PASSED for verdict in verdicts)
    title = pick(assignment.title, language) or assignment.week
    head = [say("desk.title", language, week=title), say("desk.of", language, right=right, all=len(verdicts))]
    first = following(verdicts, week, language)
    return Group(
        *(Line(one_line(line), style="bold") for line in head),
        _table(verdicts, week, language),
        *(Line(f"! {line}", style="yellow") for line in loading(verdicts, faults, language)),
        Line(""),
        *(_advised(first, language) if first else [_closing(verdicts, language)]),
        *(_printed((printed or {}).get(first.check, ""), language) if first else ()),
    )


def _table(verdicts: Sequence[Verdict], week: Week, language: str) -> RenderableType:
    """A block for each file; a file in which everything is right, or nothing begun, is one line."""
    found = states(verdicts, week)
    home = {exercise.name: exercise.module for exercise in week.assignment.exercises}
    modules = list(dict.fromkeys(home.get(name, "") for name in found))
    tally = _tally(verdicts, week)
    table = Table.grid(padding=(0, 1))
    if len(modules) == 1:
        for name, state in found.items():
            _row(table, name, state, language, count=tally.get(name, ""))
        return table
    for module in modules:
        inside = {name: state for name, state in found.items() if home.get(name, "") == module}
        same = set(inside.values())
        if len(same) == 1 and same <= {"right", "not_started"}:
            _row(table, f"{module}.py", same.pop(), language, count=f"({len(inside)})")
            continue
        table.add_row(Line(f"  {one_line(module)}.py" if module else ""))
        for name, state in inside.items():
            _row(table, name, state, language, count=tally.get(name, ""), indent="    ")
    return table


def _row(table: Table, name: str, state: str, language: str, *, count: str, indent: str = "") -> None:  # noqa: PLR0913
    sign, style = SIGNS[state]
    shown = Line.assemble(indent, (sign, style), f" {one_line(name)}")
    table.add_row(shown, Line(say(f"desk.{state}", language), style=style), count)


def _tally(verdicts: Iterable[Verdict], week: Week) -> Mapping[str, str]:
    """`1/2` where an exercise has several checks and some of them are right."""
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for verdict in verdicts:
        check = week.checks.get(verdict.check)
        name = check.exercise if check and check.exercise else verdict.check
        whole[name] += 1
        right[name] += verdict.outcome is Outcome.PASSED
    return {name: f"{right[name]}/{count}" for name, count in whole.items() if 0 < right[name] < count}


def _advised(first: Told, language: str) -> list[Line]:
    hints = [
        Line(f"  {say('message.hint', language, hint=one_line(hint, 600))}", style="yellow") for hint in first.hints
    ]
    name = one_line(first.exercise)
    title = f"{name}: {one_line(first.asked).rstrip('.')}" if first.asked else name
    head = Line(f"{say('desk.next', language)} — {title}", style="bold")
    return [head, *(Line(f"  {line}") for line in first.lines), *hints]


def _closing(verdicts: Iterable[Verdict], language: str) -> Line:
    waits = any(verdict.outcome is Outcome.BLOCKED for verdict in verdicts)
    return Line(say("desk.waiting" if waits else "desk.all_right", language), style="yellow" if waits else "green")


def _printed(text: str, language: str) -> list[Line]:
    lines = visible(text).rstrip().split("\n")[:PRINTED] if text.strip() else []
    return [Line(f"  {say('desk.printed', language)}", style="dim")] * bool(lines) + [
        Line(f"    {line}") for line in lines
    ]
