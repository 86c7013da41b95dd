"""A function that is wrong → findings in what becomes of a value.

Computed and kept nowhere, kept and changed later, of the last turn alone, drawn before the seed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.lint.steps import LOOP, differentiated, given, is_of_epochs, read_in, stored_in
from autograder.model import Difference, Kind, LintFinding

_PURE = frozenset(
    [
        *("relu", "sigmoid", "tanh", "softmax", "exp", "log", "abs", "sqrt", "square", "clamp", "where"),
        *("float", "long", "double", "detach", "clone", "reshape", "view", "flatten", "squeeze", "unsqueeze", "to"),
    ]
)
"""Functions and methods that change nothing: what they give is all they do."""
_IN_PLACE_TWINS = frozenset({"add", "sub", "mul", "div"})
"""Methods that give a new tensor, and change their own with an underscore."""
_DRAWN = re.compile(r"\b(?:Linear|Conv2d|Embedding|Sequential|rand|randn|randint|randperm|bernoulli|normal|RNN|LSTM)\(")
_NUMBER = re.compile(r"\s*-?\d*\.?\d+(?:e-?\d+)?\s*")
_STATE = re.compile(r"(?:(?:dict|OrderedDict|copy\.copy)\()?(\w+\.state_dict\(\))(?:\.copy\(\))?\)?")
"""A state, or a copy of the mapping alone."""
_COUNTS = frozenset({"num", "n", "count", "steps"})
_IN_PLACE = frozenset({"step", "sub_", "add_", "mul_", "copy_"})


def in_results(node: ast.FunctionDef | ast.ClassDef, difference: Difference) -> Iterator[LintFinding]:
    """List the findings of a function or a class, the surest first."""
    yield from _dropped(node)
    yield from _append_given_back(node)
    yield from _text_for_number(node)
    methods = [node] if isinstance(node, ast.FunctionDef) else [m for m in node.body if isinstance(m, ast.FunctionDef)]
    for one in methods:
        yield from _two_of_max(one, difference)
        yield from _other_call(one)
        if difference.kind is not Kind.RAISED:
            yield from _of_the_last_turn(one)
            yield from _made_anew(one)
            yield from _never_taken(one)
            yield from _kept_not_copied(one)
            yield from _state_not_copied(one)
            yield from _gradient_not_copied(one)
            yield from _after_the_draw(one)


def left_out(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """List what the code does not show, and nothing surer explains."""
    yield from _mode_missing(node, difference)
    yield from _nothing_there(node, difference)


def _dropped(node: ast.AST) -> Iterator[LintFinding]:
    """`torch.relu(x)` on a line of its own."""
    for each in ast.walk(node):
        match each:
            case ast.Expr(
                value=ast.Call(func=ast.Attribute(attr=name, value=owner), args=args, keywords=keywords) as call
            ):
                inplace = any(one.arg in {"inplace", "out"} for one in keywords)
                if name in _PURE and not inplace and (args or not isinstance(owner, ast.Name) or owner.id != "torch"):
                    kept = ast.unparse(
                        args[0] if args and ast.unparse(owner).startswith(("torch", "F", "nn")) else owner
                    )
                    if kept.isidentifier() and kept != "net":
                        yield LintFinding(
                            "dropped", ast.unparse(call), f"{kept} = {ast.unparse(call)}", line=each.lineno
                        )
                said = ast.unparse(owner)
                if name in _IN_PLACE_TWINS and said.endswith((".data", ".grad", ".weight", ".bias", "What")):
                    given = ", ".join(map(ast.unparse, [*args, *(one.value for one in keywords)]))
                    yield LintFinding(
                        "underscore_missing", ast.unparse(call), f"{said}.{name}_({given})", line=each.lineno
                    )


def _append_given_back(node: ast.AST) -> Iterator[LintFinding]:
    """`losses = losses.append(loss)`, which is None from then on."""
    for each in ast.walk(node):
        match each:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(
                    func=ast.Attribute(attr="append" | "extend" | "sort" | "reverse", value=ast.Name(id=of))
                ),
            ) if name == of:
                yield LintFinding("append_given_back", name, ast.unparse(each.value), line=each.lineno)


def _made_anew(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`losses = []`, or `h = torch.zeros(3)`, in the loop that goes on from it."""
    for loop in (each for each in ast.walk(node) if isinstance(each, LOOP)):
        trains = is_of_epochs(loop) or any(differentiated(loop))
        for row, each in enumerate(loop.body):
            match each:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.List(elts=[])):
                    gathers = any(ast.unparse(one).startswith(f"{name}.append(") for one in loop.body[row + 1 :])
                    inside = {id(one) for one in ast.walk(loop)}
                    outside = (one for one in ast.walk(node) if id(one) not in inside and isinstance(one, ast.Name))
                    if gathers and any(one.id == name for one in outside):
                        yield LintFinding("made_anew", ast.unparse(each), line=each.lineno)
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if _is_beginning(value) and not trains:
                    if any(_goes_on(one, name) for one in loop.body[row + 1 :]):
                        yield LintFinding("made_anew", ast.unparse(each), line=each.lineno)


