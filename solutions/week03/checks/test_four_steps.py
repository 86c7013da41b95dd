"""What is asked of four_steps.py: the four steps, each on the student's own values, and the loop made of them."""

import pytest
import torch

from autograder import checks
from autograder.judge import close

CUT = "그래프가 끊겼습니다 · its graph is cut"
UNUSED = "What이 손실에 쓰이지 않았습니다 · the loss does not depend on What"
STILL = "What이 움직이지 않습니다 · What does not move"
SHAPE = "What의 모양이 바뀌었습니다 · What has changed its shape"
ROWS = "yhat에 행마다 값이 하나씩 있어야 합니다 · yhat must hold one number a row"
NUMBER = "모양이 ()인 수 하나여야 합니다 · it must be a single number, of shape ()"


@pytest.mark.exercise("yhat")
class TestYhat:
    @pytest.mark.points(1)
    @pytest.mark.step("yhat")
    def test_predicts(self, mine, data):
        """예측값은 X와 What의 행렬곱이어야 합니다 (n×1).

        The predictions must be the matrix product of X and What (n×1).
        """
        assert mine.returned == close(data.X @ data.What)

    @pytest.mark.points(0.5)
    @pytest.mark.step("yhat")
    @pytest.mark.probe("other_n")
    def test_predicts_for_any_n(self, mine, data):
        """행의 수와 What이 달라도 float32인 예측값이 나와야 하고, 받은 것은 그대로여야 합니다.

        It must give float32 predictions for another number of rows and another What, and leave what it is given as it is.
        """
        assert mine.returned == close(data.X @ data.What)
        assert_a_plain_answer(mine, "What")

    @pytest.mark.points(0.5)
    @pytest.mark.step("yhat")
    @pytest.mark.probe("other_n")
    @pytest.mark.needs("predicts")
    def test_keeps_the_graph(self, mine, data):
        """예측값은 What으로 미분할 수 있어야 합니다 (그래프가 온전히 남아 있어야 합니다).

        The predictions must be differentiable in What: their graph is still there, all of it.
        """
        assert mine.returned.graph, CUT
        counted = torch.arange(1, len(data.X) + 1, dtype=data.X.dtype).reshape(-1, 1)
        assert mine.seen["derivative.What"] == close(data.X.T @ counted)


@pytest.mark.exercise("sse")
class TestSse:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    def test_adds_up_the_squares(self, mine, solution, data):
        """손실은 잔차제곱의 합이어야 합니다.

        The loss must be the sum of the squared residuals.
        """
        assert mine.returned == close(solution.sse(data.y, data.yhat))

    @pytest.mark.points(0.5)
    @pytest.mark.step("loss")
    @pytest.mark.probe("other_n")
    def test_works_for_any_n(self, mine, solution, data):
        """행의 수가 100이 아니어도 float32인 수 하나가 나와야 하고, 받은 것은 그대로여야 합니다.

        It must give a single float32 number for another number of rows than 100, and leave what it is given as it is.
        """
        assert mine.returned == close(solution.sse(data.y, data.yhat))
        assert tuple(mine.returned.shape) == (), NUMBER
        assert_a_plain_answer(mine, "yhat")

    @pytest.mark.points(0.5)
    @pytest.mark.step("loss")
    @pytest.mark.probe("other_n")
    @pytest.mark.needs("adds_up_the_squares")
    def test_keeps_the_graph(self, mine, data):
        """손실은 미분할 수 있어야 합니다 (그래프가 온전히 남아 있어야 합니다).

        The loss must be differentiable: its graph is still there, all of it.
        """
        assert mine.returned.graph, CUT
        assert mine.seen["derivative.yhat"] == close(2 * (data.yhat - data.y))


