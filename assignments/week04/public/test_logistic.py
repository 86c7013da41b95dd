"""logistic.py의 공개 테스트: 강의의 값과, 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of logistic.py: the lecture's values, and small ones that can be worked out by hand. Run `pytest` in this folder.
"""

import inspect

import pytest
import torch

import logistic


def agree(got, right, ko, en, within=1e-4):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    assert got.shape == want.shape, f"\n모양이 다릅니다.\nIts shape is not the right one.\n  나온 모양 · got:      {tuple(got.shape)}\n  맞는 모양 · right:    {tuple(want.shape)}"
    same = torch.allclose(got, want, rtol=0, atol=within)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± {within})"


def column(*values):
    return torch.tensor(values).reshape(-1, 1)


def start(w0, w1):
    """`Sequential(Linear(1,1), Sigmoid())`, (w0, w1)에서 출발 / starting at (w0, w1)."""
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Sigmoid())
    net[0].bias.data = torch.tensor([w0])
    net[0].weight.data = torch.tensor([[w1]])
    return net


def five():
    """관측값 다섯 / five observations."""
    return column(-1.0, 0.5, 2.0, -0.25, 1.0), column(1.0, 0.0, 1.0, 0.0, 0.0)


def a_loss(got):
    """미분할 수 있는 0차원 float32 텐서여야 합니다 / it has to be a 0-d float32 tensor that can be differentiated."""
    assert isinstance(got, torch.Tensor), f"\n텐서가 아니라 {type(got).__name__}입니다.\nIt is a {type(got).__name__}, not a tensor."
    assert got.dtype == torch.float32, f"\ndtype이 {got.dtype}입니다. torch.float32여야 합니다.\nIts dtype is {got.dtype}. It has to be torch.float32."
    assert got.requires_grad, "\n그래프가 끊겨서 미분할 수 없습니다.\nThe graph is cut: it cannot be differentiated."


def test_sigmoid():
    agree(logistic.sigmoid(torch.tensor([-6.0, 0.0, 6.0])), [0.0025, 0.5000, 0.9975],
          "u = -6, 0, 6에서 시그모이드의 값이 다릅니다.",
          "The sigmoid is off at u = -6, 0, 6.")


def test_sigmoid_of_a_column():
    agree(logistic.sigmoid(column(-2.0, 0.5, 4.0)), [[0.1192], [0.6225], [0.9820]],
          "u = (-2, 0.5, 4)인 3×1 텐서에서 시그모이드의 값이 다릅니다.",
          "The sigmoid of the 3×1 tensor u = (-2, 0.5, 4) is off.")


def test_sigmoid_to_six_digits():
    u = column(-2.0, 0.0, 2.0)
    agree(logistic.sigmoid(u), [[0.119203], [0.5], [0.880797]],
          "u = (-2, 0, 2)에서 시그모이드의 값이 여섯째 자리까지 맞지는 않습니다.",
          "The sigmoid of u = (-2, 0, 2) is not right to six digits.", within=3e-6)
    assert torch.equal(u, column(-2.0, 0.0, 2.0)), "\n받은 u의 값이 바뀌었습니다. 그대로 두세요.\nThe given u has changed. Leave it as it is."


def test_sigmoid_far_out():
    got = logistic.sigmoid(torch.tensor([-30.0, 60.0]))
    agree(got, [0.0, 1.0], "u = -30, 60에서 시그모이드의 값이 다릅니다.", "The sigmoid is off at u = -30, 60.", within=1e-6)
    small = float(got[0])
    near = small == 0 or abs(small / 9.357623e-14 - 1) < 1e-3
    assert near, f"\nu = -30에서 시그모이드의 값은 9.36e-14입니다. 지금은 {small:.3g}입니다.\nThe sigmoid is 9.36e-14 at u = -30; yours is {small:.3g}."


def test_success_probability():
    agree(logistic.success_probability(column(0.0, 0.2), -1, 5), [[0.2689], [0.5000]],
          "w0=-1, w1=5일 때 x = 0, 0.2에서의 성공확률이 다릅니다.",
          "With w0=-1, w1=5 the probability of success is off at x = 0, 0.2.")


