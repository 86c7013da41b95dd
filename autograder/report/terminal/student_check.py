"""A student's checks, submission and receipts → a terminal.

Right, wrong, to do, and one thing to look at next.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text as Line

from autograder.model import Assignment, Fault, Outcome, Reason, Verdict
from autograder.report.messages.catalog import number, say, say_or
from autograder.report.messages.events import local_time
from autograder.report.messages.sentences import AssignmentIndex, by_name
from autograder.report.messages.student_check import Advice, following, loading, states
from autograder.text import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from autograder.model import Receipt, ReceiptCheck, ReceiptMatch, Regraded, Source

_TWO_NUMBERS = {"late": ("days", "hours"), "never_run": ("count", "all")}
SIGNS = {
    "right": ("✓", "green"),
    "wrong": ("✗", "red"),
    "not_started": ("·", "dim"),
    "blocked": ("…", "yellow"),
    "ungraded": ("?", "magenta"),
}
PRINTED = 10  # lines


def check_results(
    verdicts: Sequence[Verdict],
    *,
    assignment: Assignment,
    faults: Iterable[Fault] = (),
    sources: Sequence[Source] = (),
    printed: Mapping[str, str] | None = None,
    part: bool = False,
    language: str = "ko",
) -> RenderableType:
    """Each exercise's state and one thing to look at next, for its student.

    `printed` is what their code printed, by check: shown of the one to look at next. `part`: not the whole week.
    """
    if not verdicts:
        return Line(say("check.nothing", language))
    week = by_name(assignment)
    right = sum(verdict.outcome is Outcome.PASSED for verdict in verdicts)
    head = say("check.of", language, week=one_line(assignment.week), right=right, all=len(verdicts))
    first, found = following(verdicts, week, language), states(verdicts, week)
    alone = len(found) == 1
    return Group(
        *([] if alone else [Line(head, style="bold")]),
        *_rows(verdicts, week, language),
        *(Line(f"! {line}", style="yellow") for line in loading(verdicts, faults, language, sources)),
        *([] if alone and not first else [Line("")]),
        *(_advised(first, language) if first else [] if alone else [_closing(verdicts, language, part=part)]),
        *(_printed((printed or {}).get(first.check, ""), language) if first else ()),
    )


def _rows(verdicts: Sequence[Verdict], week: AssignmentIndex, language: str) -> list[Line]:
    """A block for each file.

    A file in which everything is right, or nothing begun, is one line.
    """
    found = states(verdicts, week)
    home = {exercise.name: exercise.module for exercise in week.assignment.exercises}
    modules = list(dict.fromkeys(home.get(name, "") for name in found))
    tally = _tally(verdicts, week)
    rows: list[tuple[str, str, str]] = []  # name, state or "", count
    for module in modules:
        inside = {name: state for name, state in found.items() if home.get(name, "") == module}
        same = set(inside.values())
        if len(modules) > 1 and len(same) == 1 and same <= {"right", "not_started"}:
            rows.append((f"{one_line(module)}.py", same.pop(), f"({len(inside)})"))
            continue
        indent = "    " if len(modules) > 1 and module else ""
        rows += [(f"{one_line(module)}.py", "", "")] if indent else []
        rows += [(f"{indent}{one_line(name)}", state, tally.get(name, "")) for name, state in inside.items()]
    widest = max(cell_len(name) for name, _, _ in rows)
    return [_row(name, state, count, widest, language) for name, state, count in rows]


def _row(name: str, state: str, count: str, widest: int, language: str) -> Line:
    """`  ✗ fit_mse   wrong 3/5`: the sign stands before the name."""
    if not state:
        return Line(f"  {name}")
    bare, (sign, style) = name.lstrip(), SIGNS[state]
    indent, gap = " " * (len(name) - len(bare)), " " * (widest - cell_len(name) + 1)
    words = say(f"check.{state}", language)
    return Line.assemble(indent, (sign, style), f" {bare}{gap}", (words, style), f" {count}" if count else "")


def _tally(verdicts: Iterable[Verdict], week: AssignmentIndex) -> Mapping[str, str]:
    """`1/2` where an exercise has several checks and some of them are right."""
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for verdict in verdicts:
        check = week.checks.get(verdict.check)
        name = check.exercise if check and check.exercise else verdict.check
        whole[name] += 1
        right[name] += verdict.outcome is Outcome.PASSED
    return {name: f"{right[name]}/{count}" for name, count in whole.items() if 0 < right[name] < count}


def _advised(first: Advice, language: str) -> list[Line]:
    hints = [
        Line(f"  {say('message.hint', language, hint=one_line(hint, 600))}", style="yellow") for hint in first.hints
    ]
    name = one_line(first.exercise)
    title = f"{name}: {one_line(first.asked).rstrip('.')}" if first.asked else name
    head = Line(f"{say('check.next', language)} — {title}", style="bold")
    return [head, *(Line(f"  {line}") for line in first.lines), *hints]


def _closing(verdicts: Iterable[Verdict], language: str, *, part: bool) -> Line:
    if any(verdict.outcome is Outcome.BLOCKED for verdict in verdicts):
        return Line(say("check.waiting", language), style="yellow")
    return Line(say("check.part_right" if part else "check.all_right", language), style="green")


def _printed(text: str, language: str) -> list[Line]:
    if not text.strip():
        return []
    lines = visible(text).rstrip().split("\n")[:PRINTED]
    return [Line(f"  {say('check.printed', language)}", style="dim"), *(Line(f"    {line}") for line in lines)]


def checks_in_short(verdicts: Sequence[Verdict], assignment: Assignment, language: str) -> Iterator[str]:
    """The number of public checks that are right, and the names of what is wrong."""
    right = [verdict for verdict in verdicts if verdict.outcome is Outcome.PASSED]
    yield say("submit.checked", language, right=len(right), all=len(verdicts))
    exercises = states(verdicts, by_name(assignment))
    wrong = ", ".join(one_line(name) for name, state in exercises.items() if state == "wrong")
    if wrong:
        yield say("submit.wrong", language, names=wrong)


def submitted(
    *,
    files: Sequence[str],
    zipped: str,
    receipt: str,
    sent: str,
    at: datetime,
    digest: str,
    language: str,
    signed: bool = False,
) -> Iterator[str]:
    """The files that were packed, where they are now, and where the receipt is.

    `signed`: by the course.
    """
    yield say("submit.packed", language, files=", ".join(map(one_line, files)))
    yield say("submit.kept", language, where=zipped)
    yield say("submit.sent", language, where=one_line(sent, 400)) if sent else say("submit.not_sent", language)
    kind = "signed" if signed else "receipt" if sent else "record"
    yield say(f"submit.{kind}", language, where=receipt)
    yield say("submit.digest", language, at=local_time(at), digest=digest)


def concern(code: str, file: str, detail: str, language: str) -> str:
    """One thing a student should know before they hand in."""
    if code in _TWO_NUMBERS:
        numbers = dict(zip(_TWO_NUMBERS[code], detail.split(), strict=True))
        return say(f"concern.{code}", language, file=one_line(file), **numbers)
    words = say_or(f"received.{detail}", language, otherwise=detail) if detail in set(Reason) else detail
    return say(f"concern.{code}", language, file=one_line(file), detail=one_line(words, 400))


def verified(receipt: Receipt, check: ReceiptCheck, regraded: Regraded | None, *, language: str) -> Iterator[str]:
    """Say if the marks rest on this work, file by file, and come out the same again."""
    parts = {"student": one_line(receipt.student, 40), "week": one_line(receipt.week, 40)}
    if check.record is None:
        yield say("verify.never", language, **parts)
        yield say(f"signature.{check.signature}", language)
        return
    at = local_time(receipt.at)
    yield f"{parts['student']}, {parts['week']}, {at}"
    yield say(f"signature.{check.signature}", language)
    yield say(f"verify.{'graded' if check.grade else 'older' if check.record.holds else 'other'}", language)
    yield from _files(check.record.files, language)
    if check.record.came != "same":
        yield say("verify.late_record", language)
    if check.given is not None:
        yield say("receipt.holds" if check.given.holds else "receipt.differs", language, at=at, **parts)
        yield from _files(check.given.files, language)
    if regraded is not None:
        if not regraded.same_version:
            yield say("verify.changed", language)
        points = {"before": number(regraded.before), "after": number(regraded.after)}
        yield say("verify.same", language) if regraded.same else say("verify.moved", language, **points)


def _files(files: Mapping[str, ReceiptMatch], language: str) -> Iterator[str]:
    for name, match in files.items():
        yield f"  {one_line(name)}: {say(f'receipt.{match}', language)}"
