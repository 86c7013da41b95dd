"""Results of public checks → Verdicts on the week as a student knows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from autograder.lint.defaults import changed_defaults, may_explain
from autograder.lint.finding import with_findings
from autograder.lint.steps import clearing
from autograder.lint.syntax import is_unseen
from autograder.model import (
    Assignment,
    Check,
    Difference,
    Fault,
    Kind,
    Limits,
    LintFinding,
    Outcome,
    Step,
    Text,
    Verdict,
    file_and_cell,
)
from autograder.parsing import body_without_docstring, parsed
from autograder.student.measuring import Measured, in_note, step_told, told
from autograder.student.paths import NEAR, PLAINLY, Departure, LoopPath, departure
from autograder.student.results import CheckEnd, PublicResult
from autograder.student.work import HandoutWork

_PLACE = re.compile(r" \([^()]*, line \d+\)$")
"""What Python hangs behind a syntax error: its place, which is told apart."""
_BLANKS = " \t\r"
_BROKEN = frozenset({"SyntaxError", "IndentationError", "TabError"})


def as_assignment(
    work: HandoutWork, results: Iterable[PublicResult], names: Collection[str], *, seconds: float
) -> Assignment:
    """The week with its public checks.

    An exercise without one is there by its own name, if it is a gap.
    """
    handout = work.handout
    checks = {result.test: _check(result, work) for result in results}
    known = {check.exercise for check in checks.values()}
    gaps = [one.name for one in handout.exercises if one.name in names and one.name not in known | work.written]
    checks |= {name: Check(name, name, 0.0, "", {}) for name in gaps}
    return Assignment(
        week=handout.week,
        title=handout.title,
        folder=handout.folder,
        sources={},
        exercises=tuple(one for one in handout.exercises if one.name in names),
        checks=tuple(checks.values()),
        due=handout.due,
        steps=handout.steps,
        limits=Limits(wall_seconds=seconds),
    )


def _check(result: PublicResult, work: HandoutWork) -> Check:
    left = _departure(result, work)
    return Check(result.test, result.exercise, 0.0, "", _text(result.text), left.step if left else Step.SETUP)


def _departure(result: PublicResult, work: HandoutWork) -> Departure | None:
    """The first wrong step of a finished loop, where the right path is known.

    Of a check that passed it is a loss or a gradient that is none of the exercise's, whose path is right all the same;
    in mini-batches, where few checks look at every update, whatever differs of the path.
    """
    right = work.handout.paths.get(result.test)
    if result.raised or result.path is None or right is None:
        return None
    start = {f"before.{place}": {0: row} for place, row in result.start.items()}
    mine = replace(result.path, rows={**result.path.rows, **start})
    left = _departed(result, mine, right)
    if result.end is CheckEnd.PASSED:
        quantity = left.difference.quantity.partition(".")[0] if left else ""
        if quantity in {"gradient", "after"} and (quantity == "gradient" or right.batches > 1):
            return _departed(result, mine, right, PLAINLY)
        return left if quantity == "loss" or (quantity == "updates" and right.batches > 1) else None
    return left if result.end is CheckEnd.FAILED else None


def _departed(result: PublicResult, mine: LoopPath, right: LoopPath, near: float = NEAR) -> Departure | None:
    """The first wrong step. Of a function that counts no epochs its updates are told."""
    left = departure(mine, right, near)
    if left is None or result.epochs or right.epochs <= 1 or left.difference.epoch is None:
        return left
    told_of = replace(left.difference, epoch=None, batch=left.difference.epoch)
    finding = left.finding
    if finding and finding.kind == "not_cleared":
        finding = replace(finding, kind="update_not_cleared")
    return replace(left, difference=told_of, finding=finding)


def verdicts(
    work: HandoutWork, results: Sequence[PublicResult], faults: Iterable[Fault], assignment: Assignment
) -> tuple[Verdict, ...]:
    """A verdict for every check of the assignment, in the order of its exercises."""
    by_test = {result.test: result for result in results}
    broken = _broken(work, faults)
    first = {check.exercise: check.name for check in reversed(assignment.checks)}
    order = {exercise.name: position for position, exercise in enumerate(assignment.exercises)}
    found = [
        _verdict(by_test[check.name], broken, first, work)
        if check.name in by_test
        else Verdict(check.name, Outcome.FAILED, _not_started(check.exercise, work))
        for check in assignment.checks
    ]
    exercise = {check.name: check.exercise for check in assignment.checks}
    explained = with_findings(found, exercise, work.sources, work.handout.parameters)
    measured = _measured(work, results)
    signs = {result.test: result.brackets for result in results if _is_of_signs(result)}
    told = [replace(one, finding=measured[one.check]) if _is_bare(one, measured) else one for one in explained]
    told = [replace(one, finding=signs[one.check]) if _is_bare(one, signs) else one for one in told]
    told = [replace(one, finding=_in_text(one, exercise[one.check], work) or one.finding) for one in told]
    told = [*_with_defaults(told, exercise, changed_defaults(work.sources, work.handout.defaults))]
    return tuple(sorted(told, key=lambda one: (order.get(exercise[one.check], len(order)), not _is_of_defaults(one))))


def _is_of_defaults(verdict: Verdict) -> bool:
    """True of what is told first of its exercise: other checks may be off by it."""
    return verdict.finding is not None and verdict.finding.kind == "default_changed"


def _in_text(verdict: Verdict, exercise: str, work: HandoutWork) -> LintFinding | None:
    """A function that is nowhere in the code, and stands in a cell of text."""
    kind = verdict.difference.kind if verdict.difference else Kind.VALUE
    file = next((one.name for one in work.files if exercise in one.in_text), "")
    unwritten = kind in {Kind.MISSING, Kind.NOT_STARTED} and exercise not in work.written
    return LintFinding("in_a_cell_of_text", exercise, file=file) if file and unwritten else None


def _with_defaults(
    verdicts: Sequence[Verdict], exercise: Mapping[str, str], changed: Mapping[str, LintFinding]
) -> Iterator[Verdict]:
    """Tell a changed default once, by the check that it explains best.

    Public checks say themselves what they call a function with; whoever leaves it out gets the default.
    """
    best: dict[str, str] = {}
    for one in sorted(verdicts, key=_explained_by_defaults):
        if _explained_by_defaults(one) < _BY_NONE:
            best.setdefault(exercise[one.check], one.check)
    for one in verdicts:
        finding = changed.get(exercise[one.check])
        if finding is None or best.get(exercise[one.check]) != one.check:
            yield one
        elif one.outcome is Outcome.PASSED:
            yield Verdict(one.check, Outcome.FAILED, Difference(Kind.OTHER, note=finding.kind), finding=finding)
        else:
            yield replace(one, finding=finding)


_BY_NONE = 3


def _explained_by_defaults(verdict: Verdict) -> int:
    """How well a changed default explains a verdict: 0 best.

    A step of another length, another count or a missing argument; then a check that minds nothing; then any wrong value.
    """
    found, finding = verdict.difference, verdict.finding
    if verdict.outcome is Outcome.PASSED:
        return 1
    if verdict.outcome is not Outcome.FAILED or found is None or not may_explain(found):
        return _BY_NONE
    if finding is None:
        return 0 if found.kind in {Kind.EPOCHS, Kind.RAISED} else 2
    return 0 if finding.kind == "step_times" else _BY_NONE


def _is_of_signs(result: PublicResult) -> bool:
    """True of a sign with which the checks pass, which says less than a rule does."""
    return result.brackets is not None and result.brackets.kind == "signs"


def _is_bare(verdict: Verdict, measured: Mapping[str, LintFinding | None]) -> bool:
    """True where no code explains a wrong value, and something measured does."""
    found = verdict.difference
    known = verdict.finding or verdict.check not in measured or found is None or "NoneType" in found.note
    return not known and verdict.outcome is Outcome.FAILED


def _measured(work: HandoutWork, results: Sequence[PublicResult]) -> dict[str, LintFinding]:
    """The rule between wrong values and the right ones, by check.

    Of a loop's first wrong step, or of what came back.
    """
    found: dict[str, LintFinding] = {}
    values: dict[str, dict[str, Measured]] = {}
    for result in results:
        left = _departure(result, work)
        fault = result.fault
        if left is not None:
            step = _measured_step(left, result, work)
            found |= {result.test: step} if step else {}
        elif result.end is CheckEnd.FAILED and fault and fault.type == "AssertionError":
            seen = in_note(fault.message, result.rows)
            if isinstance(seen, LintFinding):
                found[result.test] = seen
            elif seen is not None:
                values.setdefault(result.exercise, {})[result.test] = seen
    for exercise, measured in values.items():
        rule = told([*measured.values()], _code(exercise, work))
        found |= dict.fromkeys(measured, rule) if rule else {}
    return found


def _measured_step(left: Departure, result: PublicResult, work: HandoutWork) -> LintFinding | None:
    """The rule of a loop's first wrong step."""
    quantity = left.difference.quantity.partition(".")[0]
    if left.factor is None or left.difference.kind is not Kind.VALUE:
        return left.relation
    if quantity == "after":
        return step_told(left.factor, result.lr)
    rows = left.rows if quantity in {"loss", "gradient"} else frozenset()
    return told([Measured(left.factor, rows)], _code(result.exercise, work)) or left.relation


