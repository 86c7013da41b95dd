"""Options that several commands share, and where they send what they print."""

from __future__ import annotations

import csv
import getpass
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from rich.console import Console

from autograder.errors import UsageError
from autograder.model import Decision, DecisionKind, Final, Signed, WorthChange
from autograder.report.messages import say
from autograder.report.terminal import points_before_and_after
from autograder.report.terminal.progress import Bar
from autograder.submissions.texts import text
from autograder.text import terminal_language
from autograder.workflows import decide
from autograder.workflows.opening import open_store, refuse_unknown_week

if TYPE_CHECKING:
    from autograder.store.store import Store

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
WHY = "The reason. It is kept, and the student reads it."
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def course(command: Decorated) -> Decorated:
    """Add the course folder."""
    return click.option(
        "--course",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The course folder, which holds assignments/ and solutions/. Default: where you are.",
    )(command)


def store(command: Decorated) -> Decorated:
    """Add the record's place."""
    return click.option("--store", help="Path or URL of the record. Default: autograder.db in the course folder.")(
        command
    )


def roster(command: Decorated) -> Decorated:
    """Add the list of the class."""
    return click.option("--roster", type=_FILE, help="CSV or Excel: student_id,name,email.")(command)


def by(command: Decorated) -> Decorated:
    """Add who decides."""
    return click.option("--by", default=_user, help="Who you are, for the record. Default: your user name.")(command)


def why(command: Decorated) -> Decorated:
    """Add the reason of a decision."""
    return click.option("--why", required=True, metavar="TEXT", help=WHY)(command)


def withdraw(command: Decorated) -> Decorated:
    """Add the way to take a decision back."""
    return click.option("--withdraw", is_flag=True, help="Take back what was decided. It stays in the history.")(
        command
    )


def undo(command: Decorated) -> Decorated:
    """Add the way back to what stood before."""
    return click.option(
        "--undo",
        is_flag=True,
        help="Undo the last of these decisions: what stood before stands again, by whom and why it was decided.",
    )(command)


def trusted_only(command: Decorated) -> Decorated:
    """Add the risk, to be accepted."""
    return click.option(
        "--trusted-only",
        is_flag=True,
        help="Run student code without walls, where this machine cannot confine it. Every report will say so.",
    )(command)


def jobs(command: Decorated) -> Decorated:
    """Add how many run at once."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        default=lambda: os.cpu_count() or 1,
        help="How many submissions run at once. Default: one a processor.",
    )(command)


def cluster(command: Decorated) -> Decorated:
    """Add the address of other machines."""
    return click.option(
        "--cluster", metavar="ADDRESS", help="Run them on a Dask cluster instead, such as tcp://HOST:8786."
    )(command)


def language(command: Decorated) -> Decorated:
    """Add Korean or English."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["ko", "en"]),
        default=lambda: terminal_language() or "en",
        help="Language of what is printed. Default: that of your terminal.",
    )(command)


def own_language(command: Decorated) -> Decorated:
    """Add Korean or English, for who may have said nothing of it: see `spoken`."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["ko", "en"]),
        default=None,
        help="Language of what is printed. Default: that of your terminal, or else the course's.",
    )(command)


def as_json(command: Decorated) -> Decorated:
    """Add the output for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")(command)


# ---------------------------------------------------------------------- what options mean


def spoken(asked: str | None, course: str) -> str:
    """The language asked for, else the terminal's own, else the course's."""
    return asked or terminal_language() or course


def signed(by: str, why: str = "") -> Signed:
    """Who, now, and why."""
    refuse_placeholder(why, "--why")
    return Signed(by, datetime.now(UTC), why)


def refuse_placeholder(words: str, option: str) -> None:
    """Raise UsageError where a line was copied and its "…" left as it stood."""
    if words and not any(map(str.isalnum, words)):
        raise UsageError(
            f'{option} "{words}" holds the place of your own words. Write them there: they are kept, and students read them.'
        )


