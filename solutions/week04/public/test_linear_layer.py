"""linear_layer.py의 공개 테스트: 강의에서 출력된 값과 비교합니다. 이 폴더에서 `pytest`를 실행하세요.

Public checks of linear_layer.py, against the numbers that the lecture prints. Run `pytest` in this folder.
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
    """Linear(1,1):"""
    net = torch.nn.Linear(1, 1)
    net.bias.data, net.weight.data = torch.tensor([w0]), torch.tensor([[w1]])
    return net


def ver2(w0=-5.0, w1=10.0):
    """Linear(2,1,bias=False):"""
    net = torch.nn.Linear(2, 1, bias=False)
    net.weight.data = torch.tensor([[w0, w1]])
    return net


def both():
    """Either network with what it is given."""
    x, y, X = lecture()
    return (("Linear(1,1)", ver1(), x, y), ("Linear(2,1,bias=False)", ver2(), X, y))


def three():
    """세 행짜리 자료 / three rows: x = (-1, 0, 2), y = (1, 2, 0)."""
    x = torch.tensor([[-1.0], [0.0], [2.0]])
    return x, torch.tensor([[1.0], [2.0], [0.0]]), torch.cat([torch.ones(3, 1), x], dim=1)


def untouched(*given):
    """받은 자료는 그대로여야 합니다 / the data that were given stay as they are."""
    __tracebackhide__ = True
    same = all(any(torch.equal(one, asked) for asked in three()) for one in given)
    assert same, "받은 자료의 값이 바뀌었습니다. 그대로 두세요.\nThe data that were given have changed. Leave them as they are."


def numbers(net):
    """w0 and w1 of either network, read here without your functions."""
    return net.weight.detach().reshape(-1) if net.bias is None else torch.cat([net.bias.detach().reshape(-1), net.weight.detach().reshape(-1)])


def agree(got, lecture, ko, en):
    """값이 강의의 값과 소수점 아래 넷째 자리까지 같아야 합니다 / agrees with the lecture's numbers to four decimals."""
    __tracebackhide__ = True
    got = [round(float(torch.as_tensor(number).detach()), 4) for number in got]
    same = got == pytest.approx(lecture, abs=2e-4)
    assert same, f"{ko}\n{en}\n  나온 값 · got:          {got}\n  맞는 값 · right:        {lecture}"


def is_linear(net):
    """torch.nn.Linear인지 / whether it is a torch.nn.Linear."""
    __tracebackhide__ = True
    assert isinstance(net, torch.nn.Linear), (
        f"torch.nn.Linear를 돌려주어야 합니다. 지금은 {type(net).__name__}입니다.\nA torch.nn.Linear has to come back; yours is a {type(net).__name__}."
    )


def test_net_with_bias():
    net = work.net_with_bias(43052)
    is_linear(net)
    assert net.bias is not None, "bias가 없습니다.\nThere is no bias."
    agree([*net.bias, *net.weight.reshape(-1)], [-0.8470, -0.3467],
          "시드 43052에서 처음의 (bias, weight)가 다릅니다.",
          "The first (bias, weight) with seed 43052 is off.")


def test_net_with_bias_of_another_seed():
    net = work.net_with_bias(7)
    agree([*net.bias, *net.weight.reshape(-1)], [-0.6024, 0.0698],
          "시드 7에서 처음의 (bias, weight)가 다릅니다. 받은 seed를 쓰세요.",
          "The first (bias, weight) with seed 7 is off. Use the seed that is given.")


def test_net_without_bias():
    net = work.net_without_bias(43052)
    is_linear(net)
    assert net.bias is None, "bias가 남아 있습니다.\nThere is still a bias."
    agree(net.weight.reshape(-1), [-0.2451, -0.5989],
          "시드 43052에서 처음의 weight가 다릅니다.",
          "The first weight with seed 43052 is off.")


def test_net_without_bias_of_another_seed():
    agree(work.net_without_bias(7).weight.reshape(-1), [0.0494, -0.4260],
          "시드 7에서 처음의 weight가 다릅니다. 받은 seed를 쓰세요.",
          "The first weight with seed 7 is off. Use the seed that is given.")


@pytest.mark.parametrize("make", [ver1, ver2])
def test_set_line(make):
    net = make(0.5, 0.25)
    work.set_line(net, -5.0, 10.0)
    agree(numbers(net), [-5.0, 10.0], f"{make.__doc__} (w0, w1)이 다릅니다.", f"{make.__doc__} (w0, w1) is off.")


@pytest.mark.parametrize("make", [ver1, ver2])
def test_set_line_elsewhere(make):
    net = make()
    work.set_line(net, 2.0, -3.0)
    agree(numbers(net), [2.0, -3.0], f"{make.__doc__} (w0, w1)이 다릅니다.", f"{make.__doc__} (w0, w1) is off.")
    trained = all(parameter.requires_grad for parameter in net.parameters())
    assert trained, f"{make.__doc__} 파라메터가 더 이상 학습되지 않습니다.\n{make.__doc__} its parameters cannot be trained any more."


@pytest.mark.parametrize("make", [ver1, ver2])
def test_get_line(make):
    got = work.get_line(make())
    assert isinstance(got, (tuple, list)) and len(got) == 2, (
        f"두 수 (w0, w1)을 돌려주어야 합니다. 지금은 {type(got).__name__}입니다.\nTwo numbers, (w0, w1), have to come back; yours is a {type(got).__name__}."
    )
    agree(got, [-5.0, 10.0], f"{make.__doc__} (w0, w1)이 다릅니다.", f"{make.__doc__} (w0, w1) is off.")


