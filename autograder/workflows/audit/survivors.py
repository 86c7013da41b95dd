"""Mutants that live → the same program, or a cause each."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from autograder.mutation.inputs import MOST_LABELS
from autograder.workflows.audit.trial import ProgramKind, Trial

_TWICE = re.compile(r"^(?:\w+: )+doubled (?:from turn \d+ on: )?(?P<line>.*)$")
_SWAPPED = re.compile(r"^(?:\w+: )+swapped (?:from turn \d+ on: )?(?P<first>.*) ⏎ (?P<second>.*)$")
_CHANGED = re.compile(r"^(?:\w+: )+(?P<before>.*) → (?P<after>.*?)(?: \(\d+\))?$")
_AXES = {"dim", "axis"}
_REDUCES = {"all", "any", "argmax", "argmin", "log_softmax", "logsumexp", "max", "mean", "min", "softmax", "sum"}
"""Calls whose last plain argument names an axis."""
_LABELS = {"set_title", "set_xlabel", "set_ylabel", "title", "xlabel", "ylabel"}
_DRAWS = _LABELS | {"bar", "hist", "imshow", "plot", "scatter"}
_MODES = {"eval", "train", "zero_grad", "__init__", "manual_seed"} | _LABELS
"""Methods that do a second time what they did the first."""
_STEPS = {"step", "zero_grad"}

_RETURNED = re.compile(r"^(?:\w+: )+.* returned as (?P<form>flat|-?50 at (?:most|least))$", re.DOTALL)

_CAUSES = (
    (
        r" returned as -?50 at (?:most|least)$",
        "cut what is returned off at 50",
        "Give probes for which more than 50, and less than -50, is returned.",
    ),
    (r" as -?50 at (?:most|least)$", "cut values off at 50", "Give a probe values beyond 50 and -50."),
    (r" as a hundred rows$", "take the first hundred rows", "Give a probe more than a hundred rows."),
    (
        r"(?:as|returned as) (?:half|four decimals)$",
        "round",
        "Give a probe numbers that are not round, more than four decimals.",
    ),
    (r"returned as double$", "change the dtype", "Let a check assert mine.returned.stored == 'float32'."),
    (r": result of .*\.data\.mul_\(2\)$", "change an input", "Let a check assert mine.changed == ()."),
)


def same_programs(trials: Iterable[Trial]) -> dict[str, str]:
    """The living mutants that no check could fail, each with the reason."""
    living = (trial for trial in trials if trial.kind is ProgramKind.MUTANT and trial.survived)
    return {trial.name: why for trial in living if (why := _why_the_same(trial))}


def by_cause(survivors: Iterable[Trial]) -> Iterator[str]:
    """A complaint for each cause, of an exercise's mutants that live."""
    groups: dict[tuple[str, str, str], list[Trial]] = {}
    for trial in survivors:
        does, mend = next(
            ((does, mend) for pattern, does, mend in _CAUSES if re.search(pattern, trial.name)), (trial.name, "")
        )
        groups.setdefault((trial.exercise, does, mend), []).append(trial)
    for (exercise, does, mend), found in groups.items():
        if len(found) == 1:
            yield (
                f"No check of {exercise} fails the mutant {found[0].name!r}. {mend or 'Strengthen a check or the probes'}"
                f"{';' if not mend else ''} {'If' if mend else 'if'} it is no mistake, say why in survivors.toml."
            )
        else:
            names = ", ".join(repr(trial.name) for trial in found)
            yield f"No check of {exercise} fails {len(found)} mutants that {does}: {names}. {mend}"


def _why_the_same(trial: Trial) -> str:
    """The reason that its line gives, and for another name of an axis its calls."""
    name = trial.name
    twice, swapped = _TWICE.match(name), _SWAPPED.match(name)
    if twice and _is_repeatable(_statement(twice["line"])):
        return "Done twice it is what it was."
    if swapped:
        pair = _statement(swapped["first"]), _statement(swapped["second"])
        return "Neither line needs the other." if _are_independent(*pair) or (trial.same and _notes(*pair)) else ""
    returned = _RETURNED.match(name)
    if returned and trial.same and trial.returned:
        if returned["form"] == "flat" and all(form.flat for form in trial.returned):
            return "What is returned has one axis already."
        if returned["form"] != "flat" and all(form.labels for form in trial.returned):
            return f"What is returned are whole numbers from 0 to {MOST_LABELS}: labels or places."
    changed = _CHANGED.match(name)
    if changed and trial.same and _plainly(changed["before"]) == _plainly(changed["after"]) is not None:
        return "Of what the probes give, it is the same axis, or the same length."
    return ""


