"""Python that a stranger wrote → its tree, or None where it costs too much.

Nothing is compiled, and nothing is run. Whoever walks the tree may trust that it is neither deep, nor wide, nor full of giants.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

LONGEST = 200_000
"""Characters. A whole lecture's notebook has a tenth of it."""
DEEPEST = 100
"""Nodes from the root to a leaf: a line of fifty sums in a loop in a function in a class is half of it."""
MOST_NODES = 100_000
MOST_BITS = 10_000
"""Of an integer: Python writes one of more than 4 300 digits down for nobody."""


def parsed(text: str) -> ast.Module | None:
    """The tree of a text that is Python and of a size that people write."""
    if len(text) > LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree if _is_of_human_size(tree) else None


def body_without_docstring(node: ast.FunctionDef | ast.ClassDef) -> list[ast.stmt]:
    """The statements of a definition, at least a `pass`."""
    said = ast.get_docstring(node, clean=False) is not None
    return node.body[said:] or [ast.Pass()]


def names_of(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement binds, within loops and branches too.

    The recorder has its own: it goes where nothing of ours but the nouns does.
    """
    waiting: list[ast.AST] = [statement]
    for node in waiting:
        match node:
            case ast.Import() | ast.ImportFrom():
                yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Lambda():
                pass
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case _:
                waiting.extend(ast.iter_child_nodes(node))


def _is_of_human_size(tree: ast.AST) -> bool:
    level: list[ast.AST] = [tree]
    seen = 0
    for _ in range(DEEPEST):
        seen += len(level)
        if seen > MOST_NODES or any(map(_is_giant, level)):
            return False
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return True
    return False


def _is_giant(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value.bit_length() > MOST_BITS
