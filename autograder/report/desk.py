"""Verdicts on a student's own work → what a terminal shows them: right, wrong, to do, and one thing to look at next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from autograder.model import Assignment, Difference, Fault, Kind, Outcome, Verdict
from autograder.report.advice import advice
from autograder.report.catalog import pick, say
from autograder.report.safe import one_line, visible
from autograder.report.sentences import Week, by_name, tell, where
from autograder.report.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SIGNS = {
    "right": ("✓", "green"),
    "wrong": ("✗", "red"),
    "not_started": ("·", "dim"),
    "blocked": ("…", "yellow"),
    "ungraded": ("?", "magenta"),
}
LINES = 12  # of one message
FAULTS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One verdict in words: what it is of, what is wrong, line by line, and what may help."""

    exercise: str
    state: str
    asked: str
    lines: tuple[str, ...]
    hints: tuple[str, ...] = ()


def desk(
    verdicts: Sequence[Verdict], *, assignment: Assignment, faults: Iterable[Fault] = (), language: str = "ko"
) -> RenderableType:
    """What is right, what is wrong and what to look at next, for the student whose work it is."""
    if not verdicts:
        return Line(say("desk.nothing", language))
    week = by_name(assignment)
    right = sum(verdict.outcome is Outcome.PASSED for verdict in verdicts)
    head = [pick(assignment.title, language), say("desk.of", language, right=right, all=len(verdicts))]
    first = following(verdicts, week, language)
    return Group(
        *(Line(one_line(line), style="bold") for line in head if line),
        _table(verdicts, week, language),
        *_loading(verdicts, faults, language),
        Line(""),
        *(_advised(first, language) if first else [_closing(verdicts, language)]),
    )


def following(verdicts: Sequence[Verdict], week: Week, language: str) -> Told | None:
    """The one thing to look at next: the first that is wrong, or the first gap; None where all is right."""
    for state in ("wrong", "not_started", "ungraded"):
        found = next((verdict for verdict in verdicts if state_of(verdict) == state), None)
        if found is not None:
            return told(found, week, language)
    return None


def told(verdict: Verdict, week: Week, language: str) -> Told:
    """One verdict as a student reads it, a line for each thing it says."""
    check, difference = week.checks.get(verdict.check), verdict.difference
    story = tell(_on_one_line(verdict), week, language)
    said: tuple[str, ...] = (f"{story.at}: {story.what}" if story.at else story.what,)
    code, hints = (), story.hints
    if difference and difference.kind is Kind.OTHER and difference.note and not difference.note.startswith("assert"):
        said = spoken(difference.note, language)
    elif difference:
        code = tuple(line for line in difference.note.split("\n") if line.startswith("    > "))
        hints = (*hints, *_known(difference, language))
    if verdict.outcome is Outcome.UNGRADED and difference:
        said = (say("desk.not_run", language), *said)
    place = (say("message.in_your_code", language, where=story.place),) if story.place else ()
    return Told(
        exercise=check.exercise if check and check.exercise else verdict.check,
        state=state_of(verdict),
        asked=pick(check.text, language) if check else "",
        lines=tuple(visible(line) for line in (*said, *place, *code))[:LINES],
        hints=hints,
    )


def state_of(verdict: Verdict) -> str:
    """A code of `[desk]`: right, wrong, not_started, blocked or ungraded."""
    match verdict.outcome:
        case Outcome.PASSED:
            return "right"
        case Outcome.FAILED:
            gap = verdict.difference is not None and verdict.difference.kind is Kind.NOT_STARTED
            return "not_started" if gap else "wrong"
        case Outcome.BLOCKED | Outcome.UNGRADED:
            return str(verdict.outcome)


def states(verdicts: Iterable[Verdict], week: Week) -> dict[str, str]:
    """Every exercise that was looked at, in the week's order, with the worst that was found."""
    found: dict[str, list[str]] = {exercise.name: [] for exercise in week.assignment.exercises}
    for verdict in verdicts:
        check = week.checks.get(verdict.check)
        found.setdefault(check.exercise if check and check.exercise else verdict.check, []).append(state_of(verdict))
    return {name: _worst(all_) for name, all_ in found.items() if all_}


def _worst(found: Sequence[str]) -> str:
    return next(state for state in ("wrong", "not_started", "ungraded", "blocked", "right") if state in found)


def _table(verdicts: Sequence[Verdict], week: Week, language: str) -> RenderableType:
    """A block for each file; a file in which everything is right, or nothing begun, is one line."""
    found = states(verdicts, week)
    home = {exercise.name: exercise.module for exercise in week.assignment.exercises}
    modules = list(dict.fromkeys(home.get(name, "") for name in found))
    tally = _tally(verdicts, week)
    table = Table.grid(padding=(0, 1))
    for module in modules:
        inside = {name: state for name, state in found.items() if home.get(name, "") == module}
        same = set(inside.values())
        if len(modules) > 1 and len(same) == 1 and same <= {"right", "not_started"}:
            _row(table, f"{module}.py", same.pop(), language, count=f"({len(inside)})")
            continue
        if len(modules) > 1:
            table.add_row("", Line(one_line(f"{module}.py") if module else ""))
        for name, state in inside.items():
            _row(table, ("  " if len(modules) > 1 else "") + one_line(name), state, language, count=tally.get(name, ""))
    return table


def _row(table: Table, name: str, state: str, language: str, *, count: str) -> None:
    sign, style = SIGNS[state]
    table.add_row(Line(sign, style=style), Line(name), Line(say(f"desk.{state}", language), style=style), count)


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


def _loading(verdicts: Iterable[Verdict], faults: Iterable[Fault], language: str) -> list[Line]:
    """What went wrong while the files were loaded, where no verdict tells of it."""
    known = {(one.difference.file, one.difference.line) for one in verdicts if one.difference}
    new = [fault for fault in faults if (fault.file, fault.line) not in known][:FAULTS]
    return [Line(f"! {_loaded(fault, language)}", style="yellow") for fault in new]


def _loaded(fault: Fault, language: str) -> str:
    place = where(fault.file, fault.line, language)
    if fault.type == "TimeoutError" and not fault.message:
        return say("desk.endless", language, where=place or "–")
    error = one_line(": ".join(part for part in (fault.type, fault.message) if part))
    return say("desk.loading", language, where=place or "–", error=error)


def _advised(first: Told, language: str) -> list[Line]:
    hints = [Line(f"  {say('message.hint', language, hint=one_line(hint, 600))}", style="yellow") for hint in first.hints]
    name = one_line(first.exercise)
    title = f"{name}: {one_line(first.asked).rstrip('.')}" if first.asked else name
    head = Line(f"{say('desk.next', language)} — {title}", style="bold")
    return [head, *(Line(f"  {line}") for line in first.lines), *hints]


def _closing(verdicts: Iterable[Verdict], language: str) -> Line:
    waits = any(verdict.outcome is Outcome.BLOCKED for verdict in verdicts)
    return Line(say("desk.waiting" if waits else "desk.all_right", language), style="yellow" if waits else "green")


def _on_one_line(verdict: Verdict) -> Verdict:
    """Without the student's line of code below the message, for a sentence."""
    difference = verdict.difference
    if difference is None or "\n" not in difference.note:
        return verdict
    kept = [line.strip() for line in difference.note.split("\n") if not line.startswith("    > ")]
    return replace(verdict, difference=replace(difference, note=" ".join(kept)))


def _known(difference: Difference, language: str) -> tuple[str, ...]:
    code = advice(difference.got, difference.note) if difference.kind is Kind.RAISED else ""
    return (say(f"advice.{code}", language),) if code else ()
