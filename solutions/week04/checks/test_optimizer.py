"""Hidden checks of optimizer.py. Every step is judged on the student's own earlier values."""

from itertools import islice, takewhile

import pytest
import torch

from autograder.judge import close

ZERO = "기울기가 모두 0입니다 / every gradient is zero"
OTHERS = "주어진 파라메터가 아닌 것을 학습했습니다 / what is trained is none of the parameters given"
STILL = "파라메터가 움직이지 않았습니다 / the parameters did not move"


def line(theta, inputs):
    """What a net with these parameters gives."""
    return inputs.to(theta["weight"].dtype) @ theta["weight"].T + theta.get("bias", 0.0)


def finite(values):
    """Whether there is something to judge: a loop that has run away to nan is judged up to there."""
    return all(bool(torch.isfinite(value).all()) for value in values.values())


def shows(mine, quantity):
    """Whether the quantity was seen: a loop need not name its yhat, and gradients by hand never pass through backward."""
    return any(column.quantity.partition(".")[0] == quantity for column in mine.native.columns)


def along(slopes, steps):
    """The slopes, all as much longer or shorter as these steps are: what the steps must be, whatever their length."""
    length = sum((steps[name] * slopes[name]).sum() for name in steps) / sum((slopes[name] ** 2).sum() for name in steps)
    assert length != 0, STILL
    return {name: length * slopes[name] for name in steps}


@pytest.mark.exercise("make_sgd")
@pytest.mark.step("update")
class TestMakeSgd:
    @pytest.mark.points(0.5)
    def test_is_an_sgd(self, mine):
        """`torch.optim.SGD` 하나를 돌려주어야 합니다.

        It hands back a `torch.optim.SGD`.
        """
        assert mine.seen["kind"] == "SGD"

    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "without_bias")
    def test_moves_every_parameter_by_lr(self, mine, data):
        """`step()`은 net의 모든 파라메터를 lr×기울기만큼 움직여야 합니다.

        `step()` moves every parameter of net by lr times its gradient.
        """
        assert mine.seen.get("moved.weight") == close(data.weight - data.lr * data.slope)
        if data.bias is not None:
            assert mine.seen.get("moved.bias") == close(data.bias - data.lr * data.slope)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("moves_every_parameter_by_lr")
    def test_rests_where_the_gradient_is_zero(self, mine, data):
        """기울기가 0이면 `step()`을 해도 파라메터가 움직이지 않아야 합니다 (이전 움직임을 기억하지 않습니다).

        Where the gradient is zero, `step()` moves nothing: no earlier move is remembered.
        """
        assert mine.seen.get("moved.weight") != close(data.weight), STILL
        assert mine.seen.get("rested.weight") == close(mine.seen.get("moved.weight"))


