"""What the solution does in each of the student's turns, from the student's own values."""

from __future__ import annotations

import pytest
import torch

from autograder.errors import DepartedError
from autograder.judge.right_path import right_paths
from tests import weeks
from tests.helpers import recording
from tests.judge.edited import edited_week

WRONG = ("- lr * What.grad", "- 2 * lr * What.grad")


@pytest.fixture
def turns(judge):
    return followed(judge, WRONG)


def followed(judge, edit):
    probe = next(each for each in judge.assignment.probes if each.id == "fit/short")
    tapes = recording(judge.assignment, weeks.fit_with(edit)).tapes
    mine = next(tape for tape in tapes if tape.probe == probe.id and tape.shadow)
    (path,) = right_paths((mine,), judge.solution, probe, shadow=True)
    return path


def test_it_is_followed_in_every_turn_from_where_the_student_stood(turns):
    assert len(turns) == 5
    for number in range(4):
        right, following = turns.turn(number), turns.turn(number + 1)
        step = right.after["What"] - right.before["What"]
        assert torch.allclose(step, -0.05 * right.gradient["What"])
        assert torch.allclose(following.before["What"], right.before["What"] + 2 * step)


def test_a_turn_too_many_departs(turns):
    with pytest.raises(DepartedError):
        turns.at("loss", 5)


def test_what_the_solution_leaves_on_the_students_path_is_seen_and_so_is_that_they_stopped_before_it(judge, turns):
    """A best state put back, or validation losses: judged on their own path."""
    last = turns.turn(4).after["What"]
    assert torch.allclose(turns.seen["returned"], last)
    with pytest.raises(DepartedError) as caught:
        followed(judge, ("range(epochs)", "range(epochs - 1)")).seen  # noqa: B018 - asking raises
    assert (caught.value.difference.note, caught.value.difference.got) == ("stopped_early", "4")


NET = '''
import torch


def fit(net, x, y, epochs):
    """학습합니다.

    Trains it.
    """
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)
    valid = []
    for epoch in range(epochs):
        net.train()
        for half in (slice(0, 4), slice(4, 8)):
            loss = ((net(x[half]) - y[half]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        scheduler.step()
        net.eval()
        with torch.no_grad():
            valid.append(((net(x) - y) ** 2).mean().item())
    return valid
'''
NET_DRIVER = """
import torch


def fit(work, x, y, epochs):
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))
    valid = work.fit(net, x, y, epochs)
    return {"returned": valid, "scores": net(x)}
"""
NET_PROBES = """
import torch

from autograder.assignment import probe

torch.manual_seed(1)
PROBES = (probe("fit", "one", x=torch.randn(8, 2), y=torch.randn(8, 1), epochs=4),)
"""
NET_CHECKS = '''
import pytest

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
@pytest.mark.probe("one")
class TestFit(checks.LoopChecks):
    def test_validates(self, mine):
        """검증합니다.

        It validates.
        """
        assert mine.returned == close(mine.right.seen["returned"])

    def test_scores(self, mine):
        """끝의 값입니다.

        The scores at the end.
        """
        assert mine.seen["scores"] == close(mine.right.seen["scores"])
'''


def test_a_net_is_evaluated_where_the_students_own_update_has_left_it(tmp_path):
    """A wrong update costs itself: validation after it, and what the driver asks of the net, are right at its parameters."""
    parts = {"solution": NET, "probes": NET_PROBES, "drivers": NET_DRIVER, "checks": NET_CHECKS}
    with edited_week(tmp_path, "nets", **parts) as week:
        every_batch = ("        scheduler.step()\n", ""), ("optimizer.step()\n", "optimizer.step(); scheduler.step()\n")
        assert week.lost() == set()
        update = {"fit.step4_update[one]"}
        assert week.lost(*every_batch) == update
        assert (
            week.lost(("optimizer.step()", "optimizer.step(); [p.data.mul_(0.9) for p in net.parameters()]")) == update
        )
        assert week.lost(("mean().item()", "sum().item()")) == {"fit.validates[one]"}
        assert week.lost(*every_batch, ("mean().item()", "sum().item()")) == {"fit.validates[one]"} | update


TWO = '''
import torch


def train(a, b, x, epochs):
    """둘을 번갈아 학습합니다.

    Trains two in turn.
    """
    first, second = torch.optim.SGD([a], lr=0.1), torch.optim.SGD([b], lr=0.1)
    for epoch in range(epochs):
        loss = ((x - a * b.detach()) ** 2).mean()
        first.zero_grad()
        loss.backward()
        first.step()
        for again in range(1):
            loss = ((2 * x - a.detach() * b) ** 2).mean()
            second.zero_grad()
            loss.backward()
            second.step()
    return a, b
'''
TWO_PROBES = """
import torch

from autograder.assignment import leaf, probe

PROBES = (probe("train", "one", a=leaf([1.5]), b=leaf([-0.5]), x=torch.tensor([0.5, 1.0, 2.5]), epochs=6),)
"""
TWO_CHECKS = '''
import pytest

from autograder import checks


class Turns:
    which = ""

    @pytest.mark.step("loss")
    def test_loss(self, mine):
        """손실입니다.

        The loss.
        """
        checks.loss(mine.of(self.which))

    @pytest.mark.step("update")
    def test_clears(self, mine):
        """비웁니다.

        It is cleared.
        """
        checks.cleared(mine.of(self.which))

    def test_turns(self, mine, data):
        """횟수입니다.

        The count.
        """
        assert mine.of(self.which).updates == data.epochs


@pytest.mark.exercise("train")
@pytest.mark.points(1)
@pytest.mark.probe("one")
class TestFirst(Turns):
    which = "a"
    test_a_loss, test_a_clears, test_a_turns = Turns.test_loss, Turns.test_clears, Turns.test_turns
    test_loss = test_clears = test_turns = None


@pytest.mark.exercise("train")
@pytest.mark.points(1)
@pytest.mark.probe("one")
class TestSecond(Turns):
    which = "b"
    test_b_loss, test_b_clears, test_b_turns = Turns.test_loss, Turns.test_clears, Turns.test_turns
    test_loss = test_clears = test_turns = None
'''


@pytest.fixture
def two(tmp_path):
    with edited_week(tmp_path, "two", solution=TWO, probes=TWO_PROBES, drivers="", checks=TWO_CHECKS) as week:
        yield week


def test_a_loop_that_turns_twice_in_an_epoch_costs_its_count_alone(two):
    """The loss of the other one is right where the second turn has left it."""
    assert two.lost() == set()
    assert two.lost(("range(1)", "range(2)")) == {"train.b_turns[one]"}


def test_a_gradient_that_was_replaced_was_not_added_to(two):
    """One that was left lying there is none of what the next backward found."""
    left = "second.zero_grad()\n            loss.backward()", "b.grad = torch.autograd.grad(loss, [b])[0]"
    assert two.lost(left) == set()
    assert two.lost(left, ("2 * x", "3 * x")) == {"train.b_loss[one]"}
    assert two.lost(("second.zero_grad()", "pass")) == {"train.b_clears[one]"}
