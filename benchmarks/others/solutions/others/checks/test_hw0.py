import pytest
import torch

from autograder import checks
from autograder.judge import close


def sgd(data, of, *parameters):
    """The parameters after an epoch, by autograd."""
    own = [one.clone() for one in parameters]
    for k in range(0, len(data.X), data.batch):
        leaves = [one.detach().requires_grad_() for one in own]
        loss = torch.nn.functional.cross_entropy(of(data.X[k : k + data.batch], *leaves), data.y[k : k + data.batch])
        own = [one - data.lr * slope for one, slope in zip(leaves, torch.autograd.grad(loss, leaves), strict=True)]
    return [one.detach() for one in own]


@pytest.mark.exercise("softmax_loss")
class TestLoss:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    @pytest.mark.probe("first", "other_n")
    def test_value(self, mine, data):
        """평균 손실이어야 합니다.

        It is the mean loss.
        """
        assert mine.returned == close(torch.nn.functional.cross_entropy(data.Z, data.y))
        checks.unchanged(mine)


@pytest.mark.exercise("softmax_epoch")
class TestSoftmaxEpoch:
    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("first", "batches", "defaults")
    def test_moves(self, mine, data):
        """배치마다 한 걸음씩 갑니다.

        It goes a step for every batch.
        """
        assert mine.returned == close(sgd(data, lambda x, theta: x @ theta, data.theta)[0])
        checks.unchanged(mine, "theta")


@pytest.mark.exercise("nn_epoch")
class TestNNEpoch:
    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("first", "batches", "defaults")
    def test_moves(self, mine, data):
        """배치마다 한 걸음씩 갑니다.

        It goes a step for every batch.
        """
        assert mine.returned == close(sgd(data, lambda x, W1, W2: torch.relu(x @ W1) @ W2, data.W1, data.W2))
        checks.unchanged(mine, "W1", "W2")