@pytest.mark.exercise("gradient_by_hand")
@pytest.mark.step("backward")
class TestGradientByHand:
    @pytest.mark.points(1)
    def test_is_the_derivative(self, mine, data):
        """sse를 What으로 미분한 값이어야 합니다 (2×1).

        It must be the derivative of the sse in What (2×1).
        """
        assert mine.returned == close(slope(data.X, data.y, data.X @ data.What))

    @pytest.mark.points(0.5)
    @pytest.mark.probe("other_n")
    def test_is_the_derivative_for_any_n(self, mine, data):
        """다른 자료와 다른 What에서도 그래야 하고, What.grad를 비롯해 받은 것은 그대로여야 합니다.

        It must be so for other data and another What, and leave what it is given as it is, What.grad included.
        """
        assert mine.returned == close(slope(data.X, data.y, data.X @ data.What))
        assert mine.changed == ()
        assert mine.seen["What.grad"] == close(None)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("is_the_derivative")
    def test_is_a_float32_tensor(self, mine):
        """float32 텐서여야 합니다.

        It must be a float32 tensor.
        """
        assert mine.returned.type == "Tensor"
        assert mine.returned.stored == "float32"


@pytest.mark.exercise("backward")
class TestBackward:
    @pytest.mark.points(1.5)
    @pytest.mark.step("backward")
    def test_leaves_the_gradient(self, mine, data):
        """부른 뒤에는 What.grad에 loss의 미분값이 들어 있어야 합니다.

        Afterwards What.grad must hold the derivative of the loss.
        """
        assert mine.seen["gradient"] == close(slope(data.X, data.y, data.X @ data.What))

    @pytest.mark.points(0.5)
    @pytest.mark.step("backward")
    @pytest.mark.probe("other_n")
    def test_leaves_the_gradient_for_any_n(self, mine, data):
        """다른 자료와 다른 What에서도 그래야 합니다.

        It must do so for other data and another What.
        """
        assert mine.seen["gradient"] == close(slope(data.X, data.y, data.X @ data.What))


@pytest.mark.exercise("update")
class TestUpdate:
    @pytest.mark.points(2)
    @pytest.mark.step("update")
    def test_moves_against_the_gradient(self, mine, data):
        """주어진 What 자체가 미분값의 반대방향으로 lr만큼 움직여야 합니다.

        The given What itself must move against its gradient, by lr.
        """
        assert mine.seen["What"] == close(data.What - data.lr * data.gradient)

    @pytest.mark.points(0.5)
    @pytest.mark.step("update")
    @pytest.mark.probe("other_lr")
    def test_moves_by_the_rate_it_is_given(self, mine, data):
        """다른 학습률을 주면 그만큼 움직여야 합니다.

        Given another learning rate, it must move by that.
        """
        assert mine.seen["What"] == close(data.What - data.lr * data.gradient)

    @pytest.mark.points(0.5)
    @pytest.mark.step("update")
    @pytest.mark.probe("lecture", "other_lr")
    def test_clears_the_gradient(self, mine, data):
        """움직인 뒤에는 What.grad가 비어 있어야 합니다 (None이나 0).

        Afterwards What.grad must be cleared (None or zeros).
        """
        assert mine.seen["left"] == close(torch.zeros_like(data.gradient))

    @pytest.mark.points(0.5)
    @pytest.mark.step("update")
    def test_leaves_a_parameter(self, mine, data):
        """What은 다음 에폭에도 미분할 수 있는 파라메터여야 합니다.

        What must still be a parameter that the next epoch can differentiate by.
        """
        assert not torch.equal(mine.seen["What"], data.What), STILL
        assert mine.seen["trainable"] == close(1)


