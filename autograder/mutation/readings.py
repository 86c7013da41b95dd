"""A function's tree and its arguments → edits of what it reads and returns.

And of what it leaves behind. Each row of a table is a slip: narrowed, rounded, clamped, cut short, turned over, cut
off the graph, scaled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import libcst as cst
from libcst import matchers as m

from autograder.assignment.syntax import code, docstring
from autograder.mutation.edit import Edit, bracketed
from autograder.mutation.inputs import Inputs

NUMBERS = {
    "half": "{0}.half().float()",
    "four decimals": "{0}.double().round(decimals=4).float()",
}
CLAMPED = {"50 at most": "{0}.clamp(max=50)", "-50 at least": "{0}.clamp(min=-50)"}
WHOLE = {"whole numbers": "{0}.long().float()"}
TABLE = {"turned over": "{0}.T"}
LENGTH = {"a hundred rows": "{0}[:100]"}
CUT = {"first row off the graph": "torch.cat([{0}[:1].detach(), {0}[1:]])"}
RETURNED = {
    "half": "({0}).half().float()",
    "four decimals": "({0}).double().round(decimals=4).float()",
    "50 at most": "({0}).clamp(max=50)",
    "-50 at least": "({0}).clamp(min=-50)",
    "double": "({0}).double()",
    "flat": "({0}).reshape(-1)",
    "a row more": "({0})[None]",
}
LEAF = {"made anew": "({0}).detach().requires_grad_()"}
LEFT = {
    "tensor": "{0}.data.mul_(2)",
    "list": "{0}.append({0}[0])",
    "leaf": "{0}.grad = torch.ones_like({0})",
}
DRAWN = "torch.rand(1)"
FROZEN = "[*{0}.parameters()][-1].requires_grad_(False)"
_CHANGED = {"data", "grad"}
_BACKWARD = m.Call(func=m.Attribute(attr=m.Name("backward")))
_NET = m.Call(func=m.Attribute(value=m.Attribute(m.Name("torch"), m.Name("nn"))))


def readings(function: cst.FunctionDef, given: Inputs) -> Iterator[Edit]:
    """Make each edit of a parameter read, of what is returned or left behind."""
    names = [parameter.name.value for parameter in function.params.params]
    for name in names:
        for what, template in _of_parameter(name, given).items():
            yield from _read_otherwise(function, name, what, template)
        for unit in (f"{name}.data", f"{name}.grad"):
            if name in given.leaves:
                yield from _read_otherwise(function, unit, "half", NUMBERS["half"])
    yield from _scaled(function, names, given)
    yield from _returned(function, names, given)
    yield from _frozen(function)
    yield from _cut(function, names, given)
    yield from _left_behind(function, names, given)


def _of_parameter(name: str, given: Inputs) -> Mapping[str, str]:
    """List what fits a parameter.

    Labels are the same in any precision, and a column has but one length.
    """
    if name not in given.tensors:
        return {}
    fits: dict[str, str] = {}
    if name in given.real:
        fits |= NUMBERS | (WHOLE if name in given.decimal else {})
    fits |= CLAMPED if name in given.wide else {}
    return (
        fits
        | (TABLE if name in given.tables else {})
        | (LENGTH if name in given.long else {})
        | (CUT if name in given.leaves else {})
    )


def _read_otherwise(function: cst.FunctionDef, unit: str, what: str, template: str) -> Iterator[Edit]:
    """Write the template wherever the unit is read, in the whole body."""
    body = read_as(function.body, unit, template)
    if body is not function.body:
        yield Edit(function.body, body, f"{unit} as {what}")


def read_as(block: cst.BaseSuite, unit: str, template: str) -> cst.BaseSuite:
    """Write the template in a block wherever a name, or a name's attribute, is read."""
    places = {id(node) for node in _reads(block, unit)}
    if not places:
        return block
    read = bracketed(cst.parse_expression(template.format(unit)))
    return cst.ensure_type(block.visit(_Put(read, places)), cst.BaseSuite)


class _Put(cst.CSTTransformer):
    """Puts one node in the place of others."""

    def __init__(self, node: cst.BaseExpression, places: Collection[int]) -> None:
        super().__init__()
        self._node, self._places = node, places

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        """Put it there."""
        return self._node if id(original_node) in self._places else updated_node


def _reads(node: cst.CSTNode, unit: str) -> Iterator[cst.CSTNode]:
    """List where the unit is read.

    Not assigned to, no keyword, and not handed back as it came.
    """
    inner: Iterable[cst.CSTNode] = node.children
    match node:
        case cst.AssignTarget() | cst.Param() | cst.Return(value=cst.Name()):
            return
        case cst.Arg() | cst.AugAssign():
            inner = [node.value]
        case cst.Attribute():
            inner = [] if node.attr.value in _CHANGED else [node.value]
    if code(node) == unit and isinstance(node, cst.Name | cst.Attribute):
        yield node
        return
    for child in inner:
        yield from _reads(child, unit)


def _scaled(function: cst.FunctionDef, names: Collection[str], given: Inputs) -> Iterator[Edit]:
    """Let a number given count for nothing or twice where it is unusual.

    And let n be the lecture's.
    """
    usual = dict(given.numbers) | _defaults(function)
    for name in names:
        if name in usual:
            first = usual[name]
            yield from _read_otherwise(function, name, "it usually is", f"({first})")
            yield from _read_otherwise(
                function, name, "twice itself elsewhere", f"({{0}} if {{0}} == {first} else 2 * {{0}})"
            )
    rows = next((name for name in names if name in given.long), "")
    if rows and given.rows:
        if "lr" in names:
            yield from _read_otherwise(
                function, "lr", "lr * n over the lecture's", f"({{0}} * len({rows}) / {given.rows})"
            )
        for call in m.findall(function.body, m.Call(func=m.Attribute(attr=m.Name("mean")))):
            assert isinstance(call, cst.Call)
            summed = call.with_changes(
                func=cst.ensure_type(call.func, cst.Attribute).with_changes(attr=cst.Name("sum"))
            )
            by_hand = cst.BinaryOperation(bracketed(summed), cst.Divide(), cst.Integer(str(given.rows)))
            yield Edit(call, bracketed(by_hand))


