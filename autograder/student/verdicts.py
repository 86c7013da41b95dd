"""Facts of public checks → Verdicts on the week as a student knows it. What is true; the words are the report's."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from autograder.model import Assignment, Check, Difference, Fault, Kind, Limits, Outcome, Text, Verdict, file_and_cell
from autograder.student.facts import End, Fact
from autograder.student.work import Work

_PLACE = re.compile(r" \([^()]*, line \d+\)$")
"""What Python hangs behind a syntax error: its place, which is told apart."""
_BROKEN = frozenset({"SyntaxError", "IndentationError", "TabError"})


def as_assignment(work: Work, facts: Iterable[Fact], names: Collection[str], *, seconds: float) -> Assignment:
    """The week with its public checks. An exercise without one is there by its own name, if it is a gap."""
    place = work.place
    checks = {fact.test: Check(fact.test, fact.exercise, 0.0, "", _text(fact.text)) for fact in facts}
    known = {check.exercise for check in checks.values()}
    gaps = [one.name for one in place.exercises if one.name in names and one.name not in known | work.written]
    checks |= {name: Check(name, name, 0.0, "", {}) for name in gaps}
    return Assignment(
        week=place.week,
        title=place.title,
        folder=place.folder,
        sources={},
        exercises=tuple(one for one in place.exercises if one.name in names),
        checks=tuple(checks.values()),
        due=place.due,
        limits=Limits(wall_seconds=seconds),
    )


def verdicts(work: Work, facts: Sequence[Fact], faults: Iterable[Fault], assignment: Assignment) -> tuple[Verdict, ...]:
    """A verdict for every check of the assignment, in the order of its exercises."""
    by_test = {fact.test: fact for fact in facts}
    broken = _broken(work, faults)
    first = {check.exercise: check.name for check in reversed(assignment.checks)}
    order = {exercise.name: place for place, exercise in enumerate(assignment.exercises)}
    found = [
        _verdict(by_test[check.name], broken, first, work)
        if check.name in by_test
        else Verdict(check.name, Outcome.FAILED, _not_started(check.exercise, work))
        for check in assignment.checks
    ]
    exercise = {check.name: check.exercise for check in assignment.checks}
    return tuple(sorted(found, key=lambda one: order.get(exercise[one.check], len(order))))


def _verdict(fact: Fact, broken: Mapping[str, Fault], first: Mapping[str, str], work: Work) -> Verdict:
    unwritten = fact.missing or fact.gap
    if fact.missing in broken:
        return Verdict(fact.test, Outcome.FAILED, _raised(broken[fact.missing], work))
    if unwritten and unwritten != fact.exercise and unwritten in first:
        return Verdict(fact.test, Outcome.BLOCKED, waits_for=(first[unwritten],))
    match fact.end:
        case End.PASSED:
            return Verdict(fact.test, Outcome.PASSED)
        case End.SKIPPED if not fact.gap:
            return _not_run(fact)
        case End.FAILED if _is_ours(fact):
            return _not_run(fact)
        case _:
            return Verdict(fact.test, Outcome.FAILED, _difference(fact, work))


def _is_ours(fact: Fact) -> bool:
    """Whether a check stopped before it called anything of the student's: its data are gone, say."""
    fault = fact.fault
    return fault is not None and not (
        fault.file or fact.gap or fact.missing or fact.returned or fault.type == "AssertionError"
    )


def _not_run(fact: Fact) -> Verdict:
    said = f"{fact.fault.type}: {fact.fault.message}" if fact.fault else ""
    return Verdict(fact.test, Outcome.UNGRADED, Difference(Kind.OTHER, note=said))


def _difference(fact: Fact, work: Work) -> Difference:
    fault = fact.fault or Fault("", "")
    if fact.missing:
        return Difference(Kind.MISSING)
    if fact.gap:
        return _not_started(fact.exercise, work)
    if fact.end in (End.TIMED_OUT, End.DIED) or fault.type == "SystemExit":
        kind = Kind.TIMED_OUT if fact.end is End.TIMED_OUT else Kind.KILLED
        place = _in_loop(fault, work) if kind is Kind.TIMED_OUT else fault
        return Difference(kind, file=place.file, line=place.line, note=_line(place, work))
    return _raised(fault, work) if fault.file else _unmet(fact, fault)


def _unmet(fact: Fact, fault: Fault) -> Difference:
    """What the check itself said of what it was given, or could not do with it."""
    if fault.type == "AssertionError" and fault.message:
        return Difference(Kind.OTHER, note=fault.message)
    note = f"{fault.type}: {fault.message}" if fault.message else ""
    return Difference(Kind.TYPE, quantity="returned", got=fact.returned, note=note)


def _not_started(exercise: str, work: Work) -> Difference:
    """A gap, with the line on which it stands."""
    file, line = work.gap(exercise)
    return Difference(Kind.NOT_STARTED, file=file, line=line)


def _raised(fault: Fault, work: Work) -> Difference:
    """An error in the student's own code, its line of code below the message."""
    message = _PLACE.sub("", fault.message.strip())
    note = "\n".join(part for part in (message, _line(fault, work)) if part)
    return Difference(Kind.RAISED, got=fault.type, note=note, file=fault.file, line=fault.line)


def _in_loop(fault: Fault, work: Work) -> Fault:
    """Where time ran out, as the loop it ran out in: the outermost `while` around that line, or else the outermost `for`."""
    try:
        tree = ast.parse(_cell(fault, work))
    except SyntaxError:
        return fault
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.While | ast.For) and node.lineno <= fault.line <= (node.end_lineno or 0)
    ]
    first = min(around, key=lambda node: (isinstance(node, ast.For), node.lineno), default=None)
    return replace(fault, line=first.lineno) if first else fault


def _line(fault: Fault, work: Work) -> str:
    """The student's own line, as it stands in the file: `    > loss = y - yhat`."""
    lines = _cell(fault, work).split("\n")
    return f"    > {lines[fault.line - 1].strip()}" if 0 < fault.line <= len(lines) else ""


def _cell(fault: Fault, work: Work) -> str:
    """The script, or the cell, that something happened in; "" where it is none of the student's."""
    name, cell = file_and_cell(fault.file)
    number = max(cell - 1, 0)
    source = next((one for one in work.sources if one.name == name), None)
    return source.cells[number] if source and number < len(source.cells) else ""


def _broken(work: Work, faults: Iterable[Fault]) -> dict[str, Fault]:
    """Exercises that are not there because their file, or their cell, is no Python: each with the error."""
    errors = [fault for fault in faults if fault.type in _BROKEN]
    found: dict[str, Fault] = {}
    for file in work.files:
        mine = [fault for fault in errors if file_and_cell(fault.file)[0] == file.name]
        if file.code and mine:
            found |= dict.fromkeys(file.code.defines, mine[0])
    return found


def _text(docstring: str) -> Text:
    """A check's docstring in both languages: Korean paragraphs first, English ones after."""
    korean, _, english = docstring.partition("\n\n")
    return {"ko": korean.strip(), "en": (english or korean).strip()} if docstring else {}