class FourSteps:
    """What every epoch must do, whoever repeats it."""

    @pytest.mark.points(0.25)
    @pytest.mark.step("yhat")
    def test_step1_yhat(self, mine, data):
        """에폭마다 예측값은 그때의 What으로 계산되어야 합니다.

        In every epoch the predictions must come from What as it is then.
        """
        if not walked_by_hand(mine, data):
            assert_step1(mine, data)

    @pytest.mark.points(0.25)
    @pytest.mark.step("yhat")
    @pytest.mark.probe("other")
    def test_step1_yhat_of_other_data(self, mine, data):
        """다른 자료에서도, 수가 아주 크거나 작아도 그래야 합니다.

        It must be so for other data, large numbers included.
        """
        if not walked_by_hand(mine, data):
            assert_step1(mine, data)

    @pytest.mark.points(0.5)
    @pytest.mark.step("loss")
    @pytest.mark.probe("lecture", "other")
    def test_step2_loss(self, mine, solution, data):
        """에폭마다 손실은 여러분의 예측값에서 잰 SSE여야 합니다.

        In every epoch the loss must be the SSE of your own predictions.
        """
        if walked_by_hand(mine, data):
            return
        for turn in sound(mine, data):
            y = checks.labels(data.y, turn.yhat, data.X @ of(turn.before))
            assert turn.loss == close(solution.sse(y, column(turn.yhat, y)))

    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    def test_step3_gradient(self, mine, solution, data):
        """에폭마다 새로 더해진 미분값은 여러분의 손실의 미분이어야 합니다.

        What every epoch adds to the gradient must be the derivative of your own loss.
        """
        if not walked_by_hand(mine, data):
            assert_step3(mine, solution, data)

    @pytest.mark.points(0.5)
    @pytest.mark.step("update")
    @pytest.mark.probe("lecture", "other")
    def test_step4_update(self, mine, data):
        """에폭마다 What은 여러분의 미분값의 반대방향으로 lr만큼 움직여야 합니다.

        In every epoch What must move against your own gradient, by lr.
        """
        if walked_by_hand(mine, data):
            return
        assert is_moving(mine, data), STILL
        for turn in sound(mine, data):
            assert of(turn.after) == close(of(turn.before) - data.lr * of(turn.gradient))

    @pytest.mark.points(0.5)
    @pytest.mark.step("update")
    def test_step4_clears_the_gradient(self, mine, data):
        """미분하기 직전에 지난 에폭의 미분값이 남아 있으면 안 됩니다.

        Just before backward nothing may be left of the last epoch's gradient.
        """
        if walked_by_hand(mine, data):
            return
        assert is_moving(mine, data), STILL
        for turn in sound(mine, data):
            assert of(turn.carried) == close(torch.zeros(2, 1))


@pytest.mark.exercise("one_epoch")
class TestOneEpoch(FourSteps):
    @pytest.mark.points(1)
    @pytest.mark.step("setup")
    @pytest.mark.probe("other")
    def test_is_one_epoch_a_call(self, mine, data):
        """두 번 부르면 주어진 What에서 시작해 두 에폭이 되어야 합니다.

        Called twice it must make two epochs, from the What it is given.
        """
        assert mine.changed.but("What") == ()
        if walked_by_hand(mine, data):
            return
        assert is_moving(mine, data), STILL
        assert of(mine.start) == close(data.What)
        assert_epochs(mine, data, 2)


@pytest.mark.exercise("fit")
class TestFit(FourSteps):
    @pytest.mark.points(0.5)
    @pytest.mark.step("setup")
    @pytest.mark.probe("other")
    def test_starts_where_it_is_told(self, mine, data):
        """주어진 What에서 시작해야 합니다. X와 y는 그대로 두어야 합니다.

        It must start from the What it is given, and leave X and y as they are.
        """
        assert is_moving(mine, data), STILL
        assert of(mine.start) == close(data.What)
        assert mine.changed.but("What") == ()

    @pytest.mark.points(0.5)
    @pytest.mark.step("setup")
    def test_runs_thirty_epochs(self, mine, data):
        """epochs를 주지 않으면 강의처럼 30번 반복해야 합니다.

        Without epochs given it must make 30 turns, as the lecture does.
        """
        assert_epochs(mine, data, 30)

    @pytest.mark.points(0.5)
    @pytest.mark.step("setup")
    @pytest.mark.probe("small")
    def test_runs_as_many_epochs_as_told(self, mine, data):
        """epochs를 주면 그만큼 반복해야 합니다.

        With epochs given it must make that many turns.
        """
        assert_epochs(mine, data, data.epochs)


def assert_a_plain_answer(mine, leaf):
    """Nothing but a float32 tensor comes of the call: its inputs are as they were, and no gradient has been filled in."""
    checks.plain_answer(mine)
    assert mine.seen[f"{leaf}.grad"] == close(None)


