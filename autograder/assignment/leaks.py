"""A week and a generated text → the secrets of the week in that text.

For the audit; a handout must have none.
"""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.assignment.source import tree
from autograder.model import Assignment

_SHORTEST = 16
"""Characters without spaces; what is shorter (`loss.backward()`) is everybody's."""

_DIGITS = 4
"""Significant digits that make a fraction a secret; whole numbers need one more."""

_OPERATIONS = (ast.Call, ast.BinOp, ast.Compare, ast.Subscript, ast.IfExp, ast.comprehension)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d*)?(?:[eE][+-]?\d+)?(?![\w.]*\w)")


@dataclass(frozen=True, slots=True)
class Secrets:
    """Code by its spelling without spaces, numbers by value.

    Both with how they were written.
    """

    code: Mapping[str, str]
    numbers: Mapping[float, str]


def leaks(assignment: Assignment, text: str) -> tuple[str, ...]:
    """List what the text gives away, in the order of the week.

    Statements of solutions and right answers, and numbers of checks and probes.
    """
    return occurring(secrets(assignment), text)


def occurring(known: Secrets, text: str) -> tuple[str, ...]:
    """List the same for secrets gathered once, where there are many texts."""
    plain = _plain(text)
    tight = _tight(plain)
    numbers = {float(number) for number in _NUMBER.findall(plain)}
    code = (written for spelling, written in known.code.items() if spelling in tight)
    return tuple(dict.fromkeys([*code, *(written for value, written in known.numbers.items() if value in numbers)]))


def secrets(assignment: Assignment) -> Secrets:
    """Gather everything secret in the week.

    Lines marked `# given`, and numbers that the public part of the week uses, are not.
    """
    sources = [*assignment.sources.values(), *(variant.source for variant in assignment.variants)]
    code = {spelling: written for source in sources for spelling, written in _code(source)}
    given = {
        _tight(line)
        for source in assignment.sources.values()
        for line in source.splitlines()
        if line.endswith("# given")
    }
    hidden = [path for part in ("checks", "probes") for path in sorted((assignment.folder / part).rglob("*.py"))]
    hidden += filter(Path.is_file, [assignment.folder / "probes.py"])
    public = {float(number) for text in _public(assignment) for number in _NUMBER.findall(text)}
    numbers = {value: written for path in hidden for value, written in _numbers(tree(path)) if value not in public}
    return Secrets(
        code={spelling: code[spelling] for spelling in code if not any(spelling in line for line in given)},
        numbers=numbers,
    )


def _code(source: str) -> Iterator[tuple[str, str]]:
    """Spell statements, and their expressions, as written and as Python would."""
    for statement in _statements(ast.parse(source)):
        parts = [part for part in ast.iter_child_nodes(statement) if isinstance(part, ast.expr)]
        says_more = not (hasattr(statement, "body") or isinstance(statement, ast.Expr))
        for node, least in [*([(statement, 1)] if says_more else []), *((part, 2) for part in parts)]:
            written = ast.get_source_segment(source, node) or ""
            for spelling in dict.fromkeys([_tight(written), _tight(ast.unparse(node))]):
                if len(spelling) >= _SHORTEST and _operations(node) >= least:
                    yield spelling, written


def _operations(node: ast.AST) -> int:
    """Count the operations in a node.

    One call (`torch.nn.Linear(1,1)`) is in every lecture, two together are an answer.
    """
    return sum(isinstance(part, _OPERATIONS) for part in ast.walk(node))


def _statements(module: ast.Module) -> Iterator[ast.stmt]:
    for node in ast.walk(module):
        if isinstance(node, ast.stmt) and not isinstance(
            node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef
        ):
            yield node


def _numbers(module: ast.Module) -> Iterator[tuple[float, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            written = repr(node.value)
            digits = len(re.sub(r"e.*|\D", "", written).strip("0"))
            if digits >= _DIGITS + isinstance(node.value, int):
                yield float(node.value), written


def _public(assignment: Assignment) -> Iterable[str]:
    yield from assignment.public.values()
    yield from (text for exercise in assignment.exercises for text in exercise.text.values())
    yield from (*assignment.title.values(), *assignment.rules.values())
    yield from (ast.get_docstring(ast.parse(source)) or "" for source in assignment.sources.values())
    yield from (content.decode(errors="replace") for content in assignment.data.values())


def _plain(text: str) -> str:
    """Undo the escapes of HTML or JSON."""
    try:
        parsed = json.loads(text)
    except ValueError:
        return html.unescape(text)
    return html.unescape("\n".join(_strings(parsed)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield str(key)
            yield from _strings(item)
    elif isinstance(value, list):
        yield "".join(item for item in value if isinstance(item, str))
        for item in value:
            if not isinstance(item, str):
                yield from _strings(item)
    else:
        yield str(value)


def _tight(text: str) -> str:
    """Take out spaces, and make quotes alike: layout hides nothing."""
    return re.sub(r"\s+", "", text).replace("'", '"')
