"""Reports and verdicts → what a terminal shows, by rich: tables for a TA, what to look at next for a student."""

from __future__ import annotations

import io
import statistics
from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from autograder.model import Assignment, Kind, Outcome, Status, Verdict
from autograder.report.catalog import number, say
from autograder.report.grades import first_wrong, in_order, out_of
from autograder.report.safe import one_line
from autograder.report.sentences import Story, Week, by_name, joined, tell, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.report.graded import Graded

ROWS_SHOWN = 40
NAMES_SHOWN = 10
_SIGNS = {
    "right": ("✓", "green"),
    "wrong": ("✗", "red"),
    "not_started": ("·", "dim"),
    "blocked": ("…", "yellow"),
    "ungraded": ("?", "magenta"),
}
_STATUS_STYLES = {Status.GRADED: "", Status.UNGRADED: "magenta", Status.MISSING: "dim"}


def summary(reports: Iterable[Graded], *, assignment: Assignment, language: str = "en") -> RenderableType:
    """A table of the class and one line of outcome. A large class shows those who need a person first, then the lowest."""
    ordered = in_order(reports)
    if not ordered:
        return Line(say("terminal.nobody", language))
    week = by_name(assignment)
    table = Table(
        *(say(f"terminal.{name}", language) for name in ("student", "points", "status", "first")),
        box=None,
        pad_edge=False,
    )
    table.columns[1].justify = "right"
    for column in table.columns[:-1]:
        column.no_wrap = True
    shown = _shown(ordered)
    for report in shown:
        points = f"{number(report.points)} / {number(out_of(report, assignment))}"
        status = Line(say(f"status.{report.status}", language), style=_STATUS_STYLES[report.status])
        table.add_row(
            Line(one_line(report.student, 40)),
            points,
            status,
            Line(_first(report, week, language), no_wrap=True, overflow="ellipsis"),
        )
    more = len(ordered) - len(shown)
    rest = [Line(say("terminal.more", language, count=more), style="dim")] if more else []
    return Group(table, *rest, Line(""), *_outcome(ordered, assignment, language))


def desk(verdicts: Sequence[Verdict], *, assignment: Assignment, language: str = "ko") -> RenderableType:
    """What is right, what is wrong and what to look at next, for the student whose work it is."""
    if not verdicts:
        return Line(say("desk.nothing", language))
    week = by_name(assignment)
    states = [_state(verdict) for verdict in verdicts]
    table = Table.grid(padding=(0, 1))
    for exercise, entries in _by_exercise(verdicts, week).items():
        state = _worst([_state(verdict) for verdict in entries])
        sign, style = _SIGNS[state]
        right = sum(verdict.outcome is Outcome.PASSED for verdict in entries)
        table.add_row(
            Line(sign, style=style),
            Line(one_line(exercise)),
            Line(say(f"desk.{state}", language), style=style),
            f"{right}/{len(entries)}",
        )
    count = say("desk.of", language, right=states.count("right"), all=len(states))
    return Group(Line(count, style="bold"), table, Line(""), *_next(verdicts, week, language))


def plain(what: RenderableType, *, width: int = 100) -> str:
    """As text without colour, for notebooks, files and tests."""
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, color_system=None, force_terminal=False).print(what)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _shown(reports: Sequence[Graded]) -> Sequence[Graded]:
    if len(reports) <= ROWS_SHOWN:
        return reports
    order = (Status.UNGRADED, Status.GRADED, Status.MISSING)
    return sorted(reports, key=lambda report: (order.index(report.status), report.points, report.student))[:ROWS_SHOWN]


def _first(report: Graded, week: Week, language: str) -> str:
    """The first failed check: its exercise, and what happened."""
    mark = first_wrong(report, week)
    if mark is None:
        return ""
    check, story = week.checks.get(mark.verdict.check), tell(mark.verdict, week, language)
    told = joined(Story(story.at, story.what), language)
    return one_line(f"{check.exercise}: {told}" if check else told)


def _outcome(reports: Sequence[Graded], assignment: Assignment, language: str) -> list[Line]:
    counts = Counter(report.status for report in reports)
    points = [report.points for report in reports if report.status is not Status.MISSING]
    line = say(
        "terminal.line",
        language,
        graded=counts[Status.GRADED],
        ungraded=counts[Status.UNGRADED],
        missing=counts[Status.MISSING],
        mean=number(statistics.fmean(points)) if points else "–",
        out_of=number(max(out_of(report, assignment) for report in reports)),
    )
    ours = [one_line(report.student, 40) for report in reports if report.status is Status.UNGRADED]
    if not ours:
        return [Line(line, style="bold")]
    named = ", ".join(ours[:NAMES_SHOWN]) + (" …" if len(ours) > NAMES_SHOWN else "")
    return [
        Line(line, style="bold"),
        Line(say("terminal.ungraded", language, count=len(ours), students=named), style="magenta"),
    ]


def _state(verdict: Verdict) -> str:
    match verdict.outcome:
        case Outcome.PASSED:
            return "right"
        case Outcome.FAILED:
            gap = verdict.difference is not None and verdict.difference.kind is Kind.NOT_STARTED
            return "not_started" if gap else "wrong"
        case Outcome.BLOCKED | Outcome.UNGRADED:
            return str(verdict.outcome)


def _worst(states: Sequence[str]) -> str:
    return next(state for state in ("wrong", "not_started", "ungraded", "blocked", "right") if state in states)


def _by_exercise(verdicts: Iterable[Verdict], week: Week) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {exercise.name: [] for exercise in week.assignment.exercises}
    for verdict in verdicts:
        check = week.checks.get(verdict.check)
        found.setdefault(check.exercise if check else verdict.check, []).append(verdict)
    return {name: entries for name, entries in found.items() if entries}


def _next(verdicts: Sequence[Verdict], week: Week, language: str) -> list[Line]:
    """The first thing that is wrong, in full; or the first gap; or that all is right."""
    for state in ("wrong", "not_started", "ungraded"):
        verdict = next((verdict for verdict in verdicts if _state(verdict) == state), None)
        if verdict is not None:
            return _told(verdict, week, language)
    return [Line(say("desk.all_right", language), style="green")]


def _told(verdict: Verdict, week: Week, language: str) -> list[Line]:
    check = week.checks.get(verdict.check)
    name = one_line(f"{check.exercise}: {title(check, language)}" if check else verdict.check)
    story = tell(verdict, week, language)
    said = joined(Story(story.at, story.what, (), story.place), language)
    hints = [
        Line(f"  {say('message.hint', language, hint=one_line(hint, 600))}", style="yellow") for hint in story.hints
    ]
    return [Line(f"{say('desk.next', language)} — {name}", style="bold"), Line(f"  {said}"), *hints]
