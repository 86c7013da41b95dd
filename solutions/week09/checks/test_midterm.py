"""Hidden checks of midterm.py."""

import pytest
import torch
from torch.nn.functional import linear

from autograder import checks
from autograder.judge import close

SAME = "주어진 net을 돌려주세요 / return the net you were given"
LEFT = "기울기가 net에 남았습니다: net.zero_grad() / a gradient is left in the net: net.zero_grad()"
STAYS = "미분만 하고 update하지 마세요 / differentiate only, do not update"
SHAPES = {"0.weight": (-1, 1), "0.bias": (-1,), "2.weight": (1, -1), "2.bias": (1,)}


def net_of(width, dtype):
    """The driver's net."""
    torch.manual_seed(width)
    net = torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))
    if width == 2:
        net[0].weight.data = torch.tensor([[-1.0], [1.0]])
        net[0].bias.data = torch.tensor([0.5, -0.5])
        net[2].weight.data = torch.tensor([[2.0, 3.0]])
        net[2].bias.data = torch.tensor([-1.3])
    return net.to(dtype)


def yhat(state, x):
    hidden = torch.relu(linear(x, state["0.weight"], state["0.bias"]))
    return linear(hidden, state["2.weight"], state["2.bias"])


def widths(data):
    return getattr(data, "width", 2)


def rows_of(mine, data):
    """The rows that came back, where they are as many and as long as they should be."""
    shape = data.epochs + 1, 3 * widths(data) + 1
    if tuple(getattr(mine.returned, "shape", ())) != shape:
        return torch.zeros(shape, dtype=data.x.dtype)
    return mine.returned.detach().as_subclass(torch.Tensor)


def stepped(row, data):
    """The row of parameters after one update by SGD."""
    width = (len(row) - 1) // 3
    own = row.clone().requires_grad_()
    parts = own.split([width, width, width, 1])
    state = {name: part.reshape(shape) for part, (name, shape) in zip(parts, SHAPES.items(), strict=True)}
    (slope,) = torch.autograd.grad(torch.mean((data.y - yhat(state, data.x)) ** 2), own)
    return row - data.lr * slope


@pytest.mark.exercise("make_net")
class TestMakeNet:
    @pytest.mark.points(1)
    def test_starts_at_the_given_values(self, mine, solution):
        """파라메터가 정해진 값이어야 합니다.

        Its parameters are the given values.
        """
        checks.start(mine.seen["state"], solution.make_net())

    @pytest.mark.points(1)
    @pytest.mark.step("yhat")
    @pytest.mark.needs("starts_at_the_given_values")
    def test_computes_yhat(self, mine, solution, data):
        """그 파라메터로 직선, ReLU, 직선을 차례로 계산한 값이어야 합니다.

        With its own parameters it computes a line, ReLU, a line.
        """
        checks.forward(mine.returned, solution.make_net(), mine.seen["state"], data.x)
        assert mine.returned.graph


@pytest.mark.exercise("first_gradients")
class TestFirstGradients:
    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    @pytest.mark.probe("lecture", "other_n")
    def test_are_those_of_the_mse(self, mine, data):
        """파라메터마다 MSE를 미분한 값이어야 합니다.

        They are the derivatives of the MSE by every parameter.
        """
        net = net_of(widths(data), data.x.dtype)
        right = torch.autograd.grad(torch.mean((data.y - net(data.x)) ** 2), [*net.parameters()])
        for name, slope in zip(SHAPES, right, strict=True):
            assert mine.returned[name] == close(slope)

    @pytest.mark.points(0.5)
    @pytest.mark.step("update")
    @pytest.mark.needs("are_those_of_the_mse[lecture]")
    def test_leave_the_net_as_it_is(self, mine):
        """net은 그대로이고, 기울기가 남지 않아야 합니다.

        The net stays as it is, and no gradient is left in it.
        """
        assert mine.seen["stays"] == close(True), STAYS
        assert mine.seen["left"] == close([0.0, 0.0, 0.0, 0.0]), LEFT
        checks.unchanged(mine)