def _is_beginning(value: ast.expr) -> bool:
    """True of what a sum or a state begins with: 0, or zeros."""
    return (isinstance(value, ast.Constant) and value.value in (0, "")) or bool(
        re.match(r"torch\.zeros(?:_like)?\(", ast.unparse(value))
    )


def _goes_on(each: ast.stmt, name: str) -> bool:
    """True of a line that makes the next value of a name from the last one."""
    match each:
        case ast.AugAssign(target=ast.Name(id=own)):
            return own == name
        case ast.Assign(value=value):
            return name in stored_in(each) and name in read_in(value)
        case _:
            return False


def _text_for_number(node: ast.AST) -> Iterator[LintFinding]:
    """`"0.001" * What.grad`, or `lr="0.1"`."""
    for each in ast.walk(node):
        match each:
            case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mult() | ast.Sub() | ast.Div()):
                pass
            case ast.BinOp(op=ast.Mult() | ast.Sub() | ast.Div() | ast.Add(), right=ast.Constant(value=str(text))):
                pass
            case ast.keyword(arg="lr", value=ast.Constant(value=str(text))):
                pass
            case _:
                continue
        if _NUMBER.fullmatch(text):
            yield LintFinding("text_for_number", text, text.strip(), line=getattr(each, "lineno", 0))


