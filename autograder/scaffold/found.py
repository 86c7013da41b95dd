"""A notebook's parts → its functions and classes, and what tests show of each."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from autograder.scaffold.calls import Given, InputCall, input_call, reads_a_file
from autograder.scaffold.masters import CellPart, Role, parsed, readable
from autograder.scaffold.names import free_names, rebound
from autograder.scaffold.scripts import Script, is_net, script

Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class FoundExercise:
    """One function or class of the answers, with what its tests showed of it."""

    node: Definition
    source: str
    told: str
    points: float = 0.0
    calls: tuple[InputCall, ...] = ()
    scripts: tuple[Script, ...] = ()
    tests: tuple[str, ...] = field(default=())
    asserts: bool = False

    @property
    def is_asked(self) -> bool:
        """True where a test shows how it is called."""
        return bool(self.calls or self.scripts)

    @property
    def asks(self) -> set[str]:
        """The names of `work` that its drivers use."""
        trees = (ast.walk(ast.parse(line)) for each in self.scripts for line in each.text)
        return {node.attr for tree in trees for node in tree if _is_work(node)}

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of a function's arguments."""
        return tuple(each.arg for each in self.node.args.args) if isinstance(self.node, ast.FunctionDef) else ()

    def arguments_of(self, method: str) -> tuple[str, ...]:
        """The names of the arguments of a class's method, without the object itself."""
        written = (each for each in self.node.body if isinstance(each, ast.FunctionDef) and each.name == method)
        return tuple(arg.arg for each in written for arg in each.args.args[1:])

    @property
    def gap(self) -> str:
        """The first function without an answer in it, "" where all have one."""
        functions = (node for node in ast.walk(self.node) if isinstance(node, ast.FunctionDef))
        return next((each.name for each in functions if _is_gap(each)), "")


def exercises(parts: Sequence[CellPart], given: Given) -> dict[str, FoundExercise]:
    """Find the answers, and give each the tests that call it.

    A function that only the tests of others call is a helper of theirs, and given.
    """
    found = _tested(parts, given, _answers(parts))
    scripts = "\n".join(text for one in found.values() for each in one.scripts for text in each.text)
    read = {name for one in found.values() for name in free_names(one.node)}
    helpers = {
        name: one
        for name, one in found.items()
        if f"work.{name}(" in scripts
        and not (name in read or one.is_asked or one.gap)
        and isinstance(one.node, ast.FunctionDef)
    }
    if not helpers:
        return found
    given.definitions |= {name: (one.node, one.source) for name, one in helpers.items()}
    return _tested(parts, given, {name: one for name, one in _answers(parts).items() if name not in helpers})


def without_asserts(source: str) -> tuple[Definition, str]:
    """A definition without what its functions assert at their top level.

    Whether that is there no result shows, so every mutant of it would live.
    """
    lines = source.split("\n")
    tree = ast.parse(source).body[0]
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and not all(isinstance(each, ast.Assert) for each in function.body):
            for each in function.body:
                own = lines[each.lineno - 1 : each.end_lineno]
                if isinstance(each, ast.Assert) and own[0][: each.col_offset].isspace() and ";" not in "".join(own):
                    lines[each.lineno - 1 : each.end_lineno] = [""] * len(own)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() if lines != source.split("\n") else source
    made = ast.parse(text).body[0]
    assert isinstance(made, Definition)
    return made, text


_TESTS = {Role.TEST, Role.HIDDEN}


def _answers(parts: Iterable[CellPart]) -> dict[str, FoundExercise]:
    found: dict[str, FoundExercise] = {}
    told = ""
    for part in parts:
        if part.role is Role.TEXT:
            told = part.source
        if part.role is Role.ANSWER:
            for node in parsed(part).body:
                if isinstance(node, Definition):
                    source = ast.get_source_segment(readable(part.source), node) or ast.unparse(node)
                    bare = without_asserts(source)
                    found[node.name] = FoundExercise(*bare, told, asserts=bare[1] != source)
    return found


def _tested(parts: Sequence[CellPart], given: Given, found: dict[str, FoundExercise]) -> dict[str, FoundExercise]:
    for place, part in enumerate(parts):
        if part.role in _TESTS and part.source:
            body = parsed(part).body
            inner = [node.body for node in body if isinstance(node, ast.FunctionDef)]
            for number, statements in enumerate(inner or [_called(body, found, given)]):
                _take(replace(part, points=0.0 if number else part.points), statements, found, given, place)
    for one in [*found.values()]:
        if shown := _doctested(one):
            _take(CellPart(Role.HIDDEN, "", 0), shown, found, given, len(parts))
    return {name: replace(one, scripts=()) if one.calls else one for name, one in found.items()}


def _doctested(one: FoundExercise) -> list[ast.stmt]:
    """The examples in its docstring, `>>> mse(y, yhat)`."""
    try:
        examples = doctest.DocTestParser().get_examples(ast.get_docstring(one.node) or "")
        return ast.parse("".join(each.source for each in examples)).body
    except (ValueError, SyntaxError):
        return []


