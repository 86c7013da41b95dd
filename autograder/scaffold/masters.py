"""An nbgrader source notebook or an otter master → its parts, unmarked."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import jupytext
import msgspec
import yaml

from autograder.decoding import converted, json_decoder
from autograder.errors import InstructorError
from autograder.scaffold.scripts import is_assertion


class Role(StrEnum):
    """Use of a cell."""

    TEXT = "text"
    GIVEN = "given"
    ANSWER = "answer"
    TEST = "test"
    HIDDEN = "hidden"  # a test that students do not see


@dataclass(frozen=True, slots=True)
class CellPart:
    """One cell, or the hidden half of one.

    `number` counts the notebook's cells from 1; `points` are those of its test.
    """

    role: Role
    source: str
    number: int
    points: float = 0.0


class _NbgraderAbout(msgspec.Struct, omit_defaults=True):
    solution: bool = False
    grade: bool = False
    points: float | None = None


class _CellMetadata(msgspec.Struct, omit_defaults=True):
    nbgrader: _NbgraderAbout | None = None


class _CellOutput(msgspec.Struct, omit_defaults=True):
    data: dict[str, Any] = {}


class _MasterCell(msgspec.Struct, omit_defaults=True):
    """All that is read of a cell, whatever else a notebook says of it."""

    cell_type: str
    source: str | list[str] = ""
    metadata: _CellMetadata = msgspec.field(default_factory=_CellMetadata)
    outputs: list[_CellOutput] = []


class _MasterFile(msgspec.Struct):
    cells: list[_MasterCell]


_MARKER = re.compile(r"^\s*#{1,3} (BEGIN|END) (SOLUTION( NO PROMPT)?|HIDDEN TESTS)\s*$")
_OTHERS = re.compile(r"^\s*#+\W*(START|BEGIN|END)( OF)?( YOUR)? (CODE|SOLUTION)( HERE)?\b[^\n]*$", re.IGNORECASE)
_ENDS = re.compile(r"\s*# (SOLUTION( NO PROMPT)?|SEED|HIDDEN)\s*$")
_CONFIG = re.compile(r'\A""" # BEGIN TEST CONFIG\n(.*?)\n""" # END TEST CONFIG\n', re.DOTALL)
_BLOCK = re.compile(r"\A#+ *(BEGIN|END) (QUESTION|SOLUTION|TESTS|PROMPT)\b(.*)", re.DOTALL | re.IGNORECASE)
_OTTER = re.compile(r"\A#+ *ASSIGNMENT CONFIG", re.IGNORECASE)


def master(path: Path) -> tuple[CellPart, ...]:
    """Read the parts of the notebook at `path`.

    Raises InstructorError where it is neither of the two. A script is one with its tests beside it, as pytest has them,
    or a notebook that jupytext wrote.
    """
    try:
        cells = _cells(path)
    except (ValueError, TypeError, msgspec.MsgspecError):
        raise InstructorError(
            f"{path} is no notebook; expected an nbgrader source notebook or an otter master."
        ) from None
    parts = tuple(_parts(path, cells))
    for part in parts:
        if not (math.isfinite(part.points) and part.points >= 0):
            raise InstructorError(f"cell {part.number} is worth {part.points:g} points; expected a number from 0 on.")
    return parts


def _parts(path: Path, cells: list[dict[str, Any]]) -> Iterator[CellPart]:
    sources = ["".join(cell.get("source", "")) for cell in cells]
    if any("nbgrader" in cell.get("metadata", {}) for cell in cells):
        return (part for number, cell in enumerate(cells, 1) for part in _of_nbgrader(cell, number))
    if any(_OTTER.match(source) or _BLOCK.match(source) for source in sources):
        return _of_otter(cells, sources)
    plain = [*_of_script(cells, sources)]
    if path.suffix == ".py" or any(part.role is Role.ANSWER for part in plain):
        return iter(plain)
    raise InstructorError(
        f"{path} has no cells of nbgrader's or otter's, and defines no function or class; expected a source notebook, a "
        "master, or a notebook with its answers."
    )


