import pytest
import torch

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("accumulated_step")
class TestAccumulated:
    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("first", "one", "three")
    def test_moves(self, mine, data):
        """모은 기울기로 한 번 갑니다.

        It goes once, by the gradients of all.
        """
        torch.manual_seed(3)
        net = torch.nn.Linear(data.X.shape[1], 2).to(data.X.dtype)
        pairs = zip(data.X.chunk(data.parts), data.y.chunk(data.parts), strict=True)
        loss = sum(torch.nn.functional.mse_loss(net(x), y) for x, y in pairs) / data.parts
        right = [p - 0.3 * slope for p, slope in zip(net.parameters(), torch.autograd.grad(loss, net.parameters()), strict=True)]
        assert mine.seen["W"] == close(right[0].detach())
        assert mine.seen["b"] == close(right[1].detach())
        assert mine.returned == close(loss.detach())
        assert mine.seen["kind"] == "float"


@pytest.mark.exercise("MyAdam")
class TestMyAdam:
    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("first", "other")
    def test_path(self, mine, data):
        """Adam의 길이어야 합니다.

        It is Adam's path.
        """
        w, b = data.w.clone().requires_grad_(), data.b.clone().requires_grad_()
        named = {name: getattr(data, name) for name in ("lr", "betas", "eps") if hasattr(data, name)}
        optimizr, path = torch.optim.Adam([w, b], **{"lr": 0.001, **named}), []
        for _ in range(4):
            optimizr.zero_grad()
            torch.mean((data.y - (data.X @ w + b)) ** 2).backward()
            optimizr.step()
            path.append(torch.cat([w.detach().reshape(-1), b.detach()]))
        assert mine.seen["path"] == close(torch.stack(path))
        assert mine.seen["left"] == close([0.0, 0.0])


@pytest.mark.exercise("gradient_descent")
class TestDescent:
    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("first", "other_n")
    def test_ends(self, mine, data):
        """w와 b가 맞아야 합니다.

        w and b are right.
        """
        X = torch.cat([data.X, torch.ones(len(data.X), 1, dtype=data.X.dtype)], dim=1)
        theta = torch.zeros(X.shape[1], dtype=X.dtype)
        for _ in range(data.steps):
            theta = theta - data.lr * 2 / len(X) * X.T @ (X @ theta - data.y)
        assert mine.returned == close([theta[:-1], theta[-1]])
        checks.unchanged(mine)