def _code(exercise: str, work: HandoutWork) -> str:
    """The function as it is written, without its comments and its docstring."""
    return next(
        (
            "\n".join(map(ast.unparse, body_without_docstring(node)))
            for node in _functions(work)
            if node.name == exercise
        ),
        "",
    )


def _functions(work: HandoutWork) -> Iterator[ast.FunctionDef]:
    trees = (parsed(cell) for source in work.sources for cell in source.cells)
    yield from (node for tree in trees if tree for node in tree.body if isinstance(node, ast.FunctionDef))


def _verdict(result: PublicResult, broken: Mapping[str, Fault], first: Mapping[str, str], work: HandoutWork) -> Verdict:
    unwritten = result.missing or result.gap
    if result.missing in broken:
        return Verdict(result.test, Outcome.FAILED, _raised(broken[result.missing], work))
    if unwritten and unwritten != result.exercise and unwritten in first:
        return Verdict(result.test, Outcome.BLOCKED, waits_for=(first[unwritten],))
    left = _departure(result, work)
    if result.end is CheckEnd.PASSED and left is None:
        return Verdict(result.test, Outcome.PASSED)
    if (result.end is CheckEnd.SKIPPED and not result.gap) or _is_ours(result):
        return _not_run(result)
    found = _difference(result, work) if result.end is not CheckEnd.PASSED else Difference(Kind.VALUE)
    brackets = None if _is_of_signs(result) else result.brackets
    if left is None or brackets:
        return Verdict(result.test, Outcome.FAILED, found, finding=brackets)
    finding = left.finding and _by_own_names(left.finding, result.exercise, work)
    return Verdict(result.test, Outcome.FAILED, replace(left.difference, note=found.note), finding=finding)


