"""Hidden checks of logistic_bce.py. Every step is judged on the student's own earlier values."""

from itertools import islice, takewhile

import pytest
import torch

from autograder import checks
from autograder.judge import close

ZERO = "기울기가 모두 0입니다 / every gradient is zero"
OTHERS = "주어진 파라메터가 아닌 것을 학습했습니다 / what is trained is none of the parameters given"
STILL = "파라메터가 움직이지 않았습니다 / the parameters did not move"
NUMBER = "0차원 텐서여야 합니다 / it has to be a 0-d tensor"


def curve(theta, x):
    """The success probability with these parameters: what the net gives."""
    return torch.sigmoid(theta["bias"] + x.to(theta["weight"].dtype) @ theta["weight"].T)


def mean_loss(y, yhat):
    """The BCE loss, written out."""
    return -torch.mean(y * torch.log(yhat) + (1 - y) * torch.log(1 - yhat))


def assert_a_plain_answer(mine, leaf):
    """Nothing but one float32 number comes of the call: its inputs are as they were, and no gradient has been filled in."""
    checks.plain_answer(mine)
    assert tuple(mine.returned.shape) == (), NUMBER
    assert mine.seen[f"{leaf}.grad"] == close(None)


def finite(values):
    """Whether there is something to judge: a loop that has run away to nan is judged up to there."""
    return all(bool(torch.isfinite(value).all()) for value in values.values())


def adam(before, gradient, lr):
    """Where Adam takes each of these parameters with these gradients, epoch by epoch."""
    m = v = torch.zeros_like(gradient[0])
    after = []
    for epoc, (theta, g) in enumerate(zip(before, gradient), 1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        after.append(theta - lr * (m / (1 - 0.9**epoc)) / (torch.sqrt(v / (1 - 0.999**epoc)) + 1e-8))
    return torch.stack(after)


def shows(mine, quantity):
    """Whether the quantity was seen: a loop need not name its yhat, and gradients by hand never pass through backward."""
    return any(column.quantity.partition(".")[0] == quantity for column in mine.native.columns)


def along(slopes, steps):
    """The slopes, all as much longer or shorter as these steps are: what the steps must be, whatever their length."""
    length = sum((steps[name] * slopes[name]).sum() for name in steps) / sum((slopes[name] ** 2).sum() for name in steps)
    assert length != 0, STILL
    return {name: length * slopes[name] for name in steps}


@pytest.mark.exercise("bce")
@pytest.mark.step("loss")
class TestBce:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "other_n", "sure")
    def test_is_the_mean_of_the_loss(self, mine, data):
        """외우라고 한 loss를 관측값 하나당 평균낸 수 하나여야 합니다.

        It is a single number: the loss to memorise, averaged over the observations.
        """
        assert mine.returned == close(mean_loss(data.y, data.yhat))

    @pytest.mark.points(1)
    @pytest.mark.needs("is_the_mean_of_the_loss[lecture]")
    def test_can_be_differentiated(self, mine, data):
        """loss는 yhat과의 연결(그래프)을 지니고 있어서 미분할 수 있어야 합니다.

        The loss keeps its link (the graph) to yhat, so that it can be differentiated.
        """
        assert mine.returned.graph, "loss를 yhat으로 미분할 수 없습니다 / the loss cannot be differentiated in yhat"
        assert mine.seen["derivative.yhat"] == close((data.yhat - data.y) / (data.yhat * (1 - data.yhat)) / len(data.y))
        assert_a_plain_answer(mine, "yhat")


@pytest.mark.exercise("bce_with_logits")
@pytest.mark.step("loss")
class TestBceWithLogits:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "other_n")
    def test_is_the_loss_of_the_sigmoid(self, mine, data):
        """u를 시그모이드에 통과시켜 BCE loss를 계산한 값과 같아야 합니다.

        The value is the BCE loss of the sigmoid of u.
        """
        assert mine.returned == close(mean_loss(data.y, torch.sigmoid(data.u)))

    @pytest.mark.points(0.5)
    @pytest.mark.probe("far_out", "tail")
    def test_is_right_far_out(self, mine, solution, data):
        """|u|가 아주 커도 유한하고 맞는 값이어야 합니다.

        The value is finite and right where |u| is very large.
        """
        assert mine.returned == close(solution.bce_with_logits(data.y, data.u))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("is_the_loss_of_the_sigmoid[lecture]")
    @pytest.mark.probe("lecture", "far_out")
    def test_can_be_differentiated(self, mine, data):
        """loss는 u와의 연결(그래프)을 지니고 있어서 미분할 수 있어야 합니다.

        The loss keeps its link (the graph) to u, so that it can be differentiated.
        """
        assert mine.returned.graph, "loss를 u로 미분할 수 없습니다 / the loss cannot be differentiated in u"
        assert mine.seen["derivative.u"] == close((torch.sigmoid(data.u) - data.y) / len(data.y))
        assert_a_plain_answer(mine, "u")


