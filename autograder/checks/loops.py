"""Ready-made checks of a loop: its steps, its epochs, its optimiser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Any

import pytest
import torch

from autograder.checks.holding import State, hold, plain
from autograder.checks.nets import unchanged
from autograder.errors import DepartedError
from autograder.judge.comparison import Comparison, difference
from autograder.judge.recorded import EpochCount, Turn
from autograder.judge.turn_measure import is_sound
from autograder.judge.view import StudentWork
from autograder.model import Difference, Kind


def loss(mine: StudentWork) -> None:
    """The loss of every turn, at the student's own parameters and on its own batch."""
    for turn in _asked(mine):
        hold(turn.loss, turn.right.loss)


def gradient(mine: StudentWork) -> None:
    """The gradient of every turn; one that was not cleared before is another step's.

    A gradient that no update of this loop uses, of the other net of two, may as well not be computed.
    """
    for turn in _asked(mine):
        for name, right in _own(mine, turn.right.gradient).items():
            if not turn.gradient.has(name):
                if name not in mine.solution_moves:
                    continue
                raise DepartedError(
                    Difference(Kind.OTHER, f"gradient.{name}", note="unreached", **mine.place_of(turn.epoch))
                )
            if difference(turn.gradient[name], right, _aside(mine)) is not None:
                hold(turn.gradient[name], right + turn.carried[name])


def cleared(mine: StudentWork) -> None:
    """No gradient of an earlier turn is left where backward adds to it.

    Where the first turns show that what lay there was replaced, it is in the later ones too.
    """
    replaced: set[str] = set()
    for turn in _asked(mine):
        left = _named(turn.right.carried)  # by the solution too, of another net
        for name, right in _reached(turn, _own(mine, turn.right.gradient)).items():
            if not turn.gradient.has(name):
                continue  # the gradient's to say
            if turn.slope.has(name) and bool(turn.carried[name].any()):
                alone = difference(turn.gradient[name], turn.slope[name], _aside(mine)) is None
                (replaced.add if alone else replaced.discard)(name)
            if name not in replaced and difference(turn.gradient[name], right, _aside(mine)) is not None:
                hold(turn.carried[name], left.get(name, torch.zeros_like(right)))


def update(mine: StudentWork) -> None:
    """The parameters after every turn, from the student's own gradients.

    Before the first they are those that were handed over.
    """
    for turn in _asked(mine):
        _begins(mine, turn)
        for name, right in _reached(turn, turn.right.after).items():
            hold(turn.after[name], right)


def epochs(mine: StudentWork, right: int) -> None:
    """So many epochs, each of as many updates as the solution's."""
    if mine.updates == right * mine.batches:
        return
    if mine.batches == 1:
        _counted(mine.epochs, right)
    elif mine.uneven:
        epoch, got = mine.uneven
        of = {"quantity": "batches", "epoch": epoch, "loop": mine.label}
        raise DepartedError(Difference(Kind.EPOCHS, got=str(got), expected=str(mine.batches), **of))
    elif mine.updates % mine.batches == 0 and mine.own_batches == mine.batches:
        _counted(mine.epochs, right)
    _counted(mine.updates, right * mine.batches)


def epochs_by_hand(mine: StudentWork, right: int, slope: Callable[[State], State]) -> None:
    """So many epochs of a loop that never calls backward.

    `slope` is the gradient at any parameters. The end lies where the first step's rate leads. Of a rate that changes, which is the update's to say, it lies one
    step beyond the end of one epoch fewer.
    """
    _counted(mine.epochs, right)
    turns = [*takewhile(is_sound, mine)]
    path = _path(turns[-1].after, _rate(turns[0].before, turns[0].after, slope), slope)
    ends = [{name: plain(value) for name, value in turns[-1].after.items()}, *islice(path, 2 * right)]
    end, asked = mine.end, right - len(turns)
    if asked < 0 or _is_at(end, ends[asked], mine):
        return
    elsewhere = next((len(turns) + more for more, one in enumerate(ends) if _is_at(end, one, mine)), right)
    if elsewhere != right:
        raise DepartedError(Difference(Kind.EPOCHS, "epochs", got=str(elsewhere), expected=str(right)))
    fewer = mine.one_fewer
    last = _rate(fewer, end, slope) if fewer else 0.0
    expected = next(_path(fewer, last, slope)) if last else ends[asked]
    for name, value in expected.items():
        hold(end[name], value)


