"""Ready-made checks of losses, nets, predictions, pictures and data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, permutations
from typing import Any

import torch
from torch.func import functional_call

from autograder.checks.holding import State, hold, named, plain, say
from autograder.errors import DepartedError
from autograder.judge.comparison import Comparison, difference
from autograder.judge.recorded import RecordedSet
from autograder.judge.view import StudentWork
from autograder.model import Difference, Kind, Value
from autograder.recorder.describe import MOST_ITEMS, in_order

MOST_PAIRINGS = 720
_FRACTIONS = ("float", "bfloat", "complex")
GRAPH = "미분할 수 있도록 그래프를 유지해야 합니다.\nIt has to keep the graph, so that it can be differentiated."
NO_GRAPH = "평가할 때는 그래프를 만들지 마세요 (torch.no_grad).\nEvaluate without a graph (torch.no_grad)."
EVAL = "평가하기 전에 net.eval()을, 다시 학습하기 전에 net.train()을 부르세요.\nCall net.eval() before you evaluate and net.train() before you train on."
EVERY_EPOCH = "에폭이 끝날 때마다 검증하세요.\nEvaluate at the end of every epoch."
SEED = "같은 seed로는 같은 값이 나와야 합니다.\nThe same seed has to give the same values."
FROZEN = (
    "모든 파라메터가 학습되어야 합니다 (requires_grad=True).\nEvery parameter has to be trained (requires_grad=True)."
)
OTHER_SEED = "다른 seed로는 다른 값이 나와야 합니다.\nAnother seed has to give other values."


def loss_value(got: Any, right: torch.Tensor) -> None:
    """A loss that was returned: its value, one number, and the graph kept."""
    hold(got, right)
    say(got.graph, GRAPH)


def loss_function(mine: StudentWork, of: Callable[[torch.Tensor], torch.Tensor], at: torch.Tensor) -> None:
    """A loss as a function: one float32 number, its graph and its derivative.

    The driver writes down the derivative by that input as `slope`, and what was left in its `.grad` as `left`.
    """
    leaf = plain(at).clone().requires_grad_()
    right = of(leaf)
    loss_value(mine.returned, right)
    if mine.returned.shape != right.shape:
        got, expected = (str(tuple(one.shape)) for one in (mine.returned, right))
        raise DepartedError(Difference(Kind.SHAPE, "returned", got=got, expected=expected))
    plain_answer(mine)
    hold(mine.seen["slope"], torch.autograd.grad(right, leaf)[0])
    if mine.seen["left"].type != "NoneType":
        raise DepartedError(Difference(Kind.CHANGED, "gradient"))


def slopes(net: torch.nn.Module, of: Callable[[Callable[..., Any]], torch.Tensor], at: State) -> State:
    """The gradient of `of(net)` at other parameters than the net's own, by name."""
    own = {name: plain(value).clone().requires_grad_() for name, value in at.items()}

    def called(*inputs: torch.Tensor) -> Any:
        return functional_call(net, own, tuple(map(plain, inputs)))

    value = of(called)
    found = torch.autograd.grad(value, [*own.values()], allow_unused=True)
    return {n: torch.zeros_like(own[n]) if g is None else g for n, g in zip(own, found, strict=True)}


def plain_answer(mine: StudentWork, *, changes: Sequence[str] = (), dtype: str = "float32") -> None:
    """A tensor of that dtype came back, and no input changed but these."""
    for got, right in ((mine.returned.type, "Tensor"), (mine.returned.stored, dtype)):
        if got != right:
            raise DepartedError(Difference(got.kind, "returned", got=str(got), expected=right))
    unchanged(mine, *changes)


def unchanged(mine: StudentWork, *changes: str) -> None:
    """No input changed but these, parameters included."""
    found = mine.changed.but(*changes)
    if found:
        raise DepartedError(Difference(Kind.CHANGED, found[0]))


# ---------------------------------------------------------------------- nets


