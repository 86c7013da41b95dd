"""An Assignment and its collected checks → a WeekVersion.

Everything its marks rest on, as digests by piece.

Which function a check is, its marks and its fixtures come from pytest (`CheckSource`); a new mark or fixture needs nothing here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from symtable import SymbolTable, symtable
from typing import TYPE_CHECKING, TypeGuard

from autograder.files import digest
from autograder.model import COURSE_ZONE, Change, WeekVersion
from autograder.parsing import body_without_docstring

if TYPE_CHECKING:
    from autograder.model import Assignment, CheckSource

Functions = dict[str, ast.FunctionDef]
Names = dict[str, frozenset[str]]
"""By the name that something is defined with: the names it mentions."""

DYNAMIC = {"vars", "globals", "__dict__", "getattr()"}
"""Where one of these is used, what else is cannot be read off the code: then everything may be."""
FIXTURES = {"data", "mine", "self", "turn"}
"""Names after their dot are a student's values, or methods; never functions of the solution."""


def version_of(
    assignment: Assignment,
    collected: Mapping[str, CheckSource],
    *,
    kit: str = "",
    tolerances: Mapping[str, object] | None = None,
) -> WeekVersion:
    """Digest a week as it is now.

    `kit`: the judge's own digest; `tolerances`: by check, anything whose text says how wide.
    """
    sources = {module: ast.parse(source) for module, source in assignment.sources.items()}
    files = _files(assignment, collected)
    rests = _rests(assignment, files, sources, collected)
    pieces = {f"{change}:{name}": piece for change, name, piece in _settings(assignment, tolerances or {})}
    pieces |= {f"{change}:{name}": piece for change, name, piece in _code(assignment, files, sources, rests, collected)}
    pieces[f"{Change.KIT}:judge"] = kit
    return WeekVersion(
        week=assignment.week,
        digest=assignment.digest,
        checks=assignment.checks,
        modules={exercise.name: exercise.module for exercise in assignment.exercises},
        pieces=dict(sorted(pieces.items())),
        due=assignment.due,
        late=assignment.late,
        rests=rests,
    )


def _settings(assignment: Assignment, tolerances: Mapping[str, object]) -> Iterator[tuple[Change, str, str]]:
    for check in assignment.checks:
        yield Change.POINTS, check.name, f"{check.points:g}"
        yield Change.NEEDS, check.name, digest(sorted(check.needs))
    for name, tolerance in tolerances.items():
        yield Change.TOLERANCE, name, str(tolerance)
    for probe in assignment.probes:
        yield Change.PROBE, probe.id, digest(probe)
    for module, source in assignment.drivers.items():
        yield Change.DRIVERS, module, digest(source)
    for exercise in assignment.exercises:
        known = [mistake for mistake in assignment.mistakes if mistake.exercise == exercise.name]
        yield Change.MISTAKES, exercise.name, digest([(one.name, one.source) for one in known])
        if right := [one.source for one in assignment.variants if one.exercise == exercise.name]:
            yield Change.RIGHT, exercise.name, digest(right)
    yield Change.DATA, "", digest(dict(assignment.data))
    yield Change.LATE, "due", assignment.due.isoformat() if assignment.due else ""
    for name, value in asdict(assignment.late).items():
        if name != "zone":
            yield Change.LATE, name, "" if value is None else f"{value:g}"
    if assignment.late.zone not in {"", COURSE_ZONE}:
        yield Change.LATE, "zone", assignment.late.zone


# ---------------------------------------------------------------------- the code, part by part


@dataclass(frozen=True, slots=True)
class _File:
    """One file beside the checks.

    `tests` are the functions of the week's checks, by check; `parts` is all else.
    """

    name: str
    content: bytes
    tests: Functions
    tree: ast.Module

    @property
    def parts(self) -> dict[str, ast.stmt]:
        """Statements that define a name at its top level.

        Helpers, constants, fixtures, classes.
        """
        named = {name: node for node in self.tree.body for name in _defined(node)}
        return {name: node for name, node in named.items() if name != "pytestmark"}


def _files(assignment: Assignment, collected: Mapping[str, CheckSource]) -> tuple[_File, ...]:
    folder = assignment.folder / "checks"
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    asked = {check.name: collected[check.name] for check in assignment.checks if check.name in collected}
    return tuple(_file(path.name, path.read_bytes(), asked) for path in paths)