def _two_of_max(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """`return torch.max(scores, dim=1)`: a pair of things."""
    if difference.kind is not Kind.TYPE:
        return
    for each in ast.walk(node):
        match each:
            case ast.Return(
                value=ast.Call(func=ast.Attribute(attr="max" | "min"), args=args, keywords=keywords) as call
            ):
                if any(one.arg in {"dim", "axis"} for one in keywords) or any(
                    isinstance(one, ast.Constant) for one in args
                ):
                    yield LintFinding("two_of_max", ast.unparse(call), line=each.lineno)


def _of_the_last_turn(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`for i in …: loss = (y[i]-yhat[i])**2`, which each turn sets anew."""
    returned = set().union(
        *(read_in(one.value) for one in ast.walk(node) if isinstance(one, ast.Return) and one.value), set()
    )
    for loop in node.body:
        if not isinstance(loop, ast.For) or not stored_in(loop.target) & read_in_body(loop):
            continue
        begun = set().union(*(stored_in(one) for one in node.body[: node.body.index(loop)]), set())
        for each in loop.body:
            match each:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in returned & begun - read_in(value):
                    if name not in set().union(*(read_in(one) for one in loop.body)):
                        yield LintFinding(
                            "of_the_last_turn", name, f"{name} = {name} + {ast.unparse(value)}", line=each.lineno
                        )


def read_in_body(loop: ast.For) -> set[str]:
    """The names that the lines of a loop read."""
    return set().union(*(read_in(one) for one in loop.body))


def _never_taken(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`for xm, ym in loader: loss = loss_fn(net(x), y)`: all data in every turn."""
    for loop in ast.walk(node):
        match loop:
            case ast.For(target=ast.Tuple(elts=elts) as target) if all(isinstance(one, ast.Name) for one in elts):
                pass
            case ast.For(target=ast.Name() as target, iter=ast.Call(func=ast.Name(id="range"), args=[_, _, _])):
                pass
            case _:
                continue
        names = stored_in(target)
        if names and not names & read_in_body(loop) and "_" not in names and "enumerate" not in ast.unparse(loop.iter):
            yield LintFinding("never_taken", ast.unparse(target).strip("()"), line=loop.lineno)


def _kept_not_copied(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`path.append(What.data)`, and then `What.data -= …`: one tensor, many times."""
    changed = set()
    for each in ast.walk(node):
        match each:
            case ast.AugAssign(target=ast.Attribute(attr="data", value=ast.Name(id=name)) | ast.Name(id=name)):
                changed.add(name)
            case ast.Call(func=ast.Attribute(attr=how, value=value)) if how in _IN_PLACE:
                changed |= read_in(value) | {"What"} if how == "step" else read_in(value)
    for each in ast.walk(node):
        match each:
            case ast.Call(func=ast.Attribute(attr="append"), args=[kept]):
                said = ast.unparse(kept)
                names = read_in(kept)
                plain = re.fullmatch(
                    r"\w+(?:\.data|\.detach\(\))?(?:\.(?:reshape|view|flatten|squeeze)\([^()]*\))*", said
                )
                if plain and names & changed & {*given(node)}:
                    yield LintFinding("kept_not_copied", said, f"{said}.clone()", line=each.lineno)


def _state_not_copied(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`state = net.state_dict()` in a loop that trains: the parameters themselves."""
    for loop in (each for each in ast.walk(node) if isinstance(each, LOOP) and _steps(each)):
        for each in ast.walk(loop):
            match each:
                case ast.Assign(targets=[ast.Name()], value=ast.Name(id="net" | "model" as own)):
                    yield LintFinding("state_not_copied", own, f"copy.deepcopy({own})", line=each.lineno)
                case ast.Assign(targets=[ast.Name()], value=ast.Call() as value):
                    said = ast.unparse(value)
                    if found := _STATE.fullmatch(said):
                        yield LintFinding("state_not_copied", said, f"copy.deepcopy({found[1]})", line=each.lineno)


def _steps(loop: ast.AST) -> bool:
    """True for a loop in which an optimiser moves something."""
    return any(isinstance(each, ast.Attribute) and each.attr == "step" for each in ast.walk(loop))


def _gradient_not_copied(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`{name: p.grad …}`, and then `zero_()`: what is given back is cleared too."""
    cleared = re.search(r"\.grad\.zero_\(\)|set_to_none=False", ast.unparse(node))
    for each in ast.walk(node) if cleared else ():
        match each:
            case ast.DictComp(value=kept) | ast.ListComp(elt=kept) | ast.Assign(targets=[ast.Subscript()], value=kept):
                pass
            case ast.Call(func=ast.Attribute(attr="append"), args=[kept]):
                pass
            case _:
                continue
        if isinstance(kept, ast.Attribute) and kept.attr == "grad":
            said = ast.unparse(kept)
            yield LintFinding("gradient_not_copied", said, f"{said}.clone()", line=kept.lineno)


def _after_the_draw(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`net = Linear(1, 1)`, and the seed on the line below; or one for every turn."""
    for loop in (each for each in ast.walk(node) if isinstance(each, LOOP) and is_of_epochs(each)):
        for each in loop.body:
            if isinstance(each, ast.Expr) and "manual_seed(" in ast.unparse(each):
                yield LintFinding("seed_each_turn", ast.unparse(each), line=each.lineno)
    for row, each in enumerate(node.body):
        if "manual_seed(" in ast.unparse(each):
            above = next(
                (one for one in node.body[:row] if not _is_text(one) and _DRAWN.search(ast.unparse(one))), None
            )
            if above is not None and isinstance(each, ast.Expr):
                yield LintFinding("after_the_draw", ast.unparse(above).partition("\n")[0], line=each.lineno)
            return


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _other_call(node: ast.FunctionDef) -> Iterator[LintFinding]:
    """`arange(start, stop, num)`, and `p[:, labels]`."""
    for each in ast.walk(node):
        match each:
            case ast.Call(func=ast.Attribute(attr="arange"), args=[_, _, ast.Name(id=name)]) if name in _COUNTS:
                yield LintFinding("third_of_arange", ast.unparse(each), line=each.lineno)
            case ast.Subscript(
                value=value,
                slice=ast.Tuple(elts=[ast.Slice(lower=None, upper=None), ast.Name(id="labels" | "y" as name)]),
            ):
                right = f"{ast.unparse(value)}[torch.arange(len({name})), {name}]"
                yield LintFinding("columns_of_all", ast.unparse(each), right, line=each.lineno)


def _mode_missing(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """A docstring that speaks of a mode, and code that does not."""
    if difference.kind not in {Kind.VALUE, Kind.OTHER}:
        return
    said, code = ast.get_docstring(node) or "", "\n".join(map(ast.unparse, node.body[1:]))
    if "training" in code or ("eval" in code and "train(" in code):
        return
    for mode, words in (("eval", r"평가 모드에서|in evaluation mode"), ("train", r"학습 모드")):
        if re.search(words, said) and f".{mode}(" not in code:
            yield LintFinding("mode_missing", mode, f"net.{mode}()", line=node.lineno)
            return


def _nothing_there(node: ast.FunctionDef, difference: Difference) -> Iterator[LintFinding]:
    """None is told of, though the function ends by giving something back."""
    if difference.kind is not Kind.TYPE or difference.got != "NoneType":
        return
    match node.body[-1]:
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield LintFinding("nothing_there", line=0)