def _cells(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".py":
        written: Any = jupytext.reads(path.read_text("utf-8"), fmt={"extension": ".py"})
        read = converted({"cells": written.cells}, _MasterFile)
    else:
        read = json_decoder(_MasterFile).decode(path.read_bytes())
    return msgspec.to_builtins(read.cells)


def _of_script(cells: list[dict[str, Any]], sources: list[str]) -> Iterator[CellPart]:
    """Functions and classes are answers; a test… that asserts is a test.

    So is a cell that looks at answers. All else is given.
    """
    answers: set[str] = set()
    for number, (cell, source) in enumerate(zip(cells, sources, strict=True), 1):
        if cell.get("cell_type") == "markdown":
            yield CellPart(Role.TEXT, source, number)
            continue
        rest: list[ast.stmt] = []
        try:
            body = parsed(CellPart(Role.GIVEN, source, number)).body if cell.get("cell_type") == "code" else []
        except InstructorError:
            yield CellPart(Role.GIVEN, source, number)  # passed over, and named
            continue
        for node in body:
            text = ast.get_source_segment(readable(source), node) or ""
            match node:
                case ast.ClassDef() if node.name.startswith("Test"):
                    tests = [inner for inner in node.body if isinstance(inner, ast.FunctionDef)]
                    yield from (CellPart(Role.TEST, ast.unparse(inner), number) for inner in tests)
                case ast.FunctionDef() if node.name.startswith("test_") and not _is_of_a_loop(node):
                    yield CellPart(Role.TEST, text, number)
                case ast.FunctionDef() | ast.ClassDef():
                    answers.add(node.name)
                    yield CellPart(Role.ANSWER, unmarked(text), number)
                case ast.Import() | ast.ImportFrom():
                    yield CellPart(Role.GIVEN, text, number)
                case _:
                    rest.append(node)
        if rest and _looks_at(rest, answers):
            yield CellPart(Role.TEST, "\n".join(map(ast.unparse, rest)), number)
        else:
            yield from (CellPart(Role.GIVEN, ast.unparse(node), number) for node in rest)


def _is_of_a_loop(function: ast.FunctionDef) -> bool:
    """True of `test_loop(dataloader, model)`, which asserts nothing: an answer."""
    nodes = [*ast.walk(function)]
    asserts = any(isinstance(one, ast.Assert) or (isinstance(one, ast.Call) and is_assertion(one)) for one in nodes)
    return bool(function.args.args) and not asserts


_SHORT = 30
_TURNS = 20


def _looks_at(statements: list[ast.stmt], answers: set[str]) -> bool:
    """True where a cell asserts something, or shows shortly what comes of the answers."""
    nodes = [node for each in statements for node in ast.walk(each)]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    if any(isinstance(node, ast.Assert) for node in nodes) or any(is_assertion(call) for call in calls):
        return True
    uses = any(isinstance(node, ast.Name) and node.id in answers for node in nodes)
    loops = any(isinstance(node, ast.While) or (isinstance(node, ast.For) and not _is_short(node)) for node in nodes)
    return (
        uses
        and not loops
        and len(statements) <= _SHORT
        and any(isinstance(each, ast.Expr | ast.For) for each in statements)
    )


def _is_short(loop: ast.For) -> bool:
    """True of a loop over a few numbers or things that stand there."""
    match loop.iter:
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int() as turns)]):
            return turns <= _TURNS
        case ast.List(elts=things) | ast.Tuple(elts=things):
            return len(things) <= _TURNS
        case _:
            return False


def _of_nbgrader(cell: dict[str, Any], number: int) -> Iterator[CellPart]:
    about = cell.get("metadata", {}).get("nbgrader", {})
    source = "".join(cell.get("source", ""))
    if cell.get("cell_type") == "markdown":
        yield CellPart(Role.TEXT, source, number)
    elif cell.get("cell_type") != "code":
        return
    elif about.get("solution"):
        yield CellPart(Role.ANSWER, unmarked(source), number)
    elif about.get("grade"):
        shown, hidden = _halves(source)
        yield CellPart(Role.TEST, shown, number, float(about.get("points", 0)))
        if hidden:
            yield CellPart(Role.HIDDEN, hidden, number)
    else:
        yield CellPart(Role.GIVEN, source, number)