def _file(name: str, content: bytes, asked: Mapping[str, CheckSource]) -> _File:
    tree = ast.parse(content) if name.endswith(".py") else ast.Module([], [])
    functions = _at(tree)
    tests = {check: functions.get(one.line) for check, one in asked.items() if one.file == name}
    return _File(name, content, {check: test for check, test in tests.items() if test}, tree)


def _code(
    assignment: Assignment,
    files: Iterable[_File],
    sources: Mapping[str, ast.Module],
    rests: Mapping[str, tuple[str, ...]],
    collected: Mapping[str, CheckSource],
) -> Iterator[tuple[Change, str, str]]:
    """Digests of every check, shared part and function of the solution.

    Comments, formatting and docstrings move nobody's mark, so they are not part of a digest.
    """
    written = {
        name: digest([ast.dump(_unmarked(test)), collected[name].marks])
        for file in files
        for name, test in file.tests.items()
    }
    for check in assignment.checks:
        yield Change.CHECK, check.name, written.get(check.name, "")
    used = {name for names in rests.values() for name in names}
    for file in files:
        yield from ((Change.SHARED, name, piece) for name, piece in _shared(file, used))
    asked = {exercise.name for exercise in assignment.exercises}
    for module, tree in sources.items():
        functions = {name: node for node in tree.body for name in _defined(node) if name in asked}
        rest = [node for node in tree.body if node not in functions.values()]
        yield from ((Change.SOLUTION, name, digest(ast.dump(_bare(node)))) for name, node in functions.items())
        yield Change.SOLUTION, f"{module}.py", digest([ast.dump(node) for node in rest] + list(functions))


def _shared(file: _File, used: set[str]) -> Iterator[tuple[str, str]]:
    """Helpers, constants, and classes and fixtures in use, each by itself.

    The rest of the file comes as a whole.
    """
    if not file.name.endswith(".py"):
        yield file.name, digest(file.content)
        return
    tests = {id(test) for test in file.tests.values()}
    alone = {name: node for name, node in file.parts.items() if f"{file.name}:{name}" in used or _is_passive(node)}
    rest = [node for node in file.tree.body if node not in alone.values()]
    yield from ((f"{file.name}:{name}", digest(ast.dump(_without(node, tests)))) for name, node in alone.items())
    yield file.name, digest([ast.dump(_without(node, tests)) for node in rest])


def _is_passive(node: ast.stmt) -> bool:
    """True where it does nothing until it is named.

    A fixture may act on every check of its file, a stray test may be one.
    """
    if isinstance(node, ast.FunctionDef):
        return not node.decorator_list and not node.name.startswith("test_")
    return not isinstance(node, ast.ClassDef)


def _without(node: ast.stmt, tests: set[int]) -> ast.AST:
    """A class without the tests that are pieces of their own.

    Of these, the names alone.
    """
    if isinstance(node, ast.ClassDef):
        body = [ast.Expr(ast.Constant(inner.name)) if _is_one_of(inner, tests) else inner for inner in node.body]
        return ast.ClassDef(
            name=node.name, bases=node.bases, keywords=node.keywords, body=body, decorator_list=node.decorator_list
        )
    return ast.Expr(ast.Constant(node.name)) if _is_one_of(node, tests) else _bare(node)


def _is_one_of(node: ast.stmt, tests: set[int]) -> TypeGuard[ast.FunctionDef]:
    return id(node) in tests


# ---------------------------------------------------------------------- foundations of a check


