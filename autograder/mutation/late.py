"""A function's loop → edits that begin to be wrong only late in it.

From a turn on, or in one turn alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import libcst as cst
from libcst import matchers as m

from autograder.assignment.syntax import code
from autograder.mutation.edit import Edit
from autograder.mutation.effects import is_idempotent
from autograder.mutation.readings import read_as

LATE = 2 / 3
LONG = 500
"""Turns from which a loop takes seconds: of it, each kind of slip is tried once."""

SLIGHTLY = "1.001"
STEPS = ".step()"
RATE = {"half the rate": "['lr'] /= 2"}
MEMORY = {"Adam": {"shorter memory": "['betas'] = (0.5, 0.9)"}, "SGD": {"momentum": "['momentum'] = 0.9"}}
"""What an optimiser's step reads, by its class: another's option changes nothing."""
_COUNTED = m.For(target=m.Name(), iter=m.Call(func=m.Name("range"), args=[m.Arg()]))


@dataclass(frozen=True, slots=True)
class _Loop:
    """A `for` over a range, and the turn from which it is to go wrong."""

    body: cst.IndentedBlock
    turn: str
    late: int
    is_long: bool

    def since(self) -> str:
        return f"{self.turn} >= {self.late}"

    def until(self) -> str:
        return f"{self.turn} < {self.late}"


def late_edits(function: cst.FunctionDef) -> Iterator[Edit]:
    """Make each edit of a loop's late turns.

    Of each loop that the function's own default number of turns leads past.
    """
    text = code(function)
    options = RATE | next((memory for kind, memory in MEMORY.items() if f"{kind}(" in text), MEMORY["SGD"])
    for loop in _loops(function):
        seen: set[str] = set()
        for edit in _edits(loop, options):
            kind = edit.what.partition(":")[0]
            if not (loop.is_long and kind in seen):
                yield edit
            seen.add(kind)


def _loops(function: cst.FunctionDef) -> Iterator[_Loop]:
    """Find loops whose turns a default counts, and the batches within each."""
    defaults = {one.name.value: one.default for one in function.params.params}
    for node in m.findall(function.body, _COUNTED):
        loop = cst.ensure_type(node, cst.For)
        call = cst.ensure_type(loop.iter, cst.Call)
        turns = defaults.get(code(call.args[0].value))
        if not isinstance(turns, cst.Integer):
            continue
        count = turns.evaluated_value
        for body in _bodies(loop):
            yield _Loop(body, code(loop.target), min(int(count * LATE) + 1, count - 1), count >= LONG)


def _bodies(loop: cst.For) -> Iterator[cst.IndentedBlock]:
    """List the loop's own body, then those of the loops within it."""
    if isinstance(loop.body, cst.IndentedBlock):
        yield loop.body
        for inner in m.findall(loop.body, m.For(body=m.IndentedBlock())):
            if not m.matches(inner, _COUNTED):
                yield cst.ensure_type(cst.ensure_type(inner, cst.For).body, cst.IndentedBlock)


def _edits(loop: _Loop, options: Mapping[str, str]) -> Iterator[Edit]:
    since = f"from turn {loop.late} on"
    body = [*loop.body.body]
    for place, statement in enumerate(body):
        title = _title(statement)
        kind = "kept" if _clears(title) else "rested" if _steps(title) else "stale"
        if not (loop.is_long and kind == "stale"):
            yield _with(
                loop, [*body[:place], _if(loop.until(), statement), *body[place + 1 :]], f"{kind} {since}: {title}"
            )
        if not loop.is_long and not isinstance(statement, cst.BaseCompoundStatement) and not is_idempotent(title):
            again = _if(loop.since(), statement.with_changes(leading_lines=()))
            yield _with(loop, [*body[: place + 1], again, *body[place + 1 :]], f"doubled {since}: {title}")
        if title.endswith(".grad = None"):
            value = cst.ensure_type(statement.body[0], cst.Assign).value  # type: ignore[index]
            remembered = f"None if {loop.until()} else 0.9 * {title.removesuffix(' = None')}"
            yield Edit(value, cst.parse_expression(remembered), f"momentum {since}: {title}")
        yield from _off(loop, statement, title)
    yield from _slower(loop, body, since, options)


def _off(loop: _Loop, statement: cst.CSTNode, title: str) -> Iterator[Edit]:
    """Let an assigned value be slightly off, since a turn or in that turn alone."""
    match statement:
        case cst.SimpleStatementLine(body=[cst.Assign(value=value)]) if not _is_nothing(value):
            for kind, where in (("off in one turn", f"{loop.turn} == {loop.late}"), ("off since a turn", loop.since())):
                if loop.is_long and (kind == "off since a turn" or "." in title.partition("=")[0]):
                    continue
                factor = f"({SLIGHTLY} if {where} else 1)"
                yield Edit(value, cst.parse_expression(f"({code(value)}) * {factor}"), f"{kind}, {loop.late}: {title}")


def _is_nothing(value: cst.BaseExpression) -> bool:
    """True of None, and of zeros, which are zeros however many times as large."""
    if m.matches(value, m.Name("None") | m.Call(func=m.Attribute(attr=m.Name("zeros") | m.Name("zeros_like")))):
        return True
    try:
        return not ast.literal_eval(code(value))
    except (ValueError, SyntaxError, TypeError):
        return False


def _slower(loop: _Loop, body: list[cst.BaseStatement], since: str, options: Mapping[str, str]) -> Iterator[Edit]:
    """Halve the rate since a turn, of an optimiser or of a formula.

    Let the optimiser remember.
    """
    place = next((place for place, one in enumerate(body) if _title(one).endswith(STEPS)), None)
    if place is None:
        halved = read_as(loop.body, "lr", f"(lr if {loop.until()} else lr / 2)")
        yield Edit(loop.body, halved, f"half the rate {since}")
        return
    group = f"{_title(body[place]).removesuffix(STEPS)}.param_groups[0]"
    for kind, change in options.items():
        changed = cst.parse_statement(f"if {loop.turn} == {loop.late}:\n    {group}{change}")
        yield _with(loop, [*body[:place], changed, *body[place:]], f"{kind} {since}")


def _with(loop: _Loop, body: list[cst.BaseStatement], what: str) -> Edit:
    return Edit(loop.body, loop.body.with_changes(body=body), what)


def _if(test: str, statement: cst.BaseStatement) -> cst.If:
    return cst.If(cst.parse_expression(test), cst.IndentedBlock([statement]))


def _clears(title: str) -> bool:
    return "zero_grad" in title or title.endswith(".grad = None")


def _steps(title: str) -> bool:
    return STEPS in title or ".data = " in title


def _title(statement: cst.CSTNode) -> str:
    bare = statement.with_changes(leading_lines=()) if hasattr(statement, "leading_lines") else statement
    return code(bare).strip().partition("\n")[0].partition("  #")[0]