def test_success_probability_of_another_line():
    agree(logistic.success_probability(column(-1.0, 0.5, 2.0), 0.5, -1.0), [[0.8176], [0.5000], [0.1824]],
          "w0=0.5, w1=-1일 때 x = -1, 0.5, 2에서의 성공확률이 다릅니다.",
          "With w0=0.5, w1=-1 the probability of success is off at x = -1, 0.5, 2.")


def test_bce():
    y = column(1.0, 0.0, 1.0, 0.0)
    agree(logistic.bce(y, torch.full((4, 1), 0.5)), 0.6931,
          "yhat이 모두 0.5이면 loss의 평균은 log(2)입니다.",
          "Where every yhat is 0.5, the mean of the loss is log(2).")


@pytest.mark.parametrize(("name", "right"), [("bce", 0.6554), ("bce_sum", 1.9661)])
def test_three_observations(name, right):
    got = getattr(logistic, name)(column(1.0, 0.0, 1.0), column(0.8, 0.3, 0.25).requires_grad_())
    agree(got, right, "y = (1, 0, 1), yhat = (0.8, 0.3, 0.25)에서 loss가 다릅니다.", "The loss is off at y = (1, 0, 1), yhat = (0.8, 0.3, 0.25).")
    a_loss(got)


@pytest.mark.parametrize(("name", "right"), [("bce", 0.0015), ("bce_sum", 0.003)])
def test_two_confident_observations(name, right):
    got = getattr(logistic, name)(column(1.0, 0.0), column(0.999, 0.002).requires_grad_())
    agree(got, right, "y = (1, 0), yhat = (0.999, 0.002)에서 loss가 다릅니다.", "The loss is off at y = (1, 0), yhat = (0.999, 0.002).")


def test_bce_sum():
    y = column(1.0, 0.0, 1.0, 0.0)
    agree(logistic.bce_sum(y, torch.full((4, 1), 0.5)), 2.7726,
          "관측값이 넷이고 yhat이 모두 0.5이면 loss는 4*log(2)입니다.",
          "With four observations and every yhat 0.5, the loss is 4*log(2).")


def test_toy_frame():
    _df = logistic.toy_frame()
    for name, right in (("x", list(range(-6, 7))), ("y", [0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1])):
        assert name in _df, f"\n열 {name}이 없습니다.\nThere is no column {name}."
        assert list(_df[name]) == right, (
            f"\n열 {name}이 강의와 다릅니다.\nColumn {name} is not the lecture's."
            f"\n  나온 값 · got:      {_df[name].tolist()}\n  맞는 값 · right:    {right}"
        )


def test_toy_data():
    x, v, y = logistic.toy_data(43052)
    for name, value in (("x", x), ("v", v), ("y", y)):
        assert tuple(value.shape) == (2000, 1), (
            f"\n{name}의 shape은 (2000, 1)이어야 합니다. 지금은 {tuple(value.shape)}입니다."
            f"\n{name} has to be of shape (2000, 1); yours is {tuple(value.shape)}."
        )
        assert value.dtype == torch.float32, (
            f"\n{name}의 dtype은 torch.float32여야 합니다. 지금은 {value.dtype}입니다."
            f"\n{name} has to be of dtype torch.float32; yours is {value.dtype}."
        )
    agree(torch.stack([x[0, 0], x[-1, 0]]), [-1.0, 1.0], "x의 처음과 끝이 다릅니다.", "The first and the last x are off.")
    agree(torch.stack([v[0, 0], v[-1, 0]]), [0.0025, 0.9820], "v의 처음과 끝이 다릅니다.", "The first and the last v are off.")
    assert set(y.reshape(-1).tolist()) == {0.0, 1.0}, "\ny에는 0과 1만 있어야 합니다.\ny has to hold zeros and ones, and both."