class FourSteps:
    """What every loop on the straight line must do; each class below says how its yhat comes from its parameters."""

    names = ("weight", "bias")

    def yhat(self, theta, data):
        return line(theta, data.inputs)

    def turns(self, mine, data):
        """The epochs before any overflow. Where gradients were written by hand, their way is what can be seen of them."""
        for turn in takewhile(lambda turn: finite(turn.before), mine):
            assert set(turn.before) <= set(self.names), OTHERS
            if not shows(mine, "gradient"):
                steps = {name: turn.before[name] - turn.after[name] for name in turn.before}
                for name, step in along(self.slopes(turn.before, data), steps).items():
                    assert turn.after[name] == close(turn.before[name] - step)
            yield turn

    def theta(self, turn, data):
        """The student's own parameters; one that the loss does not depend on is where it was."""
        given = {name: getattr(data, name) for name in self.names if getattr(data, name) is not None}
        return given | turn.before

    def slopes(self, theta, data):
        """The gradient of the mean squared error at these parameters."""
        own = {name: value.double().requires_grad_() for name, value in theta.items()}
        residual = data.y.double() - self.yhat(own, data)
        return dict(zip(own, torch.autograd.grad(torch.mean(residual**2), list(own.values()))))

    def settled(self, turn, solution, data):
        """The loss is right for the student's own parameters, so yhat was too."""
        right = solution.mse(data.y, self.yhat(self.theta(turn, data), data))
        return bool(torch.isfinite(right)) and turn.loss == close(right)

    def assert_yhat(self, mine, turn, data):
        """By its values, or where it has no name, by the gradient that comes of it."""
        if shows(mine, "yhat"):
            assert turn.yhat == close(self.yhat(self.theta(turn, data), data))
            return
        fresh = {name: slope - turn.carried[name] for name, slope in turn.gradient.items()}
        for name, slope in along(self.slopes(turn.before, data), fresh).items():
            assert turn.gradient[name] == close(turn.carried[name] + slope)

    def assert_foundation(self, mine, turn, solution, data):
        """A gradient proves something only where yhat or the loss is right, and it is not zero: then it is that loss's own."""
        assert any(part.any() for part in turn.gradient.values()), ZERO
        for name, slope in turn.slope.items():
            if turn.gradient[name] != close(slope + turn.carried[name]):
                assert turn.gradient[name] == close(slope)
        if not (shows(mine, "yhat") and turn.loss == close(solution.mse(data.y, turn.yhat))):
            self.assert_yhat(mine, turn, data)

    def assert_update(self, mine, turn, data):
        gradient = turn.gradient if shows(mine, "gradient") else self.slopes(turn.before, data)
        assert any(part.any() for part in gradient.values()), ZERO
        for name, slope in gradient.items() if finite(gradient) else ():
            assert turn.after[name] == close(turn.before[name] - data.lr * slope)

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("yhat")
    def test_step1_yhat(self, mine, solution, data):
        """step1: yhat은 그 epoch의 파라메터로 계산한 적합값이어야 합니다.

        step1: yhat holds the fitted values for the parameters of that epoch.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, solution, data):
                self.assert_yhat(mine, turn, data)

    @pytest.mark.points(0.5)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("loss")
    def test_step2_loss(self, mine, solution, data):
        """step2: loss는 y와 yhat의 차이를 제곱한 것의 평균이어야 합니다.

        step2: the loss is the mean of the squared differences of y and yhat.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, solution, data):
                assert turn.loss == close(solution.mse(data.y, turn.yhat))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("backward")
    def test_step3_gradient(self, mine, solution, data):
        """step3: loss를 그 epoch의 파라메터로 미분한 값이 기울기여야 합니다.

        step3: the gradient is the derivative of the loss at the parameters of that epoch.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, solution, data):
                self.assert_foundation(mine, turn, solution, data)
                continue
            for name, slope in self.slopes(turn.before, data).items():
                if turn.gradient[name] != close(slope + turn.carried[name]):
                    assert turn.gradient[name] == close(slope)

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("update")
    def test_step4_update(self, mine, data):
        """step4: 파라메터는 lr×기울기만큼 움직여야 합니다.

        step4: the parameters move by lr times the gradient.
        """
        for turn in self.turns(mine, data):
            self.assert_update(mine, turn, data)

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("update")
    def test_step4_clears_the_gradient(self, mine, solution, data):
        """step4: 이번 기울기가 다음 epoch의 기울기에 더해지면 안 됩니다.

        step4: this epoch's gradient is not added to the next one's.
        """
        for turn in self.turns(mine, data):
            for name, carried in turn.carried.items():
                if carried == close(torch.zeros_like(carried)):
                    continue
                if not self.settled(turn, solution, data) or turn.gradient[name] != close(self.slopes(turn.before, data)[name]):
                    assert carried == close(torch.zeros_like(carried))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("update")
    def test_changes_what_it_is_given(self, mine, data):
        """사본이 아니라 함수에 넣은 파라메터 자신이, 그것만 바뀌어야 합니다.

        The parameters that are passed in change, not copies of them, and nothing else.
        """
        assert mine.changed.but(*self.names) == ()
        if any(self.turns(mine, data)) and finite(mine.end):
            for name, end in mine.end.items():
                assert mine.seen[name] == close(end)

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_n")
    @pytest.mark.step("loss")
    def test_works_for_any_n(self, mine, solution, data):
        """관측값의 수 n이 100이 아니어도 loss가 맞아야 합니다.

        The loss is right for another number n of observations, too.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, solution, data):
                assert turn.loss == close(solution.mse(data.y, turn.yhat))