def _by_own_names(finding: LintFinding, exercise: str, work: HandoutWork) -> LintFinding:
    """A finding of what was not cleared with the student's own way to do it."""
    if not finding.kind.endswith("not_cleared"):
        return finding
    own = next((clearing(node, finding.name) for node in _functions(work) if node.name == exercise), "")
    return replace(finding, right=own or finding.right)


def _is_ours(result: PublicResult) -> bool:
    """Tell whether a check stopped before it called anything of the student's.

    Its data are gone, say, or the machine had no time for it.
    """
    fault = result.fault
    if result.end is CheckEnd.TIMED_OUT:
        return fault is not None and bool(fault.message)
    return (
        result.end is CheckEnd.FAILED
        and fault is not None
        and not (
            fault.file
            or result.gap
            or result.missing
            or result.returned
            or result.raised
            or fault.type == "AssertionError"
        )
    )


def _not_run(result: PublicResult) -> Verdict:
    fault = result.fault
    said = "" if fault is None else fault.message if fault.type == "TimeoutError" else f"{fault.type}: {fault.message}"
    return Verdict(result.test, Outcome.UNGRADED, Difference(Kind.OTHER, note=said))


def _difference(result: PublicResult, work: HandoutWork) -> Difference:
    fault = result.fault or Fault("", "")
    if result.missing:
        return Difference(Kind.MISSING)
    if result.gap:
        return _not_started(result.exercise, work)
    if result.end in (CheckEnd.TIMED_OUT, CheckEnd.DIED) or fault.type == "SystemExit":
        kind = Kind.TIMED_OUT if result.end is CheckEnd.TIMED_OUT else Kind.KILLED
        place = _in_loop(fault, work) if kind is Kind.TIMED_OUT else fault
        return Difference(kind, file=place.file, line=place.line, note=_line(place, work))
    return _raised(fault, work) if fault.file or result.raised else _unmet(result, fault)