def forward(got: Any, net: torch.nn.Module, state: State, *inputs: torch.Tensor, method: str = "forward") -> None:
    """The value is what the solution's net gives with the student's own parameters.

    Names and order are the student's: parameters are paired by shape, and by what comes of them. `method` names another
    method of the net than its forward: `method="encode"`.
    """
    state = named(state)
    _trained(state, net)
    right = {name: value.detach() for name, value in net.named_parameters()}
    if sorted(map(_numbers, right.values())) != sorted(map(_numbers, state.values())):
        raise DepartedError(Difference(Kind.SHAPE, "state", got=_shapes(state), expected=_shapes(right)))
    first: Difference | None = None
    asked = _Method(net, method)
    for paired in islice(_pairings(right, state), MOST_PAIRINGS):
        with torch.no_grad():
            laid = {f"net.{name}": value for name, (_, value) in paired.items()}
            value = functional_call(asked, laid, tuple(map(plain, inputs)))
        aside = (
            Comparison(got.comparison.tolerance, shadow=got.comparison.shadow) if hasattr(got, "comparison") else None
        )
        found = difference(got, value, aside)
        if found is None:
            return hold(got, value)
        first = first or found
    raise DepartedError(first or Difference(Kind.SHAPE, "state", got=_shapes(state), expected=_shapes(right)))


class _Method(torch.nn.Module):
    """A net whose forward is one of another net's methods."""

    def __init__(self, net: torch.nn.Module, method: str) -> None:
        super().__init__()
        self.net, self._method = net, method

    def forward(self, *inputs: torch.Tensor) -> Any:
        return self.net(*inputs) if self._method == "forward" else getattr(self.net, self._method)(*inputs)


def start(state: State, net: torch.nn.Module) -> None:
    """The parameters begin where the solution's do, whatever they are called."""
    state = named(state)
    _trained(state, net)
    right = {name: value.detach() for name, value in net.named_parameters()}
    pairs = [*islice(_pairings(right, state), MOST_PAIRINGS)]
    if not pairs:
        raise DepartedError(Difference(Kind.SHAPE, "state", got=_shapes(state), expected=_shapes(right)))
    fits = (one for one in pairs if all(torch.allclose(laid, right[name]) for name, (_, laid) in one.items()))
    for name, (own, _) in next(fits, pairs[0]).items():
        (asked,) = islice(_laid(right[name], plain(state[own])), 1)
        hold(state[own], asked)


def order(state: State, net: torch.nn.Module, seed: int) -> None:
    """The layers are made in the order of the solution's, right after this seed.

    Numbers that come of no order of its layers are drawn in a way of the student's own, and pass.
    """
    net = net.float()
    layers: list[Any] = [one for one in net.modules() if hasattr(one, "reset_parameters")]
    for asked in islice(permutations(layers), MOST_PAIRINGS):
        if _is_drawn(state, net, asked, seed):
            _is_drawn(state, net, layers, seed)
            start(state, net)
            return


def _is_drawn(state: State, net: torch.nn.Module, layers: Sequence[Any], seed: int) -> bool:
    """True where the net, its layers drawn anew in this order, begins alike."""
    torch.manual_seed(seed)
    for layer in layers:
        layer.reset_parameters()
    right = {name: value.detach() for name, value in net.named_parameters()}
    pairs = islice(_pairings(right, named(state)), MOST_PAIRINGS)
    return any(all(torch.allclose(laid, right[name]) for name, (_, laid) in one.items()) for one in pairs)


def _trained(state: State, net: torch.nn.Module) -> None:
    """No parameter is frozen, where the solution's net trains all of them.

    Of numbers that are no parameters any more, a `state_dict`, it cannot be told.
    """
    trains = [getattr(value, "graph", 1) != 0 for value in state.values()]  # of no graph that was cut is it told
    if any(trains) and all(parameter.requires_grad for parameter in net.parameters()):
        say(all(trains), FROZEN)


def count(state: State, right: int) -> None:
    """So many numbers to learn."""
    state = named(state)
    got = sum(value.numel() for value in state.values())
    if got != right:
        raise DepartedError(Difference(Kind.VALUE, "parameters", got=str(got), expected=str(right)))