def _path(start: State, rate: float, slope: Callable[[State], State]) -> Iterator[State]:
    """The parameters after every further step at this rate."""
    now = {name: plain(value) for name, value in start.items()}
    while True:
        gradient = slope(now)
        now = {name: value - rate * gradient[name] for name, value in now.items()}
        yield now


def _rate(before: State, after: State, slope: Callable[[State], State]) -> float:
    """How many times the gradient a step against it is."""
    start = {name: plain(value) for name, value in before.items()}
    gradient = slope(start)
    length = sum(float((gradient[name] ** 2).sum()) for name in start)
    along = sum(float(((start[name] - plain(after[name])) * gradient[name]).sum()) for name in start)
    return along / length if length else 0.0


def _is_at(end: State, place: State, mine: StudentWork) -> bool:
    """True where the loop ends there."""
    return all(difference(end[name], value, _aside(mine)) is None for name, value in place.items())


def _counted(got: EpochCount, right: int) -> None:
    if got != right:
        told = {"quantity": got.quantity, "loop": got.loop}
        raise DepartedError(Difference(Kind.EPOCHS, got=str(got), expected=str(right), **told))


class LoopChecks:
    """The checks of a loop of any kind, turn by turn from the student's own values.

    A class of checks inherits it: `class TestFit(LoopChecks)`; its `points` are those of each check. `of = "D"` looks at
    one of several loops, and names its checks `D_step2_loss`, …: a class a loop.
    """

    changes: tuple[str, ...] = ()
    """Inputs that the call may change."""
    of: str | int | None = None
    """The loop to look at, as `mine.of` takes it."""

    def which(self, mine: StudentWork) -> StudentWork:
        """Take the loop to look at: `mine.of("D")`."""
        return mine if self.of is None else mine.of(self.of)

    @pytest.mark.step("loss")
    def test_step2_loss(self, mine: StudentWork) -> None:
        """step2: 그때의 파라메터로 계산한 loss여야 합니다.

        step2: it is the loss of the parameters of that moment.
        """
        loss(self.which(mine))

    @pytest.mark.step("backward")
    def test_step3_backward(self, mine: StudentWork) -> None:
        """step3: 모든 파라메터의 기울기가 맞아야 합니다.

        step3: the gradient of every parameter is right.
        """
        gradient(self.which(mine))

    @pytest.mark.step("update")
    def test_step4_clears(self, mine: StudentWork) -> None:
        """step4: 앞의 기울기가 남아 더해지면 안 됩니다.

        step4: no earlier gradient is left to be added to.
        """
        cleared(self.which(mine))

    @pytest.mark.step("update")
    def test_step4_update(self, mine: StudentWork) -> None:
        """step4: 구한 기울기로 파라메터를 고쳐야 합니다.

        step4: the parameters are updated with the gradient that was found.
        """
        update(self.which(mine))

    def test_inputs_stay(self, mine: StudentWork) -> None:
        """주어진 자료는 바뀌지 않아야 합니다.

        The data handed over do not change.
        """
        assert self.which(mine).turns  # who does nothing keeps nothing
        unchanged(mine, *self.changes)

    def test_epochs(self, mine: StudentWork) -> None:
        """epoch의 수와 한 epoch의 update 수가 맞아야 합니다.

        As many epochs as asked for, and as many updates in each.
        """
        loop = self.which(mine)
        epochs(loop, loop.solution_epochs)


