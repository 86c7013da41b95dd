import pytest
import torch

from autograder import checks
from autograder.judge import close


def walk(data, columns, loss):
    X = torch.cat([torch.ones(len(data.X), 1, dtype=data.X.dtype), data.X], dim=1)
    B, losses = torch.zeros(X.shape[1], columns, dtype=X.dtype), []
    for _ in range(data.iterations):
        B.requires_grad_()
        value = loss(X @ B)
        losses.append(value.detach())
        B = (B - data.lr * torch.autograd.grad(value, B)[0]).detach()
    return B, losses


class Walks:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    @pytest.mark.probe("first", "other_n")
    def test_losses(self, mine, data):
        """손실이 맞아야 합니다.

        The losses are right.
        """
        assert mine.returned[1] == close(self.right(data)[1])

    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("first", "other_n")
    def test_ends(self, mine, data):
        """마지막 계수가 맞아야 합니다.

        The coefficients at the end are right.
        """
        assert mine.returned[0] == close(self.shaped(self.right(data)[0]).tolist())
        checks.unchanged(mine)


@pytest.mark.exercise("train_softmax")
class TestSoftmax(Walks):
    def right(self, data):
        loss = torch.nn.CrossEntropyLoss(reduction="sum")
        return walk(data, int(data.y.max()) + 1, lambda Z: loss(Z, data.y))

    def shaped(self, B):
        return B.T


@pytest.mark.exercise("train_logistic")
class TestLogistic(Walks):
    def right(self, data):
        loss = torch.nn.BCEWithLogitsLoss(reduction="sum")
        return walk(data, 1, lambda Z: loss(Z, data.y.reshape(-1, 1).to(Z.dtype)))

    def shaped(self, B):
        return B.reshape(-1)
