"""Decisions, history, adjustments, changes of a class → lines for a TA."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from autograder.grading.late import time_of_receipt
from autograder.model import AdjustmentKind, DecisionKind, Fate, Kind, Outcome, Status
from autograder.report.grades import out_of
from autograder.report.messages.catalog import number, say, say_or
from autograder.report.messages.events import (
    FILES_SHOWN,
    chain,
    happened,
    local,
    news,
    outcomes,
    own_line,
    signed_words,
    written_words,
)
from autograder.report.messages.sentences import Message, by_name, joined, of_mark
from autograder.report.pages.class_report import ClassReport
from autograder.report.pages.person import people_of
from autograder.report.pages.tasks import class_tasks
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from autograder.model import (
        Adjustment,
        Assignment,
        Cause,
        Changes,
        CheckMoved,
        Event,
        Explanation,
        Final,
        ListedDecision,
        Mark,
        Moved,
        Publication,
        Signed,
        WorthChange,
    )
    from autograder.report.messages.sentences import AssignmentIndex

NAMES_SHOWN = 10
MOVES_SHOWN = 40
MOST = 20  # students


def points_before_and_after(changes: Sequence[WorthChange], *, language: str = "en") -> RenderableType:
    """`2024-0001: 7 / 9 → 8 / 9` for each.

    Of a single one the chain to the new points too.
    """
    lines = [Line(_before_and_after(each, language), style="bold") for each in changes[:MOST]]
    if len(changes) > MOST:
        lines.append(Line(say("terminal.more", language, count=len(changes) - MOST), style="dim"))
    if len(changes) > 1:
        lines.append(Line(say("history.decided", language, count=len(changes))))
    elif only := next((each.after for each in changes), None):
        said = zip(only.adjustments, chain(only.adjustments, language), strict=True)
        lines += [Line(f"  {number(link.points)}: {words}") for link, words in said]
        if only.points > only.out_of > 0:
            more = number(round(only.points - only.out_of, 6))
            lines.append(Line(say("history.bonus", language, points=more), style="yellow"))
    return Group(*lines)


def why(
    found: Explanation, *, assignment: Assignment, check: str = "", language: str = "en", where: str = ""
) -> RenderableType:
    """The chain from what the checks found to what is left, then all it rests on.

    Work, checks lost, regrades.
    """
    week, final = by_name(assignment), found.final
    table = Table.grid(padding=(0, 2))
    unknown = final.status in {Status.UNREAD, Status.UNOWNED} and not final.points
    for link, said, checks in _steps(found.adjustments, chain(found.adjustments, language)):
        words, mark = said, link.mark
        if mark is not None:
            words = f"{words} ({', '.join(checks)}): {joined(of_mark(mark, week, language), language)}"
        points = "–" if unknown and not link.points else number(link.points)
        most = link.out_of or (out_of(final, assignment) if unknown else 0.0)
        table.add_row(Line(f"{points} / {number(most)}"), Line(words))
    lost = () if check else _lost(found, week, language)
    to_do = () if check else _to_do(found, assignment, language, where)
    regrades = _regrades(found.regrades, check, assignment.zone, language)
    return Group(table, *to_do, *_work(found, assignment, language), *lost, *regrades)


def _steps(links: Sequence[Adjustment], said: Sequence[str]) -> Iterator[tuple[Adjustment, str, list[str]]]:
    """The links of the chain, their words and checks; of our faults one."""
    told = zip(links, said, strict=True)
    for ours, same in groupby(told, key=lambda each: each[0].kind is AdjustmentKind.UNGRADED):
        alike = [(link, words, one_line(link.mark.verdict.check) if link.mark else "") for link, words in same]
        if ours:
            yield (*alike[0][:2], [check for *_, check in alike])
        else:
            yield from ((link, words, [check]) for link, words, check in alike)


def _to_do(found: Explanation, assignment: Assignment, language: str, where: str) -> Iterator[Line]:
    """Lines of what a person must do with its commands, where one must look."""
    files = (*(found.grade.submission.files if found.grade.submission else ()), *found.waiting)
    told = ClassReport([found.final], assignment, files, found.roster, where=where)
    for task in class_tasks(told, people_of(told, (language,)), languages=(language,)):
        yield Line(f"{say('class.tasks', language)}: {task.words[language]}", style="magenta")
        yield from (Line(f"    {command}") for command in task.commands if not command.startswith("autograder why"))


def history(events: Iterable[Event], *, zone: str = "", language: str = "en") -> RenderableType:
    """All that happened to a student's week, a line each, in the week's time."""
    return Group(*(Line(happened(event, zone=zone, language=language)) for event in events))


def decisions(
    listed: Sequence[tuple[Signed, ListedDecision]], *, week: str, zone: str = "", language: str = "en"
) -> RenderableType:
    """All decisions of a week, a line each; those no longer in force are marked."""
    if not listed:
        return Line(say("history.no_decisions", language, week=one_line(week)))
    table = Table.grid(padding=(0, 2))
    for signed, each in listed:
        made = each.decision
        who = " ".join(filter(None, (one_line(made.student, 40), one_line(each.name, 40)))) or "–"
        words = written_words(signed, made, zone, language) + (f" – {own_line(signed.why)}" if signed.why else "")
        gone = "" if each.stands or made.withdrawn else f" {say('history.not_standing', language)}"
        style = "" if each.stands else "dim"
        cells = (local(signed.at, zone), one_line(signed.by, 40), who, words + gone)
        table.add_row(*(Line(cell, style=style) for cell in cells))
    return table


def _before_and_after(change: WorthChange, language: str) -> str:
    name = one_line(change.student, 40)
    if change.after is None:
        return say("history.kept", language, student=name)
    return f"{name}: {_worth(change.before, language)} → {_worth(change.after, language)}"


def _work(found: Explanation, assignment: Assignment, language: str) -> Iterator[Line]:
    """When the work came, against which deadline, and the files it was made of."""
    work, zone = found.grade.submission, assignment.zone
    if work is None:
        return
    came = time_of_receipt(replace(found.circumstances, received=found.circumstances.received or work.received))
    due = found.final.lateness.deadline or assignment.due
    yield Line("")
    if came and due:
        yield Line(say("history.came_at", language, at=local(came, zone), due=local(due, zone)))
    elif came:
        yield Line(say("history.came_any_time", language, at=local(came, zone)))
    elif due:
        yield Line(say(f"history.came_{work.lms_mark or 'unknown'}", language, due=local(due, zone)))
    else:
        yield Line(say("history.came_untold", language))
    paths = [one_line(file.path) for file in work.files if file.fate is Fate.TAKEN]
    more = f" (+{len(paths) - FILES_SHOWN})" if len(paths) > FILES_SHOWN else ""
    if paths:
        yield Line(say("history.from", language, files=", ".join(paths[:FILES_SHOWN]) + more))


def _lost(found: Explanation, week: AssignmentIndex, language: str) -> Iterator[RenderableType]:
    """The checks that cost points, and those whose points a person changed, in order."""
    earned = {mark.verdict.check: mark.points for mark in found.grade.marks}
    waiting = {mark.verdict.check for mark in found.final.marks if mark.verdict.outcome is Outcome.UNGRADED}
    marks = [
        mark
        for mark in found.final.marks
        if (mark.points < mark.out_of and mark.verdict.check not in waiting and not _waits_for(mark, waiting))
        or (mark.by and mark.points != earned[mark.verdict.check])
    ]
    if not marks:
        return
    yield Line("")
    yield Line(say("history.lost", language), style="bold")
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(overflow="fold")  # the name of a check is there to be copied
    table.add_column()
    for (exercise, kind), group in groupby(marks, key=_of_one_cause):
        alike = list(group)
        if kind and len(alike) > 1:
            name = say("history.checks_alike", language, exercise=one_line(exercise), count=len(alike))
            table.add_row(_share(alike), Line(name), Line(_told(alike[0], found, week, language)))
        else:
            for mark in alike:
                words = _told(mark, found, week, language)
                table.add_row(_share([mark]), Line(one_line(mark.verdict.check)), Line(words))
    yield table


_ALL_ALIKE = {Kind.MISSING, Kind.NOT_STARTED, Kind.TIMED_OUT, Kind.OUT_OF_MEMORY, Kind.TAPE_FULL, Kind.KILLED}
"""What no check of an exercise can say more of than another."""


def _of_one_cause(mark: Mark) -> tuple[str, str]:
    """The exercise of a check, and why all of it is lost where that is so; else ""."""
    difference = mark.verdict.difference
    alike = difference is not None and difference.kind in _ALL_ALIKE and not mark.by
    return mark.verdict.check.partition(".")[0], difference.kind if difference is not None and alike else ""


def _waits_for(mark: Mark, waiting: set[str]) -> bool:
    """Tell a check that waits for others alone of which nobody knows anything yet."""
    needed = mark.verdict.waits_for
    return mark.verdict.outcome is Outcome.BLOCKED and bool(needed) and waiting.issuperset(needed)


def _told(mark: Mark, found: Explanation, week: AssignmentIndex, language: str) -> str:
    """Words on a check that cost points, or whose points a person gave."""
    message = of_mark(mark, week, language)
    told = joined(Message(message.at, message.what), language)
    given = found.circumstances.decided(DecisionKind.POINTS, mark.verdict.check) if mark.by else None
    return f"{signed_words(say('adjustment.manual', language), given, language)} ({told})" if given else told


def _share(marks: Sequence[Mark]) -> str:
    return f"  {number(sum(mark.points for mark in marks))} / {number(sum(mark.out_of for mark in marks))}"


def _regrades(events: Sequence[Event], check: str, zone: str, language: str) -> Iterator[Line]:
    """Each regrade that moved these points: when, by whom, what it changed and why."""
    if events:
        yield Line("")
    for event in events:
        yield Line(happened(event, zone=zone, language=language))
        for one in event.regrade.moved.checks if event.regrade and event.regrade.moved else ():
            if not check or one.check == check:
                yield Line(f"  {check_moved(one, language)}")


def _worth(final: Final | None, language: str) -> str:
    if final is None:
        return "–"
    if final.excused:
        return say("adjustment.excused", language)
    if not final.out_of or (final.status in {Status.UNREAD, Status.UNOWNED} and not final.points):
        return say(f"status.{final.status}", language)
    return f"{number(final.points)} / {number(final.out_of)}"


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


def published(
    publications: Sequence[Publication], waiting: Sequence[str] = (), *, dry_run: bool, language: str = "en"
) -> RenderableType:
    """List those who are shown something new, with the words they are told.

    And those who are `waiting` for a person.
    """
    names = ", ".join(one_line(student, 40) for student in waiting)
    held = [Line(say("history.held_back", language, count=len(waiting), names=names))] if waiting else []
    if not publications:
        return Group(Line(say("history.nothing_new", language)), *held)
    moves = [
        Line(f"{one_line(shown.student, 40)}  {news(shown.moved, shown.reasons, language)}")
        for shown in publications
        if shown.moved
    ]
    more = [Line(say("terminal.more", language, count=len(moves) - MOVES_SHOWN))] if len(moves) > MOVES_SHOWN else []
    head = say("news.dry" if dry_run else "history.published", language, count=len(publications))
    return Group(*moves[:MOVES_SHOWN], *more, Line(head, style="bold"), *held)


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