def test_toy_data_of_another_n_and_seed():
    x, v, y = logistic.toy_data(7, 5)
    agree(x, [[-1.0], [-0.5], [0.0], [0.5], [1.0]], "n=5일 때 x가 다릅니다.", "With n=5 x is off.")
    agree(v, [[0.0025], [0.0293], [0.2689], [0.8176], [0.9820]], "n=5일 때 v가 다릅니다.", "With n=5 v is off.")
    assert tuple(y.shape) == (5, 1), f"\nn=5이면 y의 shape은 (5, 1)입니다. 지금은 {tuple(y.shape)}입니다.\nWith n=5 y is of shape (5, 1); yours is {tuple(y.shape)}."
    _, curve, drawn = logistic.toy_data(7)
    near = (drawn - curve).mean().abs() < 0.05
    assert near, "\ny가 v에서 뽑힌 것이 아닙니다.\ny was not drawn from v."
    again, other = logistic.toy_data(7)[2], logistic.toy_data(8)[2]
    assert torch.equal(drawn, again), "\nseed가 같은데 y가 다릅니다.\nThe same seed gave another y."
    assert not torch.equal(drawn, other), "\nseed가 다른데 y가 같습니다.\nAnother seed gave the same y."


def test_logistic_net():
    net = logistic.logistic_net(-1, 1)
    agree(net(column(0.0, 1.0)), [[0.2689], [0.5000]],
          "최초의 곡선(w0=-1, w1=1)의 x = 0, 1에서의 값이 다릅니다.",
          "The first curve (w0=-1, w1=1) is off at x = 0, 1.")


def test_logistic_net_of_another_curve():
    net = logistic.logistic_net(0.5, -2.0)
    agree(net(column(-1.0, 0.5, 2.0)), [[0.9241], [0.3775], [0.0293]],
          "w0=0.5, w1=-2인 곡선의 x = -1, 0.5, 2에서의 값이 다릅니다.",
          "The curve of w0=0.5, w1=-2 is off at x = -1, 0.5, 2.")
    trained = sum(parameter.numel() for parameter in net.parameters() if parameter.requires_grad)
    assert trained == 2, f"\n학습되는 수는 절편과 기울기, 둘이어야 합니다. 지금은 {trained}개입니다.\nIntercept and slope have to be trained, two numbers; yours has {trained}."


@pytest.mark.parametrize(("fit", "right"), [("fit_logistic_mse", [0.0083, 0.0167]), ("fit_logistic_bce", [0.0167, 0.0333])])
def test_one_epoch_of(fit, right):
    net = start(0.0, 0.0)
    getattr(logistic, fit)(net, column(-1.0, 0.0, 1.0), column(0.0, 1.0, 1.0), lr=0.1, epochs=1)
    agree(torch.stack([net[0].bias[0], net[0].weight[0, 0]]), right,
          "관측값 셋으로 (0, 0)에서 한 에폭 학습한 (w0, w1)이 다릅니다. 종이에 step1부터 계산해 보세요.",
          "(w0, w1) after one epoch from (0, 0) on three observations is off. Work it out on paper, step1 first.")


@pytest.mark.parametrize(("fit", "right"), [("fit_logistic_mse", [0.3762, -0.9386]), ("fit_logistic_bce", [0.3366, -0.7261])])
def test_three_epochs_of(fit, right):
    (x, y), net = five(), start(0.5, -1.0)
    getattr(logistic, fit)(net, x, y, lr=0.5, epochs=3)
    agree(torch.stack([net[0].bias[0], net[0].weight[0, 0]]), right,
          "관측값 다섯으로 (0.5, -1)에서 lr=0.5로 3 에폭 학습한 (w0, w1)이 다릅니다.",
          "(w0, w1) after 3 epochs from (0.5, -1) on five observations with lr=0.5 is off.")
    same = torch.equal(x, five()[0]) and torch.equal(y, five()[1])
    assert same, "\n받은 x나 y의 값이 바뀌었습니다. 그대로 두세요.\nThe given x or y has changed. Leave them as they are."