def _plainly(line: str) -> str | None:
    """Write a line with axis 1 for the last, and axes in order."""
    node = _statement(line) or _statement(f"{line} pass")
    return ast.unparse(_Plainly().visit(node)) if node else None


class _Plainly(ast.NodeTransformer):
    """Rewrites what makes no difference in a value of two axes."""

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        """Name the axis from the front, several in order."""
        self.generic_visit(node)
        if node.arg in _AXES and _is_last(node.value):
            node.value = ast.Constant(1)
        if node.arg in _AXES and isinstance(node.value, ast.Tuple):
            node.value.elts.sort(key=ast.unparse)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """Take the last length for the second."""
        self.generic_visit(node)
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape" and _is_last(node.slice):
            node.slice = ast.Constant(1)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """Give names that begin alike in order: `a, b = [], []`."""
        self.generic_visit(node)
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                if len({ast.unparse(one) for one in values}) == 1:
                    names.sort(key=ast.unparse)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Ask the length of the value itself."""
        self.generic_visit(node)
        if _method(node) in _REDUCES and node.args and _is_last(node.args[-1]):
            node.args[-1] = ast.Constant(1)
        match node:
            case ast.Call(func=ast.Name("len"), args=[ast.Call(func=ast.Attribute(value=value, attr="detach"))]):
                node.args = [value]
        return node


def _is_last(node: ast.AST) -> bool:
    return ast.unparse(node) == "-1"


def _statement(line: str) -> ast.stmt | None:
    try:
        return ast.parse(line).body[0]
    except (SyntaxError, IndexError):
        return None


def _is_repeatable(node: ast.stmt | None) -> bool:
    """True of `name = …` that does not read the name, and of modes that are set."""
    match node:
        case ast.Assign(targets=[target], value=value):
            return not _names(target) & _names(value)
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=attr))):
            return attr in _MODES
        case _:
            return False


def _are_independent(first: ast.stmt | None, second: ast.stmt | None) -> bool:
    """True of two lines that each set what the other neither reads, sets nor calls."""
    pair = first, second
    if not all(isinstance(one, ast.Assign) or _is_repeatable(one) for one in pair):
        return False
    return not any(_sets(one) & (_names(other) | _called(other)) for one, other in (pair, pair[::-1]))


def _notes(first: ast.stmt | None, second: ast.stmt | None) -> bool:
    """True of a number noted down beside a step, and of labels beside dots."""
    calls = {_method(one.value): one.value for one in (first, second) if isinstance(one, ast.Expr)}
    if {*calls} & _LABELS and len(calls) == 2 and {*calls} <= _DRAWS:  # noqa: PLR2004 - both
        return True
    match calls.get("append"):
        case ast.Call(args=[ast.Call(func=ast.Attribute(value=ast.Name(), attr="item"), args=[])]):
            return bool({*calls} & _STEPS)
    return False


def _method(node: ast.AST | None) -> str:
    match node:
        case ast.Call(func=ast.Attribute(attr=name)):
            return name
    return ""


def _sets(node: ast.stmt | None) -> set[str]:
    match node:
        case ast.Assign(targets=targets):
            return {name for target in targets for name in _names(target)}
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=value))):
            return {f"{ast.unparse(value)}()"}
        case _:
            return set()


def _names(node: ast.AST | None) -> set[str]:
    """Variables and attributes by their whole path: `self.hidden`."""
    kinds = (ast.Name, ast.Attribute)
    return {ast.unparse(part) for part in ast.walk(node) if isinstance(part, kinds)} - {"self"} if node else set()


def _called(node: ast.stmt | None) -> set[str]:
    return {f"{ast.unparse(part.func)}()" for part in ast.walk(node) if isinstance(part, ast.Call)} if node else set()