def _rests(
    assignment: Assignment,
    files: Iterable[_File],
    sources: Mapping[str, ast.Module],
    collected: Mapping[str, CheckSource],
) -> dict[str, tuple[str, ...]]:
    """By check: the functions of the solution and the shared parts in its reach.

    Its own file is one of them.

    Any mention of a name counts as a use of everything of that name within reach, so that it can only be too much.
    """
    solved: Names = {
        name: _mentioned(node) for tree in sources.values() for node in tree.body for name in _defined(node)
    }
    wrong: dict[str, set[str]] = {}
    for mistake in assignment.mistakes:
        wrong.setdefault(mistake.exercise, set()).update(_mentioned_in(mistake.source))
    written = {exercise.name: exercise.name for exercise in assignment.exercises}
    exercises = {check.name: check.exercise for check in assignment.checks}
    functions = {file.name: _at(file.tree) for file in files}
    common = [file for file in files if not file.name.startswith("test_")]
    used = {(file.name, name): _mentioned(node) for file in files for name, node in file.parts.items()}
    rests = {}
    for file in files:
        near = [*common, file]
        places = written | {f"{one.name}:{name}": name for one in near for name in one.parts}
        mentions: Names = dict(solved)
        for name, names in ((name, used[one.name, name]) for one in near for name in one.parts):
            mentions[name] = mentions.get(name, frozenset()) | names
        for check, test in file.tests.items():
            fixtures = [functions.get(name, {}).get(line) for name, line in collected[check].fixtures]
            start = {exercises[check], *collected[check].classes} | wrong.get(exercises[check], set())
            start |= {name for node in (test, *filter(None, fixtures)) for name in (node.name, *_mentioned(node))}
            reached = _reached(start - {test.name}, mentions)
            known = {place for place, name in places.items() if name in reached or reached & DYNAMIC}
            rests[check] = tuple(sorted(known | {file.name}))
    return rests


def _reached(start: set[str], mentions: Names) -> set[str]:
    reached, new = set(start), set(start)
    while new := {name for one in new for name in mentions.get(one, ())} - reached:
        reached |= new
    return reached


def _mentioned(node: ast.stmt) -> frozenset[str]:
    """Names it may use: globals and attributes; of a class, those outside its tests."""
    return _mentioned_in(ast.unparse(_untested(node)))


@cache  # a shared part is near many files
def _mentioned_in(source: str) -> frozenset[str]:
    """Names that a source may use."""
    inside = (name for part in ast.walk(ast.parse(source)) for name in _named(part))
    return frozenset({*_globals(symtable(source, "", "exec")), *inside})


def _untested(node: ast.stmt) -> ast.stmt:
    if not isinstance(node, ast.ClassDef):
        return node
    kept = [inner for inner in node.body if not getattr(inner, "name", "").startswith("test_")]
    bases, keywords, marks = node.bases, node.keywords, node.decorator_list
    return ast.ClassDef(name=node.name, bases=bases, keywords=keywords, body=kept or [ast.Pass()], decorator_list=marks)


def _globals(table: SymbolTable) -> Iterator[str]:
    top = table.get_type() == "module"
    yield from (one.get_name() for one in table.get_symbols() if one.is_global() or (top and one.is_referenced()))
    for inner in table.get_children():
        yield from _globals(inner)


def _named(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(value=ast.Name(id=what), attr=name) if what in FIXTURES and not name.startswith("__"):
            return
        case ast.Attribute(attr=name):
            yield name
        case ast.alias(name=name):
            yield from name.split(".")
        case ast.Constant(value=str(text)) if text.isidentifier():
            yield text
        case ast.Call(func=ast.Name(id="getattr"), args=[ast.Name(id=what), name, *_]):
            if what not in FIXTURES and not isinstance(name, ast.Constant):
                yield "getattr()"
        case _:
            return


def _defined(node: ast.stmt) -> Iterator[str]:
    """The names that a statement at the top level gives."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (inner.id for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            yield from (one.asname for one in names if one.asname)
        case _:
            return


# ---------------------------------------------------------------------- functions


def _at(tree: ast.Module) -> dict[int, ast.FunctionDef]:
    """Every function by the line that Python gives for it.

    Its first mark's, or its own.
    """
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {min(part.lineno for part in (node, *node.decorator_list)): node for node in functions}


def _unmarked(function: ast.FunctionDef) -> ast.FunctionDef:
    """A test without docstring and marks.

    Pytest knows its marks, those of its class and file included.
    """
    return ast.FunctionDef(function.name, function.args, body_without_docstring(function), [], function.returns)


def _bare(node: ast.stmt) -> ast.stmt:
    """A function without its docstring."""
    if not isinstance(node, ast.FunctionDef):
        return node
    return ast.FunctionDef(
        name=node.name,
        args=node.args,
        body=body_without_docstring(node),
        decorator_list=node.decorator_list,
        returns=node.returns,
    )
