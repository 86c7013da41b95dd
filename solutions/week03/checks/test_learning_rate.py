"""What is asked of learning_rate.py: paths that were written down, each judged on the student's own earlier rows."""

import pytest
import torch

from autograder.judge import close

ROWS = "path의 행마다 (w0, w1)이 있어야 합니다 · each row of path must be a (w0, w1)"
NOTHING = "아무것도 돌려주지 않습니다 · nothing is returned"
STILL = "What이 움직이지 않습니다 · What does not move"
ALIKE = "path의 행이 처음부터 같습니다 · the rows of path are the same"


@pytest.mark.exercise("fit_with_history")
class TestFitWithHistory:
    @pytest.mark.points(0.5)
    @pytest.mark.step("setup")
    @pytest.mark.probe("other")
    def test_begins_with_the_start(self, mine, data):
        """path의 첫 행은 시작할 때의 What이어야 합니다. X와 y는 그대로 두어야 합니다.

        The first row of path must be What as it was at the start. X and y stay as they are.
        """
        path = rows(mine)
        assert mine.changed.but("What") == ()
        assert path == close(torch.cat([data.What.reshape(1, 2), path[1:]]))

    @pytest.mark.points(0.5)
    @pytest.mark.step("setup")
    def test_goes_thirty_epochs(self, mine):
        """epochs를 주지 않으면 강의처럼 30번 반복해야 합니다: losses는 30개, path는 31행입니다.

        Without epochs given it must make 30 turns, as the lecture does: 30 losses, and 31 rows of path.
        """
        assert_sizes(mine, 30)

    @pytest.mark.points(0.5)
    @pytest.mark.step("setup")
    @pytest.mark.probe("other")
    def test_goes_as_many_epochs_as_told(self, mine, data):
        """epochs를 주면 losses는 epochs개, path는 epochs+1행이어야 합니다.

        With epochs given there must be that many losses, and one row of path more.
        """
        assert_sizes(mine, data.epochs)

    @pytest.mark.points(0.5)
    @pytest.mark.step("loss")
    @pytest.mark.probe("lecture", "other")
    def test_writes_down_the_losses(self, mine, solution, data):
        """losses에는 에폭마다 그 에폭의 What에서 잰 SSE가 있어야 합니다.

        losses must hold, epoch by epoch, the SSE at the What of that epoch.
        """
        right = [solution.sse(data.y, data.X @ What.reshape(2, 1)) for What in rows(mine)[:-1]]
        assert right, STILL
        whole = right_losses(data, solution, len(right))
        if mine.seen["losses"] == close(torch.stack(whole)) and mine.seen["last loss"] == close(whole[-1]):
            return  # those of the right path, whatever was written down of it
        assert mine.seen["losses"] == close(torch.stack(right))
        assert mine.seen["last loss"] == close(right[-1])

    @pytest.mark.points(0.75)
    @pytest.mark.step("update")
    @pytest.mark.probe("other", "small")
    def test_writes_down_the_path(self, mine, data):
        """path의 다음 행은 여러분의 앞 행에서 미분값의 반대방향으로 lr만큼 움직인 것이어야 합니다.

        Each row of path must be your own row before it, moved by lr against the gradient there.
        """
        path = rows(mine)
        right = [moved(What.reshape(2, 1), data).reshape(2) for What in path[:-1]]
        assert path == close(torch.stack([path[0], *right]))

    @pytest.mark.points(0.5)
    @pytest.mark.step("setup")
    def test_gives_float32_tensors(self, mine):
        """둘 다 float32 텐서여야 합니다.

        Both must be float32 tensors.
        """
        for name in ("losses", "path"):
            assert mine.seen[f"given_{name}"].type == "Tensor"
            assert mine.seen[f"given_{name}"].stored == "float32"


@pytest.mark.exercise("compare_rates")
class TestCompareRates:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other")
    def test_is_the_loss_at_each_end(self, mine, solution, data):
        """학습률마다, 같은 출발점에서 학습한 뒤의 SSE여야 합니다.

        For each rate it must be the SSE after training from the same start.
        """
        right = [end(lr, solution, data) for lr in data.rates]
        assert mine.returned == close(torch.stack(right))
        for place, one in enumerate(right):
            assert mine.seen[f"end.{place}"] == close(one)

    @pytest.mark.points(0.5)
    @pytest.mark.step("setup")
    @pytest.mark.needs("is_the_loss_at_each_end[lecture]")
    def test_leaves_the_given_start(self, mine, data):
        """주어진 What을 비롯해 받은 것은 그대로여야 합니다.

        What it is given must stay as it is, What included.
        """
        assert mine.returned is not None, NOTHING
        assert mine.seen["What"] == close(data.What)
        assert mine.seen["What.grad"] == close(None)
        assert mine.changed == ()

    @pytest.mark.points(0.5)
    @pytest.mark.needs("is_the_loss_at_each_end[lecture]")
    def test_is_a_float32_tensor(self, mine):
        """float32 텐서여야 합니다.

        It must be a float32 tensor.
        """
        assert mine.returned.type == "Tensor"
        assert mine.returned.stored == "float32"


def rows(mine):
    """The path, where its rows can be what they should."""
    path = mine.seen["path"]
    assert path is not None, NOTHING
    assert path.ndim == 2 and path.shape[1] == 2 and len(path), ROWS
    assert len(path) == 1 or not torch.equal(path[0], path[1]), ALIKE
    return path


def assert_sizes(mine, epochs):
    """As many losses as epochs, and one row of path more; said in the student's own numbers."""
    for name, right in (("losses", (epochs,)), ("path", (epochs + 1, 2))):
        values = mine.seen[name]
        assert values is not None, NOTHING
        own = tuple(values.shape)
        assert own == right, f"{name}의 모양이 {own}입니다. {right}이어야 합니다 · {name} has the shape {own}; {right} is right"


def moved(What, data):
    """One step of the lecture's, by the formula of the gradient."""
    return What - data.lr * 2 * data.X.T @ (data.X @ What - data.y)


def right_losses(data, solution, epochs):
    """The losses of the path from the given start."""
    What, losses = data.What, []
    for _ in range(epochs):
        losses.append(solution.sse(data.y, data.X @ What))
        What = moved(What, data)
    return losses


def end(lr, solution, data):
    """The SSE after all epochs at this rate."""
    What = data.What
    for _ in range(data.epochs):
        What = What - lr * 2 * data.X.T @ (data.X @ What - data.y)
    return solution.sse(data.y, data.X @ What)
