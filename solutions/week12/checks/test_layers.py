"""Hidden checks of layers.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close

FUNCTION = "torch.autograd.Function을 물려받아야 합니다 / it inherits torch.autograd.Function"


class Layer:
    """A layer whose forward is `returned`, and which goes on after a second forward."""

    gradients = ("back",)

    @pytest.mark.points(0.5)
    @pytest.mark.step("forward")
    @pytest.mark.needs("forward[lecture]")
    def test_new_tensor(self, mine):
        """모두 float32의 새 텐서여야 하고, 받은 텐서는 바뀌지 않아야 합니다.

        All are new float32 tensors, and those given do not change.
        """
        checks.plain_answer(mine)
        for name in self.gradients:
            assert mine.seen[name].stored == "float32"


@pytest.mark.exercise("Linear")
class TestLinear(Layer):
    gradients = ("back", "dW", "db")

    @pytest.mark.points(0.5)
    @pytest.mark.step("forward")
    @pytest.mark.probe("lecture", "other_n")
    def test_forward(self, mine, data):
        """forward는 x @ W + b여야 합니다.

        forward is x @ W + b.
        """
        assert mine.returned == close(data.x @ data.W + data.b)

    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    @pytest.mark.probe("lecture", "other_n")
    def test_parameters(self, mine, data):
        """dW와 db는 W와 b에 대한 기울기여야 합니다.

        dW and db are the gradients with respect to W and b.
        """
        assert mine.seen["dW"] == close(data.x.T @ data.gradient)
        assert mine.seen["db"] == close(data.gradient.sum(dim=0))

    @pytest.mark.points(0.5)
    @pytest.mark.step("backward")
    @pytest.mark.probe("lecture", "other_n")
    def test_handed_on(self, mine, data):
        """backward는 x에 대한 기울기를 돌려주어야 합니다.

        backward returns the gradient with respect to x.
        """
        assert mine.seen["back"] == close(data.gradient @ data.W.T)

    @pytest.mark.points(0.5)
    @pytest.mark.step("backward")
    @pytest.mark.needs("parameters[lecture]")
    def test_again(self, mine, data):
        """다음 자료에서는 그 자료의 기울기여야 합니다. 앞의 것이 남으면 안 됩니다.

        On the next data the gradients are those of these data; nothing is left of the earlier ones.
        """
        assert mine.seen["dW_again"] == close(data.x[::2].T @ data.gradient[::2])
        assert mine.seen["db_again"] == close(data.gradient[::2].sum(dim=0))
        assert mine.seen["again"] == close(data.gradient[::2] @ data.W.T)


@pytest.mark.exercise("Relu")
class TestRelu(Layer):
    @pytest.mark.points(0.5)
    @pytest.mark.step("forward")
    @pytest.mark.probe("lecture", "other_n")
    def test_forward(self, mine, data):
        """음수는 0, 나머지는 그대로여야 합니다.

        Negative numbers become 0, the rest stays.
        """
        assert mine.returned == close((data.u + data.u.abs()) / 2)

    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    @pytest.mark.probe("lecture", "other_n")
    def test_backward(self, mine, data):
        """u가 양수인 곳의 기울기만 지나가야 합니다.

        The gradient passes where u is positive, and nowhere else.
        """
        assert mine.seen["back"] == close(torch.where(data.u > 0, data.gradient, 0.0))

    @pytest.mark.points(0.5)
    @pytest.mark.step("backward")
    @pytest.mark.needs("backward[lecture]")
    def test_again(self, mine, data):
        """마지막 forward의 u를 기억해야 합니다.

        It remembers the u of the last forward.
        """
        assert mine.seen["again"] == close(torch.where(data.u < 0, data.gradient, 0.0))


@pytest.mark.exercise("Mse")
class TestMse(Layer):
    @pytest.mark.points(0.5)
    @pytest.mark.step("loss")
    @pytest.mark.probe("lecture", "other_n", "far")
    def test_forward(self, mine, data):
        """모든 칸에 대한 잔차제곱의 평균이어야 합니다.

        It is the mean of the squared residuals over all entries.
        """
        assert mine.returned == close(torch.mean((data.y - data.yhat) ** 2))

    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    @pytest.mark.probe("lecture", "other_n", "far")
    def test_backward(self, mine, data):
        """yhat에 대한 기울기여야 합니다.

        It is the gradient with respect to yhat.
        """
        assert mine.seen["back"] == close(2 * (data.yhat - data.y) / data.y.numel())

    @pytest.mark.points(0.5)
    @pytest.mark.step("backward")
    @pytest.mark.needs("backward[lecture]")
    def test_again(self, mine, data):
        """마지막 forward의 yhat과 y를 기억해야 합니다.

        It remembers the yhat and y of the last forward.
        """
        y = data.y[::2]
        assert mine.seen["again"] == close(2 * (data.yhat[::2] - y) / y.numel())


@pytest.mark.exercise("Sigmoid")
class TestSigmoid:
    @pytest.mark.points(0.5)
    @pytest.mark.step("forward")
    @pytest.mark.probe("lecture", "other_n")
    def test_forward(self, mine, data):
        """값은 시그모이드여야 합니다.

        Its value is the sigmoid.
        """
        assert mine.returned == close(torch.sigmoid(data.u))
        checks.plain_answer(mine)

    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    @pytest.mark.probe("lecture", "other_n")
    def test_backward(self, mine, data):
        """뒤에서 온 기울기에 시그모이드의 미분을 곱해야 합니다.

        The gradient from behind is multiplied by the derivative of the sigmoid.
        """
        v = torch.sigmoid(data.u)
        assert mine.seen["slope"] == close(data.weight * v * (1 - v))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("backward[lecture]")
    def test_is_a_function(self, mine):
        """torch.autograd.Function이어야 합니다.

        It is a torch.autograd.Function.
        """
        assert mine.seen["is_function"] == close(True), FUNCTION