def _unmet(result: PublicResult, fault: Fault) -> Difference:
    """The message of the check itself, or the type that it could not use."""
    if fault.type == "AssertionError" and fault.message:
        return Difference(Kind.OTHER, note=fault.message)
    note = f"{fault.type}: {fault.message}" if fault.message else ""
    return Difference(Kind.TYPE, quantity="returned", got=result.returned, note=note)


def _not_started(exercise: str, work: HandoutWork) -> Difference:
    """A gap, with the line on which it stands."""
    file, line = work.gap(exercise)
    return Difference(Kind.NOT_STARTED, file=file, line=line)


def _raised(fault: Fault, work: HandoutWork) -> Difference:
    """An error in the student's own code, its line of code below the message."""
    message = _PLACE.sub("", fault.message.strip())
    note = "\n".join(part for part in (message, _line(fault, work)) if part)
    return Difference(Kind.RAISED, got=fault.type, note=note, file=fault.file, line=fault.line)


def _in_loop(fault: Fault, work: HandoutWork) -> Fault:
    """The loop in which time ran out.

    The outermost `while` around that line, or else the outermost `for`.
    """
    tree = parsed(_cell(fault, work))
    if tree is None:
        return fault
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.While | ast.For) and node.lineno <= fault.line <= (node.end_lineno or 0)
    ]
    first = min(around, key=lambda node: (isinstance(node, ast.For), node.lineno), default=None)
    return replace(fault, line=first.lineno) if first else fault


def _line(fault: Fault, work: HandoutWork) -> str:
    """The student's own line, as it stands in the file: `    > loss = y - yhat`."""
    lines = _cell(fault, work).split("\n")
    return f"    > {_seen(lines[fault.line - 1].strip(_BLANKS))}" if 0 < fault.line <= len(lines) else ""


def _seen(line: str) -> str:
    """The line, with what nobody sees in it written out: `⟨U+3000⟩`."""
    return "".join(f"⟨U+{ord(char):04X}⟩" if is_unseen(char) else char for char in line)


def _cell(fault: Fault, work: HandoutWork) -> str:
    """The script, or the cell, that something happened in.

    "" where it is none of the student's.
    """
    name, cell = file_and_cell(fault.file)
    number = max(cell - 1, 0)
    source = next((one for one in work.sources if one.name == name), None)
    return source.cells[number] if source and number < len(source.cells) else ""


def _broken(work: HandoutWork, faults: Iterable[Fault]) -> dict[str, Fault]:
    """Exercises that are not there because their file, or their cell, is no Python.

    Each with the error.
    """
    errors = [fault for fault in faults if fault.type in _BROKEN]
    found: dict[str, Fault] = {}
    for file in work.files:
        mine = [fault for fault in errors if file_and_cell(fault.file)[0] == file.name]
        if file.code and mine:
            found |= dict.fromkeys(file.code.defines, mine[0])
    return found


def _text(docstring: str) -> Text:
    """A check's docstring in both languages.

    Korean paragraphs first, English ones after.
    """
    korean, _, english = docstring.partition("\n\n")
    return {"ko": korean.strip(), "en": (english or korean).strip()} if docstring else {}