class FourSteps:
    """What every loop must do; where the update is not that of SGD, the class says so."""

    def turns(self, mine, data):
        """The epochs before any overflow. Where gradients were written by hand, their way is what can be seen of them."""
        seen = []
        for turn in takewhile(lambda turn: finite(turn.before), mine):
            assert set(turn.before) <= {"weight", "bias"}, OTHERS
            seen.append(turn)
            if not shows(mine, "gradient"):
                self.assert_goes_the_way(seen, data)
            yield turn

    def assert_goes_the_way(self, seen, data):
        """The last of these turns goes where the optimiser would by the right gradients, however far."""
        *_, turn = seen
        slopes = [self.slopes(turn.before, data) for turn in seen]
        right = {
            name: turn.before[name] - self.updated(*(torch.stack(rows) for rows in ([t.before[name] for t in seen], [s[name] for s in slopes])), 1)[-1]
            for name in turn.before
        }
        steps = {name: turn.before[name] - turn.after[name] for name in turn.before}
        for name, step in along(right, steps).items():
            assert turn.after[name] == close(turn.before[name] - step)

    def theta(self, turn, data):
        """The student's own parameters; one that the loss does not depend on is where it was."""
        return {"weight": data.weight, "bias": data.bias} | turn.before

    def slopes(self, theta, data):
        """The gradient of the loss at these parameters."""
        own = {name: value.double().requires_grad_() for name, value in theta.items()}
        loss = mean_loss(data.y.double(), curve(own, data.x))
        return dict(zip(own, torch.autograd.grad(loss, list(own.values()))))

    def settled(self, turn, data):
        """The loss is right for the student's own parameters, so yhat was too."""
        right = mean_loss(data.y, curve(self.theta(turn, data), data.x))
        return bool(torch.isfinite(right)) and turn.loss == close(right)

    def own_loss(self, turn, data):
        """The loss of the student's own yhat, and of as many rows as it has."""
        return mean_loss(checks.labels(data.y, turn.yhat, curve(self.theta(turn, data), data.x)), turn.yhat)

    def assert_yhat(self, mine, turn, data):
        """By its values, or where it has no name, by the gradient that comes of it."""
        if shows(mine, "yhat"):
            assert turn.yhat == close(curve(self.theta(turn, data), data.x))
            return
        fresh = {name: slope - turn.carried[name] for name, slope in turn.gradient.items()}
        for name, slope in along(self.slopes(turn.before, data), fresh).items():
            assert turn.gradient[name] == close(turn.carried[name] + slope)

    def assert_foundation(self, mine, turn, data):
        """A gradient proves something only where yhat or the loss is right, and it is not zero."""
        assert any(part.any() for part in turn.gradient.values()), ZERO
        if not (shows(mine, "yhat") and turn.loss == close(self.own_loss(turn, data))):
            self.assert_yhat(mine, turn, data)

    def updated(self, before, gradient, lr):
        return before - lr * gradient

    def assert_updates(self, mine, turns, data):
        """Every turn's update starts from the student's own parameters and gradients, those of earlier turns included."""
        slopes = [turn.gradient if shows(mine, "gradient") else self.slopes(turn.before, data) for turn in turns]
        assert any(part.any() for slope in slopes for part in slope.values()), ZERO
        slopes = [*takewhile(finite, slopes)]
        for name in slopes[0] if slopes else ():
            before = torch.stack([turn.before[name] for turn, _ in zip(turns, slopes)])
            rights = self.updated(before, torch.stack([slope[name] for slope in slopes]), data.lr)
            for turn, right in zip(turns, rights):
                assert turn.after[name] == close(right)

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

    @pytest.mark.points(0.75)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("loss")
    def test_step2_loss(self, mine, data):
        """step2: loss는 y와 yhat으로 계산한 BCE loss여야 합니다.

        step2: the loss is the BCE loss of y and yhat.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, data):
                assert turn.loss == close(self.own_loss(turn, data))

    @pytest.mark.points(0.5)
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

    @pytest.mark.points(0.75)
    @pytest.mark.probe("other_start")
    @pytest.mark.step("update")
    def test_step4_update(self, mine, data):
        """step4: 파라메터는 옵티마이저가 이 기울기로 움직일 만큼 움직여야 합니다.

        step4: the parameters move as the optimiser takes them with this gradient.
        """
        self.assert_updates(mine, [*self.turns(mine, data)], data)

    @pytest.mark.points(0.5)
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
    @pytest.mark.probe("other_n")
    @pytest.mark.step("loss")
    def test_works_for_any_n(self, mine, data):
        """관측값의 수 n이 2000이 아니어도 loss가 맞아야 합니다.

        The loss is right for another number n of observations, too.
        """
        for turn in self.turns(mine, data):
            if not self.settled(turn, data):
                assert turn.loss == close(self.own_loss(turn, data))


class Loop(FourSteps):
    """The same, repeated inside the student's function."""

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_start")
    def test_starts_from_what_it_is_given(self, mine, data):
        """첫 epoch의 파라메터는 함수에 넣은 net의 값이어야 합니다.

        The first epoch's parameters are those of the net that is passed in.
        """
        for name, first in next(self.turns(mine, data)).before.items():
            assert first == close(getattr(data, name))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("lecture", "small")
    def test_runs_the_epochs_asked_for(self, mine, data):
        """step1~4를 정확히 epochs번 반복해야 합니다 (주지 않으면 100번).

        step1 to step4 are repeated exactly epochs times (100 where it is left out).
        """
        assert [*islice(self.turns(mine, data), 3)]
        assert mine.epochs == data.epochs

    @pytest.mark.points(0.25)
    @pytest.mark.step("update")
    def test_has_the_right_default_lr(self, mine, data):
        """lr을 주지 않으면 0.05로 update해야 합니다.

        Where lr is left out, the update uses 0.05.
        """
        self.assert_updates(mine, [*islice(self.turns(mine, data), 3)], data)