def _user() -> str:
    """The user's name; a container may run as a user that has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


# ---------------------------------------------------------------------- what is printed


def console(*, err: bool = False) -> Console:
    """A terminal, or a plain stream where it is none."""
    return Console(stderr=err, highlight=False, soft_wrap=not sys.stdout.isatty())


@contextmanager
def progress(language: str = "en", *, interrupted: str = "") -> Iterator[Bar]:
    """A bar on standard error while the block lasts.

    `interrupted`: the code of what to say to who stops it.
    """
    with Bar(language, console(err=True)) as bar:
        try:
            yield bar
        except KeyboardInterrupt:
            if not interrupted or not bar.total:
                raise
            words = say(interrupted, language, done=bar.count, total=bar.total, left=bar.total - bar.count)
            raise KeyboardInterrupt(f"{words}\n  {_typed_command()}") from None


def _typed_command() -> str:
    """The command that was typed, to be copied; `--fresh` would begin anew."""
    return shlex.join(["autograder", *(word for word in sys.argv[1:] if word != "--fresh")])


def print_json(content: object) -> None:
    """Print on standard output, in the order given."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1, default=str))


def _worth(final: Final | None) -> dict[str, object] | None:
    if final is None:
        return None
    return {"points": final.points, "out_of": final.out_of, "status": str(final.status), "excused": final.excused}


def warn_if_changed(week: str, *, changed: bool, where: str, language: str) -> None:
    """Say on standard error that a week's folder is not what its marks rest on.

    `where`: options of the command that shows the difference.
    """
    if changed:
        command = f"autograder regrade {week}{where} --dry-run"
        click.echo(say("terminal.changed", language, week=week, command=command), err=True)


# ---------------------------------------------------------------------- decisions about students


@dataclass(frozen=True, slots=True)
class DecisionOptions:
    """Options that all commands share with which a person decides about students."""

    signed: Signed
    students: tuple[str, ...]
    section: str
    mistake: str
    withdraw: bool
    undo: bool
    store: str | None
    course: Path
    language: str
    as_json: bool

    @property
    def many(self) -> bool:
        """True where students are named by what they share."""
        return bool(self.students or self.section or self.mistake)

    def decide(
        self,
        week: str,
        student: str | None,
        made: Callable[[Store, str], Iterable[Decision]],
        *,
        left_out: str = "history.left_out",
    ) -> int:
        """Keep what `made` gives for each student meant, all or none.

        Prints the worth before and after, and under the words of `left_out` those for whom it gives nothing.
        """
        with open_store(self.store, self.course) as record:
            refuse_unknown_week(record, week, self.course)
            meant = self._meant(record, week, student)
            by_student = {each: list(made(record, each)) for each in meant}
            decisions = [one for each in by_student.values() for one in each]
            changes = decide.decide(record, *decisions, fitting=self._fitting) if decisions else ()
        self._print(week, changes)
        decided = {change.student for change in changes}
        self._left_out(left_out, [each for each, one in by_student.items() if not one])
        if self.many:
            self._left_out(
                "history.left_out", [each for each, one in by_student.items() if one and each not in decided]
            )
        return 0

    def take_back(
        self,
        week: str,
        student: str | None,
        kind: DecisionKind,
        subjects: Callable[[Store], Sequence[str]] = lambda _: ("",),
    ) -> int:
        """Undo the last act of a kind about each student meant.

        Prints the worth before and after, and those of whom nothing of the kind was decided.
        """
        with open_store(self.store, self.course) as record:
            refuse_unknown_week(record, week, self.course)
            meant = self._meant(record, week, student)
            changes = decide.undo(
                record,
                week,
                meant,
                kind=kind,
                subjects=subjects(record),
                signed=self.signed,
                fitting=self._fitting,
            )
        self._print(week, changes)
        decided = {change.student for change in changes}
        self._left_out("history.left_out", [each for each in meant if self.many and each not in decided])
        return 0

    def _meant(self, record: Store, week: str, student: str | None) -> Sequence[str]:
        """The student named, or all who share what was named."""
        if self.many is (student is not None):
            raise UsageError(say("usage.whose", self.language))
        if student is not None:
            return (student,)
        return decide.chosen(record, week, students=self.students, section=self.section, mistake=self.mistake)

    @property
    def _fitting(self) -> bool:
        return self.section != "" or self.mistake != ""

    def _left_out(self, code: str, students: Sequence[str]) -> None:
        if students:
            click.echo(say(code, self.language, count=len(students), students=", ".join(students)), err=True)

    def _print(self, week: str, changes: Sequence[WorthChange]) -> None:
        if not self.as_json:
            console().print(points_before_and_after(changes, language=self.language))
            return
        listed = [
            {"week": week, "student": each.student, "before": _worth(each.before), "after": _worth(each.after)}
            for each in changes
        ]
        print_json({"week": week, "decided": listed} if self.many else listed[0])