def _called(body: list[ast.stmt], found: Mapping[str, FoundExercise], given: Given) -> list[ast.stmt]:
    """A test's statements; of `square_test(square)` those of the test that it calls."""
    statements: list[ast.stmt] = []
    for node in body:
        match node:
            case ast.Expr(value=ast.Call(func=ast.Name(id=test), args=[ast.Name(id=name)], keywords=[])) if (
                name in found and "test" in test.lower() and test in given.definitions
            ):
                written = ast.parse(ast.unparse(given.definitions[test][0])).body[0]
                if isinstance(written, ast.FunctionDef) and len(written.args.args) == 1:
                    renamed = _Renamed(written.args.args[0].arg, name)
                    statements += [renamed.visit(inner) for inner in written.body]
            case _:
                statements.append(node)
    return statements


class _Renamed(ast.NodeTransformer):
    """One name for another."""

    def __init__(self, name: str, other: str) -> None:
        self._name, self._other = name, other

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(self._other, node.ctx) if node.id == self._name else node


def _is_work(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "work"


def _is_gap(function: ast.FunctionDef) -> bool:
    """True of a body of nothing but `pass`, `...` or what says that it is not written."""
    said = ast.get_docstring(function, clean=False) is not None
    return all(
        isinstance(node, ast.Pass)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node))
        for node in function.body[said:]
    )


def _take(
    part: CellPart, statements: Sequence[ast.stmt], found: dict[str, FoundExercise], given: Given, place: int
) -> None:
    """Give a test's points and calls to what it calls.

    The half of it that students saw becomes a public check.
    """
    calls = [node for each in statements for node in ast.walk(each) if isinstance(node, ast.Call)]
    raising = {inner for each in statements if isinstance(each, ast.Try | ast.With) for inner in ast.walk(each)}
    names = list(dict.fromkeys(n.func.id for n in calls if isinstance(n.func, ast.Name) and n.func.id in found))
    shown = part.role is Role.TEST and "assert" in part.source and not rebound(statements) & found.keys()
    owner = _owner(names, found)
    for name in names:
        one = found[name]
        read = [
            found_call
            for call in calls
            if isinstance(one.node, ast.FunctionDef)
            and isinstance(call.func, ast.Name)
            and call.func.id == name
            and call not in raising
            and (found_call := input_call(call, one.node, given, place, statements)) is not None
        ]
        about = name == owner or not isinstance(found[owner].node, ast.ClassDef)
        asked = [] if read or not about else _scripts(name, statements, found, given, place)
        found[name] = replace(
            one,
            points=one.points + (part.points if name == owner else 0),
            calls=tuple(dict.fromkeys([*one.calls, *read])),
            scripts=(*one.scripts, *asked),
            tests=(*one.tests, *([_public(name, statements, one)] if name == owner and shown else [])),
        )


def _owner(names: Sequence[str], found: dict[str, FoundExercise]) -> str:
    """The exercise that a test is about: of classes the one written last."""
    if any(isinstance(found[name].node, ast.ClassDef) for name in names):
        return max(names, key=[*found].index)
    return next(iter(names), "")


def _scripts(
    owner: str, statements: Sequence[ast.stmt], found: Mapping[str, FoundExercise], given: Given, place: int
) -> list[Script]:
    """A driver's part of this test, where all that it needs is at hand."""
    nets = {name: isinstance(one.node, ast.ClassDef) and is_net(one.node) for name, one in found.items()}
    bare = script([], statements, owner, nets)
    if bare is None:
        return []
    before = given.made(bare.needed, place, known=[*found, "print"])
    made = script(before, statements, owner, nets) if before is not None else None
    return [made] if made and not any(reads_a_file(ast.parse(line)) for line in made.text) else []


def _public(name: str, statements: Sequence[ast.stmt], one: FoundExercise) -> str:
    body = "\n".join(ast.unparse(each) for each in statements)
    return f"def test_{name}{f'_{len(one.tests) + 1}' if one.tests else ''}():\n" + indented(body)


def unanswered(parts: Iterable[CellPart], taken: Iterable[str]) -> Iterator[str]:
    """Name answers that are no definitions, and gifts that no exercise uses."""
    used = {*taken}
    for part in parts:
        if part.role is Role.ANSWER:
            for node in parsed(part).body:
                if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
                    first = ast.unparse(node).partition("\n")[0]
                    yield f"cell {part.number} answers without a function: {first}"
        if part.role is Role.GIVEN and part.number:  # not beside the notebook
            names = [node.name for node in parsed(part).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
            yield from (
                f"cell {part.number} gives {name} to students, and no exercise uses it: add it to a file of the week."
                for name in names
                if name not in used
            )


def indented(text: str, by: int = 4) -> str:
    """The text, so many columns to the right."""
    return "\n".join(f"{' ' * by}{line}" if line else "" for line in text.split("\n"))