def shapes(got: Sequence[Sequence[int]], net: torch.nn.Module, *inputs: torch.Tensor) -> None:
    """The shapes on the way through a forward, each as often as it changes."""
    mine, right = _changes(_whole(got)), _changes(shapes_of(net, *inputs))
    if mine != right:
        raise DepartedError(Difference(Kind.SHAPE, "returned", got=" → ".join(mine), expected=" → ".join(right)))


def shapes_of(net: torch.nn.Module, *inputs: torch.Tensor) -> list[tuple[int, ...]]:
    """The shape that comes out of every layer, in the order they run."""
    found: list[tuple[int, ...]] = []
    leaves = [layer for layer in net.modules() if not any(layer.children())]

    def note(_layer: torch.nn.Module, _inputs: object, out: torch.Tensor) -> None:
        found.append(tuple(out.shape))

    hooks = [one.register_forward_hook(note) for one in leaves]
    with torch.no_grad():
        net(*map(plain, inputs))
    for hook in hooks:
        hook.remove()
    return found


def evaluated(training: Sequence[Any]) -> None:
    """Every recorded `net.training` is false: eval was called before."""
    say(not any(bool(one) for one in training), EVAL)


def validated(mine: StudentWork, training: Sequence[Any], graph: Sequence[Any]) -> None:
    """Every epoch ends with an evaluation in eval mode and without a graph.

    The driver writes down of every forward, in order, `net.training` and `torch.is_grad_enabled()`. A forward with a graph
    is one of training, and in train mode.
    """
    modes, graphs = ([bool(one) for one in flags] for flags in (training, graph))
    say(not any(mode for mode, on in zip(modes, graphs, strict=True) if not on), EVAL)
    trained = [place for place, on in enumerate(graphs) if on]
    say(len(trained) <= mine.updates, NO_GRAPH)
    ends = trained[mine.own_batches - 1 :: mine.own_batches] or trained[-1:]
    shown = graphs if len(graphs) == MOST_ITEMS else [*graphs, True]  # a longer list is written down to there
    say(not any(shown[place + 1] for place in ends if place + 1 < len(shown)), EVERY_EPOCH)
    say(all(modes[place] for place in trained), EVAL)


def no_graph(got: Any) -> None:
    """The value carries no graph: it was computed under no_grad, or detached."""
    say(not got.graph, NO_GRAPH)


def seeded(first: torch.Tensor, again: torch.Tensor, other: torch.Tensor) -> None:
    """The same seed gives the same values, another one gives others."""
    say(torch.equal(first, again), SEED)
    say(not torch.equal(first, other), OTHER_SEED)


def accuracy(scores: torch.Tensor, labels: torch.Tensor, at_least: float) -> None:
    """So many rows have the right class: the largest score, or one above a half."""
    rows = plain(scores).reshape(len(labels), -1)
    found = rows.argmax(dim=1) if rows.shape[1] > 1 else (rows[:, 0] > 0.5).long()  # noqa: PLR2004 - a half
    got = float((found == labels.reshape(-1)).double().mean())
    if got < at_least:
        raise DepartedError(Difference(Kind.VALUE, "accuracy", got=f"{got:.4g}", expected=f"≥ {at_least:g}"))


# ---------------------------------------------------------------------- pictures and frames


def drawn(axes: Any, x: torch.Tensor, y: torch.Tensor) -> None:
    """Somewhere on the axes these points are drawn, in any order."""
    right = torch.stack([plain(x).reshape(-1), plain(y).reshape(-1)]).double()
    shown = [part for _, part in axes if getattr(part, "shape", ()) == right.shape]
    found = next((part for part in shown if torch.allclose(_sorted(part), _sorted(right), rtol=1e-5, atol=1e-8)), None)
    if found is None:
        raise DepartedError(Difference(Kind.VALUE, "drawn", got=_listed(shown), expected=_listed([right])))


