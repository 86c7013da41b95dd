"""An error and the line it was raised on → what met there.

Two shapes, a gradient that is kept nowhere, a bias that a net has not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.lint.steps import read_in
from autograder.model import Difference, Kind, LintFinding

_PRODUCT = re.compile(r"shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)")
_NONE = re.compile(r"'NoneType'")
_FLAT = re.compile(r"latten|\.view\(|\.reshape\(")
_IMAGES = re.compile(r"Conv2d|conv2d|MaxPool2d|max_pool2d")
_COMPUTED = frozenset({"yhat", "yh", "y_hat", "y_pred", "pred", "loss", "u", "out", "output", "residual", "e"})
"""Names of what the steps compute from parameters."""
_MATRICES = frozenset({"X", "What", "W", "W1", "W2", "w", "A", "b"})
"""Names that a product of matrices is made of, in this course."""


def in_errors(node: ast.FunctionDef | ast.ClassDef, difference: Difference) -> Iterator[LintFinding]:
    """List the findings; none where nothing was raised, or not here."""
    if difference.kind is not Kind.RAISED:
        return
    text = f"{difference.got}: {difference.note}"
    line = [each for each in ast.walk(node) if getattr(each, "lineno", 0) == difference.line]
    if found := _PRODUCT.search(text):
        yield from _product(node, line, tuple(map(int, found.groups())), difference.line)
    if "must match the size of tensor" in text:
        yield from _star_for_at(line)
    if _NONE.search(text):
        yield from _not_a_leaf(node, line)
        yield from _of_a_step(node, line)
        yield from _no_bias(line)
    if "Boolean value of Tensor" in text:
        yield from _of_python(line)


def _product(node: ast.AST, line: list[ast.AST], sizes: tuple[int, ...], at: int) -> Iterator[LintFinding]:
    """`What @ X`, which fits turned; rows of another length than Linear takes."""
    rows, inner, other, columns = sizes
    products = [each for each in line if isinstance(each, ast.BinOp) and isinstance(each.op, ast.MatMult)]
    if len(products) == 1 and columns == rows and inner != other:
        turned = ast.unparse(ast.BinOp(products[0].right, ast.MatMult(), products[0].left))
        yield LintFinding("matmul_turned", ast.unparse(products[0]), turned, line=at)
    if products or not any(isinstance(each, ast.Call) for each in line):
        return
    code = ast.unparse(node)
    if _IMAGES.search(code) and not _FLAT.search(code):
        yield LintFinding("not_flattened", str(inner), str(other), line=at)
    elif not any(re.search(r"\b(?:mm|matmul|dot)\b", ast.unparse(each)) for each in line):
        yield LintFinding("linear_takes", str(inner), str(other), line=at)


def _star_for_at(line: list[ast.AST]) -> Iterator[LintFinding]:
    """`X * What`, of which every number meets one."""
    for each in line:
        match each:
            case ast.BinOp(left=left, op=ast.Mult(), right=right) if _MATRICES & read_in(left) and read_in(right):
                if not isinstance(left, ast.Constant) and "lr" not in read_in(each):
                    meant = ast.unparse(ast.BinOp(left, ast.MatMult(), right))
                    yield LintFinding("star_for_at", ast.unparse(each), meant, line=each.lineno)
                    return


def _not_a_leaf(node: ast.AST, line: list[ast.AST]) -> Iterator[LintFinding]:
    """`w = What.clone()`, which keeps no gradient of its own."""
    asked = {
        each.value.id
        for each in line
        if isinstance(each, ast.Attribute) and each.attr == "grad" and isinstance(each.value, ast.Name)
    }
    for each in ast.walk(node):
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in asked:
                said = ast.unparse(value)
                if ".clone()" in said and "detach" not in said and ".data" not in said:
                    yield LintFinding(
                        "not_a_leaf", name, said.replace(".clone()", ".detach().clone()", 1), line=each.lineno
                    )


def _of_a_step(node: ast.AST, line: list[ast.AST]) -> Iterator[LintFinding]:
    """`yhat.grad`, of what was computed from the parameters."""
    made = {
        each.targets[0].id
        for each in ast.walk(node)
        if isinstance(each, ast.Assign)
        and isinstance(each.targets[0], ast.Name)
        and isinstance(each.value, ast.BinOp | ast.Call)
    }
    for each in line:
        match each:
            case ast.Attribute(attr="grad", value=ast.Name(id=name)) if name in made & _COMPUTED:
                yield LintFinding("grad_of_a_step", f"{name}.grad", name, line=each.lineno)
                return


def _no_bias(line: list[ast.AST]) -> Iterator[LintFinding]:
    """`net.bias.data`, of a net without a bias."""
    for each in line:
        match each:
            case ast.Attribute(value=ast.Attribute(attr="bias", value=net)):
                yield LintFinding(
                    "no_bias", f"{ast.unparse(net)}.bias", f"{ast.unparse(net)}.parameters()", line=each.lineno
                )
                return


def _of_python(line: list[ast.AST]) -> Iterator[LintFinding]:
    """`max(0, u)`, which asks once which of the two is larger."""
    for each in line:
        match each:
            case ast.Call(func=ast.Name(id="max" | "min" as name)):
                yield LintFinding("python_max", name, f"torch.{name}imum(…)", line=each.lineno)
                return
