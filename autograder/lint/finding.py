"""A failed verdict and the student's source → the finding that explains it.

None where there is none. A finding is plain to see in the code, whatever came of it: a method without its parentheses,
`^` for a power, a `return` inside the loop. It is looked for only where something is wrong, in the function that is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from autograder.lint.expressions import in_expressions
from autograder.lint.loops import clearing, in_loops
from autograder.model import GAP, Difference, Kind, LintFinding, Outcome, Source, Verdict, file_and_cell
from autograder.parsing import parsed
from autograder.text import nearest

Parameters = Mapping[str, tuple[str, ...]]
"""The parameters of each exercise, in order, as the handout has them."""
_NEVER = {Kind.TIMED_OUT, Kind.OUT_OF_MEMORY, Kind.KILLED}
"""Endings that say themselves what is wrong."""


CLASSES = {
    "torch.optim": ("SGD", "Adam", "AdamW", "RMSprop", "Adagrad"),
    "torch.nn": (
        "Linear",
        "Sequential",
        "Module",
        "ReLU",
        "Sigmoid",
        "Dropout",
        "MSELoss",
        "BCELoss",
        "BCEWithLogitsLoss",
    ),
}
"""The classes that beginners make of a module of torch's."""


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
    return {node.name: _parameters(node) for node in nodes}


def with_findings(
    verdicts: Iterable[Verdict], exercises: Mapping[str, str], sources: Sequence[Source], asked: Parameters
) -> tuple[Verdict, ...]:
    """The verdicts, each failed one with the finding that explains it.

    `exercises` by check.
    """
    return tuple(_with_finding(verdict, exercises[verdict.check], sources, asked) for verdict in verdicts)


