"""A function definition → its public first line.

Names, defaults that are plain constants, annotations that are plain names.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection

import libcst as cst

from autograder.assignment.syntax import code

_TIGHT = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))


def signature(node: cst.FunctionDef, known: Collection[str]) -> str:
    """Write the first line, without decorators.

    `def fit_mse(X, y, What, lr=1/10, epochs=30):`

    A default that is more than constants shows as None; an annotation that names anything but builtins and what is
    `known` (imported) goes.
    """
    names = {*known, *dir(builtins)}
    returns = _annotation(node.returns, names)
    arrow = f" -> {code(returns.annotation)}" if returns else ""
    return f"def {node.name.value}({code(_parameters(node.params, names))}){arrow}:"


def opening(node: cst.ClassDef, known: Collection[str]) -> str:
    """Write a class's first line, with the bases that students can name."""
    names = {*known, *dir(builtins)}
    bases = [code(base.value) for base in node.bases if not base.star and _is_plain(_tree(base.value), names)]
    return f"class {node.name.value}({', '.join(bases)}):" if bases else f"class {node.name.value}:"


_KINDS = re.compile(r"(?:staticmethod|classmethod|property|\w+\.(?:setter|deleter))")


def decorators(node: cst.FunctionDef) -> list[str]:
    """List the decorators that say of which kind a method is."""
    written = (code(each.decorator) for each in node.decorators)
    return [f"@{each}" for each in written if _KINDS.fullmatch(each)]


def _parameters(node: cst.Parameters, known: Collection[str]) -> cst.Parameters:
    """Rebuild parameters of their public parts: spaces and comments go too."""
    star = node.star_arg
    if isinstance(star, cst.Param):
        star = _parameter(star, known)
    elif isinstance(star, cst.ParamStar):
        star = cst.ParamStar()
    return cst.Parameters(
        params=[_parameter(each, known) for each in node.params],
        star_arg=star,
        kwonly_params=[_parameter(each, known) for each in node.kwonly_params],
        star_kwarg=_parameter(node.star_kwarg, known) if node.star_kwarg else None,
        posonly_params=[_parameter(each, known) for each in node.posonly_params],
    )


def _parameter(node: cst.Param, known: Collection[str]) -> cst.Param:
    annotation = _annotation(node.annotation, known)
    default = _default(node.default) if node.default else None
    return cst.Param(
        name=cst.Name(node.name.value),
        annotation=annotation,
        equal=_TIGHT if default and not annotation else cst.MaybeSentinel.DEFAULT,
        default=default,
        star=node.star,
    )


def _annotation(node: cst.Annotation | None, known: Collection[str]) -> cst.Annotation | None:
    """Keep an annotation where nothing but known names is in it."""
    if node is None:
        return None
    tree = _tree(node.annotation)
    return cst.Annotation(cst.parse_expression(ast.unparse(tree))) if _is_plain(tree, known) else None


def _is_plain(tree: ast.expr, known: Collection[str]) -> bool:
    """True of an expression of nothing but known names."""
    names = {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)}
    return names <= {*known} and all(isinstance(part, _NAMES) or _is_none(part) for part in ast.walk(tree))


_NAMES = (ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.BinOp, ast.BitOr, ast.Load)
_CONSTANTS = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.Tuple, ast.List, ast.Dict, ast.Load, ast.operator, ast.unaryop)


def _default(default: cst.BaseExpression) -> cst.BaseExpression:
    tree = _tree(default)
    if not all(isinstance(node, _CONSTANTS) for node in ast.walk(tree)):
        return cst.Name("None")
    text = code(default)
    return cst.parse_expression(ast.unparse(tree) if "#" in text or "\n" in text else text)


def _tree(expression: cst.BaseExpression) -> ast.expr:
    return ast.parse(f"({code(expression)}\n)", mode="eval").body


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
