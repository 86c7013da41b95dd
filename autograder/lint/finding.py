"""A failed verdict and the student's source → the finding that explains it.

None where there is none. A finding is plain to see in the code, whatever came of it: a method without its parentheses,
`^` for a power, a `return` inside the loop. It is looked for only where something is wrong, in the function that is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from autograder.lint.asked import in_asked, rest_left_out
from autograder.lint.brackets import doubtful
from autograder.lint.classes import in_classes
from autograder.lint.errors_met import in_errors
from autograder.lint.expressions import in_expressions
from autograder.lint.loops import in_loops, in_methods
from autograder.lint.losses import in_losses
from autograder.lint.names import (
    Parameters,
    changed_parameters,
    foreign_function,
    function_for_value,
    import_failed,
    misnamed,
    parameters,
    read_alike,
    undefined,
)
from autograder.lint.results import in_results, left_out
from autograder.lint.steps import clearing
from autograder.lint.syntax import meant
from autograder.model import GAP, Difference, Kind, LintFinding, Outcome, Source, Verdict, file_and_cell
from autograder.parsing import names_of, parsed
from autograder.text import nearest

_UNCLEARED = {"not_called", "after_the_loop"}
"""Findings that explain a gradient which is left over."""
_NEVER = {Kind.TIMED_OUT, Kind.OUT_OF_MEMORY, Kind.TAPE_FULL, Kind.KILLED}
"""Endings that say themselves what is wrong."""


@dataclass(frozen=True, slots=True)
class PlacedStatement:
    """A top-level statement of a cell, with the file or cell it stands in."""

    node: ast.stmt
    file: str


def parameters_of(sources: Iterable[str]) -> Parameters:
    """Read the parameters of every top-level function."""
    return _parameters_of(tuple(sources))


@cache
def _parameters_of(sources: tuple[str, ...]) -> Parameters:
    nodes = (node for source in sources for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    return {node.name: parameters(node) for node in nodes}


def docstrings_of(sources: Iterable[str]) -> Mapping[str, str]:
    """Read the docstring of every top-level function and class that has one."""
    return _docstrings_of(tuple(sources))


@cache
def _docstrings_of(sources: tuple[str, ...]) -> Mapping[str, str]:
    nodes = (node for source in sources for node in ast.parse(source).body)
    return {
        node.name: said
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and (said := ast.get_docstring(node))
    }


def with_findings(
    verdicts: Iterable[Verdict],
    exercises: Mapping[str, str],
    sources: Sequence[Source],
    asked: Parameters,
    words: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Verdict, ...]:
    """The verdicts, each failed one with the finding that explains it.

    `exercises` by check. `words` are the handout's docstrings, for functions whose own was taken out.
    """
    places = tuple(_with_words(place, words) for place in _places(sources))
    return tuple(_with_finding(verdict, exercises[verdict.check], sources, places, asked) for verdict in verdicts)


def _with_words(place: PlacedStatement, words: Mapping[str, str]) -> PlacedStatement:
    """A function with the handout's docstring, where it has none of its own."""
    node = place.node
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name not in words or ast.get_docstring(node):
        return place
    said = ast.copy_location(ast.Expr(ast.copy_location(ast.Constant(words[node.name]), node)), node)
    told = copy(node)
    told.body = [said, *node.body]
    return replace(place, node=told)


def _with_finding(
    verdict: Verdict,
    exercise: str,
    sources: Sequence[Source],
    places: Sequence[PlacedStatement],
    asked: Parameters,
) -> Verdict:
    """The verdict with the finding that explains it.

    Code above a gap that was left is no gap; a gradient is left over because its clearing is not called.
    """
    difference = verdict.difference
    if verdict.outcome is not Outcome.FAILED or difference is None or difference.kind in _NEVER:
        return verdict
    if verdict.finding:
        left = replace(difference, quantity=f"carried.{verdict.finding.name}")
        seen = _found(left, exercise, places, asked) if verdict.finding.kind.endswith("not_cleared") else ()
        return replace(verdict, finding=next((one for one in seen if one.kind in _UNCLEARED), verdict.finding))
    unread = _unreadable(exercise, sources) if difference.kind is Kind.MISSING else None
    unreadable = Difference(Kind.RAISED, note=unread.name, file=unread.file, line=unread.line) if unread else difference
    unread = _meant(unreadable, sources) or unread
    found = unread or next(_found(difference, exercise, places, asked), None)
    if found is None:
        return verdict
    if found.kind == "raise_left":
        difference = replace(difference, kind=Kind.OTHER, note=found.kind, file=found.file, line=found.line)
    return replace(verdict, difference=difference, finding=found)