class Loop(FourSteps):
    """The same, repeated inside the student's function."""

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    def test_starts_from_what_it_is_given(self, mine, data):
        """첫 epoch의 파라메터는 함수에 넣은 값이어야 합니다.

        The first epoch's parameters are those that are passed in.
        """
        for name, first in next(self.turns(mine, data)).before.items():
            assert first == close(getattr(data, name))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("lecture", "small")
    def test_runs_the_epochs_asked_for(self, mine, data):
        """step1~4를 정확히 epochs번 반복해야 합니다 (주지 않으면 30번).

        step1 to step4 are repeated exactly epochs times (30 where it is left out).
        """
        assert [*self.turns(mine, data)]
        assert mine.epochs == data.epochs

    @pytest.mark.points(0.25)
    @pytest.mark.step("update")
    def test_has_the_right_default_lr(self, mine, data):
        """lr을 주지 않으면 0.1로 update해야 합니다.

        Where lr is left out, the update uses 0.1.
        """
        for turn in islice(self.turns(mine, data), 3):
            self.assert_update(mine, turn, data)


@pytest.mark.exercise("one_epoch_sgd")
class TestOneEpochSgd(FourSteps):
    def turns(self, mine, data):
        """Two calls, two turns; where backward was never called, the parameters alone must go the right way."""
        if mine.epochs:
            yield from super().turns(mine, data)
            return
        theta = {name: getattr(data, name) for name in self.names if getattr(data, name) is not None}
        for epoc in (1, 2):
            slopes = self.slopes(theta, data)
            for name, value in theta.items():
                assert mine.seen[f"{name}.{epoc}"] == close(value - data.lr * slopes[name])
                theta[name] = mine.seen[f"{name}.{epoc}"]

    @pytest.mark.points(0.5)
    @pytest.mark.probe("other_start")
    def test_takes_one_epoch_a_call(self, mine, data):
        """한 번 부르면 한 epoch이어야 합니다: 두 번 부르면 미분도 두 번.

        One call is one epoch: two calls differentiate twice.
        """
        if any(self.turns(mine, data)):
            assert mine.epochs == 2

    @pytest.mark.points(0.5)
    @pytest.mark.probe("without_bias")
    @pytest.mark.step("update")
    def test_trains_a_net_without_bias(self, mine, data):
        """`Linear(2,1,bias=False)`도 주어진 optimizr로 학습되어야 합니다.

        `Linear(2,1,bias=False)` is trained by the given optimizr as well.
        """
        for turn in self.turns(mine, data):
            self.assert_update(mine, turn, data)


@pytest.mark.exercise("fit_sgd")
class TestFitSgd(Loop):
    @pytest.mark.points(0.5)
    @pytest.mark.probe("without_bias")
    @pytest.mark.step("update")
    def test_trains_a_net_without_bias(self, mine, data):
        """`Linear(2,1,bias=False)`도 학습되어야 합니다.

        `Linear(2,1,bias=False)` is trained as well.
        """
        for turn in self.turns(mine, data):
            self.assert_update(mine, turn, data)

    @pytest.mark.points(0.5)
    @pytest.mark.step("backward")
    def test_finds_the_gradients_of_the_lecture(self, mine, solution, data):
        """강의의 자료와 출발점에서도 기울기가 loss의 미분값이어야 합니다.

        With the lecture's data and start, too, the gradient is the derivative of the loss.
        """
        self.test_step3_gradient(mine, solution, data)


@pytest.mark.exercise("parameters_as_list")
@pytest.mark.step("update")
class TestParametersAsList:
    @pytest.mark.points(0.25)
    @pytest.mark.needs("holds_the_parameters_in_order[linear]")
    def test_is_a_list(self, mine):
        """리스트를 돌려주어야 합니다.

        It hands back a list.
        """
        assert mine.seen["kind"] == "list"

    @pytest.mark.points(0.25)
    @pytest.mark.probe("linear", "no_bias", "two_layers")
    def test_holds_the_parameters_in_order(self, mine, data):
        """net의 파라메터 자신이 빠짐없이, `net.parameters()`의 순서대로 들어있어야 합니다.

        It holds every parameter of net itself, in the order of `net.parameters()`.
        """
        held = {"linear": "weight, bias", "no_bias": "weight", "two_layers": "0.weight, 0.bias, 2.weight, 2.bias"}
        assert mine.seen["holds"] == held[data.net]


@pytest.mark.exercise("fit_what_sgd")
class TestFitWhatSgd(Loop):
    names = ("What",)

    def yhat(self, theta, data):
        return data.X.to(theta["What"].dtype) @ theta["What"]


@pytest.mark.exercise("fit_b_w_sgd")
class TestFitBWSgd(Loop):
    names = ("b", "w")

    def yhat(self, theta, data):
        return theta["b"] + theta["w"] * data.x
