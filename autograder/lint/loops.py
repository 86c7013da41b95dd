"""A function that is wrong → findings in its loop and in the update.

It ends too soon, or what moves is not the parameter.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

from autograder.lint.missing import before_the_loop, missing_steps, uphill
from autograder.lint.optimisers import in_optimisers
from autograder.lint.steps import (
    LOOP,
    clears,
    differentiated,
    given,
    is_of_epochs,
    may_update,
    moves,
    read_in,
    stored_in,
)
from autograder.model import Difference, Kind, LintFinding


def in_loops(
    node: ast.FunctionDef, definitions: Mapping[str, ast.AST], values: Collection[str], difference: Difference
) -> Iterator[LintFinding]:
    """List the findings, those that explain most first.

    `definitions` are the names of the module, `values` those of them that are no functions.
    """
    known = definitions.keys()
    yield from _overwritten(node)
    yield from _return_too_soon(node)
    yield from _return_in_loop(node)
    yield from _after_the_loop(node, known, difference)
    yield from _out_of_order(node, difference)
    yield from before_the_loop(node)
    yield from _rate_in_loss(node)
    yield from _rebound(node)
    yield from _rebound_item(node)
    yield from _outside(node, values)
    yield from _no_update(node, known)
    yield from _no_gradient(node)
    yield from in_optimisers(node, difference)
    yield from uphill(node, difference)
    yield from missing_steps(node, definitions, difference)
    yield from _no_return(node, difference)
    yield from _never_read(node, difference)


def _overwritten(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """An argument that gets another value before anything has read it."""
    unread = {*given(node)}
    for each in node.body:
        read = {one.id for one in ast.walk(each) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
        match each:
            case ast.Assign(targets=[ast.Name(id=name)]) if name in unread - read:
                yield LintFinding("overwritten", name, line=each.lineno)
        unread -= read


def _after_the_loop(node: ast.FunctionDef, known: Collection[str], difference: Difference) -> Iterator[LintFinding]:
    """A step of every epoch that stands behind the loop of epochs, and nowhere in it."""
    for loop, behind in zip(node.body, range(1, len(node.body) + 1), strict=True):
        of_batches = isinstance(loop, ast.For) and _is_lost(loop, node.body[behind:])
        if not is_of_epochs(loop) and not of_batches and not (isinstance(loop, LOOP) and any(differentiated(loop))):
            continue
        for each in node.body[behind:]:
            if any(differentiated(each)):
                late = not any(differentiated(loop)) and "'list' object" not in difference.note
            elif moves(each):
                late = not any(may_update(loop, {*known, "update"}))
            else:
                late = difference.quantity.startswith("carried.") and clears(each) and not clears(loop)
            if late and not isinstance(each, LOOP):
                yield LintFinding("after_the_loop", ast.unparse(each), line=each.lineno)


def _is_lost(loop: ast.For, behind: list[ast.stmt]) -> bool:
    """True where a loss of every turn is differentiated once, behind the loop."""
    asked = set().union(*(read_in(value) for each in behind for value in differentiated(each)), set())
    made = [each for each in ast.walk(loop) if isinstance(each, ast.Assign | ast.AugAssign)]
    kept = {name for each in made if isinstance(each, ast.AugAssign) for name in stored_in(each)}
    kept |= {name for each in made for name in stored_in(each) & read_in(each)}
    return bool(asked & set().union(*map(stored_in, made), set()) - kept)


def _out_of_order(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """Step4 above step3; or a gradient that is cleared between the two."""
    empty = difference.kind is Kind.RAISED and "NoneType" in f"{difference.got} {difference.note}"
    for block in [node.body, *(each.body for each in ast.walk(node) if isinstance(each, LOOP))]:
        backward = next((row for row, each in enumerate(block) if any(differentiated(each))), None)
        update = next((row for row, each in enumerate(block) if moves(each)), None)
        if backward is None or update is None or isinstance(block[backward], LOOP):
            continue
        stepped = ast.unparse(block[update]).endswith(".step()") and difference.kind is not Kind.RAISED
        if update < backward and (empty or stepped):
            kind = "step_too_early" if stepped else "before_backward"
            yield LintFinding(kind, ast.unparse(block[update]), line=block[update].lineno)
        for row in range(backward + 1, len(block)):
            if clears(block[row]) and not isinstance(block[row], ast.If | LOOP) and _is_lost_at(row, block, update):
                yield LintFinding("cleared_too_soon", ast.unparse(block[row]), line=block[row].lineno)


def _is_lost_at(row: int, block: list[ast.stmt], update: int) -> bool:
    """True where only the update of what is cleared there is still to come."""
    own = f"{ast.unparse(block[row]).removesuffix('.zero_grad()')}.step()"
    steps = [at for at, each in enumerate(block) if ast.unparse(each) == own] or [update]
    end = next((at for at in steps if at > row), row)
    return end > row and not any(any(differentiated(each)) for each in block[row:end])


def _no_gradient(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`What.data - lr * What`: a step by the parameter itself, or by the loss."""
    losses = {ast.unparse(one) for one in differentiated(node)}
    for each in ast.walk(node):
        match each:
            case (
                ast.Assign(targets=[ast.Name() | ast.Attribute(attr="data") as target], value=value)
                | ast.AugAssign(target=ast.Name() | ast.Attribute(attr="data") as target, value=value)
            ):
                own = ast.unparse(target).removesuffix(".data")
                names = {one.id for one in ast.walk(value) if isinstance(one, ast.Name)}
                if own != "lr" and names == {own, "lr"} and "grad" not in ast.unparse(value):
                    yield LintFinding("no_gradient", own, f"{own}.grad", line=each.lineno)
                if (moved_by := names & losses) and names - losses == {own, "lr"} and "grad" not in ast.unparse(value):
                    yield LintFinding("moved_by_loss", min(moved_by), f"{own}.grad", line=each.lineno)


