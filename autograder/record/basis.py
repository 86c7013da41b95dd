"""An Assignment → what its marks rest on, piece by piece, as digests: so that a changed mark can name what changed."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum

from autograder.model import Assignment, Check, LatePolicy
from autograder.record.packing import digest

Functions = dict[tuple[str, str], ast.FunctionDef]


class Change(StrEnum):
    """What can make a mark change; report/ has words for each."""

    CHECK = "check"  # a check's own code
    NEEDS = "needs"  # what a check waits for
    SHARED = "shared"  # what checks have in common: helpers, imports
    TOLERANCE = "tolerance"
    POINTS = "points"
    PROBE = "probe"
    DRIVES = "drives"
    DATA = "data"
    SOLUTION = "solution"
    MISTAKES = "mistakes"  # the known mistakes of an exercise
    LATE = "late"  # deadline and late rule
    KIT = "kit"
    LIMITS = "limits"
    SUBMISSION = "submission"  # other work, or another time it came
    DECISION = "decision"  # of a person
    BUDGET = "budget"  # late days spent in other weeks
    UNKNOWN = "unknown"  # nothing on record explains it: a person should look


ASKED = (Change.PROBE, Change.DRIVES, Change.DATA)
"""What a recording depends on. Where only other pieces change, no student code needs to run again."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that changed: which, and from what to what where that can be said shortly."""

    change: Change
    name: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """The terms of a week. `pieces` are `change:name` → a digest, or the value itself where it is short."""

    week: str
    digest: str
    checks: tuple[Check, ...] = ()
    modules: Mapping[str, str] = field(default_factory=dict)  # exercise → module
    pieces: Mapping[str, str] = field(default_factory=dict)
    due: datetime | None = None
    late: LatePolicy = field(default_factory=LatePolicy)

    @property
    def asked(self) -> str:
        """Digest of what recordings depend on."""
        asked = {name: piece for name, piece in self.pieces.items() if name.partition(":")[0] in ASKED}
        return digest([self.week, dict(self.modules), asked or self.digest])


def basis(assignment: Assignment, *, kit: str = "", tolerances: Mapping[str, object] | None = None) -> Basis:
    """The terms of a week as it is now. `kit`: what judges; `tolerances`: by check, anything whose text says how wide."""
    pieces = {f"{change}:{name}": piece for change, name, piece in _pieces(assignment, tolerances or {})}
    pieces[f"{Change.KIT}:judge"] = kit
    return Basis(
        week=assignment.week,
        digest=assignment.digest,
        checks=assignment.checks,
        modules={exercise.name: exercise.module for exercise in assignment.exercises},
        pieces=dict(sorted(pieces.items())),
        due=assignment.due,
        late=assignment.late,
    )


def differences(was: Basis, now: Basis) -> tuple[Cause, ...]:
    """Every piece that is not what it was, in the order of their names."""
    names = sorted(was.pieces.keys() | now.pieces.keys())
    return tuple(
        _cause(name, was.pieces.get(name, ""), now.pieces.get(name, ""))
        for name in names
        if was.pieces.get(name) != now.pieces.get(name)
    )


def touched(was: Basis, now: Basis) -> frozenset[str]:
    """The checks that must be judged again: those that changed, and those that wait for them. Points need no judge."""
    found: set[str] = set()
    for cause in differences(was, now):
        found |= {check.name for check in now.checks if _touches(cause, check)}
    while more := {one.name for one in now.checks if one.name not in found and _waits(one, found)}:
        found |= more
    return frozenset(found)


def _touches(cause: Cause, check: Check) -> bool:
    match cause.change:
        case Change.CHECK | Change.NEEDS | Change.TOLERANCE:
            return cause.name == check.name
        case Change.PROBE:
            return cause.name == check.probe
        case Change.MISTAKES:
            return cause.name == check.exercise
        case Change.POINTS | Change.LATE:
            return False
        case _:
            return True


def _waits(check: Check, found: set[str]) -> bool:
    """A need without brackets stands for the check on every probe."""
    return any(name == need or name.startswith(f"{need}[") for need in check.needs for name in found)


def _cause(name: str, before: str, after: str) -> Cause:
    """Digests mean nothing to a person: only values are shown."""
    change, _, subject = name.partition(":")
    told = change in {Change.POINTS, Change.TOLERANCE, Change.LATE, Change.KIT}
    return Cause(Change(change), subject, before if told else "", after if told else "")