def slope(X, y, yhat):
    """The derivative of the loss in What: 2 X'(yhat - y). (2, 1)"""
    return 2 * X.T @ (column(yhat, y) - y)


def of(values):
    """What, among the parameters by name."""
    assert "What" in values, UNUSED
    assert tuple(values["What"].shape) == (2, 1), SHAPE
    return values["What"]


def column(yhat, y):
    """The student's own yhat as n×1: within a loop it may just as well be flat."""
    assert yhat.numel() == len(y), ROWS
    return yhat.reshape(-1, 1)


def shaped(right, yhat):
    """The right predictions in the shape of the student's yhat."""
    assert yhat.numel() == right.numel(), ROWS
    return right.reshape(yhat.shape)


# ------------------------------------------------------------------ loops


def shows(mine, quantity):
    """Whether the quantity was seen: a loop need not name its yhat, and gradients by hand never pass through backward."""
    return any(column.quantity.partition(".")[0] == quantity for column in mine.native.columns)


def sound(mine, data):
    """The turns up to where the parameters overflow: that they do is the fault of an earlier turn.

    Without backward, the way that What goes is all there is to see, and whatever is asked of a loop rests on it.
    """
    for turn in mine:
        if turn.epoch > 0 and not bool((of(turn.before).abs() < 1e9).all()):
            return
        if not shows(mine, "gradient"):
            assert_points_where_it_should(turn, data)
        yield turn


def assert_points_where_it_should(turn, data):
    """The gradient points where that of the squares does, whatever its length."""
    right = slope(data.X, data.y, data.X @ of(turn.before))
    share = ((of(turn.gradient) - of(turn.carried)) * right).sum() / (right * right).sum()
    assert share != 0, STILL
    assert of(turn.gradient) == close(of(turn.carried) + share * right)


def walked_by_hand(mine, data):
    """Whether one_epoch writes its gradient by hand: backward was never seen, and two calls moved What as they should."""
    if len(mine) or hasattr(data, "epochs"):
        return False
    What = data.What
    for _ in range(2):
        What = What - data.lr * slope(data.X, data.y, data.X @ What)
    assert mine.seen["What"] == close(What)
    return True


def assert_epochs(mine, data, epochs):
    if shows(mine, "gradient"):
        assert mine.epochs == epochs
        return
    assert all(of(turn.after).shape == (2, 1) for turn in sound(mine, data))
    checks.epochs_by_hand(mine, epochs, lambda at: {"What": slope(data.X, data.y, data.X @ at["What"])})


def assert_step1(mine, data):
    for turn in sound(mine, data):
        if shows(mine, "yhat"):
            assert turn.yhat == close(shaped(data.X @ of(turn.before), turn.yhat))
        else:
            assert_points_where_it_should(turn, data)


def assert_step3(mine, solution, data):
    turns = [*sound(mine, data)]
    if len(turns) == 1 or is_right_so_far(mine, data, solution.sse):
        for turn in turns:
            assert of(turn.gradient) == close(of(turn.carried) + slope(data.X, data.y, turn.yhat))
    else:
        assert_gradients_are_the_losses_own(mine, data)


def is_right_so_far(mine, data, loss):
    """Whether steps 1 and 2 are right: then step3 has the lecture's formula to answer to."""
    return all(
        turn.shows("yhat")
        and turn.yhat.numel() == len(data.y)
        and turn.yhat == close(shaped(data.X @ of(turn.before), turn.yhat))
        and turn.loss == close(loss(data.y, column(turn.yhat, data.y)))
        for turn in sound(mine, data)
    )


def assert_gradients_are_the_losses_own(mine, data):
    """Without a formula: a mistake in yhat or in the loss does not cost step3 as well, whatever the student's own loss is."""
    assert is_moving(mine, data), STILL
    turns = [turn for turn in sound(mine, data) if turn.slope]
    assert turns, UNUSED
    for turn in turns:
        assert of(turn.gradient) == close(of(turn.carried) + of(turn.slope))


def is_moving(mine, data):
    """Whether there is a gradient at all: steps that follow from a loss without one prove nothing."""
    return any(bool((of(turn.gradient).abs() > 0).any()) for turn in sound(mine, data))