def _defaults(function: cst.FunctionDef) -> dict[str, str]:
    return {one.name.value: code(one.default) for one in function.params.params if one.default is not None}


def _returned(function: cst.FunctionDef, names: Collection[str], given: Inputs) -> Iterator[Edit]:
    """Return the value in another form. Of what was handed in, the form is not asked."""
    if not (given.tensors or given.numbers or given.lists):
        return
    for statement in m.findall(function.body, m.Return(value=m.DoesNotMatch(m.Name("None")))):
        value = cst.ensure_type(statement, cst.Return).value
        parts = [element.value for element in value.elements] if isinstance(value, cst.Tuple) else [value]
        for part in parts:
            if part is None or (isinstance(part, cst.Name) and part.value in names):
                continue
            for what, template in (RETURNED | (LEAF if given.leaves else {})).items():
                made = cst.parse_expression(template.format(code(part)))
                yield Edit(part, made, f"{code(part)} returned as {what}")


def _frozen(function: cst.FunctionDef) -> Iterator[Edit]:
    """Leave the last parameter of a net that is made here out of all training."""
    what = "the last parameter frozen"
    if function.name.value == "__init__":
        body = [*function.body.body, cst.parse_statement(FROZEN.format("self"))]
        yield Edit(function.body, function.body.with_changes(body=body), what)
    made = m.findall(function.body, m.Assign(targets=[m.AssignTarget(m.Name())], value=_NET))
    nets = {code(cst.ensure_type(one, cst.Assign).targets[0].target) for one in made}
    for statement in m.findall(function.body, m.Return(value=m.Name() | _NET)):
        value = cst.ensure_type(statement, cst.Return).value
        if value is not None and (code(value) in nets or m.matches(value, _NET)):
            frozen = f"(lambda net: (net, {FROZEN.format('net')})[0])({code(value)})"
            yield Edit(value, cst.parse_expression(frozen), what)


def _cut(function: cst.FunctionDef, names: Collection[str], given: Inputs) -> Iterator[Edit]:
    """Take one factor or mention of a value with parameters off the graph."""
    trained = bool(m.findall(function.body, _BACKWARD))
    if not trained and not given.leaves:
        return
    own = {code(target.target) for target in m.findall(function.body, m.AssignTarget(target=m.Name()))}  # type: ignore[attr-defined]
    mentions = own | (given.leaves & set(names))
    for node in _operands(function.body):
        if isinstance(node, cst.Name) and node.value in mentions:
            yield Edit(node, cst.parse_expression(f"{node.value}.detach()"))
        if m.matches(node, m.BinaryOperation(operator=m.Power(), right=m.Integer("2"))):
            factor = code(cst.ensure_type(node, cst.BinaryOperation).left)
            yield Edit(node, cst.parse_expression(f"({factor} * ({factor}).detach())"))


def _operands(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Walk over what is computed with: operands, arguments, and operations themselves."""
    for child in node.children:
        if isinstance(child, cst.AssignTarget | cst.Attribute) and not isinstance(node, cst.Call):
            continue
        is_operand = isinstance(node, cst.BinaryOperation) or (isinstance(node, cst.Arg) and child is node.value)
        if isinstance(child, cst.BinaryOperation) or (is_operand and isinstance(child, cst.Name)):
            yield child
        yield from _operands(child)


def _left_behind(function: cst.FunctionDef, names: Collection[str], given: Inputs) -> Iterator[Edit]:
    """Write into an input, fill a gradient or draw a number too many."""
    kept = 1 if docstring(function.body.body) else 0
    body = [*function.body.body]
    for name in names:
        if name in given.tensors:
            text = LEFT["tensor"].format(name)
            yield from _at_the_end(function, f"result of {text}", text)
        if name in given.lists:
            text = LEFT["list"].format(name)
            yield from _at_the_end(function, f"result of {text}", text)
        if name in given.leaves:
            filled = [*body[:kept], cst.parse_statement(LEFT["leaf"].format(name)), *body[kept:]]
            yield Edit(function.body, function.body.with_changes(body=filled), f"{name}.grad filled")
    for place, statement in enumerate(body):
        if m.matches(
            statement, m.SimpleStatementLine(body=[m.Expr(m.Call(func=m.Attribute(attr=m.Name("manual_seed"))))])
        ):
            drawn = [*body[: place + 1], cst.parse_statement(DRAWN), *body[place + 1 :]]
            yield Edit(function.body, function.body.with_changes(body=drawn), "a number drawn before")


def _at_the_end(function: cst.FunctionDef, what: str, text: str) -> Iterator[Edit]:
    """Do it when everything else is done.

    Before the last return, whose value is computed by then.
    """
    *before, last = function.body.body
    late = cst.parse_statement(text)
    value = last.body[0].value if m.matches(last, m.SimpleStatementLine(body=[m.Return()])) else None  # type: ignore[attr-defined,union-attr]
    if value is None and m.findall(function.body, m.Return()):
        return  # it comes back before its end
    if value is None:
        after = [*before, last, late]
    else:
        kept = last.with_changes(body=[cst.Assign([cst.AssignTarget(cst.Name("result"))], value)])
        after = [*before, kept, late, cst.parse_statement("return result")]
    yield Edit(function.body, function.body.with_changes(body=after), what)