def student_and_check(student: str | None, check: str | None, chosen: DecisionOptions) -> tuple[str | None, str]:
    """STUDENT and CHECK as typed.

    Where students are named otherwise, the first word is the check.
    """
    if not chosen.many:
        return student, check or ""
    return (student, check) if check else (None, student or "")


def decision(*, reasoned: bool = True) -> Callable[[Decorated], Decorated]:
    """Add who decides, about whom, why and where, as `chosen`.

    Not `reasoned`: words that need no reason of their own.
    """

    def decorate(command: Decorated) -> Decorated:
        @wraps(command)
        def called(**given: Any) -> Any:
            names = ("students", "section", "mistake", "withdraw", "undo", "store", "course", "language", "as_json")
            shared = {name: given.pop(name) for name in names}
            if shared["undo"] and shared["withdraw"]:
                raise UsageError(say("usage.undo_or_withdraw", shared["language"]))
            named = _students_in(shared.pop("students"))
            reason = signed(given.pop("by"), given.pop("why", ""))
            if reasoned and not (reason.why or shared["undo"]):
                context = click.get_current_context()
                raise click.MissingParameter(ctx=context, param=_named(context.command, "why"))
            return command(**given, chosen=DecisionOptions(reason, named, **shared))

        with_reason = _why_but_to_undo(called) if reasoned else called
        return cast("Decorated", _many(withdraw(undo(by(store(course(language(as_json(with_reason)))))))))

    return decorate


def _why_but_to_undo(command: Decorated) -> Decorated:
    """Add the reason, which an undo may do without: what stands again has its own."""
    return click.option("--why", default="", metavar="TEXT", help=WHY)(command)


def _named(command: click.Command, name: str) -> click.Parameter:
    return next(each for each in command.params if each.name == name)


def _many(command: Decorated) -> Decorated:
    """Add the ways to name many students."""
    named = click.option("--students", type=_FILE, help="A file instead of STUDENT: an id or a name a line, or a CSV.")
    section = click.option("--section", default="", metavar="NAME", help="Instead of STUDENT: a section of the roster.")
    mistake = click.option("--mistake", default="", metavar="NAME", help="Instead of STUDENT: all who made a mistake.")
    return named(section(mistake(command)))


def _students_in(path: Path | None) -> tuple[str, ...]:
    """The students that a file lists.

    In its first column, or the one called student_id.
    """
    if path is None:
        return ()
    rows = [row for row in csv.reader(text(path.read_bytes()).splitlines()) if row and row[0].strip()]
    head = [cell.strip().casefold() for cell in rows[0]] if rows else []
    column = head.index("student_id") if "student_id" in head else 0
    found = [row[column].strip() for row in rows[bool("student_id" in head) :] if len(row) > column]
    if not any(found):
        raise UsageError(f"{path} lists no students. Write an id or a name a line.")
    return tuple(filter(None, found))
