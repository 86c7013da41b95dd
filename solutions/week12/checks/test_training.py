"""Hidden checks of training.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close

TURNS, LEFT_OUT = 4, 2  # as the driver makes them
SAME = "주어진 net을 돌려주세요 / return the net you were given"
PARAMETERS = "W1", "b1", "W2", "b2"


def path_of(data):
    """The path of torch's own SGD on the driver's loss, a row a turn."""
    w, b = data.w.clone().requires_grad_(), data.b.clone().requires_grad_()
    optimizr = torch.optim.SGD([w, b], lr=data.lr, momentum=data.momentum)
    path = []
    for _ in range(TURNS):
        optimizr.zero_grad()
        torch.mean((data.y - (data.x @ w + b)) ** 2).backward()
        optimizr.step()
        path.append(torch.cat([w.detach().reshape(-1), b.detach()]))
    return torch.stack(path)


def beside_of(data):
    """The end of the driver's parameter whose gradient is 0.1, and once None."""
    end, v = torch.zeros_like(data.w), torch.zeros_like(data.w)
    for turn in range(TURNS):
        if turn != LEFT_OUT:
            v = data.momentum * v + 0.1
            end = end - data.lr * v
    return end


def gradients_of(loss, *parameters):
    own = [one.clone().requires_grad_() for one in parameters]
    return torch.autograd.grad(loss(*own), own)


def mse_of(data):
    return lambda W1, b1, W2, b2: torch.mean((data.y - torch.relu(data.x @ W1 + b1) @ W2 - b2) ** 2)


def walk(data):
    """The losses of every epoch, and the parameters at the end."""
    parameters = [data.W1, data.b1, data.W2, data.b2]
    losses = []
    for _ in range(data.epochs):
        losses.append(mse_of(data)(*parameters))
        slopes = gradients_of(mse_of(data), *parameters)
        parameters = [one - data.lr * slope for one, slope in zip(parameters, slopes, strict=True)]
    return losses, parameters


def losses_at(path, data):
    """The losses of the student's own path: where it leads is step4's."""
    starts = [getattr(data, name) for name in PARAMETERS]
    sizes = [one.numel() for one in starts]
    rows = [row.split(sizes) for row in path.detach().as_subclass(torch.Tensor)]
    return [mse_of(data)(*(part.reshape(one.shape) for part, one in zip(row, starts, strict=True))) for row in rows]


@pytest.mark.exercise("SGD")
class TestSGD:
    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("lecture", "other_n", "plain")
    def test_path(self, mine, data):
        """step을 네 번 했을 때 파라메터가 지나간 길이 맞아야 합니다.

        The path that the parameters take in four steps is right.
        """
        assert mine.seen["path"] == close(path_of(data))

    @pytest.mark.points(0.5)
    @pytest.mark.step("update")
    @pytest.mark.needs("path[lecture]")
    def test_clears(self, mine, data):
        """zero_grad는 모든 기울기를 지워야 합니다.

        zero_grad clears every gradient.
        """
        for left, like in ((mine.seen["w_left"], data.w), (mine.seen["b_left"], data.b)):
            assert left == close(None) or left == close(torch.zeros_like(like))

    @pytest.mark.points(0.5)
    @pytest.mark.step("update")
    @pytest.mark.needs("path[lecture]")
    def test_leaves_what_has_no_gradient(self, mine, data):
        """기울기가 없는 파라메터는 그대로여야 합니다.

        A parameter without gradient stays as it is.
        """
        assert mine.seen["unused"] == close(torch.zeros(2))
        assert mine.seen["beside"] == close(beside_of(data))


@pytest.mark.exercise("fit_with")
@pytest.mark.points(0.5)
@pytest.mark.probe("lecture", "other_n", "far")
class TestFitWith(checks.LoopChecks):
    @pytest.mark.needs("step4_update")
    def test_returns_the_same_net(self, mine):
        """주어진 net을 돌려주어야 합니다.

        It returns the net it was given.
        """
        assert mine.seen["same"] == close(True), SAME


@pytest.mark.exercise("gradients")
class TestGradients:
    @pytest.mark.points(2)
    @pytest.mark.step("backward")
    @pytest.mark.probe("lecture", "other_n", "edge", "wide")
    def test_are_the_derivatives(self, mine, data):
        """네 파라메터에 대한 기울기여야 합니다.

        They are the gradients with respect to the four parameters.
        """
        right = gradients_of(mse_of(data), data.W1, data.b1, data.W2, data.b2)
        assert mine.returned == close(list(right))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("are_the_derivatives[lecture]")
    def test_change_nothing(self, mine):
        """모두 float32여야 하고, 주어진 텐서는 바뀌지 않아야 합니다.

        All are float32, and the tensors given do not change.
        """
        for part in mine.returned:
            assert part.stored == "float32"
        checks.unchanged(mine)


@pytest.mark.exercise("fit_by_hand")
class TestFitByHand:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    @pytest.mark.probe("lecture", "other_n", "edge", "wide")
    def test_losses(self, mine, data):
        """에폭마다의 loss가 맞아야 합니다.

        The loss of every epoch is right.
        """
        if not mine.returned == close(walk(data)[0]):
            assert mine.returned == close(losses_at(mine.seen["path"], data))

    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("lecture", "other_n", "edge", "wide")
    def test_parameters(self, mine, data):
        """학습이 끝난 네 파라메터가 맞아야 합니다.

        The four parameters are right when the training ends.
        """
        for name, right in zip(PARAMETERS, walk(data)[1], strict=True):
            assert mine.seen[name] == close(right)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("parameters[lecture]")
    def test_inputs_stay(self, mine):
        """주어진 자료는 바뀌지 않아야 합니다.

        The data handed over do not change.
        """
        checks.unchanged(mine, *PARAMETERS)
