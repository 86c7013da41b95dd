"""A function that is wrong → findings in its optimiser, or in its update by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from autograder.lint.missing import trained
from autograder.lint.steps import LOOP, given, is_of_epochs, may_update, read_in, stored_in
from autograder.model import Difference, Kind, LintFinding

_ASKED = ("SGD", "Adam")
_EARLIER = frozenset({"yhat", "loss", "gradient", "carried"})
"""Quantities of a path that are off before an optimiser has done anything."""


def in_optimisers(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """List the findings; none for an error, which says more."""
    if difference.kind is Kind.RAISED:
        return
    yield from _order_of_rows(node)
    yield from _same_net_twice(node)
    yield from _two_steps(node)
    yield from _stepped_again(node)
    if difference.quantity.partition(".")[0] in _EARLIER:
        return
    yield from _other_optimiser(node, is_step=difference.quantity.startswith("after."))
    yield from _in_the_loop(node)
    yield from _shared(node)
    yield from _computed_only(node)
    yield from _divided(node)


def _other_optimiser(node: ast.FunctionDef, *, is_step: bool) -> Iterator[LintFinding]:
    """SGD, where the docstring speaks of Adam alone; or the other way round.

    Adam, where it speaks of none, is certainly too much only where a step is off, in a function that is given the rate of a
    plain one and makes no other optimiser.
    """
    made = {
        each.func.attr for each in ast.walk(node) if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)
    }
    plain = is_step and "lr" in given(node) and not made & {"SGD", "RMSprop", "AdamW"}
    said = ast.get_docstring(node) or ""
    asked = [name for name in _ASKED if re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", said)]
    for each in ast.walk(node):
        match each:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in _ASKED:
                if len(asked) == 1 and name != asked[0]:
                    yield LintFinding("other_optimiser", name, asked[0], line=each.lineno)
                elif name == "Adam" and plain and said and not asked and "optimizr" not in given(node):
                    yield LintFinding("adam_unasked", name, "lr", line=each.lineno)


def _order_of_rows(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """Mini-batches that are shuffled, where the docstring speaks of no shuffling.

    Without a docstring nothing tells what was asked.
    """
    said = ast.get_docstring(node)
    if not said or "shuffle" in f"{node.name} {said} {given(node)}":
        return
    for each in ast.walk(node):
        match each:
            case ast.keyword(arg="shuffle", value=ast.Constant(value=True)):
                yield LintFinding("shuffled", line=each.value.lineno)


def _same_net_twice(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """Two optimisers of D, where G is a net of the function too and has none."""
    held: dict[str, int] = {}
    for each in ast.walk(node):
        match each:
            case ast.Call(
                func=ast.Attribute(attr=name), args=[ast.Call(func=ast.Attribute(attr="parameters", value=net)), *_]
            ):
                if name in _ASKED:
                    held[ast.unparse(net)] = held.get(ast.unparse(net), 0) + 1
    called = {each.func.id for each in ast.walk(node) if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)}
    unheld = [name for name in given(node) if name in called and name not in held]
    if [*held.values()] == [2] and len(unheld) == 1 and f"{unheld[0]}.parameters" not in ast.unparse(node):
        yield LintFinding("same_net_twice", next(iter(held)), unheld[0], line=node.lineno)


def _two_steps(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`adam.step()` and `sgd.step()` of one net, in the same turn."""
    nets = {}
    for each in ast.walk(node):
        match each:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(args=[ast.Call(func=ast.Attribute(attr="parameters", value=net), args=[]), *_]),
            ):
                nets[name] = ast.unparse(net)
    for loop in (each for each in ast.walk(node) if isinstance(each, LOOP)):
        stepped: dict[str, str] = {}
        for each in loop.body:
            match each:
                case ast.Expr(value=ast.Call(func=ast.Attribute(attr="step", value=ast.Name(id=name)))) if name in nets:
                    other = stepped.setdefault(nets[name], name)
                    if other != name:
                        said = f"{other}.step(), {name}.step()"
                        yield LintFinding("two_steps", said, nets[name], line=each.lineno)
                case _:
                    if any(isinstance(one, ast.Attribute) and one.attr == "backward" for one in ast.walk(each)):
                        stepped.clear()


def _stepped_again(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`optimizr_D.step()` twice in a turn that has `optimizr_G.step()` once."""
    for loop in (each for each in ast.walk(node) if isinstance(each, LOOP) and is_of_epochs(each)):
        taken: dict[str, list[tuple[int, str]]] = {}
        for each in loop.body:
            within = range(2) if isinstance(each, ast.For) and _is_repeated(each) else range(1)
            calls = (one for one in ast.walk(each) if isinstance(one, ast.Call) and _is_step(one))
            for one in calls:
                taken.setdefault(ast.unparse(one.func), []).extend((one.lineno, ast.unparse(one)) for _ in within)
        once = next((calls[0][1] for calls in taken.values() if len(calls) == 1), "")
        again = next((calls[1] for calls in taken.values() if len(calls) > 1), None)
        if once and again:
            yield LintFinding("stepped_again", again[1], once, line=again[0])


def _is_step(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "step" and not call.args


def _is_repeated(loop: ast.For) -> bool:
    """True for a loop of a fixed number of turns, and not of what a loader gives."""
    return "range(" in ast.unparse(loop.iter)


def _in_the_loop(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """Adam made anew in every epoch, which forgets what it has gathered."""
    for loop in ast.walk(node):
        if not (isinstance(loop, LOOP) and is_of_epochs(loop)):
            continue
        for each in _always(loop.body):
            match each:
                case ast.Assign(value=ast.Call(func=ast.Attribute(attr=name)) as call) if "optim." in ast.unparse(call):
                    if name != "SGD" or "momentum" in ast.unparse(call):
                        yield LintFinding("optimiser_in_loop", ast.unparse(each), line=each.lineno)


def _always(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Every statement that a turn comes by, whatever holds."""
    for each in body:
        yield each
        if isinstance(each, ast.With | ast.For):
            yield from _always(each.body)


def _shared(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """One parameter, or net, for several loops of epochs that each begin anew."""
    for outer in node.body:
        if not isinstance(outer, ast.For) or is_of_epochs(outer):
            continue
        inner = [each for each in ast.walk(outer) if isinstance(each, LOOP) and is_of_epochs(each)]
        if inner:  # what only a copy is made of is read outside the inner loop
            names = trained(node) & set().union(*map(read_in, inner)) - stored_in(outer)
            yield from (LintFinding("shared_parameter", name, line=outer.lineno) for name in sorted(names))


def _computed_only(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`return What.data - lr*What.grad`: the parameter stays as it was."""
    if any(may_update(node, ())):
        return
    for each in ast.walk(node):
        match each:
            case ast.Return(value=ast.BinOp() as value) | ast.Assign(targets=[ast.Name()], value=ast.BinOp() as value):
                for one in ast.walk(value):
                    if isinstance(one, ast.Attribute) and one.attr == "grad" and "lr" in read_in(value):
                        own = ast.unparse(one.value)
                        yield LintFinding("computed_only", own, f"{own}.data", line=each.lineno)


def _divided(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`What.grad / lr`: a step that grows as lr becomes smaller."""
    for each in ast.walk(node):
        match each:
            case ast.BinOp(left=left, op=ast.Div(), right=ast.Name(id="lr")) if "grad" in ast.unparse(left):
                yield LintFinding("divided_by_rate", ast.unparse(each), line=each.lineno)