@pytest.mark.parametrize(("fit", "right"), [("fit_logistic_mse", [250.0, 500.0]), ("fit_logistic_bce", [500.0, 1000.0])])
def test_a_large_step_of(fit, right):
    net = start(0.0, 0.0)
    getattr(logistic, fit)(net, column(1.0, 3.0), column(1.0, 1.0), lr=1000.0, epochs=1)
    agree(torch.stack([net[0].bias[0], net[0].weight[0, 0]]), right,
          "x = (1, 3), y = (1, 1)로 (0, 0)에서 lr=1000으로 한 에폭 학습한 (w0, w1)이 다릅니다.",
          "(w0, w1) after one epoch from (0, 0) on x = (1, 3), y = (1, 1) with lr=1000 is off.", within=2e-3)


@pytest.mark.parametrize(("fit", "right"), [("fit_logistic_mse", [0.0, 0.006]), ("fit_logistic_bce", [0.0, 0.012])])
def test_eight_small_steps_of(fit, right):
    net = start(0.0, 0.0)
    getattr(logistic, fit)(net, column(-0.01, 0.01), column(0.0, 1.0), lr=0.3, epochs=8)
    agree(torch.stack([net[0].bias[0], net[0].weight[0, 0]]), right,
          "x = (-0.01, 0.01), y = (0, 1)로 (0, 0)에서 lr=0.3으로 8 에폭 학습한 (w0, w1)이 다릅니다. 손실이 조금씩 줄어도 epochs번을 모두 반복하세요.",
          "(w0, w1) after 8 epochs from (0, 0) on x = (-0.01, 0.01), y = (0, 1) with lr=0.3 is off. All the epochs are run, however little the loss falls.")


@pytest.mark.parametrize("fit", ["fit_logistic_mse", "fit_logistic_bce"])
def test_defaults_of(fit):
    x, y = five()
    getattr(logistic, fit)(start(0.5, -1.0), x, y, epochs=1)
    given = inspect.signature(getattr(logistic, fit)).parameters
    for name, right in (("lr", 0.1), ("epochs", 6000)):
        default = given[name].default if name in given else right
        assert default == right, f"\n{name}의 기본값은 {right}입니다. 지금은 {default}입니다.\nThe default of {name} is {right}; yours is {default}."


def test_plot_fit():
    figure = pytest.importorskip("matplotlib.figure")
    ax = figure.Figure().subplots()
    x, y, net = column(-1.0, 0.0, 1.0), column(0.0, 1.0, 1.0), start(-1.0, 1.0)
    logistic.plot_fit(ax, x, y, net(x))
    drawn = [tuple(round(float(number), 4) for number in xy) for line in ax.get_lines() for xy in line.get_xydata()]
    drawn += [tuple(round(float(number), 4) for number in xy) for dots in ax.collections for xy in dots.get_offsets()]
    for xy in [(-1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (-1.0, 0.1192), (0.0, 0.2689), (1.0, 0.5)]:
        assert xy in drawn, f"\n점 {xy}가 ax에 그려지지 않았습니다.\nThe point {xy} is not drawn on ax."


def test_plot_fit_of_more_points():
    figure = pytest.importorskip("matplotlib.figure")
    ax = figure.Figure().subplots()
    (x, y), yhat = five(), column(0.5, 0.25, 0.75, 0.125, 0.625)
    logistic.plot_fit(ax, x, y, yhat)
    drawn = [tuple(round(float(number), 4) for number in xy) for line in ax.get_lines() for xy in line.get_xydata()]
    drawn += [tuple(round(float(number), 4) for number in xy) for dots in ax.collections for xy in dots.get_offsets()]
    for xy in [*zip(x.reshape(-1).tolist(), y.reshape(-1).tolist()), *zip(x.reshape(-1).tolist(), yhat.reshape(-1).tolist())]:
        assert xy in drawn, f"\n점 {xy}가 ax에 그려지지 않았습니다.\nThe point {xy} is not drawn on ax."