@pytest.mark.parametrize("make", [ver1, ver2])
def test_get_line_elsewhere(make):
    got = work.get_line(make(2.0, -3.0))
    agree(got, [2.0, -3.0], f"{make.__doc__} (w0, w1)이 다릅니다.", f"{make.__doc__} (w0, w1) is off.")


def test_predict_1d():
    x, _, _ = lecture()
    got = work.predict_1d(ver1(-0.8470, -0.3467), x.reshape(-1))
    assert tuple(got.shape) == (100, 1), (
        f"모양이 다릅니다.\nIts shape is not the right one.\n  나온 모양 · got:      {tuple(got.shape)}\n  맞는 모양 · right:    (100, 1)"
    )
    agree(got[0], [0.0135], "첫 예측값이 다릅니다.", "The first prediction is off.")


def test_predict_1d_of_another_length():
    x = torch.tensor([-1.0, 0.0, 2.0, 0.5])
    got = work.predict_1d(ver1(1.0, 2.0), x)
    assert tuple(got.shape) == (4, 1), (
        f"모양이 다릅니다.\nIts shape is not the right one.\n  나온 모양 · got:      {tuple(got.shape)}\n  맞는 모양 · right:    (4, 1)"
    )
    agree(got.reshape(-1), [-1.0, 1.0, 5.0, 2.0],
          "1 + 2·x인 네트워크의 x = (-1, 0, 2, 0.5)에서 예측값이 다릅니다.",
          "The predictions of the network 1 + 2·x at x = (-1, 0, 2, 0.5) are off.")


def test_drop_bias():
    torch.manual_seed(43052)
    net = torch.nn.Linear(2, 1)
    got = work.drop_bias(net)
    _, _, X = lecture()
    assert isinstance(got, torch.nn.Module), (
        f"네트워크를 돌려주어야 합니다. 지금은 {type(got).__name__}입니다.\nA network has to come back; yours is a {type(got).__name__}."
    )
    count = len(list(got.parameters()))
    assert count == 1, f"학습되는 파라메터는 weight 하나여야 합니다. 지금은 {count}개입니다.\nweight has to be the only parameter; there are {count}."
    agree(got(X)[0], [1.2414], "첫 예측값이 다릅니다.", "The first prediction is off.")


def test_drop_bias_of_three_rows():
    net = torch.nn.Linear(2, 1)
    net.weight.data, net.bias.data = torch.tensor([[2.0, 3.0]]), torch.tensor([5.0])
    _, _, X = three()
    agree(work.drop_bias(net)(X).reshape(-1), [-1.0, 2.0, 8.0],
          "weight가 (2, 3)이면 x = (-1, 0, 2)에서 예측값은 (-1, 2, 8)입니다.",
          "With weight (2, 3) the predictions at x = (-1, 0, 2) are (-1, 2, 8).")


@pytest.mark.parametrize("which", [0, 1])
def test_one_epoch(which):
    name, net, inputs, y = both()[which]
    work.one_epoch(net, inputs, y, 0.1)
    agree(numbers(net), [-3.6577, 8.8111],
          f"{name}: (-5, 10)에서 한 에폭 뒤의 (w0, w1)이 다릅니다. step1부터 차례로 출력해 보세요.",
          f"{name}: (w0, w1) is off after one epoch from (-5, 10). Print the values, step1 first.")


@pytest.mark.parametrize("which", [0, 1])
def test_one_epoch_twice(which):
    x, y, X = three()
    name, net, inputs = (("Linear(1,1)", ver1(1.0, 1.0), x), ("Linear(2,1,bias=False)", ver2(1.0, 1.0), X))[which]
    work.one_epoch(net, inputs, y, 0.15)
    agree(numbers(net), [0.9, 0.3],
          f"{name}: x = (-1, 0, 2), y = (1, 2, 0), lr = 0.15이면 (1, 1)에서 (0.9, 0.3)으로 갑니다.",
          f"{name}: with x = (-1, 0, 2), y = (1, 2, 0) and lr = 0.15 it goes from (1, 1) to (0.9, 0.3).")
    work.one_epoch(net, inputs, y, 0.15)
    agree(numbers(net), [0.9, -0.04],
          f"{name}: 한 번 더 부르면 (0.9, -0.04)로 갑니다. 첫 에폭의 미분값이 남아 있지 않은지 보세요.",
          f"{name}: called once more it goes on to (0.9, -0.04). Is the gradient of the first epoch still there?")
    untouched(inputs, y)


@pytest.mark.parametrize("which", [0, 1])
def test_fit_net(which):
    name, net, inputs, y = both()[which]
    work.fit_net(net, inputs, y)
    agree(numbers(net), [2.4290, 4.0144],
          f"{name}: (-5, 10)에서 30번 학습한 뒤의 (w0, w1)이 다릅니다.",
          f"{name}: (w0, w1) is off after 30 epochs from (-5, 10).")


@pytest.mark.parametrize("which", [0, 1])
def test_fit_net_with_another_lr_and_epochs(which):
    x, y, X = three()
    name, net, inputs = (("Linear(1,1)", ver1(1.0, 1.0), x), ("Linear(2,1,bias=False)", ver2(1.0, 1.0), X))[which]
    work.fit_net(net, inputs, y, lr=0.15, epochs=3)
    agree(numbers(net), [0.934, -0.21],
          f"{name}: x = (-1, 0, 2), y = (1, 2, 0), lr = 0.15, epochs = 3이면 (1, 1)에서 (0.9, 0.3), (0.9, -0.04), (0.934, -0.21)로 갑니다.",
          f"{name}: with x = (-1, 0, 2), y = (1, 2, 0), lr = 0.15 and epochs = 3 it goes from (1, 1) to (0.9, 0.3), (0.9, -0.04), (0.934, -0.21).")
    untouched(inputs, y)
