"""A class → what is to be done, first thing at a terminal.

A line each, and the command to copy below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text as Line

from autograder.report.messages.catalog import say
from autograder.report.pages.tasks import class_tasks
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.model import Assignment, Graded, Received, Student

SHOWN = 20


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
