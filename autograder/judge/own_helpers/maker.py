"""A student's maker of optimisers, and the loop stepping with one → is it right?

Their code does not run here: an optimiser like the one that they made steps by their own gradients, beside one that the
solution makes when it is asked for the same.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import torch

from autograder.errors import OverBudgetError
from autograder.judge.comparison import Comparison, agree
from autograder.judge.own_helpers.claimed import claimed, fit_beside
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Call, Tape, Value
from autograder.recorder.describe import revive, tensor

if TYPE_CHECKING:
    from autograder.judge.case import Case

State = dict[str, torch.Tensor]


def optimizer_like(described: Value, parameters: Sequence[torch.Tensor]) -> torch.optim.Optimizer:
    """An optimiser of torch's of one group, with these options and our parameters."""
    kinds = {name: one for name, one in vars(torch.optim).items() if isinstance(one, type)}
    made = kinds[described.type]
    known = inspect.signature(made).parameters
    pairs = zip(described.names, described.items, strict=True)
    options = {name: revive(item) for name, item in pairs if name != "params"}
    if any("." in name or isinstance(one, Value) for name, one in options.items()):
        raise LookupError
    return made(parameters, **{name: one for name, one in options.items() if name in known})


def steps_as_made(case: Case, probe: str, tape: Tape, helper: str) -> bool:
    """True where every step is that of the optimiser which the helper has made.

    And where the solution's, asked for the same, steps as the solution does.
    """
    call = _only_call(tape, helper)
    columns = TapeColumns(tape)
    turns = [
        (*(columns.by_parameter(kind, turn) for kind in ("before", "gradient", "after")),)
        for turn in range(tape.epochs)
    ]
    if (
        call is None
        or tape.loops
        or not all(befores and befores.keys() == afters.keys() for befores, _, afters in turns)
    ):
        return False
    try:
        start = turns[0][0]
        mine, right = (_Net(start) for _ in range(2))
        theirs = optimizer_like(call.returned, mine.held(_parameters(call.returned)))
        given = [revive(one) for one in case.probe(probe, shadow=False).inputs.values()]
        asked = [right if one.names and not one.dtype else claimed(one, given) for one in call.inputs]
        names = next(helper_call.names for helper_call in tape.helper_calls if helper_call.exercise)
        fit_beside(asked, given)
        plain = len(asked) - len(names)
        named = dict(zip(names, asked[plain:], strict=True))
        with case.clock.ending():
            ours = case.solution_program.native_function(helper)(*asked[:plain], **named)
        path = case.mine(probe, Comparison()).right
        for turn, (before, gradient, after) in enumerate(turns):
            rows: Any = path.turn(turn).after
            if not (mine.steps(theirs, before, gradient, after) and right.steps(ours, before, gradient, rows)):
                return False
    except OverBudgetError:
        raise
    except Exception:  # noqa: BLE001 - a tape may claim any optimiser, and any options
        return False
    return True


def _only_call(tape: Tape, helper: str) -> Call | None:
    """The call that has made what every step was taken by."""
    *helper_calls, end = tape.helper_calls or (None,)
    if end is None or end.exercise or len(helper_calls) != 1 or helper_calls[0] is None:
        return None
    if (helper_calls[0].exercise, helper_calls[0].times, end.objects) != (helper, 1, (helper_calls[0].returned,)):
        return None
    return next((call for call in tape.calls if call.exercise == helper), None)


def _parameters(described: Value) -> list[torch.Tensor]:
    """The parameters of a described optimiser."""
    held = dict(zip(described.names, described.items, strict=True))["params"]
    return [tensor(one) for one in held.items]


class _Net(torch.nn.Module):
    """A net of these parameters and nothing else."""

    def __init__(self, start: State) -> None:
        super().__init__()
        self._own = {name: torch.nn.Parameter(row.clone()) for name, row in start.items()}
        for name, parameter in self._own.items():
            self.register_parameter(name.replace(".", "_"), parameter)

    def held(self, wanted: Sequence[torch.Tensor]) -> list[torch.nn.Parameter]:
        """Those of its parameters that have these numbers, each once."""
        free = [*self._own.values()]
        found = []
        for one in wanted:
            alike = next(place for place, own in enumerate(free) if agree(own.detach(), one))
            found.append(free.pop(alike))
        return found

    def steps(self, optimizer: Any, before: State, gradient: State, after: Mapping[str, torch.Tensor]) -> bool:
        """Step from there by that gradient; True where it leads to these."""
        for name, parameter in self._own.items():
            parameter.data = before[name].to(parameter.dtype, copy=True)
            row = gradient.get(name)
            parameter.grad = None if row is None else row.to(parameter.dtype, copy=True)
        optimizer.step()
        return all(agree(own.detach(), after[name].to(own.dtype)) for name, own in self._own.items() if name in after)
