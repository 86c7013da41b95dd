"""Hidden checks of logistic.py. Every step is judged on the student's own earlier values."""

from itertools import islice, takewhile

import pytest
import torch

from autograder import checks
from autograder.judge import close

ZERO = "기울기가 모두 0입니다 / every gradient is zero"
OTHERS = "주어진 파라메터가 아닌 것을 학습했습니다 / what is trained is none of the parameters given"
STILL = "파라메터가 움직이지 않았습니다 / the parameters did not move"
NUMBER = "0차원 텐서여야 합니다 / it has to be a 0-d tensor"

PARTS = 10


def curve(theta, x):
    """The success probability with these parameters: what the net gives."""
    return torch.sigmoid(theta["bias"] + x.to(theta["weight"].dtype) @ theta["weight"].T)


def assert_a_plain_answer(mine):
    """Nothing but a float32 tensor comes of the call: its inputs are as they were, and no gradient has been filled in."""
    checks.plain_answer(mine)
    if "yhat.grad" in mine.seen:
        assert mine.seen["yhat.grad"] == close(None)


def lost_beside_one(value):
    """Whether a small value has no digits left, as that of (1+tanh(u/2))/2: it is a whole number of the roundings of 1."""
    return float(value) * 2**54 % 1 == 0


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


@pytest.mark.exercise("sigmoid")
@pytest.mark.step("yhat")
class TestSigmoid:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "column")
    def test_is_the_sigmoid(self, mine, solution, data):
        """u의 각 원소에 대해 exp(u)/(1+exp(u))의 값이어야 합니다.

        The values are exp(u)/(1+exp(u)), element by element.
        """
        assert mine.returned == close(solution.sigmoid(data.u))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("single")
    def test_takes_a_single_number(self, mine, solution, data):
        """원소가 하나인 0차원 텐서도 계산할 수 있어야 합니다.

        It works for a 0-d tensor, a single number.
        """
        assert mine.returned == close(solution.sigmoid(data.u))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("far_out", "tail")
    def test_is_finite_far_out(self, mine, solution, data):
        """u가 아주 크거나 작아도 공식이 유한한 곳에서는 값이 맞아야 합니다.

        The values are right far out as well, wherever the formula is finite.
        """
        right = solution.sigmoid(data.u)
        assert mine.returned == close(right)
        if not lost_beside_one(mine.seen["smallest"]):
            assert mine.seen["smallest"] == close(right.min())

    @pytest.mark.points(0.25)
    def test_leaves_u_as_it_was(self, mine, solution, data):
        """시그모이드를 계산하는 동안 함수에 넣은 u는 바뀌지 않아야 합니다.

        The sigmoid is computed without changing the u that is passed in.
        """
        assert mine.returned == close(solution.sigmoid(data.u))
        assert_a_plain_answer(mine)


@pytest.mark.exercise("success_probability")
@pytest.mark.step("yhat")
class TestSuccessProbability:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "other_curve", "first_curve")
    def test_is_the_model(self, mine, solution, data):
        """x의 각 행에 대해 절편 w0, 기울기 w1인 모형의 성공확률이어야 합니다. shape은 x와 같습니다.

        The values are the model's probabilities of success with intercept w0 and slope w1, in the shape of x.
        """
        assert mine.returned == close(solution.success_probability(data.x, data.w0, data.w1))
        assert_a_plain_answer(mine)


@pytest.mark.exercise("bce")
@pytest.mark.step("loss")
class TestBce:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "other_n", "sure")
    def test_is_the_mean_of_the_loss(self, mine, solution, data):
        """외우라고 한 loss를 관측값 하나당 평균낸 수 하나여야 합니다.

        It is a single number: the loss to memorise, averaged over the observations.
        """
        assert mine.returned == close(solution.bce(data.y, data.yhat))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("is_the_mean_of_the_loss[lecture]")
    def test_can_be_differentiated(self, mine, data):
        """loss는 yhat과의 연결(그래프)을 온전히 지니고 있어서 미분할 수 있어야 합니다.

        The loss keeps its link (the graph) to yhat, all of it, so that it can be differentiated.
        """
        assert tuple(mine.returned.shape) == (), NUMBER
        assert mine.returned.graph, "loss를 yhat으로 미분할 수 없습니다 / the loss cannot be differentiated in yhat"
        assert mine.seen["derivative.yhat"] == close((data.yhat - data.y) / (data.yhat * (1 - data.yhat)) / len(data.y))
        assert_a_plain_answer(mine)


