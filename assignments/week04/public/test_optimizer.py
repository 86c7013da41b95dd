"""optimizer.py의 공개 채점: 강의에서 출력된 값과 비교합니다. 이 폴더에서 `pytest`를 실행하세요.

Public checks of optimizer.py, against the numbers that the lecture prints. Run `pytest` in this folder.
"""

import csv
from pathlib import Path

import pytest
import torch

import optimizer


@pytest.fixture
def xy():
    """강의의 자료 / the lecture's data: x (100,1), y (100,1)."""
    with open(Path(__file__).parent.parent / "data" / "regression.csv", encoding="utf-8") as rows:
        table = [(float(row["x"]), float(row["y"])) for row in csv.DictReader(rows)]
    x, y = torch.tensor(table).T
    return x.reshape(-1, 1), y.reshape(-1, 1)


def ver1():
    """`Linear(1,1)`, (w0, w1) = (-5, 10)."""
    net = torch.nn.Linear(1, 1)
    net.bias.data = torch.tensor([-5.0])
    net.weight.data = torch.tensor([[10.0]])
    return net


def ver2():
    """`Linear(2,1,bias=False)`, (w0, w1) = (-5, 10)."""
    net = torch.nn.Linear(2, 1, bias=False)
    net.weight.data = torch.tensor([[-5.0, 10.0]])
    return net


def agree(got, lecture, ko, en):
    """값이 강의의 값과 소수점 아래 넷째 자리까지 같아야 합니다 / agrees with the lecture's numbers to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach().reshape(-1)
    want = torch.tensor(lecture)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:         {got.tolist()}\n  강의의 값 · lecture:   {want.tolist()}"


def test_make_sgd():
    net = ver1()
    optimizr = optimizer.make_sgd(net, 0.1)
    assert isinstance(optimizr, torch.optim.SGD), (
        f"\ntorch.optim.SGD를 돌려주어야 합니다. 지금은 {type(optimizr).__name__}입니다."
        f"\nA torch.optim.SGD has to come back; yours is a {type(optimizr).__name__}."
    )
    net.bias.grad, net.weight.grad = torch.tensor([-13.4225]), torch.tensor([[11.8893]])
    optimizr.step()
    agree([net.bias.item(), net.weight.item()], [-3.6577, 8.8111],
          "lr=0.1인 옵티마이저가 강의의 기울기 (-13.4225, 11.8893)로 한 번 움직인 뒤의 (w0, w1)이 다릅니다.",
          "(w0, w1) is off after one move of the optimiser with lr=0.1 by the lecture's gradients (-13.4225, 11.8893).")


def test_one_epoch_sgd(xy):
    x, y = xy
    net = ver1()
    optimizer.one_epoch_sgd(net, torch.optim.SGD(net.parameters(), lr=0.1), x, y)
    agree([net.bias.item(), net.weight.item()], [-3.6577, 8.8111],
          "(-5, 10)에서 한 epoch 뒤의 (w0, w1)이 강의와 다릅니다. step1부터 차례로 값을 출력해 보세요.",
          "(w0, w1) after one epoch from (-5, 10) is not the lecture's. Print the values, step1 first.")


def test_fit_sgd_ver1(xy):
    x, y = xy
    net = ver1()
    optimizer.fit_sgd(net, x, y)
    agree([net.bias.item(), net.weight.item()], [2.4290, 4.0144],
          "`Linear(1,1)`을 30번 학습한 뒤의 (w0, w1)이 다릅니다.",
          "(w0, w1) of `Linear(1,1)` is off after 30 epochs.")


def test_fit_sgd_ver2(xy):
    x, y = xy
    net = ver2()
    optimizer.fit_sgd(net, torch.concat([torch.ones_like(x), x], axis=1), y)
    agree(net.weight, [2.4290, 4.0144],
          "`Linear(2,1,bias=False)`를 30번 학습한 뒤의 (w0, w1)이 다릅니다.",
          "(w0, w1) of `Linear(2,1,bias=False)` is off after 30 epochs.")


def test_parameters_as_list():
    net = ver1()
    params = optimizer.parameters_as_list(net)
    assert isinstance(params, list), (
        f"\n리스트를 돌려주어야 합니다. 지금은 {type(params).__name__}입니다."
        f"\nA list has to come back; yours is a {type(params).__name__}."
    )
    assert len(params) == 2 and params[0] is net.weight and params[1] is net.bias, (
        "\n리스트에 net.weight 자신과 net.bias 자신이, 이 순서로 들어있어야 합니다."
        "\nThe list has to hold net.weight itself and net.bias itself, in this order."
    )


def test_fit_what_sgd(xy):
    x, y = xy
    What = torch.tensor([[-5.0], [10.0]], requires_grad=True)
    optimizer.fit_what_sgd(torch.concat([torch.ones_like(x), x], axis=1), y, What)
    agree(What, [2.4290, 4.0144],
          "(-5, 10)에서 30번 학습한 뒤의 What이 다릅니다.",
          "What is off after 30 epochs from (-5, 10).")


def test_fit_b_w_sgd(xy):
    x, y = xy
    b = torch.tensor(-5.0, requires_grad=True)
    w = torch.tensor(10.0, requires_grad=True)
    optimizer.fit_b_w_sgd(x, y, b, w)
    agree([b.item(), w.item()], [2.4290, 4.0144],
          "(-5, 10)에서 30번 학습한 뒤의 (b, w)가 다릅니다.",
          "(b, w) is off after 30 epochs from (-5, 10).")