@pytest.mark.exercise("one_epoch_bce")
class TestOneEpochBce(FourSteps):
    @pytest.mark.points(0.5)
    @pytest.mark.probe("other_start")
    def test_takes_one_epoch_a_call(self, mine):
        """한 번 부르면 한 epoch이어야 합니다: 두 번 부르면 미분도 두 번.

        One call is one epoch: two calls differentiate twice.
        """
        assert mine.epochs == 2


@pytest.mark.exercise("fit_bce")
class TestFitBce(Loop):
    pass


@pytest.mark.exercise("make_adam")
@pytest.mark.step("update")
class TestMakeAdam:
    @pytest.mark.points(0.5)
    def test_is_an_adam(self, mine):
        """`torch.optim.Adam` 하나를 돌려주어야 합니다.

        It hands back a `torch.optim.Adam`.
        """
        assert mine.seen["kind"] == "Adam"

    @pytest.mark.points(1)
    @pytest.mark.probe("small_lr", "other_lr")
    def test_moves_every_parameter_by_lr_at_first(self, mine, data):
        """첫 `step()`은 기울기의 크기와 상관없이 모든 파라메터를 lr만큼 움직여야 합니다.

        The first `step()` moves every parameter by lr, however large its gradient.
        """
        for name, slope in (("weight", 2.0), ("bias", -0.125)):
            start = getattr(data, name)
            assert mine.seen.get(f"first.{name}") == close(adam([start], [torch.full_like(start, slope)], data.lr)[0])

    @pytest.mark.points(1)
    def test_remembers_earlier_gradients(self, mine, data):
        """그 다음 `step()`은 앞의 기울기를 기본 설정대로 기억하고 움직여야 합니다.

        The next `step()` remembers the gradients before, as the default settings have it.
        """
        for name, slopes in (("weight", (2.0, 0.5)), ("bias", (-0.125, 0.0))):
            start = getattr(data, name)
            path = adam([start, mine.seen.get(f"first.{name}", start)], [torch.full_like(start, slope) for slope in slopes], data.lr)
            assert mine.seen.get(f"second.{name}") == close(path[1])


@pytest.mark.exercise("fit_adam")
class TestFitAdam(Loop):
    def updated(self, before, gradient, lr):
        return adam(before, gradient, lr)
