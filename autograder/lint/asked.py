"""A wrong function and its docstring → what was asked for and stands otherwise."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from autograder.lint.steps import LOOP, given
from autograder.model import Difference, Kind, LintFinding

_KINS: tuple[Mapping[str, str], ...] = (
    {
        "ReLU": r"ReLU",
        "Sigmoid": r"sigmoid|시그모이드",
        "Tanh": r"tanh",
        "Softmax": r"softmax",
        "LeakyReLU": r"LeakyReLU",
        "GELU": r"GELU",
    },
    {"randn": r"randn|표준정규분포|standard normal", "rand": r"torch\.rand"},
    {"RNN": r"RNN", "LSTM": r"LSTM", "GRU": r"GRU"},
    {"MaxPool2d": r"max ?pool\w*|맥스풀링", "AvgPool2d": r"(?:avg|average) ?pool\w*"},
    {
        "MSELoss": r"MSE(?:Loss)?",
        "BCELoss": r"BCE(?:Loss)?",
        "BCEWithLogitsLoss": r"BCEWithLogitsLoss",
        "CrossEntropyLoss": r"cross-entropy|CrossEntropyLoss",
        "L1Loss": r"L1Loss",
    },
)
"""Things of which one may stand in the place of another, each with what a docstring calls it."""
_CALLED = {
    "mse_loss": "MSELoss",
    "binary_cross_entropy": "BCELoss",
    "binary_cross_entropy_with_logits": "BCEWithLogitsLoss",
    "cross_entropy": "CrossEntropyLoss",
    "l1_loss": "L1Loss",
    "max_pool2d": "MaxPool2d",
    "avg_pool2d": "AvgPool2d",
}
_LATER = frozenset({"gradient", "after", "carried", "updates"})
_SQUASHED = re.compile(r"igmoid|exp\(|logit|Logit|probability|softplus|logaddexp|net\(|D\(")
_OF_LETTERS = r"(?<![A-Za-z]){}(?![A-Za-z])"


def in_asked(node: ast.FunctionDef | ast.ClassDef, difference: Difference) -> Iterator[LintFinding]:
    """List the findings; none of what was right up to a later step, or of an error."""
    if difference.kind is Kind.RAISED:
        return
    said = ast.get_docstring(node) or ""
    yield from _drawn_twice(node, said)
    yield from _returned_in_another_order(node, said)
    if difference.quantity.partition(".")[0] in _LATER:
        return
    yield from _other_kin(node, said)
    yield from _of_probabilities(node, said)
    yield from _probability_missing(node, said)
    yield from _half_of_scores(node, said)
    yield from _flat_meets_column(node, said)
    yield from _not_of_rows(node, said)
    yield from _learns_in_eval(node, said)


def rest_left_out(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """`len(x) // batch_size` batches: the rows at the end fill none."""
    code = ast.unparse(node)
    if difference.kind is Kind.RAISED or re.search(r"%|divmod|ceil|drop_last|-\(?-", code):
        return
    for each in ast.walk(node):
        match each:
            case ast.BinOp(op=ast.FloorDiv(), left=left, right=ast.Name(id=name)) if "batch" in name:
                if not isinstance(left, ast.BinOp) and f"{ast.unparse(each)} + 1" not in code:
                    yield LintFinding("rest_left_out", ast.unparse(each), name, line=each.lineno)


def _other_kin(node: ast.AST, said: str) -> Iterator[LintFinding]:
    """`Sigmoid()`, where the docstring speaks of ReLU alone."""
    calls = sorted((each for each in ast.walk(node) if isinstance(each, ast.Call)), key=lambda each: -each.lineno)
    used = {_named(each): each for each in calls}  # the first one last, where a layer is made
    for kins in _KINS:
        asked = [
            kin for kin, words in kins.items() if re.search(_OF_LETTERS.format(f"(?:{words})"), said, re.IGNORECASE)
        ]
        missing = [kin for kin in asked if kin not in used]
        foreign = [
            kin
            for kin in kins
            if kin in used and kin not in asked and not any(_is_the_same(kin, one, _code(node)) for one in asked)
        ]
        for one, right in zip(foreign[:1], missing[:1], strict=False):
            yield LintFinding("other_kin", ast.unparse(used[one].func), right, line=used[one].lineno)


def _is_the_same(one: str, right: str, code: str) -> bool:
    """True of two ways to the same loss."""
    return {one, right} == {"BCELoss", "BCEWithLogitsLoss"} and (right == "BCELoss" or "igmoid" in code)


def _named(call: ast.Call) -> str:
    """The class that a call makes, or that its function stands for."""
    name = ast.unparse(call.func).rpartition(".")[2]
    return _CALLED.get(name) or {one.casefold(): one for kins in _KINS for one in kins}.get(name, name)


def _of_probabilities(node: ast.AST, said: str) -> Iterator[LintFinding]:
    """`BCEWithLogitsLoss`, of a net that ends with a sigmoid."""
    if not re.search(r"Sigmoid\(\)\)", f"{said}\n{_code(node)}"):
        return
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and _named(each) == "BCEWithLogitsLoss":
            yield LintFinding("probabilities_given", "BCEWithLogitsLoss", "BCELoss", line=each.lineno)


def _probability_missing(node: ast.AST, said: str) -> Iterator[LintFinding]:
    """`yhat = w0 + w1*x`, where the docstring speaks of the probability of success."""
    if (
        not re.search(r"성공확률|probabilit", said)
        or re.search(r"u > 0|u \(n,1\)", said)
        or _SQUASHED.search(_code(node))
    ):
        return
    for each in ast.walk(node):
        match each:
            case ast.Assign(value=ast.expr() as value) | ast.Return(value=ast.BinOp() as value):
                for one in ast.walk(value):
                    match one:
                        case ast.BinOp(op=ast.Add(), right=ast.BinOp(op=ast.Mult() | ast.MatMult())):
                            yield LintFinding("probability_missing", ast.unparse(one), line=one.lineno)
                            return


def _half_of_scores(node: ast.AST, said: str) -> Iterator[LintFinding]:
    """`u > 0.5`, of scores that are compared with 0."""
    if not re.search(r"\bu > 0\b(?!\.)", said) or re.search(r"igmoid|exp\(", _code(node)):
        return
    for each in ast.walk(node):
        match each:
            case ast.Compare(left=left, ops=[ast.Gt() | ast.GtE()], comparators=[ast.Constant(value=0.5)]):
                yield LintFinding("half_of_scores", ast.unparse(each), f"{ast.unparse(left)} > 0", line=each.lineno)


def _not_of_rows(node: ast.AST, said: str) -> Iterator[LintFinding]:
    """`e.sum(dim=0)`, or a sum of all, where each row is divided by its own."""
    if not re.search(r"그 행의 합|sum of its row", said) or re.search(r"\.T\b|transpose|\.t\(\)", _code(node)):
        return
    for each in ast.walk(node):
        match each:
            case ast.Call(func=ast.Attribute(attr="sum", value=owner), args=args, keywords=keywords):
                numbers = args[1:] if ast.unparse(owner) == "torch" else args
                axes = [*numbers, *(one.value for one in keywords if one.arg in {"dim", "axis"})]
                if not axes or (isinstance(axes[0], ast.Constant) and axes[0].value == 0):
                    kind = "of_columns" if axes else "of_all"
                    yield LintFinding(kind, ast.unparse(each), "dim=1, keepdim=True", line=each.lineno)


def _code(node: ast.AST) -> str:
    """The code below the docstring."""
    body = node.body if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    return "\n".join(map(ast.unparse, body[1:] if ast.get_docstring(node) else body))  # type: ignore[arg-type]


def _drawn_twice(node: ast.AST, said: str) -> Iterator[LintFinding]:
    """Noise that is drawn twice in a turn, where the docstring says once."""
    if not re.search(r"randn?\(.*?(?:once|한 번)", said, re.DOTALL):
        return
    for loop in (each for each in ast.walk(node) if isinstance(each, LOOP)):
        drawn = [each for each in ast.walk(loop) if isinstance(each, ast.Call) and _named(each) in {"randn", "rand"}]
        if len(drawn) > 1:
            last = max(drawn, key=lambda one: one.lineno)
            yield LintFinding("drawn_twice", ast.unparse(last), line=last.lineno)
            return


_PAIR = re.compile(r"→ \((\w+(?:, ?\w+)+)\)")


def _returned_in_another_order(node: ast.AST, said: str) -> Iterator[LintFinding]:
    """`return c, h`, where the docstring says → (h, c)."""
    asked = [tuple(re.split(", ?", names)) for names in _PAIR.findall(said)]
    for each in ast.walk(node):
        match each:
            case ast.Return(value=ast.Tuple(elts=elements)):
                own = tuple(map(ast.unparse, elements))
                for right in asked:
                    if own != right and sorted(own) == sorted(right) and own not in asked:
                        mine, other = (f"({', '.join(names)})" for names in (own, right))
                        yield LintFinding("returned_in_another_order", mine, other, line=each.lineno)
                        return


def _learns_in_eval(node: ast.AST, said: str) -> Iterator[LintFinding]:
    """`net.eval()` in the loop that differentiates, and no `net.train()` there."""
    if not re.search(r"학습 모드|training mode|드롭아웃|[Dd]ropout", said):
        return
    for loop in (each for each in ast.walk(node) if isinstance(each, LOOP)):
        inside = "\n".join(map(ast.unparse, loop.body))
        calls = [each for each in ast.walk(loop) if isinstance(each, ast.Call)]
        modes = [each for each in calls if re.fullmatch(r"\w+\.eval", ast.unparse(each.func))]
        if modes and "backward" in inside and ".train(" not in inside:
            name = ast.unparse(modes[0])
            yield LintFinding("learns_in_eval", name, name.replace("eval", "train"), line=modes[0].lineno)
            return


_FLAT = re.compile(r"\.(?:reshape|view)\(-1\)$|\.flatten\(\)$|\.squeeze\(\)$|\.ravel\(\)$|\[:, 0\]$")


def _flat_meets_column(node: ast.AST, said: str) -> Iterator[LintFinding]:
    """`yhat = net(x).reshape(-1)`, and then `y - yhat`, of a y that is a column."""
    columns = {name for name in ("y", "rating") if re.search(rf"\b{name}\b[^.→\n]*\(n, ?1\)", said)}
    if not isinstance(node, ast.FunctionDef) or not columns & {*given(node)}:
        return
    flat = {}
    for each in ast.walk(node):
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _FLAT.search(ast.unparse(value)):
                flat[name] = value
    columns -= {*flat}
    for each in ast.walk(node):
        match each:
            case ast.BinOp(op=ast.Sub(), left=ast.Name(id=one), right=ast.Name(id=other)) if {
                one,
                other,
            } & flat.keys() and {one, other} & columns:
                name = min({one, other} & flat.keys())
                yield LintFinding(
                    "flat_meets_column", ast.unparse(flat[name]), min({one, other} & columns), line=flat[name].lineno
                )
                return