def _pieces(assignment: Assignment, tolerances: Mapping[str, object]) -> Iterator[tuple[Change, str, str]]:
    for check in assignment.checks:
        yield Change.POINTS, check.name, f"{check.points:g}"
        yield Change.NEEDS, check.name, digest(sorted(check.needs))
    for name, tolerance in tolerances.items():
        yield Change.TOLERANCE, name, str(tolerance)
    for probe in assignment.probes:
        yield Change.PROBE, probe.id, digest(probe)
    for module, source in assignment.drives.items():
        yield Change.DRIVES, module, digest(source)
    for exercise in assignment.exercises:
        known = [mistake for mistake in assignment.mistakes if mistake.exercise == exercise.name]
        yield Change.MISTAKES, exercise.name, digest([(one.name, one.source) for one in known])
    yield Change.DATA, "", digest(dict(assignment.data))
    yield from _late(assignment)
    yield from _code(assignment)


def _late(assignment: Assignment) -> Iterator[tuple[Change, str, str]]:
    yield Change.LATE, "due", assignment.due.isoformat() if assignment.due else ""
    for name, value in asdict(assignment.late).items():
        yield Change.LATE, name, "" if value is None else f"{value:g}"


# ---------------------------------------------------------------------- code, function by function


def _code(assignment: Assignment) -> Iterator[tuple[Change, str, str]]:
    """Comments, formatting and docstrings move nobody's mark, so they are not part of a digest."""
    wanted = {(check.exercise, _function(check)) for check in assignment.checks}
    found: dict[tuple[str, str], str] = {}
    folder = assignment.folder / "checks"
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        if path.suffix != ".py":
            yield Change.SHARED, path.name, digest(path.read_bytes())
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tests = {key: function for key, function in _tests(tree).items() if key in wanted}
        found |= {key: digest(ast.dump(_plain(function))) for key, function in tests.items()}
        for function in tests.values():
            function.body.clear()
            function.decorator_list.clear()
        yield Change.SHARED, path.name, digest(ast.dump(tree))
    for check in assignment.checks:
        yield Change.CHECK, check.name, found.get((check.exercise, _function(check)), "")
    for module, source in assignment.sources.items():
        yield from _solution(module, ast.parse(source), assignment)


def _solution(module: str, tree: ast.Module, assignment: Assignment) -> Iterator[tuple[Change, str, str]]:
    written = {exercise.name for exercise in assignment.exercises if exercise.module == module}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in written:
            yield Change.SOLUTION, node.name, digest(ast.dump(_plain(node)))
            node.body = []
    yield Change.SOLUTION, f"{module}.py", digest(ast.dump(tree))


def _tests(tree: ast.Module) -> Functions:
    """The test functions of a file, by the exercise they are marked with and their name."""
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    found: Functions = {}
    for node in classes.values():
        for function in _inherited(node, classes):
            found.setdefault((_exercise(function) or _exercise(node), function.name), function)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[_exercise(node), node.name] = node
    return {key: function for key, function in found.items() if function.name.startswith("test_")}


def _inherited(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> Iterator[ast.FunctionDef]:
    """A class's functions, then those of its bases in the same file: exercises that are alike share their checks."""
    yield from (inner for inner in node.body if isinstance(inner, ast.FunctionDef))
    for base in node.bases:
        if isinstance(base, ast.Name) and base.id in classes:
            yield from _inherited(classes[base.id], classes)


def _exercise(node: ast.FunctionDef | ast.ClassDef) -> str:
    """`mse` of `@pytest.mark.exercise("mse")`."""
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "exercise":
            match mark.args:
                case [ast.Constant(value=str(name))]:
                    return name
                case _:
                    return ""
    return ""


def _plain(function: ast.FunctionDef) -> ast.FunctionDef:
    """Without docstring and points, which are pieces of their own."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    marks = [mark for mark in function.decorator_list if "attr='points'" not in ast.dump(mark)]
    return ast.FunctionDef(
        name=function.name, args=function.args, body=body, decorator_list=marks, returns=function.returns
    )


def _function(check: Check) -> str:
    """`test_averages` of `mse.averages[other_n]`."""
    return f"test_{check.name.removeprefix(f'{check.exercise}.').partition('[')[0]}"
