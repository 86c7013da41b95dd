"""optimizer.py의 공개 테스트: 강의에서 출력된 값과 비교합니다. 이 폴더에서 `pytest`를 실행하세요.

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


def ver1(w0=-5.0, w1=10.0):
    """`Linear(1,1)`, (w0, w1) = (-5, 10), or others."""
    net = torch.nn.Linear(1, 1)
    net.bias.data = torch.tensor([w0])
    net.weight.data = torch.tensor([[w1]])
    return net


def ver2(w0=-5.0, w1=10.0):
    """`Linear(2,1,bias=False)`, (w0, w1) = (-5, 10), or others."""
    net = torch.nn.Linear(2, 1, bias=False)
    net.weight.data = torch.tensor([[w0, w1]])
    return net


def three():
    """세 행짜리 자료 / three rows: x = (-1, 0, 2), y = (1, 2, 0)."""
    x = torch.tensor([[-1.0], [0.0], [2.0]])
    return x, torch.tensor([[1.0], [2.0], [0.0]]), torch.cat([torch.ones(3, 1), x], dim=1)


def untouched(*given):
    """받은 자료는 그대로여야 합니다 / the data that were given stay as they are."""
    same = all(any(torch.equal(one, asked) for asked in three()) for one in given)
    assert same, "\n받은 자료의 값이 바뀌었습니다. 그대로 두세요.\nThe data that were given have changed. Leave them as they are."


def there(got, name):
    """(1, 1)에서 세 행으로 3 에폭 학습하면 (0.934, -0.21)입니다 / three epochs from (1, 1) on the three rows end at (0.934, -0.21)."""
    agree(got, [0.934, -0.21],
          f"{name}: x = (-1, 0, 2), y = (1, 2, 0), lr = 0.15, epochs = 3이면 (1, 1)에서 (0.9, 0.3), (0.9, -0.04), (0.934, -0.21)로 갑니다.",
          f"{name}: with x = (-1, 0, 2), y = (1, 2, 0), lr = 0.15 and epochs = 3 it goes from (1, 1) to (0.9, 0.3), (0.9, -0.04), (0.934, -0.21).")


def agree(got, lecture, ko, en, within=1e-4):
    """값이 강의의 값과 소수점 아래 넷째 자리까지 같아야 합니다 / agrees with the lecture's numbers to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach().reshape(-1)
    want = torch.tensor(lecture)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=within)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± {within})"


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
          "lr=0.1인 옵티마이저가 강의의 미분값 (-13.4225, 11.8893)로 한 번 움직인 뒤의 (w0, w1)이 다릅니다.",
          "(w0, w1) is off after one move of the optimiser with lr=0.1 by the lecture's gradients (-13.4225, 11.8893).")


def test_make_sgd_twice():
    net = ver2(1.0, 1.0)
    optimizr = optimizer.make_sgd(net, 0.5)
    for _ in range(2):
        net.weight.grad = torch.tensor([[2.0, -4.0]])
        optimizr.step()
    agree(net.weight, [-1.0, 5.0],
          "lr=0.5인 옵티마이저가 미분값 (2, -4)로 두 번 움직이면 (1, 1)에서 (-1, 5)로 갑니다.",
          "Two moves of the optimiser with lr=0.5 by the gradients (2, -4) go from (1, 1) to (-1, 5).")


def test_one_epoch_sgd(xy):
    x, y = xy
    net = ver1()
    optimizer.one_epoch_sgd(net, torch.optim.SGD(net.parameters(), lr=0.1), x, y)
    agree([net.bias.item(), net.weight.item()], [-3.6577, 8.8111],
          "(-5, 10)에서 한 에폭 뒤의 (w0, w1)이 강의와 다릅니다. step1부터 차례로 값을 출력해 보세요.",
          "(w0, w1) after one epoch from (-5, 10) is not the lecture's. Print the values, step1 first.")