def _of_otter(cells: list[dict[str, Any]], sources: list[str]) -> Iterator[CellPart]:
    inside: list[str] = []
    points = 0.0
    for number, (cell, source) in enumerate(zip(cells, sources, strict=True), 1):
        if found := _BLOCK.match(source):
            begins, block, more = found[1].upper() == "BEGIN", found[2].upper(), found[3]
            inside = [*inside, block] if begins else inside[:-1]
            if begins and block == "QUESTION":
                points = _points(_settings(more))
        elif cell.get("cell_type") == "markdown" and "SOLUTION" not in inside:
            yield CellPart(Role.TEXT, source, number)
        elif cell.get("cell_type") == "code":
            part = _otter_code(cell, source, inside[-1] if inside else "", number, points)
            points = points if part is None or part.role not in {Role.TEST, Role.HIDDEN} else 0.0
            yield from [part] if part else []


def _otter_code(cell: dict[str, Any], source: str, block: str, number: int, points: float) -> CellPart | None:
    if block == "PROMPT":
        return None
    if block == "SOLUTION":
        return CellPart(Role.ANSWER, unmarked(source), number)
    if block != "TESTS":
        return CellPart(Role.GIVEN, source, number)
    found = _CONFIG.match(source)
    settings = _settings(found[1]) if found else {}
    test = _CONFIG.sub("", source)
    hidden = bool(settings.get("hidden")) or bool(re.match(r"\s*#.*\bhidden\b", test, re.IGNORECASE))
    text = unmarked(test) if "assert" in test else _asserted(test, cell)
    return CellPart(Role.HIDDEN if hidden else Role.TEST, text, number, points or _points(settings))


def unmarked(source: str) -> str:
    """Drop lines and line ends that are there for the other system alone."""
    lines = [_ENDS.sub("", line) for line in source.split("\n") if not (_MARKER.match(line) or _OTHERS.match(line))]
    return "\n".join(lines).strip("\n")


def _halves(source: str) -> tuple[str, str]:
    """Part a test into the half students see and the hidden one."""
    shown: list[str] = []
    hidden: list[str] = []
    lines = shown
    for line in source.split("\n"):
        if found := _MARKER.match(line):
            lines = hidden if found[1] == "BEGIN" else shown
        else:
            lines.append(line)
    return "\n".join(shown).strip("\n"), "\n".join(hidden).strip("\n")


def _asserted(source: str, cell: dict[str, Any]) -> str:
    """Turn an OK test into an assert.

    Its last line is an expression, what it must show is the saved output. Only True can be asserted as it is.
    """
    outputs = ["".join(map(str, each.get("data", {}).get("text/plain", ""))) for each in cell.get("outputs", [])]
    *before, last = unmarked(source).split("\n")
    return "\n".join([*before, f"assert {last}"]) if outputs == ["True"] else ""


def _settings(text: str) -> dict[str, Any]:
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def _points(settings: dict[str, Any]) -> float:
    """Read a number, or a list of them a test case."""
    match settings.get("points"):
        case bool():
            return 0.0
        case int() | float() as points:
            return float(points)
        case list() as points:
            return float(sum(each for each in points if isinstance(each, int | float)))
        case _:
            return 0.0


def readable(source: str) -> str:
    """The source without magics and shell lines, which are no Python."""
    return "\n".join(line for line in source.split("\n") if not line.lstrip().startswith(("%", "!")))


def parsed(part: CellPart) -> ast.Module:
    """Parse what is readable of a cell."""
    try:
        return ast.parse(readable(part.source))
    except SyntaxError as error:
        raise InstructorError(
            f"cell {part.number}, line {error.lineno}: {error.msg}. It has to be Python that compiles."
        ) from None
