"""A wrong function and its public checks → brackets with which it passes them.

Used beside student code only: the student's own expression is computed again, with its brackets elsewhere.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import textwrap
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import CodeType, FunctionType
from typing import Any

import pytest

from autograder.lint.brackets import rebracketed
from autograder.model import LintFinding

QUICK = 0.1
"""Seconds of a check that may be run a few dozen times more."""
PATIENCE = 1.5
"""Seconds for all of them together."""
LONGEST = 4000
"""Characters of a function that are read."""
Check = Callable[[], object]
Replaced = Callable[[Callable[..., Any]], contextlib.AbstractContextManager[None]]


def found(function: Callable[..., Any] | None, checks: Sequence[Check], replaced: Replaced) -> LintFinding | None:
    """The brackets with which every check passes; None where trying takes long.

    `replaced` puts another function in the place of this one for a while.
    """
    if not isinstance(function, FunctionType) or function.__closure__ or hasattr(function, "__wrapped__"):
        return None
    node, above = _read(function)
    if node is None:
        return None
    until = time.monotonic() + PATIENCE
    for other, finding in rebracketed(node):
        made = _made(function, other)
        if time.monotonic() > until or made is None:
            return None
        with replaced(made):
            if all(_passes(check) for check in checks):
                return replace(finding, file=function.__code__.co_filename, line=finding.line + above)
    return None


def _read(function: FunctionType) -> tuple[ast.FunctionDef | None, int]:
    """The function as it is written, and how many lines stand above it."""
    try:
        source = textwrap.dedent(inspect.getsource(function))
        node = ast.parse(source).body[0] if len(source) <= LONGEST else None
    except (OSError, TypeError, SyntaxError, ValueError, IndexError, RecursionError):
        return None, 0
    above = function.__code__.co_firstlineno - 1
    return (node, above) if isinstance(node, ast.FunctionDef) and not node.decorator_list else (None, 0)


def _made(function: FunctionType, node: ast.FunctionDef) -> FunctionType | None:
    """The rewritten function, among the names of the student's own."""
    module = ast.fix_missing_locations(ast.Module([node], []))
    try:
        code = compile(module, function.__code__.co_filename, "exec")
    except (SyntaxError, ValueError, TypeError, RecursionError):
        return None
    inner = next((one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == node.name), None)
    if inner is None or inner.co_freevars:
        return None
    made = FunctionType(inner, function.__globals__, function.__name__, function.__defaults__)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def _passes(check: Check) -> bool:
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            check()
    except (Exception, pytest.skip.Exception, pytest.fail.Exception):  # noqa: BLE001 - what a student's code raises
        return False
    return True