def same(got: Any, right: Any) -> None:
    """Any value by content: numbers, tensors, lists, sets, texts, dicts, data frames."""
    if hasattr(right, "columns") and hasattr(right, "to_numpy"):
        return frame(got, {str(name): torch.as_tensor(right[name].to_numpy(copy=True)) for name in right.columns})
    if isinstance(right, AbstractSet):
        if not isinstance(getattr(got, "value", None), RecordedSet):
            kind = str(getattr(got, "type", type(got).__name__))
            raise DepartedError(Difference(Kind.TYPE, "returned", got=kind, expected="set"))
        return hold(got.value.members, in_order(right))
    return hold(got, right)


def as_solution(mine: StudentWork) -> None:
    """All that the driver wrote down is what it writes down of the solution.

    Where the solution has whole numbers, labels say, fractions are wrong, and the other way round: other dtypes are a
    check's own to ask for, by `.stored`.

    For a class of any kind that draws no numbers of its own: what a driver asks of it, one call after the other.
    """
    for name, right in mine.solution_seen.items():
        same(mine.returned if name == "returned" else mine.seen[name], right)
        _whole_numbers(name, *mine.forms[name])


def _whole_numbers(name: str, got: Value | None, right: Value, part: str = "") -> None:
    """Arrays of whole numbers are such, those of fractions are not.

    Labels, say.
    """
    if got is None or {got.type, right.type} - {"Tensor", "Parameter", "ndarray"}:
        keys = [f'"{key}"' for key in right.names] or range(len(right.items))
        for key, a, b in zip(keys, got.items if got else (), right.items, strict=False):
            _whole_numbers(name, a, b, f"{part}[{key}]")
    elif got.dtype and right.dtype and got.dtype.startswith(_FRACTIONS) != right.dtype.startswith(_FRACTIONS):
        raise DepartedError(Difference(Kind.DTYPE, name, got=got.dtype, expected=right.dtype, part=part))


def frame(got: Any, right: Mapping[str, torch.Tensor]) -> None:
    """A data frame by content: these columns, each with these numbers."""
    if not isinstance(got, Mapping) or [*got] != [*right]:
        names = list(got) if isinstance(got, Mapping) else getattr(got, "type", type(got).__name__)
        raise DepartedError(Difference(Kind.VALUE, "columns", got=str(names), expected=str([*right])))
    for name, column in right.items():
        hold(got[name], column)


def _pairings(right: State, state: State) -> Iterator[dict[str, tuple[str, torch.Tensor]]]:
    """Every way to lay the student's parameters into the net's, by shape."""
    if not right:
        yield {}
        return
    name, *rest = right
    ranked = sorted(state, key=lambda own: own != name)
    for own in ranked:
        for laid in _laid(plain(state[own]), right[name]):
            others = {key: value for key, value in state.items() if key != own}
            for paired in _pairings({key: right[key] for key in rest}, others):
                yield {name: (own, laid), **paired}


def _laid(value: torch.Tensor, right: torch.Tensor) -> Iterator[torch.Tensor]:
    """The value in the shape of the net's: as it is, turned, or a row for a column."""
    value = value.to(right.dtype)
    if value.shape == right.shape:
        yield value
    if value.ndim == 2 and value.T.shape == right.shape and min(value.shape) > 1:  # noqa: PLR2004 - a matrix
        yield value.T
    elif value.numel() == right.numel() and value.shape != right.shape and max(right.shape, default=1) == right.numel():
        yield value.reshape(right.shape)


def _numbers(value: torch.Tensor) -> int:
    return value.numel()


def _shapes(state: State) -> str:
    return ", ".join(str(tuple(value.shape)) for value in state.values())


def _whole(got: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    return [tuple(int(length) for length in shape) for shape in got]


def _changes(found: Sequence[tuple[int, ...]]) -> list[str]:
    kept = [shape for place, shape in enumerate(found) if place == 0 or shape != found[place - 1]]
    return [str(shape) for shape in kept]


def _sorted(points: torch.Tensor) -> torch.Tensor:
    columns = sorted(map(tuple, plain(points).double().T.tolist()))
    return torch.tensor(columns)


def _listed(points: Sequence[torch.Tensor]) -> str:
    return str(plain(points[0])[:, :3].T.tolist())[:100] if points else ""