def _found(
    difference: Difference, exercise: str, places: Sequence[PlacedStatement], asked: Parameters
) -> Iterator[LintFinding]:
    if difference.kind is Kind.MISSING:
        yield from _elsewhere(exercise, places, asked)
        return
    own = next((place for place in reversed(places) if exercise in names_of(place.node)), None)
    if difference.kind is Kind.NOT_STARTED:
        yield from _raise_left(own)
        return
    at = _around(difference, places) or own
    if at is None:
        return
    if isinstance(at.node, ast.ClassDef) and (exercise[:1].isupper() or (asked and exercise not in asked)):
        found_in_class = (
            *in_classes(at.node, difference),
            *in_errors(at.node, difference),
            *in_results(at.node, difference),
            *in_asked(at.node, difference),
            *in_methods(at.node, difference),
        )
        yield from (replace(finding, file=at.file) for finding in found_in_class)
        return  # a class was asked for
    if not isinstance(at.node, ast.FunctionDef):
        yield from (replace(finding, file=at.file) for finding in _no_function(at.node, exercise))
        return
    definitions = {name: place.node for place in places for name in names_of(place.node)}
    functions = {place.node.name for place in places if isinstance(place.node, ast.FunctionDef)}
    values = {name for place in places if isinstance(place.node, ast.Assign) for name in names_of(place.node)}
    found = (
        *_in_another_file(difference, at, places),
        *import_failed((place.node for place in places), difference),
        *misnamed(at.node, difference, definitions),
        *foreign_function(at.node, difference),
        *function_for_value(at.node, functions, difference),
        *in_expressions(at.node, difference, functions),
        *changed_parameters(at.node, asked, difference),
        *_return_outside(at, places),
        *in_errors(at.node, difference),
        *in_losses(at.node, difference),
        *in_results(at.node, difference),
        *in_loops(at.node, definitions, values, difference),
        *in_asked(at.node, difference),
        *rest_left_out(at.node, difference),
        *doubtful(at.node, difference),
        *left_out(at.node, difference),
    )
    yield from (replace(finding, file=at.file) for finding in found)
    if difference.quantity.startswith("carried."):
        yield not_cleared(difference, at.node)


def not_cleared(difference: Difference, function: ast.AST | None) -> LintFinding:
    """A gradient that was left over, and how this function may clear it.

    `batch_not_cleared` where an epoch has several updates, `update_not_cleared` where nothing tells in which it is.
    """
    name = difference.quantity.partition(".")[2]
    unit = "" if difference.batch is None else "update_" if difference.epoch is None else "batch_"
    return LintFinding(
        f"{unit}not_cleared", name, (clearing(function, name) if function else "") or _own_gradient(name)
    )


def _own_gradient(name: str) -> str:
    """`What.grad = None`, where the name is one in Python."""
    return f"{name}.grad = None" if name.isidentifier() else "parameter.grad = None"


# ---------------------------------------------------------------------- where the exercise is


def _places(sources: Iterable[Source]) -> Iterator[PlacedStatement]:
    for source in sources:
        for number, cell in enumerate(source.cells, 1):
            tree = parsed(cell)
            yield from (PlacedStatement(node, source.cell_name(number)) for node in (tree.body if tree else ()))


def _unreadable(exercise: str, sources: Iterable[Source]) -> LintFinding | None:
    """A definition that is there and that Python cannot read, with its error.

    So is one whose `def` is missing or misspelt.
    """
    name = re.escape(exercise)
    begins = re.compile(rf"(?:async\s+)?def\s+{name}\b|(?:\S+\s+)?{name}\s*\([^()]*\)\s*:")
    for source in sources:
        for number, cell in enumerate(source.cells, 1):
            lines = cell.split("\n")
            for first in reversed([row for row, line in enumerate(lines) if begins.match(line)]):
                rest = (row for row in range(first + 1, len(lines)) if re.match(r"[^\s#)\]}]", lines[row]))
                end = next(rest, len(lines))
                error = _syntax_error("\n" * first + "\n".join(lines[first:end]))
                if error:
                    words, row = f"{type(error).__name__}: {error.msg}", error.lineno or first + 1
                    if "expected an indented block" in error.msg and end < len(lines):
                        row = end + 1  # where the block should be
                    return LintFinding("not_python", words, "", source.cell_name(number), row)
            if re.search(rf"^[^#\n]*\bdef\s+{name}\b", cell, re.MULTILINE) and (error := _syntax_error(cell)):
                words = f"{type(error).__name__}: {error.msg}"
                return LintFinding("not_python", words, "", source.cell_name(number), error.lineno or 1)
    return None