@pytest.mark.exercise("bce_sum")
@pytest.mark.step("loss")
class TestBceSum:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "other_n")
    def test_is_the_sum_of_the_loss(self, mine, solution, data):
        """외우라고 한 loss, 즉 모든 관측값에 대한 합이어야 합니다. 수 하나입니다.

        It is a single number: the loss to memorise, summed over the observations.
        """
        assert mine.returned == close(solution.bce_sum(data.y, data.yhat))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("is_the_sum_of_the_loss[lecture]")
    def test_can_be_differentiated(self, mine, data):
        """loss는 yhat과의 연결(그래프)을 온전히 지니고 있어서 미분할 수 있어야 합니다.

        The loss keeps its link (the graph) to yhat, all of it, so that it can be differentiated.
        """
        assert tuple(mine.returned.shape) == (), NUMBER
        assert mine.returned.graph, "loss를 yhat으로 미분할 수 없습니다 / the loss cannot be differentiated in yhat"
        assert mine.seen["derivative.yhat"] == close((data.yhat - data.y) / (data.yhat * (1 - data.yhat)))
        assert_a_plain_answer(mine)


@pytest.mark.exercise("toy_frame")
class TestToyFrame:
    @pytest.mark.points(0.5)
    def test_column_x_runs_from_minus_six_to_six(self, mine):
        """데이터프레임의 열 x에 -6부터 6까지의 정수 13개가 순서대로 들어있어야 합니다.

        Column x of the data frame holds the 13 integers from -6 to 6, in order.
        """
        assert mine.returned.type == "DataFrame"
        assert dict(mine.returned.value).get("x") == close(torch.arange(-6, 7))

    @pytest.mark.points(0.5)
    def test_column_y_is_the_lectures(self, mine, solution):
        """데이터프레임의 열 y에 강의의 0과 1이 순서대로 들어있어야 합니다.

        Column y of the data frame holds the lecture's zeros and ones, in order.
        """
        assert mine.returned.type == "DataFrame"
        assert dict(mine.returned.value).get("y") == close(torch.tensor(solution.toy_frame()["y"].to_numpy()))


@pytest.mark.exercise("toy_data")
class TestToyData:
    @pytest.mark.points(0.25)
    @pytest.mark.probe("lecture", "other_n")
    def test_spaces_x_evenly(self, mine, data):
        """x는 -1부터 1까지 고르게 놓인 n개의 점, shape은 (n,1)이어야 합니다.

        x holds n evenly spaced points from -1 to 1, in shape (n,1).
        """
        assert mine.seen["x"] == close(torch.linspace(-1, 1, data.n, dtype=mine.seen["x"].dtype).reshape(-1, 1))
        assert mine.seen["x"].stored == "float32"

    @pytest.mark.points(0.5)
    def test_v_is_the_success_probability(self, mine, solution):
        """v는 w0=-1, w1=5일 때 각 x에서의 성공확률이어야 합니다.

        v holds the probability of success at each x, with w0=-1 and w1=5.
        """
        assert mine.seen["v"] == close(solution.success_probability(mine.seen["x"], -1, 5))
        assert mine.seen["v"].stored == "float32"

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_n")
    def test_y_is_zero_or_one(self, mine, data):
        """y는 0 또는 1이고 shape (n,1), dtype float32여야 합니다.

        y holds zeros and ones, in shape (n,1) and dtype float32.
        """
        y = mine.seen["y"]
        assert y == close(y.round().clamp(0, 1).reshape(-1, 1))
        assert y.stored == "float32"
        assert len(y) == data.n

    @pytest.mark.points(0.5)
    def test_y_is_drawn_from_v(self, mine, data):
        """x의 구간마다 y=1의 비율이 v의 평균과 (우연의 범위 안에서) 맞아야 합니다.

        In every stretch of x, the share of ones agrees with the mean of v, within the reach of chance.
        """
        y, v = (mine.seen[name].double().reshape(-1).tensor_split(PARTS) for name in ("y", "v"))
        shares = torch.stack([part.mean() for part in y])
        means = torch.stack([part.mean() for part in v])
        reach = 6 * torch.stack([(part * (1 - part)).clamp(min=0).sum().sqrt() / len(part) for part in v]) + 3 / len(v[0])
        drawn = bool(((shares - means).abs() <= reach).all())
        assert drawn, "y=1의 비율이 v와 맞지 않는 구간이 있습니다 / there is a stretch of x where the share of ones is not what v says"

    @pytest.mark.points(0.25)
    def test_the_seed_decides_y(self, mine):
        """seed가 같으면 y도 같고, seed가 다르면 y도 달라야 합니다.

        The same seed gives the same y, another seed another y.
        """
        assert mine.seen["again"] == close(mine.seen["y"])
        assert not torch.equal(mine.seen["other"], mine.seen["y"]), "seed가 달라도 y가 같습니다 / y is the same for another seed"


