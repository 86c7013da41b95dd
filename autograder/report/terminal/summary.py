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
from autograder.report.pages.notes import notes_of
from autograder.report.pages.person import people_of
from autograder.report.pages.tasks import class_tasks
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.model import Assignment, Graded
    from autograder.report.pages.class_report import ClassReport

SHOWN = 60
ROWS_SHOWN = 40
NAMES_SHOWN = 10
_ORDER = sorted(Status, key=lambda status: (not status.needs_person, list(Status).index(status)))


def summary(
    grades: Iterable[Graded], *, assignment: Assignment, language: str = "en", seconds: float | None = None
) -> RenderableType:
    """A table of the class and one line of outcome.

    A large class shows those who need a person first, then the lowest.
    `seconds` is how long it took, where that is known.
    """
    ordered = in_order(grades)
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
    for grade in shown:
        known = grade.status.has_points or grade.status is Status.MISSING
        most = out_of(grade, assignment)
        points = f"{number(grade.points) if known else '–'} / {number(most)}" if most else "–"
        status = Line(say(f"status.{grade.status}", language), style=_style(grade.status))
        table.add_row(
            Line(one_line(grade.student, 40)),
            points,
            status,
            Line(_first(grade, week, language), no_wrap=True, overflow="ellipsis"),
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


def _shown(grades: Sequence[Graded]) -> Sequence[Graded]:
    if len(grades) <= ROWS_SHOWN:
        return grades
    return sorted(grades, key=lambda grade: (_ORDER.index(grade.status), grade.points, grade.student))[:ROWS_SHOWN]


def _first(grade: Graded, week: AssignmentIndex, language: str) -> str:
    """The first failed check: its exercise, and what happened."""
    mark = first_wrong(grade, week)
    if mark is None:
        return ""
    check, message = week.checks.get(mark.verdict.check), tell(mark.verdict, week, language)
    told = joined(Message(message.at, message.what), language)
    return one_line(f"{check.exercise}: {told}" if check else told)


def _outcome(grades: Sequence[Graded], assignment: Assignment, language: str) -> list[Line]:
    counts = Counter(grade.status for grade in grades)
    points = [grade.points for grade in grades if grade.status.has_points]
    line = say(
        "terminal.line",
        language,
        graded=counts[Status.GRADED],
        ungraded=sum(count for status, count in counts.items() if status.needs_person),
        missing=counts[Status.MISSING],
        mean=number(statistics.fmean(points)) if points else "–",
        out_of=number(max(out_of(grade, assignment) for grade in grades)),
    )
    if excused := counts[Status.EXCUSED]:
        line = f"{line} {say('terminal.excused', language, count=excused)}"
    waiting = [one_line(grade.student, 40) for grade in grades if grade.status.needs_person]
    if not waiting:
        return [Line(line, style="bold")]
    named = ", ".join(waiting[:NAMES_SHOWN]) + (" …" if len(waiting) > NAMES_SHOWN else "")
    return [
        Line(line, style="bold"),
        Line(say("terminal.ungraded", language, count=len(waiting), students=named), style="magenta"),
    ]


def to_do(told: ClassReport, language: str = "en") -> RenderableType | None:
    """Lines for all that waits for a person; None where nothing does."""
    tasks = tuple(class_tasks(told, people_of(told, (language,)), languages=(language,)))
    if not tasks:
        return None
    lines = [Line(f"{say('class.tasks', language)} ({len(tasks)})", style="bold magenta")]
    for task in tasks[:SHOWN]:
        who = f"{one_line(task.person.id, 40)}: " if task.person else ""
        likely = f" {say('class.likely', language, student=task.likely)}" if task.likely else ""
        lines.append(Line(f"- {who}{task.words[language]}{likely}"))
        lines += [Line(f"    {command}") for command in task.commands]
    if len(tasks) > SHOWN:
        lines.append(Line(say("terminal.tasks_more", language, count=len(tasks) - SHOWN), style="dim"))
    return Group(*lines, Line(""))


def good_to_know(told: ClassReport, language: str = "en") -> RenderableType | None:
    """A line for each kind that asks nothing of anybody: which copies counted.

    None without any.
    """
    notes = tuple(notes_of(told, people_of(told, (language,)), (language,)))
    if not notes:
        return None
    lines = [Line(f"{say('class.note.title', language)} ({len(notes)})", style="bold")]
    kinds = {note.kind: note for note in reversed(notes)}  # the first of each
    for note in reversed(kinds.values()):
        lines.append(Line(f"- {f'{one_line(note.person.id, 40)}: ' if note.person else ''}{note.words[language]}"))
        lines += [Line(f"    {say('class.note.otherwise', language)} {note.command}")] if note.command else []
        more = sum(other.kind == note.kind for other in notes) - 1
        lines += [Line(f"    {say('class.note.more', language, count=more)}", style="dim")] if more else []
    return Group(*lines, Line(""))