def _meant(difference: Difference, sources: Iterable[Source]) -> LintFinding | None:
    """Find the thing meant where Python could not read a file or a cell."""
    name, cell = file_and_cell(difference.file)
    for source in sources:
        if source.name == name and max(cell - 1, 0) < len(source.cells):
            found = meant(source.cells[max(cell - 1, 0)], difference)
            return found and replace(found, file=difference.file)
    return None


def _in_another_file(
    difference: Difference, at: PlacedStatement, places: Sequence[PlacedStatement]
) -> Iterator[LintFinding]:
    """A name that another file defines; an import of one that stands right here."""
    if difference.kind is not Kind.RAISED:
        return
    name, here = undefined(difference), file_and_cell(at.file)[0]
    for place in places if name else ():
        file = file_and_cell(place.file)[0]
        made = name in names_of(place.node) and not isinstance(place.node, ast.Import | ast.ImportFrom)
        if made and file != here and file.endswith(".py"):
            right = f"from {file.removesuffix('.py')} import {name}"
            yield LintFinding("in_another_file", name, right, line=difference.line)
    if "No module named" not in difference.note:
        return
    known = {one for place in places if file_and_cell(place.file)[0] == here for one in names_of(place.node)}
    for each in ast.walk(at.node):
        if isinstance(each, ast.ImportFrom) and each.lineno == difference.line:
            own = [one.name for one in each.names if one.name in known]
            yield from (LintFinding("is_here", ast.unparse(each), one, line=each.lineno) for one in own)


def _return_outside(at: PlacedStatement, places: Sequence[PlacedStatement]) -> Iterator[LintFinding]:
    """A return in the first column, right below the function that it was meant for."""
    own = [place for place in places if place.file == at.file]
    for one, behind in pairwise(own):
        if one is at and isinstance(behind.node, ast.Return):
            yield LintFinding("return_outside", line=behind.node.lineno)


def _syntax_error(piece: str) -> SyntaxError | None:
    try:
        ast.parse(piece)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def _around(difference: Difference, places: Iterable[PlacedStatement]) -> PlacedStatement | None:
    """The function that an error was raised in."""
    if difference.kind is not Kind.RAISED:
        return None
    name = file_and_cell(difference.file)
    functions = (place for place in places if isinstance(place.node, ast.FunctionDef))
    inside = (place for place in functions if file_and_cell(place.file) == name)
    return next((one for one in inside if one.node.lineno <= difference.line <= (one.node.end_lineno or 0)), None)


def _elsewhere(exercise: str, places: Iterable[PlacedStatement], asked: Parameters) -> Iterator[LintFinding]:
    """A function that is not there: inside another, or by another name."""
    tops = [(place, place.node) for place in places if isinstance(place.node, ast.FunctionDef | ast.ClassDef)]
    for place, top in tops:
        inside = (node for node in ast.walk(top) if isinstance(node, ast.FunctionDef) and node is not top)
        for node in inside:
            if node.name == exercise:
                yield LintFinding("inside_another", top.name, exercise, file=place.file, line=node.lineno)
    others = {top.name: place for place, top in tops if top.name not in asked}
    alike = [name for name in others if read_alike(name) == read_alike(exercise)]
    for name in (alike or nearest(exercise, list(others)))[:1]:
        yield LintFinding("misspelt_function", name, exercise, others[name].file, others[name].node.lineno)


def _raise_left(own: PlacedStatement | None) -> Iterator[LintFinding]:
    """Code of the student's, with the handout's gap still below it."""
    if own is None or not isinstance(own.node, ast.FunctionDef):
        return
    gaps = [node for node in ast.walk(own.node) if isinstance(node, ast.Raise) and _is_gap(node)]
    written = [node for node in own.node.body if node not in gaps and not _is_empty(node)]
    if gaps and written:
        yield LintFinding("raise_left", file=own.file, line=gaps[0].lineno)


def _is_gap(node: ast.Raise) -> bool:
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id == GAP


def _is_empty(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass | ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _no_function(node: ast.stmt, exercise: str) -> Iterator[LintFinding]:
    """A class where a function was asked for, or the name of one that nobody made."""
    if isinstance(node, ast.ClassDef):
        yield LintFinding("class_for_function", exercise, line=node.lineno)
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute | ast.Name):
        name = ast.unparse(node.value)
        if name.rpartition(".")[2][:1].isupper():
            yield LintFinding("class_not_made", name, f"{name}()", line=node.lineno)
