"""A class that is wrong → findings in its methods, and in what it keeps."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.lint.names import undefined
from autograder.model import Difference, Kind, LintFinding


def in_classes(node: ast.ClassDef, difference: Difference) -> Iterator[LintFinding]:
    """List the findings, those of names first."""
    yield from _misnamed_methods(node)
    yield from _self_missing(node, difference)
    yield from _not_kept(node, difference)
    yield from _never_kept(node, difference)


def _misnamed_methods(node: ast.ClassDef) -> Iterator[LintFinding]:
    """`_init_`, which nothing calls; `def forward(x)`, without self."""
    names = {each.name for each in _methods(node)}
    for each in _methods(node):
        bare = each.name.strip("_").casefold()
        right = {"init": "__init__", "int": "__init__", "len": "__len__", "getitem": "__getitem__"}.get(bare, "")
        if right and each.name != right and right not in names:
            yield LintFinding("underscores", each.name, right, line=each.lineno)
        first = next((one.arg for one in (*each.args.posonlyargs, *each.args.args)), "")
        if first not in {"self", "ctx", "cls"} and not each.decorator_list and not each.args.vararg and _is_read(each):
            given = ", ".join(one.arg for one in each.args.args)
            yield LintFinding(
                "self_not_taken", each.name, f"def {each.name}(self{given and ', '}{given}):", line=each.lineno
            )


def _is_read(node: ast.FunctionDef) -> bool:
    """True where the code says self, or no other name could stand for it."""
    said = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return "self" in said or not node.args.args


def _self_missing(node: ast.ClassDef, difference: Difference) -> Iterator[LintFinding]:
    """`hidden(x)` in a method, where __init__ made `self.hidden`."""
    name = undefined(difference)
    kept = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store)}
    if name in kept:
        yield LintFinding("self_missing", name, f"self.{name}", line=difference.line)


def _not_kept(node: ast.ClassDef, difference: Difference) -> Iterator[LintFinding]:
    """A layer made in `__init__` and kept nowhere; or `x = x`, for self.x."""
    asked = re.search(r"has no attribute '(\w+)'", difference.note)
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and method.name == "__init__":
            read = {one.id for one in ast.walk(method) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
            for each in method.body:
                match each:
                    case ast.Assign(targets=[ast.Name(id=name)], value=value):
                        if (isinstance(value, ast.Call) and name not in read) or (asked and asked[1] == name):
                            yield LintFinding("not_kept", name, f"self.{name}", line=each.lineno)


def _never_kept(node: ast.ClassDef, difference: Difference) -> Iterator[LintFinding]:
    """`self.x` in backward, which forward was given and has not kept."""
    asked = re.search(r"has no attribute '(\w+)'", difference.note)
    own = [each for each in ast.walk(node) if isinstance(each, ast.Attribute) and ast.unparse(each.value) == "self"]
    if not asked or difference.kind is not Kind.RAISED or asked[1] not in {each.attr for each in own}:
        return
    name = asked[1]
    if name in {each.attr for each in own if isinstance(each.ctx, ast.Store)} | {
        method.name for method in _methods(node)
    }:
        return
    for method in _methods(node):
        if name in {one.arg for one in method.args.args}:
            yield LintFinding("never_kept", f"self.{name}", f"self.{name} = {name}", line=difference.line)
            return


def _methods(node: ast.ClassDef) -> list[ast.FunctionDef]:
    return [each for each in node.body if isinstance(each, ast.FunctionDef)]