def _with_finding(verdict: Verdict, exercise: str, sources: Sequence[Source], asked: Parameters) -> Verdict:
    """The verdict with the finding that explains it.

    Code above a gap that was left is no gap; a gradient is left over because its clearing is not called.
    """
    difference = verdict.difference
    if verdict.outcome is not Outcome.FAILED or difference is None or difference.kind in _NEVER:
        return verdict
    places = tuple(_places(sources))
    if verdict.finding:
        seen = _found(difference, exercise, places, asked) if verdict.finding.kind.endswith("not_cleared") else ()
        return replace(verdict, finding=next((one for one in seen if one.kind == "not_called"), verdict.finding))
    unread = _unreadable(exercise, sources) if difference.kind is Kind.MISSING else None
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
    own = next((place for place in reversed(places) if exercise in _bound(place.node)), None)
    if difference.kind is Kind.NOT_STARTED:
        yield from _raise_left(own)
        return
    at = _around(difference, places) or own
    if at is None:
        return
    if isinstance(at.node, ast.ClassDef) and (exercise[:1].isupper() or (asked and exercise not in asked)):
        return  # a class was asked for
    if not isinstance(at.node, ast.FunctionDef):
        yield from (replace(finding, file=at.file) for finding in _no_function(at.node, exercise))
        return
    known = {name for place in places for name in _bound(place.node)}
    values = {name for place in places if isinstance(place.node, ast.Assign) for name in _bound(place.node)}
    found = (
        *_import_failed(places, difference),
        *_misspelt(at.node, difference, known),
        *in_expressions(at.node, difference),
        *_swapped(at.node, asked),
        *in_loops(at.node, known, values, difference),
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
    return LintFinding(f"{unit}not_cleared", name, (clearing(function) if function else "") or _own_gradient(name))


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
    """A definition that is there and that Python cannot read, with its error."""
    for source in sources:
        for number, cell in enumerate(source.cells, 1):
            lines = cell.split("\n")
            begins = [
                row for row, line in enumerate(lines) if re.match(rf"(async\s+)?def\s+{re.escape(exercise)}\b", line)
            ]
            for first in reversed(begins):
                rest = (row for row in range(first + 1, len(lines)) if re.match(r"[^\s#)\]}]", lines[row]))
                error = _syntax_error("\n".join(lines[first : next(rest, len(lines))]))
                if error:
                    words = f"{type(error).__name__}: {error.msg}"
                    return LintFinding("not_python", words, "", source.cell_name(number), first + (error.lineno or 1))
    return None


def _syntax_error(piece: str) -> SyntaxError | None:
    try:
        ast.parse(piece)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def _bound(node: ast.stmt) -> tuple[str, ...]:
    """The names that a statement of a module gives a value."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return (name,)
        case ast.Assign(targets=targets):
            return tuple(target.id for target in targets if isinstance(target, ast.Name))
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return tuple((alias.asname or alias.name).partition(".")[0] for alias in names)
        case _:
            return ()


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
    tops = [place for place in places if isinstance(place.node, ast.FunctionDef | ast.ClassDef)]
    for place in tops:
        inside = (node for node in ast.walk(place.node) if isinstance(node, ast.FunctionDef) and node is not place.node)
        for node in inside:
            if node.name == exercise:
                yield LintFinding("inside_another", _bound(place.node)[0], exercise, file=place.file, line=node.lineno)
    others = {_bound(place.node)[0]: place for place in tops if _bound(place.node)[0] not in asked}
    alike = [name for name in others if _read_alike(name) == _read_alike(exercise)]
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


# ---------------------------------------------------------------------- names


def _import_failed(places: Iterable[PlacedStatement], difference: Difference) -> Iterator[LintFinding]:
    """Find a name that is not defined although an import stands there for it.

    The library is not there.
    """
    name = _between(f"{difference.got}: {difference.note}", "name '", "' is not defined")
    for place in places:
        match place.node:
            case ast.Import(names=names) if name in _bound(place.node):
                library = next(one.name for one in names if (one.asname or one.name).partition(".")[0] == name)
                yield LintFinding("import_failed", library, name, line=difference.line)
            case ast.ImportFrom(module=module) if module and name in _bound(place.node):
                yield LintFinding("import_failed", module, name, line=difference.line)


def _misspelt(node: ast.FunctionDef, difference: Difference, known: Iterable[str]) -> Iterator[LintFinding]:
    """A name, or a method of torch's, that is nearly one there is."""
    text = f"{difference.got}: {difference.note}"
    name = _between(text, "name '", "' is not defined")
    if name:
        inside = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        there = sorted({*_parameters(node), *inside, *known} - {name})
        alike = [one for one in there if _read_alike(one) == _read_alike(name)]
        for near in (alike or nearest(name, there))[:1]:
            yield LintFinding("misspelt_name", name, near, line=difference.line)
    attribute = _between(text, "has no attribute '", "'")
    if attribute and ("module 'torch" in text or "'Tensor' object" in text or "module 'numpy" in text):
        there = next((names for module, names in CLASSES.items() if f"module '{module}'" in text), TORCH)
        alike = [one for one in there if one.casefold() == attribute.casefold()]
        for near in (alike or nearest(attribute, list(there)))[:1]:
            yield LintFinding("misspelt_method", attribute, near, line=difference.line)


TORCH = [
    "abs",
    "arange",
    "backward",
    "cat",
    "clone",
    "data",
    "detach",
    "exp",
    "flatten",
    "float",
    "float32",
    "from_numpy",
    "grad",
    "item",
    "linspace",
    "log",
    "manual_seed",
    "matmul",
    "max",
    "mean",
    "min",
    "mm",
    "nn",
    "no_grad",
    "normal",
    "numpy",
    "ones",
    "optim",
    "pow",
    "randn",
    "requires_grad",
    "reshape",
    "shape",
    "sigmoid",
    "sqrt",
    "square",
    "squeeze",
    "stack",
    "std",
    "sum",
    "tensor",
    "tolist",
    "transpose",
    "unsqueeze",
    "view",
    "zero_",
    "zero_grad",
    "zeros",
    "step",
    "parameters",
    "named_parameters",
]
"""Names of torch's that this course uses."""


def _read_alike(name: str) -> str:
    """A name as the eye takes it: `Ir` is `lr`."""
    return name.casefold().translate(str.maketrans("i10", "llo"))


def _between(text: str, before: str, after: str) -> str:
    _, found, rest = text.partition(before)
    return rest.partition(after)[0] if found and after in rest else ""


def _swapped(node: ast.FunctionDef, asked: Parameters) -> Iterator[LintFinding]:
    """Parameters in another order than the handout has them."""
    own, right = _parameters(node), asked.get(node.name, ())
    if own != right and sorted(own) == sorted(right):
        yield LintFinding("arguments_swapped", ", ".join(own), ", ".join(right), line=node.lineno)


def _parameters(node: ast.FunctionDef) -> tuple[str, ...]:
    return tuple(one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))