def test_one_epoch_sgd_twice():
    x, y, X = three()
    for net, inputs in ((ver1(1.0, 1.0), x), (ver2(1.0, 1.0), X)):
        optimizr = torch.optim.SGD(net.parameters(), lr=0.15)
        for _ in range(2):
            optimizer.one_epoch_sgd(net, optimizr, inputs, y)
        agree(torch.cat([one.detach().reshape(-1) for one in (net.bias, net.weight) if one is not None]), [0.9, -0.04],
              "x = (-1, 0, 2), y = (1, 2, 0), lr = 0.15로 두 번 부르면 (1, 1)에서 (0.9, 0.3), (0.9, -0.04)로 갑니다. 첫 에폭의 미분값이 남아 있지 않은지 보세요.",
              "Called twice with x = (-1, 0, 2), y = (1, 2, 0) and lr = 0.15 it goes from (1, 1) to (0.9, 0.3), (0.9, -0.04). Is the gradient of the first epoch still there?")
        untouched(inputs, y)


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


def test_fit_sgd_with_another_lr_and_epochs():
    x, y, X = three()
    net = ver1(1.0, 1.0)
    optimizer.fit_sgd(net, x, y, lr=0.15, epochs=3)
    there([net.bias.item(), net.weight.item()], "Linear(1,1)")
    net = ver2(1.0, 1.0)
    optimizer.fit_sgd(net, X, y, lr=0.15, epochs=3)
    there(net.weight, "Linear(2,1,bias=False)")
    untouched(x, y, X)


def test_fit_sgd_by_a_large_step():
    net = ver1(0.0, 0.0)
    optimizer.fit_sgd(net, torch.tensor([[1.0], [3.0]]), torch.tensor([[1000.0], [2000.0]]), lr=0.5, epochs=1)
    agree([net.bias.item(), net.weight.item()], [1500.0, 3500.0],
          "x = (1, 3), y = (1000, 2000), lr = 0.5, epochs = 1이면 (0, 0)에서 (1500, 3500)으로 갑니다.",
          "With x = (1, 3), y = (1000, 2000), lr = 0.5 and epochs = 1 it goes from (0, 0) to (1500, 3500).", within=3e-3)


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


def test_parameters_as_list_of_two_layers():
    net = torch.nn.Sequential(torch.nn.Linear(2, 3, bias=False), torch.nn.ReLU(), torch.nn.Linear(3, 1))
    params = optimizer.parameters_as_list(net)
    right = [net[0].weight, net[2].weight, net[2].bias]
    same = len(params) == len(right) and all(one is other for one, other in zip(params, right))
    assert same, (
        f"\n층이 둘인 네트워크에서 파라메터 셋이 순서대로 들어있어야 합니다. 지금은 {len(params)}개입니다."
        f"\nOf a network of two layers it has to hold its three parameters, in order; yours holds {len(params)}."
    )


def test_fit_what_sgd(xy):
    x, y = xy
    What = torch.tensor([[-5.0], [10.0]], requires_grad=True)
    optimizer.fit_what_sgd(torch.concat([torch.ones_like(x), x], axis=1), y, What)
    agree(What, [2.4290, 4.0144],
          "(-5, 10)에서 30번 학습한 뒤의 What이 다릅니다.",
          "What is off after 30 epochs from (-5, 10).")


def test_fit_what_sgd_with_another_lr_and_epochs():
    _, y, X = three()
    What = torch.tensor([[1.0], [1.0]], requires_grad=True)
    optimizer.fit_what_sgd(X, y, What, lr=0.15, epochs=3)
    there(What, "What")
    untouched(X, y)


def test_fit_b_w_sgd(xy):
    x, y = xy
    b = torch.tensor(-5.0, requires_grad=True)
    w = torch.tensor(10.0, requires_grad=True)
    optimizer.fit_b_w_sgd(x, y, b, w)
    agree([b.item(), w.item()], [2.4290, 4.0144],
          "(-5, 10)에서 30번 학습한 뒤의 (b, w)가 다릅니다.",
          "(b, w) is off after 30 epochs from (-5, 10).")


def test_fit_b_w_sgd_with_another_lr_and_epochs():
    x, y, _ = three()
    b, w = torch.tensor(1.0, requires_grad=True), torch.tensor(1.0, requires_grad=True)
    optimizer.fit_b_w_sgd(x, y, b, w, lr=0.15, epochs=3)
    there([b.item(), w.item()], "(b, w)")
    untouched(x, y)
