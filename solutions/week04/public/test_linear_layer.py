"""강의에 나온 수로 하는 공개 검사: torch와 pytest만 있으면 됩니다.

Public checks with the numbers printed in the lecture: torch and pytest are all they need.
"""

from pathlib import Path

import pytest
import torch

import linear_layer as work

HERE = Path(__file__).resolve().parent
CSV = next(
    (f for place in (HERE, *HERE.parents[:3]) for f in (place / "regression.csv", place / "data" / "regression.csv") if f.is_file()),
    HERE / "regression.csv",
)


def lecture():
    """The lecture's x, y and X."""
    rows = [line.split(",") for line in CSV.read_text().split()[1:]]
    x = torch.tensor([[float(row[0])] for row in rows])
    y = torch.tensor([[float(row[1])] for row in rows])
    return x, y, torch.cat([torch.ones(len(x), 1), x], dim=1)


def ver1(w0=-5.0, w1=10.0):
    """Linear(1,1) with that line."""
    net = torch.nn.Linear(1, 1)
    net.bias.data, net.weight.data = torch.tensor([w0]), torch.tensor([[w1]])
    return net


def ver2(w0=-5.0, w1=10.0):
    """Linear(2,1,bias=False) with that line."""
    net = torch.nn.Linear(2, 1, bias=False)
    net.weight.data = torch.tensor([[w0, w1]])
    return net


def both():
    """Either network with what it is given."""
    x, y, X = lecture()
    return (("ver1", ver1(), x, y), ("ver2", ver2(), X, y))


def numbers(net):
    """w0 and w1 of either network, read here without your functions."""
    return net.weight.detach().reshape(-1) if net.bias is None else torch.cat([net.bias.detach().reshape(-1), net.weight.detach().reshape(-1)])


def written(function, *values):
    """What the function gives, or a clear word where it is not written yet."""
    __tracebackhide__ = True
    try:
        return function(*values)
    except NotImplementedError:
        message = f"{function.__name__}: 아직 쓰지 않았습니다 · not written yet"
    raise AssertionError(message)


def is_near(got, printed, what):
    """The numbers the lecture prints, to the digits it prints."""
    __tracebackhide__ = True
    got = [round(float(torch.as_tensor(number).detach()), 4) for number in got]
    assert got == pytest.approx(printed, abs=2e-4), f"{what}: {got}, 강의에서는 {printed} · the lecture has {printed}"


def test_net_with_bias():
    net = written(work.net_with_bias, 43052)
    assert isinstance(net, torch.nn.Linear), f"네트워크가 아니라 {type(net).__name__}입니다 · it is a {type(net).__name__}, not a Linear"
    assert net.bias is not None, "bias가 없습니다 · there is no bias"
    is_near([*net.bias, *net.weight.reshape(-1)], [-0.8470, -0.3467], "bias, weight")


def test_net_without_bias():
    net = written(work.net_without_bias, 43052)
    assert isinstance(net, torch.nn.Linear), f"네트워크가 아니라 {type(net).__name__}입니다 · it is a {type(net).__name__}, not a Linear"
    assert net.bias is None, "bias가 남아 있습니다 · there is still a bias"
    is_near(net.weight.reshape(-1), [-0.2451, -0.5989], "weight")


@pytest.mark.parametrize("make", [ver1, ver2])
def test_set_line(make):
    net = make(0.5, 0.25)
    written(work.set_line, net, -5.0, 10.0)
    is_near(numbers(net), [-5.0, 10.0], f"{make.__name__}: (w0, w1)")


@pytest.mark.parametrize("make", [ver1, ver2])
def test_get_line(make):
    got = written(work.get_line, make())
    assert isinstance(got, (tuple, list)) and len(got) == 2, "(w0, w1) 두 수를 돌려주세요 · return two numbers, (w0, w1)"
    is_near(got, [-5.0, 10.0], f"{make.__name__}: (w0, w1)")


def test_predict_1d():
    x, _, _ = lecture()
    net = ver1(-0.8470, -0.3467)
    try:
        got = written(work.predict_1d, net, x.reshape(-1))
    except RuntimeError as error:
        raise AssertionError(f"잘못된사용1이 고쳐지지 않았습니다 · misuse 1 is not mended: {error}") from None
    assert tuple(got.shape) == (100, 1), f"모양이 {tuple(got.shape)}입니다, (100, 1)이어야 합니다 · its shape is {tuple(got.shape)}, not (100, 1)"
    is_near(got[0], [-0.8470 - 0.3467 * -2.4821], "첫 예측값 · first prediction")


def test_drop_bias():
    torch.manual_seed(43052)
    net = torch.nn.Linear(2, 1)
    got = written(work.drop_bias, net)
    _, _, X = lecture()
    assert len(list(got.parameters())) == 1, "학습되는 파라메터는 weight 하나여야 합니다 · weight must be the only parameter"
    is_near(got(X)[0], [-0.2451 - 0.5989 * -2.4821], "첫 예측값 · first prediction")


@pytest.mark.parametrize("which", [0, 1])
def test_one_epoch(which):
    name, net, inputs, y = both()[which]
    written(work.one_epoch, net, inputs, y, 0.1)
    is_near(numbers(net), [-3.6577, 8.8111], f"{name}: (w0, w1)")


@pytest.mark.parametrize("which", [0, 1])
def test_fit_net(which):
    name, net, inputs, y = both()[which]
    written(work.fit_net, net, inputs, y)
    is_near(numbers(net), [2.4290, 4.0144], f"{name}: (w0, w1)")