# ---------------------------------------------------------------------- optimisers

Optimizer = Callable[[list[torch.Tensor]], torch.optim.Optimizer]
Scheduler = Callable[[torch.optim.Optimizer], Any]


def optimizer(
    mine: StudentWork,
    make: Optimizer,
    *,
    schedule: Scheduler | None = None,
    clip: Callable[[list[torch.Tensor]], object] | None = None,
) -> None:
    """Every update is that of torch's own optimiser, from the student's gradients.

    `make` takes the parameters: `lambda p: torch.optim.SGD(p, lr=data.lr, momentum=0.9)`. A `schedule` steps once an
    epoch; `clip` is called on the parameters before every update. What the solution's loop leaves as it is, the other
    net of two, has to stay.
    """
    turns = [*takewhile(is_sound, _from_the_first(mine))]
    moved = _moved([turn for turn in turns if mine.right.has(turn.epoch)])
    own = {name: plain(turns[0].before[name]).clone().requires_grad_() for name in moved}
    stepping = make([*own.values()])
    scheduler = schedule(stepping) if schedule else None
    for turn in turns:
        _begins(mine, turn)
        for name, parameter in own.items():
            parameter.data = plain(turn.before[name]).clone()
            parameter.grad = plain(turn.gradient[name]).clone()
        if clip:
            clip([*own.values()])
        stepping.step()
        known = _named(turn.right.after) if mine.right.has(turn.epoch) else own
        for name in (name for name in turn.before if name in known):
            hold(turn.after[name], own[name].detach() if name in own else turn.before[name])
        if scheduler and (turn.epoch + 1) % mine.own_batches == 0:
            scheduler.step()


def _moved(turns: list[Turn]) -> list[str]:
    """The parameters that this loop of the solution's moves: of a GAN's nets, one."""
    right = _named(turns[0].right.after)
    reached = [name for name in turns[0].before if name in right] or [*right]
    moved = [name for name in reached if not all(_stays(turn, name) for turn in turns)]
    return moved or reached


def _stays(turn: Turn, name: str) -> bool:
    """True of a parameter that this turn of the solution's leaves as it is."""
    was = turn.before if name in turn.before else _named(turn.right.before)
    return torch.equal(plain(_named(turn.right.after)[name]), plain(was[name]))


def _begins(mine: StudentWork, turn: Turn) -> None:
    """The first turn finds the parameters as they were handed over."""
    for name, right in mine.handed_over.items() if turn.epoch == 0 else ():
        if turn.before.has(name):
            hold(turn.before[name], right)


def _asked(mine: StudentWork) -> Iterator[Turn]:
    """The turns that the solution has as well, up to an overflow.

    Those too many are the count's to say.
    """
    return (turn for turn in takewhile(is_sound, mine) if mine.right.has(turn.epoch))


def _reached(turn: Turn, right: Any) -> Mapping[str, Any]:
    """The right values of parameters that the student's own loss reaches.

    The others are the gradient's to say.
    """
    found = {name: value for name, value in right.items() if turn.before.has(name)}
    return found or right


def _own(mine: StudentWork, right: Any) -> Mapping[str, torch.Tensor]:
    """Without what another loop is judged for: the other net of two."""
    return {name: value for name, value in _named(right).items() if name not in mine.moved_elsewhere}


def _named(values: Any) -> Mapping[str, torch.Tensor]:
    return values


def _aside(mine: StudentWork) -> Comparison:
    """Measure by the check's tolerance, without its taking note."""
    asked = mine.comparison
    return Comparison(asked.tolerance, shadow=asked.shadow, floor=asked.floor)


def _from_the_first(mine: StudentWork) -> Iterator[Turn]:
    """The turns up to the first that was not kept."""
    for place, turn in enumerate(mine):
        if turn.epoch != place:
            return
        yield turn