def _never_read(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """An argument that nothing in the function reads.

    An error, or an answer of another type, tells more.
    """
    if difference.kind in {Kind.RAISED, Kind.TYPE} or "NoneType" in f"{difference.got} {difference.note}":
        return
    returned = [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]
    if returned and all(map(_is_no_answer, returned)):
        return
    read = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
    for one in (*node.args.posonlyargs, *node.args.args):
        if one.arg not in read | {"self", "cls", "ctx"}:
            yield LintFinding("never_read", one.arg, line=node.lineno)


def _is_no_answer(value: ast.expr) -> bool:
    """A text, or `torch.optim.SGD` itself: that it is of another type is the point."""
    return isinstance(value, ast.Attribute) or (
        isinstance(value, ast.Constant) and not isinstance(value.value, int | float)
    )


def _return_in_loop(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """A return that ends the loop in its first turn."""
    for loop in ast.walk(node):
        if isinstance(loop, LOOP):
            yield from (
                LintFinding("return_in_loop", line=each.lineno) for each in loop.body if isinstance(each, ast.Return)
            )


def _return_too_soon(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """A return with a step, or the whole loop, below it and not above."""
    for body in [node.body, *(each.body for each in ast.walk(node) if isinstance(each, ast.With))]:
        row, end = next(((row, end) for row, each in enumerate(body) if (end := _end(each))), (0, None))
        above, below = body[:row], body[row + 1 :] if end else []
        for is_step in (is_of_epochs, moves, clears, _trains_again):
            lost = next((each for each in below if is_step(each)), None)
            if end and lost is not None and not any(map(is_step, above)):
                said = ast.unparse(lost).partition("\n")[0].rstrip(":")
                yield LintFinding("return_too_soon", said, line=end.lineno)


def _end(node: ast.stmt) -> ast.Return | None:
    """The return that a statement ends the function with, within `with` too."""
    if isinstance(node, ast.With):
        return _end(node.body[-1])
    return node if isinstance(node, ast.Return) else None


def _trains_again(node: ast.stmt) -> bool:
    """True for `net.train()`."""
    return isinstance(node, ast.Expr) and ast.unparse(node).endswith(".train()")


def _rate_in_loss(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`lr` within the loss that is differentiated."""
    losses = {ast.unparse(target) for target in differentiated(node)}
    for each in ast.walk(node):
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in losses:
                if any(isinstance(one, ast.Name) and one.id == "lr" for one in ast.walk(value)):
                    yield LintFinding("rate_in_loss", name, line=each.lineno)


def _rebound(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`What = What - lr*What.grad`: a new tensor by the old name."""
    for each in ast.walk(node):
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in given(node):
                reads = (one for one in ast.walk(value) if isinstance(one, ast.Attribute) and one.attr == "grad")
                by_rate = isinstance(value, ast.BinOp) and {name, "lr"} <= read_in(value) and name != "lr"
                if by_rate or any(ast.unparse(one.value) == name for one in reads):
                    yield LintFinding("rebound", name, f"{name}.data", line=each.lineno)


def _rebound_item(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`for p in net.parameters(): p = p - lr*p.grad`, whose p is a new tensor."""
    for loop in ast.walk(node):
        if not isinstance(loop, ast.For) or "param" not in ast.unparse(loop.iter):
            continue
        for each in ast.walk(loop):
            match each:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.BinOp(op=ast.Sub() | ast.Add()) as value):
                    if name in stored_in(loop.target) & read_in(value):
                        yield LintFinding("rebound", name, f"{name}.data", line=each.lineno)


def in_methods(node: ast.ClassDef, difference: Difference) -> Iterator[LintFinding]:
    """List the findings of a class, method by method."""
    for method in node.body:
        if isinstance(method, ast.FunctionDef):
            yield from _rebound_item(method)
            yield from _never_read(method, difference)
            if method.name == "forward":
                yield from _rows_together(method, difference)


def _rows_together(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """`(a * b).sum()` in forward: one number of all rows."""
    for each in ast.walk(node):
        match each:
            case ast.Call(func=ast.Attribute(attr="sum", value=owner), args=args, keywords=[]):
                numbers = args[1:] if ast.unparse(owner) == "torch" else args
                if not numbers and difference.kind is not Kind.RAISED:
                    yield LintFinding("rows_together", ast.unparse(each), "dim=1, keepdim=True", line=each.lineno)


def _outside(node: ast.FunctionDef, values: Collection[str]) -> Iterator[LintFinding]:
    """An argument that is never read, and a value from outside that is."""
    names = [one for one in ast.walk(node) if isinstance(one, ast.Name)]
    read = {one.id for one in names if isinstance(one.ctx, ast.Load)}
    written = {one.id for one in names if isinstance(one.ctx, ast.Store)}
    unread = [name for name in given(node) if name not in read]
    foreign = [one for one in names if one.id in set(values) - written - {*given(node)}]
    for name, one in zip(unread[:1], foreign[:1], strict=False):
        yield LintFinding("from_outside", one.id, name, line=one.lineno)


def _no_update(node: ast.FunctionDef, known: Collection[str]) -> Iterator[LintFinding]:
    """A loop, in no other, that differentiates and changes no parameter."""
    loops = [each for each in ast.walk(node) if isinstance(each, LOOP) and any(differentiated(each))]
    within = {id(inner) for outer in loops for inner in ast.walk(outer) if inner is not outer}
    for loop in loops:
        if id(loop) not in within and not any(may_update(loop, known)):
            yield LintFinding("no_update", line=loop.lineno)
            return


def _no_return(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """A function whose last line is the value that was to be returned."""
    if "NoneType" not in f"{difference.got} {difference.note}" or any(
        isinstance(one, ast.Return) for one in ast.walk(node)
    ):
        return
    match node.body[-1]:
        case (
            ast.Expr(value=ast.BinOp() | ast.Name() as value) | ast.Expr(value=ast.Call(func=ast.Attribute()) as value)
        ):
            if not any(differentiated(node.body[-1])):
                yield LintFinding("not_returned", ast.unparse(value), line=node.body[-1].lineno)
        case ast.Assign(targets=[ast.Name(id=name)]):
            yield LintFinding("not_returned", name, line=node.body[-1].lineno)
