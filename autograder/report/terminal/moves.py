"""Why points are what they are, and who moves when a week changes → what a terminal shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from autograder.report.messages.catalog import number, say, say_or
from autograder.report.messages.sentences import because, by_name, joined, outcomes, tell
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from autograder.model import Adjustment, Assignment, Outcome, Status

NAMES_SHOWN = 10


class Cause(Protocol):
    """One thing that changed; `change` is a code."""

    @property
    def change(self) -> str:
        """The code that words.change has a name for."""

    @property
    def name(self) -> str:
        """Which one."""

    @property
    def before(self) -> str:
        """From what, where that can be said shortly."""

    @property
    def after(self) -> str:
        """To what."""


class CheckMoved(Protocol):
    """One check whose points or outcome are not what they were."""

    @property
    def check(self) -> str:
        """Its name."""

    @property
    def before(self) -> float | None:
        """Its points before; None where it was not there."""

    @property
    def after(self) -> float | None:
        """Its points now."""

    @property
    def was(self) -> Outcome | None:
        """Its outcome before."""

    @property
    def now(self) -> Outcome | None:
        """Its outcome now."""

    @property
    def causes(self) -> Sequence[Cause]:
        """What explains it."""


class Moved(Protocol):
    """One student whose week is not what it was."""

    @property
    def student(self) -> str:
        """The student's id."""

    @property
    def before(self) -> float:
        """Points before."""

    @property
    def after(self) -> float:
        """Points now."""

    @property
    def was(self) -> Status:
        """Status before."""

    @property
    def now(self) -> Status:
        """Status now."""

    @property
    def checks(self) -> Sequence[CheckMoved]:
        """The checks that moved."""

    @property
    def causes(self) -> Sequence[Cause]:
        """What explains the whole."""


class Changes(Protocol):
    """What a change of a week does to a class."""

    @property
    def causes(self) -> Sequence[Cause]:
        """Everything that changed."""

    @property
    def moves(self) -> Sequence[Moved]:
        """Who moves."""

    @property
    def same(self) -> int:
        """How many do not."""

    @property
    def rerun(self) -> Sequence[str]:
        """Whose code ran again."""

    @property
    def stale(self) -> Sequence[str]:
        """Whose code would have to."""

    @property
    def overtaken(self) -> Sequence[str]:
        """Who was graded by another command meanwhile."""


def changes(found: Changes, *, language: str = "en") -> RenderableType:
    """What changed, then student by student and check by check who moves, by how much and because of what."""
    told = [Line(f"  {cause(each, language)}") for each in found.causes]
    head = [Line(say("regrade.changed" if told else "regrade.nothing", language), style="bold"), *told, Line("")]
    table = Table(
        *(say(f"regrade.{name}", language) for name in ("student", "before", "after", "because")),
        box=None,
        pad_edge=False,
    )
    for moved in found.moves:
        table.add_row(
            Line(one_line(moved.student, 40)), number(moved.before), number(moved.after), _of(moved, language)
        )
    return Group(*head, *([table, Line("")] if found.moves else []), *_counts(found, language))


def why(adjustments: Iterable[Adjustment], *, assignment: Assignment, language: str = "en") -> RenderableType:
    """The chain from what the checks found to what is left, one line a link."""
    week = by_name(assignment)
    table = Table.grid(padding=(0, 2))
    for adjustment in adjustments:
        said = because(adjustment, language)
        mark = adjustment.mark
        if mark is not None:
            said = f"{said} ({one_line(mark.verdict.check)}): {joined(tell(mark.verdict, week, language), language)}"
        table.add_row(Line(f"{number(adjustment.points)} / {number(adjustment.out_of)}"), Line(said))
    return table


def cause(each: Cause, language: str, *, named: bool = True) -> str:
    """`the points of mse.value: 1 → 2`."""
    words = say_or(f"change.{each.change}", language, otherwise=str(each.change))
    called = f"{words} ({one_line(each.name)})" if each.name and named else words
    return (
        f"{called}: {one_line(each.before) or '–'} → {one_line(each.after) or '–'}"
        if each.before or each.after
        else called
    )


def _of(moved: Moved, language: str) -> Line:
    lines = [_of_check(check, language) for check in moved.checks]
    if moved.was is not moved.now:
        lines.insert(0, f"{say(f'status.{moved.was}', language)} → {say(f'status.{moved.now}', language)}")
    if not moved.checks:
        lines += [cause(each, language) for each in moved.causes]
    return Line("\n".join(lines))


def _of_check(check: CheckMoved, language: str) -> str:
    points = " → ".join("–" if each is None else number(each) for each in (check.before, check.after))
    causes = ", ".join(dict.fromkeys(_near(each, check.check, language) for each in check.causes))
    return f"{one_line(check.check)}: {outcomes(check.was, check.now, language)}, {points}; {causes}"


def _near(each: Cause, check: str, language: str) -> str:
    """A cause beside its check, which need not be named again."""
    return cause(each, language, named=each.name not in {check, check.partition(".")[0]})


def _counts(found: Changes, language: str) -> Iterator[Line]:
    yield Line(say("regrade.line", language, moved=len(found.moves), same=found.same), style="bold")
    for name, style in (("rerun", ""), ("stale", "yellow"), ("overtaken", "yellow")):
        students: Sequence[str] = getattr(found, name)
        if students:
            listed = ", ".join(one_line(student, 40) for student in students[:NAMES_SHOWN])
            more = " …" if len(students) > NAMES_SHOWN else ""
            yield Line(say(f"regrade.{name}", language, count=len(students), students=listed + more), style=style)
