"""Two versions of a week → who moves, by how much and why, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from autograder.report.messages.catalog import number, say, say_or
from autograder.report.messages.sentences import news, outcomes
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.model import Cause, Changes, CheckMoved, Moved, Publication

NAMES_SHOWN = 10
MOVES_SHOWN = 40


def changes(changed: Changes, *, language: str = "en") -> RenderableType:
    """Everything that changed, then who moves, student by student and check by check."""
    causes = [Line(f"  {cause(one, language)}") for one in changed.causes]
    head = Line(say("regrade.changed" if causes else "regrade.nothing", language), style="bold")
    table = Table(
        *(say(f"regrade.{name}", language) for name in ("student", "before", "after", "because")),
        box=None,
        pad_edge=False,
    )
    for moved in changed.moves:
        points = number(moved.before), number(moved.after)
        table.add_row(Line(one_line(moved.student, 40)), *points, _reasons(moved, language))
    moves = (table, Line("")) if changed.moves else ()
    return Group(head, *causes, Line(""), *moves, *_counts(changed, language))


def published(publications: Sequence[Publication], *, dry_run: bool, language: str = "en") -> RenderableType:
    """List those who are shown something new, with the words they are told."""
    if not publications:
        return Line(say("history.nothing_new", language))
    moves = [
        Line(f"{one_line(shown.student, 40)}  {news(shown.moved, shown.reasons, language)}")
        for shown in publications
        if shown.moved
    ]
    more = [Line(say("terminal.more", language, count=len(moves) - MOVES_SHOWN))] if len(moves) > MOVES_SHOWN else []
    head = say("news.dry" if dry_run else "history.published", language, count=len(publications))
    return Group(*moves[:MOVES_SHOWN], *more, Line(head, style="bold"))


def cause(one: Cause, language: str, *, named: bool = True) -> str:
    """`the points of mse.value: 1 → 2`."""
    words = say_or(f"change.{one.change}", language, otherwise=str(one.change))
    called = f"{words} ({one_line(one.name)})" if one.name and named else words
    if not (one.before or one.after):
        return called
    return f"{called}: {one_line(one.before) or '–'} → {one_line(one.after) or '–'}"


def _reasons(moved: Moved, language: str) -> Line:
    lines = [check_moved(check, language) for check in moved.checks]
    if moved.was is not moved.now:
        lines.insert(0, f"{say(f'status.{moved.was}', language)} → {say(f'status.{moved.now}', language)}")
    if not moved.checks:
        lines += [cause(one, language) for one in moved.causes]
    return Line("\n".join(lines))


def check_moved(check: CheckMoved, language: str) -> str:
    """`mse.averages: wrong → right, 0 → 1; the check itself`."""
    points = " → ".join("–" if points is None else number(points) for points in (check.before, check.after))
    causes = ", ".join(dict.fromkeys(_beside(one, check.check, language) for one in check.causes))
    return f"{one_line(check.check)}: {outcomes(check.was, check.now, language)}, {points}; {causes}"


def _beside(one: Cause, check: str, language: str) -> str:
    """A cause beside its check, which need not be named again."""
    return cause(one, language, named=one.name not in {check, check.partition(".")[0]})


def _counts(changed: Changes, language: str) -> Iterator[Line]:
    yield Line(say("regrade.line", language, moved=len(changed.moves), same=changed.same), style="bold")
    listed = {"rerun": changed.rerun, "stale": changed.stale, "overtaken": changed.overtaken}
    for name, students in listed.items():
        if students:
            shown = ", ".join(one_line(student, 40) for student in students[:NAMES_SHOWN])
            more = " …" if len(students) > NAMES_SHOWN else ""
            words = say(f"regrade.{name}", language, count=len(students), students=shown + more)
            yield Line(words, style="" if name == "rerun" else "yellow")
