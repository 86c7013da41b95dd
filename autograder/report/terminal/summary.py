"""Reports → what is to be done first, and the table of the class, by rich."""

from __future__ import annotations

import io
import statistics
from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from autograder.model import Assignment, Status
from autograder.report.grades import first_wrong, in_order, out_of
from autograder.report.messages.catalog import number, say
from autograder.report.messages.sentences import AssignmentIndex, Message, by_name, joined, tell
from autograder.report.pages.tasks import class_tasks
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.model import Assignment, Graded, Received, Student

SHOWN = 20
ROWS_SHOWN = 40
NAMES_SHOWN = 10
_ORDER = sorted(Status, key=lambda status: (not status.needs_person, list(Status).index(status)))


def summary(
    reports: Iterable[Graded], *, assignment: Assignment, language: str = "en", seconds: float | None = None
) -> RenderableType:
    """A table of the class and one line of outcome.

    A large class shows those who need a person first, then the lowest.
    `seconds` is how long it took, where that is known.
    """
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
        known = report.status.has_points or report.status is Status.MISSING
        points = f"{number(report.points) if known else '–'} / {number(out_of(report, assignment))}"
        status = Line(say(f"status.{report.status}", language), style=_style(report.status))
        table.add_row(
            Line(one_line(report.student, 40)),
            points,
            status,
            Line(_first(report, week, language), no_wrap=True, overflow="ellipsis"),
        )
    more = len(ordered) - len(shown)
    rest = [Line(say("terminal.more", language, count=more), style="dim")] if more else []
    each = (seconds or 0.0) / len(ordered)
    took = (
        [] if seconds is None else [Line(say("terminal.took", language, seconds=f"{seconds:.0f}", each=f"{each:.1f}"))]
    )
    return Group(table, *rest, Line(""), *_outcome(ordered, assignment, language), *took)


def plain(what: RenderableType, *, width: int = 100) -> str:
    """As text without colour, for notebooks, files and tests."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, no_color=True, color_system=None, force_terminal=False, force_jupyter=False
    )
    console.print(what)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _style(status: Status) -> str:
    if status.needs_person:
        return "magenta"
    return "" if status is Status.GRADED else "dim"


def _shown(reports: Sequence[Graded]) -> Sequence[Graded]:
    if len(reports) <= ROWS_SHOWN:
        return reports
    return sorted(reports, key=lambda report: (_ORDER.index(report.status), report.points, report.student))[:ROWS_SHOWN]


def _first(report: Graded, week: AssignmentIndex, language: str) -> str:
    """The first failed check: its exercise, and what happened."""
    mark = first_wrong(report, week)
    if mark is None:
        return ""
    check, message = week.checks.get(mark.verdict.check), tell(mark.verdict, week, language)
    told = joined(Message(message.at, message.what), language)
    return one_line(f"{check.exercise}: {told}" if check else told)


def _outcome(reports: Sequence[Graded], assignment: Assignment, language: str) -> list[Line]:
    counts = Counter(report.status for report in reports)
    points = [report.points for report in reports if report.status.has_points]
    line = say(
        "terminal.line",
        language,
        graded=counts[Status.GRADED],
        ungraded=sum(count for status, count in counts.items() if status.needs_person),
        missing=counts[Status.MISSING],
        mean=number(statistics.fmean(points)) if points else "–",
        out_of=number(max(out_of(report, assignment) for report in reports)),
    )
    waiting = [one_line(report.student, 40) for report in reports if report.status.needs_person]
    if not waiting:
        return [Line(line, style="bold")]
    named = ", ".join(waiting[:NAMES_SHOWN]) + (" …" if len(waiting) > NAMES_SHOWN else "")
    return [
        Line(line, style="bold"),
        Line(say("terminal.ungraded", language, count=len(waiting), students=named), style="magenta"),
    ]


def to_do(
    reports: Iterable[Graded],
    *,
    assignment: Assignment,
    files: Sequence[Received] = (),
    roster: Sequence[Student] = (),
    language: str = "en",
) -> RenderableType | None:
    """Lines for all that waits for a person; None where nothing does."""
    tasks = class_tasks(reports, assignment, files=files, roster=roster, language=language)
    if not tasks:
        return None
    lines = [Line(f"{say('class.tasks', language)} ({len(tasks)})", style="bold magenta")]
    for task in tasks[:SHOWN]:
        who = f"{one_line(task.person.id, 40)}: " if task.person else ""
        likely = f" {say('class.likely', language, student=task.likely)}" if task.likely else ""
        lines.append(Line(f"- {who}{task.words[language]}{likely}"))
        if task.command:
            lines.append(Line(f"    {task.command}"))
    if len(tasks) > SHOWN:
        lines.append(Line(say("class.tasks_more", language, count=len(tasks) - SHOWN), style="dim"))
    return Group(*lines, Line(""))