@pytest.mark.exercise("fit_adam_then_sgd")
@pytest.mark.points(0.5)
@pytest.mark.probe("lecture", "other_n")
class TestFitAdamThenSGD:
    @pytest.mark.step("loss")
    def test_loss(self, mine):
        """step2: 그때의 파라메터로 계산한 MSE여야 합니다.

        step2: it is the MSE of the parameters of that moment.
        """
        checks.loss(mine.of("adam"))
        checks.loss(mine.of("sgd"))

    @pytest.mark.step("backward")
    @pytest.mark.needs("loss")
    def test_backward(self, mine):
        """step3: 모든 파라메터의 기울기가 맞아야 합니다.

        step3: the gradient of every parameter is right.
        """
        checks.gradient(mine.of("adam"))
        checks.gradient(mine.of("sgd"))

    @pytest.mark.step("update")
    def test_clears(self, mine):
        """step4: 앞의 기울기가 남아 더해지면 안 됩니다. 옵티마이저가 바뀌는 곳에서도 그렇습니다.

        step4: no earlier gradient is left to be added to, also where the optimiser changes.
        """
        checks.cleared(mine.of("adam"))
        checks.cleared(mine.of("sgd"))

    @pytest.mark.step("update")
    def test_adam(self, mine, data):
        """step4: 처음의 update는 모두 Adam의 것이어야 합니다.

        step4: the first updates are all Adam's.
        """
        checks.optimizer(mine.of("adam"), lambda parameters: torch.optim.Adam(parameters, lr=data.lr))

    @pytest.mark.step("update")
    def test_sgd(self, mine, data):
        """step4: 나중의 update는 모두 SGD의 것이어야 합니다.

        step4: the later updates are all SGD's.
        """
        checks.optimizer(mine.of("sgd"), lambda parameters: torch.optim.SGD(parameters, lr=data.lr))

    @pytest.mark.step("update")
    def test_epochs(self, mine, data):
        """Adam의 에폭과 SGD의 에폭이 맞아야 합니다.

        There are as many epochs of Adam, and of SGD, as asked for.
        """
        assert mine.of("adam").updates == data.adam_epochs
        assert mine.of("sgd").updates == data.sgd_epochs

    @pytest.mark.step("update")
    def test_goes_on(self, mine):
        """SGD는 Adam이 끝난 곳에서 이어서 출발해야 합니다.

        SGD goes on where Adam ended.
        """
        for name, right in mine.of("adam").end.items():
            assert mine.of("sgd").start[name] == close(right)

    @pytest.mark.needs("sgd")
    def test_returns_the_same_net(self, mine):
        """주어진 net을 돌려주고, 자료는 그대로 두어야 합니다.

        It returns the net it was given, and leaves the data as they are.
        """
        assert mine.seen["same"] == close(True), SAME
        checks.unchanged(mine)


@pytest.mark.exercise("path_of")
class TestPathOf:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "other_n", "far")
    def test_begins_at_the_start(self, mine, data):
        """첫 행은 출발점이어야 합니다.

        The first row is the start.
        """
        start = torch.cat([p.detach().reshape(-1) for p in net_of(widths(data), data.x.dtype).parameters()])
        assert mine.returned == close(torch.stack([start, *rows_of(mine, data)[1:]]))

    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.probe("lecture", "other_n", "far")
    def test_goes_by_sgd(self, mine, data):
        """행마다 앞의 행에서 SGD로 한 걸음 간 것이어야 하고, net은 마지막 행에 있어야 합니다.

        Every row is one step of SGD from the row before, and the net is left at the last one.
        """
        rows = rows_of(mine, data)
        assert mine.returned == close(torch.stack([rows[0], *(stepped(row, data) for row in rows[:-1])]))
        assert mine.seen["end"] == close(rows[-1])

    @pytest.mark.points(0.5)
    @pytest.mark.needs("goes_by_sgd[lecture]")
    def test_is_a_plain_tensor(self, mine):
        """그래프가 없는 float32 텐서여야 합니다.

        It is a float32 tensor without graph.
        """
        checks.plain_answer(mine)
        checks.no_graph(mine.returned)


@pytest.mark.exercise("print_path")
class TestPrintPath:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "long")
    def test_prints_a_line_for_each_row(self, mine, data):
        """`epoch 0: -1.0000 0.5000`처럼 한 행에 한 줄씩 출력해야 합니다.

        It prints a line for each row, like `epoch 0: -1.0000 0.5000`.
        """
        rows = data.path.float().tolist()
        assert mine.returned == [f"epoch {k}: " + " ".join(f"{one:.4f}" for one in row) for k, row in enumerate(rows)]
        checks.unchanged(mine)


@pytest.mark.exercise("fit_steps")
@pytest.mark.points(0.5)
@pytest.mark.probe("lecture", "other_n")
class TestFitSteps(checks.LoopChecks):
    @pytest.mark.needs("step4_update")
    def test_returns_the_same_net(self, mine):
        """주어진 net을 돌려주어야 합니다.

        It returns the net it was given.
        """
        assert mine.seen["same"] == close(True), SAME


@pytest.mark.exercise("fit_best")
@pytest.mark.points(0.5)
@pytest.mark.probe("lecture", "overfits", "other_n")
class TestFitBest(checks.LoopChecks):
    @pytest.mark.points(1)
    @pytest.mark.step("update")
    @pytest.mark.needs("step4_update")
    def test_puts_the_best_back(self, mine, data):
        """지나온 길 가운데 처음 보는 자료의 MSE가 가장 작은 파라메터로 되돌려야 합니다.

        Of its own path it puts back the parameters whose MSE on data not seen is smallest.
        """
        path = [{name: part[k] for name, part in mine.after.items()} for k in range(int(mine.updates))]
        plain = [{name: part.as_subclass(torch.Tensor) for name, part in state.items()} for state in path]
        tests = [torch.mean((data.y_test - yhat(state, data.x_test)) ** 2).item() for state in plain]
        right = plain[tests.index(min(tests))]
        for name in SHAPES:
            assert mine.seen["state"][name] == close(right[name])

    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    @pytest.mark.needs("puts_the_best_back")
    def test_tells_its_mse(self, mine, data):
        """그 파라메터에서의 MSE를 함께 돌려주어야 합니다.

        With it comes the MSE of these parameters.
        """
        state = {name: mine.seen["state"][name].as_subclass(torch.Tensor).detach() for name in SHAPES}
        assert mine.returned == close(torch.mean((data.y_test - yhat(state, data.x_test)) ** 2))

    @pytest.mark.needs("step4_update")
    def test_returns_the_same_net(self, mine):
        """주어진 net을 돌려주어야 합니다.

        It returns the net it was given.
        """
        assert mine.seen["same"] == close(True), SAME