@pytest.mark.exercise("logistic_net")
@pytest.mark.step("yhat")
class TestLogisticNet:
    @pytest.mark.points(0.75)
    @pytest.mark.probe("lecture", "other_curve")
    def test_gives_the_success_probability(self, mine, solution, data):
        """x를 넣으면 절편 w0, 기울기 w1인 모형의 성공확률이 나와야 합니다.

        With x going in, the model's probabilities with intercept w0 and slope w1 come out.
        """
        assert mine.seen["yhat"] == close(solution.success_probability(data.x, data.w0, data.w1))

    @pytest.mark.points(0.5)
    def test_is_a_net_that_can_be_trained(self, mine):
        """절편과 기울기 둘을 학습할 수 있는 torch.nn.Module이어야 합니다.

        It is a torch.nn.Module in which both intercept and slope can be trained.
        """
        assert mine.seen["kind"] == "Module"
        assert mine.seen["trained"] == close(2)


class Loop:
    """What both loops must do; each class below says which loss is its own."""

    def loss(self, y, yhat):
        raise NotImplementedError

    def turns(self, mine, data):
        """The epochs before any overflow. Where gradients were written by hand, their way is what can be seen of them."""
        for turn in takewhile(lambda turn: finite(turn.before), mine):
            assert set(turn.before) <= {"weight", "bias"}, OTHERS
            if not shows(mine, "gradient"):
                steps = {name: turn.before[name] - turn.after[name] for name in turn.before}
                for name, step in along(self.slopes(turn.before, data), steps).items():
                    assert turn.after[name] == close(turn.before[name] - step)
            yield turn

    def theta(self, turn, data):
        """The student's own parameters; one that the loss does not depend on is where it was."""
        return {"weight": data.weight, "bias": data.bias} | turn.before

    def slopes(self, theta, data):
        """The gradient of the loss at these parameters."""
        own = {name: value.double().requires_grad_() for name, value in theta.items()}
        loss = self.loss(data.y.double(), curve(own, data.x))
        return dict(zip(own, torch.autograd.grad(loss, list(own.values()))))

    def settled(self, turn, data):
        """The loss is right for the student's own parameters, so yhat was too."""
        right = self.loss(data.y, curve(self.theta(turn, data), data.x))
        return bool(torch.isfinite(right)) and turn.loss == close(right)

    def assert_yhat(self, mine, turn, data):
        """By its values, or where it has no name, by the gradient that comes of it."""
        if shows(mine, "yhat"):
            assert turn.yhat == close(curve(self.theta(turn, data), data.x))
            return
        fresh = {name: slope - turn.carried[name] for name, slope in turn.gradient.items()}
        for name, slope in along(self.slopes(turn.before, data), fresh).items():
            assert turn.gradient[name] == close(turn.carried[name] + slope)

    def assert_foundation(self, mine, turn, data):
        """A gradient proves something only where yhat or the loss is right, and it is not zero: then it is that loss's own."""
        assert any(part.any() for part in turn.gradient.values()), ZERO
        for name, slope in turn.slope.items():
            if turn.gradient[name] != close(slope + turn.carried[name]):
                assert turn.gradient[name] == close(slope)
        if not (shows(mine, "yhat") and turn.loss == close(self.loss(data.y, turn.yhat))):
            self.assert_yhat(mine, turn, data)

    def assert_update(self, mine, turn, data):
        gradient = turn.gradient if shows(mine, "gradient") else self.slopes(turn.before, data)
        assert any(part.any() for part in gradient.values()), ZERO
        for name, slope in gradient.items() if finite(gradient) else ():
            assert turn.after[name] == close(turn.before[name] - data.lr * slope)

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    def test_starts_from_what_it_is_given(self, mine, data):
        """첫 epoch의 파라메터는 함수에 넣은 net의 값이어야 합니다.

        The first epoch's parameters are those of the net that is passed in.
        """
        for name, first in next(self.turns(mine, data)).before.items():
            assert first == close(getattr(data, name))

    @pytest.mark.points(0.5)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("yhat")
    def test_step1_yhat(self, mine, data):
        """step1: yhat은 그 epoch의 파라메터로 계산한 성공확률이어야 합니다.

        step1: yhat holds the probabilities of success for the parameters of that epoch.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, data):
                self.assert_yhat(mine, turn, data)

    @pytest.mark.points(0.5)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("loss")
    def test_step2_loss(self, mine, data):
        """step2: loss는 이 반복문의 loss를 y와 yhat으로 계산한 값이어야 합니다.

        step2: the loss is this loop's loss, computed from y and yhat.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, data):
                assert turn.loss == close(self.loss(data.y, turn.yhat))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("backward")
    def test_step3_gradient(self, mine, data):
        """step3: loss를 그 epoch의 파라메터로 미분한 값이 기울기여야 합니다.

        step3: the gradient is the derivative of the loss at the parameters of that epoch.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, data):
                self.assert_foundation(mine, turn, data)
                continue
            for name, slope in self.slopes(turn.before, data).items():
                if turn.gradient[name] != close(slope + turn.carried[name]):
                    assert turn.gradient[name] == close(slope)

    @pytest.mark.points(0.25)
    @pytest.mark.probe("lecture")
    @pytest.mark.step("backward")
    def test_step3_gradient_to_the_end(self, mine, data):
        """강의의 자료로 6000번 반복하는 동안에도 기울기는 loss의 미분값이어야 합니다.

        Over the 6000 epochs with the lecture's data, too, the gradient is the derivative of the loss.
        """
        for turn in islice(self.turns(mine, data), 0, None, 8):
            if shows(mine, "gradient") and self.settled(turn, data):
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
    def test_step4_clears_the_gradient(self, mine, data):
        """step4: 이번 기울기가 다음 epoch의 기울기에 더해지면 안 됩니다.

        step4: this epoch's gradient is not added to the next one's.
        """
        for turn in self.turns(mine, data):
            for name, carried in turn.carried.items():
                if carried == close(torch.zeros_like(carried)):
                    continue
                if not self.settled(turn, data) or turn.gradient[name] != close(self.slopes(turn.before, data)[name]):
                    assert carried == close(torch.zeros_like(carried))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("update")
    def test_changes_what_it_is_given(self, mine, data):
        """사본이 아니라 함수에 넣은 net의 파라메터가, 그것만 바뀌어야 합니다.

        The parameters of the net that is passed in change, not those of a copy, and nothing else.
        """
        assert mine.changed == ()
        for name, end in mine.end.items() if any(self.turns(mine, data)) and finite(mine.end) else ():
            assert mine.seen[name] == close(end)

    @pytest.mark.points(0.25)
    @pytest.mark.probe("lecture", "small")
    def test_runs_the_epochs_asked_for(self, mine, data):
        """step1~4를 정확히 epochs번 반복해야 합니다 (주지 않으면 6000번).

        step1 to step4 are repeated exactly epochs times (6000 where it is left out).
        """
        assert [*islice(self.turns(mine, data), 3)]
        assert mine.epochs == data.epochs

    @pytest.mark.points(0.125)
    @pytest.mark.probe("lecture", "default_lr")
    @pytest.mark.step("update")
    def test_has_the_right_default_lr(self, mine, data):
        """lr을 주지 않으면 0.1로 update해야 합니다.

        Where lr is left out, the update uses 0.1.
        """
        for turn in islice(self.turns(mine, data), 3):
            self.assert_update(mine, turn, data)

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_n")
    @pytest.mark.step("loss")
    def test_works_for_any_n(self, mine, data):
        """관측값의 수 n이 2000이 아니어도 loss가 맞아야 합니다.

        The loss is right for another number n of observations, too.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, data):
                assert turn.loss == close(self.loss(data.y, turn.yhat))


@pytest.mark.exercise("fit_logistic_mse")
class TestFitLogisticMse(Loop):
    def loss(self, y, yhat):
        return torch.mean((y - yhat) ** 2)


@pytest.mark.exercise("fit_logistic_bce")
class TestFitLogisticBce(Loop):
    def loss(self, y, yhat):
        return -torch.mean(y * torch.log(yhat) + (1 - y) * torch.log(1 - yhat))


@pytest.mark.exercise("plot_fit")
class TestPlotFit:
    @pytest.mark.points(0.25)
    @pytest.mark.probe("near", "other")
    def test_draws_the_observations(self, mine, data):
        """모든 관측값 (x, y)가 ax에 점으로 그려져야 합니다.

        Every observation (x, y) is drawn on ax, as a point.
        """
        assert mine.changed == ()
        assert mine.seen.get("yhat.grad") == close(None)
        assert mine.seen.get("points") == close(torch.cat([data.x, data.y], dim=1))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("near", "other")
    def test_draws_the_fit(self, mine, data):
        """모든 적합값 (x, yhat)이 ax에 그려져야 합니다.

        Every fitted value (x, yhat) is drawn on ax.
        """
        assert mine.seen.get("line") == close(torch.cat([data.x, data.yhat], dim=1))
